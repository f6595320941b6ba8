//! A block of affiliations cut into its entries.

use std::ops::Range;

use super::likeness::{ends_with_place, has_organisation};
use super::marker::{self, Kind, Marker};

/// One affiliation of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What authors are marked with: `1` for `1.`, `①`, `[1]` and `¹`; `a` for `a.`; `None` where nothing is printed.
    pub marker: Option<String>,
    /// The affiliation as printed, without marker, closing punctuation and wrapping brackets.
    pub text: Range<usize>,
}

/// Cuts a block of affiliations, e.g. `(1.某某大学,北京 100001;2.某某医院,南京 210001)`.
pub fn split(block: &str) -> Vec<Entry> {
    let marks = markers(block);
    let mut entries = Vec::with_capacity(marks.len().max(1));
    let first = marks.first().map_or(block.len(), |(at, _)| *at);
    if marks.is_empty() || has_organisation(&block[..first]) {
        unmarked(block, 0..first, &mut entries);
    }
    for (n, (at, mark)) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(block.len(), |(next, _)| *next);
        let text = trim(block, at + mark.len..end);
        if text.is_empty() {
            continue;
        }
        marked(block, text, mark.text(), &mut entries);
    }
    entries
}

/// One marked entry, and those that follow it without a marker of their own.
fn marked(block: &str, text: Range<usize>, marker: String, entries: &mut Vec<Entry>) {
    let mut marker = Some(marker);
    let mut start = text.start;
    for (at, _) in block[text.clone()].match_indices(';') {
        let at = text.start + at;
        if at > start && closed(&block[start..at]) && closed(&block[at..text.end]) {
            entries.push(Entry { marker: marker.take(), text: trim(block, start..at) });
            start = at + 1;
        }
    }
    entries.push(Entry { marker, text: trim(block, start..text.end) });
}

/// Whether `text` is an affiliation up to its postcode.
fn closed(text: &str) -> bool {
    postcode_ends(text).is_some() && has_organisation(text)
}

fn postcode_ends(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut run = 0;
    for (i, b) in bytes.iter().chain(b" ").enumerate() {
        if b.is_ascii_digit() {
            run += 1;
        } else if run == 6 {
            return Some(i);
        } else {
            run = 0;
        }
    }
    None
}

/// Entries without markers: bracketed groups, lines, and pieces between semicolons.
fn unmarked(block: &str, range: Range<usize>, entries: &mut Vec<Entry>) {
    let mut start = range.start;
    let mut depth = 0usize;
    for (i, c) in block[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line_ends = c == '\n' && ends_with_place(&block[start..at]) && !block[at..].trim_start().starts_with(',');
        let cuts = match c {
            ';' => true,
            '\n' => line_ends || !continues(&block[start..at], &block[at + 1..range.end]),
            // `(…)(…)`
            ')' if depth == 0 => block[start..].trim_start().starts_with('(') && opens(&block[at + 1..range.end]),
            _ => false,
        };
        let end = if c == ')' { at + 1 } else { at };
        if cuts && (line_ends || has_organisation(&block[start..end]) && has_organisation(&block[end..range.end])) {
            entries.push(Entry { marker: None, text: trim(block, start..end) });
            start = at + 1;
        }
    }
    let text = trim(block, start..range.end);
    if !text.is_empty() && (entries.is_empty() || has_organisation(&block[text.clone()])) {
        entries.push(Entry { marker: None, text });
    }
    // lines between affiliations, e.g. the names of their authors
    if entries.len() > 1 {
        entries.retain_mut(|entry| {
            let lines = &block[entry.text.clone()];
            if let Some((name, rest)) = lines.split_once('\n')
                && !has_organisation(name)
                && has_organisation(rest)
                && !name.ends_with([',', ' '])
                && !ends_with_place(name)
            {
                entry.text.start += name.len();
                entry.text = trim(block, entry.text.clone());
            }
            has_organisation(&block[entry.text.clone()])
        });
    }
}

fn opens(rest: &str) -> bool {
    rest.trim_start().starts_with('(')
}

/// Whether the line behind `before` goes on with the same affiliation.
fn continues(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    let line = next.lines().next().unwrap_or("");
    before.trim_end().ends_with([',', '-', '/', '、', '&']) && !before.trim_end().ends_with(";")
        || next.starts_with(|c: char| c.is_lowercase() || c == ',')
        || !has_organisation(line)
}

