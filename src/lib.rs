//! qikan turns the pages and papers of scholarly journals, Chinese and bilingual ones first, into typed records.

pub mod check;
pub mod dataset;
pub mod document;
pub mod field;
#[cfg(test)]
pub(crate) mod invent;
pub mod problem;
pub mod record;
pub mod schema;
pub mod score;
pub mod source;
pub mod table;
pub mod write;
