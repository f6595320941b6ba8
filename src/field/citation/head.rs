//! Heads of pages and running heads of papers.

use std::ops::Range;

use super::scan::Scan;
use super::tail::{Tail, tail};
use super::{Citation, beginning, journal};
use crate::byte;
use crate::field::text::is_han;

/// The citation in a line or a piece of one, e.g. `江西财经大学学报 ›› 2026, Vol. 0 ›› Issue (3): 25-34.`,
/// `Agriculture 2024, 14(9), 1587`, `2022年09期 v.47;No.291 1-7页`.
pub fn read(line: &str) -> Option<Citation> {
    let line = beginning(line);
    let mut tails = Tails::from(line, 0, Tail::stands_alone);
    let mut best = tails.next()?;
    let mut others = Vec::new();
    for other in tails {
        if other.found.parts() > best.found.parts() {
            others.push(std::mem::replace(&mut best, other));
        } else {
            others.push(other);
        }
    }
    let (before, behind) = (best.found.span.start, best.found.span.end);
    let start = others.iter().map(|t| t.found.span.end).filter(|&end| end <= before).max().unwrap_or(0);
    let (mut name, mut name_en) = journal::before(line, start..before);
    if name.is_none() {
        name = if best.closed { behind_run(line, behind) } else { behind_slash(line, behind, &best.found) };
        name = name.or_else(|| behind_issue(line, &best.found));
    }
    if name.is_some() && name_en.is_none() {
        name_en = behind_count(line, behind);
    }
    let mut citation = best.found;
    for other in others {
        // the same issue once more, in the other language
        let (from, to) = (other.found.span.start, other.found.span.end);
        if agree(&citation, &other.found) {
            let between = if from >= citation.span.end { citation.span.end } else { 0 };
            let (second, _) = journal::before(line, between..from);
            (name, name_en) = pair(line, name, name_en, second);
            citation.complete(other.found);
            citation.span.start = citation.span.start.min(from);
            citation.span.end = citation.span.end.max(to);
        }
    }
    for name in [&name, &name_en].into_iter().flatten() {
        citation.span = citation.span.start.min(name.start)..citation.span.end.max(name.end);
    }
    (citation.journal, citation.journal_en) = (name, name_en);
    Some(citation)
}

/// The citation that the first lines of a paper print together, journal and all:
/// `第 42 卷 第 3 期`, `2024 年 3 月`, a line with the journal, `Vol. 42 No. 3`. Other lines end it.
pub fn read_head(lines: &str) -> Option<Citation> {
    let lines = beginning(lines);
    let mut head: Option<Citation> = None;
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut lines_of_names: Vec<Range<usize>> = Vec::new();
    let mut pending: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in lines.split('\n') {
        let start = at;
        at += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let found = read(line).filter(|c| covers(line, c)).or_else(|| fragment(line)).or_else(|| month_twice(line));
        if let Some(mut found) = found.map(|c| c.shift(start)) {
            lines_of_names.append(&mut pending);
            names.extend(found.journal.take().into_iter().chain(found.journal_en.take()));
            match &mut head {
                None => head = Some(found),
                Some(head) if agree(head, &found) => head.complete(found),
                Some(_) => break,
            }
        } else if pending.len() < 2 && is_name(line) {
            pending.push(journal::trim(lines, start..start + line.len()));
        } else {
            break;
        }
    }
    let mut head = head.filter(|head| head.parts() >= 2)?;
    // the name may close the head, but so may the title stand there: only a name that says so
    lines_of_names.extend(pending.into_iter().filter(|name| says_journal(&lines[name.clone()])));
    // beside a name in the run's own line, other lines are what a site prints above every page
    if names.is_empty() {
        names = lines_of_names;
    }
    let han = |name: &&Range<usize>| lines[(*name).clone()].contains(is_han);
    let chinese = names.iter().find(han).cloned();
    let english = names.iter().find(|name| !han(name)).cloned();
    (head.journal, head.journal_en) = if chinese.is_some() { (chinese, english) } else { (english, None) };
    for name in [&head.journal, &head.journal_en].into_iter().flatten() {
        head.span = head.span.start.min(name.start)..head.span.end.max(name.end);
    }
    Some(head)
}

