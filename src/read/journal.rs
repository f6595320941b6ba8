//! Journal, volume, issue, pages and identifiers: from the page's head, the article's own citation, labels, and the
//! article code, in this order.

use super::Reader;
use crate::document::{Found, Span};
use crate::field::citation::{self, Citation};
use crate::field::{ArticleCode, Cn, Doi, Issn, text};
use crate::label::Label;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Language, Record};

/// A citation and where its text begins.
pub(super) struct Cited {
    pub(super) citation: Citation,
    base: usize,
    /// How sure a reading from here is.
    confidence: f32,
}

impl Cited {
    pub(super) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }
}

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let cited = cited(outline, places);
    let code = article_code(reader, outline, places);
    let doi = super::meta::doi(reader.doc).or_else(|| doi(reader, places));
    record.doi = reader.take("doi", doi);
    titles(reader, outline, places, &cited, record);

    let year = first(&cited, |c| c.citation.year.as_ref().map(|(range, year)| (c.span(range), *year)));
    record.year = reader.take("year", year);
    for c in &cited {
        if let (Some(taken), Some((_, other))) = (record.year, &c.citation.year) {
            if taken != *other {
                reader.conflict("year", &taken.to_string(), &other.to_string());
                break;
            }
        }
    }
    record.volume = value(reader, &cited, "volume", |c| c.volume.as_ref(), citation::volume_value);
    record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
    record.first_page = value(reader, &cited, "first_page", |c| c.first_page.as_ref(), citation::page_value);
    record.last_page = value(reader, &cited, "last_page", |c| c.last_page.as_ref(), citation::page_value);
    record.article_number =
        value(reader, &cited, "article_number", |c| c.article_number.as_ref(), |s| Some(s.trim().to_owned()));
    labelled(reader, places, record);
    if record.article_number.is_some() && record.first_page.is_none() {
        record.last_page = None;
    }
    identifiers(reader, outline, places, record);
    match code {
        Some(found) => fill_from_code(reader, found, record),
        None => plain_number(reader, places, record),
    }
}

/// `Article ID: 92873`: the label of the article code before a mere number.
fn plain_number(reader: &mut Reader, places: &Places, record: &mut Record) {
    let Some(span) = places.article_code else { return };
    let words = reader.doc.slice(span);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !words[digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '(' | '/' | '.'));
    if (4..=12).contains(&digits) && ends && record.first_page.is_none() && record.article_number.is_none() {
        let found = Found::at(span.part(0..digits), words[..digits].to_owned());
        record.article_number = reader.take("article_number", Some(found));
    }
}

/// Every citation of this very article, the best first: heads of the page, then its citation boxes.
fn cited(outline: &Outline, places: &Places) -> Vec<Cited> {
    let doc = outline.doc;
    let mut all = Vec::new();
    if let Some(head) = running_head(outline, places) {
        // further heads of the same page, e.g. the other language's
        let agrees = |c: &Citation, at: usize| {
            let number = |c: &Citation, at: usize| {
                c.volume.as_ref().map(|r| doc.text()[at + r.start..at + r.end].trim_start_matches('0').to_owned())
            };
            let (a, b) = (number(&head.citation, head.base), number(c, at));
            a.is_some() && a == b
        };
        let others = places.heads.iter().filter(|s| s.start != head.base).filter_map(|&span| {
            citation::read(doc.slice(span)).filter(|c| agrees(c, span.start)).map(|citation| Cited {
                citation,
                base: span.start,
                confidence: 0.9,
            })
        });
        let others: Vec<Cited> = others.collect();
        all.push(head);
        all.extend(others);
    }
    for &span in &places.citations {
        // the other language's form may follow in the same place
        let mut base = span.start;
        for _ in 0..2 {
            let Some(citation) = citation::read_reference(&doc.text()[base..span.end]) else { break };
            let end = base + citation.span.end;
            all.push(Cited { citation, base, confidence: 0.95 });
            if end + 20 > span.end {
                break;
            }
            base = end;
        }
    }
    // a head with more parts tells more
    all.sort_by_key(|c| std::cmp::Reverse(c.citation.parts().min(3)));
    all
}

