//! Whether a document is an article at all: lists, guides, error pages and shells are none.
//!
//! Knows how much an article prints about itself. It sees the finished record and the outline, no platform.

use crate::label::Label;
use crate::outline::{Kind, Outline};
use crate::record::Record;

/// Points that a document must reach to be an article.
const ENOUGH: i32 = 3;

/// Why a document is no article, e.g. `no title, abstract or authors`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an article: {0}")]
pub struct NotAnArticle(pub String);

/// Judges a record by what its document printed.
///
/// # Errors
/// What is missing, or what the document is instead.
pub fn judge(outline: &Outline, record: &Record) -> Result<(), NotAnArticle> {
    let text = outline.doc.body();
    let heads = outline.lines.iter().filter(|l| matches!(l.kind, Kind::Head | Kind::Reference)).count();
    let has_abstract = record.abstract_.zh.is_some() || record.abstract_.en.is_some();
    let has_title = record.title.zh.is_some() || record.title.en.is_some();
    let dates =
        [&record.dates.received, &record.dates.revised, &record.dates.accepted].iter().filter(|d| d.is_some()).count();
    let keywords = record.keywords.zh.len() + record.keywords.en.len();
    let points = 2 * i32::from(has_abstract)
        + i32::from(has_title)
        + i32::from(!record.authors.is_empty())
        + i32::from(!record.affiliations.is_empty())
        + i32::from(keywords >= 2)
        + i32::from(record.doi.is_some())
        + 2 * i32::from(record.article_code.is_some())
        + i32::from(record.first_page.is_some() || record.article_number.is_some())
        + i32::from(record.document_code.is_some())
        + i32::from(dates > 0)
        + 2 * i32::from(is_long_prose(outline));
    // many citations, none of them said to be this page's: a list of other articles
    if heads >= 6 && !has_abstract && outline.references.is_none() && outline.mark(Label::Citation, None).is_none() {
        return Err(NotAnArticle(format!("a list of {heads} articles")));
    }
    if points >= ENOUGH
        && (has_title || has_abstract)
        && (has_abstract || !record.authors.is_empty() || is_long_prose(outline))
    {
        return Ok(());
    }
    let missing: Vec<&str> = [
        (has_title, "title"),
        (has_abstract, "abstract"),
        (!record.authors.is_empty(), "authors"),
        (record.doi.is_some(), "DOI"),
    ]
    .iter()
    .filter(|(there, _)| !there)
    .map(|(_, name)| *name)
    .collect();
    let length = text.trim().chars().count();
    Err(NotAnArticle(format!("no {} in {length} characters of text", missing.join(", "))))
}

/// Whether paragraphs of a paper stand there: several, long, under headings or before references.
fn is_long_prose(outline: &Outline) -> bool {
    let text = outline.doc.body();
    text.len() > 5000 && text.split('\n').filter(|line| line.len() > 300).count() >= 5
}
