//! Titles: what the article's own citation says, the lines above its byline, or the line that opens the page.
//!
//! Knows what no title is: furniture of pages, sentences, mastheads.

mod line;

use super::furniture::{is_furniture, is_row_of_buttons};
use super::{Places, declared};
use crate::document::Span;
use crate::field::citation::{self, Citation};
use crate::field::{Date, byline};
use crate::label::{self, Label};
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

use line::{is_tail_or_entry, may_be_title};

/// Titles: what the citation says, where a line says the same; else the lines above the byline; else the first line.
pub(super) fn place(outline: &Outline, places: &mut Places, anchors: [Vec<usize>; 2]) {
    for (language, anchor) in [Language::Zh, Language::En].into_iter().zip(&anchors) {
        let declared = declared::title(outline, language);
        // a page's source code may hold the title too, behind a label or not
        let longer = |found: Span| declared.is_some_and(|title| found.len() > 2 * title.len() + 40);
        if places.title.get(language).is_some_and(|labelled| !longer(labelled)) {
            continue;
        }
        let above = anchor.iter().find_map(|&at| title_above(outline, places, at, language));
        let cited = declared.map(|title| (title, true)).or_else(|| cited_title(outline, places, language));
        let found = match (cited, above) {
            (Some((cited, bounded)), Some(above)) => {
                let agreed = (agrees(outline, cited, above) || !bounded) && !longer(above);
                Some(if agreed { above } else { printed_again(outline, cited).unwrap_or(cited) })
            }
            // nothing tells where one begins that no authors stand before
            (Some((cited, bounded)), None) => {
                let apart = || title_before_abstract(outline, places, language).filter(|_| !bounded);
                printed_again(outline, cited).or_else(apart).or(Some(cited))
            }
            (None, above) => above,
        };
        *places.title.get_mut(language) = found;
    }
    let placed = places.title.clone();
    if places.title.zh.is_none()
        && places.title.en.is_none()
        && let Some((language, span)) = opening_title(outline)
    {
        *places.title.get_mut(language) = Some(span);
    }
    // a title between the other language's title and its byline or label
    for language in [Language::Zh, Language::En] {
        let other = if language == Language::Zh { Language::En } else { Language::Zh };
        if places.title.get(language).is_none() {
            let found = places.title.get(other).and_then(|title| title_beside(outline, title, language));
            let found = found.or_else(|| title_before_abstract(outline, places, language));
            let found = found.or_else(|| title_between(outline, language));
            *places.title.get_mut(language) = found.or_else(|| title_at_end(outline, places, language));
        }
    }
    if (places.title.zh.is_none() || places.title.en.is_none())
        && let Some((language, span)) = opening_title(outline)
    {
        // a title whose byline is beyond reading
        let slot = places.title.get_mut(language);
        if slot.is_none() && outline.mark(Label::Abstract, Some(language)).is_some() {
            *slot = Some(span);
        }
    }
    for language in [Language::Zh, Language::En] {
        let slot = places.title.get_mut(language);
        *slot =
            slot.filter(|&title| placed.get(language).is_some() || declared::may_be_title(outline, language, title));
        if let Some(title) = slot {
            *title = with_subtitle(outline, *title);
        }
    }
}

/// A title with the subtitle on the line below, which a dash or a colon announces: `——以三县为例`; or with its last
/// words, which stand alone above the names: `# Yields of Meadows in Warm and Wet`, `climates`.
fn with_subtitle(outline: &Outline, title: Span) -> Span {
    let place = outline.line_at(title.end.saturating_sub(1)) + 1;
    let Some(line) = outline.lines.get(place) else { return title };
    let words = outline.doc.slice(line.span);
    let below = line.span.start >= title.end && line.kind == Kind::Text && words.chars().count() <= 80;
    let is_rest = || {
        let end = outline.doc.slice(title).bytes().last();
        let open = end.is_some_and(|b| b.is_ascii_lowercase() || b == b',' || b == b'-');
        let names =
            outline.lines.get(place + 1).is_some_and(|next| next.kind == Kind::Byline && next.names.persons > 1);
        open && names && words.is_ascii() && words.starts_with(|c: char| c.is_ascii_lowercase()) && !words.contains('.')
    };
    if below && (is_subtitle(words) || is_rest()) { Span::new(title.start, line.span.end) } else { title }
}

