//! Affiliations: a block of them cut into entries, and what one of them says.
//!
//! Knows every numbering in print and how names of organisations end in both languages. No single organisation
//! is known by name. Which author works where is `byline`'s matter, where the block stands a layout's.

mod chinese;
mod city;
mod english;
mod likeness;
mod locate;
mod marker;
mod numbering;
mod organisation;
mod parts;
mod place;
mod post;
mod split;
mod trim;

use crate::field::text::is_han;

pub use likeness::likeness;
pub use parts::{Parts, country, parts};
pub use split::{Entry, split};

/// Whether `text` has a Chinese character.
fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

/// Whether `text` ends with a postcode of China: `…,江苏徐州 221116`.
pub(crate) fn ends_with_postcode(text: &str) -> bool {
    text.bytes().rev().take_while(u8::is_ascii_digit).count() == 6
}

/// Whether `text` begins with the name of a Chinese province, city or county, e.g. `蚌埠医学院`.
pub(crate) fn begins_with_division(text: &str) -> bool {
    place::division(text).is_some()
}
