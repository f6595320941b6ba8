//! Whether a line is a byline.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem;

use super::roman::{is_foreign_to_names, is_particle};
use super::token::EMAIL_AUTHOR;
use super::{Marker, Person, Reader};
use crate::field::name::{
    begins_with_surname, cleaned, han_name_score, is_capitals, is_common_word, is_initials, is_national, is_of_prose,
    is_reading, is_surname, syllables, unglue,
};
use crate::field::text::{is_han, trim};
use crate::field::words::Words;

/// The byline that a line begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    /// Where it ends, in bytes; the rest, if any, is an affiliation.
    pub end: usize,
    /// How many persons it has.
    pub persons: usize,
    /// These, in bytes of the line, where the whole line was read for them.
    pub people: Option<Vec<Person>>,
    /// How sure that is, 0 to 1.
    pub likeness: f32,
}

/// How likely `line` is a byline, 0 to 1, in either script; one that its affiliations follow, as in
/// `陈建平1,许哲平2*(1.上海…`, counts as well, see [`opening`] for where it ends.
pub fn likeness(line: &str) -> f32 {
    opening(line).likeness
}

/// The byline that `line` begins with and how likely it is one.
pub fn opening(line: &str) -> Opening {
    let none = Opening { end: 0, persons: 0, people: None, likeness: 0.0 };
    let trimmed = without_doi(trim(line));
    // a long line can only begin with one
    let head = head(trimmed);
    if head.len() < 2 || refused(head) {
        return none;
    }
    let mut reader = Reader::read(head);
    if reader.persons.is_empty() {
        return none;
    }
    reader.end += others(&head[reader.end.min(head.len())..]);
    let offset = line.trim_end().len() - trimmed.len();
    let whole = reader.end >= head.len() && head.len() == trimmed.len();
    let likeness = judge(head, &reader, whole);
    Opening {
        end: offset + reader.end.min(head.len()),
        persons: reader.persons.len(),
        people: (head.len() == line.len()).then_some(reader.persons),
        likeness,
    }
}

/// How long the words are that stand for the authors left out, where these or a bracket close the byline: `al.` of
/// `LONG Chang, MAO Zhiruo et al.`; a reference goes on with its title.
fn others(rest: &str) -> usize {
    let behind = rest.strip_prefix("al").map(|behind| behind.trim_start_matches(['.', ',', ' ']));
    behind.filter(|behind| behind.is_empty() || behind.starts_with('(')).map_or(0, |behind| rest.len() - behind.len())
}

/// The byline that `line` begins with, if it is as likely one as not: quicker than [`opening`], since most lines of a page
/// are none at a glance.
pub fn told(line: &str) -> Option<Opening> {
    let head = head(without_doi(trim(line)));
    let told = !(is_numbered(head) || is_term(head));
    told.then(|| opening(line)).filter(|opening| opening.likeness >= TOLD)
}

/// A line is a byline from here on.
const TOLD: f32 = 0.5;

/// Whether the figure of a heading, a reference or an affiliation stands before the first word; a manuscript's lines have
/// numbers too, with a blank behind.
fn is_numbered(head: &str) -> bool {
    let figure = head.trim_start_matches(['#', ' ', '•', '*', '(', '[']);
    figure.starts_with(|c: char| c.is_ascii_digit()) && !has_line_number(head)
}

fn has_line_number(head: &str) -> bool {
    let words = head.trim_start_matches(|c: char| c.is_ascii_digit());
    words.len() < head.len() && words.starts_with(' ')
}

/// `访问统计`: a few characters and nothing else, and no surname at the beginning or behind one character.
fn is_term(head: &str) -> bool {
    // among more than this enough names may stand to make up for what is none
    const LONGEST: usize = 7 * "字".len();
    if head.len() > LONGEST || !head.chars().all(is_han) {
        return false;
    }
    let behind_first = head.chars().next().map_or(0, char::len_utf8);
    !begins_with_surname(head) && !begins_with_surname(&head[behind_first..]) && !is_national(head)
}

/// How many persons `words` name, if they are nothing but names; else 0.
pub fn names_only(words: &str) -> usize {
    let opening = opening(words);
    if opening.likeness >= 0.6 && opening.end >= words.trim_end().len() { opening.persons } else { 0 }
}

/// The line without the DOI that some papers print before the names.
fn without_doi(line: &str) -> &str {
    if !line.starts_with("10.") {
        return line;
    }
    match line.split_once(' ') {
        Some((doi, rest)) if doi.contains('/') => rest.trim_start(),
        _ => line,
    }
}

