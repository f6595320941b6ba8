//! Funding: the grants behind a label, one entry each.
use std::ops::Range;
/// A grant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantText {
    /// Text.
    pub text: Range<usize>,
    /// Funder.
    pub funder: Option<Range<usize>>,
    /// Project.
    pub project: Option<Range<usize>>,
    /// Awards.
    pub awards: Vec<Range<usize>>,
}
/// Split.
pub fn split(_text: &str) -> Vec<GrantText> {
    Vec::new()
}
