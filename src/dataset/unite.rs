//! The third step: the accounts of each group brought together and resolved, and the outcome noted for each of its
//! inputs.
//!
//! Knows where accounts come from and where articles go. Whether two accounts tell of one article, and what they tell
//! together, is `merge`'s matter.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::block::{Buckets, Sorted, damaged};
use super::group::Groups;
use super::merge::{Account, numbered, resolve};
use super::part::Part;
use super::sheet::{Sheet, part};
use super::stage::{Entry, stopped};
use super::{Error, Options, pipeline};
use crate::record::Record;
use crate::schema::Validator;
use crate::table::{Article, Origin, Status, Telling};
use crate::write::jsonl;

/// Bytes of entries for each bucket: what a thread has in memory at once, unless a group is larger.
const EACH: u64 = 4 << 20;

/// What became of an input that is not alone in its group.
enum Verdict {
    /// An article stands in its place.
    Article(Box<Record>, Vec<Telling>),
    /// It tells of the article with this id, which stands elsewhere.
    Merged(String),
}

impl Verdict {
    /// Appends what the input `origin` comes to by it.
    fn put(&self, origin: &Origin, out: &mut Vec<u8>) {
        let mut origin = origin.clone();
        match self {
            Verdict::Article(record, tellings) => {
                origin.article_id = Some(record.id.clone());
                Sheet::put(&origin, &[], Some(Article { record, tellings }), Some(&jsonl::line(record)), out);
            }
            Verdict::Merged(id) => {
                origin.status = Status::Merged;
                origin.article_id = Some(id.clone());
                origin.message = Some("an earlier input gave the same article".to_owned());
                Sheet::put(&origin, &[], None, None, out);
            }
        }
    }
}

/// Verdicts on disk, sorted by part.
pub struct Verdicts {
    sorted: Option<Sorted>,
}

impl Verdicts {
    /// The sheets of inputs of the part `number` that are not alone, by the number of the input.
    pub fn of(&self, number: usize) -> Result<HashMap<u32, Vec<u8>>, Error> {
        let mut sheets = HashMap::new();
        if let Some(sorted) = &self.sorted {
            sorted.read(number, |entry| {
                let (input, sheet) = number_of(entry)?;
                sheets.insert(input, part(sheet)?.0.to_owned());
                Ok(())
            })?;
        }
        Ok(sheets)
    }

    /// Resolves every group of `groups`.
    pub fn reach(
        parts: &[Part],
        groups: &Groups,
        folder: &Path,
        validator: &Validator,
        options: &mut Options<'_>,
    ) -> Result<Verdicts, Error> {
        let Some(members) = gather(parts, groups, folder, options.stop)? else { return Ok(Verdicts { sorted: None }) };
        let mut firsts = Vec::with_capacity(parts.len());
        let mut inputs = 0;
        for part in parts {
            firsts.push(inputs);
            inputs += part.inputs();
        }
        let mut verdicts = Buckets::numbered(folder.join("verdicts"), parts.len())?;
        let (merge, stop) = (options.merge, options.stop);
        let buckets = (0..members.count()).take_while(|_| !stopped(stop));
        let work = |bucket| judge(&members, bucket, groups, merge, validator);
        let mut faults = 0;
        // an account in memory takes some times the bytes of its entry
        let weigh = |_: &usize| 2 * EACH;
        pipeline::ordered(buckets, options.jobs, weigh, work, |judged| {
            let judged = judged?;
            faults += judged.faults;
            for (input, note) in judged.notes {
                verdicts.put(firsts.partition_point(|first| *first <= input) - 1, &note)?;
            }
            Ok::<(), Error>(())
        })?;
        if stopped(stop) {
            return Err(Error::Stopped(inputs.into()));
        }
        if faults > 0 {
            let fault = "a fault of qikan, please report it";
            let note = format!("{fault}: {faults} groups of sources could not be merged and keep their records");
            options.watch.note(&note);
        }
        members.remove()?;
        Ok(Verdicts { sorted: Some(verdicts.finish()?) })
    }
}

/// The entries of all inputs that are not alone, a group in one bucket; none where there are no such inputs.
fn gather(parts: &[Part], groups: &Groups, folder: &Path, stop: &AtomicBool) -> Result<Option<Sorted>, Error> {
    let mut bytes = 0;
    let mut input = 0;
    for part in parts {
        for mark in part.index()?.marks {
            bytes += groups.group(input).map_or(0, |_| u64::from(mark.bytes));
            input += 1;
        }
    }
    if bytes == 0 {
        return Ok(None);
    }
    let mut members = Buckets::create(folder.join("members"), bytes, EACH)?;
    let mut first = 0;
    let mut member = Vec::new();
    for part in parts {
        if stopped(stop) {
            return Err(Error::Stopped(input.into()));
        }
        for block in part.blocks()? {
            let (inputs, block) = block?;
            let inputs = inputs.start as u32 + first..inputs.end as u32 + first;
            if !inputs.clone().any(|input| groups.group(input).is_some()) {
                continue;
            }
            let entries = block.open().map_err(|error| part.lost(error))?;
            let mut entries = entries.each();
            for input in inputs {
                let entry = entries.next().unwrap_or_else(|| Err(damaged()));
                let entry = entry.map_err(|error| part.lost(error))?;
                if let Some(group) = groups.group(input) {
                    member.clear();
                    member.extend_from_slice(&input.to_le_bytes());
                    member.extend_from_slice(entry);
                    members.put(group as usize % members.count(), &member)?;
                }
            }
        }
        first += part.inputs();
    }
    members.finish().map(Some)
}

