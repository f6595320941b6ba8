//! From bytes in memory to a validated record, against floors over the same bytes: UTF-8 validation, a plain loop of
//! one regular expression a field, and for HTML what others need for no more than its tokens, its tree, or its text.
//!
//! Papers are those of the corpus beside the repository where it is there, else the samples; pages are invented ones
//! of the usual sizes (`tests/load`), about 4 KB of text and about 100 KB of HTML, and the fixtures, which are smaller
//! and harder.

#[allow(dead_code, reason = "shared with tests and an example, each of which uses a part")]
#[path = "../tests/load/mod.rs"]
mod load;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer};
use load::{Load, Mix};
use lol_html::{HtmlRewriter, Settings, doc_text, element};
use markup5ever_rcdom::RcDom;
use qikan::schema::Validator;
use qikan::source;
use regex::Regex;

/// The program's own.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

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

/// Invented pages: `many` texts, or as many of HTML near 100 KB.
fn invented(many: usize, html: bool) -> Vec<Vec<u8>> {
    let load = Load::new(1, Mix { html: if html { 1.0 } else { 0.0 }, duplicates: 0.0 });
    let pages = (0..).map(|number| load.page(number));
    let of_size = pages.filter(|page| !html || page.html && (80_000..120_000).contains(&page.text.len()));
    of_size.take(many).map(|page| page.text.into_bytes()).collect()
}

fn measure<'c>(c: &'c mut Criterion, name: &str, inputs: &[Vec<u8>]) -> BenchmarkGroup<'c, WallTime> {
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
    group
}

/// Takes tokens and keeps none.
struct Nowhere;

impl TokenSink for Nowhere {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        TokenSinkResult::Continue
    }
}

/// What of the work others do over `inputs`, which are HTML in UTF-8: tokens, a tree, the text and the metas.
fn measure_others(mut group: BenchmarkGroup<'_, WallTime>, inputs: &[Vec<u8>]) {
    let texts: Vec<&str> = inputs.iter().filter_map(|input| std::str::from_utf8(input).ok()).collect();
    assert_eq!(texts.len(), inputs.len(), "all of it is UTF-8");
    group.bench_function("html5ever: tokens", |b| {
        b.iter(|| {
            for text in &texts {
                let queue = BufferQueue::default();
                queue.push_back(StrTendril::from_slice(text));
                let tokenizer = Tokenizer::new(Nowhere, Default::default());
                let _ = tokenizer.feed(&queue);
                tokenizer.end();
            }
        });
    });
    group.bench_function("html5ever: tree", |b| {
        b.iter(|| {
            for text in &texts {
                black_box(html5ever::parse_document(RcDom::default(), Default::default()).one(*text));
            }
        });
    });
    group.bench_function("lol_html: metas and text", |b| {
        b.iter(|| {
            for input in inputs {
                let (mut metas, mut letters) = (0, 0);
                let settings = Settings::new()
                    .append_element_content_handler(element!("meta[name]", |meta| {
                        metas += meta.get_attribute("content").map_or(0, |content| content.len());
                        Ok(())
                    }))
                    .append_document_content_handler(doc_text!(|text| {
                        letters += text.as_str().len();
                        Ok(())
                    }));
                let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
                rewriter.write(input).expect("a page");
                rewriter.end().expect("a page");
                black_box((metas, letters));
            }
        });
    });
    group.finish();
}

fn benches(c: &mut Criterion) {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = home.join("../shared/corpus/chinaxiv");
    let papers = if corpus.is_dir() { corpus } else { home.join("data/samples") };
    measure(c, "papers", &read(&papers, &["txt"])).finish();
    measure(c, "landing pages", &invented(1000, false)).finish();
    measure(c, "landing pages, fixtures", &read(&home.join("tests/fixtures"), &["txt"])).finish();
    let pages = invented(50, true);
    measure_others(measure(c, "html pages", &pages), &pages);
    measure(c, "html pages, fixtures", &read(&home.join("tests/fixtures/html"), &["html"])).finish();
}

criterion_group!(all, benches);
criterion_main!(all);
