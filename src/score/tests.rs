//! The counts by hand on a small case, and against `score.py` on many.

use std::process::Command;

use serde_json::json;

use super::*;
use crate::invent::Dice;

#[test]
fn counts_what_is_there() {
    let gold = json!({
        "title": {"zh": "题名——副题", "en": null}, "journal": {"zh": null, "en": null, "issn": null}, "year": 2024,
        "dates": {"received": "2024-01"}, "keywords": {"zh": ["甲", "乙"], "en": []}, "clc": [], "funding": [],
        "authors": [{"zh": "彭一鸣", "en": null, "affiliations": [1], "corresponding": true, "email": null}],
        "affiliations": [{"zh": "上海交通大学", "en": null, "institution": "上海交通大学"}],
        "abstract_zh": {"starts": "本文", "ends": null}, "abstract_en": null,
    });
    let record = json!({
        "title": {"zh": "题名 - 副题", "en": "Title"}, "year": 2023, "dates": {"received": "2024-01"},
        "keywords": {"zh": ["乙", "丙"], "en": []},
        "authors": [{"name": {"zh": "彭一鸣", "en": null}, "affiliations": [2], "corresponding": false}],
        "affiliations": [{"text": {"zh": "上海交通大学", "en": null}, "institution": null}],
        "abstract": {"zh": "本文说", "en": null},
    });
    let (report, verdicts) = compare::document("a", &gold, Some(&record));
    let counts = |field: &str| {
        let tally = report.fields[field];
        (tally.tp, tally.fp, tally.fn_)
    };
    assert_eq!(counts("title.zh"), (1, 0, 0));
    assert_eq!(counts("title.en"), (0, 1, 0));
    assert_eq!(counts("year"), (0, 1, 1));
    assert_eq!(counts("dates.received"), (1, 0, 0));
    assert_eq!(counts("keywords.zh"), (1, 1, 1));
    assert_eq!(counts("author_affiliation"), (0, 1, 1));
    assert_eq!(counts("corresponding"), (0, 0, 1));
    assert_eq!(counts("institution"), (0, 0, 1));
    assert_eq!(counts("abstract.zh"), (1, 0, 0));
    let misses: Vec<String> = report.misses.iter().map(ToString::to_string).collect();
    assert!(misses.contains(&"a | author_affiliation | ('彭一鸣', '上海交通大学') | —".to_owned()), "{misses:?}");
    assert_eq!(report.perfect, 0);
    for (path, right) in [
        ("title.zh", true),
        ("title.en", false),
        ("year", false),
        ("keywords.zh[1]", true),
        ("keywords.zh[2]", false),
        ("authors[1].name.zh", true),
        ("affiliations[1].text.zh", true),
        ("abstract.zh", true),
    ] {
        assert_eq!(verdicts.of(path), [right], "{path}");
    }
    assert!(verdicts.of("authors[1].corresponding").is_empty(), "what was not found is not judged");
}

/// A label as a record, with faults as the dice fall.
fn record(stem: &str, gold: &Value, dice: &mut Dice) -> Value {
    let mut record = gold.clone();
    record["source"] = json!({"uri": format!("pages/{stem}.txt")});
    let journal = gold["journal"].clone();
    record["journal"] =
        json!({"title": {"zh": journal["zh"], "en": journal["en"]}, "issn": null, "eissn": journal["issn"]});
    for (author, gold) in members(&mut record["authors"]).zip(list(&gold["authors"])) {
        author["name"] = json!({"zh": gold["zh"], "en": gold["en"]});
    }
    for (place, gold) in members(&mut record["affiliations"]).zip(list(&gold["affiliations"])) {
        place["text"] = json!({"zh": gold["zh"], "en": gold["en"]});
    }
    let whole = |label: &Value| match label["starts"].as_str() {
        Some(starts) => json!(format!("{starts}…' \"\u{3000}{}", label["ends"].as_str().unwrap_or_default())),
        None => Value::Null,
    };
    record["abstract"] = json!({"zh": whole(&gold["abstract_zh"]), "en": whole(&gold["abstract_en"])});
    damage(&mut record, dice);
    record["source"] = json!({"uri": format!("pages/{stem}.txt")});
    record
}

fn members(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_array_mut().into_iter().flatten()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Here and there a value goes, changes or comes twice.
fn damage(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::String(text) => match dice.below(14) {
            0 => *value = Value::Null,
            1 => *text = text.chars().rev().collect(),
            2 => *text = format!(" {} ", text.to_uppercase()),
            3 => text.push_str("，ﬁn'ς\nß"),
            4 => *text = text.chars().skip(2).collect(),
            _ => {}
        },
        Value::Bool(truth) => *truth ^= dice.below(10) == 0,
        Value::Number(number) if dice.below(10) == 0 => *value = json!(number.as_u64().unwrap_or(1) + 1),
        Value::Array(items) => {
            items.iter_mut().for_each(|item| damage(item, dice));
            // where null has no place
            items.retain(|item| !item.is_null());
            if dice.below(8) == 0 {
                items.pop();
            } else if dice.below(8) == 0 {
                items.extend(items.first().cloned());
            }
        }
        Value::Object(object) => object.values_mut().for_each(|member| damage(member, dice)),
        _ => {}
    }
}

#[test]
fn agrees_with_score_py() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let (script, gold) = (shared.join("tools/score.py"), shared.join("corpus/dev"));
    let python = Command::new("python3").arg("--version").output();
    if !script.exists() || !gold.exists() || python.is_err() {
        eprintln!("skipped: needs python3 and {}", script.display());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("records.jsonl");
    let mut dice = Dice::new(1);
    let mut lines = String::new();
    for (stem, path) in labels(&gold).unwrap() {
        let label: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        if dice.below(20) > 0 {
            lines += &(record(&stem, &label, &mut dice).to_string() + "\n");
        }
    }
    std::fs::write(&file, &lines).unwrap();
    for only in [None, Some("land")] {
        let mut command = Command::new("python3");
        command.arg(&script).arg(&file).arg(&gold).env("PYTHONIOENCODING", "utf-8");
        if let Some(only) = only {
            command.args(["--only", only]);
        }
        let ours = score("records.jsonl", lines.as_bytes(), &gold, only).unwrap();
        let misses: String = ours.all.misses.iter().map(|miss| format!("{miss}\n")).collect();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let told = command.arg("--misses").output().unwrap();
        assert!(told.status.success(), "{}", text(told.stderr));
        same_lines(&misses, &text(told.stderr));
        same_lines(&ours.all.to_string(), &text(told.stdout));
        same_lines(&(ours.all.to_json() + "\n"), &text(command.arg("--json").output().unwrap().stdout));
        assert!(ours.all.misses.len() > 300, "the damage is too mild");
        let parts: u64 = ours.by_platform.values().map(|report| report.documents).sum();
        assert_eq!(parts, ours.all.documents);
    }
}

fn same_lines(ours: &str, theirs: &str) {
    for (ours, theirs) in ours.lines().zip(theirs.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(ours, theirs);
}
