//! A build that is stopped, or that fails, and what goes on from it.

use std::sync::atomic::{AtomicU64, Ordering};

use super::*;

/// What is noted.
#[derive(Default)]
struct Notes(Vec<String>);

impl Watch for Notes {
    fn progress(&mut self, _: &Progress) {}

    fn note(&mut self, note: &str) {
        self.0.push(note.to_owned());
    }
}

/// As many pages as three parts hold.
const MANY: u64 = 5000;

/// Builds at `out` until `most` inputs have been worked on, with the notes.
fn build_until(out: &Path, most: u64, resume: bool, inputs: u64) -> (Result<Summary, Error>, Vec<String>) {
    let (mut notes, stop, worked) = (Notes::default(), AtomicBool::new(false), AtomicU64::new(0));
    let work = |uri: &str, bytes: &[u8]| {
        if worked.fetch_add(1, Ordering::Relaxed) + 1 >= most {
            stop.store(true, Ordering::Relaxed);
        }
        process(uri, bytes)
    };
    let options = Options { resume, evidence: true, jobs: 2, ..Options::new(out, &mut notes, &stop) };
    let built = build(pages(inputs), &work, options);
    (built, notes.0)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_is_stopped_goes_on_to_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    build_at(&whole, 2, false, MANY).unwrap();
    let out = folder.path().join("dataset");
    let mut done = 0;
    // in the first part, at the end of one, soon after, in the last
    for more in [3, 2048, 20, 1800] {
        let (built, notes) = build_until(&out, more, done > 0, MANY);
        let Err(Error::Stopped(now)) = built else { panic!("expected a stop, found {built:?}") };
        assert!(now >= done + more && now < done + more + 500, "{now} after {done} and {more}");
        assert_eq!(notes, [""; 0]);
        assert_eq!(names(folder.path()), [".dataset.qikan-work", "whole"]);
        done = now;
    }
    let (built, notes) = build_until(&out, u64::MAX, true, MANY);
    assert_eq!(built.unwrap().inputs, MANY + 4);
    assert_eq!(notes, [""; 0]);
    assert!(files(&out) == files(&whole));
    assert_eq!(names(folder.path()), ["dataset", "whole"]);
}

#[test]
fn other_inputs_are_refused_and_nothing_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    build_until(&out, 100, false, MANY).0.unwrap_err();
    let changed = |out: &Path, evidence| {
        let (watch, stop) = (&mut (), &AtomicBool::new(false));
        let inputs = pages(MANY).map(|input| match input.uri.as_str() {
            "pages/50" => Input::new("pages/50.txt", || Ok(b"50".to_vec())),
            _ => input,
        });
        let options = Options { resume: true, evidence, ..Options::new(out, watch, stop) };
        build(inputs, &process, options).unwrap_err().to_string()
    };
    let error = changed(&out, true);
    assert!(error.contains("found other inputs, or another order, from 1 to "), "{error}");
    let error = changed(&out, false);
    assert!(error.contains("found evidence true then and false now; repeat them, or start over"), "{error}");
    assert!(build_until(&out, u64::MAX, true, MANY).0.is_ok());
}

#[test]
fn more_inputs_than_then_are_read_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let (out, whole) = (folder.path().join("dataset"), folder.path().join("whole"));
    // all that the first run knew of the second one's inputs are its first hundred
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    let work = |uri: &str, bytes: &[u8]| {
        if uri == "pages/100" {
            stop.store(true, Ordering::Relaxed);
        }
        process(uri, bytes)
    };
    let options = Options { evidence: true, ..Options::new(&out, watch, stop) };
    build(pages(100).take(100), &work, options).unwrap_err();
    build_until(&out, u64::MAX, true, 300).0.unwrap();
    build_at(&whole, 1, false, 300).unwrap();
    assert!(files(&out) == files(&whole));
}

#[test]
fn what_is_left_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let (built, notes) = build_until(&out, u64::MAX, true, 10);
    built.unwrap();
    assert_eq!(notes, ["nothing to go on from: started from the beginning"]);
    let out = folder.path().join("another");
    build_until(&out, 5, false, 1000).0.unwrap_err();
    let (built, notes) = build_until(&out, u64::MAX, false, 10);
    built.unwrap();
    assert_eq!(notes, ["what a stopped run left was thrown away; --resume would have gone on from it"]);
    assert_eq!(names(folder.path()), ["another", "dataset"]);
}

#[test]
fn two_runs_do_not_write_one_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let meanwhile = std::sync::Mutex::new(None);
    let work = |uri: &str, bytes: &[u8]| {
        if uri == "pages/5" {
            *meanwhile.lock().unwrap() = Some(build_at(&out, 1, true, 5).unwrap_err().to_string());
        }
        process(uri, bytes)
    };
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    build(pages(10), &work, Options::new(&out, watch, stop)).unwrap();
    let error = meanwhile.into_inner().unwrap().unwrap();
    assert!(error.ends_with("found another run of qikan that writes there; wait for it"), "{error}");
    assert_eq!(verify(&out).unwrap(), []);
}

#[test]
fn a_damaged_part_is_an_error_that_names_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    build_until(&out, 3000, false, MANY).0.unwrap_err();
    let part = folder.path().join(".dataset.qikan-work/000000.part");
    let mut bytes = std::fs::read(&part).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 4;
    std::fs::write(&part, bytes).unwrap();
    let error = build_until(&out, u64::MAX, true, MANY).0.unwrap_err().to_string();
    assert!(error.contains("000000.part: expected what was written, found: "), "{error}");
    assert!(error.ends_with("; start over without --resume"), "{error}");
    build_until(&out, u64::MAX, false, MANY).0.unwrap();
}

#[test]
fn an_older_dataset_stays_until_there_is_another() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    build_at(&out, 1, false, 20).unwrap();
    let before = files(&out);
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    let work = |uri: &str, bytes: &[u8]| {
        stop.store(uri == "pages/100" || stop.load(Ordering::Relaxed), Ordering::Relaxed);
        process(uri, bytes)
    };
    let options = Options { overwrite: true, evidence: true, ..Options::new(&out, watch, stop) };
    assert!(matches!(build(pages(MANY), &work, options), Err(Error::Stopped(_))));
    assert!(files(&out) == before);
    // killed when it had taken the older one away, where folders cannot change places
    let work = folder.path().join(".dataset.qikan-work");
    std::fs::rename(&out, work.join("replaced")).unwrap();
    assert!(matches!(build_at(&out, 1, false, 20), Err(Error::Exists(..))));
    let (watch, stop) = (&mut (), &AtomicBool::new(true));
    let options = Options { overwrite: true, evidence: true, resume: true, ..Options::new(&out, watch, stop) };
    assert!(matches!(build(pages(MANY), &process, options), Err(Error::Stopped(_))));
    assert!(files(&out) == before, "it is back");
}
