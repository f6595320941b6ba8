//! Printed volumes, issues and pages as values.

/// A volume without its mark and leading zeros, e.g. `v.14` → `14`, `v.14;No.56` → `14`; `0` is the placeholder of a
/// journal without volumes.
pub fn volume_value(printed: &str) -> Option<String> {
    let volume = printed.split_once(";No").map_or(printed, |(volume, _)| volume);
    let rest = volume.trim().trim_start_matches('第').trim_end_matches(['卷', '巻']).trim();
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
    if let Some(number) = numeral(printed) {
        return Some(number.to_string());
    }
    let significant = printed.trim_start_matches('0');
    // `00` and `0-00` are placeholders of an article in press
    let none = printed.bytes().all(|b| matches!(b, b'0' | b'-' | b' '));
    (!none).then(|| significant.to_owned())
}

/// The number that Chinese numerals spell, e.g. `十七` → 17, `一百零三` → 103, `二〇` → 20.
fn numeral(printed: &str) -> Option<u32> {
    const DIGITS: &str = "〇一二三四五六七八九";
    if printed.bytes().next().is_none_or(|first| first.is_ascii()) || printed.chars().count() > 6 {
        return None;
    }
    let (mut sum, mut digit): (u32, Option<u32>) = (0, None);
    for c in printed.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '零' => continue,
            c => {
                let value = DIGITS.chars().position(|d| d == c)?;
                digit = Some(digit.map_or(0, |before| before * 10) + value as u32);
                continue;
            }
        };
        sum += digit.take().unwrap_or(1) * unit;
    }
    Some(sum + digit.unwrap_or(0)).filter(|&number| (1..10_000).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_zeros_go_and_zero_is_nothing() {
        for (printed, value) in [
            ("08", Some("8")),
            ("0", None),
            ("v.14", Some("14")),
            ("v.14;No.56", Some("14")),
            ("Vol. 07", Some("7")),
            ("十七", Some("17")),
            ("第一百零三卷", Some("103")),
            ("二〇", Some("20")),
        ] {
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
