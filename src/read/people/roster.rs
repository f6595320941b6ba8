//! Authors listed each with the own affiliations, addresses and iDs.

use super::places::{Entry, push};
use super::{Person, Printed, contact, corresponding, orcid_in, unite};
use crate::document::{Found, Span};
use crate::field::{Email, affiliation, text};
use crate::layout::{Places, RosterEntry};
use crate::outline::Outline;
use crate::read::Reader;
use crate::record::{Language, Record};

/// The list, and its second printing in the other language.
pub(super) struct Roster {
    bearers: Vec<Bearer>,
    twins: Vec<Bearer>,
    /// Whether a byline gives the people and their order, and this only where they are.
    by_name: bool,
}

/// A name with what stands beneath it.
struct Bearer {
    name: Printed,
    beneath: Vec<Span>,
    corresponding: Option<Span>,
}

/// Reads the roster, if the page has one.
pub(super) fn read(outline: &Outline, places: &Places) -> Option<Roster> {
    let mut lists = places.rosters.iter().map(|list| bearers(outline, list));
    let mut bearers = lists.next().filter(|list| !list.is_empty())?;
    in_order(outline, &mut bearers);
    let twins = lists.next().filter(|twins| twins.len() == bearers.len()).unwrap_or_default();
    Some(Roster { bearers, twins, by_name: false })
}

/// Puts those whom units above them name in the order of the line at the top that names them all.
fn in_order(outline: &Outline, bearers: &mut [Bearer]) {
    const LONGEST: usize = 600;
    if !bearers.iter().all(Bearer::is_below) {
        return;
    }
    let first = bearers.iter().map(|bearer| bearer.name.span.start).min().unwrap_or_default();
    let mut lines = outline.lines.iter().map(|line| line.span).take_while(|line| line.end <= first);
    let place = |line: &str, bearer: &Bearer| line.find(outline.doc.slice(bearer.name.span));
    let names_all = |line: &Span| {
        line.len() <= LONGEST && bearers.iter().all(|bearer| place(outline.doc.slice(*line), bearer).is_some())
    };
    if let Some(line) = lines.find(names_all) {
        bearers.sort_by_key(|bearer| place(outline.doc.slice(line), bearer));
    }
}

impl Bearer {
    /// Whether the unit stands above the name.
    fn is_below(&self) -> bool {
        self.beneath.first().is_some_and(|unit| unit.start < self.name.span.start)
    }
}

fn bearers(outline: &Outline, list: &[RosterEntry]) -> Vec<Bearer> {
    let mut bearers: Vec<Bearer> = Vec::new();
    for entry in list {
        for name in super::printed(outline, entry.name) {
            let bearer = Bearer { name, beneath: entry.beneath.clone(), corresponding: entry.corresponding };
            // each unit names all who belong to it
            let same = |other: &&mut Bearer| text::is_same(&other.name.name, &bearer.name.name);
            match bearers.iter_mut().find(same).filter(|_| bearer.is_below()) {
                Some(first) => first.beneath.extend(bearer.beneath),
                None => bearers.push(bearer),
            }
        }
    }
    bearers
}

fn language(name: &Printed) -> Language {
    text::language(&name.name).unwrap_or(Language::En)
}

impl Roster {
    /// Whether it names everybody of the bylines and more.
    pub(super) fn exceeds(&self, zh: &[Printed], en: &[Printed]) -> bool {
        let names = |p: &Printed| {
            self.bearers.iter().chain(&self.twins).any(|b| text::skeleton(&b.name.name) == text::skeleton(&p.name))
        };
        let longest = zh.len().max(en.len());
        self.bearers.len() > longest && zh.iter().chain(en).all(names)
    }

    /// Whether it names those of one of `bylines` and nobody else, its units above the names or `anywhere`: then it says
    /// where people are, and the byline in which order.
    pub(super) fn explains(&mut self, bylines: [&[Printed]; 2], anywhere: bool) -> bool {
        let is = |bearer: &Bearer, printed: &Printed| text::is_same(&bearer.name.name, &printed.name);
        let same = |byline: &[Printed]| {
            byline.iter().all(|printed| self.bearers.iter().any(|bearer| is(bearer, printed)))
                && self.bearers.iter().all(|bearer| byline.iter().any(|printed| is(bearer, printed)))
        };
        self.by_name = (anywhere || self.bearers.iter().all(Bearer::is_below)) && bylines.into_iter().any(same);
        self.by_name
    }

    /// Its people, their names in the other language from its second printing, else from the bylines where these pair.
    pub(super) fn people(&self, reader: &mut Reader, zh: Vec<Printed>, en: Vec<Printed>) -> Vec<Person> {
        let names = |list: &[Bearer]| list.iter().map(|b| b.name.clone()).collect::<Vec<_>>();
        let main = names(&self.bearers);
        let han = main.iter().filter(|name| language(name) == Language::Zh).count();
        if han > 0 && han < main.len() {
            // one list in both scripts, in its order
            let side = |name: Printed| {
                let is_zh = language(&name) == Language::Zh;
                let (zh, en) = if is_zh { (Some(name), None) } else { (None, Some(name)) };
                let mut person = Person { zh, en, ..Person::default() };
                super::split_sides(&mut person, true);
                person
            };
            return main.into_iter().map(side).collect();
        }
        let other = |byline: Vec<Printed>| {
            let twins = names(&self.twins);
            if twins.is_empty() {
                Some(byline).filter(|byline| byline.len() == main.len()).unwrap_or_default()
            } else {
                twins
            }
        };
        if han == 0 {
            let zh = other(zh);
            return unite(reader, zh, main);
        }
        let en = other(en);
        unite(reader, main, en)
    }

