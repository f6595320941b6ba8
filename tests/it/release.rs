//! `qikan release`: what is in the folder, what changed, what is refused, and that the same gives the same.

use assert_cmd::Command;
use serde_json::Value;

use crate::program::{Folder, PROGRAM, Run, bytes};

const ABOUT: &str =
    "title = \"论文样例 Invented papers\"\nlicense = \"CC-BY-4.0\"\ncreators = [{ name = \"Library\" }]\n";

/// An invented page with a title and authors of its own.
fn page(doi: &str, title: &str, authors: [&str; 2]) -> String {
    let [first, second] = authors;
    let number: u32 = doi.rsplit('.').next().unwrap().parse().unwrap();
    let (from, to) = (number * 10, number * 10 + 9);
    format!(
        "土壤进展 ›› 2024, Vol. 9 ›› Issue (3): {from}-{to}.doi: {doi}\n\n{title}\n\n{first}1, {second}1\n\n\
         1. 南京大学 环境学院,南京 210023\n\n摘要: 以长江下游六座城市的湿地为对象,估算了土壤与植被碳库的变化,\
         并分析了岸线改造对碳汇的影响。\n\n关键词: 城市湿地, 碳汇, 空间格局\n"
    )
}

const TITLES: [&str; 8] = [
    "城市湿地碳汇的空间格局",
    "红壤坡地氮素淋失的季节动态",
    "黑土区秸秆还田的长期效应",
    "盐碱地改良剂的筛选与评价",
    "稻田甲烷排放的微生物机制",
    "果园生草对土壤结构的影响",
    "退化草地土壤种子库的组成",
    "紫色土磷素形态的垂直分布",
];
const FAMILIES: [&str; 8] = ["顾", "沈", "邬", "仇", "尹", "满", "翟", "权"];
const GIVEN: [&str; 8] = ["望舒", "知行", "鹤龄", "若川", "拾雨", "宗翰", "明远", "熙正"];
const OTHERS: [&str; 2] = ["那仁图雅", "钟离权"];

/// Pages 1 to `count` in `pages/`, then a dataset of them.
fn dataset(here: &Folder, count: usize) {
    here.write("release.toml", ABOUT);
    for n in 1..=count {
        let name = |family: usize, given: usize| format!("{}{}", FAMILIES[family % 8], GIVEN[given % 8]);
        let (first, second) = (name(n, n / 8), name(n + 3, n / 8 + 5));
        let title = format!("{}之{n}", TITLES[n % 8]);
        here.write(&format!("pages/{n:03}.txt"), page(&format!("10.5555/s.{n}"), &title, [&first, &second]));
    }
    build(here);
}

fn build(here: &Folder) {
    let built = here.qikan(&["build", "pages", "--out", "dataset", "--overwrite", "--quiet"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
}

fn release(here: &Folder, version: &str, more: &[&str]) -> Run {
    here.qikan(&[&["release", "dataset", "--version", version, "--out", version][..], more].concat())
}

#[track_caller]
fn released(here: &Folder, version: &str, more: &[&str]) {
    let run = release(here, version, more);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.ends_with(&format!("{version} {version} is ready\n")), "{}", run.err);
    let checked = here.qikan(&["check", version]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""), "a fresh release is whole");
}

/// The rows of the table `changes` but for those of articles that are added: article, the rest.
fn changes(here: &Folder, version: &str) -> Vec<(String, String)> {
    let text = here.read(&format!("{version}/csv/changes.csv"));
    let rows = text.lines().skip(1).filter_map(|row| row.split_once(','));
    let rows = rows.filter(|(_, rest)| !rest.contains(",added,"));
    rows.map(|(id, rest)| (id.trim_start_matches("doi:10.5555/s.").to_owned(), rest.to_owned())).collect()
}

fn rows(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(id, rest)| (id.to_string(), rest.to_string())).collect()
}

