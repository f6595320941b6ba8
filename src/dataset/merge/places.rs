//! Which affiliations of several accounts are one, and what they say together.

use super::Account;
use super::align::{Lists, Table, leader};
use super::choose::{Choice, Rule, Told, holds};
use super::people::Sameness;
use super::plain::{plain, within};
use super::title::numbers;
use crate::problem::Severity;
use crate::record::{Affiliation, Bilingual};

/// One character of so many may be misread.
const DAMAGE: usize = 12;
/// A text that another holds is the same only from so many characters on.
const SHORTEST: usize = 4;

/// The affiliations of several accounts, and the people at them.
struct Places<'a> {
    accounts: &'a [Account],
    people: Option<&'a Table>,
}

impl Lists for Places<'_> {
    fn length(&self, from: usize) -> usize {
        self.accounts[from].record.affiliations.len()
    }

    fn sameness(&self, a: (usize, usize), b: (usize, usize)) -> Sameness {
        sameness(&self.accounts[a.0].record.affiliations[a.1], &self.accounts[b.0].record.affiliations[b.1])
    }

    /// Where the same people are at, in the same order.
    fn hint(&self, (from, at): (usize, usize), table: &Table) -> Option<usize> {
        let people = self.people?;
        let of = |from: usize, author: usize| &self.accounts[from].record.authors[author].affiliations;
        let mut votes = vec![0_usize; table.places.len()];
        for (author, place) in people.moves[from].iter().enumerate() {
            let Some(items) = place.map(|place| &people.places[place]) else { continue };
            let here = of(from, author);
            let Some(nth) = here.iter().position(|n| usize::from(*n) == at + 1) else { continue };
            let Some((_, twin)) = items.iter().find(|item| item.0 == table.leader) else { continue };
            let there = of(table.leader, *twin);
            if here.len() == there.len() {
                let place = usize::from(there[nth]).wrapping_sub(1);
                votes.get_mut(place).into_iter().for_each(|votes| *votes += 1);
            }
        }
        let best = (0..votes.len()).max_by_key(|place| (votes[*place], std::cmp::Reverse(*place)))?;
        (votes[best] > 0).then_some(best)
    }
}

/// Whether two affiliations are one place: the texts of one language hold each other but for a misread character, or
/// name the same institution and part of it.
fn sameness(a: &Affiliation, b: &Affiliation) -> Sameness {
    let named = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    if named(&a.institution, &b.institution) && named(&a.department, &b.department) {
        return Sameness::Yes;
    }
    let pairs = [(&a.text.zh, &b.text.zh), (&a.text.en, &b.text.en)];
    let both: Vec<bool> = pairs.iter().filter_map(|(a, b)| Some(alike(a.as_ref()?, b.as_ref()?))).collect();
    match both.as_slice() {
        [] => Sameness::Unknown,
        both => both.contains(&true).into(),
    }
}

fn alike(one: &str, other: &str) -> bool {
    let (a, b) = (plain(one), plain(other));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let letters = |text: &str| text.chars().collect::<Vec<_>>();
    let (x, y) = (letters(short), letters(long));
    x.len() >= SHORTEST && long.contains(short.as_str())
        || within(&x, &y, x.len() / DAMAGE) && numbers(one) == numbers(other)
}

/// Which affiliations of `choice`'s accounts are one; `people` are where their authors stand.
pub fn align(choice: &mut Choice, people: Option<&Table>) -> Option<Table> {
    let accounts = choice.accounts;
    let sure = |from: usize| {
        let places = accounts[from].record.affiliations.iter().enumerate();
        let told = places.flat_map(|(at, place)| {
            let texts = [("zh", &place.text.zh), ("en", &place.text.en)].into_iter();
            let told = texts.filter(|(_, text)| text.is_some()).map(|(language, _)| language);
            told.map(move |language| format!("affiliations[{}].text.{language}", at + 1)).collect::<Vec<_>>()
        });
        told.map(|path| choice.sure(from, &path)).collect()
    };
    let leader = leader(accounts.len(), sure)?;
    let table = Table::of(&Places { accounts, people }, accounts.len(), leader);
    let texts = |from: usize| {
        let places = accounts[from].record.affiliations.iter();
        let texts = places.filter_map(|place| place.text.zh.as_deref().or(place.text.en.as_deref()));
        texts.collect::<Vec<_>>().join("; ")
    };
    choice.odd_lists(Severity::Info, "affiliations", &table, texts);
    Some(table)
}

/// The united affiliations.
pub fn unite(choice: &mut Choice, places: &Table) -> Vec<Affiliation> {
    let mut united = Vec::with_capacity(places.places.len());
    for (at, items) in places.places.iter().enumerate() {
        united.push(affiliation(choice, at + 1, items));
    }
    united
}

/// The affiliation at `place`, from 1; its parts are those of the texts that are taken.
fn affiliation(choice: &mut Choice, place: usize, items: &[(usize, usize)]) -> Affiliation {
    let accounts = choice.accounts;
    let printed = |item: &(usize, usize)| &accounts[item.0].record.affiliations[item.1];
    let mut take = |member: &str, text: &dyn Fn(&Affiliation) -> &Option<String>| {
        let told = items.iter().filter_map(|item| {
            let sure = choice.sure(item.0, &format!("affiliations[{}].text.{member}", item.1 + 1));
            Some(Told { from: item.0, value: text(printed(item)).clone()?, sure })
        });
        let told: Vec<Told> = told.collect();
        let longer = |more: &str, less: &str| more.len() > less.len() && plain(more).contains(&plain(less));
        let same = |a: &str, b: &str| holds(a, b) || alike(a, b);
        let rule = Rule { same: &same, refines: &longer, longer: true, severity: Severity::Info };
        let best = choice.choose(&format!("affiliations[{place}].text.{member}"), &told, &rule)?;
        items.iter().find(|item| item.0 == told[best].from)
    };
    let zh = take("zh", &|place| &place.text.zh).map(printed);
    let en = take("en", &|place| &place.text.en).map(printed);
    let text =
        Bilingual { zh: zh.and_then(|place| place.text.zh.clone()), en: en.and_then(|place| place.text.en.clone()) };
    let mut united = Affiliation { text, ..Affiliation::default() };
    // the parts as read beside the other affiliations: a department may have its institution from the one before
    for place in [zh, en].into_iter().flatten() {
        if united.institution.is_none() {
            united.institution = place.institution.clone();
            united.department = place.department.clone();
        }
        united.fill_location(place);
    }
    united
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn one_place_printed_twice() {
        for (a, b) in [
            ("南京大学 环境学院,南京 210023", "南京大学环境学院，南京"),
            ("南京大学环境学院,江苏 南京 210023", "南京大学坏境学院,江苏 南京 210023"),
            ("School of the Environment, Nanjing University", "School of the Environment,Nanjing University,China"),
        ] {
            assert!(alike(a, b) && alike(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("郑州大学第一附属医院,郑州 450052", "郑州大学第二附属医院,郑州 450052"),
            (
                "The First Affiliated Hospital of Zhengzhou University",
                "The Third Affiliated Hospital of Zhengzhou University",
            ),
            ("南京大学 环境学院,南京 210023", "南京大学 地理学院,南京 210023"),
        ] {
            assert!(!alike(a, b) && !alike(b, a), "{a} {b}");
        }
    }
}
