//! JSON lines: one record a line, members in the order of the type.

use serde::Serialize;

use crate::record::Record;
use crate::schema::Refusal;

/// One line, with its line end.
pub fn line(value: &impl Serialize) -> Vec<u8> {
    let mut line = Vec::with_capacity(4096);
    serde_json::to_writer(&mut line, value).expect("a record has string keys only and a Vec takes every byte");
    line.push(b'\n');
    line
}

/// A record that the schema refuses, whole, with the reasons.
#[derive(Debug, Serialize)]
pub struct Rejected<'r> {
    /// Every reason.
    pub reasons: &'r [Refusal],
    /// The record.
    pub record: &'r Record,
}
