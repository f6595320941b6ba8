//! Award numbers: `52071234`, `2021YFA1400001`, `22&ZD001`, `粤教高函[2014]122号`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::piece;
use crate::field::affiliation::begins_with_division;
use crate::field::text::is_han;

/// What may be an award number, [`is_award`] decides: official letters, and numbers with letters and signs.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    // the years of official letters
    let is_year = |&at: &usize| {
        let figures = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        figures == "2014".len()
            && text[..at].ends_with(['[', '(', '〔'])
            && text[at + figures..].starts_with([']', ')', '〕'])
    };
    let mut years = memchr::memmem::find_iter(text.as_bytes(), "20").filter(is_year).peekable();
    let mut next = 0;
    std::iter::from_fn(move || {
        while let Some(c) = text[next..].chars().next() {
            let start = next;
            next += c.len_utf8();
            while years.next_if(|&year| year <= start).is_some() {}
            // neither a letter's name nor its bracket has more than three bytes a character
            let near = years.peek().is_some_and(|&year| year - start <= 3 * (LONGEST_NAME + 1));
            let letter = near.then(|| official_letter(&text[start..])).flatten();
            if let Some(length) = letter.or_else(|| number(&text[start..])) {
                next = start + length;
                return Some(start..next);
            }
        }
        None
    })
}

/// The name before the year of an official letter is no longer, in characters.
const LONGEST_NAME: usize = 8;

/// The length of the official letter that `text` begins with: `粤教高函[2014]122号`.
fn official_letter(text: &str) -> Option<usize> {
    let name = |c: &char| is_ideograph(*c) || c.is_ascii_alphabetic();
    let name: usize = text.chars().take(LONGEST_NAME).take_while(name).map(char::len_utf8).sum();
    let year = text[name..].strip_prefix(['[', '(', '〔'])?.strip_prefix("20")?;
    let behind = year.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = behind.strip_prefix([']', ')', '〕']).filter(|_| year.len() - behind.len() == 2)?;
    let number = number.strip_prefix(' ').unwrap_or(number);
    let number = number.strip_prefix('第').unwrap_or(number);
    let number = number.strip_prefix(' ').unwrap_or(number);
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    // `[2020]1Y312`
    let lettered = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
    let rest = if rest.len() < number.len() && lettered.len() + 1 < rest.len() { lettered } else { rest };
    // `[2018] 03-1`
    let part = rest.strip_prefix('-').map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = part.filter(|part| rest.len() - part.len() > 1 && rest.len() < number.len()).unwrap_or(rest);
    (rest.len() < number.len()).then(|| text.len() - rest.strip_prefix('号').unwrap_or(rest).len())
}

/// The length of the number that `text` begins with, its provincial prefix and year included: `桂科 AD20150001`.
fn number(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut bare = text;
    if chars.next().is_some_and(is_ideograph) {
        bare = chars.as_str().strip_prefix('科')?;
        bare = bare.strip_prefix(['合', '农', '基', '发']).unwrap_or(bare);
        bare = bare.strip_prefix(' ').unwrap_or(bare);
    }
    let rest = bare.strip_prefix(|c: char| c.is_ascii_alphanumeric())?;
    let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'&' | b'.' | b'/' | b'_' | b'+' | b'-');
    let rest = &rest[rest.bytes().take_while(goes_on).count()..];
    let end = match rest.as_bytes() {
        [b'[', year @ ..] if year.len() > 4 && year[..4].iter().all(u8::is_ascii_digit) && year[4] == b']' => {
            rest["[2014]".len()..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-')
        }
        // `CX(22)3112`
        [b'(', a, b, b')', behind @ ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            let figures = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
            if figures >= 3 { &rest["(22)".len() + figures..] } else { rest }
        }
        _ => rest,
    };
    Some(text.len() - end.len())
}