    /// Appends its affiliations, each once, and gives the people what stands beneath their names.
    pub(super) fn place(&self, reader: &mut Reader, people: &[Person], record: &mut Record) {
        let mut seen: Vec<String> = Vec::new();
        for (index, person) in people.iter().enumerate() {
            let named = |bearer: &Bearer, printed: &Printed| {
                printed.span == bearer.name.span || self.by_name && text::is_same(&printed.name, &bearer.name.name)
            };
            let is = |bearer: &&Bearer| person.sides().any(|printed| named(bearer, printed));
            let own: Vec<&Bearer> = self.bearers.iter().chain(&self.twins).filter(is).collect();
            let lines = own.iter().flat_map(|bearer| &bearer.beneath).copied().collect::<Vec<_>>();
            for (a, b) in pairs(units(reader, &lines)) {
                let skeleton = text::skeleton(a.as_ref().or(b.as_ref()).map_or("", |entry| &entry.text));
                let place = seen.iter().position(|s| *s == skeleton).unwrap_or_else(|| {
                    seen.push(skeleton);
                    push(reader, a, b, record);
                    seen.len() - 1
                });
                let place = u16::try_from(place + 1).unwrap_or(u16::MAX);
                if !record.authors[index].affiliations.contains(&place) {
                    record.authors[index].affiliations.push(place);
                }
            }
            for line in lines {
                if let Some(orcid) = orcid_in(reader, line).filter(|_| record.authors[index].orcid.is_none()) {
                    record.authors[index].orcid = Some(reader.item("authors[].orcid", index + 1, orcid));
                }
                if let Some((range, email)) = Email::find(reader.doc.slice(line)) {
                    let before = reader.doc.slice(line)[..range.start].trim_end_matches([' ', ':']);
                    if before.ends_with("Correspondence") || before.ends_with("CONTACT") {
                        corresponding::mark(reader, record, index, line);
                    }
                    contact::give_email(reader, record, index, Found::at(line.part(range), email));
                }
            }
            if let Some(at) = own.iter().find_map(|bearer| bearer.corresponding) {
                corresponding::mark(reader, record, index, at);
            }
        }
    }
}

/// The affiliations on `lines`; neighbouring lines of one language are one block.
fn units(reader: &Reader, lines: &[Span]) -> Vec<Entry> {
    let mut blocks: Vec<Span> = Vec::new();
    for &line in lines {
        let line = without_address(reader, line);
        let words = reader.doc.slice(line);
        if orcid_in(reader, line).is_some() || (Email::find(words).is_some() && affiliation::likeness(words) < 0.5) {
            continue;
        }
        let joins = |last: &&mut Span| {
            last.end <= line.start
                && reader.doc.slice(Span::new(last.end, line.start)).trim().is_empty()
                && text::language(reader.doc.slice(**last)) == text::language(words)
        };
        match blocks.last_mut().filter(joins) {
            Some(last) => last.end = line.end,
            None => blocks.push(line),
        }
    }
    let split = |block: Span| {
        affiliation::split(reader.doc.slice(block))
            .into_iter()
            .map(move |entry| Entry::at(reader, block.part(entry.text), None))
    };
    blocks.into_iter().flat_map(split).filter(|entry| entry.text.chars().count() >= 4).collect()
}

/// A unit without the address behind it: `Farhill University, Shanghai, China Correspondence a@farhill.cn`.
fn without_address(reader: &Reader, line: Span) -> Span {
    const LABELS: &[&str] = &["Correspondence", "Email", "E-mail", "Contact", "CONTACT"];
    let words = reader.doc.slice(line);
    let Some((address, _)) = Email::find(words).filter(|(address, _)| address.end == words.len()) else { return line };
    let before = words[..address.start].trim_end_matches([' ', ':', '(', ',', ';']);
    let unit = LABELS.iter().find_map(|label| before.strip_suffix(label)).unwrap_or(before);
    if affiliation::likeness(unit) >= 0.5 { reader.doc.trim(line.part(0..unit.len())) } else { line }
}

/// The printings of each affiliation in both languages, where there are as many of one as of the other.
fn pairs(entries: Vec<Entry>) -> Vec<(Option<Entry>, Option<Entry>)> {
    let (zh, en): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.language == Language::Zh);
    if zh.len() == en.len() {
        return zh.into_iter().zip(en).map(|(a, b)| (Some(a), Some(b))).collect();
    }
    zh.into_iter().chain(en).map(|entry| (Some(entry), None)).collect()
}
