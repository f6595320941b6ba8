//! One article, one record: which accounts of several sources tell of one article, and what they tell together.
//!
//! Pure: accounts in, accounts out, whatever their order. Where they wait meanwhile is `build`'s matter.

mod key;
mod plain;

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::record::{Extraction, Record};
use crate::table::{Article, Witness};

pub use crate::table::Telling;
pub use key::keys;

/// How sure each value is: the path of a field, e.g. `authors[2].name.zh`, and 0 to 1.
pub type Support = BTreeMap<String, f32>;

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
    /// What the source `source_id` says; `witnesses` are where its values stand, where anybody asked for them.
    pub fn of(extraction: Extraction, source_id: String, witnesses: Vec<Witness>) -> Account {
        let Extraction { record, evidence } = extraction;
        let mut support = Support::new();
        for value in &evidence {
            let sure = support.entry(value.path()).or_insert(0.0);
            *sure = value.confidence.max(*sure);
        }
        let telling = Telling { source_id, problems: record.problems.clone(), witnesses };
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
    accounts.sort_by(|a, b| place(a).cmp(&place(b)));
    let mut articles: Vec<Account> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for account in accounts {
        match known.get(&account.record.id) {
            Some(at) => articles[*at].tellings.extend(account.tellings),
            None => {
                known.insert(account.record.id.clone(), articles.len());
                articles.push(account);
            }
        }
    }
    articles
}

fn place(account: &Account) -> (&str, &str) {
    (&account.record.source.sha256, &account.record.source.uri)
}

/// The id of the `nth` article, from 1, that has the id `id`: `…#2` for the second.
///
/// For a dataset whose sources are not merged, in input order; [`resolve`] numbers its articles itself.
pub fn numbered(id: &str, nth: u32) -> String {
    if nth > 1 { format!("{id}#{nth}") } else { id.to_owned() }
}
