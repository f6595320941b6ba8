//! What machines were meant to read: metadata elements fill what the visible page lacks.
//!
//! The page's print wins where both speak, since that is what its editors proof-read; the DOI of the metadata wins over a
//! bare one in the text, since pages print DOIs of other articles too. Where the two disagree, a problem says so.

use super::Reader;
use crate::document::{Document, Found, Meta, Span};
use crate::field::{Date, Doi, Issn, Orcid, byline, citation, keywords, name, text};
use crate::record::{Affiliation, Author, Language, Record};

/// A reading of metadata is surer than a guess, less sure than a labelled print.
const CONFIDENCE: f32 = 0.9;

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
    people(reader, record);
    subject(reader, record);
}

/// The DOI in the metadata.
pub(super) fn doi(doc: &Document) -> Option<Found<Doi>> {
    const NAMES: &[&str] = &[
        "citation_doi",
        "prism.doi",
        "dc.identifier.doi",
        "dc.identifier",
        "bepress_citation_doi",
        "ld.doi",
        "ld.sameas",
        "ld.identifier",
        "eprints.id_number",
    ];
    NAMES.iter().find_map(|name| {
        all(doc, name).find_map(|meta| {
            let (range, doi) = Doi::find(doc.slice(meta.value))?;
            Some(Found { value: doi, span: meta.value.part(range), confidence: 0.98 })
        })
    })
}

fn all<'d>(doc: &'d Document, name: &'d str) -> impl Iterator<Item = &'d Meta> {
    doc.metas().iter().filter(move |meta| meta.name == name)
}

