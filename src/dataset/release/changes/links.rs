//! Where an article went that is gone: the source that gave it gives another one now.
//!
//! A source is the same where its bytes are, or its uri. Bytes are proof; a uri like `pages/000.txt` may name another
//! page after the next crawl, so there the two articles must resemble each other.

use std::path::Path;

use super::super::{Error, Side};
use super::print::{Common, Identity, Prints};
use super::runs::{Sorted, Sorter, entry, parts};
use crate::dataset::rows::CsvRows;

const BYTES: &str = "b";
const URI: &str = "u";

/// The links from articles of `old` to articles of `new`, sorted by the old article's id. An entry is the old id, the
/// new id, how they are linked, and the new article's identity, NUL between them.
pub fn links(old: &Side, new: &Side, prints: &Sorted, common: &Common, work: &Path) -> Result<Sorted, Error> {
    let keys = keys(old, new, work)?;
    let links = join(&keys, work)?;
    let (mut links, mut prints) =
        (links.read().map_err(Error::work)?, Prints::read(prints, common).map_err(Error::work)?);
    let mut sorter = Sorter::new(work, "links");
    let mut article: Option<(String, Vec<u8>)> = None;
    while let Some(link) = links.next().map_err(Error::work)? {
        let [target, kind, id] = three(&link);
        while article.as_ref().is_none_or(|(id, _)| id.as_str() < target) {
            let Some((id, print)) = prints.next().map_err(Error::work)? else { break };
            article = Some((id, print.identity.encode()));
        }
        // a foreign key holds, so that the article is there
        if let Some((_, identity)) = article.as_ref().filter(|(id, _)| id == target) {
            let mut out = entry(&[id, target, kind, ""]);
            out.extend(identity);
            sorter.push(&out).map_err(Error::work)?;
        }
    }
    Ok(sorter.finish())
}

/// One link as [`links`] wrote it.
pub struct Link {
    /// The article that it leads from.
    pub id: String,
    /// The article that it leads to.
    pub target: String,
    by_bytes: bool,
    identity: Identity,
}

impl Link {
    /// Reads an entry.
    pub fn of(entry: &[u8]) -> Link {
        let mut parts = entry.splitn(4, |byte| *byte == 0);
        let mut text = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
        let (id, target, by_bytes) = (text(), text(), text() == BYTES);
        Link { id, target, by_bytes, identity: Identity::decode(parts.next().unwrap_or_default()) }
    }

    /// Whether it holds for an article of `identity`.
    pub fn holds(&self, identity: &Identity) -> bool {
        self.by_bytes || self.identity.resembles(identity)
    }
}

fn three(entry: &[u8]) -> [&str; 3] {
    let mut parts = parts(entry);
    [(); 3].map(|()| parts.next().unwrap_or_default())
}

/// The keys of all sources that gave an article, sorted: kind of key, key, `0` old or `1` new, article.
fn keys(old: &Side, new: &Side, work: &Path) -> Result<Sorted, Error> {
    let mut sorter = Sorter::new(work, "keys");
    for (side, age) in [(old, "0"), (new, "1")] {
        let mut rows = CsvRows::open(&side.folder, &side.manifest.paths("sources", "csv"))?;
        let place = |name| rows.place(name).unwrap_or(usize::MAX);
        let (source, uri, article) = (place("source_id"), place("uri"), place("article_id"));
        while let Some(row) = rows.next()? {
            let cell = |place: usize| row.get(place).unwrap_or_default();
            if cell(article).is_empty() {
                continue;
            }
            // the same bytes a second time
            let bytes = cell(source).split('#').next().unwrap_or_default();
            for (kind, key) in [(BYTES, bytes), (URI, cell(uri))] {
                sorter.push(&entry(&[kind, key, age, cell(article)])).map_err(Error::work)?;
            }
        }
    }
    Ok(sorter.finish())
}

/// The links that the keys give, sorted by the new article's id: new id, kind, old id.
fn join(keys: &Sorted, work: &Path) -> Result<Sorted, Error> {
    let mut keys = keys.read().map_err(Error::work)?;
    let mut sorter = Sorter::new(work, "joined");
    // the key that is being read, the old articles of it, the new ones
    let mut key = String::new();
    let mut articles: [Vec<String>; 2] = Default::default();
    loop {
        let next = keys.next().map_err(Error::work)?;
        let mut texts = next.as_deref().map(parts);
        let mut text = || texts.as_mut().and_then(Iterator::next).unwrap_or_default().to_owned();
        let (kind, name, age, article) = (text(), text(), text(), text());
        let this = format!("{kind}\0{name}");
        if next.is_none() || this != key {
            // a key that stands for several articles tells nothing
            if let ([old], [new]) = (articles[0].as_slice(), articles[1].as_slice())
                && old != new
            {
                let kind = key.split('\0').next().unwrap_or_default();
                sorter.push(&entry(&[new, kind, old])).map_err(Error::work)?;
            }
            articles = Default::default();
            key = this;
        }
        if next.is_none() {
            return Ok(sorter.finish());
        }
        let list = &mut articles[usize::from(age == "1")];
        // two are as good as many
        if list.len() < 2 && !list.contains(&article) {
            list.push(article);
        }
    }
}
