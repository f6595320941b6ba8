//! The way of an article through time: received, revised, accepted, then published and online.

use crate::field::Date;
use crate::problem::{Code, Problem};
use crate::record::Record;
use crate::table::Partial;

/// received ≤ revised ≤ accepted ≤ published and online. A date cut to its month or year contradicts another only
/// where no day of the one fits the other; each date is held against the nearest earlier one that it contradicts.
pub fn order(record: &Record) -> Vec<Problem> {
    let dates = &record.dates;
    let way: [(&str, &Option<Date>); 5] = [
        ("received", &dates.received),
        ("revised", &dates.revised),
        ("accepted", &dates.accepted),
        ("published", &dates.published),
        ("online", &dates.online),
    ];
    let mut problems = Vec::new();
    for (place, (name, later)) in way.iter().enumerate() {
        let Some(later) = later.as_ref().and_then(Partial::of) else { continue };
        // published and online follow acceptance both, but neither follows the other
        let before = &way[..place.min(3)];
        let contradicted = before.iter().rev().find_map(|(earlier_name, earlier)| {
            let earlier = earlier.as_ref()?;
            (later.last_day() < Partial::of(earlier)?.first_day()).then_some((earlier_name, earlier))
        });
        if let Some((earlier_name, earlier)) = contradicted {
            let message = format!(
                "expected {name} on or after {earlier_name} ({}), found {}",
                earlier.as_str(),
                way[place].1.as_ref().map_or("", Date::as_str)
            );
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