/// The head of the page: one line, or several short ones that together name volume, issue and month.
pub(super) fn running_head(outline: &Outline, places: &Places) -> Option<Cited> {
    let doc = outline.doc;
    let first = *places.heads.first()?;
    let mut span = first;
    for &next in &places.heads[1..] {
        // the lines of one head stand together
        if next.start - span.end > 120 || next.end - span.start > 600 {
            break;
        }
        span.end = next.end;
    }
    let whole = citation::read(doc.slice(first)).filter(|c| c.parts() >= 3).map(|citation| (citation, first.start));
    let (citation, base) = whole
        .or_else(|| citation::read_head(doc.slice(span)).map(|c| (c, span.start)))
        .or_else(|| citation::read(doc.slice(first)).map(|c| (c, first.start)))?;
    Some(Cited { citation, base, confidence: 0.97 })
}

fn first<T>(cited: &[Cited], get: impl Fn(&Cited) -> Option<(Span, T)>) -> Option<Found<T>> {
    cited.iter().find_map(|c| get(c).map(|(span, value)| Found { value, span, confidence: c.confidence }))
}

/// The first readable value of one part of the citations.
fn value(
    reader: &mut Reader,
    cited: &[Cited],
    field: &'static str,
    part: impl Fn(&Citation) -> Option<&std::ops::Range<usize>>,
    normalise: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let doc = reader.doc;
    let mut found: Option<Found<String>> = None;
    for c in cited {
        let Some(span) = part(&c.citation).map(|range| c.span(range)) else { continue };
        let Some(value) = normalise(doc.slice(span)) else { continue };
        match &mut found {
            None => found = Some(Found { value, span, confidence: c.confidence }),
            Some(taken) if taken.value == value => taken.confidence = 0.99,
            Some(taken) => {
                let taken = taken.value.clone();
                reader.conflict(field, &taken, &value);
            }
        }
    }
    reader.take(field, found)
}

/// Volume, issue and pages behind labels of their own.
fn labelled(reader: &mut Reader, places: &Places, record: &mut Record) {
    let doc = reader.doc;
    if let Some(span) = places.volume {
        if let Some(c) = citation::read(doc.slice(span)) {
            let cited = [Cited { citation: c, base: span.start, confidence: 0.9 }];
            if record.year.is_none() {
                let year = first(&cited, |c| c.citation.year.as_ref().map(|(range, year)| (c.span(range), *year)));
                record.year = reader.take("year", year);
            }
            if record.volume.is_none() {
                record.volume = value(reader, &cited, "volume", |c| c.volume.as_ref(), citation::volume_value);
            }
            if record.issue.is_none() {
                record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
            }
        } else if record.volume.is_none() {
            let volume = citation::volume_value(doc.slice(span).trim_end_matches('卷')).map(|v| Found::at(span, v));
            record.volume = reader.take("volume", volume);
        }
    }
    if let (None, Some(span)) = (&record.issue, places.issue) {
        if let Some(c) = citation::read(doc.slice(span)) {
            let cited = [Cited { citation: c, base: span.start, confidence: 0.9 }];
            record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
        }
    }
    if let (None, None, Some(span)) = (&record.first_page, &record.article_number, places.pages) {
        let words = doc.slice(span);
        let mut numbers =
            words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|s| s.contains(|c: char| c.is_ascii_digit()));
        if let Some(first) = numbers.next().and_then(citation::page_value) {
            record.first_page = reader.take("first_page", Some(Found::at(span, first)));
            if let Some(last) = numbers.next().and_then(citation::page_value) {
                record.last_page = reader.take("last_page", Some(Found::at(span, last)));
            }
        }
    }
}

/// The journal's names: labelled, in the head, in the citations.
fn titles(reader: &mut Reader, outline: &Outline, places: &Places, cited: &[Cited], record: &mut Record) {
    let doc = outline.doc;
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "journal.title.zh" } else { "journal.title.en" };
        let fits = |span: &Span| text::language(doc.slice(*span)) == Some(language);
        let labelled = places.journal.get(language).map(|span| (span, 0.9));
        let in_citation = cited.iter().find_map(|c| {
            let spans = [c.citation.journal.as_ref(), c.citation.journal_en.as_ref()];
            spans.into_iter().flatten().map(|range| c.span(range)).find(&fits).map(|span| (span, c.confidence))
        });
        let above = || head_above(outline, places).filter(&fits).map(|span| (span, 0.8));
        if let Some((span, confidence)) = labelled.or(in_citation).or_else(above) {
            let name = journal_name(&reader.tidy(span));
            if !name.is_empty() {
                *record.journal.title.get_mut(language) =
                    reader.take(field, Some(Found { value: name, span, confidence }));
            }
        }
    }
}

