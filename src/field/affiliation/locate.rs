//! Where an affiliation is: its postcode, city and country.

use std::ops::Range;

use super::organisation::has_organisation;
use super::parts::Parts;
use super::place;
use crate::field::text::is_han;

/// Postcodes with letters, `A` for a capital and `9` for a digit: those of Canada, e.g. `N2L 3G1`, and of Britain, e.g.
/// `DD1 4HJ`.
const LETTERED: &[&[u8]] =
    &[b"A9A 9A9", b"A9A9A9", b"A9 9AA", b"A99 9AA", b"A9A 9AA", b"AA9 9AA", b"AA99 9AA", b"AA9A 9AA"];

/// The next piece of `bytes` from `from` on that has a postcode's form: digits, those of a ZIP+4 or of Japan
/// (`123-4567`), or letters and digits.
fn next_code(bytes: &[u8], from: usize) -> Option<Range<usize>> {
    let digit = from + bytes[from..].iter().position(u8::is_ascii_digit)?;
    // at most two letters stand before the first digit
    for start in (digit.saturating_sub(2).max(from)..digit).filter(|at| bytes[*at].is_ascii_uppercase()) {
        let lettered = |form: &&&[u8]| {
            let code = bytes.get(start..start + form.len());
            code.is_some_and(|code| code.iter().zip(**form).all(|(byte, sign)| has_form(*byte, *sign)))
        };
        if let Some(form) = LETTERED.iter().find(lettered) {
            return Some(start..start + form.len());
        }
    }
    let run = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = digit + run(digit);
    let more = if bytes.get(end) == Some(&b'-') { run(end + 1).min(4) } else { 0 };
    Some(digit..if more >= 3 { end + 1 + more } else { end })
}

fn has_form(byte: u8, sign: u8) -> bool {
    match sign {
        b'A' => byte.is_ascii_uppercase(),
        b'9' => byte.is_ascii_digit(),
        sign => byte == sign,
    }
}

/// The postcode of an affiliation whose organisation ends at `from`; the last one that is plausible.
pub(super) fn postcode(text: &str, from: usize) -> Option<Range<usize>> {
    let mut best: Option<(u8, Range<usize>)> = None;
    let mut behind = 0;
    while let Some(found) = next_code(text.as_bytes(), behind) {
        behind = found.end;
        let rank = rank(text, from, found.clone());
        if rank > 0 && best.as_ref().is_none_or(|(r, _)| rank >= *r) {
            best = Some((rank, found));
        }
    }
    best.map(|(_, range)| range)
}

/// How plausible `code` is as the postcode of an affiliation whose organisation ends at `from`, 0 for not at all.
fn rank(text: &str, from: usize, code: Range<usize>) -> u8 {
    let (start, end) = (code.start, code.end);
    let rest = &text[end..];
    if rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '-' | '_' | '/' | '号')) {
        return 0;
    }
    let before = text[..start].chars().next_back();
    let digits = text[code].bytes().filter(u8::is_ascii_digit).count();
    let plain = digits == end - start;
    let behind = start >= from;
    let ends_segment = || {
        let at_end = rest.trim_start_matches([' ', ')', '.', ';']).is_empty();
        at_end || rest.trim_start().starts_with(',') || country_follows(rest)
    };
    let opens_segment = || {
        let land = text[..start].trim_end_matches('-').trim_end_matches(|c: char| c.is_ascii_uppercase());
        land.trim_end().ends_with(',')
    };
    match () {
        // e-mail addresses and telephone numbers
        _ if before.is_some_and(|c| matches!(c, '@' | '.' | '_' | '/' | '+' | '#')) => 0,
        _ if plain && digits == 6 && !before.is_some_and(|c| c == '-' && start > 1) => 5,
        _ if text.as_bytes()[start].is_ascii_alphabetic() => 4 * u8::from(behind && ends_segment()),
        // `ACT2601` but not `Ward5230`, a letter that OCR read as part of the number
        _ if before.is_some_and(|c| c.is_ascii_lowercase()) => 0,
        _ if !plain && behind && (7..=9).contains(&digits) && ends_segment() => 4,
        _ if plain && digits == 5 && behind && ends_segment() => 3,
        // `77001 Lowdale`, `D-44001 Lowdale`, `31-801 Lowdale`: a city of another country behind it
        _ if (4..=5).contains(&digits) && behind && opens_segment() && city_follows(rest) => 2,
        _ if plain && digits == 4 && behind && !text[..start].trim_end().is_empty() && ends_segment() => 2,
        _ => 0,
    }
}