/// The number in front of what is noted of an input, and the rest.
fn number_of(entry: &[u8]) -> io::Result<(u32, &[u8])> {
    let (number, rest) = entry.split_first_chunk::<4>().ok_or_else(damaged)?;
    Ok((u32::from_le_bytes(*number), rest))
}

/// An input that has a record.
struct Member {
    input: u32,
    origin: Origin,
    account: Account,
}

/// What came of the groups of a bucket.
#[derive(Default)]
struct Judged {
    /// Verdicts on inputs, as they are put on disk.
    notes: Vec<(u32, Vec<u8>)>,
    /// Groups that could not be merged.
    faults: u64,
}

/// Resolves the groups of a bucket, one after another.
fn judge(
    members: &Sorted,
    bucket: usize,
    groups: &Groups,
    merge: bool,
    validator: &Validator,
) -> Result<Judged, Error> {
    let mut of_group: BTreeMap<u32, Vec<(u32, Vec<u8>)>> = BTreeMap::new();
    members.read(bucket, |entry| {
        let (input, entry) = number_of(entry)?;
        let group = groups.group(input).ok_or_else(damaged)?;
        of_group.entry(group).or_default().push((input, entry.to_owned()));
        Ok(())
    })?;
    let mut judged = Judged::default();
    for group in of_group.into_values() {
        let mut told = Vec::with_capacity(group.len());
        for (input, entry) in group {
            let member = member(input, &entry, groups.times(input));
            told.extend(member.map_err(|error| members.lost(bucket, error))?);
        }
        let origins: HashMap<u32, Origin> = told.iter().map(|member| (member.input, member.origin.clone())).collect();
        // a fault in merging costs the merging of these alone
        let united = || catch_unwind(AssertUnwindSafe(|| united(&told, validator))).ok().flatten();
        let verdicts = if merge { united() } else { None };
        judged.faults += u64::from(merge && verdicts.is_none());
        for (input, verdict) in verdicts.unwrap_or_else(|| apart(told)) {
            let mut note = input.to_le_bytes().to_vec();
            verdict.put(&origins[&input], &mut note);
            judged.notes.push((input, note));
        }
    }
    Ok(judged)
}

/// The `input` whose entry stands in `bytes`; none where it has no record.
fn member(input: u32, bytes: &[u8], times: u32) -> io::Result<Option<Member>> {
    let entry = Entry::of(bytes)?;
    let mut told = entry.told(times)?;
    let account = entry.account(&mut told)?;
    Ok(account.map(|account| Member { input, origin: told.origin, account }))
}

/// Every member its own article; those that share an id get a number behind it, in input order.
fn apart(members: Vec<Member>) -> Vec<(u32, Verdict)> {
    let mut times: HashMap<String, u32> = HashMap::new();
    let own = |member: Member| {
        let Account { mut record, tellings, .. } = member.account;
        let nth = times.entry(record.id.clone()).or_default();
        *nth += 1;
        record.id = numbered(&record.id, *nth);
        (member.input, Verdict::Article(Box::new(record), tellings))
    };
    members.into_iter().map(own).collect()
}

/// The articles that `members` tell of, each in the place of its first member. None where what comes of them is
/// nothing that could stand in a dataset.
fn united(members: &[Member], validator: &Validator) -> Option<Vec<(u32, Verdict)>> {
    // the same bytes say the same: of these only the one with the least uri speaks, so that input order says nothing
    let mut sources: BTreeMap<&str, Vec<&Member>> = BTreeMap::new();
    for member in members {
        let source = &member.account.tellings.first()?.source_id;
        sources.entry(source.split('#').next()?).or_default().push(member);
    }
    let speaker = |copies: &Vec<&Member>| {
        let least = copies.iter().min_by_key(|member| &member.origin.uri)?;
        let mut account = least.account.clone();
        // what it says is noted of the first of them
        account.tellings.clone_from(&copies.first()?.account.tellings);
        Some(account)
    };
    let accounts: Option<Vec<Account>> = sources.values().map(speaker).collect();
    let mut verdicts = Vec::with_capacity(members.len());
    for Account { record, tellings, .. } in resolve(accounts?) {
        validator.validate(&record).ok()?;
        let tellers = tellings.iter().map(|telling| sources.remove(telling.source_id.split('#').next()?));
        let mut inputs: Vec<u32> = Vec::new();
        for copies in tellers {
            inputs.extend(copies?.iter().map(|member| member.input));
        }
        inputs.sort_unstable();
        let (first, others) = inputs.split_first()?;
        verdicts.extend(others.iter().map(|input| (*input, Verdict::Merged(record.id.clone()))));
        verdicts.push((*first, Verdict::Article(Box::new(record), tellings)));
    }
    // nobody is left out
    sources.is_empty().then_some(verdicts)
}
