//! Every container, whole and damaged; built here, for none is in the tree.

use std::io::{Seek, Write};

use ::zip::write::SimpleFileOptions;
use flate2::Compression;
use proptest::prelude::*;

use super::*;
use crate::source::Page;

/// What is in `bytes`, read as a stream: uri and text, or uri and error.
fn inputs(bytes: &[u8]) -> Vec<String> {
    inputs_of(bytes, None)
}

fn inputs_of(bytes: &[u8], column: Option<&str>) -> Vec<String> {
    let wanted = Wanted { column: column.map(Arc::from), passed: Arc::default() };
    let found = tell(Box::new(Cursor::new(bytes.to_vec())), "c".to_owned(), None, 1, &wanted);
    told(match found {
        Found::Page(page) => vec![page],
        // not guarded: a panic fails the test, and so does a container without end
        Found::Members(members) => members.take(ENDLESS).collect(),
    })
}

/// More members than any container here has bytes.
const ENDLESS: usize = 100_000;

/// The same out of a file, as the program reads it.
fn inputs_of_file(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c");
    std::fs::write(&path, bytes).unwrap();
    let inputs = told(open(crate::source::walk([path.clone().into()]), None, Arc::default()).collect());
    inputs.into_iter().map(|input| input.replace(path.to_str().unwrap(), "c")).collect()
}

