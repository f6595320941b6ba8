//! What several accounts of one article tell together.

use super::choose::Choice;
use super::path::Moves;
use super::{Account, Support, Telling, grants, key, people, places, scalars, terms};
use crate::check::check;
use crate::problem::Problem;
use crate::read::identity;
use crate::record::{Language, Record};

/// The account that `accounts`, best first, give together.
///
/// What the checks found in one source's record is forgotten and asked anew of the united one: an affiliation without
/// an author on one face has one on the other. Everything else that a source's telling says stays with it.
pub fn unite(accounts: Vec<Account>) -> Account {
    let mut choice = Choice { accounts: &accounts, support: Support::new(), problems: Vec::new() };
    let mut record = accounts[0].record.clone();
    scalars::unite(&mut choice, &mut record);

    let persons = people::align(&mut choice);
    let workplaces = places::align(&mut choice, persons.as_ref());
    let grants = grants::align(&mut choice);
    record.authors = persons.as_ref().map(|p| people::unite(&mut choice, p, workplaces.as_ref())).unwrap_or_default();
    record.affiliations = workplaces.as_ref().map(|p| places::unite(&mut choice, p)).unwrap_or_default();
    record.funding = grants.as_ref().map(|g| grants::unite(&mut choice, g)).unwrap_or_default();
    let (zh, in_zh) = terms::keywords(&mut choice, Language::Zh);
    let (en, in_en) = terms::keywords(&mut choice, Language::En);
    (record.keywords.zh, record.keywords.en) = (zh, en);
    let (clc, classes) = terms::classes(&mut choice);
    record.clc = clc;
    record.id = id(&record, &accounts);

    let Choice { support, problems: conflicts, .. } = choice;
    let list = |table: &Option<super::align::Table>, from: usize| {
        table.as_ref().map(|table| table.moves[from].clone()).unwrap_or_default()
    };
    let moves: Vec<Moves> = (0..accounts.len())
        .map(|from| Moves {
            authors: list(&persons, from),
            affiliations: list(&workplaces, from),
            funding: list(&grants, from),
            keywords_zh: in_zh[from].clone(),
            keywords_en: in_en[from].clone(),
            clc: classes[from].clone(),
        })
        .collect();
    let mut tellings: Vec<Telling> = Vec::new();
    for (account, moves) in accounts.into_iter().zip(&moves) {
        let found = check(&account.record);
        tellings.extend(account.tellings.into_iter().map(|telling| moved(telling, moves, &found)));
    }
    let found = check(&record);
    let mut account = Account { record, support, tellings };
    account.add(conflicts.into_iter().chain(found));
    account
}

/// A telling with its paths in the united record, without what the checks had found.
fn moved(mut telling: Telling, moves: &Moves, found: &[Problem]) -> Telling {
    telling.problems.retain(|problem| !found.contains(problem));
    for problem in &mut telling.problems {
        problem.field = moves.of(&problem.field);
    }
    for witness in &mut telling.witnesses {
        witness.field = moves.of(&witness.field);
    }
    telling
}

/// The id of `record`, which `accounts` give together.
///
/// It is always the id that one of them came with: their keys hold it, so that no article of other accounts has it. A
/// hash that none of them has, because each lacks another part of it, is not taken.
fn id(record: &Record, accounts: &[Account]) -> String {
    let id = identity(record);
    let known = accounts.iter().any(|account| key::base(&account.record) == id);
    if known { id } else { key::base(&accounts[0].record).to_owned() }
}

impl Account {
    /// Adds problems to what its first source tells, and gathers those of all sources in the record, each once.
    pub(super) fn add(&mut self, problems: impl IntoIterator<Item = Problem>) {
        if let Some(first) = self.tellings.first_mut() {
            for problem in problems {
                if !first.problems.contains(&problem) {
                    first.problems.push(problem);
                }
            }
        }
        let mut seen = std::collections::HashSet::new();
        let all = self.tellings.iter().flat_map(|telling| &telling.problems);
        self.record.problems = all.filter(|problem| seen.insert(*problem)).cloned().collect();
    }
}
