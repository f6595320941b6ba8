//! Under which keys two accounts may tell of one article.

use sha2::{Digest, Sha256};

use super::plain::{number, plain};
use crate::field::ArticleCode;
use crate::hash::half;
use crate::record::{Journal, Record};

/// Hashes (the first 16 bytes of a SHA-256) of what identifies the article of `record`; records that share one may
/// tell of the same. Sorted, seven at most: the id, which is the DOI where there is one; the article code; and the
/// first page or the article number in the year of the journal, once for each name that the journal goes by, since
/// each face of a page may use another.
pub fn keys(record: &Record) -> Vec<u128> {
    let mut keys = vec![hash(&["id", base(record)])];
    keys.extend(code(record).map(|code| hash(&["code", &code])));
    if let Some(place) = place(record) {
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        keys.extend(names(&record.journal).iter().map(|name| hash(&[&[name.as_str()], place.as_slice()].concat())));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The id of a record without the number that tells it from others of the same id.
pub fn base(record: &Record) -> &str {
    match record.id.rsplit_once('#') {
        // a DOI may have the sign itself
        Some((id, _)) if record.doi.as_ref().is_none_or(|doi| id.strip_prefix("doi:") == Some(doi.as_str())) => id,
        _ => &record.id,
    }
}

/// The article code in one form; none where it names no page, as it does in press.
pub fn code(record: &Record) -> Option<String> {
    let code = record.article_code.as_ref()?.parse::<ArticleCode>().ok()?;
    code.first_page.is_some().then(|| plain(code.as_str()))
}

/// Every name of a journal in one form, its kind before it.
pub fn names(journal: &Journal) -> Vec<String> {
    let issns = [&journal.issn, &journal.eissn].into_iter().flatten().map(|issn| format!("issn {issn}"));
    let cn = journal.cn.iter().map(|cn| format!("cn {}", plain(cn.as_str())));
    let titles = [&journal.title.zh, &journal.title.en].into_iter().flatten();
    let titles = titles.map(|title| plain(&title.replace('&', "and"))).filter(|title| !title.is_empty());
    issns.chain(cn).chain(titles.map(|title| format!("title {title}"))).collect()
}

/// Where in its journal an article begins: year, or else volume, and first page, or else article number.
fn place(record: &Record) -> Option<[String; 4]> {
    let (time, when) = match (record.year, &record.volume) {
        (Some(year), _) => ("year", year.to_string()),
        (None, Some(volume)) => ("volume", number(volume)),
        (None, None) => return None,
    };
    let (kind, start) = match (&record.first_page, &record.article_number) {
        (Some(page), _) => ("page", number(page)),
        (None, Some(article)) => ("number", number(article)),
        (None, None) => return None,
    };
    Some([time.to_owned(), when, kind.to_owned(), start])
}

fn hash(parts: &[&str]) -> u128 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0x1F]);
    }
    half(hash)
}
