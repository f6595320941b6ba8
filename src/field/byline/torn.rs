//! Names torn by the end of a line: `…, LONG` above `Chang2`.

use super::token::{self, Kind, Token};
use crate::field::name::{is_reading, syllables};

/// Makes the line ends within names blanks.
pub(super) fn mend(text: &str, tokens: &mut Vec<Token>) {
    let mut from = 0;
    while let Some(at) = tokens[from..].iter().position(|token| token.kind == Kind::Line) {
        let at = from + at;
        let end = at + tokens[at..].iter().take_while(|token| is_blank(token)).count();
        if is_within_name(text, &tokens[..at], &tokens[end..]) {
            let range = tokens[at].at.start..tokens[end].at.start;
            tokens.splice(at..end, [Token { kind: Kind::Gap(false), at: range }]);
            from = at + 1;
        } else {
            from = end;
        }
    }
}

/// Whether `line` begins with the given name whose family name the last word of `list` is: `Chang2` below `…, LONG`.
pub fn goes_on(list: &str, line: &str) -> bool {
    // what a given name with its markers may take
    const LONGEST: usize = 40;
    if line.len() > LONGEST || !line.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    // enough to see how the list is made
    let list = &list[list.floor_char_boundary(list.len().saturating_sub(200))..];
    is_within_name(list, &token::tokens(list), &[]) && is_given(line, &token::tokens(line))
}

/// Whether the words behind `before` and those that begin `after` are one name; without `after` whether they may be.
fn is_within_name(text: &str, before: &[Token], after: &[Token]) -> bool {
    let word = |token: &&Token| !is_blank(token);
    let mut back = before.iter().rev().filter(word);
    let family = back.next().filter(|token| token.kind == Kind::Latin).map(|token| &text[token.at.clone()]);
    // a family name alone, in a list whose names have two words
    let alone = back.next().is_some_and(|token| matches!(token.kind, Kind::Separator | Kind::Mark(_) | Kind::Nothing));
    let is_pair = |three: &[Token]| {
        three[0].kind == Kind::Latin && matches!(three[1].kind, Kind::Gap(_)) && three[2].kind == Kind::Latin
    };
    family.is_some_and(|family| family.starts_with(char::is_uppercase) && is_reading(family))
        && alone
        && before.windows(3).any(is_pair)
        && (after.is_empty() || is_given(text, after))
}

/// Whether `tokens` begin with a given name, and no other word stands beside it.
fn is_given(text: &str, tokens: &[Token]) -> bool {
    let mut ahead = tokens.iter();
    let given = ahead.next().filter(|token| token.kind == Kind::Latin).map(|token| &text[token.at.clone()]);
    given.is_some_and(|given| given.starts_with(char::is_uppercase) && matches!(syllables(given), Some(1..=2)))
        && ahead
            .find(|token| !matches!(token.kind, Kind::Gap(_)))
            .is_none_or(|next| !matches!(next.kind, Kind::Latin | Kind::Han))
}

fn is_blank(token: &Token) -> bool {
    matches!(token.kind, Kind::Line | Kind::Gap(_))
}
