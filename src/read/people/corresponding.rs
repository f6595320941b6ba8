//! Who the corresponding authors are: by name, by the sign that a legend explains, or by their address.

use super::Person;
use super::contact::{give_email, owner_by_address};
use super::initials;
use super::mentions::Mentions;
use super::places::Keys;
use crate::document::{Found, Span};
use crate::field::name::Agreement;
use crate::field::{Email, Key};
use crate::label::Label;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::read::confidence::{LABELLED, SHAPE};
use crate::record::Record;

/// Signs that stand for corresponding authors where a legend says so.
const SIGNS: &[char] = &['*', '∗', '＊', '⁎', '✉', '†', '‡', '#', '△', '▲', '☆', '★', '§', '+'];

/// Signs that mean a corresponding author wherever the legend lost its own.
const STARS: &[char] = &['*', '∗', '＊', '⁎', '✉'];

/// Those whom a label names; where it names nobody, those with its sign; then what unlabelled legends say.
pub(super) fn read(
    reader: &mut Reader,
    outline: &Outline,
    places: &Places,
    mentions: &mut Mentions,
    units: &Keys,
    record: &mut Record,
) {
    let people = mentions.people;
    // `孙林(1979-),男(通信作者),…` inside a biography is the biography's matter
    let own = |span: Span| !places.biographies.iter().any(|b| b.start < span.start && span.start < b.end);
    let mut named = false;
    for &span in places.corresponding.iter().filter(|&&span| own(span)) {
        for &(index, at) in mentions.of(span) {
            named = true;
            mark(reader, record, index, at);
        }
    }
    if !named {
        for (mark_, &place) in outline.all(Label::Corresponding).zip(&places.corresponding) {
            let value = outline.doc.trim(crate::label::line_value(outline.doc.body(), mark_));
            // an address of its own line beneath
            let value = if value.is_empty() && reader.doc.slice(place).contains('@') { place } else { value };
            let sign = sign_before(outline, mark_.start, mark_.value);
            let keyed = || noted(outline, mark_.start, units, people);
            if let Some(index) = by_sound(reader, value, people).filter(|_| own(value)) {
                mark(reader, record, index, value);
                if let Some((range, email)) = Email::find(reader.doc.slice(value)) {
                    give_email(reader, record, index, Found::at(value.part(range), email));
                }
            } else if own(value) && initialled(reader, value, people, record) {
            } else if let Some(bearers) = keyed().filter(|_| own(value)) {
                explain(reader, &bearers, if value.is_empty() { place } else { value }, people, record);
            } else if own(value) && (sign.is_some() || value.len() > 3) {
                // a legend may be all label: `Authors to whom correspondence should be addressed.`
                let label = outline.doc.trim(Span::new(mark_.start, mark_.value));
                legend(reader, sign, if value.is_empty() { label } else { value }, people, record);
            }
        }
    }
    for &span in &places.legends {
        if is_address(reader, span) {
            if let Some((index, email)) = signed_above(reader, span, mentions) {
                mark(reader, record, index, span);
                give_email(reader, record, index, email);
                continue;
            }
            let marked = |person: &Person| person.has_sign(&['✉']);
            if people.iter().filter(|person| marked(person)).count() == 1 {
                legend(reader, Some('✉'), span, people, record);
            }
            continue;
        }
        let sign = sign_of(reader.doc.slice(span));
        match *mentions.of(span) {
            [] => legend(reader, sign, span, people, record),
            // an address of several people is no sign of one
            [(index, at)] if sign.is_none_or(|_| people[index].has_sign(STARS) || says_so(reader, span)) => {
                mark(reader, record, index, at)
            }
            // `* Corresponding authors (Duan Jiahe, email: …; Shu Rusong, email: …)`
            ref several if says_so(reader, span) => {
                for &(index, at) in several.iter().filter(|(index, _)| people[*index].has_sign(STARS)) {
                    mark(reader, record, index, at);
                }
            }
            _ => {}
        }
    }
}

/// Those with a star where they and nobody else have an address: `Chang Long *b`, and at the end of unit b its e-mail. In
/// a Chinese byline a star may send to a note on the first author.
pub(super) fn starred_with_addresses(reader: &mut Reader, people: &[Person], record: &mut Record) {
    let starred = |index: usize| people[index].has_sign(STARS);
    let alike = (0..people.len()).all(|index| starred(index) == record.authors[index].email.is_some());
    let in_chinese = people.iter().any(|person| person.zh.is_some());
    if !alike || in_chinese || record.authors.iter().any(|author| author.corresponding) {
        return;
    }
    for index in (0..people.len()).filter(|&index| starred(index)) {
        if let Some(at) = people[index].sides().map(|printed| printed.span).next() {
            mark_as(reader, record, index, at, SHAPE);
        }
    }
}

/// Whether an address is all that stands at `span`: it may be anybody's.
pub(super) fn is_address(reader: &Reader, span: Span) -> bool {
    Email::find(reader.doc.slice(span)).is_some_and(|(range, _)| range.len() == span.len())
}

