//! How sure each value is: one pass over the evidence when everything is read and checked.
//!
//! Four ideas, in this order:
//! 1. **Place.** A value is as sure as its place: behind its label, in a head, in a citation, in metadata, by shape.
//!    Reading says which; what stood behind no label of its own falls to shape or to a fallback here.
//! 2. **Agreement.** Each independent witness halves the doubt: the same text elsewhere, the other language, the sound
//!    of a name, the article code, an author who is at the affiliation. Two are asked for at most.
//! 3. **Doubt.** What a check or a reading doubts can be no surer than the doubt's severity allows.
//! 4. **Damage.** A text with remnants of formulas, half brackets or glued words is not what the page meant to print, and
//!    on a page that came as one line what has no form of its own may have lost its end.
//!
//! Whoever takes only values above 0.9 must be right 98 times of 100; `qikan score PAGES GOLD` says whether that holds.

mod damage;

use crate::document::Span;
use crate::field::{ArticleCode, name, text};
use crate::label::Label;
use crate::outline::Outline;
use crate::problem::{Code, Problem, Severity};
use crate::record::{Affiliation, Author, Evidence, Language, Record};

use damage::is_damaged;

/// In two citations of the article that agree.
pub(in crate::read) const AGREED: f32 = 0.99;
/// In the article's own head or behind a label whose values have a form that nothing else has.
pub(in crate::read) const HEAD: f32 = 0.97;
/// In a citation of the article, or behind a label.
pub(in crate::read) const LABELLED: f32 = 0.95;
/// What a machine was meant to read: less proof-read than print.
pub(in crate::read) const META: f32 = 0.93;
/// By place and shape, without a label.
pub(in crate::read) const SHAPE: f32 = 0.88;
/// Out of another value: the ISSN of an article code, the year of a release.
pub(in crate::read) const DERIVED: f32 = 0.8;
/// By a rule for what no other rule found: an abstract or keywords without label, an owner by elimination.
pub(in crate::read) const FALLBACK: f32 = 0.75;

/// An abstract is rarely shorter, in characters; what is may be cut off.
const SHORT_ABSTRACT: usize = 60;
/// A keyword is rarely longer, in Han characters and in words; what is may be two.
const LONG_TERM: (usize, usize) = (12, 6);

/// A Chinese title of so many characters has no English one of so few words.
const LONG_TITLE: usize = 12;
const FEW_WORDS: usize = 3;

/// Adjusts the confidence of every value of `record`; `alike` says of the first authors, where it was asked, whether
/// their two names sound alike.
pub(super) fn settle(outline: &Outline, evidence: &mut [Evidence], record: &Record, alike: &[Option<bool>]) {
    let code = record.article_code.as_ref().and_then(|code| code.parse().ok());
    let sound_alike = |author: &Author| match (&author.name.zh, &author.name.en) {
        (Some(zh), Some(en)) => name::agree(zh, en) == name::Agreement::Yes,
        _ => false,
    };
    let told = alike.iter().copied().chain(std::iter::repeat(None));
    let alike =
        record.authors.iter().zip(told).map(|(author, told)| told.unwrap_or_else(|| sound_alike(author))).collect();
    let judge = Judge { outline, record, code, alike };
    for value in evidence {
        let kind = Kind::of(value.field);
        let mut sure = judge.place(value, kind);
        let ceiling = judge.ceiling(value, kind);
        // what witnesses say of a doubted value changes nothing
        if sure < ceiling {
            for _ in 0..judge.witnesses(value, kind).min(2) {
                sure = 1.0 - (1.0 - sure) / 2.0;
            }
        }
        value.confidence = sure.min(ceiling);
    }
}

/// Values that are judged alike.
#[derive(Clone, Copy)]
enum Kind {
    Title(Language),
    Journal(Language),
    Section,
    Abstract,
    Keyword(Language),
    Name(Language),
    Affiliation,
    Funding,
    Award,
    Doi,
    /// What the article code repeats.
    Coded,
    Other,
}

