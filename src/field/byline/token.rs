//! A byline cut into words, marks and separators.

use std::ops::Range;

use super::word::{degree, email, short_forename, word_length};
use super::{Key, Marker};
use crate::field::name::{DOTS, is_organisation};
use crate::field::text::is_han;

/// One token and the bytes it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub at: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// Chinese characters.
    Han,
    /// A word in Latin letters.
    Latin,
    /// A dot that may join the parts of a transliterated name.
    Dot,
    /// One blank, or more.
    Gap(bool),
    /// The end of a line.
    Line,
    /// `,` `;` `、` `and` …
    Separator,
    /// What ties the person to an affiliation or a footnote.
    Mark(Marker),
    /// An address.
    Email,
    /// The same person's other name, in brackets.
    Other,
    /// `(通信作者)`.
    Corresponding,
    /// Nothing that a reader sees: `()`, an icon, `(204号`.
    Nothing,
    /// Something that no byline holds; the list is over.
    Stop,
}

/// Signs that refer to a footnote.
const SIGNS: &str = "+*∗⁎﹡†‡#△▲▽☆★✉✉§¶∥‖⊥✝✻◇◆□※⊕⊗✳";

/// What OCR makes of a raised figure.
const DAMAGE: &str = "ʰ'‘’`´′″\"“”「」『』?°º^~@]|丨!";

/// What stands for the sign of a corresponding author.
const CORRESPONDING: &str = "corresponding author";

/// The link to the address of a corresponding author.
pub(super) const EMAIL_AUTHOR: &str = "Email author";

const ROLES: &[&str] =
    &["执笔", "整理", "翻译", "编译", "译", "著", "文", "图", "摄影", "组长", "指导教师", "主编", "ID", "iD"];

/// Cuts `text` into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let addresses = memchr::memchr(b'@', text.as_bytes()).is_some();
    let mut lexer = Lexer { text, at: 0, tokens: Vec::with_capacity(text.len() / 3 + 2), addresses };
    while lexer.at < text.len() {
        lexer.next();
    }
    let mut tokens = lexer.tokens;
    let kind = |kind: Kind| tokens.iter().any(|token| token.kind == kind);
    if kind(Kind::Gap(true)) && !kind(Kind::Gap(false)) && kind(Kind::Separator) {
        // every blank of the line is wide, and parts no more than one
        tokens.iter_mut().filter(|token| token.kind == Kind::Gap(true)).for_each(|gap| gap.kind = Kind::Gap(false));
    }
    tokens
}

