//! Tokens → lines and metadata: what each element does to the text in it.

use super::element::{Element, Role};
use super::lines::{Gap, Lines, Marker};
use super::meta::{Metas, language, plain, resolve};
use super::open::OpenElements;
use super::style::{self, Style};
use super::token::{Token, Tokens};
use super::{Page, append_hidden, linked};
use crate::source::platform_hint::{self, Hints};

/// The state of reading.
pub(super) struct Flow<'a> {
    tokens: Tokens<'a>,
    hints: Hints,
    metas: Metas,
    linked: Vec<&'a str>,
    has_title: bool,
    open: OpenElements,
    lists: Vec<List>,
    /// The place in `open` of the outermost element that is hidden.
    hidden_from: Option<usize>,
    /// The same of one whose text is never printed.
    unprinted_from: Option<usize>,
    in_heading: bool,
    marker: AfterSup,
    beside: Beside,
    /// The place in `open` of an element that is a label by its class.
    label: Option<usize>,
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

/// Where the reader is behind a link, or behind a `span`: the next one beside it is an item of its own, since style sheets
/// set apart what nothing printed does, as in `<a>土壤</a><a>海拔</a>`.
#[derive(Clone, Copy, Default)]
struct Beside {
    /// A link ended, and nothing but blanks was written since.
    link: bool,
    /// A `span` ended right here.
    span: bool,
    /// The next words are to be set apart.
    item: bool,
}

impl<'a> Flow<'a> {
    /// Before the first token of `page`.
    pub fn of(page: &'a str) -> Flow<'a> {
        Flow {
            tokens: Tokens::of(page),
            hints: Hints::of(page),
            metas: Metas::default(),
            linked: Vec::new(),
            has_title: false,
            open: OpenElements::default(),
            lists: Vec::new(),
            hidden_from: None,
            unprinted_from: None,
            in_heading: false,
            marker: AfterSup::No,
            beside: Beside::default(),
            label: None,
            visible: Lines::with_capacity(page.len() / 3),
            hidden: Lines::default(),
        }
    }

    fn lines(&mut self) -> &mut Lines {
        if self.hidden_from.is_some() { &mut self.hidden } else { &mut self.visible }
    }

    /// The next token, which is to be handed to one of the methods below.
    pub fn next_token(&mut self) -> Option<Token<'a>> {
        self.tokens.next()
    }