/// Whether a name as of a city is all that stands behind a code up to the next comma.
fn city_follows(rest: &str) -> bool {
    let piece = rest.split(',').next().unwrap_or_default();
    piece.len() < rest.len() && piece.strip_prefix(' ').is_some_and(super::city::is_name)
}

fn country_follows(rest: &str) -> bool {
    place::is_country(rest.trim_end_matches(['.', ';', ')', ' ']))
}

/// The country, printed as a segment of its own or behind the postcode; without an article, and of the names of China
/// the one word that all of them have: `P.R. China`, `PR China`.
pub(super) fn country(text: &str, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let found = full_country(text, segments)?;
    let name = &text[found.clone()];
    let short = ["the ", "The "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name);
    let short = if short.ends_with("China") { "China".len() } else { short.len() };
    Some(found.end - short..found.end)
}

fn full_country(text: &str, segments: &[Range<usize>]) -> Option<Range<usize>> {
    for segment in segments.iter().rev().take(4) {
        let piece = without_line_number(text[segment.clone()].trim_end_matches('.'));
        let from = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').len();
        let name = &piece[from..];
        if name.is_empty() {
            continue;
        }
        if name.starts_with(is_han) {
            if let Some(len) = place::country_zh(name) {
                return Some(segment.start + from..segment.start + from + len);
            }
            continue;
        }
        if place::is_country(name) {
            let start = segment.start + from;
            return Some(start..start + name.len());
        }
        // `350001 China`, `DD1 4HJ UK`, `Hefei China`: the last word behind a postcode or a city
        if let Some(blank) = name.rfind(' ').filter(|blank| place::is_country(&name[blank + 1..]))
            && (name.bytes().any(|b| b.is_ascii_digit()) || is_city(&name[..blank]))
        {
            let start = segment.start + from + blank + 1;
            return Some(start..segment.start + from + name.len());
        }
    }
    None
}

/// `piece` without the number of a manuscript's line: `China 17`.
fn without_line_number(piece: &str) -> &str {
    let words = piece.trim_end_matches(|c: char| c.is_ascii_digit());
    if (1..=3).contains(&(piece.len() - words.len())) { words.trim_end_matches([' ', '.']) } else { piece }
}

/// Whether `name`, before that of a country, is a city's and no part of the country's or another name: `New`, `North`.
fn is_city(name: &str) -> bool {
    let part = ["New", "North", "South", "East", "West", "Northern", "Southern", "Central", "Inner", "Great"];
    super::city::is_name(name) && !part.contains(&name)
}

