//! Which grants of several accounts are one, and what they say together.

use super::Account;
use super::align::{Lists, Table, leader};
use super::choose::{Choice, Rule, Told, never};
use super::people::Sameness;
use super::plain::plain;
use crate::field::text;
use crate::problem::Severity;
use crate::record::Grant;

/// The grants of several accounts.
struct Grants<'a>(&'a [Account]);

impl Grants<'_> {
    fn of(&self, (from, at): (usize, usize)) -> &Grant {
        &self.0[from].record.funding[at]
    }
}

impl Lists for Grants<'_> {
    fn length(&self, from: usize) -> usize {
        self.0[from].record.funding.len()
    }

    /// By the award numbers; without them by the text.
    fn sameness(&self, a: (usize, usize), b: (usize, usize)) -> Sameness {
        let (a, b) = (self.of(a), self.of(b));
        if a.awards.iter().any(|award| b.awards.iter().any(|other| plain(award) == plain(other))) {
            return Sameness::Yes;
        }
        if !a.awards.is_empty() && !b.awards.is_empty() {
            return Sameness::No;
        }
        let (x, y) = (plain(&a.text), plain(&b.text));
        if x.contains(&y) || y.contains(&x) {
            return Sameness::Yes;
        }
        if text::language(&a.text) == text::language(&b.text) { Sameness::No } else { Sameness::Unknown }
    }

    /// One entry may name several awards that another source lists one by one.
    fn joins(&self) -> bool {
        true
    }

    /// No source need list all grants; but one without a number may be the translation of another.
    fn is_new(&self, item: (usize, usize)) -> bool {
        let grant = self.of(item);
        let language = text::language(&grant.text);
        let other = |other: &Grant| text::language(&other.text) != language;
        !grant.awards.is_empty() || !self.0.iter().flat_map(|account| &account.record.funding).any(other)
    }
}

/// Which grants of `choice`'s accounts are one.
pub fn align(choice: &mut Choice) -> Option<Table> {
    let accounts = choice.accounts;
    let sure = |from: usize| {
        let places = 1..=accounts[from].record.funding.len();
        places.map(|at| choice.sure(from, &format!("funding[{at}].text"))).collect()
    };
    let leader = leader(accounts.len(), sure)?;
    let table = Table::of(&Grants(accounts), accounts.len(), leader);
    let texts = |from: usize| {
        let funding = &accounts[from].record.funding;
        funding.iter().map(|grant| grant.text.as_str()).collect::<Vec<_>>().join("; ")
    };
    choice.odd_lists(Severity::Info, "funding", &table, texts);
    Some(table)
}

/// The united grants.
pub fn unite(choice: &mut Choice, table: &Table) -> Vec<Grant> {
    let mut united = Vec::with_capacity(table.places.len());
    for at in 0..table.places.len() {
        united.push(grant(choice, at, table));
    }
    united
}

/// The grant at `place`, from 0: the text of the surest, its funder and project, and every award number.
fn grant(choice: &mut Choice, place: usize, table: &Table) -> Grant {
    let accounts = choice.accounts;
    let items = &table.places[place];
    let grant = |item: &(usize, usize)| &accounts[item.0].record.funding[item.1];
    let told = items.iter().map(|item| {
        let sure = choice.sure(item.0, &format!("funding[{}].text", item.1 + 1));
        Told { from: item.0, value: grant(item).text.clone(), sure }
    });
    let told: Vec<Told> = told.collect();
    // texts of one grant differ freely; its number and its funder do not
    let rule = Rule { same: &|_, _| true, refines: &never, longer: true, severity: Severity::Info };
    let best = choice.choose(&format!("funding[{}].text", place + 1), &told, &rule);
    let Some(first) = best.map(|best| grant(&items[best])) else { return Grant::default() };
    // of an entry that is two elsewhere, each takes its own
    let elsewhere = |award: &str| {
        let others =
            table.places.iter().enumerate().filter(|(at, _)| *at != place).flat_map(|(_, items)| items.first());
        others.map(grant).any(|other| other.awards.iter().any(|known| plain(known) == plain(award)))
    };
    let mut awards = first.awards.clone();
    for item in items {
        for award in &grant(item).awards {
            if !awards.iter().any(|known| plain(known) == plain(award)) && !elsewhere(award) {
                awards.push(award.clone());
            }
        }
    }
    let sure = items.iter().map(|item| choice.sure(item.0, &format!("funding[{}].awards", item.1 + 1)));
    let sure = sure.fold(0.0, f32::max);
    if sure > 0.0 && !awards.is_empty() {
        choice.support.insert(format!("funding[{}].awards", place + 1), sure);
    }
    let language = text::language(&first.text);
    let fill = |part: fn(&Grant) -> &Option<String>| {
        let others = items.iter().map(grant).filter(|other| text::language(&other.text) == language);
        std::iter::once(first).chain(others).find_map(|grant| part(grant).clone())
    };
    Grant { text: first.text.clone(), funder: fill(|g| &g.funder), project: fill(|g| &g.project), awards }
}
