//! A byline where its shape does not tell it: the names of the one in the other language sought by their sound.
//!
//! Chinese papers, and more so the summaries behind them, run names together, into the title before them and the
//! affiliations behind them, and OCR reads raised figures as letters. Mostly one of the two bylines can be read.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use super::glued::{title_and_names, unit_and_names};
use super::persons::Persons;
use super::{Kind, Line, Names};
use crate::document::{Document, Span};
use crate::field::affiliation;
use crate::field::byline::{self, Person};
use crate::field::name::{Agreement, Characters, Letters, Sound, Spelling, cleaned};
use crate::field::text::Script;

/// Makes lines of their own of a byline that reading cannot tell and of what it is glued to; gives the names on it that the
/// byline in the other language tells, in order.
pub(super) fn restore(doc: &Document, lines: &mut Vec<Line>, persons: &Persons) -> Vec<Span> {
    let names = seek(doc, lines, persons);
    if names.is_empty() && bylines(lines, true).persons == 0 {
        part_names(doc, lines);
        return seek(doc, lines, persons);
    }
    names
}

/// Seeks the names of the byline that names more persons in lines of the other language.
fn seek(doc: &Document, lines: &mut Vec<Line>, persons: &Persons) -> Vec<Span> {
    let (zh, en) = (bylines(lines, true), bylines(lines, false));
    let (known, read, in_chinese) = if zh.persons >= en.persons { (zh, en, true) } else { (en, zh, false) };
    let mut least = read.persons;
    if known.persons == read.persons {
        if known.persons < 2 || may_be_same(doc, &lines[known.lines.clone()], &lines[read.lines], persons) {
            return Vec::new();
        }
        least = 0;
    }
    let names = Known::of(doc, &lines[known.lines], persons, in_chinese);
    let mut best = Echo::default();
    for at in 0..lines.len() {
        let echo = Echo::from(doc, lines, at, &names);
        // what reading finds by itself is no worse
        if echo.heard > best.heard.max(least) && echo.is_byline(doc, lines, &names) {
            best = echo;
        }
    }
    best.split(doc, lines);
    best.names
}

/// Whether one of the names of a byline in characters may be that in the same place of one in letters: else this is the
/// next article's, whose head may stand behind the end of this one.
fn may_be_same(doc: &Document, zh: &[Line], en: &[Line], persons: &Persons) -> bool {
    let mut pairs = names_of(doc, zh, persons).zip(names_of(doc, en, persons));
    pairs.any(|(zh, en)| doc.agree(&zh, &en) != Agreement::No)
}

/// The names of the bylines among `lines`.
fn names_of<'d>(doc: &'d Document, lines: &'d [Line], persons: &'d Persons) -> impl Iterator<Item = Cow<'d, str>> {
    lines.iter().filter(|line| line.kind == Kind::Byline).flat_map(|line| {
        let words = doc.slice(line.span);
        let name = |person: &Person| cleaned(&words[person.name.clone()]);
        persons.at(doc, line.span).iter().map(name).collect::<Vec<_>>()
    })
}

/// Makes lines of their own of a title, or a unit, and the names behind it.
fn part_names(doc: &Document, lines: &mut Vec<Line>) {
    let title = title_and_names(doc, lines);
    let is_title = title.is_some();
    let Some((place, names)) = title.or_else(|| unit_and_names(doc, lines)) else { return };
    let span = lines[place].span.part(names);
    let persons = byline::read(doc.slice(span)).len();
    part(doc, lines, place..=place, span, persons);
    if !is_title {
        lines[place].kind = Kind::Affiliation;
    }
}

/// Bylines one below the other.
struct Run {
    lines: Range<usize>,
    persons: usize,
}

