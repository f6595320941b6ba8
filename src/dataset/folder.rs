//! A dataset folder and its place: what may be replaced, and how, so that at no moment there is half a dataset.

use std::fs;
use std::io;
use std::path::Path;

use super::Error;
use crate::write;

/// The file that tells a dataset from other folders.
pub const DESCRIPTOR: &str = "datapackage.json";
/// Where in the work folder the older dataset waits, where two folders cannot change places at once.
const REPLACED: &str = "replaced";

/// Whether a dataset may take the place of what is at `target`, which the user named `asked`. A dataset that a killed
/// run left in `work` counts as being there.
pub fn admit(asked: &Path, target: &Path, work: &Path, overwrite: bool) -> Result<(), Error> {
    match fs::symlink_metadata(asked) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let left = work.join(REPLACED).exists() && !target.exists() && !overwrite;
            return if left { Err(Error::Exists(target.to_owned())) } else { Ok(()) };
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
    if !is_dataset(asked) {
        return Err(Error::NotADataset(asked.to_owned()));
    }
    if overwrite { Ok(()) } else { Err(Error::Exists(asked.to_owned())) }
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

/// Puts the dataset `draft` in the place `target`. An older one goes into the folder `work`, to be removed with it.
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
