//! Which texts of a page cite this very article: heads, citation boxes, stamps, and references with its own title.
//!
//! References to other articles must never pass: what no label announces has to agree with what is known already.

use std::ops::Range;

use crate::byte;
use crate::document::{Document, Span};
use crate::field::citation::{self, Citation};
use crate::field::text;
use crate::layout::{Imprint, Places};
use crate::outline::{Kind, Line, Outline};
use crate::read::confidence::{DERIVED, HEAD, LABELLED, SHAPE};

/// A citation and where its text begins.
pub(in crate::read) struct Cited {
    pub(in crate::read) citation: Citation,
    pub(super) base: usize,
    /// How sure a reading from here is.
    pub(super) confidence: f32,
}

impl Cited {
    pub(in crate::read) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.base + range.start, self.base + range.end)
    }

    /// The printed words of a part.
    fn part<'d>(&self, doc: &'d Document, of: &Option<Range<usize>>) -> Option<&'d str> {
        of.as_ref().map(|range| doc.slice(self.span(range)))
    }

    /// Whether both print the same volume, and the same page or number where both have one.
    fn is_same(&self, other: &Cited, doc: &Document) -> bool {
        let volume = |c: &Cited| c.part(doc, &c.citation.volume).and_then(citation::volume_value);
        let start = |c: &Cited| {
            c.part(doc, &c.citation.first_page)
                .or_else(|| c.part(doc, &c.citation.article_number))
                .and_then(citation::page_value)
        };
        let year = |c: &Cited| c.citation.year.as_ref().map(|(_, year)| *year);
        let dated = volume(self).is_some() && volume(self) == volume(other)
            || volume(self) == volume(other) && year(self) == year(other);
        dated && start(self).zip(start(other)).is_none_or(|(a, b)| a == b)
    }
}

/// Every citation of this very article, the best first: heads of the page, then its citation boxes.
pub(super) fn all(outline: &Outline, places: &Places) -> Vec<Cited> {
    let doc = outline.doc;
    let mut all = heads(outline, places);
    for Imprint { span, citation } in &places.citations {
        let Some(citation) = citation.clone() else { continue };
        let behind = span.start + citation.span.end;
        let titled = citation.title.is_some();
        all.push(Cited { citation, base: span.start, confidence: LABELLED });
        // the other language's form may follow in the same place
        if behind + 20 <= span.end
            && let Some(mut citation) = citation::read_reference(&doc.text()[behind..span.end])
        {
            if titled && citation.title.is_none() {
                // what OCR ran together: `LuWWYXiVceooActaEcologicaSinica,2017,37(6):2093`
                (citation.journal, citation.journal_en) = (None, None);
            }
            all.push(Cited { citation, base: behind, confidence: LABELLED });
        }
    }
    // `出处: 《岭南评论》2023年第2期122-135`
    all.extend(places.volume.and_then(|span| {
        let citation = citation::read(doc.slice(span)).filter(|c| c.journal.is_some())?;
        Some(Cited { citation, base: span.start, confidence: LABELLED })
    }));
    all.extend(below(outline, places, &all));
    all.extend([places.keywords.zh, places.keywords.en].into_iter().flatten().filter_map(|span| stamped(doc, span)));
    if all.is_empty() {
        all.extend(
            under_its_title(outline, places).or_else(|| issue_box(outline)).or_else(|| beside_issn(doc, places)),
        );
    }
    if all.iter().all(|c| c.citation.journal.is_none()) {
        all.extend(window_title(doc));
    }
    // a head with more parts tells more
    all.sort_by_key(|c| std::cmp::Reverse(c.citation.parts().min(3)));
    all
}

/// The head of the page, and further heads that agree with it, e.g. the other language's.
pub(in crate::read) fn heads(outline: &Outline, places: &Places) -> Vec<Cited> {
    let doc = outline.doc;
    let Some(head) = running_head(outline, places) else { return Vec::new() };
    let volume = |c: &Cited| c.part(doc, &c.citation.volume).and_then(citation::volume_value);
    let mut found = Vec::with_capacity(2);
    if let Some(own) = volume(&head) {
        found.extend(places.heads.iter().filter(|other| other.span.start != head.base).filter_map(|other| {
            let base = other.span.start;
            let other = Cited { citation: other.citation.clone()?, base, confidence: LABELLED };
            (volume(&other).as_ref() == Some(&own)).then_some(other)
        }));
    }
    // `Issue 22, 2021` at the top, `Anal. Lingnan, 2021, 13, 2531-2538` among the article's data
    if volume(&head).is_none() && head.citation.volume.is_none() {
        let year = |c: &Cited| c.citation.year.as_ref().map(|(_, year)| *year);
        let issue = |c: &Cited| c.part(doc, &c.citation.issue).and_then(citation::issue_value);
        let mut others = places.heads[1..].iter().filter_map(|other| {
            let cited = Cited { citation: other.citation.clone()?, base: other.span.start, confidence: LABELLED };
            let same = year(&cited).is_some() && year(&cited) == year(&head);
            let agrees = issue(&cited).zip(issue(&head)).is_none_or(|(one, other)| one == other);
            (same && agrees && cited.citation.journal.is_some() && cited.citation.parts() >= 3).then_some(cited)
        });
        let only = others.next();
        found.extend(only.filter(|_| others.next().is_none()));
    }
    found.insert(0, head);
    found
}

