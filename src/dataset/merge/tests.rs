//! Accounts of invented pages and records: which become one, and what of.

mod apart;
mod faces;
mod laws;

use super::{Account, Sure, Telling, resolve, support};
use crate::document::Document;
use crate::problem::Code;
use crate::record::{Extraction, Record};
use crate::table::Witness;

/// What the invented page at `uri` tells.
fn page(uri: &str, text: &str) -> Account {
    told(Document::from_text(uri, text))
}

/// What an invented page in HTML tells.
fn html(uri: &str, text: &str) -> Account {
    told(crate::source::decode(uri.to_owned(), text.as_bytes()).unwrap())
}

fn told(document: Document) -> Account {
    let extraction = crate::extract(&document).unwrap();
    let witnesses = extraction.evidence.iter().map(|evidence| Witness::of(&document, evidence)).collect();
    let Extraction { record, evidence } = extraction;
    let telling = Telling { source_id: document.sha256, problems: record.problems.clone(), witnesses };
    Account::of(record, support(evidence.iter().map(Sure::from)), telling)
}

/// What a record would be told by, all its values as sure.
pub(super) fn account(record: Record) -> Account {
    let telling =
        Telling { source_id: record.source.sha256.clone(), problems: record.problems.clone(), witnesses: Vec::new() };
    Account { record, support: Default::default(), tellings: vec![telling] }
}

/// The articles among `accounts`, in whatever order they come.
fn articles(accounts: &[Account]) -> Vec<Account> {
    let articles = resolve(accounts.to_vec());
    let backwards = resolve(accounts.iter().rev().cloned().collect());
    assert_eq!(articles, backwards);
    assert_eq!(articles, resolve(articles.clone()), "resolving twice");
    articles
}

/// The one article that `accounts` tell of.
fn one(accounts: &[Account]) -> Account {
    let mut articles = articles(accounts);
    assert_eq!(articles.len(), 1, "{:#?}", articles.iter().map(|a| &a.record.title).collect::<Vec<_>>());
    articles.pop().unwrap()
}

/// The contradictions of an article: `field: message`.
fn conflicts(article: &Account) -> Vec<String> {
    let problems = article.record.problems.iter().filter(|problem| problem.code == Code::SourceConflict);
    problems.map(|problem| format!("{}: {}", problem.field, problem.message)).collect()
}
