//! Funding: the text behind a funding label, cut into grants with their award numbers.
//!
//! Knows how grants are listed in both languages and the sentences wrapped around the list. Where the text stands
//! is a layout's matter; no funder is known by name.

mod award;
mod piece;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// One grant or listed project, as places in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantText {
    /// The grant as printed, without wrapper and closing punctuation.
    pub text: Range<usize>,
    /// Who gave it, e.g. `国家自然科学基金`.
    pub funder: Option<Range<usize>>,
    /// The project's name, where it stands in quotes.
    pub project: Option<Range<usize>>,
    /// The award numbers.
    pub awards: Vec<Range<usize>>,
}

/// The English list in brackets that repeats a Chinese one: `[Supported by …]`.
static REPEATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)[\[(] *(?:(?:project |this work was |this study was )?supported *by|funded by|sponsored by|foundation items?:)")
        .expect("the pattern is valid")
});

/// Words that announce an English list.
static SUPPORTED_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)(?:supported|funded|sponsored|financed|support|funding|assistance|grants?)(?: in part| partially| jointly| financially)?",
        r" *(?:by|from|through|provided by)(?: (?:the )?(?:grants?|funds?|funding|support)(?: nos?\.?)? from)?(?: the\b)?"
    ))
    .expect("the pattern is valid")
});

/// The opening of a Chinese wrapper: `本研究由`, `本文得到`.
static WRAPPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[ *#†]*(?:感谢|(?:本|该|此|作者|论文|研究|项目)[^,;。(“:]{0,12}?(?:由|受到了?|得到了?|获得了?|获|受|系|为|是|承蒙|属于|来源于))",
    )
    .expect("the pattern is valid")
});

/// Statements that nobody paid.
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)no (?:specific |external |additional |special )?(?:funding|grant|financial|role)|not? receive|not applicable|^ *(?:none|n/a|无)[. 。]*$|no funders?")
        .expect("the pattern is valid")
});

/// Cuts the text behind a funding label, e.g. `国家自然科学基金(12345678);江苏省自然科学基金(BK20200001)`.
pub fn split(text: &str) -> Vec<GrantText> {
    if NOTHING.is_match(text) && !text.chars().any(is_han) {
        return Vec::new();
    }
    let han = text.chars().any(is_han);
    let end = if han { REPEATED.find(text).filter(|m| m.start() > 0).map_or(text.len(), |m| m.start()) } else { text.len() };
    let mut start = 0;
    if let Some(wrapper) = WRAPPER.find(text) {
        start = wrapper.end();
    } else if !han {
        // what comes before is thanks to people, or the wrapper
        start = SUPPORTED_BY.find(text).filter(|m| begins_list(text, m.start())).map_or(0, |m| m.end());
    }
    let mut grants: Vec<GrantText> = Vec::with_capacity(4);
    for range in piece::pieces(text, start.min(end)..end) {
        let range = piece::trim(text, range);
        let words = &text[range.clone()];
        let awards = award::find(text, range.clone());
        if words.is_empty() || (!piece::names_grant(words) && awards.is_empty()) {
            continue;
        }
        if let Some(last) = grants.last_mut().filter(|_| award::nothing_else(words)) {
            last.text.end = range.end;
            last.awards.extend(awards);
            continue;
        }
        // the Chinese list counts where an English one repeats it
        let repeats = han && !words.chars().any(is_han) && !grants.is_empty() && {
            let known = |a: &Range<usize>| grants.iter().flat_map(|g| &g.awards).any(|b| text[a.clone()] == text[b.clone()]);
            awards.iter().all(known)
        };
        if repeats {
            continue;
        }
        let project = piece::project(text, range.clone());
        let funder = piece::funder(text, range.clone(), project.as_ref(), awards.first());
        grants.push(GrantText { text: range, funder, project, awards });
    }
    grants
}

/// Whether the words at `at` open the list: nothing that is a grant itself stands before them.
fn begins_list(text: &str, at: usize) -> bool {
    let before = &text[..at];
    award::find(text, 0..at).is_empty() && !(before.contains("Foundation") || before.contains("Program"))
        || before.contains("was ")
        || before.contains("were ")
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}