/// The head of the page: one line, or several short ones that together name volume, issue and month.
fn running_head(outline: &Outline, places: &Places) -> Option<Cited> {
    let doc = outline.doc;
    let first = places.heads.first()?;
    let mut span = first.span;
    for next in places.heads[1..].iter().map(|head| head.span) {
        // the lines of one head stand together
        if next.start < span.end || next.start - span.end > 120 || next.end - span.start > 600 {
            break;
        }
        span.end = next.end;
    }
    let span = with_fragments(outline, span);
    // the places in a line's own citation count from that line, not from the fragments over it
    let own = || Some((first.citation.clone()?, first.span.start));
    let whole = || Some((citation::read_head(doc.slice(span))?, span.start));
    let (citation, base) = own().filter(|(citation, _)| citation.parts() >= 3).or_else(whole).or_else(own)?;
    Some(Cited { citation, base, confidence: HEAD })
}

/// A head over the lines beside it as far as they print a part of one, the journal's name between them:
/// `2026年4月`, `岭南学报`, `Apr. 2026`.
fn with_fragments(outline: &Outline, head: Span) -> Span {
    const LINES: usize = 5;
    const LONGEST: usize = 100;
    let doc = outline.doc;
    let short =
        |line: &&Line| line.span.len() <= LONGEST && matches!(line.kind, Kind::Text | Kind::Head | Kind::Heading);
    let fragment = |line: &&Line| citation::is_fragment(doc.slice(line.span));
    let before = &outline.lines[..outline.line_at(head.start)];
    let behind = &outline.lines[outline.line_at(head.end)..];
    let first = before.iter().rev().take(LINES).take_while(short).filter(fragment).last();
    let last = behind.iter().take(LINES).take_while(short).filter(fragment).last();
    Span::new(first.map_or(head.start, |l| l.span.start), last.map_or(head.end, |l| l.span.end))
}

/// The issue behind the title that a browser shows above the page: `题名--《岭南评论》1987年12期`.
fn window_title(doc: &Document) -> Option<Cited> {
    let title = doc.metas_named("title").next()?.value;
    let at = doc.slice(title).rfind('《')?;
    let citation = citation::read(&doc.slice(title)[at..]).filter(|c| c.journal.is_some() && c.year.is_some())?;
    Some(Cited { citation, base: title.start + at, confidence: DERIVED })
}

/// The issue behind the journal's ISSN on its line: `ISSN:1671-9026 2022年 第41卷 第05期`.
fn beside_issn(doc: &Document, places: &Places) -> Option<Cited> {
    let span = places.issn?;
    let citation = citation::read(doc.slice(span)).filter(|c| c.year.is_some() && c.issue.is_some())?;
    Some(Cited {
        citation: Citation { journal: None, journal_en: None, ..citation },
        base: span.start,
        confidence: SHAPE,
    })
}

/// References on the lines right below a citation that are the same article in the other language.
fn below(outline: &Outline, places: &Places, known: &[Cited]) -> Vec<Cited> {
    let doc = outline.doc;
    let mut found = Vec::new();
    for span in places.citations.iter().map(|cited| cited.span) {
        let at = outline.line_at(span.end);
        for line in outline
            .lines
            .iter()
            .skip(at)
            .take(2)
            .filter(|line| line.kind == Kind::Reference && line.span.start >= span.end)
        {
            let Some(citation) = citation::read_reference(doc.slice(line.span)) else { continue };
            let other = Cited { citation, base: line.span.start, confidence: LABELLED };
            if known.iter().any(|c| span.contains(c.span(&c.citation.span)) && c.is_same(&other, doc)) {
                found.push(other);
            }
        }
    }
    found
}

/// The article's citation in brackets behind a list of keywords, from its bracket on,
/// e.g. `…;滤波[岭南心理, 2018, 1(3): 216-222`.
pub(in crate::read) fn stamp(doc: &Document, list: Span) -> Option<Span> {
    let words = doc.slice(list);
    words.match_indices('[').map(|(at, _)| list.part(at..words.len())).find(|&span| {
        let inner = &doc.slice(span)[1..];
        citation::read(inner).is_some_and(|c| c.parts() >= 3 && c.journal.is_some() && c.span.start <= 2)
    })
}

fn stamped(doc: &Document, list: Span) -> Option<Cited> {
    let base = stamp(doc, list)?.start + 1;
    let citation = citation::read(&doc.text()[base..list.end])?;
    Some(Cited { citation, base, confidence: LABELLED })
}

