//! Which of several values of a field is taken, and when the others contradict it.

use super::align::Table;
use super::plain::plain;
use super::{Account, Support};
use crate::field::text;
use crate::problem::{Code, Problem, Severity};

/// Contradictions that are named, a field.
pub const NAMED: usize = 3;
/// Values are named up to this many characters.
const LONGEST: usize = 80;

/// What an account says of a field.
pub struct Told {
    /// The place of the account.
    pub from: usize,
    /// The value as written.
    pub value: String,
    /// How sure it is.
    pub sure: f32,
}

/// How the values of a field compare.
pub struct Rule<'r> {
    /// Whether both can stand for one.
    pub same: &'r dyn Fn(&str, &str) -> bool,
    /// Whether the first says all that the second says, and more.
    pub refines: &'r dyn Fn(&str, &str) -> bool,
    /// Whether the longer of two equally sure ones is the better.
    pub longer: bool,
    /// How much a contradiction weighs.
    pub severity: Severity,
}

/// The values of the united record as they are chosen.
pub struct Choice<'a> {
    pub accounts: &'a [Account],
    pub support: Support,
    pub problems: Vec<Problem>,
}

impl Choice<'_> {
    /// How sure the value at `path` of the account at `from` is; 0 where it has no evidence of its own.
    pub fn sure(&self, from: usize, path: &str) -> f32 {
        self.accounts[from].support.get(path).copied().unwrap_or(0.0)
    }

    /// What every account that `value` gives a value for says of the field at `path`.
    pub fn told(&self, path: &str, value: impl Fn(&Account) -> Option<String>) -> Vec<Told> {
        let told = |(from, account)| Some(Told { from, value: value(account)?, sure: self.sure(from, path) });
        self.accounts.iter().enumerate().filter_map(told).collect()
    }

    /// The place in `told` of the value of the field at `path` that is taken: the surest, then the most complete, then
    /// that of the better account; but one that refines it is taken instead. The others, where they contradict it,
    /// become problems.
    pub fn choose(&mut self, path: &str, told: &[Told], rule: &Rule) -> Option<usize> {
        let length = |at: usize| if rule.longer { told[at].value.chars().count() } else { 0 };
        let better = |a: &usize, b: &usize| {
            let (x, y) = (&told[*a], &told[*b]);
            x.sure.total_cmp(&y.sure).then(length(*a).cmp(&length(*b))).then(b.cmp(a))
        };
        let surest = (0..told.len()).max_by(better)?;
        let refined = (0..told.len()).filter(|at| (rule.refines)(&told[*at].value, &told[surest].value));
        let best = refined.max_by_key(|at| (told[*at].value.chars().count(), std::cmp::Reverse(*at))).unwrap_or(surest);
        let taken = &told[best];
        let agreeing = told.iter().filter(|other| other.value == taken.value);
        let sure = agreeing.map(|other| other.sure).fold(0.0, f32::max);
        if sure > 0.0 {
            self.support.insert(path.to_owned(), sure);
        }
        let mut named: Vec<&str> = Vec::new();
        for other in told {
            let known = (rule.same)(&taken.value, &other.value) || named.contains(&other.value.as_str());
            if !known && named.len() < NAMED {
                named.push(&other.value);
                self.conflict(rule.severity, path, (&taken.value, taken.from), (&other.value, other.from));
            }
        }
        Some(best)
    }

    /// Notes that two accounts contradict each other at `path`: both values and their sources.
    pub fn conflict(&mut self, severity: Severity, path: &str, taken: (&str, usize), other: (&str, usize)) {
        let source = |from: usize| &self.accounts[from].record.source.uri;
        let message = format!(
            "took {:?} from {}, but {} has {:?}",
            short(taken.0),
            source(taken.1),
            source(other.1),
            short(other.0)
        );
        self.problems.push(Problem { severity, ..Problem::info(Code::SourceConflict, path, message) });
    }

    /// Notes which accounts have items of the list `path` that stand nowhere in `table`; `told` writes an account's list.
    pub fn odd_lists(&mut self, severity: Severity, path: &str, table: &Table, told: impl Fn(usize) -> String) {
        for &from in table.odd.iter().take(NAMED) {
            self.conflict(severity, path, (&told(table.leader), table.leader), (&told(from), from));
        }
    }
}

/// The beginning of a long value.
pub fn short(value: &str) -> String {
    match value.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &value[..at]),
        None => value.to_owned(),
    }
}

/// Letters and digits are the same.
pub fn words(a: &str, b: &str) -> bool {
    plain(a) == plain(b)
}

/// The same in two languages is no contradiction.
pub fn in_another_language(a: &str, b: &str) -> bool {
    text::language(a) != text::language(b)
}

/// No value says more than another.
pub fn never(_: &str, _: &str) -> bool {
    false
}

/// Texts of which one holds the other are no contradiction.
pub fn holds(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    a.contains(&b) || b.contains(&a)
}
