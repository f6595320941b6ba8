//! The fields of a record that have one value.

use super::choose::{Choice, Rule, Told, holds, in_another_language, never, words};
use crate::problem::Severity;
use crate::read::same;
use crate::record::{Language, Record};

/// A text that one source may print longer: what is added must be more than a footnote's number.
const ADDED: usize = 4;

/// A field: its path, its value as text, and how it is taken from one record into another.
struct Field {
    path: &'static str,
    text: fn(&Record) -> Option<String>,
    take: fn(&mut Record, &Record),
    kind: Kind,
}

/// How the values of a field compare.
#[derive(Clone, Copy)]
enum Kind {
    Title,
    Prose,
    Journal,
    Words,
    Section,
    Number,
    LastPage,
    Date,
    Issn,
}

macro_rules! field {
    ($path:literal, $kind:ident, $($member:ident).+) => {
        Field {
            path: $path,
            text: |record| record.$($member).+.as_ref().map(ToString::to_string),
            take: |united, record| united.$($member).+.clone_from(&record.$($member).+),
            kind: Kind::$kind,
        }
    };
}

const FIELDS: &[Field] = &[
    field!("doi", Words, doi),
    field!("title.zh", Title, title.zh),
    field!("title.en", Title, title.en),
    field!("journal.title.zh", Journal, journal.title.zh),
    field!("journal.title.en", Journal, journal.title.en),
    field!("journal.issn", Issn, journal.issn),
    field!("journal.eissn", Issn, journal.eissn),
    field!("journal.cn", Words, journal.cn),
    field!("section", Section, section),
    field!("year", Number, year),
    field!("volume", Number, volume),
    field!("issue", Number, issue),
    field!("first_page", Number, first_page),
    field!("last_page", LastPage, last_page),
    field!("article_number", Number, article_number),
    field!("article_code", Words, article_code),
    field!("dates.received", Date, dates.received),
    field!("dates.revised", Date, dates.revised),
    field!("dates.accepted", Date, dates.accepted),
    field!("dates.published", Date, dates.published),
    field!("dates.online", Date, dates.online),
    field!("abstract.zh", Prose, abstract_.zh),
    field!("abstract.en", Prose, abstract_.en),
    field!("document_code", Words, document_code),
];

/// Takes the best value of every field into `united`.
pub fn unite(choice: &mut Choice, united: &mut Record) {
    let accounts = choice.accounts;
    for field in FIELDS {
        let told = choice.told(field.path, |account| (field.text)(&account.record));
        if let Some(best) = choose(choice, field, &told) {
            (field.take)(united, &accounts[told[best].from].record);
        }
    }
    united.language = language(choice, united);
}

fn choose(choice: &mut Choice, field: &Field, told: &[Told]) -> Option<usize> {
    let accounts = choice.accounts;
    let rule = |same, refines, longer, severity| Rule { same, refines, longer, severity };
    let (info, warning) = (Severity::Info, Severity::Warning);
    let rule = match field.kind {
        Kind::Title => rule(&holds, &with_subtitle, true, info),
        Kind::Prose => rule(&same::prose, &never, true, info),
        Kind::Journal => rule(&same::journal, &never, true, info),
        Kind::Words => rule(&words, &never, false, warning),
        Kind::Section => {
            let same = |a: &str, b: &str| words(a, b) || in_another_language(a, b);
            return choice.choose(field.path, told, &rule(&same, &never, false, info));
        }
        // of equally sure ones that of the better account, so that a citation stays one source's
        Kind::Number => rule(&same::number, &never, false, warning),
        Kind::LastPage => rule(&same::last_page, &whole_page, false, warning),
        Kind::Date => rule(&one_date, &longer_date, false, warning),
        Kind::Issn => {
            // the ISSNs of the two editions are printed in each other's place
            let swapped = |a: &str, b: &str| {
                let both = |issn: &str| {
                    accounts.iter().any(|account| {
                        let journal = &account.record.journal;
                        let issns = [&journal.issn, &journal.eissn];
                        issns.iter().any(|i| i.as_ref().is_some_and(|i| i.as_str() == issn))
                            && issns.iter().any(|i| i.as_ref().is_some_and(|i| i.as_str() == b))
                    })
                };
                a == b || both(a)
            };
            return choice.choose(field.path, told, &rule(&swapped, &never, false, warning));
        }
    };
    choice.choose(field.path, told, &rule)
}

/// Chinese, where a source that prints Chinese says so: the English face of a Chinese article is in English only.
fn language(choice: &Choice, united: &Record) -> Option<Language> {
    let said = || choice.accounts.iter().filter_map(|account| account.record.language);
    let chinese = united.title.zh.is_some() || united.abstract_.zh.is_some();
    said().find(|language| chinese && *language == Language::Zh).or_else(|| said().next())
}

/// `温室番茄的阈值:以三省为例` of `温室番茄的阈值`.
fn with_subtitle(more: &str, less: &str) -> bool {
    let (more, less) = (super::plain::plain(more), super::plain::plain(less));
    more.strip_prefix(&less).is_some_and(|added| !less.is_empty() && added.chars().count() >= ADDED)
}

/// `1130` of `30`.
fn whole_page(more: &str, less: &str) -> bool {
    more.len() > less.len() && more.ends_with(less)
}

/// Of two dates one may be cut shorter.
fn one_date(a: &str, b: &str) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

fn longer_date(more: &str, less: &str) -> bool {
    more.len() > less.len() && more.starts_with(less)
}