#[test]
fn changes_are_told_from_release_to_release() {
    let here = Folder::new();
    dataset(&here, 60);
    released(&here, "2026.09", &[]);
    let first = here.read("2026.09/csv/changes.csv");
    assert_eq!((first.lines().count(), changes(&here, "2026.09").len()), (61, 0), "the first has only new articles");
    assert!(
        here.read("2026.09/CHANGELOG.md").contains("\n## 2026.09, 2026-09-01\n\nThe first release: 60 articles.\n")
    );

    // 7 gets another title, 8 another author, 9 is gone, 10 has another DOI, 11 becomes 12; two are new
    here.write("pages/007.txt", here.read("pages/007.txt").replace("之7\n", "之七\n"));
    here.write("pages/008.txt", here.read("pages/008.txt").replace("1\n\n1.", ", 钟离权1\n\n1."));
    std::fs::remove_file(here.path().join("pages/009.txt")).unwrap();
    here.write("pages/010.txt", here.read("pages/010.txt").replace("10.5555/s.10", "10.5555/s.510"));
    here.write("pages/011.txt", here.read("pages/012.txt") + "\n");
    here.write("pages/061.txt", page("10.5555/s.61", "新近沉积物的磁性特征", OTHERS));
    build(&here);
    released(&here, "2026.10", &["--previous", "2026.09"]);
    let expected = [
        ("10", "2026.10,merged_into,,doi:10.5555/s.510"),
        ("11", "2026.10,removed,,"),
        ("7", "2026.10,changed,title_zh,"),
        ("8", "2026.10,changed,authors;authorships,"),
        ("9", "2026.10,removed,,"),
    ];
    assert_eq!(changes(&here, "2026.10"), rows(&expected));
    let changelog = here.read("2026.10/CHANGELOG.md");
    let section = "## 2026.10, 2026-10-01\n\n59 articles; 2026.09 had 60.\n\n- added: 2\n\
                   - changed: 2 (authors 1, authorships 1, title_zh 1)\n- removed: 2\n- merged into others: 1\n";
    assert!(changelog.contains(section), "{changelog}");
    assert!(changelog.ends_with("\n## 2026.09, 2026-09-01\n\nThe first release: 60 articles.\n"), "{changelog}");

    // 510 goes the way of 10, so that 10 is part of what 510 is part of; 9 is back; 11 stays listed
    here.write("pages/010.txt", here.read("pages/010.txt").replace("10.5555/s.510", "10.5555/s.610"));
    here.write("pages/009.txt", page("10.5555/s.9", "归来者的土壤", OTHERS));
    build(&here);
    released(&here, "2026.11", &["--previous", "2026.10"]);
    let expected = [
        ("10", "2026.10,merged_into,,doi:10.5555/s.610"),
        ("11", "2026.10,removed,,"),
        ("510", "2026.11,merged_into,,doi:10.5555/s.610"),
    ];
    assert_eq!(changes(&here, "2026.11"), rows(&expected));
    assert!(here.read("2026.11/CHANGELOG.md").contains("\n- gone in earlier releases and still listed: 2\n"));

    // 610 goes for good, and with it what was part of it
    std::fs::remove_file(here.path().join("pages/010.txt")).unwrap();
    build(&here);
    released(&here, "2026.12", &["--previous", "2026.11"]);
    let gone = ["10", "11", "510", "610"].map(str::to_owned);
    let changes = changes(&here, "2026.12");
    assert!(changes.iter().all(|(_, rest)| rest.contains(",removed,,")), "{changes:?}");
    assert_eq!(changes.into_iter().map(|(id, _)| id).collect::<Vec<_>>(), gone);
}

#[test]
fn a_dataset_may_stand_in_for_the_last_release_and_nothing_may_have_changed() {
    let here = Folder::new();
    dataset(&here, 3);
    std::fs::rename(here.path().join("dataset"), here.path().join("old")).unwrap();
    build(&here);
    released(&here, "1.0.0", &["--previous", "old", "--date", "2026-11-22"]);
    assert_eq!(here.read("1.0.0/csv/changes.csv").lines().count(), 1);
    let section =
        "3 articles; the dataset before it had 3.\n\n- added: 0\n- changed: 0\n- removed: 0\n- merged into others: 0\n";
    assert!(here.read("1.0.0/CHANGELOG.md").ends_with(section));
}

#[test]
fn a_page_with_the_name_of_another_is_not_the_same_article() {
    let here = Folder::new();
    dataset(&here, 30);
    released(&here, "1.0", &["--date", "2026-11-01"]);
    // the next crawl numbers its pages anew: the page is another, title and author as well
    here.write("pages/005.txt", page("10.5555/s.99", "风成沙的粒度参数", OTHERS));
    build(&here);
    released(&here, "1.1", &["--date", "2026-12-01", "--previous", "1.0"]);
    assert_eq!(changes(&here, "1.1"), rows(&[("5", "1.1,removed,,")]));
}

