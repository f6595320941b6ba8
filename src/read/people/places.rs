//! Affiliations, and which author is at which.

use super::{Person, workplace};
use crate::document::{Found, Span};
use crate::field::affiliation::{self, Parts};
use crate::field::{Key, text};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::record::{Affiliation, Author, Language, Record};

/// An affiliation as printed in one language.
pub(super) struct Entry {
    key: Option<Key>,
    /// Whom it names as its own, by their places.
    people: Vec<usize>,
    pub text: String,
    span: Span,
    pub language: Language,
}

impl Entry {
    /// The entry that stands at `span`.
    pub(super) fn at(reader: &Reader, span: Span, key: Option<Key>) -> Entry {
        let text = reader.tidy(span);
        let language = text::language(&text).unwrap_or(Language::En);
        Entry { key, people: Vec::new(), text, span, language }
    }
}

/// For each affiliation of the record, its marker and whom it names.
pub(super) type Keys = Vec<(Option<Key>, Vec<usize>)>;

/// Reads both blocks, pairs their entries, and gives the markers.
pub(super) fn affiliations(
    reader: &mut Reader,
    outline: &Outline,
    places: &Places,
    people: &[Person],
    record: &mut Record,
) -> Keys {
    let zh = entries(reader, outline, *places.affiliations.get(Language::Zh), people);
    let en = entries(reader, outline, *places.affiliations.get(Language::En), people);
    let mut keys = Keys::new();
    let pairs = pair(zh, en);
    record.affiliations.reserve(pairs.len());
    for (a, b) in pairs {
        let named = a.iter().chain(&b).find(|e| !e.people.is_empty()).map(|e| e.people.clone());
        keys.push((a.iter().chain(&b).find_map(|e| e.key), named.unwrap_or_default()));
        push(reader, a, b, record);
    }
    share_roof(&mut record.affiliations, &keys);
    share_hospital(&mut record.affiliations);
    keys
}

/// Names of organisations that stand under no other's roof.
const OF_THEIR_OWN: &[&str] = &["大学", "医院", "科学院", "公司", "集团"];

/// Departments with letters share the institution in front of the first, and the city behind the last:
/// `远山大学 a.信息学院;b.矿业学院,上海 200001`.
fn share_roof(affiliations: &mut [Affiliation], keys: &Keys) {
    for first in 0..affiliations.len() {
        let Some(roof) = roof(&affiliations[first]) else { continue };
        let under = |(n, place): &(usize, &Affiliation)| {
            let letter = u8::try_from(*n).map(|n| Key::letter(b'b' + n));
            let lettered = keys.get(first + 1 + n).is_some_and(|(key, _)| *key == letter.ok());
            let own = place.institution.as_deref().is_none_or(|name| OF_THEIR_OWN.iter().any(|end| name.contains(end)));
            lettered && !own
        };
        let count = affiliations[first + 1..].iter().enumerate().take_while(under).count();
        let group = &mut affiliations[first..=first + count];
        let Some(last) = group.last().cloned() else { continue };
        for (n, place) in group.iter_mut().enumerate() {
            if n > 0 {
                place.department = place.institution.replace(roof.clone());
            }
            place.fill_location(&last);
        }
    }
}

/// The institution of an affiliation behind whose name the first department with a letter stands: `远山大学 a.信息学院`.
fn roof(place: &Affiliation) -> Option<String> {
    let text = text::even_brackets(place.text.zh.as_deref()?);
    let institution = place.institution.as_deref()?;
    let behind = text.split_once(institution)?.1.trim_start().strip_prefix('a')?;
    behind.starts_with(['.', '．']).then(|| institution.to_owned())
}

/// A department with no institution of its own is one of the hospital before it, `远山医院¹内科`, `²放射科,上海 200001`, and
/// both are in one city.
fn share_hospital(affiliations: &mut [Affiliation]) {
    let is_department = |name: &str| name.ends_with('科') && !OF_THEIR_OWN.iter().any(|own| name.contains(own));
    for place in 1..affiliations.len() {
        let [first, second] = &mut affiliations[place - 1..=place] else { continue };
        let hospital =
            first.institution.clone().filter(|name| ["医院", "医学院"].iter().any(|end| name.ends_with(end)));
        if let (Some(hospital), Some(name)) = (hospital, &mut second.institution)
            && is_department(name)
        {
            second.department = Some(std::mem::replace(name, hospital));
            first.fill_location(second);
        }
    }
}