fn is_ideograph(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// The award numbers in `text[range]`.
pub(super) fn find(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut awards = Vec::new();
    let part = &text[range.clone()];
    // a number has digits, or is one like `CARS-PSTP`
    if !part.bytes().any(|b| b.is_ascii_digit() || b == b'-') {
        return awards;
    }
    for token in tokens(part) {
        let mut word = &part[token.clone()];
        let mut start = range.start + token.start;
        for intro in ["Nos.", "No.", "nos.", "no.", "NO.", "No", "NO", "Grant", "grant", "and"] {
            if let Some(rest) = word.strip_prefix(intro).filter(|r| r.starts_with(|c: char| c.is_ascii_alphanumeric()))
            {
                let number = rest.bytes().any(|b| b.is_ascii_digit());
                if number && (intro.ends_with('.') || rest.as_bytes()[0].is_ascii_digit()) {
                    start += intro.len();
                    word = rest;
                    break;
                }
            }
        }
        let word = without_words(word).trim_end_matches(['.', '/', '-', '&', '+', '_']);
        let after = part[start - range.start + word.len()..].trim_start();
        let before = part[..start - range.start].trim_end();
        // `2020年度`, `第63批`, an e-mail address
        if after.starts_with(['年', '批', '@', '届', '期']) || before.ends_with(['第', '@']) {
            continue;
        }
        // the postcode of an address that the OCR set behind the grants: `150000 黑龙江省哈尔滨市 某某医院`
        let address = || begins_with_division(after) && !piece::names_grant(piece::piece_ahead(after));
        if word.len() <= 7 && word.bytes().all(|b| b.is_ascii_digit()) && address() {
            continue;
        }
        // numbers joined by a stroke, not the parts of one
        if word.contains('/') && word.split('/').all(|w| w.len() >= 7 && is_award(w)) {
            let mut at = start;
            for number in word.split('/') {
                awards.push(at..at + number.len());
                at += number.len() + 1;
            }
        } else if is_award(word) {
            awards.push(start..start + word.len());
        }
    }
    awards
}

/// `number` without the words that a full stop glued to it: `81330001.We thank …`.
fn without_words(number: &str) -> &str {
    let behind = |at: &usize| number[at + 1..].starts_with(|c: char| c.is_ascii_uppercase());
    let digit = |at: &usize| number[..*at].ends_with(|c: char| c.is_ascii_digit());
    let stop = number.match_indices('.').map(|(at, _)| at).find(|at| *at >= 6 && digit(at) && behind(at));
    stop.map_or(number, |at| &number[..at])
}

/// Whether `word` is the number of an award, not a year, a span of years or a name with a digit.
fn is_award(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if word.contains(is_han) {
        return digits >= 4;
    }
    if letters == 0 {
        // `2016-2020`, `2019.01.01`
        let years = word
            .split(['-', '.', '/'])
            .all(|w| w.len() <= 4 && (w.starts_with("19") || w.starts_with("20") || w.len() <= 2));
        return digits >= 5 && !years;
    }
    // `CARS-PSTP` has no digits
    if digits == 0 {
        return word.len() >= 7 && word.contains('-') && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    }
    let lower = word.bytes().filter(u8::is_ascii_lowercase).count();
    digits >= 3 && word.len() >= 5 && (lower <= 12) && !word.contains("://") && !word.starts_with("www")
        || digits >= 2 && word.len() >= 6 && word.contains('-') && lower == 0 && !word.starts_with("COVID")
}

/// Whether `text[range]` has nothing but its `awards` and what introduces them.
pub(super) fn nothing_else(text: &str, range: Range<usize>, awards: &[Range<usize>]) -> bool {
    static INTRODUCERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)项目编号|批准号|合同号|课题号|编号|资助号|grants?|numbers?|nos?\.?|and|和|及|与|[ ,、;:()\[\].&]",
        )
        .expect("the pattern is valid")
    });
    if awards.is_empty() {
        return false;
    }
    let starts = std::iter::once(range.start).chain(awards.iter().map(|award| award.end));
    let ends = awards.iter().map(|award| award.start).chain([range.end]);
    let between = starts.zip(ends).map(|(start, end)| &text[start..end]);
    // nearly every grant has a character that no introducer has
    if between.clone().any(|part| part.contains(introduces_nothing)) {
        return false;
    }
    INTRODUCERS.replace_all(&between.collect::<String>(), "").trim().is_empty()
}

/// Whether a letter or a Han character is none of those that numbers are introduced with.
fn introduces_nothing(c: char) -> bool {
    if c.is_ascii_alphanumeric() {
        !"grantsumbeod".contains(c.to_ascii_lowercase())
    } else {
        is_han(c) && !"项目编号批准合同课题资助和及与".contains(c)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`tokens`] finds, as a pattern.
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"[\x{4E00}-\x{9FFF}A-Za-z]{0,8}[\[(〔]20[0-9]{2}[\])〕] ?第? ?[0-9]+(?:[A-Z][A-Z0-9]+)?(?:-[0-9]+)?号?|",
            r"(?:[\x{4E00}-\x{9FFF}]科[合农基发]? ?)?[A-Za-z0-9][A-Za-z0-9&./_+-]*(?:\[[0-9]{4}\][A-Za-z0-9-]*|\([0-9]{2}\)[0-9]{3,})?"
        ))
        .expect("the pattern is valid")
    });

    #[test]
    fn what_is_glued_to_a_number_is_none_of_it() {
        let found = |text: &'static str| find(text, 0..text.len()).into_iter().map(|at| &text[at]).collect::<Vec<_>>();
        assert_eq!(found("Fund 81330001.We thank X. Y."), ["81330001"]);
        assert_eq!(found("Fund (YKC.18025, CARS-06-14.5-A98)"), ["YKC.18025", "CARS-06-14.5-A98"]);
        assert_eq!(found("远山项目(远教函[2018] 03-1)"), ["远教函[2018] 03-1"]);
        assert_eq!(
            found("远山基金(远科合基础〔2020〕1Y312), 创新资金(CX(22)3112)"),
            ["远科合基础〔2020〕1Y312", "CX(22)3112"]
        );
        assert_eq!(found("远山基金 4122001 江苏省自然科学基金"), ["4122001"]);
        assert_eq!(found("远山课题(SZQ202001)1150000 黑龙江省哈尔滨市 远山医院"), ["SZQ202001"]);
    }

    proptest::proptest! {
        #[test]
        fn numbers_as_the_pattern_finds_them(text in "([桂科合第号基金A-Ca-c0-9&./_+ ,;\\-\\[\\]()〔〕]|[\\[(〔]2014[\\])〕]){0,24}") {
            let found: Vec<_> = tokens(&text).collect();
            let expected: Vec<_> = PATTERN.find_iter(&text).map(|m| m.range()).collect();
            proptest::prop_assert_eq!(found, expected);
        }
    }
}
