//! The last step: parts and verdicts into CSV, JSON lines and Parquet, in input order.
//!
//! Workers open blocks and render them; this thread writes CSV and JSON lines; one more writes Parquet.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;
use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::block::{Entries, Packed, damaged};
use super::descriptor::{descriptor, tables};
use super::folder::DESCRIPTOR;
use super::group::Groups;
use super::part::Part;
use super::sheet::Sheet;
use super::stage::{Entry, stopped};
use super::unite::Verdicts;
use super::{Error, Options, Progress, Step, Summary, Tally, pipeline};
use crate::table::Name;
use crate::write::{self, File, Written, csv, parquet};

/// Rendered blocks that may wait for the Parquet thread.
const WAITING: usize = 4;

/// Writes every file of the dataset into `folder`.
pub fn emit(
    folder: &Path,
    parts: &[Part],
    groups: &Groups,
    verdicts: &Verdicts,
    options: &mut Options<'_>,
) -> Result<Summary, Error> {
    let tables = tables(options.evidence);
    let mut files = Files::create(folder, &tables)?;
    let (stop, watch, rows_per_file) = (options.stop, &mut options.watch, options.rows_per_file);
    let inputs: u64 = parts.iter().map(|part| u64::from(part.inputs())).sum();
    let ((mut written, others, summary), parquet_files) = std::thread::scope(|scope| {
        let (rows, received) = sync_channel(WAITING);
        let parquet = scope.spawn(|| write_parquet(folder, &tables, rows_per_file, received));
        let blocks = Blocks::of(parts, groups, verdicts).take_while(|_| !stopped(stop));
        let weigh = |todo: &Result<Todo<'_>, Error>| todo.as_ref().map_or(0, |todo| todo.weight());
        let written = pipeline::ordered(
            blocks,
            options.jobs,
            weigh,
            |todo| render(todo?),
            |rendered| {
                files.take(rendered?, &rows)?;
                let done = Tally { inputs: files.summary.inputs, records: files.summary.records, ..Tally::default() };
                watch.progress(&Progress { step: Step::Write, tally: done, of: Some(inputs) });
                Ok(())
            },
        );
        drop(rows);
        // the disk takes these files while the last rows become Parquet
        let others = written.and_then(|()| {
            let whole = if stopped(stop) { Err(Error::Stopped(inputs)) } else { Ok(files) };
            Ok(whole?.finish()?)
        });
        let parquet = parquet.join().unwrap_or_else(|panic| resume_unwind(panic));
        match (others, parquet) {
            (Ok(others), Ok(parquet)) => Ok((others, parquet)),
            (Err(Halt::Error(error)), _) | (_, Err(error)) => Err(error),
            (Err(Halt::Parquet), Ok(_)) => unreachable!("the Parquet thread goes early with an error alone"),
        }
    })?;
    written.extend(parquet_files);
    written.extend(others);
    let mut file = File::create(folder, DESCRIPTOR)?;
    file.append(descriptor(&tables, &written).as_bytes())?;
    file.finish(0)?;
    Ok(summary)
}

/// A block and what is to be known of its inputs.
struct Todo<'p> {
    part: &'p Part,
    block: Packed,
    /// For the how manieth time the bytes of each input came.
    times: Vec<u32>,
    /// The sheets of inputs that are not alone, by place in the block.
    united: HashMap<usize, Vec<u8>>,
}

impl Todo<'_> {
    /// Bytes in memory: rendered, an entry is there some times over.
    fn weight(&self) -> u64 {
        4 * (self.block.weight() + self.united.values().map(|sheet| sheet.len() as u64).sum::<u64>())
    }
}

/// The blocks of all parts with what became of their inputs; of one part at a time the verdicts are in memory.
struct Blocks;

impl Blocks {
    fn of<'p>(
        parts: &'p [Part],
        groups: &'p Groups,
        verdicts: &'p Verdicts,
    ) -> impl Iterator<Item = Result<Todo<'p>, Error>> {
        let mut next = 0;
        parts.iter().enumerate().flat_map(move |(number, part)| {
            let first = next;
            next += part.inputs();
            let opened = verdicts.of(number).and_then(|united| Ok((united, part.blocks()?)));
            let (mut united, blocks, failed) = match opened {
                Ok((united, blocks)) => (united, Some(blocks), None),
                Err(error) => (HashMap::new(), None, Some(Err(error))),
            };
            let todo = move |block: Result<(std::ops::Range<usize>, Packed), Error>| {
                let (places, block) = block?;
                let input = |place: usize| first + place as u32;
                let times = places.clone().map(|place| groups.times(input(place))).collect();
                let start = places.start;
                let of_block = places.filter_map(|place| Some((place - start, united.remove(&input(place))?)));
                Ok(Todo { part, block, times, united: of_block.collect() })
            };
            blocks.into_iter().flatten().map(todo).chain(failed)
        })
    }
}

