//! `release.toml`: what a program cannot know of a dataset, e.g. its title, who made it, and its licence.

use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::{Error, License};
use crate::field::text::is_han;
use crate::field::{Doi, Orcid};

/// What `release.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The title of the data.
    pub title: Text,
    /// Its name in addresses and file names; lower-case letters, digits and hyphens.
    pub name: Option<Name>,
    /// What the data are, in a few sentences.
    pub description: Option<Text>,
    /// Under which the data are published.
    pub license: License,
    /// What the data are about.
    #[serde(default)]
    pub keywords: Vec<Text>,
    /// Who publishes the data, where that is not the first creator.
    publisher: Option<Text>,
    /// The address of the page about them.
    pub homepage: Option<Address>,
    /// The DOI of this release, where one is reserved.
    pub doi: Option<Doi>,
    /// Who made the data.
    pub creators: Creators,
}

/// Who made the data: at least one.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<Creator>")]
pub struct Creators(Vec<Creator>);

impl TryFrom<Vec<Creator>> for Creators {
    type Error = &'static str;

    fn try_from(creators: Vec<Creator>) -> Result<Creators, &'static str> {
        if creators.is_empty() { Err("no creator; write at least one") } else { Ok(Creators(creators)) }
    }
}

impl std::ops::Deref for Creators {
    type Target = [Creator];

    fn deref(&self) -> &[Creator] {
        &self.0
    }
}

/// One line of text that says something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Text(String);

impl Text {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Text, &'static str> {
        // a text over several lines is one in every descriptor
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() { Err("an empty text; write something, or take the line out") } else { Ok(Text(text)) }
    }
}

/// A name for addresses.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Name(String);

impl TryFrom<String> for Name {
    type Error = String;

    fn try_from(name: String) -> Result<Name, String> {
        let sound = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if !name.is_empty() && name.bytes().all(sound) {
            return Ok(Name(name));
        }
        Err(format!("{name:?}; write lower-case letters, digits and hyphens"))
    }
}

/// An address on the web.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Address(String);

impl Address {
    /// With its scheme.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(address: String) -> Result<Address, String> {
        let rest = address.strip_prefix("https://").or(address.strip_prefix("http://"));
        let sound = rest.is_some_and(|rest| rest.contains('.') && rest.bytes().all(|b| b.is_ascii_graphic()));
        if sound { Ok(Address(address)) } else { Err(format!("{address:?}; write an address with https://")) }
    }
}

/// A person or an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Entry")]
pub enum Creator {
    /// A person.
    Person {
        /// Family name.
        family: String,
        /// Given name.
        given: String,
        /// Their ORCID.
        orcid: Option<Orcid>,
        /// Where they work.
        affiliation: Option<String>,
    },
    /// An organisation.
    Organisation(String),
}

impl Creator {
    /// As catalogues have it: `Peng, Yiming`.
    pub fn sorted(&self) -> String {
        match self {
            Creator::Person { family, given, .. } => format!("{family}, {given}"),
            Creator::Organisation(name) => name.clone(),
        }
    }

    /// As people write it: `Yiming Peng`, but `彭一鸣`.
    pub fn full(&self) -> String {
        match self {
            Creator::Person { family, given, .. } if family.chars().all(is_han) => format!("{family}{given}"),
            Creator::Person { family, given, .. } => format!("{given} {family}"),
            Creator::Organisation(name) => name.clone(),
        }
    }

    /// Address of the ORCID record.
    pub fn orcid(&self) -> Option<String> {
        match self {
            Creator::Person { orcid: Some(orcid), .. } => Some(format!("https://orcid.org/{}", orcid.as_str())),
            _ => None,
        }
    }
}

/// A creator as typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: Option<Text>,
    family: Option<Text>,
    given: Option<Text>,
    orcid: Option<Orcid>,
    affiliation: Option<Text>,
}

impl TryFrom<Entry> for Creator {
    type Error = &'static str;

    fn try_from(entry: Entry) -> Result<Creator, &'static str> {
        if entry.orcid.as_ref().is_some_and(|orcid| !orcid.check_digit_ok()) {
            return Err("an ORCID whose check digit is wrong; look it up again");
        }
        match entry {
            Entry { name: None, family: Some(family), given: Some(given), orcid, affiliation } => {
                let affiliation = affiliation.map(|place| place.0);
                Ok(Creator::Person { family: family.0, given: given.0, orcid, affiliation })
            }
            Entry { name: Some(name), family: None, given: None, orcid: None, affiliation: None } => {
                Ok(Creator::Organisation(name.0))
            }
            _ => Err("something else; write family and given for a person (orcid and affiliation beside them), name \
                      alone for an organisation"),
        }
    }
}

