//! What counts as the same text: NFKC, case folded, letters and numbers only.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// Text for comparing: `A—B c.` and `ab C` are the same.
pub fn norm(text: &str) -> String {
    static REST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[^\p{L}\p{N}]+").expect("a fixed pattern"));
    match REST.replace_all(&fold(text.nfkc()), "") {
        Cow::Borrowed(same) => same.to_owned(),
        Cow::Owned(text) => text,
    }
}

/// An identifier for comparing: only case and the blanks around it do not count.
pub fn lit(text: &str) -> String {
    let text: String = text.nfkc().collect();
    // Python strips the four information separators as well
    fold(text.trim_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)).chars())
}

/// Full case folding as Python's `casefold` has it: through upper case, which unites ß and ss, σ and ς.
fn fold(text: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    for c in text {
        match c {
            'a'..='z' | '0'..='9' | '\u{4e00}'..='\u{9fff}' => folded.push(c),
            // the dotless i stays itself, Cherokee folds to upper case
            'ı' => folded.push(c),
            '\u{13a0}'..='\u{13ff}' | '\u{ab70}'..='\u{abbf}' => folded.extend(c.to_uppercase()),
            _ => folded.extend(c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)),
        }
    }
    folded
}

/// A JSON scalar as Python's `str` has it; none for null.
pub fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Bool(true) => Some(Cow::Borrowed("True")),
        Value::Bool(false) => Some(Cow::Borrowed("False")),
        other => Some(Cow::Owned(other.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds() {
        assert_eq!(norm("Straße — ΣΊΣΥΦΟΣ, Ｗｅｉ_1！"), "strasseσίσυφοσwei1");
        assert_eq!(norm("彭一鸣 (1980–)"), "彭一鸣1980");
        assert_eq!(norm("İ ı ẞ"), "iıss");
        assert_eq!(lit("\u{3000}10.1234/ABC\n"), "10.1234/abc");
    }
}
