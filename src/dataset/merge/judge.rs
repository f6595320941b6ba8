//! Whether two accounts tell of one article.
//!
//! One needs a reason: the same DOI, the same article code, or the same place (journal, year or volume, page). Then the
//! titles must agree; where they share no language, the rest of the place and the people decide. A title alone is
//! no reason, and a title that many texts go by (卷首语, Erratum) is worth nothing without the whole place.

use super::Account;
use super::announced::Kind;
use super::key;
use super::people::{self, Sameness};
use super::plain::{number, plain};
use super::title::{Likeness, Title};
use crate::read::same;
use crate::record::{Author, Language};

/// Authors that are compared.
const AUTHORS: usize = 12;

/// What two accounts are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Two articles; nothing that either of them is united with may hold the other.
    Apart,
    /// No reason to think of one article.
    Unsure,
    /// One article, by its place and its people.
    Likely,
    /// One article, and the titles agree.
    Same,
}

/// What of an account tells articles apart, ready to be compared.
pub struct Profile {
    sha256: String,
    id: String,
    doi: Option<String>,
    code: Option<String>,
    journal: Vec<String>,
    year: Option<u16>,
    volume: Option<String>,
    issue: Option<String>,
    first_page: Option<String>,
    last_page: Option<String>,
    article_number: Option<String>,
    titles: [Option<Title>; 2],
    authors: Vec<Author>,
    abstracts: [Option<String>; 2],
}

/// What a part of the place says: the same, another, or nothing.
type Same = Option<bool>;

impl Profile {
    /// Of `account`.
    pub fn of(account: &Account) -> Profile {
        let record = &account.record;
        let title = |language| record.title.get(language).as_deref().map(Title::of);
        let text = |language| record.abstract_.get(language).as_deref().map(plain).filter(|text| !text.is_empty());
        Profile {
            sha256: record.source.sha256.clone(),
            id: key::base(record).to_owned(),
            doi: record.doi.as_ref().map(|doi| doi.as_str().to_owned()),
            code: key::code(record),
            journal: key::names(&record.journal),
            year: record.year,
            volume: record.volume.clone(),
            issue: record.issue.clone(),
            first_page: record.first_page.clone(),
            last_page: record.last_page.clone(),
            article_number: record.article_number.clone(),
            titles: [title(Language::Zh), title(Language::En)],
            authors: record.authors.iter().take(AUTHORS).cloned().collect(),
            abstracts: [text(Language::Zh), text(Language::En)],
        }
    }

    /// Its titles, to sort by.
    pub fn title(&self, language: Language) -> Option<&[char]> {
        self.titles[language as usize].as_ref().map(Title::letters)
    }

    /// Its place, to sort by.
    pub fn place(&self) -> (Option<u16>, Option<&str>, Option<&str>, Option<&str>) {
        (self.year, self.issue.as_deref(), self.first_page.as_deref(), self.article_number.as_deref())
    }

    /// Whether many texts go by every title that it has.
    fn says_little(&self) -> bool {
        let mut titles = self.titles.iter().flatten().peekable();
        titles.peek().is_some() && titles.all(|title| title.says_little)
    }

    fn kind(&self) -> Option<Kind> {
        let mut kinds = self.titles.iter().flatten().map(|title| title.kind);
        let first = kinds.next()?;
        Some(kinds.fold(first, |kind, other| if kind == Kind::Article { other } else { kind }))
    }
}

/// What `a` and `b` are to each other.
pub fn judge(a: &Profile, b: &Profile) -> Verdict {
    if a.sha256 == b.sha256 {
        return Verdict::Same;
    }
    let Some(titles) = titles(a, b) else { return Verdict::Apart };
    let place = Place::of(a, b);
    let people = || people(&a.authors, &b.authors);
    let same_doi = equal(&a.doi, &b.doi);
    let same_code = equal(&a.code, &b.code);
    if same_doi == Some(true) || same_code == Some(true) {
        return by_number(titles, &place, people);
    }
    let here = place.journal == Some(true) && place.start == Some(true) && !place.elsewhere();
    if here && (place.year == Some(true) || place.volume == Some(true)) {
        return by_place(titles, &place, same_doi == Some(false), people);
    }
    if titles == Titles::Agree && a.id == b.id && !place.elsewhere() {
        // an article without pages, once more: all that is printed of its place is the same
        let dated = place.journal == Some(true) && (place.year == Some(true) || place.volume == Some(true));
        let text = a.abstracts.iter().zip(&b.abstracts).any(|(a, b)| a.is_some() && a == b);
        if (dated || text) && people() == Sameness::Yes {
            return Verdict::Same;
        }
    }
    let doubted = place.start == Some(false) && place.in_another_issue() || same_doi == Some(false);
    if titles == Titles::Differ && (doubted || people() == Sameness::No) || doubted && place.in_another_issue() {
        Verdict::Apart
    } else {
        Verdict::Unsure
    }
}

