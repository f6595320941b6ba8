//! The front of an article by the shape of its lines: title above byline above affiliations, in each language.

use super::{Places, RosterEntry};
use crate::document::Span;
use crate::field::{affiliation, byline, citation};
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};
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
    labelled_authors(outline, places);
    let runs = runs(outline);
    places.roster = roster(outline);
    let mut anchors = [Vec::new(), Vec::new()];
    for (slot, language) in anchors.iter_mut().zip([Language::Zh, Language::En]) {
        let ranked = ranked_runs(outline, &runs, language);
        let best = ranked.first();
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) = best.map(|run| run.span);
        }
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) =
                best.and_then(|run| affiliations_below(lines, run.lines.end, language));
        }
        *slot = ranked.iter().map(|run| run.lines.start).collect();
        slot.extend(places.authors.get(language).map(|span| outline.line_at(span.start)));
    }
    for language in [Language::Zh, Language::En] {
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) = first_affiliations(outline, language);
        }
    }
    super::title::place(outline, places, anchors);
    if places.section.is_none() {
        places.section = super::column::above_title(outline, places);
    }
    for language in [Language::Zh, Language::En] {
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) =
                places.title.get(language).and_then(|title| names_below(outline, title, language));
        }
    }
    if places.journal.en.is_none() {
        places.journal.en = places.title.en.and_then(|title| journal_above(outline, title));
    }
}

/// The line right below a title, where it holds names at all: for bylines that reading has damaged.
fn names_below(outline: &Outline, title: Span, language: Language) -> Option<Span> {
    let line = outline.lines.get(outline.line_at(title.end))?;
    let words = outline.doc.slice(line.span);
    let opening = byline::opening(words);
    let fits =
        line.span.start >= title.end && line.kind == Kind::Text && (line.script.han > 0) == (language == Language::Zh);
    (fits && opening.likeness >= 0.2 && opening.persons >= 2).then(|| line.span.part(0..opening.end))
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

/// Author labels: the names behind them, and the affiliations that follow on the same line.
fn labelled_authors(outline: &Outline, places: &mut Places) {
    let text = outline.doc.body();
    for mark in outline.all(Label::Authors) {
        let limit = outline.limit(mark);
        let start = mark.value + text[mark.value..limit].len() - text[mark.value..limit].trim_start().len();
        let mut end = start;
        let mut language = None;
        let mut beneath = None;
        // the names may run over lines, one a line
        for line in &outline.lines[outline.line_at(start)..] {
            let from = line.span.start.max(start);
            if from >= limit {
                break;
            }
            let span = Span::new(from, line.span.end.min(limit));
            let words = outline.doc.slice(span);
            if end > start && line.is_marker() {
                end = span.end;
                continue;
            }
            let opening = byline::opening(words);
            let split = (opening.likeness >= 0.4 && opening.end + 12 < words.len()).then_some(opening.end);
            let split = split
                .or_else(|| words.find(':').filter(|&at| at > 0 && affiliation::likeness(&words[at + 1..]) >= 0.4));
            let names = split.map_or(words, |at| &words[..at]);
            if line.kind != Kind::Byline
                && byline::likeness(names) < 0.35
                && (end > start || names.chars().count() > 40)
            {
                break;
            }
            if byline::read(names).is_empty() {
                break;
            }
            let this = Some(if line.script.han > 0 { Language::Zh } else { Language::En });
            if language.is_some() && this != language {
                break;
            }
            language = this;
            end = from + names.trim_end().len();
            if let Some(at) = split {
                let rest = words[at..].trim_start_matches([':', ' ']);
                beneath = Some(outline.doc.trim(span.part(words.len() - rest.len()..words.len())));
                break;
            }
        }
        let Some(language) = language else { continue };
        if end > start && places.authors.get(language).is_none() {
            *places.authors.get_mut(language) = Some(Span::new(start, end));
            if let Some(rest) = beneath {
                *places.affiliations.get_mut(language) = Some(rest);
            }
        }
    }
    for mark in outline.all(Label::Affiliation) {
        let value = super::labelled::block(outline, mark);
        if let Some(language) = crate::field::text::language(outline.doc.slice(value)) {
            let slot = places.affiliations.get_mut(language);
            if slot.is_none() && !value.is_empty() {
                *slot = Some(value);
            }
        }
    }
}

/// Consecutive byline lines of one language.
#[derive(Clone, Debug)]
struct Run {
    lines: std::ops::Range<usize>,
    span: Span,
    language: Language,
    persons: usize,
    keyed: bool,
    /// Lines of nothing but markers.
    markers: usize,
}

fn runs(outline: &Outline) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, line) in outline.lines.iter().enumerate() {
        if line.kind == Kind::Text && line.is_marker() {
            // `1,2` beneath a name that stands alone
            if let Some(last) =
                runs.last_mut().filter(|r| r.lines.end == index && r.persons + r.markers >= r.lines.len())
            {
                last.lines.end = index + 1;
                last.span.end = line.span.end;
                last.keyed = true;
                last.markers += 1;
            }
            continue;
        }
        if line.kind != Kind::Byline {
            continue;
        }
        let language = if line.script.han > 0 { Language::Zh } else { Language::En };
        let persons = byline::read(outline.doc.slice(line.span));
        if persons.is_empty() {
            continue;
        }
        let keyed = persons.iter().any(|p| !p.markers.is_empty());
        if let Some(last) = runs.last_mut() {
            let next = last.lines.end == index;
            let short = last.persons <= last.lines.len() || !line.gap;
            if next && last.language == language && short {
                last.lines.end = index + 1;
                last.span.end = line.span.end;
                last.persons += persons.len();
                last.keyed |= keyed;
                continue;
            }
        }
        runs.push(Run {
            lines: index..index + 1,
            span: line.span,
            language,
            persons: persons.len(),
            keyed,
            markers: 0,
        });
    }
    runs
}

