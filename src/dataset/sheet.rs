//! Sheets: what one input comes to in the files of a dataset, in bytes. A sheet is made where the record is at hand;
//! to write it nobody needs the record again.
//!
//! Knows cells, one byte of kind before each. Most of their texts stand in the input's line of JSON as well and are not
//! told twice; the others are in one piece behind all cells, so that one look tells that they are UTF-8. Which cells there are is the tables' matter, what their file looks like the writers'.

use std::borrow::Cow;
use std::io;

use chrono::{DateTime, Datelike, NaiveDate};
use serde::Serialize;

use super::block::damaged;
use super::summary::Count;
use crate::problem::Problem;
use crate::table::{Article, Cell, Name, Origin, Rows, article_rows, source_row};
use crate::write::jsonl::Line;

/// What one input comes to.
pub struct Sheet<'s> {
    /// In the summary.
    pub count: Count,
    /// In `records.jsonl` where it gave a record, else in `rejected.jsonl`.
    pub line: &'s str,
    cells: &'s [u8],
    /// Those that the line does not have.
    texts: &'s str,
}

impl<'s> Sheet<'s> {
    /// Appends the sheet of the input `origin` to `out`, as a [`part`]: of its article, or of the `doubts` where it
    /// gave none, and with its `line` of JSON, if it has one.
    pub fn put(
        origin: &Origin,
        doubts: &[Problem],
        article: Option<Article<'_>>,
        line: Option<&Line>,
        out: &mut Vec<u8>,
    ) {
        let mut rows = Cells { line, ..Cells::default() };
        if let Some(article) = article {
            article_rows(article, &mut rows);
        }
        source_row(origin, doubts, &mut rows);
        let start = out.len();
        put_part(&[], out);
        put_part(&rows.cells, out);
        put_part(&rows.texts, out);
        put_part(line.map_or(&[], Line::as_bytes), out);
        *out = append(&Count::of(origin, doubts, article.map(|article| article.record)), std::mem::take(out));
        let length = (out.len() - start - LENGTH) as u32;
        out[start..start + LENGTH].copy_from_slice(&length.to_le_bytes());
    }

    /// The sheet that stands in `bytes`.
    pub fn read(bytes: &'s [u8]) -> io::Result<Sheet<'s>> {
        let (cells, rest) = part(bytes)?;
        let (texts, rest) = part(rest)?;
        let (line, rest) = part(rest)?;
        let [texts, line] = [texts, line].map(simdutf8::basic::from_utf8);
        let (texts, line) = (texts.map_err(io::Error::other)?, line.map_err(io::Error::other)?);
        Ok(Sheet { count: postcard::from_bytes(rest).map_err(io::Error::other)?, line, cells, texts })
    }

    /// Gives its rows to `rows`, in the order in which they were made.
    pub fn rows(&self, rows: &mut impl Rows) -> io::Result<()> {
        let mut reader = Reader { line: self.line, cells: self.cells, texts: self.texts };
        let (mut row, mut first) = (Vec::new(), "");
        while let Some(table) = reader.byte() {
            let name = *Name::ALL.get(usize::from(table)).ok_or_else(damaged)?;
            row.clear();
            for _ in name.table().columns {
                row.push(reader.cell(first).ok_or_else(damaged)?);
            }
            if let Some(Cell::Text(Cow::Borrowed(text))) = row.first() {
                first = text;
            }
            rows.row(name, &row);
        }
        Ok(())
    }
}

/// Bytes of the length before a part.
const LENGTH: usize = size_of::<u32>();

/// Appends `part` to `out`, so that it can be told from what follows.
fn put_part(part: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(part.len() as u32).to_le_bytes());
    out.extend_from_slice(part);
}

/// The part at the beginning of `bytes`, and what follows.
pub fn part(bytes: &[u8]) -> io::Result<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk().ok_or_else(damaged)?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or_else(damaged)
}

/// Appends `value`.
pub fn append(value: &impl Serialize, to: Vec<u8>) -> Vec<u8> {
    postcard::to_extend(value, to).expect("a Vec takes every byte, and no type of ours is of unknown length")
}

