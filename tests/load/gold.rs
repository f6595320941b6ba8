//! The truth about a page: what of its article it prints, as `corpus/LABELS.md` would have it labelled.

use serde_json::{Value, json};

use super::article::{Article, Dates, iso};

/// In which languages a value is printed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum In {
    #[default]
    Neither,
    Chinese,
    English,
    Both,
}

impl In {
    fn zh(self) -> bool {
        matches!(self, In::Chinese | In::Both)
    }

    fn en(self) -> bool {
        matches!(self, In::English | In::Both)
    }

    fn pair(self, zh: &str, en: &str) -> Value {
        json!({"zh": self.zh().then_some(zh), "en": self.en().then_some(en)})
    }
}

/// What a page prints of its article. Title, year, issue, names and affiliations' places are always there.
#[derive(Default)]
pub struct Printed {
    pub doi: bool,
    pub title: In,
    pub journal: In,
    pub issn: bool,
    pub cn: bool,
    pub section: In,
    pub volume: bool,
    pub issue: bool,
    pub pages: bool,
    pub dates: Dates,
    pub names: In,
    pub affiliations: In,
    /// Only the first of each author.
    pub first_affiliations: bool,
    pub corresponding: bool,
    /// Places of the authors whose address is printed.
    pub emails: Vec<usize>,
    pub orcids: bool,
    pub funding: In,
    pub keywords: In,
    pub abstracts: In,
    pub clc: bool,
    pub document_code: Option<&'static str>,
    pub references: usize,
}

impl Printed {
    /// What most pages in Chinese and English print.
    pub fn both(article: &Article<'_>) -> Printed {
        Printed {
            doi: true,
            title: In::Both,
            journal: In::Both,
            volume: true,
            issue: true,
            pages: true,
            dates: article.dates,
            names: In::Both,
            affiliations: In::Both,
            corresponding: true,
            funding: In::Chinese,
            keywords: In::Both,
            abstracts: In::Both,
            clc: true,
            ..Printed::default()
        }
    }

    /// What a landing page with the corresponding author's address and so many `references` prints besides.
    pub fn landing(article: &Article<'_>, references: usize) -> Printed {
        let emails = article.corresponding().into_iter().collect();
        Printed { issn: true, emails, references, ..Printed::both(article) }
    }

    /// The label of a page of `article`.
    pub fn label(&self, article: &Article<'_>, layout: &str) -> Value {
        let journal = article.journal;
        let date = |date: Option<chrono::NaiveDate>| date.map(iso);
        let authors = article.authors.iter().enumerate().map(|(at, author)| {
            let places: Vec<usize> = match self.affiliations {
                In::Neither => Vec::new(),
                _ if self.first_affiliations => vec![author.affiliations[0] + 1],
                _ => author.affiliations.iter().map(|place| place + 1).collect(),
            };
            json!({
                "zh": self.names.zh().then_some(&author.name.0),
                "en": self.names.en().then_some(&author.name.1),
                "affiliations": places,
                "corresponding": self.corresponding && author.corresponding,
                "email": self.emails.contains(&at).then_some(&author.email),
                "orcid": self.orcids.then_some(&author.orcid),
            })
        });
        let affiliations = article.affiliations.iter().map(|affiliation| {
            let zh = self.affiliations.zh().then(|| affiliation.text(false, journal));
            let en = self.affiliations.en().then(|| affiliation.text(true, journal));
            let postcode = [&zh, &en].into_iter().flatten().any(|text| text.contains(&affiliation.postcode));
            json!({
                "institution": if zh.is_some() { &affiliation.institution.0 } else { &affiliation.institution.1 },
                "zh": zh,
                "en": en,
                "postcode": postcode.then_some(&affiliation.postcode),
            })
        });
        let grants = article
            .grants
            .iter()
            .map(|grant| json!({"text": grant.text(!self.funding.zh(), journal), "awards": grant.awards}));
        let abstract_ = |printed: bool, text: &str, ends: usize| {
            printed.then(|| {
                let letters: Vec<char> = text.trim().chars().collect();
                let starts: String = letters[..ends.min(letters.len())].iter().collect();
                let ends: String = letters[letters.len().saturating_sub(ends)..].iter().collect();
                json!({"starts": starts, "ends": ends})
            })
        };
        let keywords = |printed: bool, english: bool| -> Vec<&str> {
            let terms = article.keywords.iter().map(|term| if english { term.1 } else { term.0 });
            terms.filter(|_| printed).collect()
        };
        json!({
            "platform": journal.platform.name(),
            "layout": layout,
            "url": null,
            "doi": article.doi.as_ref().filter(|_| self.doi),
            "title": self.title.pair(&article.title.0, &article.title.1),
            "journal": {
                "zh": self.journal.zh().then_some(&journal.title.0),
                "en": self.journal.en().then_some(&journal.title.1),
                "issn": self.issn.then_some(&journal.issn),
                "cn": self.cn.then_some(&journal.cn),
            },
            "section": match self.section {
                In::Neither => None,
                In::Chinese => Some(article.section.0.to_owned()),
                In::English => Some(article.section.1.to_owned()),
                In::Both => Some(format!("{} {}", article.section.0, article.section.1)),
            },
            "year": article.year,
            "volume": self.volume.then(|| article.volume.to_string()),
            "issue": self.issue.then(|| article.issue.to_string()),
            "first_page": self.pages.then(|| article.first_page.to_string()),
            "last_page": self.pages.then(|| article.last_page.to_string()),
            "article_number": null,
            "dates": {
                "received": date(self.dates.received),
                "revised": date(self.dates.revised),
                "accepted": date(self.dates.accepted),
                "published": date(self.dates.published),
                "online": date(self.dates.online),
            },
            "authors": authors.collect::<Vec<_>>(),
            "affiliations": if self.affiliations == In::Neither { Vec::new() } else { affiliations.collect() },
            "funding": if self.funding == In::Neither { Vec::new() } else { grants.collect() },
            "keywords": {"zh": keywords(self.keywords.zh(), false), "en": keywords(self.keywords.en(), true)},
            "abstract_zh": abstract_(self.abstracts.zh(), &article.abstracts.0, 15),
            "abstract_en": abstract_(self.abstracts.en(), &article.abstracts.1, 30),
            "clc": if self.clc { article.clc.clone() } else { Vec::new() },
            "document_code": self.document_code,
            "references": self.references,
        })
    }
}
