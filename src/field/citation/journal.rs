//! The journal's name before (or behind) the run of year, volume, issue and pages.

use std::ops::Range;

use crate::field::text::is_han;

/// The names, Chinese first, or the only one and nothing.
pub(super) type Names = (Option<Range<usize>>, Option<Range<usize>>);

/// The names at the end of `within`, which may begin with anything: a title, authors, a page number.
pub(super) fn before(text: &str, within: Range<usize>) -> Names {
    let part = without_indexes(&text[within.clone()]);
    // behind no name in title marks they may be the name
    let within = within.start..within.start + if part.ends_with('》') { part.len() } else { within.len() };
    let part = &text[within.clone()];
    let start = within.start + hard_boundary(part);
    let range = trim(text, start..within.end);
    let begin = sentence_boundary(&text[range.clone()]);
    names(text, range.start + begin..range.end)
}

/// What data bases print behind a name that they index: `《岭南评论》 CAS CSCD 北大核心 2020年第4期`.
const INDEXES: &[&str] = &[
    "CAS",
    "CSCD",
    "CSSCI",
    "EI",
    "SCI",
    "SCIE",
    "SSCI",
    "ESCI",
    "AMI",
    "PKU",
    "WJCI",
    "JST",
    "CA",
    "RCCSE",
    "ISTIC",
    "CSTPCD",
    "北大核心",
    "科技核心",
    "统计源",
];

/// `part` without the indexes behind a name.
pub fn without_indexes(part: &str) -> &str {
    let mut left = part.trim_end();
    while let Some((before, _)) = left.rsplit_once(' ').filter(|(_, last)| INDEXES.contains(last)) {
        left = before.trim_end();
    }
    left
}

/// What trails of links print before the issue, e.g. `首页 > 2024, Vol. 52`.
const NAVIGATION: &[&str] =
    &["首页", "过刊浏览", "当期目录", "期刊浏览", "Home", "Archives", "Current Issue", "Year", "在线期刊"];

/// The names in `range`, which holds nothing else but decoration: `·  604  ·  中华内科杂志`, `情报探索[J]`, `(in Chinese)`.
pub(super) fn names(text: &str, range: Range<usize>) -> Names {
    let mut range = trim(text, range);
    // what announces a citation in the middle of buttons, and an issue
    let announced = |label: &str| text[range.clone()].strip_prefix(label);
    if let Some(rest) = announced("Cite this:").or_else(|| announced("ISSUE:")) {
        range = trim(text, range.end - rest.len()..range.end);
    }
    for mark in ["[J]", "(J)", "[J/OL]", "(in Chinese)", "(in English)"] {
        if text[range.clone()].ends_with(mark) {
            range.end -= mark.len();
            range = trim(text, range);
        }
    }
    range = without_number(text, range);
    let name = &text[range.clone()];
    let enough = name.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    if !enough
        || name.chars().count() > 120
        || name.contains('。')
        || name.split(' ').all(|word| NAVIGATION.contains(&word))
    {
        return (None, None);
    }
    let (first, second) = match script_change(name) {
        None => (range, None),
        Some(at) => {
            let first = trim(text, range.start..range.start + at);
            let second = trim(text, range.start + at..range.end);
            if text[first.clone()].starts_with(is_han) { (first, Some(second)) } else { (second, Some(first)) }
        }
    };
    let may_be = |range: &Range<usize>| is_name(&text[range.clone()]);
    (Some(first).filter(may_be), second.filter(may_be))
}

/// Whether nothing tells that more than a name stands there: initials of authors that OCR left without blanks,
/// `LuWW,YXiVceooActaEcologicaSinica`, or a title in Chinese before the name.
fn is_name(text: &str) -> bool {
    const LONGEST_CHINESE: usize = 32;
    let capital = |c: char| c.is_ascii_uppercase();
    let glued = |(at, _): (usize, &str)| text[..at].ends_with(capital) && text[at + 1..].starts_with(capital);
    !text.match_indices(',').any(glued) && (!text.starts_with(is_han) || text.chars().nth(LONGEST_CHINESE).is_none())
}

/// `range` without blanks and the punctuation that closes or opens a name; a period stays where it ends an abbreviation.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let blank = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | ';' | ':' | '|' | '›' | '>' | '·' | '•' | '《' | '》' | '"' | '、' | '-' | '/')
    };
    let part = &text[range.clone()];
    let tail = part.trim_end_matches(blank);
    let comma = part[tail.len()..].contains(',');
    let bare = tail.trim_end_matches(|c| blank(c) || c == '.');
    let keep =
        bare.len() < tail.len() && (comma && last_word(bare).len() <= 8 || bare.contains(". ") || inner_period(bare));
    let end = range.start + bare.len() + usize::from(keep && tail[bare.len()..].starts_with('.'));
    let body = &text[range.start..end];
    let start = end - body.trim_start_matches(|c| blank(c) || c == '.').len();
    start..end
}

/// Whether a period stands between two capitalised pieces of an abbreviated name, e.g. `Chin.J.Space Sci`.
fn inner_period(name: &str) -> bool {
    let at = name.rfind('.');
    at.is_some_and(|at| is_abbreviation(&name[at + 1..]) && is_abbreviation(last_sentence(&name[..at])))
}

