//! `SHA256SUMS`: the checksum of every other file, as `sha256sum -c` reads it.

use std::collections::BTreeMap;

use crate::write::Written;

/// The name of the file.
pub const NAME: &str = "SHA256SUMS";

/// Its text, sorted by path.
pub fn text(files: &[Written]) -> String {
    let sums: BTreeMap<&str, &str> = files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect();
    sums.iter().map(|(path, sum)| format!("{sum}  {path}\n")).collect()
}

/// The checksums by path, and the numbers of the lines that are none.
pub fn parse(text: &str) -> (BTreeMap<&str, &str>, Vec<usize>) {
    let sound = |sum: &str| sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit());
    let (mut sums, mut others) = (BTreeMap::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        match line.split_once("  ") {
            Some((sum, path)) if sound(sum) && !path.is_empty() => drop(sums.insert(path, sum)),
            _ => others.push(at + 1),
        }
    }
    (sums, others)
}