#[test]
fn the_same_gives_the_same_bytes_anywhere() {
    let release = |name: &str, epoch: Option<&str>, more: &[&str]| {
        let here = Folder::new();
        dataset(&here, 5);
        std::fs::rename(here.path().join("dataset"), here.path().join(name)).unwrap();
        let mut command = Command::new(PROGRAM);
        command.current_dir(here.path()).env_remove("SOURCE_DATE_EPOCH");
        epoch.map(|epoch| command.env("SOURCE_DATE_EPOCH", epoch));
        let run = Run::of({
            command.args(["release", name, "--version", "2026.11", "--out", "deep/out", "--quiet"]).args(more);
            command
        });
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        bytes(&here.path().join("deep/out"))
    };
    let one = release("dataset", None, &[]);
    assert_eq!(one.len(), 9 + 9 + 1 + 8 + 2, "{:?}", one.keys());
    assert!(one == release("其他 名字", None, &["--date", "2026-11-01"]));
    assert!(one == release("dataset", Some("1793491200"), &[]));
    let later = release("dataset", Some("1700000000"), &[]);
    let differing: Vec<_> = one.iter().filter(|(path, bytes)| later[*path] != **bytes).map(|(path, _)| path).collect();
    assert_eq!(differing.len(), 8, "{differing:?}");
    for text in one.values().filter_map(|bytes| std::str::from_utf8(bytes).ok()) {
        assert!(!text.contains("/tmp/") && !text.contains("deep/out"), "{text}");
    }
}

#[test]
fn every_descriptor_says_the_same() {
    let here = Folder::new();
    dataset(&here, 4);
    let about = "title = \"A | B \\\"C\\\"\"\nlicense = \"CC0-1.0\"\ndoi = \"10.5555/Release.1\"\nkeywords = [\"x\", \"x\"]\n\
                 [[creators]]\nfamily = \"彭\"\ngiven = \"一鸣\"\norcid = \"0000-0002-1825-0097\"\n";
    here.write("about.toml", about);
    released(&here, "2026.11.22-rc.1", &["--about", "about.toml", "--date", "2026-11-22"]);
    let json = |name: &str| serde_json::from_str::<Value>(&here.read(&format!("2026.11.22-rc.1/{name}"))).unwrap();
    let (package, croissant, datacite) = (json("datapackage.json"), json("croissant.json"), json("datacite.json"));
    assert_eq!(package["created"], "2026-11-22T00:00:00Z");
    assert_eq!(package["contributors"][0]["title"], "彭一鸣");
    assert_eq!(package["resources"].as_array().unwrap().len(), 18);
    assert_eq!(croissant["conformsTo"], "http://mlcommons.org/croissant/1.1");
    assert_eq!(croissant["recordSet"].as_array().unwrap().len(), 9);
    assert_eq!(datacite["doi"], "10.5555/release.1");
    assert_eq!(datacite["subjects"].as_array().unwrap().len(), 1);
    assert_eq!(datacite["creators"][0]["name"], "彭, 一鸣");
    assert!(here.read("2026.11.22-rc.1/CITATION.cff").contains("\ntitle: \"A | B \\\"C\\\"\"\n"));
    assert!(here.read("2026.11.22-rc.1/LICENSE-DATA").contains("publicdomain/zero/1.0/"));
    let readme = here.read("2026.11.22-rc.1/README.md");
    assert!(
        readme.starts_with("# A | B \"C\"\n")
            && readme.contains("| `articles` | An article of a scholarly journal | 4 |")
    );
    // the next release knows the DOI of the last one
    released(&here, "2026.12", &["--previous", "2026.11.22-rc.1"]);
    let next = serde_json::from_str::<Value>(&here.read("2026.12/datacite.json")).unwrap();
    assert_eq!(next["relatedIdentifiers"][0]["relatedIdentifier"], "10.5555/release.1");
}

