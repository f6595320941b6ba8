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

/// Every author has an affiliation where others have; one whose marker is doubted already needs no second doubt.
pub fn missing_affiliations(record: &Record) -> Vec<Problem> {
    let authors = &record.authors;
    let placed = authors.iter().filter(|author| !author.affiliations.is_empty()).count();
    if placed == 0 || placed == authors.len() {
        return Vec::new();
    }
    let all = authors.len();
    let unplaced = authors.iter().enumerate().filter(|(_, author)| author.affiliations.is_empty());
    let fields = unplaced.map(|(index, _)| format!("authors[{}].affiliations", index + 1));
    let doubted =
        |field: &String| record.problems.iter().any(|p| p.code == Code::AffiliationDangling && p.field == *field);
    fields
        .filter(|field| !doubted(field))
        .map(|field| {
            let message = format!("expected an affiliation, as {placed} of {all} authors have one, found none");
            Problem::warning(Code::AffiliationMissing, field, message)
        })
        .collect()
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
    use super::*;
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
    fn authors_without_affiliation() {
        let author = |at: &[u16]| Author { affiliations: at.to_vec(), ..Default::default() };
        let doubted = |authors: Vec<Author>, dangling: Option<&str>| {
            said(|r| {
                r.authors = authors;
                r.affiliations = vec![Affiliation::default()];
                r.problems.extend(dangling.map(|field| Problem::warning(Code::AffiliationDangling, field, "")));
            })
        };
        let missing = ["affiliation_missing authors[2].affiliations"];
        assert_eq!(doubted(vec![author(&[1]), author(&[])], None), missing);
        assert!(doubted(vec![author(&[1]), author(&[])], Some("authors[2].affiliations")).is_empty());
        assert!(doubted(vec![author(&[1]), author(&[1])], None).is_empty());
        // nobody has one: the affiliation is unused
        assert_eq!(doubted(vec![author(&[]), author(&[])], None), ["affiliation_unused affiliations[1]"]);
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
