//! The second step: which inputs are copies of each other, and which may tell of one article.
//!
//! Keys go into buckets on disk, equal keys into the same one, and a bucket at a time is in memory. What stays there
//! are 4 bytes for each input, and 8 for each copy.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::Error;
use super::block::{Buckets, Sorted, damaged};
use super::part::{Mark, Part};
use super::stage::stopped;

/// Bytes of keys for each bucket.
const EACH: u64 = 2 << 20;
/// Bytes of a key and the number of an input.
const PAIR: usize = 16 + 4;

/// What inputs have to do with each other. Inputs have numbers, from 0, in their order.
pub struct Groups {
    /// The first input of each input's group.
    first: Vec<u32>,
    /// Whether an input is not alone in its group, a bit each.
    together: Vec<u64>,
    /// Inputs whose bytes came before, in order, and for the how manieth time they came.
    copies: Vec<(u32, u32)>,
}

impl Groups {
    /// Groups the inputs of `parts`: those with records that share a key, directly or by way of others, or that are
    /// the same bytes; where nothing is to be merged, those whose records have one id.
    pub fn of(parts: &[Part], merge: bool, folder: &Path, stop: &AtomicBool) -> Result<Groups, Error> {
        let inputs: u64 = parts.iter().map(|part| u64::from(part.inputs())).sum();
        let mut groups = Groups {
            first: (0..u32::try_from(inputs).map_err(|_| Error::TooMany)?).collect(),
            together: Vec::new(),
            copies: Vec::new(),
        };
        let mut records = bits(inputs);
        // one after the other, so that only one kind of keys waits in memory
        let mut sources = Buckets::create(folder.join("sources"), inputs * PAIR as u64, EACH)?;
        each_mark(parts, stop, |number, mark| {
            if mark.id.is_some() {
                set(&mut records, number);
            }
            put(&mut sources, mark.source, number)
        })?;
        meet(sources.finish()?, |inputs| {
            groups.copies.extend(inputs.iter().copied().zip(1..).skip(1));
            if merge {
                let mut told = inputs.iter().copied().filter(|input| get(&records, *input));
                if let Some(one) = told.next() {
                    told.for_each(|other| groups.join(one, other));
                }
            }
        })?;
        groups.copies.sort_unstable();
        // four keys a record are many
        let mut keys = Buckets::create(folder.join("keys"), 4 * inputs * PAIR as u64, EACH)?;
        each_mark(parts, stop, |number, mark| {
            let of_one_id = mark.id.into_iter().collect();
            let told = if merge { mark.keys } else { of_one_id };
            told.into_iter().try_for_each(|key| put(&mut keys, key, number))
        })?;
        meet(keys.finish()?, |inputs| inputs[1..].iter().for_each(|other| groups.join(inputs[0], *other)))?;
        groups.settle();
        Ok(groups)
    }

    /// Brings two groups together.
    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.find(one), self.find(other));
        self.first[one.max(other) as usize] = one.min(other);
    }

    fn find(&mut self, mut input: u32) -> u32 {
        loop {
            let before = self.first[input as usize];
            if before == input {
                return input;
            }
            let further = self.first[before as usize];
            self.first[input as usize] = further;
            input = further;
        }
    }

    /// Makes every input know the first one of its group.
    fn settle(&mut self) {
        self.together = bits(self.first.len() as u64);
        for input in 0..self.first.len() {
            let before = self.first[input] as usize;
            if before != input {
                // what comes before is settled already
                let first = self.first[before];
                self.first[input] = first;
                set(&mut self.together, first);
                set(&mut self.together, input as u32);
            }
        }
    }

    /// The first input of the group of `input`; none where it is alone.
    pub fn group(&self, input: u32) -> Option<u32> {
        get(&self.together, input).then(|| self.first[input as usize])
    }

    /// For the how manieth time the bytes of `input` came.
    pub fn times(&self, input: u32) -> u32 {
        match self.copies.binary_search_by_key(&input, |(copy, _)| *copy) {
            Ok(place) => self.copies[place].1,
            Err(_) => 1,
        }
    }
}

/// Gives `take` the number of each input and what is known of it, in order.
fn each_mark(
    parts: &[Part],
    stop: &AtomicBool,
    mut take: impl FnMut(u32, Mark) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut number = 0;
    for part in parts {
        if stopped(stop) {
            return Err(Error::Stopped(parts.iter().map(|part| u64::from(part.inputs())).sum()));
        }
        for mark in part.index()?.marks {
            take(number, mark)?;
            number += 1;
        }
    }
    Ok(())
}

fn put(buckets: &mut Buckets, key: u128, input: u32) -> Result<(), Error> {
    let mut pair = [0; PAIR];
    pair[..16].copy_from_slice(&key.to_le_bytes());
    pair[16..].copy_from_slice(&input.to_le_bytes());
    // keys are hashes: any bits of theirs spread them evenly
    buckets.put((key >> 64) as usize % buckets.count(), &pair)
}

/// Gives `take` the inputs, in order, of each key that more than one has.
fn meet(keys: Sorted, mut take: impl FnMut(&[u32])) -> Result<(), Error> {
    let (mut pairs, mut inputs) = (Vec::<(u128, u32)>::new(), Vec::new());
    for bucket in 0..keys.count() {
        pairs.clear();
        keys.read(bucket, |pair| {
            let (key, input) = pair.split_first_chunk::<16>().ok_or_else(damaged)?;
            let input = input.try_into().map_err(|_| damaged())?;
            pairs.push((u128::from_le_bytes(*key), u32::from_le_bytes(input)));
            Ok(())
        })?;
        pairs.sort_unstable();
        for same in pairs.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
            inputs.clear();
            inputs.extend(same.iter().map(|(_, input)| *input));
            take(&inputs);
        }
    }
    keys.remove()
}

fn bits(count: u64) -> Vec<u64> {
    vec![0; count.div_ceil(64) as usize]
}

fn set(bits: &mut [u64], place: u32) {
    bits[place as usize / 64] |= 1 << (place % 64);
}

fn get(bits: &[u64], place: u32) -> bool {
    bits[place as usize / 64] >> (place % 64) & 1 == 1
}
