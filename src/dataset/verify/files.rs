//! Files: every one is there, is listed, and has the bytes that it had.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Findings;
use crate::dataset::folder::{DESCRIPTOR, Kind};
use crate::dataset::manifest::{Manifest, is_inside};
use crate::dataset::release::sums;
use crate::hash::hex;

/// Checks the files of `folder` against the descriptor and, of a release, against its checksums.
pub fn check(folder: &Path, manifest: &Manifest, findings: &mut Findings) -> io::Result<()> {
    if !manifest.descriptor["files"].is_array() {
        findings.add(DESCRIPTOR, format!("{DESCRIPTOR} /files"), "a list of files", "none");
    }
    let release = manifest.kind() == Kind::Release;
    let text = if release { read_sums(folder, findings) } else { String::new() };
    let (sums, others) = sums::parse(&text);
    for line in others {
        let place = format!("{}:{line}", sums::NAME);
        findings.add(sums::NAME, place, "a checksum, two blanks and a path", "something else");
    }
    // a path that leads out of the folder is no file of it
    let summed = sums.keys().copied().filter(|path| is_inside(path));
    let listed: BTreeSet<&str> = manifest.files.keys().map(String::as_str).chain(summed).collect();
    for path in &listed {
        check_bytes(folder, path, manifest, sums.get(path).copied(), findings);
    }
    let known = |path: &str| listed.contains(path) || path == if release { sums::NAME } else { DESCRIPTOR };
    let list = if release { sums::NAME } else { DESCRIPTOR };
    unlisted(folder, "", &mut |path| {
        if !known(path) {
            findings.add(path, path.to_owned(), format!("to be listed in {list}"), "it is not");
        }
    })
}

fn read_sums(folder: &Path, findings: &mut Findings) -> String {
    fs::read_to_string(folder.join(sums::NAME)).unwrap_or_else(|error| {
        findings.add(sums::NAME, sums::NAME.into(), "the checksums of a release", error.to_string());
        String::new()
    })
}

/// Reads a file once and holds it against both lists.
fn check_bytes(folder: &Path, path: &str, manifest: &Manifest, sum: Option<&str>, findings: &mut Findings) {
    let mut opened = match fs::File::open(folder.join(path)) {
        Ok(opened) => opened,
        Err(error) => return findings.add(path, path.into(), "a file", error.to_string()),
    };
    let mut hash = Sha256::new();
    let bytes = match io::copy(&mut opened, &mut hash) {
        Ok(bytes) => bytes,
        Err(error) => return findings.add(path, path.into(), "a readable file", error.to_string()),
    };
    let found = hex(&hash.finalize());
    let listed = manifest.files.get(path);
    if let Some(listed) = listed {
        if listed.bytes != Some(bytes) {
            let expected = listed.bytes.map_or("no".to_owned(), |bytes| bytes.to_string());
            findings.add(path, path.into(), format!("{expected} bytes"), bytes.to_string());
        }
        if listed.sha256.as_deref() != Some(&found) {
            let expected = format!("sha256 {}", listed.sha256.as_deref().unwrap_or("null"));
            findings.add(path, path.into(), expected, &*found);
        }
    }
    // said once where both lists say the same
    let told = |sum: &str| listed.is_some_and(|listed| listed.sha256.as_deref() == Some(sum));
    match sum {
        Some(sum) if sum != found && !told(sum) => {
            findings.add(path, path.into(), format!("sha256 {sum}, that of {}", sums::NAME), found);
        }
        None if manifest.kind() == Kind::Release => {
            findings.add(path, path.into(), format!("to be listed in {}", sums::NAME), "it is not");
        }
        _ => {}
    }
}

/// Gives `take` every file below `folder` by its path with `/`, in order.
fn unlisted(folder: &Path, prefix: &str, take: &mut dyn FnMut(&str)) -> io::Result<()> {
    let mut members = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    members.sort_by_key(fs::DirEntry::file_name);
    for member in members {
        let path = format!("{prefix}{}", member.file_name().to_string_lossy());
        if member.path().is_dir() {
            unlisted(&member.path(), &format!("{path}/"), take)?;
        } else {
            take(&path);
        }
    }
    Ok(())
}
