//! What holds whatever the accounts are.

use super::{account, resolve};
use crate::dataset::merge::{Account, keys};
use crate::invent::{self, Dice};
use crate::record::Record;
use crate::schema::Validator;
use crate::table::{Cell, Name, article_rows};

/// Invented accounts, many of them of one article: a copy loses, changes and gains values.
fn crowd(seed: u64) -> Vec<Account> {
    let mut dice = Dice::new(seed ^ 0xC0DE);
    let mut accounts = Vec::new();
    for article in 0..dice.between(1, 4) {
        let first = invent::record(seed * 10 + article);
        for copy in 0..dice.between(1, 5) {
            let mut record = first.clone();
            let other = invent::record(seed * 1000 + article * 10 + copy);
            if copy > 0 {
                (0..dice.below(6)).for_each(|_| change(&mut record, &other, &mut dice));
            }
            record.source = other.source;
            record.id = crate::read::identity(&record);
            let mut told = account(record);
            told.tellings[0].witnesses = invent::witnesses(seed + copy);
            for field in
                ["title.zh", "title.en", "doi", "year", "authors[1].name.zh", "authors[2].name.en", "keywords.zh[1]"]
            {
                told.support.insert(field.to_owned(), dice.below(100) as f32 / 100.0);
            }
            accounts.push(told);
        }
    }
    accounts
}

fn change(record: &mut Record, other: &Record, dice: &mut Dice) {
    match dice.below(12) {
        0 => record.doi = None,
        1 => record.title.zh = None,
        2 => record.title.en = None,
        3 => record.title = other.title.clone(),
        4 => {
            record.authors =
                other.authors.iter().cloned().map(|a| crate::record::Author { affiliations: vec![], ..a }).collect()
        }
        5 => record.first_page = other.first_page.clone(),
        6 => record.dates = other.dates.clone(),
        7 => record.keywords = other.keywords.clone(),
        8 => record.funding = other.funding.clone(),
        9 => record.authors.reverse(),
        10 => record.journal = other.journal.clone(),
        _ => record.abstract_ = other.abstract_.clone(),
    }
}

#[test]
fn order_does_not_count_and_twice_is_once() {
    let mut united = 0;
    for seed in 0..80 {
        let accounts = crowd(seed);
        let articles = resolve(accounts.clone());
        united += accounts.len() - articles.len();
        let mut dice = Dice::new(seed);
        let mut shuffled = accounts;
        for _ in 0..3 {
            for at in (1..shuffled.len()).rev() {
                shuffled.swap(at, dice.below(at as u64 + 1) as usize);
            }
            assert_eq!(resolve(shuffled.clone()), articles, "seed {seed}");
        }
        assert_eq!(resolve(articles.clone()), articles, "seed {seed}");
    }
    assert!(united > 80, "the crowds are of one article often enough: {united}");
}

#[test]
fn every_source_is_told_once_and_every_article_is_valid() {
    let validator = Validator::new();
    for seed in 0..80 {
        let accounts = crowd(seed);
        let mut sources: Vec<_> = accounts.iter().map(|account| account.record.source.sha256.clone()).collect();
        let articles = resolve(accounts);
        let mut told: Vec<_> = articles.iter().flat_map(|a| &a.tellings).map(|t| t.source_id.clone()).collect();
        sources.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, sources, "seed {seed}");
        for article in &articles {
            assert_eq!(validator.validate(&article.record), Ok(()), "seed {seed}");
            let list = article.record.affiliations.len();
            let places = article.record.authors.iter().flat_map(|author| &author.affiliations);
            assert!(places.into_iter().all(|place| (1..=list).contains(&usize::from(*place))), "seed {seed}");
        }
    }
}

#[test]
fn ids_are_unique_and_come_from_the_accounts() {
    for seed in 0..80 {
        let accounts = crowd(seed);
        let known: Vec<_> = accounts.iter().map(|account| account.record.id.clone()).collect();
        let mut ids: Vec<_> = resolve(accounts).into_iter().map(|article| article.record.id).collect();
        for id in &ids {
            assert!(known.iter().any(|known| id == known || id.starts_with(&format!("{known}#"))), "{id} {known:?}");
        }
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}

#[test]
fn rows_keep_their_keys() {
    for seed in 0..100 {
        let mut seen = std::collections::HashSet::new();
        for article in resolve(crowd(seed)) {
            article_rows(article.article(), &mut |name: Name, cells: &[Cell<'_>]| {
                let table = name.table();
                let key: Vec<String> =
                    table.primary_key.iter().map(|key| format!("{:?}", cells[table.place(key).unwrap()])).collect();
                assert!(seen.insert((table.name, key.clone())), "{} {key:?}", table.name);
            });
        }
    }
}

#[test]
fn accounts_survive_json() {
    for seed in 0..200 {
        let articles = resolve(crowd(seed));
        let json = serde_json::to_string(&articles).unwrap();
        assert_eq!(serde_json::from_str::<Vec<Account>>(&json).unwrap(), articles);
    }
    // every confidence there can be
    for thousandth in 0..=100_000_u32 {
        let sure = thousandth as f32 / 100_000.0;
        let json = serde_json::to_string(&sure).unwrap();
        assert_eq!(serde_json::from_str::<f32>(&json).unwrap().to_bits(), sure.to_bits());
    }
}

#[test]
fn keys_are_few_and_hold_the_id() {
    for seed in 0..200 {
        let account = account(invent::record(seed));
        let mut bare = account.clone();
        (bare.record.journal, bare.record.article_code) = Default::default();
        assert!(keys(&account.record).len() <= 7 && keys(&bare.record).len() == 1);
        assert!(keys(&account.record).contains(&keys(&bare.record)[0]));
    }
}

#[test]
fn one_page_hundreds_of_times_is_one_article() {
    let copies = (0..300).map(|at| {
        let mut copy = account(invent::record(3));
        copy.tellings[0].source_id = format!("{}#{}", copy.tellings[0].source_id, at + 1);
        copy
    });
    assert_eq!(resolve(copies.collect()).len(), 1);
}