/// The part of a line that is worth reading: the whole one, or what stands before a long bracket.
fn head(line: &str) -> &str {
    const LONGEST: usize = 1500;
    &line[..line.floor_char_boundary(LONGEST)]
}

/// Cheap grounds to refuse a line before it is cut into tokens.
fn refused(line: &str) -> bool {
    if begins_foreign(line) || is_sentence(line) || says_where(line) {
        return true;
    }
    // `Gu Wangshu ORCID: orcid.org/… 1,`
    let labelled = || ["作者", "Author", "By"].iter().any(|label| line.starts_with(label)) || line.contains("ORCID: ");
    let bytes = line.as_bytes();
    let mut letters = 0;
    let mut run = 0;
    let mut at = 0;
    for place in 0..80 {
        let Some(byte) = bytes.get(at) else { break };
        if byte.is_ascii() {
            run = 0;
            at += 1;
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => letters += 1,
                b'(' | b'[' if letters > 1 => break,
                b'=' | b'%' | b'<' | b'>' => return true,
                b':' if place > 0 && place < 30 && !labelled() => return true,
                _ => {}
            }
            continue;
        }
        let Some(c) = line[at..].chars().next() else { break };
        at += c.len_utf8();
        if !is_han(c) {
            run = 0;
            match c {
                '。' | '《' | '》' => return true,
                c if c.is_alphabetic() => letters += 1,
                _ => {}
            }
            continue;
        }
        letters += 1;
        // a sentence: many characters on end, with particles in it or with a beginning that no name has
        run += 1;
        let first = || line.chars().nth(place + 1 - run).is_some_and(|c| !is_surname(c.encode_utf8(&mut [0; 4])));
        if run > 6 && (matches!(c, '的' | '了') || run == letters && run == 8 && first()) {
            return true;
        }
    }
    letters < 2
}

/// Whether one of the first three words is none of a name.
fn begins_foreign(line: &str) -> bool {
    let line = line.strip_suffix(EMAIL_AUTHOR).unwrap_or(line);
    let mut rest = line.trim_start_matches(['#', ' ', '•']);
    for place in 0..3 {
        let end = memchr::memchr3(b' ', b',', b'(', rest.as_bytes()).unwrap_or(rest.len());
        let word = &rest[..end];
        // `Gu Wangshu and Shen Zhixing`
        let joins = place == 2 && word == "and";
        if word.is_ascii() && is_foreign_to_names(word) && !joins {
            return true;
        }
        // `LANG Jun(Department of …)`
        if rest[end..].starts_with('(') {
            return false;
        }
        let Some(behind) = rest.get(end + 1..) else { return false };
        rest = behind;
    }
    false
}

/// `Q. Sun and L. Gao are with the Department of …`: a note at the foot, whose byline stands above.
pub fn says_where(line: &str) -> bool {
    const NEAR: usize = 120;
    static WITH: LazyLock<memmem::Finder<'static>> = LazyLock::new(|| memmem::Finder::new(" with "));
    let head = &line.as_bytes()[..line.len().min(NEAR)];
    head.first().is_some_and(u8::is_ascii_uppercase)
        && WITH
            .find(head)
            .is_some_and(|at| [" is", " are", " was", " were"].iter().any(|verb| line[..at].ends_with(verb)))
}

/// `Returning crop straw together with …`: four words on end in small letters near the beginning, with nothing but
/// blanks between.
fn is_sentence(line: &str) -> bool {
    let mut rest = line.as_bytes();
    let mut small = 0;
    for _ in 0..7 {
        let end = memchr::memchr(b' ', rest).unwrap_or(rest.len());
        let is_small = end > 0 && rest[..end].iter().all(u8::is_ascii_lowercase);
        small = if is_small { small + 1 } else { 0 };
        if small == 4 {
            return true;
        }
        let Some(behind) = rest.get(end + 1..) else { return false };
        rest = behind;
    }
    false
}

