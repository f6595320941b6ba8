//! `qikan build` of many inputs: stopped, killed, gone on with; its progress, its summary, its tables in parts.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::{Folder, PROGRAM, bytes};

/// Enough for two parts and for some seconds in a debug build.
const LINES: usize = 3000;

/// A page of its own for each number: most are no articles, and quick; some are one article told twice.
fn page(number: usize) -> String {
    if !number.is_multiple_of(10) {
        return format!("page {number} that says nothing");
    }
    let page = number / 20 + 1;
    format!(
        "生态研究 ›› 2026, Vol. 28 ›› Issue (3): {page}-{}.\n\n城市湿地碳汇的空间格局之{page}\n\n顾望舒1, 沈知行2\n\n\
         1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境与生态学院,福建 厦门 361102\n\n\
         摘要: 以长江下游六座城市的湿地为对象,估算了2001年以来土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响。\n\n\
         关键词: 城市湿地, 碳汇, 空间格局{number}\n",
        page + 9
    )
}

/// A folder with the pages as JSON lines, and the dataset `whole` that comes of them.
fn crawl() -> Folder {
    let here = Folder::new();
    let line = |number| serde_json::json!({"id": format!("p{number}"), "text": page(number)}).to_string();
    here.write("pages.jsonl", (0..LINES).map(line).collect::<Vec<_>>().join("\n"));
    let built = here.qikan(&["build", "pages.jsonl", "--out", "whole", "--quiet"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""));
    here
}

fn spawn(here: &Folder, args: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.current_dir(here.path()).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Waits until `path` is there, or the child has ended.
fn wait_for(path: &Path, child: &mut Child) {
    let start = Instant::now();
    while !path.exists() && child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(120), "{} never came", path.display());
        std::thread::sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
fn signal(child: &Child, signal: &str) {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done_and_resume_goes_on() {
    let here = crawl();
    let build = ["build", "pages.jsonl", "--out", "dataset"];
    for (sign, more, part) in [("-INT", &[][..], "000000.partial"), ("-TERM", &["--resume"][..], "000001.partial")] {
        let mut child = spawn(&here, &[&build[..], more].concat());
        // there is something to keep
        wait_for(&here.path().join(".dataset.qikan-work").join(part), &mut child);
        signal(&child, sign);
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), Some(130), "{err}");
        assert!(err.starts_with("qikan: dataset: stopped after ") && err.ends_with("go on with --resume\n"), "{err}");
        assert_eq!(here.names(), [".dataset.qikan-work", "pages.jsonl", "whole"]);
    }
    let other = here.qikan(&[&build[..], &["--resume", "--evidence"]].concat());
    other.is_refused(
        "dataset: expected to go on with the same inputs and arguments, found evidence false then and true",
    );
    let resumed = here.qikan(&[&build[..], &["--resume", "--quiet"]].concat());
    assert_eq!((resumed.code, resumed.err.as_str()), (0, ""));
    assert!(bytes(&here.path().join("dataset")) == bytes(&here.path().join("whole")));
    assert_eq!(here.names(), ["dataset", "pages.jsonl", "whole"]);
}

