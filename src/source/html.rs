//! A page of HTML → the lines that a browser would show, and its metadata.
//!
//! Reads the tokens in one pass and builds no tree: a landing page needs lines and metadata. Knows elements, not
//! platforms, but for the few lists that a platform's style sheet prints in one line. Nothing is run or fetched.

mod element;
mod flow;
mod lines;
mod linked;
mod meta;
mod open;
mod style;
mod token;

use std::collections::HashSet;

use self::element::Element;
use self::flow::Flow;
use self::token::Token;
use crate::document::RawMeta;

/// The line behind which a page's hidden text stands: tooltips, closed panels.
pub const HIDDEN: &str = "---- hidden ----";

/// What a page says.
pub(super) struct Page {
    /// What it shows, hidden text last.
    pub text: String,
    /// What it says to machines.
    pub metas: Vec<RawMeta>,
}

/// Whether `name` is an element of HTML.
pub(super) fn is_element(name: &str) -> bool {
    Element::of(name) != Element::Other
}

/// Reads a page.
pub(super) fn read(page: &str) -> Page {
    let mut flow = Flow::of(page);
    while let Some(token) = flow.next_token() {
        match token {
            Token::Text(text) => flow.text(text),
            Token::Start { name, closed } => flow.start(Element::of(name), closed),
            Token::End { name } => flow.end(Element::of(name)),
        }
    }
    flow.finish()
}

/// Adds the hidden lines that `text` does not show as well.
fn append_hidden(text: &mut String, hidden: &str) {
    fn key(line: &str) -> &str {
        line.trim_start_matches("• ")
    }
    // only lines as long as a hidden one can be the same
    let longest = hidden.lines().map(str::len).max().unwrap_or_default();
    let mut lengths = vec![false; longest + 1];
    hidden.lines().for_each(|line| lengths[key(line).len()] = true);
    let shown: HashSet<&str> =
        text.lines().map(key).filter(|line| lengths.get(line.len()).is_some_and(|found| *found)).collect();
    let lines: Vec<&str> = hidden.lines().filter(|line| !line.is_empty() && !shown.contains(key(line))).collect();
    if lines.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    text.push_str(HIDDEN);
    for line in lines {
        text.push('\n');
        text.push_str(line);
    }
}

#[cfg(test)]
mod tests;