/// `——以三县为例`, `-Interpretation of the Plan`: it goes on from the line above.
fn is_subtitle(words: &str) -> bool {
    let words = words.trim_start_matches(['#', ' ']);
    let dashed = words.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
    // OCR takes a dash for the character 一
    dashed || ["——", "— ", "--", "―", ":", "一 ", "一—", "—一", "一一"].iter().any(|dash| words.starts_with(dash))
}

/// The title of `language` in the article's own citation, and whether names stand before it.
fn cited_title(outline: &Outline, places: &Places, language: Language) -> Option<(Span, bool)> {
    // between no authors and no journal it has no bounds
    let bounded = |citation: &&Citation| citation.authors.is_some() || citation.journal.is_some();
    places.citations.iter().find_map(|cited| {
        let citation = cited.citation.as_ref().filter(bounded)?;
        let title = cited.span.part(citation.title.clone()?);
        let fits = crate::field::text::language(outline.doc.slice(title)) == Some(language);
        fits.then(|| (title, citation.authors.is_some()))
    })
}

/// The line, or lines, of the front that print `title` again.
fn printed_again(outline: &Outline, title: Span) -> Option<Span> {
    let wanted = crate::field::text::skeleton(outline.doc.slice(title));
    let first = |words: &str| words.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_lowercase().next());
    let opening = first(outline.doc.slice(title));
    let may_be = |line: &&Line| {
        matches!(line.kind, Kind::Text | Kind::Heading) && first(outline.doc.slice(line.span)) == opening
    };
    outline.lines.iter().filter(may_be).find_map(|line| {
        let words = crate::field::text::skeleton(outline.doc.slice(line.span));
        let longer = words.starts_with(&wanted) && words.len() < wanted.len() + 12;
        (words == wanted || longer || is_cut(outline, title, line.span)).then_some(line.span)
    })
}

/// Whether `line` is the whole of the title that ends with the first sentence of `cited`: what follows there is the
/// journal's name, whose dots hide where it begins.
fn is_cut(outline: &Outline, cited: Span, line: Span) -> bool {
    const LEAST: usize = 24;
    let (cited, line) = (outline.doc.slice(cited), outline.doc.slice(line));
    let rest = cited.strip_prefix(line.trim_end_matches('.')).filter(|_| line.len() >= LEAST);
    rest.is_some_and(|rest| rest.starts_with(". ") && rest.len() < line.len())
}

fn agrees(outline: &Outline, a: Span, b: Span) -> bool {
    if outline.doc.slice(a) == outline.doc.slice(b) {
        return true;
    }
    let a = crate::field::text::skeleton(outline.doc.slice(a));
    let b = crate::field::text::skeleton(outline.doc.slice(b));
    // a reading error or a word more in one of them is no other title
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum::<usize>();
    a == b || shared >= 12.min(a.len()).min(b.len())
}

