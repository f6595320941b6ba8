//! The program as a user runs it, and the folder that it runs in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use tempfile::TempDir;

/// The compiled program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_qikan");
/// The source tree.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// A page that gives a record.
pub const PAGE: &str = include_str!("../../data/samples/magtech/zh-face.txt");

/// Nothing that is tested here takes longer, on a slow machine either: what does, hangs.
const PATIENCE: Duration = Duration::from_secs(300);

/// How a run ended, and what it printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// Ends a command that has its arguments; a signal is no way to end.
    pub fn of(mut command: Command) -> Run {
        let output = command.timeout(PATIENCE).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        let code = output.status.code().unwrap_or_else(|| panic!("{}: {err}", output.status));
        Run { code, out, err }
    }

    /// Expects a usage error: exit 2, nothing on standard output, one line that says where, expected and found.
    #[track_caller]
    pub fn is_refused(&self, found: &str) {
        assert_eq!((self.code, self.out.as_str(), self.err.lines().count()), (2, "", 1), "{}", self.err);
        assert!(self.err.starts_with("qikan: ") && self.err.contains(": expected "), "{}", self.err);
        assert!(self.err.contains(found), "expected {found:?} in: {}", self.err);
    }
}

/// Runs qikan in the source tree.
pub fn qikan(args: &[&str]) -> Run {
    let mut command = Command::new(PROGRAM);
    command.current_dir(ROOT).args(args);
    Run::of(command)
}

/// A folder of its own, gone when the test ends.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders that it is in.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs qikan in it.
    pub fn qikan(&self, args: &[&str]) -> Run {
        self.fed(args, "")
    }

    /// Runs qikan in it, with something to read on standard input.
    pub fn fed(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Run {
        let mut command = Command::new(PROGRAM);
        command.current_dir(self.path()).args(args).write_stdin(input);
        Run::of(command)
    }

    /// The names in it, hidden ones as well, sorted.
    pub fn names(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.path()).unwrap();
        let mut names: Vec<String> = names.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The rows of the table `sources` of the dataset `name`.
    pub fn sources(&self, name: &str) -> Vec<Source> {
        let mut reader = csv::Reader::from_path(self.path().join(name).join("csv/sources.csv")).unwrap();
        let source = |row: csv::Result<csv::StringRecord>| {
            let row = row.unwrap();
            let [uri, status, message] = [1, 7, 9].map(|column| row[column].to_owned());
            Source { uri, status, message }
        };
        reader.records().map(source).collect()
    }
}

/// A row of the table `sources`.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    pub uri: String,
    pub status: String,
    pub message: String,
}

/// Every file of a folder with its bytes.
pub fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let read = |input: qikan::source::Input| (PathBuf::from(&input.uri), input.read().unwrap().bytes);
    let files = qikan::source::walk([folder.into()]).map(read);
    files.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
}