fn judge(text: &str, reader: &Reader, whole: bool) -> f32 {
    let persons = &reader.persons;
    let n = persons.len() as f32;
    let marked = persons.iter().filter(|person| is_marked(person)).count() as f32 / n;
    let (mut sum, mut worst, mut strange) = (0.0, 1.0f32, 0);
    for person in persons {
        let score = credit(&text[person.name.clone()], persons.len() > 1);
        sum += score;
        worst = worst.min(score);
        strange += usize::from(score < 0.2);
    }
    let mean = sum / n;
    let named: usize = persons.iter().map(|person| person.name.len()).sum();
    let rest = &text[reader.end.min(text.len())..];
    // words that are no names, before the end of the byline
    let wasted = reader.waste as f32 / (named + reader.waste).max(1) as f32;
    let mut likeness = 0.7 * mean + 0.3 * worst;
    // figures on the names make even strange ones credible
    likeness += (1.0 - likeness) * 0.6 * marked * if mean > 0.2 { 1.0 } else { 0.0 };
    if persons.len() > 1 {
        likeness += (1.0 - likeness) * 0.3 * if mean > 0.5 { 1.0 } else { 0.0 };
    }
    if is_numbered(text) {
        likeness *= 0.3;
    } else if has_line_number(text) {
        likeness *= if persons.len() > 1 && mean > 0.7 { 0.8 } else { 0.3 };
    }
    // names and nothing else before an organisation in brackets
    let placed = !whole && affiliation_follows(rest);
    let bracketed = placed && wasted == 0.0 && rest.trim_start().starts_with('(');
    // one rare surname among three known ones is no ground, nor are as many as known ones before a bracket
    let rare = strange == 1 && persons.len() >= 4 && mean >= 0.55
        || bracketed && persons.len() >= 3 && strange * 2 <= persons.len() && mean >= 0.5;
    if is_prose(text, persons) {
        likeness *= 0.2;
    }
    if worst < 0.2 && marked < 0.6 && !rare || mean < 0.3 {
        likeness *= 0.4;
    }
    if whole {
        likeness *= 1.0 - wasted;
    } else if !placed {
        likeness *= 0.2;
    } else if persons.len() > 1 && (worst > 0.4 || rare) && bracketed {
        likeness += (1.0 - likeness) * 0.3;
    } else if marked < 0.5 && (mean < 0.6 || worst < 0.3) {
        likeness *= 0.4;
    }
    let glued = persons.windows(2).filter(|pair| pair[0].name.end == pair[1].name.start).count();
    if glued > 0 && glued + 1 == persons.len() && persons.len() == 2 && worst < 0.8 {
        // two halves of a term
        likeness *= 0.5;
    }
    let after = rest.trim_start_matches([',', ' ', '男', '女', '(']);
    let sex = |comma: usize| {
        let rest = &text[comma + 1..];
        rest.strip_prefix(' ').unwrap_or(rest).starts_with(['男', '女'])
    };
    let biography = persons.len() == 1
        && (memchr::memchr_iter(b',', text.as_bytes()).any(sex)
            || after.starts_with(['1', '2']) && rest.contains('年'));
    if biography || persons.len() == 1 && persons[0].email.is_some() {
        likeness *= 0.3;
    }
    likeness.clamp(0.0, 1.0)
}

/// Whether the names are made of prose: `黄土高原农田水分平衡` begins with a surname and has others in it.
fn is_prose(text: &str, persons: &[Person]) -> bool {
    let names = persons.iter().map(|person| &text[person.name.clone()]).filter(|name| !name.contains('·'));
    let (mut han, mut prose) = (0, 0);
    for c in names.flat_map(str::chars).filter(|c| is_han(*c)) {
        han += 1;
        prose += usize::from(is_of_prose(c));
    }
    prose >= 2 && prose * 7 >= han
}

fn is_marked(person: &Person) -> bool {
    person.corresponding || person.markers.iter().any(|marker| !matches!(marker, Marker::Damaged))
}

/// Words of affiliations in either script.
#[rustfmt::skip]
static PLACES: LazyLock<Words> = LazyLock::new(|| Words::new(&[
    "大学", "学院", "研究", "医院", "中心", "实验室", "公司", "科学院", "学校", "局",
    "Univ", "Inst", "Coll", "School", "Dep", "Lab", "Acad", "Hosp", "Cent", "Facul", "State", "Key", "Bureau",
    "Div", "Corp", "Ltd", "Museum", "Observ", "Station", "Fac", "college", "univ",
]));

