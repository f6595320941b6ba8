//! The first step: every input read, extracted, validated, and what came of it put into parts, in input order.
//!
//! Knows what came of one input and how that stands in an entry. What inputs have to do with each other comes later.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::merge::{Account, Sure, keys, support};
use super::part::{Draft, Mark, Part, Uris};
use super::sheet::{Sheet, append, part};
use super::work::Work;
use super::{Error, Input, Options, Outcome, Process, Progress, Reading, Step, Tally, pipeline};
use crate::hash::half;
use crate::problem::Problem;
use crate::record::{Extraction, Record};
use crate::schema::Validator;
use crate::source::Page;
use crate::table::{Article, Origin, Status, Telling, Witness};
use crate::write::jsonl::{self, Line};

/// Bytes of an entry, mostly.
const ENTRY: usize = 16 << 10;

/// One input, worked: its entry, and what the parts' index keeps of it.
pub struct Staged {
    pub entry: Vec<u8>,
    pub mark: Mark,
    status: Status,
    /// Bytes that were read of it.
    read: u64,
}

/// What came of one input, as a part keeps it.
pub struct Entry<'e> {
    /// What it comes to where it is alone.
    pub sheet: &'e [u8],
    told: &'e [u8],
}

/// What is to be known of an input where it is not alone; its record stands in its sheet.
#[derive(Serialize, Deserialize)]
pub struct Told<'e> {
    pub origin: Origin,
    /// Doubts about an input that gave no record.
    pub doubts: Vec<Problem>,
    #[serde(borrow)]
    article: Option<Says<'e>>,
}

/// What a source says of an article besides its record.
#[derive(Serialize, Deserialize)]
struct Says<'e> {
    witnesses: Vec<Witness>,
    #[serde(borrow)]
    sure: Vec<Sure<'e>>,
}

impl<'e> Entry<'e> {
    /// The entry that stands in `bytes`.
    pub fn of(bytes: &'e [u8]) -> io::Result<Entry<'e>> {
        let (sheet, told) = part(bytes)?;
        Ok(Entry { sheet, told })
    }

    /// What it tells. Its source is named `SHA#2` where its bytes came for the second of `times`.
    pub fn told(&self, times: u32) -> io::Result<Told<'e>> {
        let mut told: Told<'e> = postcard::from_bytes(self.told).map_err(io::Error::other)?;
        if times > 1 {
            told.origin.source_id = format!("{}#{times}", told.origin.source_id);
        }
        Ok(told)
    }

    /// Its sheet where its bytes came for the `nth` time, and it gave no article.
    pub fn renamed(&self, nth: u32) -> io::Result<Vec<u8>> {
        let Told { origin, doubts, .. } = self.told(nth)?;
        let (line, mut sheet) = (Line::from(Sheet::read(self.sheet)?.line), Vec::new());
        Sheet::put(&origin, &doubts, None, Some(&line), &mut sheet);
        Ok(part(&sheet)?.0.to_owned())
    }

    /// Its account; none where it gave no record. `told` is what it tells.
    pub fn account(&self, told: &mut Told<'e>) -> io::Result<Option<Account>> {
        let Some(Says { witnesses, sure }) = told.article.take() else { return Ok(None) };
        let record: Record = serde_json::from_str(Sheet::read(self.sheet)?.line)?;
        let telling = telling(&told.origin, &record, witnesses);
        Ok(Some(Account::of(record, support(sure), telling)))
    }
}

impl Staged {
    /// Reads `input` and makes of it what can be made without knowing the others. A panic on the way is a failure of
    /// this input alone.
    fn of(input: Input, process: &Process<'_>, validator: &Validator) -> Staged {
        let uri = input.uri.clone();
        let Page { uri, fetched, bytes } = match catch_unwind(AssertUnwindSafe(|| input.read())) {
            Ok(Ok(page)) => page,
            Ok(Err(error)) => return Staged::made(Outcome::unreadable(&error.uri, None, &error.kind), validator),
            Err(panic) => return Staged::made(Outcome::failed(&uri, None, &fault(&panic)), validator),
        };
        let work = || {
            let mut outcome = process(&uri, &bytes);
            outcome.origin.fetched = fetched;
            Staged::made(outcome, validator)
        };
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
            let mut outcome = Outcome::failed(&uri, Some(&bytes), &fault(&panic));
            outcome.origin.fetched = fetched;
            Staged::made(outcome, validator)
        })
    }

    fn made(outcome: Outcome, validator: &Validator) -> Staged {
        let Outcome { mut origin, reading } = outcome;
        let (extraction, witnesses) = match reading {
            Reading::Article(extraction, witnesses) => (*extraction, witnesses),
            Reading::Nothing(doubts) => return Staged::nothing(origin, doubts, None),
        };
        let Extraction { record, evidence } = extraction;
        if let Err(reasons) = validator.validate(&record) {
            origin.status = Status::Rejected;
            origin.article_id = None;
            origin.message = reasons.first().map(ToString::to_string);
            let line = jsonl::line(&jsonl::Rejected { reasons: &reasons, record: &record });
            return Staged::nothing(origin, Vec::new(), Some(&line));
        }
        let telling = [telling(&origin, &record, witnesses)];
        let mut entry = Vec::with_capacity(ENTRY);
        let article = Article { record: &record, tellings: &telling };
        Sheet::put(&origin, &[], Some(article), Some(&jsonl::line(&record)), &mut entry);
        let [Telling { witnesses, .. }] = telling;
        let article = Says { witnesses, sure: evidence.iter().map(Sure::from).collect() };
        let told = Told { origin, doubts: Vec::new(), article: Some(article) };
        Staged::of_entry(entry, &told, Some(&record))
    }

    /// An input that gives no article, and its line of `rejected.jsonl`.
    fn nothing(origin: Origin, doubts: Vec<Problem>, line: Option<&Line>) -> Staged {
        let mut entry = Vec::new();
        Sheet::put(&origin, &doubts, None, line, &mut entry);
        Staged::of_entry(entry, &Told { origin, doubts, article: None }, None)
    }

    /// `entry` has the sheet already.
    fn of_entry(entry: Vec<u8>, told: &Told<'_>, record: Option<&Record>) -> Staged {
        let entry = append(told, entry);
        let origin = &told.origin;
        let mark = Mark {
            source: hash(&origin.source_id),
            id: record.map(|record| hash(&record.id)),
            keys: record.map(keys).unwrap_or_default(),
            bytes: entry.len() as u32,
        };
        Staged { entry, mark, status: origin.status, read: origin.bytes.unwrap_or_default() }
    }
}

