//! Parts: what a few thousand inputs in a row gave, in a file that is there whole or not at all.
//!
//! A part is blocks of entries, an index behind them, the index's length and a mark. Blocks are read one by one; the
//! index says what there is to know of the inputs without opening any.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::block::{BLOCK, Block, Packed, damaged};
use super::folder::sync;
use super::stage::Staged;
use super::{Error, Tally};
use crate::write;

/// Inputs of a part at most.
pub const INPUTS: usize = 2048;
/// Bytes of entries after which a part is closed, however few inputs it has.
const BYTES: usize = 32 << 20;
/// How long a part may take, so that a killed run loses little, however slow its inputs are.
const TIME: Duration = Duration::from_secs(5);
/// The last bytes of a part.
const MARK: &[u8; 8] = b"qikan\0p2";

/// What is known of one input without its entry.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// A hash of its source's key.
    pub source: u128,
    /// A hash of its record's id; none where it gave no record.
    pub id: Option<u128>,
    /// Under which keys its record may meet others of the same article.
    pub keys: Vec<u128>,
    /// The length of its entry.
    pub bytes: u32,
}

/// What is known of a part without its blocks.
#[derive(Debug, Serialize, Deserialize)]
pub struct Index {
    /// Its inputs, in order.
    pub marks: Vec<Mark>,
    /// How many entries each block has.
    pub blocks: Vec<u32>,
    /// What its inputs came to, with all before it.
    pub tally: Tally,
    /// SHA-256 of its inputs' uris.
    uris: [u8; 32],
}

/// Hashes uris so that no two lists of them look alike.
#[derive(Clone, Default)]
pub struct Uris(Sha256);

impl Uris {
    /// Adds the next one.
    pub fn add(&mut self, uri: &str) {
        self.0.update((uri.len() as u64).to_le_bytes());
        self.0.update(uri);
    }

    /// Whether they are those of `index`.
    pub fn are_those_of(self, index: &Index) -> bool {
        *self.0.finalize() == index.uris
    }
}

/// A part being written.
pub struct Draft {
    path: PathBuf,
    out: BufWriter<File>,
    block: Block,
    entries: u32,
    bytes: usize,
    marks: Vec<Mark>,
    blocks: Vec<u32>,
    uris: Uris,
    begun: Instant,
}

impl Draft {
    /// Begins the part `number` in `folder`, under another name until it is whole.
    pub fn begin(folder: &Path, number: usize) -> Result<Draft, Error> {
        let path = path(folder, number);
        let draft = path.with_extension("partial");
        let file = File::create(&draft).map_err(write::Error::at(&draft))?;
        let out = BufWriter::with_capacity(1 << 16, file);
        let (block, marks, blocks, uris) = (Block::default(), Vec::new(), Vec::new(), Uris::default());
        Ok(Draft { path, out, block, entries: 0, bytes: 0, marks, blocks, uris, begun: Instant::now() })
    }

    /// Adds what came of the next input, which was at `uri`.
    pub fn add(&mut self, uri: &str, staged: Staged) -> Result<(), Error> {
        self.uris.add(uri);
        self.block.put(&staged.entry);
        self.entries += 1;
        self.bytes += staged.entry.len();
        self.marks.push(staged.mark);
        if self.block.len() >= BLOCK { self.settle() } else { Ok(()) }
    }

    /// Whether it is time for the next part.
    pub fn is_full(&self) -> bool {
        self.marks.len() >= INPUTS || self.bytes >= BYTES || self.begun.elapsed() >= TIME
    }

    fn settle(&mut self) -> Result<(), Error> {
        if self.entries > 0 {
            self.block.pack().write(&mut self.out).map_err(write::Error::at(&self.path))?;
            self.blocks.push(std::mem::take(&mut self.entries));
        }
        Ok(())
    }

    /// Brings it to the disk, then gives it its name.
    pub fn seal(mut self, tally: &Tally) -> Result<Part, Error> {
        self.settle()?;
        let Draft { path, mut out, marks, blocks, uris, .. } = self;
        let index = Index { marks, blocks, tally: tally.clone(), uris: uris.0.finalize().into() };
        let mut finish = || {
            let bytes = postcard::to_stdvec(&index).map_err(io::Error::other)?;
            out.write_all(&bytes)?;
            out.write_all(&Sha256::digest(&bytes))?;
            out.write_all(&(bytes.len() as u64).to_le_bytes())?;
            out.write_all(MARK)?;
            out.flush()?;
            out.get_ref().sync_all()?;
            fs::rename(path.with_extension("partial"), &path)
        };
        finish().map_err(write::Error::at(&path))?;
        path.parent().map_or(Ok(()), sync)?;
        Ok(Part { path, inputs: index.marks.len() as u32 })
    }
}

/// A part that is whole.
#[derive(Debug)]
pub struct Part {
    path: PathBuf,
    inputs: u32,
}

/// Behind the index: its SHA-256, its length and the mark.
const TAIL: usize = 32 + 8 + MARK.len();

impl Part {
    /// The part `number` of `folder` with its index, if it is there.
    pub fn find(folder: &Path, number: usize) -> Result<Option<(Part, Index)>, Error> {
        let path = path(folder, number);
        if !path.exists() {
            return Ok(None);
        }
        let mut part = Part { path, inputs: 0 };
        let index = part.index()?;
        part.inputs = index.marks.len() as u32;
        Ok(Some((part, index)))
    }

    /// How many inputs it has.
    pub fn inputs(&self) -> u32 {
        self.inputs
    }

    /// What is known of it without its blocks.
    pub fn index(&self) -> Result<Index, Error> {
        let read = || {
            let mut file = File::open(&self.path)?;
            let end = file.seek(SeekFrom::End(-(TAIL as i64)))?;
            let mut tail = [0; TAIL];
            file.read_exact(&mut tail)?;
            let length = u64::from_le_bytes(std::array::from_fn(|at| tail[32 + at]));
            if tail[40..] != *MARK || length > end {
                return Err(damaged());
            }
            file.seek(SeekFrom::Start(end - length))?;
            let mut bytes = vec![0; length as usize];
            file.read_exact(&mut bytes)?;
            if *Sha256::digest(&bytes) != tail[..32] {
                return Err(damaged());
            }
            postcard::from_bytes(&bytes).map_err(io::Error::other)
        };
        read().map_err(|error| self.lost(error))
    }

    /// Its blocks, in order, each with the number of its first input, counted in this part, and how many it has.
    pub fn blocks(&self) -> Result<impl Iterator<Item = Result<(std::ops::Range<usize>, Packed), Error>> + '_, Error> {
        let counts = self.index()?.blocks;
        let mut file = BufReader::with_capacity(1 << 16, File::open(&self.path).map_err(|error| self.lost(error))?);
        let mut first = 0;
        Ok(counts.into_iter().map(move |count| {
            let inputs = first..first + count as usize;
            first = inputs.end;
            match Packed::read(&mut file) {
                Ok(Some(block)) => Ok((inputs, block)),
                Ok(None) => Err(self.lost(damaged())),
                Err(error) => Err(self.lost(error)),
            }
        }))
    }

    /// What is said of it where it is not what was written.
    pub fn lost(&self, source: io::Error) -> Error {
        Error::Lost { path: self.path.clone(), source }
    }
}

fn path(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("{number:06}.part"))
}
