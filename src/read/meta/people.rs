//! The authors in the metadata, with the institutions, addresses and iDs that follow each name.

use super::CONFIDENCE;
use crate::document::{Document, Found, Meta, Span};
use crate::field::text::{self, Script};
use crate::field::{Orcid, byline, name};
use crate::read::Reader;
use crate::record::{Affiliation, Author, Language, Record};

/// A person of the metadata with what follows the name.
pub(super) struct MetaAuthor<'d> {
    name: &'d Meta,
    institutions: Vec<&'d Meta>,
    pub(super) email: Option<&'d Meta>,
    pub(super) orcid: Option<&'d Meta>,
}

/// The authors in the metadata: repeated elements grouped by order, else one joined list.
pub(super) fn authors(doc: &Document) -> Vec<MetaAuthor<'_>> {
    for name in [
        "citation_author",
        "dc.creator.personalname",
        "dc.creator",
        "dc.contributor",
        "eprints.creators_name",
        "ld.author",
    ] {
        let mut list: Vec<MetaAuthor> = Vec::new();
        for meta in doc.metas() {
            if meta.name == name {
                // some sites print every name twice
                if list.last().is_some_and(|last| doc.slice(last.name.value).trim() == doc.slice(meta.value).trim()) {
                    continue;
                }
                list.push(MetaAuthor { name: meta, institutions: Vec::new(), email: None, orcid: None });
            } else if let Some(author) = list.last_mut() {
                match meta.name.as_str() {
                    "citation_author_institution" => author.institutions.push(meta),
                    "citation_author_email" => author.email = Some(meta),
                    "citation_author_orcid" => author.orcid = Some(meta),
                    _ => {}
                }
            }
        }
        if !list.is_empty() {
            return list;
        }
    }
    Vec::new()
}

/// Names of `language` in the metadata, one span a person.
pub(super) fn names(doc: &Document, language: Language) -> Vec<(Span, String)> {
    let each = |meta: &Meta| {
        let words = doc.slice(meta.value);
        let inverted =
            text::language(words) == Some(Language::En) && words.matches(',').count() == 1 && !words.contains(';');
        if inverted {
            // `Family, Given`
            return vec![(meta.value, name::clean_name(words))];
        }
        // `茅, 芷若`: nobody's name is one character
        if let Some((family, given)) = words.trim().split_once(", ")
            && family.chars().count() == 1
            && (1..=2).contains(&given.chars().count())
        {
            return vec![(meta.value, format!("{family}{given}"))];
        }
        // `Family, Given; Family, Given`
        let entries = || words.split(';').map(|entry| (entry.len(), entry));
        if entries().count() > 1 && entries().all(|(_, e)| e.is_ascii() && e.matches(',').count() == 1) {
            let mut at = 0;
            let mut span = |length: usize| {
                at += length + 1;
                doc.trim(meta.value.part(at - length - 1..at - 1))
            };
            return entries().map(|(length, entry)| (span(length), name::clean_name(entry))).collect();
        }
        let people = byline::read(words);
        if people.is_empty() {
            return vec![(meta.value, name::clean_name(words))];
        }
        people.into_iter().map(|p| (meta.value.part(p.name.clone()), name::clean_name(&words[p.name]))).collect()
    };
    let of = |(_, name): &(Span, String)| !name.is_empty() && text::language(name) == Some(language);
    let may_hold = |meta: &&Meta| {
        let script = Script::of(doc.slice(meta.value));
        if language == Language::Zh { script.han > 0 } else { script.letters > 0 }
    };
    let single: Vec<_> = authors(doc).iter().map(|a| a.name).filter(may_hold).flat_map(each).filter(of).collect();
    if !single.is_empty() {
        return single;
    }
    doc.metas_named("citation_authors")
        .chain(doc.metas_named("authors"))
        .map(|m| each(m).into_iter().filter(of).collect::<Vec<_>>())
        .find(|l| !l.is_empty())
        .unwrap_or_default()
}

