//! The work folder: a hidden folder beside the dataset to be, where a build keeps what it has done so far.
//!
//! `.NAME.qikan-work` holds the parts, the arguments that they were made with, and the dataset while it is written. One
//! run at a time has it, by a lock of the system that ends with the process. What lies in it when a run begins was left
//! behind by one that was stopped or killed; `--resume` goes on with it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::folder::{Kind, admit, put_in_place, recover, remove, target};
use super::{Error, Options};
use crate::schema::pretty;
use crate::write;

/// What a run began with: as long as this is not there, there is nothing to go on from.
const RUN: &str = "run.json";
/// The lock.
const LOCK: &str = "lock";
/// The dataset while it is written.
const DRAFT: &str = "dataset";
/// Inputs that are worth to be kept when something other than a wish to stop ends the run.
const WORTH: u64 = 1000;

/// The work folder of one run.
pub struct Work {
    /// The target as the user named it.
    asked: PathBuf,
    target: PathBuf,
    path: PathBuf,
    _lock: File,
    /// Inputs that stand in parts.
    staged: u64,
    keep: bool,
}

impl Work {
    /// Makes room for a dataset at `options.out`, which is looked at but not touched.
    pub fn begin(options: &mut Options<'_>) -> Result<Work, Error> {
        let asked = options.out.clone();
        let target = target(&asked, Kind::Dataset)?;
        let path = beside(&target);
        admit(&asked, &target, &path, options.overwrite, Kind::Dataset)?;
        let parent = target.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(write::Error::at(&asked))?;
        let is_left = path.exists();
        let lock = lock(&path, &asked)?;
        let work = Work { asked, target, path, _lock: lock, staged: 0, keep: false };
        recover(&work.path, &work.target)?;
        let before = work.run();
        match (options.resume, before) {
            (true, Some(before)) => match difference(&before, &run(options)) {
                None => remove(&work.draft())?,
                Some(difference) => {
                    work.leave();
                    return Err(Error::OtherRun { out: options.out.clone(), difference });
                }
            },
            (resume, before) => {
                if resume {
                    options.watch.note("nothing to go on from: started from the beginning");
                } else if is_left && before.is_some() {
                    options.watch.note("what a stopped run left was thrown away; --resume would have gone on from it");
                }
                work.clear()?;
                let file = work.path.join(RUN);
                fs::write(&file, pretty(&run(options))).map_err(write::Error::at(&file))?;
            }
        }
        fs::create_dir(work.draft()).map_err(write::Error::at(&work.asked))?;
        Ok(work)
    }

    /// Where parts and all else that is made on the way are.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where to write the dataset.
    pub fn draft(&self) -> PathBuf {
        self.path.join(DRAFT)
    }

    /// An empty folder in it.
    pub fn fresh(&self, name: &str) -> Result<PathBuf, Error> {
        let folder = self.path.join(name);
        remove(&folder)?;
        fs::create_dir(&folder).map_err(write::Error::at(&folder))?;
        Ok(folder)
    }

    /// Says how many inputs stand in parts by now.
    pub fn staged(&mut self, inputs: u64) {
        self.staged = inputs;
    }

    /// The error of a run whose parts were made from other inputs.
    pub fn other_inputs(&self, first: u64, last: u64) -> Error {
        let difference = format!("other inputs, or another order, from {first} to {last}");
        Error::OtherRun { out: self.asked.clone(), difference }
    }

    /// What the run that is in the folder began with.
    fn run(&self) -> Option<Value> {
        serde_json::from_slice(&fs::read(self.path.join(RUN)).ok()?).ok()
    }

    /// Throws away all but the lock.
    fn clear(&self) -> Result<(), Error> {
        // first what makes the rest worth anything
        remove(&self.path.join(RUN))?;
        let members = fs::read_dir(&self.path).map_err(write::Error::at(&self.asked))?;
        for member in members.flatten().filter(|member| member.file_name() != LOCK) {
            remove(&member.path())?;
        }
        Ok(())
    }

    /// Puts the dataset in its place; an older one goes only now.
    pub fn finish(self) -> Result<(), Error> {
        let placed = put_in_place(&self.draft(), &self.target, &self.path).and_then(|()| remove(&self.path));
        placed.map_err(|error| self.as_asked(error).into())
    }

    /// Ends a run that `error` ended: what is worth it is kept, the rest removed.
    pub fn fail(mut self, error: Error) -> Error {
        let stopped = matches!(error, Error::Stopped(_) | Error::OtherRun { .. });
        self.keep = stopped && self.staged > 0 || matches!(error, Error::OtherRun { .. }) || self.staged >= WORTH;
        let kept = self.keep.then_some(self.staged);
        let error = match error {
            Error::Write(error) => Error::Write(self.as_asked(error)),
            Error::Stopped(_) => Error::Stopped(self.staged),
            error => error,
        };
        match (kept, error) {
            (Some(inputs), Error::Write(error)) => Error::Kept { inputs, error },
            (_, error) => error,
        }
    }

    /// Leaves the folder as it is.
    fn leave(mut self) {
        self.keep = true;
    }

    /// The error with the place that the user asked for: the hidden folder says nothing to anybody.
    fn as_asked(&self, error: write::Error) -> write::Error {
        match error.path.strip_prefix(self.draft()) {
            Ok(file) if !file.as_os_str().is_empty() => write::Error { path: self.asked.join(file), ..error },
            _ if error.path.starts_with(&self.path) => write::Error { path: self.asked.clone(), ..error },
            _ => error,
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // the run has ended already and says how; a folder more or less is not worth a second message
        let _ = if self.keep { remove(&self.draft()) } else { remove(&self.path) };
    }
}

/// What a run's parts depend on.
fn run(options: &Options<'_>) -> Value {
    let mut run = Map::new();
    run.insert("qikan".into(), json!(env!("CARGO_PKG_VERSION")));
    run.insert("evidence".into(), json!(options.evidence));
    for (name, value) in &options.reading {
        run.insert((*name).into(), json!(value));
    }
    Value::Object(run)
}

/// What differs between two runs, in a few words.
fn difference(before: &Value, now: &Value) -> Option<String> {
    let (before, now) = (before.as_object()?, now.as_object()?);
    let said = |run: &Map<String, Value>, name: &str| run.get(name).map_or("none".to_owned(), Value::to_string);
    let name = before.keys().chain(now.keys()).find(|name| before.get(*name) != now.get(*name))?;
    Some(format!("{name} {} then and {} now", said(before, name), said(now, name)))
}

/// The work folder of `target`.
fn beside(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.qikan-work"))
}

/// Makes the work folder where it is missing, and locks it.
fn lock(path: &Path, asked: &Path) -> Result<File, Error> {
    loop {
        let made = fs::create_dir(path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Ok(()),
            _ => Err(error),
        });
        made.map_err(write::Error::at(asked))?;
        let at = path.join(LOCK);
        let lock = match File::create(&at) {
            Ok(lock) => lock,
            // the run that had it has just ended and taken the folder with it
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(write::Error::at(asked)(error).into()),
        };
        match lock.try_lock() {
            Ok(()) if is_at(&lock, &at) => return Ok(lock),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(asked.to_owned())),
            Err(TryLockError::Error(error)) => return Err(write::Error::at(asked)(error).into()),
        }
    }
}

/// Whether `file` is still what is at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(one), Ok(other)) = (file.metadata(), fs::metadata(path)) else { return false };
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Whether `file` is still what is at `path`: other systems remove no file that somebody has open.
#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
