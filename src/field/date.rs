//! A date cut to what is printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// A date cut to what is printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Date(String);

impl std::str::FromStr for Date {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Date, Fault> {
        Ok(Date(s.to_owned()))
    }
}

impl Date {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
