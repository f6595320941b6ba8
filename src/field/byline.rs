//! byline
