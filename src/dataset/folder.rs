//! A folder that is there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use super::Error;
use crate::write;

/// The file that tells a dataset from other folders.
pub const DESCRIPTOR: &str = "datapackage.json";

/// A dataset folder in the making: a hidden folder beside its target, removed again unless it is finished.
pub struct Draft {
    /// The target as the user named it.
    asked: PathBuf,
    target: PathBuf,
    path: PathBuf,
    finished: bool,
}

impl Draft {
    /// Makes room for a dataset at `target`, which is looked at but not touched.
    pub fn begin(asked: &Path, overwrite: bool) -> Result<Draft, Error> {
        match fs::symlink_metadata(asked) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(write::Error::at(asked)(error).into()),
            Ok(_) => admit(asked, overwrite)?,
        }
        // a link to a dataset stays a link; what it leads to is replaced
        let target = fs::canonicalize(asked).unwrap_or_else(|_| absolute(asked));
        if target.file_name().is_none() {
            return Err(Error::NotADataset(target));
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

    /// Puts the dataset in its place; an older one goes only now.
    pub fn finish(mut self) -> Result<(), write::Error> {
        for folder in ["", "csv", "parquet"] {
            sync(&self.path.join(folder)).map_err(|error| self.as_asked(error))?;
        }
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

/// Whether a dataset may take the place of what is at `target`.
fn admit(target: &Path, overwrite: bool) -> Result<(), Error> {
    if !target.is_dir() {
        return Err(Error::NotAFolder(target.to_owned()));
    }
    let empty = fs::read_dir(target).map_err(write::Error::at(target))?.next().is_none();
    if empty {
        return Ok(());
    }
    if !is_dataset(target) {
        return Err(Error::NotADataset(target.to_owned()));
    }
    if overwrite { Ok(()) } else { Err(Error::Exists(target.to_owned())) }
}

/// Whether `folder` is a dataset of ours: its descriptor says so, and nothing lies in it that we do not write.
fn is_dataset(folder: &Path) -> bool {
    let Ok(descriptor) = fs::read(folder.join(DESCRIPTOR)) else { return false };
    let Ok(descriptor) = serde_json::from_slice::<serde_json::Value>(&descriptor) else { return false };
    let ours = [DESCRIPTOR, "csv", "parquet", "records.jsonl", "rejected.jsonl"];
    let Ok(members) = fs::read_dir(folder) else { return false };
    descriptor.get("qikan").is_some()
        && members.flatten().all(|member| ours.iter().any(|name| member.file_name().to_str() == Some(name)))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// A hidden name beside `target`, this process's own.
fn beside(target: &Path, what: &str) -> PathBuf {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    target.with_file_name(format!(".{name}.{what}-{}", std::process::id()))
}

fn sync(folder: &Path) -> Result<(), write::Error> {
    // other systems do not open folders
    if cfg!(unix) {
        fs::File::open(folder).and_then(|file| file.sync_all()).map_err(write::Error::at(folder))?;
    }
    Ok(())
}
