//! From bytes in memory to a validated record, against two floors over the same bytes: UTF-8 validation, and a plain
//! loop of one regular expression a field.
//!
//! Papers are those of the corpus beside the repository where it is there, else the samples; pages are the fixtures.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use qikan::schema::Validator;
use qikan::source;
use regex::Regex;

/// The bytes of every file with one of `endings` below `folder`, in sorted order.
fn read(folder: &Path, endings: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("negative") {
                folders.push(path);
            } else if path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a readable file")).collect()
}

/// What a first script for the task does: one regular expression a field over the whole text.
fn patterns() -> Vec<Regex> {
    [
        r"(?i)doi[::\s]*(10\.\d{4,9}/\S+)",
        r"收稿日期[::\s]*(\d{4}-\d{2}-\d{2})",
        r"修回日期[::\s]*(\d{4}-\d{2}-\d{2})",
        r"录用日期[::\s]*(\d{4}-\d{2}-\d{2})",
        r"(?i)received[::\s]*(\d{4}-\d{2}-\d{2})",
        r"(?s)摘\s*要[::\s]*(.{20,2000}?)关键词",
        r"关\s*键\s*词[::\s]*([^\n]+)",
        r"(?i)key\s*words[::\s]*([^\n]+)",
        r"(?i)abstract[::\s]*([^\n]+)",
        r"中图分类号[::\s]*([A-Z][\w./-]+)",
        r"文献标[识志]码[::\s]*([A-E])",
        r"文章编号[::\s]*(\S+)",
        r"基金(?:项目|资助)[::\s]*([^\n]+)",
        r"通[讯信]作者[::\s]*([^\n]+)",
        r"([\w.+-]+@[\w-]+\.[\w.-]+)",
    ]
    .iter()
    .map(|pattern| Regex::new(pattern).expect("a pattern"))
    .collect()
}

fn measure(c: &mut Criterion, name: &str, inputs: &[Vec<u8>]) {
    let bytes: u64 = inputs.iter().map(|i| i.len() as u64).sum();
    println!("{name}: {} inputs, {bytes} bytes", inputs.len());
    let mut group = c.benchmark_group(name);
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    let validator = Validator::new();
    group.bench_function("record", |b| {
        b.iter(|| {
            for input in inputs {
                if let Ok(extraction) = qikan::extract(&source::decode(String::new(), input).expect("a document")) {
                    black_box(validator.validate(&extraction.record).is_ok());
                }
            }
        });
    });
    group.bench_function("decode", |b| {
        b.iter(|| inputs.iter().for_each(|input| drop(black_box(source::decode(String::new(), input)))));
    });
    group.bench_function("floor: utf-8", |b| {
        b.iter(|| inputs.iter().filter(|input| black_box(std::str::from_utf8(input)).is_ok()).count());
    });
    let texts: Vec<String> = inputs.iter().map(|input| String::from_utf8_lossy(input).into_owned()).collect();
    let patterns = patterns();
    group.bench_function("one regex a field", |b| {
        b.iter(|| {
            for text in &texts {
                for pattern in &patterns {
                    black_box(pattern.captures(text));
                }
            }
        });
    });
    group.finish();
}

fn benches(c: &mut Criterion) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = home.join("../shared/corpus/chinaxiv");
    let papers = if corpus.is_dir() { corpus } else { home.join("data/samples") };
    measure(c, "papers", &read(&papers, &["txt"]));
    measure(c, "landing pages", &read(&home.join("tests/fixtures"), &["txt"]));
    measure(c, "html pages", &read(&home.join("tests/fixtures/html"), &["html"]));
}

criterion_group!(all, benches);
criterion_main!(all);
