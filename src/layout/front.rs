//! The front of an article by the shape of its lines: title above byline above affiliations, in each language.

use super::{Imprint, Places, authors, bylines, imprint, roster};
use crate::document::Span;
use crate::outline::{Kind, Outline};
use crate::record::Language;

/// Fills what labels left open: titles, bylines, affiliations, heads, the column.
pub(super) fn place(outline: &Outline, places: &mut Places) {
    let lines = &outline.lines;
    for line in lines {
        match line.kind {
            Kind::Head => {
                let head = super::heading::own(outline, line);
                places.heads.extend(head.map(|span| Imprint::head(outline, span)));
            }
            Kind::Section if places.section.is_none() => places.section = Some(line.span),
            _ => {}
        }
    }
    imprint::keep_own_heads(outline, places);
    if places.citations.is_empty() {
        imprint::cited_without_label(outline, places);
    }
    super::heading::path(outline, places);
    authors::place(outline, places);
    let runs = bylines::runs(outline);
    places.rosters = roster::rosters(outline);
    let mut anchors = [Vec::new(), Vec::new()];
    for (slot, language) in anchors.iter_mut().zip([Language::Zh, Language::En]) {
        let ranked = bylines::ranked_runs(outline, &runs, language);
        let best = ranked.first();
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) = best.map(|run| run.span);
        }
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) =
                best.and_then(|run| bylines::affiliations_below(outline, run.lines.end, language));
        }
        let byline = places.authors.get(language).map(|span| outline.line_at(span.start));
        // beneath the first of a list stand units
        let listed = |line: &usize| {
            let span = lines[*line].span;
            places.rosters.iter().any(|list| list.iter().skip(1).any(|entry| span.contains(entry.name)))
        };
        let starts = ranked.iter().map(|run| run.lines.start).filter(|line| !listed(line));
        *slot = starts.chain(byline).collect();
    }
    // names in both scripts under an English title: `Long Chang (龙畅)a, Mao Zhiruo (茅芷若)b`
    if anchors[1].is_empty() {
        let both = |&&line: &&usize| {
            let names = outline.doc.slice(lines[line].span);
            let title = line.checked_sub(1).map(|above| &lines[above]);
            names.starts_with(|c: char| c.is_ascii_uppercase())
                && names.contains('(')
                && title.is_some_and(|title| title.kind == Kind::Text && title.language() == Some(Language::En))
        };
        anchors[1] = anchors[0].iter().filter(both).copied().collect();
    }
    for language in [Language::Zh, Language::En] {
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) = bylines::first_affiliations(outline, language);
        }
    }
    imprint::drop_others(outline, places);
    super::title::place(outline, places, anchors);
    if places.section.is_none() {
        places.section = super::column::above_title(outline, places);
    }
    for language in [Language::Zh, Language::En] {
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) =
                places.title.get(language).and_then(|title| bylines::names_below(outline, title, language));
        }
    }
    if places.journal.en.is_none() {
        places.journal.en = places.title.en.and_then(|title| journal_above(outline, title));
    }
}

/// The journal's name above an English title behind the article, as summaries at the end of Chinese papers print it.
fn journal_above(outline: &Outline, title: Span) -> Option<Span> {
    let at = outline.line_at(title.start);
    let line = outline.lines.get(at.checked_sub(1)?)?;
    let words = outline.doc.slice(line.span);
    // the name may stand behind the last sentence of the body
    let from = words.rfind('。').map(|i| i + '。'.len_utf8())?;
    let name = outline.doc.trim(line.span.part(from..words.len()));
    let mut parts = outline.doc.slice(name).split(' ');
    let capital = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(w, "of" | "and" | "the" | "in" | "&" | "for")
    };
    let is_name = !name.is_empty()
        && name.len() <= 80
        && parts.all(capital)
        && outline.doc.slice(name).is_ascii()
        && !outline.doc.slice(name).contains(['@', ':', '/']);
    is_name.then_some(name)
}
