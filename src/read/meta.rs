//! What machines were meant to read: metadata elements fill what the visible page lacks.
//!
//! The page's print wins where both speak, since that is what its editors proof-read; the DOI of the metadata wins over a
//! bare one in the text, since pages print DOIs of other articles too. Where the two disagree, a problem
//! `value_conflict` names both values and where they stand (`conflict`).
//!
//! | field | where both speak | metadata alone | a difference is |
//! |---|---|---|---|
//! | `doi` | **metadata** | taken | a warning |
//! | `title` | print, with its subtitle | taken, each language by itself | info; not what metadata hang on to it |
//! | `journal.title` | print | taken, each language by itself | info; not an abbreviation of the other |
//! | `journal.issn`, `journal.eissn` | print | taken, the print edition's first | a warning |
//! | `year` | print | the year of the issue's date | a warning |
//! | `volume`, `issue` | print | taken; `0` is none | a warning |
//! | `first_page` | print | taken, the start of a range | a warning |
//! | `last_page` | print | taken unless before the first; also beside a printed first page | a warning |
//! | `article_number` | print | a long `citation_firstpage` without a last page, too | a warning |
//! | `dates.received`, `accepted` | print | taken | a warning; not a date cut shorter |
//! | `dates.published`, `online` | print | taken; no bare year, no day of deposit | a warning; not a date cut shorter |
//! | `dates.revised` | print | no element says it | – |
//! | `authors` | print: names, their form and order | taken, each language by itself | a warning; info where only the order differs |
//! | `email`, `orcid` | print | taken where the lists are equally long | a warning |
//! | `affiliations` | print | taken where print has none | not compared: no two sites cut them alike |
//! | `keywords` | print | taken, each language by itself | info; not where one list only lacks terms |
//! | `abstract` | print | taken where it is whole | info; not where most of it agrees |
//! | all others | print | not looked for | – |
//!
//! Case, blanks, punctuation, full width, leading zeros and `Family, Given` make no difference. Where several elements
//! say one field, there is a conflict only if none of them agrees with the print.

mod conflict;
mod element;
mod people;
pub(crate) mod same;

pub(super) use conflict::doi as doi_conflict;

use super::Reader;
use crate::document::{Document, Found, Meta};
use crate::field::{Date, Doi, Issn, citation, keywords, text};
use crate::record::{Language, Record};

/// Years after the issue in which it may still be released on the web.
const LATEST_RELEASE: u16 = 5;

/// A reading of metadata is surer than a guess, less sure than a labelled print.
const CONFIDENCE: f32 = super::confidence::META;

/// Fills `record` from the metadata of the document.
pub(super) fn fill(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    if doc.metas().is_empty() {
        return;
    }
    titles(reader, record);
    journal(reader, record);
    numbers(reader, record);
    dates(reader, record);
    people::read(reader, record);
    subject(reader, record);
    conflict::note(reader, record);
}

/// The DOI in the metadata.
pub(super) fn doi(doc: &Document) -> Option<Found<Doi>> {
    element::DOI.iter().find_map(|name| {
        doc.metas_named(name).find_map(|meta| {
            let (range, doi) = Doi::find(doc.slice(meta.value))?;
            Some(Found { value: doi, span: meta.value.part(range), confidence: 0.98 })
        })
    })
}

