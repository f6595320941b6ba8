//! Affiliations, and which author is at which.

use super::{Person, workplace};
use crate::document::{Found, Span};
use crate::field::affiliation::{self, Parts};
use crate::field::{Key, text};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::record::{Affiliation, Language, Record};

/// An affiliation as printed in one language.
pub(super) struct Entry {
    key: Option<Key>,
    /// Whom it names as its own, by their places.
    people: Vec<usize>,
    pub text: String,
    span: Span,
    pub language: Language,
}

impl Entry {
    /// The entry that stands at `span`.
    pub(super) fn at(reader: &Reader, span: Span, key: Option<Key>) -> Entry {
        let text = reader.tidy(span);
        let language = text::language(&text).unwrap_or(Language::En);
        Entry { key, people: Vec::new(), text, span, language }
    }
}

/// For each affiliation of the record, its marker and whom it names.
pub(super) type Keys = Vec<(Option<Key>, Vec<usize>)>;

/// Reads both blocks, pairs their entries, and gives the markers.
pub(super) fn affiliations(
    reader: &mut Reader,
    outline: &Outline,
    places: &Places,
    people: &[Person],
    record: &mut Record,
) -> Keys {
    let zh = entries(reader, outline, *places.affiliations.get(Language::Zh), people);
    let en = entries(reader, outline, *places.affiliations.get(Language::En), people);
    let mut keys = Keys::new();
    let pairs = pair(zh, en);
    record.affiliations.reserve(pairs.len());
    for (a, b) in pairs {
        let named = a.iter().chain(&b).find(|e| !e.people.is_empty()).map(|e| e.people.clone());
        keys.push((a.as_ref().or(b.as_ref()).and_then(|e| e.key), named.unwrap_or_default()));
        push(reader, a, b, record);
    }
    keys
}

fn entries(reader: &Reader, outline: &Outline, span: Option<Span>, people: &[Person]) -> Vec<Entry> {
    let Some(span) = span else { return Vec::new() };
    if let Some(units) = workplace::with_names(outline.doc.slice(span), people) {
        return units
            .into_iter()
            .map(|(unit, people)| Entry { people, ..Entry::at(reader, span.part(unit), None) })
            .collect();
    }
    let mut entries: Vec<Entry> = affiliation::split(outline.doc.slice(span))
        .into_iter()
        .map(|entry| Entry::at(reader, span.part(entry.text), entry.key))
        .filter(|entry| entry.text.chars().count() >= 4)
        .collect();
    // a first marker that the print or its reading lost
    let first = match entries.get(1).and_then(|e| e.key) {
        Some(second) if second == Key::number(2) => Some(Key::number(1)),
        Some(second) if second == Key::letter(b'b') => Some(Key::letter(b'a')),
        _ => None,
    };
    if let Some(entry) = entries.first_mut().filter(|e| e.key.is_none()) {
        entry.key = first;
    }
    entries
}

/// The two printings of each affiliation: by marker where both blocks have the same ones, else by place.
fn pair(zh: Vec<Entry>, en: Vec<Entry>) -> Vec<(Option<Entry>, Option<Entry>)> {
    if zh.is_empty() || en.is_empty() {
        return zh.into_iter().chain(en).map(|entry| (Some(entry), None)).collect();
    }
    let keyed = |side: &[Entry]| side.iter().all(|e| e.key.is_some());
    if keyed(&zh) && keyed(&en) {
        let mut en: Vec<Option<Entry>> = en.into_iter().map(Some).collect();
        let mut pairs: Vec<_> = zh
            .into_iter()
            .map(|a| {
                let twin = en.iter_mut().find(|b| b.as_ref().is_some_and(|b| b.key == a.key)).and_then(Option::take);
                (Some(a), twin)
            })
            .collect();
        pairs.extend(en.into_iter().flatten().map(|b| (None, Some(b))));
        return pairs;
    }
    let mut zh = zh.into_iter();
    let mut en = en.into_iter();
    let mut pairs = Vec::new();
    loop {
        match (zh.next(), en.next()) {
            (None, None) => return pairs,
            pair => pairs.push(pair),
        }
    }
}

