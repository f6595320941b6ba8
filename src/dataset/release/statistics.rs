//! What is in a dataset, counted for people.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Error, Side};
use crate::dataset::rows::CsvRows;
use crate::table::{TABLES, Table};

/// What is in a dataset.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    /// Each table that is there, its rows, and for each of its columns the rows that have a value.
    pub tables: Vec<(&'static Table, u64, Vec<u64>)>,
    /// The first and the last year of an issue.
    pub years: Option<(u16, u16)>,
    /// Journals, by their names.
    pub journals: u64,
    /// Sources by what became of them.
    pub statuses: BTreeMap<String, u64>,
    /// Problems by their code.
    pub problems: BTreeMap<String, u64>,
}

impl Statistics {
    /// Counts the dataset `side`, a table at a time.
    pub fn of(side: &Side) -> Result<Statistics, Error> {
        let mut statistics = Statistics::default();
        let mut journals = HashSet::new();
        for table in TABLES {
            let paths = side.manifest.paths(table.name, "csv");
            if paths.is_empty() {
                continue;
            }
            let mut rows = CsvRows::open(&side.folder, &paths)?;
            let place = |name| table.place(name).unwrap_or(usize::MAX);
            let [year, zh, en, status, code] = ["year", "journal_zh", "journal_en", "status", "code"].map(place);
            let (mut count, mut filled) = (0, vec![0; table.columns.len()]);
            while let Some(row) = rows.next()? {
                count += 1;
                row.iter().zip(&mut filled).for_each(|(cell, filled)| *filled += u64::from(!cell.is_empty()));
                let cell = |place: usize| row.get(place).unwrap_or_default();
                if let Ok(year) = cell(year).parse() {
                    let (first, last) = statistics.years.unwrap_or((year, year));
                    statistics.years = Some((first.min(year), last.max(year)));
                }
                if let Some(name) = [cell(zh), cell(en)].into_iter().find(|name| !name.is_empty()) {
                    let mut hasher = DefaultHasher::new();
                    name.hash(&mut hasher);
                    journals.insert(hasher.finish());
                }
                for (tally, key) in [(&mut statistics.statuses, cell(status)), (&mut statistics.problems, cell(code))] {
                    // looked up before it is copied: the keys are few
                    match tally.get_mut(key) {
                        Some(count) => *count += 1,
                        None if key.is_empty() => {}
                        None => drop(tally.insert(key.to_owned(), 1)),
                    }
                }
            }
            statistics.tables.push((table, count, filled));
        }
        statistics.journals = journals.len() as u64;
        Ok(statistics)
    }

    /// The rows of the table `name`.
    pub fn rows(&self, name: &str) -> u64 {
        self.tables.iter().find(|(table, ..)| table.name == name).map_or(0, |(_, rows, _)| *rows)
    }
}
