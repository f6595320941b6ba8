//! Which metadata elements say which field, the most telling first.

pub(super) const DOI: &[&str] = &[
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
pub(super) const TITLE: &[&str] =
    &["citation_title", "dc.title", "dc.title.alternative", "eprints.title", "ld.headline", "ld.name"];
pub(super) const JOURNAL: &[&str] = &["citation_journal_title", "prism.publicationname"];
pub(super) const ISSN: &[&str] = &["prism.issn", "citation_issn", "dc.source.issn", "ld.issn", "eprints.issn"];
pub(super) const EISSN: &[&str] = &["prism.eissn", "citation_eissn"];
pub(super) const VOLUME: &[&str] =
    &["citation_volume", "prism.volume", "dc.source.volume", "dc.citation.volume", "ld.volumenumber", "eprints.volume"];
pub(super) const ISSUE: &[&str] =
    &["citation_issue", "prism.number", "dc.source.issue", "dc.citation.issue", "ld.issuenumber", "eprints.number"];
pub(super) const FIRST_PAGE: &[&str] = &[
    "citation_firstpage",
    "prism.startingpage",
    "dc.identifier.pagenumber",
    "ld.pagestart",
    "eprints.pagerange",
    "ld.pagination",
];
pub(super) const LAST_PAGE: &[&str] = &["citation_lastpage", "prism.endingpage", "ld.pageend"];
/// Elements for the first page that may hold a range.
pub(super) const PAGE_RANGE: &[&str] =
    &["citation_firstpage", "dc.identifier.pagenumber", "eprints.pagerange", "ld.pagination"];
/// Elements for the first page that may hold a number of the article.
pub(super) const PAGE_OR_NUMBER: &[&str] = &["citation_firstpage", "prism.startingpage", "ld.pagestart"];
pub(super) const ARTICLE_NUMBER: &[&str] =
    &["citation_article_number", "citation_id_from_sass_path", "prism.articlenumber"];
pub(super) const YEAR: &[&str] = &[
    "citation_year",
    "citation_publication_date",
    "citation_date",
    "prism.publicationdate",
    "dc.date.issued",
    "dc.date",
    "ld.datepublished",
    "eprints.date",
];
pub(super) const RECEIVED: &[&str] =
    &["dc.date.datesubmitted", "dcterms.datesubmitted", "prism.datereceived", "citation_submission_date"];
pub(super) const ACCEPTED: &[&str] = &["dc.date.dateaccepted", "dcterms.dateaccepted", "prism.dateaccepted"];
pub(super) const PUBLISHED: &[&str] = &[
    "citation_publication_date",
    "citation_cover_date",
    "prism.publicationdate",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "ld.datepublished",
];
/// Those of `PUBLISHED` that can say nothing but the date of the issue.
pub(super) const ISSUED: &[&str] = &["citation_publication_date", "citation_cover_date"];
pub(super) const ONLINE: &[&str] = &["citation_online_date", "bepress_citation_online_date", "dc.date.available"];
pub(super) const KEYWORDS: &[&str] =
    &["citation_keywords", "citation_keyword", "dc.keywords", "dc.subject", "ld.keywords", "keywords"];
pub(super) const ABSTRACT: &[&str] = &["citation_abstract", "dc.description", "ld.description"];
