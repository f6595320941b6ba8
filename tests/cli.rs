//! The program from outside: what it prints where, and how it ends.

use assert_cmd::Command;

fn qikan(args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("qikan").unwrap().args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn help_opens_with_an_example() {
    let (code, out, _) = qikan(&["--help"]);
    assert_eq!(code, 0);
    assert!(out.starts_with("Turn a folder of pages into a dataset, then look at it:\n    $ qikan build"), "{out}");
    let (code, out, err) = qikan(&[]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("$ qikan build"), "{err}");
}

#[test]
fn the_schema_is_the_committed_one() {
    let (code, out, _) = qikan(&["schema"]);
    assert_eq!((code, out.as_str()), (0, include_str!("../schema/record.schema.json")));
    let (code, out, _) = qikan(&["schema", "--tables"]);
    assert_eq!((code, out.as_str()), (0, include_str!("../schema/datapackage.json")));
}

#[test]
fn completions_know_the_commands() {
    let (code, out, _) = qikan(&["completions", "bash"]);
    assert_eq!(code, 0);
    assert!(out.contains("--overwrite"));
}

#[test]
fn records_are_checked_line_by_line() {
    let output =
        Command::cargo_bin("qikan").unwrap().args(["check", "-"]).write_stdin("{}\nnot json\n").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.contains("-:1: expected what the schema says, found \"id\" is a required property"), "{out}");
    assert!(out.contains("-:2: expected a record as JSON, found expected ident"), "{out}");
}

#[test]
fn errors_are_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "years of work").unwrap();
    for args in [
        vec!["check", "nowhere"],
        vec!["check", path],
        vec!["build", path, "--out", path],
        vec!["score", "-", "nowhere"],
    ] {
        let (code, out, err) = qikan(&args);
        assert_eq!((code, out.as_str(), err.lines().count()), (2, "", 1), "{args:?}: {err}");
        assert!(err.starts_with("qikan: ") && err.contains(": expected ") && err.contains("found"), "{err}");
    }
    assert_eq!(qikan(&["build"]).0, 2);
}

#[test]
fn a_dataset_is_built_checked_and_not_overwritten_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::create_dir(path("pages")).unwrap();
    std::fs::write(path("pages/空 白.txt"), "").unwrap();
    let (code, out, err) = qikan(&["build", &path("pages"), "--out", &path("dataset")]);
    assert_eq!((code, out.as_str()), (1, ""), "an empty file is a failure");
    assert!(err.starts_with("1 input in "), "{err}");
    assert_eq!(qikan(&["check", &path("dataset")]), (0, String::new(), String::new()));
    let (code, _, err) = qikan(&["build", &path("pages"), "--out", &path("dataset")]);
    assert_eq!(code, 2);
    assert!(err.ends_with("found a dataset; add --overwrite to replace it\n"), "{err}");
    let (code, _, err) = qikan(&["build", &path("pages"), "--out", &path("dataset"), "--overwrite", "--quiet"]);
    assert_eq!((code, err.as_str()), (1, ""));
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_failure() {
    use std::process::{Command, Stdio};
    let mut child = Command::new(env!("CARGO_BIN_EXE_qikan")).arg("schema").stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