/// Whether what follows the names is an affiliation, in brackets, behind its key or glued to the names.
fn affiliation_follows(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', ',', ';', '\\', ':']);
    let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '①' | '¹' | '²'));
    let named =
        |text: &str, reach: usize| PLACES.are_in(text.char_indices().nth(reach).map_or(text, |(end, _)| &text[..end]));
    if let Some(inside) = rest.strip_prefix(['(', '[']) {
        let (content, behind) = inside.split_once([')', ']']).unwrap_or((inside, ""));
        let goes_on = behind.trim_start().starts_with(['是', '的', '在', '为', '和', '等', '与', '对', '所']);
        // `[1-2]` is a citation
        return numbered(content) && content.len() > 8 || !goes_on && named(content, 60);
    }
    let lettered = rest.starts_with("a ") || rest.starts_with("a.");
    let clause = rest.split([',', '。', '.', ';']).next().unwrap_or_default();
    !rest.starts_with(['.', '。', '/']) && named(if numbered(rest) || lettered { rest } else { clause }, 50)
}

/// How credible a name is, 0 to 1; in company of others a doubtful one is more so.
fn credit(name: &str, company: bool) -> f32 {
    let name = cleaned(name);
    if !name.is_ascii() && name.chars().any(is_han) {
        let score = han_name_score(&name);
        // no common word has a higher score
        let ease = if company && (score < 0.12 && is_common_word(&name) || score < 0.4 && name.contains('·')) {
            // `满苏尔·沙比提` beside others ends like a term and is none
            3.0
        } else if company && score < 0.4 {
            1.3
        } else {
            1.0
        };
        return (score * ease).min(0.97);
    }
    latin_credit(&name, company)
}

/// English words that pinyin could spell.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "change", "china", "data", "date", "gene", "language", "life", "line", "long", "manage", "manga", "me",
    "menu", "more", "name", "nature", "note", "page", "pause", "share", "she", "song", "tang", "women", "wen",
    "issue", "guide", "image", "he", "fan", "bang", "can", "due", "die", "fang", "gang", "hang", "hen", "lung",
    "man", "men", "panda", "ping", "rang", "ran", "range", "run", "sang", "sun", "ten", "wan", "wage", "yang",
];

fn latin_credit(name: &str, company: bool) -> f32 {
    // figures that OCR read for letters: `X1-ran`
    let readable = if name.contains(['1', '0']) {
        Cow::Owned(name.replace('1', "i").replace('0', "o"))
    } else {
        Cow::Borrowed(name)
    };
    // `Teng, Yu-hsuan`
    let readable = if readable.contains(", ") { Cow::Owned(readable.replace(", ", " ")) } else { readable };
    let name = unglue(&readable);
    let words: Vec<&str> = name.split_whitespace().collect();
    let spells = |word: &&str| syllables(word).is_some_and(|n| n <= 4);
    let is_family = |word: &str| is_reading(word);
    let english = |word: &&str| !is_capitals(word) && ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word));
    // `Jane Lisandra Felipe de Souza`: particles do not count
    let n = if words.len() > 4 { words.iter().filter(|word| !is_particle(word)).count() } else { words.len() };
    let pinyin = words.iter().all(spells);
    let ends_family = n >= 2 && (is_family(words[0]) || is_family(words[n - 1]) || is_family(&words[..2].concat()));
    if (2..=4).contains(&n) && pinyin && ends_family {
        return if words.iter().all(english) { 0.3 } else { 0.93 };
    }
    let plain =
        words.iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’' | ' ')));
    if !plain || words.iter().all(english) {
        return 0.1;
    }
    let family_first = n == 2 && is_capitals(words[0]) != is_capitals(words[1]);
    let initials = words.iter().any(|word| is_initials(word) && (word.len() == 1 || word.contains('.')));
    let partly = words.iter().any(|word| spells(word) && is_family(word));
    // `Zhang SF, Hou L` and `S. F. Zhang, L. Hou`: initials beside a known surname
    let short = |word: &&str| is_initials(word) || word.len() <= 3 && is_capitals(word);
    let shortened = company
        && n >= 2
        && (is_family(words[0]) && words[1..].iter().all(short)
            || is_family(words[n - 1]) && words[..n - 1].iter().all(short));
    match n {
        2..=4 if shortened => 0.75,
        1 if pinyin && syllables(words[0]).is_some_and(|n| (2..=4).contains(&n)) => {
            if company {
                0.45
            } else {
                0.15
            }
        }
        1 => {
            if company {
                0.2
            } else {
                0.05
            }
        }
        2..=4 if initials && !words.iter().all(|word| is_initials(word)) => 0.6,
        2 if family_first && words.iter().all(|word| word.len() >= 2) => 0.55,
        2..=4 if partly => 0.6,
        2..=4 if company => 0.45,
        2..=4 => 0.3,
        _ => 0.1,
    }
}
