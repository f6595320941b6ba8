//! Check digits of ISSN and ORCID.

use crate::field::Issn;
use crate::problem::{Code, Problem};
use crate::record::Record;

/// The check digits of the journal's ISSN (ISO 3297).
pub fn issn(record: &Record) -> Vec<Problem> {
    let both = [("journal.issn", &record.journal.issn), ("journal.eissn", &record.journal.eissn)];
    let wrong = |(field, issn): (&str, &Option<Issn>)| {
        let printed = issn.as_ref()?.as_str();
        let (digits, found) = body::<7>(printed)?;
        let sum: u32 = digits.iter().zip((2..=8).rev()).map(|(digit, weight)| digit * weight).sum();
        let expected = (11 - sum % 11) % 11;
        (expected != found).then(|| wrong(Code::IssnCheckDigit, field.to_owned(), printed, expected))
    };
    both.into_iter().filter_map(wrong).collect()
}

/// The check digits of the authors' ORCIDs (ISO 7064, mod 11-2).
pub fn orcid(record: &Record) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, author) in record.authors.iter().enumerate() {
        let Some(printed) = author.orcid.as_ref().map(|orcid| orcid.as_str()) else { continue };
        let Some((digits, found)) = body::<15>(printed) else { continue };
        let total = digits.iter().fold(0, |total, digit| (total + digit) * 2 % 11);
        let expected = (12 - total) % 11;
        if expected != found {
            problems.push(wrong(Code::OrcidCheckDigit, format!("authors[{}].orcid", index + 1), printed, expected));
        }
    }
    problems
}

/// The digits of an identifier before its last, and the last, where `X` is ten.
fn body<const N: usize>(printed: &str) -> Option<([u32; N], u32)> {
    let mut values = printed.chars().filter(|c| *c != '-').map(|c| if c == 'X' { Some(10) } else { c.to_digit(10) });
    let mut digits = [0; N];
    for digit in &mut digits {
        *digit = values.next()??;
    }
    let last = values.next()??;
    (values.next().is_none() && digits.iter().all(|digit| *digit < 10)).then_some((digits, last))
}

fn wrong(code: Code, field: String, printed: &str, expected: u32) -> Problem {
    let expected = if expected == 10 { "X".to_owned() } else { expected.to_string() };
    Problem::warning(code, field, format!("expected check digit {expected}, found {printed}"))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;
    use crate::record::Author;

    #[test]
    fn issns() {
        let issn = |text: &str| {
            // where the type itself refuses a wrong check digit, there is nothing left to say
            let Ok(issn) = text.parse() else { return vec!["issn_check_digit journal.issn".to_owned()] };
            said(|r| r.journal.issn = Some(issn))
        };
        assert!(issn("1671-3990").is_empty());
        assert!(issn("1000-582X").is_empty());
        assert_eq!(issn("1671-3991"), ["issn_check_digit journal.issn"]);
    }

    #[test]
    fn orcids() {
        let orcid = |text: &str| {
            let Ok(orcid) = text.parse() else { return vec!["orcid_check_digit authors[1].orcid".to_owned()] };
            said(|r| r.authors = vec![Author { orcid: Some(orcid), ..Default::default() }])
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
