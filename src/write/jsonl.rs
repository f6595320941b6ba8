//! JSON lines: one record a line, members in the order of the type.

use std::io;

use serde::Serialize;

use crate::record::Record;
use crate::schema::Refusal;

/// Shorter texts are not worth a note of where they stand.
const SHORT: usize = 8;

/// A line, and where in it the texts stand that it was made of.
#[derive(Debug)]
pub struct Line {
    bytes: Vec<u8>,
    /// Where each text was in memory, and where it is in the line.
    texts: Vec<(usize, usize)>,
}

/// The line of `value`, with its line end.
pub fn line(value: &impl Serialize) -> Line {
    let mut line = Line { bytes: Vec::with_capacity(8192), texts: Vec::with_capacity(256) };
    serde_json::to_writer(&mut line, value).expect("a record has string keys only and a Vec takes every byte");
    line.bytes.push(b'\n');
    line
}

/// A line that was made before; where its texts stand is forgotten.
impl From<&str> for Line {
    fn from(line: &str) -> Line {
        Line { bytes: line.as_bytes().to_vec(), texts: Vec::new() }
    }
}

impl Line {
    /// The line itself.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where `text` stands in it, if it is a text of the value, and printed as it is; not every such text is found.
    ///
    /// `near` is a hint for the search, which this leads on from one text of the value to the next.
    pub fn place(&self, text: &str, near: &mut usize) -> Option<usize> {
        if text.len() < SHORT {
            return None;
        }
        let (before, after) = self.texts.split_at((*near).min(self.texts.len()));
        let (at, (_, place)) =
            (*near..).zip(after).chain((0..).zip(before)).find(|(_, (was, _))| *was == text.as_ptr() as usize)?;
        *near = at + 1;
        // the memory may be another text's by now
        (self.bytes.get(*place..place + text.len()) == Some(text.as_bytes())).then_some(*place)
    }
}

impl io::Write for Line {
    /// Texts come in one piece each, as they are in memory, unless something in them is escaped.
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if piece.len() >= SHORT {
            self.texts.push((piece.as_ptr() as usize, self.bytes.len()));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A record that the schema refuses, whole, with the reasons.
#[derive(Debug, Serialize)]
pub struct Rejected<'r> {
    /// Every reason.
    pub reasons: &'r [Refusal],
    /// The record.
    pub record: &'r Record,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_where_they_stand() {
        for seed in 0..100 {
            let mut record = crate::invent::record(seed);
            record.title.zh = Some("城市湿地碳汇的空间格局".into());
            record.title.en = Some("\"Sinks\" of\turban wetlands".into());
            let line = line(&record);
            assert_eq!(serde_json::from_slice::<Record>(line.as_bytes()).unwrap(), record);
            let mut near = 0;
            let title = record.title.zh.as_deref().unwrap();
            let place = line.place(title, &mut near).unwrap();
            assert_eq!(&line.as_bytes()[place..place + title.len()], title.as_bytes());
            let plain = |text: &&String| !text.contains(|c: char| c.is_control() || matches!(c, '"' | '\\'));
            for keyword in record.keywords.zh.iter().filter(plain).filter(|keyword| keyword.len() >= SHORT) {
                let place = line.place(keyword, &mut near).unwrap();
                assert_eq!(&line.as_bytes()[place - 1..place], b"\"", "{keyword}");
            }
            assert_eq!(line.place(title, &mut near), Some(place), "searched backwards");
            assert_eq!(line.place(record.title.en.as_deref().unwrap(), &mut near), None, "it is escaped");
            let copy = title.to_owned();
            assert_eq!(line.place(&copy, &mut near), None, "no text of the record");
        }
    }
}
