//! The first step: every input read, extracted, validated, and what came of it put into parts, in input order.
//!
//! Knows what came of one input and how that stands in an entry. What inputs have to do with each other comes later.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::merge::{Account, Support, keys};
use super::part::{Draft, Mark, Part, Uris};
use super::work::Work;
use super::{Error, Input, Options, Outcome, Process, Progress, Reading, Step, Tally, pipeline};
use crate::problem::Problem;
use crate::record::Record;
use crate::schema::Validator;
use crate::source::Page;
use crate::table::{Origin, Status, Telling};
use crate::write::{half, jsonl};

/// One input, worked: its entry, and what the parts' index keeps of it.
pub struct Staged {
    pub entry: Vec<u8>,
    pub mark: Mark,
    status: Status,
    /// Bytes that were read of it.
    read: u64,
}

/// What came of one input, out of its entry.
pub struct Entry<'e> {
    pub origin: Origin,
    /// Doubts about an input that gave no record.
    pub doubts: Vec<Problem>,
    pub found: Found<'e>,
}

/// What an input gave.
pub enum Found<'e> {
    Nothing,
    /// The line of `rejected.jsonl`.
    Rejected(&'e [u8]),
    Article(Box<Article<'e>>),
}

/// An account, as far as the tables need it; the rest is left as it stands until somebody asks.
pub struct Article<'e> {
    pub record: Record,
    pub tellings: Vec<Telling>,
    support: &'e [u8],
}

impl Article<'_> {
    /// All of it.
    pub fn account(self) -> Result<Account, postcard::Error> {
        let support: Support = postcard::from_bytes(self.support)?;
        Ok(Account { record: self.record, support, tellings: self.tellings })
    }
}

/// How an entry begins; the rest of it follows from the kind.
#[derive(Serialize, Deserialize)]
struct Head {
    origin: Origin,
    doubts: Vec<Problem>,
    kind: Kind,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Kind {
    Nothing,
    Rejected,
    Article,
}

impl<'e> Entry<'e> {
    /// The entry that stands in `bytes`. Its source is named `SHA#2` where its bytes came for the second of `times`.
    pub fn read(bytes: &'e [u8], times: u32) -> Result<Entry<'e>, postcard::Error> {
        let (Head { mut origin, doubts, kind }, rest) = take(bytes)?;
        if times > 1 {
            origin.source_id = format!("{}#{times}", origin.source_id);
        }
        let found = match kind {
            Kind::Nothing => Found::Nothing,
            Kind::Rejected => Found::Rejected(rest),
            Kind::Article => {
                let (record, rest) = take(rest)?;
                let (mut tellings, support) = take::<Vec<Telling>>(rest)?;
                if times > 1 {
                    tellings.iter_mut().for_each(|telling| telling.source_id.clone_from(&origin.source_id));
                }
                Found::Article(Box::new(Article { record, tellings, support }))
            }
        };
        Ok(Entry { origin, doubts, found })
    }
}

fn take<T: DeserializeOwned>(bytes: &[u8]) -> Result<(T, &[u8]), postcard::Error> {
    postcard::take_from_bytes(bytes)
}

impl Staged {
    /// Reads `input` and makes of it what can be made without knowing the others. A panic on the way is a failure of
    /// this input alone.
    fn of(input: Input, process: &Process<'_>, validator: &Validator) -> Staged {
        let uri = input.uri.clone();
        let Page { uri, fetched, bytes } = match catch_unwind(AssertUnwindSafe(|| input.read())) {
            Ok(Ok(page)) => page,
            Ok(Err(error)) => return Staged::nothing(Outcome::unreadable(&error.uri, None, &error.kind)),
            Err(panic) => return Staged::nothing(Outcome::failed(&uri, None, &fault(&panic))),
        };
        let work = || {
            let mut outcome = process(&uri, &bytes);
            outcome.origin.fetched = fetched;
            Staged::made(outcome, validator)
        };
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
            let mut outcome = Outcome::failed(&uri, Some(&bytes), &fault(&panic));
            outcome.origin.fetched = fetched;
            Staged::nothing(outcome)
        })
    }

    fn made(outcome: Outcome, validator: &Validator) -> Staged {
        let Outcome { origin, reading: Reading::Article(extraction, witnesses) } = outcome else {
            return Staged::nothing(outcome);
        };
        match validator.validate(&extraction.record) {
            Err(reasons) => {
                Staged::rejected(origin, &jsonl::Rejected { reasons: &reasons, record: &extraction.record })
            }
            Ok(()) => {
                let source_id = origin.source_id.clone();
                Staged::article(origin, &Account::of(*extraction, source_id, witnesses))
            }
        }
    }

    fn nothing(outcome: Outcome) -> Staged {
        let doubts = match outcome.reading {
            Reading::Nothing(doubts) => doubts,
            Reading::Article(..) => Vec::new(),
        };
        Staged::of_head(Head { origin: outcome.origin, doubts, kind: Kind::Nothing }, None, |entry| entry)
    }

    fn rejected(mut origin: Origin, rejected: &jsonl::Rejected<'_>) -> Staged {
        origin.status = Status::Rejected;
        origin.article_id = None;
        origin.message = rejected.reasons.first().map(ToString::to_string);
        Staged::of_head(Head { origin, doubts: Vec::new(), kind: Kind::Rejected }, None, |mut entry| {
            entry.extend(jsonl::line(rejected));
            entry
        })
    }

    fn article(origin: Origin, account: &Account) -> Staged {
        Staged::of_head(Head { origin, doubts: Vec::new(), kind: Kind::Article }, Some(account), |entry| {
            let entry = append(&account.record, entry);
            let entry = append(&account.tellings, entry);
            append(&account.support, entry)
        })
    }

    fn of_head(head: Head, account: Option<&Account>, rest: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Staged {
        let entry = rest(append(&head, Vec::with_capacity(8192)));
        let origin = head.origin;
        let mark = Mark {
            source: hash(&origin.source_id),
            id: account.map(|account| hash(&account.record.id)),
            keys: account.map(keys).unwrap_or_default(),
            bytes: entry.len() as u32,
        };
        Staged { entry, mark, status: origin.status, read: origin.bytes.unwrap_or_default() }
    }
}

fn append(value: &impl Serialize, to: Vec<u8>) -> Vec<u8> {
    postcard::to_extend(value, to).expect("a Vec takes every byte, and no type of ours is of unknown length")
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
    let mut draft: Option<Draft> = None;
    watch.progress(&Progress { step: Step::Read, tally: tally.clone(), of: None });
    pipeline::ordered(unless_stopped, options.jobs, Input::held, work_on, |(uri, staged)| {
        tally.count(staged.status, staged.read);
        let mut part = match draft.take() {
            Some(part) => part,
            None => Draft::begin(work.path(), parts.len())?,
        };
        part.add(&uri, staged)?;
        if part.is_full() {
            parts.push(part.seal(&tally)?);
            work.staged(tally.inputs);
        } else {
            draft = Some(part);
        }
        watch.progress(&Progress { step: Step::Read, tally: tally.clone(), of: None });
        Ok::<(), Error>(())
    })?;
    if let Some(part) = draft {
        parts.push(part.seal(&tally)?);
        work.staged(tally.inputs);
    }
    if stopped(stop) { Err(Error::Stopped(tally.inputs)) } else { Ok(parts) }
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
