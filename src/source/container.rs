//! Containers: archives, crawls and tables of pages → an input for each member, in the container's own order.
//!
//! The kind is told by content. Everything is a stream: nothing is unpacked to the disk, and one member at a time is
//! in memory. gzip and zstd around a container, or around a page, do not count as a level; a container in an archive
//! is read, one in that is not. What is damaged costs what follows in the same stream, and says so in an input of its
//! own; what came before stays.

mod json;
mod kind;
mod parquet;
mod response;
mod tar;
mod unpack;
mod warc;
mod zip;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

pub(super) use self::json::Line;
use self::kind::Kind;
pub(super) use self::response::Response;
use self::unpack::Counted;
use super::error::SourceErrorKind;
use super::input::{Input, Place, read_to_limit};

/// Bytes on the way.
type Stream = Box<dyn BufRead + Send>;
/// The inputs of one container.
type Members = Box<dyn Iterator<Item = Input> + Send>;

/// How much is asked of the disk at once.
const CHUNK: usize = 1 << 17;
/// Containers within each other that are read.
const LEVELS: u8 = 2;
/// Compressions around one thing that are read, e.g. a `.gz` that a server packed once more.
const LAYERS: u8 = 2;
/// Members of one container that are read: more than any crawl's, fewer than a loop's.
const MEMBERS: u64 = 100_000_000;

/// What is read of a container.
#[derive(Clone, Debug, Default)]
struct Wanted {
    /// The column of the pages in JSON lines and Parquet; guessed where there is none.
    column: Option<Arc<str>>,
    /// Counts what of the files is behind.
    passed: Arc<AtomicU64>,
}

/// Looks into each of `files`, e.g. those of [`walk`](crate::source::walk): a container gives its members, everything else is an input itself.
///
/// `column` names the column of the pages in JSON lines and Parquet; without it, it is the first of `text`, `content`,
/// `html` and `body`. The order is the same in every run, and members are read one after another, by whoever calls
/// `next`; what costs more than unpacking is left to [`Input::read`]. `passed` counts the bytes of containers that are
/// behind, as they lie on the disk; it is for showing how far a run is, and as good as that needs.
pub fn open(
    files: impl Iterator<Item = Input>,
    column: Option<String>,
    passed: Arc<AtomicU64>,
) -> impl Iterator<Item = Input> {
    let wanted = Wanted { column: column.map(Arc::from), passed };
    files.flat_map(move |file| match look_into(file, &wanted) {
        Found::Page(page) => Inputs::One(Some(page)),
        Found::Members(members) => Inputs::Many(Guarded(Some(members))),
    })
}

enum Inputs {
    One(Option<Input>),
    Many(Guarded),
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        match self {
            Inputs::One(page) => page.take(),
            Inputs::Many(members) => members.next(),
        }
    }
}

/// What a file or a member turns out to be.
enum Found {
    Page(Input),
    Members(Container),
}

/// A container that was opened.
struct Container {
    uri: String,
    kind: Kind,
    members: Members,
    count: u64,
}

/// A container's members, until a panic of ours: that ends the container, not the run.
struct Guarded(Option<Container>);

impl Iterator for Guarded {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        let container = self.0.as_mut()?;
        if let Ok(member) = catch_unwind(AssertUnwindSafe(|| container.next())) {
            return member;
        }
        let container = self.0.take()?;
        let found = "an error in the program".to_owned();
        let kind =
            SourceErrorKind::Damaged { expected: "members", found, way_out: "please report it, and unpack it first" };
        Some(Input::failed(container.uri, kind))
    }
}

impl Iterator for Container {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        if self.count == MEMBERS {
            self.count += 1;
            return Some(Input::failed(self.uri.as_str(), SourceErrorKind::TooMany { limit: MEMBERS }));
        }
        let member = if self.count < MEMBERS { self.members.next() } else { None };
        if member.is_none() && self.count == 0 {
            self.count = MEMBERS + 1;
            return Some(Input::failed(self.uri.as_str(), SourceErrorKind::NoPages { found: self.kind.name() }));
        }
        self.count += 1;
        member
    }
}

/// A member as an archive tells it: its name, and its bytes or why there are none. What ends the whole archive has no
/// name.
struct Entry {
    name: String,
    content: Result<Stream, SourceErrorKind>,
}

/// The members of an archive; those that are containers give theirs.
struct Nest {
    uri: String,
    level: u8,
    wanted: Wanted,
    entries: Box<dyn Iterator<Item = Entry> + Send>,
    inner: Option<Box<Container>>,
}

impl Iterator for Nest {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(input) = self.inner.as_mut().and_then(|inner| inner.next()) {
                return Some(input);
            }
            self.inner = None;
            let Entry { name, content } = self.entries.next()?;
            let uri = if name.is_empty() { self.uri.clone() } else { format!("{}!/{name}", self.uri) };
            let content = match content {
                Ok(content) => content,
                Err(kind) => return Some(Input::failed(uri, kind)),
            };
            match tell(content, uri, None, self.level, &self.wanted) {
                Found::Page(page) => return Some(page),
                Found::Members(members) => self.inner = Some(Box::new(members)),
            }
        }
    }
}

