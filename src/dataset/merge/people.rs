//! Whether two authors of two accounts are one person, and which authors of several accounts belong together.

use super::Account;
use super::align::{Lists, Table, leader};
use super::choose::{Choice, Rule, Told, in_another_language, never, words};
use super::plain::plain;
use crate::field::name::{self, Agreement};
use crate::problem::Severity;
use crate::read::same;
use crate::record::{Author, Bilingual};

/// Whether two things are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sameness {
    /// They are two.
    No,
    /// It cannot be told.
    Unknown,
    /// They are one.
    Yes,
}

impl From<bool> for Sameness {
    fn from(same: bool) -> Sameness {
        if same { Sameness::Yes } else { Sameness::No }
    }
}

/// Whether two authors are one person: by the ORCID, by the names in one script, by the sound of the names in two, by
/// the e-mail address where the names do not say.
pub fn sameness(a: &Author, b: &Author) -> Sameness {
    if a.orcid.is_some() && a.orcid == b.orcid {
        return Sameness::Yes;
    }
    let (x, y) = (&a.name, &b.name);
    let names = match (&x.zh, &y.zh, &x.en, &y.en) {
        (Some(zh), Some(other), _, _) => (plain(zh) == plain(other)).into(),
        (_, _, Some(en), Some(other)) => same::person(en, other).into(),
        (Some(zh), _, _, Some(en)) | (_, Some(zh), Some(en), _) => match name::agree(zh, en) {
            Agreement::Yes => Sameness::Yes,
            Agreement::Unknown => Sameness::Unknown,
            Agreement::No => Sameness::No,
        },
        _ => Sameness::Unknown,
    };
    if names == Sameness::Unknown && a.email.is_some() && a.email == b.email { Sameness::Yes } else { names }
}

/// The authors of several accounts.
struct Authors<'a>(&'a [Account]);

impl Lists for Authors<'_> {
    fn length(&self, from: usize) -> usize {
        self.0[from].record.authors.len()
    }

    fn sameness(&self, a: (usize, usize), b: (usize, usize)) -> Sameness {
        sameness(&self.0[a.0].record.authors[a.1], &self.0[b.0].record.authors[b.1])
    }
}

/// Which authors of `choice`'s accounts are one person; `None` where there are none.
pub fn align(choice: &mut Choice) -> Option<Table> {
    let accounts = choice.accounts;
    let sure = |from: usize| {
        let authors = accounts[from].record.authors.iter().enumerate();
        let names = authors.flat_map(|(at, author)| {
            [("zh", &author.name.zh), ("en", &author.name.en)].map(|(script, name)| (at, script, name.is_some()))
        });
        let told = names.filter(|(.., said)| *said);
        told.map(|(at, script, _)| choice.sure(from, &format!("authors[{}].name.{script}", at + 1))).collect()
    };
    let leader = leader(accounts.len(), sure)?;
    let table = Table::of(&Authors(accounts), accounts.len(), leader);
    let names = |from: usize| {
        let authors = accounts[from].record.authors.iter();
        let names = authors.filter_map(|author| author.name.zh.as_deref().or(author.name.en.as_deref()));
        names.collect::<Vec<_>>().join("; ")
    };
    choice.odd_lists(Severity::Warning, "authors", &table, names);
    Some(table)
}

/// The united authors; `places` are where the accounts' affiliations stand.
pub fn unite(choice: &mut Choice, people: &Table, places: Option<&Table>) -> Vec<Author> {
    let mut united = Vec::with_capacity(people.places.len());
    for (at, items) in people.places.iter().enumerate() {
        united.push(author(choice, at + 1, items, places));
    }
    united
}