impl Kind {
    fn of(field: &str) -> Kind {
        match field {
            "title.zh" => Kind::Title(Language::Zh),
            "title.en" => Kind::Title(Language::En),
            "journal.title.zh" => Kind::Journal(Language::Zh),
            "journal.title.en" => Kind::Journal(Language::En),
            "section" => Kind::Section,
            "abstract.zh" | "abstract.en" => Kind::Abstract,
            "keywords.zh[]" => Kind::Keyword(Language::Zh),
            "keywords.en[]" => Kind::Keyword(Language::En),
            "authors[].name.zh" => Kind::Name(Language::Zh),
            "authors[].name.en" => Kind::Name(Language::En),
            "affiliations[].text.zh" | "affiliations[].text.en" => Kind::Affiliation,
            "funding[].text" => Kind::Funding,
            "funding[].awards" => Kind::Award,
            "doi" => Kind::Doi,
            "year" | "issue" | "first_page" | "journal.issn" => Kind::Coded,
            _ => Kind::Other,
        }
    }
}

struct Judge<'a, 'd> {
    outline: &'a Outline<'d>,
    record: &'a Record,
    code: Option<ArticleCode>,
    /// Of each author, whether the two names sound alike.
    alike: Vec<bool>,
}

impl Judge<'_, '_> {
    /// How sure the place alone makes a value.
    fn place(&self, value: &Evidence, kind: Kind) -> f32 {
        if value.span.start >= self.outline.doc.body().len() {
            return value.confidence;
        }
        let (labels, without): (&[Label], f32) = match kind {
            Kind::Title(_) => (&[Label::Title], SHAPE),
            Kind::Name(_) => (&[Label::Authors, Label::AuthorsAffiliations], SHAPE),
            Kind::Affiliation => (&[Label::Affiliation, Label::AuthorsAffiliations], SHAPE),
            Kind::Section => (&[Label::Section], SHAPE),
            Kind::Abstract => (&[Label::Abstract], FALLBACK),
            Kind::Keyword(_) => (&[Label::Keywords], FALLBACK),
            Kind::Funding | Kind::Award => (&[Label::Funding], SHAPE),
            Kind::Journal(_) | Kind::Doi | Kind::Coded | Kind::Other => return value.confidence,
        };
        if self.is_announced(value.span, labels) { value.confidence } else { value.confidence.min(without) }
    }

    /// Whether the last label before `span` is one of `labels`.
    fn is_announced(&self, span: Span, labels: &[Label]) -> bool {
        let marks = &self.outline.marks;
        let before = &marks[..marks.partition_point(|mark| mark.start <= span.start)];
        // a label inside the value's own first words announces nothing
        let last = before.iter().rev().find(|mark| mark.value <= span.start);
        last.is_some_and(|mark| labels.contains(&mark.label))
    }

    /// How many others say the same.
    fn witnesses(&self, value: &Evidence, kind: Kind) -> usize {
        let record = self.record;
        let again = || usize::from(self.is_printed_again(value.span));
        match kind {
            Kind::Title(language) => again() + usize::from(self.stands_over_byline(value, language)),
            Kind::Journal(_) | Kind::Section | Kind::Doi => again(),
            Kind::Name(language) => {
                let Some(author) = item(&record.authors, value) else { return 0 };
                let alike = item(&self.alike, value).is_some_and(|alike| *alike);
                let zh = author.name.zh.as_deref().filter(|_| language == Language::Zh);
                let shaped = zh.is_some_and(name::looks_like_han_name);
                usize::from(alike) + usize::from(shaped) + if alike { 0 } else { again() }
            }
            Kind::Affiliation => {
                let Some(place) = item(&record.affiliations, value) else { return 0 };
                usize::from(place.institution.is_some() && self.has_author(value)) + usize::from(is_bilingual(place))
            }
            // as many terms in both languages
            Kind::Keyword(_) => usize::from(record.keywords.zh.len() == record.keywords.en.len()),
            // the code does not bear witness to what was read out of it
            Kind::Coded if value.confidence > DERIVED => usize::from(self.code_says(value.field) == Some(true)),
            Kind::Coded | Kind::Abstract | Kind::Funding | Kind::Award | Kind::Other => 0,
        }
    }

    /// How sure a value can be at most.
    fn ceiling(&self, value: &Evidence, kind: Kind) -> f32 {
        let doubts = self.record.problems.iter().filter(|problem| concerns(problem, value, self.record));
        let doubted = doubts.map(|problem| limit(problem.severity)).fold(1.0, f32::min);
        let contradicted = matches!(kind, Kind::Coded) && self.code_says(value.field) == Some(false);
        let contradicted = if contradicted { SHAPE } else { 1.0 };
        let ceiling = doubted.min(contradicted);
        let odd = || self.may_be_cut(kind) || self.is_odd(value, kind);
        if ceiling > SHAPE && odd() { SHAPE } else { ceiling }
    }

