//! From pages in memory to a dataset on disk, against its parts over the same bytes: UTF-8 validation, extraction alone,
//! writing alone.

#[allow(dead_code, reason = "shared with tests and an example, each of which uses a part")]
#[path = "../tests/load/mod.rs"]
mod load;

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use load::{Load, Mix};
use qikan::dataset::{self, Input, Options, Outcome};
use qikan::record::Record;
use qikan::schema::Validator;
use qikan::source;
use qikan::table::{Article, Name, article_rows};
use qikan::write::{csv, jsonl, parquet};

/// The program's own.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// As many landing pages as give each table thousands of rows.
const PAGES: u64 = 3000;

/// What becomes of a page, as in the program's own engine.
fn process(uri: &str, bytes: &[u8]) -> Outcome {
    match source::decode(uri.to_owned(), bytes) {
        Err(error) => Outcome::unreadable(uri, Some(bytes), &error.kind),
        Ok(document) => match qikan::extract(&document) {
            Ok(extraction) => Outcome::article(&document, extraction, false),
            Err(none) => Outcome::not_an_article(&document, &none.to_string()),
        },
    }
}

/// Builds a dataset of `pages` at `out`.
fn build(pages: &Arc<Vec<(String, String)>>, out: PathBuf, jobs: usize) {
    let inputs = (0..pages.len()).map(|at| {
        let pages = Arc::clone(pages);
        Input::new(pages[at].0.clone(), move || Ok(pages[at].1.as_bytes().to_vec()))
    });
    let (stop, mut watch) = (AtomicBool::new(false), ());
    let options = Options { overwrite: true, jobs, ..Options::new(out, &mut watch, &stop) };
    let summary = dataset::build(inputs, &process, options).expect("a dataset");
    assert_eq!(summary.inputs, PAGES);
}

fn record(page: &(String, String)) -> Record {
    let document = source::decode(page.0.clone(), page.1.as_bytes()).expect("a document");
    qikan::extract(&document).expect("an article").record
}

fn benches(c: &mut Criterion) {
    let load = Load::new(1, Mix { html: 0.0, duplicates: 0.05 });
    let pages = (0..PAGES).map(|number| load.page(number)).map(|page| (page.id, page.text)).collect::<Vec<_>>();
    let pages = Arc::new(pages);
    let bytes: usize = pages.iter().map(|(_, text)| text.len()).sum();
    println!("build: {PAGES} pages, {bytes} bytes");
    let folder = tempfile::tempdir().expect("a folder");

    let mut group = c.benchmark_group("build");
    group.throughput(Throughput::Bytes(bytes as u64)).sample_size(10);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    for jobs in [1, cores] {
        group.bench_function(format!("dataset, {jobs} threads read"), |b| {
            b.iter(|| build(&pages, folder.path().join("dataset"), jobs));
        });
    }
    group.bench_function("floor: utf-8", |b| {
        b.iter(|| pages.iter().filter(|(_, text)| black_box(std::str::from_utf8(text.as_bytes())).is_ok()).count());
    });
    let validator = Validator::new();
    group.bench_function("extraction alone", |b| {
        b.iter(|| pages.iter().for_each(|page| drop(black_box(validator.validate(&record(page))))));
    });
    let records: Vec<Record> = pages.iter().map(record).collect();
    let tables = [Name::Articles, Name::Authors, Name::Affiliations, Name::Authorships, Name::Funding, Name::Keywords];
    group.bench_function("writing alone", |b| {
        b.iter(|| {
            let mut csv = csv::Writer::create(folder.path(), &tables).expect("a writer");
            let mut parquet = parquet::Writer::create(folder.path(), &tables, None).expect("a writer");
            for record in &records {
                let article = Article { record, tellings: &[] };
                let mut text = csv::Text::default();
                article_rows(article, &mut text);
                csv.append(&text).expect("room");
                article_rows(article, &mut parquet);
                parquet.settle().expect("room");
                black_box(jsonl::line(record));
            }
            black_box((csv.finish().expect("files"), parquet.finish().expect("files")));
            for kind in ["csv", "parquet"] {
                std::fs::remove_dir_all(folder.path().join(kind)).expect("a folder to remove");
            }
        });
    });
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
