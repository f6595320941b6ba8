//! The citation of the article itself, as pages print it behind 引用本文, 引用格式, Citation.

use std::ops::Range;

use super::head::Tails;
use super::scan::Scan;
use super::tail::Tail;
use super::{Citation, beginning, journal};
use crate::byte;

/// A reference to one article in the style of GB/T 7714, Vancouver or APA, label not included, e.g.
/// `但岳,韦锦川,等.题名[J].刊名,2019,39(03):86-93.`
pub fn read_reference(text: &str) -> Option<Citation> {
    let text = beginning(text);
    let start = number_mark(text);
    let body = start..text.len();
    match type_mark(text) {
        Some(mark) => marked(text, body.start.min(mark.start), mark),
        None => unmarked(text, body),
    }
}

/// With `[J]` behind the title or, on some pages, behind the journal.
fn marked(text: &str, start: usize, mark: Range<usize>) -> Option<Citation> {
    let run = Tails::from(text, mark.end, Tail::ends_reference).next();
    let mut citation = run.map_or_else(Citation::default, |run| run.found);
    let has_run = !citation.span.is_empty();
    let before_run = if has_run { citation.span.start } else { end_of_name(text, mark.end) };
    let mut article = start..mark.start;
    (citation.journal, citation.journal_en) = journal::names(text, mark.end..before_run);
    // `Title[J]. , 2012, 24(5): 693-700`: the name is left out
    let gap = &text[mark.end.min(before_run)..before_run];
    let left_out = gap.contains('.') && gap.contains(',') && !gap.contains(char::is_alphanumeric);
    if citation.journal.is_none() && !left_out {
        (citation.journal, citation.journal_en) = journal::before(text, article.clone());
        let names = [&citation.journal, &citation.journal_en];
        article.end = names.into_iter().flatten().map(|name| name.start).min()?;
    }
    describe(text, article, &mut citation);
    citation.span = start..if has_run { citation.span.end } else { before_run };
    (citation.parts() > 0 || citation.title.is_some()).then_some(citation)
}

/// Without a mark: the run of year, volume and pages tells where the journal ends.
fn unmarked(text: &str, body: Range<usize>) -> Option<Citation> {
    let best = Tails::from(text, body.start, Tail::ends_reference)
        .reduce(|best, next| if next.found.parts() > best.found.parts() { next } else { best });
    let mut citation = match best {
        Some(best) => best.found,
        None => in_press(text, body.clone()).or_else(|| dated_before(text, body.clone()))?,
    };
    let before = citation.span.start;
    if let Some((authors, title)) = quoted_title(&text[..before], body.start) {
        let behind = text[title.end..].chars().next().map_or(0, char::len_utf8);
        (citation.journal, citation.journal_en) = journal::before(text, title.end + behind..before);
        (citation.authors, citation.title) = (Some(authors), Some(trim(text, title)));
        citation.span.start = body.start;
        return Some(citation);
    }
    (citation.journal, citation.journal_en) = journal::before(text, body.start..before);
    let names = [&citation.journal, &citation.journal_en];
    let end = names.into_iter().flatten().map(|name| name.start).min().unwrap_or(before);
    describe(text, body.start..end, &mut citation);
    citation.span.start = body.start;
    Some(citation)
}

/// Authors and title where quotes set the title off: `J. Duan, R. Shu, "Acid Soils of Tea Gardens," Lingnan Review, vol. 3`.
pub(super) fn quoted_title(text: &str, start: usize) -> Option<(Range<usize>, Range<usize>)> {
    const SHORTEST: usize = 16;
    let (at, open) = text[start..].char_indices().find(|(_, c)| matches!(c, '"' | '“'))?;
    let (names, inner) = (start..start + at, start + at + open.len_utf8());
    let close = inner + text[inner..].find(['"', '”'])?;
    let named = text[names.clone()].trim_end().ends_with(',') && names_only(&text[names.clone()]);
    (named && close - inner >= SHORTEST).then(|| (trim(text, names), inner..close))
}

/// `…,in press.Title.Journal.DOI:…`: no run; it is empty and stands where the DOI begins.
fn in_press(text: &str, body: Range<usize>) -> Option<Citation> {
    byte::find(&text[body.clone()], "in press")?;
    let end = end_of_name(text, body.start);
    Some(Citation { span: end..end, ..Citation::default() })
}

/// `Qu, Y. and Mi, L. (2022) Title. Journal, 9, 1-13`: the year stands behind the authors, so that the volume before the
/// pages is a mere number.
fn dated_before(text: &str, body: Range<usize>) -> Option<Citation> {
    let (_, year, rest) = year_between(text, body)?;
    let run = |at: usize| {
        let mut scan = Scan::new(text, rest.start + at + ", ".len());
        let volume = scan.digits(4)?;
        let first = scan.eat_spaced(",").then(|| scan.blanks()).and_then(|()| scan.digits(6))?;
        let last = scan.dash().then(|| scan.digits(6)).flatten()?;
        let span = volume.start..scan.at;
        let (first_page, last_page) = (Some(first), Some(last));
        Some(Citation { span, volume: Some(volume), first_page, last_page, ..Citation::default() })
    };
    year.and_then(|_| text[rest.clone()].rmatch_indices(", ").find_map(|(at, _)| run(at)))
}

/// Where a DOI, an address or the text ends what can be a name.
fn end_of_name(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    ["doi", "http", "[doi", "10."]
        .iter()
        .filter_map(|word| byte::find(rest, word))
        .min()
        .map_or(text.len(), |at| from + at)
}

