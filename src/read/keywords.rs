//! Keywords: the lists of both languages as terms; where separators were lost, one list helps to tell the other's apart.

use super::Reader;
use crate::document::{Found, Span};
use crate::field::keywords::{self, Hints};
use crate::field::text::Script;
use crate::field::{formula, text};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Language, Record};

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let mut lists: [Vec<Span>; 2] = Default::default();
    for (index, language) in [Language::Zh, Language::En].into_iter().enumerate() {
        let Some(span) = list(reader, places, language) else { continue };
        let words = reader.doc.slice(span);
        let other = *places.keywords.get(if language == Language::Zh { Language::En } else { Language::Zh });
        if other.is_none() {
            // one label may head both lists
            let (mut zh, mut en) = keywords::split_bilingual(words);
            if language == Language::Zh && zh.is_empty() {
                std::mem::swap(&mut zh, &mut en);
            }
            lists[0].extend(zh.into_iter().map(|r| span.part(r)));
            lists[1].extend(en.into_iter().map(|r| span.part(r)));
        } else {
            lists[index].extend(keywords::split(words).into_iter().map(|r| span.part(r)));
        }
    }
    let counts = lists.each_ref().map(|list| (list.len() > 1).then_some(list.len()));
    for (index, (list, language)) in lists.into_iter().zip([Language::Zh, Language::En]).enumerate() {
        for term in found_again(reader, outline, record, list, language, counts[1 - index]) {
            let value = formula::shown(reader.tidy(term));
            if value.chars().any(char::is_alphanumeric) {
                let values = record.keywords.get_mut(language);
                values.push(reader.item(
                    if language == Language::Zh { "keywords.zh[]" } else { "keywords.en[]" },
                    values.len() + 1,
                    Found::at(term, value),
                ));
            }
        }
    }
}

/// The list of `language`, without what follows it on the line: the article's Chinese text, or its own citation.
fn list(reader: &Reader, places: &Places, language: Language) -> Option<Span> {
    let mut span = (*places.keywords.get(language))?;
    if language == Language::En {
        let words = reader.doc.slice(span);
        // the article's text, or who wrote it
        if let Some(at) = words.find(text::is_han).filter(|&at| at > 0 && Script::of(&words[at..]).han > 20) {
            span.end = span.start + at;
        }
    }
    if let Some(stamp) = super::journal::stamp(reader.doc, span) {
        span.end = stamp.start;
    }
    Some(span)
}

/// A body that speaks of a term does so again and again.
const OFTEN: usize = 3;

/// The terms of a list; where its separators were lost, those that title and abstract speak of, or the body. A long text
/// that nothing divides is no keyword.
fn found_again(
    reader: &mut Reader,
    outline: &Outline,
    record: &Record,
    list: Vec<Span>,
    language: Language,
    wanted: Option<usize>,
) -> Vec<Span> {
    let part = |found: &Option<String>| found.clone().unwrap_or_default();
    let near = format!("{} {}", part(record.title.get(language)), part(record.abstract_.get(language)));
    let near = Hints { text: near, least: 1 };
    // what signs divide is whole, whatever a body says of its parts
    let divided = match list[..] {
        [first, .., last] => reader.doc.slice(Span::new(first.start, last.end)).contains([';', ',', '；', '，', '、']),
        _ => false,
    };
    let far = || Hints { text: format!("{} {}", near.text, body(outline, &list)), least: OFTEN };
    if let Some(wanted) = wanted.filter(|&wanted| wanted > list.len()) {
        let terms: Vec<&str> = list.iter().map(|term| reader.doc.slice(*term)).collect();
        let in_body = || (!divided).then(|| keywords::split_finer(&terms, &far(), wanted, false)).flatten();
        if let Some(parts) = keywords::split_finer(&terms, &near, wanted, divided).or_else(in_body) {
            return parts.into_iter().map(|(place, range)| list[place].part(range)).collect();
        }
    }
    // nothing but a blank stands between any two
    if list.len() > 1 && list.windows(2).all(|pair| reader.doc.slice(Span::new(pair[0].end, pair[1].start)) == " ") {
        let parts = |term: Span| keywords::split_at_scripts(reader.doc.slice(term), &near);
        return list.into_iter().flat_map(|term| parts(term).into_iter().map(move |range| term.part(range))).collect();
    }
    let [only] = list[..] else { return list };
    let words = reader.doc.slice(only);
    let (han, parts) = (Script::of(words).han, words.split_whitespace().count());
    let few = han < 12 && parts < 7;
    if few && (parts < 4 || wanted.is_none()) {
        return list;
    }
    let mut terms = keywords::split_with_hints(words, &near, wanted);
    if terms.len() == 1 {
        terms = keywords::split_with_hints(words, &far(), wanted);
    }
    if few && wanted != Some(terms.len()) {
        return list;
    }
    if terms.len() == 1 && (han > 20 || parts > 10) {
        reader.doubt(Problem::info(
            Code::LabelEmpty,
            "keywords",
            "the terms are printed without separators, and the abstract does not tell them apart",
        ));
        return Vec::new();
    }
    terms.into_iter().map(|range| only.part(range)).collect()
}

/// The body of the paper, which does not print the list.
fn body<'d>(outline: &Outline<'d>, list: &[Span]) -> &'d str {
    let text = outline.doc.body();
    let above = list.last().map_or(0, |term| term.end);
    let end = outline.references.unwrap_or(text.len());
    let start = outline.body.unwrap_or(end).max(above);
    text.get(start..end).unwrap_or_default()
}