pub(super) fn read(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for language in [Language::Zh, Language::En] {
        let names = names(doc, language);
        if are_halves(record, language, &names) {
            // everything read of them belongs to halves of people
            reader.evidence.retain(|e| !e.field.starts_with("authors[]"));
            record.authors.clear();
        }
        if record.authors.iter().any(|a| a.name.get(language).is_some()) {
            continue;
        }
        let field = if language == Language::Zh { "authors[].name.zh" } else { "authors[].name.en" };
        if record.authors.is_empty() {
            for (span, name) in names {
                let mut author = Author::default();
                let position = record.authors.len() + 1;
                *author.name.get_mut(language) =
                    Some(reader.item(field, position, Found { value: name, span, confidence: CONFIDENCE }));
                record.authors.push(author);
            }
        } else if names.len() == record.authors.len() {
            for (index, (span, name)) in names.into_iter().enumerate() {
                let name = reader.item(field, index + 1, Found { value: name, span, confidence: CONFIDENCE });
                *record.authors[index].name.get_mut(language) = Some(name);
            }
        }
    }
    let listed = authors(doc);
    if listed.len() == record.authors.len() {
        attributes(reader, &listed, record);
    }
}

/// Whether print was read as halves of the `declared` people, `Mao, Zhiruo` as `Mao` and `Zhiruo`: each author is a part of
/// one of them and nobody is one of them.
fn are_halves(record: &Record, language: Language, declared: &[(Span, String)]) -> bool {
    let is_half = |name: &str| {
        let whole = |declared: &str| declared.len() > name.len() && declared.split([',', ' ']).any(|part| part == name);
        let begins = |declared: &str| language == Language::Zh && declared != name && declared.contains(name);
        declared.iter().any(|(_, declared)| whole(declared) || begins(declared))
            && !declared.iter().any(|(_, declared)| declared == name)
    };
    let mut names = record.authors.iter().filter_map(|author| author.name.get(language).as_deref()).peekable();
    names.peek().is_some() && !declared.is_empty() && names.all(is_half)
}

/// Institutions, addresses and iDs that follow the names.
fn attributes(reader: &mut Reader, listed: &[MetaAuthor], record: &mut Record) {
    let doc = reader.doc;
    let bare = record.affiliations.is_empty();
    for (index, author) in listed.iter().enumerate() {
        if let (None, Some(meta)) = (&record.authors[index].orcid, author.orcid) {
            let found =
                Orcid::find(doc.slice(meta.value)).map(|(range, orcid)| Found::at(meta.value.part(range), orcid));
            record.authors[index].orcid = found.map(|f| reader.item("authors[].orcid", index + 1, f));
        }
        if let (None, Some(meta)) = (&record.authors[index].email, author.email) {
            let found = crate::field::Email::find(doc.slice(meta.value))
                .map(|(range, email)| Found::at(meta.value.part(range), email));
            record.authors[index].email = found.map(|f| reader.item("authors[].email", index + 1, f));
        }
        if !bare {
            continue;
        }
        for meta in &author.institutions {
            let value = reader.tidy(meta.value);
            let place = record
                .affiliations
                .iter()
                .position(|a| a.text.zh.as_ref() == Some(&value) || a.text.en.as_ref() == Some(&value));
            let place = place.unwrap_or_else(|| {
                let language = text::language(&value).unwrap_or(Language::En);
                let field = if language == Language::Zh { "affiliations[].text.zh" } else { "affiliations[].text.en" };
                let mut affiliation = Affiliation::default();
                crate::read::people::places::fill_parts(&mut affiliation, &value);
                let position = record.affiliations.len() + 1;
                *affiliation.text.get_mut(language) =
                    Some(reader.item(field, position, Found { value, span: meta.value, confidence: CONFIDENCE }));
                record.affiliations.push(affiliation);
                record.affiliations.len() - 1
            });
            let at = place as u16 + 1;
            if !record.authors[index].affiliations.contains(&at) {
                record.authors[index].affiliations.push(at);
            }
        }
    }
}
