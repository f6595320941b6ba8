//! The bare text of an entry: without what only sets it off from its neighbours.

use std::ops::Range;

/// `range` without blanks, closing punctuation, brackets that wrap it and e-mail addresses behind it.
pub(super) fn trim(block: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end.max(range.start));
    if let Some(mail) = mail(&block[start..end]) {
        end = start + mail;
    }
    loop {
        let text = &block[start..end];
        start += text.len()
            - text.trim_start_matches([' ', '\n', ';', ',', '.', ':', '、', '•', '·', '*', '「', '」', ']', '#']).len();
        let text = &block[start..end];
        end = start
            + text
                .trim_end_matches([' ', '\n', ';', ',', '.', ':', '、', '。', '•', '(', '「', '」', '\\', '#', '-'])
                .len();
        let bare = (start, end);
        let text = &block[start..end];
        if let Some(close) = closing(text) {
            // the first bracket and its partner
            match close {
                Some(close) if close + 1 == text.len() => (start, end) = (start + 1, end - 1),
                None => start += 1,
                _ => {}
            }
        }
        end = start + without_half(&block[start..end]);
        if (start, end) == bare {
            return start..end;
        }
    }
}

/// Where `text` ends without half of a pair of brackets: the one that closes it, or one opened right before the end, as
/// in `China (204`, the rest of a garbled marker.
fn without_half(text: &str) -> usize {
    let bytes = text.as_bytes();
    let near = bytes.len().saturating_sub(5);
    let opens = bytes[near..].iter().rposition(|byte| *byte == b'(');
    let closes = bytes.ends_with(b")");
    if opens.is_none() && !closes {
        return text.len();
    }
    let count = |bracket: u8| bytes.iter().filter(|byte| **byte == bracket).count();
    let (opened, closed) = (count(b'('), count(b')'));
    match opens {
        _ if opened < closed && closes => text.len() - 1,
        Some(open) if opened > closed => near + open,
        _ => text.len(),
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
    let start = text[..at]
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        .len();
    let before = text[..start].trim_end_matches([' ', ':']);
    let label = ["E-mail", "e-mail", "Email", "email", "E-Mail", "邮箱", "mail"].iter().find(|l| before.ends_with(**l));
    Some(label.map_or(start, |l| before.len() - l.len()))
}
