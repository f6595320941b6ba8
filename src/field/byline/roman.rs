//! Names in a run of Latin words that no mark or separator divides.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Kind, Token};
use super::{Key, Marker};
use crate::field::name::{is_capitals, is_initials, is_reading, syllables, unglue};
use crate::field::words;

/// One piece of a run.
pub(super) enum Name {
    /// A name, and the marker that was glued to it.
    Is(Range<usize>, Option<Marker>),
    /// Words that are no name.
    Waste(Range<usize>),
    /// Here begins an affiliation or a sentence.
    Stop(usize),
}

/// Words of organisations, of sentences and of subjects.
#[rustfmt::skip]
static FOREIGN: LazyLock<words::Latin> = LazyLock::new(|| words::Latin::from_iter([
    "abstract", "academia", "academy", "affairs", "agricultural", "agriculture", "all", "analysis", "and",
    "anhui", "application", "applications", "applied", "approach", "archive", "archives", "article", "articles",
    "arts", "author", "authors", "based", "beijing", "biological", "biology", "bureau", "by", "candidate", "center",
    "centre", "chemical", "chemistry", "china", "chinese", "citation", "cited", "city", "college", "company", "computer",
    "contact", "control", "corporation", "data", "deep", "department", "design", "development", "division",
    "doi", "download", "ecological", "economics", "economy", "education", "effect", "effects", "energy",
    "engineering", "environment", "environmental", "evaluation", "experimental", "faculty", "figure", "for",
    "foundation", "from", "full", "geographical", "geology", "global", "group", "health", "home", "hospital",
    "html", "image", "impact", "in", "inc", "index", "industrial", "influence", "information", "institute",
    "institution", "international", "introduction", "issue", "issues", "journal", "journals", "key", "keywords",
    "lab", "laboratory", "language", "learning", "letters", "library", "life", "ltd", "machine", "management",
    "marine", "material", "materials", "mathematics", "mechanics", "mechanism", "medical", "medicine", "menu",
    "method", "methods", "model", "models", "museum", "national", "natural", "nature", "network", "networks",
    "neural", "new", "news", "north", "northeast", "northern", "northwest", "novel", "ocean", "of", "office",
    "on", "online", "open", "optical", "optics", "original", "page", "paper", "papers", "pdf", "people",
    "performance", "physics", "plant", "policy", "power", "press", "process", "progress", "province",
    "professor", "psychology", "public", "publication", "references", "remote", "report", "republic", "research", "resource",
    "resources", "results", "review", "reviews", "school", "science", "sciences", "scientific", "search",
    "section", "sensing", "series", "service", "share", "social", "society", "software", "soil", "south",
    "southeast", "southern", "southwest", "space", "state", "station", "structural", "studies", "study",
    "supplementary", "surface", "survey", "system", "systems", "table", "technical", "technology", "text",
    "the", "theory", "title", "to", "training", "transactions", "treatment", "under", "university", "using",
    "view", "volume", "water", "with", "world",
]));

/// Endings of English nouns and adjectives that few names share.
#[rustfmt::skip]
const ENDINGS: &[&str] = &[
    "tion", "tions", "ment", "ments", "ology", "graphy", "ical", "ness", "ities", "istics", "ivity", "ability",
    "ences", "ances", "ysis", "ularly", "aphic", "ized", "izing", "ional",
];

/// Whether `word` belongs to an organisation, a sentence or a subject rather than to a name.
pub(super) fn is_foreign_to_names(word: &str) -> bool {
    FOREIGN.contain(word) && !(is_capitals(word) && word.len() <= 3) || word.len() >= 7 && has_ending(word.as_bytes())
}

fn has_ending(word: &[u8]) -> bool {
    let last = word[word.len() - 1].to_ascii_lowercase();
    ENDINGS.iter().map(|ending| ending.as_bytes()).any(|ending| {
        ending[ending.len() - 1] == last && word[word.len() - ending.len()..].eq_ignore_ascii_case(ending)
    })
}

/// Room for the names of one run after the other.
#[derive(Default)]
pub(super) struct Names {
    found: Vec<Name>,
    /// Words with nothing but blanks between.
    words: Vec<Range<usize>>,
}

impl Names {
    /// The names in `run`.
    pub fn of(&mut self, text: &str, run: &[Token]) -> impl Iterator<Item = Name> {
        self.words.clear();
        find(text, run, &mut self.words, &mut self.found);
        self.found.drain(..)
    }
}

