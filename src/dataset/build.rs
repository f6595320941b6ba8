//! The main job: inputs in, a dataset folder out.
//!
//! Workers read, extract, validate and render; this thread takes their results in input order, decides what is new,
//! and writes CSV and JSON lines; one more thread writes Parquet. Queues between them are bounded.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::descriptor::{descriptor, tables};
use super::folder::{DESCRIPTOR, Draft, Kind};
use super::pipeline;
use super::{Error, Input, Options, Outcome, Process, Reading, Summary};
use crate::problem::Problem;
use crate::record::Record;
use crate::schema::Validator;
use crate::table::{Article, Name, Origin, Status, Witness, article_rows, source_row};
use crate::write::{self, File, Written, csv, jsonl, parquet};

/// Rows that may wait for the Parquet thread.
const WAITING: usize = 256;

/// Builds a dataset of `inputs` at `options.out`, all or nothing, with `process` telling what each page says.
///
/// Every input has one row in `sources`, in input order; identical bytes get the keys `SHA`, `SHA#2`, … Of several
/// inputs that give the same article id, the first in input order is the record; the others have the status `merged`
/// and the same article_id. (Uniting their values field by field is the merge's matter.)
pub fn build(
    inputs: impl Iterator<Item = Input> + Send,
    process: &Process<'_>,
    options: Options<'_>,
) -> Result<Summary, Error> {
    let start = Instant::now();
    let draft = Draft::begin(&options.out, options.overwrite, Kind::Dataset)?;
    let mut summary = fill(&draft, inputs, process, options).map_err(|error| draft.as_asked(error))?;
    draft.finish()?;
    summary.seconds = start.elapsed().as_secs_f64();
    Ok(summary)
}

/// Writes every file of the dataset into `draft`.
fn fill(
    draft: &Draft,
    inputs: impl Iterator<Item = Input> + Send,
    process: &Process<'_>,
    options: Options<'_>,
) -> Result<Summary, write::Error> {
    let tables = tables(options.evidence);
    let validator = Validator::new();
    let mut collector = Collector::create(draft.path(), &tables)?;
    let progress = options.progress;

    let parquet_files = std::thread::scope(|scope| {
        let (rows, received) = sync_channel(WAITING);
        let parquet = scope.spawn(|| write_parquet(draft.path(), &tables, received));
        let work = |input| Done::of(input, process, &validator);
        let gathered = pipeline::ordered(inputs, options.jobs, work, |done| {
            collector.take(done, &rows)?;
            progress(collector.summary.inputs);
            Ok(())
        });
        drop(rows);
        let parquet = parquet.join().unwrap_or_else(|panic| resume_unwind(panic));
        match gathered {
            Err(Stop::Write(error)) => Err(error),
            // the reason is the Parquet thread's
            Ok(()) | Err(Stop::Parquet) => parquet,
        }
    })?;
    let (mut files, others, summary) = collector.finish()?;
    files.extend(parquet_files);
    files.extend(others);
    let mut file = File::create(draft.path(), DESCRIPTOR)?;
    file.append(descriptor(&tables, &files).as_bytes())?;
    file.finish(0)?;
    Ok(summary)
}

/// One input, worked: all that can be done without knowing the others.
struct Done {
    origin: Origin,
    doubts: Vec<Problem>,
    entry: Entry,
}

enum Entry {
    /// A record that the schema accepts, and its lines.
    Record(Box<Accepted>),
    /// The line of `rejected.jsonl`.
    Rejected(Vec<u8>),
    None,
}

struct Accepted {
    record: Record,
    witnesses: Vec<Witness>,
    csv: csv::Text,
    json: Vec<u8>,
}

impl Done {
    fn of(input: Input, process: &Process<'_>, validator: &Validator) -> Done {
        let Outcome { mut origin, reading } = outcome(input, process);
        let (extraction, witnesses) = match reading {
            Reading::Nothing(doubts) => return Done { origin, doubts, entry: Entry::None },
            Reading::Article(extraction, witnesses) => (extraction, witnesses),
        };
        let record = extraction.record;
        if let Err(reasons) = validator.validate(&record) {
            let line = jsonl::line(&jsonl::Rejected { reasons: &reasons, record: &record });
            origin.status = Status::Rejected;
            origin.article_id = None;
            origin.message = reasons.first().map(ToString::to_string);
            return Done { origin, doubts: Vec::new(), entry: Entry::Rejected(line) };
        }
        let csv = render(&record, &origin.source_id, &witnesses);
        let json = jsonl::line(&record);
        let entry = Entry::Record(Box::new(Accepted { record, witnesses, csv, json }));
        Done { origin, doubts: Vec::new(), entry }
    }
}

