//! Corresponding authors, e-mail addresses and biographies: whose they are.

use super::{Person, orcid_in};
use crate::document::{Found, Span};
use crate::field::Email;
use crate::label::Label;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::record::Record;

/// Signs that stand for corresponding authors where a legend says so.
const SIGNS: &[char] = &['*', '∗', '＊', '⁎', '✉', '†', '‡', '#', '△', '▲', '☆', '★', '§'];

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, people: &[Person], record: &mut Record) {
    if people.is_empty() {
        return;
    }
    corresponding(reader, outline, places, people, record);
    for &span in &places.biographies {
        biography(reader, span, people, record);
    }
    let spans = places.corresponding.iter().chain(&places.biographies).chain(&places.contacts);
    let blocks = [places.affiliations.zh, places.affiliations.en];
    for span in spans.copied().chain(blocks.into_iter().flatten()) {
        emails(reader, span, people, record);
    }
}

/// Who the corresponding authors are: those whom the label names; where it names nobody, those with its sign.
fn corresponding(reader: &mut Reader, outline: &Outline, places: &Places, people: &[Person], record: &mut Record) {
    let text = outline.doc.body();
    let mut named = false;
    for &span in &places.corresponding {
        for (index, at) in mentions(reader, span, people) {
            named = true;
            mark(reader, record, index, at);
        }
    }
    if named {
        return;
    }
    for mark_ in outline.all(Label::Corresponding) {
        // the sign before the label, on its line or the line above
        let before = text[..mark_.value].trim_end();
        let label_start = text[mark_.start..mark_.value].trim_start();
        let own = label_start.chars().next().or_else(|| before.chars().next_back());
        let above = text[..mark_.start].trim_end().chars().next_back();
        let sign = [own, above].into_iter().flatten().find(|c| SIGNS.contains(c));
        let value = crate::label::line_value(text, mark_);
        let says = value.end - value.start > 3;
        if sign.is_none() && !says {
            continue;
        }
        let starred: Vec<usize> = match sign {
            Some(sign) => (0..people.len()).filter(|&i| people[i].has_sign(&[sign])).collect(),
            None => (0..people.len()).filter(|&i| people[i].has_sign(&['*', '∗', '⁎', '✉'])).collect(),
        };
        for index in &starred {
            mark(reader, record, *index, value);
        }
        if starred.is_empty() {
            // an address alone: its owner may be told by it
            if let Some((_, email)) = Email::find(outline.doc.slice(value)) {
                match owner_by_address(email.as_str(), people) {
                    Some(index) => mark(reader, record, index, value),
                    None if people.len() == 1 => mark(reader, record, 0, value),
                    None => reader.doubt(Problem::info(
                        Code::CorrespondingUnknown,
                        "authors",
                        format!("{} belongs to no author of the byline", email.as_str()),
                    )),
                }
            }
        }
    }
}

fn mark(reader: &mut Reader, record: &mut Record, index: usize, at: Span) {
    if !record.authors[index].corresponding {
        record.authors[index].corresponding = true;
        reader.item("authors[].corresponding", index + 1, Found::at(at, ()));
    }
}

/// The people named in `span`, in order of their first mention.
fn mentions(reader: &Reader, span: Span, people: &[Person]) -> Vec<(usize, Span)> {
    let words = reader.doc.slice(span);
    let mut found: Vec<(usize, Span)> = Vec::new();
    for (index, person) in people.iter().enumerate() {
        let place = person.sides().filter_map(|printed| find_name(words, &printed.name)).min_by_key(|r| r.start);
        if let Some(range) = place {
            found.push((index, span.part(range)));
        }
    }
    found.sort_by_key(|(_, at)| at.start);
    found
}

/// Where `name` stands in `words`; blanks, hyphens and case do not count, a Western name may stand in the other order.
fn find_name(words: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let direct = find_loose(words, name);
    direct.or_else(|| {
        let (first, rest) = name.split_once(' ')?;
        let turned = format!("{rest} {first}");
        find_loose(words, &turned)
    })
}

fn find_loose(words: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let ignored = |c: &char| matches!(c, ' ' | '-' | '\n' | '‐' | '\'' | '’');
    let first = name.chars().next()?.to_lowercase().next()?;
    words.char_indices().filter(|(_, c)| c.to_lowercase().eq([first])).find_map(|(start, _)| {
        let mut wanted = name.chars().filter(|c| !ignored(c)).flat_map(char::to_lowercase).peekable();
        let mut end = start;
        for (at, c) in words[start..].char_indices() {
            if wanted.peek().is_none() {
                break;
            }
            if ignored(&c) {
                continue;
            }
            if !c.to_lowercase().all(|c| wanted.next() == Some(c)) {
                return None;
            }
            end = start + at + c.len_utf8();
        }
        let whole = wanted.peek().is_none();
        // `Li Na` is not in `Li Nan`
        let ends = !words[..end].ends_with(|c: char| c.is_ascii_alphabetic())
            || !words[end..].starts_with(|c: char| c.is_ascii_lowercase());
        (whole && ends).then_some(start..end)
    })
}

