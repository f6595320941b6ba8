//! The same article as a page of HTML and as its text: one record, but for what only one of them prints.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::fixtures::FIXTURES;

/// A page, its text, and what only the one or the other prints.
struct Pair {
    html: &'static str,
    text: &'static str,
    only_html: &'static [&'static str],
    only_text: &'static [&'static str],
}

const PAIRS: &[Pair] = &[
    Pair { html: "html/magtech-new", text: "magtech/caragana", only_html: &["journal.issn"], only_text: &[] },
    Pair {
        html: "html/sciengine",
        text: "sciengine/meadow-methane",
        only_html: &["abstract.en", "journal.issn"],
        only_text: &[],
    },
    Pair {
        html: "html/etiller-old-gbk",
        text: "etiller/new-labels",
        only_html: &["authors[].email", "dates.published"],
        only_text: &[
            "affiliations[].country",
            "affiliations[].text.en",
            "authors[].name.en",
            "clc[]",
            "journal.title.en",
        ],
    },
    Pair {
        html: "html/unclosed-tags",
        text: "publishers/online-library",
        only_html: &["dates.published", "journal.issn"],
        only_text: &["authors[].orcid"],
    },
];

#[test]
fn a_page_and_its_text_give_one_record() {
    let mut faults = String::new();
    for pair in PAIRS {
        let (html, text) = (values(pair.html), values(pair.text));
        let mut only = [BTreeSet::new(), BTreeSet::new()];
        for path in html.keys().chain(text.keys()).collect::<BTreeSet<_>>() {
            match (html.get(path), text.get(path)) {
                (Some(one), Some(other)) if one != other => {
                    faults += &format!("{} and {}: {path}: {one} and {other}\n", pair.html, pair.text);
                }
                (Some(_), None) => drop(only[0].insert(field(path))),
                (None, Some(_)) => drop(only[1].insert(field(path))),
                _ => {}
            }
        }
        for (name, found, expected) in [(pair.html, &only[0], pair.only_html), (pair.text, &only[1], pair.only_text)] {
            if !found.iter().eq(expected) {
                faults += &format!("{name} alone: expected {expected:?}, found {found:?}\n");
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// The values of a fixture's record by their paths, e.g. `authors[2].name.en`; not those that say where it was read.
fn values(name: &str) -> BTreeMap<String, Value> {
    let fixture = FIXTURES.iter().find(|fixture| fixture.name == name).unwrap_or_else(|| panic!("no fixture {name}"));
    let record = serde_json::to_value(&fixture.result.as_ref().unwrap().record).unwrap();
    let mut values = BTreeMap::new();
    flatten(&record, String::new(), &mut values);
    values.retain(|path, _| !["id", "source.", "problems["].iter().any(|own| path.starts_with(own)));
    values
}

fn flatten(value: &Value, path: String, values: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let dot = if path.is_empty() { "" } else { "." };
                flatten(member, format!("{path}{dot}{name}"), values);
            }
        }
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                flatten(item, format!("{path}[{}]", n + 1), values);
            }
        }
        Value::Null | Value::Bool(false) => {}
        value => drop(values.insert(path, value.clone())),
    }
}

/// `authors[2].name.en` → `authors[].name.en`.
fn field(path: &str) -> String {
    path.chars().filter(|c| !c.is_ascii_digit()).collect()
}