/// The metadata of the first of `names` that stands there.
fn named<'d>(doc: &'d Document, names: &[&'d str]) -> Vec<&'d Meta> {
    names.iter().map(|name| all(doc, name).collect::<Vec<_>>()).find(|metas| !metas.is_empty()).unwrap_or_default()
}

/// The language of a value: its script decides, as language attributes are swapped on some platforms.
fn language(doc: &Document, meta: &Meta) -> Option<Language> {
    text::language(doc.slice(meta.value))
}

fn titles(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for names in [
        &["citation_title"][..],
        &["dc.title"],
        &["dc.title.alternative"],
        &["eprints.title"],
        &["ld.headline"],
        &["ld.name"],
    ] {
        for meta in named(doc, names) {
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
    for names in [
        &["citation_journal_title", "prism.publicationname"][..],
        &["dc.source"],
        &["eprints.publication"],
        &["ld.ispartof.name"],
    ] {
        for meta in named(doc, names) {
            let Some(language) = language(doc, meta) else { continue };
            let words = doc.slice(meta.value);
            let plain = !words.contains(|c: char| c.is_ascii_digit() || c == ';') || names[0].starts_with("citation");
            if record.journal.title.get(language).is_none() && plain {
                let field = if language == Language::Zh { "journal.title.zh" } else { "journal.title.en" };
                let value = reader.tidy(meta.value);
                *record.journal.title.get_mut(language) =
                    reader.take(field, Some(Found { value, span: meta.value, confidence: CONFIDENCE }));
            }
        }
    }
    let issn = |meta: &Meta| {
        Issn::find(doc.slice(meta.value)).map(|(range, issn)| Found {
            value: issn,
            span: meta.value.part(range),
            confidence: CONFIDENCE,
        })
    };
    let print = named(doc, &["citation_issn", "prism.issn", "dc.source.issn", "ld.issn", "eprints.issn"]);
    let mut issns = print.iter().filter_map(|m| issn(m));
    if record.journal.issn.is_none() {
        record.journal.issn = reader.take("journal.issn", issns.next());
    }
    let electronic =
        named(doc, &["prism.eissn", "citation_eissn"]).first().and_then(|m| issn(m)).or_else(|| issns.next());
    if record.journal.eissn.is_none() {
        let electronic = electronic.filter(|e| record.journal.issn.as_ref() != Some(&e.value));
        record.journal.eissn = reader.take("journal.eissn", electronic);
    }
}

fn numbers(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    let value = |names: &[&'static str], normalise: &dyn Fn(&str) -> Option<String>| {
        let meta = named(doc, names).into_iter().next()?;
        normalise(doc.slice(meta.value).trim()).map(|value| Found { value, span: meta.value, confidence: CONFIDENCE })
    };
    if record.volume.is_none() {
        let found = value(
            &[
                "citation_volume",
                "prism.volume",
                "dc.source.volume",
                "dc.citation.volume",
                "ld.volumenumber",
                "eprints.volume",
            ],
            &citation::volume_value,
        );
        record.volume = reader.take("volume", found);
    }
    if record.issue.is_none() {
        let found = value(
            &[
                "citation_issue",
                "prism.number",
                "dc.source.issue",
                "dc.citation.issue",
                "ld.issuenumber",
                "eprints.number",
            ],
            &citation::issue_value,
        );
        record.issue = reader.take("issue", found);
    }
    if record.first_page.is_none() && record.article_number.is_none() {
        let first = value(
            &[
                "citation_firstpage",
                "prism.startingpage",
                "dc.identifier.pagenumber",
                "ld.pagestart",
                "eprints.pagerange",
                "ld.pagination",
            ],
            &|s| citation::page_value(first_of_range(s)),
        );
        let last = value(&["citation_lastpage", "prism.endingpage", "ld.pageend"], &|s| {
            citation::page_value(last_of_range(s))
        })
        .or_else(|| {
            value(&["citation_firstpage", "dc.identifier.pagenumber", "eprints.pagerange", "ld.pagination"], &|s| {
                s.contains(['-', '–', '~']).then(|| citation::page_value(last_of_range(s))).flatten()
            })
        });
        // a long number or `e…` without a last page is an article number
        let numbered =
            first.as_ref().is_some_and(|f| is_article_number(&f.value, last.as_ref().map(|l| l.value.as_str())));
        if numbered {
            let raw = value(&["citation_firstpage", "prism.startingpage", "ld.pagestart"], &|s| Some(s.to_owned()));
            record.article_number = reader.take("article_number", raw);
        } else {
            record.first_page = reader.take("first_page", first);
            record.last_page = reader.take("last_page", last);
        }
    } else if record.last_page.is_none() && record.article_number.is_none() {
        let last = value(&["citation_lastpage", "prism.endingpage", "ld.pageend"], &|s| {
            citation::page_value(last_of_range(s))
        });
        let after = |l: &Found<String>| number(&l.value) >= record.first_page.as_deref().and_then(number);
        record.last_page = reader.take("last_page", last.filter(after));
    }
    if record.article_number.is_none() && record.first_page.is_none() {
        let found = value(&["citation_article_number", "citation_id_from_sass_path", "prism.articlenumber"], &|s| {
            Some(s.to_owned())
        });
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
    let long = first.len() >= 6 && first.bytes().all(|b| b.is_ascii_digit());
    let count = last.is_none_or(|l| l == first || number(l) < number(first));
    count && (letters || long)
}

fn dates(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    let read = |names: &[&'static str]| {
        let meta = named(doc, names).into_iter().next()?;
        let (range, date) = Date::read(doc.slice(meta.value))?;
        Some(Found { value: date, span: meta.value.part(range), confidence: 0.85 })
    };
    if record.dates.received.is_none() {
        let found =
            read(&["dc.date.datesubmitted", "dcterms.datesubmitted", "prism.datereceived", "citation_submission_date"]);
        record.dates.received = reader.take("dates.received", found);
    }
    if record.dates.accepted.is_none() {
        let found = read(&["dc.date.dateaccepted", "dcterms.dateaccepted", "prism.dateaccepted"]);
        record.dates.accepted = reader.take("dates.accepted", found);
    }
    if record.dates.published.is_none() {
        let found = read(&[
            "citation_publication_date",
            "citation_cover_date",
            "prism.publicationdate",
            "citation_date",
            "dc.date.issued",
            "dcterms.issued",
            "dc.date",
            "ld.datepublished",
        ]);
        let dated = found.filter(|f| f.value.month().is_some());
        record.dates.published = reader.take("dates.published", dated);
    }
    if record.dates.online.is_none() {
        let found = read(&["citation_online_date", "bepress_citation_online_date", "dc.date.available"]);
        record.dates.online = reader.take("dates.online", found);
    }
    if record.year.is_none() {
        let year = read(&[
            "citation_year",
            "citation_publication_date",
            "citation_date",
            "prism.publicationdate",
            "dc.date.issued",
            "dc.date",
            "ld.datepublished",
            "eprints.date",
        ]);
        let year = year.map(|f| Found { value: f.value.year(), span: f.span, confidence: f.confidence });
        record.year = reader.take("year", year);
    }
}

/// A person of the metadata with what follows the name.
struct MetaAuthor<'d> {
    name: &'d Meta,
    institutions: Vec<&'d Meta>,
    email: Option<&'d Meta>,
    orcid: Option<&'d Meta>,
}

/// The authors in the metadata: repeated elements grouped by order, else one joined list.
fn authors(doc: &Document) -> Vec<MetaAuthor<'_>> {
    for name in [
        "citation_author",
        "dc.creator.personalname",
        "dc.creator",
        "dc.contributor",
        "eprints.creators_name",
        "ld.author",
    ] {
        let mut list: Vec<MetaAuthor> = Vec::new();
        for meta in doc.metas() {
            if meta.name == name {
                list.push(MetaAuthor { name: meta, institutions: Vec::new(), email: None, orcid: None });
            } else if let Some(author) = list.last_mut() {
                match meta.name.as_str() {
                    "citation_author_institution" => author.institutions.push(meta),
                    "citation_author_email" => author.email = Some(meta),
                    "citation_author_orcid" => author.orcid = Some(meta),
                    _ => {}
                }
            }
        }
        if !list.is_empty() {
            return list;
        }
    }
    Vec::new()
}

/// Names of `language` in the metadata, one span a person.
fn names(doc: &Document, language: Language) -> Vec<(Span, String)> {
    let each = |meta: &Meta| {
        let words = doc.slice(meta.value);
        let inverted =
            text::language(words) == Some(Language::En) && words.matches(',').count() == 1 && !words.contains(';');
        if inverted {
            // `Family, Given`
            return vec![(meta.value, name::clean_name(words))];
        }
        let people = byline::read(words);
        if people.is_empty() {
            return vec![(meta.value, name::clean_name(words))];
        }
        people.into_iter().map(|p| (meta.value.part(p.name.clone()), name::clean_name(&words[p.name]))).collect()
    };
    let of = |(_, name): &(Span, String)| !name.is_empty() && text::language(name) == Some(language);
    let single: Vec<_> = authors(doc).iter().flat_map(|a| each(a.name)).filter(of).collect();
    if !single.is_empty() {
        return single;
    }
    all(doc, "citation_authors")
        .chain(all(doc, "authors"))
        .map(|m| each(m).into_iter().filter(of).collect::<Vec<_>>())
        .find(|l| !l.is_empty())
        .unwrap_or_default()
}

fn people(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for language in [Language::Zh, Language::En] {
        if record.authors.iter().any(|a| a.name.get(language).is_some()) {
            continue;
        }
        let names = names(doc, language);
        let field = if language == Language::Zh { "authors[].name.zh" } else { "authors[].name.en" };
        if record.authors.is_empty() {
            for (span, name) in names {
                let mut author = Author::default();
                let position = record.authors.len() + 1;
                *author.name.get_mut(language) =
                    Some(reader.item(field, position, Found { value: name, span, confidence: CONFIDENCE }));
                record.authors.push(author);
            }
        } else if names.len() == record.authors.len() {
            for (index, (span, name)) in names.into_iter().enumerate() {
                let name = reader.item(field, index + 1, Found { value: name, span, confidence: CONFIDENCE });
                *record.authors[index].name.get_mut(language) = Some(name);
            }
        }
    }
    let listed = authors(doc);
    if listed.len() == record.authors.len() {
        attributes(reader, &listed, record);
    }
}

/// Institutions, addresses and iDs that follow the names.
fn attributes(reader: &mut Reader, listed: &[MetaAuthor], record: &mut Record) {
    let doc = reader.doc;
    let bare = record.affiliations.is_empty();
    for (index, author) in listed.iter().enumerate() {
        if let (None, Some(meta)) = (&record.authors[index].orcid, author.orcid) {
            let found =
                Orcid::find(doc.slice(meta.value)).map(|(range, orcid)| Found::at(meta.value.part(range), orcid));
            record.authors[index].orcid = found.map(|f| reader.item("authors[].orcid", index + 1, f));
        }
        if let (None, Some(meta)) = (&record.authors[index].email, author.email) {
            let found = crate::field::Email::find(doc.slice(meta.value))
                .map(|(range, email)| Found::at(meta.value.part(range), email));
            record.authors[index].email = found.map(|f| reader.item("authors[].email", index + 1, f));
        }
        if !bare {
            continue;
        }
        for meta in &author.institutions {
            let value = reader.tidy(meta.value);
            let place = record
                .affiliations
                .iter()
                .position(|a| a.text.zh.as_ref() == Some(&value) || a.text.en.as_ref() == Some(&value));
            let place = place.unwrap_or_else(|| {
                let language = text::language(&value).unwrap_or(Language::En);
                let field = if language == Language::Zh { "affiliations[].text.zh" } else { "affiliations[].text.en" };
                let mut affiliation = Affiliation::default();
                super::people::places::fill_parts(&mut affiliation, &value);
                let position = record.affiliations.len() + 1;
                *affiliation.text.get_mut(language) =
                    Some(reader.item(field, position, Found { value, span: meta.value, confidence: CONFIDENCE }));
                record.affiliations.push(affiliation);
                record.affiliations.len() - 1
            });
            let at = place as u16 + 1;
            if !record.authors[index].affiliations.contains(&at) {
                record.authors[index].affiliations.push(at);
            }
        }
    }
}

fn subject(reader: &mut Reader, record: &mut Record) {
    let doc = reader.doc;
    for names in [&["citation_keywords"][..], &["dc.keywords"], &["dc.subject"], &["ld.keywords"], &["keywords"]] {
        for language in [Language::Zh, Language::En] {
            if !record.keywords.get(language).is_empty() {
                continue;
            }
            let field = if language == Language::Zh { "keywords.zh[]" } else { "keywords.en[]" };
            let mut seen: Vec<String> = Vec::new();
            for meta in named(doc, names) {
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
    for meta in named(doc, &["citation_abstract"])
        .into_iter()
        .chain(named(doc, &["dc.description"]))
        .chain(named(doc, &["ld.description"]))
    {
        let Some(language) = language(doc, meta) else { continue };
        if record.abstract_.get(language).is_none() {
            let value = reader.tidy(meta.value);
            let whole = value.chars().count() > 60 && !value.ends_with("...") && !value.ends_with('…');
            if whole {
                let field = if language == Language::Zh { "abstract.zh" } else { "abstract.en" };
                *record.abstract_.get_mut(language) =
                    reader.take(field, Some(Found { value, span: meta.value, confidence: 0.8 }));
            }
        }
    }
}
