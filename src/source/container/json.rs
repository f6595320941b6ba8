//! JSON lines: an object a line, one of its members a page.
//!
//! Lines are cut here and parsed where they are read, in any thread.

use std::fmt;
use std::io::{BufRead, Cursor, Read as _};

use serde::de::{self, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;
use serde_json::de::Read;

use super::super::input::{Input, Place};
use super::kind::peek;
use super::{SourceErrorKind, Stream, Wanted};
use crate::source::MAX_BYTES;
use std::sync::Arc;

/// Columns that hold a page, where the user names none; the first counts.
pub(super) const TEXT: [&str; 4] = ["text", "content", "html", "body"];
/// Columns that name a page; the first counts.
pub(super) const ID: [&str; 4] = ["url", "uri", "id", "path"];
/// The longest line: a page of [`MAX_BYTES`], with what JSON puts around and before some of its characters.
const LINE: u64 = 2 * MAX_BYTES;

/// No line is thought to be longer before it is read.
const MOST_AHEAD: usize = 1 << 16;

/// Whether `head` begins as an object does, in one line with its first member.
pub(super) fn may_be_lines(head: &[u8]) -> bool {
    let Some(rest) = skip_mark(head).trim_ascii_start().strip_prefix(b"{") else { return false };
    let rest = rest.strip_prefix(b" ").unwrap_or(rest);
    rest.starts_with(b"\"") || rest.starts_with(b"}")
}

/// Whether `head` begins a file of lines: an object that its first line does not break off, and either more than that
/// one or a page in it. One object alone is a file of some other program.
pub(super) fn is_lines(head: &[u8], whole: bool, column: Option<&str>) -> bool {
    if !may_be_lines(head) {
        return false;
    }
    let mut lines = skip_mark(head).trim_ascii_start().split(|byte| *byte == b'\n');
    let first = lines.next().unwrap_or_default();
    let second = lines.map(<[u8]>::trim_ascii_start).find(|line| !line.is_empty());
    match second {
        Some(second) => second.starts_with(b"{"),
        None if !whole => true,
        None => Row::of(first, column).is_ok_and(|row| column.is_some() || row.text.is_some()),
    }
}

/// `head` without a byte-order mark.
fn skip_mark(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)
}

/// The lines of a file.
pub(super) struct Lines {
    stream: Stream,
    uri: Arc<str>,
    column: Option<Arc<str>>,
    number: u64,
    /// How many bytes the next line may have, by the one before it.
    length: usize,
    over: bool,
}

impl Lines {
    /// # Errors
    /// None of the first lines has the column.
    pub fn of(mut stream: Stream, uri: &str, wanted: &Wanted) -> Result<Lines, SourceErrorKind> {
        let column = wanted.column.clone();
        let (head, whole) = peek(&mut stream);
        let mut lines: Vec<&[u8]> = skip_mark(&head).split(|byte| *byte == b'\n').collect();
        if !whole {
            lines.pop();
        }
        let mut rows = lines.iter().filter_map(|line| Row::of(line, column.as_deref()).ok()).peekable();
        if let Some(first) = rows.peek() {
            let lacks = lacks(column.as_deref(), &first.others);
            if rows.all(|row| row.text.is_none()) {
                return Err(lacks);
            }
        }
        drop(rows);
        let stream = Box::new(Cursor::new(skip_mark(&head).to_vec()).chain(stream));
        Ok(Lines { stream, uri: uri.into(), column, number: 0, length: 0, over: false })
    }

    /// The next line that is not blank; none at the end.
    fn line(&mut self) -> Result<Option<Input>, SourceErrorKind> {
        loop {
            // as long as the last one: a line that grows is copied again and again
            let mut line = Vec::with_capacity(self.length.min(MOST_AHEAD));
            if self.stream.by_ref().take(LINE).read_until(b'\n', &mut line)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.length = line.len() + line.len() / 2;
            let uri = format!("{}!/{}", self.uri, self.number);
            if line.len() as u64 == LINE && !line.ends_with(b"\n") {
                let rest = self.stream.skip_until(b'\n')? as u64;
                return Ok(Some(Input::failed(uri, SourceErrorKind::TooLarge { bytes: LINE + rest })));
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            line.truncate(line.trim_ascii_end().len());
            let line = Line { line, container: self.uri.clone(), column: self.column.clone() };
            return Ok(Some(Input::new(uri, Place::Line(line))));
        }
    }
}

impl Iterator for Lines {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        if self.over {
            return None;
        }
        let line = self.line();
        self.over = !matches!(line, Ok(Some(_)));
        line.unwrap_or_else(|kind| Some(Input::failed(&*self.uri, kind)))
    }
}