    /// Writes a text token.
    pub fn text(&mut self, text: &str) {
        if self.unprinted_from.is_some() || (self.open.has(Element::Math) && text.trim_ascii().is_empty()) {
            return;
        }
        let text = resolve(text);
        self.beside.span = false;
        if !text.trim_ascii().is_empty() {
            // a marker or a comma in an element of its own belongs to what stands before it
            if std::mem::take(&mut self.beside).item && text.contains(char::is_alphabetic) {
                self.lines().gap(Gap::Cell);
            }
        }
        if self.hidden_from.is_none() {
            let marker = std::mem::replace(&mut self.marker, AfterSup::No);
            if marker == AfterSup::Entered && text.starts_with(char::is_alphabetic) {
                self.visible.gap(Gap::Blank);
            }
        }
        if !self.open.has(Element::Pre) {
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

    /// Goes into an element.
    pub fn start(&mut self, element: Element, closed: bool) {
        self.hints.count(self.tokens.tag_range(), element == Element::A);
        match element.role() {
            Role::Void => return self.void(element),
            Role::Raw => return self.raw(element, closed),
            _ => {}
        }
        if matches!(element, Element::H1 | Element::Article | Element::Main | Element::Footer) {
            self.leave_open_nav();
        }
        if let Some(at) = self.open.ended_by_start_of(element) {
            self.close(at);
        }
        let style = if self.unprinted_from.is_none() { Style::of(&self.tokens) } else { Style::default() };
        if self.unprinted_from.is_none() {
            self.begin(element, style);
        }
        let is_foreign = self.unprinted_from.is_some() || self.open.has(Element::Math) || element == Element::Other;
        if closed && is_foreign {
            return;
        }
        let at = self.open.push(element);
        if self.unprinted_from.is_none() {
            if style.label {
                self.label = Some(at);
            }
            if element.role() == Role::Unprinted {
                self.unprinted_from = Some(at);
            } else if self.hidden_from.is_none() && (hides(style, element) || self.is_address_in_byline(element)) {
                self.hidden_from = Some(at);
                self.hidden.separate(Gap::Line);
            } else {
                self.break_before(element, at);
            }
        }
    }

    /// Whether an element is the iD of an author in the middle of a line of names; `0000-0002-1194-36751,3` would be iD
    /// and markers in one.
    fn is_address_in_byline(&self, element: Element) -> bool {
        element == Element::A
            && self.visible.is_in_line()
            && self.tokens.attribute("href").is_some_and(|href| href.contains("orcid.org/"))
    }

    /// What an element's attributes say, whether it is seen or not.
    fn begin(&mut self, element: Element, style: Style) {
        if element == Element::Html
            && let Some(lang) = self.tokens.attribute("lang").or_else(|| self.tokens.attribute("xml:lang"))
        {
            self.metas.push("html.lang", None, &language(lang).unwrap_or_default());
        }
        if style.floating {
            self.lines().gap(Gap::Blank);
        }
        if style.begins_line && element.role() == Role::Inline {
            self.lines().gap(Gap::Line);
        }
        if self.marker == AfterSup::Left && element != Element::Sup {
            self.marker = AfterSup::Entered;
        }
        match element {
            Element::A => self.beside.item |= self.beside.link,
            // one without attributes is there for the style sheet alone
            Element::Span => self.beside.item |= self.beside.span && self.tokens.attributes().is_empty(),
            Element::Sup => self.beside.item = false,
            _ => {}
        }
        self.beside.span = false;
    }

    fn break_before(&mut self, element: Element, at: usize) {
        match element {
            _ if element.is_list() => {
                let kind = if style::is_one_line_list(&self.tokens) {
                    ListKind::OneLine
                } else if element == Element::Ol {
                    let first = self.tokens.attribute("start").and_then(|n| n.trim().parse().ok());
                    ListKind::Numbers(first.unwrap_or(1))
                } else {
                    ListKind::Bullets
                };
                self.break_at(element, Lines::open_block);
                self.lists.push(List { at, kind });
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
            _ => self.break_at(element, Lines::open_block),
        }
        if self.hidden_from.is_none() {
            self.in_heading |= element.role() == Role::Heading;
        }
    }

    /// Breaks the line where a block begins or ends.
    fn break_at(&mut self, element: Element, block: fn(&mut Lines, Gap)) {
        let gap = match element.role() {
            Role::Apart => Gap::Blank,
            Role::Line => Gap::Line,
            _ if element.is_list() && !self.lists.is_empty() => Gap::Line,
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
            _ => block(self.lines(), gap),
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

    /// Leaves an element, and those inside it.
    pub fn end(&mut self, element: Element) {
        match element {
            Element::Br => return self.void(element),
            Element::Html | Element::Body => return,
            Element::P if !self.open.has(element) && self.unprinted_from.is_none() => {
                return self.break_at(element, Lines::block);
            }
            _ => {}
        }
        match (self.marker, element) {
            (_, Element::Sup) => self.marker = AfterSup::Ended,
            (AfterSup::Ended, _) => self.marker = AfterSup::Left,
            _ => {}
        }
        self.beside.link |= element == Element::A;
        self.beside.span = element == Element::Span;
        if let Some(at) = self.open.ended_by_end_of(element) {
            self.close(at);
        }
    }

    /// Closes the open elements from `at` on.
    fn close(&mut self, at: usize) {
        while let Some((place, element)) = self.open.pop_from(at) {
            if self.lists.last().is_some_and(|list| list.at == place) {
                self.lists.pop();
            }
            if self.unprinted_from.is_none() && !(element == Element::Li && self.is_in_one_line_list()) {
                self.break_at(element, Lines::block);
            }
            if self.label == Some(place) {
                self.label = None;
                self.beside.item = true;
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
        if let Some(at) = self.unprinted_from.filter(|&at| self.open.at(at) == Some(Element::Nav)) {
            self.close(at);
        }
    }

    /// What the page says, at its end.
    pub fn finish(mut self) -> Page {
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

/// Whether an element of this look is hidden for good: a page may wait for its script to be shown.
fn hides(style: Style, element: Element) -> bool {
    match element {
        Element::Html | Element::Head | Element::Body => false,
        Element::I => style.hidden || style.icon,
        _ => style.hidden,
    }
}
