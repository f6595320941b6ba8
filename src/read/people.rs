//! Authors and affiliations: two bylines made one list, markers resolved, addresses given to their owners.

mod contact;
mod corresponding;
mod initials;
mod lives;
mod mentions;
pub(super) mod places;
mod roster;
mod workplace;

use super::{Reader, pairing};
use crate::document::{Found, Span};
use crate::field::byline::{self, Marker};
use crate::field::name::{is_national, looks_like_han_name};
use crate::field::{Email, Key, Orcid, citation, text};
use crate::layout::{Imprint, Places};
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Author, Language, Record};

/// A person of one byline.
#[derive(Clone, Debug, Default)]
struct Printed {
    name: String,
    span: Span,
    /// The name in the other language, in brackets behind.
    other: Option<(String, Span)>,
    /// Those that can be read.
    markers: Vec<Marker>,
    /// Whether one stands there that cannot.
    blurred: bool,
    email: Option<Found<Email>>,
    orcid: Option<Found<Orcid>>,
    /// Whether the byline itself says so: `(通信作者)`.
    corresponding: bool,
}

impl Printed {
    /// Whether the key of an affiliation stands on it.
    fn is_keyed(&self) -> bool {
        byline::keys(&self.markers).next().is_some()
    }
}

/// An author with what both bylines say.
#[derive(Default)]
struct Person {
    zh: Option<Printed>,
    en: Option<Printed>,
    /// Whether both names sound alike, where there are two.
    alike: Option<bool>,
}

impl Person {
    fn sides(&self) -> impl Iterator<Item = &Printed> {
        self.zh.iter().chain(&self.en)
    }

    /// The keys of the first side that has any, or of the other one if it has more beside them.
    fn keys(&self) -> impl Iterator<Item = Key> {
        let [first, second] =
            [&self.zh, &self.en].map(|side| side.as_ref().map_or(&[][..], |printed| &printed.markers));
        let has = |key: Key| byline::keys(second).any(|other| other == key);
        let more = byline::keys(second).count() > byline::keys(first).count() && byline::keys(first).all(has);
        byline::keys(if more { second } else { first })
    }

    /// Whether a key stands on it that cannot be read, and none that can.
    fn is_blurred(&self) -> bool {
        self.sides().any(|printed| printed.blurred) && self.keys().next().is_none()
    }

    /// The signs on the names of both sides.
    fn signs(&self) -> impl Iterator<Item = char> {
        self.sides().flat_map(|printed| &printed.markers).filter_map(|marker| match marker {
            Marker::Sign(sign) => Some(*sign),
            _ => None,
        })
    }

    fn has_sign(&self, signs: &[char]) -> bool {
        self.signs().any(|sign| signs.contains(&sign))
    }
}

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let mut zh = byline_of(outline, places, Language::Zh);
    let mut en = byline_of(outline, places, Language::En);
    // `簡于甯(Yu-Ning Chien)`: more Latin letters than Han characters, and a Chinese list all the same
    if zh.is_empty() && en.iter().all(|p| text::language(&p.name) == Some(Language::Zh)) {
        std::mem::swap(&mut zh, &mut en);
    }
    // a byline with markers tells more than a list of names, unless it is a part of that
    let keyed = zh.iter().chain(&en).any(Printed::is_keyed);
    let mut roster = roster::read(outline, places);
    // where nothing else says where anybody is, what stands beneath the names does
    let alone = places.affiliations.zh.is_none() && places.affiliations.en.is_none();
    let explained = roster.as_mut().is_some_and(|roster| roster.explains([&en, &zh], alone));
    let roster = roster.filter(|roster| explained || !keyed || roster.exceeds(&zh, &en));
    let people = match &roster {
        Some(roster) if !explained => roster.people(reader, zh, en),
        _ => unite(reader, zh, en),
    };
    let keyed = match &roster {
        Some(_) => places::Keys::new(),
        None => places::affiliations(reader, outline, places, &people, record),
    };
    record.authors.reserve(people.len());
    reader.alike.reserve(people.len());
    for (index, person) in people.iter().enumerate() {
        let position = index + 1;
        let mut author = Author::default();
        for (side, language) in [(&person.zh, Language::Zh), (&person.en, Language::En)] {
            let Some(printed) = side else { continue };
            let field = if language == Language::Zh { "authors[].name.zh" } else { "authors[].name.en" };
            *author.name.get_mut(language) =
                Some(reader.item(field, position, Found::at(printed.span, printed.name.clone())));
            if let (None, Some(email)) = (&author.email, &printed.email) {
                author.email = Some(reader.item("authors[].email", position, email.clone()));
            }
            if let (None, Some(orcid)) = (&author.orcid, &printed.orcid) {
                author.orcid = Some(reader.item("authors[].orcid", position, orcid.clone()));
            }
        }
        reader.alike.push(person.alike);
        record.authors.push(author);
        if let Some(printed) = person.sides().find(|printed| printed.corresponding) {
            corresponding::mark(reader, record, index, printed.span);
        }
    }
    match &roster {
        Some(roster) => roster.place(reader, &people, record),
        None => places::place_people(reader, &people, &keyed, record),
    }
    contact::read(reader, outline, places, &people, &keyed, record);
}

