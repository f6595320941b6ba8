//! The lists of words and codes: keywords of one language are one source's, classes are everybody's.

use super::align::leader;
use super::choose::{Choice, NAMED};
use super::plain::plain;
use crate::field::Clc;
use crate::problem::Severity;
use crate::record::Language;

/// Where the items of each account's list stand in the united one.
type Moves = Vec<Vec<Option<usize>>>;

/// The keywords in `language`: the surest list, then the longest. Another contradicts it where each has a term that the
/// other lacks.
pub fn keywords(choice: &mut Choice, language: Language) -> (Vec<String>, Moves) {
    let accounts = choice.accounts;
    let path = format!("keywords.{}", language.as_str());
    let of = |from: usize| accounts[from].record.keywords.get(language);
    let sure = |from: usize| (1..=of(from).len()).map(|at| choice.sure(from, &format!("{path}[{at}]"))).collect();
    let Some(first) = leader(accounts.len(), sure) else { return (Vec::new(), vec![Vec::new(); accounts.len()]) };
    let terms: Vec<String> = of(first).iter().map(|term| plain(term)).collect();
    let mut moves = Moves::with_capacity(accounts.len());
    let mut named = 0;
    for from in 0..accounts.len() {
        let others: Vec<String> = of(from).iter().map(|term| plain(term)).collect();
        let stand = |term: &String| terms.iter().position(|known| known == term);
        let stands: Vec<Option<usize>> = others.iter().map(stand).collect();
        let lost =
            of(first).iter().zip(&terms).filter(|(_, term)| !others.contains(term)).map(|(term, _)| term.as_str());
        let other = of(from).iter().zip(&stands).filter(|(_, stand)| stand.is_none()).map(|(term, _)| term.as_str());
        let (lost, other): (Vec<&str>, Vec<&str>) = (lost.collect(), other.collect());
        if !lost.is_empty() && !other.is_empty() && named < NAMED {
            named += 1;
            choice.conflict(Severity::Info, &path, (&lost.join("; "), first), (&other.join("; "), from));
        }
        for (at, stand) in stands.iter().enumerate() {
            let sure = choice.sure(from, &format!("{path}[{}]", at + 1));
            if let Some(stand) = stand {
                support(choice, format!("{path}[{}]", stand + 1), sure);
            }
        }
        moves.push(stands);
    }
    (of(first).clone(), moves)
}

/// The classes of every account, each once.
pub fn classes(choice: &mut Choice) -> (Vec<Clc>, Moves) {
    let accounts = choice.accounts;
    let mut united: Vec<Clc> = Vec::new();
    let mut moves = Moves::with_capacity(accounts.len());
    for (from, account) in accounts.iter().enumerate() {
        let mut stands = Vec::with_capacity(account.record.clc.len());
        for (at, class) in account.record.clc.iter().enumerate() {
            let stand = united.iter().position(|known| known == class).unwrap_or_else(|| {
                united.push(class.clone());
                united.len() - 1
            });
            let sure = choice.sure(from, &format!("clc[{}]", at + 1));
            support(choice, format!("clc[{}]", stand + 1), sure);
            stands.push(Some(stand));
        }
        moves.push(stands);
    }
    (united, moves)
}

fn support(choice: &mut Choice, path: String, sure: f32) {
    if sure > 0.0 {
        let known = choice.support.entry(path).or_insert(sure);
        *known = known.max(sure);
    }
}