/// How much `line` looks like the citation at the head of a page, 0 to 1.
pub fn likeness(line: &str) -> f32 {
    judged(line).map_or(0.0, |(likeness, _)| likeness)
}

/// The citation that `line` is, if it is as likely the head of a page as not.
pub fn told(line: &str) -> Option<Citation> {
    judged(line).filter(|(likeness, _)| *likeness >= 0.5).map(|(_, citation)| citation)
}

/// The citation in `line`, and how much this looks like the head of a page.
fn judged(line: &str) -> Option<(f32, Citation)> {
    const LONGEST_HEAD: usize = 500;
    let citation = (line.len() <= LONGEST_HEAD).then(|| read(line)).flatten()?;
    let mut score = 0.2 + 0.15 * citation.parts() as f32;
    if citation.journal.is_some() {
        score += 0.1;
    }
    if line.contains("››") {
        score += 0.2;
    }
    let outside = outside(line, &citation);
    score *= citation.span.len() as f32 / (citation.span.len() + 2 * outside) as f32;
    let numbered = line.trim_start().trim_start_matches(['[', '(', '【']);
    let numbered = numbered.len() < line.trim_start().len() && numbered.starts_with(|c: char| c.is_ascii_digit());
    if numbered || line.contains("[J]") || line[..citation.span.end].contains('。') {
        score *= 0.4;
    }
    Some((score.min(1.0), citation))
}

/// How many bytes of `line` are neither the citation nor a DOI, an address or decoration behind it.
fn outside(line: &str, citation: &Citation) -> usize {
    let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let rest = &line[citation.span.end..];
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
    let known = ["doi", "DOI", "http", "[doi", "PDF", "10.", "查看该刊", "Cite this", "Cite as"]
        .iter()
        .any(|word| rest.starts_with(word));
    letters(&line[..citation.span.start]) + if known { 0 } else { letters(rest) }
}

/// Whether the line is hardly anything but the citation.
fn covers(line: &str, citation: &Citation) -> bool {
    outside(line, citation) * 4 <= citation.span.len()
}

/// Whether a line says no more than a part of a head, see [`read_head`].
pub fn is_fragment(line: &str) -> bool {
    line.len() <= 60 && fragment(line).is_some() || month_twice(line).is_some()
}

/// The second line of a head in both languages, the journal's name between: `2024 年 3 月 LINGNAN REVIEW Mar. 2024`.
fn month_twice(line: &str) -> Option<Citation> {
    const LONGEST_LINE: usize = 140;
    if line.len() > LONGEST_LINE || !line.contains('月') {
        return None;
    }
    let start = line.len() - line.trim_start_matches(['#', ' ']).len();
    let first = tail(line, start)?.found;
    let behind = first.span.end;
    let english =
        |&(at, _): &(usize, &str)| at > behind && line[at + 1..].starts_with(|c: char| c.is_ascii_uppercase());
    let (at, _) = line.rmatch_indices(' ').filter(english).find(|(at, _)| tail(line, at + 1).is_some())?;
    let last = tail(line, at + 1)?.found;
    let same = first.month.is_some() && last.month.is_some() && agree(&first, &last);
    if !same || first.year.is_none() || !line[last.span.end..].trim_matches([' ', '.']).is_empty() {
        return None;
    }
    let name = journal::trim(line, behind..at);
    let named = is_name(&line[name.clone()]);
    Some(Citation { span: start..last.span.end, journal: named.then_some(name), ..first })
}

/// A line that says no more than a part of a head: `2024 年 3 月`, `Mar. 2024`, `Vol. 42`, `(总第 199 期)`.
fn fragment(line: &str) -> Option<Citation> {
    let start = line.len() - line.trim_start_matches(['#', ' ']).len();
    let run = tail(line, start)?;
    let rest = line[run.found.span.end..].trim();
    (rest.is_empty() || rest.len() < 3).then_some(run.found)
}