/// The names of one byline; where there is none, those of the article's own citation.
fn byline_of(outline: &Outline, places: &Places, language: Language) -> Vec<Printed> {
    let doc = outline.doc;
    if let Some(span) = *places.authors.get(language) {
        let people = echoed(outline, span).unwrap_or_else(|| printed(outline, span));
        if !people.is_empty() {
            return people;
        }
    }
    // a name without a Han character is none in Chinese
    let may_name = |cited: &&Imprint| language == Language::En || doc.slice(cited.span).contains(text::is_han);
    places
        .citations
        .iter()
        .filter(may_name)
        .flat_map(|cited| {
            let again = lines_of(doc.slice(cited.span)).map(|line| {
                let line = cited.span.part(line);
                (line, citation::read_reference(doc.slice(line)))
            });
            std::iter::once((cited.span, cited.citation.clone())).chain(again)
        })
        .filter_map(|(span, citation)| Some(span.part(citation?.authors?)))
        .map(|span| with_corresponding(outline, places, span, printed(outline, span)))
        // `APA 顾望舒,沈知行.(2021)…` is no list in English
        .find(|people| {
            let is = |p: &Printed| text::language(&p.name) == Some(language);
            people.first().is_some_and(is) && (language == Language::Zh || people.iter().all(is))
        })
        .unwrap_or_default()
}

/// The names of a citation; where it breaks off, `顾望舒, 沈知行, 等`, also whom the note on the corresponding author names
/// first, who is one of the rest.
fn with_corresponding(outline: &Outline, places: &Places, span: Span, mut people: Vec<Printed>) -> Vec<Printed> {
    let doc = outline.doc;
    let broken =
        || doc.slice(span).ends_with('等') || doc.body()[span.end..].trim_start_matches([',', ' ']).starts_with('等');
    if let Some(&note) = places.corresponding.first().filter(|_| people.len() > 1 && broken()) {
        let words = doc.slice(note);
        let name = note.part(0..words.find(|c| !text::is_han(c)).unwrap_or(words.len()));
        let is_new = |person: &Printed| people.iter().all(|other| other.name != person.name);
        let named = printed(outline, name).into_iter().find(is_new);
        people.extend(named);
    }
    people
}

/// The names of the byline `span` that were found by the sound of those in the other language, with the markers on them.
fn echoed(outline: &Outline, span: Span) -> Option<Vec<Printed>> {
    let names: Vec<Span> = outline.echo.iter().copied().filter(|&name| span.contains(name)).collect();
    let ends = names.iter().skip(1).map(|next| next.start).chain([span.end]);
    let person = |(name, end): (&Span, usize)| {
        let marked = printed(outline, Span::new(name.start, end)).into_iter().next().unwrap_or_default();
        Printed { name: crate::field::name::clean_name(&outline.doc.simplified(*name)), span: *name, ..marked }
    };
    (!names.is_empty()).then(|| names.iter().zip(ends).map(person).collect())
}

/// The lines behind the first one, each a range: a citation may be printed again in the other language.
fn lines_of(words: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    words.match_indices('\n').map(move |(at, _)| {
        let line = words[at + 1..].split('\n').next().unwrap_or_default();
        let start = at + 1 + line.len() - line.trim_start().len();
        start..start + line.trim().len()
    })
}

