//! The tokens of HTML: text, tags and their attributes, as slices of the page.
//!
//! Knows the syntax of the HTML standard (§13.2.5) as far as a reader needs it. Builds no tree, so neither depth nor
//! unclosed elements cost anything; each byte is looked at a bounded number of times.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::byte;

/// Attributes of one tag beyond this number are passed over.
const MAX_ATTRIBUTES: usize = 256;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text between tags, character references not resolved.
    Text(&'a str),
    /// `<name …>`, attributes in [`Tokens::attributes`].
    Start {
        /// As printed, in either case.
        name: &'a str,
        /// `<name …/>`
        closed: bool,
    },
    /// `</name>`
    End {
        /// As printed, in either case.
        name: &'a str,
    },
}

/// The tokens of a page.
pub(super) struct Tokens<'a> {
    page: &'a str,
    at: usize,
    attributes: Vec<(&'a str, &'a str)>,
    /// Where the last tag began.
    tag: usize,
    /// Raw elements known to have no end tag from here on, so that none is looked for twice.
    endless: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    /// The tokens of `page`.
    pub fn of(page: &'a str) -> Tokens<'a> {
        Tokens { page, at: 0, attributes: Vec::new(), tag: 0, endless: Vec::new() }
    }

    /// The attributes of the last start tag, names as printed, character references in values not resolved.
    pub fn attributes(&self) -> &[(&'a str, &'a str)] {
        &self.attributes
    }

    /// The last start tag's attribute `name`; the first of that name counts.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The bytes of the page from the last start tag's `<` to here.
    pub fn tag_range(&self) -> Range<usize> {
        self.tag..self.at
    }

    /// Passes over the raw text up to `</name>`, to be called behind the start tag of a `script` and its like;
    /// `name` is lower case. `None` if there is no end tag: then nothing is passed over.
    pub fn raw_text(&mut self, name: &'static str) -> Option<&'a str> {
        if self.endless.contains(&name) {
            return None;
        }
        let bytes = self.page.as_bytes();
        let mut from = self.at;
        while let Some(found) = memmem::find(&bytes[from..], b"</") {
            let start = from + found;
            let rest = &bytes[start + 2..];
            let is_end = byte::begins(rest, name.as_bytes()) && rest.get(name.len()).is_none_or(|&b| ends_name(b));
            if is_end {
                let text = &self.page[self.at..start];
                self.at = start;
                return Some(text);
            }
            from = start + 2;
        }
        self.endless.push(name);
        None
    }

    /// Passes over all the rest.
    pub fn finish(&mut self) {
        self.at = self.page.len();
    }

    /// Reads a tag's attributes from `at` on; the place behind its `>`, and whether it is `/>`. `None` if it never ends.
    fn read_attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        let bytes = self.page.as_bytes();
        let mut slash = false;
        loop {
            match *bytes.get(at)? {
                b'>' => return Some((at + 1, slash)),
                b'/' => {
                    slash = true;
                    at += 1;
                    continue;
                }
                b if b.is_ascii_whitespace() => {
                    at += 1;
                    continue;
                }
                _ => slash = false,
            }
            let name = at;
            at += 1; // a name may begin with `=`
            while !matches!(bytes.get(at)?, b'=' | b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n' | b'\x0C') {
                at += 1;
            }
            let name = &self.page[name..at];
            let blank = bytes[at..].iter().position(|b| !b.is_ascii_whitespace())?;
            let mut value = "";
            if bytes[at + blank] == b'=' {
                at += blank + 1;
                at += bytes[at..].iter().position(|b| !b.is_ascii_whitespace())?;
                let start;
                let end;
                match bytes[at] {
                    quote @ (b'"' | b'\'') => {
                        start = at + 1;
                        end = start + memchr(quote, &bytes[start..])?;
                        at = end + 1;
                    }
                    _ => {
                        start = at;
                        end = start + bytes[start..].iter().position(|b| *b == b'>' || b.is_ascii_whitespace())?;
                        at = end;
                    }
                }
                value = &self.page[start..end];
            }
            if self.attributes.len() < MAX_ATTRIBUTES {
                self.attributes.push((name, value));
            }
        }
    }
}

