//! How many articles a page lists: by their citations and DOIs, their abstracts, the links beneath each.

use std::collections::HashSet;

use crate::field::{Doi, citation};
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

/// How many different texts stand behind labels of abstracts in `language`.
pub(super) fn labelled_abstracts(outline: &Outline, language: Language) -> usize {
    let text = outline.doc.body();
    let opening = |from: usize| {
        let value = text[from..].trim_start();
        let line = &value[..memchr::memchr(b'\n', value.as_bytes()).unwrap_or(value.len())];
        &line[..line.floor_char_boundary(90)]
    };
    let marks = outline.all(Label::Abstract).filter(|m| m.language == language && m.line_start);
    let mut openings: Vec<&str> = marks.map(|m| opening(m.value)).filter(|o| o.len() >= 60).collect();
    openings.sort_unstable();
    openings.dedup();
    openings.len()
}

/// How many articles a page lists: citations with pages of their own, or DOIs, above any bibliography.
pub(super) fn listed(outline: &Outline) -> usize {
    let doc = outline.doc;
    let mut pages = HashSet::new();
    let mut dois = HashSet::new();
    for line in &outline.lines {
        let words = doc.slice(line.span);
        if matches!(line.kind, Kind::Head | Kind::Reference) {
            let cited = citation::read(words).or_else(|| citation::read_reference(words));
            let page = cited.and_then(|c| c.first_page).map_or(words, |range| &words[range]);
            pages.insert(page);
        }
        if let Some((range, _)) = Doi::find(words) {
            dois.insert(&words[range]);
        }
    }
    let front = outline.all(Label::Doi).filter(|mark| outline.in_front(mark) && !outline.is_of_others(mark.start));
    let labelled = front.map(|mark| doc.slice(crate::label::line_value(doc.body(), mark)));
    dois.extend(labelled.filter_map(|words| Doi::find(words).map(|(range, _)| &words[range])));
    pages.len().max(dois.len())
}

/// How many lines offer an abstract and the text of an article, as lists do beneath each: `摘要 ( 211 ) PDF (3410KB) ( 155 )`,
/// `Abstract | PDF`; 0 where an abstract stands above them, whose page offers as much of related articles.
pub(super) fn links_to_abstracts(outline: &Outline) -> usize {
    const WORDS: &[&str] = &["摘要", "Abstract", "[摘要]", "[Abstract]"];
    let offers = |line: &&Line| {
        let words = outline.doc.slice(line.span);
        let rest = WORDS.iter().find_map(|word| words.strip_prefix(word)).map(str::trim_start);
        let sign = rest.is_some_and(|rest| rest.starts_with(['(', '|', '[']));
        sign && words.len() <= 100 && words.contains("PDF")
    };
    let lines = || outline.lines.iter().filter(offers);
    let told =
        |first: &Line| outline.all(Label::Abstract).any(|m| m.firm && m.line_start && m.start < first.span.start);
    if lines().next().is_some_and(told) { 0 } else { lines().count() }
}

/// How many articles a page lists with their abstracts: citations or DOIs, each with prose behind it. Neither the entries
/// of a bibliography nor the names of related articles have any between them.
pub(super) fn retold(outline: &Outline) -> usize {
    let mut items = 0;
    let mut told = true;
    for line in &outline.lines {
        let words = outline.doc.slice(line.span);
        let is_entry = line.kind == Kind::Reference || words.starts_with('[');
        if told && !is_entry && (line.kind == Kind::Head || Doi::find(words).is_some()) {
            items += 1;
            told = false;
        } else if words.len() >= PROSE && !is_entry {
            told = true;
        }
    }
    items
}

/// No paragraph of an abstract is shorter, in bytes.
const PROSE: usize = 200;
