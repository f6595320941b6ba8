//! One article, one record: which accounts of several sources tell of one article, and what they tell together.
//!
//! Pure: accounts in, accounts out, whatever their order. Where they wait meanwhile is `build`'s matter.

mod align;
mod announced;
mod choose;
mod grants;
mod group;
mod judge;
mod key;
mod path;
mod people;
mod places;
mod plain;
mod scalars;
mod terms;
mod title;
mod unite;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::problem::{Code, Problem};
use crate::record::{Evidence, Record, path};
use crate::table::Article;

pub use crate::table::Telling;
pub use key::keys;

/// How sure each value is: the path of a field, e.g. `authors[2].name.zh`, and 0 to 1.
pub type Support = BTreeMap<String, f32>;

/// How sure one value is, as its source says it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sure<'s> {
    field: &'s str,
    position: Option<u16>,
    confidence: f32,
}

impl From<&Evidence> for Sure<'_> {
    fn from(evidence: &Evidence) -> Self {
        Sure { field: evidence.field, position: evidence.position, confidence: evidence.confidence }
    }
}

/// What all `values` of a source come to; of those of one path the surest counts.
pub fn support<'s>(values: impl IntoIterator<Item = Sure<'s>>) -> Support {
    let mut support = Support::new();
    for value in values {
        let sure = support.entry(path(value.field, value.position)).or_insert(0.0);
        *sure = value.confidence.max(*sure);
    }
    support
}

/// One article as one or more sources tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// What they tell together; its `source` is the best supported of them.
    pub record: Record,
    /// How sure each of its values is.
    pub support: Support,
    /// What each source says, the source of `record` first.
    pub tellings: Vec<Telling>,
}

impl Account {
    /// What one source says: its record, how sure its values are, and `telling`.
    pub fn of(record: Record, support: Support, telling: Telling) -> Account {
        Account { record, support, tellings: vec![telling] }
    }

    /// Its rows.
    pub fn article(&self) -> Article<'_> {
        Article { record: &self.record, tellings: &self.tellings }
    }
}

/// The articles that `accounts` tell of, each united: all accounts that equal [`keys`] join, directly or through
/// others, in any order.
///
/// The ids are final: every one is unique among all articles of a dataset, not only of these, since it is the id that
/// one of the accounts came with (which is one of its keys), numbered where two articles share it.
pub fn resolve(mut accounts: Vec<Account>) -> Vec<Account> {
    while accounts.len() > 1 {
        accounts.sort_by_cached_key(rank);
        let groups = group::groups(&accounts);
        if groups.len() == accounts.len() {
            break;
        }
        // what is united may be known by more than any of its parts: once more
        let mut left: Vec<Option<Account>> = accounts.into_iter().map(Some).collect();
        let mut united = |group: Vec<usize>| {
            let mut members: Vec<Account> = group.into_iter().filter_map(|at| left[at].take()).collect();
            if members.len() == 1 { members.pop() } else { Some(unite::unite(members)) }
        };
        accounts = groups.into_iter().filter_map(&mut united).collect();
    }
    doubt_shared(&mut accounts);
    number(&mut accounts);
    accounts
}

/// The canonical order of accounts, best first: by how much they say and how surely, then by their sources.
fn rank(account: &Account) -> impl Ord + use<> {
    // a long list is no better than a short one
    let mut sure: BTreeMap<String, u32> = BTreeMap::new();
    for (path, value) in &account.support {
        let field: String = path.chars().filter(|c| !c.is_ascii_digit()).collect();
        let best = sure.entry(field).or_default();
        *best = (*best).max((value * 1000.0).round() as u32);
    }
    let said: u32 = sure.values().sum();
    let source = &account.record.source;
    let ids: Vec<String> = account.tellings.iter().map(|telling| telling.source_id.clone()).collect();
    (std::cmp::Reverse(said), source.sha256.clone(), source.uri.clone(), ids)
}

/// Gives each of several articles with one DOI or article code a problem: it is misprinted in all but one of them.
fn doubt_shared(articles: &mut [Account]) {
    let doi = |record: &Record| record.doi.as_ref().map(ToString::to_string);
    let numbers = [("doi", &doi as &dyn Fn(&Record) -> Option<String>), ("article_code", &key::code)];
    for (field, number) in numbers {
        let mut sharing: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, article) in articles.iter().enumerate() {
            if let Some(number) = number(&article.record) {
                sharing.entry(number).or_default().push(at);
            }
        }
        for (number, places) in sharing.into_iter().filter(|(_, places)| places.len() > 1) {
            let named = |at: usize| {
                let record = &articles[at].record;
                let title = record.title.zh.as_deref().or(record.title.en.as_deref()).unwrap_or_default();
                format!(
                    "expected {number} of one article, found it of {:?} in {} too",
                    choose::short(title),
                    record.source.uri
                )
            };
            let (first, second) = (named(places[0]), named(places[1]));
            for at in &places {
                let message = if *at == places[0] { &second } else { &first };
                articles[*at].add([Problem::warning(Code::SourceConflict, field, message.clone())]);
            }
        }
    }
}

/// Gives articles of one id numbers, in the order of their places in print.
fn number(articles: &mut [Account]) {
    let printed = |at: usize| {
        let record = &articles[at].record;
        let place = [&record.volume, &record.issue, &record.first_page, &record.article_number].map(Clone::clone);
        (key::base(record).to_owned(), record.year, place, record.title.zh.clone(), record.title.en.clone(), at)
    };
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_cached_key(|at| printed(*at));
    let mut last = (String::new(), 0);
    for at in order {
        let record = &mut articles[at].record;
        let id = key::base(record);
        last = if last.0 == id { (last.0, last.1 + 1) } else { (id.to_owned(), 1) };
        record.id = numbered(id, last.1);
    }
}

/// The id of the `nth` article, from 1, that has the id `id`: `…#2` for the second.
///
/// For a dataset whose sources are not merged, in input order; [`resolve`] numbers its articles itself.
pub fn numbered(id: &str, nth: u32) -> String {
    if nth > 1 { format!("{id}#{nth}") } else { id.to_owned() }
}

#[cfg(test)]
mod tests;
