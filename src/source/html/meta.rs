//! What a page says about itself to machines: `<meta>`, `<title>`, the canonical link.

use std::borrow::Cow;

use super::element::{Element, Role};
use super::token::{Token, Tokens};
use crate::document::RawMeta;

/// Names of one value beyond this number are passed over.
const MAX_NAMES: usize = 8;

/// The metadata of a page, in source order.
#[derive(Default)]
pub(super) struct Metas {
    /// So far.
    pub all: Vec<RawMeta>,
}

impl Metas {
    /// Takes a `<meta>` element, e.g. `<meta name="citation_doi" content="10.1234/abc">`.
    pub fn take(&mut self, tag: &Tokens) {
        let Some(names) = tag.attribute("name").or_else(|| tag.attribute("property")) else { return };
        let Some(content) = tag.attribute("content").or_else(|| tag.attribute("contents")) else { return };
        let lang = tag.attribute("xml:lang").or_else(|| tag.attribute("lang")).and_then(language);
        let value = plain(content);
        for name in resolve(names).split_ascii_whitespace().take(MAX_NAMES) {
            self.push(&name_of(name), lang.clone(), &value);
        }
    }

    /// Adds a value; an empty one, and one that was just said, are none.
    pub fn push(&mut self, name: &str, lang: Option<String>, value: &str) {
        if name.is_empty() || value.is_empty() {
            return;
        }
        let meta = RawMeta { name: name.to_owned(), lang, value: value.to_owned() };
        // two authors, one after the other, may be at the same institution
        if self.all.last() != Some(&meta) || name == "citation_author_institution" {
            self.all.push(meta);
        }
    }

    /// The first value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all.iter().find(|meta| meta.name == name).map(|meta| meta.value.as_str())
    }
}

/// A name in lower case and without a vendor's prefix: `bepress_citation_title` is `citation_title`.
fn name_of(printed: &str) -> String {
    let name = printed.to_ascii_lowercase();
    if let Some(at) = name.find("citation_")
        && (at == 0 || name[..at].ends_with('_'))
    {
        return name[at..].to_owned();
    }
    for prefix in ["dc", "dcterms", "prism", "eprints"] {
        if let Some(rest) = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':')) {
            return format!("{prefix}.{rest}");
        }
    }
    name
}

/// A language tag cut to its language: `zh_CN` and `cn` are `zh`.
pub(super) fn language(printed: &str) -> Option<String> {
    let lower = printed.trim().to_ascii_lowercase();
    let primary = lower.split(['-', '_']).next().unwrap_or_default();
    match primary {
        "" => None,
        "cn" | "chi" | "zho" | "chs" | "cht" | "chinese" => Some("zh".to_owned()),
        "eng" | "english" => Some("en".to_owned()),
        other if other.len() <= 8 && other.bytes().all(|b| b.is_ascii_alphanumeric()) => Some(other.to_owned()),
        _ => None,
    }
}

/// `text` with its character references resolved, e.g. `&amp;`, `&#x27;`.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    match memchr::memchr(b'&', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => htmlize::unescape(text),
    }
}

/// The plain text of an attribute or a JSON string: references resolved, tags taken out, blanks collapsed.
///
/// Some pages escape twice: `Co&amp;lt;sub&amp;gt;3&amp;lt;/sub&amp;gt;` is `Co3`.
pub(super) fn plain(value: &str) -> String {
    let mut text = without_tags(&resolve(value)).into_owned();
    for escaped in ["&lt;", "&amp;", "&#"] {
        if text.contains(escaped) {
            text = without_tags(&htmlize::unescape(text.as_str())).into_owned();
            break;
        }
    }
    if text.contains(|c: char| c.is_control() || c == '\u{a0}') || text.contains("  ") || text.trim().len() < text.len()
    {
        let mut blank = false;
        text = text.trim().chars().fold(String::with_capacity(text.len()), |mut out, c| {
            if c.is_control() || c == ' ' || c == '\u{a0}' {
                blank = true;
            } else {
                if std::mem::take(&mut blank) {
                    out.push(' ');
                }
                out.push(c);
            }
            out
        });
    }
    text
}

