//! Where an affiliation is: its postcode, city and country.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::Parts;
use super::place;

/// Six digits, as in China; Canada and the Netherlands; Britain; Sweden; the rest of the world.
static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ([0-9]+(?:-[0-9]{3,4})?)                       # digits; ZIP+4; Japan
        | ([A-Z][0-9][A-Z]\ ?[0-9][A-Z][0-9])          # N2L 3G1
        | ([A-Z]{1,2}[0-9][0-9A-Z]?\ [0-9][A-Z]{2})    # DD1 4HJ
        ",
    )
    .expect("the pattern is valid")
});

/// The postcode of an affiliation whose organisation ends at `from`; the last one that is plausible.
pub(super) fn postcode(text: &str, from: usize) -> Option<Range<usize>> {
    let mut best: Option<(u8, Range<usize>)> = None;
    for found in POSTCODE.find_iter(text) {
        let (start, end) = (found.start(), found.end());
        let before = text[..start].chars().next_back();
        let after = text[end..].chars().next();
        let digits = found.as_str().bytes().filter(u8::is_ascii_digit).count();
        let plain = digits == found.len();
        let open_after = !after.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '@' | '-' | '_' | '/' | '号'));
        let behind = start >= from;
        let at_end = text[end..].trim_start_matches([' ', ')', '.', ';']).is_empty();
        let ends_segment = at_end || text[end..].trim_start().starts_with(',') || country_follows(&text[end..]);
        let rank = match () {
            _ if !open_after => 0,
            // e-mail addresses and telephone numbers
            _ if before.is_some_and(|c| matches!(c, '@' | '.' | '_' | '/' | '+' | '#')) => 0,
            _ if plain && digits == 6 && !before.is_some_and(|c| c == '-' && start > 1) => 5,
            _ if !plain && digits < found.len() && found.as_str().as_bytes()[0].is_ascii_alphabetic() => {
                4 * u8::from(behind && ends_segment)
            }
            // `ACT2601` but not `Ward5230`, a letter that OCR read as part of the number
            _ if before.is_some_and(|c| c.is_ascii_lowercase()) => 0,
            _ if !plain && behind && ends_segment && (7..=9).contains(&digits) => 4,
            _ if plain && digits == 5 && behind && ends_segment => 3,
            _ if plain && digits == 4 && behind && ends_segment && !text[..start].trim_end().is_empty() => 2,
            _ => 0,
        };
        if rank > 0 && best.as_ref().is_none_or(|(r, _)| rank >= *r) {
            best = Some((rank, start..end));
        }
    }
    best.map(|(_, range)| range)
}

fn country_follows(rest: &str) -> bool {
    place::is_country(rest.trim_end_matches(['.', ';', ')', ' ']))
}

/// The country, printed as a segment of its own or behind the postcode.
pub(super) fn country(text: &str, segments: &[Range<usize>]) -> Option<Range<usize>> {
    for segment in segments.iter().rev().take(4) {
        let piece = text[segment.clone()].trim_end_matches('.');
        let from = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').len();
        let name = &piece[from..];
        if name.is_empty() {
            continue;
        }
        if place::is_country(name) {
            let start = segment.start + from;
            return Some(start..start + name.len());
        }
        // `350001 China`, `DD1 4HJ UK`: the last word of the last segment
        if let Some(blank) = name.rfind(' ').filter(|_| name.bytes().any(|b| b.is_ascii_digit()))
            && place::is_country(&name[blank + 1..])
        {
            let start = segment.start + from + blank + 1;
            return Some(start..segment.start + piece.len());
        }
        if let Some(len) = place::country_zh(name) {
            return Some(segment.start + from..segment.start + from + len);
        }
    }
    None
}

/// The city: what stands before the postcode, or the last place.
pub(super) fn city(text: &str, segments: &[Range<usize>], parts: &Parts, han: bool) -> Option<Range<usize>> {
    let from = parts.institution.as_ref().map_or(0, |i| i.end);
    let country = |s: &Range<usize>| parts.country.as_ref().is_some_and(|c| s.start <= c.start && c.end <= s.end);
    let bare = |s: &Range<usize>| {
        let start = if s.start < from && from <= s.end { from } else { s.start };
        let end = parts.postcode.as_ref().filter(|p| s.start <= p.start && p.end <= s.end).map_or(s.end, |p| p.start);
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
            let piece = piece.end - name.len()..piece.end;
            let holds_postcode =
                parts.postcode.as_ref().is_some_and(|p| segment.start <= p.start && p.end <= segment.end);
            let before_postcode = parts.postcode.as_ref().is_some_and(|p| {
                holds_postcode || segment.end <= p.start && text[segment.end..p.start].trim().is_empty()
            });
            let piece = match glued_place(name) {
                Some(at) if before_postcode => piece.start + at..piece.end,
                _ => piece,
            };
            let name = &text[piece.clone()];
            let abroad = segment.start >= from && holds_postcode && !name.is_empty() && name.chars().count() <= 12;
            let first = place::division(name.trim()).is_some() && segment.start >= from && name.chars().count() <= 10;
            if (place::is_divisions(name) || abroad || first) && !place::is_country(name) {
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
        let mut end = piece.end;
        let name = &text[piece.clone()];
        // `Jinan Shandong`, `Waterloo, ON`
        if let Some(blank) = name.rfind(' ').filter(|b| place::is_province_en(&name[b + 1..])) {
            end = piece.start + blank;
        }
        let name = text[piece.start..end].trim();
        let state = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_uppercase());
        let own_city = matches!(name, "Beijing" | "Shanghai" | "Tianjin" | "Chongqing" | "Hong Kong" | "Macau");
        let skip =
            name.is_empty() || country(segment) && bare(segment).is_empty() || place::is_country(name) && !own_city;
        if skip || state || place::is_province_en(name) && !own_city || name.bytes().any(|b| b.is_ascii_digit()) {
            continue;
        }
        let start = piece.start + (text[piece.start..end].len() - text[piece.start..end].trim_start().len());
        return Some(start..start + name.len());
    }
    None
}

/// Where a place begins that is glued behind the name of a part: `管理学院哈尔滨`.
pub(super) fn glued_place(text: &str) -> Option<usize> {
    const ENDS: &[&str] = &["学院", "学系", "系", "所", "部", "室", "科", "中心", "院"];
    let near = text.char_indices().rev().take(12).map(|(at, _)| at);
    near.filter(|at| ENDS.iter().any(|e| text[..*at].ends_with(e)) && place::is_divisions(&text[*at..])).last()
}
