//! Containers on the command line: the same records as out of files, whatever they are packed in.

use std::io::{Cursor, Write};

use crate::program::{Folder, PAGE, Source};

/// Another page, and one that is none.
const OTHER: &str = include_str!("../../data/samples/firstpage/engineering.txt");
const GUIDE: &str = "404 Not Found\nThe page is gone.\n";

const PAGES: [(&str, &str); 3] = [("a/guide.txt", GUIDE), ("a/page.txt", PAGE), ("other.txt", OTHER)];

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap()
}

fn lines() -> Vec<u8> {
    let line = |(name, text): (&str, &str)| serde_json::json!({"path": name, "text": text}).to_string() + "\n";
    PAGES.map(line).concat().into_bytes()
}

fn crawl() -> Vec<u8> {
    let record = |(name, text): (&str, &str)| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{text}");
        let head =
            format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-06T07:08:09Z\r\nWARC-Target-URI: {name}");
        format!("{head}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n", block.len())
    };
    PAGES.map(record).iter().flat_map(|record| gzip(record.as_bytes())).collect()
}

fn parquet() -> Vec<u8> {
    let column = |of: fn((&'static str, &'static str)) -> &'static str| {
        std::sync::Arc::new(arrow_array::StringArray::from_iter_values(PAGES.map(of))) as arrow_array::ArrayRef
    };
    let batch = arrow_array::RecordBatch::try_from_iter([
        ("path", column(|(name, _)| name)),
        ("text", column(|(_, text)| text)),
    ])
    .unwrap();
    let mut writer = parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn archive() -> Vec<u8> {
    zip(&PAGES.map(|(name, text)| (name, text.as_bytes())))
}

