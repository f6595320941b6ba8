//! What a line is, by its shape alone.

use crate::field::Date;
use crate::field::affiliation;
use crate::field::byline::{self, Person};
use crate::field::citation::{self, Citation};
use crate::field::text::{Script, is_han};
use crate::label::{self, Label};

/// What a line is, told by its shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// It begins with a label.
    Marked(Label),
    /// It continues a labelled value.
    Value(Label),
    /// Names of people.
    Byline,
    /// Organisations and places.
    Affiliation,
    /// Journal, volume, issue, pages.
    Head,
    /// An entry of a bibliography, or the article cited in that form.
    Reference,
    /// A column of the journal set off by dots, e.g. `• 综述 •`.
    Section,
    /// A heading of the article's body, e.g. `1 引言`.
    Heading,
    /// Labels side by side, none of them with a value: tabs, buttons, the head of a table.
    Tabs,
    /// Anything else.
    Text,
}

/// What an unlabelled line is.
pub(super) struct Shape {
    pub kind: Kind,
    /// Where affiliations begin that follow names on the same line.
    pub split: Option<usize>,
    /// Whom a byline names that is not split.
    pub persons: Vec<Person>,
    /// What a head says.
    pub citation: Option<Citation>,
}

impl From<Kind> for Shape {
    fn from(kind: Kind) -> Shape {
        Shape { kind, split: None, persons: Vec::new(), citation: None }
    }
}

/// What an unlabelled line is that is neither names nor places nor plain text.
pub(super) fn formal(words: &str, script: Script) -> Option<Shape> {
    if label::columns(words).is_some() {
        return Some(Kind::Tabs.into());
    }
    if is_section(words) {
        return Some(Kind::Section.into());
    }
    if is_heading(words) {
        return Some(Kind::Heading.into());
    }
    if is_reference(words, script) {
        return Some(Kind::Reference.into());
    }
    let citation = (script.digits > 0).then(|| citation::told(words)).flatten()?;
    Some(Shape { citation: Some(citation), ..Kind::Head.into() })
}

/// The shape of an unlabelled line that is not [`formal`].
pub(super) fn shape(words: &str) -> Shape {
    if let Some(at) = cells(words) {
        return Shape { split: Some(at), ..Kind::Byline.into() };
    }
    if is_prose(words) {
        return Kind::Text.into();
    }
    let names = byline::told(words);
    if let Some(names) = names.as_ref().filter(|names| words.len() > names.end + 12) {
        return Shape { split: Some(names.end), ..Kind::Byline.into() };
    }
    // whose the unit is says the sentence around it, and no key
    let places = if byline::says_where(words) { 0.0 } else { affiliation::likeness(words) };
    if let Some(names) = names.filter(|names| names.likeness >= places) {
        let persons = names.people.unwrap_or_else(|| byline::read(words));
        Shape { persons, ..Kind::Byline.into() }
    } else if places >= 0.5 {
        Kind::Affiliation.into()
    } else {
        Kind::Text.into()
    }
}

/// A row of a table with a name and an affiliation in its first cells: where the second one begins.
fn cells(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let at = memchr::memchr_iter(b' ', &bytes[..bytes.len().min(61)]).find(|at| bytes.get(at + 1) == Some(&b' '))?;
    let (name, rest) = (&words[..at], words[at..].trim_start());
    let is_row = rest.len() > 12
        && byline::told(name).is_some_and(|names| names.persons == 1 && names.end >= name.trim_end().len())
        && affiliation::likeness(rest) >= 0.5;
    is_row.then_some(at)
}

/// A long paragraph of several sentences: no need to look for names and places in it.
fn is_prose(words: &str) -> bool {
    if words.len() < 400 {
        return false;
    }
    let bytes = words.as_bytes();
    let ends = |at: &usize| bytes.get(at + 1) == Some(&b' ') && bytes[..*at].last().is_some_and(u8::is_ascii_lowercase);
    memchr::memmem::find_iter(bytes, "。").nth(2).is_some()
        || memchr::memchr_iter(b'.', bytes).filter(ends).nth(3).is_some()
}

/// `• 综述 • 上一篇 下一篇`, `·临床论著·`.
fn is_section(words: &str) -> bool {
    let mut chars = words.chars();
    let Some(dot @ ('•' | '·' | '●' | '∙' | '■' | '◆' | '?')) = chars.next() else { return false };
    let rest = chars.as_str();
    // what became of a dot in another encoding
    if dot == '?' && !(rest.ends_with('?') && rest.len() <= 60) {
        return false;
    }
    rest.find(dot).is_some_and(|at| {
        let inner = rest[..at].trim();
        inner.chars().any(char::is_alphabetic) && inner.chars().count() <= 40 && !rest[at..].contains('@')
    })
}