fn printed(outline: &Outline, span: Span) -> Vec<Printed> {
    let persons = outline.persons(span);
    let words = outline.doc.slice(span);
    let has_ids = words.contains("orcid.org");
    persons
        .iter()
        .enumerate()
        .map(|(index, person)| {
            let place = |range: &std::ops::Range<usize>| {
                let at = span.part(range.clone());
                (crate::field::name::clean_name(&outline.doc.simplified(at)), at)
            };
            let (name, at) = place(&person.name);
            // OCR reads a raised 2 or 3 for a question mark
            let asked = words[person.name.end..].starts_with('?');
            let blurred = person.markers.contains(&Marker::Damaged) && !asked;
            let mut markers: Vec<_> = person.markers.iter().copied().filter(|m| *m != Marker::Damaged).collect();
            if is_first_damaged(&person.markers) {
                markers.insert(0, Marker::Key(Key::number(1)));
            }
            let email = person.email.as_ref().and_then(|range| {
                let at = span.part(range.clone());
                Email::find(outline.doc.slice(at)).map(|(_, email)| Found::at(at, email))
            });
            // `Gu Wangshu ORCID: orcid.org/… 1,`
            let behind = || {
                let end = persons.get(index + 1).map_or(span.len(), |next| next.name.start);
                let at = span.part(person.name.end..end.max(person.name.end));
                Orcid::find(outline.doc.slice(at)).map(|(range, orcid)| Found::at(at.part(range), orcid))
            };
            let orcid = has_ids.then(behind).flatten();
            let other = person.other.as_ref().map(place);
            Printed { name, span: at, other, markers, blurred, email, orcid, corresponding: person.corresponding }
        })
        .filter(|p| !p.name.is_empty())
        .collect()
}

/// Whether a figure that cannot be read stands before a higher one than 1, as in `李多多},²`: numbers ascend.
fn is_first_damaged(markers: &[Marker]) -> bool {
    let [Marker::Damaged, rest @ ..] = markers else { return false };
    byline::keys(rest).next().and_then(Key::as_number).is_some_and(|number| number > 1)
        && byline::keys(rest).all(|key| key != Key::number(1))
}

/// One list of people out of two bylines.
fn unite(reader: &mut Reader, mut zh: Vec<Printed>, en: Vec<Printed>) -> Vec<Person> {
    rejoin(&mut zh, en.len());
    if !zh.is_empty() && !en.is_empty() && zh.len() != en.len() {
        let message = format!("{} names in Chinese, {} in English; paired by sound", zh.len(), en.len());
        reader.doubt(Problem::warning(Code::BylineLength, "authors", message));
    }
    let pairs = pairing::pair(&zh, &en, |zh, en| reader.doc.agree(&zh.name, &en.name));
    let both = !en.is_empty();
    let lettered = zh.iter().chain(&en).flat_map(|printed| byline::keys(&printed.markers)).any(Key::is_letter);
    let (mut zh, mut en): (Vec<_>, Vec<_>) = (zh.into_iter().map(Some).collect(), en.into_iter().map(Some).collect());
    let mut people = Vec::with_capacity(pairs.len());
    for (i, j) in pairs {
        let mut person = Person { zh: i.and_then(|i| zh[i].take()), en: j.and_then(|j| en[j].take()), alike: None };
        split_sides(&mut person, both);
        if let (Some(a), Some(b)) = (&person.zh, &mut person.en) {
            part_letter(reader, &a.name, b, lettered);
        }
        if let (Some(a), Some(b)) = (&person.zh, &person.en) {
            let agreement = reader.doc.agree(&a.name, &b.name);
            person.alike = Some(agreement == crate::field::name::Agreement::Yes);
            if agreement == crate::field::name::Agreement::No {
                let field = format!("authors[{}].name", people.len() + 1);
                let message =
                    format!("{} and {} do not sound alike", reader.doc.as_printed(a.span, a.name.clone()), b.name);
                reader.doubt(Problem::warning(Code::NameMismatch, field, message));
            }
        }
        people.push(person);
    }
    people
}

/// Takes the letter off a name that the Chinese one shows to be none of it: a key, or what OCR made of one.
fn part_letter(reader: &Reader, zh: &str, en: &mut Printed, lettered: bool) {
    let letter = en.name.bytes().last().unwrap_or_default();
    let printed = reader.doc.slice(en.span).bytes().last();
    // `Ming` may be the right name, and the character the wrong one
    let last = en.name.rsplit([' ', '-']).next().unwrap_or_default();
    let misspelt = || crate::field::name::syllables(last).is_none();
    let keyed = lettered && letter <= b'e';
    if printed != Some(letter) || !(keyed || misspelt()) || !crate::field::name::has_letter_behind(zh, &en.name) {
        return;
    }
    en.name.pop();
    en.span.end -= 1;
    if keyed && !en.is_keyed() {
        en.markers.push(Marker::Key(Key::letter(letter)));
    } else {
        en.blurred = true;
    }
}

