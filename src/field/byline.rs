//! Bylines: the names in a list of authors, in either script, and the markers that stand on them.
//!
//! Knows separators, footnote marks, lists without either, and what OCR does to them.
//! What the markers point to is for `record` to find out; the names themselves are `name`'s matter.

mod han;
mod letters;
mod likeness;
mod roman;
mod token;
mod torn;
mod word;

use std::ops::Range;

pub use likeness::{Opening, likeness, names_only, opening, says_where, told};
pub use torn::goes_on;

use super::key::Key;
use super::name::{self, Agreement, cleaned, is_capitals, is_initials};
use super::text::is_han;
use token::{Kind, Token};

/// What stands on a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Marker {
    /// The key of an affiliation or a note.
    Key(Key),
    /// A footnote sign, doubled ones once: `*`, `†`, `‡`, `#`, `△`, `✉`.
    Sign(char),
    /// A raised figure that cannot be read, often `1`, e.g. the `’` of `李多多’`.
    Damaged,
}

/// One person of a byline; all ranges are bytes of the text that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name and nothing but the name; [`clean_name`](super::name::clean_name) makes the value of it.
    pub name: Range<usize>,
    /// The name in the other script, in brackets behind: `簡于甯(Yu-Ning Chien)`.
    pub other: Option<Range<usize>>,
    /// The markers in printed order, each once.
    pub markers: Vec<Marker>,
    /// An address right behind the name.
    pub email: Option<Range<usize>>,
    /// Whether the byline itself says so: `(通信作者)`.
    pub corresponding: bool,
}

impl Person {
    fn named(name: Range<usize>) -> Person {
        Person { name, ..Person::default() }
    }

    /// The comparable keys of its affiliations and notes.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        keys(&self.markers)
    }

    /// Whether `sign` stands on the name.
    pub fn has_sign(&self, sign: char) -> bool {
        self.markers.contains(&Marker::Sign(sign))
    }

    fn mark(&mut self, marker: Marker) {
        if !self.markers.contains(&marker) && marker != Marker::Key(Key::default()) {
            self.markers.push(marker);
        }
    }
}

/// The keys among `markers`.
pub fn keys(markers: &[Marker]) -> impl Iterator<Item = Key> {
    markers.iter().filter_map(|marker| match marker {
        Marker::Key(key) => Some(*key),
        _ => None,
    })
}

/// The persons of a byline of one or more lines, in printed order, e.g. of `彭一鸣1, 徐进功2*`.
///
/// It reads up to what cannot be in a byline, e.g. an affiliation. What is no person (`等`, `et al`, `编辑部`) is left out.
pub fn read(text: &str) -> Vec<Person> {
    Reader::read(text).persons
}

/// Reads tokens into persons.
struct Reader<'t> {
    text: &'t str,
    persons: Vec<Person>,
    roman: roman::Names,
    /// What a border between two glued names costs, see [`han`].
    glue: f32,
    /// Whether a separator stands between the last person and what comes.
    separated: bool,
    /// Where reading ended.
    end: usize,
    /// Bytes of words that are no names.
    waste: usize,
}

