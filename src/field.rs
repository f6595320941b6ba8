//! What the text means: one file a field. Parsing is normalising; a value that exists is a right one.
//!
//! Words are those of simplified characters, which `Document::text` holds for traditional ones too.
//!
//! Knows notations and check digits. Where a field stands is the layouts' matter, whether fields agree is `check`'s.

pub mod affiliation;
pub mod article_code;
pub mod byline;
pub mod citation;
pub mod clc;
pub mod date;
pub mod doi;
pub mod formula;
pub mod funding;
pub mod issn;
pub mod key;
pub mod keywords;
pub mod name;
pub mod person_id;
pub mod text;
pub(crate) mod traditional;
pub(crate) mod words;

pub use article_code::ArticleCode;
pub use citation::Citation;
pub use clc::Clc;
pub use date::Date;
pub use doi::Doi;
pub use issn::{Cn, Issn};
pub use key::Key;
pub use person_id::{Email, Orcid};

/// Why a text is not a value of a field's type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found:?}")]
pub struct Fault {
    /// What a right text looks like.
    pub expected: &'static str,
    /// The text.
    pub found: String,
}

impl Fault {
    /// A fault in `found`.
    pub fn new(expected: &'static str, found: &str) -> Fault {
        Fault { expected, found: found.chars().take(80).collect() }
    }
}
