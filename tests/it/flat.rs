//! A page that came as one line, every line end and blank folded into one blank, says most of what it said.

use qikan::document::{Document, Span};
use qikan::score::{self, Report};

use crate::fixtures::{FIXTURES, folder};

/// Where nothing but a line's end divided two values, the page no longer tells: a title from the menu above it, a name
/// from the unit below.
const FLOOR: f64 = 0.87;

#[test]
fn pages_on_one_line() {
    let mut all = Report::default();
    let mut records: Vec<(&str, Vec<u8>)> = Vec::new();
    for fixture in FIXTURES.iter().filter(|fixture| fixture.path.extension().is_some_and(|ending| ending == "txt")) {
        let page = fixture.document.printed(Span::new(0, fixture.document.body().len()));
        let line = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let layout = fixture.name.split('/').next().unwrap();
        let extraction = qikan::extract(&Document::from_text(&format!("{}.txt", fixture.name), &line));
        if layout == "negative" {
            assert!(extraction.is_err(), "{}: no article has become a record", fixture.name);
            continue;
        }
        if records.last().is_none_or(|(last, _)| *last != layout) {
            records.push((layout, Vec::new()));
        }
        if let (Ok(extraction), Some((_, lines))) = (extraction, records.last_mut()) {
            serde_json::to_writer(&mut *lines, &extraction.record).unwrap();
            lines.push(b'\n');
        }
    }
    for (layout, lines) in &records {
        all.add(score::score(layout, &lines[..], &folder().join(layout), None).unwrap().all);
    }
    assert!(all.micro_f1() >= FLOOR, "expected at least {FLOOR}, found {:.4}", all.micro_f1());
}
