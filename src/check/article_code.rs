//! The article code (文章编号, CAJ-CD B/T 1) against the citation that it repeats.

use std::sync::LazyLock;

use regex::Regex;

use crate::problem::{Code, Problem};
use crate::record::Record;

/// The code's ISSN, year, issue and first page are those of the record, where both are known.
pub fn agreement(record: &Record) -> Vec<Problem> {
    let Some(code) = &record.article_code else { return Vec::new() };
    let Some(decoded) = Decoded::of(code) else { return Vec::new() };
    let year = record.year.map(|year| year.to_string());
    let issns: Vec<&str> =
        [&record.journal.issn, &record.journal.eissn].into_iter().flatten().map(|issn| issn.as_str()).collect();
    let mut conflicts = Vec::new();
    if !issns.is_empty() && !issns.contains(&decoded.issn.as_str()) {
        conflicts.push(("ISSN", decoded.issn.clone(), issns[0].to_owned()));
    }
    let others = [
        ("year", decoded.year, year),
        ("issue", decoded.issue, record.issue.clone()),
        ("first page", decoded.first_page, record.first_page.clone()),
    ];
    for (name, in_code, in_record) in others {
        if let (Some(in_code), Some(in_record)) = (in_code, in_record)
            && let (Some(a), Some(b)) = (number(&in_code), number(&in_record))
            && a != b
        {
            conflicts.push((name, in_code, in_record));
        }
    }
    let problem = |(name, in_code, in_record): (&str, String, String)| {
        let message = format!("expected {name} {in_record} in the article code, found {in_code} in {code}");
        Problem::warning(Code::ArticleCodeConflict, "article_code", message)
    };
    conflicts.into_iter().map(problem).collect()
}

/// What is no plain number (`S1`, `增刊1`) is written too freely to contradict.
fn number(text: &str) -> Option<u64> {
    text.parse().ok()
}

/// The parts of a code that a citation repeats.
struct Decoded {
    issn: String,
    year: Option<String>,
    issue: Option<String>,
    first_page: Option<String>,
}

impl Decoded {
    /// The one place that reads the code; `field::ArticleCode` takes over here.
    fn of(code: &str) -> Option<Decoded> {
        static FORM: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"^([0-9]{4}-[0-9]{3}[0-9X])\((\d{4})\)([^-]+)-([^-]+)(?:-.*)?$").expect("a fixed pattern")
        });
        let parts = FORM.captures(code)?;
        let part = |at: usize| parts.get(at).map(|m| m.as_str().to_owned());
        Some(Decoded { issn: part(1)?, year: part(2), issue: part(3), first_page: part(4) })
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    const CODE: &str = "1671-3990(2017)09-1276-11";

    #[test]
    fn agrees() {
        let said = said(|r| {
            r.article_code = Some(CODE.into());
            r.year = Some(2017);
            r.issue = Some("9".into());
            r.first_page = Some("1276".into());
            r.journal.issn = "1671-3990".parse().ok();
        });
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn contradicts() {
        let said = said(|r| {
            r.article_code = Some(CODE.into());
            r.year = Some(2018);
            r.issue = Some("S1".into());
            r.first_page = Some("76".into());
            r.journal.issn = "1000-582X".parse().ok();
        });
        assert_eq!(said, ["article_code_conflict article_code"; 3]);
    }
}