    /// Whether a value ends with its line, on a page whose line ends were lost.
    fn may_be_cut(&self, kind: Kind) -> bool {
        let ends_by_itself = matches!(kind, Kind::Name(_) | Kind::Award | Kind::Coded | Kind::Other);
        self.outline.doc.came_as_one_line() && !ends_by_itself
    }

    /// Whether a value does not look as its kind does.
    fn is_odd(&self, value: &Evidence, kind: Kind) -> bool {
        if matches!(kind, Kind::Award | Kind::Doi | Kind::Coded | Kind::Other) {
            return false;
        }
        let words = text::trim(self.outline.doc.slice(value.span));
        match kind {
            // formulas belong into an abstract; but it ends with a sentence
            Kind::Abstract => {
                let ended = words.trim_end_matches(['"', '”', ')', ']']).ends_with(['.', '。', '!', '?', '．']);
                !ended || words.chars().nth(SHORT_ABSTRACT).is_none()
            }
            // a footnote's number, e.g. `… in Female Poultry2`
            Kind::Title(language) => {
                let stem = words.trim_end_matches(|c: char| c.is_ascii_digit());
                let noted = stem.len() < words.len() && stem.ends_with(char::is_alphabetic);
                noted || language == Language::En && self.is_rest_of_title(words) || is_damaged(words)
            }
            // the rest of a name that the line above begins, e.g. `Geophys`
            Kind::Journal(Language::En) => !words.contains(' ') && !self.is_printed_again(value.span),
            Kind::Keyword(language) => {
                let alone = self.record.keywords.get(language).len() == 1;
                let (han, parts) = LONG_TERM;
                let long = words.len() > 3 * han && words.chars().filter(|c| text::is_han(*c)).count() > han
                    || words.len() > 2 * parts && words.split_whitespace().count() > parts;
                // terms without separators are read as one
                alone || long || is_damaged(words)
            }
            // `北京 100039o`
            Kind::Affiliation => {
                let before = words.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let number = before.len() < words.len() && before.ends_with(|c: char| c.is_ascii_digit());
                number || is_damaged(words)
            }
            Kind::Name(Language::Zh) => {
                let name = item(&self.record.authors, value).and_then(|author| author.name.zh.as_deref());
                // Latin letters in a Chinese byline: a foreigner, or the English one
                name.is_some_and(|name| !name.contains(text::is_han)) || is_damaged(words)
            }
            Kind::Name(Language::En) | Kind::Funding | Kind::Section | Kind::Journal(Language::Zh) => is_damaged(words),
            Kind::Award | Kind::Doi | Kind::Coded | Kind::Other => false,
        }
    }

    /// Whether an English title is the rest of one whose beginning stands elsewhere: a few words beside a long Chinese
    /// title, or one that begins small.
    fn is_rest_of_title(&self, words: &str) -> bool {
        let words = words.trim_start_matches(['#', ' ']);
        let long = || {
            self.record
                .title
                .zh
                .as_deref()
                .is_some_and(|zh| zh.chars().filter(|c| text::is_han(*c)).count() >= LONG_TITLE)
        };
        let few = words.split_whitespace().count() <= FEW_WORDS && long();
        few || words.starts_with(char::is_lowercase)
            && words.split(' ').next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
    }

