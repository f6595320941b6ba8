//! INPUT arguments → files: folders (recursive, in the order of their paths' bytes) and standard input.
//!
//! Nothing is read before [`Input::read`], and of a big tree only the names of the folders on the way are in memory.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use super::error::SourceErrorKind;
use super::input::{Input, Place};

/// The files that the command line's `arguments` name, in order, e.g. `["pages", "paper.txt", "-"]`; what is in those
/// that are containers is [`open`](super::open)'s matter.
///
/// Hidden files and folders (`.git`) inside a folder are passed over, whatever is named is not. What cannot be read
/// is an input as well: its [`Input::read`] says why.
pub fn walk(arguments: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = Input> {
    arguments.into_iter().flat_map(|argument| {
        if argument == "-" {
            return Walk::of(Input::new("-", Place::Stdin));
        }
        let path = PathBuf::from(argument);
        if path.is_dir() { Walk::into(path) } else { Walk::of(Input::of_path(&path, Place::Named)) }
    })
}

/// The paths of a list, a line each, or with a NUL behind each where the first has one, e.g. of `find -print0`.
///
/// A list that cannot be read to its end ends with the reason, as an input named `uri`. `-` is a file of that name.
pub fn listed(mut list: impl BufRead, uri: String) -> impl Iterator<Item = Result<OsString, Input>> {
    let mut end = None;
    let mut over = false;
    std::iter::from_fn(move || {
        while !over {
            let mut path = Vec::new();
            let read = list.fill_buf().map(|first| memchr::memchr2(b'\n', 0, first).map_or(b'\n', |at| first[at]));
            let read = read.and_then(|first| list.by_ref().take(PATH).read_until(*end.get_or_insert(first), &mut path));
            match read {
                Ok(0) => over = true,
                Ok(_) => {
                    while path.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r' | 0)) {
                        path.pop();
                    }
                    match path.as_slice() {
                        b"" => {}
                        b"-" => return Some(Ok("./-".into())),
                        _ => return Some(Ok(of_bytes(path))),
                    }
                }
                Err(error) => {
                    over = true;
                    return Some(Err(Input::failed(uri.as_str(), error.into())));
                }
            }
        }
        None
    })
}

/// The longest path of a list: what is longer is no path on any system.
const PATH: u64 = 1 << 16;

#[cfg(unix)]
fn of_bytes(path: Vec<u8>) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(path)
}

#[cfg(not(unix))]
fn of_bytes(path: Vec<u8>) -> OsString {
    String::from_utf8_lossy(&path).into_owned().into()
}

/// One argument's inputs: a depth-first walk with one sorted listing a level.
struct Walk {
    next: Option<Input>,
    levels: Vec<Level>,
    /// Real paths of the folders entered, against loops and against links that multiply a tree.
    entered: HashSet<PathBuf>,
}

struct Level {
    folder: PathBuf,
    /// Names yet to come, the next one last.
    names: Vec<Name>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// The name's bytes, with a `/` behind a folder's: this orders the paths below as well.
    key: Vec<u8>,
    name: OsString,
    is_folder: bool,
}

impl Walk {
    fn of(input: Input) -> Walk {
        Walk { next: Some(input), levels: Vec::new(), entered: HashSet::new() }
    }

    fn into(folder: PathBuf) -> Walk {
        let mut walk = Walk { next: None, levels: Vec::new(), entered: HashSet::new() };
        walk.next = walk.enter(folder);
        walk
    }

    /// Goes down into `folder`; an input if that cannot be done.
    fn enter(&mut self, folder: PathBuf) -> Option<Input> {
        let listed = fs::canonicalize(&folder).and_then(|real| match self.entered.insert(real) {
            true => list(&folder).map(Some),
            false => Ok(None),
        });
        match listed {
            Ok(Some(names)) => {
                self.levels.push(Level { folder, names });
                None
            }
            Ok(None) => Some(unlisted(&folder, SourceErrorKind::FolderLoop)),
            Err(error) => Some(unlisted(&folder, error.into())),
        }
    }
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        if let Some(input) = self.next.take() {
            return Some(input);
        }
        loop {
            let level = self.levels.last_mut()?;
            let Some(entry) = level.names.pop() else {
                self.levels.pop();
                continue;
            };
            let path = level.folder.join(&entry.name);
            if !entry.is_folder {
                return Some(Input::of_path(&path, Place::Met));
            }
            if let Some(input) = self.enter(path) {
                return Some(input);
            }
        }
    }
}

