//! affiliation