fn find(text: &str, run: &[Token], words: &mut Vec<Range<usize>>, names: &mut Vec<Name>) {
    if is_joined(text, run) {
        names.push(Name::Is(run[0].at.start..run[run.len() - 1].at.end, None));
        return;
    }
    let repeated = repeated(text, run);
    for (place, token) in run.iter().enumerate() {
        match token.kind {
            Kind::Latin => {
                let (mut from, to) = (token.at.start, token.at.end);
                let twice = repeated.filter(|at| token.at.contains(at)).map(|at| vec![at - token.at.start]);
                for border in twice.unwrap_or_else(|| borders(&text[token.at.clone()])) {
                    words.push(from..token.at.start + border);
                    group(text, words, names);
                    words.clear();
                    from = token.at.start + border;
                }
                words.push(from..to);
            }
            Kind::Dot => {
                group(text, words, names);
                words.clear();
                // a full stop ends the list, a dot between blanks does not
                if &text[token.at.clone()] == "." && place > 0 {
                    names.push(Name::Stop(token.at.start));
                    return;
                }
            }
            _ => {}
        }
    }
    group(text, words, names);
}

/// Whether a run is one name whose parts dots join, `Ayguli·Tursun`; blanks would stand around dots between people.
fn is_joined(text: &str, run: &[Token]) -> bool {
    let turns = |(place, token): (usize, &Token)| match token.kind {
        Kind::Latin => place % 2 == 0,
        Kind::Dot => place % 2 == 1 && &text[token.at.clone()] != ".",
        _ => false,
    };
    run.len() >= 3 && run.len() % 2 == 1 && run.iter().enumerate().all(turns)
}

/// Where a run says the same name again: before the second `Peiyao` of `Peiyao NingPeiyao Ning`.
fn repeated(text: &str, run: &[Token]) -> Option<usize> {
    let (first, last) = (run.first()?.at.start, run.last()?.at.end);
    let whole = text[first..last].trim();
    let half = whole.len() / 2;
    let twice = whole.len() >= 8 && whole.is_char_boundary(half) && whole[..half] == whole[half..];
    twice.then_some(first + half)
}

/// `Departmentof`: what begins a unit, glued to what follows.
fn is_unit_of(word: &str) -> bool {
    word.strip_suffix("of").is_some_and(is_foreign_to_names)
}

/// More letters on end are no name.
const LONGEST: usize = 24;

/// Where a name begins inside a word, since its separator was lost: 3 in `YueWEI`.
fn borders(word: &str) -> Vec<usize> {
    // nearly every word has its capital in front
    if word.is_ascii()
        && !word.as_bytes().windows(2).any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase())
    {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let mut borders = Vec::new();
    for i in 1..chars.len().saturating_sub(1) {
        let (at, c) = chars[i];
        if !chars[i - 1].1.is_lowercase() || !c.is_uppercase() {
            continue;
        }
        let (before, after) = word.split_at(at);
        let capitals = after.split(['-', '\'']).next().is_some_and(is_capitals) && before.len() >= 2;
        let foreign = before.len() >= 4 && after.len() >= 4 && syllables(word).is_none();
        // no name is so long: `GuangxiKeyLaboratoryofRareandEndangered`; nor does one begin at an initial: `JuanF.Campos`
        if is_unit_of(after) || after.len() > LONGEST || after.as_bytes().get(1) == Some(&b'.') {
            continue;
        }
        if capitals && !matches!(before, "Mc" | "Mac" | "De" | "La" | "Le" | "Di") || foreign {
            borders.push(at);
        }
    }
    borders
}

