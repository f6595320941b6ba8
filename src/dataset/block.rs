//! Entries in compressed blocks, and blocks sorted into files: what a build keeps on disk so that it need not in memory.
//!
//! Knows bytes only. An entry is any run of them; a block is some entries together, compressed, with a checksum. What is
//! read again within the run is packed by LZ4, which takes less time than it saves in writing.

use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::Error;
use crate::write;

/// Bytes of entries after which a block is closed: enough to compress well, few enough to have one for each thread.
pub const BLOCK: usize = 256 << 10;
/// Bytes of entries that wait in all buckets together.
const HELD: usize = 4 << 20;
/// Buckets at most; with more of them each would get its bytes in crumbs.
const BUCKETS: u64 = 2048;

/// Entries being gathered into a block.
#[derive(Default)]
pub struct Block(Vec<u8>);

impl Block {
    /// Adds an entry.
    pub fn put(&mut self, entry: &[u8]) {
        self.0.extend_from_slice(&(entry.len() as u32).to_le_bytes());
        self.0.extend_from_slice(entry);
    }

    /// Bytes in it.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What to write for it, and an empty block in its place.
    pub fn pack(&mut self) -> Packed {
        let packed = Packed { raw: self.0.len() as u32, bytes: lz4_flex::block::compress(&self.0) };
        self.0.clear();
        packed
    }
}

/// A block as it stands in a file.
pub struct Packed {
    /// Its length before it was compressed.
    raw: u32,
    bytes: Vec<u8>,
}

impl Packed {
    /// Writes it behind what is there.
    pub fn write(&self, mut out: impl Write) -> io::Result<()> {
        let numbers = [self.raw, self.bytes.len() as u32, self.sum()].map(u32::to_le_bytes);
        out.write_all(numbers.as_flattened())?;
        out.write_all(&self.bytes)
    }

    /// What changes with any bit of it.
    fn sum(&self) -> u32 {
        let mut sum = flate2::Crc::new();
        sum.update(&self.raw.to_le_bytes());
        sum.update(&self.bytes);
        sum.sum()
    }

    /// Reads the next one; none at the end.
    pub fn read(mut from: impl Read) -> io::Result<Option<Packed>> {
        let mut head = [0; 12];
        match from.read(&mut head[..1])? {
            0 => return Ok(None),
            _ => from.read_exact(&mut head[1..])?,
        }
        let number = |at: usize| u32::from_le_bytes(std::array::from_fn(|place| head[at + place]));
        let mut bytes = Vec::new();
        let length = u64::from(number(4));
        if from.take(length).read_to_end(&mut bytes)? as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let packed = Packed { raw: number(0), bytes };
        if packed.sum() == number(8) { Ok(Some(packed)) } else { Err(damaged()) }
    }

    /// Bytes that it holds and that its entries will.
    pub fn weight(&self) -> u64 {
        u64::from(self.raw) + self.bytes.len() as u64
    }

    /// Its entries.
    pub fn open(&self) -> io::Result<Entries> {
        let bytes = lz4_flex::block::decompress(&self.bytes, self.raw as usize).map_err(io::Error::other)?;
        if bytes.len() != self.raw as usize {
            return Err(damaged());
        }
        Ok(Entries(bytes))
    }
}

/// What is said of bytes that are not what was written.
pub fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "other bytes than were written")
}

/// The entries of a block.
pub struct Entries(Vec<u8>);

impl Entries {
    /// Each of them, in order.
    pub fn each(&self) -> impl Iterator<Item = io::Result<&[u8]>> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let entry = rest.split_first_chunk::<4>().and_then(|(head, bytes)| {
                let (entry, after) = bytes.split_at_checked(u32::from_le_bytes(*head) as usize)?;
                rest = after;
                Some(entry)
            });
            // nothing can be told of what follows
            Some(entry.ok_or_else(|| {
                rest = &[];
                damaged()
            }))
        })
    }
}

/// Entries sorted into files by the number of their bucket, with bounded memory.
pub struct Buckets {
    folder: PathBuf,
    blocks: Vec<Block>,
    held: usize,
}

impl Buckets {
    /// As many buckets as `total` bytes of entries need for each to have about `each`, in the new folder `folder`.
    pub fn create(folder: PathBuf, total: u64, each: u64) -> Result<Buckets, Error> {
        Buckets::numbered(folder, (total / each + 1).min(BUCKETS) as usize)
    }

