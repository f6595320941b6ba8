//! What became of each article since the last release.
//!
//! Two datasets are compared by hashes of their values, article by article in the order of their ids. Everything is
//! sorted on disk first, so that memory does not grow with either of them.

mod links;
mod print;
mod runs;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use super::{Error, Side, Version};
use crate::dataset::rows::CsvRows;
use crate::dataset::summary::grouped;
use crate::table::{CHANGES, Change, ChangeKind as Kind};
use crate::write::{File, Written, csv, parquet};
use links::{Link, links};
use print::{CONTENT, Common, Prints, common, prints};
use runs::{Sorted, Sorter, entry, parts};

/// How many articles changed, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles of the last release.
    pub before: u64,
    /// Articles of this one.
    pub now: u64,
    /// Articles by what became of them.
    pub kinds: BTreeMap<Kind, u64>,
    /// Changed articles by what differs: a column of `articles`, or another table.
    pub fields: BTreeMap<String, u64>,
    /// Articles that earlier releases took away.
    pub gone_before: u64,
}

impl Counts {
    /// Articles that `kind` became of.
    pub fn of(&self, kind: Kind) -> u64 {
        self.kinds.get(&kind).copied().unwrap_or_default()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} articles", grouped(self.now))?;
        writeln!(f, "{}", if self.before > 0 { format!(", {} before", grouped(self.before)) } else { String::new() })?;
        for kind in Kind::ALL.iter().filter(|kind| self.of(**kind) > 0) {
            writeln!(f, "  {:<20} {:>9}", kind.as_str().replace('_', " "), grouped(self.of(*kind)))?;
        }
        Ok(())
    }
}

/// The changes from one side to the other, sorted by their article.
pub struct Changes {
    sorted: Sorted,
    /// How many they are.
    pub counts: Counts,
}

/// Compares `new` with `old`, the last release; without one every article is new. Runs go to `work`.
pub fn compare(old: Option<&Side>, new: &Side, version: &Version, work: &Path) -> Result<Changes, Error> {
    let common = common(&old.into_iter().chain([new]).collect::<Vec<_>>());
    let new_prints = prints(new, &common, work, "new")?;
    let mut join = Join {
        version: version.as_str(),
        out: Sorter::new(work, "changes"),
        gone: Sorter::new(work, "gone"),
        dangling: Sorter::new(work, "dangling"),
        counts: Counts::default(),
    };
    let Some(old) = old else {
        let mut articles = Prints::read(&new_prints, &common).map_err(Error::work)?;
        while let Some((id, _)) = articles.next().map_err(Error::work)? {
            join.counts.now += 1;
            join.tell(&id, Kind::Added, None, None)?;
        }
        return Ok(Changes { sorted: join.out.finish(), counts: join.counts });
    };
    let old_prints = prints(old, &common, work, "old")?;
    let links = links(old, new, &new_prints, &common, work)?;
    let graves = graves(old, work)?;
    if let Some(id) = join.articles([&old_prints, &new_prints], &links, &graves, &common)? {
        let title = |side| title(side, &id);
        return Err(Error::Meaning { before: title(old)?, now: title(new)?, id });
    }
    join.settle()
}

/// The articles that earlier releases took away, sorted by their ids: id, version, article that it is part of now.
fn graves(old: &Side, work: &Path) -> Result<Sorted, Error> {
    let mut sorter = Sorter::new(work, "graves");
    let mut rows = CsvRows::open(&old.folder, &old.manifest.paths(CHANGES.name, "csv"))?;
    let [id, version, kind, target] =
        ["article_id", "version", "change", "merged_into"].map(|name| rows.place(name).unwrap_or(usize::MAX));
    while let Some(row) = rows.next()? {
        let cell = |place: usize| row.get(place).unwrap_or_default();
        if [Kind::Removed, Kind::MergedInto].iter().any(|gone| gone.as_str() == cell(kind)) {
            sorter.push(&entry(&[cell(id), cell(version), cell(target)])).map_err(Error::work)?;
        }
    }
    Ok(sorter.finish())
}