/// The markers of a block in ascending order, with the places where they begin.
fn markers(block: &str) -> Vec<(usize, Marker)> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    let bytes = block.as_bytes();
    let mut at = 0;
    while at < block.len() {
        let c = block[at..].chars().next().expect("`at` is a boundary before the end");
        let run = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let start = lead(block) >= at;
        if run >= 7 && !start {
            // a marker glued behind a postcode: `武汉,4300742.某某公司`
            if let Some(mark) = marker::read(&block[at + 6..]).filter(|m| run <= 8 && next(&found, m, block, true)) {
                found.push((at + 6, mark));
            }
            at += run;
            continue;
        }
        let read = if bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit) && c.is_ascii_digit() {
            None
        } else {
            marker::read(&block[at..])
        };
        let Some(mark) = read else {
            at += c.len_utf8().max(run);
            continue;
        };
        let edge = edge(block, at);
        let accepted = match found.last() {
            None if start => true,
            // behind the rest of a byline
            None if mark.value == 1 && edge >= Edge::Strong && !has_organisation(&block[..at]) => true,
            None => edge >= Edge::Strong && next(&found, &mark, block, true) || mark.strong && next(&found, &mark, block, true) && !matches!(c, '0'..='9' | 'a'..='h'),
            Some((before, last)) => {
                let text = &block[before + last.len..at];
                if text.trim_matches(|c| matches!(c, ' ' | '\n' | '(' | '①'..='⑳')).is_empty() && mark.kind == Kind::Number {
                    // `1. 1 School of …`
                    if mark.value == 1 || mark.value == last.value {
                        found.pop();
                        found.push((at, mark));
                        at += mark.len;
                        continue;
                    }
                    false
                } else {
                    let dressed = !matches!(c, '0'..='9' | 'a'..='h');
                    let gap = edge >= Edge::Strong && (mark.strong || edge == Edge::Line);
                    let place = match edge {
                        Edge::Line | Edge::Strong => true,
                        Edge::Blank => mark.strong || dressed || ends_affiliation(text) && begins_affiliation(&block[at + mark.len..]),
                        Edge::None => dressed || (mark.kind == Kind::Number && text.trim_end() == text && inside(text, &block[at + mark.len..])),
                    };
                    place && next(&found, &mark, block, gap)
                }
            }
        };
        if accepted {
            found.push((at, mark));
            at += mark.len;
        } else {
            at += c.len_utf8().max(run);
        }
    }
    found
}

/// Whether `mark` can follow the markers found so far; with `gap` one or two may be missing, as OCR loses them.
fn next(found: &[(usize, Marker)], mark: &Marker, block: &str, gap: bool) -> bool {
    match found.last() {
        None => mark.value == 2 && has_organisation(block),
        Some((_, last)) => {
            mark.kind == last.kind && mark.value > last.value && mark.value <= last.value + if gap { 3 } else { 1 }
        }
    }
}

/// Where the first marker may stand at the latest: behind bullets, brackets and blanks.
fn lead(block: &str) -> usize {
    block.len() - block.trim_start_matches([' ', '\n', '(', '「', '•', '·', '*', '#', '-', '[', ']']).len()
}

/// What stands before a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    None,
    Blank,
    Strong,
    Line,
}

fn edge(block: &str, at: usize) -> Edge {
    let before = block[..at].trim_end_matches([' ', '•', '·', '「']);
    match before.chars().next_back() {
        None | Some('\n') => Edge::Line,
        Some(';' | '。' | ')' | '(' | '|') => Edge::Strong,
        Some(',') => Edge::Blank,
        _ if before.len() < at => Edge::Blank,
        _ => Edge::None,
    }
}

/// Whether `text` can be a whole affiliation, so that a number behind it may be a marker.
fn ends_affiliation(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '.', ',', '。']);
    let last = text.rsplit([' ', ',']).next().unwrap_or("");
    has_organisation(text)
        && !text.ends_with(['第', '号'])
        && !matches!(last, "No" | "No." | "of" | "and" | "Building" | "Room" | "Ward" | "Unit" | "Road")
}

fn begins_affiliation(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or("");
    has_organisation(line)
}

/// Whether a digit between two texts without any blank is a marker: `…大学2某某大学…`.
fn inside(before: &str, after: &str) -> bool {
    before.ends_with(super::is_han) && after.starts_with(super::is_han) && ends_affiliation(before) && begins_affiliation(after)
}

/// `range` without blanks, closing punctuation, brackets that wrap it and e-mail addresses behind it.
fn trim(block: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end.max(range.start));
    if let Some(mail) = mail(&block[start..end]) {
        end = start + mail;
    }
    loop {
        let before = (start, end);
        let text = &block[start..end];
        start += text.len() - text.trim_start_matches([' ', '\n', ';', ',', '.', ':', '、', '•', '·', '*', '「', '」', ']']).len();
        let text = &block[start..end];
        end = start + text.trim_end_matches([' ', '\n', ';', ',', '.', ':', '、', '。', '•', '(', '「', '」', '\\']).len();
        let text = &block[start..end];
        if let Some(close) = closing(text) {
            // the first bracket and its partner
            match close {
                Some(close) if close + 1 == text.len() => (start, end) = (start + 1, end - 1),
                None => start += 1,
                _ => {}
            }
        }
        let text = &block[start..end];
        let depth = text.chars().fold(0i32, |d, c| d + (c == '(') as i32 - (c == ')') as i32);
        if depth < 0 && text.ends_with(')') {
            end -= 1;
        } else if depth > 0 {
            // `China (204 `: the rest of a garbled marker
            if let Some(open) = text.rfind('(').filter(|open| text.len() - open <= 5) {
                end = start + open;
            }
        }
        if (start, end) == before {
            return start..end;
        }
    }
}

/// For a text that begins with `(`: where that bracket closes, if it does.
fn closing(text: &str) -> Option<Option<usize>> {
    if !text.starts_with('(') {
        return None;
    }
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(Some(at));
        }
    }
    Some(None)
}

/// Where e-mail addresses begin that stand behind an affiliation.
fn mail(text: &str) -> Option<usize> {
    let at = memchr::memchr(b'@', text.as_bytes())?;
    let start = text[..at].trim_end().trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')).len();
    let before = text[..start].trim_end_matches([' ', ':']);
    let label = ["E-mail", "e-mail", "Email", "email", "E-Mail", "邮箱", "mail"].iter().find(|l| before.ends_with(**l));
    Some(label.map_or(start, |l| before.len() - l.len()))
}