/// Whether a tag's name ends before `b`.
fn ends_name(b: u8) -> bool {
    b.is_ascii_whitespace() || b == b'>' || b == b'/'
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let page = self.page;
        let bytes = page.as_bytes();
        let text = self.at;
        let mut at = text;
        loop {
            let Some(open) = memchr(b'<', &bytes[at..]).map(|found| at + found) else {
                self.at = page.len();
                return (text < page.len()).then(|| Token::Text(&page[text..]));
            };
            let is_markup = match bytes.get(open + 1) {
                Some(b'!' | b'?' | b'/') => true,
                Some(b) => b.is_ascii_alphabetic(),
                None => false,
            };
            if !is_markup {
                at = open + 1; // `P<0.05`
                continue;
            }
            if open > text {
                self.at = open;
                return Some(Token::Text(&page[text..open]));
            }
            let name = open + 1 + usize::from(bytes[open + 1] == b'/');
            if !bytes.get(name).is_some_and(|b| b.is_ascii_alphabetic()) {
                self.at = open + comment(&bytes[open..]);
                return self.next_behind_comment();
            }
            let end = bytes[name..].iter().position(|&b| ends_name(b)).map_or(page.len(), |n| name + n);
            self.tag = open;
            self.attributes.clear();
            let Some((next, closed)) = self.read_attributes(end) else {
                // the page is cut off inside a tag
                self.at = page.len();
                return None;
            };
            self.at = next;
            let printed = &page[name..end];
            return Some(match bytes[open + 1] {
                b'/' => Token::End { name: printed },
                _ => Token::Start { name: printed, closed },
            });
        }
    }
}

impl<'a> Tokens<'a> {
    /// The token behind a comment, and behind all the comments that follow it, without recursion.
    fn next_behind_comment(&mut self) -> Option<Token<'a>> {
        let bytes = self.page.as_bytes();
        while let [b'<', mark, rest @ ..] = &bytes[self.at..] {
            let is_comment = match mark {
                b'!' | b'?' => true,
                b'/' => !rest.first().is_some_and(|b| b.is_ascii_alphabetic()),
                _ => false,
            };
            if !is_comment {
                break;
            }
            self.at += comment(&bytes[self.at..]);
        }
        // what follows is text or a tag, so this goes no deeper
        if self.at < bytes.len() { self.next() } else { None }
    }
}

/// The length of the comment, doctype or the like that `bytes` begin with.
fn comment(bytes: &[u8]) -> usize {
    let Some(inside) = bytes.strip_prefix(b"<!--") else {
        return memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
    };
    if inside.starts_with(b">") || inside.starts_with(b"->") {
        return bytes.len() - inside.len() + if inside[0] == b'>' { 1 } else { 2 };
    }
    let mut at = 0;
    while let Some(found) = memmem::find(&inside[at..], b"--") {
        let rest = &inside[at + found + 2..];
        let close = if rest.starts_with(b">") {
            1
        } else if rest.starts_with(b"!>") {
            2
        } else {
            at += found + 1;
            continue;
        };
        return bytes.len() - rest.len() + close;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(page: &str) -> Vec<String> {
        let mut tokens = Tokens::of(page);
        let mut all = Vec::new();
        while let Some(token) = tokens.next() {
            all.push(match token {
                Token::Text(text) => text.to_owned(),
                Token::Start { name, closed } => {
                    let attributes: String = tokens.attributes().iter().map(|(k, v)| format!(" {k}={v}")).collect();
                    format!("<{name}{attributes}{}>", if closed { "/" } else { "" })
                }
                Token::End { name } => format!("</{name}>"),
            });
        }
        all
    }

    #[test]
    fn tags_and_attributes_in_all_their_forms() {
        assert_eq!(tokens("a<b>c</b >d<br/>"), ["a", "<b>", "c", "</b>", "d", "<br/>"]);
        assert_eq!(
            tokens("<meta name='a'  content = \"x > y\" hidden data-x=1/2 c=d/>"),
            ["<meta name=a content=x > y hidden= data-x=1/2 c=d/>"]
        );
        assert_eq!(tokens("<a href=x\nid='y'z>"), ["<a href=x id=y z=>"]);
        assert_eq!(tokens("<p =\"a\" />"), ["<p =\"a\"=/>"]);
    }

    #[test]
    fn what_is_no_tag_is_text_or_comment() {
        assert_eq!(tokens("P<0.05, a < b <"), ["P<0.05, a < b <"]);
        assert_eq!(
            tokens("a<!-- <b> -- > -->c<!-->d<!--->e<!doctype x>f<?xml ?>g</>h</ x>i"),
            "acdefghi".chars().map(String::from).collect::<Vec<_>>()
        );
        assert_eq!(tokens("a<!-- b --!>c<![CDATA[ x ]]>d<!--a--b--->"), ["a", "c", "d"]);
        assert_eq!(tokens("a<!-- never closed <b>"), ["a"]);
        assert_eq!(tokens("a<b title=\"never closed>c"), ["a"]);
        assert_eq!(tokens("a<b"), ["a"]);
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag_only() {
        let mut page = Tokens::of("<script>if (a</b>/ 1) '</scripts>' </SCRIPT >x");
        page.next();
        assert_eq!(page.raw_text("script"), Some("if (a</b>/ 1) '</scripts>' "));
        assert_eq!(page.next(), Some(Token::End { name: "SCRIPT" }));
        let mut page = Tokens::of("<style>a{}<p>");
        page.next();
        assert_eq!(page.raw_text("style"), None);
    }
}
