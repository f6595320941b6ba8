//! A build from end to end, with invented records in the place of the engine.

mod merged;
mod parts;
mod resume;

use std::path::{Path, PathBuf};

use super::*;
use crate::document::Document;
use crate::hash::sha256;
use crate::invent;
use crate::problem::{Code, Problem};
use crate::record::{Bilingual, Evidence, Extraction};
use crate::table::Status;

/// What a page of ours says is its number, a seed; a few numbers are bad pages.
fn process(uri: &str, bytes: &[u8]) -> Outcome {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut document = Document::from_text(uri, text);
    document.sha256 = sha256(bytes);
    let seed: u64 = text.split(' ').next().unwrap().parse().unwrap();
    match seed % 50 {
        // a panic prints, so a few are enough
        11 if seed < 400 => panic!("seed {seed}"),
        12 => {
            document.doubts.push(Problem::warning(
                Code::EncodingLoss,
                "source",
                "expected UTF-8, found something else",
            ));
            return Outcome::not_an_article(&document, "a list of articles");
        }
        _ => {}
    }
    let mut record = invent::record(seed);
    record.source.sha256 = document.sha256.clone();
    record.source.uri = uri.to_owned();
    // nothing but its number makes two pages one article
    record.title = Bilingual { zh: Some(format!("第 {seed} 号试验田的土壤")), en: None };
    record.article_code = None;
    if seed % 50 == 13 {
        record.year = Some(9999);
    }
    let span = crate::document::Span::new(0, text.len());
    let evidence = vec![Evidence { field: "authors[].name.zh", position: Some(1), span, confidence: 0.5 }];
    Outcome::article(&document, Extraction { record, evidence }, true)
}

/// Pages 1 to `count`; page 20 comes again as another page of the same article, page 30 byte for byte.
fn pages(count: u64) -> impl Iterator<Item = Input> + Send {
    let more = [(20, "20 again"), (30, "30"), (12, "12")].map(|(seed, text)| (format!("more/{seed}"), text.to_owned()));
    let all = (1..=count).map(|seed| (format!("pages/{seed}"), seed.to_string()));
    let unread = Input::new("gone", || Err(std::io::Error::other("gone away").into()));
    all.chain(more).map(|(uri, text)| Input::new(uri, move || Ok(text.into_bytes()))).chain(std::iter::once(unread))
}

fn build_at(out: &Path, jobs: usize, overwrite: bool, count: u64) -> Result<Summary, Error> {
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    build(pages(count), &process, Options { overwrite, jobs, evidence: true, ..Options::new(out, watch, stop) })
}

/// Every file of a folder with its bytes, in order.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let read = |input: crate::source::Input| {
        let path = Path::new(&input.uri).strip_prefix(folder).unwrap().to_owned();
        (path, input.read().unwrap().bytes)
    };
    crate::source::walk([folder.into()]).map(read).collect()
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let one = folder.path().join("one");
    build_at(&one, 1, false, 300).unwrap();
    let expected = files(&one);
    assert_eq!(expected.len(), 1 + 9 + 9 + 2);
    for jobs in [2, 5] {
        let other = folder.path().join(format!("with {jobs}"));
        build_at(&other, jobs, false, 300).unwrap();
        assert!(files(&other) == expected, "{jobs} threads");
    }
}

