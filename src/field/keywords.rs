//! Keywords: the value behind 关键词 or Key words as its terms.
//!
//! Knows separators, and how terms are told apart where the text lost them. Leaves to the layouts where the value ends.

mod capitals;
mod finer;
mod lost;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use finer::split_finer;
pub use lost::{Hints, split_at_scripts, split_with_hints};

use crate::byte;
use crate::field::text::is_han;

/// A term longer than this, in columns of print, is text that ran on.
const LONGEST: usize = 120;

/// Terms without anything between them, in columns of print, are no longer together.
const LONGEST_GLUED: usize = 3 * LONGEST;

/// No list is longer, in bytes; what stands behind is not looked at.
const LONGEST_LIST: usize = 4000;

/// What stands between the terms of one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    /// One of these characters, outside brackets.
    Any(&'static [char]),
    /// Bullets, and slashes at the ends of lines.
    Bullet,
    /// ` / ` with blanks on both sides.
    SpacedSlash,
    /// `/` between Chinese terms.
    Slash,
    /// Two blanks or more, or a new line.
    Column,
    /// `- ` or ` – ` between Latin terms: `methods: analysis – solar wind – stars`.
    Dash,
    /// `. ` between Latin terms with capitals: `Conselhos de Saúde. Controle Social.`
    Period,
    /// `.` between Chinese terms: `湿地．碳汇．遥感`.
    Point,
    /// One blank between Chinese terms.
    Blank,
    /// Nothing: one term.
    None,
}

/// The terms of a list, as printed, e.g. `数据共享; GBIF; 2 型糖尿病`.
pub fn split(text: &str) -> Vec<Range<usize>> {
    let text = &text[..text.floor_char_boundary(LONGEST_LIST)];
    let separator = separator(text);
    let mut terms = Vec::new();
    let mut start = 0;
    for (from, to) in breaks(text, separator).chain([(text.len(), text.len())]) {
        if from < start {
            continue;
        }
        let term = trim(text, start..from);
        start = to;
        if term.is_empty() {
            continue;
        }
        // where nothing separates at all, the reader may find the terms with the help of the abstract
        let glued = separator == Separator::None && columns(&text[term.clone()]) <= LONGEST_GLUED;
        let end = run_on(&text[term.clone()]).filter(|&end| end > 0 || !glued);
        let kept = end.map_or(term.clone(), |end| trim(text, term.start..term.start + end));
        if !kept.is_empty() {
            terms.push(kept);
        }
        if end.is_some() {
            break;
        }
    }
    if let Some(last) = terms.last_mut() {
        let end = without_period(&text[last.clone()]);
        last.end = last.start + end;
    }
    terms.pop_if(|last| last.start == last.end);
    match terms.as_slice() {
        [only] if separator == Separator::None => capitals::terms(text, only.clone()),
        _ => terms,
    }
}

/// The Chinese and the English terms of a value that holds both lists, one after the other; where it holds one,
/// the other is empty, e.g. `融合教育; 偏遠學校; inclusive education; remote school`.
pub fn split_bilingual(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let terms = split(text);
    let han = |range: &Range<usize>| text[range.clone()].contains(is_han);
    let Some(last) = terms.iter().rposition(han) else { return (Vec::new(), terms) };
    let again = |list: &[Range<usize>]| match list {
        // what separates the two lists need not be what separates the terms of one
        [only] => shifted(text, only.clone()),
        list => list.to_vec(),
    };
    let first = terms.iter().position(han).unwrap_or(last);
    let enough = |zh: usize, en: &[Range<usize>]| {
        let phrase = en.iter().any(|term| text[term.clone()].trim().contains(' '));
        !en.is_empty() && en.len() + 1 >= zh && (en.len() > 1 || phrase)
    };
    if let Some((zh, en)) = glued(text, &terms, last) {
        return (zh, en);
    }
    let en = again(&terms[last + 1..]);
    if enough(last + 1, &en) {
        return (again(&terms[..=last]), en);
    }
    let en = again(&terms[..first]);
    if terms[first..].iter().all(han) && enough(terms.len() - first, &en) {
        return (again(&terms[first..]), en);
    }
    (terms, Vec::new())
}

type Lists = (Vec<Range<usize>>, Vec<Range<usize>>);

/// Both lists where nothing stands between them: `…调节效应Green Credit …`.
fn glued(text: &str, terms: &[Range<usize>], last: usize) -> Option<Lists> {
    let joint = terms[last].clone();
    let (at, c) = text[joint.clone()].char_indices().rfind(|(_, c)| is_han(*c))?;
    let change = joint.start + at + c.len_utf8();
    let behind = text[change..joint.end].trim_start();
    let letters = behind.bytes().filter(u8::is_ascii_alphabetic).count();
    // `GPS系统` and `连接组蛋白H1` are one term
    let words = behind.split_whitespace().count();
    let latin = terms.len() - last;
    let list = behind.starts_with(|c: char| c.is_ascii_alphabetic()) && letters >= 4;
    // blanks divide the terms of both, but only the Chinese ones by themselves
    let as_many = || latin == 1 && words > last;
    if !list || (words < 2 && latin < 2) || latin + 1 < last && !as_many() {
        return None;
    }
    let end = terms.last().map_or(joint.end, |term| term.end);
    Some((shifted(text, terms[0].start..change), shifted(text, change..end)))
}