fn entries(reader: &Reader, outline: &Outline, span: Option<Span>, people: &[Person]) -> Vec<Entry> {
    let Some(span) = span else { return Vec::new() };
    if let Some(units) = workplace::with_names(outline.doc.slice(span), people) {
        return units
            .into_iter()
            .map(|(unit, people)| Entry { people, ..Entry::at(reader, span.part(unit), None) })
            .collect();
    }
    let mut entries: Vec<Entry> = affiliation::split(outline.doc.slice(span))
        .into_iter()
        .map(|entry| Entry::at(reader, span.part(entry.text), entry.key))
        .filter(|entry| entry.text.chars().count() >= 4)
        .collect();
    restore_keys(&mut entries, people);
    entries
}

/// Gives entries the markers that the print or its reading lost, as those around them leave them open: 3 in `2. …; …; 4. …`,
/// and 1 before 2. Behind the last marker one is what somebody bears. A marker that stood before is none of the entry's.
fn restore_keys(entries: &mut [Entry], people: &[Person]) {
    for place in 1..entries.len() {
        let (before, behind) = entries.split_at_mut(place);
        behind[0].key.take_if(|key| before.iter().any(|entry| entry.key == Some(*key)));
    }
    let letters = entries.iter().find_map(|entry| entry.key).is_some_and(Key::is_letter);
    let key = |n: u32| match u8::try_from(n) {
        Ok(n @ 1..=26) if letters => Key::letter(b'a' + n - 1),
        _ => Key::number(n),
    };
    // how many entries there are up to the last marker, and which it is
    let (mut count, mut value) = (0, 0);
    for place in 0..entries.len() {
        let Some(own) = entries[place].key else { continue };
        let between = place - count;
        let next = value + between as u32 + 1;
        if own == key(next) {
            for (entry, n) in entries[count..place].iter_mut().zip(value + 1..) {
                entry.key = Some(key(n));
            }
        }
        let letter = || own.as_str().bytes().next().map(|letter| u32::from(letter.saturating_sub(b'a')) + 1);
        (count, value) = (place + 1, own.as_number().or_else(letter).unwrap_or(next));
    }
    let borne = |key: Key| people.iter().flat_map(Person::keys).any(|borne| borne == key);
    for (entry, n) in entries[count..].iter_mut().zip(value + 1..).filter(|_| count > 0) {
        entry.key = Some(key(n)).filter(|&key| borne(key));
    }
}

/// The two printings of each affiliation: by marker where both blocks have the same ones, else by place.
fn pair(zh: Vec<Entry>, en: Vec<Entry>) -> Vec<(Option<Entry>, Option<Entry>)> {
    if zh.is_empty() || en.is_empty() {
        return zh.into_iter().chain(en).map(|entry| (Some(entry), None)).collect();
    }
    let keyed = |side: &[Entry]| side.iter().all(|e| e.key.is_some());
    if keyed(&zh) && keyed(&en) {
        let mut en: Vec<Option<Entry>> = en.into_iter().map(Some).collect();
        let mut pairs: Vec<_> = zh
            .into_iter()
            .map(|a| {
                let twin = en.iter_mut().find(|b| b.as_ref().is_some_and(|b| b.key == a.key)).and_then(Option::take);
                (Some(a), twin)
            })
            .collect();
        pairs.extend(en.into_iter().flatten().map(|b| (None, Some(b))));
        return pairs;
    }
    let mut zh = zh.into_iter();
    let mut en = en.into_iter();
    let mut pairs = Vec::new();
    loop {
        match (zh.next(), en.next()) {
            (None, None) => return pairs,
            pair => pairs.push(pair),
        }
    }
}

/// Appends one affiliation. A text in the other block's language stands on its own side.
pub(super) fn push(reader: &mut Reader, a: Option<Entry>, b: Option<Entry>, record: &mut Record) {
    let position = record.affiliations.len() + 1;
    let mut value = Affiliation::default();
    for entry in [a, b].into_iter().flatten() {
        let field = if entry.language == Language::Zh { "affiliations[].text.zh" } else { "affiliations[].text.en" };
        let slot = value.text.get_mut(entry.language);
        if slot.is_none() {
            *slot = Some(reader.item(field, position, Found::at(entry.span, entry.text)));
        }
    }
    let text = std::mem::take(&mut value.text);
    for printed in [&text.zh, &text.en].into_iter().flatten() {
        fill_parts(&mut value, printed);
    }
    value.text = text;
    record.affiliations.push(value);
}

