//! The marker before an affiliation: `1.`, `(1)`, `[1]`, `①`, `¹`, `$^ 2$`, `a`, or a bare `1`.

use crate::byte;
use crate::field::Key;
use crate::field::text::is_han;

/// A marker of an affiliation, read at some place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its number; for letters the place in the alphabet.
    pub value: u32,
    pub kind: Kind,
    /// Whether its own form shows that it is a marker, as `[1]` does and a bare `1` does not.
    pub strong: bool,
    /// Bytes up to the text that it marks, blanks not counted.
    pub len: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Digits in any dress: OCR takes the one for the other.
    Number,
    Letter,
}

impl Marker {
    /// What authors are marked with.
    pub fn key(self) -> Key {
        match self.kind {
            Kind::Number => Key::number(self.value),
            Kind::Letter => Key::letter(b'a' + self.value as u8 - 1),
        }
    }
}

/// Whether `text` may begin with a marker: most places of a text tell at once that they do not.
pub(super) fn may_begin(text: &[u8]) -> bool {
    match text {
        // a letter of a word, or one glued to it
        [b'a'..=b'h', next, ..] => !next.is_ascii_alphanumeric() || is_glued(text),
        [first, ..] => LEADS[usize::from(*first)],
        [] => false,
    }
}

/// Whether a letter stands before a word without a blank: `aDepartment of …`.
pub(super) fn is_glued(text: &[u8]) -> bool {
    matches!(text, [b'a'..=b'h', b'A'..=b'Z', b'a'..=b'z', ..])
}

/// Bytes that a marker may begin with; the last two lead raised and circled digits.
pub(super) const LEADS: [bool; 256] = byte::among(b"([$^0123456789abcdefgh\xC2\xE2");

/// The marker that `text` begins with.
pub(super) fn read(text: &str) -> Option<Marker> {
    let first = text.chars().next().filter(|_| may_begin(text.as_bytes()))?;
    let number = |value: u32, strong: bool, len: usize| {
        (1..=60).contains(&value).then_some(Marker { value, kind: Kind::Number, strong, len })
    };
    match first {
        '①'..='⑳' => number(first as u32 - '①' as u32 + 1, true, first.len_utf8()),
        '⑴'..='⒇' => number(first as u32 - '⑴' as u32 + 1, true, first.len_utf8()),
        '(' | '[' => {
            let close = if first == '(' { ')' } else { ']' };
            let (inner, _) = text[1..].split_once(close).filter(|(inner, _)| inner.len() <= 4)?;
            let value = inner.trim().parse().ok()?;
            number(value, true, inner.len() + 2)
        }
        '$' => formula(text),
        // raised in plain text: `^a Farhill University`
        '^' if !text[1..].starts_with('^') => {
            read(&text[1..]).map(|mark| Marker { strong: true, len: mark.len + 1, ..mark })
        }
        '0'..='9' => bare(text),
        'a'..='h' => {
            let rest = &text[1..];
            let dressed = rest.starts_with(['.', ')', '、']);
            let next = rest.trim_start_matches(['.', ')', '、']).trim_start().chars().next()?;
            let bare = rest.starts_with([' ', '\n']) && (next.is_uppercase() || is_han(next));
            let glued = is_han(next) && rest.starts_with(next) || is_glued(text.as_bytes());
            (dressed && (next.is_uppercase() || is_han(next)) || bare || glued).then(|| Marker {
                value: first as u32 - 'a' as u32 + 1,
                kind: Kind::Letter,
                strong: dressed,
                len: 1 + rest.len() - rest.trim_start_matches(['.', ')', '、']).len(),
            })
        }
        _ => {
            let digits = text.chars().map_while(superscript);
            let (value, count) = digits.take(3).fold((0, 0), |(v, n), d| (v * 10 + d, n + 1));
            let len = text.chars().take(count).map(char::len_utf8).sum();
            if count == 0 { None } else { number(value, true, len) }
        }
    }
}

/// The marker 1 that `text` begins with, where OCR read a stroke for it: `lDepartment of …`, `丨某某大学`, `' School of …`.
pub(super) fn read_stroke(text: &str) -> Option<Marker> {
    let stroke = text.chars().next().filter(|c| matches!(c, 'l' | '|' | '丨' | '\'' | '’' | '‘'))?;
    let rest = &text[stroke.len_utf8()..];
    let mut next = rest.trim_start().chars();
    let first = next.next()?;
    let begins = is_han(first) || first.is_uppercase() && next.next().is_some_and(char::is_lowercase);
    begins.then_some(Marker { value: 1, kind: Kind::Number, strong: false, len: stroke.len_utf8() })
}