    /// Whether the text at `span` stands a second time in the front or the metadata, as a whole.
    fn is_printed_again(&self, span: Span) -> bool {
        let doc = self.outline.doc;
        let (words, body) = (doc.slice(span), doc.body().len());
        let front = self.outline.lines.last().map_or(0, |line| line.span.end).max(span.end).min(body);
        let meta = body..doc.text().len();
        if words.len() < 4 {
            return false;
        }
        // a search for a few characters is quickly prepared and finds little else
        let begins = &words[..words.floor_char_boundary(12)];
        let finder = memchr::memmem::Finder::new(begins);
        [0..front, meta].into_iter().any(|range| {
            let from = range.start;
            let haystack = &doc.text()[range];
            finder.find_iter(haystack.as_bytes()).filter(|at| haystack[*at..].starts_with(words)).any(|at| {
                let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '-' | '—' | '–');
                let apart = !haystack[..at].ends_with(goes_on) && {
                    let rest = &haystack[at + words.len()..];
                    !rest.starts_with(goes_on) && !rest.trim_start().starts_with([':', '-', '—'])
                };
                from + at != span.start && apart
            })
        })
    }

    /// Whether a title stands right over a byline of the same language whose first name sounds like its twin.
    fn stands_over_byline(&self, value: &Evidence, language: Language) -> bool {
        let Some(first) = self.record.authors.first() else { return false };
        let (Some(zh), Some(en)) = (&first.name.zh, &first.name.en) else { return false };
        let below = &self.outline.doc.text()[value.span.end..];
        let below = below.trim_start_matches(|c: char| !c.is_alphanumeric());
        let name = if language == Language::Zh { zh } else { en };
        below.starts_with(name.as_str()) && self.alike.first() == Some(&true)
    }

    /// Whether an author is at this affiliation.
    fn has_author(&self, value: &Evidence) -> bool {
        self.record.authors.iter().any(|author| author.affiliations.iter().any(|at| Some(*at) == value.position))
    }

    /// Whether the article code says the same; `None` where it says nothing, or is the only one to speak.
    fn code_says(&self, field: &str) -> Option<bool> {
        let (code, record) = (self.code.as_ref()?, self.record);
        let same = |a: &Option<String>, b: &Option<String>| Some(a.as_ref()? == b.as_ref()?);
        match field {
            "year" => record.year.map(|year| year == code.year),
            "issue" => same(&code.issue, &record.issue),
            "first_page" => same(&code.first_page, &record.first_page),
            "journal.issn" => {
                // journals print the code with either ISSN
                let either = record.journal.eissn.as_ref() == Some(&code.issn);
                record.journal.issn.as_ref().map(|issn| *issn == code.issn || either)
            }
            _ => None,
        }
    }
}

/// The member of a list that `value` stands for.
fn item<'r, T>(list: &'r [T], value: &Evidence) -> Option<&'r T> {
    list.get(usize::from(value.position?).checked_sub(1)?)
}

fn is_bilingual(place: &Affiliation) -> bool {
    place.text.zh.is_some() && place.text.en.is_some()
}

/// How sure a value can be that is doubted so much: none of them above 0.9.
fn limit(severity: Severity) -> f32 {
    match severity {
        Severity::Info => SHAPE,
        Severity::Warning => FALLBACK,
        Severity::Error => 0.5,
    }
}

/// Whether a problem makes this value doubtful.
fn concerns(problem: &Problem, value: &Evidence, record: &Record) -> bool {
    match problem.code {
        // whose twin sounds alike is right, whoever else is missing
        Code::BylineLength => {
            let lone = |author: &Author| author.name.zh.is_none() || author.name.en.is_none();
            value.field.starts_with("authors[].name") && item(&record.authors, value).is_some_and(lone)
        }
        Code::CorrespondingUnknown => matches!(value.field, "authors[].corresponding" | "authors[].email"),
        // an empty label says nothing of what others say
        Code::LabelEmpty => false,
        Code::PageOrder => matches!(value.field, "first_page" | "last_page"),
        // any of the dates may be the wrong one
        Code::DateOrder => value.field.starts_with("dates."),
        // which part disagrees is asked part by part
        Code::ArticleCodeConflict => false,
        // a marker without affiliation: two of them may have been read as one
        Code::AffiliationDangling => value.field.starts_with("affiliations[]"),
        _ => names(&problem.field, value),
    }
}

/// Whether `path`, e.g. `authors[2].name` or `keywords`, is the value's or that of a whole that it is part of.
fn names(path: &str, value: &Evidence) -> bool {
    let part_of = |whole: &str, part: &str| {
        part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let Some((list, rest)) = path.split_once('[') else { return part_of(path, value.field) };
    let Some((number, member)) = rest.split_once(']') else { return false };
    let Some((own, own_member)) = value.field.split_once("[]") else { return false };
    own == list && number.parse().ok() == value.position && part_of(member, own_member)
}

#[cfg(test)]
mod tests;