/// Cuts words with nothing but blanks between into names.
fn group(text: &str, words: &[Range<usize>], names: &mut Vec<Name>) {
    if words.is_empty() {
        return;
    }
    let word = |place: usize| &text[words[place].clone()];
    let n = words.len();
    // words that OCR glued together: `Departmentofchemistry`
    let glued =
        |word: &str| word.len() > 16 && !word.contains(['-', '$']) && syllables(word).is_none() || is_unit_of(word);
    if let Some(stop) = (0..n).find(|&place| is_foreign_to_names(word(place)) || glued(word(place))) {
        // `HUANG Wenhua School of Medicine`, `HUANGWenhua DepartmentofMedicine`
        let named = match stop {
            1 if matches!(unglue(word(0)), Cow::Owned(_)) => 1,
            2 | 3 if syllables(word(0)).is_some() && syllables(word(1)).is_some() => 2,
            _ => 0,
        };
        if named > 0 {
            group(text, &words[..named], names);
        }
        names.push(Name::Stop(words[named].start));
        return;
    }
    // the last words of a title above: `chloroplast genome CHEN Moshun`
    let small = |word: &str| word.len() > 3 && word.starts_with(|c: char| c.is_ascii_lowercase());
    let title = small(word(0)) && word(0).len() > 4 && syllables(word(0)).is_none();
    let behind = |end: &usize| *end < n;
    let mut start = (0..n).position(|place| !title || !small(word(place))).filter(behind).unwrap_or(0);
    if start > 0 {
        names.push(Name::Waste(words[0].start..words[start - 1].end));
    }
    let words = &words[start..];
    // a name in one word among others: `YUAN Lixia LIBing CHEN Yushi`
    let in_one = |range: &Range<usize>| {
        let word = &text[range.clone()];
        word.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase) && matches!(unglue(word), Cow::Owned(_))
    };
    if words.len() >= 3
        && words.iter().any(|range| is_capitals(&text[range.clone()]))
        && let Some(place) = words.iter().position(in_one)
    {
        group(text, &words[..place], names);
        names.push(name(text, &words[place..place + 1]));
        return group(text, &words[place + 1..], names);
    }
    if words.len() < 4 {
        names.push(name(text, words));
        return;
    }
    start = 0;
    for end in ends(text, words) {
        names.push(name(text, &words[start..end]));
        start = end;
    }
}

/// Behind which of four words and more a name ends.
fn ends(text: &str, words: &[Range<usize>]) -> Vec<usize> {
    let word = |place: usize| &text[words[place].clone()];
    let n = words.len();
    let capitals: Vec<bool> = (0..n).map(|place| is_capitals(word(place))).collect();
    let many = capitals.iter().filter(|c| **c).count();
    if many >= 2 && many < n {
        // `ZHOU Wen YANG Zheng-yuan`, `Wen ZHOU Zheng-yuan YANG`
        let ends: Vec<usize> = if capitals[0] {
            (1..=n).filter(|&place| place == n || capitals[place] && !capitals[place - 1]).collect()
        } else if capitals[n - 1] {
            (1..=n).filter(|&place| capitals[place - 1] && (place == n || !capitals[place])).collect()
        } else {
            vec![n]
        };
        return ends;
    }
    let spells = (0..n).all(|place| syllables(word(place)).is_some_and(|n| n <= 4));
    let is_family = |place: usize| is_reading(word(place));
    if n.is_multiple_of(2) && spells {
        let pairs = || (0..n).step_by(2);
        if pairs().all(is_family) || pairs().all(|place| is_family(place + 1)) {
            return pairs().map(|place| place + 2).collect();
        }
    }
    vec![n]
}

/// Whether a word stands between names of one person: `de`, `dos`, `e`, `y`.
pub(super) fn is_particle(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|b| b.is_ascii_lowercase()) || word == "della"
}

/// One name of these words, or waste.
fn name(text: &str, words: &[Range<usize>]) -> Name {
    let at = words[0].start..words[words.len() - 1].end;
    let word = |place: usize| &text[words[place].clone()];
    let n = words.len();
    let letters = text[at.clone()].chars().filter(|c| c.is_alphabetic()).count();
    let initials = || (0..n).all(|place| is_initials(word(place)) && word(place).contains('.'));
    let capital = |word: &str| word.starts_with(char::is_uppercase) || word.starts_with('$');
    let spells = || (0..n).all(|place| syllables(word(place)).is_some());
    let shaped = capital(word(n - 1)) && (0..n).filter(|&place| capital(word(place))).count() * 2 >= n;
    // `Jane Lisandra dos Santos e Silva`: particles do not count
    let many = (0..n).filter(|&place| !is_particle(word(place))).count() > 6;
    if many || letters < 2 && !initials() || !(shaped || n >= 2 && spells()) || letters > 60 {
        return Name::Waste(at);
    }
    // `WU Zhenhual` is Zhenhua with a raised 1, `Alistair Cheal` is not
    let last = word(n - 1);
    if n >= 2
        && (0..n - 1).all(|place| syllables(word(place)).is_some())
        && let Some(kept) = last.strip_suffix(['l', 'I'])
        && kept.len() >= 2
        && syllables(last).is_none()
        && syllables(kept).is_some()
    {
        return Name::Is(at.start..at.end - 1, Some(Marker::Key(Key::number(1))));
    }
    Name::Is(at, None)
}
