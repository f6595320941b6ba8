//! The last step: parts and verdicts into CSV, JSON lines and Parquet, in input order.
//!
//! Workers open blocks and render them; this thread writes CSV and JSON lines; one more writes Parquet.

use std::collections::HashMap;
use std::io;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::block::{Packed, damaged};
use super::descriptor::{descriptor, tables};
use super::folder::DESCRIPTOR;
use super::group::Groups;
use super::part::Part;
use super::stage::{Entry, Found, stopped};
use super::unite::{Verdict, Verdicts};
use super::{Error, Options, Progress, Step, Summary, Tally, pipeline};
use crate::problem::Problem;
use crate::record::Record;
use crate::table::{Article, Name, Origin, Status, Telling, article_rows, source_row};
use crate::write::{self, File, Written, csv, jsonl, parquet};

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
    let parquet_files = std::thread::scope(|scope| {
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
        let parquet = parquet.join().unwrap_or_else(|panic| resume_unwind(panic));
        match written {
            Err(Halt::Error(error)) => Err(error),
            // the reason is the Parquet thread's
            Ok(()) | Err(Halt::Parquet) => Ok(parquet?),
        }
    })?;
    if stopped(stop) {
        return Err(Error::Stopped(inputs));
    }
    let (mut written, others, summary) = files.finish()?;
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
    /// Verdicts by place in the block.
    verdicts: HashMap<usize, Vec<u8>>,
}

impl Todo<'_> {
    /// Bytes in memory: rendered, an entry is there some times over.
    fn weight(&self) -> u64 {
        4 * (self.block.weight() + self.verdicts.values().map(|verdict| verdict.len() as u64).sum::<u64>())
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
            let opened = verdicts.of(number).and_then(|verdicts| Ok((verdicts, part.blocks()?)));
            let (mut verdicts, blocks, failed) = match opened {
                Ok((verdicts, blocks)) => (verdicts, Some(blocks), None),
                Err(error) => (HashMap::new(), None, Some(Err(error))),
            };
            let todo = move |block: Result<(std::ops::Range<usize>, Packed), Error>| {
                let (places, block) = block?;
                let input = |place: usize| first + place as u32;
                let times = places.clone().map(|place| groups.times(input(place))).collect();
                let start = places.start;
                let of_block = places.filter_map(|place| Some((place - start, verdicts.remove(&input(place))?)));
                Ok(Todo { part, block, times, verdicts: of_block.collect() })
            };
            blocks.into_iter().flatten().map(todo).chain(failed)
        })
    }
}

/// What a block comes to.
struct Rendered {
    csv: csv::Text,
    records: Vec<u8>,
    rejected: Vec<u8>,
    /// For Parquet.
    rows: Vec<Row>,
    summary: Summary,
}

/// One input on its way into Parquet.
struct Row {
    article: Option<(Box<Record>, Vec<Telling>)>,
    origin: Origin,
    doubts: Vec<Problem>,
}

fn render(mut todo: Todo<'_>) -> Result<Rendered, Error> {
    let part = todo.part;
    let mut rendered = Rendered {
        csv: csv::Text::default(),
        records: Vec::new(),
        rejected: Vec::new(),
        rows: Vec::with_capacity(todo.times.len()),
        summary: Summary::new(),
    };
    let mut entries = todo.block.open().map_err(|error| part.lost(error))?;
    for (place, times) in todo.times.iter().enumerate() {
        let row = entries
            .next()
            .and_then(|entry| entry.ok_or_else(damaged))
            .and_then(|entry| row(entry, *times, todo.verdicts.remove(&place), &mut rendered.rejected));
        rendered.add(row.map_err(|error| part.lost(error))?);
    }
    Ok(rendered)
}

/// One input out of its `entry` and the verdict on it.
fn row(entry: &[u8], times: u32, verdict: Option<Vec<u8>>, rejected: &mut Vec<u8>) -> io::Result<Row> {
    let Entry { mut origin, doubts, found } = Entry::read(entry, times).map_err(io::Error::other)?;
    let verdict: Option<Verdict> =
        verdict.map(|verdict| postcard::from_bytes(&verdict)).transpose().map_err(io::Error::other)?;
    let article = match (found, verdict) {
        (Found::Nothing, _) => None,
        (Found::Rejected(line), _) => {
            rejected.extend_from_slice(line);
            None
        }
        (Found::Article(article), None) => Some((Box::new(article.record), article.tellings)),
        (Found::Article(_), Some(Verdict::Article(record, tellings))) => {
            origin.article_id = Some(record.id.clone());
            Some((record, tellings))
        }
        (Found::Article(_), Some(Verdict::Merged(id))) => {
            origin.status = Status::Merged;
            origin.article_id = Some(id);
            origin.message = Some("an earlier input gave the same article".to_owned());
            None
        }
    };
    Ok(Row { article, origin, doubts })
}

impl Rendered {
    fn add(&mut self, row: Row) {
        if let Some((record, tellings)) = &row.article {
            article_rows(Article { record, tellings }, &mut self.csv);
            self.records.extend(jsonl::line(record));
            self.summary.record(record);
        }
        source_row(&row.origin, &row.doubts, &mut self.csv);
        self.summary.count(row.origin.status, row.origin.bytes);
        self.summary.doubts(&row.doubts);
        self.rows.push(row);
    }
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

    fn take(&mut self, rendered: Rendered, parquet: &SyncSender<Vec<Row>>) -> Result<(), Halt> {
        self.csv.append(&rendered.csv)?;
        self.records.append(&rendered.records)?;
        self.rejected.append(&rendered.rejected)?;
        self.summary.add(&rendered.summary);
        parquet.send(rendered.rows).map_err(|_| Halt::Parquet)
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
    blocks: Receiver<Vec<Row>>,
) -> Result<Vec<Written>, write::Error> {
    let mut writer = parquet::Writer::create(folder, tables, rows_per_file)?;
    for row in blocks.into_iter().flatten() {
        if let Some((record, tellings)) = &row.article {
            article_rows(Article { record, tellings }, &mut writer);
        }
        source_row(&row.origin, &row.doubts, &mut writer);
        writer.settle()?;
    }
    writer.finish()
}
