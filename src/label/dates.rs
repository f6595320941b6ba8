//! Dates beside labels: which of the two announces the other.

use super::context::Context;
use super::floor;
use crate::field::Date;
use crate::record::Language;

/// Whether a date alone stands before a label, and a name in title marks behind it: `2020-11-18 来源:《岭南评论》`.
pub(super) fn behind_date(context: &Context) -> bool {
    let before = context.before.trim();
    context.colon
        && context.rest.starts_with('《')
        && Date::find(before).is_some_and(|(range, _)| range.len() == before.len())
}

/// Where the date begins that the label stands behind, on a line that begins with a date:
/// `2019年1月23日 收稿; 2019年3月20日 收修改稿`.
pub(super) fn date_before(context: &Context, words: &str) -> Option<usize> {
    let before = context.before.trim_end();
    let head = before.trim_start_matches(['(', '[', ' ']);
    // `(2019年1月23日收稿)`
    let closed = head.len() < before.len() && !context.colon;
    let head = ["本文于", "稿件于", "本文"].iter().find_map(|word| head.strip_prefix(word)).unwrap_or(head);
    if context.firm() && !closed || words.ends_with(['期', '间']) || !head.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (range, _) = Date::find_all(before).pop()?;
    (range.end == before.len()).then_some(context.line + range.start)
}

/// Whether the last thing in `text` may be a date: `2019年1月23日`, `2019-01-23`.
pub(super) fn ends_as_date(text: &str) -> bool {
    text.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit() || matches!(c, '日' | '月'))
}

/// A date label announces a date where one follows at once, or where a line and a colon set it off.
pub(super) fn announces_date(context: &Context, words: &str, language: Language) -> bool {
    let near = floor(context.rest, 64);
    let follows = Date::find(near).is_some_and(|(range, _)| {
        let gap = near[..range.start].trim_matches([' ', ':', '*', ',', '(', ')', '.']);
        // `Published online by Lingnan University Press: 11 February 2021`
        let by = || gap.starts_with("by ") && near[..range.start].trim_end().ends_with(':');
        let word = || matches!(gap, "on" | "in" | "date" | "for publication");
        gap.is_empty() || (language == Language::En && (word() || by()))
    });
    // `Received 09.06.2021`: no date without the label
    let points = || {
        matches!(near.as_bytes(), [b'0'..=b'9', b'.', ..] | [b'0'..=b'9', b'0'..=b'9', b'.', ..])
            && Date::read(near).is_some_and(|(range, _)| range.start == 0)
    };
    if follows || points() {
        return context.firm()
            || language == Language::Zh
            || context.line_start
            || words.starts_with(|c: char| c.is_ascii_uppercase())
            || near.starts_with(|c: char| c.is_ascii_digit())
            // `Received November 23, 2010; accepted December 20, 2010`
            || context.before.trim_end().ends_with(';');
    }
    context.line_start && (context.colon || context.whole_line() || context.bracketed)
        || (context.colon && words.chars().count() >= 4 && !words.is_ascii())
}