/// Whether a line can be the name of a journal: short, no sentence, no number.
fn is_name(line: &str) -> bool {
    let line = line.trim();
    let short = if line.contains(is_han) { line.chars().count() <= 30 } else { line.len() <= 100 };
    short
        && line.starts_with(|c: char| c.is_alphabetic())
        && !line.contains([':', '@', '。', ';', '?', '=', '/'])
        && !line.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a name has a word that only journals have.
fn says_journal(name: &str) -> bool {
    ["学报", "杂志", "期刊", "学刊", "Journal", "JOURNAL", "Acta ", "ACTA "].iter().any(|word| name.contains(word))
}

/// Whether nothing in one speaks against the other being of the same issue.
fn agree(one: &Citation, other: &Citation) -> bool {
    one.year.as_ref().zip(other.year.as_ref()).is_none_or(|((_, one), (_, other))| one == other)
        && one.volume.as_ref().zip(other.volume.as_ref()).is_none_or(|(one, other)| one.len() == other.len())
        && one.issue.as_ref().zip(other.issue.as_ref()).is_none_or(|(one, other)| one.len() == other.len())
}

/// The names with one more, the Chinese one first.
fn pair(
    line: &str,
    name: Option<Range<usize>>,
    name_en: Option<Range<usize>>,
    more: Option<Range<usize>>,
) -> journal::Names {
    match (name, name_en, more) {
        (Some(one), None, Some(two)) => {
            match (line[one.clone()].contains(is_han), line[two.clone()].contains(is_han)) {
                (true, false) => (Some(one), Some(two)),
                (false, true) => (Some(two), Some(one)),
                _ => (Some(one), None),
            }
        }
        (None, None, more) => (more, None),
        (name, name_en, _) => (name, name_en),
    }
}

/// The journal behind `Vol. 3 No. 2 (2023): `, as archives of Open Journal Systems print it.
fn behind_run(line: &str, at: usize) -> Option<Range<usize>> {
    let rest = line[at..].strip_prefix(':')?;
    let end = rest.find(" / ").or_else(|| rest.find('|')).unwrap_or(rest.len());
    let start = line.len() - rest.len();
    let name = journal::trim(line, start..start + end);
    is_name(&line[name.clone()]).then_some(name)
}

/// The English name behind the count of pages: `《岭南评论》 2023年第4期77-84,共8页 Lingnan Review`.
fn behind_count(line: &str, at: usize) -> Option<Range<usize>> {
    let count = line[at..].trim_start_matches([',', ' ']).strip_prefix('共')?;
    let digits = count.bytes().take_while(u8::is_ascii_digit).count();
    let rest = count[digits..].strip_prefix('页')?;
    let start = line.len() - rest.len();
    let name = journal::trim(line, start..line.len());
    let words = &line[name.clone()];
    (words.starts_with(|c: char| c.is_ascii_uppercase()) && !words.contains(is_han) && is_name(words)).then_some(name)
}

/// The journal behind volume, issue and month where a slash sets each off: `第59 卷第16 期/2022 年8 月/岭南光学 研究论文`.
fn behind_slash(line: &str, at: usize, run: &Citation) -> Option<Range<usize>> {
    let rest = line[at..].trim_start_matches(' ').strip_prefix('/')?.trim_start_matches(' ');
    if run.month.is_none() || run.volume.is_none() && run.issue.is_none() {
        return None;
    }
    let wide = rest.starts_with(is_han);
    let end = rest.find(['/', '|']).unwrap_or(rest.len());
    let end = rest[..end].find(' ').filter(|_| wide).unwrap_or(end);
    let start = line.len() - rest.len();
    let name = journal::trim(line, start..start + end);
    is_name(&line[name.clone()]).then_some(name)
}

/// The journal behind the issue that opens the line: `2024年第3期 岭南水利学报`, `2024年第3期(总第56期)  岭南水利`.
fn behind_issue(line: &str, run: &Citation) -> Option<Range<usize>> {
    let opens = line[..run.span.start].trim_matches(['#', ' ']).is_empty();
    run.issue.as_ref().filter(|_| opens && (run.year.is_some() || run.volume.is_some()))?;
    let rest = &line[line[..run.span.end].trim_end_matches(' ').len()..];
    let name = journal::trim(line, line.len() - rest.len()..line.len());
    let words = &line[name.clone()];
    let set_off = rest.starts_with("  ") && words.contains(is_han) && !words.contains(' ');
    let named = is_name(words) && rest.starts_with(' ') && (journal::is_periodical(words) || set_off);
    named.then_some(name)
}

/// The runs of a text that `fit`, from left to right, none within another.
pub(super) struct Tails<'a> {
    text: &'a str,
    at: usize,
    fit: fn(&Tail) -> bool,
}