/// By an equal DOI or article code; both are misprinted from templates.
fn by_number(titles: Titles, place: &Place, people: impl Fn() -> Sameness) -> Verdict {
    let moved = place.start == Some(false);
    match titles {
        Titles::Little => match place.of_column() {
            // a short title, and all that is printed of the place is the same
            Verdict::Unsure if people() == Sameness::Yes => Verdict::Likely,
            verdict => verdict,
        },
        Titles::Agree => {
            // a reprint; an article out of press only changes its page and its year
            let again = moved && place.in_another_issue();
            let elsewhere = place.journal == Some(false) && (moved || place.elsewhere());
            if again || elsewhere { Verdict::Apart } else { Verdict::Same }
        }
        Titles::Half | Titles::Differ => {
            let renamed = !moved && !place.in_another_issue() && people() == Sameness::Yes;
            if renamed { Verdict::Likely } else { Verdict::Apart }
        }
        Titles::Silent => {
            let people = people();
            let elsewhere = moved || place.elsewhere() || place.journal == Some(false);
            let reprinted = moved && place.in_another_issue();
            let one = if elsewhere { !reprinted && people == Sameness::Yes } else { people != Sameness::No };
            if one { Verdict::Likely } else { Verdict::Apart }
        }
    }
}

/// By the same page of the same year or volume of a journal.
fn by_place(titles: Titles, place: &Place, other_doi: bool, people: impl Fn() -> Sameness) -> Verdict {
    match titles {
        Titles::Little if other_doi => Verdict::Apart,
        Titles::Little => place.of_column(),
        Titles::Agree => Verdict::Same,
        Titles::Half if people() == Sameness::Yes => Verdict::Likely,
        Titles::Half | Titles::Differ => Verdict::Apart,
        Titles::Silent => {
            let people = people();
            let whole = place.issue == Some(true) || place.volume == Some(true) && place.year == Some(true);
            if people == Sameness::No || other_doi && people != Sameness::Yes {
                Verdict::Apart
            } else if people == Sameness::Yes || whole && place.end != Some(false) {
                Verdict::Likely
            } else {
                Verdict::Unsure
            }
        }
    }
}

/// What the titles of two accounts say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Titles {
    /// They are one, in one language at least.
    Agree,
    /// They agree, but many texts go by them.
    Little,
    /// They agree in one language and not in the other: a template's title was left on one of the pages.
    Half,
    /// In a language that both have, they are two.
    Differ,
    /// They have no language in common.
    Silent,
}

/// `None` where one mends what the other is, or they are two parts of a series.
fn titles(a: &Profile, b: &Profile) -> Option<Titles> {
    if let (Some(a), Some(b)) = (a.kind(), b.kind())
        && a != b
    {
        return None;
    }
    let parts = |p: &Profile| p.titles.iter().flatten().filter_map(|title| title.part).collect::<Vec<_>>();
    let (some, others) = (parts(a), parts(b));
    if some.iter().any(|part| others.iter().any(|other| !part.may_be(*other))) {
        return None;
    }
    let pairs = a.titles.iter().zip(&b.titles).filter_map(|(a, b)| Some(a.as_ref()?.compare(b.as_ref()?)));
    let said: Vec<Likeness> = pairs.collect();
    Some(match said {
        _ if said.contains(&Likeness::Same) && said.contains(&Likeness::Different) => Titles::Half,
        _ if said.contains(&Likeness::Same) => Titles::Agree,
        _ if said.contains(&Likeness::Different) => Titles::Differ,
        _ if said.contains(&Likeness::Little) || a.says_little() || b.says_little() => Titles::Little,
        _ => Titles::Silent,
    })
}

