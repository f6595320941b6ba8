//! Check digits of ISSN and ORCID.

use crate::field::Issn;
use crate::problem::{Code, Problem};
use crate::record::Record;

/// The check digits of the journal's ISSNs (ISO 3297).
pub fn issn(record: &Record) -> Vec<Problem> {
    let both = [("journal.issn", &record.journal.issn), ("journal.eissn", &record.journal.eissn)];
    let wrong = |(field, issn): (&str, &Option<Issn>)| {
        let issn = issn.as_ref().filter(|issn| !issn.check_digit_ok())?;
        Some(wrong(Code::IssnCheckDigit, field.to_owned(), issn.as_str()))
    };
    both.into_iter().filter_map(wrong).collect()
}

/// The check digits of the authors' ORCIDs (ISO 7064, mod 11-2).
pub fn orcid(record: &Record) -> Vec<Problem> {
    let orcids = record.authors.iter().enumerate().filter_map(|(at, author)| Some((at, author.orcid.as_ref()?)));
    orcids
        .filter(|(_, orcid)| !orcid.check_digit_ok())
        .map(|(at, orcid)| wrong(Code::OrcidCheckDigit, format!("authors[{}].orcid", at + 1), orcid.as_str()))
        .collect()
}

fn wrong(code: Code, field: String, printed: &str) -> Problem {
    Problem::warning(code, field, format!("expected another check digit, found {printed}"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;
    use crate::record::Author;

    #[test]
    fn issns() {
        let issn = |text: &str| said(|r| r.journal.issn = Some(text.parse().unwrap()));
        assert!(issn("1671-3990").is_empty());
        assert!(issn("1000-582X").is_empty());
        assert_eq!(issn("1671-3991"), ["issn_check_digit journal.issn"]);
    }

    #[test]
    fn orcids() {
        let orcid = |text: &str| {
            said(|r| r.authors = vec![Author { orcid: Some(text.parse().unwrap()), ..Default::default() }])
        };
        assert!(orcid("0000-0002-1825-0097").is_empty());
        assert!(orcid("0000-0002-1694-233X").is_empty());
        assert_eq!(orcid("0000-0002-1825-0098"), ["orcid_check_digit authors[1].orcid"]);
    }

    #[test]
    fn invented_records_have_right_digits() {
        for seed in 0..200 {
            let record = crate::invent::record(seed);
            assert!(super::issn(&record).is_empty() && super::orcid(&record).is_empty());
        }
    }
}