/// `# 0 引言`, `1 研究方法`, `一、问题的提出`: a number, then words, on a short line.
pub fn is_heading(words: &str) -> bool {
    let begins = matches!(words.as_bytes().first(), Some(b'#' | b' ' | b'0'..=b'9' | 0xE4 | 0xE5));
    if !begins || words.len() > 120 {
        return false;
    }
    let bare = words.trim_start_matches(['#', ' ']);
    let hashed = bare.len() != words.len() && words.starts_with('#');
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        let rest = &bare[digits..];
        let named = rest.trim_start_matches(['.', ' ', '、', '．']);
        let number_like = rest.starts_with(['.', ' ', '、']) || hashed;
        // `30 September 2014`
        let dated = || {
            bare.ends_with(|c: char| c.is_ascii_digit())
                && Date::find(bare).is_some_and(|(at, _)| at.len() == bare.len())
        };
        return number_like
            && !dated()
            && named.chars().next().is_some_and(|c| c.is_alphabetic() || (hashed && c.is_ascii_digit()))
            && !words.contains(['@', ';'])
            && (hashed || named.chars().count() <= 24)
            && affiliation::likeness(bare) < 0.5
            // the byline of a manuscript whose lines have numbers: `2 潘以宁 龙畅\* 茅芷若`
            && byline::names_only(named) < 3;
    }
    let mut chars = bare.chars();
    matches!(chars.next(), Some('一' | '二' | '三' | '四' | '五')) && matches!(chars.next(), Some('、' | '.'))
}

/// Whether a line is one term by its looks: nothing that divides terms or ends a sentence stands in it.
pub fn is_term(line: &str) -> bool {
    let blanks = line.matches(' ').count();
    let most = if line.contains(is_han) { 1 } else { 4 };
    // a letter alone is the key of an affiliation
    line.len() > 1
        && line.chars().count() <= 60
        && blanks <= most
        && !line.contains([';', ',', '、', '。', '.', ':', '|', '@'])
        && !is_heading(line)
}

/// An entry of a bibliography, or the article cited in that form: a type mark, or volume, issue and pages behind a title.
fn is_reference(words: &str, script: Script) -> bool {
    if words.len() < 40 {
        return false;
    }
    let marks = ["[J", "[j]", "[M]", "[D]", "[C]", "[EB"];
    let marked = memchr::memchr_iter(b'[', words.as_bytes()).any(|at| marks.iter().any(|m| words[at..].starts_with(m)));
    marked
        || (words.len() > 70
            && script.digits > 8
            && (pages_behind_issue(words) || words.contains(['"', '”']) && words.contains("vol."))
            && citation::read_reference(words).is_some_and(|c| c.parts() >= 3 && c.title.is_some()))
}

/// `37(11):3912`, and `37(11) :3912`, `37(8);2838` as OCR reads it.
fn pages_behind_issue(words: &str) -> bool {
    memchr::memchr_iter(b')', words.as_bytes()).any(|at| {
        let behind = words[at + 1..].trim_start_matches(' ');
        behind.starts_with(':')
            || behind.strip_prefix(';').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Whether a line names a grant: a programme's word with a number, or an award number alone.
pub fn names_grant(words: &str) -> bool {
    const PROGRAMMES: &[&str] =
        &["基金", "项目", "计划", "专项", "课题", "资助", "Foundation", "Program", "Project", "Grant", "Fund"];
    if words.len() > 300 || words.contains('。') {
        return false;
    }
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    let number_alone = digits >= 5 && words.len() <= 24 && words.is_ascii() && !words.contains([' ', ':', '/']);
    number_alone || (digits >= 4 && PROGRAMMES.iter().any(|p| words.contains(p)))
}

#[cfg(test)]
mod tests {
    use super::is_heading;

    #[test]
    fn a_numbered_line_of_names_is_no_heading() {
        for heading in ["# 0 引言", "1 研究方法", "2 材料 方法 结果", "一、问题的提出"] {
            assert!(is_heading(heading), "{heading}");
        }
        for line in ["30 September 2014", "2 潘以宁 龙畅\\* 茅芷若 唐文博", "3 (某大学农牧学院,西宁 810016)"]
        {
            assert!(!is_heading(line), "{line}");
        }
    }
}