/// Halves of a long name that were read as two: where the other list has as many names as stand apart,
/// what is printed in one piece is one name, e.g. `图门` and `巴雅尔`.
fn rejoin(people: &mut Vec<Printed>, count: usize) {
    // two names are no halves, the other list may lack one
    let halves_of_one = |a: &str, b: &str| {
        let whole = looks_like_han_name(a) && looks_like_han_name(b);
        !whole || is_national(&[a, b].concat())
    };
    let glued = |a: &Printed, b: &Printed| {
        a.span.end == b.span.start && a.markers.is_empty() && halves_of_one(&a.name, &b.name)
    };
    let halves = people.windows(2).filter(|pair| glued(&pair[0], &pair[1])).count();
    if count == 0 || halves == 0 || people.len() != count + halves {
        return;
    }
    people.dedup_by(|later, earlier| {
        let one = glued(earlier, later);
        if one {
            let name = earlier.name.clone() + &later.name;
            let span = Span::new(earlier.span.start, later.span.end);
            *earlier = Printed { name, span, ..later.clone() };
        }
        one
    });
}

/// A name in brackets behind another is the other language's; a Latin name in a Chinese list is an English one, unless
/// the English list names its owner too.
fn split_sides(person: &mut Person, both: bool) {
    let is_latin = |printed: &Printed| text::language(&printed.name) == Some(Language::En);
    let is_other = |printed: &Printed| printed.other.as_ref().is_some_and(|(name, _)| name.contains(text::is_han));
    if person.en.is_none()
        && person.zh.as_ref().is_some_and(|printed| is_latin(printed) && (!both || is_other(printed)))
    {
        person.en = person.zh.take();
    }
    let moved = person.zh.as_mut().or(person.en.as_mut()).and_then(|p| p.other.take());
    if let Some((name, span)) = moved {
        let slot = if text::language(&name) == Some(Language::Zh) { &mut person.zh } else { &mut person.en };
        if slot.is_none() {
            *slot = Some(Printed { name, span, ..Printed::default() });
        }
    }
}