/// A folder that cannot be read.
fn unlisted(folder: &Path, kind: SourceErrorKind) -> Input {
    Input::failed(folder.to_string_lossy(), kind)
}

/// The names in `folder` but the hidden ones, last one first.
fn list(folder: &Path) -> io::Result<Vec<Name>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let mut key = name.as_encoded_bytes().to_vec();
        if key.starts_with(b".") {
            continue;
        }
        let kind = entry.file_type()?;
        let is_folder = kind.is_dir() || kind.is_symlink() && entry.path().is_dir();
        if is_folder {
            key.push(b'/');
        }
        names.push(Name { key, name, is_folder });
    }
    names.sort_unstable_by(|a, b| b.cmp(a));
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::os::unix::ffi::OsStringExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn uris(root: &Path) -> Vec<String> {
        let prefix = format!("{}/", root.display());
        walk([root.into()]).map(|input| input.uri.trim_start_matches(&prefix).to_owned()).collect()
    }

    fn failure(path: &Path) -> String {
        let input = walk([path.into()]).next().unwrap();
        input.read().unwrap_err().kind.to_string()
    }

    #[test]
    fn folders_are_read_in_the_order_of_their_paths() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("a/深")).unwrap();
        fs::create_dir(root.join(".git")).unwrap();
        for name in ["a.txt", "a/2.txt", "a/深/一 二.txt", "a-b.html", "Z.txt", ".hidden", ".git/x", "题 名.txt"] {
            fs::write(root.join(name), name).unwrap();
        }
        assert_eq!(uris(root), ["Z.txt", "a-b.html", "a.txt", "a/2.txt", "a/深/一 二.txt", "题 名.txt"]);
        let input = walk([root.into()]).last().unwrap();
        assert_eq!(input.read().unwrap().bytes, "题 名.txt".as_bytes());
    }

    #[test]
    fn links_in_a_circle_are_one_failing_input() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("a/b")).unwrap();
        symlink(root, root.join("a/b/up")).unwrap();
        symlink("b", root.join("a/twin")).unwrap();
        fs::write(root.join("a/b/x.txt"), "x").unwrap();
        assert_eq!(uris(root), ["a/b/up", "a/b/x.txt", "a/twin"]);
        let kinds: Vec<_> = walk([root.into()]).map(|input| input.read().map_err(|e| e.kind)).collect();
        assert!(matches!(kinds[..], [Err(SourceErrorKind::FolderLoop), Ok(_), Err(SourceErrorKind::FolderLoop)]));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        symlink("nowhere.txt", root.join("broken")).unwrap();
        assert_eq!(
            failure(&root.join("broken")),
            "expected a file, found a symbolic link to \"nowhere.txt\", which does not exist; mend or remove the link"
        );
        assert!(failure(&root.join("absent")).contains("no such file or folder; check the path"));
        assert_eq!(uris(root), ["broken"]);

        let vanishing = root.join("vanishing.txt");
        fs::write(&vanishing, "x").unwrap();
        let input = walk([root.into()]).last().unwrap();
        fs::remove_file(&vanishing).unwrap();
        assert!(input.read().unwrap_err().to_string().contains("vanishing.txt: expected to read it, found: no such"));

        let big = File::create(root.join("big.txt")).unwrap();
        big.set_len(200 << 20).unwrap();
        assert!(failure(&root.join("big.txt")).contains("expected at most 64 MB, found 200 MB"));

        let socket = root.join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let met = walk([root.into()]).last().unwrap();
        assert!(met.read().unwrap_err().to_string().contains("pipe, socket or device"));
    }

    #[test]
    fn no_permission_is_a_failing_input() {
        let dir = tempfile::tempdir().unwrap();
        let locked = dir.path().join("locked");
        fs::create_dir(&locked).unwrap();
        let file = dir.path().join("x.txt");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o0)).unwrap();
        if File::open(&file).is_ok() {
            return; // root reads everything
        }
        assert!(failure(&file).contains("permission denied; grant read permission"));
        assert!(failure(&locked).contains("permission denied"));
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o700)).unwrap();
    }

    #[test]
    fn a_name_that_is_no_utf8_is_shown_as_far_as_it_goes() {
        let dir = tempfile::tempdir().unwrap();
        let name = OsString::from_vec(b"\xCC\xE2.txt".to_vec());
        fs::write(dir.path().join(name), "x").unwrap();
        let input = walk([dir.path().into()]).next().unwrap();
        assert!(input.uri.ends_with("\u{fffd}\u{fffd}.txt"));
        assert_eq!(input.read().unwrap().bytes, b"x");
    }
}
