//! The English byline where its shape does not tell it: the names of the Chinese one sought by their sound.
//!
//! Summaries behind a Chinese paper run names together, into the title before them and the affiliations behind them, and
//! OCR reads raised figures as letters. The names themselves are known from the Chinese byline.

use super::{Kind, Line, Names};
use crate::document::{Document, Span};
use crate::field::name::{Letters, Sound, cleaned};
use crate::field::text::Script;
use crate::field::{affiliation, byline};

/// Letters between two names of a byline that are no name: damaged figures, `and`.
const BETWEEN: usize = 6;
/// Letters of a name that is not found.
const NAME: usize = 16;

/// Finds the English byline of `lines` where none names as many persons as the Chinese one, makes lines of their own of
/// it and what it is glued to, and gives the names found, in order.
pub(super) fn restore(doc: &Document, lines: &mut Vec<Line>) -> Vec<Span> {
    let read = most_in_english(lines);
    if known(lines) <= read {
        return Vec::new();
    }
    let sounds = sounds(doc, lines);
    let mut best = Echo::default();
    for at in 0..lines.len() {
        let echo = Echo::from(doc, lines, at, &sounds);
        // what reading finds by itself is no worse
        if echo.names.len() > best.names.len().max(read) && echo.is_byline(doc, lines, &sounds) {
            best = echo;
        }
    }
    best.split(doc, lines);
    best.names.into_iter().map(|(_, name)| name).collect()
}

/// The lines of the first Chinese byline.
fn chinese(lines: &[Line]) -> &[Line] {
    let is_own = |line: &Line| line.kind == Kind::Byline && line.is_chinese();
    let start = lines.iter().position(is_own).unwrap_or(lines.len());
    let end = lines[start..].iter().position(|line| !is_own(line)).map_or(lines.len(), |length| start + length);
    &lines[start..end]
}

/// How many persons the Chinese byline names.
fn known(lines: &[Line]) -> usize {
    chinese(lines).iter().map(|line| line.names.persons).sum()
}

/// How many persons the longest byline in letters names.
fn most_in_english(lines: &[Line]) -> usize {
    let mut most = 0;
    let mut run = 0;
    for line in lines {
        match line.kind {
            Kind::Byline if !line.is_chinese() => run += line.names.persons,
            _ if line.is_marker() => {}
            _ => run = 0,
        }
        most = most.max(run);
    }
    most
}

/// How the names of the Chinese byline sound; `None` for those that cannot be known.
fn sounds(doc: &Document, lines: &[Line]) -> Vec<Option<Sound>> {
    let names = |line: &Line| {
        let words = doc.slice(line.span);
        byline::read(words).into_iter().map(|person| Sound::of(&cleaned(&words[person.name]))).collect::<Vec<_>>()
    };
    chinese(lines).iter().flat_map(names).collect()
}

/// Names found on one line, or on lines below each other.
#[derive(Default)]
struct Echo {
    /// The places of the first and of the last line.
    lines: (usize, usize),
    /// The place of each name in the Chinese list, and where it stands.
    names: Vec<(usize, Span)>,
    /// Letters between them.
    between: usize,
}

impl Echo {
    /// What `sounds` says on line `at` and, where that does not end the list, on those below.
    fn from(doc: &Document, lines: &[Line], at: usize, sounds: &[Option<Sound>]) -> Echo {
        let mut echo = Echo { lines: (at, at), ..Echo::default() };
        let mut next = 0;
        for (place, line) in lines.iter().enumerate().skip(at) {
            let foreign = matches!(line.kind, Kind::Marked(_) | Kind::Reference | Kind::Value(_)) || line.is_chinese();
            if foreign || next >= sounds.len() {
                break;
            }
            let letters = Letters::of(doc.slice(line.span));
            let first = next;
            let mut behind = 0;
            for (index, sound) in sounds.iter().enumerate().skip(first) {
                let started = index > first && next > first;
                // names that were not found may stand between
                let until = if started || place > at { behind + BETWEEN + (index - next) * NAME } else { usize::MAX };
                let Some(sound) = sound else { continue };
                let found = sound
                    .first_in(&letters, behind, until, false)
                    .or_else(|| sound.first_in(&letters, behind, until, true).filter(|_| started));
                let Some(found) = found else { continue };
                if started || place > at {
                    echo.between += found.start - behind;
                }
                behind = found.end;
                next = index + 1;
                echo.names.push((index, line.span.part(letters.bytes(found))));
            }
            if next == first {
                break;
            }
            echo.lines.1 = place;
        }
        echo
    }

    /// Whether these are a byline: most of the names, close together; one alone at the beginning of its line.
    fn is_byline(&self, doc: &Document, lines: &[Line], sounds: &[Option<Sound>]) -> bool {
        let Some((_, first)) = self.names.first() else { return false };
        if sounds.len() == 1 {
            let before = doc.slice(Span::new(lines[self.lines.0].span.start, first.start));
            return !before.contains(char::is_alphanumeric);
        }
        self.names.len() >= 2 && self.names.len() * 2 >= sounds.len() && self.between <= self.names.len() * NAME
    }

    /// Makes lines of their own of the byline, of what stands before it and of what stands behind it.
    fn split(&self, doc: &Document, lines: &mut Vec<Line>) {
        let (Some((_, first)), Some((_, last))) = (self.names.first(), self.names.last()) else { return };
        let (start, end) = (lines[self.lines.0].span.start, lines[self.lines.1].span.end);
        let gap = lines[self.lines.0].gap;
        let line = |span: Span, kind: Kind, gap: bool, persons: usize| Line {
            span,
            kind,
            script: Script::of(doc.slice(span)),
            gap,
            names: Names { persons, keyed: false },
        };
        let behind = last.end + figures(doc.slice(Span::new(last.end, end)));
        let above = doc.trim(Span::new(start, first.start));
        let byline = doc.trim(Span::new(first.start, behind));
        let below = doc.trim(Span::new(behind, end));
        let mut parts = Vec::with_capacity(3);
        if doc.slice(above).split(' ').filter(|word| word.contains(char::is_alphabetic)).count() >= 2 {
            parts.push(line(above, Kind::Text, gap, 0));
        }
        parts.push(line(byline, Kind::Byline, gap && parts.is_empty(), self.names.len()));
        let words = doc.slice(below);
        if words.contains(char::is_alphabetic) {
            let is_place = words.starts_with('(') || affiliation::likeness(words) >= 0.35;
            parts.push(line(below, if is_place { Kind::Affiliation } else { Kind::Text }, false, 0));
        }
        lines.splice(self.lines.0..=self.lines.1, parts);
    }
}

/// How many bytes of what stands behind the last name are figures and signs on it; the key of an affiliation that
/// begins behind a blank, as in `LI Ming2 1. Institute`, is none of them.
fn figures(rest: &str) -> usize {
    let end = rest.find(|c: char| c.is_alphabetic() || matches!(c, '(' | '\n')).unwrap_or(rest.len());
    let signs = &rest[..end];
    let key = signs.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')).len();
    match signs[key..].rfind(' ') {
        Some(blank) if signs[key + blank..].trim().len() > 0 && rest[end..].starts_with(char::is_alphabetic) => {
            key + blank
        }
        _ => end,
    }
}