/// The bylines that name most persons, in characters or in letters.
fn bylines(lines: &[Line], in_chinese: bool) -> Run {
    let mut most = Run { lines: 0..0, persons: 0 };
    let mut run = Run { lines: 0..0, persons: 0 };
    for (at, line) in lines.iter().enumerate() {
        match line.kind {
            Kind::Byline if line.is_chinese() == in_chinese => {
                run.lines = if run.persons == 0 { at..at + 1 } else { run.lines.start..at + 1 };
                run.persons += line.names.persons;
            }
            _ if line.is_marker() => {}
            _ => run = Run { lines: 0..0, persons: 0 },
        }
        if run.persons > most.persons {
            most = Run { lines: run.lines.clone(), persons: run.persons };
        }
    }
    most
}

/// The names of one byline; `None` for those whose sound cannot be known.
enum Known {
    /// Chinese ones, which are sought in letters.
    Chinese(Vec<Option<Sound>>),
    /// Romanised ones, which are sought in characters.
    Romanised(Vec<Option<Spelling>>),
}

/// A line as names are sought in it.
enum Text {
    Letters(Letters),
    Characters(Characters),
}

impl Known {
    fn of(doc: &Document, lines: &[Line], persons: &Persons, in_chinese: bool) -> Known {
        let names = names_of(doc, lines, persons);
        if in_chinese {
            Known::Chinese(names.map(|name| Sound::of(&name)).collect())
        } else {
            Known::Romanised(names.map(|name| Spelling::of(&name)).collect())
        }
    }

    fn len(&self) -> usize {
        match self {
            Known::Chinese(names) => names.len(),
            Known::Romanised(names) => names.len(),
        }
    }

    /// Whether they may stand on `line`.
    fn fit(&self, line: &Line) -> bool {
        let other = match self {
            Known::Chinese(_) => !line.is_chinese(),
            Known::Romanised(_) => line.is_chinese(),
        };
        other && !matches!(line.kind, Kind::Marked(_) | Kind::Reference | Kind::Value(_))
    }

    fn text(&self, words: &str) -> Text {
        match self {
            Known::Chinese(_) => Text::Letters(Letters::of(words)),
            Known::Romanised(_) => Text::Characters(Characters::of(words)),
        }
    }

    /// Where the name at `place` first stands in `text`, in its letters or characters.
    fn first_in(&self, place: usize, text: &Text, from: usize, until: usize, slack: bool) -> Option<Range<usize>> {
        match (self, text) {
            (Known::Chinese(names), Text::Letters(letters)) => {
                names[place].as_ref()?.first_in(letters, from, until, slack)
            }
            (Known::Romanised(names), Text::Characters(characters)) => {
                names[place].as_ref()?.first_in(characters, from, until)
            }
            _ => None,
        }
    }

    /// How many letters or characters may stand between two names of a byline that are none: damaged figures, `and`.
    fn between(&self) -> usize {
        match self {
            Known::Chinese(_) => 6,
            Known::Romanised(_) => 1,
        }
    }

    /// How many letters or characters a name has that is not found.
    fn lengths(&self) -> Range<usize> {
        match self {
            Known::Chinese(_) => 4..17,
            Known::Romanised(_) => 2..4,
        }
    }
}

impl Text {
    fn bytes(&self, range: Range<usize>) -> Range<usize> {
        match self {
            Text::Letters(letters) => letters.bytes(range),
            Text::Characters(characters) => characters.bytes(range),
        }
    }
}

/// Names found on one line, or on lines below each other.
#[derive(Default)]
struct Echo {
    /// The places of the first and of the last line.
    lines: (usize, usize),
    /// Where they stand.
    names: Vec<Span>,
    /// How many of them are known; the others stand between two that are.
    heard: usize,
    /// Letters or characters between them.
    between: usize,
}

