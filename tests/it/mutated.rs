//! Fixtures with damage: whatever a crawl or a careless hand does to a page, reading it does not panic, its record
//! fits the schema, and its evidence lies in its text.

use proptest::prelude::*;
use proptest::sample::Index;
use qikan::document::Span;
use qikan::schema::Validator;
use qikan::source;

use crate::fixtures::FIXTURES;

/// Damage to a page's text.
#[derive(Clone, Debug)]
enum Damage {
    /// Cut off before a character, or behind it.
    Cut { at: Index, head: bool },
    /// A line comes again elsewhere.
    Duplicate { line: Index, to: Index },
    /// Some characters are gone.
    Delete { at: Index, count: usize },
    /// Two blocks of lines change places.
    Swap { cuts: [Index; 3] },
}

impl Damage {
    fn any() -> impl Strategy<Value = Damage> {
        let index = any::<Index>;
        prop_oneof![
            1 => (index(), any::<bool>()).prop_map(|(at, head)| Damage::Cut { at, head }),
            3 => (index(), index()).prop_map(|(line, to)| Damage::Duplicate { line, to }),
            6 => (index(), 1..12_usize).prop_map(|(at, count)| Damage::Delete { at, count }),
            3 => [index(), index(), index()].prop_map(|cuts| Damage::Swap { cuts }),
        ]
    }

    fn apply(&self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split('\n').collect();
        if chars.is_empty() {
            return String::new();
        }
        match self {
            Damage::Cut { at, head: true } => chars.split_off(at.index(chars.len())).into_iter().collect(),
            Damage::Cut { at, head: false } => chars[..at.index(chars.len())].iter().collect(),
            Damage::Duplicate { line, to } => {
                lines.insert(to.index(lines.len()), lines[line.index(lines.len())]);
                lines.join("\n")
            }
            Damage::Delete { at, count } => {
                let at = at.index(chars.len());
                chars.drain(at..chars.len().min(at + count));
                chars.into_iter().collect()
            }
            Damage::Swap { cuts } => {
                let mut cuts = cuts.map(|cut| cut.index(lines.len()));
                cuts.sort_unstable();
                lines[cuts[0]..cuts[2]].rotate_left(cuts[1] - cuts[0]);
                lines.join("\n")
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_damaged_page_is_read_without_panic(
        fixture in any::<Index>(),
        damages in prop::collection::vec(Damage::any(), 1..6),
    ) {
        let fixture = fixture.get(FIXTURES.as_slice());
        let page = String::from_utf8_lossy(&std::fs::read(&fixture.path).unwrap()).into_owned();
        let page = damages.iter().fold(page, |page, damage| damage.apply(&page));
        let Ok(document) = source::decode(fixture.name.clone(), page.as_bytes()) else { return Ok(()) };
        let Ok(extraction) = qikan::extract(&document) else { return Ok(()) };
        if let Err(refusals) = Validator::new().validate(&extraction.record) {
            return Err(TestCaseError::fail(format!("{}{}", fixture.name, refusals[0])));
        }
        for evidence in &extraction.evidence {
            let Span { start, end } = evidence.span;
            prop_assert!(document.text().get(start..end).is_some(), "{}: {}", fixture.name, evidence.path());
        }
    }
}
