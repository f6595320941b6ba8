//! A page of HTML → the lines that a browser would show, and its metadata.
//!
//! Reads the tokens in one pass and builds no tree: a landing page needs lines and metadata. Knows elements, not
//! platforms, but for the few lists that a platform's style sheet prints in one line. Nothing is run or fetched.

mod element;
mod lines;
mod linked;
mod meta;
mod token;

use std::collections::HashSet;

use self::element::{Element, Role};
use self::lines::{Gap, Lines, Marker};
use self::meta::{Metas, language, plain, resolve};
use self::token::{Token, Tokens};
use super::platform_hint::{self, Hints};
use crate::document::RawMeta;

/// The line behind which a page's hidden text stands: tooltips, closed panels.
pub const HIDDEN: &str = "---- hidden ----";

/// Classes of lists that style sheets print in one line, e.g. RHHZ's bylines.
const ONE_LINE_LISTS: &[&str] = &["article-author", "article-keyword"];

/// Classes of elements that style sheets hide on a screen.
const HIDDEN_CLASSES: &[&str] = &["visible-xs", "d-none", "hidden"];

/// How far up the open elements an end tag looks for its own; deeper pages are not written by people.
const REACH: usize = 256;

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
    while let Some(token) = flow.tokens.next() {
        match token {
            Token::Text(text) => flow.text(text),
            Token::Start { name, closed } => flow.start(Element::of(name), closed),
            Token::End { name } => flow.end(Element::of(name)),
        }
    }
    flow.finish()
}

/// The state of reading.
struct Flow<'a> {
    tokens: Tokens<'a>,
    hints: Hints,
    metas: Metas,
    linked: Vec<&'a str>,
    has_title: bool,
    /// The open elements, outermost first.
    open: Vec<Element>,
    /// How many of each are open.
    counts: [u32; Element::COUNT],
    lists: Vec<List>,
    /// The place in `open` of the outermost element that is hidden.
    hidden_from: Option<usize>,
    /// The same of one whose text is never printed.
    unprinted_from: Option<usize>,
    in_heading: bool,
    marker: AfterSup,
    visible: Lines,
    hidden: Lines,
}

struct List {
    /// Its place in the open elements.
    at: usize,
    kind: ListKind,
}

#[derive(Clone, Copy)]
enum ListKind {
    Bullets,
    /// The next number.
    Numbers(u32),
    OneLine,
}

/// Where the reader is behind a `</sup>`: a name in an element of its own must not stick to the marker before it, as in
/// `<span>张三<sup>1</sup></span><span>李四</span>`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum AfterSup {
    No,
    Ended,
    Left,
    Entered,
}

