//! Affiliations that say themselves whose they are: with names in brackets behind them, or inside a biography.

use std::ops::Range;

use super::Person;
use super::places::{Entry, push};
use crate::document::Span;
use crate::field::{affiliation, text};
use crate::read::Reader;
use crate::record::Record;

/// The affiliations of a block that prints the names behind each, and the people named there, e.g.
/// `330006 南昌,某某医院急诊科(季远山、白水清);844000 喀什,某某医院(柯一)`.
pub(super) fn with_names(words: &str, people: &[Person]) -> Option<Vec<(Range<usize>, Vec<usize>)>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(open) = words[at..].find('(').map(|n| at + n) {
        let close = open + words[open..].find(')')?;
        at = close + 1;
        if let Some(owners) = named(&words[open + 1..close], people) {
            found.push((trimmed(words, start..open), owners));
            start = at;
        }
    }
    let rest = trimmed(words, start..words.len());
    let whole = found.iter().all(|(unit, _)| affiliation::parts(&words[unit.clone()]).institution.is_some());
    (!found.is_empty() && whole && rest.len() <= 4).then_some(found)
}

/// The people of a list in brackets; `None` unless all of it is names of them.
fn named(list: &str, people: &[Person]) -> Option<Vec<usize>> {
    let pieces = list.split(['、', ',', ';', '\n']).map(str::trim).filter(|piece| !piece.is_empty());
    let owner = |piece: &str| people.iter().position(|person| is_named(piece, person));
    let owners: Option<Vec<usize>> = pieces.map(owner).collect();
    owners.filter(|owners| !owners.is_empty())
}

/// Whether `piece` is a person's name, or the family name with initials: `Min SY` for `Min Shuyang`.
fn is_named(piece: &str, person: &Person) -> bool {
    let whole = person.sides().any(|printed| text::is_same(&printed.name, piece));
    let short = || {
        let (family, initials) = piece.rsplit_once(' ')?;
        let name = &person.en.as_ref()?.name;
        let given = name.strip_prefix(family)?.trim().to_uppercase();
        let capitals = initials.len() <= 3 && initials.bytes().all(|b| b.is_ascii_uppercase());
        (capitals && given.starts_with(&initials[..1])).then_some(())
    };
    whole || short().is_some()
}

fn trimmed(words: &str, range: Range<usize>) -> Range<usize> {
    const EDGES: &[char] = &[' ', '\n', ';', ',', '.', '。', '、'];
    let text = &words[range.clone()];
    let start = range.start + text.len() - text.trim_start_matches(EDGES).len();
    let end = range.end - (text.len() - text.trim_end_matches(EDGES).len());
    start..end.max(start)
}

/// Where a page prints no affiliations: those that the biographies name, each once.
pub(super) fn from_biographies(reader: &mut Reader, biographies: &[(usize, Span)], record: &mut Record) {
    if !record.affiliations.is_empty() {
        return;
    }
    let mut seen: Vec<String> = Vec::new();
    for &(index, span) in biographies {
        let Some(range) = workplace(reader.doc.slice(span)) else { continue };
        let entry = Entry::at(reader, span.part(range), None);
        let skeleton = text::skeleton(&entry.text);
        let place = seen.iter().position(|s| *s == skeleton).unwrap_or_else(|| {
            seen.push(skeleton);
            push(reader, Some(entry), None, record);
            seen.len() - 1
        });
        record.authors[index].affiliations = vec![u16::try_from(place + 1).unwrap_or(u16::MAX)];
    }
}

/// Words for what a person is at an organisation; they end its name.
const POSTS: &[&str] = &[
    "副教授",
    "教授",
    "讲师",
    "助教",
    "助理研究员",
    "副研究员",
    "研究员",
    "博士后",
    "博士研究生",
    "硕士研究生",
    "博士生",
    "硕士生",
    "副院长",
    "院长",
    "副主任",
    "主任",
    "副所长",
    "所长",
    "高级",
    "工程师",
    "特聘",
    "讲席",
    "青年",
    "编审",
    "副编审",
    "编辑",
    "馆员",
    "法官",
    "检察官",
];

/// Words of what was or stands beside: no place of work.
const ELSEWHERE: &[&str] = &["毕业", "获", "学位", "曾", "方向", "会员", "兼", "主持", "理事", "出生", "籍贯", "项目"];

/// The organisation in a Chinese biography: what stands before the post, `远山大学法学院` in `…,远山大学法学院讲师,…`.
fn workplace(words: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for piece in words.split_inclusive([',', ';', '。', ':']) {
        let from = start;
        start += piece.len();
        // a degree is from elsewhere: `中南大学工学硕士`
        if ELSEWHERE.iter().any(|word| piece.contains(word)) {
            continue;
        }
        let bare = ["现任", "现为", "任职于", "就职于", "供职于", "系", "任"]
            .iter()
            .find_map(|word| piece.trim_start().strip_prefix(word))
            .unwrap_or(piece.trim_start());
        let Some(post) = POSTS.iter().filter_map(|post| bare.find(post)).min() else { continue };
        let unit = &bare[..post];
        let at = from + piece.len() - bare.len();
        if affiliation::likeness(unit) >= 0.4 && affiliation::parts(unit).institution.is_some() {
            return Some(at..at + unit.trim_end().len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::Printed;
    use super::*;

    fn person(zh: &str, en: &str) -> Person {
        let side = |name: &str| Some(Printed { name: name.to_owned(), ..Printed::default() });
        Person { zh: side(zh), en: side(en), alike: None }
    }

    #[test]
    fn names_behind_units() {
        let people = [person("季远山", "Ji Yuanshan"), person("白水清", "Bai Shuiqing")];
        let read = |block: &'static str| {
            with_names(block, &people)
                .map(|found| found.into_iter().map(|(unit, owners)| (&block[unit], owners)).collect::<Vec<_>>())
        };
        assert_eq!(
            read("330006 南昌,远山医院急诊科(季远山);844000 喀什,近水医院(白水清)"),
            Some(vec![("330006 南昌,远山医院急诊科", vec![0]), ("844000 喀什,近水医院", vec![1])])
        );
        assert_eq!(
            read("Farhill Hospital, Farhill 330006,\nChina (Ji YS, Bai SQ)"),
            Some(vec![("Farhill Hospital, Farhill 330006,\nChina", vec![0, 1])])
        );
        assert_eq!(read("远山医院(急诊科),南昌 330006"), None);
        assert_eq!(read("远山医院(季远山);近水医院,喀什 844000"), None);
    }

    #[test]
    fn works_where() {
        let read = |words: &'static str| workplace(words).map(|range| &words[range]);
        assert_eq!(read("季远山,男,安徽歙县人,远山大学法学院讲师,法学博士"), Some("远山大学法学院"));
        assert_eq!(read("季远山,男,毕业于远山大学法学院博士班"), None);
        assert_eq!(read("季远山,男,博士,教授,远山大学工学硕士"), None);
    }
}
