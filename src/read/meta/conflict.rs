//! Where metadata contradict the print: a problem with both values and where each of them stands.

use super::{element, first_of_range, is_article_number, is_placeholder, last_of_range, number, people, same};
use crate::document::{Document, Found, Span};
use crate::field::{Date, Doi, Issn, citation, keywords, text};
use crate::label::Label;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem, Severity};
use crate::read::Reader;
use crate::record::{Language, Record};

/// Values are named up to this many characters.
const LONGEST: usize = 80;

/// Notes every contradiction between a printed value of `record` and the metadata.
pub(super) fn note(reader: &mut Reader, record: &Record) {
    titles(reader, record);
    issns(reader, record);
    numbers(reader, record);
    dates(reader, record);
    for language in [Language::Zh, Language::En] {
        authors(reader, record, language);
        terms(reader, record, language);
        abstracts(reader, record, language);
    }
    contacts(reader, record);
}

/// Notes that `taken`, the DOI of the metadata, is not the one that the page prints behind its label.
pub(in crate::read) fn doi(reader: &mut Reader, outline: &Outline, places: &Places, taken: &Found<Doi>) {
    let doc = reader.doc;
    let labels: Vec<usize> = outline.all(Label::Doi).map(|mark| mark.value).collect();
    let labelled = |span: Span| {
        let near = labels.partition_point(|value| value + 8 < span.start);
        labels.get(near).is_some_and(|value| *value <= span.start)
    };
    let printed: Vec<&Doi> =
        places.dois.iter().filter(|placed| labelled(placed.span)).map(|placed| &placed.doi.value).collect();
    if let Some(first) = printed.first().filter(|_| !printed.contains(&&taken.value)) {
        let source = doc.origin(taken.span);
        conflict(reader, Severity::Warning, "doi", (taken.value.as_str(), source), (first.as_str(), "print"));
    }
}

/// A value and where it comes from.
type Told<'a> = (&'a str, &'a str);

fn conflict(reader: &mut Reader, severity: Severity, field: &str, taken: Told, other: Told) {
    let short = |value: &str| match value.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    };
    let message = format!("took {:?} from {}, but {} has {:?}", short(taken.0), taken.1, other.1, short(other.0));
    reader.doubt(Problem { severity, ..Problem::info(Code::ValueConflict, field, message) });
}

/// Notes that none of what `told` says is the same as `taken`, where `field` was read from print.
fn compare<'t>(
    reader: &mut Reader,
    severity: Severity,
    field: &str,
    taken: Option<&str>,
    told: impl FnOnce() -> Vec<(&'t str, String)>,
    same: impl Fn(&str, &str) -> bool,
) {
    let Some(taken) = taken.filter(|_| is_printed(reader, field)) else { return };
    let told = told();
    if let Some((source, other)) = told.first()
        && !told.iter().any(|(_, value)| value == taken || same(taken, value))
    {
        conflict(reader, severity, field, (taken, "print"), (other, source));
    }
}

/// Whether the value of `field` stands in print.
fn is_printed(reader: &Reader, field: &str) -> bool {
    reader.evidence.iter().any(|e| e.field == field && !reader.doc.is_meta(e.span))
}

/// What these elements say, each with its name.
fn told<'d>(
    doc: &'d Document,
    names: &[&'static str],
    read: impl Fn(&str) -> Option<String>,
) -> Vec<(&'d str, String)> {
    let metas = names.iter().flat_map(|name| doc.metas_named(name));
    metas.filter_map(|meta| Some((meta.name.as_str(), read(doc.slice(meta.value).trim())?))).collect()
}

fn titles(reader: &mut Reader, record: &Record) {
    let doc = reader.doc;
    for (language, title, journal) in
        [(Language::Zh, "title.zh", "journal.title.zh"), (Language::En, "title.en", "journal.title.en")]
    {
        let mine = |s: &str| (text::language(s) == Some(language)).then(|| text::tidy(s));
        // formulas are written in many ways
        let plain = |s: &str| mine(s).filter(|s| s.chars().count() > 2 && !s.contains(['$', '\\', '<']));
        // metadata may hang the other language or the journal's name on the title
        let holds = |a: &str, b: &str| text::skeleton(b).contains(&text::skeleton(a));
        let metas = element::TITLE.iter().flat_map(|name| doc.metas_named(name));
        let values =
            || metas.filter_map(|meta| Some((meta.name.as_str(), plain(&doc.simplified(meta.value))?))).collect();
        compare(reader, Severity::Info, title, record.title.get(language).as_deref(), values, holds);
        let values = || told(doc, element::JOURNAL, mine);
        compare(reader, Severity::Info, journal, record.journal.title.get(language).as_deref(), values, same::journal);
    }
}