/// The short line right above a head that names no journal, e.g. `Geographical Science Research` over `Vol. 08 No. 02`.
fn head_above(outline: &Outline, places: &Places) -> Option<Span> {
    let head = *places.heads.first()?;
    if citation::read(outline.doc.slice(head)).is_some_and(|c| c.journal.is_some()) {
        return None;
    }
    let at = outline.line_at(head.start);
    let line = outline.lines.get(at.checked_sub(1)?)?;
    let near = !outline.lines[at].gap && line.kind == crate::outline::Kind::Text;
    (near
        && line.span.len() <= 100
        && line.script.digits == 0
        && !outline.doc.slice(line.span).contains([':', ';', '|']))
    .then_some(line.span)
}

/// A journal's name without the quotes, dots and marks around it.
fn journal_name(printed: &str) -> String {
    printed
        .trim_matches(|c: char| c.is_whitespace() || "《》,，;；:：|".contains(c))
        .trim_end_matches(['.', '。'])
        .trim_end_matches("[J]")
        .trim()
        .to_owned()
}

/// The article's DOI: the first candidate, behind a label before a bare one; that of the citation last.
fn doi(reader: &mut Reader, places: &Places) -> Option<Found<Doi>> {
    let doc = reader.doc;
    let read = |span: Span, confidence: f32| {
        Doi::find(doc.slice(span)).map(|(range, doi)| Found { value: doi, span: span.part(range), confidence })
    };
    places
        .dois
        .iter()
        .find_map(|&span| read(span, 0.97))
        .or_else(|| places.citations.iter().find_map(|&span| read(span, 0.95)))
}

fn article_code(reader: &mut Reader, outline: &Outline, places: &Places) -> Option<Found<ArticleCode>> {
    let span = places.article_code?;
    let doc = outline.doc;
    // the code may run over a line's end
    let wide = Span::new(span.start, doc.body().floor_char_boundary((span.start + 60).min(doc.body().len())));
    let (range, code) = ArticleCode::find(doc.slice(wide))?;
    let _ = &reader;
    (range.start < 12).then(|| Found::at(wide.part(range), code))
}

/// ISSN and CN behind labels, or in the bracket behind the journal's name.
fn identifiers(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let doc = outline.doc;
    let issn = |span: Option<Span>| {
        let span = span?;
        Issn::find(doc.slice(span)).map(|(range, issn)| Found::at(span.part(range), issn))
    };
    record.journal.issn = reader.take("journal.issn", issn(places.issn));
    record.journal.eissn = reader.take("journal.eissn", issn(places.eissn));
    let cn = places.cn.and_then(|span| {
        Cn::find(doc.slice(span))
            .map(|(range, cn)| Found::at(span.part(range), cn))
            .or_else(|| doc.slice(span).trim().parse().ok().map(|cn| Found::at(span, cn)))
    });
    // `[ISSN:1673-923X/CN:43-1470/S]`
    let beside = || {
        let mark = outline.all(Label::Issn).next()?;
        let line = crate::label::line_value(doc.body(), mark);
        Cn::find(doc.slice(line)).map(|(range, cn)| Found::at(line.part(range), cn))
    };
    let cn = cn.or_else(beside);
    record.journal.cn = reader.take("journal.cn", cn);
}

/// What the article code says where nothing else does; where both speak, they must agree.
fn fill_from_code(reader: &mut Reader, found: Found<ArticleCode>, record: &mut Record) {
    let Found { value: code, span, .. } = found;
    let at = |span: Span| move |confidence: f32| (span, confidence);
    let (span, confidence) = at(span)(0.85);
    if record.journal.issn.is_none() {
        record.journal.issn = reader.take("journal.issn", Some(Found { value: code.issn.clone(), span, confidence }));
    }
    if record.year.is_none() {
        let year = code.year;
        record.year = reader.take("year", Some(Found { value: year, span, confidence }));
    }
    if let (None, Some(issue)) = (&record.issue, &code.issue) {
        record.issue = reader.take("issue", Some(Found { value: issue.clone(), span, confidence }));
    }
    if let (None, None, Some(page)) = (&record.first_page, &record.article_number, &code.first_page) {
        record.first_page = reader.take("first_page", Some(Found { value: page.clone(), span, confidence }));
    }
    record.article_code = reader.take("article_code", Some(Found { value: code.to_string(), span, confidence: 0.97 }));
    if record.journal.issn.as_ref().is_some_and(|issn| *issn != code.issn) {
        let message = format!(
            "the article code has {}, the page {}",
            code.issn,
            record.journal.issn.as_ref().map_or("", |i| i.as_str())
        );
        reader.doubt(Problem::warning(Code::ArticleCodeConflict, "journal.issn", message));
    }
}