/// An ORCID iD in `span`.
fn orcid_in(reader: &Reader, span: Span) -> Option<Found<Orcid>> {
    Orcid::find(reader.doc.slice(span)).map(|(range, orcid)| Found::at(span.part(range), orcid))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(names: &[(&str, usize)]) -> Vec<Printed> {
        names
            .iter()
            .map(|&(name, at)| Printed {
                name: name.to_owned(),
                span: Span::new(at, at + name.len()),
                ..Printed::default()
            })
            .collect()
    }

    #[test]
    fn rejoins_halves() {
        let mut names = side(&[("季远山", 0), ("图门", 10), ("巴雅尔", 16)]);
        rejoin(&mut names, 2);
        assert_eq!(names.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["季远山", "图门巴雅尔"]);
        let mut whole = side(&[("季远山", 0), ("潘以宁", 10), ("毛芷若", 19)]);
        rejoin(&mut whole, 2);
        assert_eq!(whole.len(), 3);
        let mut three = side(&[("季远山", 0), ("图门", 10), ("巴雅尔", 16)]);
        rejoin(&mut three, 3);
        assert_eq!(three.len(), 3);
    }

    #[test]
    fn a_raised_figure_that_cannot_be_read_is_a_one() {
        let at = |byline: &str| {
            let page = format!(
                "# 登陆台风残涡对暴雨水汽输送的影响\n\n{byline}\n\n(1.岭南大学 气象学院,佛山 528000;2.近水学院,厦门 361001)\n\n摘要:对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
            );
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            record.authors.into_iter().map(|author| author.affiliations).collect::<Vec<_>>()
        };
        assert_eq!(at("潘以宁2,龙畅」,茅芷若2,唐文博"), [vec![2], vec![1], vec![2], Vec::new()]);
        // before a higher one too
        assert_eq!(at("潘以宁1,龙畅’2,茅芷若}²,唐文博2"), [vec![1], vec![1, 2], vec![1, 2], vec![2]]);
        assert_eq!(at("潘以宁2,龙畅?,茅芷若ʰ"), [vec![2], Vec::new(), vec![1]]);
        // numbers begin with the first author's
        assert_eq!(at("潘以宁,龙畅2,茅芷若1"), [vec![1], vec![2], vec![1]]);
        assert_eq!(at("潘以宁,龙畅,茅芷若"), vec![Vec::<u16>::new(); 3]);
    }

    #[test]
    fn chinese_names_may_stand_in_brackets_behind_the_english_ones() {
        let page = "# Vapour transport of the remnants of landed typhoons\n\nYining Pan (潘以宁)1, Chang Long (龙畅)2\n\n1 Lingnan University, Foshan 528000, China; 2 Nearwater College, Xiamen 361001, China\n\nAbstract: Vapour was traced back in six cases of the coast.\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        let names: Vec<_> = record.authors.into_iter().map(|author| (author.name.zh, author.name.en)).collect();
        let name = |zh: &str, en: &str| (Some(zh.to_owned()), Some(en.to_owned()));
        assert_eq!(names, [name("潘以宁", "Yining Pan"), name("龙畅", "Chang Long")]);
    }

    #[test]
    fn one_byline_may_have_more_markers_than_the_other() {
        let keys = |zh: &[u32], en: &[u32]| {
            let side = |numbers: &[u32]| {
                let markers = numbers.iter().map(|&number| Marker::Key(Key::number(number))).collect();
                Some(Printed { markers, ..Printed::default() })
            };
            let person = Person { zh: side(zh), en: side(en), alike: None };
            person.keys().filter_map(Key::as_number).collect::<Vec<_>>()
        };
        assert_eq!(keys(&[2], &[1, 2]), [1, 2]);
        assert_eq!(keys(&[1, 2], &[2]), [1, 2]);
        assert_eq!(keys(&[], &[3]), [3]);
        // where they differ the Chinese one is right
        assert_eq!(keys(&[2], &[1, 3]), [2]);
    }

    #[test]
    fn the_keys_of_units_may_stand_in_one_language_only() {
        let page = "# 登陆台风残涡对暴雨水汽输送的影响\n\n潘以宁,龙畅(岭南大学气象学院 佛山 528000)\n\n摘要:对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n# Vapour transport of the remnants of landed typhoons\n\nPan Yining1,2, Long Chang1 (1.School of Meteorology,Lingnan University,Foshan 528000,China) (2.Nearwater Observatory,Xiamen 361001,China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        let at: Vec<_> = record.authors.into_iter().map(|author| author.affiliations).collect();
        assert_eq!(at, [vec![1, 2], vec![1]]);
    }

    #[test]
    fn a_letter_behind_a_name_is_its_key() {
        let read = |zh: &str, en: &str| {
            let page = format!(
                "# 登陆台风残涡对暴雨水汽输送的影响\n\n{zh}\n\n(岭南大学 a.气象学院;b.水文学院,佛山 528000)\n\n摘要:对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n# Vapour transport of the remnants of landed typhoons\n\n{en}\n\n(a.School of Meteorology;b.School of Water,Lingnan University,Foshan 528000,China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n"
            );
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            let author = |author: crate::record::Author| (author.name.en.unwrap_or_default(), author.affiliations);
            record.authors.into_iter().map(author).collect::<Vec<_>>()
        };
        let pan = |at: u16| ("Pan Yining".to_owned(), vec![at]);
        let long = |at: u16| ("Long Chang".to_owned(), vec![at]);
        assert_eq!(read("潘以宁ä,龙畅b", "Pan Yininga, Long Changb"), [pan(1), long(2)]);
        assert_eq!(read("潘以宁b,龙畅ä", "Pan Yiningbt, Long Changa"), [("Pan Yiningbt".to_owned(), vec![2]), long(1)]);
        // `Chang` may be right, and the character wrong
        assert_eq!(read("潘以宁,龙禅", "Pan Yining, Long Chang")[1].0, "Long Chang");
    }

    #[test]
    fn a_list_that_breaks_off_lacks_the_corresponding_author() {
        let names = |rest: &str| {
            let page = format!(
                "引用本文:顾望舒, 沈知行{rest}. 采石场的客土[J]. 岭南生态, 2024, 10(4): 42-49.\n通信作者:柯一诺,Email:ke@example.edu.cn\n摘要\n以三处废弃采石场为对象,比较了客土的厚度。\n"
            );
            let authors = crate::read::record_of(&crate::Document::from_text("t", &page)).authors;
            authors.into_iter().filter_map(|a| a.name.zh.map(|name| (name, a.corresponding))).collect::<Vec<_>>()
        };
        let of = |names: &[(&str, bool)]| names.iter().map(|(name, is)| ((*name).to_owned(), *is)).collect::<Vec<_>>();
        assert_eq!(names(", 等"), of(&[("顾望舒", false), ("沈知行", false), ("柯一诺", true)]));
        assert_eq!(names(""), of(&[("顾望舒", false), ("沈知行", false)]));
    }
}