impl About {
    /// Reads the file at `path`.
    pub fn read(path: &Path) -> Result<About, Error> {
        let name = path.display().to_string();
        match fs::read_to_string(path) {
            Ok(text) => About::parse(&name, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Error::NoAbout(path.to_owned())),
            Err(error) => Err(Error::About { place: name, found: error.to_string() }),
        }
    }

    /// Reads `text`; `name` is the file's in errors.
    pub fn parse(name: &str, text: &str) -> Result<About, Error> {
        toml::from_str(text).map_err(|error| {
            let place = match error.span() {
                Some(span) => {
                    let before = &text[..span.start];
                    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                    format!("{name}:{}:{column}", before.matches('\n').count() + 1)
                }
                None => name.to_owned(),
            };
            let found = error.message().split_whitespace().collect::<Vec<_>>().join(" ");
            Error::About { place, found }
        })
    }

    /// The name in addresses: what was typed, else letters and digits of the title.
    pub fn slug(&self) -> String {
        if let Some(name) = &self.name {
            return name.0.clone();
        }
        let lower = self.title.0.to_ascii_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let slug = words.collect::<Vec<_>>().join("-");
        if slug.bytes().any(|b| b.is_ascii_lowercase()) { slug } else { "qikan-release".to_owned() }
    }

    /// Who publishes: who is named as such, else the first creator.
    pub fn publisher(&self) -> String {
        self.publisher.as_ref().map_or_else(|| self.creators[0].full(), |name| name.0.clone())
    }

    /// What the data are: what was typed, else what every release of ours is.
    pub fn description(&self) -> &str {
        let made = "Bibliographic records of articles in scholarly journals as tables: titles, authors, affiliations, \
                    dates, funding and keywords, in Chinese and English where both are printed.";
        self.description.as_ref().map_or(made, Text::as_str)
    }

    /// The address of the DOI.
    pub fn doi_url(&self) -> Option<String> {
        self.doi.as_ref().map(|doi| format!("https://doi.org/{}", doi.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "title = \"土壤学论文 Soil papers 2020–2026\"\nlicense = \"CC-BY-4.0\"\n\n[[creators]]\n\
                         family = \"Peng\"\ngiven = \"Yiming\"\norcid = \"0000-0002-1825-0097\"\n\n[[creators]]\n\
                         name = \"University Library\"\n";

    #[test]
    fn little_is_enough() {
        let about = About::parse("release.toml", WHOLE).unwrap();
        assert_eq!((about.slug().as_str(), about.publisher().as_str()), ("soil-papers-2020-2026", "Yiming Peng"));
        assert_eq!(about.creators[1], Creator::Organisation("University Library".into()));
        assert_eq!(about.creators[0].orcid().as_deref(), Some("https://orcid.org/0000-0002-1825-0097"));
        let han = Creator::Person { family: "彭".into(), given: "一鸣".into(), orcid: None, affiliation: None };
        assert_eq!((han.full().as_str(), han.sorted().as_str()), ("彭一鸣", "彭, 一鸣"));
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        for (from, to, expected) in [
            ("license", "licence", "release.toml:2:1: expected"),
            ("CC-BY-4.0", "CC-BY-4", "release.toml:2:11: expected"),
            ("CC-BY-4.0", "CC-BY-4", "write one of CC0-1.0, CC-BY-4.0, "),
            ("0097", "0098", "release.toml:4:1: expected"),
            ("family = ", "", "release.toml:5:"),
            ("given = \"Yiming\"\n", "", "write family and given for a person"),
            ("title", "# title", "missing field `title`"),
            ("title = ", "doi = \"11.1/x\"\ntitle = ", "release.toml:1:7: expected"),
            ("title = ", "homepage = \"example\"\ntitle = ", "write an address with https://"),
            ("[[creators]]", "[[creator]]", "unknown field `creator`"),
        ] {
            let text = WHOLE.replacen(from, to, 1);
            let error = About::parse("release.toml", &text).unwrap_err().to_string();
            assert!(error.contains(expected) && error.lines().count() == 1, "{to}: {error}");
        }
    }
}
