//! The invented pages of `tests/fixtures`, one folder a layout: what is read out of them against labels made by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use qikan::document::Document;
use qikan::layout::{LAYOUTS, Page};
use qikan::outline::Outline;
use qikan::record::Extraction;
use qikan::score::{self, Calibration, Report};
use qikan::source;
use qikan::verdict::NotAnArticle;

use crate::committed::{blessing, difference};
use crate::program::{ROOT, qikan};

/// The folder of pages that are no articles.
const NEGATIVE: &str = "negative";

/// What mends a stale ratchet.
const BLESS_RATCHET: &str = "QIKAN_BLESS=1 cargo test --test it ratchet";

/// A page of `tests/fixtures`, and what is read out of it.
pub struct Fixture {
    /// `layout/name`, e.g. `magtech/online-first`.
    pub name: String,
    pub path: PathBuf,
    pub document: Document,
    pub result: Result<Extraction, NotAnArticle>,
}

impl Fixture {
    /// None where it is no page at all, such as JSON: there is nothing to extract from.
    fn read(path: PathBuf) -> Option<Fixture> {
        let name = path.with_extension("");
        let name = name.strip_prefix(folder()).unwrap().to_str().unwrap().to_owned();
        let document = match source::decode(path.to_str().unwrap().to_owned(), &std::fs::read(&path).unwrap()) {
            Ok(document) => document,
            Err(error) if error.kind.not_an_article() => return None,
            Err(error) => panic!("{error}"),
        };
        let result = qikan::extract(&document);
        Some(Fixture { name, path, document, result })
    }

    fn layout(&self) -> &str {
        self.name.split('/').next().unwrap()
    }
}

/// All of them, by path.
pub static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let paths = source::walk([folder().into()]).map(|input| PathBuf::from(input.uri));
    paths.filter(|path| path.extension().is_some_and(|e| e == "txt" || e == "html")).filter_map(Fixture::read).collect()
});

pub fn folder() -> PathBuf {
    Path::new(ROOT).join("tests/fixtures")
}

/// The counts of each layout's fixtures.
static REPORTS: LazyLock<BTreeMap<&str, Report>> = LazyLock::new(|| {
    let mut records: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for fixture in FIXTURES.iter().filter(|fixture| fixture.layout() != NEGATIVE) {
        let lines = records.entry(fixture.layout()).or_default();
        if let Ok(extraction) = &fixture.result {
            serde_json::to_writer(&mut *lines, &extraction.record).unwrap();
            lines.push(b'\n');
        }
    }
    let report = |(layout, records): (&'static str, Vec<u8>)| {
        (layout, score::score(layout, &records[..], &folder().join(layout), None).unwrap().all)
    };
    records.into_iter().map(report).collect()
});

#[test]
fn every_page_has_a_label_and_every_label_a_page() {
    let mut pages: Vec<&str> = FIXTURES.iter().map(|f| f.name.as_str()).collect();
    pages.retain(|name| !name.starts_with(NEGATIVE));
    let labels = source::walk([folder().into()]).map(|input| input.uri);
    let labels: Vec<String> = labels.filter_map(|uri| uri.strip_suffix(".gold.json").map(str::to_owned)).collect();
    let labels: Vec<&str> =
        labels.iter().map(|l| Path::new(l).strip_prefix(folder()).unwrap().to_str().unwrap()).collect();
    assert_eq!(pages, labels);
    for (layout, report) in REPORTS.iter() {
        assert!(report.documents >= 3, "{layout}: expected at least three pages, found {}", report.documents);
    }
}