/// Whose the address `span` is where the line above it is a sign and a name: `✉ Zhixing Shen`.
fn signed_above(reader: &Reader, span: Span, mentions: &mut Mentions) -> Option<(usize, Found<Email>)> {
    let above = reader.doc.body()[..span.start].trim_end();
    let line = Span::new(above.rfind('\n').map_or(0, |end| end + 1), above.len());
    reader.doc.slice(line).trim_start().starts_with(STARS).then_some(())?;
    let (_, email) = Email::find(reader.doc.slice(span))?;
    match *mentions.of(line) {
        [(index, name)] if line.len() <= name.len() + 8 => Some((index, Found::at(span, email))),
        _ => None,
    }
}

/// The sign that a legend explains: the first, but that of the corresponding author where each has one of its own,
/// `△共同第一作者 ▲通信作者`.
fn sign_of(words: &str) -> Option<char> {
    let own = ["通讯作者", "通信作者", "责任作者"].iter().find_map(|word| words.find(word));
    let before = own.and_then(|at| words[..at].chars().next_back());
    [before, words.chars().next()].into_iter().flatten().find(|c| SIGNS.contains(c))
}

/// The one author in characters alone whom the romanised name at the beginning of `value` sounds like.
fn by_sound(reader: &Reader, value: Span, people: &[Person]) -> Option<usize> {
    let words = reader.doc.slice(value);
    let name = words.split([',', '(', ';', ':', '<']).next()?.trim();
    let is_name = name.split(' ').count() > 1 && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    let alike = |person: &Person| match (&person.zh, &person.en) {
        (Some(zh), None) => reader.doc.agree(&zh.name, name) == Agreement::Yes,
        _ => false,
    };
    let mut owners = (0..people.len()).filter(|&index| is_name && alike(&people[index]));
    owners.next().filter(|_| owners.next().is_none())
}

fn says_so(reader: &Reader, span: Span) -> bool {
    ["通讯作者", "通信作者", "联系人", "orrespond"].iter().any(|word| reader.doc.slice(span).contains(word))
}

/// The sign of a label: before it, on its line or the line above, or inside.
fn sign_before(outline: &Outline, start: usize, value: usize) -> Option<char> {
    let text = outline.doc.body();
    // `$^ +$` has it raised
    let raised = |c: char| c.is_whitespace() || matches!(c, '$' | '^' | '{');
    let first = text[start..value].trim_start_matches(raised).chars().next();
    let own = first.or_else(|| text[..value].trim_end().chars().next_back());
    let above = text[..start].trim_end().chars().next_back();
    [own, above].into_iter().flatten().find(|c| SIGNS.contains(c))
}

/// Marks those whose initials `value` begins with, each with the address behind them; whether there are any.
fn initialled(reader: &mut Reader, value: Span, people: &[Person], record: &mut Record) -> bool {
    let words = reader.doc.slice(value);
    let mut any = false;
    for (index, range) in initials::of(words, people) {
        any = true;
        mark(reader, record, index, value.part(range.clone()));
        if let Some((at, email)) = Email::find(&words[range.clone()]) {
            let at = range.start + at.start..range.start + at.end;
            give_email(reader, record, index, Found::at(value.part(at), email));
        }
    }
    any
}

/// Who bears the key that stands before a label, where it is none of `units`: `1Corresponding author`, `a)Author to whom …`.
fn noted(outline: &Outline, start: usize, units: &Keys, people: &[Person]) -> Option<Vec<usize>> {
    let line = outline.doc.body()[..start].rsplit('\n').next()?;
    let key = match line.trim_matches([' ', '(', ')', '.']) {
        number if number.parse::<u8>().is_ok() => Key::number(number.parse().ok()?),
        letter if letter.len() == 1 && letter.as_bytes()[0].is_ascii_lowercase() => Key::letter(letter.as_bytes()[0]),
        _ => return None,
    };
    let bearers: Vec<usize> = (0..people.len()).filter(|&index| people[index].keys().any(|own| own == key)).collect();
    let is_note = units.iter().all(|(unit, _)| *unit != Some(key));
    (is_note && !bearers.is_empty() && bearers.len() < people.len().max(2)).then_some(bearers)
}

/// A legend that names nobody: its sign tells, else the addresses do.
fn legend(reader: &mut Reader, sign: Option<char>, value: Span, people: &[Person], record: &mut Record) {
    let alike = |sign: char| if STARS.contains(&sign) { STARS.to_vec() } else { vec![sign] };
    let signs = sign.map_or(STARS.to_vec(), alike);
    let starred: Vec<usize> = (0..people.len()).filter(|&i| people[i].has_sign(&signs)).collect();
    explain(reader, &starred, value, people, record);
}

