//! What an article says, as hashes: enough to see which fields differ, and whether it is the same article at all.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use super::super::{Error, Side};
use super::runs::{Merged, Sorted, Sorter};
use crate::dataset::rows::CsvRows;
use crate::field::text::skeleton;
use crate::table::{Name, Table};

/// The tables that say what an article is. What the others say is about sources, which every crawl changes.
pub const CONTENT: [Name; 6] =
    [Name::Articles, Name::Authors, Name::Affiliations, Name::Authorships, Name::Funding, Name::Keywords];

/// Authors that tell an article from others.
const AUTHORS: usize = 4;

/// Which columns of each table of [`CONTENT`] are compared: those that both sides have.
pub type Common = Vec<Vec<&'static str>>;

/// The columns that `sides` have in common.
pub fn common(sides: &[&Side]) -> Common {
    let shared = |table: &'static Table| {
        let has = |side: &Side, name: &str| side.manifest.columns(table.name, "csv").iter().any(|(n, _)| *n == name);
        let names = table.columns.iter().map(|column| column.name);
        names.filter(|name| *name != "article_id" && sides.iter().all(|side| has(side, name))).collect()
    };
    CONTENT.iter().map(|name| shared(name.table())).collect()
}

/// What an article says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// The values of the common columns of `articles`.
    columns: Vec<u64>,
    /// The rows of each other table, in whatever order.
    tables: [u64; CONTENT.len() - 1],
    /// Who it is.
    pub identity: Identity,
}

impl Print {
    /// The names of what differs: columns of `articles`, then tables.
    pub fn differing(&self, other: &Print, common: &Common) -> Vec<&'static str> {
        let columns = self.columns.iter().zip(&other.columns).zip(&common[0]);
        let columns = columns.filter(|((a, b), _)| a != b).map(|(_, name)| *name);
        let tables = self.tables.iter().zip(&other.tables).zip(&CONTENT[1..]);
        columns.chain(tables.filter(|((a, b), _)| a != b).map(|(_, name)| name.table().name)).collect()
    }
}

/// What tells an article from others: hashes of words without case, blanks and punctuation; 0 for none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    titles: [u64; 2],
    journals: [u64; 2],
    authors: Vec<u64>,
}

impl Identity {
    /// Whether title, journal and authors all say something else: not one of them agrees in any language.
    pub fn contradicts(&self, other: &Identity) -> bool {
        let texts = |a: &[u64; 2], b: &[u64; 2]| {
            let both = || a.iter().zip(b).filter(|(a, b)| **a != 0 && **b != 0);
            both().next().is_some() && both().all(|(a, b)| a != b)
        };
        let authors = !self.authors.is_empty() && !other.authors.is_empty() && !self.shares_an_author(other);
        texts(&self.titles, &other.titles) && texts(&self.journals, &other.journals) && authors
    }

    /// Whether a title or an author is the same.
    pub fn resembles(&self, other: &Identity) -> bool {
        self.titles.iter().zip(&other.titles).any(|(a, b)| *a != 0 && a == b) || self.shares_an_author(other)
    }

    fn shares_an_author(&self, other: &Identity) -> bool {
        self.authors.iter().any(|author| other.authors.contains(author))
    }

    /// As bytes, to travel with a link.
    pub fn encode(&self) -> Vec<u8> {
        let numbers = self.titles.iter().chain(&self.journals).chain(&self.authors);
        numbers.flat_map(|number| number.to_le_bytes()).collect()
    }

