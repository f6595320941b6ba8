//! A folder that is there whole or not at all.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Error, Manifest};
use crate::write;

/// The file that tells a dataset or a release from other folders.
pub const DESCRIPTOR: &str = "datapackage.json";

/// What a folder of ours is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What `build` writes.
    Dataset,
    /// What `release` writes: it has a version.
    Release,
}

impl Kind {
    /// All that may lie in it.
    fn members(self) -> &'static [&'static str] {
        match self {
            Kind::Dataset => &[DESCRIPTOR, "csv", "parquet", "records.jsonl", "rejected.jsonl"],
            Kind::Release => &super::release::MEMBERS,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Dataset => "dataset",
            Kind::Release => "release",
        })
    }
}

/// A folder of ours in the making: a hidden folder beside its target, removed again unless it is finished.
pub struct Draft {
    /// The target as the user named it.
    asked: PathBuf,
    target: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl Draft {
    /// Makes room for a folder at `asked`, which is looked at but not touched.
    pub fn begin(asked: &Path, overwrite: bool, kind: Kind) -> Result<Draft, Error> {
        match fs::symlink_metadata(asked) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(write::Error::at(asked)(error).into()),
            Ok(_) => admit(asked, overwrite, kind)?,
        }
        // a link to a dataset stays a link; what it leads to is replaced
        let target = fs::canonicalize(asked).unwrap_or_else(|_| absolute(asked));
        if target.file_name().is_none() {
            return Err(Error::NotOurs(target, kind));
        }
        let parent = target.parent().unwrap_or(Path::new("/"));
        fs::create_dir_all(parent).map_err(write::Error::at(asked))?;
        let path = beside(&target, "partial");
        // what a process of this number left behind when it was killed
        if path.exists() {
            fs::remove_dir_all(&path).map_err(write::Error::at(&path))?;
        }
        fs::create_dir(&path).map_err(write::Error::at(asked))?;
        Ok(Draft { asked: asked.to_owned(), target, path, finished: false })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The error with the place that the user asked for: the hidden folder says nothing to anybody.
    pub fn as_asked(&self, error: write::Error) -> write::Error {
        match error.path.strip_prefix(&self.path) {
            Ok(file) if file.as_os_str().is_empty() => write::Error { path: self.asked.clone(), ..error },
            Ok(file) => write::Error { path: self.asked.join(file), ..error },
            Err(_) => error,
        }
    }

    /// Puts the folder in its place; an older one goes only now.
    pub fn finish(mut self) -> Result<(), write::Error> {
        sync_all(&self.path).map_err(|error| self.as_asked(error))?;
        let old = beside(&self.target, "replaced");
        let replaces = self.target.exists();
        if replaces {
            fs::rename(&self.target, &old).map_err(write::Error::at(&self.asked))?;
        }
        if let Err(error) = fs::rename(&self.path, &self.target) {
            if replaces {
                // the older one is better than none
                fs::rename(&old, &self.target).map_err(write::Error::at(&self.asked))?;
            }
            return Err(write::Error::at(&self.asked)(error));
        }
        self.finished = true;
        if let Some(parent) = self.target.parent() {
            sync(parent)?;
        }
        if replaces {
            fs::remove_dir_all(&old).map_err(write::Error::at(&old))?;
        }
        Ok(())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            // the run has failed already and says why; an empty folder more is not worth a second message
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// Whether a folder of `kind` may take the place of what is at `target`.
fn admit(target: &Path, overwrite: bool, kind: Kind) -> Result<(), Error> {
    if !target.is_dir() {
        return Err(Error::NotAFolder(target.to_owned()));
    }
    let empty = fs::read_dir(target).map_err(write::Error::at(target))?.next().is_none();
    if empty {
        return Ok(());
    }
    if !is_ours(target, kind) {
        return Err(Error::NotOurs(target.to_owned(), kind));
    }
    if overwrite { Ok(()) } else { Err(Error::Exists(target.to_owned(), kind)) }
}

/// Whether `folder` is of that kind: its descriptor says so, and nothing lies in it that we do not write.
fn is_ours(folder: &Path, kind: Kind) -> bool {
    let Ok(Some(manifest)) = Manifest::read(folder) else { return false };
    let Ok(members) = fs::read_dir(folder) else { return false };
    let ours = |member: fs::DirEntry| kind.members().iter().any(|name| member.file_name().to_str() == Some(name));
    manifest.kind() == kind && members.flatten().all(ours)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A hidden name beside `target`, this process's own.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{what}-{}", std::process::id()))
}

/// Brings `folder` and the folders in it safely to the disk.
fn sync_all(folder: &Path) -> Result<(), write::Error> {
    for member in fs::read_dir(folder).map_err(write::Error::at(folder))?.flatten() {
        if member.path().is_dir() {
            sync_all(&member.path())?;
        }
    }
    sync(folder)
}

fn sync(folder: &Path) -> Result<(), write::Error> {
    // other systems do not open folders
    if cfg!(unix) {
        fs::File::open(folder).and_then(|file| file.sync_all()).map_err(write::Error::at(folder))?;
    }
    Ok(())
}
