//! A code of the Chinese Library Classification.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// A code of the Chinese Library Classification.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Clc(String);

impl std::str::FromStr for Clc {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Clc, Fault> {
        Ok(Clc(s.to_owned()))
    }
}

impl Clc {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