    /// Back from bytes.
    pub fn decode(bytes: &[u8]) -> Identity {
        let mut numbers = numbers(bytes);
        let mut two = || [(); 2].map(|()| numbers.next().unwrap_or_default());
        let (titles, journals) = (two(), two());
        Identity { titles, journals, authors: numbers.collect() }
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u64> + '_ {
    bytes.chunks_exact(8).map(|chunk| u64::from_le_bytes(chunk.try_into().unwrap_or_default()))
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn identity(text: &str) -> u64 {
    let words = skeleton(text);
    if words.is_empty() { 0 } else { hash(words) }
}

/// The prints of all articles of `side`, sorted by their ids. An entry is the id, NUL, the place of a table in
/// [`CONTENT`], and hashes.
pub fn prints(side: &Side, common: &Common, work: &Path, name: &'static str) -> Result<Sorted, Error> {
    let mut sorter = Sorter::new(work, name);
    for (at, table) in CONTENT.iter().map(|name| name.table()).enumerate() {
        let mut rows = CsvRows::open(&side.folder, &side.manifest.paths(table.name, "csv"))?;
        let places: Vec<usize> = common[at].iter().filter_map(|name| rows.place(name)).collect();
        let named = |names: &[&str]| -> Vec<Option<usize>> { names.iter().map(|name| rows.place(name)).collect() };
        let texts = named(match at {
            0 => &["title_zh", "title_en", "journal_zh", "journal_en"],
            1 => &["name_zh", "name_en"],
            _ => &[],
        });
        let id = rows.place("article_id").unwrap_or_default();
        // rows of one article that follow each other become one entry
        let mut last = (String::new(), 0_u64, Vec::new());
        let mut write = |id: &str, numbers: &mut dyn Iterator<Item = u64>| {
            let mut entry = [id.as_bytes(), &[0, at as u8]].concat();
            numbers.for_each(|number| entry.extend(number.to_le_bytes()));
            sorter.push(&entry).map_err(Error::work)
        };
        while let Some(row) = rows.next()? {
            let cell = |place: usize| row.get(place).unwrap_or_default();
            let texts = texts.iter().map(|place| place.map_or(0, |place| identity(cell(place))));
            if at == 0 {
                write(cell(id), &mut places.iter().map(|place| hash(cell(*place))).chain(texts))?;
                continue;
            }
            if last.0 != cell(id) {
                if !last.0.is_empty() {
                    write(&last.0, &mut std::iter::once(last.1).chain(last.2.drain(..)))?;
                }
                last = (cell(id).to_owned(), 0, Vec::new());
            }
            last.1 = last.1.wrapping_add(hash(places.iter().map(|place| cell(*place)).collect::<Vec<_>>()));
            if last.2.len() < 2 * AUTHORS {
                last.2.extend(texts);
            }
        }
        if at > 0 && !last.0.is_empty() {
            write(&last.0, &mut std::iter::once(last.1).chain(last.2.drain(..)))?;
        }
    }
    Ok(sorter.finish())
}

/// Prints one article after another.
pub struct Prints<'s> {
    entries: Merged<'s>,
    columns: usize,
}

impl<'s> Prints<'s> {
    /// Reads what [`prints`] sorted.
    pub fn read(sorted: &'s Sorted, common: &Common) -> io::Result<Prints<'s>> {
        Ok(Prints { entries: sorted.read()?, columns: common[0].len() })
    }

    /// The id of the next article.
    pub fn peek(&self) -> Option<&str> {
        self.entries.peek().map(|entry| split(entry).0)
    }

    /// The next article.
    pub fn next(&mut self) -> io::Result<Option<(String, Print)>> {
        let Some(id) = self.peek().map(str::to_owned) else { return Ok(None) };
        let mut print = Print::default();
        while self.peek() == Some(&id) {
            let Some(entry) = self.entries.next()? else { break };
            let (_, at, hashes) = split(&entry);
            let mut numbers = numbers(hashes);
            if at == 0 {
                print.columns = numbers.by_ref().take(self.columns).collect();
                let mut two = || [(); 2].map(|()| numbers.next().unwrap_or_default());
                (print.identity.titles, print.identity.journals) = (two(), two());
            } else if let Some(sum) = print.tables.get_mut(at - 1) {
                *sum = sum.wrapping_add(numbers.next().unwrap_or_default());
                print.identity.authors.extend(numbers.filter(|number| *number != 0));
            }
        }
        Ok(Some((id, print)))
    }
}

fn split(entry: &[u8]) -> (&str, usize, &[u8]) {
    let end = entry.iter().position(|byte| *byte == 0).unwrap_or(entry.len());
    let id = std::str::from_utf8(&entry[..end]).unwrap_or_default();
    let at = entry.get(end + 1).copied().unwrap_or_default();
    (id, at.into(), entry.get(end + 2..).unwrap_or_default())
}
