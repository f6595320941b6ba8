//! The nine tables of a dataset: the one definition that rows, files and descriptors are made from.
//!
//! Knows every column, its type, its sentence and its keys, and turns records into rows. One file a table: the
//! columns, and right beneath them the cells of a row in the same order. How rows become files is in `write`.

mod affiliations;
mod articles;
mod authors;
mod authorships;
mod changes;
mod evidence;
mod funding;
mod keywords;
mod problems;
mod sources;

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::record::Record;

pub use changes::{Change, Kind as ChangeKind, TABLE as CHANGES};
pub use evidence::Witness;
pub use sources::{Origin, Status};

/// Every table, articles first. A [`Name`] is a place in it.
pub const TABLES: [&Table; 9] = [
    &articles::TABLE,
    &authors::TABLE,
    &affiliations::TABLE,
    &authorships::TABLE,
    &funding::TABLE,
    &keywords::TABLE,
    &sources::TABLE,
    &problems::TABLE,
    &evidence::TABLE,
];

/// The name of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
    /// An article.
    Articles,
    /// An author of an article.
    Authors,
    /// An affiliation of an article.
    Affiliations,
    /// An author at an affiliation.
    Authorships,
    /// A grant and award number.
    Funding,
    /// A keyword.
    Keywords,
    /// An input, whatever became of it.
    Sources,
    /// A doubt about a value.
    Problems,
    /// A value and where it stands.
    Evidence,
}

impl Name {
    /// All names, in the order of [`TABLES`].
    pub const ALL: [Name; TABLES.len()] = [
        Name::Articles,
        Name::Authors,
        Name::Affiliations,
        Name::Authorships,
        Name::Funding,
        Name::Keywords,
        Name::Sources,
        Name::Problems,
        Name::Evidence,
    ];

    /// Its definition.
    pub fn table(self) -> &'static Table {
        TABLES[self as usize]
    }
}

/// What a table is.
#[derive(Debug)]
pub struct Table {
    /// Its name, e.g. `articles`.
    pub name: &'static str,
    /// What one row is, in one sentence.
    pub about: &'static str,
    /// Its columns, key first.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub primary_key: &'static [&'static str],
    /// The columns that name rows of other tables.
    pub foreign_keys: &'static [ForeignKey],
}

impl Table {
    /// The place of the column `name`.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}

/// Columns whose values, where none is null, stand in the key of another table.
#[derive(Debug)]
pub struct ForeignKey {
    /// Columns of this table.
    pub columns: &'static [&'static str],
    /// The other table.
    pub table: &'static str,
    /// Its columns, in the same order.
    pub key: &'static [&'static str],
}

const OF_ARTICLE: ForeignKey = ForeignKey { columns: &["article_id"], table: "articles", key: &["article_id"] };
const OF_SOURCE: ForeignKey = ForeignKey { columns: &["source_id"], table: "sources", key: &["source_id"] };

/// What a column is.
#[derive(Debug)]
pub struct Column {
    /// Its name, e.g. `title_zh`.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// Whether it has a value in every row.
    pub required: bool,
    /// What further holds for its values.
    pub rule: Rule,
    /// Whether nearly every row has a value that no other row has.
    pub distinct: bool,
    /// What it says, in one sentence.
    pub about: &'static str,
}

impl Column {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Column {
        Column { name, kind, required: false, rule: Rule::Any, distinct: false, about }
    }

    const fn text(name: &'static str, about: &'static str) -> Column {
        Column::new(name, Kind::Text, about)
    }

    /// A place in a list, from 1.
    const fn place(name: &'static str, about: &'static str) -> Column {
        Column::new(name, Kind::Int32, about).required().rule(Rule::Between(1, i32::MAX as i64))
    }

    const fn required(self) -> Column {
        Column { required: true, ..self }
    }

    const fn rule(self, rule: Rule) -> Column {
        Column { rule, ..self }
    }

    const fn distinct(self) -> Column {
        Column { distinct: true, ..self }
    }
}

const ARTICLE_ID: Column = Column::text("article_id", "The article: a row of articles.").required();

/// The type of a column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A whole number of 16 bits.
    Int16,
    /// A whole number of 32 bits.
    Int32,
    /// A whole number of 64 bits.
    Int64,
    /// A number of 32 bits.
    Float32,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A moment, UTC, to the second.
    Timestamp,
}

/// What holds for the values of a column besides their type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// Nothing.
    Any,
    /// They match a regular expression as a whole.
    Pattern(&'static str),
    /// They are among these.
    OneOf(&'static [&'static str]),
    /// They lie between two bounds, both included.
    Between(i64, i64),
}

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'r> {
    /// Nothing was printed.
    Null,
    /// Text.
    Text(Cow<'r, str>),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f32),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    Timestamp(DateTime<Utc>),
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Cell<'r> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'r> From<&'r String> for Cell<'r> {
    fn from(text: &'r String) -> Cell<'r> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Integer(number)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Cell::Boolean(truth)
    }
}

impl<'r, T: Into<Cell<'r>>> From<Option<T>> for Cell<'r> {
    fn from(value: Option<T>) -> Cell<'r> {
        value.map_or(Cell::Null, Into::into)
    }
}