/// The title right above the byline on line `at`; lines of the other language may stand between.
fn title_above(outline: &Outline, places: &Places, at: usize, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    let mut index = at;
    let mut title: Option<Span> = None;
    let mut skipped = 0;
    while index > 0 {
        index -= 1;
        let line = &lines[index];
        if may_be_title(outline, line, language) && !is_value(outline, index) && !places.in_keywords(line.span) {
            let hashed = |span: Span| outline.doc.slice(span).starts_with('#');
            match title {
                // the journal's name may stand above the byline, behind the title and what a site puts between
                None if citation::is_periodical(outline.doc.slice(line.span)) => {
                    skipped += 1;
                    continue;
                }
                None => title = Some(line.span),
                Some(found) => {
                    // lines of one title stand close together and in one style
                    let halves = || language == Language::En && is_second_half(outline, index + 1);
                    let rest = is_rest(outline, index + 1);
                    let close = !lines[index + 1].gap || (hashed(line.span) && hashed(found)) || rest || halves();
                    // a label and its value may end the line above
                    let between = &outline.doc.body()[line.span.end..found.start];
                    // a page may print its title twice
                    let again = outline.doc.slice(line.span) == outline.doc.slice(found);
                    let close = close && between.trim().is_empty() && !again;
                    // `# 技术方法` over `# 两种方法…`: a column, no first half of a title; nor is the journal's name
                    let least = if hashed(line.span) { 6 } else { 4 };
                    let column = language == Language::Zh && line.script.han <= least && line.script.letters == 0
                        || super::column::is_name(outline.doc.slice(line.span));
                    let plate = citation::is_periodical(outline.doc.slice(line.span));
                    if !close
                        || is_apart(outline.doc.slice(line.span), outline.doc.slice(lines[index + 1].span))
                        || column
                        || plate
                        || (hashed(line.span) != hashed(found) && !rest)
                        || found.len() + line.span.len() > 500
                    {
                        break;
                    }
                    title = Some(Span::new(line.span.start, found.end));
                }
            }
            // the byline or the break above the line ends it, but not where it is all that labels leave between them
            let goes_on = || language == Language::En && (is_second_half(outline, index) || is_rest(outline, index));
            if line.gap && !hashed(line.span) && !goes_on() {
                break;
            }
        } else if title.is_some() {
            // the second line of an entry
            let entry = !lines[index + 1].gap && is_tail_or_entry(outline.doc.slice(line.span));
            let goes_on = |found: Span| outline.doc.slice(found).starts_with(|c: char| c.is_ascii_lowercase());
            title = title.filter(|&found| !(entry && goes_on(found)));
            break;
        } else {
            let passable = matches!(line.kind, Kind::Byline | Kind::Affiliation)
                || (line.kind == Kind::Text && line.language().is_some_and(|l| l != language))
                || (line.kind == Kind::Text && is_subtitle(outline.doc.slice(line.span)))
                || (line.kind == Kind::Text && is_between(outline.doc.slice(line.span)))
                || line.kind == Kind::Head && language == Language::En && line.script.han == 0
                || matches!(line.kind, Kind::Marked(label) if is_passable(label))
                || matches!(line.kind, Kind::Reference | Kind::Tabs | Kind::Value(_));
            skipped += 1;
            if !passable || skipped > 6 {
                break;
            }
        }
    }
    title
}

/// `[Article in Chinese]`, a row of buttons, a number or a date alone: what may stand between a title and its names.
fn is_between(words: &str) -> bool {
    const LONGEST: usize = 40;
    let is_date = || Date::find(words).is_some_and(|(range, _)| range.len() == words.len());
    words.len() <= LONGEST && (words.bytes().all(|byte| byte.is_ascii_digit()) || is_furniture(words) || is_date())
        || is_row_of_buttons(words)
}

/// Whether a line is not the first half of a title that goes on right beneath it: a cut one, `Yields of Meadows in...`, a
/// site's name, or far too short to have been full, `RESEARCH ARTICLE`.
fn is_apart(line: &str, below: &str) -> bool {
    const SITES: &[&str] = &["系统", "平台", "数据库", "知识库", "中心", "资料库"];
    const OPEN: &[&str] =
        &[" of", " and", " the", " for", " in", " on", " with", " a", " by", " to", " from", ",", ":", "-", "—"];
    let short = line.is_ascii()
        && line.len() * 2 < below.len()
        // `3D foams of carbon`
        && below.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(|c: char| c.is_ascii_uppercase())
        && !OPEN.iter().any(|end| line.ends_with(end));
    let site = SITES.iter().any(|end| line.ends_with(end)) && line.chars().count() <= 16;
    short || site || line.ends_with("...") || line.ends_with('…')
}

/// Whether a title may stand above what `label` announces, and the byline beneath.
fn is_passable(label: Label) -> bool {
    use Label::{Authors, AuthorsAffiliations, Button, Citation, Doi, Funding, Journal, Title};
    label.is_furniture()
        || label.is_date()
        || matches!(label, Doi | Funding | Authors | AuthorsAffiliations | Citation | Journal | Title | Button)
}

/// Whether line `index` is the value of a label alone on the line above, which announces nothing of the article's.
fn is_value(outline: &Outline, index: usize) -> bool {
    let above = index.checked_sub(1).map(|above| &outline.lines[above]);
    // a sentence of letters right above the names is the title, whatever button stands over it
    let (line, below) = (&outline.lines[index], outline.lines.get(index + 1));
    let titled = line.language() == Some(Language::En)
        && outline.doc.slice(line.span).split(' ').count() >= 5
        && below.is_some_and(|below| below.kind == Kind::Byline && !below.gap);
    !titled
        && above.is_some_and(|above| {
            matches!(above.kind, Kind::Marked(label) if label.is_furniture())
                && label::columns(outline.doc.slice(above.span)).is_some()
        })
}