#[test]
fn ratchet() {
    let path = Path::new(ROOT).join("tests/ratchet.txt");
    let mut all = Report::default();
    let mut perfect = BTreeSet::new();
    for (layout, report) in REPORTS.iter() {
        let missed: BTreeSet<&str> = report.misses.iter().map(|miss| miss.document.as_str()).collect();
        let names = FIXTURES.iter().filter_map(|f| f.name.strip_prefix(layout)?.strip_prefix('/'));
        perfect.extend(names.filter(|name| !missed.contains(name)).map(|name| format!("{layout}/{name}")));
        all.add(report.clone());
    }
    assert_eq!(perfect.len() as u64, all.perfect, "a page is perfect that misses nothing");
    let thousandths = (all.micro_f1() * 10_000.0).round() as u32 / 10;
    if blessing() {
        let names: String = perfect.iter().map(|name| format!("{name}\n")).collect();
        let floor = f64::from(thousandths) / 1000.0;
        std::fs::write(&path, format!("# micro-F1 ≥ {floor:.3}\n# written by `{BLESS_RATCHET}`\n{names}")).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let floor = committed.lines().next().and_then(|line| line.strip_prefix("# micro-F1 ≥ "));
    let floor: f64 = floor.and_then(|floor| floor.parse().ok()).expect("tests/ratchet.txt opens with its floor");
    let listed: BTreeSet<String> = committed.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect();

    let mut faults = String::new();
    for name in listed.difference(&perfect) {
        faults += &format!("{name}: listed in tests/ratchet.txt, but no longer perfect\n");
        let (layout, document) = name.split_once('/').unwrap();
        let misses = REPORTS.get(layout).map(|report| report.misses.as_slice()).unwrap_or_default();
        for miss in misses.iter().filter(|miss| miss.document == document) {
            faults += &format!("    {}: expected {}, found {}\n", miss.field, miss.expected, miss.found);
        }
    }
    for name in perfect.difference(&listed) {
        faults += &format!("{name}: perfect, but not listed in tests/ratchet.txt; run `{BLESS_RATCHET}`\n");
    }
    if thousandths < (floor * 1000.0).round() as u32 {
        faults += &format!("micro-F1: expected at least {floor:.3}, found {:.4}\n", all.micro_f1());
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn every_value_stands_on_printed_text() {
    let mut faults = String::new();
    for fixture in FIXTURES.iter() {
        let Ok(extraction) = &fixture.result else { continue };
        assert!(!extraction.evidence.is_empty(), "{}: a record without evidence", fixture.name);
        for evidence in &extraction.evidence {
            if fixture.document.printed(evidence.span).trim().is_empty() {
                faults += &format!("{}: {} stands on nothing at {:?}\n", fixture.name, evidence.path(), evidence.span);
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// A user who takes only what is surer than 0.9 is to be right 98 times of 100, and to have most of it.
#[test]
fn what_is_sure_is_right() {
    let mut calibration = Calibration::default();
    for layout in REPORTS.keys() {
        let extractions = FIXTURES.iter().filter(|fixture| fixture.layout() == *layout);
        let extractions = extractions.filter_map(|fixture| fixture.result.as_ref().ok().cloned());
        calibration.add(score::score_extractions(extractions, &folder().join(layout), None).unwrap().calibration);
    }
    is_honest(&calibration);
}

/// Whether 98 of 100 values above 0.9 are right, and three of four values are above it.
#[track_caller]
pub fn is_honest(calibration: &Calibration) {
    let wrong: Vec<String> = calibration.wrong.iter().map(ToString::to_string).collect();
    let (sure, all) = (calibration.sure(), calibration.all());
    assert!(sure.of_right() >= 0.98, "{calibration}{}", wrong.join("\n"));
    assert!(all.values > 1000 && sure.values * 4 >= all.values * 3, "{calibration}");
}

#[test]
fn what_is_no_article_gives_no_record() {
    let samples = source::walk([Path::new(ROOT).join("data/samples/not-articles").into()]);
    let samples = samples.map(|input| {
        let page = input.read().unwrap();
        let document = source::decode(page.uri.clone(), &page.bytes).unwrap();
        (page.uri, qikan::extract(&document).is_ok())
    });
    let negatives = FIXTURES.iter().filter(|f| f.layout() == NEGATIVE).map(|f| (f.name.clone(), f.result.is_ok()));
    let pages: Vec<(String, bool)> = negatives.chain(samples).collect();
    assert!(pages.len() > 100, "expected the negatives in tests/fixtures/negative and data/samples/not-articles");
    let articles: Vec<&str> = pages.iter().filter(|(_, article)| *article).map(|(name, _)| name.as_str()).collect();
    assert!(articles.is_empty(), "taken for an article:\n{}", articles.join("\n"));
}

#[test]
fn no_two_layouts_claim_one_page() {
    let (_, layouts) = LAYOUTS.split_last().unwrap();
    for fixture in FIXTURES.iter() {
        let outline = Outline::of(&fixture.document);
        let page = Page::of(&outline);
        let claiming: Vec<&str> = layouts.iter().filter(|l| l.claims(&page)).map(|l| l.platform().as_str()).collect();
        assert!(claiming.len() <= 1, "{}: claimed by {}", fixture.name, claiming.join(" and "));
    }
}

/// One page a layout, for people to read what changed.
const SNAPSHOTS: [&str; 15] = [
    "airiti/journal-head.txt",
    "etiller/new-labels.txt",
    "firstpage/engineering.txt",
    "founder/details.txt",
    "fulltext/with-english-tail.txt",
    "hanspub/landing.txt",
    "html/magtech-new.html",
    "magtech/wrapper-funding.txt",
    "ocr/damaged.txt",
    "ojs/bilingual.txt",
    "other/medical-portal.txt",
    "publishers/mdpi.txt",
    "rhhz/bilingual-citation.txt",
    "sciengine/science-china.txt",
    "negative/toc-rhhz.txt",
];

#[test]
fn snapshots_show_what_is_read() {
    let kept = Path::new(ROOT).join("tests/snapshots");
    let mut expected = BTreeSet::new();
    let mut differences = String::new();
    for page in SNAPSHOTS {
        let name = Path::new(page).with_extension("txt").to_str().unwrap().replace('/', "-");
        let shown = qikan(&["show", &format!("tests/fixtures/{page}")]);
        assert_eq!((shown.code, shown.err.as_str()), (0, ""), "{page}");
        differences.extend(difference(&kept.join(&name), &shown.out));
        expected.insert(name);
    }
    let mend = "QIKAN_BLESS=1 cargo test --test it snapshots";
    assert!(differences.is_empty(), "\n{differences}\nwhere this is right, run `{mend}`");
    let found = std::fs::read_dir(&kept).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert_eq!(found.collect::<BTreeSet<String>>(), expected, "tests/snapshots has these and no more");
}