#[test]
fn every_input_is_accounted_for() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/down/数据 集");
    let summary = build_at(&out, 2, false, 100).unwrap();
    let statuses = Status::ALL.map(|status| summary.of(status));
    assert_eq!(statuses, [94, 2, 2, 3, 3]);
    assert_eq!((summary.inputs, summary.records, summary.rejected), (104, 94, 2));
    assert!(!summary.is_clean());

    let mut reader = csv::Reader::from_path(out.join("csv/sources.csv")).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 104);
    let row = |uri: &str| rows.iter().find(|row| &row[1] == uri).unwrap().iter().collect::<Vec<_>>();
    assert_eq!(row("pages/11")[7..], ["failed", "", "a fault of qikan, please report it: seed 11"]);
    assert_eq!(row("pages/13")[7..], ["rejected", "", "/year: 9999 is greater than the maximum of 2100"]);
    assert_eq!(
        row("gone")[7..],
        ["failed", "", "expected to read it, found: gone away; try again, or copy it elsewhere"]
    );
    assert!(row("gone")[0].starts_with("unread:"));
    assert_eq!(row("more/20")[7], "merged");
    assert_eq!(row("more/20")[8], invent::record(20).id);
    assert_eq!(row("more/30")[0], format!("{}#2", row("pages/30")[0]));
    let rejected = std::fs::read_to_string(out.join("rejected.jsonl")).unwrap();
    assert!(rejected.starts_with(r#"{"reasons":[{"pointer":"/year","reason":"9999 is"#), "{rejected}");
}

#[test]
fn a_fresh_dataset_is_whole_and_every_planted_fault_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    build_at(&out, 2, false, 100).unwrap();
    assert_eq!(verify(&out).unwrap(), []);

    let findings = |file: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let before = std::fs::read(out.join(file)).unwrap();
        std::fs::write(out.join(file), change(before.clone())).unwrap();
        let findings: Vec<String> = verify(&out).unwrap().iter().map(ToString::to_string).collect();
        std::fs::write(out.join(file), before).unwrap();
        findings.join("\n")
    };
    let text =
        |change: fn(String) -> String| move |bytes: Vec<u8>| change(String::from_utf8(bytes).unwrap()).into_bytes();
    let flipped = findings("csv/keywords.csv", &|mut bytes| {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        bytes
    });
    assert!(flipped.contains("csv/keywords.csv: expected sha256 "), "{flipped}");
    let flipped = findings("parquet/articles.parquet", &|mut bytes| {
        bytes[100] ^= 1;
        bytes
    });
    assert!(flipped.contains("parquet/articles.parquet: expected sha256 "), "{flipped}");
    let dropped =
        findings("csv/authorships.csv", &text(|csv| csv.lines().take(3).map(|l| l.to_owned() + "\n").collect()));
    assert!(dropped.contains(" rows, found 2"), "{dropped}");
    let renamed = findings("csv/affiliations.csv", &text(|csv| csv.replacen("city", "town", 1)));
    assert!(renamed.contains("csv/affiliations.csv:1: expected the columns article_id,"), "{renamed}");
    let dangling = findings("csv/authorships.csv", &text(|csv| csv + "qk:0000000000000000,1,1\n"));
    assert!(dangling.contains("expected a row of authors with this article_id, position, found qk:0"), "{dangling}");
    let twice = findings(
        "csv/authorships.csv",
        &text(|csv| {
            let last = csv.lines().last().unwrap().to_owned();
            csv + &last + "\n"
        }),
    );
    assert!(twice.contains("expected a key (article_id, author_position, affiliation_position) of its own"), "{twice}");
    let untyped = findings("csv/authors.csv", &text(|csv| csv.replacen(",true,", ",maybe,", 1)));
    assert!(untyped.contains(" corresponding: expected true or false, found \"maybe\""), "{untyped}");
    let refused =
        findings("records.jsonl", &text(|json| json.replacen("\"language\":\"zh\"", "\"language\":\"fr\"", 1)));
    assert!(refused.contains("/language: expected what the schema says, found \"fr\" is not"), "{refused}");
    let column =
        findings("datapackage.json", &text(|json| json.replacen("\"name\": \"title_zh\"", "\"name\": \"titre\"", 1)));
    assert!(column.contains("resource articles: expected the columns"), "{column}");
    std::fs::remove_file(out.join("csv/funding.csv")).unwrap();
    std::fs::write(out.join("csv/more.csv"), "").unwrap();
    let findings = verify(&out).unwrap();
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].to_string().starts_with("csv/funding.csv: expected a file, found No such file"));
    assert!(findings[1].to_string().starts_with("csv/more.csv: expected to be listed"));
}

#[test]
fn what_is_no_dataset_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("thesis");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("chapter.txt"), "years of work").unwrap();
    assert!(matches!(build_at(&out, 1, true, 3), Err(Error::NotOurs(..))));
    assert!(matches!(build_at(&out.join("chapter.txt"), 1, true, 3), Err(Error::NotAFolder(_))));
    assert_eq!(files(&out).len(), 1);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");

    // an empty folder is as good as none
    std::fs::remove_file(out.join("chapter.txt")).unwrap();
    build_at(&out, 1, false, 3).unwrap();
    assert!(matches!(build_at(&out, 1, false, 5), Err(Error::Exists(..))));
    build_at(&out, 1, true, 5).unwrap();
    assert_eq!(verify(&out).unwrap(), []);
    // somebody else's file in a dataset of ours
    std::fs::write(out.join("notes.txt"), "").unwrap();
    assert!(matches!(build_at(&out, 1, true, 5), Err(Error::NotOurs(..))));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_half_written() {
    // /dev/full would do for one file; a path that a file stands in the way of does for all
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let error = build_at(&folder.path().join("file/dataset"), 1, false, 3).unwrap_err().to_string();
    assert!(error.contains("expected to write it, found: "), "{error}");
    assert_eq!(error.lines().count(), 1);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_folder_that_vanishes_is_an_error_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    let vanish = |uri: &str, bytes: &[u8]| {
        if uri == "pages/50" {
            let draft = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
            assert_eq!(draft.file_name(), ".dataset.qikan-work");
            std::fs::remove_dir_all(draft.path()).unwrap();
        }
        process(uri, bytes)
    };
    let error =
        build(pages(100), &vanish, Options { jobs: 2, ..Options::new(&out, watch, stop) }).unwrap_err().to_string();
    assert!(error.contains("dataset: expected to write it, found: No such file"), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
