//! Paths of fields, e.g. `authors[2].name.zh`, when lists are united and places change.

/// Where each item of an account's lists stands in the united lists, from 0; `None` where it is not among them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    pub authors: Vec<Option<usize>>,
    pub affiliations: Vec<Option<usize>>,
    pub funding: Vec<Option<usize>>,
    pub keywords_zh: Vec<Option<usize>>,
    pub keywords_en: Vec<Option<usize>>,
    pub clc: Vec<Option<usize>>,
}

impl Moves {
    /// `path` in the united record; a list without a place, `authors[].name.zh`, where the item is not in it.
    pub fn of(&self, path: &str) -> String {
        let Some((list, place, rest)) = item(path) else { return path.to_owned() };
        let moves = match list {
            "authors" => &self.authors,
            "affiliations" => &self.affiliations,
            "funding" => &self.funding,
            "keywords.zh" => &self.keywords_zh,
            "keywords.en" => &self.keywords_en,
            "clc" => &self.clc,
            _ => return path.to_owned(),
        };
        match moves.get(place - 1).copied().flatten() {
            Some(at) => format!("{list}[{}]{rest}", at + 1),
            None => format!("{list}[]{rest}"),
        }
    }
}

/// The list, the place in it, from 1, and what follows.
fn item(path: &str) -> Option<(&str, usize, &str)> {
    let (list, rest) = path.split_once('[')?;
    let (place, rest) = rest.split_once(']')?;
    Some((list, place.parse().ok().filter(|place| *place > 0)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_move() {
        let moves = Moves { authors: vec![Some(1), None], keywords_en: vec![Some(0), Some(2)], ..Default::default() };
        for (before, after) in [
            ("authors[1].name.zh", "authors[2].name.zh"),
            ("authors[2].email", "authors[].email"),
            ("authors[3]", "authors[]"),
            ("authors[].name", "authors[].name"),
            ("keywords.en[2]", "keywords.en[3]"),
            ("keywords", "keywords"),
            ("dates.online", "dates.online"),
            ("authors[0]", "authors[0]"),
        ] {
            assert_eq!(moves.of(before), after, "{before}");
        }
    }
}
