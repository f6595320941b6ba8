//! `qikan build` and `qikan check`: the dataset folder as a whole.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::{Folder, PAGE, ROOT, bytes};

fn samples() -> String {
    Path::new(ROOT).join("data/samples").to_str().unwrap().to_owned()
}

#[test]
fn the_samples_build_clean_and_whole() {
    let here = Folder::new();
    let built = here.qikan(&["build", &samples(), "--out", "dataset"]);
    assert_eq!((built.code, built.out.as_str()), (0, ""), "{}", built.err);
    let sources = here.sources("dataset");
    let inputs = qikan::source::walk([samples().into()]).count();
    assert_eq!(sources.len(), inputs, "one row an input");
    assert!(built.err.starts_with(&format!("{inputs} inputs in ")), "{}", built.err);
    assert!(built.err.ends_with("\ndataset is ready\n"), "{}", built.err);
    let mut count = BTreeMap::new();
    sources.iter().for_each(|source| *count.entry(source.status.as_str()).or_insert(0) += 1);
    let records = here.read("dataset/records.jsonl").lines().count();
    assert_eq!(count["extracted"], records);
    assert!(records >= 20 && !count.contains_key("failed") && !count.contains_key("rejected"), "{count:?}");
    assert_eq!(here.read("dataset/rejected.jsonl"), "");

    let checked = here.qikan(&["check", "dataset"]);
    assert_eq!((checked.code, checked.out.as_str(), checked.err.as_str()), (0, "", ""));
    let records = here.qikan(&["check", "dataset/records.jsonl"]);
    assert_eq!((records.code, records.out.as_str()), (0, ""));
    here.write("dataset/csv/keywords.csv", here.read("dataset/csv/keywords.csv").replacen(",1,", ",9,", 1));
    let checked = here.qikan(&["check", "dataset"]);
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    assert!(checked.out.starts_with("csv/keywords.csv: expected sha256 "), "{}", checked.out);
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes() {
    let here = Folder::new();
    let fixtures = crate::fixtures::folder();
    let build = |out: &str, jobs: &str| {
        let args = ["build", fixtures.to_str().unwrap(), "--evidence", "--quiet", "--out", out, "--jobs", jobs];
        let built = here.qikan(&args);
        assert_eq!((built.code, built.err.as_str()), (0, ""));
        bytes(&here.path().join(out))
    };
    let one = build("one", "1");
    assert_eq!(one.len(), 1 + 9 + 9 + 2);
    assert!(one == build("three", "3"));
}

#[test]
fn evidence_is_written_where_it_is_asked_for() {
    let here = Folder::new();
    here.write("page.txt", PAGE);
    assert_eq!(here.qikan(&["build", "page.txt", "--out", "without", "--quiet"]).code, 0);
    assert_eq!(here.qikan(&["build", "page.txt", "--out", "with", "--quiet", "--evidence"]).code, 0);
    assert!(!here.path().join("without/csv/evidence.csv").exists());
    let mut reader = csv::Reader::from_path(here.path().join("with/csv/evidence.csv")).unwrap();
    let mut column = |name: &str| reader.headers().unwrap().iter().position(|n| n == name).unwrap();
    let (start, end, text) = (column("start"), column("end"), column("text"));
    let mut rows = 0;
    for row in reader.records().map(Result::unwrap) {
        let printed = &PAGE[row[start].parse().unwrap()..row[end].parse().unwrap()];
        assert_eq!(printed, &row[text]);
        rows += 1;
    }
    assert!(rows > 10, "expected evidence, found {rows} rows");
}

#[test]
fn a_dataset_is_replaced_only_when_asked() {
    let here = Folder::new();
    here.write("pages/空 白.txt", PAGE);
    assert_eq!(here.qikan(&["build", "pages", "--out", "数据 集"]).code, 0);
    let first = bytes(&here.path().join("数据 集"));
    here.write("pages/more.txt", "");
    let refused = here.qikan(&["build", "pages", "--out", "数据 集"]);
    refused.is_refused("数据 集: expected a new folder, found a dataset; add --overwrite to replace it");
    assert!(bytes(&here.path().join("数据 集")) == first);
    let replaced = here.qikan(&["build", "pages", "--out", "数据 集", "--overwrite", "--quiet"]);
    assert_eq!((replaced.code, replaced.err.as_str()), (1, ""), "an empty file is a failure");
    assert_eq!(here.sources("数据 集").len(), 2);
    assert_eq!(here.names(), ["pages", "数据 集"], "nothing is left beside");
}

#[test]
fn a_folder_of_something_else_is_never_replaced() {
    let here = Folder::new();
    here.write("thesis/chapter.txt", "years of work");
    here.write("package/datapackage.json", "{\"name\": \"of somebody else\"}");
    here.write("file", "");
    for (out, found) in [
        ("thesis", "found a folder with other files; choose another --out"),
        ("package", "found a folder with other files; choose another --out"),
        ("file", "found a file; choose another --out"),
    ] {
        let before = bytes(here.path());
        here.qikan(&["build", "thesis", "--out", out, "--overwrite"]).is_refused(found);
        assert!(bytes(here.path()) == before);
    }
    assert_eq!(here.names(), ["file", "package", "thesis"]);
}

#[test]
fn the_dataset_being_replaced_is_no_input() {
    let here = Folder::new();
    here.write("pages/a.txt", PAGE);
    here.write("z.txt", "");
    let uris = |args: &[&str]| {
        let built = here.qikan(args);
        assert_eq!(built.code, 1, "{}", built.err);
        here.sources("deep/dataset").into_iter().map(|source| source.uri).collect::<Vec<_>>()
    };
    let expected = ["./pages/a.txt", "./z.txt"];
    assert_eq!(uris(&["build", ".", "--out", "./deep/dataset"]), expected);
    assert_eq!(uris(&["build", ".", "--out", "./deep/dataset", "--overwrite"]), expected);
    let absolute = here.path().join("deep/../deep/dataset");
    assert_eq!(uris(&["build", ".", "--out", absolute.to_str().unwrap(), "--overwrite"]), expected);
    // what is named is read, wherever it is
    let named = uris(&["build", "deep/dataset/csv/authors.csv", "z.txt", "--out", "deep/dataset", "--overwrite"]);
    assert_eq!(named, ["deep/dataset/csv/authors.csv", "z.txt"]);
}

#[test]
fn the_same_page_twice_is_one_article() {
    let here = Folder::new();
    here.write("a.txt", PAGE);
    here.write("b.txt", PAGE);
    assert_eq!(here.qikan(&["build", "a.txt", "b.txt", "--out", "dataset", "--quiet"]).code, 0);
    let statuses: Vec<String> = here.sources("dataset").into_iter().map(|source| source.status).collect();
    assert_eq!(statuses, ["extracted", "merged"]);
    assert_eq!(here.read("dataset/records.jsonl").lines().count(), 1);
}
