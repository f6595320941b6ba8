//! Which accounts of many tell of one article.
//!
//! Accounts that share a key are held against each other, all of them where few share it. A key that many share is a
//! template's or a journal's that begins every issue on page 1: there only neighbours are compared, by each title and
//! by place, so that the work grows with n log n, whatever the data.

use std::collections::{BTreeSet, HashMap};

use super::Account;
use super::judge::{Profile, Verdict, judge};
use super::key::keys;
use crate::record::Language;

/// So many accounts of one key are compared each with each.
const FEW: usize = 40;
/// With so many neighbours one of more accounts is compared.
const NEAR: usize = 12;
/// So many of each group are asked before two groups become one.
const ASKED: usize = 6;

/// The places in `accounts` of each article, the first in order of their first. `accounts` are in their canonical
/// order, best first; no other order counts.
pub fn groups(accounts: &[Account]) -> Vec<Vec<usize>> {
    let profiles: Vec<Profile> = accounts.iter().map(Profile::of).collect();
    let judged = pairs(accounts, &profiles).into_iter().map(|(a, b)| (judge(&profiles[a], &profiles[b]), a, b));
    let mut links: Vec<_> = judged.filter(|(verdict, ..)| *verdict >= Verdict::Likely).collect();
    // the surest first, since what has grown together refuses what is apart from it
    links.sort_by_key(|(verdict, a, b)| (std::cmp::Reverse(*verdict), *a, *b));

    let mut group: Vec<usize> = (0..accounts.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..accounts.len()).map(|at| vec![at]).collect();
    for (_, a, b) in links {
        let (a, b) = (group[a].min(group[b]), group[a].max(group[b]));
        if a == b {
            continue;
        }
        let asked = |at: usize| members[at].iter().take(ASKED);
        if asked(a).any(|x| asked(b).any(|y| judge(&profiles[*x], &profiles[*y]) == Verdict::Apart)) {
            continue;
        }
        // the smaller moves, so that each account moves log n times at most
        let (into, from) = if members[a].len() < members[b].len() { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut members[from]);
        moved.iter().for_each(|at| group[*at] = into);
        members[into].extend(moved);
        members[into].sort_unstable();
    }
    members.retain(|group| !group.is_empty());
    members.sort_unstable();
    members
}

/// The pairs of places that are worth comparing, the smaller first.
fn pairs(accounts: &[Account], profiles: &[Profile]) -> BTreeSet<(usize, usize)> {
    let mut sharing: HashMap<u128, Vec<usize>> = HashMap::new();
    for (at, account) in accounts.iter().enumerate() {
        for key in keys(&account.record) {
            sharing.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    let mut compare = |places: &[usize], near: usize| {
        for (at, a) in places.iter().enumerate() {
            let others = places[at + 1..].iter().take(near);
            pairs.extend(others.map(|b| (*a.min(b), *a.max(b))));
        }
    };
    for places in sharing.values_mut() {
        if places.len() <= FEW {
            compare(places, FEW);
            continue;
        }
        for language in [Language::Zh, Language::En] {
            places.sort_by(|a, b| profiles[*a].title(language).cmp(&profiles[*b].title(language)).then(a.cmp(b)));
            compare(places, NEAR);
        }
        places.sort_by(|a, b| profiles[*a].place().cmp(&profiles[*b].place()).then(a.cmp(b)));
        compare(places, NEAR);
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::merge::tests::account;

    #[test]
    fn a_template_on_many_pages_costs_little() {
        let page = |at: u64| {
            let mut record = crate::invent::record(at);
            record.doi = "10.1234/template".parse().ok();
            record.title.zh = Some(format!("第{at}种土壤在城市湿地中的碳库与空间格局"));
            record.first_page = Some((at * 7).to_string());
            record.id = crate::read::identity(&record);
            account(record)
        };
        let accounts: Vec<Account> = (0..400).map(page).collect();
        let profiles: Vec<Profile> = accounts.iter().map(Profile::of).collect();
        let pairs = pairs(&accounts, &profiles);
        assert!(pairs.len() <= 3 * NEAR * accounts.len() + FEW * accounts.len(), "{}", pairs.len());
        assert_eq!(groups(&accounts).len(), accounts.len());
    }
}