/// Gives each author the part of a biographical note that begins with the author's name.
fn biography(reader: &mut Reader, span: Span, people: &[Person], record: &mut Record) {
    let mentions = mentions(reader, span, people);
    let ends = mentions.iter().skip(1).map(|(_, at)| at.start).chain([span.end]).collect::<Vec<_>>();
    for ((index, at), end) in mentions.iter().zip(ends) {
        let part = reader.doc.trim(Span::new(at.start, end));
        let words = reader.doc.slice(part);
        if (words.contains("通讯作者") || words.contains("通信作者") || words.contains("通訊作者"))
            && !words.contains("非通")
        {
            mark(reader, record, *index, part);
        }
        if record.authors[*index].orcid.is_none() {
            if let Some(orcid) = orcid_in(reader, part) {
                record.authors[*index].orcid = Some(reader.item("authors[].orcid", index + 1, orcid));
            }
        }
        let text = reader.tidy(part);
        let text = text.trim_end_matches([';', '；', ',', '，', '。', '*', ' ']);
        if record.authors[*index].biography.is_none() && text.chars().count() > at.len() {
            record.authors[*index].biography =
                Some(reader.item("authors[].biography", index + 1, Found::at(part, text.to_owned())));
        }
    }
}

/// Gives each address in `span` to the author named last before it, else to the one whose name it spells, else to the
/// only corresponding one.
fn emails(reader: &mut Reader, span: Span, people: &[Person], record: &mut Record) {
    let words = reader.doc.slice(span);
    if !words.contains('@') {
        return;
    }
    let mentions = mentions(reader, span, people);
    let found: Vec<(std::ops::Range<usize>, Email)> = Email::find_all(words).collect();
    for (range, email) in found {
        if record.authors.iter().any(|a| a.email.as_ref() == Some(&email)) {
            continue;
        }
        let at = span.part(range);
        let before = mentions.iter().rev().find(|(_, name)| name.end <= at.start).map(|(index, _)| *index);
        let spelled = owner_by_address(email.as_str(), people);
        let corresponding: Vec<usize> = (0..people.len()).filter(|&i| record.authors[i].corresponding).collect();
        let only = if let [one] = corresponding[..] { Some(one) } else { None };
        let alone = (people.len() == 1).then_some(0);
        let owner = before.or(spelled).or(only).or(alone).or_else(|| mentions.first().map(|(index, _)| *index));
        if let Some(index) = owner.filter(|&i| record.authors[i].email.is_none()) {
            record.authors[index].email = Some(reader.item("authors[].email", index + 1, Found::at(at, email)));
        }
    }
}

/// The one author whose romanised name an address spells: `bufx_ga@…` is of `BU Fanxing`, `gpan@…` of `Guo-Dong PAN`.
fn owner_by_address(address: &str, people: &[Person]) -> Option<usize> {
    let local: String = address.split('@').next()?.chars().filter(char::is_ascii_alphabetic).collect();
    if local.len() < 3 {
        return None;
    }
    let spells = |person: &Person| {
        let Some(en) = &person.en else { return false };
        let mut parts: Vec<String> = Vec::new();
        let mut initials: Vec<String> = Vec::new();
        for word in en.name.split_whitespace() {
            let pieces: Vec<String> = word
                .split('-')
                .map(|p| p.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase())
                .collect();
            initials.push(pieces.iter().filter_map(|p| p.chars().next()).collect());
            parts.push(pieces.concat());
        }
        let [first, .., last] = &parts[..] else { return false };
        let (fi, li) = (&initials[0], &initials[initials.len() - 1]);
        let forms = [
            format!("{first}{last}"),
            format!("{last}{first}"),
            format!("{first}{li}"),
            format!("{li}{first}"),
            format!("{last}{fi}"),
            format!("{fi}{last}"),
        ];
        forms.iter().any(|form| form.len() >= 3 && (local.contains(form.as_str()) && form.len() * 2 > local.len()))
    };
    let mut owners = (0..people.len()).filter(|&i| spells(&people[i]));
    let owner = owners.next()?;
    owners.next().is_none().then_some(owner)
}
