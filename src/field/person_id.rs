//! E-mail.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// E-mail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Email(String);

impl std::str::FromStr for Email {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Email, Fault> {
        Ok(Email(s.to_owned()))
    }
}

impl Email {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
/// E-mail.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Orcid(String);

impl std::str::FromStr for Orcid {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Orcid, Fault> {
        Ok(Orcid(s.to_owned()))
    }
}

impl Orcid {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
