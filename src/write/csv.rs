//! CSV as RFC 4180 has it, but with LF: UTF-8, a header, quotes only where they are needed.
//!
//! Null is an empty cell, an empty text is `""`. A cell that a spreadsheet would run as a formula stays what it is.

use std::io::Write as _;
use std::path::Path;

use super::{Error, File, Written};
use crate::table::{Cell, Name, Rows, TABLES, Table};

/// Rows of any tables as CSV text: what workers make and the writer appends.
#[derive(Debug, Default)]
pub struct Text {
    tables: [Vec<u8>; TABLES.len()],
    rows: [u64; TABLES.len()],
}

impl Rows for Text {
    fn row(&mut self, table: Name, cells: &[Cell<'_>]) {
        line(&mut self.tables[table as usize], cells);
        self.rows[table as usize] += 1;
    }
}

/// Appends one row to `out`.
pub fn line(out: &mut Vec<u8>, cells: &[Cell<'_>]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        put(out, cell);
    }
    out.push(b'\n');
}

fn put(out: &mut Vec<u8>, cell: &Cell<'_>) {
    // writing to a Vec cannot fail
    let _ = match cell {
        Cell::Null => Ok(()),
        Cell::Text(text) => {
            quote(out, text);
            Ok(())
        }
        Cell::Integer(number) => write!(out, "{number}"),
        Cell::Number(number) => write!(out, "{number}"),
        Cell::Boolean(truth) => write!(out, "{truth}"),
        Cell::Date(day) => write!(out, "{day}"),
        Cell::Timestamp(moment) => write!(out, "{}", moment.format("%Y-%m-%dT%H:%M:%SZ")),
    };
}

fn quote(out: &mut Vec<u8>, text: &str) {
    let special = |byte: &u8| matches!(byte, b',' | b'"' | b'\n' | b'\r');
    // without a way out at the first, many bytes are looked at together
    if !text.is_empty() && !text.as_bytes().iter().fold(false, |found, byte| found | special(byte)) {
        return out.extend_from_slice(text.as_bytes());
    }
    out.push(b'"');
    for (place, part) in text.split('"').enumerate() {
        if place > 0 {
            out.extend_from_slice(b"\"\"");
        }
        out.extend_from_slice(part.as_bytes());
    }
    out.push(b'"');
}

/// The CSV files of a dataset.
pub struct Writer(Vec<(Name, File, u64)>);

impl Writer {
    /// Creates `csv/NAME.csv` in `folder` for each of `tables`, with its header.
    pub fn create(folder: &Path, tables: &[Name]) -> Result<Writer, Error> {
        std::fs::create_dir_all(folder.join("csv")).map_err(Error::at(folder))?;
        let file = |name: &Name| {
            let table = name.table();
            let mut file = File::create(folder, &format!("csv/{}.csv", table.name))?;
            file.append(header(table).as_bytes())?;
            Ok((*name, file, 0))
        };
        tables.iter().map(file).collect::<Result<_, _>>().map(Writer)
    }

    /// Appends the rows of `text`.
    pub fn append(&mut self, text: &Text) -> Result<(), Error> {
        for (name, file, rows) in &mut self.0 {
            file.append(&text.tables[*name as usize])?;
            *rows += text.rows[*name as usize];
        }
        Ok(())
    }

    /// Brings the files to the disk.
    pub fn finish(self) -> Result<Vec<Written>, Error> {
        self.0.into_iter().map(|(_, file, rows)| file.finish(rows)).collect()
    }
}

/// The header line of a table.
pub fn header(table: &Table) -> String {
    let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    names.join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Article, article_rows};

    #[test]
    fn another_reader_reads_the_same() {
        for seed in 0..50 {
            let record = crate::invent::record(seed);
            let article = Article { record: &record, tellings: &[] };
            let mut text = Text::default();
            article_rows(article, &mut text);
            let mut rows = Vec::new();
            article_rows(article, &mut |name: Name, cells: &[Cell<'_>]| {
                if name == Name::Keywords {
                    let Cell::Text(keyword) = &cells[3] else { panic!("no keyword") };
                    rows.push(keyword.clone().into_owned());
                }
            });
            let keywords = text.tables[Name::Keywords as usize].as_slice();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(keywords);
            let read: Vec<String> = reader.records().map(|r| r.unwrap()[3].to_owned()).collect();
            assert_eq!(read, rows);
        }
    }

    #[test]
    fn null_is_not_empty_text() {
        let mut text = Text::default();
        text.row(Name::Funding, &[Cell::Null, Cell::from(""), Cell::from("a \"b\"\n"), Cell::Boolean(true)]);
        assert_eq!(text.tables[Name::Funding as usize], b",\"\",\"a \"\"b\"\"\n\",true\n");
    }
}