fn told(inputs: Vec<Input>) -> Vec<String> {
    let tell = |input: Input| match input.read() {
        Ok(Page { uri, fetched, bytes }) => {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let text = if text.len() > 100 { format!("{} bytes", text.len()) } else { text };
            format!("{uri} = {text}{}", fetched.map(|fetched| format!(" ({fetched})")).unwrap_or_default())
        }
        Err(error) => error.to_string(),
    };
    inputs.into_iter().map(tell).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ::zstd::encode_all(bytes, 1).unwrap()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let mut zip = ::zip::ZipWriter::new(&mut out);
    for (name, bytes) in members {
        match name.strip_suffix('/') {
            Some(folder) => zip.add_directory(folder, SimpleFileOptions::default()).unwrap(),
            None => {
                zip.start_file(*name, SimpleFileOptions::default()).unwrap();
                zip.write_all(bytes).unwrap();
            }
        }
    }
    zip.finish().unwrap();
    out.rewind().unwrap();
    out.into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_gnu();
        header.set_mode(0o644);
        header.set_size(0);
        match name.strip_suffix('/') {
            Some(_) => header.set_entry_type(::tar::EntryType::Directory),
            None => header.set_size(bytes.len() as u64),
        }
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn record(kind: &str, uri: &str, block: &str) -> Vec<u8> {
    let length = block.len();
    let head =
        format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2024-05-06T07:08:09Z\r\n");
    format!("{head}Content-Length: {length}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

const ANSWER: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x";

/// A crawl of two pages, and of what is none.
fn crawl() -> Vec<Vec<u8>> {
    vec![
        record("warcinfo", "", "software: a crawler"),
        record("request", "https://example.org/x", "GET / HTTP/1.1\r\n\r\n"),
        record("response", "<https://example.org/x>", ANSWER),
        record("response", "https://example.org/gone", "HTTP/1.1 404 Not Found\r\n\r\nno"),
        record("conversion", "https://example.org/y", "题名"),
    ]
}

const CRAWLED: [&str; 2] = [
    "c!/https://example.org/x = <p>x (2024-05-06 07:08:09 UTC)",
    "c!/https://example.org/y = 题名 (2024-05-06 07:08:09 UTC)",
];

fn parquet(columns: &[(&str, arrow_array::ArrayRef)]) -> Vec<u8> {
    let batch = arrow_array::RecordBatch::try_from_iter(columns.iter().cloned()).unwrap();
    let mut writer = ::parquet::arrow::ArrowWriter::try_new(Vec::new(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn texts(values: &[Option<&str>]) -> arrow_array::ArrayRef {
    Arc::new(arrow_array::StringArray::from(values.to_vec()))
}

/// Members with all that is passed over.
const MEMBERS: [(&str, &[u8]); 7] = [
    ("a/", b""),
    ("a/2.html", b"<p>2"),
    ("a/1.txt", b"1"),
    ("__MACOSX/a/._1.txt", b"x"),
    ("a/.DS_Store", b"x"),
    (".git/config", b"x"),
    ("题名.txt", b"3"),
];

const LISTED: [&str; 3] = ["c!/a/2.html = <p>2", "c!/a/1.txt = 1", "c!/题名.txt = 3"];

#[test]
fn archives_give_their_members_in_their_order() {
    for archive in [zip(&MEMBERS), tar(&MEMBERS), gzip(&tar(&MEMBERS)), zstd(&tar(&MEMBERS)), gzip(&zip(&MEMBERS))] {
        assert_eq!(inputs(&archive), LISTED);
        assert_eq!(inputs_of_file(&archive), LISTED);
    }
    let long = format!("{}/x.txt", "目".repeat(80));
    assert_eq!(inputs(&tar(&[(&long, b"x")])), [format!("c!/{long} = x")]);
    assert_eq!(inputs(&tar(&[("./x.txt", b"x")])), ["c!/x.txt = x"]);
}

#[test]
fn names_in_chinese_of_old_archivers_are_read() {
    let (gbk, ..) = encoding_rs::GB18030.encode("论文/题名.txt");
    let mut archive = zip(&[("paperpap.txtx", b"x")]);
    assert_eq!("paperpap.txtx".len(), gbk.len());
    for at in 0..archive.len() - gbk.len() {
        if archive[at..].starts_with(b"paperpap.txtx") {
            archive[at..at + gbk.len()].copy_from_slice(&gbk);
        }
    }
    assert_eq!(inputs(&archive), ["c!/论文/题名.txt = x"]);
}

#[test]
fn a_compressed_page_is_that_page() {
    for page in [gzip(b"<p>x"), zstd(b"<p>x"), gzip(&zstd(b"<p>x")), [gzip(b"<p"), gzip(b">x")].concat()] {
        assert_eq!(inputs(&page), ["c = <p>x"]);
        assert_eq!(inputs_of_file(&page), ["c = <p>x"]);
    }
    assert_eq!(inputs(b"<p>x"), ["c = <p>x"]);
    assert_eq!(inputs(b""), ["c = "]);
}

#[test]
fn crawls_give_pages_with_address_and_time() {
    let plain = crawl().concat();
    let by_record: Vec<u8> = crawl().iter().flat_map(|record| gzip(record)).collect();
    for file in [plain.clone(), by_record, gzip(&plain), zstd(&plain)] {
        assert_eq!(inputs(&file), CRAWLED);
    }
    assert_eq!(inputs(&crawl()[0]), ["c: expected pages, found a WARC file without any; take it out"]);
    let cut = inputs(&plain[..plain.len() - 8]);
    assert_eq!(cut[0], CRAWLED[0]);
    assert_eq!(cut[1..], ["c: expected a whole WARC record, found a damaged one (2 bytes of 6); fetch it again"]);
    let noise = inputs(&[crawl()[2].as_slice(), b"noise"].concat());
    assert_eq!(noise[0], CRAWLED[0]);
    assert!(
        noise[1].starts_with("c: expected a whole WARC record, found a damaged one (\"noise\" in its place);"),
        "{noise:?}"
    );
}

#[test]
fn lines_of_json_give_pages() {
    let lines = "\u{feff}{\"id\": 7, \"text\": \"题名\"}\r\n\n{\"title\": \"x\", \"url\": \"https://example.org/\", \
                 \"id\": 8, \"text\": null, \"html\": \"<p>\\u9898\"}\n{\"text\": \"no id\"}";
    let pages = ["c!/7 = 题名", "c!/https://example.org/ = <p>题", "c!/4 = no id"];
    assert_eq!(inputs(lines.as_bytes()), pages);
    assert_eq!(inputs(&zstd(lines.as_bytes())), pages);
    assert_eq!(inputs_of_file(&gzip(lines.as_bytes())), pages);
    let titles = inputs_of(lines.as_bytes(), Some("title"));
    assert_eq!(
        titles,
        [
            "c!/7: expected a column title, found id, text; name the column of the pages with --column",
            "c!/https://example.org/ = x",
            "c!/4: expected a column title, found only text; name the column of the pages with --column",
        ]
    );
}

#[test]
fn a_bad_line_costs_itself() {
    let lines = "{\"text\": \"1\"}\n{\"text\": \"2\n[]\n{\"text\": 4}\n{\"text\": \"5\"} 5\n{\"text\": \"6\"}";
    let way_out = "mend it, or take it out";
    assert_eq!(
        inputs(lines.as_bytes()),
        [
            "c!/1 = 1".to_owned(),
            format!(
                "c!/2: expected a JSON object on the line, found EOF while parsing a string at character 11; {way_out}"
            ),
            format!(
                "c!/3: expected a JSON object on the line, found invalid type: sequence, expected an object at \
                 character 0; {way_out}"
            ),
            "c!/4: expected text in the column of the pages, found a number; name the column of the pages with \
             --column"
                .to_owned(),
            format!("c!/5: expected a JSON object on the line, found trailing characters at character 15; {way_out}"),
            "c!/6 = 6".to_owned(),
        ]
    );
}

#[test]
fn rows_without_a_column_of_pages_are_one_failure() {
    let lines = b"{\"doi\": \"1\", \"title\": \"x\"}\n{\"doi\": \"2\"}\n";
    let expected = "c: expected a column text, content, html or body, found doi, title; name the column of the pages \
                    with --column";
    assert_eq!(inputs(lines), [expected]);
    assert_eq!(inputs(&parquet(&[("doi", texts(&[Some("1")])), ("title", texts(&[Some("x")]))])), [expected]);
    assert_eq!(
        inputs_of(lines, Some("page")),
        ["c: expected a column page, found doi, title; name the column of the pages with --column"]
    );
}

#[test]
fn one_object_is_no_file_of_lines() {
    for json in ["{\"doi\": \"1\"}\n", "{\n  \"text\": \"x\"\n}\n", "{ \"text\":\n \"x\"}", "{}", "[{\"text\": \"x\"}]"]
    {
        assert_eq!(inputs(json.as_bytes()), [format!("c = {json}")]);
    }
    assert_eq!(inputs(b"{\"text\": \"x\"}"), ["c!/1 = x"]);
    let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"x\"}}", "题".repeat(100_000));
    assert_eq!(inputs(long.as_bytes()), ["c!/1 = 300000 bytes", "c!/2 = x"]);
}

#[test]
fn rows_of_parquet_give_pages() {
    let text: Vec<String> = (0..150).map(|n| format!("page {n}")).collect();
    let text: Vec<Option<&str>> = text.iter().map(|text| Some(text.as_str())).collect();
    let numbers: arrow_array::ArrayRef = Arc::new(arrow_array::Int64Array::from_iter_values(1000..1150));
    let file = parquet(&[("other", numbers.clone()), ("id", numbers), ("content", texts(&text))]);
    let rows = inputs(&file);
    assert_eq!((rows.len(), rows[149].as_str()), (150, "c!/1149 = page 149"));
    assert_eq!(inputs_of_file(&file), rows);
    let binary: arrow_array::ArrayRef = Arc::new(arrow_array::LargeBinaryArray::from_vec(vec![b"<p>", b"x"]));
    let file = parquet(&[("html", binary), ("url", texts(&[Some("https://example.org/"), None]))]);
    assert_eq!(inputs(&file), ["c!/https://example.org/ = <p>", "c!/2 = x"]);
    assert_eq!(
        inputs(&parquet(&[("text", texts(&[None, Some("x")]))])),
        ["c!/1: expected text in the column text, found null; name the column of the pages with --column", "c!/2 = x"]
    );
    let numbers: arrow_array::ArrayRef = Arc::new(arrow_array::Int32Array::from(vec![1]));
    assert_eq!(
        inputs_of(&parquet(&[("text", numbers)]), Some("text")),
        ["c: expected text in the column text, found Int32; name the column of the pages with --column"]
    );
    let cut = inputs(&file[..file.len() - 9]);
    assert!(cut.len() == 1 && cut[0].starts_with("c: expected a whole Parquet file, found "), "{cut:?}");
}

#[test]
fn a_container_in_an_archive_is_read_and_one_in_that_is_not() {
    let lines = b"{\"id\": \"x\", \"text\": \"1\"}\n{\"text\": \"2\"}";
    let table = parquet(&[("text", texts(&[Some("3")]))]);
    let (lines, crawl, page) = (zstd(lines), gzip(&crawl().concat()), gzip(b"4"));
    let inner = zip(&[("page.txt", b"5")]);
    let outer = zip(&[("deep.zip", &inner), ("page.txt", b"6")]);
    let members: [(&str, &[u8]); 6] = [
        ("a.jsonl.zst", &lines),
        ("b.warc.gz", &crawl),
        ("c.parquet", &table),
        ("d.gz", &page),
        ("e.zip", &inner),
        ("f.zip", &outer),
    ];
    let expected = [
        "c!/a.jsonl.zst!/x = 1",
        "c!/a.jsonl.zst!/2 = 2",
        &CRAWLED[0].replace("c!", "c!/b.warc.gz!"),
        &CRAWLED[1].replace("c!", "c!/b.warc.gz!"),
        "c!/c.parquet!/1 = 3",
        "c!/d.gz = 4",
        "c!/e.zip!/page.txt = 5",
        "c!/f.zip!/deep.zip: expected a page, found a ZIP archive two containers deep; unpack the outer one first",
        "c!/f.zip!/page.txt = 6",
    ];
    for archive in [zip(&members), tar(&members), gzip(&tar(&members))] {
        assert_eq!(inputs(&archive), expected);
        assert_eq!(inputs_of_file(&archive), expected);
    }
}

#[test]
fn what_is_damaged_costs_only_itself() {
    let mut archive = zip(&[("1.txt", b"page one, and some more"), ("2.txt", b"2"), ("3.txt", b"3")]);
    let body = archive.windows(5).position(|window| window == b"1.txt").unwrap() + 8;
    archive[body] ^= 0x55;
    let read = inputs(&archive);
    assert!(read[0].starts_with("c!/1.txt: expected a whole member, found "), "{read:?}");
    assert_eq!(read[1..], ["c!/2.txt = 2", "c!/3.txt = 3"]);

    let mut secret = zip(&[("1.txt", b"1"), ("2.txt", b"2")]);
    // the flag of the first member, in both of its headers
    secret[6] |= 1;
    let listing = secret.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    secret[listing + 8] |= 1;
    assert_eq!(
        inputs(&secret),
        [
            "c!/1.txt: expected a member without a password, found an encrypted one; unpack the archive first",
            "c!/2.txt = 2"
        ]
    );

    let whole = gzip("题名".repeat(10_000).as_bytes());
    let cut = inputs(&whole[..whole.len() - 20]);
    assert!(cut.len() == 1 && cut[0].starts_with("c: expected a whole gzip file, found "), "{cut:?}");
    let lines = gzip(b"{\"text\": \"1\"}\n{\"text\": \"2\"}\n");
    let cut = inputs(&lines[..lines.len() - 4]);
    assert_eq!(cut[..2], ["c!/1 = 1", "c!/2 = 2"], "what came before the damage stays");
    assert!(cut.len() == 3 && cut[2].starts_with("c: expected a whole gzip file, found "), "{cut:?}");

    let archive = tar(&[("1.txt", b"1"), ("2.txt", &[b'x'; 2000])]);
    let cut = inputs(&archive[..2500]);
    assert_eq!(cut[0], "c!/1.txt = 1");
    assert!(cut.len() == 2 && cut[1].starts_with("c!/2.txt: expected a whole tar archive, found "), "{cut:?}");
    let cut = inputs(&zip(&MEMBERS)[..300]);
    assert!(cut.len() == 1 && cut[0].starts_with("c: expected a whole ZIP archive, found "), "{cut:?}");
}

#[test]
fn empty_archives_and_documents_say_what_they_are() {
    assert_eq!(inputs(&zip(&[])), ["c: expected pages, found a ZIP archive without any; take it out"]);
    assert_eq!(inputs(&tar(&[("a/", b"")])), ["c: expected pages, found a tar archive without any; take it out"]);
    let docx = zip(&[("[Content_Types].xml", b"<?xml"), ("word/document.xml", b"<?xml")]);
    assert_eq!(
        inputs(&docx),
        ["c: expected text or HTML, found an Office file or an e-book (DOCX, EPUB or the like); open it in its \
             program and save it as text"]
    );
}

#[test]
fn bombs_are_refused() {
    let megabyte = vec![0; 1 << 20];
    let refused = "expected at most 200 bytes out of each compressed one, found more; if you trust it, unpack it first";
    // a thousand of them one after another: a gigabyte in a megabyte
    for bomb in [gzip(&megabyte).repeat(1000), zstd(&megabyte).repeat(1000), gzip(&gzip(&megabyte).repeat(100))] {
        assert_eq!(inputs(&bomb), [format!("c: {refused}")]);
    }
    let lines = gzip(&[b"{\"text\": \"1\"}\n{\"text\": \"".as_slice(), &megabyte].concat());
    let read = inputs(&[lines, gzip(&megabyte).repeat(100)].concat());
    assert_eq!(read, ["c!/1 = 1".to_owned(), format!("c: {refused}")]);
    let blank = vec![0; 20 << 20];
    assert_eq!(inputs(&zip(&[("1", &blank), ("2", b"2")])), [format!("c!/1: {refused}"), "c!/2 = 2".to_owned()]);
    // each is harmless, all together are not
    let blank = vec![0; 15 << 20];
    let read = inputs(&zip(&["1", "2", "3", "4", "5", "6"].map(|name| (name, blank.as_slice()))));
    assert_eq!((read.len(), read[0].as_str()), (6, "c!/1 = 15728640 bytes"));
    assert_eq!(read[5], format!("c!/6: {refused}"));
    let thrice = gzip(&gzip(&gzip(b"<p>")));
    assert_eq!(
        inputs(&thrice),
        ["c: expected a page, found a gzip file two containers deep; unpack the outer one first"]
    );
    let big = vec![b'x'; MAX_MEMBER];
    let read = inputs(&tar(&[("1", &big), ("2", b"2")]));
    assert_eq!(read, ["c!/1: expected at most 64 MB, found 65 MB; split it, or take it out", "c!/2 = 2"]);
}

/// One byte more than is read.
const MAX_MEMBER: usize = crate::source::MAX_BYTES as usize + 1;

#[test]
fn skipping_gives_the_same_inputs_as_reading() {
    let lines = b"{\"text\": \"1\"}\n{\"text\": \"2\"}\n";
    let archive = zip(&[("a.jsonl", lines), ("b.txt", b"3")]);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.zip");
    std::fs::write(&path, archive).unwrap();
    let all = || open(crate::source::walk([path.clone().into()]), None, Arc::default());
    let uris: Vec<String> = all().map(|input| input.uri).collect();
    assert_eq!(uris.len(), 3);
    let rest: Vec<String> = all().skip(1).map(|input| input.read().unwrap().uri).collect();
    assert_eq!(rest, uris[1..]);
}

#[test]
fn what_is_behind_is_counted_on_the_way() {
    // hardly compressible, and more than is looked at to tell what a file is
    let mut state = 1_u64;
    let mut noise = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        format!("{:08x}", state >> 32)
    };
    let pages: Vec<String> = (0..200).map(|_| (0..1000).map(|_| noise()).collect()).collect();
    let members: Vec<(&str, &[u8])> = pages.iter().map(|page| (&page[..8], page.as_bytes())).collect();
    let lines: String = pages.iter().map(|page| format!("{{\"text\": \"{page}\"}}\n")).collect();
    let cells: Vec<Option<&str>> = pages.iter().map(|page| Some(page.as_str())).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c");
    for bytes in [zip(&members), tar(&members), zstd(lines.as_bytes()), parquet(&[("text", texts(&cells))])] {
        std::fs::write(&path, &bytes).unwrap();
        let passed = Arc::new(AtomicU64::new(0));
        let share = || passed.load(std::sync::atomic::Ordering::Relaxed) as f64 / bytes.len() as f64;
        let mut pages = open(crate::source::walk([path.clone().into()]), None, passed.clone());
        assert_eq!(pages.by_ref().take(100).filter(|page| page.uri.contains("!/")).count(), 100);
        // a stream is read ahead, and what tells a file's kind is read twice
        assert!((0.4..0.9).contains(&share()), "{} half way", share());
        assert_eq!(pages.count(), 100);
        assert!((0.9..1.3).contains(&share()), "{} at the end", share());
    }
}

/// One of each kind.
fn samples() -> Vec<Vec<u8>> {
    let lines = b"{\"id\": \"x\", \"text\": \"1\"}\n{\"text\": \"2\"}\n".repeat(20);
    let text: Vec<Option<&str>> = vec![Some("题名"); 20];
    let crawl = crawl().concat();
    vec![
        zip(&MEMBERS),
        zip(&[("a.jsonl", &lines), ("b.warc", &crawl)]),
        tar(&MEMBERS),
        gzip(&tar(&[("a.jsonl", &lines), ("b.warc", &crawl)])),
        gzip(&crawl),
        crawl,
        zstd(&lines),
        lines,
        parquet(&[("id", texts(&text)), ("text", texts(&text))]),
    ]
}

/// Whatever `bytes` are, their members end, and what ends all of them is told once.
fn ends(bytes: &[u8]) -> Result<(), TestCaseError> {
    let read = inputs(bytes);
    prop_assert!(read.len() < ENDLESS);
    prop_assert!(read.iter().filter(|input| input.starts_with("c: ")).count() <= 1);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_change_to_a_container_makes_a_panic(
        sample in 0..9_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = samples()[sample].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        ends(&bytes)?;
    }

    #[test]
    fn no_bytes_behind_a_mark_make_a_panic(mark in 0..9_usize, length in 0..64_usize, noise in prop::collection::vec(any::<u8>(), 0..600)) {
        let sample = &samples()[mark];
        let bytes = [&sample[..length.min(sample.len())], &noise].concat();
        ends(&bytes)?;
    }
}