/// Whether line `index` is the second of two lines of letters beneath the labels that close the Chinese head: `中图分类号:
/// X17`, `Safety evaluation of tunnels based on`, `entropy and TOPSIS`; or of the first two behind the bibliography.
fn is_second_half(outline: &Outline, index: usize) -> bool {
    let Some([above, first]) = index.checked_sub(2).and_then(|at| outline.lines.get(at..index)) else { return false };
    let words = outline.doc.slice(first.span);
    let closes_head = above.is_chinese()
        && matches!(
            above.kind,
            Kind::Marked(Label::Clc | Label::Keywords | Label::DocumentCode | Label::ArticleCode | Label::Doi)
        );
    let opens_summary = outline.references.is_some_and(|start| above.span.end <= start && start < first.span.start);
    (closes_head || opens_summary)
        && !words.starts_with('#')
        && words.split(' ').count() >= 4
        && may_be_title(outline, first, Language::En)
}

/// Whether line `index` is the rest of an English title that OCR took for a heading in one of its lines only: `Uplands of
/// the South and their use in`, `# warm years`. A title of one or two words has no other before it.
fn is_rest(outline: &Outline, index: usize) -> bool {
    let Some([above, line]) = index.checked_sub(1).and_then(|at| outline.lines.get(at..at + 2)) else { return false };
    let (first, rest) = (outline.doc.slice(above.span), outline.doc.slice(line.span));
    let one_is_heading = first.starts_with('#') != rest.starts_with('#');
    if !one_is_heading || !rest.is_ascii() || !may_be_title(outline, above, Language::En) {
        return false;
    }
    let rest = rest.trim_start_matches(['#', ' ']);
    let open = || {
        let last = first.rsplit(' ').next().unwrap_or_default();
        matches!(last, "a" | "an" | "and" | "by" | "for" | "from" | "in" | "of" | "on" | "the" | "to" | "with")
    };
    let short = || rest.split(' ').count() <= 2 && first.split(' ').count() >= 6;
    rest.starts_with(|c: char| c.is_ascii_lowercase()) || open() || short()
}

/// A title of `language` on the lines next to the other language's title.
fn title_beside(outline: &Outline, title: Span, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    // how often it was read or cited may stand beneath it: `被引量: 6`
    let counted = |line: &&Line| line.kind == Kind::Marked(Label::Other) && line.span.len() <= 24;
    let after = outline.line_at(title.end);
    let after = after + usize::from(lines.get(after).filter(counted).is_some());
    let next = lines.get(after)?;
    (next.span.start >= title.end && may_be_title(outline, next, language)).then(|| grow(outline, after, language))
}

/// The title from line `first` on, over the lines that continue it.
fn grow(outline: &Outline, first: usize, language: Language) -> Span {
    let lines = &outline.lines;
    // a journal's or a site's name, or a path above it
    let begins = |next: &Line| {
        !next.gap
            && may_be_title(outline, next, language)
            && (citation::is_periodical(outline.doc.slice(lines[first].span))
                || is_apart(outline.doc.slice(lines[first].span), outline.doc.slice(next.span)))
    };
    let first = first + usize::from(lines.get(first + 1).is_some_and(begins));
    let mut span = lines[first].span;
    for line in &lines[first + 1..] {
        let hashed = outline.doc.slice(line.span).starts_with('#');
        let style = outline.doc.slice(lines[first].span).starts_with('#');
        if (line.gap && !(hashed && style))
            || hashed != style
            || !may_be_title(outline, line, language)
            || span.len() > 400
        {
            break;
        }
        span.end = line.span.end;
    }
    span
}