/// The title of the article `id`, for people.
fn title(side: &Side, id: &str) -> Result<String, Error> {
    let mut rows = CsvRows::open(&side.folder, &side.manifest.paths("articles", "csv"))?;
    let places = ["article_id", "title_zh", "title_en"].map(|name| rows.place(name).unwrap_or(usize::MAX));
    while let Some(row) = rows.next()? {
        let [found, zh, en] = places.map(|place| row.get(place).unwrap_or_default());
        if found == id {
            return Ok(if zh.is_empty() { en } else { zh }.to_owned());
        }
    }
    Ok(String::new())
}

/// The comparison under way.
struct Join<'r> {
    version: &'r str,
    /// The changes: the texts of a row.
    out: Sorter,
    /// What is gone now, and what it is part of.
    gone: Sorter,
    /// What was gone before and part of another article: that one, itself, the version.
    dangling: Sorter,
    counts: Counts,
}

impl Join<'_> {
    /// Tells what became of `id` in this release.
    fn tell(&mut self, id: &str, kind: Kind, fields: Option<&str>, target: Option<&str>) -> Result<(), Error> {
        *self.counts.kinds.entry(kind).or_default() += 1;
        put(&mut self.out, [id, self.version, kind.as_str(), fields.unwrap_or_default(), target.unwrap_or_default()])
    }

    /// Takes the articles of both sides in turn; gives the id of one that changed its meaning.
    fn articles(
        &mut self,
        [old, new]: [&Sorted; 2],
        links: &Sorted,
        graves: &Sorted,
        common: &Common,
    ) -> Result<Option<String>, Error> {
        let open = |sorted| Prints::read(sorted, common).map_err(Error::work);
        let (mut old, mut new) = (open(old)?, open(new)?);
        let (mut links, mut graves) = (links.read().map_err(Error::work)?, graves.read().map_err(Error::work)?);
        loop {
            let grave = graves.peek().and_then(|entry| parts(entry).next());
            let Some(id) = [old.peek(), new.peek(), grave].into_iter().flatten().min().map(str::to_owned) else {
                return Ok(None);
            };
            let mut buried = None;
            if grave == Some(&id) {
                buried = graves.next().map_err(Error::work)?;
            }
            let before = if old.peek() == Some(&id) { old.next().map_err(Error::work)? } else { None };
            let now = if new.peek() == Some(&id) { new.next().map_err(Error::work)? } else { None };
            self.counts.before += u64::from(before.is_some());
            self.counts.now += u64::from(now.is_some());
            match (before, now) {
                (None, Some(_)) => self.tell(&id, Kind::Added, None, None)?,
                (Some((_, before)), Some((_, now))) => {
                    if before.identity.contradicts(&now.identity) {
                        return Ok(Some(id));
                    }
                    let fields = before.differing(&now, common);
                    for field in &fields {
                        *self.counts.fields.entry((*field).to_owned()).or_default() += 1;
                    }
                    if !fields.is_empty() {
                        self.tell(&id, Kind::Changed, Some(&fields.join(";")), None)?;
                    }
                }
                (Some((_, before)), None) => {
                    // the article that most of its sources give now
                    let mut votes: BTreeMap<String, u64> = BTreeMap::new();
                    while links.peek().and_then(|entry| parts(entry).next()).is_some_and(|other| *other <= *id) {
                        let Some(link) = links.next().map_err(Error::work)?.map(|entry| Link::of(&entry)) else {
                            break;
                        };
                        if link.id == id && link.holds(&before.identity) {
                            *votes.entry(link.target).or_default() += 1;
                        }
                    }
                    let target = votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map(|(target, _)| target);
                    let kind = if target.is_some() { Kind::MergedInto } else { Kind::Removed };
                    self.tell(&id, kind, None, target.as_deref())?;
                    let entry = entry(&[&id, target.as_deref().unwrap_or_default()]);
                    self.gone.push(&entry).map_err(Error::work)?;
                }
                (None, None) => {
                    let mut texts = buried.as_deref().into_iter().flat_map(parts).skip(1);
                    let (version, target) = (texts.next().unwrap_or_default(), texts.next().unwrap_or_default());
                    self.counts.gone_before += 1;
                    if target.is_empty() {
                        put(&mut self.out, [&id, version, Kind::Removed.as_str(), "", ""])?;
                    } else {
                        self.dangling.push(&entry(&[target, &id, version])).map_err(Error::work)?;
                    }
                }
            }
        }
    }

    /// What was part of an article that is gone now itself, is part of what that one is part of.
    fn settle(mut self) -> Result<Changes, Error> {
        let (gone, dangling) = (self.gone.finish(), self.dangling.finish());
        let (mut gone, mut dangling) = (gone.read().map_err(Error::work)?, dangling.read().map_err(Error::work)?);
        while let Some(buried) = dangling.next().map_err(Error::work)? {
            let mut texts = parts(&buried);
            let [target, id, version] = [(); 3].map(|()| texts.next().unwrap_or_default());
            let first = |entry: &[u8]| parts(entry).next().map(str::to_owned);
            while gone.peek().and_then(first).is_some_and(|other| *other < *target) {
                gone.next().map_err(Error::work)?;
            }
            let next = gone.peek().filter(|entry| first(entry).as_deref() == Some(target));
            match next.map(|entry| parts(entry).nth(1).unwrap_or_default()) {
                None => put(&mut self.out, [id, version, Kind::MergedInto.as_str(), "", target])?,
                Some("") => put(&mut self.out, [id, version, Kind::Removed.as_str(), "", ""])?,
                Some(other) => put(&mut self.out, [id, version, Kind::MergedInto.as_str(), "", other])?,
            }
        }
        Ok(Changes { sorted: self.out.finish(), counts: self.counts })
    }
}

