//! The commands from outside: what they print where, and how they end.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::program::{Folder, PAGE, PROGRAM, ROOT, qikan};

const COMMANDS: [&str; 8] = ["build", "show", "extract", "check", "release", "score", "schema", "completions"];

/// The `source.uri` of each record.
fn uris(records: &str) -> Vec<String> {
    let uri = |line| serde_json::from_str::<Value>(line).unwrap()["source"]["uri"].as_str().unwrap().to_owned();
    records.lines().map(uri).collect()
}

#[test]
fn help_opens_with_an_example() {
    let help = qikan(&["--help"]);
    assert_eq!(help.code, 0);
    let opening = "Turn a folder of pages into a dataset, then look at it:\n    $ qikan build";
    assert!(help.out.starts_with(opening), "{}", help.out);
    let nothing = qikan(&[]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""));
    assert!(nothing.err.contains("$ qikan build"), "{}", nothing.err);
    for command in COMMANDS {
        assert!(help.out.contains(&format!("\n  {command} ")), "{command} is not in the list: {}", help.out);
        let help = qikan(&[command, "--help"]);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{command}");
        let lines: Vec<&str> = help.out.lines().collect();
        assert!(lines[0].ends_with(':') && lines[1].starts_with("    $ qikan "), "{command}: {}", help.out);
    }
}

#[test]
fn a_wrong_line_is_a_usage_error() {
    for args in [
        vec!["frobnicate"],
        vec!["build"],
        vec!["build", "pages"],
        vec!["build", "pages", "--out", "dataset", "--jobs", "0"],
        vec!["extract"],
        vec!["show"],
        vec!["check"],
        vec!["release", "dataset", "--out", "x"],
        vec!["release", "dataset", "--version", "v1", "--out", "x"],
        vec!["score", "records.jsonl"],
        vec!["score", "records.jsonl", "gold", "--by", "colour"],
        vec!["schema", "--tables", "--write"],
        vec!["completions", "tcsh"],
    ] {
        let run = qikan(&args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with("error: ") && run.err.contains("--help"), "{args:?}: {}", run.err);
    }
}

#[test]
fn errors_are_one_line() {
    let here = Folder::new();
    here.write("thesis/chapter.txt", "years of work");
    here.write("labels/empty", "");
    std::fs::create_dir(here.path().join("void")).unwrap();
    here.qikan(&["check", "nowhere"]).is_refused("found: No such file");
    here.qikan(&["check", "thesis"]).is_refused("found no readable datapackage.json");
    here.qikan(&["build", "thesis", "--out", "thesis"]).is_refused("found a folder with other files");
    here.qikan(&["score", "-", "nowhere"]).is_refused("found: No such file");
    here.qikan(&["score", "-", "labels"]).is_refused("found none");
    here.qikan(&["score", "nowhere", "labels"]).is_refused("found: No such file");
    for args in [&["show", "nowhere"][..], &["extract", "thesis", "nowhere"], &["build", "nowhere", "--out", "new"]] {
        here.qikan(args).is_refused("qikan: nowhere: expected a file or a folder, found nothing; check the path");
    }
    assert_eq!(here.names(), ["labels", "thesis", "void"], "nothing was written");
    let void = here.qikan(&["show", "void"]);
    assert_eq!((void.code, void.out.as_str()), (2, ""));
    assert_eq!(void.err, "qikan: void: expected a document, found an empty folder; name a file\n");
}