/// Appends one affiliation. A text in the other block's language stands on its own side.
pub(super) fn push(reader: &mut Reader, a: Option<Entry>, b: Option<Entry>, record: &mut Record) {
    let position = record.affiliations.len() + 1;
    let mut value = Affiliation::default();
    for entry in [a, b].into_iter().flatten() {
        let field = if entry.language == Language::Zh { "affiliations[].text.zh" } else { "affiliations[].text.en" };
        let slot = value.text.get_mut(entry.language);
        if slot.is_none() {
            *slot = Some(reader.item(field, position, Found::at(entry.span, entry.text)));
        }
    }
    let text = std::mem::take(&mut value.text);
    for printed in [&text.zh, &text.en].into_iter().flatten() {
        fill_parts(&mut value, printed);
    }
    value.text = text;
    record.affiliations.push(value);
}

/// Fills the parts of an affiliation that `printed` names and that are not filled yet.
pub(crate) fn fill_parts(value: &mut Affiliation, printed: &str) {
    let known = value.institution.is_some() && value.department.is_some() && value.city.is_some();
    let parts = if known && value.postcode.is_some() {
        // what a second printing mostly adds
        Parts { country: affiliation::country(printed), ..Parts::default() }
    } else {
        affiliation::parts(printed)
    };
    let get =
        |range: &Option<std::ops::Range<usize>>| range.as_ref().map(|r| text::unspaced(printed[r.clone()].to_owned()));
    value.institution = value.institution.take().or_else(|| get(&parts.institution));
    value.department = value.department.take().or_else(|| get(&parts.department));
    value.city = value.city.take().or_else(|| get(&parts.city));
    value.postcode = value.postcode.take().or_else(|| get(&parts.postcode));
    value.country = value.country.take().or_else(|| get(&parts.country));
}

/// Resolves the markers of the authors.
pub(super) fn place_people(reader: &mut Reader, people: &[Person], keys: &Keys, record: &mut Record) {
    let count = record.affiliations.len();
    let any_author_key = people.iter().any(|p| p.keys().next().is_some());
    let any_key = keys.iter().any(|(key, _)| key.is_some());
    // markers of the authors in their order, for blocks that lost theirs
    let mut distinct: Vec<Key> = Vec::new();
    for key in people.iter().flat_map(|p| p.keys()) {
        if !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct.sort();
    // what OCR cannot read is nearly always a raised 1, and numbers begin with the first author's
    let first = keys.iter().position(|(key, _)| *key == Some(Key::number(1)));
    let lost = |index: usize, person: &Person| {
        any_author_key && (person.is_blurred() || index == 0 && person.keys().next().is_none())
    };
    for (index, person) in people.iter().enumerate() {
        if count == 1 {
            // one affiliation is everybody's, whatever became of the markers
            record.authors[index].affiliations = vec![1];
            continue;
        }
        if keys.iter().any(|(_, named)| !named.is_empty()) {
            let own = keys.iter().enumerate().filter(|(_, (_, named))| named.contains(&index));
            record.authors[index].affiliations = own.map(|(place, _)| place as u16 + 1).collect();
            continue;
        }
        let mut at: Vec<u16> = Vec::new();
        for key in person.keys() {
            let place = if any_key {
                keys.iter().position(|(k, _)| *k == Some(key))
            } else if distinct.len() == count {
                distinct.binary_search(&key).ok()
            } else {
                None
            };
            match place {
                Some(place) => at.push(place as u16 + 1),
                None => {
                    let field = format!("authors[{}].affiliations", index + 1);
                    let message = format!("the marker {key:?} names no printed affiliation");
                    reader.doubt(Problem::warning(Code::AffiliationDangling, field, message));
                }
            }
        }
        at.extend(first.filter(|_| lost(index, person)).map(|place| place as u16 + 1));
        // one author is at all of them
        if !any_author_key && people.len() == 1 && count <= 4 {
            at = (1..=count as u16).collect();
        }
        at.dedup();
        record.authors[index].affiliations = at;
    }
}