/// How the places of two articles compare.
struct Place {
    journal: Same,
    year: Same,
    volume: Same,
    issue: Same,
    /// The first page, or the article number.
    start: Same,
    end: Same,
}

impl Place {
    fn of(a: &Profile, b: &Profile) -> Place {
        let numbers = |a: &Option<String>, b: &Option<String>| Some(same::number(a.as_ref()?, b.as_ref()?));
        let page = numbers(&a.first_page, &b.first_page);
        let article = numbers(&a.article_number, &b.article_number);
        Place {
            journal: journals(&a.journal, &b.journal),
            year: equal(&a.year, &b.year),
            volume: numbers(&a.volume, &b.volume),
            issue: a.issue.as_ref().zip(b.issue.as_ref()).map(|(a, b)| issues(a, b)),
            start: page.or(article),
            end: a.last_page.as_ref().zip(b.last_page.as_ref()).map(|(a, b)| same::last_page(a, b)),
        }
    }

    /// Whether it is not in the same issue, as far as both say in which.
    fn elsewhere(&self) -> bool {
        [self.year, self.volume, self.issue].contains(&Some(false))
    }

    /// Whether both were in an issue, and not in the same.
    fn in_another_issue(&self) -> bool {
        [self.volume, self.issue].contains(&Some(false))
    }

    /// Of two texts in a column: they are one only where the whole place is.
    fn of_column(&self) -> Verdict {
        let issue = self.issue.or(self.volume) == Some(true) && self.year != Some(false);
        if self.elsewhere() || self.start == Some(false) || self.journal == Some(false) {
            Verdict::Apart
        } else if issue && (self.start == Some(true) || self.journal == Some(true) && self.end != Some(false)) {
            Verdict::Same
        } else {
            Verdict::Unsure
        }
    }
}

fn equal<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> Same {
    Some(a.as_ref()? == b.as_ref()?)
}

/// A double issue is either of the two.
fn issues(a: &str, b: &str) -> bool {
    let parts = |issue: &str| issue.split(['-', '/', '–', '、', '~']).map(number).collect::<Vec<_>>();
    let others = parts(b);
    parts(a).iter().any(|part| others.contains(part))
}

/// Names of one kind must differ before journals do; a misprinted ISSN does not make another journal of one name.
fn journals(a: &[String], b: &[String]) -> Same {
    if a.iter().any(|name| b.contains(name)) {
        return Some(true);
    }
    let of = |names: &[String], kind: &str| {
        names.iter().filter_map(|name| name.strip_prefix(kind).map(str::to_owned)).collect::<Vec<_>>()
    };
    let chinese = |names: &[String]| {
        let titles = of(names, "title ");
        titles.into_iter().filter(|title| title.contains(crate::field::text::is_han)).collect::<Vec<_>>()
    };
    let (titles, others) = (chinese(a), chinese(b));
    if let (Some(title), Some(other)) = (titles.first(), others.first()) {
        // one face leaves out the edition, `(自然科学版)`
        return if same::journal(title, other) { None } else { Some(false) };
    }
    let (issns, others) = (of(a, "issn "), of(b, "issn "));
    if issns.is_empty() || others.is_empty() { None } else { Some(false) }
}

/// Whether two bylines are one: their first names are one person's, or half of the shorter list's are.
fn people(a: &[Author], b: &[Author]) -> Sameness {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return Sameness::Unknown;
    }
    if people::sameness(&a[0], &b[0]) == Sameness::Yes {
        return Sameness::Yes;
    }
    let best = |one: &Author| long.iter().map(|other| people::sameness(one, other)).max();
    let best: Vec<_> = short.iter().filter_map(best).collect();
    let yes = best.iter().filter(|same| **same == Sameness::Yes).count();
    if yes > 0 && yes * 2 >= short.len() {
        Sameness::Yes
    } else if best.iter().all(|same| *same == Sameness::No) {
        Sameness::No
    } else {
        Sameness::Unknown
    }
}