fn issns(reader: &mut Reader, record: &Record) {
    let doc = reader.doc;
    let issn = |s: &str| Issn::find(s).map(|(_, issn)| issn.as_str().to_owned());
    let (print, electronic) = (told(doc, element::ISSN, issn), told(doc, element::EISSN, issn));
    let equal = |a: &str, b: &str| a == b;
    let of = |issn: &Option<Issn>| issn.as_ref().map(|issn| issn.as_str().to_owned());
    let (taken, other) = (of(&record.journal.issn), of(&record.journal.eissn));
    // one element serves both editions
    let known = |(_, value): &(&str, String)| Some(value) == taken.as_ref() || Some(value) == other.as_ref();
    if !print.iter().chain(&electronic).any(known) {
        compare(reader, Severity::Warning, "journal.issn", taken.as_deref(), || print, equal);
    }
    if !electronic.iter().any(known) {
        compare(reader, Severity::Warning, "journal.eissn", other.as_deref(), || electronic, equal);
    }
}

fn numbers<'d>(reader: &mut Reader<'d>, record: &Record) {
    let doc = reader.doc;
    let year = |s: &str| Date::read(s).filter(|(_, d)| !is_placeholder(d)).map(|(_, d)| d.year().to_string());
    // a date of the issue is compared as a whole where one is printed
    let years = if is_printed(reader, "dates.published") { &["citation_year"][..] } else { &element::YEAR[..2] };
    let mut check =
        |field, taken: Option<&str>, told: &dyn Fn() -> Vec<(&'d str, String)>, same: fn(&str, &str) -> bool| {
            compare(reader, Severity::Warning, field, taken, told, same);
        };
    check("year", record.year.map(|y| y.to_string()).as_deref(), &|| told(doc, years, year), same::number);
    let volumes = || told(doc, element::VOLUME, citation::volume_value);
    check("volume", record.volume.as_deref(), &volumes, same::number);
    let issues = || told(doc, element::ISSUE, citation::issue_value);
    check("issue", record.issue.as_deref(), &issues, same::number);

    let first = told(doc, element::FIRST_PAGE, |s| citation::page_value(first_of_range(s)));
    let mut last = told(doc, element::LAST_PAGE, |s| citation::page_value(last_of_range(s)));
    last.extend(told(doc, element::PAGE_RANGE, |s| {
        s.contains(['-', '–', '~']).then(|| citation::page_value(last_of_range(s))).flatten()
    }));
    // `citation_firstpage` may hold a number of the article, `citation_lastpage` a count of pages
    let is_number = |value: &str| is_article_number(value, last.first().map(|(_, l)| l.as_str()));
    let raw = told(doc, element::PAGE_OR_NUMBER, |s| Some(s.to_owned()).filter(|s| is_number(s)));
    if raw.is_empty() {
        check("first_page", record.first_page.as_deref(), &|| first.clone(), same::number);
        let start = first.first().and_then(|(_, page)| number(page));
        last.retain(|(_, page)| start.is_none() || number(page) >= start);
        check("last_page", record.last_page.as_deref(), &|| last.clone(), same::last_page);
    }
    let mut articles = told(doc, element::ARTICLE_NUMBER, |s| Some(s.to_owned()));
    articles.extend(raw);
    check("article_number", record.article_number.as_deref(), &|| articles.clone(), same::number);
}

fn dates(reader: &mut Reader, record: &Record) {
    let doc = reader.doc;
    let dates = &record.dates;
    for (field, taken, names) in [
        ("dates.received", dates.received, element::RECEIVED),
        ("dates.accepted", dates.accepted, element::ACCEPTED),
        ("dates.published", dates.published, element::ISSUED),
        ("dates.online", dates.online, element::ONLINE),
    ] {
        let online = field == "dates.online";
        let read = |s: &str| {
            let date = Date::read(s).map(|(_, date)| date).filter(|date| !is_placeholder(date))?;
            (!online || super::may_be_release(date, record)).then(|| date.to_string())
        };
        let agree = |a: &str, b: &str| match (a.parse(), b.parse()) {
            (Ok(a), Ok(b)) => same::date(a, b, names == element::ISSUED),
            _ => false,
        };
        let taken = taken.map(|date| date.to_string());
        compare(reader, Severity::Warning, field, taken.as_deref(), || told(doc, names, read), agree);
    }
}