impl Echo {
    /// Which of the names `known` stand on line `at` and, where that does not end the list, on those below.
    fn from(doc: &Document, lines: &[Line], at: usize, known: &Known) -> Echo {
        let mut echo = Echo { lines: (at, at), ..Echo::default() };
        let mut next = 0;
        for (place, line) in lines.iter().enumerate().skip(at) {
            if next >= known.len() || !known.fit(line) {
                break;
            }
            let text = known.text(doc.slice(line.span));
            let first = next;
            let mut behind = 0;
            for index in first..known.len() {
                let started = next > first;
                // names that were not found may stand between
                let reach = known.between() + (index - next) * known.lengths().end;
                let until = if started || place > at { behind + reach } else { usize::MAX };
                let found = known
                    .first_in(index, &text, behind, until, false)
                    .or_else(|| known.first_in(index, &text, behind, until, true).filter(|_| started));
                let Some(found) = found else { continue };
                let gap = found.start - behind;
                if started && index == next + 1 && known.lengths().contains(&gap) {
                    echo.names.push(line.span.part(text.bytes(behind..found.start)));
                } else if started || place > at {
                    echo.between += gap;
                }
                behind = found.end;
                next = index + 1;
                echo.heard += 1;
                echo.names.push(line.span.part(text.bytes(found)));
            }
            if next == first {
                break;
            }
            echo.lines.1 = place;
        }
        if next + 1 == known.len() && echo.heard > 1 {
            echo.names.extend(echo.last_of_family(doc, lines, known));
        }
        echo
    }

    /// The last name, behind those found, where its given name sounds otherwise: `HUANG Feiru5 (` of 黄飞若.
    fn last_of_family(&self, doc: &Document, lines: &[Line], known: &Known) -> Option<Span> {
        let Known::Chinese(names) = known else { return None };
        let rest = Span::new(self.names.last()?.end, lines[self.lines.1].span.end);
        let words = doc.slice(rest).split(['(', '（', '\n']).next()?;
        let from = figures(words);
        let [person] = &byline::read(&words[from..])[..] else { return None };
        let name = from + person.name.start..from + person.name.end;
        let near = words.len() - from < 40 && words[from..name.start].trim().is_empty();
        let family = names.last()?.as_ref().is_some_and(|sound| sound.has_family_in(&words[name.clone()]));
        (near && family).then(|| rest.part(name))
    }

    /// Whether these are a byline: most of the names, close together; one alone at the beginning of a line in letters, at
    /// the end of one in characters.
    fn is_byline(&self, doc: &Document, lines: &[Line], known: &Known) -> bool {
        let Some(first) = self.names.first() else { return false };
        if known.len() > 1 {
            let most = self.heard >= 2 && self.heard * 2 >= known.len();
            return most && self.between <= self.heard * known.lengths().end;
        }
        let line = lines[self.lines.0].span;
        match known {
            Known::Chinese(_) => !doc.slice(Span::new(line.start, first.start)).contains(char::is_alphanumeric),
            Known::Romanised(_) => {
                let rest = doc.slice(Span::new(first.end, line.end));
                rest.split('(').next().is_some_and(|rest| !rest.contains(char::is_alphabetic))
            }
        }
    }

    /// Makes lines of their own of the byline, of what stands before it and of what stands behind it.
    fn split(&self, doc: &Document, lines: &mut Vec<Line>) {
        let (Some(first), Some(last)) = (self.names.first(), self.names.last()) else { return };
        let behind = Span::new(last.end, lines[self.lines.1].span.end);
        let byline = Span::new(first.start, last.end + figures(doc.slice(behind)));
        part(doc, lines, self.lines.0..=self.lines.1, byline, self.names.len());
    }
}