/// The kinds of cells, as they stand before each.
mod kind {
    pub const NULL: u8 = 0;
    /// A length follows; the text stands among the texts.
    pub const TEXT: u8 = 1;
    /// The text that the row before begins with: mostly the article.
    pub const AGAIN: u8 = 2;
    /// A place and a length follow; the text stands there in the line.
    pub const PRINTED: u8 = 3;
    pub const INTEGER: u8 = 4;
    pub const NUMBER: u8 = 5;
    pub const FALSE: u8 = 6;
    pub const TRUE: u8 = 7;
    /// Days of the common era.
    pub const DATE: u8 = 8;
    /// Seconds since 1970.
    pub const TIMESTAMP: u8 = 9;
}

/// Rows on their way into a sheet.
#[derive(Default)]
struct Cells<'l> {
    line: Option<&'l Line>,
    /// Where in the line the last text was found.
    near: usize,
    cells: Vec<u8>,
    texts: Vec<u8>,
    /// The text that the last row begins with.
    first: String,
}

impl Rows for Cells<'_> {
    fn row(&mut self, table: Name, cells: &[Cell<'_>]) {
        self.cells.push(table as u8);
        for cell in cells {
            match cell {
                Cell::Null => self.cells.push(kind::NULL),
                Cell::Text(text) => self.text(text),
                Cell::Integer(number) => self.signed(kind::INTEGER, *number),
                Cell::Number(number) => {
                    self.cells.push(kind::NUMBER);
                    self.cells.extend_from_slice(&number.to_le_bytes());
                }
                Cell::Boolean(truth) => self.cells.push(if *truth { kind::TRUE } else { kind::FALSE }),
                Cell::Date(day) => self.signed(kind::DATE, day.num_days_from_ce().into()),
                Cell::Timestamp(moment) => self.signed(kind::TIMESTAMP, moment.timestamp()),
            }
        }
        if let Some(Cell::Text(text)) = cells.first()
            && **text != self.first
        {
            self.first.clear();
            self.first.push_str(text);
        }
    }
}

impl Cells<'_> {
    fn text(&mut self, text: &str) {
        if text == self.first {
            self.cells.push(kind::AGAIN);
        } else if let Some(place) = self.line.and_then(|line| line.place(text, &mut self.near)) {
            self.cells.push(kind::PRINTED);
            self.whole(place as u64);
            self.whole(text.len() as u64);
        } else {
            self.cells.push(kind::TEXT);
            self.whole(text.len() as u64);
            self.texts.extend_from_slice(text.as_bytes());
        }
    }

    /// Small numbers take few bytes, whatever their sign.
    fn signed(&mut self, kind: u8, number: i64) {
        self.cells.push(kind);
        self.whole((number << 1 ^ number >> 63) as u64);
    }

    /// Seven bits a byte, the lowest first.
    fn whole(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.cells.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.cells.push(number as u8);
    }
}

/// What is left to read of cells and texts.
struct Reader<'s> {
    line: &'s str,
    cells: &'s [u8],
    texts: &'s str,
}

