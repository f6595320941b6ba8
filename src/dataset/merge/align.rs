//! Items of several lists that stand for one thing: one list leads, the others are laid beside it.
//!
//! The items of the leading list keep their places. An item of another list joins the place of its like. What has
//! no like is new where its list has all that the leading one has, and more; else the two lists contradict each other.

use super::people::Sameness;

/// So many items of a place are asked whether another is their like.
const ASKED: usize = 4;
/// So far from its own place the like of an item is looked for: lists of thousands differ little in order.
const FAR: usize = 100;

/// Where the items of several lists stand together.
pub struct Table {
    /// The account whose list leads.
    pub leader: usize,
    /// The items of each place: account and place in its list, the leader's first.
    pub places: Vec<Vec<(usize, usize)>>,
    /// Of each account, where its items stand.
    pub moves: Vec<Vec<Option<usize>>>,
    /// The accounts with items that stand nowhere.
    pub odd: Vec<usize>,
}

/// How the lists of a field compare.
pub trait Lists {
    /// The length of the list of the account at `from`.
    fn length(&self, from: usize) -> usize;
    /// Whether two items, each an account and a place in its list, are one.
    fn sameness(&self, a: (usize, usize), b: (usize, usize)) -> Sameness;
    /// The place of an item where its likeness does not say, e.g. by what belongs to it.
    fn hint(&self, _item: (usize, usize), _table: &Table) -> Option<usize> {
        None
    }
    /// Whether several items of one list may join one place.
    fn joins(&self) -> bool {
        false
    }
    /// Whether an item without its like is new, whatever the rest of its list.
    fn is_new(&self, _item: (usize, usize)) -> bool {
        false
    }
}

impl Table {
    /// Lays the lists of `accounts` accounts beside that of `leader`.
    pub fn of(lists: &impl Lists, accounts: usize, leader: usize) -> Table {
        let first = (0..lists.length(leader)).map(|at| vec![(leader, at)]).collect();
        let mut table = Table { leader, places: first, moves: vec![Vec::new(); accounts], odd: Vec::new() };
        table.moves[leader] = (0..lists.length(leader)).map(Some).collect();
        for from in (0..accounts).filter(|from| *from != leader) {
            table.lay(lists, from);
        }
        table
    }

    fn lay(&mut self, lists: &impl Lists, from: usize) {
        let length = lists.length(from);
        let mut moves: Vec<Option<usize>> = vec![None; length];
        let mut taken = vec![false; self.places.len()];
        for (at, stands) in moves.iter_mut().enumerate() {
            // where it stands is where its like stands most often
            let around = at.saturating_sub(FAR)..taken.len().min(at + FAR);
            let nearest = (at < taken.len()).then_some(at).into_iter().chain(around.filter(|place| *place != at));
            let mut free = nearest.filter(|place| lists.joins() || !taken[*place]);
            if let Some(place) = free.find(|place| self.sameness(lists, (from, at), *place) == Sameness::Yes) {
                taken[place] = true;
                *stands = Some(place);
            }
        }
        for (at, stands) in moves.iter_mut().enumerate().filter(|(_, stands)| stands.is_none()) {
            // as many of both and in the same order: one thing in two languages
            let opposite = lists.hint((from, at), self).or((length == lists.length(self.leader)).then_some(at));
            if let Some(place) = opposite.filter(|place| taken.get(*place) == Some(&false))
                && self.sameness(lists, (from, at), place) == Sameness::Unknown
            {
                taken[place] = true;
                *stands = Some(place);
            }
        }
        let led = &self.moves[self.leader];
        let has_all = led.iter().flatten().all(|place| taken[*place]);
        for (at, place) in moves.iter_mut().enumerate() {
            if place.is_none() && (has_all || lists.is_new((from, at))) {
                *place = Some(self.places.len());
                self.places.push(Vec::new());
            }
            if let Some(place) = place {
                self.places[*place].push((from, at));
            }
        }
        if moves.contains(&None) {
            self.odd.push(from);
        }
        self.moves[from] = moves;
    }

    /// Whether `item` is what stands at `place`: an item there that surely is, or surely is not, decides.
    fn sameness(&self, lists: &impl Lists, item: (usize, usize), place: usize) -> Sameness {
        let mut said = Sameness::Unknown;
        for other in self.places[place].iter().take(ASKED) {
            match lists.sameness(item, *other) {
                Sameness::Yes => return Sameness::Yes,
                Sameness::No => said = Sameness::No,
                Sameness::Unknown => {}
            }
        }
        said
    }
}

/// The account whose list leads: the surest on average, to a tenth, then the one that says most, then the best account.
/// `sure` gives the confidences of an account's items. `None` where no account has any.
pub fn leader(accounts: usize, sure: impl Fn(usize) -> Vec<f32>) -> Option<usize> {
    let rank = |from: usize| {
        let sure = sure(from);
        let sum: f32 = sure.iter().sum();
        let mean = (sum / sure.len().max(1) as f32 * 10.0).floor() as u32;
        (!sure.is_empty()).then(|| (mean, (sum * 100.0).round() as u32, sure.len(), std::cmp::Reverse(from)))
    };
    (0..accounts).filter_map(|from| Some((rank(from)?, from))).max().map(|(_, from)| from)
}