/// The terms of a part of `text`, as places in `text`.
fn shifted(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let from = part.start;
    split(&text[part]).into_iter().map(|range| range.start + from..range.end + from).collect()
}

/// The separator that the whole list speaks for.
fn separator(text: &str) -> Separator {
    let (mut semicolons, mut commas, mut pauses, mut bars, mut slashes) = (0, 0, 0, 0, 0);
    let (mut bullets, mut spaced, mut columns) = (0, 0, 0);
    for (at, c) in outside_brackets(text) {
        match c {
            ';' | '；' => semicolons += 1,
            ',' | '，' => commas += usize::from(!within_number(text, at)),
            '、' => pauses += 1,
            '|' => bars += 1,
            _ if is_bullet(c) => bullets += 1,
            '/' if text[at + 1..].trim_start_matches(' ').starts_with('\n') => bullets += 1,
            '/' if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => spaced += 1,
            '/' => slashes += 1,
            '\n' => columns += 1,
            ' ' if text[at + 1..].starts_with(' ') => columns += 1,
            _ => {}
        }
    }
    let chinese = || text.contains(is_han);
    if semicolons > 0 {
        // a list typed with both is a Chinese one whose keyboard changed, or one semicolon is a slip
        if commas > 2 * semicolons && chinese() || semicolons == 1 && commas > 1 && !chinese() {
            Separator::Any(&[';', '；', ',', '，'])
        } else {
            Separator::Any(&[';', '；'])
        }
    } else if bullets > 0 {
        Separator::Bullet
    } else if bars > 0 {
        Separator::Any(&['|'])
    } else if commas > 0 && pauses <= 2 * commas {
        Separator::Any(&[',', '，'])
    } else if pauses > 0 {
        Separator::Any(&['、'])
    } else if spaced > 0 {
        Separator::SpacedSlash
    } else if slashes > 1 && (chinese() || are_phrases(text)) {
        Separator::Slash
    } else if text.match_indices('.').filter(|(at, _)| is_point(text, *at)).count() > 1 {
        Separator::Point
    } else if columns > 0 && text.trim().contains(['\n', ' ']) {
        let inner = text.trim();
        if inner.contains('\n') || inner.contains("  ") { Separator::Column } else { blank(text) }
    } else if !chinese() && dashes(text) {
        Separator::Dash
    } else if !chinese() && text.match_indices(". ").any(|(at, _)| is_period(text, at)) {
        Separator::Period
    } else {
        blank(text)
    }
}

/// Whether most of what slashes part are several words: `chronic gastritis/gastric mucosa/rat`.
fn are_phrases(text: &str) -> bool {
    let (pieces, phrases) = text
        .split('/')
        .fold((0, 0), |(pieces, phrases), piece| (pieces + 1, phrases + usize::from(piece.trim().contains(' '))));
    phrases * 2 > pieces
}

/// Whether dashes separate: wide ones, or hyphens with a blank behind them; a single one may break a word.
fn dashes(text: &str) -> bool {
    text.matches("- ").count() > 1 || ["–", "—"].iter().any(|dash| text.contains(&format!(" {dash} ")))
}

/// Whether the period at `at` ends a term and the next one begins behind it, as none does behind an initial: `Zea mays L.`
fn is_period(text: &str, at: usize) -> bool {
    let Some(behind) = text.get(at..).and_then(|rest| rest.strip_prefix(". ")) else { return false };
    let word = text[..at].chars().rev().take_while(|c| c.is_lowercase()).count();
    word >= 3 && behind.starts_with(char::is_uppercase)
}

/// Whether the period at `at` stands between Chinese characters.
fn is_point(text: &str, at: usize) -> bool {
    text[..at].ends_with(is_han) && text[at + 1..].trim_start_matches(' ').starts_with(is_han)
}

/// Whether single blanks separate: not where somebody spaced out every character.
fn blank(text: &str) -> Separator {
    let pieces = text.split_whitespace().filter(|piece| piece.contains(is_han));
    let (mut all, mut single) = (0, 0);
    for piece in pieces {
        all += 1;
        single += usize::from(piece.chars().count() == 1);
    }
    if all > 1 && single * 3 < all { Separator::Blank } else { Separator::None }
}