/// What a block comes to.
struct Rendered<'p> {
    csv: csv::Text,
    records: Vec<u8>,
    rejected: Vec<u8>,
    summary: Summary,
    /// For Parquet.
    sheets: Sheets<'p>,
}

/// The sheets of a block.
struct Sheets<'p> {
    part: &'p Part,
    entries: Entries,
    /// Sheets that stand in the place of those in the entries.
    instead: HashMap<usize, Vec<u8>>,
}

impl Sheets<'_> {
    /// Gives each sheet to `take`, in order.
    fn each(&self, mut take: impl FnMut(Sheet<'_>) -> Result<(), Error>) -> Result<(), Error> {
        for (place, entry) in self.entries.each().enumerate() {
            let sheet = match self.instead.get(&place) {
                Some(sheet) => Sheet::read(sheet),
                None => entry.and_then(|entry| Sheet::read(Entry::of(entry)?.sheet)),
            };
            take(sheet.map_err(|error| self.part.lost(error))?)?;
        }
        Ok(())
    }
}

fn render(todo: Todo<'_>) -> Result<Rendered<'_>, Error> {
    let Todo { part, block, times, united } = todo;
    let sheets = sheets(part, &block, &times, united).map_err(|error| part.lost(error))?;
    let (mut csv, mut records, mut rejected) = (csv::Text::default(), Vec::new(), Vec::new());
    let mut summary = Summary::new();
    sheets.each(|sheet| {
        let lines = if sheet.count.is_record() { &mut records } else { &mut rejected };
        lines.extend_from_slice(sheet.line.as_bytes());
        summary.count(&sheet.count);
        sheet.rows(&mut csv).map_err(|error| part.lost(error))
    })?;
    Ok(Rendered { csv, records, rejected, summary, sheets })
}

/// The sheets of `block`.
fn sheets<'p>(
    part: &'p Part,
    block: &Packed,
    times: &[u32],
    mut instead: HashMap<usize, Vec<u8>>,
) -> io::Result<Sheets<'p>> {
    let entries = block.open()?;
    if entries.each().count() != times.len() {
        return Err(damaged());
    }
    for (place, entry) in entries.each().enumerate().filter(|(place, _)| times[*place] > 1) {
        // its source goes by another name than the one that the sheet was made with
        if let MapEntry::Vacant(sheet) = instead.entry(place) {
            sheet.insert(Entry::of(entry?)?.renamed(times[place])?);
        }
    }
    Ok(Sheets { part, entries, instead })
}

/// Why writing stopped.
enum Halt {
    Error(Error),
    /// The Parquet thread has gone; it says why.
    Parquet,
}

impl<E: Into<Error>> From<E> for Halt {
    fn from(error: E) -> Halt {
        Halt::Error(error.into())
    }
}

/// The files that this thread writes.
struct Files {
    csv: csv::Writer,
    records: File,
    rejected: File,
    summary: Summary,
}

impl Files {
    fn create(folder: &Path, tables: &[Name]) -> Result<Files, write::Error> {
        Ok(Files {
            csv: csv::Writer::create(folder, tables)?,
            records: File::create(folder, "records.jsonl")?,
            rejected: File::create(folder, "rejected.jsonl")?,
            summary: Summary::new(),
        })
    }

    fn take<'p>(&mut self, rendered: Rendered<'p>, parquet: &SyncSender<Sheets<'p>>) -> Result<(), Halt> {
        self.csv.append(&rendered.csv)?;
        self.records.append(&rendered.records)?;
        self.rejected.append(&rendered.rejected)?;
        self.summary.add(&rendered.summary);
        parquet.send(rendered.sheets).map_err(|_| Halt::Parquet)
    }

    fn finish(self) -> Result<(Vec<Written>, [Written; 2], Summary), write::Error> {
        let (records, rejected) = (self.summary.records, self.summary.rejected);
        let others = [self.records.finish(records)?, self.rejected.finish(rejected)?];
        Ok((self.csv.finish()?, others, self.summary))
    }
}

fn write_parquet(
    folder: &Path,
    tables: &[Name],
    rows_per_file: Option<u64>,
    blocks: Receiver<Sheets<'_>>,
) -> Result<Vec<Written>, Error> {
    let mut writer = parquet::Writer::create(folder, tables, rows_per_file)?;
    for sheets in blocks {
        sheets.each(|sheet| {
            sheet.rows(&mut writer).map_err(|error| sheets.part.lost(error))?;
            Ok(writer.settle()?)
        })?;
    }
    Ok(writer.finish()?)
}