#[cfg(unix)]
#[test]
fn the_second_ctrl_c_ends_it_at_once() {
    let here = Folder::new();
    // standard input stays open: what is in hand cannot be finished
    let mut child = spawn(&here, &["build", "-", "--out", "dataset"]);
    // more than a pipe holds: when it is written, somebody reads
    child.stdin.as_mut().unwrap().write_all(&[b'x'; 1 << 17]).unwrap();
    signal(&child, "-INT");
    std::thread::sleep(Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none());
    signal(&child, "-INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!here.path().join("dataset").exists());
}

/// Kills a build of `dataset` again and again, going on each time. After each time the dataset is as `before`, or whole.
fn killed_and_resumed(here: &Folder, args: &[&str], before: bool) {
    let (out, work) = (here.path().join("dataset"), here.path().join(".dataset.qikan-work"));
    let (old, whole) = (before.then(|| bytes(&out)), bytes(&here.path().join("whole")));
    let (mut last, mut done) = (0, false);
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    for time in 0..12 {
        let mut child = spawn(here, args);
        // by chance in the first step, then as soon as there is what the later steps make
        match time {
            8 => wait_for(&work.join("merging/sources"), &mut child),
            9 => wait_for(&work.join("dataset/csv/articles.csv"), &mut child),
            10 => wait_for(&work.join("dataset/datapackage.json"), &mut child),
            _ => {
                chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                std::thread::sleep(Duration::from_millis(chance >> 32 & 0x3FF));
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let parts = std::fs::read_dir(&work).into_iter().flatten().flatten();
        let parts = parts.filter(|entry| entry.path().extension().is_some_and(|end| end == "part")).count();
        if out.exists() {
            let now = bytes(&out);
            done = now == whole;
            if done {
                break;
            }
            assert!(old.as_ref() == Some(&now), "neither the old dataset nor the new one");
        } else {
            assert!(old.is_none(), "the old dataset is gone");
        }
        assert!(parts >= last, "{parts} parts, there were {last}");
        last = parts;
    }
    if !done {
        let built = here.qikan(args);
        assert_eq!(built.code, 0, "{}", built.err);
        assert!(bytes(&out) == whole);
        assert_eq!(here.names(), ["dataset", "pages.jsonl", "whole"]);
    }
}

#[test]
fn a_killed_build_leaves_no_dataset_and_goes_on() {
    killed_and_resumed(&crawl(), &["build", "pages.jsonl", "--out", "dataset", "--quiet", "--resume"], false);
}

#[test]
fn a_killed_rebuild_leaves_the_old_dataset_and_goes_on() {
    let here = crawl();
    here.write("old.jsonl", format!("{{\"text\": {:?}}}", page(10)));
    assert_eq!(here.qikan(&["build", "old.jsonl", "--out", "dataset", "--quiet"]).code, 0);
    std::fs::remove_file(here.path().join("old.jsonl")).unwrap();
    let args = ["build", "pages.jsonl", "--out", "dataset", "--quiet", "--resume", "--overwrite"];
    killed_and_resumed(&here, &args, true);
}

#[test]
fn what_cannot_be_gone_on_with_is_said() {
    let here = Folder::new();
    here.write("a.txt", page(0));
    let built = here.qikan(&["build", "a.txt", "--out", "dataset", "--resume"]);
    let note = "qikan: nothing to go on from: started from the beginning\n";
    assert!(built.code == 0 && built.err.starts_with(note), "{}", built.err);
}

#[test]
fn the_summary_for_machines_is_one_object() {
    let here = Folder::new();
    here.write("pages/a.txt", page(0));
    here.write("pages/b.txt", page(1));
    here.write("pages/c.txt", "");
    let built = here.qikan(&["build", "pages", "--out", "dataset", "--quiet", "--summary", "json"]);
    assert_eq!((built.code, built.err.as_str()), (1, ""));
    let mut summary: serde_json::Value = serde_json::from_str(&built.out).unwrap();
    assert!(summary["seconds"].take().as_f64().unwrap() > 0.0);
    assert_eq!(built.out.lines().count(), 1);
    let names: Vec<&str> = summary.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["inputs", "bytes", "seconds", "records", "statuses", "filled", "fill_rates", "problems"];
    assert_eq!(names, expected);
    assert_eq!(summary["bytes"], page(0).len() + page(1).len());
    let statuses = serde_json::json!({"extracted": 1, "merged": 0, "rejected": 0, "not_an_article": 1, "failed": 1});
    assert_eq!(summary["statuses"], statuses);
    assert_eq!((&summary["filled"]["title_in_both"], &summary["fill_rates"]["title"]), (&0.into(), &1.0.into()));
}

#[test]
fn tables_in_parts_have_the_rows_of_tables_in_one() {
    let here = crawl();
    let built = here.qikan(&["build", "pages.jsonl", "--out", "parts", "--quiet", "--rows-per-file", "40"]);
    assert_eq!(built.code, 0);
    let checked = here.qikan(&["check", "parts"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    let articles = std::fs::read_dir(here.path().join("parts/parquet/articles")).unwrap().count();
    let rows = here.read("parts/csv/articles.csv").lines().count() - 1;
    assert!(rows > 100 && articles == rows.div_ceil(40), "{articles} files for {rows} rows");
    let (one, parts) = (bytes(&here.path().join("whole/csv")), bytes(&here.path().join("parts/csv")));
    assert!(one == parts);
}

#[test]
fn without_merging_every_source_keeps_its_record() {
    let here = Folder::new();
    (0..3).for_each(|number| here.write(&format!("pages/{number}.txt"), page(10 * number)));
    let build = |out: &str, more: &[&str]| {
        let built = here.qikan(&[&["build", "pages", "--quiet", "--out", out], more].concat());
        assert_eq!((built.code, built.err.as_str()), (0, ""));
        let checked = here.qikan(&["check", out]);
        assert_eq!((checked.code, checked.out.as_str()), (0, ""));
        let statuses: Vec<String> = here.sources(out).into_iter().map(|source| source.status).collect();
        let records = here.read(&format!("{out}/records.jsonl"));
        let id =
            |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned();
        (statuses, records.lines().map(id).collect::<Vec<_>>())
    };
    let (statuses, ids) = build("merged", &[]);
    assert_eq!((statuses.join(" ").as_str(), ids.len()), ("extracted merged extracted", 2));
    let (statuses, apart) = build("apart", &["--no-merge"]);
    assert_eq!(statuses.join(" "), "extracted extracted extracted");
    assert_eq!(apart, [ids[0].clone(), format!("{}#2", ids[0]), ids[1].clone()]);
}