#[test]
fn what_would_harm_is_refused() {
    let here = Folder::new();
    dataset(&here, 30);
    released(&here, "2026.10", &[]);
    let again = |more: &[&str]| release(&here, "2026.11", &[&["--previous", "2026.10"], more].concat());
    release(&here, "2026.10", &[]).is_refused("found a release; add --overwrite to replace it");
    let older = here.qikan(&["release", "dataset", "--version", "2026.10.0", "--previous", "2026.10", "--out", "x"]);
    older.is_refused("expected a version later than 2026.10, that of --previous, found 2026.10.0");
    release(&here, "1.0", &[]).is_refused("--date: expected the day of the release, found none in the version 1.0");
    release(&here, "2026.11", &["--date", "today"])
        .is_refused("--date: expected a day like 2026-11-22, found \"today\"");
    release(&here, "2026.11", &["--previous", "dataset"]).is_refused("found the dataset itself");
    release(&here, "2026.11", &["--previous", "pages"]).is_refused("expected a release or a dataset to compare with");
    release(&here, "2026.11", &["--about", "none.toml"]).is_refused("license = \"CC-BY-4.0\"");
    let args = |dataset: &'static str, out: &'static str| ["release", dataset, "--version", "2026.11", "--out", out];
    here.qikan(&args("pages", "x")).is_refused("pages: expected a dataset that qikan build wrote");
    here.qikan(&args("2026.10", "x")).is_refused("2026.10: expected a dataset that qikan build wrote");
    here.qikan(&args("nowhere", "x")).is_refused("nowhere: expected to read it");
    here.qikan(&args("dataset", "dataset")).is_refused("found that it lies in dataset; choose another --out");
    here.qikan(&args("dataset", "dataset/x")).is_refused("found that it lies in dataset");
    here.qikan(&args("dataset", "pages")).is_refused("found a folder with other files");
    let build = here.qikan(&["build", "pages", "--out", "2026.10", "--overwrite"]);
    build.is_refused("expected a new folder or a qikan dataset, found a folder with other files");

    // an id that stands for something else: another title, journal and author
    let other = page("10.5555/s.3", "民国时期的盐政改革", OTHERS).replace("土壤进展", "史林");
    let page3 = here.read("pages/003.txt");
    here.write("pages/003.txt", other);
    self::build(&here);
    again(&[]).is_refused("doi:10.5555/s.3: expected the article of --previous, \"盐碱地");
    here.write("pages/003.txt", page3);

    // a third of the articles
    for n in 1..=10 {
        std::fs::remove_file(here.path().join(format!("pages/{n:03}.txt"))).unwrap();
    }
    self::build(&here);
    again(&[]).is_refused("expected at most 5 % of the 30 articles of --previous to be gone, found 10;");
    assert_eq!(here.names(), ["2026.10", "dataset", "pages", "release.toml"], "nothing is left behind");
    let allowed = again(&["--allow-loss"]);
    assert_eq!(allowed.code, 0, "{}", allowed.err);

    // a dataset that is not whole, and a last release that is not
    let articles = here.read("dataset/csv/articles.csv");
    here.write("dataset/csv/articles.csv", articles.replace("2024", "2025"));
    again(&["--overwrite"]).is_refused("dataset: expected a whole dataset, found ");
    here.write("dataset/csv/articles.csv", articles);
    here.write("2026.10/csv/articles.csv", here.read("2026.10/csv/articles.csv").replace("2024", "2025"));
    let altered = again(&["--overwrite"]);
    altered.is_refused("2026.10/csv/articles.csv: expected the file that its descriptor lists, found another");
}

#[test]
fn a_column_that_is_gone_is_refused() {
    let here = Folder::new();
    dataset(&here, 3);
    released(&here, "2026.10", &[]);
    // as if an older qikan had written one more
    let csv = here.read("2026.10/csv/keywords.csv");
    let wide: String = csv.lines().map(|line| format!("{line},x\n")).collect();
    here.write("2026.10/csv/keywords.csv", wide.replacen(",x\n", ",subject\n", 1));
    let mut package: Value = serde_json::from_str(&here.read("2026.10/datapackage.json")).unwrap();
    let resources = package["resources"].as_array_mut().unwrap();
    let of = |resources: &mut Vec<Value>, name| resources.iter().position(|r| r["name"] == name).unwrap();
    let keywords = of(resources, "keywords");
    let column = serde_json::json!({"name": "subject", "type": "string"});
    resources[keywords]["schema"]["fields"].as_array_mut().unwrap().push(column);
    let articles = of(resources, "articles");
    resources[articles]["schema"]["fields"][10]["type"] = "string".into();
    let sum = qikan_sum(&here.path().join("2026.10/csv/keywords.csv"));
    for file in package["files"].as_array_mut().unwrap().iter_mut().filter(|f| f["path"] == "csv/keywords.csv") {
        file["sha256"] = sum.clone().into();
    }
    here.write("2026.10/datapackage.json", package.to_string());
    let run = release(&here, "2026.11", &["--previous", "2026.10"]);
    run.is_refused(
        "found articles.year to be integer instead of string, keywords.subject gone; mend it, or add --allow-break",
    );
    released(&here, "2026.11", &["--previous", "2026.10", "--allow-break"]);
    assert_eq!(changes(&here, "2026.11"), [], "what is the same in the columns that both have is the same");
    let told = "\n- no longer as they were: articles.year to be integer instead of string, keywords.subject gone\n";
    assert!(here.read("2026.11/CHANGELOG.md").contains(told));
}