/// Where terms end and the next ones begin.
fn breaks(text: &str, separator: Separator) -> impl Iterator<Item = (usize, usize)> + '_ {
    outside_brackets(text).filter_map(move |(at, c)| {
        let behind = at + c.len_utf8();
        let next = &text[behind..];
        let before = &text[..at];
        let breaks = match separator {
            Separator::Any(separators) => separators.contains(&c) && !(matches!(c, ',') && within_number(text, at)),
            Separator::Bullet => {
                is_bullet(c)
                    || c == '\n'
                    || c == '/' && (before.ends_with(' ') && (next.is_empty() || next.starts_with([' ', '\n'])))
            }
            Separator::SpacedSlash => c == '/' && before.ends_with(' ') && next.starts_with(' '),
            Separator::Slash => c == '/',
            Separator::Dash => matches!(c, '-' | '–' | '—') && next.starts_with(' '),
            Separator::Period => is_period(text, at),
            Separator::Point => c == '.' && is_point(text, at),
            Separator::Column => c == '\n' || (c == ' ' && next.starts_with(' ')),
            // `碳排放 LMDI分解` are two terms, `30 nm 染色质纤维` is one
            Separator::Blank => {
                let chinese = |piece: Option<&str>| piece.is_some_and(|piece| piece.contains(is_han));
                c == ' ' && chinese(before.rsplit(' ').next()) && chinese(next.split(' ').next())
            }
            Separator::None => false,
        };
        breaks.then_some((at, behind))
    })
}

/// The characters outside brackets that may separate; a bracket that nothing closes encloses nothing.
fn outside_brackets(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut next = 0;
    std::iter::from_fn(move || {
        let ahead = text.as_bytes()[next..].iter().position(|byte| BREAKING[usize::from(*byte)])?;
        let at = next + ahead;
        let c = text[at..].chars().next()?;
        next = at + c.len_utf8();
        let close = match c {
            '(' => ')',
            '[' => ']',
            '{' => '}',
            '“' => '”',
            '《' => '》',
            _ => return Some((at, c)),
        };
        let window = &text[at..text.floor_char_boundary(at + LONGEST)];
        if let Some(end) = window.find(close).filter(|&end| !window[..end].contains('\n')) {
            next = at + end;
        }
        Some((at, c))
    })
}

/// What separators and the brackets around them begin with: signs, and of the wide characters those of punctuation.
const BREAKING: [bool; 256] = byte::among(b";,.|/-\n ([{\xE2\xE3\xEF");

/// Whether the comma at `at` divides a number: `1,2-二氯乙烷`, `N,N-dimethyl`.
fn within_number(text: &str, at: usize) -> bool {
    let (before, behind) = text.as_bytes().split_at(at);
    let behind = &behind[1..];
    let locant = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_digit() || matches!(b, b'N' | b'O'));
    let start = before.len().checked_sub(2).is_none_or(|at| !before[at].is_ascii_alphanumeric());
    locant(before.last())
        && locant(behind.first())
        && start
        && behind.get(1).is_some_and(|b| matches!(b, b'-' | b',' | b'\''))
}

/// Where in a term the keywords end and other text begins, if it does.
fn run_on(term: &str) -> Option<usize> {
    let mut marks = memchr::memchr_iter("。".as_bytes()[0], term.as_bytes());
    if let Some(at) = marks.find(|&at| term[at..].starts_with('。')) {
        return Some(at);
    }
    // the codes of physics, glued behind the last term: `radiation patternPACS: 41.20.Jb`
    if let Some(at) = memchr::memmem::find(term.as_bytes(), b"PACS") {
        return Some(at);
    }
    // no character has more columns than bytes
    if term.len() <= LONGEST || columns(term) <= LONGEST {
        return None;
    }
    // the last term and the text behind it: they part at a sentence's end or where the script changes
    let sentence = term.find(". ").filter(|&at| at <= LONGEST);
    let mut latin = true;
    let change = term.char_indices().find(|&(_, c)| {
        let before = latin;
        latin = !is_han(c);
        before && !latin
    });
    Some(sentence.or(change.map(|(at, _)| at).filter(|&at| at <= LONGEST)).unwrap_or(0))
}

/// Columns of print, a Chinese character being two wide.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_han(c) { 2 } else { 1 }).sum()
}

/// `range` without blanks, bullets and separators around the term.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let edge =
        |c: char| c.is_whitespace() || is_bullet(c) || matches!(c, ';' | '；' | ',' | '，' | '、' | '|' | '/' | ':');
    let part = &text[range.clone()];
    let end = range.start + part.trim_end_matches(|c| edge(c) || c == '。').len();
    let part = &text[range.start..end];
    // `①湿地;②碳汇`
    let number = |c: char| matches!(c, '①'..='⑳' | '#');
    end - part.trim_start_matches(|c| edge(c) || number(c)).len()..end
}

/// The length of the last term without the period that closes the list; that of `Zea mays L.` stays.
fn without_period(term: &str) -> usize {
    let bare = term.trim_end_matches('.').trim_end();
    let word = bare.rsplit(' ').next().unwrap_or(bare);
    let abbreviated = word.contains('.') || (word.len() == 1 && bare.len() > 1 && word.starts_with(char::is_uppercase));
    if abbreviated { term.len() } else { bare.len() }
}

fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '●' | '▪' | '◆' | '■' | '►' | '∙')
}