fn render(record: &Record, source_id: &str, evidence: &[Witness]) -> csv::Text {
    let mut text = csv::Text::default();
    article_rows(Article { record, source_id, evidence }, &mut text);
    text
}

/// What comes of `input`; a panic on the way is a failure of this input alone.
fn outcome(input: Input, process: &Process<'_>) -> Outcome {
    let uri = input.uri.clone();
    let bytes = match catch_unwind(AssertUnwindSafe(|| input.read())) {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => return Outcome::unreadable(&uri, None, &error),
        Err(panic) => return Outcome::failed(&uri, None, &fault(&panic)),
    };
    catch_unwind(AssertUnwindSafe(|| process(&uri, &bytes)))
        .unwrap_or_else(|panic| Outcome::failed(&uri, Some(&bytes), &fault(&panic)))
}

fn fault(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    format!("a fault of qikan, please report it: {}", text.lines().next().unwrap_or_default())
}

/// Why gathering stopped.
enum Stop {
    Write(write::Error),
    /// The Parquet thread has gone; it says why.
    Parquet,
}

impl From<write::Error> for Stop {
    fn from(error: write::Error) -> Stop {
        Stop::Write(error)
    }
}

/// Takes what workers made, in input order.
struct Collector {
    csv: csv::Writer,
    records: File,
    rejected: File,
    /// The articles in the dataset, by the first half of a SHA-256 of their ids: 16 bytes each, whatever they say.
    articles: HashSet<u128>,
    /// How often each source has come.
    sources: HashMap<u128, u32>,
    summary: Summary,
}

/// What goes to the Parquet thread.
enum Parcel {
    Article { record: Box<Accepted>, source_id: String },
    Source { origin: Origin, doubts: Vec<Problem> },
}

impl Collector {
    fn create(folder: &Path, tables: &[Name]) -> Result<Collector, write::Error> {
        Ok(Collector {
            csv: csv::Writer::create(folder, tables)?,
            records: File::create(folder, "records.jsonl")?,
            rejected: File::create(folder, "rejected.jsonl")?,
            articles: HashSet::new(),
            sources: HashMap::new(),
            summary: Summary::new(),
        })
    }

    fn take(&mut self, done: Done, parquet: &SyncSender<Parcel>) -> Result<(), Stop> {
        let Done { mut origin, doubts, entry } = done;
        let times = self.sources.entry(key(&origin.source_id)).or_default();
        *times += 1;
        if *times > 1 {
            origin.source_id = format!("{}#{times}", origin.source_id);
        }
        match entry {
            Entry::None => {}
            Entry::Rejected(line) => self.rejected.append(&line)?,
            Entry::Record(record) if self.articles.insert(key(&record.record.id)) => {
                if *times > 1 {
                    // the same bytes once gave no record: a fault of the moment, e.g. no memory
                    let text = render(&record.record, &origin.source_id, &record.witnesses);
                    self.csv.append(&text)?;
                } else {
                    self.csv.append(&record.csv)?;
                }
                self.records.append(&record.json)?;
                self.summary.record(&record.record);
                send(parquet, Parcel::Article { record, source_id: origin.source_id.clone() })?;
            }
            Entry::Record(_) => {
                origin.status = Status::Merged;
                origin.message = Some("an earlier input gave the same article".to_owned());
            }
        }
        self.summary.count(origin.status);
        self.summary.doubts(&doubts);
        let mut text = csv::Text::default();
        source_row(&origin, &doubts, &mut text);
        self.csv.append(&text)?;
        send(parquet, Parcel::Source { origin, doubts })
    }

    fn finish(self) -> Result<(Vec<Written>, [Written; 2], Summary), write::Error> {
        let (records, rejected) = (self.summary.records, self.summary.rejected);
        let others = [self.records.finish(records)?, self.rejected.finish(rejected)?];
        Ok((self.csv.finish()?, others, self.summary))
    }
}

fn send(parquet: &SyncSender<Parcel>, parcel: Parcel) -> Result<(), Stop> {
    parquet.send(parcel).map_err(|_| Stop::Parquet)
}

fn key(text: &str) -> u128 {
    let digest = Sha256::digest(text.as_bytes());
    u128::from_le_bytes(std::array::from_fn(|at| digest[at]))
}

fn write_parquet(folder: &Path, tables: &[Name], parcels: Receiver<Parcel>) -> Result<Vec<Written>, write::Error> {
    let mut writer = parquet::Writer::create(folder, tables)?;
    for parcel in parcels {
        match parcel {
            Parcel::Article { record, source_id } => {
                let article = Article { record: &record.record, source_id: &source_id, evidence: &record.witnesses };
                article_rows(article, &mut writer);
            }
            Parcel::Source { origin, doubts } => source_row(&origin, &doubts, &mut writer),
        }
        writer.settle()?;
    }
    writer.finish()
}
