//! Rows per second of the writers, and what validating a record against the schema costs beside them.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use qikan::record::Record;
use qikan::schema::Validator;
use qikan::source;
use qikan::table::{Article, Name, article_rows};
use qikan::write::{csv, jsonl, parquet};

/// The program's own.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The records of the fixtures, made many by giving each copy an id of its own.
fn records(copies: usize) -> Vec<Record> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let inputs = source::walk([home.into_os_string()]);
    let mut records: Vec<Record> = inputs
        .filter_map(|input| source::decode(input.uri.clone(), &input.read().ok()?.bytes).ok())
        .filter_map(|document| Some(qikan::extract(&document).ok()?.record))
        .collect();
    let distinct = records.len();
    for copy in 1..copies {
        for place in 0..distinct {
            let mut record = records[place].clone();
            record.id = format!("qk:{:016x}", copy * distinct + place);
            records.push(record);
        }
    }
    records
}

fn benches(c: &mut Criterion) {
    let records = records(100);
    let tables = [Name::Articles, Name::Authors, Name::Affiliations, Name::Authorships, Name::Funding, Name::Keywords];
    let article = |record| Article { record, tellings: &[] };
    let folder = tempfile::tempdir().expect("a folder");

    let mut group = c.benchmark_group("write");
    group.throughput(Throughput::Elements(records.len() as u64)).sample_size(10);
    group.bench_function("csv", |b| {
        b.iter(|| {
            for record in &records {
                let mut text = csv::Text::default();
                article_rows(article(record), &mut text);
                black_box(&text);
            }
        });
    });
    group.bench_function("parquet", |b| {
        b.iter(|| {
            let mut writer = parquet::Writer::create(folder.path(), &tables, None).expect("a writer");
            for record in &records {
                article_rows(article(record), &mut writer);
                writer.settle().expect("room");
            }
            black_box(writer.finish().expect("files"));
            fs::remove_dir_all(folder.path().join("parquet")).expect("a folder to remove");
        });
    });
    group.bench_function("json lines", |b| b.iter(|| records.iter().for_each(|r| drop(black_box(jsonl::line(r))))));
    let validator = Validator::new();
    group
        .bench_function("validate", |b| b.iter(|| records.iter().for_each(|r| drop(black_box(validator.validate(r))))));
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
