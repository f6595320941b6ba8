//! The journals: each has its platform, its identifiers and its habits.

use super::dice::Dice;
use super::topics::{Pair, TOPICS};
use super::words::REGIONS;

/// What a page comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    Magtech,
    Rhhz,
    Etiller,
    Founder,
    Sciengine,
    Ojs,
    Hanspub,
}

/// How many journals of a hundred are on each platform: about what a crawl of Chinese journals meets.
const SHARES: [(Platform, usize); 7] = [
    (Platform::Magtech, 34),
    (Platform::Rhhz, 26),
    (Platform::Etiller, 14),
    (Platform::Founder, 8),
    (Platform::Ojs, 7),
    (Platform::Hanspub, 6),
    (Platform::Sciengine, 5),
];

impl Platform {
    /// As records and labels name it.
    pub fn name(self) -> &'static str {
        match self {
            Platform::Magtech => "magtech",
            Platform::Rhhz => "rhhz",
            Platform::Etiller => "etiller",
            Platform::Founder => "founder",
            Platform::Sciengine => "sciengine",
            Platform::Ojs => "ojs",
            Platform::Hanspub => "hanspub",
        }
    }
}

/// How names of people are printed in English.
#[derive(Clone, Copy)]
pub enum NameOrder {
    /// QIU Ruochuan
    UpperFirst,
    /// Qiu Ruochuan
    FamilyFirst,
    /// Ruochuan QIU
    UpperLast,
    /// QIU Ruo-chuan
    Hyphen,
}

pub struct Journal {
    pub platform: Platform,
    /// Place of its discipline in `TOPICS`.
    pub topic: usize,
    pub title: (String, String),
    /// Letters for addresses and DOIs.
    pub code: String,
    pub issn: String,
    pub cn: String,
    /// Registrant of its DOIs.
    pub prefix: usize,
    pub founded: usize,
    pub issues: usize,
    pub names: NameOrder,
    /// Between the parts of an affiliation.
    pub comma: &'static str,
    /// Between the organisation and its department.
    pub gap: &'static str,
    /// Around award numbers.
    pub brackets: Pair,
    /// Between grants.
    pub between_grants: &'static str,
    /// Whether English titles are in title case.
    pub title_case: bool,
}

/// Fields of all disciplines, in all regions, each as 学报 and 研究.
pub const JOURNALS: usize = TOPICS.len() * 4 * REGIONS.len() * 2;

/// All journals, those of a discipline one after the other.
pub fn journals() -> Vec<Journal> {
    (0..JOURNALS).map(journal).collect()
}

fn journal(number: usize) -> Journal {
    let mut dice = Dice::new(number as u64, 0x004A);
    let (topic, rest) = (number / (JOURNALS / TOPICS.len()), number % (JOURNALS / TOPICS.len()));
    let region = &REGIONS[rest % REGIONS.len()];
    let field = TOPICS[topic].fields[rest / REGIONS.len() % 4];
    let (place_zh, place_en) = region.name;
    let title = if rest / REGIONS.len() / 4 == 0 {
        (format!("{place_zh}{}学报", field.0), format!("{place_en} Journal of {}", field.1))
    } else {
        (format!("{place_zh}{}进展", field.0), format!("{place_en} Advances in {}", field.1))
    };
    let mut left = dice.below(100);
    let (platform, _) = SHARES.iter().find(|(_, share)| left.checked_sub(*share).map(|l| left = l).is_none()).unwrap();
    let initials: String = field.1.split(' ').filter_map(|word| word.chars().next()).collect();
    Journal {
        platform: *platform,
        topic,
        title,
        code: format!("{}{}", region.domain, initials.to_lowercase()),
        issn: issn(number),
        cn: format!(
            "{}-{}/{}",
            dice.between(11, 65),
            dice.between(1001, 1799),
            dice.one_of(&["S", "T", "R", "F", "P"])
        ),
        prefix: 16_000 + number,
        founded: dice.between(1958, 2001),
        issues: dice.one_of(&[4, 6, 6, 12]),
        names: dice.one_of(&[
            NameOrder::UpperFirst,
            NameOrder::UpperFirst,
            NameOrder::FamilyFirst,
            NameOrder::UpperLast,
            NameOrder::Hyphen,
        ]),
        comma: dice.one_of(&[",", "，", ", "]),
        gap: dice.one_of(&["", " "]),
        brackets: dice.one_of(&[("(", ")"), ("（", "）")]),
        between_grants: dice.one_of(&[";", "；", "; "]),
        title_case: dice.chance(50),
    }
}

/// The number of a journal within the blocks that Chinese journals have: seven digits and their check digit.
fn issn(number: usize) -> String {
    const BLOCKS: [usize; 16] =
        [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1671, 1672, 1673, 1674, 2095, 2096, 2097];
    let digits = format!("{}{:03}", BLOCKS[number % BLOCKS.len()], number / BLOCKS.len() * 11 + 7);
    let sum: usize = digits.bytes().zip((2..=8).rev()).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    let check = match (11 - sum % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    format!("{}-{}{check}", &digits[..4], &digits[4..])
}
