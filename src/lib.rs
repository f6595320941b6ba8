//! qikan turns the pages and papers of scholarly journals, Chinese and bilingual ones first, into typed records.

pub mod document;
pub mod field;
pub mod problem;
pub mod record;
pub mod source;