fn qikan_sum(path: &std::path::Path) -> String {
    let output = std::process::Command::new("sha256sum").arg(path).output().unwrap();
    String::from_utf8(output.stdout).unwrap()[..64].to_owned()
}

#[test]
fn a_release_is_replaced_only_when_asked_and_what_is_none_never() {
    let here = Folder::new();
    dataset(&here, 3);
    released(&here, "2026.11", &[]);
    let first = bytes(&here.path().join("2026.11"));
    let replaced = release(&here, "2026.11", &["--overwrite", "--quiet"]);
    assert_eq!((replaced.code, replaced.err.as_str()), (0, ""));
    assert!(bytes(&here.path().join("2026.11")) == first);
    here.write("2026.11/notes.txt", "mine");
    release(&here, "2026.11", &["--overwrite"]).is_refused("found a folder with other files; choose another --out");
    let into = here.qikan(&["release", "2026.11", "--version", "1.0", "--out", "dataset", "--overwrite"]);
    assert_eq!(into.code, 2);
}

#[test]
fn every_planted_fault_is_found_and_where() {
    let here = Folder::new();
    dataset(&here, 20);
    released(&here, "2026.10", &[]);
    std::fs::remove_file(here.path().join("pages/009.txt")).unwrap();
    here.write("pages/007.txt", here.read("pages/007.txt").replace("之7\n", "之七\n"));
    build(&here);
    released(&here, "2026.11", &["--previous", "2026.10"]);
    let found = |file: &str, change: &dyn Fn(Vec<u8>) -> Vec<u8>| {
        let place = format!("2026.11/{file}");
        let before = std::fs::read(here.path().join(&place)).unwrap();
        here.write(&place, change(before.clone()));
        let run = here.qikan(&["check", "2026.11"]);
        here.write(&place, before);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{file}");
        run.out
    };
    let edit = |file: &str, from: &str, to: &str| {
        found(file, &|bytes| {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{file} has no {from:?}");
            text.replacen(from, to, 1).into_bytes()
        })
    };
    let drop_line = |file: &str, at: usize| {
        found(file, &|bytes| {
            let text = String::from_utf8(bytes).unwrap();
            let lines = text.lines().enumerate().filter(|(n, _)| n + 1 != at);
            lines.map(|(_, line)| format!("{line}\n")).collect::<String>().into_bytes()
        })
    };
    let flip = |file: &str, at: usize| {
        found(file, &|mut bytes| {
            bytes[at] ^= 1;
            bytes
        })
    };
    // a flipped bit: the file, and of a table the row and the column
    let csv = here.read("2026.11/csv/articles.csv");
    let at = csv.find("红壤").unwrap();
    let row = csv[..at].lines().count();
    let flipped = flip("csv/articles.csv", at + 2);
    assert!(flipped.contains("csv/articles.csv: expected sha256 "), "{flipped}");
    let place = format!("csv/articles.csv:{row} title_zh: expected \"红壤坡地");
    assert!(flipped.contains(&place) && flipped.contains(" as in parquet/articles.parquet row "), "{flipped}");
    let flipped = flip("parquet/authors.parquet", 200);
    assert!(flipped.contains("parquet/authors.parquet: expected sha256 "), "{flipped}");
    for file in ["README.md", "CHANGELOG.md", "LICENSE-DATA", "schema/record.schema.json", "records.jsonl"] {
        let flipped = flip(file, 40);
        assert!(flipped.contains(&format!("{file}: expected sha256 ")), "{flipped}");
    }
    let flipped = flip("SHA256SUMS", 3);
    assert!(flipped.contains("CHANGELOG.md: expected sha256 ") && flipped.contains("that of SHA256SUMS"), "{flipped}");
    let flipped = edit("SHA256SUMS", "  README.md", " README.md");
    assert!(flipped.contains("SHA256SUMS:4: expected a checksum, two blanks and a path"), "{flipped}");

    let dropped = drop_line("csv/keywords.csv", 12);
    assert!(dropped.contains("csv/keywords.csv: expected 57 rows, found 56"), "{dropped}");
    assert!(dropped.contains("csv/keywords.csv:12 "), "{dropped}");
    assert!(dropped.contains(" as in parquet/keywords.parquet row 11, found "), "{dropped}");
    let dropped = drop_line("csv/articles.csv", 2);
    assert!(
        dropped.contains("csv/authors.csv:2 article_id: expected a row of articles with this article_id"),
        "{dropped}"
    );
    assert!(dropped.contains("records.jsonl:1: expected an article_id of csv/articles.csv"), "{dropped}");
    let dropped = drop_line("records.jsonl", 2);
    assert!(dropped.contains("records.jsonl: expected 19 records, one for each article, found 18"), "{dropped}");

    let dangling = edit("csv/changes.csv", ",2026.11,removed,,", ",2026.11,merged_into,,doi:10.5555/none");
    let told = "merged_into: expected a row of articles with this article_id, found doi:10.5555/none";
    assert!(dangling.contains(told) && dangling.contains("csv/changes.csv:3 merged_into"), "{dangling}");
    let dangling = edit("csv/changes.csv", "s.7,", "s.70,");
    assert!(dangling.contains("article_id: expected an article that is changed to be in articles"), "{dangling}");
    let dangling = edit("csv/changes.csv", "s.9,", "s.8,");
    assert!(dangling.contains("article_id: expected an article that is removed not to be in articles"), "{dangling}");
    let renamed = edit("csv/affiliations.csv", "city", "town");
    assert!(renamed.contains("csv/affiliations.csv:1: expected the columns article_id,"), "{renamed}");
    let renamed = edit("datapackage.json", "\"name\": \"merged_into\"", "\"name\": \"target\"");
    assert!(renamed.contains("datapackage.json resource changes: expected the columns"), "{renamed}");

    // descriptors that do not agree
    for (file, from, to, expected) in [
        (
            "croissant.json",
            "\"version\": \"2026.11\"",
            "\"version\": \"2026.12\"",
            "croissant.json version: expected \"2026.11\"",
        ),
        ("croissant.json", " B\",", "0 B\",", "croissant.json distribution csv/affiliations.csv contentSize: expected"),
        (
            "croissant.json",
            "\"name\": \"doi\"",
            "\"name\": \"DOI\"",
            "croissant.json recordSet articles: expected the fields",
        ),
        ("datacite.json", "论文样例", "论文", "datacite.json titles: expected \"论文样例"),
        ("CITATION.cff", "2026-11-01", "2026-11-02", "CITATION.cff date-released: expected \"2026-11-01\""),
        (
            "datapackage.json",
            "\"rows\": 19",
            "\"rows\": 18",
            "datapackage.json resource articles rows: expected 19, found 18",
        ),
        (
            "datapackage.json",
            "\"hash\": \"sha256:",
            "\"hash\": \"sha256:0",
            "datapackage.json resource articles hash: expected",
        ),
    ] {
        let found = edit(file, from, to);
        assert!(found.contains(expected), "{file}: {found}");
    }

    here.write("2026.11/csv/more.csv", "");
    let extra = here.qikan(&["check", "2026.11"]).out;
    assert_eq!(extra, "csv/more.csv: expected to be listed in SHA256SUMS, found it is not\n");
    std::fs::remove_file(here.path().join("2026.11/csv/more.csv")).unwrap();
    for file in ["croissant.json", "LICENSE-DATA", "parquet/changes.parquet", "SHA256SUMS"] {
        let before = std::fs::read(here.path().join("2026.11").join(file)).unwrap();
        std::fs::remove_file(here.path().join("2026.11").join(file)).unwrap();
        let missing = here.qikan(&["check", "2026.11"]);
        assert_eq!(missing.code, 1);
        assert!(missing.out.contains(&format!("{file}: expected ")), "{}", missing.out);
        here.write(&format!("2026.11/{file}"), before);
    }
    assert_eq!(here.qikan(&["check", "2026.11"]), Run { code: 0, out: String::new(), err: String::new() });
}