    /// `count` buckets in the new folder `folder`.
    pub fn numbered(folder: PathBuf, count: usize) -> Result<Buckets, Error> {
        fs::create_dir(&folder).map_err(write::Error::at(&folder))?;
        Ok(Buckets { folder, blocks: std::iter::repeat_with(Block::default).take(count).collect(), held: 0 })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.blocks.len()
    }

    /// Puts `entry` into `bucket`, behind what is there.
    pub fn put(&mut self, bucket: usize, entry: &[u8]) -> Result<(), Error> {
        let block = &mut self.blocks[bucket];
        let before = block.len();
        block.put(entry);
        self.held += block.len() - before;
        if self.held >= HELD { self.settle() } else { Ok(()) }
    }

    /// Writes what waits. Files are opened for this alone: there may be more buckets than a process may open files.
    fn settle(&mut self) -> Result<(), Error> {
        for (bucket, block) in self.blocks.iter_mut().enumerate().filter(|(_, block)| block.len() > 0) {
            let path = path(&self.folder, bucket);
            let file = OpenOptions::new().create(true).append(true).open(&path);
            let written = file.and_then(|file| block.pack().write(file));
            written.map_err(write::Error::at(&path))?;
        }
        self.held = 0;
        Ok(())
    }

    /// All is in them; now they can be read.
    pub fn finish(mut self) -> Result<Sorted, Error> {
        self.settle()?;
        Ok(Sorted { folder: self.folder, count: self.blocks.len() })
    }
}

/// Buckets to read.
pub struct Sorted {
    folder: PathBuf,
    count: usize,
}

impl Sorted {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Gives each entry of `bucket` to `take`, in the order in which they were put.
    pub fn read(&self, bucket: usize, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> Result<(), Error> {
        let path = path(&self.folder, bucket);
        let mut read = || {
            let mut file = match fs::File::open(&path) {
                Ok(file) => io::BufReader::new(file),
                // nothing was put into it
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
                Err(error) => return Err(error),
            };
            while let Some(block) = Packed::read(&mut file)? {
                for entry in block.open()?.each() {
                    take(entry?)?;
                }
            }
            Ok(())
        };
        read().map_err(|error| self.lost(bucket, error))
    }

    /// What is said of a bucket that is not what was written.
    pub fn lost(&self, bucket: usize, source: io::Error) -> Error {
        Error::Lost { path: path(&self.folder, bucket), source }
    }

    /// Removes their files.
    pub fn remove(self) -> Result<(), Error> {
        Ok(fs::remove_dir_all(&self.folder).map_err(write::Error::at(&self.folder))?)
    }
}

fn path(folder: &Path, bucket: usize) -> PathBuf {
    folder.join(format!("{bucket:06}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_comes_out_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut buckets = Buckets::create(folder.path().join("keys"), 1000, 100).unwrap();
        assert_eq!(buckets.count(), 11);
        let entry = |n: usize| vec![n as u8; n % 5000];
        for n in 0..10_000 {
            buckets.put(n % 7, &entry(n)).unwrap();
        }
        let sorted = buckets.finish().unwrap();
        for bucket in 0..sorted.count() {
            let mut expected = (0..10_000).filter(|n| n % 7 == bucket);
            let take = |found: &[u8]| {
                assert_eq!(found, entry(expected.next().unwrap()));
                Ok(())
            };
            sorted.read(bucket, take).unwrap();
            assert_eq!(expected.next(), None);
        }
        sorted.remove().unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_flipped_bit_is_an_error() {
        let mut block = Block::default();
        (0..200).for_each(|n: u32| block.put(&n.to_le_bytes()));
        let mut file = Vec::new();
        block.pack().write(&mut file).unwrap();
        let read = |file: &[u8]| -> io::Result<u32> {
            let entries = Packed::read(file)?.ok_or_else(damaged)?.open()?;
            entries.each().try_fold(0, |count, entry| entry.map(|_| count + 1))
        };
        assert_eq!(read(&file).unwrap(), 200);
        for place in 0..file.len() {
            for bit in 0..8 {
                file[place] ^= 1 << bit;
                assert!(read(&file).is_err(), "bit {bit} of byte {place}");
                file[place] ^= 1 << bit;
            }
        }
    }
}