/// The metadata of the first of `names` that stands there.
fn named<'d>(doc: &'d Document, names: &[&'d str]) -> Vec<&'d Meta> {
    names
        .iter()
        .map(|name| doc.metas_named(name).collect::<Vec<_>>())
        .find(|metas| !metas.is_empty())
        .unwrap_or_default()
}

/// The first value of these elements that can be read: an empty one or a placeholder (`0`, `0000-00-00`) is none.
fn readable<T>(doc: &Document, names: &[&'static str], read: impl Fn(&Meta) -> Option<T>) -> Option<T> {
    names.iter().find_map(|name| doc.metas_named(name).find_map(&read))
}

/// The language of a value: its script decides, as language attributes are swapped on some platforms.
fn language(doc: &Document, meta: &Meta) -> Option<Language> {
    text::language(doc.slice(meta.value))
}

fn titles(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for name in element::TITLE {
        for meta in doc.metas_named(name) {
            let Some(language) = language(doc, meta) else { continue };
            if record.title.get(language).is_none() {
                let field = if language == Language::Zh { "title.zh" } else { "title.en" };
                let value = super::subject::title(&reader.tidy(meta.value));
                if value.chars().count() > 2 {
                    *record.title.get_mut(language) =
                        reader.take(field, Some(Found { value, span: meta.value, confidence: CONFIDENCE }));
                }
            }
        }
    }
}

fn journal(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for names in [element::JOURNAL, &["dc.source"], &["eprints.publication"], &["ld.ispartof.name"]] {
        for meta in named(doc, names) {
            let Some(language) = language(doc, meta) else { continue };
            let words = doc.slice(meta.value);
            let plain = !words.contains(|c: char| c.is_ascii_digit() || c == ';') || names[0].starts_with("citation");
            if record.journal.title.get(language).is_none() && plain {
                let field = if language == Language::Zh { "journal.title.zh" } else { "journal.title.en" };
                let value = text::unspaced(reader.tidy(meta.value));
                *record.journal.title.get_mut(language) =
                    reader.take(field, Some(Found { value, span: meta.value, confidence: CONFIDENCE }));
            }
        }
    }
    issns(reader, record);
}

/// The ISSNs, that of print first; `citation_issn` may repeat the electronic one, which PRISM tells apart.
fn issns(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    let issn = |meta: &Meta| {
        Issn::find(doc.slice(meta.value)).map(|(range, issn)| Found {
            value: issn,
            span: meta.value.part(range),
            confidence: CONFIDENCE,
        })
    };
    let electronic = readable(doc, element::EISSN, issn);
    let is_electronic = |found: &Found<Issn>| electronic.as_ref().is_some_and(|e| e.value == found.value);
    let told: Vec<Found<Issn>> = element::ISSN
        .iter()
        .flat_map(|name| doc.metas_named(name))
        .filter_map(issn)
        .filter(|found| !is_electronic(found))
        .collect();
    if record.journal.issn.is_none() {
        record.journal.issn = reader.take("journal.issn", told.first().cloned());
    }
    if record.journal.eissn.is_none() {
        let other = electronic.or_else(|| {
            told.into_iter().find(|found| record.journal.issn.as_ref().is_some_and(|print| *print != found.value))
        });
        let other = other.filter(|found| record.journal.issn.as_ref() != Some(&found.value));
        record.journal.eissn = reader.take("journal.eissn", other);
    }
}

fn numbers(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    let value = |names: &[&'static str], normalise: &dyn Fn(&str) -> Option<String>| {
        readable(doc, names, |meta| {
            normalise(doc.slice(meta.value).trim()).map(|value| Found {
                value,
                span: meta.value,
                confidence: CONFIDENCE,
            })
        })
    };
    if record.volume.is_none() {
        let found = value(element::VOLUME, &citation::volume_value);
        record.volume = reader.take("volume", found);
    }
    if record.issue.is_none() {
        let found = value(element::ISSUE, &citation::issue_value);
        record.issue = reader.take("issue", found);
    }
    if record.first_page.is_none() && record.article_number.is_none() {
        let first = value(element::FIRST_PAGE, &|s| citation::page_value(first_of_range(s)));
        let last = value(element::LAST_PAGE, &|s| citation::page_value(last_of_range(s))).or_else(|| {
            value(element::PAGE_RANGE, &|s| {
                s.contains(['-', '–', '~']).then(|| citation::page_value(last_of_range(s))).flatten()
            })
        });
        // a long number or `e…` without a last page is an article number
        let raw = value(element::PAGE_OR_NUMBER, &|s| Some(s.to_owned()));
        let numbered =
            raw.as_ref().is_some_and(|f| is_article_number(&f.value, last.as_ref().map(|l| l.value.as_str())));
        if numbered {
            record.article_number = reader.take("article_number", raw);
        } else {
            record.first_page = reader.take("first_page", first);
            if record.last_page.is_none() {
                record.last_page = reader.take("last_page", last);
            }
        }
    } else if record.last_page.is_none() && record.article_number.is_none() {
        let last = value(element::LAST_PAGE, &|s| citation::page_value(last_of_range(s)));
        let after = |l: &Found<String>| number(&l.value) >= record.first_page.as_deref().and_then(number);
        record.last_page = reader.take("last_page", last.filter(after));
    }
    if record.article_number.is_none() && record.first_page.is_none() {
        let found = value(element::ARTICLE_NUMBER, &|s| Some(s.to_owned()));
        record.article_number = reader.take("article_number", found);
    }
}

fn number(page: &str) -> Option<u64> {
    page.parse().ok()
}

fn first_of_range(s: &str) -> &str {
    s.split(['-', '–', '~', '+', ',']).next().unwrap_or(s).trim()
}

fn last_of_range(s: &str) -> &str {
    let run = s.split([',', '+']).next().unwrap_or(s);
    run.rsplit(['-', '–', '~']).next().unwrap_or(run).trim()
}

/// RHHZ prints the number of pages as last page beside an article number; others print none.
fn is_article_number(first: &str, last: Option<&str>) -> bool {
    let letters = first.starts_with(['e', 'E']) && first.len() > 4;
    // `035018`, but `000042` is a page that a form filled up
    let long = first.len() >= 6 && !first.starts_with("00") && first.bytes().all(|b| b.is_ascii_digit());
    let count = last.is_none_or(|l| l == first || number(l) < number(first));
    count && (letters || long)
}

fn dates(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    let read = |names: &[&'static str]| {
        readable(doc, names, |meta| {
            let (range, date) = Date::read(doc.slice(meta.value))?;
            (!is_placeholder(&date)).then(|| Found { value: date, span: meta.value.part(range), confidence: 0.85 })
        })
    };
    if record.year.is_none() {
        let year = read(element::YEAR);
        let year = year.map(|f| Found { value: f.value.year(), span: f.span, confidence: f.confidence });
        record.year = reader.take("year", year);
    }
    if record.dates.received.is_none() {
        let found = read(element::RECEIVED);
        record.dates.received = reader.take("dates.received", found);
    }
    if record.dates.published.is_none() {
        let found = read(element::PUBLISHED);
        let dated = found.filter(|f| f.value.month().is_some());
        record.dates.published = reader.take("dates.published", dated);
    }
    if record.dates.accepted.is_none() {
        // an archive calls the day of deposit so
        let found = read(element::ACCEPTED);
        let found =
            found.filter(|accepted| record.dates.published.is_none_or(|issued| !is_after(accepted.value, issued)));
        record.dates.accepted = reader.take("dates.accepted", found);
    }
    if record.dates.online.is_none() {
        let found = read(element::ONLINE);
        let found = found.filter(|online| may_be_release(online.value, record));
        record.dates.online = reader.take("dates.online", found);
    }
}

/// Whether `date` is later than `other`, as far as both are printed.
fn is_after(date: Date, other: Date) -> bool {
    let (date, other) = (date.to_string(), other.to_string());
    let shared = date.len().min(other.len());
    date[..shared] > other[..shared]
}

/// Whether `date` may be the release on the web: an archive prints the day of deposit, decades behind the issue.
fn may_be_release(date: Date, record: &Record) -> bool {
    let issued = record.year.or(record.dates.published.map(Date::year));
    issued.is_none_or(|year| date.year() <= year + LATEST_RELEASE)
}

/// `1900-01-01` and `1970-01-01`, which data bases print for no date.
fn is_placeholder(date: &Date) -> bool {
    let text = date.to_string();
    date.year() <= 1900 || text == "1970-01-01"
}

fn subject(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for name in element::KEYWORDS {
        for language in [Language::Zh, Language::En] {
            if !record.keywords.get(language).is_empty() {
                continue;
            }
            let field = if language == Language::Zh { "keywords.zh[]" } else { "keywords.en[]" };
            let mut seen: Vec<String> = Vec::new();
            for meta in doc.metas_named(name) {
                for range in keywords::split(doc.slice(meta.value)) {
                    let span = meta.value.part(range);
                    let value = reader.tidy(span);
                    let fits = text::language(&value).is_none_or(|l| l == language);
                    if !fits || value.is_empty() || seen.contains(&value) {
                        continue;
                    }
                    seen.push(value.clone());
                    let position = seen.len();
                    let value = reader.item(field, position, Found { value, span, confidence: CONFIDENCE });
                    record.keywords.get_mut(language).push(value);
                }
            }
        }
    }
    for meta in element::ABSTRACT.iter().flat_map(|name| doc.metas_named(name)) {
        for part in abstracts(doc.slice(meta.value)) {
            let span = doc.trim(meta.value.part(part));
            let Some(language) = text::language(doc.slice(span)) else { continue };
            let value = reader.tidy(span);
            let whole = value.chars().count() > 60 && !value.ends_with("...") && !value.ends_with('…');
            if whole && record.abstract_.get(language).is_none() {
                let field = if language == Language::Zh { "abstract.zh" } else { "abstract.en" };
                *record.abstract_.get_mut(language) = reader.take(field, Some(Found { value, span, confidence: 0.8 }));
            }
        }
    }
}

/// The abstracts in one value: some platforms join both languages, `…。;To clarify …`, or print `null` before the text.
fn abstracts(words: &str) -> Vec<std::ops::Range<usize>> {
    // `null`, or the heading of the text that the element holds
    let opens = |word: &str| {
        let rest = words.strip_prefix(word);
        rest.is_some_and(|rest| word == "null " || rest.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    let start =
        ["null ", "Abstract ", "ABSTRACT ", "Summary "].iter().find(|word| opens(word)).map_or(0, |word| word.len());
    let joint = words.find("。;").filter(|&at| !words[at..].contains(text::is_han));
    match joint {
        Some(at) => vec![start..at + '。'.len_utf8(), at + "。;".len()..words.len()],
        None => std::iter::once(start..words.len()).collect(),
    }
}

#[cfg(test)]
mod tests;