impl<'a> Tails<'a> {
    pub fn from(text: &'a str, at: usize, fit: fn(&Tail) -> bool) -> Tails<'a> {
        Tails { text, at, fit }
    }
}

impl Iterator for Tails<'_> {
    type Item = Tail;

    fn next(&mut self) -> Option<Tail> {
        let bytes = self.text.as_bytes();
        // what begins before it belongs to another run or an address
        let mut from = self.at;
        while let Some(at) = next_tell(bytes, self.at) {
            self.at = at + 1;
            let rest = &bytes[at..];
            let start = match rest[0] {
                b'h' | b'1' if is_address(rest) => {
                    let length = rest.iter().take_while(|b| b.is_ascii_graphic() && !b"[]|".contains(b)).count();
                    from = at + length;
                    self.at = from;
                    continue;
                }
                b'0'..=b'9' => {
                    let bracket = at.checked_sub(1).filter(|&start| start >= from && year_opens(&bytes[start..]));
                    bracket.or(Some(at).filter(|at| opens_with_number(self.text, *at)))
                }
                0x80.. => {
                    at.checked_sub(2).filter(|start| *start >= from && UNITS.iter().any(|c| c == &bytes[*start..=at]))
                }
                _ => Some(at).filter(|_| opens_with_word(rest)),
            };
            if let Some(tail) = start.and_then(|start| tail(self.text, start)).filter(self.fit) {
                self.at = tail.found.span.end.max(self.at);
                return Some(tail);
            }
        }
        None
    }
}

/// The first place from `from` on at which a run, a DOI or an address may begin, or where one of [`UNITS`] may end.
fn next_tell(bytes: &[u8], from: usize) -> Option<usize> {
    let mut before = from.checked_sub(1).map_or(b' ', |at| bytes[at]);
    let tells = |&byte: &u8| {
        let tells = TELLS[usize::from(byte)] & FOLLOW[usize::from(before)] != 0;
        before = byte;
        tells
    };
    bytes.get(from..)?.iter().position(tells).map(|ahead| from + ahead)
}

/// The first letter of a word that a run may begin with, where none stands before it.
const WORD: u8 = 1;
/// The first digit of a number.
const NUMBER: u8 = 2;
/// What a DOI or an address begins with, or one of [`UNITS`] ends with: their first bytes stand everywhere.
const ANYWHERE: u8 = 4;

/// What each byte may be.
const TELLS: [u8; 256] = {
    let numbers = byte::with([0; 256], b"0123456789", NUMBER);
    let words = byte::with(numbers, b"ADFIJMNOSVinv", WORD);
    let addresses = byte::with(words, b"1h", ANYWHERE);
    let [a, b, c, d] = UNITS;
    byte::with(addresses, &[a[2], b[2], c[2], d[2]], ANYWHERE)
};

/// What may follow each byte.
const FOLLOW: [u8; 256] = {
    let mut table = [WORD | NUMBER | ANYWHERE; 256];
    let mut byte = 0;
    while byte < 128u8 {
        if byte.is_ascii_alphabetic() {
            table[byte as usize] = ANYWHERE;
        } else if byte.is_ascii_digit() {
            table[byte as usize] = WORD | ANYWHERE;
        }
        byte += 1;
    }
    table
};

/// Whether `rest` begins with a DOI or an address: its numbers are no pages.
fn is_address(rest: &[u8]) -> bool {
    match rest {
        [b'1', b'0', b'.', prefix @ ..] => prefix.len() > 4 && prefix[..4].iter().all(u8::is_ascii_digit),
        _ => rest.starts_with(b"http"),
    }
}

