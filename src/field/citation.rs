//! Citation.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// Citation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Citation(String);

impl std::str::FromStr for Citation {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Citation, Fault> {
        Ok(Citation(s.to_owned()))
    }
}

impl Citation {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
