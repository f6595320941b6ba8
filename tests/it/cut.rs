//! A page that somebody cut off, as crawls and excerpts do, says of what stands above the cut what the whole page says.

use qikan::document::{Document, Span};
use qikan::record::Record;

use crate::fixtures::{FIXTURES, Fixture};

/// A field of one value, and that as text.
type Field = (&'static str, fn(&Record) -> Option<String>);

const FIELDS: &[Field] = &[
    ("title.zh", |record| record.title.zh.clone()),
    ("title.en", |record| record.title.en.clone()),
    ("journal.title.zh", |record| record.journal.title.zh.clone()),
    ("journal.title.en", |record| record.journal.title.en.clone()),
    ("volume", |record| record.volume.clone()),
    ("issue", |record| record.issue.clone()),
    ("first_page", |record| record.first_page.clone()),
    ("last_page", |record| record.last_page.clone()),
    ("doi", |record| record.doi.as_ref().map(ToString::to_string)),
    ("dates.received", |record| record.dates.received.map(|date| date.to_string())),
    ("dates.revised", |record| record.dates.revised.map(|date| date.to_string())),
    ("dates.accepted", |record| record.dates.accepted.map(|date| date.to_string())),
    ("dates.published", |record| record.dates.published.map(|date| date.to_string())),
    ("dates.online", |record| record.dates.online.map(|date| date.to_string())),
];

/// Where the lines of a page end, from the one on that ends the first abstract.
fn cuts(fixture: &Fixture) -> impl Iterator<Item = usize> {
    let text = fixture.document.text();
    let evidence = fixture.result.iter().flat_map(|extraction| &extraction.evidence);
    let abstracts = evidence.filter(|evidence| evidence.field.starts_with("abstract."));
    let first = abstracts.map(|evidence| evidence.span.end).min().unwrap_or(text.len());
    text.match_indices('\n').map(|(at, _)| at).filter(move |at| *at >= first)
}

/// What the page cut off at `cut` says otherwise than the whole one.
fn faults(fixture: &Fixture, cut: usize) -> Vec<String> {
    let Ok(whole) = &fixture.result else { return Vec::new() };
    let is_above = |field: &str| whole.evidence.iter().any(|found| found.field == field && found.span.end <= cut);
    let page = Document::from_text("page", fixture.document.printed(Span::new(0, cut)));
    let record = match qikan::extract(&page) {
        Ok(extraction) => extraction.record,
        // less than this need not be an article
        Err(_) if !["title.zh", "authors[].name.zh", "keywords.zh[]"].into_iter().all(is_above) => return Vec::new(),
        Err(error) => return vec![error.to_string()],
    };
    let differs = |(field, value): &&Field| match (value(&whole.record), value(&record)) {
        // a value may be cut off itself
        (Some(expected), Some(found)) => !expected.starts_with(&found),
        (expected, found) => is_above(field) && found != expected,
    };
    let said = |(field, value): &Field| format!("{field}: {:?} for {:?}", value(&record), value(&whole.record));
    FIELDS.iter().filter(differs).map(said).collect()
}

/// What stands behind a body is no front without the abstract beneath; volume and issue in a box of an online library are
/// the article's where its pages follow.
const OTHERWISE: &[&str] = &["html/", "fulltext/", "publishers/online-library"];

#[test]
fn a_page_cut_off_behind_its_abstract_says_the_same() {
    let mut report = String::new();
    let pages = FIXTURES.iter().filter(|fixture| !OTHERWISE.iter().any(|name| fixture.name.starts_with(name)));
    for fixture in pages {
        for cut in cuts(fixture) {
            for fault in faults(fixture, cut) {
                report += &format!("{} at {cut}: {fault}\n", fixture.name);
            }
        }
    }
    assert!(report.is_empty(), "{report}");
}