/// A legend whose sign or key `starred` bear.
fn explain(reader: &mut Reader, starred: &[usize], value: Span, people: &[Person], record: &mut Record) {
    let addresses: Vec<_> =
        Email::find_all(reader.doc.slice(value)).map(|(range, email)| (value.part(range), email)).collect();
    for &index in starred {
        mark(reader, record, index, value);
    }
    if starred.len() == addresses.len() {
        // as many addresses as stars: in their order, unless a spelling says otherwise
        let owners: Vec<_> = addresses.iter().map(|(_, email)| owner_by_address(email.as_str(), people)).collect();
        let crossed = owners.iter().zip(starred).any(|(owner, index)| owner.is_some_and(|owner| owner != *index));
        for ((at, email), &index) in addresses.into_iter().zip(starred).filter(|_| !crossed) {
            give_email(reader, record, index, Found::at(at, email));
        }
        return;
    }
    if !starred.is_empty() {
        return;
    }
    let Some((_, email)) = addresses.first() else { return };
    match owner_by_address(email.as_str(), people) {
        // a guess by the spelling of the address
        Some(index) => mark_as(reader, record, index, value, SHAPE),
        None if people.len() == 1 => mark(reader, record, 0, value),
        None => reader.doubt(Problem::info(
            Code::CorrespondingUnknown,
            "authors",
            format!("{} belongs to no author of the byline", email.as_str()),
        )),
    }
}

/// Notes that an author is a corresponding one.
pub(super) fn mark(reader: &mut Reader, record: &mut Record, index: usize, at: Span) {
    mark_as(reader, record, index, at, LABELLED);
}

fn mark_as(reader: &mut Reader, record: &mut Record, index: usize, at: Span, sure: f32) {
    if !record.authors[index].corresponding {
        record.authors[index].corresponding = true;
        reader.item("authors[].corresponding", index + 1, Found::at(at, ()).sure(sure));
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn who_is_one_is_told_by_sign_bracket_or_sound() {
        const ADDRESS: &str = "zxshen@lingnan.edu.cn";
        for (names, note) in [
            ("顾望舒1△，沈知行2▲", "△共同第一作者 ▲通信作者 E-mail: zxshen@lingnan.edu.cn"),
            ("顾望舒1 沈知行2（通讯作者，E-mail：zxshen@lingnan.edu.cn）", ""),
            ("顾望舒1，沈知行2", "Corresponding author: SHEN Zhixing, E-mail: zxshen@lingnan.edu.cn"),
            (
                "Wangshu Gu1, Zhixing Shen2",
                "Address correspondence to Zhixing Shen, Farhill, China. Email: zxshen@lingnan.edu.cn",
            ),
            (
                "Wangshu Gu1, Zhixing Shen2",
                "Corresponding author at: Farhill, China. E-mail: zxshen@lingnan.edu.cn (Z. Shen)",
            ),
            (
                "Wangshu Gu1, Zhixing Shen2,a)",
                "a)Author to whom correspondence should be addressed. Electronic mail: zxshen@lingnan.edu.cn",
            ),
            ("Wangshu Gu1, Zhixing Shen2,3", "3Corresponding author: zxshen@lingnan.edu.cn"),
            ("Wangshu Gu1, Zhixing Shen2", "✉ Zhixing Shen\nzxshen@lingnan.edu.cn"),
            ("顾望舒1，沈知行2", "通讯作者：Shen Zhixing（zxshen@lingnan.edu.cn）"),
            ("顾望舒1，沈知行2 (通信作者)", "沈知行，E-mail：zxshen@lingnan.edu.cn"),
        ] {
            let units = "1. 岭南大学水利学院，佛山 528000；2. 近水科学院，厦门 361001";
            let page =
                format!("梯田流域的水量收支\n\n{names}\n{units}\n{note}\n\n摘要：测定了三个梯田流域的水量收支。\n");
            let record = crate::read::record_of(&Document::from_text("t", &page));
            let told: Vec<_> = record
                .authors
                .iter()
                .map(|author| {
                    (&author.affiliations[..], author.corresponding, author.email.as_ref().map(|e| e.as_str()))
                })
                .collect();
            assert_eq!(told, [(&[1][..], false, None), (&[2], true, Some(ADDRESS))], "{names} {note}");
        }
    }

    #[test]
    fn stars_and_addresses_on_the_same_people() {
        let read = |unit: &str| {
            let page = format!(
                "Moisture transport of typhoon remnants\n\nYining Pan a, Chang Long *b and Zhiruo Mao a\naSchool of Meteorology, Lingnan University, Foshan 528000, China\nbWeather Service, Nearwater University, Xiamen 361001, China.{unit}\n\nAbstract: Remnants of typhoons bring rain far inland.\n"
            );
            let authors = crate::read::record_of(&Document::from_text("t", &page)).authors;
            authors.iter().map(|author| author.corresponding).collect::<Vec<_>>()
        };
        assert_eq!(read(" E-mail: clong@example.edu.cn"), [false, true, false]);
        assert_eq!(read(" E-mail: zrmao@example.edu.cn"), [false; 3]);
        assert_eq!(read(""), [false; 3]);
    }
}