impl<'t> Reader<'t> {
    fn read(text: &'t str) -> Reader<'t> {
        if let Some(persons) = inverted(text) {
            let (roman, separated) = Default::default();
            return Reader { text, persons, roman, glue: 0.0, separated, end: text.len(), waste: 0 };
        }
        let mut tokens = token::tokens(text);
        torn::mend(text, &mut tokens);
        let divides = |token: &Token| !matches!(token.kind, Kind::Han | Kind::Nothing);
        // in a list that has separators two names seldom lack one
        let glue = if tokens.iter().any(divides) { -3.0 } else { 0.0 };
        let (persons, roman) = Default::default();
        let mut reader = Reader { text, persons, roman, glue, separated: false, end: 0, waste: 0 };
        reader.run(&tokens);
        letters::unglue_keys(text, &mut reader.persons, &tokens);
        reader.merge_repeated();
        reader.merge_scripts();
        letters::split_figures(&mut reader.persons);
        reader
    }

    fn run(&mut self, tokens: &[Token]) {
        // where the words begin that no mark or separator has ended yet
        let mut first = 0;
        for (place, token) in tokens.iter().enumerate() {
            let words = &tokens[first..place];
            let is_word = match token.kind {
                Kind::Han | Kind::Latin | Kind::Dot => true,
                Kind::Gap(wide) => words.last().is_some_and(|last| !wide || last.kind != Kind::Latin),
                _ => false,
            };
            if is_word {
                continue;
            }
            first = place + 1;
            let go_on = self.names(words);
            let go_on = match token.kind {
                Kind::Separator | Kind::Line => {
                    self.separated = true;
                    go_on
                }
                Kind::Mark(marker) => go_on && self.mark(marker, tokens, place),
                Kind::Stop if go_on => {
                    self.end = token.at.start;
                    self.persons.is_empty()
                }
                _ => {
                    if let Some(person) = self.persons.last_mut() {
                        note(person, token);
                    }
                    go_on
                }
            };
            if !go_on || self.is_prose() {
                self.end = self.persons.last().map_or(self.end, |last| self.end.max(last.name.end));
                return;
            }
            self.end = token.at.end;
        }
        if self.names(&tokens[first..]) {
            self.end = self.text.len();
        }
    }

    /// Whether so much is no name that this cannot be a byline.
    fn is_prose(&self) -> bool {
        self.waste > 90 && self.waste > 2 * self.persons.iter().map(|person| person.name.len()).sum::<usize>()
    }

    /// Puts a marker on the last person; `false` where it is the key of an affiliation that begins here.
    fn mark(&mut self, marker: Marker, tokens: &[Token], place: usize) -> bool {
        let (before, after) = (&tokens[..place], &tokens[place + 1..]);
        let Some(person) = self.persons.last_mut() else { return true };
        let gap = |token: &&Token| matches!(token.kind, Kind::Gap(_));
        let ahead = after.iter().find(|token| !gap(token) && token.kind != Kind::Dot).map(|token| &token.kind);
        // what OCR made of a raised figure stands for none: `龙畅2 (204号 1 岭南大学`
        let behind = before.iter().rev().find(|token| !gap(token) && token.kind != Kind::Nothing);
        let behind = behind.map(|token| &token.kind);
        // `龙畅[1] [2]  沈知行[1]`
        let apart =
            self.text[..tokens[place].at.start].ends_with('[') && after.first().is_some_and(|token| gap(&token));
        // the byline is closed: `MAO Zhiruo2. 1. College of …`
        let last = before.iter().rev().find(|token| !gap(token));
        let closed = last.is_some_and(|token| &self.text[token.at.clone()] == ".");
        let loose = !apart && before.last().is_some_and(|token| gap(&token) || token.kind == Kind::Line);
        let word_ahead = matches!(ahead, Some(Kind::Han | Kind::Latin));
        let opens_line = matches!(behind, Some(Kind::Line));
        // `LONG Changl 1College of …` has its own one read as a letter
        let lettered = matches!(behind, Some(Kind::Latin)) && !person.markers.is_empty();
        let second = lettered || matches!(behind, Some(Kind::Mark(Marker::Key(_) | Marker::Sign(_))));
        // a figure twice, `LONG Chang² 2MAO Zhiruo1,2`: another name comes, with markers of its own
        let named = || {
            let mut ahead = after.iter().skip_while(gap);
            let family = ahead.next().is_some_and(|token| is_capitals(&self.text[token.at.clone()]));
            let given = ahead.skip_while(gap).nth(1);
            family && given.is_some_and(|token| matches!(token.kind, Kind::Mark(Marker::Key(_))))
        };
        let numbered = after.first().is_some_and(|token| &self.text[token.at.clone()] == ".");
        let begins = opens_line || closed && numbered || second && !named();
        if matches!(marker, Marker::Key(_)) && loose && word_ahead && begins {
            let end = before.iter().rev().find(|token| !gap(token)).map_or(0, |token| token.at.end);
            self.end = self.end.max(end);
            return false;
        }
        // `尹义星²1.某大学`
        let glued = matches!(before.last(), Some(Token { kind: Kind::Mark(Marker::Key(_)), .. }));
        if matches!(marker, Marker::Key(_)) && glued && numbered && word_ahead {
            return false;
        }
        // the figure is the first affiliation's: `龙畅2，茅芷若1.某大学`
        let first = marker == Marker::Key(Key::number(1)) && !loose && numbered;
        if first && begins_organisation(self.text, after) {
            self.end = tokens[place].at.start;
            return false;
        }
        // `王金策21.某大学`, `王金策21(某大学)2(…)`
        let listed = || match after.first() {
            Some(token) if token.kind == Kind::Stop => {
                let inner = self.text[token.at.clone()].strip_prefix('(');
                inner.is_some_and(|inner| inner.starts_with(char::is_alphabetic))
            }
            _ => numbered && word_ahead,
        };
        if let Marker::Key(key) = marker
            && let Some(number) = key.as_number().filter(|number| *number > 10 && number % 10 == 1)
            && listed()
        {
            person.mark(Marker::Key(Key::number(number / 10)));
            self.end = tokens[place].at.end - 1;
            return false;
        }
        person.mark(marker);
        true
    }

    /// Turns words on end into persons; `false` where they begin something else than names.
    fn names(&mut self, words: &[Token]) -> bool {
        let mut rest = words;
        while let Some(first) = rest.iter().find(|token| matches!(token.kind, Kind::Han | Kind::Latin)) {
            let other = if first.kind == Kind::Han { Kind::Latin } else { Kind::Han };
            let length = rest.iter().position(|token| token.kind == other).unwrap_or(rest.len());
            let (run, after) = rest.split_at(length);
            rest = after;
            let go_on = if first.kind == Kind::Han { self.han(run) } else { self.latin(run) };
            if !go_on {
                return false;
            }
        }
        true
    }

    fn han(&mut self, run: &[Token]) -> bool {
        if let [Token { kind: Kind::Han, at }] = run
            && han::is_name(&self.text[at.clone()])
        {
            self.separated = false;
            self.persons.push(Person::named(at.clone()));
            return true;
        }
        let names = han::names(self.text, run, self.glue);
        self.waste += names.waste;
        if !names.found.is_empty() {
            self.separated = false;
        }
        self.end = names.end.unwrap_or(self.end);
        // what a full stop ends is a citation
        let stopped = run.iter().any(|token| token.kind == Kind::Dot && &self.text[token.at.clone()] == ".")
            && names.found.iter().all(|name| !self.text[name.clone()].contains('.'));
        if stopped {
            let dot = run.iter().find(|token| token.kind == Kind::Dot).map_or(self.end, |dot| dot.at.start);
            self.persons.extend(names.found.into_iter().filter(|name| name.end <= dot).map(Person::named));
            self.end = dot;
            return self.persons.is_empty();
        }
        self.persons.extend(names.found.into_iter().map(Person::named));
        names.end.is_none()
    }

    fn latin(&mut self, run: &[Token]) -> bool {
        let mut names = std::mem::take(&mut self.roman);
        for name in names.of(self.text, run) {
            match name {
                roman::Name::Stop(at) => {
                    // a word too many before any name is only a heading
                    self.waste += run.last().map_or(0, |token| token.at.end) - at;
                    if !self.persons.is_empty() {
                        self.end = at;
                        return false;
                    }
                }
                roman::Name::Waste(at) => self.waste += at.len(),
                roman::Name::Is(at, marker) => {
                    if !self.joins_initials(&at) {
                        self.persons.push(Person { markers: marker.into_iter().collect(), ..Person::named(at) });
                    }
                    self.separated = false;
                }
            }
        }
        self.roman = names;
        true
    }

    /// `Quintanilla, M.`: initials behind a comma belong to the family name before.
    fn joins_initials(&mut self, at: &Range<usize>) -> bool {
        let text = self.text;
        if !self.separated || !text[at.clone()].split_whitespace().all(is_initials) {
            return false;
        }
        let Some(last) = self.persons.last_mut().filter(|last| last.markers.is_empty()) else { return false };
        let between = text[last.name.end..at.start].trim();
        let single = !text[last.name.clone()].contains(' ') && text[last.name.clone()].is_ascii();
        if between == "," && single {
            last.name.end = at.end;
        }
        between == "," && single
    }

    /// A name in characters with the same in letters behind a blank is one person's: `簡硯舟 Yen-Chou Chien`.
    fn merge_scripts(&mut self) {
        let text = self.text;
        self.persons.dedup_by(|later, earlier| {
            let (zh, en) = (&text[earlier.name.clone()], &text[later.name.clone()]);
            let beside = earlier.markers.is_empty()
                && earlier.other.is_none()
                && text[earlier.name.end..later.name.start].trim().is_empty()
                && zh.starts_with(is_han)
                && en.starts_with(|c: char| c.is_ascii_uppercase());
            let same = beside && name::agree(zh, en) == Agreement::Yes;
            if same {
                earlier.other = Some(later.name.clone());
                earlier.markers = std::mem::take(&mut later.markers);
                earlier.email = earlier.email.take().or(later.email.take());
                earlier.corresponding |= later.corresponding;
            }
            same
        });
    }

    /// A page that prints each name twice in a row means one person.
    fn merge_repeated(&mut self) {
        let text = self.text;
        self.persons.dedup_by(|later, earlier| {
            let same = are_same(&text[later.name.clone()], &text[earlier.name.clone()]);
            if same {
                for marker in std::mem::take(&mut earlier.markers) {
                    later.mark(marker);
                }
                later.other = later.other.take().or(earlier.other.take());
                std::mem::swap(later, earlier);
            }
            same
        });
    }
}

/// The persons of a list that parts them by semicolons, or one a line, each with the family name before a comma and
/// markers behind: `Teng, Yu-hsuan1 ; Wu, Yi-chen1,2*`.
fn inverted(text: &str) -> Option<Vec<Person>> {
    let lines = text.contains('\n') && !text.contains(';');
    memchr::memchr2(b';', b'\n', text.as_bytes()).filter(|_| text.len() < 1500 && !text.contains(is_han))?;
    let within = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '.' | ' ');
    let mut at = 0;
    let mut persons = Vec::new();
    for piece in text.split(if lines { '\n' } else { ';' }) {
        let (start, entry) = (at + piece.len() - piece.trim_start().len(), piece.trim());
        at += piece.len() + 1;
        if entry.is_empty() && at > text.len() {
            break;
        }
        // the whole name in brackets behind the cut one: `Teng, YH (Teng, Yu-hsuan) [1]`
        let whole = entry.split_once(" (").filter(|(_, inner)| inner.contains(", ") && inner.contains(')'));
        let (start, entry) = whole.map_or((start, entry), |(cut, inner)| (start + cut.len() + " (".len(), inner));
        let (family, given) = entry.split_once(", ")?;
        if word::degree(given).is_some() {
            return None;
        }
        let length = given.find(|c| !within(c)).map_or(given.len(), |end| given[..end].trim_end().len());
        let mut words = family.split(' ').chain(given[..length].split(' '));
        // `XU Liang, WANG Ming` on a line are two
        if lines && family.contains(' ') {
            return None;
        }
        if words.clone().count() > 5
            || !words.all(|word| word.starts_with(char::is_uppercase) && word.chars().all(within))
        {
            return None;
        }
        let mut person = Person::named(start..start + entry.len() - given.len() + length);
        let markers = given[length..].trim_start_matches(')');
        // a postcode
        if markers.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() > 2) {
            return None;
        }
        for token in token::tokens(markers) {
            match token.kind {
                Kind::Mark(marker) => person.mark(marker),
                Kind::Separator | Kind::Gap(_) | Kind::Nothing => {}
                _ => return None,
            }
        }
        persons.push(person);
    }
    (persons.len() > 1).then_some(persons)
}