/// `text` without the tags of elements that are known; `P<0.05` and `<author>` stay.
fn without_tags(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut tokens = Tokens::of(text);
    while let Some(token) = tokens.next() {
        let name = match token {
            Token::Text(text) => {
                out.push_str(text);
                continue;
            }
            Token::Start { name, .. } | Token::End { name } => name,
        };
        let element = Element::of(name);
        let is_known = element != Element::Other || name.contains([':', '-']) || name.starts_with('m');
        if !is_known {
            out.push_str(&text[tokens.tag_range()]);
        } else if !matches!(element.role(), Role::Inline) || element == Element::Br {
            out.push(' ');
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metas(page: &str) -> Vec<String> {
        let mut tokens = Tokens::of(page);
        let mut metas = Metas::default();
        while let Some(token) = tokens.next() {
            if matches!(token, Token::Start { .. }) {
                metas.take(&tokens);
            }
        }
        let show = |meta: RawMeta| match meta.lang {
            Some(lang) => format!("{}@{lang}={}", meta.name, meta.value),
            None => format!("{}={}", meta.name, meta.value),
        };
        metas.all.into_iter().map(show).collect()
    }

    #[test]
    fn names_are_one_whoever_wrote_them() {
        for (page, expected) in [
            ("<meta name=citation_doi content=10.1/x>", "citation_doi=10.1/x"),
            ("<META CONTENT='题' NAME='DC.Title.Alternative' xml:lang='en_US'/>", "dc.title.alternative@en=题"),
            ("<meta name=\"bepress_citation_title\"  content=\"a\">", "citation_title=a"),
            ("<meta name=eprints.title contents=a>", "eprints.title=a"),
            ("<meta property=og:title content=a>", "og:title=a"),
            ("<meta name='dc:creator' lang=cn content=a>", "dc.creator@zh=a"),
            ("<meta name=citation_title xml:lang=zh-Hans content=a>", "citation_title@zh=a"),
        ] {
            assert_eq!(metas(page), [expected]);
        }
        assert_eq!(metas("<meta name='dc.identifier citation_doi' content=a>"), ["dc.identifier=a", "citation_doi=a"]);
    }

    #[test]
    fn empty_and_repeated_values_are_none() {
        let author = |name: &str| format!("<meta name=citation_author content='{name}'>");
        let page = [author("张三"), author(" 张三"), author("&nbsp;"), author("李四"), author("张三")].concat();
        assert_eq!(metas(&page), ["citation_author=张三", "citation_author=李四", "citation_author=张三"]);
        let institutions = "<meta name=citation_author_institution content=a>".repeat(2);
        assert_eq!(metas(&institutions).len(), 2);
        assert_eq!(metas("<meta charset=utf-8><meta name=a><meta content=b>"), [""; 0]);
    }

    #[test]
    fn values_are_plain_text() {
        for (value, text) in [
            ("Co&amp;lt;sub&amp;gt;3&amp;lt;/sub&amp;gt;O", "Co3O"),
            ("基于&lt;i&gt;L&lt;/i&gt;&lt;sub&gt;1&lt;/sub&gt;正则化", "基于L1正则化"),
            ("&lt;p&gt;针对问题，\n  提出方法。&lt;/p&gt;", "针对问题， 提出方法。"),
            ("Soil&nbsp;CO2 &amp; fire", "Soil CO2 & fire"),
            ("P&lt;0.05, n<12 and <author>", "P<0.05, n<12 and <author>"),
            ("<jats:italic>E. coli</jats:italic> &#x27;a&#39;", "E. coli 'a'"),
            ("R&amp;amp;D", "R&D"),
            ("", ""),
        ] {
            assert_eq!(plain(value), text);
        }
    }
}
