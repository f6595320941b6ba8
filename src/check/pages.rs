//! The order of pages.

use crate::problem::{Code, Problem};
use crate::record::Record;

/// first page ≤ last page, where both are numbers behind the same prefix, e.g. `S12`–`S19`.
pub fn order(record: &Record) -> Vec<Problem> {
    let (Some(first), Some(last)) = (&record.first_page, &record.last_page) else { return Vec::new() };
    match (numbered(first), numbered(last)) {
        (Some((prefix, from)), Some((other, to))) if prefix == other && to < from => {
            let message = format!("expected a last page from {first} on, found {last}");
            vec![Problem::warning(Code::PageOrder, "last_page", message)]
        }
        _ => Vec::new(),
    }
}

/// A page as its prefix and its number.
fn numbered(page: &str) -> Option<(&str, u64)> {
    let digits = page.find(|c: char| c.is_ascii_digit())?;
    let (prefix, number) = page.split_at(digits);
    Some((prefix, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn only_equal_prefixes_compare() {
        let pages = |first: &str, last: &str| {
            said(|r| {
                r.first_page = Some(first.into());
                r.last_page = Some(last.into());
            })
        };
        assert!(pages("25", "34").is_empty());
        assert!(pages("7", "7").is_empty());
        assert!(pages("S12", "9").is_empty());
        assert!(pages("12a", "9").is_empty());
        assert_eq!(pages("34", "25"), ["page_order last_page"]);
        assert_eq!(pages("S34", "S25"), ["page_order last_page"]);
    }
}