/// The marker in a formula, whatever its letters look like: `$^ { 2 }$`, `$\mathbf { a }$`, `$( b )$`.
fn formula(text: &str) -> Option<Marker> {
    const LONGEST: usize = 24;
    let (inner, rest) = text[1..].split_once('$').filter(|(inner, _)| inner.len() <= LONGEST)?;
    let mut signs = inner.trim_start();
    let raised = signs.starts_with('^');
    signs = signs.trim_start_matches(['^', '{', '(', ' ']);
    let dressed = signs.starts_with('\\');
    if dressed {
        signs = signs[1..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    }
    let key = signs.trim_matches(['{', '}', '(', ')', ' ', '^']);
    let marker = |value, kind| Marker { value, kind, strong: true, len: inner.len() + 2 };
    if let [letter @ b'a'..=b'h'] = key.as_bytes() {
        let next = rest.trim_start_matches([' ', ')']).chars().next()?;
        let begins = next.is_uppercase() || is_han(next);
        return begins.then(|| marker(u32::from(letter - b'a') + 1, Kind::Letter));
    }
    // OCR sets digits apart
    let mut digits = key.chars().filter(|c| *c != ' ');
    let value = digits.try_fold(0, |value, c| Some(value * 10 + c.to_digit(10)?).filter(|value| *value < 100))?;
    ((raised || dressed) && (1..=60).contains(&value)).then(|| marker(value, Kind::Number))
}

fn superscript(c: char) -> Option<u32> {
    Some(match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰' => 0,
        '⁴'..='⁹' => c as u32 - '⁴' as u32 + 4,
        _ => return None,
    })
}

/// Characters that make of a number before them a part of a name or an address: `2号`, `3区`, `2nd`.
const COUNTED: &[&str] =
    &["号", "楼", "层", "年", "月", "日", "团", "军", "级", "名", "个", "D", "st ", "nd ", "rd ", "th "];

fn bare(text: &str) -> Option<Marker> {
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = match run {
        1 | 2 => text.split_at(run),
        // `1100700北京市,北京…`: the marker and a postcode
        7 if text[7..].chars().next().is_some_and(is_han) => text.split_at(1),
        _ => return None,
    };
    let value: u32 = digits.parse().ok()?;
    let marks = rest.len() - rest.trim_start_matches(['.', '、', ')', ':']).len();
    // `1,远山大学`
    let comma = marks == 0 && rest.strip_prefix(',').is_some_and(|rest| rest.starts_with(is_han));
    let marks = marks + usize::from(comma);
    let body = rest[marks..].trim_start();
    let next = body.chars().next()?;
    let figures = body.bytes().take_while(u8::is_ascii_digit).count();
    let begins = next.is_alphabetic() || matches!(next, '(' | '“' | '"' | '「');
    let glued = marks == 0 && body.len() == rest.len();
    let fits = match () {
        _ if figures >= 5 => !glued || run == 7,
        // `1. 1 School of …`: the list's number and the marker
        _ if figures > 0 => marks > 0 && body.len() < rest.len() - marks,
        _ if glued && next.is_uppercase() => {
            // no digit that OCR read for a letter: `2Oo001`
            let mut behind = body.chars().skip(1);
            let is_word =
                behind.next().is_some_and(char::is_lowercase) && !behind.next().is_some_and(|c| c.is_ascii_digit());
            is_word || next_word_is_upper(body)
        }
        _ if glued => (is_han(next) || next == '(') && !COUNTED.iter().any(|w| body.starts_with(w)),
        _ => begins,
    };
    let ordinal = glued && ["st ", "nd ", "rd ", "th "].iter().any(|w| rest.starts_with(w));
    (fits && !ordinal && (1..=60).contains(&value)).then_some(Marker {
        value,
        kind: Kind::Number,
        strong: marks > 0 && !rest.starts_with(')'),
        len: digits.len() + marks,
    })
}

/// Whether `text` begins with an abbreviation such as `CAS Key …`, not with a unit as in `3D`.
fn next_word_is_upper(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("");
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// What stands before a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Edge {
    None,
    Blank,
    Strong,
    Line,
}

/// What stands before `at`.
pub(super) fn edge(block: &str, at: usize) -> Edge {
    let before = block[..at].trim_end_matches([' ', '•', '·', '「']);
    // the last of a list in words
    let before = before.strip_suffix(" and").filter(|list| list.ends_with(';')).unwrap_or(before);
    match before.chars().next_back() {
        None | Some('\n') => Edge::Line,
        Some(';' | '。' | ')' | '(' | '|') => Edge::Strong,
        Some(',') => Edge::Blank,
        _ if before.len() < at => Edge::Blank,
        _ => Edge::None,
    }
}