/// The names of one language: other people, or the same in another order.
fn authors(reader: &mut Reader, record: &Record, language: Language) {
    let doc = reader.doc;
    let zh = language == Language::Zh;
    if !is_printed(reader, if zh { "authors[].name.zh" } else { "authors[].name.en" }) {
        return;
    }
    let taken: Vec<&str> = record.authors.iter().filter_map(|a| a.name.get(language).as_deref()).collect();
    let told = people::names(doc, language);
    let Some((span, _)) = told.first() else { return };
    let source = doc.origin(*span);
    let told: Vec<&str> = told.iter().map(|(_, name)| name.as_str()).collect();
    let mut left = told.clone();
    let known = taken.iter().all(|name| match left.iter().position(|other| same::person(name, other)) {
        Some(at) => {
            left.remove(at);
            true
        }
        None => false,
    });
    let apart = taken.iter().zip(&told).position(|(a, b)| !same::person(a, b));
    match apart {
        _ if taken.len() != told.len() => {
            let (taken, told) = (taken.join("; "), told.join("; "));
            conflict(reader, Severity::Warning, "authors", (&taken, "print"), (&told, source));
        }
        Some(_) if known => {
            let (taken, told) = (taken.join("; "), told.join("; "));
            conflict(reader, Severity::Info, "authors", (&taken, "print"), (&told, source));
        }
        Some(at) => {
            let field = format!("authors[{}].name.{}", at + 1, if zh { "zh" } else { "en" });
            conflict(reader, Severity::Warning, &field, (taken[at], "print"), (told[at], source));
        }
        None => {}
    }
}

/// Addresses and iDs, where the metadata list the same people.
fn contacts(reader: &mut Reader, record: &Record) {
    let doc = reader.doc;
    let listed = people::authors(doc);
    if listed.len() != record.authors.len() {
        return;
    }
    for (index, (author, told)) in record.authors.iter().zip(&listed).enumerate() {
        let position = u16::try_from(index + 1).ok();
        for (field, taken, meta) in [
            ("email", author.email.as_ref().map(|e| e.as_str()), told.email),
            ("orcid", author.orcid.as_ref().map(|o| o.as_str()), told.orcid),
        ] {
            let (Some(taken), Some(meta)) = (taken, meta) else { continue };
            let printed = reader
                .evidence
                .iter()
                .any(|e| e.position == position && e.field.rsplit('.').next() == Some(field) && !doc.is_meta(e.span));
            let other = doc.slice(meta.value).trim();
            if printed && !other.is_empty() && !other.to_ascii_lowercase().contains(&taken.to_ascii_lowercase()) {
                let field = format!("authors[{}].{field}", index + 1);
                conflict(reader, Severity::Warning, &field, (taken, "print"), (other, &meta.name));
            }
        }
    }
}

/// Keywords: each list has a term that the other lacks.
fn terms(reader: &mut Reader, record: &Record, language: Language) {
    let doc = reader.doc;
    let field = if language == Language::Zh { "keywords.zh[]" } else { "keywords.en[]" };
    let taken = record.keywords.get(language);
    if !is_printed(reader, field) {
        return;
    }
    for name in element::KEYWORDS {
        let values = doc.metas_named(name).flat_map(|meta| {
            let words = doc.slice(meta.value);
            keywords::split(words).into_iter().map(move |range| text::tidy(&words[range]))
        });
        let told: Vec<String> = values.filter(|v| text::language(v) == Some(language)).collect();
        if told.is_empty() {
            continue;
        }
        if told == *taken {
            return;
        }
        // case, blanks and punctuation do not count
        let skeletons = |list: &[String]| list.iter().map(|term| text::skeleton(term)).collect::<Vec<_>>();
        let (mine, others) = (skeletons(taken), skeletons(&told));
        let lacks = |list: &[String], others: &[String]| list.iter().any(|term| !others.contains(term));
        if lacks(&mine, &others) && lacks(&others, &mine) {
            let field = field.trim_end_matches("[]");
            conflict(reader, Severity::Info, field, (&taken.join("; "), "print"), (&told.join("; "), name));
        }
        return;
    }
}

fn abstracts(reader: &mut Reader, record: &Record, language: Language) {
    let doc = reader.doc;
    let field = if language == Language::Zh { "abstract.zh" } else { "abstract.en" };
    let metas = element::ABSTRACT.iter().flat_map(|name| doc.metas_named(name));
    let parts = metas.flat_map(|meta| {
        let words = doc.slice(meta.value);
        super::abstracts(words).into_iter().map(move |part| (meta.name.as_str(), text::tidy(&words[part])))
    });
    let is_whole = |(_, value): &(&str, String)| text::language(value) == Some(language) && value.chars().count() > 60;
    let values = || parts.filter(is_whole).collect();
    compare(reader, Severity::Info, field, record.abstract_.get(language).as_deref(), values, same::prose);
}
