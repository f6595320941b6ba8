//! E-mail addresses and biographies: whose they are.

use super::{Person, corresponding, orcid_in, workplace};
use crate::document::{Found, Span};
use crate::field::Email;
use crate::field::text::is_han;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::read::confidence::{FALLBACK, LABELLED, SHAPE};
use crate::record::Record;

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, people: &[Person], record: &mut Record) {
    if people.is_empty() {
        return;
    }
    corresponding::read(reader, outline, places, people, record);
    let mut lives = Vec::new();
    for &span in &places.biographies {
        let parts = biography(reader, span, people, record);
        // the note that a mark on the name points to stands for the affiliation; a life on a landing page does not
        if reader.doc.slice(span).starts_with(|c| ('①'..='⑳').contains(&c) || matches!(c, '*' | '[' | '1'..='9')) {
            lives.extend(parts);
        }
    }
    workplace::from_biographies(reader, &lives, record);
    let spans = places.corresponding.iter().chain(&places.biographies).chain(&places.contacts).copied();
    let legends: Vec<Span> =
        places.legends.iter().copied().filter(|&span| !corresponding::is_address(reader, span)).collect();
    let blocks = [places.affiliations.zh, places.affiliations.en];
    for span in spans.chain(legends).chain(blocks.into_iter().flatten()) {
        emails(reader, span, people, record);
    }
}

/// The people named in `span`, in order of their first mention.
pub(super) fn mentions(reader: &Reader, span: Span, people: &[Person]) -> Vec<(usize, Span)> {
    let words = reader.doc.slice(span);
    let mut found: Vec<(usize, Span)> = Vec::new();
    let addresses: Vec<_> = Email::find_all(words).map(|(range, _)| range).collect();
    // `dileshan@…` spells a name and mentions nobody
    let apart = |range: &std::ops::Range<usize>| {
        !addresses.iter().any(|address| address.start <= range.start && range.start < address.end)
    };
    for (index, person) in people.iter().enumerate() {
        let place =
            person.sides().filter_map(|printed| find_name(words, &printed.name)).filter(apart).min_by_key(|r| r.start);
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
    starts(words, first).find_map(|start| {
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

/// Where `letter`, a small one, stands in `words` in either case.
fn starts(words: &str, letter: char) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &words[at..];
        let found = match u8::try_from(letter) {
            Ok(byte) if byte.is_ascii() => memchr::memchr2(byte, byte.to_ascii_uppercase(), rest.as_bytes()),
            _ if is_han(letter) => rest.find(letter),
            _ => rest.char_indices().find(|(_, c)| c.to_lowercase().eq([letter])).map(|(at, _)| at),
        }?;
        let start = at + found;
        at = start + words[start..].chars().next().map_or(1, char::len_utf8);
        Some(start)
    })
}

/// Gives each author the part of a biographical note that begins with the author's name; tells the parts.
fn biography(reader: &mut Reader, span: Span, people: &[Person], record: &mut Record) -> Vec<(usize, Span)> {
    let mentions = mentions(reader, span, people);
    let ends = mentions.iter().skip(1).map(|(_, at)| at.start).chain([span.end]).collect::<Vec<_>>();
    let mut parts = Vec::with_capacity(mentions.len());
    for ((index, at), end) in mentions.iter().zip(ends) {
        let part = reader.doc.trim(Span::new(at.start, end));
        parts.push((*index, part));
        let words = reader.doc.slice(part);
        if (words.contains("通讯作者") || words.contains("通信作者") || words.contains("通訊作者"))
            && !words.contains("非通")
        {
            corresponding::mark(reader, record, *index, part);
        }
        if let Some(orcid) = orcid_in(reader, part).filter(|_| record.authors[*index].orcid.is_none()) {
            record.authors[*index].orcid = Some(reader.item("authors[].orcid", index + 1, orcid));
        }
        let text = reader.tidy(part);
        let text = text.trim_end_matches([';', '；', ',', '，', '。', '*', ' ']);
        if record.authors[*index].biography.is_none() && text.chars().count() > at.len() {
            record.authors[*index].biography =
                Some(reader.item("authors[].biography", index + 1, Found::at(part, text.to_owned())));
        }
    }
    parts
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
        if is_torn(&words[..range.start]) {
            let message = format!("{} may be the rest of an address that a blank tore", email.as_str());
            reader.doubt(Problem::info(Code::CorrespondingUnknown, "authors", message));
            continue;
        }
        let at = span.part(range);
        let before = mentions.iter().rev().find(|(_, name)| name.end <= at.start).map(|(index, _)| *index);
        let spelled = owner_by_address(email.as_str(), people);
        let corresponding: Vec<usize> = (0..people.len()).filter(|&i| record.authors[i].corresponding).collect();
        let only = if let [one] = corresponding[..] { Some(one) } else { None };
        let alone = (people.len() == 1).then_some(0);
        let candidates = [
            (before, LABELLED),
            (spelled, if spelled == only || alone.is_some() { LABELLED } else { SHAPE }),
            (only, LABELLED),
            (alone, LABELLED),
            (mentions.first().map(|(index, _)| *index), FALLBACK),
        ];
        let owner = candidates.into_iter().find_map(|(index, sure)| Some((index?, sure)));
        if let Some((index, sure)) = owner {
            give_email(reader, record, index, Found::at(at, email).sure(sure));
        }
    }
}

/// Whether a lower-case word stands right before an address: `chen jianping@…`.
fn is_torn(before: &str) -> bool {
    let Some(head) = before.strip_suffix(' ') else { return false };
    let word = head.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default();
    let label = word.eq_ignore_ascii_case("mail")
        || word.to_ascii_lowercase().ends_with("mail")
        || matches!(word, "address" | "to" | "at" | "is" | "and" | "or" | "via" | "by" | "email");
    let lower = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    // inside a sentence words stand before an address too, behind a bracket or a colon none does
    let alone = head[..head.len() - word.len()].ends_with([')', ':', '(']);
    lower && alone && !label
}

/// Gives an author an address, unless there is one already.
pub(super) fn give_email(reader: &mut Reader, record: &mut Record, index: usize, email: Found<Email>) {
    if record.authors[index].email.is_none() {
        record.authors[index].email = Some(reader.item("authors[].email", index + 1, email));
    }
}

/// The one author whose romanised name an address spells: `bufx_ga@…` is of `BU Fanxing`, `gpan@…` of `Guo-Dong PAN`.
pub(super) fn owner_by_address(address: &str, people: &[Person]) -> Option<usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_addresses() {
        assert!(is_torn("(E-mai1)chen "));
        for before in ["E-mail: ", "(E-mail)", "电子邮箱 ", "correspondence to ", "(email "] {
            assert!(!is_torn(before), "{before}");
        }
    }
}