/// The city: what stands before the postcode, or the last place.
pub(super) fn city(text: &str, segments: &[Range<usize>], parts: &Parts, han: bool) -> Option<Range<usize>> {
    let from = parts.institution.as_ref().map_or(0, |i| i.end);
    // `D-44001 Lowdale`
    let opens = |start: usize, code: &Range<usize>| {
        let land = text.get(start..code.start).map(|land| land.trim_start().trim_end_matches('-'));
        !han && land.is_some_and(|land| land.len() <= 2 && land.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let bare = |s: &Range<usize>| {
        let start = if s.start < from && from <= s.end { from } else { s.start };
        let (start, end) = match parts.postcode.as_ref().filter(|p| s.start <= p.start && p.end <= s.end) {
            Some(code) if opens(start, code) || han && start == code.start => (code.end, s.end),
            code => (start, code.map_or(s.end, |code| code.start)),
        };
        let end =
            parts.country.as_ref().filter(|c| s.start < c.start && c.end <= s.end).map_or(end, |c| end.min(c.start));
        let end = end.max(start);
        start..start + text[start..end].trim_end_matches([' ', ',']).len()
    };
    if han {
        // the run of segments that are places; a foreign city stands alone before its postcode
        let mut run: Option<Range<usize>> = None;
        for segment in segments {
            let piece = bare(segment);
            let name = text[piece.clone()].trim_start_matches(|c: char| c.is_ascii_digit());
            if name.is_empty() {
                continue;
            }
            let piece = piece.end - name.len()..piece.end;
            let holds_postcode =
                parts.postcode.as_ref().is_some_and(|p| segment.start <= p.start && p.end <= segment.end);
            let before_postcode = parts.postcode.as_ref().is_some_and(|p| {
                holds_postcode || segment.end <= p.start && text[segment.end..p.start].trim().is_empty()
            });
            let piece = match before_postcode.then(|| glued_place(name)).flatten() {
                Some(at) => piece.start + at..piece.end,
                None => piece,
            };
            let name = &text[piece.clone()];
            let short =
                |most: usize| segment.start >= from && name.chars().nth(most).is_none() && !has_organisation(name);
            let at_home = || {
                place::division(name)
                    .is_some_and(|(len, _)| len == name.len() || short(10) || place::is_divisions(&name[len..]))
            };
            // a city elsewhere alone before its postcode
            let abroad = || before_postcode && short(4) && !super::parts::ends_part(name);
            if (holds_postcode && short(12) || at_home() || abroad()) && !place::is_country(name) {
                run = Some(run.map_or(piece.clone(), |r| r.start..piece.end));
            }
        }
        let run = run?;
        let run = run.start + if text[run.clone()].starts_with("中国") { "中国".len() } else { 0 }..run.end;
        let found = place::city_zh(&text[run.clone()])?;
        return Some(run.start + found.start..run.start + found.end);
    }
    for segment in segments.iter().rev() {
        if segment.end <= from {
            break;
        }
        let piece = bare(segment);
        if let Some(city) = super::city::city(&text[piece.clone()]) {
            return Some(piece.start + city.start..piece.start + city.end);
        }
    }
    None
}

/// Where a place begins that is glued behind the name of a part: `管理学院哈尔滨`.
pub(super) fn glued_place(text: &str) -> Option<usize> {
    let mut near = text.char_indices().rev().take(13).peekable();
    let mut found = None;
    while let (Some((at, _)), Some((_, before))) = (near.next(), near.peek()) {
        let ends = match before {
            '系' | '所' | '部' | '室' | '科' | '院' | '站' | '局' | '厂' | '园' | '馆' | '处' | '校' | '队' | '库' => {
                true
            }
            '心' => text[..at].ends_with("中心"),
            '司' => text[..at].ends_with("公司"),
            _ => false,
        };
        if ends && place::is_divisions(&text[at..]) {
            found = Some(at);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_postcodes() {
        let codes = |text: &'static str| {
            let mut at = 0;
            std::iter::from_fn(move || {
                let code = next_code(text.as_bytes(), at)?;
                at = code.end;
                Some(&text[code])
            })
            .collect::<Vec<_>>()
        };
        assert_eq!(codes("Lowdale DD1 9ZZ, N2L 9Z9, N2L9Z9"), ["DD1 9ZZ", "N2L 9Z9", "N2L9Z9"]);
        assert_eq!(codes("210001 2-34 123-4567 12345-67890"), ["210001", "2", "34", "123-4567", "12345-6789", "0"]);
        assert_eq!(codes("AB12 3CD A1 2BC, Ward5"), ["AB12 3CD", "A1 2BC", "5"]);
    }
}
