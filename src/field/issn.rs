//! ISSN.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// ISSN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Issn(String);

impl std::str::FromStr for Issn {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Issn, Fault> {
        Ok(Issn(s.to_owned()))
    }
}

impl Issn {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
/// ISSN.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Cn(String);

impl std::str::FromStr for Cn {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Cn, Fault> {
        Ok(Cn(s.to_owned()))
    }
}

impl Cn {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
