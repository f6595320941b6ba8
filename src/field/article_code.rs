//! Article code.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;

/// Article code.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ArticleCode(String);

impl std::str::FromStr for ArticleCode {
    type Err = Fault;

    fn from_str(s: &str) -> Result<ArticleCode, Fault> {
        Ok(ArticleCode(s.to_owned()))
    }
}

impl ArticleCode {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