/// Authors and title out of what stands before the journal.
fn describe(text: &str, article: Range<usize>, citation: &mut Citation) {
    let part = &text[article.clone()];
    let (authors, title) = if let Some((authors, year, title)) = year_between(text, article.clone()) {
        if let Some(year) = year {
            citation.year.get_or_insert(year);
        }
        (Some(authors), title)
    } else if let Some(at) = authors_end(part) {
        (Some(article.start..article.start + at), article.start + at..article.end)
    } else {
        (None, article)
    };
    let whole = |range: Range<usize>| {
        let range = trim(text, range);
        (!range.is_empty()).then_some(range)
    };
    citation.authors = authors.and_then(whole);
    citation.title = whole(title);
}

type Divided = (Range<usize>, Option<(Range<usize>, u16)>, Range<usize>);

/// Authors and title around a year or `in press`: `逯之遥, 麻晋川. 2024. 题名`, `Qu Y (2023) Title`.
fn year_between(text: &str, article: Range<usize>) -> Option<Divided> {
    let part = &text[article.clone()];
    if let Some(at) = byte::find(part, "in press") {
        let at = article.start + at;
        return Some((article.start..at, None, at + "in press".len()..article.end));
    }
    for at in memchr::memchr2_iter(b'1', b'2', part.as_bytes()) {
        let at = article.start + at;
        let before = text[article.start..at].trim_end_matches(' ');
        let opens = before.ends_with(['.', '(', ',']) || before.len() < at - article.start;
        let mut scan = Scan::new(text, at);
        if !opens || before.is_empty() {
            continue;
        }
        let Some(year) = scan.year() else { continue };
        let closed = match before.ends_with('(') {
            true => scan.eat_spaced(")"),
            false => scan.byte(0) == b'.' && (scan.byte(1) == b' ' || !scan.byte(1).is_ascii_digit()),
        };
        if closed && names_only(&text[article.start..at]) {
            return Some((article.start..at, Some(year), scan.at..article.end));
        }
    }
    None
}

/// Whether a text can be nothing but names: commas and no sentence.
fn names_only(text: &str) -> bool {
    const LONGEST_NAME: usize = 8;
    let (mut words, mut blank) = (0, true);
    text.chars().all(|c| {
        match c {
            '?' | '!' | ':' | '“' => return false,
            ',' | ';' | '&' | '、' => (words, blank) = (0, true),
            c if c.is_whitespace() => blank = true,
            _ => {
                words += usize::from(blank);
                blank = false;
            }
        }
        words <= LONGEST_NAME
    })
}

/// Where the list of authors ends: the period or colon behind it.
fn authors_end(part: &str) -> Option<usize> {
    // `et al., Title` goes on with a comma
    const OTHERS: [(&str, u8); 4] = [("等", b'.'), ("等", b':'), ("et al", b'.'), ("et al ", b'.')];
    let behind = |&(others, sign): &(&str, u8)| {
        memchr::memchr_iter(sign, part.as_bytes()).find(|&at| part[..at].ends_with(others))
    };
    if let Some(end) = OTHERS.iter().find_map(behind) {
        return Some(end);
    }
    for (at, _) in part.match_indices('.') {
        let (before, behind) = (&part[..at], &part[at + 1..]);
        if behind.trim().is_empty() {
            return None;
        }
        if is_initial(before) && !begins_title(behind) {
            continue;
        }
        if names_only(before) {
            return Some(at);
        }
        break;
    }
    let at = part.find(':')?;
    names_only(&part[..at]).then_some(at).filter(|_| !part[..at].contains(' ') && part[..at].chars().count() <= 40)
}

/// Whether `before` ends with one capital letter, as a given name is cut; a small one before it ends the name that the
/// initial is glued to, `LindaM.KOWAL`.
fn is_initial(before: &str) -> bool {
    let mut letters = before.chars().rev();
    letters.next().is_some_and(|c| c.is_ascii_uppercase()) && letters.next().is_none_or(|c| !c.is_ascii_uppercase())
}

/// Whether what follows has the length of a title, not of a name.
fn begins_title(behind: &str) -> bool {
    let piece = behind.split([',', '.', ';', '[']).next().unwrap_or_default();
    piece.split_whitespace().count() >= 3 || piece.chars().count() > 30
}

/// `[1]`, `1.` before a reference.
fn number_mark(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let mut scan = Scan::new(text, start);
    let bracket = scan.eat("[") || scan.eat("【");
    let closed = scan.digits(3).is_some() && if bracket { scan.eat("]") || scan.eat("】") } else { scan.eat(". ") };
    scan.blanks();
    if closed { scan.at } else { start }
}

/// The first `[J]`, also as scanning or a typist left it: `[J」`, `(J)`, `[ J ]`, `[J/OL]`, `[J].`
fn type_mark(text: &str) -> Option<Range<usize>> {
    // two of the brackets and what the others begin with
    for at in memchr::memchr3_iter(b'[', b'(', 0xE3, text.as_bytes()) {
        let mut scan = Scan::new(text, at);
        if !["[", "(", "【", "「", "〔"].iter().any(|open| scan.eat(open)) {
            continue;
        }
        scan.blanks();
        if !scan.eat("J") {
            continue;
        }
        scan.blanks();
        if scan.eat("/") {
            let _ = scan.eat_spaced("OL");
        }
        if ["]", ")", "】", "」", "〕", "}", "1"].iter().any(|close| scan.eat(close)) {
            return Some(at..scan.at);
        }
    }
    None
}

/// `range` without blanks and the separators around a name or a title.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let edge = |c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '。');
    let part = text[range.clone()].trim_end_matches(|c| edge(c) || c == '(');
    let start = range.start + (part.len() - part.trim_start_matches(|c| edge(c) || c == ')').len());
    start..(range.start + part.len()).max(start)
}