/// What the source `origin` says of the article that it gave.
fn telling(origin: &Origin, record: &Record, witnesses: Vec<Witness>) -> Telling {
    Telling { source_id: origin.source_id.clone(), problems: record.problems.clone(), witnesses }
}

fn fault(panic: &Box<dyn std::any::Any + Send>) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    format!("a fault of qikan, please report it: {}", text.lines().next().unwrap_or_default())
}

fn hash(text: &str) -> u128 {
    half(Sha256::new_with_prefix(text))
}

/// Puts what comes of `inputs` into parts in `work`, behind those that are there already: as many inputs as these
/// have are passed over unread, and must be the same as then.
pub fn stage(
    work: &mut Work,
    mut inputs: impl Iterator<Item = Input> + Send,
    process: &Process<'_>,
    validator: &Validator,
    options: &mut Options<'_>,
) -> Result<Vec<Part>, Error> {
    let (mut parts, mut tally) = staged_before(work, &mut inputs)?;
    let (stop, watch) = (options.stop, &mut options.watch);
    let unless_stopped = std::iter::from_fn(move || if stopped(stop) { None } else { inputs.next() });
    // the uri that tells an input is the one it has before it is read
    let work_on = |input: Input| (input.uri.clone(), Staged::of(input, process, validator));
    let (folder, mut number, mut draft) = (work.path(), parts.len(), None);
    watch.progress(&Progress { step: Step::Read, tally: tally.clone(), of: None });
    let staged = AtomicU64::new(tally.inputs);
    let (read, sealed) = std::thread::scope(|scope| {
        let (full, received) = sync_channel(0);
        let sealer = scope.spawn(|| seal(received, &staged));
        let mut read = pipeline::ordered(unless_stopped, options.jobs, Input::held, work_on, |(uri, staged)| {
            tally.count(staged.status, staged.read);
            let mut part = match draft.take() {
                Some(part) => part,
                None => Draft::begin(folder, number)?,
            };
            part.add(&uri, staged)?;
            if part.is_full() {
                number += 1;
                full.send((part, tally.clone())).map_err(|_| Halt::Sealer)?;
            } else {
                draft = Some(part);
            }
            watch.progress(&Progress { step: Step::Read, tally: tally.clone(), of: None });
            Ok(())
        });
        if let (Ok(()), Some(part)) = (&read, draft) {
            read = full.send((part, tally.clone())).map_err(|_| Halt::Sealer);
        }
        drop(full);
        (read, sealer.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    work.staged(staged.into_inner());
    parts.extend(sealed?);
    match read {
        Err(Halt::Error(error)) => Err(error),
        _ if stopped(stop) => Err(Error::Stopped(tally.inputs)),
        // had the sealer gone, it would have said why
        Ok(()) | Err(Halt::Sealer) => Ok(parts),
    }
}

/// Why reading stopped.
enum Halt {
    Error(Error),
    /// The thread that brings parts to the disk has gone; it says why.
    Sealer,
}

impl From<Error> for Halt {
    fn from(error: Error) -> Halt {
        Halt::Error(error)
    }
}

/// Brings parts to the disk while the next ones are filled, which the disk would hold up; `staged` is how many inputs
/// are there.
fn seal(full: Receiver<(Draft, Tally)>, staged: &AtomicU64) -> Result<Vec<Part>, Error> {
    let seal = |(draft, tally): (Draft, Tally)| {
        let part = draft.seal(&tally)?;
        staged.store(tally.inputs, Ordering::Relaxed);
        Ok(part)
    };
    full.into_iter().map(seal).collect()
}

/// Whether somebody asked for an end.
pub fn stopped(stop: &AtomicBool) -> bool {
    stop.load(Ordering::Relaxed)
}

/// The parts that an earlier run finished, with `inputs` led past theirs.
fn staged_before(work: &mut Work, inputs: &mut impl Iterator<Item = Input>) -> Result<(Vec<Part>, Tally), Error> {
    let (mut parts, mut tally) = (Vec::new(), Tally::default());
    while let Some((part, index)) = Part::find(work.path(), parts.len())? {
        let mut uris = Uris::default();
        inputs.by_ref().take(index.marks.len()).for_each(|input| uris.add(&input.uri));
        if !uris.are_those_of(&index) {
            return Err(work.other_inputs(tally.inputs + 1, index.tally.inputs));
        }
        tally = index.tally;
        parts.push(part);
        work.staged(tally.inputs);
    }
    Ok((parts, tally))
}
