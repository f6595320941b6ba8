//! Characters that a plain text still writes as HTML does: `&nbsp;`, `&lt;`, `&#8212;`.

use std::ops::Range;

/// No name is longer.
const NAME_BYTES: usize = 10;

/// Where they stand in `text`, and which they are.
pub(super) fn entities(text: &str) -> impl Iterator<Item = (Range<usize>, char)> + '_ {
    let mut behind = 0;
    memchr::memchr_iter(b'&', text.as_bytes()).filter_map(move |at| {
        let (length, sign) = (at >= behind).then(|| entity(&text[at..])).flatten()?;
        behind = at + length;
        Some((at..behind, sign))
    })
}

/// The one that `rest` begins with, and its length; `&amp;nbsp;` was written twice.
fn entity(rest: &str) -> Option<(usize, char)> {
    const AGAIN: &str = "amp;";
    let twice = rest[1..].strip_prefix(AGAIN).and_then(named).map(|(length, sign)| (AGAIN.len() + length, sign));
    twice.or_else(|| named(&rest[1..])).map(|(length, sign)| (1 + length, sign))
}

/// The character that stands, with its length, at the beginning of `behind` by name or number.
fn named(behind: &str) -> Option<(usize, char)> {
    let length = behind.bytes().take(NAME_BYTES).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if length == 0 || behind.as_bytes().get(length) != Some(&b';') {
        return None;
    }
    let shown = htmlize::unescape(format!("&{}", &behind[..=length]));
    let mut chars = shown.chars();
    // what has no such name stays as it is; a line end would make lines
    let sign = chars.next().filter(|sign| !sign.is_control())?;
    chars.next().is_none().then_some((length + 1, sign))
}