/// A reference anywhere whose title is the article's own.
fn under_its_title(outline: &Outline, places: &Places) -> Option<Cited> {
    let doc = outline.doc;
    let titles: Vec<&str> =
        [places.title.zh, places.title.en].into_iter().flatten().map(|span| doc.slice(span)).collect();
    let words: Vec<&str> = titles.iter().map(|title| telling_word(title)).collect();
    lines_with("[J]", doc)
        .filter(|line| (40..1200).contains(&line.len()))
        // nearly all references are to others
        .filter(|line| words.iter().any(|word| byte::find(doc.slice(*line), word).is_some()))
        .filter_map(|line| {
            let citation = citation::read_reference(doc.slice(line)).filter(|c| c.parts() >= 3)?;
            let title = text::skeleton(&doc.slice(line)[citation.title.clone()?]);
            (title.len() >= 18 && titles.iter().any(|own| text::skeleton(own) == title)).then_some(Cited {
                citation,
                base: line.start,
                confidence: SHAPE,
            })
        })
        .next()
}

/// The longest word of a title, or two characters of it.
fn telling_word(title: &str) -> &str {
    let word = title.split(|c: char| !c.is_alphanumeric()).max_by_key(|word| word.len()).unwrap_or(title);
    let Some(first) = word.find(text::is_han) else { return word };
    let characters = &word[first..];
    &characters[..characters.char_indices().nth(2).map_or(characters.len(), |(end, _)| end)]
}

/// The lines of the body that hold `words`, as often as they do.
fn lines_with<'d>(words: &'d str, doc: &'d Document) -> impl Iterator<Item = Span> + 'd {
    memchr::memmem::find_iter(doc.body().as_bytes(), words).filter_map(|at| doc.line_at(at))
}

/// Volume and issue on a line of their own outside the front, as sites of publishers print them beside the article:
/// `Volume 41, Issue 5`, `May 2023`, `Pages 655-671`.
fn issue_box(outline: &Outline) -> Option<Cited> {
    let doc = outline.doc;
    let cited = |at: usize| outline.references.is_some_and(|start| at >= start && at < outline.references_end);
    let line = lines_with("Vol", doc).find(|line| {
        let words = doc.slice(*line).trim();
        let alone = |c: &Citation| c.span == (0..words.len()) && c.volume.is_some() && c.issue.is_some();
        words.len() <= 40
            && words.starts_with("Vol")
            && !cited(line.start)
            && citation::read(words).is_some_and(|c| alone(&c))
    })?;
    let base = doc.trim(line).start;
    let mut lines = doc.lines();
    lines.skip_to(line.end);
    let end = lines.take(3).last().map_or(line.end, |l| l.end);
    // a list of other articles prints volumes too, but not their pages beneath them
    let citation = citation::read(&doc.text()[base..end]).filter(|c| c.first_page.is_some())?;
    Some(Cited { citation, base, confidence: DERIVED })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_fragment_over_the_head_moves_nothing() {
        let page = "岭南文献与社会\nLINGNAN DOCUMENTS AND SOCIETY\n23 期\nNo.3 2018\n\n清末岭南族学的课程转型研究\n\n段嘉禾\n\n摘要: 清末新政以后，岭南各族相继改族学为学堂，课程从经义、蒙书扩展到算术。\n\n关键词: 岭南; 族学\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!((record.year, record.issue.as_deref()), (Some(2018), Some("3")));
    }

    #[test]
    fn the_lines_of_a_head_may_stand_apart() {
        let page = "2026年4月\n\n岭南大学学报\n\nApr. 2026\n\n第44卷第2期\n\nJournal of Lingnan University\n\nVol.44 No.2\n\n# 岭南合金的组织与热导率\n\n段嘉禾，束如松\n\n摘要: 铸造流动性好的岭南合金在振动下凝固，本文考察其过程与结果。\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.dates.published.map(|date| date.to_string()).as_deref(), Some("2026-04"));
        assert_eq!(record.journal.title.zh.as_deref(), Some("岭南大学学报"));
        assert_eq!((record.year, record.title.zh.as_deref()), (Some(2026), Some("岭南合金的组织与热导率")));
    }

    #[test]
    fn the_volume_may_stand_in_a_further_head() {
        let page = "Issue 22, 2021\n\nFrameworks for Melamine in Milk Powder\n\nCuiping Ji, Weijun Rao\n\nAbstract\nA framework with a core of pyrene was prepared.\n\nAnal. Lingnan, 2021, 13, 2531-2538\n";
        let read = |page: &str| crate::read::record_of(&crate::Document::from_text("t", page));
        let record = read(page);
        assert_eq!((record.volume.as_deref(), record.issue.as_deref()), (Some("13"), Some("22")));
        assert_eq!(record.journal.title.en.as_deref(), Some("Anal. Lingnan"));
        assert_eq!(read(&page.replace("Lingnan, 2021", "Lingnan, 2019")).volume, None);
    }
}