#[test]
fn completions_know_the_commands_in_every_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = qikan(&["completions", shell]);
        assert_eq!((script.code, script.err.as_str()), (0, ""), "{shell}");
        for word in COMMANDS.into_iter().chain(["overwrite"]) {
            assert!(script.out.contains(word), "{shell} does not know {word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_leaves_is_no_failure() {
    for args in [vec!["schema"], vec!["completions", "zsh"], vec!["extract", "data/samples"]] {
        let mut command = Command::new(PROGRAM);
        command.current_dir(ROOT).args(&args).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let end = child.wait_with_output().unwrap();
        let err = String::from_utf8(end.stderr).unwrap();
        assert_eq!(end.status.code(), Some(0), "{args:?}: {err}");
        assert!(!err.contains("ipe"), "{args:?}: {err}");
    }
}

#[test]
fn a_dash_is_standard_input() {
    let here = Folder::new();
    let record = here.fed(&["extract", "-"], PAGE);
    assert_eq!((record.code, record.err.as_str(), uris(&record.out)), (0, "", vec!["-".to_owned()]));
    let shown = here.fed(&["show", "-"], PAGE);
    assert!(shown.code == 0 && shown.out.starts_with("-\ndoi:"), "{}", shown.out);
    let checked = here.fed(&["check", "-"], record.out.as_str());
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    assert_eq!(here.fed(&["build", "-", "--out", "dataset", "--quiet"], PAGE).code, 0);
    assert_eq!(here.sources("dataset")[0].uri, "-");
    here.write("gold/-.gold.json", std::fs::read(format!("{ROOT}/tests/fixtures/magtech/no-title.gold.json")).unwrap());
    let scored = here.fed(&["score", "-", "gold"], record.out);
    assert!(scored.code == 0 && scored.out.contains("documents 1 perfect 0 "), "{}", scored.out);
}

#[test]
fn records_are_checked_line_by_line() {
    let checked = Folder::new().fed(&["check", "-"], "{}\nnot json\n");
    assert_eq!((checked.code, checked.err.as_str()), (1, ""));
    let out = checked.out;
    assert!(out.contains("-:1: expected what the schema says, found \"id\" is a required property"), "{out}");
    assert!(out.contains("-:2: expected a record as JSON, found expected ident"), "{out}");
}

#[test]
fn extract_keeps_the_order_of_its_inputs() {
    let here = Folder::new();
    // more than a batch, so that workers overtake each other
    let names: Vec<String> = (0..60).map(|n| format!("页 面/{}.txt", (n * 37) % 60)).collect();
    for (n, name) in names.iter().enumerate() {
        // pages of unequal length
        here.write(name, format!("{PAGE}{}", "\n城市湿地碳汇的空间格局。".repeat((n * 13) % 40 * 20)));
    }
    let mut args = vec!["extract", "--jobs", "3"];
    args.extend(names.iter().map(String::as_str));
    let records = here.qikan(&args);
    assert_eq!((records.code, records.err.as_str()), (0, ""));
    assert_eq!(uris(&records.out), names);
    args[2] = "1";
    assert!(here.qikan(&args) == records, "one job or three");
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(uris(&here.qikan(&["extract", "页 面"]).out), sorted, "a folder is read in sorted order");
}

#[test]
fn extract_says_on_standard_error_what_gave_nothing() {
    let here = Folder::new();
    here.write("guide.txt", "404 Not Found\nThe page is gone.\n");
    here.write("page.txt", PAGE);
    here.write("empty.txt", "");
    let none = here.qikan(&["extract", "guide.txt", "page.txt"]);
    assert_eq!((none.code, uris(&none.out), none.err.lines().count()), (0, vec!["page.txt".to_owned()], 1));
    assert!(none.err.starts_with("qikan: guide.txt: not an article: "), "{}", none.err);
    let failed = here.qikan(&["extract", "empty.txt", "guide.txt", "page.txt"]);
    assert_eq!((failed.code, uris(&failed.out), failed.err.lines().count()), (1, vec!["page.txt".to_owned()], 2));
    assert!(failed.err.starts_with("qikan: empty.txt: expected a page or a paper, found an empty file"));
}

#[test]
fn show_prints_fields_places_and_text() {
    let page = "tests/fixtures/magtech/head-line.txt";
    let shown = qikan(&["show", page]);
    assert_eq!((shown.code, shown.err.as_str()), (0, ""));
    assert!(shown.out.starts_with(&format!("{page}\ndoi:10.15978/j.cnki.1005-8095.201802001  text, UTF-8, ")));
    let text = std::fs::read_to_string(format!("{ROOT}/{page}")).unwrap();
    let fields = shown.out.lines().skip(3).take_while(|line| !line.is_empty());
    let mut titles = 0;
    for line in fields {
        let mut words = line.split_whitespace();
        let (field, place) = (words.next().unwrap(), words.next().unwrap());
        let (row, column) = place.split_once(':').unwrap_or_else(|| panic!("no line:column in {line}"));
        if field.starts_with("title.") {
            let (row, column): (usize, usize) = (row.parse().unwrap(), column.parse().unwrap());
            let printed: String = text.lines().nth(row - 1).unwrap().chars().skip(column - 1).take(5).collect();
            assert!(line.contains(&printed), "{line}: {printed} stands at {place}");
            titles += 1;
        }
    }
    assert!(titles > 0, "{}", shown.out);
    let none = Folder::new().fed(&["show", "-"], "404 Not Found\n");
    assert!(none.code == 0 && none.out.starts_with("-: not an article: "), "{}", none.out);
}

#[test]
fn score_counts_by_field_and_by_platform() {
    let here = Folder::new();
    let gold = format!("{ROOT}/tests/fixtures/rhhz");
    let records = qikan(&["extract", "tests/fixtures/rhhz"]);
    here.write("records.jsonl", &records.out);
    let all = here.qikan(&["score", "records.jsonl", &gold]);
    let last = all.out.lines().last().unwrap();
    assert!(all.code == 0 && last.starts_with("documents 8 perfect "), "{last}");
    assert!(all.out.lines().any(|line| line.starts_with("dates.received ")), "{}", all.out);
    let one = here.qikan(&["score", "records.jsonl", &gold, "--only", "supplement"]);
    assert!(one.out.contains("documents 1 "), "{}", one.out);
    let platforms = here.qikan(&["score", "records.jsonl", &gold, "--by", "platform"]);
    assert!(platforms.out.starts_with("rhhz\n") && platforms.out.ends_with(&all.out), "{}", platforms.out);
    let json = here.qikan(&["score", "records.jsonl", &gold, "--json"]);
    assert_eq!(serde_json::from_str::<Value>(&json.out).unwrap()["documents"], 8);
    here.write("nothing.jsonl", "");
    let misses = here.qikan(&["score", "nothing.jsonl", &gold, "--misses"]);
    assert!(misses.err.contains("supplement | record | present | absent\n"), "{}", misses.err);
    assert!(misses.out.contains("documents 8 perfect 0 micro-F1 0.0000"), "{}", misses.out);
}

#[test]
fn score_of_pages_is_that_of_their_records_and_the_calibration() {
    let here = Folder::new();
    let pages = format!("{ROOT}/tests/fixtures/rhhz");
    here.write("records.jsonl", qikan(&["extract", "tests/fixtures/rhhz"]).out);
    let records = here.qikan(&["score", "records.jsonl", &pages]);
    let read = here.qikan(&["score", &pages, &pages]);
    assert_eq!((read.code, read.err.as_str()), (0, ""));
    let calibration = read.out.strip_prefix(&records.out).expect("the same table first");
    assert!(calibration.starts_with("\nconfidence "), "{calibration}");
    assert!(calibration.lines().last().unwrap().starts_with("all above 0.9 "), "{calibration}");
    let page = here.qikan(&["score", &format!("{pages}/supplement.txt"), &pages, "--only", "supplement"]);
    assert!(page.out.contains("documents 1 ") && page.out.contains("\nall above 0.9 "), "{}", page.out);
}
