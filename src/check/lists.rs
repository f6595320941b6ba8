//! Lists that must fit each other: authors and affiliations, keywords of both languages.

use crate::problem::{Code, Problem};
use crate::record::Record;

/// Every affiliation that an author names exists.
pub fn dangling_affiliations(record: &Record) -> Vec<Problem> {
    let printed = record.affiliations.len();
    let mut problems = Vec::new();
    for (index, author) in record.authors.iter().enumerate() {
        for place in author.affiliations.iter().filter(|place| !(1..=printed).contains(&usize::from(**place))) {
            let field = format!("authors[{}].affiliations", index + 1);
            let message = format!("expected one of {printed} affiliations, found number {place}");
            problems.push(Problem::warning(Code::AffiliationDangling, field, message));
        }
    }
    problems
}

/// Every affiliation has an author; a list without authors says nothing.
pub fn unused_affiliations(record: &Record) -> Vec<Problem> {
    if record.authors.is_empty() {
        return Vec::new();
    }
    let used = |place: usize| record.authors.iter().any(|a| a.affiliations.iter().any(|p| usize::from(*p) == place));
    let unused = |place: usize| {
        let message = format!("expected an author at affiliation {place}, found none");
        Problem::info(Code::AffiliationUnused, format!("affiliations[{place}]"), message)
    };
    (1..=record.affiliations.len()).filter(|place| !used(*place)).map(unused).collect()
}

/// The Chinese and the English keywords are as many, where both are printed.
pub fn keyword_lengths(record: &Record) -> Vec<Problem> {
    let (zh, en) = (record.keywords.zh.len(), record.keywords.en.len());
    if zh == 0 || en == 0 || zh == en {
        return Vec::new();
    }
    let message = format!("expected as many English as Chinese keywords ({zh}), found {en}");
    vec![Problem::info(Code::KeywordLength, "keywords", message)]
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;
    use crate::record::{Affiliation, Author};

    #[test]
    fn affiliations() {
        let said = said(|r| {
            r.authors = vec![Author { affiliations: vec![1, 3], ..Default::default() }];
            r.affiliations = vec![Affiliation::default(), Affiliation::default()];
        });
        assert_eq!(said, ["affiliation_dangling authors[1].affiliations", "affiliation_unused affiliations[2]"]);
    }

    #[test]
    fn keywords() {
        assert!(said(|r| r.keywords.zh = vec!["甲".into()]).is_empty());
        let said = said(|r| {
            r.keywords.zh = vec!["甲".into()];
            r.keywords.en = vec!["a".into(), "b".into()];
        });
        assert_eq!(said, ["keyword_length keywords"]);
    }
}
