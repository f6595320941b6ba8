//! The front of an article by the shape of its lines: title above byline above affiliations, in each language.

use super::{Places, bylines, roster};
use crate::document::Span;
use crate::field::citation;
use crate::outline::{Kind, Outline};
use crate::record::Language;

/// Fills what labels left open: titles, bylines, affiliations, heads, the column.
pub(super) fn place(outline: &Outline, places: &mut Places) {
    let lines = &outline.lines;
    for line in lines {
        match line.kind {
            Kind::Head => places.heads.extend(super::heading::own(outline, line)),
            Kind::Section if places.section.is_none() => places.section = Some(line.span),
            _ => {}
        }
    }
    if places.citations.is_empty() {
        cited_without_label(outline, places);
    }
    bylines::labelled_authors(outline, places);
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
        *slot = ranked.iter().map(|run| run.lines.start).collect();
        slot.extend(places.authors.get(language).map(|span| outline.line_at(span.start)));
    }
    for language in [Language::Zh, Language::En] {
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) = bylines::first_affiliations(outline, language);
        }
    }
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
    let is_name = !name.is_empty() && name.len() <= 80 && parts.all(capital) && outline.doc.slice(name).is_ascii();
    is_name.then_some(name)
}

/// References above the bibliography that are the article itself: they agree with the page's head, or open the page.
fn cited_without_label(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let head = places.heads.first().and_then(|&span| citation::read(doc.slice(span)));
    let number = |c: &citation::Citation,
                  of: fn(&citation::Citation) -> Option<&std::ops::Range<usize>>,
                  words: &str| of(c).map(|r| words[r.clone()].trim_start_matches('0').to_owned());
    for (index, line) in outline.lines.iter().enumerate().filter(|(_, l)| l.kind == Kind::Reference) {
        let words = doc.slice(line.span);
        if ["[J", "[M", "[D", "[C", "[E"].iter().map(|mark| words.matches(mark).count()).sum::<usize>() > 1 {
            // a whole bibliography on one line
            continue;
        }
        let Some(cited) = citation::read_reference(words) else { continue };
        let agrees = head.as_ref().zip(places.heads.first()).is_some_and(|(head, &at)| {
            let printed = doc.slice(at);
            let same = |of: fn(&citation::Citation) -> Option<&std::ops::Range<usize>>| {
                let (a, b) = (number(head, of, printed), number(&cited, of, words));
                a.is_none() || b.is_none() || a == b
            };
            same(|c| c.volume.as_ref()) && same(|c| c.issue.as_ref()) && same(|c| c.first_page.as_ref())
        });
        if agrees || (head.is_none() && index < 6 && cited.title.is_some()) {
            places.citations.push(line.span);
        }
    }
}