/// The length of an ORCID iD's address: `https://orcid.org/0000-0002-1825-0097`.
fn orcid(text: &str) -> Option<usize> {
    const DIGITS: usize = 19;
    let bare = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let rest = bare.strip_prefix("orcid.org/")?;
    let is_id = rest.as_bytes().get(..DIGITS)?.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'X'));
    is_id.then(|| text.len() - rest.len() + DIGITS)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
    /// Whether there can be any.
    addresses: bool,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn push(&mut self, kind: Kind, length: usize) {
        self.tokens.push(Token { kind, at: self.at..self.at + length });
        self.at += length;
    }

    fn last(&self) -> Option<&Kind> {
        self.tokens.last().map(|token| &token.kind)
    }

    fn next(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return };
        let length = c.len_utf8();
        match c {
            c if c.is_ascii_alphabetic() => self.word(),
            c if is_han(c) && c != '丨' => {
                let run = rest.find(|c| !is_han(c)).unwrap_or(rest.len());
                // `缪青1通讯作者`
                let said =
                    matches!(self.last(), Some(Kind::Mark(_))) && matches!(&rest[..run], "通讯作者" | "通信作者");
                self.push(if said { Kind::Corresponding } else { Kind::Han }, run);
            }
            '\n' => self.push(Kind::Line, length),
            c if c.is_whitespace() => {
                let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n').len();
                self.push(Kind::Gap(blanks > length), blanks);
            }
            '\\' => self.escape(),
            '$' => self.formula(),
            '&' if rest.starts_with("&#") => {
                let end = rest.find(';').filter(|&end| end < 10).map_or(2, |end| end + 1);
                self.push(Kind::Separator, end);
            }
            ',' | ';' | '、' | '&' | '/' | '，' | '；' | '|' => self.push(Kind::Separator, length),
            '(' | '[' | '〔' | '【' => self.bracket(c),
            ')' => self.push(Kind::Nothing, 1),
            '0'..='9' => self.digits(),
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑳' | '➀'..='➉' => {
                self.push(Kind::Mark(Marker::Key(key(c))), length)
            }
            // `ORCID: orcid.org/…`
            ':' if matches!(self.last(), Some(Kind::Nothing)) => self.push(Kind::Nothing, 1),
            ':' if self.tokens.len() < 4 => {
                // a label before the list: `作者:`
                self.tokens.clear();
                self.at += 1;
            }
            '-' | '–' | '—' | '~'
                if matches!(self.last(), Some(Kind::Mark(_)))
                    && rest[length..].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                self.range(length);
            }
            // the bullet of a list
            '-' if matches!(self.last(), None | Some(Kind::Line)) && rest[1..].starts_with(' ') => {
                self.push(Kind::Nothing, 1);
            }
            '.' if matches!(self.last(), Some(Kind::Mark(_) | Kind::Separator))
                && (rest[1..].trim_start().starts_with(|c: char| c.is_ascii_digit()) || is_key(&rest[1..])) =>
            {
                // `1,2.5` is 1,2,5 read badly, as `a,b.c` is
                self.push(Kind::Separator, 1);
            }
            // `Liub.*` and `Liub.c` are `Liu b,*` and `Liu b,c`
            '.' if matches!(self.last(), Some(Kind::Latin))
                && (rest[1..].trim_start_matches('\\').starts_with('*') || self.is_between_keys()) =>
            {
                self.push(Kind::Separator, 1);
            }
            c if DOTS.contains(&c) => self.push(if c == '●' { Kind::Nothing } else { Kind::Dot }, length),
            c if SIGNS.contains(c) => {
                let run = rest.len() - rest.trim_start_matches([c, '\\']).len();
                let sign = if matches!(c, '∗' | '⁎' | '﹡' | '✻' | '✳') { '*' } else { c };
                self.push(Kind::Mark(Marker::Sign(sign)), run);
            }
            // what OCR makes of a raised 1
            '}' if matches!(self.last(), Some(Kind::Han | Kind::Latin)) => self.push(Kind::Mark(Marker::Damaged), 1),
            c if DAMAGE.contains(c) => self.push(Kind::Mark(Marker::Damaged), length),
            '■' | '\u{FE0F}' | '\u{FE0E}' | '{' | '}' | '_' | '\u{20E3}' | '➢' | '…' => {
                self.push(Kind::Nothing, length)
            }
            c if c.is_alphabetic() => self.word(),
            _ => self.push(Kind::Stop, length),
        }
    }

    /// Whether what comes is a dot between letters that may be keys, the first of them glued to a word: `Liub.c,`.
    fn is_between_keys(&self) -> bool {
        let word = self.text[..self.at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        word > 3 && matches!(self.text.as_bytes()[self.at - 1], b'a'..=b'h') && is_key(&self.rest()[1..])
    }

    /// `\*`, and the `\r\n` that a scraper printed.
    fn escape(&mut self) {
        let rest = self.rest();
        if rest.starts_with("\\r") || rest.starts_with("\\n") && !rest[2..].starts_with(|c: char| c.is_lowercase()) {
            self.push(Kind::Line, 2);
        } else {
            self.push(Kind::Nothing, 1);
        }
    }

    fn digits(&mut self) {
        let rest = self.rest();
        let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if run > 3 {
            self.push(Kind::Stop, run);
        } else {
            let key = rest[..run].parse().ok().filter(|number| *number > 0).map(Key::number).unwrap_or_default();
            self.push(Kind::Mark(Marker::Key(key)), run);
        }
    }

    /// `1-3` is 1, 2 and 3.
    fn range(&mut self, dash: usize) {
        let rest = &self.rest()[dash..];
        let run = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let from = match self.last() {
            Some(Kind::Mark(Marker::Key(key))) => key.as_number(),
            _ => None,
        };
        let to = rest[..run].parse::<u32>().ok();
        if let (Some(from), Some(to)) = (from, to)
            && from < to
            && to < 40
        {
            let at = self.at..self.at + dash + run;
            let key = |n: u32| Token { kind: Kind::Mark(Marker::Key(Key::number(n))), at: at.clone() };
            self.tokens.extend((from + 1..=to).map(key));
            self.at = at.end;
        } else {
            self.push(Kind::Separator, dash);
        }
    }

    fn word(&mut self) {
        let rest = self.rest();
        if self.addresses
            && let Some(length) = email(rest)
        {
            return self.push(Kind::Email, length);
        }
        if let Some(length) = orcid(rest) {
            return self.push(Kind::Nothing, length);
        }
        // the sign beside a name in words, as some archives have it: `Zhiruo Mao corresponding author1`
        if let Some(sign) = [CORRESPONDING, EMAIL_AUTHOR].into_iter().find(|sign| rest.starts_with(sign)) {
            return self.push(Kind::Corresponding, sign.len());
        }
        let before = self.tokens.iter().rev().map(|token| &token.kind).find(|kind| !matches!(kind, Kind::Gap(_)));
        if let Some(length) = degree(rest)
            && (matches!(before, Some(Kind::Separator | Kind::Nothing))
                || rest[..length].contains('.') && self.ends_name())
        {
            return self.push(Kind::Nothing, length);
        }
        let first = matches!(before, None | Some(Kind::Separator | Kind::Line));
        if let Some(length) = short_forename(rest).filter(|_| first) {
            return self.push(Kind::Latin, length);
        }
        let length = word_length(rest);
        // glued to the name: `Chang LongEmail author`
        let length = rest.find(EMAIL_AUTHOR).filter(|&at| at < length).unwrap_or(length);
        let word = &rest[..length];
        let kind = match word {
            "and" | "with" | "et" | "AND" => Kind::Separator,
            // `Lima e Silva` is one name
            "e" if matches!(self.last(), Some(Kind::Gap(false))) && goes_on_with_name(&rest[1..]) => Kind::Latin,
            "al" | "al." if matches!(self.tokens.iter().rev().nth(1).map(|t| &t.kind), Some(Kind::Separator)) => {
                Kind::Stop
            }
            "ID" | "iD" | "ORCID" | "Orcid" | "MD" | "PhD" | "Ph" => Kind::Nothing,
            // a raised letter beside a name: `Luochuan a,b`, `祁洛川a`
            _ if length == 1
                && word.as_bytes()[0].is_ascii_lowercase()
                && rest[1..].strip_prefix('.').is_none_or(|behind| {
                    matches!(self.last(), Some(Kind::Mark(_) | Kind::Separator)) && is_key(behind)
                }) =>
            {
                match (word, self.last()) {
                    ("l", Some(Kind::Han | Kind::Mark(_))) => Kind::Mark(Marker::Key(Key::number(1))),
                    ("t", Some(Kind::Mark(_) | Kind::Separator)) => Kind::Mark(Marker::Sign('†')),
                    _ if word < "m" => Kind::Mark(Marker::Key(Key::letter(word.as_bytes()[0]))),
                    _ => Kind::Latin,
                }
            }
            "I" if matches!(self.last(), Some(Kind::Han)) => Kind::Mark(Marker::Key(Key::number(1))),
            // what OCR makes of a raised a
            "ä" | "à" | "á" | "â" | "å" if matches!(self.last(), Some(Kind::Han | Kind::Mark(_) | Kind::Separator)) => {
                Kind::Mark(Marker::Key(Key::letter(b'a')))
            }
            _ => Kind::Latin,
        };
        self.push(kind, length);
    }

    /// Whether two words stand before, so that dotted capitals behind them are a degree and no initials: `Wangshu Gu M.D.`
    fn ends_name(&self) -> bool {
        let words = self.tokens.iter().rev().take_while(|token| matches!(token.kind, Kind::Latin | Kind::Gap(_)));
        let whole = |token: &&Token| token.at.len() > 1 && !self.text[token.at.clone()].contains('.');
        words.filter(|token| token.kind == Kind::Latin).filter(whole).count() >= 2
    }

    /// `$ ^ { 1 , 2 }$`: what is level is a word, what is raised are marks.
    fn formula(&mut self) {
        let rest = self.rest();
        let close = rest[1..].find('$').map(|end| end + 2).filter(|&end| end <= 120 && !rest[..end].contains('\n'));
        let length = close.unwrap_or_else(|| rest.rfind('}').map_or(1, |end| end + 1).min(floor(rest, 60)));
        let inside = &rest[..length];
        let start = self.at;
        let raised = inside.find('^').unwrap_or(length);
        let level: String = plain(&inside[..raised]).chars().filter(|c| c.is_alphabetic()).collect();
        if level.chars().count() > 1 {
            self.push(Kind::Latin, inside[..raised].trim_end().len());
        }
        self.at = start + length;
        // `$( a )$` is as good as raised
        let raised = plain(&inside[if level.chars().count() > 1 { raised } else { 0 }..]);
        let at = self.at.min(start + length)..start + length;
        for token in tokens(&raised.trim_matches(['^', '$', ' ']).replace('^', " ")) {
            if matches!(token.kind, Kind::Mark(_) | Kind::Separator) {
                self.tokens.push(Token { kind: token.kind, at: at.clone() });
            }
        }
    }

    fn bracket(&mut self, open: char) {
        let rest = self.rest();
        let shut = match open {
            '(' => ')',
            '[' => ']',
            '〔' => '〕',
            _ => '】',
        };
        let inner = &rest[open.len_utf8()..];
        let closed = inner.find(shut);
        let content = closed.map_or(inner, |end| &inner[..end]);
        let length = closed.map_or(rest.len(), |end| open.len_utf8() + end + shut.len_utf8());
        let words = content.trim();
        // one that opens nothing is what OCR read for a part of a raised figure: `龙畅1,2（ 茅芷若`
        let stray = closed.is_none_or(|end| inner[..end].contains(['\n', open]));
        if stray && inner.starts_with(' ') && !inner.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
            return self.push(Kind::Nothing, open.len_utf8());
        }
        if words.is_empty() || words.chars().all(|c| !c.is_alphanumeric() && !SIGNS.contains(c)) {
            return self.push(Kind::Nothing, length);
        }
        // what one OCR engine prints for a raised figure it cannot read
        if open == '(' && words.starts_with("20") && words.find('号').is_some_and(|at| at <= 4) {
            let end = rest.find('号').map_or(length, |at| at + '号'.len_utf8());
            return self.push(Kind::Nothing, end);
        }
        // and with it half lost: `龙畅1 (20 茅芷若`
        if open == '(' && stray && inner.starts_with("20 ") {
            return self.push(Kind::Nothing, "(20".len());
        }
        let mark = |token: &Token| matches!(token.kind, Kind::Mark(_) | Kind::Separator | Kind::Gap(_) | Kind::Nothing);
        if words.len() <= 16 && closed.is_some() {
            let inside = tokens(words);
            if !inside.is_empty() && inside.iter().all(mark) {
                let start = self.at + open.len_utf8() + (content.len() - content.trim_start().len());
                let shift = |token: Token| Token { kind: token.kind, at: token.at.start + start..token.at.end + start };
                self.tokens.extend(inside.into_iter().map(shift));
                self.at += length;
                return;
            }
        }
        // `Wangshu Gu1 (Member, IEEE)`
        if words.split(',').map(str::trim).all(|part| degree(part) == Some(part.len())) {
            return self.push(Kind::Nothing, length);
        }
        let corresponding = ["通信作者", "通讯作者", "orresponding author"];
        if corresponding.iter().any(|label| words.contains(label)) && words.len() < 80 {
            // `(通信作者,E-mail: a@b.cn)`
            let address = rest[..length].char_indices().find_map(|(at, _)| Some((at, email(&rest[at..length])?)));
            if let Some((at, long)) = address {
                self.push(Kind::Corresponding, at);
                self.push(Kind::Email, long);
                return self.push(Kind::Nothing, length - at - long);
            }
            return self.push(Kind::Corresponding, length);
        }
        // `Gu Wangshu1 (guws@lingnan.edu.cn)`
        if email(words) == Some(words.len()) {
            let before = rest.find(words).unwrap_or_default();
            self.at += before;
            self.push(Kind::Email, words.len());
            return self.push(Kind::Nothing, length - before - words.len());
        }
        if ROLES.contains(&words) {
            return self.push(Kind::Nothing, length);
        }
        if open == '(' && closed.is_some() && is_other_name(words) {
            let start = open.len_utf8() + (content.len() - content.trim_start().len());
            self.at += start;
            self.push(Kind::Other, words.len());
            self.at += length - start - words.len();
            return;
        }
        self.push(Kind::Stop, length);
    }
}