/// The author at `place`, from 1, who is `items`, each an account and a place in its list.
fn author(choice: &mut Choice, place: usize, items: &[(usize, usize)], places: Option<&Table>) -> Author {
    let accounts = choice.accounts;
    let author = |item: &(usize, usize)| &accounts[item.0].record.authors[item.1];
    let mut take = |member: &str, text: &dyn Fn(&Author) -> Option<String>, rule: Rule| {
        let told = items.iter().filter_map(|item| {
            let sure = choice.sure(item.0, &format!("authors[{}].{member}", item.1 + 1));
            Some(Told { from: item.0, value: text(author(item))?, sure })
        });
        let told: Vec<Told> = told.collect();
        let best = choice.choose(&format!("authors[{place}].{member}"), &told, &rule)?;
        let from = told[best].from;
        items.iter().find(|item| item.0 == from).map(author)
    };
    let warning = Severity::Warning;
    let word = || Rule { same: &words, refines: &never, longer: false, severity: warning };
    let person = Rule { same: &same::person, refines: &spelled_out, longer: false, severity: warning };
    let zh = take("name.zh", &|a| a.name.zh.clone(), word()).and_then(|a| a.name.zh.clone());
    let en = take("name.en", &|a| a.name.en.clone(), person).and_then(|a| a.name.en.clone());
    let email = take("email", &|a| a.email.as_ref().map(ToString::to_string), word()).and_then(|a| a.email.clone());
    let orcid = take("orcid", &|a| a.orcid.as_ref().map(ToString::to_string), word()).and_then(|a| a.orcid.clone());
    let one_life = |a: &str, b: &str| same::prose(a, b) || in_another_language(a, b);
    let life = Rule { same: &one_life, refines: &never, longer: true, severity: Severity::Info };
    let biography = take("biography", &|a| a.biography.clone(), life).and_then(|a| a.biography.clone());
    let corresponding = items.iter().any(|item| author(item).corresponding);
    let sure = items.iter().map(|item| choice.sure(item.0, &format!("authors[{}].corresponding", item.1 + 1)));
    let sure = sure.fold(0.0, f32::max);
    if sure > 0.0 {
        choice.support.insert(format!("authors[{place}].corresponding"), sure);
    }
    let affiliations = places.map(|places| workplaces(choice, place, items, places)).unwrap_or_default();
    Author { name: Bilingual { zh, en }, affiliations, corresponding, email, orcid, biography }
}

/// `Yiming Peng` of `Y. Peng`.
fn spelled_out(more: &str, less: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphabetic()).count();
    letters(more) > letters(less) && same::person(more, less)
}

/// Where a person works: what the first account says that says anything, and what others add that it does not list.
fn workplaces(choice: &mut Choice, place: usize, items: &[(usize, usize)], places: &Table) -> Vec<u16> {
    let accounts = choice.accounts;
    let told = items.iter().filter_map(|(from, at)| {
        let printed = &accounts[*from].record.authors[*at].affiliations;
        let stand = |n: &u16| places.moves[*from].get(usize::from(*n).checked_sub(1)?).copied().flatten();
        let mut moved: Vec<usize> = Vec::with_capacity(printed.len());
        for at in printed.iter().filter_map(stand) {
            if !moved.contains(&at) {
                moved.push(at);
            }
        }
        (!moved.is_empty()).then_some((*from, moved))
    });
    let told: Vec<(usize, Vec<usize>)> = told.collect();
    let Some((first, mut taken)) = told.first().cloned() else { return Vec::new() };
    let listed = |at: usize| places.places[at].iter().any(|(from, _)| *from == first);
    let written = |list: &[usize]| list.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join("; ");
    let said = taken.clone();
    let mut contradiction = None;
    for (from, other) in &told[1..] {
        let lacks = |some: &[usize], others: &[usize]| others.iter().any(|at| listed(*at) && !some.contains(at));
        if lacks(&said, other) && contradiction.is_none() {
            contradiction = Some((*from, written(other)));
        }
        let new: Vec<usize> = other.iter().copied().filter(|at| !listed(*at) && !taken.contains(at)).collect();
        taken.extend(new);
    }
    if let Some((from, other)) = contradiction {
        let path = format!("authors[{place}].affiliations");
        choice.conflict(Severity::Info, &path, (&written(&said), first), (&other, from));
    }
    taken.iter().filter_map(|at| u16::try_from(at + 1).ok()).collect()
}
