//! Inputs: files, folders (recursive, sorted) and standard input, each read only when its turn comes.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// One input: where it is, and how to get its bytes.
pub struct Input {
    /// Path or address; a member of a container is `archive!/member`.
    pub uri: String,
    read: Box<dyn FnOnce() -> io::Result<Vec<u8>> + Send>,
}

impl Input {
    /// An input at `uri`, read by `read`.
    pub fn new(uri: impl Into<String>, read: impl FnOnce() -> io::Result<Vec<u8>> + Send + 'static) -> Input {
        Input { uri: uri.into(), read: Box::new(read) }
    }

    /// The file at `path`.
    pub fn file(path: PathBuf) -> Input {
        Input::new(path.to_string_lossy().into_owned(), move || read_file(&path))
    }

    /// An input that cannot be read.
    fn broken(path: &Path, error: io::Error) -> Input {
        Input::new(path.to_string_lossy(), move || Err(error))
    }

    /// Its bytes.
    pub fn read(self) -> io::Result<Vec<u8>> {
        (self.read)()
    }
}

/// The longest input that is read into memory.
const LONGEST: u64 = 1 << 30;

fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = std::fs::File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::Error::other("expected a file, found a folder"));
    }
    bounded(file, metadata.len())
}

/// Reads `from` to its end, unless that is too far away; a pipe or a device does not say how long it is.
fn bounded(from: impl Read, hint: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(hint.min(LONGEST) as usize);
    from.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::other(format!("expected at most {LONGEST} bytes, found more; split it")));
    }
    Ok(bytes)
}

/// The inputs under `paths`: `-` is standard input, a folder is all files in it and below, sorted by path. What
/// cannot be listed is an input that cannot be read. Links to folders are not followed, so a loop is none.
pub fn inputs(paths: Vec<PathBuf>) -> impl Iterator<Item = Input> + Send {
    // a stack, next one last; memory holds one listing a level, not the tree
    let mut waiting: Vec<(PathBuf, bool)> = paths.into_iter().rev().map(|path| (path, true)).collect();
    std::iter::from_fn(move || {
        loop {
            let (path, named) = waiting.pop()?;
            if named && path.as_os_str() == "-" {
                return Some(Input::new("-", || bounded(io::stdin().lock(), 0)));
            }
            // a folder that the user named may be a link, one that was met on the way may not
            let kind = if named { std::fs::metadata(&path) } else { std::fs::symlink_metadata(&path) };
            match kind {
                Ok(kind) if kind.is_dir() => match list(&path) {
                    Ok(members) => waiting.extend(members.into_iter().rev().map(|member| (member, false))),
                    Err(error) => return Some(Input::broken(&path, error)),
                },
                Ok(kind) if kind.is_symlink() => match std::fs::metadata(&path) {
                    Ok(target) if target.is_dir() => {}
                    Ok(_) => return Some(Input::file(path)),
                    Err(error) => return Some(Input::broken(&path, error)),
                },
                Ok(kind) if named || kind.is_file() => return Some(Input::file(path)),
                // a socket, a pipe or a device in a folder would hang or never end
                Ok(_) => return Some(Input::broken(&path, io::Error::other("expected a file, found a special file"))),
                Err(error) => return Some(Input::broken(&path, error)),
            }
        }
    })
}

fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut members: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    members.sort();
    Ok(members)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("b")).unwrap();
        std::fs::write(path("b/中文 名.txt"), "1").unwrap();
        std::fs::write(path("a.txt"), "2").unwrap();
        std::fs::write(path("c.txt"), "3").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), path("b/loop")).unwrap();
            std::os::unix::fs::symlink(path("nowhere"), path("d")).unwrap();
        }
        let read = |input: Input| (PathBuf::from(&input.uri), input.read().ok());
        let found: Vec<_> = inputs(vec![folder.path().into(), path("missing")]).map(read).collect();
        let mut expected = vec![
            (path("a.txt"), Some(b"2".to_vec())),
            (path("b/中文 名.txt"), Some(b"1".to_vec())),
            (path("c.txt"), Some(b"3".to_vec())),
        ];
        #[cfg(unix)]
        expected.push((path("d"), None));
        expected.push((path("missing"), None));
        assert_eq!(found, expected);
    }
}
