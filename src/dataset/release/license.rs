//! Licences of data, by SPDX id.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// A licence that data are published under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct License {
    /// SPDX id, e.g. `CC-BY-4.0`.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Where its text stands.
    pub url: &'static str,
    /// What it allows and asks, in one sentence.
    gist: &'static str,
}

const fn license(id: &'static str, title: &'static str, url: &'static str, gist: &'static str) -> License {
    License { id, title, url, gist }
}

const FREELY: &str = "You may use, change and pass on the data for any purpose, without asking and without naming us.";
const NAMED: &str = "You may use, change and pass on the data for any purpose if you name their creators, link to the \
                     licence, and say what you changed.";

/// Those that are made for data or made to fit them.
const LICENSES: [License; 9] = [
    license(
        "CC0-1.0",
        "Creative Commons Zero v1.0 Universal",
        "https://creativecommons.org/publicdomain/zero/1.0/",
        FREELY,
    ),
    license(
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
        NAMED,
    ),
    license(
        "CC-BY-SA-4.0",
        "Creative Commons Attribution Share Alike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
        "As CC-BY-4.0; what you make of the data is to bear the same licence.",
    ),
    license(
        "CC-BY-NC-4.0",
        "Creative Commons Attribution Non Commercial 4.0 International",
        "https://creativecommons.org/licenses/by-nc/4.0/",
        "As CC-BY-4.0, but for no commercial purpose.",
    ),
    license(
        "CC-BY-NC-SA-4.0",
        "Creative Commons Attribution Non Commercial Share Alike 4.0 International",
        "https://creativecommons.org/licenses/by-nc-sa/4.0/",
        "As CC-BY-4.0, but for no commercial purpose; what you make of the data is to bear the same licence.",
    ),
    license(
        "CC-BY-ND-4.0",
        "Creative Commons Attribution No Derivatives 4.0 International",
        "https://creativecommons.org/licenses/by-nd/4.0/",
        "As CC-BY-4.0, but you may pass on the data only as they are.",
    ),
    license(
        "ODC-By-1.0",
        "Open Data Commons Attribution License v1.0",
        "https://opendatacommons.org/licenses/by/1-0/",
        NAMED,
    ),
    license(
        "ODbL-1.0",
        "Open Data Commons Open Database License v1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "You may use, change and pass on the database if you name its creators; what you make of it publicly is to bear \
         the same licence.",
    ),
    license(
        "PDDL-1.0",
        "Open Data Commons Public Domain Dedication & License 1.0",
        "https://opendatacommons.org/licenses/pddl/1-0/",
        FREELY,
    ),
];

impl TryFrom<String> for License {
    type Error = String;

    fn try_from(id: String) -> Result<License, String> {
        let known = || LICENSES.map(|license| license.id).join(", ");
        let found = LICENSES.into_iter().find(|license| license.id == id);
        found.ok_or_else(|| {
            format!("no licence of data that is known by this SPDX id: {id:?}; write one of {}", known())
        })
    }
}

impl<'de> Deserialize<'de> for License {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<License, D::Error> {
        String::deserialize(from)?.try_into().map_err(D::Error::custom)
    }
}

impl License {
    /// The text of `LICENSE-DATA`: a notice, and where the licence itself stands.
    pub fn notice(&self, title: &str, creators: &str, year: &str) -> String {
        let License { id, title: name, url, gist } = self;
        format!(
            "{title}\n{creators}, {year}\n\n\
             This data is licensed under {name} ({id}).\n{gist}\n\
             What holds is the text of the licence: {url}\n\n\
             The licence covers what the creators have rights in: the selection and arrangement of the data.\n\
             Bibliographic facts (names, titles, dates, numbers) are in most countries nobody's property. Abstracts, and\n\
             the printed text in the columns text and biography, have the rights of the publications that they come from.\n"
        )
    }
}
