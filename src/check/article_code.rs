//! The article code (文章编号, CAJ-CD B/T 1) against the citation that it repeats.

use crate::field::ArticleCode;
use crate::problem::{Code, Problem};
use crate::record::Record;

/// The code's ISSN, year, issue and first page are those of the record, where both are known.
pub fn agreement(record: &Record) -> Vec<Problem> {
    let Some(code) = &record.article_code else { return Vec::new() };
    let Ok(decoded) = code.parse::<ArticleCode>() else { return Vec::new() };
    let issns: Vec<&str> =
        [&record.journal.issn, &record.journal.eissn].into_iter().flatten().map(|issn| issn.as_str()).collect();
    let mut conflicts = Vec::new();
    if !issns.is_empty() && !issns.contains(&decoded.issn.as_str()) {
        conflicts.push(("ISSN", decoded.issn.to_string(), issns[0].to_owned()));
    }
    let others = [
        ("year", Some(decoded.year.to_string()), record.year.map(|year| year.to_string())),
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