/// The title of `language` above its abstract, its funding or its keywords, where no byline stands between.
fn title_before_abstract(outline: &Outline, places: &Places, language: Language) -> Option<Span> {
    let mark = outline
        .all(Label::Abstract)
        .find(|m| m.language == language)
        .or_else(|| outline.all(Label::Funding).find(|m| m.language == language))
        .or_else(|| outline.all(Label::Keywords).find(|m| m.language == language))?;
    let at = outline.line_at(mark.start);
    // a heading in this language a few lines above: the byline between them may be beyond reading
    let heading = || {
        let above = outline.lines[..at].iter().enumerate().rev().take(10);
        let index = above.map(|(i, _)| i).find(|&i| {
            let line = &outline.lines[i];
            outline.doc.slice(line.span).starts_with('#') && may_be_title(outline, line, language)
        })?;
        Some(grow(outline, index, language))
    };
    // names and places that OCR ran together beneath the heading
    let garbled = |title: &Span| outline.doc.slice(*title).split(' ').any(|word| word.is_ascii() && word.len() > 30);
    let above = title_above(outline, places, at, language).filter(|t| t.len() > 12);
    match above {
        Some(title) if !garbled(&title) => Some(title),
        above => heading().or(above),
    }
}

/// The English title of a page whose English abstract is missing: set off right above the Chinese one.
fn title_between(outline: &Outline, language: Language) -> Option<Span> {
    let mark = outline.all(Label::Abstract).find(|m| language == Language::En && m.language == Language::Zh)?;
    let at = outline.line_at(mark.start);
    let line = outline.lines.get(at.checked_sub(1)?)?;
    let words = outline.doc.slice(line.span).split(' ').count();
    let alone = line.gap && outline.lines.get(at).is_some_and(|next| next.gap);
    (alone && words >= 4 && may_be_title(outline, line, language)).then_some(line.span)
}

/// The English title of a page that was cut off right behind it, or among the names beneath.
fn title_at_end(outline: &Outline, places: &Places, language: Language) -> Option<Span> {
    /// The first of the names beneath.
    const NAME: usize = 24;
    const VERBS: &[&str] = &["is", "are", "was", "were", "has", "have", "can"];
    places.title.zh.filter(|_| language == Language::En)?;
    let last = outline.lines.last().filter(|last| last.span.end == outline.doc.body().trim_end().len())?;
    let cut_name = outline.lines.len() > 1 && last.span.len() <= NAME;
    let last = outline.lines.len() - 1 - usize::from(cut_name);
    let may_be = |at: usize| may_be_title(outline, &outline.lines[at], language);
    let two = !outline.lines[last].gap && last > 0 && may_be(last - 1);
    let (first, above) = (last - usize::from(two), outline.lines[..last - usize::from(two)].last()?);
    let title = Span::new(outline.lines[first].span.start, outline.lines[last].span.end);
    let words = outline.doc.slice(title).trim_start_matches(['#', ' ']);
    let closed = above.is_chinese() || matches!(above.kind, Kind::Marked(Label::Doi | Label::Clc | Label::ArticleCode));
    let titled = words.starts_with(|c: char| c.is_ascii_uppercase())
        && words.split(' ').count() >= 5
        // the first sentence of an abstract without its label
        && !words.split(' ').any(|word| VERBS.contains(&word))
        // the article's own citation begins with its authors
        && byline::opening(words).persons < 2;
    (titled && closed && may_be(last)).then_some(title)
}

/// The first line of the document that can be a title.
fn opening_title(outline: &Outline) -> Option<(Language, Span)> {
    let lines = &outline.lines;
    let limit = outline.marks.iter().find(|m| m.label == Label::Abstract).map_or(usize::MAX, |m| m.start);
    let before = || lines.iter().enumerate().filter(|(_, l)| l.span.start < limit);
    let heading =
        before().find(|(_, l)| outline.doc.slice(l.span).starts_with('#') && l.script.han + l.script.letters > 6);
    let (index, line) = heading.or_else(|| {
        // a head that begins with a comma goes on from the journal's name: `, Volume 2, Issue 3, pp 272–283`
        let is_plate = |index: usize| {
            lines
                .get(index + 1)
                .is_some_and(|below| below.kind == Kind::Head && outline.doc.slice(below.span).starts_with(','))
        };
        before().take(40).find(|(index, l)| {
            !is_plate(*index)
                && l.language().is_some_and(|language| may_be_title(outline, l, language))
                && (l.script.han >= 6 || l.script.letters >= 24)
                && !citation::is_periodical(outline.doc.slice(l.span))
        })
    })?;
    let language = line.language()?;
    may_be_title(outline, line, language).then(|| (language, grow(outline, index, language)))
}

#[cfg(test)]
mod tests;
