//! What stands around a label's words: signs, brackets, blanks, the rest of the line.

use super::Label;
use super::scan::{self, Hit};
use crate::record::Language;

/// What stands around a hit.
pub(super) struct Context<'a> {
    /// First byte of its line.
    pub line: usize,
    /// What stands before it on its line.
    pub before: &'a str,
    /// First byte of the label with its bracket and bullet.
    pub start: usize,
    /// Nothing but bullets, brackets and blanks stands before it on its line.
    pub line_start: bool,
    /// A heading number stands before it on its line.
    pub numbered: bool,
    pub bracketed: bool,
    pub colon: bool,
    /// At least one blank, no colon.
    pub blank: bool,
    /// The wide blank between the cells of a row.
    pub cell: bool,
    pub value: usize,
    /// What follows on the same line.
    pub rest: &'a str,
    /// The whole text from the value on.
    pub behind: &'a str,
}

impl<'a> Context<'a> {
    pub fn of(text: &'a str, hit: Hit) -> Context<'a> {
        let line_begin = memchr::memrchr(b'\n', &text.as_bytes()[..hit.start]).map_or(0, |at| at + 1);
        let before = &text[line_begin..hit.start];
        let trimmed = before.trim_end_matches(' ');
        let open = trimmed.chars().next_back().filter(|c| is_opening(*c));
        let is_filler = |c: char| is_bullet(c) || is_opening(c);
        let line_start = before.chars().all(is_filler);
        let numbered = !line_start && before.trim_start_matches(is_numbering).chars().all(is_filler);
        let start = if line_start {
            line_begin + before.len() - before.trim_start_matches(' ').len()
        } else {
            hit.start - open.map_or(0, |c| before.len() - trimmed.len() + c.len_utf8())
        };

        let mut at = hit.end;
        let skip = |at: usize| at + (text[at..].len() - text[at..].trim_start_matches(' ').len());
        let mut blank = text[at..].starts_with(' ');
        at = skip(at);
        // its words in the other language: `关键词(KeyWords):`
        if let Some(end) = in_brackets(text, at, hit.label) {
            blank = text[end..].starts_with(' ');
            at = skip(end);
        }
        let mut bracketed = false;
        if let Some(c) = text[at..].chars().next() {
            let closes = match c {
                ']' | '】' | '〕' | '」' | '』' | '］' => true,
                ')' | '>' | '》' => open.is_some(),
                _ => false,
            };
            if closes {
                bracketed = true;
                at = skip(at + c.len_utf8());
            }
        }
        let mut colon = false;
        while let Some(c) = text[at..].chars().next().filter(|c| matches!(c, ':' | '：' | '︰')) {
            colon = true;
            at = skip(at + c.len_utf8());
        }
        // what OCR reads for a colon: `摘要;在草地生态系统中…`
        let behind_unit =
            || hit.label == Label::Abstract && trimmed.ends_with(|c: char| c.is_ascii_digit() || c == ')');
        if !colon
            && matches!(hit.label, Label::Abstract | Label::Keywords)
            && text[at..].starts_with(';')
            && (line_start || behind_unit())
        {
            colon = true;
            at = skip(at + 1);
        }
        if !colon
            && hit.language == Language::En
            && line_start
            && let Some(c) = text[at..].chars().next().filter(|c| matches!(c, '.' | '—' | '–'))
            && (text[at + c.len_utf8()..].starts_with([' ', '\n']) || c != '.')
        {
            colon = true;
            at = skip(at + c.len_utf8());
        }
        blank &= !colon && !bracketed;
        let cell = blank && text[hit.end..].starts_with("  ");
        let behind = &text[at..];
        let rest = &behind[..memchr::memchr(b'\n', behind.as_bytes()).unwrap_or(behind.len())];
        Context {
            line: line_begin,
            before,
            start,
            line_start,
            numbered,
            bracketed,
            colon,
            blank,
            cell,
            value: at,
            rest,
            behind,
        }
    }

    pub fn firm(&self) -> bool {
        self.colon || self.bracketed
    }

    pub fn whole_line(&self) -> bool {
        self.line_start && self.rest.trim().is_empty()
    }

    /// `• 期刊` alone on its line, with another item below it, or an entry of a list, `• 期刊 [1] …`.
    pub fn is_menu_item(&self, text: &str) -> bool {
        let rest = self.rest.trim();
        text[self.line..].starts_with("• ")
            && !self.firm()
            && (rest.starts_with('[') || rest.is_empty() && self.behind.trim_start().starts_with("• "))
    }

    /// In round brackets behind a word of its line, with nothing of its own behind: a note on that word.
    pub fn is_note(&self) -> bool {
        let noted = self.before.trim_end_matches(' ').strip_suffix('(');
        self.bracketed
            && !self.colon
            && noted.is_some_and(|word| word.trim_end_matches(' ').ends_with(|c: char| c.is_alphanumeric() || c == '*'))
            && self.next().is_none_or(|c| matches!(c, '\n' | ',' | '，' | '、' | ';' | '；' | '。'))
    }

    /// Whether nothing but the key of a note stands before it on its line: `1Corresponding author`, `a)Author to whom …`.
    pub fn is_keyed(&self) -> bool {
        let key = self.before.trim_matches([' ', '(', ')', '.']);
        matches!(key.as_bytes(), [b'0'..=b'9'] | [b'1'..=b'9', b'0'..=b'9'] | [b'a'..=b'h'])
    }

    /// Whether another label with its value stands before it on its line, and a blank between them.
    pub fn is_in_row(&self) -> bool {
        const LONGEST: usize = 120;
        self.before.len() <= LONGEST && self.before.ends_with(' ') && self.before.contains([':', '：'])
    }

    pub fn next(&self) -> Option<char> {
        self.behind.chars().next()
    }
}

/// Where the bracket at `at` ends that holds nothing but another label of the same.
fn in_brackets(text: &str, at: usize, label: Label) -> Option<usize> {
    if text.as_bytes().get(at) != Some(&b'(') {
        return None;
    }
    let twin = scan::longest(text, at + 1).filter(|twin| twin.label == label)?;
    text[twin.end..].starts_with(')').then_some(twin.end + 1)
}

/// What the number of a heading is made of.
fn is_numbering(c: char) -> bool {
    matches!(c, '0'..='9' | ' ' | '#' | '.' | '、')
        || matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

fn is_opening(c: char) -> bool {
    matches!(c, '【' | '[' | '〔' | '(' | '<' | '《' | '「' | '『')
}

/// Signs that may stand before a label at a line's start.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        ' ' | '#'
            | '*'
            | '•'
            | '·'
            | '●'
            | '■'
            | '◆'
            | '◇'
            | '○'
            | '▪'
            | '►'
            | '▶'
            | '→'
            | '◎'
            | '>'
            | '|'
            | '_'
    ) || matches!(c, '-' | '—' | '–' | '+' | '"' | '“' | '\'' | '\\' | '✉' | '△' | '☆' | '★' | '※')
        // a sign that is set as a formula: `$^ +$`
        || matches!(c, '$' | '^' | '{' | '}')
}
