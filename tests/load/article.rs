//! An invented article: all that any page of it may print.

use chrono::{Datelike, Days, NaiveDate};

use super::dice::Dice;
use super::journal::{Journal, NameOrder, Platform};
use super::prose::{Matter, abstracts};
use super::topics::{Pair, TOPICS, Topic};
use super::words::{GIVEN, PLACES, POSTS, REGIONS, Region, SECTIONS, SURNAMES};

pub struct Article<'j> {
    pub number: u64,
    pub journal: &'j Journal,
    pub matter: Matter,
    pub doi: Option<String>,
    pub title: (String, String),
    pub section: Pair,
    pub year: usize,
    pub volume: usize,
    pub issue: usize,
    pub first_page: usize,
    pub last_page: usize,
    pub dates: Dates,
    pub authors: Vec<Author>,
    pub affiliations: Vec<Affiliation>,
    pub grants: Vec<Grant>,
    pub keywords: Vec<Pair>,
    pub abstracts: (String, String),
    pub clc: Vec<&'static str>,
}

#[derive(Clone, Copy, Default)]
pub struct Dates {
    pub received: Option<NaiveDate>,
    pub revised: Option<NaiveDate>,
    pub accepted: Option<NaiveDate>,
    pub published: Option<NaiveDate>,
    pub online: Option<NaiveDate>,
}

pub struct Author {
    pub name: (String, String),
    /// Family name and initials of the given name, as references have it.
    pub short: String,
    /// Places in the article's list, from 0.
    pub affiliations: Vec<usize>,
    pub corresponding: bool,
    pub email: Option<String>,
    pub orcid: Option<String>,
    pub woman: bool,
    pub born: usize,
    pub post: Pair,
}

pub struct Affiliation {
    pub institution: (String, String),
    pub department: Option<Pair>,
    region: &'static Region,
    pub postcode: String,
}

pub struct Grant {
    pub name: (String, String),
    pub awards: Vec<String>,
}

/// How many articles there are before a title comes again.
pub const TITLES: u64 = (TOPICS.len() * 12 * 12 * 10 * 8 * PLACES.len()) as u64;

impl<'j> Article<'j> {
    /// The article `number` of `seed`.
    pub fn invent(seed: u64, number: u64, journals: &'j [Journal]) -> Article<'j> {
        let mut dice = Dice::new(seed, number);
        // the multiplier has no factor in common with `TITLES`, so that each number below it gives a title of its own
        let code = ((number % TITLES) as u128 * 1_000_003 + seed as u128 % TITLES as u128) % TITLES as u128;
        let mut code = code as usize;
        let mut take = |end: usize| {
            let digit = code % end;
            code /= end;
            digit
        };
        let topic_at = take(TOPICS.len());
        let topic = &TOPICS[topic_at];
        let matter = Matter {
            object: topic.objects[take(12)],
            aspect: topic.aspects[take(12)],
            method: topic.methods[take(10)],
            context: topic.contexts[take(8)],
            place: PLACES[take(PLACES.len())],
        };
        let of_topic = journals.len() / TOPICS.len();
        let journal = &journals[topic_at * of_topic + dice.below(of_topic)];
        let year = dice.between(2006, 2025);
        let issue = dice.between(1, journal.issues);
        // an issue has 160 pages
        let first_page = (issue - 1) * 160 + dice.between(1, 150);
        let last_page = first_page + dice.between(5, 14);
        let volume = year - journal.founded;
        let dates = dates(year, issue, journal, &mut dice);
        let many = dice.one_of(&[1, 1, 2, 2, 2, 3, 4]);
        let affiliations = affiliations(topic, many, &mut dice);
        let many = dice.one_of(&[1, 2, 2, 3, 3, 4, 4, 5, 6, 7]).max(affiliations.len());
        let authors = authors(journal, many, &affiliations, &mut dice);
        let doi = (!dice.chance(6)).then(|| match journal.prefix % 3 {
            0 => format!("10.{}/j.issn.{}.{year}.{issue:02}.{number:06}", journal.prefix, journal.issn),
            1 => format!("10.{}/j.cnki.{}.{year}{number:06}", journal.prefix, journal.code),
            _ => format!("10.{}/{}.{number:07}", journal.prefix, journal.code),
        });
        Article {
            number,
            journal,
            matter,
            doi,
            title: title(matter, journal, dice.below(4)),
            section: dice.one_of(&SECTIONS),
            year,
            volume,
            issue,
            first_page,
            last_page,
            dates,
            authors,
            grants: grants(&affiliations, &mut dice),
            affiliations,
            keywords: keywords(matter, topic, &mut dice),
            abstracts: abstracts(matter, &mut dice),
            clc: {
                let many = dice.one_of(&[0, 1, 1, 1, 1, 1, 1, 2, 2]);
                dice.sample(topic.classes.len(), many).into_iter().map(|at| topic.classes[at]).collect()
            },
        }
    }

    /// The names in one language, `between` them.
    pub fn names(&self, english: bool, between: &str) -> String {
        let names: Vec<&str> = self.authors.iter().map(|author| author.name(english)).collect();
        names.join(between)
    }

    /// The place of the corresponding author.
    pub fn corresponding(&self) -> Option<usize> {
        self.authors.iter().position(|author| author.corresponding)
    }

    /// The corresponding author, if there is one.
    pub fn correspondent(&self) -> Option<&Author> {
        self.corresponding().map(|place| &self.authors[place])
    }
}

impl Author {
    pub fn name(&self, english: bool) -> &str {
        if english { &self.name.1 } else { &self.name.0 }
    }

