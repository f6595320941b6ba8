//! Digital Object Identifier.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// Digital Object Identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Doi(String);

impl std::str::FromStr for Doi {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Doi, Fault> {
        Ok(Doi(s.to_owned()))
    }
}

impl Doi {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