/// Whether a line is one name, the family name before a comma: `Teng, Yu-hsuan`.
pub fn is_inverted(line: &str) -> bool {
    const LONGEST: usize = 40;
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'))
    };
    line.len() <= LONGEST
        && line.split_once(", ").is_some_and(|(family, given)| {
            capital(family) && given.split(' ').count() <= 3 && given.split(' ').all(capital)
        })
}

/// Whether the words that come first name an organisation: no name behind a full stop.
fn begins_organisation(text: &str, tokens: &[Token]) -> bool {
    let words = tokens.iter().find(|token| matches!(token.kind, Kind::Han | Kind::Latin));
    words.is_some_and(|words| words.kind == Kind::Han && name::is_organisation(&text[words.at.clone()]))
}

/// What a token behind a name says of the person.
fn note(person: &mut Person, token: &Token) {
    match token.kind {
        Kind::Email if person.email.is_none() => person.email = Some(token.at.clone()),
        Kind::Other if person.other.is_none() => person.other = Some(token.at.clone()),
        Kind::Corresponding => person.corresponding = true,
        _ => {}
    }
}

/// Whether two printed names are one; nearly all begin with other characters.
fn are_same(one: &str, other: &str) -> bool {
    let wrapped = |name: &str| name.starts_with(['$', '\\', '{', ' ']);
    (one.chars().next() == other.chars().next() || wrapped(one) || wrapped(other)) && cleaned(one) == cleaned(other)
}

#[cfg(test)]
mod tests;