/// The runs of `language`, the one most like the article's byline first.
fn ranked_runs<'r>(outline: &Outline, runs: &'r [Run], language: Language) -> Vec<&'r Run> {
    let lines = &outline.lines;
    let score = |run: &Run| {
        let below = lines.get(run.lines.end).map(|l| l.kind);
        let above = run.lines.start.checked_sub(1).map(|i| lines[i]);
        let mut score = 0.0;
        score += if run.keyed { 2.0 } else { 0.0 };
        score += if below == Some(Kind::Affiliation) { 2.0 } else { 0.0 };
        score += (run.persons.min(6) as f32) * 0.3;
        score += match above {
            Some(line) if line.kind == Kind::Text && line.span.len() > 12 => 1.0,
            Some(Line { kind: Kind::Marked(Label::Authors | Label::AuthorsAffiliations), .. }) => 1.5,
            _ => 0.0,
        };
        // the byline stands high up
        score - run.lines.start as f32 * 0.02
    };
    let mut ranked: Vec<&Run> = runs.iter().filter(|run| run.language == language).collect();
    ranked.sort_by(|a, b| score(b).total_cmp(&score(a)));
    ranked
}

/// The block of affiliations of `language` beneath a byline.
fn affiliations_below(lines: &[Line], from: usize, language: Language) -> Option<Span> {
    let mut block: Option<Span> = None;
    for line in lines[from..].iter().take(24) {
        let here = if line.script.han > 0 { Language::Zh } else { Language::En };
        match line.kind {
            Kind::Affiliation if here == language => {
                block = Some(block.map_or(line.span, |b| Span::new(b.start, line.span.end)));
            }
            // the other language's names or affiliations may stand between
            Kind::Affiliation | Kind::Byline if block.is_none() => {}
            // a marker on a line of its own
            Kind::Text if line.is_marker() => {}
            // an affiliation broken over lines
            Kind::Text if block.is_some() && !line.gap && here == language && line.span.len() < 160 => {
                block = block.map(|b| Span::new(b.start, line.span.end));
            }
            Kind::Text if block.is_none() && !line.gap && here != language => {}
            _ => break,
        }
    }
    let block = block?;
    // the marker above the first one belongs to it
    let first = lines[from..].iter().position(|l| l.span.start == block.start)? + from;
    let start = first
        .checked_sub(1)
        .filter(|&i| i >= from && lines[i].is_marker())
        .map_or(block.start, |i| lines[i].span.start);
    Some(Span::new(start, block.end))
}

/// The first affiliations of `language` near a byline, above the abstract.
fn first_affiliations(outline: &Outline, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    let names = lines
        .iter()
        .position(|l| matches!(l.kind, Kind::Byline | Kind::Marked(Label::Authors | Label::AuthorsAffiliations)))?;
    let fits = |line: &Line| line.kind == Kind::Affiliation && (line.script.han > 0) == (language == Language::Zh);
    let above = lines
        .iter()
        .skip(names)
        .take(30)
        .position(|l| matches!(l.kind, Kind::Marked(Label::Abstract | Label::Keywords)))
        .map_or(names + 24, |n| names + n);
    let first = lines.iter().take(above.min(lines.len())).skip(names).position(fits)? + names;
    let mut end = first;
    while lines.get(end + 1).is_some_and(|next| fits(next) || next.is_marker()) {
        end += 1;
    }
    while end > first && lines[end].is_marker() {
        end -= 1;
    }
    let start = first.checked_sub(1).filter(|&i| lines[i].is_marker()).unwrap_or(first);
    Some(Span::new(lines[start].span.start, lines[end].span.end))
}

/// Authors listed with their affiliations beneath each: names and organisations take turns.
fn roster(outline: &Outline) -> Vec<RosterEntry> {
    let mut entries: Vec<RosterEntry> = Vec::new();
    let mut best: Vec<RosterEntry> = Vec::new();
    for line in &outline.lines {
        let words = outline.doc.slice(line.span);
        match line.kind {
            Kind::Byline if words.len() <= 80 && byline::read(words).len() == 1 => {
                entries.push(RosterEntry { name: line.span, beneath: Vec::new() });
            }
            Kind::Affiliation | Kind::Text if words.contains("orcid.org") || line.kind == Kind::Affiliation => {
                if let Some(entry) = entries.last_mut() {
                    entry.beneath.push(line.span);
                }
            }
            _ => {
                keep_longer(&mut best, &mut entries);
            }
        }
    }
    keep_longer(&mut best, &mut entries);
    best
}

/// A roster counts where at least two names have something beneath them, or all of several have.
fn keep_longer(best: &mut Vec<RosterEntry>, entries: &mut Vec<RosterEntry>) {
    let with = entries.iter().filter(|e| !e.beneath.is_empty()).count();
    if with >= 2 && with * 2 >= entries.len() && entries.len() > best.len() {
        *best = std::mem::take(entries);
    }
    entries.clear();
}