fn put(out: &mut Sorter, texts: [&str; 5]) -> Result<(), Error> {
    out.push(&entry(&texts)).map_err(Error::work)
}

impl Changes {
    /// Writes the table into `folder`, as CSV and as Parquet.
    pub fn write(&self, folder: &Path) -> Result<Vec<Written>, Error> {
        let (mut csv, mut parquet) =
            (File::create(folder, CSV)?, parquet::TableWriter::create(folder, &CHANGES, None)?);
        csv.append(csv::header(&CHANGES).as_bytes())?;
        let mut entries = self.sorted.read().map_err(Error::work)?;
        let (mut rows, mut line) = (0, Vec::new());
        while let Some(entry) = entries.next().map_err(Error::work)? {
            let change = change(&entry);
            line.clear();
            csv::line(&mut line, &change.cells());
            csv.append(&line)?;
            parquet.row(&change.cells());
            parquet.settle()?;
            rows += 1;
        }
        let mut files = vec![csv.finish(rows)?];
        files.extend(parquet.finish()?);
        Ok(files)
    }
}

/// The path of the table in a release.
pub const CSV: &str = "csv/changes.csv";

fn change(entry: &[u8]) -> Change {
    let mut texts = parts(entry);
    let mut text = || texts.next().unwrap_or_default().to_owned();
    let (article_id, version, kind, fields, target) = (text(), text(), text(), text(), text());
    let kind = Kind::ALL.into_iter().find(|other| other.as_str() == kind).unwrap_or(Kind::Changed);
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Change { article_id, version, kind, fields: some(fields), merged_into: some(target) }
}

/// The tables of a previous release that a comparison reads.
pub fn tables_read() -> impl Iterator<Item = &'static str> {
    CONTENT.iter().map(|name| name.table().name).chain(["sources", CHANGES.name])
}
