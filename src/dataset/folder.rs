//! A folder of ours and its place: what may be replaced, and how, so that at no moment there is half of one.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, Manifest};
use crate::write;

/// The file that tells a dataset or a release from other folders.
pub const DESCRIPTOR: &str = "datapackage.json";
/// Where in the work folder the older dataset waits, where two folders cannot change places at once.
const REPLACED: &str = "replaced";

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

/// The folder that the user named `asked`, where it is or will be. A link to a folder stays a link; what it leads to is
/// replaced.
pub fn target(asked: &Path, kind: Kind) -> Result<PathBuf, Error> {
    let absolute = |_| std::path::absolute(asked).unwrap_or_else(|_| asked.to_owned());
    let target = fs::canonicalize(asked).unwrap_or_else(absolute);
    if target.file_name().is_none() { Err(Error::NotOurs(target, kind)) } else { Ok(target) }
}

/// Whether a folder of `kind` may take the place of what is at `target`, which the user named `asked`. One that a
/// killed run left in `work` counts as being there.
pub fn admit(asked: &Path, target: &Path, work: &Path, overwrite: bool, kind: Kind) -> Result<(), Error> {
    match fs::symlink_metadata(asked) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let left = work.join(REPLACED).exists() && !target.exists() && !overwrite;
            return if left { Err(Error::Exists(target.to_owned(), kind)) } else { Ok(()) };
        }
        Err(error) => return Err(write::Error::at(asked)(error).into()),
    }
    if !asked.is_dir() {
        return Err(Error::NotAFolder(asked.to_owned()));
    }
    let empty = fs::read_dir(asked).map_err(write::Error::at(asked))?.next().is_none();
    if empty {
        return Ok(());
    }
    if !is_ours(asked, kind) {
        return Err(Error::NotOurs(asked.to_owned(), kind));
    }
    if overwrite { Ok(()) } else { Err(Error::Exists(asked.to_owned(), kind)) }
}

/// Whether `folder` is of that kind: its descriptor says so, and nothing lies in it that we do not write.
fn is_ours(folder: &Path, kind: Kind) -> bool {
    let Ok(Some(manifest)) = Manifest::read(folder) else { return false };
    let Ok(members) = fs::read_dir(folder) else { return false };
    let ours = |member: fs::DirEntry| kind.members().iter().any(|name| member.file_name().to_str() == Some(name));
    manifest.kind() == kind && members.flatten().all(ours)
}

/// Puts the folder `draft` in the place `target`. An older one goes into the folder `work`, to be removed with it.
pub fn put_in_place(draft: &Path, target: &Path, work: &Path) -> Result<(), write::Error> {
    sync_all(draft)?;
    if target.exists() {
        replace(draft, target, &work.join(REPLACED))?;
    } else {
        fs::rename(draft, target).map_err(write::Error::at(target))?;
    }
    target.parent().map_or(Ok(()), sync)
}

/// Lets `draft` and `target` change places, at once where the system can.
fn replace(draft: &Path, target: &Path, aside: &Path) -> Result<(), write::Error> {
    if exchange(draft, target).is_ok() {
        return Ok(());
    }
    fs::rename(target, aside).map_err(write::Error::at(target))?;
    fs::rename(draft, target).map_err(|error| {
        // the older one is better than none
        let _ = fs::rename(aside, target);
        write::Error::at(target)(error)
    })
}

#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Brings back to `target` the dataset that a run took away and was killed before it put another there.
pub fn recover(work: &Path, target: &Path) -> Result<(), write::Error> {
    let aside = work.join(REPLACED);
    if aside.exists() && !target.exists() {
        fs::rename(&aside, target).map_err(write::Error::at(target))?;
    }
    Ok(())
}

/// Removes a file or a folder, where there is one.
pub fn remove(path: &Path) -> Result<(), write::Error> {
    let removed = match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(write::Error::at(path)(error)),
        _ => Ok(()),
    }
}

/// Brings the names in `folder` and in all folders below to the disk.
fn sync_all(folder: &Path) -> Result<(), write::Error> {
    for member in fs::read_dir(folder).map_err(write::Error::at(folder))?.flatten() {
        if member.path().is_dir() {
            sync_all(&member.path())?;
        }
    }
    sync(folder)
}

/// Brings the names in `folder` to the disk.
pub fn sync(folder: &Path) -> Result<(), write::Error> {
    // other systems do not open folders
    if cfg!(unix) {
        fs::File::open(folder).and_then(|file| file.sync_all()).map_err(write::Error::at(folder))?;
    }
    Ok(())
}
