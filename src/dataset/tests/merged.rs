//! What becomes of records in groups, whatever their order.

use std::collections::BTreeMap;

use super::*;
use crate::invent::Dice;

/// Pages of 40 articles, each told by one to five sources, some of them the same bytes.
fn crawl() -> Vec<(String, String)> {
    let mut pages = Vec::new();
    for seed in (1..=60).filter(|seed| !(11..=13).contains(&(seed % 50))) {
        for copy in 0..=seed % 5 {
            // the third copy is the second, byte for byte
            pages.push((format!("{copy}/{seed}"), format!("{seed} {}", copy.min(1))));
        }
    }
    pages
}

fn built(pages: &[(String, String)], jobs: usize, merge: bool) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    let inputs = pages.iter().cloned().map(|(uri, text)| Input::new(uri, move || Ok(text.into_bytes())));
    let options = Options { merge, jobs, evidence: true, ..Options::new(&out, watch, stop) };
    build(inputs, &process, options).unwrap();
    assert_eq!(verify(&out).unwrap(), []);
    (folder, out)
}

/// The records by id, and the status and article of each uri.
type Content = (BTreeMap<String, String>, BTreeMap<String, (String, String)>);

fn content(out: &Path) -> Content {
    let records = std::fs::read_to_string(out.join("records.jsonl")).unwrap();
    let id = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
    let records = records.lines().map(|line| (id(line), line.to_owned())).collect();
    let mut reader = csv::Reader::from_path(out.join("csv/sources.csv")).unwrap();
    let column = |name: &str, header: &csv::StringRecord| header.iter().position(|n| n == name).unwrap();
    let header = reader.headers().unwrap().clone();
    let [uri, status, article] = ["uri", "status", "article_id"].map(|name| column(name, &header));
    let sources = reader.records().map(Result::unwrap);
    (records, sources.map(|row| (row[uri].to_owned(), (row[status].to_owned(), row[article].to_owned()))).collect())
}

#[test]
fn records_are_the_same_in_any_order_of_inputs() {
    let mut pages = crawl();
    let (_folder, out) = built(&pages, 2, true);
    let (records, sources) = content(&out);
    assert!(records.len() < pages.len() && sources.len() == pages.len());
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        for place in (1..pages.len()).rev() {
            pages.swap(place, dice.below(place as u64 + 1) as usize);
        }
        let (_folder, out) = built(&pages, 1, true);
        let (shuffled, of) = content(&out);
        assert_eq!(shuffled, records);
        let articles = |sources: &BTreeMap<String, (String, String)>| -> Vec<_> {
            sources.iter().map(|(uri, (_, article))| (uri.clone(), article.clone())).collect()
        };
        assert_eq!(articles(&of), articles(&sources));
        // the first of each article's sources, in input order, is where it stands
        let mut seen = std::collections::HashSet::new();
        for (uri, _) in &pages {
            let (status, article) = &of[uri];
            assert_eq!(status == "extracted", seen.insert(article.clone()), "{uri}");
        }
    }
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let pages = crawl();
    let (_folder, one) = built(&pages, 1, true);
    for jobs in [2, 7] {
        let (_folder, other) = built(&pages, jobs, true);
        assert!(files(&one) == files(&other), "{jobs} threads");
    }
}

#[test]
fn without_merging_every_source_keeps_its_record() {
    let pages = crawl();
    let (_folder, out) = built(&pages, 2, false);
    let (records, sources) = content(&out);
    assert_eq!(records.len(), pages.len());
    assert!(sources.values().all(|(status, _)| status == "extracted"));
    let id = invent::record(4).id;
    let expected = [id.clone(), format!("{id}#2"), format!("{id}#3"), format!("{id}#4"), format!("{id}#5")];
    let found = (0..5).map(|copy| sources[&format!("{copy}/4")].1.clone());
    assert_eq!(found.collect::<Vec<_>>(), expected);
}