/// Fills the parts of an affiliation that `printed` names and that are not filled yet.
pub(in crate::read) fn fill_parts(value: &mut Affiliation, printed: &str) {
    let even = text::even_brackets(printed);
    let printed = &*even;
    let known = value.institution.is_some() && value.department.is_some() && value.city.is_some();
    let parts = if known && value.postcode.is_some() {
        // what a second printing mostly adds
        Parts { country: affiliation::country(printed), ..Parts::default() }
    } else {
        affiliation::parts(printed)
    };
    let get = |range: &Option<std::ops::Range<usize>>| range.as_ref().map(|r| text::joined(&printed[r.clone()]));
    // the department is that of the printing that names the institution: the other one often calls one thing both,
    // 中国科学院近水天文台 and `Nearwater Observatory, Chinese Academy of Sciences`
    if value.institution.is_none() {
        value.institution = get(&parts.institution);
        value.department = value.department.take().or_else(|| get(&parts.department));
    }
    value.city = value.city.take().or_else(|| get(&parts.city));
    value.postcode = value.postcode.take().or_else(|| get(&parts.postcode));
    value.country = value.country.take().or_else(|| get(&parts.country));
}

/// Resolves the markers of the authors.
pub(super) fn place_people(reader: &mut Reader, people: &[Person], keys: &Keys, record: &mut Record) {
    let count = record.affiliations.len();
    // signs are keys where they stand before affiliations, and stand for something else where not
    let signed = |person: &Person| -> Vec<Key> {
        let signs = person.signs().map(Key::sign);
        signs.filter(|sign| keys.iter().any(|(key, _)| *key == Some(*sign))).collect()
    };
    let keyed = people.iter().filter(|p| p.keys().next().is_some() || !signed(p).is_empty()).count();
    let any_author_key = keyed > 0;
    if count == 0 {
        // one doubt for all of them
        if any_author_key {
            let message = format!("{keyed} authors are marked with affiliations, none could be read");
            reader.doubt(Problem::warning(Code::AffiliationDangling, "affiliations", message));
        }
        return;
    }
    let any_key = keys.iter().any(|(key, _)| key.is_some());
    // markers of the authors in their order, for blocks that lost theirs
    let mut distinct: Vec<Key> = Vec::new();
    for key in people.iter().flat_map(|p| p.keys()) {
        if !distinct.contains(&key) {
            distinct.push(key);
        }
    }
    distinct.sort();
    // what OCR cannot read is nearly always a raised 1, and numbers begin with the first author's
    let first = keys.iter().position(|(key, _)| *key == Some(Key::number(1)));
    let lost = |index: usize, person: &Person| {
        any_author_key && (person.is_blurred() || index == 0 && person.keys().next().is_none())
    };
    for (index, person) in people.iter().enumerate() {
        if count == 1 {
            // one affiliation is everybody's, whatever became of the markers
            record.authors[index].affiliations = vec![1];
            continue;
        }
        if keys.iter().any(|(_, named)| !named.is_empty()) {
            let own = keys.iter().enumerate().filter(|(_, (_, named))| named.contains(&index));
            record.authors[index].affiliations = own.map(|(place, _)| place as u16 + 1).collect();
            continue;
        }
        let mut at: Vec<u16> = Vec::new();
        for key in person.keys().chain(signed(person)) {
            let place = if any_key {
                keys.iter().position(|(k, _)| *k == Some(key))
            } else if distinct.len() == count {
                distinct.binary_search(&key).ok()
            } else {
                None
            };
            match place {
                Some(place) => at.push(place as u16 + 1),
                None => {
                    let field = format!("authors[{}].affiliations", index + 1);
                    let message = format!("the marker {key:?} names no printed affiliation");
                    reader.doubt(Problem::warning(Code::AffiliationDangling, field, message));
                }
            }
        }
        at.extend(first.filter(|_| lost(index, person)).map(|place| place as u16 + 1));
        // one author is at all of them
        if !any_author_key && people.len() == 1 && count <= 4 {
            at = (1..=count as u16).collect();
        }
        at.dedup();
        record.authors[index].affiliations = at;
    }
    if any_author_key {
        place_the_one_left(&mut record.authors, count);
    }
}