    /// The markers of the affiliations, `between` them; nothing where there is but one affiliation.
    pub fn markers(&self, among: usize, between: &str) -> String {
        if among < 2 {
            return String::new();
        }
        let markers: Vec<String> = self.affiliations.iter().map(|at| (at + 1).to_string()).collect();
        markers.join(between)
    }

    /// 男，1990年生，副教授，主要从事…研究
    pub fn biography(&self, matter: Matter) -> String {
        let sex = if self.woman { "女" } else { "男" };
        format!("{sex}，{}年生，{}，主要从事{}研究", self.born, self.post.0, matter.aspect.0)
    }
}

impl Affiliation {
    /// In one line, as the journal prints it.
    pub fn text(&self, english: bool, journal: &Journal) -> String {
        let (city, province) = (self.region.city, self.region.province);
        let department = if english {
            self.department.map(|department| format!("{}, ", department.1)).unwrap_or_default()
        } else {
            self.department.map(|department| format!("{}{}", journal.gap, department.0)).unwrap_or_default()
        };
        match (journal.platform, english) {
            (Platform::Ojs, true) => return format!("{department}{}", self.institution.1),
            (Platform::Ojs, false) => return format!("{}{department}", self.institution.0),
            (Platform::Hanspub, true) => {
                let place = province.map(|province| format!(" {}", province.1)).unwrap_or_default();
                return format!("{department}{}, {}{place}", self.institution.1, city.1);
            }
            (Platform::Hanspub, false) => {
                let place = province.map(|(zh, _)| format!("{} ", zh.trim_end_matches('省'))).unwrap_or_default();
                return format!("{}{department}，{place}{}", self.institution.0, city.0);
            }
            _ => {}
        }
        if english {
            let place = province.map(|province| format!(", {}", province.1)).unwrap_or_default();
            return format!("{department}{}, {} {}{place}, China", self.institution.1, city.1, self.postcode);
        }
        let province = province.map(|(zh, _)| format!("{} ", zh.trim_end_matches('省'))).unwrap_or_default();
        format!("{}{department}{}{province}{} {}", self.institution.0, journal.comma, city.0, self.postcode)
    }
}

impl Grant {
    /// As the journal prints it.
    pub fn text(&self, english: bool, journal: &Journal) -> String {
        let name = if english { &self.name.1 } else { &self.name.0 };
        if self.awards.is_empty() {
            return name.clone();
        }
        let (open, close) = if english { ("(", ")") } else { journal.brackets };
        let blank = if english { " " } else { "" };
        format!("{name}{blank}{open}{}{close}", self.awards.join(if english { ", " } else { "," }))
    }
}

fn title(m: Matter, journal: &Journal, form: usize) -> (String, String) {
    let ((o, o_en), (a, a_en)) = (m.object, m.aspect);
    let ((t, t_en), (c, c_en), (p, p_en)) = (m.method, m.context, m.place);
    let (zh, mut en) = match form {
        0 => (
            format!("基于{t}的{p}{o}{a}及其对{c}的响应"),
            format!("{a_en} of {o_en} in {p_en} based on {t_en} and its response to {c_en}"),
        ),
        1 => (
            format!("{c}对{p}{o}{a}的影响：来自{t}的证据"),
            format!("effects of {c_en} on {a_en} of {o_en} in {p_en}: evidence from {t_en}"),
        ),
        2 => (
            format!("{c}背景下{p}{o}{a}的{t}研究"),
            format!("a study on {a_en} of {o_en} in {p_en} under {c_en} with {t_en}"),
        ),
        _ => (
            format!("考虑{c}的{p}{o}{a}{t}分析"),
            format!("analysis of {a_en} of {o_en} in {p_en} considering {c_en} with {t_en}"),
        ),
    };
    if journal.title_case {
        en = en.split(' ').map(capital).collect::<Vec<_>>().join(" ");
    }
    en[..1].make_ascii_uppercase();
    (zh, en)
}

fn capital(word: &str) -> String {
    if matches!(word, "of" | "in" | "on" | "the" | "and" | "to" | "with" | "from" | "a" | "an" | "at" | "under" | "by")
    {
        return word.to_owned();
    }
    let mut word = word.to_owned();
    word[..1].make_ascii_uppercase();
    word
}

fn keywords(m: Matter, topic: &Topic, dice: &mut Dice) -> Vec<Pair> {
    let mut terms = vec![m.object, m.aspect, m.method, m.context];
    let other = dice.one_of(&topic.aspects);
    if other != m.aspect {
        terms.push(other);
    }
    let article = |en: &'static str| ["the ", "a ", "an "].iter().find_map(|a| en.strip_prefix(a)).unwrap_or(en);
    let mut terms: Vec<Pair> = terms.into_iter().map(|(zh, en)| (zh, article(en))).collect();
    terms.truncate(dice.between(3, 5));
    terms
}

fn dates(year: usize, issue: usize, journal: &Journal, dice: &mut Dice) -> Dates {
    let month = issue * 12 / journal.issues;
    let day = [10, 15, 20, 25][journal.prefix % 4];
    let published = NaiveDate::from_ymd_opt(year as i32, month as u32, day).expect("a day of every month");
    let before = |date: NaiveDate, days: usize| date - Days::new(days as u64);
    let online = before(published, dice.between(1, 70));
    let accepted = before(online, dice.between(5, 40));
    let revised = before(accepted, dice.between(5, 60));
    let received = before(revised, dice.between(20, 200));
    Dates {
        received: (!dice.chance(4)).then_some(received),
        revised: (!dice.chance(30)).then_some(revised),
        accepted: (!dice.chance(25)).then_some(accepted),
        published: Some(published),
        online: (!dice.chance(15)).then_some(online),
    }
}

fn affiliations(topic: &'static Topic, many: usize, dice: &mut Dice) -> Vec<Affiliation> {
    let mut list: Vec<Affiliation> = Vec::with_capacity(many);
    while list.len() < many {
        let region = &REGIONS[dice.below(REGIONS.len())];
        let (name_zh, name_en) = region.name;
        let affiliation = match dice.below(10) {
            0 => Affiliation {
                institution: {
                    let field = dice.one_of(&topic.fields[2..]);
                    (format!("{name_zh}{}科学研究院", field.0), format!("{name_en} Research Institute of {}", field.1))
                },
                department: None,
                region,
                postcode: postcode(region, dice),
            },
            1 => Affiliation {
                institution: (
                    format!("{}市第一人民医院", region.city.0),
                    format!("The First People's Hospital of {}", region.city.1),
                ),
                department: Some(dice.one_of(&[
                    ("康复医学科", "Department of Rehabilitation Medicine"),
                    ("神经内科", "Department of Neurology"),
                ])),
                region,
                postcode: postcode(region, dice),
            },
            _ => {
                let kind = dice.one_of(&topic.university);
                Affiliation {
                    institution: (format!("{name_zh}{}", kind.0), format!("{name_en} {}", kind.1)),
                    department: (!dice.chance(8)).then(|| dice.one_of(&topic.departments)),
                    region,
                    postcode: postcode(region, dice),
                }
            }
        };
        if !list.iter().any(|other| other.institution == affiliation.institution) {
            list.push(affiliation);
        }
    }
    list
}

fn postcode(region: &Region, dice: &mut Dice) -> String {
    format!("{:03}{:03}", region.postcode, dice.below(40) * 10)
}

fn authors(journal: &Journal, many: usize, affiliations: &[Affiliation], dice: &mut Dice) -> Vec<Author> {
    let mut list: Vec<Author> = Vec::with_capacity(many);
    let corresponding = dice.one_of(&[0, many - 1, many - 1]);
    let named = !dice.chance(20);
    for at in 0..many {
        let (family, given, pinyin) = loop {
            let family = dice.one_of(&SURNAMES);
            let first = dice.one_of(&GIVEN);
            let second = (!dice.chance(20)).then(|| dice.one_of(&GIVEN));
            let given = format!("{}{}", first.0, second.map_or("", |second| second.0));
            if !list.iter().any(|author| author.name.0.ends_with(&given)) {
                break (family, given, (first.1, second.map(|second| second.1)));
            }
        };
        let latin = latin(journal.names, family.1, pinyin);
        // the first authors are at the first organisations, so that each has somebody
        let mut places = vec![if at < affiliations.len() { at } else { dice.below(affiliations.len()) }];
        let other = dice.below(affiliations.len());
        if dice.chance(20) && other > places[0] {
            places.push(other);
        }
        let corresponding = named && at == corresponding;
        let domain = affiliations[places[0]].region.domain;
        let initials = format!("{}{}", &pinyin.0[..1], pinyin.1.map_or("", |second| &second[..1])).to_uppercase();
        let born = dice.between(1962, 1998);
        list.push(Author {
            name: (format!("{}{given}", family.0), latin),
            short: format!("{} {initials}", family.1.to_uppercase()),
            affiliations: places,
            corresponding,
            email: (corresponding || at == 0 || dice.chance(10)).then(|| {
                let (name, year) = (family.1.to_lowercase(), born % 100);
                format!("{name}{}{year:02}{at}@{domain}-univ.edu.cn", initials.to_lowercase())
            }),
            orcid: dice.chance(15).then(|| orcid(dice)),
            woman: dice.chance(45),
            born,
            post: dice.one_of(&POSTS),
        });
    }
    list
}

fn latin(order: NameOrder, family: &str, (first, second): (&str, Option<&str>)) -> String {
    let hyphen = if matches!(order, NameOrder::Hyphen) && second.is_some() { "-" } else { "" };
    let mut given = format!("{first}{hyphen}{}", second.unwrap_or_default());
    given[..1].make_ascii_uppercase();
    match order {
        NameOrder::FamilyFirst => format!("{family} {given}"),
        NameOrder::UpperLast => format!("{given} {}", family.to_uppercase()),
        NameOrder::UpperFirst | NameOrder::Hyphen => format!("{} {given}", family.to_uppercase()),
    }
}

fn orcid(dice: &mut Dice) -> String {
    // the block that ORCID hands out from
    let digits = format!("{:015}", dice.between(15_000_000, 35_000_000 - 1));
    let total = digits.bytes().fold(0, |total, digit| (total + u32::from(digit - b'0')) * 2);
    let check = match (12 - total % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    format!("{}-{}-{}-{}{check}", &digits[..4], &digits[4..8], &digits[8..12], &digits[12..])
}

fn grants(affiliations: &[Affiliation], dice: &mut Dice) -> Vec<Grant> {
    let many = dice.one_of(&[0, 1, 1, 1, 2, 2, 2, 3]);
    let kinds = dice.sample(6, many);
    let region = affiliations[0].region;
    let mut list = Vec::with_capacity(many);
    for kind in kinds {
        let year = dice.between(2010, 2023);
        let number = dice.between(1000, 9998);
        let (name, award) = match kind {
            0 => {
                let tail = dice.one_of(&["", "项目", "资助项目", "面上项目"]);
                let name =
                    (format!("国家自然科学基金{tail}"), "National Natural Science Foundation of China".to_owned());
                (name, format!("{}2{:02}{number}", dice.one_of(&["3", "4", "5", "6", "7"]), year % 100))
            }
            1 => {
                let name = ("国家重点研发计划项目", "National Key Research and Development Program of China");
                ((name.0.to_owned(), name.1.to_owned()), format!("{year}YFC{:03}{number}", dice.below(200)))
            }
            2 => {
                let (zh, en) = region.province.unwrap_or((region.city.0, region.city.1));
                let zh = if region.province.is_none() { format!("{zh}市") } else { zh.to_owned() };
                let name = (format!("{zh}自然科学基金项目"), format!("Natural Science Foundation of {en}"));
                (name, format!("{year}JJ{number}"))
            }
            3 => {
                let name = ("国家社会科学基金项目", "National Social Science Fund of China");
                ((name.0.to_owned(), name.1.to_owned()), format!("{:02}BJL{:03}", year % 100, number % 1000))
            }
            4 => {
                let name =
                    ("中央高校基本科研业务费专项资金", "Fundamental Research Funds for the Central Universities");
                ((name.0.to_owned(), name.1.to_owned()), format!("{year}ZD{:03}", number % 1000))
            }
            _ => {
                let name = ("博士后科学基金资助项目", "China Postdoctoral Science Foundation");
                ((format!("中国{}", name.0), name.1.to_owned()), format!("{year}M{number:06}"))
            }
        };
        let mut awards = vec![award];
        if kind == 0 && dice.chance(20) {
            awards.push(format!("5{:07}", dice.between(1_000_000, 9_999_999)));
        }
        if kind == 4 && dice.chance(30) {
            awards.clear();
        }
        list.push(Grant { name, awards });
    }
    list
}

/// 2022-06-15
pub fn iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// 2022年6月15日
pub fn chinese(date: NaiveDate) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