impl<'s> Reader<'s> {
    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.cells.split_first()?;
        self.cells = rest;
        Some(*byte)
    }

    fn whole(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i64> {
        let number = self.whole()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The next cell, of a row before which one began with the text `first`.
    fn cell(&mut self, first: &'s str) -> Option<Cell<'s>> {
        Some(match self.byte()? {
            kind::NULL => Cell::Null,
            kind::TEXT => {
                let (text, rest) = self.whole().and_then(|length| self.texts.split_at_checked(length as usize))?;
                self.texts = rest;
                text.into()
            }
            kind::AGAIN => first.into(),
            kind::PRINTED => {
                let (place, length) = (self.whole()? as usize, self.whole()? as usize);
                self.line.get(place..place.checked_add(length)?)?.into()
            }
            kind::INTEGER => Cell::Integer(self.signed()?),
            kind::NUMBER => {
                let (number, rest) = self.cells.split_first_chunk()?;
                self.cells = rest;
                Cell::Number(f32::from_le_bytes(*number))
            }
            kind::FALSE => Cell::Boolean(false),
            kind::TRUE => Cell::Boolean(true),
            kind::DATE => Cell::Date(NaiveDate::from_num_days_from_ce_opt(self.signed()?.try_into().ok()?)?),
            kind::TIMESTAMP => Cell::Timestamp(DateTime::from_timestamp(self.signed()?, 0)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Format, Platform};
    use crate::table::{Status, Telling};
    use crate::write::jsonl;

    type Row = (Name, Vec<Cell<'static>>);

    /// Every row that `give` gives, with texts of its own.
    fn rows(give: impl FnOnce(&mut dyn FnMut(Name, &[Cell<'_>]))) -> Vec<Row> {
        let mut rows = Vec::new();
        let own = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => Cell::from(text.clone().into_owned()),
            Cell::Null => Cell::Null,
            Cell::Integer(number) => Cell::Integer(*number),
            Cell::Number(number) => Cell::Number(*number),
            Cell::Boolean(truth) => Cell::Boolean(*truth),
            Cell::Date(day) => Cell::Date(*day),
            Cell::Timestamp(moment) => Cell::Timestamp(*moment),
        };
        give(&mut |name, cells| rows.push((name, cells.iter().map(own).collect())));
        rows
    }

    fn origin(seed: u64) -> Origin {
        Origin {
            source_id: format!("{seed:064x}"),
            uri: format!("pages/{seed}"),
            fetched: DateTime::from_timestamp(seed as i64 * 7919 - 86_400, 0),
            format: Some(Format::Text),
            encoding: None,
            bytes: Some(seed << 20),
            platform: Some(Platform::Other),
            status: Status::Extracted,
            article_id: None,
            message: Some(String::new()),
        }
    }

    #[test]
    fn what_is_put_is_what_is_read() {
        for seed in 0..300 {
            let (record, origin) = (crate::invent::record(seed), origin(seed));
            let telling = Telling {
                source_id: origin.source_id.clone(),
                problems: record.problems.clone(),
                witnesses: crate::invent::witnesses(seed),
            };
            let article = Article { record: &record, tellings: &[telling] };
            let (line, mut bytes) = (jsonl::line(&record), Vec::new());
            Sheet::put(&origin, &[], Some(article), Some(&line), &mut bytes);
            let sheet = Sheet::read(part(&bytes).unwrap().0).unwrap();
            let expected = rows(|mut take| {
                article_rows(article, &mut take);
                source_row(&origin, &[], &mut take);
            });
            assert_eq!(rows(|mut take| sheet.rows(&mut take).unwrap()), expected);
            assert_eq!(sheet.line.as_bytes(), line.as_bytes());
            assert!(sheet.texts.len() < line.as_bytes().len(), "texts that the line has");
            assert_eq!(sheet.count, Count::of(&origin, &[], Some(&record)));
        }
    }

    #[test]
    fn every_number_comes_back() {
        let moment = DateTime::from_timestamp(-1, 0).unwrap();
        let numbers = [0, 1, -1, 63, 64, -65, 128, i64::MAX, i64::MIN].map(Cell::Integer);
        let cells: Vec<Cell<'_>> = numbers.into_iter().chain([Cell::Timestamp(moment)]).collect();
        assert_eq!(cells.len(), Name::Sources.table().columns.len());
        let mut written = Cells::default();
        written.row(Name::Sources, &cells);
        let count = Count::of(&origin(0), &[], None);
        let sheet = Sheet { count, line: "", cells: &written.cells, texts: "" };
        assert_eq!(rows(|mut take| sheet.rows(&mut take).unwrap()), [(Name::Sources, cells)]);
    }

    #[test]
    fn what_is_cut_off_is_an_error() {
        let mut bytes = Vec::new();
        Sheet::put(&origin(3), &[], None, None, &mut bytes);
        let (bytes, rest) = part(&bytes).unwrap();
        assert_eq!(rest, b"");
        for end in 0..bytes.len() {
            assert!(Sheet::read(&bytes[..end]).is_err(), "{end}");
        }
        let sheet = Sheet::read(bytes).unwrap();
        for end in 1..sheet.cells.len() {
            let cut = Sheet { count: sheet.count.clone(), cells: &sheet.cells[..end], ..sheet };
            assert!(cut.rows(&mut |_: Name, _: &[Cell<'_>]| {}).is_err(), "{end}");
        }
    }
}
