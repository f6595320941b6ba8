//! Whether the fields of a record can all be right at once.
//!
//! Knows what must hold between fields. Whether a single value is well formed is its type's matter, and the schema's.

mod article_code;
mod dates;
mod digits;
mod lists;
mod pages;

use crate::problem::Problem;
use crate::record::Record;

/// What looks at a record and says what cannot be.
pub type Check = fn(&Record) -> Vec<Problem>;

/// Every check, in the order in which their problems are written.
pub const CHECKS: &[Check] = &[
    dates::order,
    pages::order,
    digits::issn,
    digits::orcid,
    article_code::agreement,
    lists::dangling_affiliations,
    lists::unused_affiliations,
    lists::missing_affiliations,
    lists::keyword_lengths,
];

/// All that the checks find in `record`.
pub fn check(record: &Record) -> Vec<Problem> {
    CHECKS.iter().flat_map(|check| check(record)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::invent;
    use crate::problem::Code;
    use crate::record::Record;

    /// An invented record without anything that a check looks at.
    pub fn blank() -> Record {
        Record {
            journal: Default::default(),
            year: None,
            issue: None,
            first_page: None,
            last_page: None,
            article_code: None,
            dates: Default::default(),
            authors: Vec::new(),
            affiliations: Vec::new(),
            keywords: Default::default(),
            problems: Vec::new(),
            ..invent::record(1)
        }
    }

    /// What the checks say of the blank record changed by `change`: `code field`.
    pub fn said(change: impl FnOnce(&mut Record)) -> Vec<String> {
        let mut record = blank();
        change(&mut record);
        super::check(&record).into_iter().map(|p| format!("{} {}", p.code.as_str(), p.field)).collect()
    }

    #[test]
    fn a_blank_record_is_right() {
        assert!(said(|_| ()).is_empty());
    }

    #[test]
    fn no_record_makes_a_check_panic() {
        for seed in 0..500 {
            super::check(&invent::record(seed));
        }
        assert_eq!(Code::DateOrder.as_str(), "date_order");
    }
}