/// The place of the item at `index`, counted from 1.
fn nth<'r>(index: usize) -> Cell<'r> {
    Cell::Integer(index as i64 + 1)
}

/// A record on its way into the tables.
#[derive(Clone, Copy, Debug)]
pub struct Article<'r> {
    /// The record.
    pub record: &'r Record,
    /// What each of its sources says.
    pub tellings: &'r [Telling],
}

/// What one source says of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// The key of the source in `sources`.
    pub source_id: String,
    /// Doubts about what it says.
    pub problems: Vec<Problem>,
    /// Where its values stand; empty where nobody asked for evidence.
    pub witnesses: Vec<Witness>,
}

/// Takes rows, one at a time: the table and its cells in the order of its columns.
pub trait Rows {
    /// Takes one row.
    fn row(&mut self, table: Name, cells: &[Cell<'_>]);
}

impl<F: FnMut(Name, &[Cell<'_>])> Rows for F {
    fn row(&mut self, table: Name, cells: &[Cell<'_>]) {
        self(table, cells);
    }
}

/// All the rows of `article`, in the tables' order; its row of `sources` is [`source_row`]'s matter.
pub fn article_rows(article: Article<'_>, rows: &mut impl Rows) {
    articles::rows(article, rows);
    authors::rows(article, rows);
    affiliations::rows(article, rows);
    authorships::rows(article, rows);
    funding::rows(article, rows);
    keywords::rows(article, rows);
    for telling in article.tellings {
        problems::rows(Some(&article.record.id), &telling.source_id, &telling.problems, rows);
    }
    for telling in article.tellings {
        evidence::rows(&article.record.id, telling, rows);
    }
}

/// The row of `sources` for one input, and the doubts about it where it is no article of its own.
pub fn source_row(origin: &Origin, doubts: &[Problem], rows: &mut impl Rows) {
    sources::row(origin, rows);
    problems::rows(None, &origin.source_id, doubts, rows);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_places() {
        for (place, table) in TABLES.iter().enumerate() {
            let name = Name::ALL[place];
            assert_eq!(name.table().name, table.name);
            assert_eq!(format!("{name:?}").to_lowercase(), table.name);
        }
    }

    #[test]
    fn keys_are_columns_and_never_null() {
        for table in TABLES {
            for key in table.primary_key {
                let column = &table.columns[table.place(key).expect(key)];
                assert!(column.required, "{}.{key}", table.name);
            }
            for foreign in table.foreign_keys {
                let other = TABLES.iter().find(|t| t.name == foreign.table).unwrap();
                assert_eq!(other.primary_key, foreign.key, "a foreign key names a whole key");
                assert!(foreign.columns.iter().all(|c| table.place(c).is_some()));
            }
            for column in table.columns {
                assert!(column.about.ends_with('.'), "{}.{}: one sentence", table.name, column.name);
            }
        }
    }

    #[test]
    fn every_cell_has_its_columns_type() {
        for seed in 0..200 {
            let record = crate::invent::record(seed);
            let telling = Telling {
                source_id: record.source.sha256.clone(),
                problems: record.problems.clone(),
                witnesses: crate::invent::witnesses(seed),
            };
            let article = Article { record: &record, tellings: &[telling] };
            article_rows(article, &mut |name: Name, cells: &[Cell<'_>]| {
                let columns = name.table().columns;
                assert_eq!(columns.len(), cells.len());
                for (column, cell) in columns.iter().zip(cells) {
                    let fits = match (column.kind, cell) {
                        (_, Cell::Null) => !column.required,
                        (Kind::Text, Cell::Text(_))
                        | (Kind::Int16 | Kind::Int32 | Kind::Int64, Cell::Integer(_))
                        | (Kind::Float32, Cell::Number(_))
                        | (Kind::Boolean, Cell::Boolean(_))
                        | (Kind::Date, Cell::Date(_))
                        | (Kind::Timestamp, Cell::Timestamp(_)) => true,
                        _ => false,
                    };
                    assert!(fits, "{}.{}: {cell:?}", name.table().name, column.name);
                }
            });
        }
    }

    #[test]
    fn a_grant_without_award_is_one_row_and_one_with_two_is_two() {
        let mut record = crate::invent::record(1);
        record.funding = vec![
            crate::record::Grant { text: "甲基金".into(), ..Default::default() },
            crate::record::Grant {
                text: "乙基金".into(), awards: vec!["1".into(), "2".into()], ..Default::default()
            },
        ];
        let mut rows = Vec::new();
        let article = Article { record: &record, tellings: &[] };
        article_rows(article, &mut |name: Name, cells: &[Cell<'_>]| {
            if name == Name::Funding {
                rows.push(format!("{:?} {:?}", cells[1], cells[5]));
            }
        });
        assert_eq!(rows, ["Integer(1) Null", "Integer(2) Text(\"1\")", "Integer(3) Text(\"2\")"]);
    }
}
