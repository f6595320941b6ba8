//! Sorting more than memory should hold: sorted runs on disk, merged when they are read.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Bytes of entries that are held before they become a run.
const HELD: usize = 32 << 20;

/// Takes entries in any order.
pub struct Sorter {
    /// Where runs go, and the name that their files begin with.
    folder: PathBuf,
    name: &'static str,
    limit: usize,
    held: Entries,
    runs: Vec<PathBuf>,
}

/// Entries end to end, and where each stands.
#[derive(Default)]
struct Entries {
    bytes: Vec<u8>,
    places: Vec<(u32, u32)>,
}

impl Entries {
    fn get(&self, at: usize) -> Option<&[u8]> {
        let (start, end) = *self.places.get(at)?;
        Some(&self.bytes[start as usize..end as usize])
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.places.sort_unstable_by_key(|(start, end)| &bytes[*start as usize..*end as usize]);
    }
}

impl Sorter {
    /// Runs go to `folder`, as files whose names begin with `name`.
    pub fn new(folder: &Path, name: &'static str) -> Sorter {
        Sorter { folder: folder.to_owned(), name, limit: HELD, held: Entries::default(), runs: Vec::new() }
    }

    /// Takes `entry`.
    pub fn push(&mut self, entry: &[u8]) -> io::Result<()> {
        let start = self.held.bytes.len();
        // far below 4 GB: a run is written long before
        self.held.places.push((start as u32, (start + entry.len()) as u32));
        self.held.bytes.extend_from_slice(entry);
        if self.held.bytes.len() + self.held.places.len() * 8 > self.limit { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> io::Result<()> {
        self.held.sort();
        let path = self.folder.join(format!("{}-{}", self.name, self.runs.len()));
        let mut out = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        for at in 0..self.held.places.len() {
            let entry = self.held.get(at).unwrap_or_default();
            out.write_all(&(entry.len() as u32).to_le_bytes())?;
            out.write_all(entry)?;
        }
        out.flush()?;
        self.runs.push(path);
        self.held.bytes.clear();
        self.held.places.clear();
        Ok(())
    }

    /// All entries are there.
    pub fn finish(mut self) -> Sorted {
        self.held.sort();
        Sorted { held: self.held, runs: self.runs }
    }
}

/// Entries that can be read in order, as often as needed.
pub struct Sorted {
    held: Entries,
    runs: Vec<PathBuf>,
}

impl Sorted {
    /// The entries in the order of their bytes.
    pub fn read(&self) -> io::Result<Merged<'_>> {
        let open = |path: &PathBuf| Ok(BufReader::with_capacity(1 << 16, File::open(path)?));
        let runs = self.runs.iter().map(open).collect::<io::Result<Vec<_>>>()?;
        let mut merged = Merged { held: &self.held, at: 0, runs, heads: BinaryHeap::new() };
        for run in 0..=merged.runs.len() {
            merged.refill(run)?;
        }
        Ok(merged)
    }
}

/// Reads entries in order.
pub struct Merged<'s> {
    held: &'s Entries,
    at: usize,
    runs: Vec<BufReader<File>>,
    /// The next entry of each run; what is held counts as the last.
    heads: BinaryHeap<Reverse<(Vec<u8>, usize)>>,
}

impl Merged<'_> {
    /// The next entry, not taken yet.
    pub fn peek(&self) -> Option<&[u8]> {
        self.heads.peek().map(|Reverse((entry, _))| entry.as_slice())
    }

    /// Takes the next entry.
    pub fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(Reverse((entry, run))) = self.heads.pop() else { return Ok(None) };
        self.refill(run)?;
        Ok(Some(entry))
    }

    fn refill(&mut self, run: usize) -> io::Result<()> {
        let Some(reader) = self.runs.get_mut(run) else {
            if let Some(entry) = self.held.get(self.at) {
                self.heads.push(Reverse((entry.to_vec(), run)));
                self.at += 1;
            }
            return Ok(());
        };
        let mut length = [0; 4];
        match reader.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error),
        }
        let mut entry = vec![0; u32::from_le_bytes(length) as usize];
        reader.read_exact(&mut entry)?;
        self.heads.push(Reverse((entry, run)));
        Ok(())
    }
}

/// Texts as one entry: none of them has a NUL, which comes before every other byte, so entries sort as texts do.
pub fn entry(parts: &[&str]) -> Vec<u8> {
    parts.join("\0").into_bytes()
}

/// The texts of an entry.
pub fn parts(entry: &[u8]) -> impl Iterator<Item = &str> {
    entry.split(|byte| *byte == 0).map(|part| std::str::from_utf8(part).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invent::Dice;

    #[test]
    fn what_goes_in_comes_out_in_order_and_again() {
        let folder = tempfile::tempdir().unwrap();
        for limit in [40, 1000, HELD] {
            let mut dice = Dice::new(7);
            let mut sorter = Sorter { limit, ..Sorter::new(folder.path(), "test") };
            let mut expected: Vec<Vec<u8>> = (0..500).map(|_| vec![b'x'; dice.below(9) as usize]).collect();
            expected.iter_mut().for_each(|entry| entry.iter_mut().for_each(|b| *b = dice.below(250) as u8));
            for entry in &expected {
                sorter.push(entry).unwrap();
            }
            expected.sort();
            let sorted = sorter.finish();
            assert_eq!(sorted.runs.is_empty(), limit == HELD);
            for _ in 0..2 {
                let mut merged = sorted.read().unwrap();
                let mut found = Vec::new();
                while let Some(entry) = merged.next().unwrap() {
                    found.push(entry);
                }
                assert!(found == expected, "limit {limit}");
            }
        }
    }
}