/// What is in `file`. Of one that cannot be opened, [`Input::read`] says why.
fn look_into(file: Input, wanted: &Wanted) -> Found {
    let (stream, path): (Box<dyn Read + Send>, _) = match file.at() {
        Place::Stdin => (Box::new(io::stdin()), None),
        Place::Bytes(bytes) => (Box::new(Cursor::new(bytes.clone())), None),
        Place::Named(path) | Place::Met(path) => {
            let about = path.metadata();
            let is_file = about.as_ref().is_ok_and(|about| about.is_file());
            // a pipe that nobody named would be waited for
            let is_pipe = matches!(file.at(), Place::Named(_)) && about.is_ok_and(|about| !about.is_dir());
            match (is_file || is_pipe).then(|| File::open(path)) {
                Some(Ok(stream)) => {
                    (Box::new(Counted { stream, taken: wanted.passed.clone() }), is_file.then(|| path.clone()))
                }
                _ => return Found::Page(file),
            }
        }
        _ => return Found::Page(file),
    };
    let uri = file.uri.clone();
    tell(Box::new(BufReader::with_capacity(CHUNK, stream)), uri, path.map(|path| (path, file)), 1, wanted)
}

/// Tells what `stream` is. `file`: where it can be read again; `level`: the level of what it is if it is a container.
fn tell(mut stream: Stream, uri: String, file: Option<(PathBuf, Input)>, level: u8, wanted: &Wanted) -> Found {
    let mut layers = 0;
    let mut file = file;
    let kind = loop {
        let (head, whole) = kind::peek(&mut stream);
        let kind = Kind::of(&head, whole, wanted.column.as_deref());
        stream = Box::new(Cursor::new(head).chain(stream));
        if !matches!(kind, Kind::Gzip | Kind::Zstd) {
            break kind;
        }
        if layers == LAYERS {
            return Found::Page(Input::failed(uri, SourceErrorKind::TooDeep { found: kind.name() }));
        }
        stream = match unpack::unpack(kind, stream) {
            Ok(stream) => stream,
            Err(error) => return Found::Page(Input::failed(uri, error.into())),
        };
        layers += 1;
        file = None;
    };
    if kind == Kind::Page {
        return Found::Page(match file {
            Some((_, input)) => input,
            None => page(uri, stream),
        });
    }
    if level > LEVELS {
        return Found::Page(Input::failed(uri, SourceErrorKind::TooDeep { found: kind.name() }));
    }
    let path = file.map(|(path, _)| path);
    match members(kind, stream, &uri, path, level, wanted) {
        Ok(members) => Found::Members(Container { uri, kind, members, count: 0 }),
        Err(error) => Found::Page(Input::failed(uri, error)),
    }
}

fn page(uri: String, stream: Stream) -> Input {
    match read_to_limit(stream, 0) {
        Ok(bytes) => Input::of_bytes(uri, bytes),
        Err(kind) => Input::failed(uri, kind),
    }
}

/// Opens a container of `kind`.
fn members(
    kind: Kind,
    stream: Stream,
    uri: &str,
    path: Option<PathBuf>,
    level: u8,
    wanted: &Wanted,
) -> Result<Members, SourceErrorKind> {
    let nest = |entries: Box<dyn Iterator<Item = Entry> + Send>| {
        Box::new(Nest { uri: uri.to_owned(), level: level + 1, wanted: wanted.clone(), entries, inner: None })
    };
    Ok(match kind {
        Kind::Zip => nest(Box::new(zip::entries(seekable(stream, path, wanted)?)?)),
        Kind::Tar => nest(Box::new(tar::Entries::of(stream))),
        Kind::Warc => Box::new(warc::Pages::of(stream, uri)),
        Kind::JsonLines => Box::new(json::Lines::of(stream, uri, wanted)?),
        Kind::Parquet => Box::new(parquet::rows(seekable(stream, path, wanted)?, uri, wanted)?),
        Kind::Gzip | Kind::Zstd | Kind::Page => unreachable!("no container"),
    })
}

/// What is read at any place of it: a file, of which it is counted what is behind, or bytes in memory.
enum Seekable {
    File(PathBuf, Arc<AtomicU64>),
    Bytes(bytes::Bytes),
}

fn seekable(stream: Stream, path: Option<PathBuf>, wanted: &Wanted) -> Result<Seekable, SourceErrorKind> {
    match path {
        Some(path) => Ok(Seekable::File(path, wanted.passed.clone())),
        None => Ok(Seekable::Bytes(read_to_limit(stream, 0)?.into())),
    }
}

/// The text of a member's name: UTF-8, else the Chinese of old archivers, else as far as it goes.
fn name(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    match text.trim_start_matches("./") {
        "" => text,
        rest => rest.to_owned(),
    }
}

/// Whether `name` is what people do not see: hidden files, and what a Mac leaves beside each.
fn is_hidden(name: &str) -> bool {
    name.split(['/', '\\']).any(|part| part == "__MACOSX" || part.starts_with('.') && part != "." && part != "..")
}

#[cfg(test)]
mod tests;