/// A line that was not parsed.
pub struct Line {
    line: Vec<u8>,
    container: Arc<str>,
    column: Option<Arc<str>>,
}

impl Line {
    /// Its length in bytes.
    pub(in crate::source) fn held(&self) -> usize {
        self.line.len()
    }

    /// The page on it; `uri` becomes the page's where the line has one.
    pub(in crate::source) fn read(self, uri: &mut String) -> Result<Vec<u8>, SourceErrorKind> {
        let row = Row::of(&self.line, self.column.as_deref()).map_err(|error| SourceErrorKind::Damaged {
            expected: "a JSON object on the line",
            found: error.to_string().replace(" at line 1 column ", " at character "),
            way_out: "mend it, or take it out",
        })?;
        if let Some(id) = row.id {
            *uri = format!("{}!/{id}", self.container);
        }
        match row.text {
            Some(Value::String(text)) => Ok(text.into_bytes()),
            Some(other) => Err(no_text(self.column.as_deref(), kind_of(&other))),
            None => Err(lacks(self.column.as_deref(), &row.others)),
        }
    }
}

/// The error of a row whose page is no text.
pub(super) fn no_text(column: Option<&str>, found: &str) -> SourceErrorKind {
    let expected = match column {
        Some(column) => format!("text in the column {column}"),
        None => "text in the column of the pages".to_owned(),
    };
    SourceErrorKind::NoColumn { expected, found: found.to_owned() }
}

/// The error of rows without the column.
pub(super) fn lacks(column: Option<&str>, others: &[String]) -> SourceErrorKind {
    let expected = match column {
        Some(column) => format!("a column {column}"),
        None => format!("a column {} or {}", TEXT[..3].join(", "), TEXT[3]),
    };
    let found = match others {
        [] => "no columns".to_owned(),
        [one] => format!("only {one}"),
        more => more.iter().take(20).map(|name| name.chars().take(40).collect()).collect::<Vec<String>>().join(", "),
    };
    SourceErrorKind::NoColumn { expected, found }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What matters of a line.
#[derive(Debug, Default)]
struct Row {
    /// The page; the first of [`TEXT`] that is text, else the first that is there.
    text: Option<Value>,
    id: Option<String>,
    /// The columns, where none of them is the page.
    others: Vec<String>,
}

impl Row {
    fn of(line: &[u8], column: Option<&str>) -> serde_json::Result<Row> {
        // one look at the whole line is cheaper than one at each of its texts
        match simdutf8::basic::from_utf8(line) {
            Ok(line) => Row::read(serde_json::Deserializer::from_str(line), column),
            Err(_) => Row::read(serde_json::Deserializer::from_slice(line), column),
        }
    }

    fn read<'l>(mut json: serde_json::Deserializer<impl Read<'l>>, column: Option<&str>) -> serde_json::Result<Row> {
        let row = json.deserialize_map(Members(column))?;
        json.end()?;
        Ok(row)
    }
}

struct Members<'c>(Option<&'c str>);

impl<'de> Visitor<'de> for Members<'_> {
    type Value = Row;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Row, A::Error> {
        let mut row = Row::default();
        let place = |list: &[&str], name: &str| list.iter().position(|wanted| *wanted == name);
        let (mut text_at, mut id_at) = (usize::MAX, usize::MAX);
        while let Some(name) = members.next_key::<String>()? {
            let at = match self.0 {
                Some(column) => (column == name).then_some(0),
                None => place(&TEXT, &name),
            };
            if let Some(at) = at {
                let value: Value = members.next_value()?;
                let rank = at + if value.is_string() { 0 } else { TEXT.len() };
                if rank < text_at {
                    (row.text, text_at) = (Some(value), rank);
                }
            } else if let Some(at) = place(&ID, &name).filter(|at| *at < id_at) {
                let id = match members.next_value()? {
                    Value::String(id) if !id.trim().is_empty() => Some(id),
                    Value::Number(id) => Some(id.to_string()),
                    _ => None,
                };
                if id.is_some() {
                    (row.id, id_at) = (id, at);
                }
                row.others.push(name);
            } else {
                members.next_value::<IgnoredAny>()?;
                row.others.push(name);
            }
        }
        Ok(row)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Row, E> {
        Err(E::invalid_type(de::Unexpected::Unit, &self))
    }
}