/// Every container that holds [`PAGES`].
fn containers() -> [(&'static str, Vec<u8>); 8] {
    [
        ("pages.zip", archive()),
        ("pages.tar", tar(&PAGES)),
        ("pages.tar.gz", gzip(&tar(&PAGES))),
        ("pages.jsonl", lines()),
        ("pages.jsonl.zst", zstd::encode_all(lines().as_slice(), 3).unwrap()),
        ("pages.warc.gz", crawl()),
        ("pages.parquet", parquet()),
        ("named.html", archive()),
    ]
}

#[test]
fn every_container_gives_the_same_records_as_the_folder() {
    let here = Folder::new();
    PAGES.iter().for_each(|(name, text)| here.write(&format!("pages/{name}"), text));
    let folder = here.qikan(&["extract", "pages"]);
    assert_eq!((folder.code, folder.out.lines().count(), folder.err.lines().count()), (0, 2, 1));
    for (name, bytes) in containers() {
        here.write(name, &bytes);
        let expected = folder.out.replace("\"pages/", &format!("\"{name}!/"));
        for jobs in ["1", "3"] {
            let read = here.qikan(&["extract", name, "--jobs", jobs]);
            assert_eq!((read.code, read.out.as_str()), (0, expected.as_str()), "{name}: {}", read.err);
            assert!(read.err.starts_with(&format!("qikan: {name}!/a/guide.txt: not an article: ")), "{}", read.err);
        }
        let piped = here.fed(&["extract", "-"], bytes);
        assert_eq!((piped.code, piped.out), (0, folder.out.replace("\"pages/", "\"-!/")), "{name}: {}", piped.err);
    }
}

#[test]
fn a_crawl_keeps_addresses_and_times() {
    let here = Folder::new();
    here.write("crawl.warc.gz", crawl());
    here.write("page.txt", PAGE);
    let built = here.qikan(&["build", "crawl.warc.gz", "page.txt", "--out", "dataset", "--quiet"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    let mut reader = csv::Reader::from_path(here.path().join("dataset/csv/sources.csv")).unwrap();
    let fetched = reader.headers().unwrap().iter().position(|name| name == "fetched").unwrap();
    let rows: Vec<(String, String)> =
        reader.records().map(Result::unwrap).map(|row| (row[1].to_owned(), row[fetched].to_owned())).collect();
    let row = |uri: &str, fetched: &str| (uri.to_owned(), fetched.to_owned());
    let expected = [
        row("crawl.warc.gz!/a/guide.txt", "2024-05-06T07:08:09Z"),
        row("crawl.warc.gz!/a/page.txt", "2024-05-06T07:08:09Z"),
        row("crawl.warc.gz!/other.txt", "2024-05-06T07:08:09Z"),
        row("page.txt", ""),
    ];
    assert_eq!(rows, expected);
    let checked = here.qikan(&["check", "dataset"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
}

#[test]
fn damaged_containers_are_rows_and_the_run_goes_on() {
    let here = Folder::new();
    let gz = gzip(&tar(&PAGES));
    let mut broken = archive();
    let body = broken.windows(10).position(|window| window == b"a/page.txt").unwrap() + 40;
    broken[body] ^= 0x55;
    here.write("pages/1.zip", broken);
    here.write("pages/2.tar.gz", &gz[..gz.len() - 100]);
    here.write("pages/3.jsonl", [b"{\"text\": \"\n".as_slice(), &lines()].concat());
    here.write("pages/4.jsonl", "{\"a\": 1}\n{\"a\": 2}\n");
    here.write("pages/5.gz", gzip(&[0; 20 << 20]));
    here.write("pages/6.zip", zip(&[("in.zip", &zip(&[("in.zip", &archive())]))]));
    here.write("pages/7.txt.gz", gzip(PAGE.as_bytes()));
    let built = here.qikan(&["build", "pages", "--out", "dataset", "--quiet"]);
    assert_eq!((built.code, built.err.as_str()), (1, ""));
    assert_eq!(here.qikan(&["check", "dataset"]).code, 0);
    let told = |source: Source| format!("{} {}: {}", source.uri, source.status, source.message);
    let sources: Vec<String> = here.sources("dataset").into_iter().map(told).collect();
    let expected = [
        "pages/1.zip!/a/guide.txt not_an_article: not an article",
        "pages/1.zip!/a/page.txt failed: expected a whole member, found ",
        "pages/1.zip!/other.txt extracted: ",
        "pages/2.tar.gz!/a/guide.txt not_an_article: not an article",
        "pages/2.tar.gz!/a/page.txt extracted: ",
        "pages/2.tar.gz!/other.txt failed: expected a whole gzip file, found ",
        "pages/3.jsonl!/1 failed: expected a JSON object on the line, found EOF while parsing a string at character 10; ",
        "pages/3.jsonl!/a/guide.txt not_an_article: not an article",
        "pages/3.jsonl!/a/page.txt merged: ",
        "pages/3.jsonl!/other.txt merged: ",
        "pages/4.jsonl failed: expected a column text, content, html or body, found only a; name the column of the pages \
         with --column",
        "pages/5.gz failed: expected at most 200 bytes out of each compressed one, found more; if you trust it, ",
        "pages/6.zip!/in.zip!/in.zip failed: expected a page, found a ZIP archive two containers deep; ",
        "pages/7.txt.gz merged: ",
    ];
    assert_eq!(sources.len(), expected.len(), "{sources:#?}");
    for (source, expected) in sources.iter().zip(expected) {
        assert!(source.starts_with(expected), "expected {expected}\nfound    {source}");
    }
}

#[test]
fn a_column_is_the_one_that_is_named() {
    let here = Folder::new();
    let line = serde_json::json!({"text": GUIDE, "page": PAGE, "id": 1}).to_string();
    here.write("pages.jsonl", format!("{line}\n{line}\n"));
    let guessed = here.qikan(&["extract", "pages.jsonl"]);
    assert_eq!((guessed.code, guessed.out.as_str(), guessed.err.lines().count()), (0, "", 2));
    let named = here.qikan(&["extract", "pages.jsonl", "--column", "page"]);
    assert_eq!((named.code, named.out.lines().count(), named.err.as_str()), (0, 2, ""));
    let wrong = here.qikan(&["extract", "pages.jsonl", "--column", "pgae"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
    assert_eq!(
        wrong.err,
        "qikan: pages.jsonl: expected a column pgae, found text, page, id; name the column of the pages with --column\n"
    );
}

#[test]
fn lists_name_files() {
    let here = Folder::new();
    here.write("空 白.txt", PAGE);
    here.write("folder/other.txt", OTHER);
    here.write("pages.zip", archive());
    here.write("list.txt", "空 白.txt\r\n\nfolder\ngone.txt\n");
    let listed = here.qikan(&["build", "--files-from", "list.txt", "pages.zip", "--out", "dataset", "--quiet"]);
    assert_eq!((listed.code, listed.err.as_str()), (1, ""));
    let sources = here.sources("dataset");
    let uris: Vec<&str> = sources.iter().map(|source| source.uri.as_str()).collect();
    let zipped = ["pages.zip!/a/guide.txt", "pages.zip!/a/page.txt", "pages.zip!/other.txt"];
    assert_eq!(uris, [&zipped[..], &["空 白.txt", "folder/other.txt", "gone.txt"]].concat());
    assert!(sources[5].status == "failed" && sources[5].message.contains("no such file or folder; check the path"));

    let piped = here.fed(&["extract", "--files-from", "-"], "空 白.txt\0folder\0");
    assert_eq!((piped.code, piped.out.lines().count(), piped.err.as_str()), (0, 2, ""));
    here.qikan(&["extract", "--files-from", "nowhere.txt"]).is_refused("nowhere.txt: expected a list of paths, found");
    here.qikan(&["extract", "-", "--files-from", "-"]).is_refused("found both named");
    assert_eq!(here.qikan(&["extract"]).code, 2, "something is to be named");
}

#[test]
fn show_takes_one_page_of_a_container() {
    let here = Folder::new();
    containers().iter().for_each(|(name, bytes)| here.write(name, bytes));
    here.write("page.txt.gz", gzip(PAGE.as_bytes()));
    here.write("all.zip", zip(&[("pages.jsonl", &lines())]));
    let whole = here.fed(&["show", "-"], PAGE).out.split_off(2);
    for name in
        ["page.txt.gz", "pages.zip!/a/page.txt", "pages.jsonl.zst!/a/page.txt", "all.zip!/pages.jsonl!/a/page.txt"]
    {
        let shown = here.qikan(&["show", name]);
        assert_eq!((shown.code, shown.out), (0, format!("{name}\n{whole}")), "{}", shown.err);
    }
    here.qikan(&["show", "pages.tar.gz"])
        .is_refused("pages.tar.gz: expected one document, found 3; name one, e.g. 'pages.tar.gz!/a/guide.txt'");
    here.qikan(&["show", "pages.zip!/b.txt"]).is_refused("expected a page in pages.zip, found none of this name");
}

#[cfg(unix)]
#[test]
fn a_bomb_costs_little_memory() {
    let here = Folder::new();
    here.write("bomb.gz", gzip(&vec![0; 1 << 20]).repeat(20_000));
    here.write("bomb.jsonl.zst", zstd::encode_all([b' '; 1 << 20].as_slice(), 3).unwrap().repeat(20_000));
    // 20 GB each, in 1 GB of addresses
    let script = "ulimit -v 1000000; exec \"$0\" extract --jobs 1 bomb.gz bomb.jsonl.zst";
    let mut command = assert_cmd::Command::new("sh");
    command.current_dir(here.path()).args(["-c", script, crate::program::PROGRAM]);
    let run = crate::program::Run::of(command);
    assert_eq!((run.code, run.out.as_str(), run.err.lines().count()), (1, "", 2), "{}", run.err);
    assert!(run.err.lines().all(|line| line.contains("expected at most 200 bytes out of each")), "{}", run.err);
}
