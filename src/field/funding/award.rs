//! Award numbers: `52071234`, `2021YFA1400001`, `22&ZD001`, `粤教高函[2014]122号`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// What may be an award number; [`is_award`] decides.
static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        // an official letter
        r"[\x{4E00}-\x{9FFF}A-Za-z]{0,8}[\[(〔]20[0-9]{2}[\])〕] ?第? ?[0-9]+号?|",
        // a provincial prefix belongs to the number: `桂科 AD20150001`
        r"(?:[\x{4E00}-\x{9FFF}]科[合农基发]? ?)?[A-Za-z0-9][A-Za-z0-9&./_+-]*(?:\[[0-9]{4}\][A-Za-z0-9-]*)?"
    ))
    .expect("the pattern is valid")
});

/// The award numbers in `text[range]`.
pub(super) fn find(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut awards = Vec::new();
    let part = &text[range.clone()];
    // a number has digits, or is one like `CARS-PSTP`
    if !part.bytes().any(|b| b.is_ascii_digit() || b == b'-') {
        return awards;
    }
    for token in TOKEN.find_iter(part) {
        let mut word = token.as_str();
        let mut start = range.start + token.start();
        for intro in ["Nos.", "No.", "nos.", "no.", "NO.", "No", "NO", "Grant", "grant"] {
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
        let word = word.trim_end_matches(['.', '/', '-', '&', '+', '_']);
        let after = part[start - range.start + word.len()..].trim_start();
        let before = part[..start - range.start].trim_end();
        // `2020年度`, `第63批`, an e-mail address
        if after.starts_with(['年', '批', '@', '届', '期']) || before.ends_with(['第', '@']) {
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

/// Whether `word` is the number of an award, not a year, a span of years or a name with a digit.
fn is_award(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    if word.contains(super::is_han) {
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

/// Whether `text` has nothing but award numbers and what introduces them.
pub(super) fn nothing_else(text: &str) -> bool {
    static INTRODUCERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)项目编号|批准号|合同号|课题号|编号|资助号|grants?|numbers?|nos?\.?|and|和|及|与|[ ,、;:()\[\].&]",
        )
        .expect("the pattern is valid")
    });
    let mut rest = String::with_capacity(text.len());
    let mut at = 0;
    for award in find(text, 0..text.len()) {
        rest.push_str(&text[at..award.start]);
        at = award.end;
    }
    if at == 0 {
        return false;
    }
    rest.push_str(&text[at..]);
    INTRODUCERS.replace_all(&rest, "").trim().is_empty()
}