/// Where the last part begins that no bracket, column or sentence divides.
fn hard_boundary(part: &str) -> usize {
    let trimmed = part.trim_end();
    if trimmed.len() < part.len() && trimmed.ends_with(" /") {
        // a trail of links: `Home / Archives / Vol. 3`
        return trimmed.len();
    }
    let mut start = 0;
    let mut depth: i32 = 0;
    for (at, c) in trimmed.char_indices().rev() {
        let behind = at + c.len_utf8();
        match c {
            ')' | ']' | '】' => depth += 1,
            '(' | '[' | '【' if depth > 0 => depth -= 1,
            '(' | '[' | '【' | '。' | '\n' | '>' => start = behind,
            '|' | '/' if trimmed[behind..].starts_with(' ') && trimmed[..at].ends_with(' ') => start = behind,
            '?' | '!' | '》' if behind < trimmed.len() => start = behind,
            '《' if trimmed.ends_with('》') => start = behind,
            ' ' if trimmed[..at].ends_with("   ") && trimmed[behind..].chars().count() > 3 => start = behind,
            _ => {}
        }
        if start > 0 {
            break;
        }
    }
    start
}

/// Where the last sentence of `part` begins, the periods of an abbreviated name not counted.
fn sentence_boundary(part: &str) -> usize {
    let body = part.trim_end_matches('.');
    let mut end = body.len() - last_sentence(body).len();
    let mut name = is_abbreviation(&body[end..]) || body[end..].trim().starts_with("(in ");
    while name && end > 0 {
        let before = body[..end].trim_end().trim_end_matches('.');
        let sentence = last_sentence(before);
        // `物理学报 Acta Phys. Sin.`
        let chinese = sentence.trim_start().find(' ').filter(|&at| sentence.trim_start()[..at].ends_with(is_han));
        let latin = &sentence.trim_start()[chinese.unwrap_or(0)..];
        name = is_abbreviation(latin) && latin.split_whitespace().count() <= 2;
        if name {
            end = before.len() - sentence.len();
        }
    }
    end
}

/// What stands behind the last period that ends a sentence or an abbreviation.
fn last_sentence(text: &str) -> &str {
    let bytes = text.as_bytes();
    let period = memchr::memrchr_iter(b'.', bytes).find(|&at| {
        let digits = at > 0 && bytes[at - 1].is_ascii_digit() && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        !digits && at + 1 < bytes.len()
    });
    period.map_or(text, |at| &text[at + 1..])
}

/// One to three short capitalised words, e.g. ` Space Sci`, `ChineseJ`, ` -Chim`.
fn is_abbreviation(piece: &str) -> bool {
    let mut words = 0;
    // `Strong-Field Phys` is three words
    for word in piece.split([' ', '\n', '-']).filter(|word| !word.is_empty()) {
        words += 1;
        let short = word.len() <= 8 && word.starts_with(|c: char| c.is_ascii_uppercase());
        if !short || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
            return false;
        }
    }
    (1..=3).contains(&words)
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '.']).next().unwrap_or(text)
}

/// `range` without the page number of a running head, `·  604  ·`, or the number of a reference, `[34]`.
fn without_number(text: &str, range: Range<usize>) -> Range<usize> {
    let name = &text[range.clone()];
    let inner = name.strip_prefix('[').unwrap_or(name);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let page = rest.starts_with("  ") || rest.trim_start().starts_with(['·', '•', '|', '-']);
    let mark = inner.len() < name.len() && rest.starts_with(']');
    if rest.len() == inner.len() || !(page || mark) {
        return range;
    }
    trim(text, range.end - rest.len() + usize::from(mark)..range.end)
}

/// Where a Chinese name gives over to an English one or the other way round, if both are there.
fn script_change(name: &str) -> Option<usize> {
    let latin = |part: &str| part.bytes().filter(u8::is_ascii_alphabetic).count() >= 6 && !part.contains(is_han);
    let han = |part: &str| part.chars().filter(|&c| is_han(c)).count() >= 3;
    let first = name.find(is_han)?;
    let last = name.rfind(is_han)?;
    let mut behind = last + name[last..].chars().next().map_or(0, char::len_utf8);
    if name[behind..].starts_with(')') {
        behind += 1;
    }
    if latin(&name[behind..]) && han(&name[..behind]) && first == 0 {
        return Some(behind);
    }
    (first > 0 && latin(&name[..first]) && han(&name[first..]) && !name[..first].ends_with('(')).then_some(first)
}

/// Whether a name says itself that it is a journal's, e.g. `岭南学报`, `Lingnan Journal of Soils`; but `茶树的研究进展` is a
/// title.
pub fn is_periodical(name: &str) -> bool {
    const WORDS: &[&str] = &["学报", "学刊", "杂志", "期刊", "季刊", "通报", "学进展"];
    // a title has a verb, a colon, or small words before the journal that it is about
    let is_of = |(before, _): (&str, &str)| {
        let mut words = before.split_whitespace();
        words.clone().count() <= 2 && words.all(|word| word.starts_with(char::is_uppercase))
    };
    let latin = || {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let journal = name.split_once("Journal of ").or_else(|| name.split_once("JOURNAL OF ")).is_some_and(is_of);
        (journal || name.starts_with("Acta ")) && name.len() <= 90 && !name.contains([':', '?', ';'])
    };
    // `岭南大学学报(自然科学版)`
    let edition = name.strip_suffix("版)").and_then(|rest| rest.rsplit_once('('));
    let name = edition.map_or(name, |(name, _)| name).trim_start_matches(['•', ' ']);
    WORDS.iter().any(|word| name.ends_with(word) && name.len() > word.len()) && !name.ends_with("合作期刊")
        || name.is_ascii() && latin()
}