/// Makes lines of their own of `byline`, which names `persons`, of what stands before it on `places`, and of what stands
/// behind it.
fn part(doc: &Document, lines: &mut Vec<Line>, places: RangeInclusive<usize>, byline: Span, persons: usize) {
    let (start, end) = (lines[*places.start()].span.start, lines[*places.end()].span.end);
    let gap = lines[*places.start()].gap;
    let line = |span: Span, kind: Kind, gap: bool, persons: usize| Line {
        span,
        kind,
        script: Script::of(doc.slice(span)),
        gap,
        names: Names { persons, keyed: false },
    };
    let above = doc.trim(Span::new(start, byline.start));
    let below = doc.trim(Span::new(byline.end, end));
    // `WANG Geng, et al. Department of …`
    let others = doc.slice(below).strip_prefix("et al").map_or("", |rest| rest.trim_start_matches(['.', ',', ' ']));
    let below = if others.is_empty() { below } else { Span::new(below.end - others.len(), below.end) };
    let mut parts = Vec::with_capacity(3);
    // a line's number is none
    if doc.slice(above).chars().filter(|c| c.is_alphabetic()).count() >= 4 {
        parts.push(line(above, Kind::Text, gap, 0));
    }
    parts.push(line(doc.trim(byline), Kind::Byline, gap && parts.is_empty(), persons));
    let words = doc.slice(below);
    if words.contains(char::is_alphabetic) {
        let is_place = words.starts_with('(') || affiliation::likeness(words) >= 0.35;
        parts.push(line(below, if is_place { Kind::Affiliation } else { Kind::Text }, false, 0));
    }
    lines.splice(places, parts);
}