impl<'a> Flow<'a> {
    fn of(page: &'a str) -> Flow<'a> {
        Flow {
            tokens: Tokens::of(page),
            hints: Hints::of(page),
            metas: Metas::default(),
            linked: Vec::new(),
            has_title: false,
            open: Vec::new(),
            counts: [0; Element::COUNT],
            lists: Vec::new(),
            hidden_from: None,
            unprinted_from: None,
            in_heading: false,
            marker: AfterSup::No,
            visible: Lines::with_capacity(page.len() / 3),
            hidden: Lines::default(),
        }
    }

    fn lines(&mut self) -> &mut Lines {
        if self.hidden_from.is_some() { &mut self.hidden } else { &mut self.visible }
    }

    fn is_open(&self, element: Element) -> bool {
        self.counts[element as usize] > 0
    }

    fn text(&mut self, text: &str) {
        if self.unprinted_from.is_some() || (self.is_open(Element::Math) && text.trim_ascii().is_empty()) {
            return;
        }
        let text = resolve(text);
        if self.hidden_from.is_none() {
            let marker = std::mem::replace(&mut self.marker, AfterSup::No);
            if marker == AfterSup::Entered && text.starts_with(char::is_alphabetic) {
                self.visible.gap(Gap::Blank);
            }
        }
        if !self.is_open(Element::Pre) {
            self.lines().write(&text);
            return;
        }
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.lines().gap(Gap::Line);
            }
            self.lines().write(line);
        }
    }

    fn start(&mut self, element: Element, closed: bool) {
        self.hints.count(self.tokens.tag_range(), element == Element::A);
        match element.role() {
            Role::Void => return self.void(element),
            Role::Raw => return self.raw(element, closed),
            _ => {}
        }
        if matches!(element, Element::H1 | Element::Article | Element::Main | Element::Footer) {
            self.leave_open_nav();
        }
        let (ends, stops) = element.implied_ends();
        self.close_implied(ends, stops);
        if self.unprinted_from.is_none() {
            self.begin(element);
        }
        let is_foreign = self.unprinted_from.is_some() || self.is_open(Element::Math) || element == Element::Other;
        if closed && is_foreign {
            return;
        }
        let at = self.open.len();
        self.open.push(element);
        self.counts[element as usize] += 1;
        if self.unprinted_from.is_none() {
            if element.role() == Role::Unprinted {
                self.unprinted_from = Some(at);
            } else if self.hidden_from.is_none() && self.is_hidden(element) {
                self.hidden_from = Some(at);
                self.hidden.separate(Gap::Line);
            } else {
                self.break_before(element, at);
            }
        }
    }

    /// What an element's attributes say, whether it is seen or not.
    fn begin(&mut self, element: Element) {
        if element == Element::Html
            && let Some(lang) = self.tokens.attribute("lang").or_else(|| self.tokens.attribute("xml:lang"))
        {
            self.metas.push("html.lang", None, &language(lang).unwrap_or_default());
        }
        if self.marker == AfterSup::Left && element != Element::Sup {
            self.marker = AfterSup::Entered;
        }
    }

    fn break_before(&mut self, element: Element, at: usize) {
        match element {
            Element::Ul | Element::Ol | Element::Menu | Element::Dir => {
                let kind = if self.has_class(ONE_LINE_LISTS) {
                    ListKind::OneLine
                } else if element == Element::Ol {
                    let first = self.tokens.attribute("start").and_then(|n| n.trim().parse().ok());
                    ListKind::Numbers(first.unwrap_or(1))
                } else {
                    ListKind::Bullets
                };
                let gap = if self.lists.is_empty() { Gap::Paragraph } else { Gap::Line };
                self.lists.push(List { at, kind });
                self.lines().block(gap);
            }
            Element::Li => self.item(),
            Element::Tr | Element::Dt => {
                self.lines().separate(Gap::Line);
                if element == Element::Dt {
                    self.lines().cell();
                }
            }
            Element::Td | Element::Th | Element::Dd => self.lines().cell(),
            Element::Table | Element::Dl => self.lines().separate(Gap::Paragraph),
            _ => self.break_at(element),
        }
        if self.hidden_from.is_none() {
            self.in_heading |= element.role() == Role::Heading;
        }
    }

    /// Breaks the line where a block begins or ends.
    fn break_at(&mut self, element: Element) {
        let gap = match element.role() {
            Role::Apart => Gap::Blank,
            Role::Line => Gap::Line,
            Role::Paragraph | Role::Heading => Gap::Paragraph,
            _ => return,
        };
        if self.hidden_from.is_none() {
            self.in_heading = false;
            self.marker = AfterSup::No;
        }
        match element {
            Element::Table | Element::Tr | Element::Dl => self.lines().separate(gap),
            Element::Dt | Element::Dd => self.lines().gap(gap),
            _ if gap == Gap::Blank => self.lines().gap(gap),
            _ => self.lines().block(gap),
        }
    }

    fn item(&mut self) {
        let marker = match self.lists.last_mut().map(|list| &mut list.kind) {
            Some(ListKind::OneLine) => return self.lines().gap(Gap::Blank),
            Some(ListKind::Numbers(next)) => {
                let number = *next;
                *next = next.saturating_add(1);
                Marker::Number(number)
            }
            Some(ListKind::Bullets) | None => Marker::Bullet,
        };
        self.in_heading = false;
        self.lines().item(Some(marker));
    }

    fn void(&mut self, element: Element) {
        match element {
            Element::Br if self.in_heading && self.hidden_from.is_none() => self.visible.gap(Gap::Join),
            Element::Br => self.lines().gap(Gap::Line),
            Element::Hr => self.lines().separate(Gap::Paragraph),
            Element::Meta => self.metas.take(&self.tokens),
            Element::Link => {
                let is_canonical = |rel: &str| rel.eq_ignore_ascii_case("canonical");
                if self.tokens.attribute("rel").is_some_and(is_canonical) {
                    self.metas.push("canonical", None, &plain(self.tokens.attribute("href").unwrap_or_default()));
                }
            }
            _ => {}
        }
    }

    /// An element whose content is not markup.
    fn raw(&mut self, element: Element, closed: bool) {
        if closed && self.unprinted_from.is_some() {
            return;
        }
        let is_linked = element == Element::Script
            && self
                .tokens
                .attribute("type")
                .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        let Some(content) = self.tokens.raw_text(element.name()) else {
            // to the end of the page; but what only a title or a fallback left open is not lost
            if !matches!(element, Element::Title | Element::Noscript) {
                self.tokens.finish();
            }
            return;
        };
        self.hints.count(self.tokens.tag_range(), false);
        if is_linked {
            self.linked.push(content);
        } else if element == Element::Title && !self.has_title && self.unprinted_from.is_none() {
            self.has_title = true;
            self.metas.push("title", None, &plain(content));
        }
    }

    fn end(&mut self, element: Element) {
        match element {
            Element::Br => return self.void(element),
            Element::Html | Element::Body => return,
            Element::P if !self.is_open(element) && self.unprinted_from.is_none() => return self.break_at(element),
            _ => {}
        }
        match (self.marker, element) {
            (_, Element::Sup) => self.marker = AfterSup::Ended,
            (AfterSup::Ended, _) => self.marker = AfterSup::Left,
            _ => {}
        }
        if let Some(at) = self.place_of(element) {
            self.close(at);
        }
    }

    /// The place of the open element that an end tag ends, if it reaches that far.
    fn place_of(&self, element: Element) -> Option<usize> {
        use Element::*;
        if !self.is_open(element) && !matches!(element, H1 | H2 | H3 | H4 | H5 | H6) {
            return None;
        }
        let of_table = matches!(element, Table | Thead | Tbody | Tfoot | Tr | Td | Th | Caption);
        let is_inline = element.role() == Role::Inline && !of_table;
        for (at, &inner) in self.open.iter().enumerate().rev().take(REACH) {
            if inner == element || element.role() == Role::Heading && inner.role() == Role::Heading {
                return Some(at);
            }
            let is_limit = match element {
                _ if of_table => inner == Table,
                Li => inner.is_boundary() || matches!(inner, Ul | Ol | Menu | Dir),
                _ if is_inline => inner.is_boundary() || inner.role() != Role::Inline,
                _ => inner.is_boundary(),
            };
            if is_limit {
                return None;
            }
        }
        None
    }

    fn close_implied(&mut self, ends: &[Element], stops: &[Element]) {
        if !ends.iter().any(|&element| self.is_open(element)) {
            return;
        }
        for (at, inner) in self.open.iter().enumerate().rev().take(REACH) {
            if ends.contains(inner) {
                return self.close(at);
            }
            if stops.contains(inner) || inner.is_boundary() {
                return;
            }
        }
    }

    /// Closes the open elements from `at` on.
    fn close(&mut self, at: usize) {
        while self.open.len() > at {
            let Some(element) = self.open.pop() else { return };
            let place = self.open.len();
            self.counts[element as usize] -= 1;
            if self.lists.last().is_some_and(|list| list.at == place) {
                self.lists.pop();
            }
            if self.unprinted_from.is_none() && !(element == Element::Li && self.is_in_one_line_list()) {
                self.break_at(element);
            }
            if self.unprinted_from == Some(place) {
                self.unprinted_from = None;
            }
            if self.hidden_from == Some(place) {
                self.hidden.separate(Gap::Line);
                self.hidden_from = None;
            }
        }
    }

    fn is_in_one_line_list(&self) -> bool {
        matches!(self.lists.last(), Some(List { kind: ListKind::OneLine, .. }))
    }

    /// A menu does not hold the article: it was never closed.
    fn leave_open_nav(&mut self) {
        if let Some(at) = self.unprinted_from.filter(|&at| self.open[at] == Element::Nav) {
            self.close(at);
        }
    }

    fn is_hidden(&self, element: Element) -> bool {
        if matches!(element, Element::Html | Element::Head | Element::Body) {
            return false; // a page that waits for its script to be shown
        }
        self.tokens.attributes().iter().any(|(name, value)| match name.len() {
            5 if name.eq_ignore_ascii_case("style") => is_hiding_style(value),
            6 if name.eq_ignore_ascii_case("hidden") => true,
            11 if name.eq_ignore_ascii_case("aria-hidden") => value.eq_ignore_ascii_case("true"),
            _ => false,
        }) || self.has_class(HIDDEN_CLASSES)
    }

    fn has_class(&self, classes: &[&str]) -> bool {
        let value = self.tokens.attribute("class").unwrap_or_default();
        value.split_ascii_whitespace().any(|class| classes.contains(&class))
    }

    fn finish(mut self) -> Page {
        linked::take_article(&self.linked, &mut self.metas);
        for platform in self.hints.platforms() {
            self.metas.push(platform_hint::NAME, None, platform);
        }
        let mut text = self.visible.finish();
        if !self.hidden.is_empty() {
            append_hidden(&mut text, &self.hidden.finish());
        }
        Page { text, metas: self.metas.all }
    }
}

/// Whether `style` holds `display:none` or `visibility:hidden`.
fn is_hiding_style(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let is = |name: &str, printed: &str| printed.trim().eq_ignore_ascii_case(name);
        let value = value.split('!').next().unwrap_or_default();
        is("display", name) && is("none", value) || is("visibility", name) && is("hidden", value)
    })
}

/// Adds the hidden lines that `text` does not show as well.
fn append_hidden(text: &mut String, hidden: &str) {
    fn key(line: &str) -> &str {
        line.trim_start_matches("• ")
    }
    let shown: HashSet<&str> = text.lines().map(key).collect();
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
