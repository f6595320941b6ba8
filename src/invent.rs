//! Invented records for the tests: random, seeded, valid. Not in the shipped library.

use crate::field::{Cn, Date, Issn};
use crate::problem::{Code, Problem};
use crate::record::{
    Affiliation, Author, Bilingual, Dates, Format, Grant, Journal, Language, Platform, Record, Source,
};
use crate::table::Witness;

/// A small generator of random numbers (splitmix64), the same on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5155_494B_414E)
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.roll() % end
    }

    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high - low + 1)
    }

    pub fn one_of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u64) as usize].clone()
    }

    /// Mostly a value, sometimes none.
    fn maybe<T>(&mut self, value: impl FnOnce(&mut Dice) -> T) -> Option<T> {
        (self.below(4) > 0).then(|| value(self))
    }

    fn many<T>(&mut self, most: u64, mut item: impl FnMut(&mut Dice) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| item(self)).collect()
    }

    /// Text with all that a CSV writer can stumble over.
    fn zh(&mut self) -> String {
        let pieces =
            ["人工智能", "生态，", "研究", "“引”", "\"quoted\"", "a,b", "第 1 行\n第 2 行", "𠮷", "=1+1", "；"];
        (0..=self.below(4)).map(|_| self.one_of(&pieces)).collect()
    }

    fn en(&mut self) -> String {
        let words = ["analysis", "of", "the", "Reform", "naïve", "x, y", "\"z\"", "’s"];
        (0..=self.below(5)).map(|_| self.one_of(&words)).collect::<Vec<_>>().join(" ")
    }

    fn pair(&mut self) -> Bilingual<Option<String>> {
        Bilingual { zh: self.maybe(Dice::zh), en: self.maybe(Dice::en) }
    }

    fn date(&mut self) -> Date {
        let (year, month, day) = (self.between(1990, 2026), self.between(1, 12), self.between(1, 28));
        let text = match self.below(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        text.parse().unwrap()
    }

    fn issn(&mut self) -> Issn {
        let digits: Vec<u64> = (0..7).map(|_| self.below(10)).collect();
        let sum: u64 = digits.iter().zip((2..=8).rev()).map(|(d, w)| d * w).sum();
        let text: String = digits.iter().map(u64::to_string).collect();
        let check = match (11 - sum % 11) % 11 {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        };
        format!("{}-{}{check}", &text[..4], &text[4..]).parse().unwrap()
    }

    fn cn(&mut self) -> Cn {
        let (place, serial) = (self.one_of(&["11", "51", "31", "42"]), self.between(1000, 1999));
        format!("{place}-{serial}/{}", self.one_of(&["O3", "TP", "F", "R"])).parse().unwrap()
    }

    fn orcid(&mut self) -> String {
        let digits: Vec<u64> =
            [0; 3].into_iter().chain((3..15).map(|at| if at == 3 { 0 } else { self.below(10) })).collect();
        let total = digits.iter().fold(0, |total, digit| (total + digit) * 2);
        let check = match (12 - total % 11) % 11 {
            10 => "X".to_owned(),
            digit => digit.to_string(),
        };
        let text: String = digits.iter().map(u64::to_string).chain([check]).collect();
        [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
    }

    fn author(&mut self, affiliations: u64) -> Author {
        let zh = ["彭一鸣", "徐进功", "欧阳修", "周文"];
        let en = ["Peng Yi-ming", "XU Jingong", "Ouyang Xiu", "John A. Smith"];
        let name = match self.below(3) {
            0 => Bilingual { zh: Some(self.one_of(&zh).into()), en: None },
            1 => Bilingual { zh: None, en: Some(self.one_of(&en).into()) },
            _ => Bilingual { zh: Some(self.one_of(&zh).into()), en: Some(self.one_of(&en).into()) },
        };
        let mut places: Vec<u16> = (1..=affiliations as u16).collect();
        places.retain(|_| self.below(2) == 0);
        Author {
            name,
            affiliations: places,
            corresponding: self.below(3) == 0,
            email: self.maybe(|d| format!("name{}@example.edu.cn", d.below(100)).parse().unwrap()),
            orcid: self.maybe(|d| d.orcid().parse().unwrap()),
            biography: self.maybe(Dice::zh),
        }
    }

    fn affiliation(&mut self) -> Affiliation {
        Affiliation {
            text: self.pair(),
            institution: self.maybe(|d| d.one_of(&["上海交通大学", "Fudan University"]).into()),
            department: self.maybe(Dice::zh),
            city: self.maybe(|d| d.one_of(&["上海", "北京"]).into()),
            postcode: self.maybe(|d| format!("{:06}", d.below(1_000_000))),
            country: self.maybe(|_| "China".into()),
        }
    }

    fn grant(&mut self) -> Grant {
        Grant {
            text: self.zh(),
            funder: self.maybe(|_| "国家自然科学基金".into()),
            project: self.maybe(Dice::zh),
            awards: self.many(3, |d| d.between(10_000_000, 99_999_999).to_string()),
        }
    }
}

/// A valid record; each seed gives another, with another id.
pub fn record(seed: u64) -> Record {
    let mut d = Dice::new(seed);
    let doi = d.maybe(|d| format!("10.1234/qk.{seed}.{}", d.below(1000)));
    let affiliations = d.many(3, Dice::affiliation);
    let authors = d.many(4, |d| d.author(affiliations.len() as u64));
    let clc = ["F124", "TP391.41", "O3", "D61"];
    Record {
        id: doi.as_ref().map_or(format!("qk:{:016x}", Dice::new(seed).roll()), |doi| format!("doi:{doi}")),
        source: Source {
            uri: format!("pages/{seed:05}.txt"),
            sha256: (0..4).map(|_| format!("{:016x}", d.roll())).collect(),
            format: d.one_of(&[Format::Text, Format::Html]),
            platform: d.one_of(&[Platform::Magtech, Platform::Rhhz, Platform::Other]),
        },
        language: d.maybe(|d| d.one_of(&[Language::Zh, Language::En])),
        doi: doi.map(|doi| doi.parse().unwrap()),
        title: d.pair(),
        journal: Journal {
            title: d.pair(),
            issn: d.maybe(Dice::issn),
            eissn: d.maybe(Dice::issn),
            cn: d.maybe(Dice::cn),
        },
        section: d.maybe(Dice::zh),
        year: d.maybe(|d| d.between(1950, 2026) as u16),
        volume: d.maybe(|d| d.between(1, 90).to_string()),
        issue: d.maybe(|d| d.one_of(&["1", "12", "S1", "增刊1"]).into()),
        first_page: d.maybe(|d| d.between(1, 100).to_string()),
        last_page: d.maybe(|d| d.between(100, 200).to_string()),
        article_number: d.maybe(|d| format!("{:06}", d.below(1_000_000))),
        article_code: d.maybe(|_| "1671-3990(2017)09-1276-11".into()),
        dates: Dates {
            received: d.maybe(Dice::date),
            revised: d.maybe(Dice::date),
            accepted: d.maybe(Dice::date),
            published: d.maybe(Dice::date),
            online: d.maybe(Dice::date),
        },
        authors,
        affiliations,
        funding: d.many(3, Dice::grant),
        keywords: Bilingual { zh: d.many(5, Dice::zh), en: d.many(5, Dice::en) },
        abstract_: d.pair(),
        clc: d.many(2, |d| d.one_of(&clc).parse().unwrap()),
        document_code: d.maybe(|d| d.one_of(&["A", "B", "E"]).into()),
        problems: d.many(2, |d| {
            Problem::warning(d.one_of(&[Code::DateOrder, Code::CutOff]), "dates.online", "expected \"later\", found 1")
        }),
    }
}

/// Evidence for a record.
pub fn witnesses(seed: u64) -> Vec<Witness> {
    let mut d = Dice::new(seed ^ 0xE71D);
    d.many(6, |d| {
        let start = d.below(5000);
        Witness {
            field: "title.zh".into(),
            start,
            end: start + 6,
            text: d.zh(),
            origin: "print".into(),
            confidence: 0.9,
        }
    })
}