/// The one author who lost the marker is at the one affiliation that nobody bears: `季远山1,潘以宁2,毛芷若`, where there are
/// three.
fn place_the_one_left(authors: &mut [Author], count: usize) {
    let borne = |place: u16| authors.iter().any(|author| author.affiliations.contains(&place));
    let mut free = (1..=count as u16).filter(|&place| !borne(place));
    let (Some(place), None) = (free.next(), free.next()) else { return };
    let mut nowhere = authors.iter_mut().filter(|author| author.affiliations.is_empty());
    if let (Some(author), None) = (nowhere.next(), nowhere.next()) {
        author.affiliations.push(place);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Printed;
    use super::*;
    use crate::document::Span;
    use crate::field::byline::Marker;

    fn restored(keys: &[Option<u32>], borne: &[u32]) -> Vec<Option<u32>> {
        let entry = |key: &Option<u32>| Entry {
            key: key.map(Key::number),
            people: Vec::new(),
            text: String::new(),
            span: Span::new(0, 0),
            language: Language::Zh,
        };
        let mut entries: Vec<Entry> = keys.iter().map(entry).collect();
        let markers = borne.iter().map(|number| Marker::Key(Key::number(*number))).collect();
        let person = Person { zh: Some(Printed { markers, ..Printed::default() }), en: None, alike: None };
        restore_keys(&mut entries, &[person]);
        entries.into_iter().map(|entry| entry.key.and_then(Key::as_number)).collect()
    }

    #[test]
    fn signs_are_keys_where_they_stand_before_affiliations() {
        let page = "# Moisture transport of typhoon remnants\n\nYining Pan,†,‡ Chang Long,† and Zhiruo Mao*,‡\n\n†School of Meteorology, Lingnan University, Foshan 528000, China\n‡Weather Service, Nearwater University, Xiamen 361001, China\n\n# Abstract\n\nRemnants of typhoons bring rain far inland.\n";
        let record = crate::read::record_of(&crate::document::Document::from_text("t", page));
        let at: Vec<_> = record.authors.iter().map(|author| author.affiliations.clone()).collect();
        assert_eq!(at, [vec![1, 2], vec![1], vec![2]]);
        assert!(!record.affiliations[0].text.en.as_deref().unwrap_or_default().contains('†'));
    }

    #[test]
    fn departments_with_letters_have_one_institution() {
        let read = |texts: &[&str]| {
            let place = |text: &&str| {
                let mut place = Affiliation::default();
                fill_parts(&mut place, text);
                place.text.zh = Some((*text).to_owned());
                place
            };
            let mut places: Vec<Affiliation> = texts.iter().map(place).collect();
            let keys: Keys = (b'a'..).take(texts.len()).map(|letter| (Some(Key::letter(letter)), Vec::new())).collect();
            share_roof(&mut places, &keys);
            let told = |place: Affiliation| {
                [place.institution, place.department, place.city].map(Option::unwrap_or_default).join("|")
            };
            places.into_iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(
            read(&["远山大学 a．信息学院", "矿业学院", "北方医学重点实验室，上海 200001"]),
            ["远山大学|信息学院|上海", "远山大学|矿业学院|上海", "远山大学|北方医学重点实验室|上海"]
        );
        assert_eq!(read(&["远山大学a.信息学院", "近水大学理学院"]), ["远山大学|信息学院|", "近水大学|理学院|"]);
        assert_eq!(read(&["远山大学信息学院", "矿业学院"]), ["远山大学|信息学院|", "矿业学院||"]);
    }

    #[test]
    fn a_department_alone_is_the_hospitals_before_it() {
        let read = |texts: [&str; 2]| {
            let mut places = texts.map(|text| {
                let mut place = Affiliation::default();
                fill_parts(&mut place, text);
                place
            });
            share_hospital(&mut places);
            places
                .map(|place| [place.institution, place.department, place.city].map(Option::unwrap_or_default).join("|"))
        };
        let both = ["远山医院|内科|上海", "远山医院|放射科|上海"];
        assert_eq!(read(["远山医院¹内科", "放射科，上海 200001"]), both);
        assert_eq!(read(["远山医院内科", "近水医院放射科"]), ["远山医院|内科|", "近水医院|放射科|"]);
        assert_eq!(read(["远山大学", "放射科，上海 200001"]), ["远山大学||", "放射科||上海"]);
    }

    #[test]
    fn lost_markers_are_known_by_their_place() {
        assert_eq!(restored(&[None, Some(2)], &[]), [Some(1), Some(2)]);
        assert_eq!(restored(&[Some(1), None, Some(3)], &[1, 2, 3]), [Some(1), Some(2), Some(3)]);
        assert_eq!(restored(&[Some(1), None, None], &[2, 3]), [Some(1), Some(2), Some(3)]);
        // by those around them
        assert_eq!(restored(&[None, None, Some(3)], &[]), [Some(1), Some(2), Some(3)]);
        assert_eq!(restored(&[Some(2), None, Some(4)], &[]), [Some(2), Some(3), Some(4)]);
        assert_eq!(restored(&[Some(2), None, Some(5)], &[]), [Some(2), None, Some(5)]);
        assert_eq!(restored(&[Some(1), None, Some(3), Some(3)], &[4]), [Some(1), Some(2), Some(3), Some(4)]);
        // nobody bears it, and where the others count otherwise
        assert_eq!(restored(&[Some(1), None], &[1]), [Some(1), None]);
        assert_eq!(restored(&[Some(1), None, Some(2)], &[1, 2]), [Some(1), None, Some(2)]);
        assert_eq!(restored(&[None, None], &[1, 2]), [None, None]);
    }
}
