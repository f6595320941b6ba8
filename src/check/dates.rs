//! The way of an article through time: received, revised, accepted, then published and online.

use crate::field::Date;
use crate::problem::{Code, Problem};
use crate::record::Record;

/// received ≤ revised ≤ accepted ≤ published and online. A date cut to its month or year contradicts another only
/// where no day of the one fits the other; each date is held against the nearest earlier one that it contradicts.
pub fn order(record: &Record) -> Vec<Problem> {
    let dates = &record.dates;
    let way: [(&str, Option<Date>); 5] = [
        ("received", dates.received),
        ("revised", dates.revised),
        ("accepted", dates.accepted),
        ("published", dates.published),
        ("online", dates.online),
    ];
    let mut problems = Vec::new();
    for (place, (name, later)) in way.iter().enumerate() {
        let Some(later) = later else { continue };
        // published and online follow acceptance both, but neither follows the other
        let mut before = way[..place.min(3)].iter().rev();
        let contradicted =
            before.find_map(|(name, date)| Some((name, date.filter(|earlier| earlier.surely_after(*later))?)));
        if let Some((earlier_name, earlier)) = contradicted {
            let message = format!("expected {name} on or after {earlier_name} ({earlier}), found {later}");
            problems.push(Problem::warning(Code::DateOrder, format!("dates.{name}"), message));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use crate::check::tests::said;

    #[test]
    fn only_what_cannot_be() {
        let dates = |received: &str, accepted: &str, online: &str| {
            said(|r| {
                r.dates.received = received.parse().ok().filter(|_| !received.is_empty());
                r.dates.accepted = accepted.parse().ok().filter(|_| !accepted.is_empty());
                r.dates.online = online.parse().ok().filter(|_| !online.is_empty());
            })
        };
        assert!(dates("2024-03-01", "2024-03", "2024").is_empty());
        assert!(dates("2024-03-31", "2024-03-31", "").is_empty());
        assert_eq!(dates("2024-03-02", "2024-03-01", ""), ["date_order dates.accepted"]);
        assert_eq!(
            dates("2024-03-02", "2024-02", "2024-03-01"),
            ["date_order dates.accepted", "date_order dates.online"]
        );
        assert_eq!(dates("2025", "", "2024-12-31"), ["date_order dates.online"]);
    }
}
