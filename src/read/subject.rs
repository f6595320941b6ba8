//! What the article is about: title, column, abstract, keywords, class, funding.

use super::Reader;
use crate::document::{Found, Span};
use crate::field::text::Script;
use crate::field::{Clc, clc, funding, keywords, text};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Grant, Language, Record};

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    titles(reader, places, record);
    section(reader, places, record);
    abstracts(reader, places, record);
    read_keywords(reader, places, record);
    class(reader, places, record);
    grants(reader, outline, places, record);
}

fn titles(reader: &mut Reader, places: &Places, record: &mut Record) {
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "title.zh" } else { "title.en" };
        let Some(span) = *places.title.get(language) else { continue };
        let value = title(&reader.tidy(span));
        if !value.is_empty() {
            *record.title.get_mut(language) = reader.take(field, Some(Found::at(span, value)));
        }
    }
}

/// A title without heading signs, footnote marks and links behind it.
pub(super) fn title(printed: &str) -> String {
    let mut title = printed.trim().trim_start_matches(['#', '■', '●', '◆', '*', ' ']);
    title = title.strip_prefix("Title:").map_or(title, str::trim_start);
    loop {
        let before = title;
        title = title.trim_end();
        for tail in [" PDF", "()", "( )", "[J]", "\\*", "(网络首发、推荐阅读)", "(网络首发)"] {
            title = title.strip_suffix(tail).map_or(title, str::trim_end);
        }
        title = title.trim_end_matches(['*', '∗', '†', '‡', '△', '☆', '★', '①', '②', '¹', '²', '³', '⁎', '§', '#']);
        // `… 响应过程 1`: a footnote's number set off by a blank, or behind a Han character at the end
        if let Some(rest) = title.strip_suffix(['1', '2']) {
            let behind_blank = rest.ends_with(' ') && rest.trim_end().ends_with(text::is_wide);
            if behind_blank {
                title = rest;
            }
        }
        title = title.trim_end_matches(['.', '。', ' ']);
        if title == before {
            break;
        }
    }
    // headings of one title set on two lines
    title.replace(" # ", " ").replace("# ", "")
}

fn section(reader: &mut Reader, places: &Places, record: &mut Record) {
    let Some(span) = places.section else { return };
    let words = reader.doc.slice(span);
    let dots: &[char] = &['•', '·', '●', '∙', '■', '◆'];
    // between the first dot and the next; a name with a dot inside keeps it: `• 植物营养·土壤生态 •`
    let found = match words.chars().next().filter(|c| dots.contains(c)) {
        Some(dot) => {
            let inner = &words[dot.len_utf8()..];
            let end = inner.find(dot).unwrap_or(inner.len());
            span.part(dot.len_utf8()..dot.len_utf8() + end)
        }
        None => span,
    };
    let found = reader.doc.trim(found);
    let value = reader.tidy(found);
    if !value.is_empty() && value.chars().count() <= 80 {
        record.section = reader.take("section", Some(Found::at(found, value)));
    }
}

fn abstracts(reader: &mut Reader, places: &Places, record: &mut Record) {
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "abstract.zh" } else { "abstract.en" };
        let Some(span) = *places.abstracts.get(language) else { continue };
        let value = prose(&reader.tidy(span));
        if !value.is_empty() {
            *record.abstract_.get_mut(language) = reader.take(field, Some(Found::at(span, value)));
        }
    }
}

/// An abstract without the marks that data bases put before it.
fn prose(printed: &str) -> String {
    let mut text = printed.trim();
    for mark in ["<正>", "〈正〉", "＜正＞", "[", "］"] {
        if mark.len() > 1 || text.matches('[').count() < text.matches(']').count() {
            text = text.strip_prefix(mark).map_or(text, str::trim_start);
        }
    }
    text.trim_start_matches([':', '：', ' ']).to_owned()
}

fn read_keywords(reader: &mut Reader, places: &Places, record: &mut Record) {
    let mut lists: [Vec<Span>; 2] = Default::default();
    for (index, language) in [Language::Zh, Language::En].into_iter().enumerate() {
        let Some(mut span) = *places.keywords.get(language) else { continue };
        if language == Language::En {
            // the article's Chinese text may follow on the same line
            let words = reader.doc.slice(span);
            if let Some(at) = words.find(text::is_han).filter(|&at| at > 0 && Script::of(&words[at..]).han > 40) {
                span.end = span.start + at;
            }
        }
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
    for (list, language) in lists.into_iter().zip([Language::Zh, Language::En]) {
        let hints = format!(
            "{} {}",
            record.title.get(language).as_deref().unwrap_or(""),
            record.abstract_.get(language).as_deref().unwrap_or("")
        );
        let mut terms: Vec<Span> = Vec::new();
        let long = |span: &Span| {
            Script::of(reader.doc.slice(*span)).han >= 12 || reader.doc.slice(*span).split(' ').count() >= 7
        };
        if let [only] = list[..]
            && long(&only)
        {
            // separators that the text lost
            terms.extend(keywords::split_with_hints(reader.doc.slice(only), &hints).into_iter().map(|r| only.part(r)));
        } else {
            terms = list;
        }
        for term in terms {
            let value = reader.tidy(term);
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

fn class(reader: &mut Reader, places: &Places, record: &mut Record) {
    if let Some(span) = places.clc {
        let codes: Vec<(std::ops::Range<usize>, Clc)> = clc::read(reader.doc.slice(span));
        for (range, code) in codes {
            let position = record.clc.len() + 1;
            record.clc.push(reader.item("clc[]", position, Found::at(span.part(range), code).sure(0.95)));
        }
    }
    if let Some(span) = places.document_code {
        let words = reader.doc.slice(span);
        let mut letters = words.chars();
        if let Some(letter @ 'A'..='E') = letters.next() {
            if !letters.next().is_some_and(char::is_alphanumeric) || words.len() == 1 {
                let found = Found::at(Span::new(span.start, span.start + 1), letter.to_string()).sure(0.97);
                record.document_code = reader.take("document_code", Some(found));
            }
        }
    }
}

/// The grants; those in Chinese where both languages list them.
fn grants(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let language = if places.funding.zh.is_empty() { Language::En } else { Language::Zh };
    let mut spans = places.funding.get(language).clone();
    spans.sort();
    spans.dedup();
    let mut seen: Vec<String> = Vec::new();
    for span in spans {
        let words = outline.doc.slice(span);
        for grant in funding::split(words) {
            let at = span.part(grant.text.clone());
            let text = reader.tidy(at);
            let skeleton = text::skeleton(&text);
            if skeleton.is_empty() || seen.contains(&skeleton) {
                continue;
            }
            seen.push(skeleton);
            let position = record.funding.len() + 1;
            let tidy = |r: &std::ops::Range<usize>| text::tidy(outline.doc.printed(span.part(r.clone())));
            let value = Grant {
                funder: grant.funder.as_ref().map(tidy),
                project: grant.project.as_ref().map(tidy),
                awards: grant.awards.iter().map(|r| text::tidy(&words[r.clone()])).collect(),
                text: reader.item("funding[].text", position, Found::at(at, text)),
            };
            for award in &grant.awards {
                reader.item("funding[].awards", position, Found::at(span.part(award.clone()), ()));
            }
            record.funding.push(value);
        }
    }
    if record.funding.is_empty() && (!places.funding.zh.is_empty() || !places.funding.en.is_empty()) {
        reader.doubt(Problem::info(
            Code::LabelEmpty,
            "funding",
            "a funding label stands there, but no grant could be read behind it",
        ));
    }
}