/// Whether a blank and a capital follow, and the word that this begins is no initial.
fn goes_on_with_name(text: &str) -> bool {
    let mut chars = text.strip_prefix(' ').unwrap_or_default().chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Whether `text` begins with a letter that may be a key and stands alone.
fn is_key(text: &str) -> bool {
    let [b'a'..=b'h', rest @ ..] = text.as_bytes() else { return false };
    rest.first().is_none_or(|byte| matches!(byte, b',' | b';' | b'.' | b'*' | b'\\' | b' ' | b'\n'))
}

/// Whether the words in brackets are a name: one in characters, or two to four words with capitals.
fn is_other_name(words: &str) -> bool {
    let dotted = |c: char| DOTS.contains(&c) || c == ' ';
    if words.chars().all(|c| is_han(c) || dotted(c)) {
        return (2..=12).contains(&words.chars().count()) && !is_organisation(words);
    }
    let count = words.split_whitespace().count();
    (2..=4).contains(&count)
        && words.chars().all(|c| c.is_alphabetic() && !is_han(c) || matches!(c, ' ' | '-' | '.' | '\'' | '’'))
        && words
            .split_whitespace()
            .all(|word| word.starts_with(char::is_uppercase) && !super::roman::is_foreign_to_names(word))
}

/// The comparable key of a raised or circled figure.
fn key(c: char) -> Key {
    Key::number(match c {
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        '⁰'..='⁹' => c as u32 - '⁰' as u32,
        '₀'..='₉' => c as u32 - '₀' as u32,
        '➀'..='➉' => c as u32 - '➀' as u32 + 1,
        _ => c as u32 - '①' as u32 + 1,
    })
}

/// A formula without its commands.
fn plain(formula: &str) -> String {
    let mut text = String::new();
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                match &rest[..end] {
                    "ast" | "star" => text.push('*'),
                    "dagger" | "dag" => text.push('†'),
                    "ddagger" | "ddag" => text.push('‡'),
                    _ => {}
                }
                rest = &rest[end..];
            }
            '{' | '}' | '$' | '~' | ' ' => {}
            c => text.push(c),
        }
    }
    text
}

/// The last border between characters at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
