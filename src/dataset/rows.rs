//! The rows of a table out of its CSV files, one after another.

use std::collections::VecDeque;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use csv::{Position, Reader, ReaderBuilder, StringRecord};

/// Why rows could not be read.
#[derive(Debug, thiserror::Error)]
#[error("{place}: expected rows of a table, found: {source}; run qikan check on the folder")]
pub struct Unreadable {
    /// The file, and the line where it is known.
    pub place: String,
    /// What was found.
    pub source: io::Error,
}

/// Reads the rows of a table.
pub struct CsvRows {
    folder: PathBuf,
    waiting: VecDeque<String>,
    current: Option<(String, Reader<File>)>,
    header: StringRecord,
    row: StringRecord,
}

impl CsvRows {
    /// Opens the table in the files `paths` of `folder`; every file has a header.
    pub fn open(folder: &Path, paths: &[&str]) -> Result<CsvRows, Unreadable> {
        let waiting = paths.iter().map(|path| (*path).to_owned()).collect();
        let (header, row) = (StringRecord::new(), StringRecord::new());
        let mut rows = CsvRows { folder: folder.to_owned(), waiting, current: None, header, row };
        rows.proceed()?;
        Ok(rows)
    }

    /// The place of the column `name`.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|column| column == name)
    }

    /// The header of the file that is being read.
    pub fn header(&self) -> &StringRecord {
        &self.header
    }

    /// The next row; none at the end.
    pub fn next(&mut self) -> Result<Option<&StringRecord>, Unreadable> {
        while let Some((path, reader)) = &mut self.current {
            match reader.read_record(&mut self.row) {
                Ok(true) => return Ok(Some(&self.row)),
                Ok(false) => self.proceed()?,
                Err(error) => {
                    let line = error.position().map_or(String::new(), |at| format!(":{}", at.line()));
                    return Err(Unreadable { place: format!("{path}{line}"), source: io::Error::other(error) });
                }
            }
        }
        Ok(None)
    }

    /// Where the last row stands, e.g. `csv/authors.csv:12`.
    pub fn at(&self) -> String {
        let line = self.row.position().map_or(0, Position::line);
        self.current.as_ref().map_or_else(String::new, |(path, _)| format!("{path}:{line}"))
    }

    /// Goes on to the next file.
    fn proceed(&mut self) -> Result<(), Unreadable> {
        self.current = None;
        let Some(path) = self.waiting.pop_front() else { return Ok(()) };
        let unreadable = |source| Unreadable { place: path.clone(), source };
        let file = File::open(self.folder.join(&path)).map_err(unreadable)?;
        let mut reader = ReaderBuilder::new().has_headers(true).from_reader(file);
        self.header = reader.headers().map_err(|error| unreadable(io::Error::other(error)))?.clone();
        self.current = Some((path, reader));
        Ok(())
    }
}