/// Whether a year in brackets and a volume stand here: `(2015) 60:1426–1433`.
fn year_opens(rest: &[u8]) -> bool {
    matches!(rest, [b'(', b'1' | b'2', figures @ .., ] if figures.len() > 5
        && figures[..3].iter().all(u8::is_ascii_digit) && figures[3..5] == *b") " && figures[5].is_ascii_digit())
}

/// Whether a run may begin with the number at `at`: not within a word, a decimal number or a code with hyphens.
fn opens_with_number(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let inner = match bytes[..at] {
        [.., b'0'..=b'9', b'.'] | [.., b'-' | b'/' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z'] => true,
        [.., b' '] => hyphened(text, at),
        _ => false,
    };
    !inner && number_opens(&text[at..])
}

/// Characters that a run may begin with, in UTF-8.
const UNITS: [[u8; 3]; 4] = [wide("第"), wide("卷"), wide("期"), wide("增")];

const fn wide(character: &str) -> [u8; 3] {
    *character.as_bytes().first_chunk().expect("a wide character has three bytes")
}

/// Whether the number that `text` begins with may open a run: it is a year, or a unit, a bracket, a joint or a colon
/// follows it. Those on names and before postcodes hardly ever do.
pub(super) fn number_opens(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).take(5).count();
    // OCR may have read some as letters: `20l7`
    let is_figure = |byte: &u8| byte.is_ascii_digit() || b"OoIl".contains(byte);
    let figures = text.bytes().take(5).take_while(is_figure).count();
    if figures == 4 && matches!(text.as_bytes()[..2], [b'1', b'8' | b'9'] | [b'2', b'0' | b'1' | b'O' | b'o']) {
        return true;
    }
    let behind = text[digits..].trim_start_matches([' ', '\n', '\t']);
    let Some(next) = behind.chars().next().filter(|_| digits <= 4) else { return false };
    match next {
        '年' | '卷' | '巻' | '期' | '增' | '专' | '特' | '合' => true,
        '(' | '-' | '/' | '~' | '+' | '&' | '–' | '—' | '、' | '·' | 's' | 'A'..='Z' => true,
        ',' if year_closes(behind) => true,
        ',' | ';' | '.' | ':' | '|' | '›' | '•' => {
            let separator = |c: char| {
                matches!(c, ' ' | '\n' | ',' | ';' | '.' | ':' | '|' | '/' | '›' | '•' | '·' | '、' | '-' | '–' | '—')
            };
            behind[..behind.len() - behind.trim_start_matches(separator).len()].contains(':')
        }
        _ => false,
    }
}

/// Whether pages and a year in brackets stand behind a volume and nothing else: `, 3021–3035 (2022)`, `, 491 (2022)`.
pub(super) fn year_closes(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(',') else { return false };
    let page = |rest: &str| rest.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
    let mut scan = Scan::new(rest, 0);
    scan.blanks();
    let first = page(scan.rest());
    scan.at += first;
    if scan.dash() {
        scan.at += page(scan.rest());
    }
    first > 0 && scan.byte(0) == b' ' && scan.eat_spaced("(") && scan.year().is_some() && scan.eat(")")
}

/// Whether a word stands here that a run may begin with: of volumes, issues and counts, or a month.
fn opens_with_word(bytes: &[u8]) -> bool {
    let letter = |at: usize| bytes.get(at).map_or(b' ', u8::to_ascii_lowercase);
    matches!((letter(0), letter(1)), (b'v' | b'n', b'.') | (b'n', b'o' | b'r' | b'u'))
        || matches!(
            &[letter(0), letter(1), letter(2)],
            b"vol"
                | b"iss"
                | b"ser"
                | b"sum"
                | b"sup"
                | b"jan"
                | b"feb"
                | b"mar"
                | b"apr"
                | b"may"
                | b"jun"
                | b"jul"
                | b"aug"
                | b"sep"
                | b"oct"
                | b"dec"
        )
}

/// Whether the number at `at` goes on one that is spaced out, `1674 - 8530`.
fn hyphened(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    before.strip_suffix('-').is_some_and(|rest| rest.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit()))
}