/// How many bytes of what stands behind the last name are figures and signs on it; the key of an affiliation that
/// begins behind a blank, as in `LI Ming2 1. Institute`, is none of them.
fn figures(rest: &str) -> usize {
    // a raised 1
    let one = usize::from(rest.starts_with(['l', 'I']) && !rest[1..].starts_with(char::is_alphabetic));
    let end =
        one + rest[one..].find(|c: char| c.is_alphabetic() || matches!(c, '(' | '\n')).unwrap_or(rest.len() - one);
    let signs = rest[..end].trim_end();
    let key = signs.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ')).len();
    match signs[key..].rfind(' ') {
        Some(blank) if !signs[key + blank..].trim().is_empty() && rest[end..].starts_with(char::is_alphabetic) => {
            key + blank
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::read::record_of;
    use crate::record::Record;

    fn read(page: &str) -> Record {
        record_of(&Document::from_text("t", page))
    }

    fn names(record: &Record) -> Vec<(&str, &str)> {
        let name = |name: &Option<String>| name.clone().unwrap_or_default().leak() as &str;
        record.authors.iter().map(|author| (name(&author.name.zh), name(&author.name.en))).collect()
    }

    const CHINESE: &str = "台风残涡的水汽输送特征\n潘以宁1 龙畅2 茅芷若2*\n(1.岭南民族大学气象学院, 佛山 528000; 2.近水市气象局, 佛山 528000)\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪，并与东行者比较。\n关键词: 台风; 水汽\n1 引言\n台风登陆后的残涡常带来暴雨，其水汽从何而来尚无定论。\n参考文献:\n[1] 甄某,贺某.某涡的研究[J].某气象,2008,15(3):109-110.\n";

    #[test]
    fn an_english_byline_is_found_in_what_it_is_glued_to() {
        for byline in [
            "[2] Zhen M. On vortices[J]. Acta Mou, 2009, 16(4):1-9. Vapour Transport of the Remnants of Typhoons PAN YiningLONG Chang2MAO Zhiruo2\\* (1. College of Meteorology, Lingnan University for Nationalities, Foshan 528000, China)",
            "# Vapour Transport of the Remnants of Typhoons\n\nPAN Yiningl LONG Chang2 MAO Zhiruo2\\* College of Meteorology, Lingnan University for Nationalities, Foshan 528000, China",
        ] {
            let record = read(&format!(
                "{CHINESE}{byline}\nAbstract: The sources of vapour of westward remnants were traced and compared.\n"
            ));
            assert_eq!(names(&record), [("潘以宁", "PAN Yining"), ("龙畅", "LONG Chang"), ("茅芷若", "MAO Zhiruo")]);
            assert_eq!(record.title.en.as_deref(), Some("Vapour Transport of the Remnants of Typhoons"));
            let place = record.affiliations[0].text.en.as_deref();
            assert!(place.is_some_and(|place| place.starts_with("College of Meteorology")), "{place:?}");
            assert_eq!(record.journal.title.zh, None);
        }
    }

    #[test]
    fn a_figure_read_as_a_letter_and_a_last_name_that_sounds_otherwise_are_no_hindrance() {
        let english = "[2] Zhen M. On vortices[J]. Acta Mou, 2009, 16(4):1-9. Vapour Transport of the Remnants of Typhoons PAN YininglLONG Chang2 MAO Zhiyao2\\* (1. College of Meteorology, Lingnan University for Nationalities, Foshan 528000, China)";
        let record = read(&format!("{CHINESE}{english}\nAbstract: The sources of vapour were traced and compared.\n"));
        assert_eq!(names(&record), [("潘以宁", "PAN Yining"), ("龙畅", "LONG Chang"), ("茅芷若", "MAO Zhiyao")]);
        assert_eq!(record.title.en.as_deref(), Some("Vapour Transport of the Remnants of Typhoons"));
    }

    #[test]
    fn a_chinese_byline_is_found_behind_its_title() {
        let page = CHINESE.replacen('\n', "", 1).replacen('\n', "", 1);
        let english = "Vapour Transport of the Remnants of Typhoons\n\nPAN Yining1, LONG Chang2, MAO Zhiruo2*\n\nAbstract: The sources of vapour of westward remnants were traced.\n";
        let record = read(&format!("{page}{english}"));
        assert_eq!(names(&record), [("潘以宁", "PAN Yining"), ("龙畅", "LONG Chang"), ("茅芷若", "MAO Zhiruo")]);
        assert_eq!(record.title.zh.as_deref(), Some("台风残涡的水汽输送特征"));
        assert_eq!(record.affiliations[0].text.zh.as_deref(), Some("岭南民族大学气象学院, 佛山 528000"));
        assert_eq!(record.authors[2].affiliations, [2]);
    }

    #[test]
    fn names_in_prose_are_no_byline() {
        let page = format!(
            "{CHINESE}[2] Zhen M. On vortices[J]. Acta Mou, 2009, 16(4):1-9.\nAbstract: PAN Yining traced the vapour, while LONG Chang compared the remnants.\n"
        );
        assert_eq!(names(&read(&page)), [("潘以宁", ""), ("龙畅", ""), ("茅芷若", "")]);
    }

    #[test]
    fn a_raised_one_read_as_a_letter_is_no_part_of_the_unit() {
        for (rest, figures) in
            [("l (College", 2), ("l, (College", 3), ("2* (1. College", 3), ("2 1. Institute", 1), ("liaoning", 0)]
        {
            assert_eq!(super::figures(rest), figures, "{rest}");
        }
    }

    #[test]
    fn others_that_are_not_named_stand_before_the_unit() {
        let page = "登陆台风残涡对暴雨水汽输送的影响\n潘以宁, 龙 畅, 茅芷若, 唐文博\n【摘要】 对登陆后西行的台风残涡的水汽来源进行了追踪，并与东行者比较。\n【关键词】 台风; 水汽\nVapour Transport of the Remnants of Typhoons PAN Yi － ning, LONG Chang, MAO Zhi － ruo, et al． College of Meteorology, Lingnan University, Foshan 528000, China\n【Abstract】 The sources of vapour of westward remnants were traced and compared.\n";
        let record = read(page);
        assert_eq!(record.title.en.as_deref(), Some("Vapour Transport of the Remnants of Typhoons"));
        let expected = [("潘以宁", "PAN Yi－ning"), ("龙畅", "LONG Chang"), ("茅芷若", "MAO Zhi－ruo"), ("唐文博", "")];
        assert_eq!(names(&record), expected);
        let place = record.affiliations[0].text.en.as_deref();
        assert_eq!(place, Some("College of Meteorology, Lingnan University, Foshan 528000, China"));
    }
}
