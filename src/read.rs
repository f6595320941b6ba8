//! What: reads the places of a document into a record. It cannot fail; a doubt is a problem of the record.
//!
//! Knows which of several printed values counts. Where they stand is the layouts' matter, what one text means `field`'s.

mod announced;
mod confidence;
mod dates;
mod journal;
mod keywords;
mod meta;
mod pairing;
mod people;
mod script;
mod subject;

pub(crate) use meta::same;

use crate::check;
use crate::document::{Document, Found, Span};
use crate::field::text;
use crate::hash::hex;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Bilingual, Evidence, Extraction, Language, Platform, Record, Source};

/// The record that `outline`'s document holds at `places`.
pub fn read(outline: &Outline, platform: Platform, places: &Places) -> Extraction {
    let doc = outline.doc;
    let mut reader = Reader { doc, evidence: Vec::with_capacity(48), problems: doc.doubts.clone(), alike: Vec::new() };
    let mut record = Record {
        id: String::new(),
        source: Source { uri: doc.uri.clone(), sha256: doc.sha256.clone(), format: doc.format, platform },
        language: None,
        doi: None,
        title: Bilingual::default(),
        journal: Default::default(),
        section: None,
        year: None,
        volume: None,
        issue: None,
        first_page: None,
        last_page: None,
        article_number: None,
        article_code: None,
        dates: Default::default(),
        authors: Vec::new(),
        affiliations: Vec::new(),
        funding: Vec::new(),
        keywords: Bilingual::default(),
        abstract_: Bilingual::default(),
        clc: Vec::new(),
        document_code: None,
        problems: Vec::new(),
    };
    journal::read(&mut reader, outline, places, &mut record);
    dates::read(&mut reader, outline, places, &mut record);
    subject::read(&mut reader, outline, places, &mut record);
    people::read(&mut reader, outline, places, &mut record);
    meta::fill(&mut reader, &mut record);
    announced::check(&mut reader, outline, places, &record);
    record.language = main_language(&record, doc);
    record.problems = reader.problems;
    record.problems.extend(check::check(&record));
    confidence::settle(outline, &mut reader.evidence, &record, &reader.alike);
    script::restore(doc, &reader.evidence, &mut record);
    record.id = identity(&record);
    Extraction { record, evidence: reader.evidence }
}

/// Collects values with their evidence, and doubts.
struct Reader<'d> {
    doc: &'d Document,
    evidence: Vec<Evidence>,
    problems: Vec<Problem>,
    /// Of each author, where it was asked, whether the two names sound alike.
    alike: Vec<Option<bool>>,
}

impl<'d> Reader<'d> {
    /// The value of a field, its evidence noted.
    fn take<T>(&mut self, field: &'static str, found: Option<Found<T>>) -> Option<T> {
        found.map(|found| self.note(field, None, found))
    }

    /// The value of place `position`, from 1, of a list, its evidence noted.
    fn item<T>(&mut self, field: &'static str, position: usize, found: Found<T>) -> T {
        self.note(field, u16::try_from(position).ok(), found)
    }

    fn note<T>(&mut self, field: &'static str, position: Option<u16>, found: Found<T>) -> T {
        self.evidence.push(Evidence { field, position, span: found.span, confidence: found.confidence });
        found.value
    }

    /// The text of a span as one value; [`script::restore`] gives it back in the characters printed.
    fn tidy(&self, span: Span) -> String {
        text::tidy(&self.doc.simplified(span))
    }

    fn doubt(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Notes that two places give one value differently.
    fn conflict(&mut self, field: &str, taken: &str, other: &str) {
        self.doubt(Problem::info(Code::ValueConflict, field, format!("took {taken:?}, but {other:?} is printed too")));
    }
}

/// The language of the article: that of its first title, else of its abstract, else of its text.
fn main_language(record: &Record, doc: &Document) -> Option<Language> {
    let of = |b: &Bilingual<Option<String>>| match (&b.zh, &b.en) {
        (Some(_), _) => Some(Language::Zh),
        (None, Some(_)) => Some(Language::En),
        _ => None,
    };
    let head = || text::language(&doc.body()[..doc.body().floor_char_boundary(4000)]);
    of(&record.title)
        .filter(|&l| l == Language::Zh || record.abstract_.zh.is_none())
        .or_else(|| of(&record.abstract_))
        .or_else(head)
}

/// The id of an article: its DOI, else a hash over what identifies it in print. Blanks, case and punctuation do not
/// count, so that two printings of one article agree.
pub fn identity(record: &Record) -> String {
    use sha2::{Digest, Sha256};
    if let Some(doi) = &record.doi {
        return format!("doi:{}", doi.as_str());
    }
    let title = record.title.zh.as_ref().or(record.title.en.as_ref());
    let journal = record.journal.title.zh.as_ref().or(record.journal.title.en.as_ref());
    let year = record.year.map(|y| y.to_string());
    let mut hash = Sha256::new();
    let parts =
        [journal, year.as_ref(), record.volume.as_ref(), record.issue.as_ref(), record.first_page.as_ref(), title];
    for part in parts {
        hash.update(text::skeleton(part.map_or("", String::as_str)).as_bytes());
        hash.update([0x1F]);
    }
    if parts.iter().all(Option::is_none) {
        // nothing printed tells articles apart: the source itself does
        hash.update(record.source.sha256.as_bytes());
    }
    let digest = hash.finalize();
    format!("qk:{}", hex(&digest[..8]))
}

/// What `doc` says, whether it is an article or the few lines of a test.
#[cfg(test)]
pub(crate) fn record_of(doc: &crate::document::Document) -> Record {
    let outline = Outline::of(doc);
    let layout = crate::layout::of(&outline);
    read(&outline, layout.platform(), &layout.places(&outline)).record
}
