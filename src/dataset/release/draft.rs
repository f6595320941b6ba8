//! A release in the making: a hidden folder beside its target, removed again however the run ends.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dataset::Error;
use crate::dataset::folder::{Kind, admit, put_in_place, remove, target};
use crate::write;

/// A release in the making.
pub struct Draft {
    /// The target as the user named it.
    asked: PathBuf,
    target: PathBuf,
    /// What is made on the way, and for a moment the older release.
    work: PathBuf,
    /// The release.
    path: PathBuf,
}

impl Draft {
    /// Makes room for a release at `asked`, which is looked at but not touched.
    pub fn begin(asked: &Path, overwrite: bool) -> Result<Draft, Error> {
        let target = target(asked, Kind::Release)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        // this process's own
        let work = target.with_file_name(format!(".{name}.partial-{}", std::process::id()));
        admit(asked, &target, &work, overwrite, Kind::Release)?;
        let path = work.join("release");
        // what a process of this number left behind when it was killed
        remove(&work)?;
        fs::create_dir_all(&path).map_err(write::Error::at(asked))?;
        Ok(Draft { asked: asked.to_owned(), target, work, path })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where to put what is no part of the release.
    pub fn work(&self) -> &Path {
        &self.work
    }

    /// The error with the place that the user asked for: the hidden folder says nothing to anybody.
    pub fn as_asked(&self, error: write::Error) -> write::Error {
        match error.path.strip_prefix(&self.path) {
            Ok(file) if !file.as_os_str().is_empty() => write::Error { path: self.asked.join(file), ..error },
            _ if error.path.starts_with(&self.work) => write::Error { path: self.asked.clone(), ..error },
            _ => error,
        }
    }

    /// Puts the release in its place; an older one goes only now.
    pub fn finish(self) -> Result<(), Error> {
        put_in_place(&self.path, &self.target, &self.work).map_err(|error| self.as_asked(error).into())
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // the run has ended already and says how; a folder more is not worth a second message
        let _ = remove(&self.work);
    }
}
