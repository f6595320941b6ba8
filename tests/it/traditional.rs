//! A page in traditional characters says what the same page in simplified ones says, in its own characters.

use std::collections::HashMap;

use qikan::document::Span;

use crate::dressed::record;
use crate::fixtures::FIXTURES;

/// The first traditional form of each simplified character.
fn forms() -> HashMap<char, char> {
    let table = include_str!("../../data/reference/traditional.tsv");
    let form = |row: &str| {
        let mut characters = row.chars().filter(|c| *c != '\t');
        (characters.next().unwrap(), characters.next().unwrap())
    };
    table.lines().skip(1).map(form).collect()
}

#[test]
fn both_scripts_say_the_same() {
    let forms = forms();
    let traditional = |text: &str| text.chars().map(|c| *forms.get(&c).unwrap_or(&c)).collect::<String>();
    let says = |page: &str| serde_json::to_string_pretty(&record(page)).unwrap();
    let mut faults = String::new();
    for fixture in FIXTURES.iter().filter(|fixture| !fixture.name.starts_with("html/")) {
        let doc = &fixture.document;
        let page = doc.printed(Span::new(0, doc.text().len()));
        let (expected, found) = (traditional(&says(page)), says(&traditional(page)));
        if let Some((expected, found)) = expected.lines().zip(found.lines()).find(|(a, b)| a != b) {
            faults += &format!("{}: expected {expected}, found {found}\n", fixture.name);
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
