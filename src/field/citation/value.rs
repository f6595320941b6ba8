//! Printed volumes, issues and pages as values.

/// A volume without its mark and leading zeros, e.g. `v.14` → `14`; `0` is the placeholder of a journal without volumes.
pub fn volume_value(printed: &str) -> Option<String> {
    let rest = printed.trim().trim_start_matches('第').trim_end_matches(['卷', '巻']).trim();
    let mark = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let number = rest[mark..].trim_start_matches(['.', ':', ' ']);
    number_value(if number.starts_with(|c: char| c.is_ascii_digit()) { number } else { rest })
}

/// An issue without leading zeros, e.g. `04` → `4`; `S1`, `增刊1` and `7-8` stay, `0` is none.
pub fn issue_value(printed: &str) -> Option<String> {
    let inner = printed.trim().trim_start_matches('第').trim_end_matches('期').trim();
    number_value(inner)
}

/// A page without leading zeros, e.g. `0287` → `287`; prefixes stay (`e12`, `S11`), `0` is none.
pub fn page_value(printed: &str) -> Option<String> {
    number_value(printed.trim())
}

/// `printed` without zeros before its leading number, `None` where nothing is left.
fn number_value(printed: &str) -> Option<String> {
    let significant = printed.trim_start_matches('0');
    // `00` and `0-00` are placeholders of an article in press
    let none = printed.bytes().all(|b| matches!(b, b'0' | b'-' | b' '));
    (!none).then(|| significant.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_go_and_zero_is_nothing() {
        for (printed, value) in [("08", Some("8")), ("0", None), ("v.14", Some("14")), ("Vol. 07", Some("7"))] {
            assert_eq!(volume_value(printed).as_deref(), value, "{printed}");
        }
        for (printed, value) in [("04", Some("4")), ("S1", Some("S1")), ("增刊1", Some("增刊1")), ("0", None)] {
            assert_eq!(issue_value(printed).as_deref(), value, "{printed}");
        }
        for (printed, value) in [("7-8", "7-8"), ("7/8", "7/8"), ("Suppl 1", "Suppl 1"), ("010", "10"), ("z1", "z1")] {
            assert_eq!(issue_value(printed).as_deref(), Some(value));
        }
        for (printed, value) in [("0287", Some("287")), ("e12", Some("e12")), ("S11", Some("S11")), ("00", None)] {
            assert_eq!(page_value(printed).as_deref(), value, "{printed}");
        }
    }
}
