//! Marks of a page of the web that a crawler wrote as Markdown: links, images, raised figures in carets, lists.

use std::ops::Range;

use memchr::memmem;

use super::{Mark, table};

/// So many lines that begin with bold type, or so many links, say that a text is such a page.
const ENOUGH: usize = 3;

/// How far into the text these must stand.
const HEAD: usize = 20_000;

/// What a link shows is no longer, in characters, nor is its address.
const SHOWN: usize = 400;
const ADDRESS: usize = 2_000;

/// Raised figures between carets are no longer, in bytes.
const RAISED: usize = 12;

/// Bytes that one of the marks may begin with.
const LEADS: [bool; 256] = crate::byte::among(b"*<\\[!^|-0123456789");

/// Whether `text` is a page that was written as Markdown.
pub(super) fn is_page(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let links =
        || memmem::find_iter(head.as_bytes(), "](").filter(|at| is_address(&head[at + 2..])).take(ENOUGH).count();
    let bold = || head.lines().filter(|line| begins_bold(line)).take(ENOUGH).count();
    memmem::find(head.as_bytes(), b"**").is_some() && bold() == ENOUGH || links() == ENOUGH || table::stands_in(head)
}

/// `**摘要**：…`, `- **收稿日期**：…`
fn begins_bold(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', ' ', '-', '*']);
    line[..line.len() - bare.len()].ends_with("**") && bare.find("**").is_some_and(|end| end > 0)
}

/// Whether an address follows: `https://…`, `#aff1`, `/cn/…`.
fn is_address(behind: &str) -> bool {
    ["http", "#", "/", "javascript", "mailto", "<http"].iter().any(|start| behind.starts_with(start))
}

/// The mark that begins at `at` of such a page, if it is none of any text's.
pub(super) fn mark(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    let line_start = text[..at].trim_end_matches(' ').is_empty() || text[..at].trim_end_matches(' ').ends_with('\n');
    match rest.as_bytes()[0] {
        b'!' => link(&rest[1..]).map(|(_, length)| Mark::Hidden(at..at + 1 + length)),
        b'[' => link(rest).map(|(close, length)| Mark::Around(at..at + 1, at + close..at + length)),
        b'|' => table::bar(text, at),
        b'^' => raised(rest).map(|close| Mark::Around(at..at + 1, at + close..at + close + 1)),
        b'*' if rest.starts_with("**") => super::bold(text, at, true),
        b'*' | b'-' if line_start && rest[1..].starts_with(' ') => Some(Mark::Sign(at..at + 1, '•')),
        b'*' if ends_column(text, at) => Some(Mark::Sign(at..at + 1, '•')),
        b'0'..=b'9' if line_start => listed(rest).map(|length| Mark::Hidden(at..at + length)),
        _ => None,
    }
}

/// The star behind a column between two: `* 综述 *`.
fn ends_column(text: &str, at: usize) -> bool {
    let ends = text[at + 1..].trim_start_matches([' ', '\r']);
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    (ends.is_empty() || ends.starts_with('\n')) && line.ends_with(' ') && line.trim_start().starts_with("* ")
}

/// `^1,2^`: where the closing caret stands.
fn raised(rest: &str) -> Option<usize> {
    let close = 1 + rest[1..].find('^').filter(|length| (1..=RAISED).contains(length))?;
    (!rest[..close].contains([' ', '\n'])).then_some(close)
}

/// `2. 2\. 远山大学`: how long the number of the list is, before the one that was printed.
fn listed(rest: &str) -> Option<usize> {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].strip_prefix(". ")?.strip_prefix(&rest[..digits])?;
    behind.starts_with("\\.").then_some(digits + 2)
}

/// Where what the link at the beginning of `rest` shows ends, and the link's length: `[DOI](https://doi.org/…)`.
fn link(rest: &str) -> Option<(usize, usize)> {
    let close = closing(rest.strip_prefix('[')?, '[', ']', SHOWN)? + 1;
    let target = rest[close + 1..].strip_prefix('(').filter(|target| is_address(target))?;
    // a DOI may have brackets in it
    let end = closing(target, '(', ')', ADDRESS).filter(|end| !target[..*end].contains('\n'))?;
    Some((close, rest.len() - target.len() + end + 1))
}

/// Where the bracket closes that opened before `text`, among its first characters.
fn closing(text: &str, open: char, close: char, most: usize) -> Option<usize> {
    let mut depth = 1;
    let mut chars = text.char_indices().take(most);
    let ends = |(_, c): &(usize, char)| {
        depth += i32::from(*c == open) - i32::from(*c == close);
        depth == 0
    };
    chars.find(ends).map(|(at, _)| at)
}

/// Where in `range` the next byte stands that a mark may begin with.
pub(super) fn next(bytes: &[u8], range: Range<usize>) -> Option<usize> {
    bytes[range.clone()].iter().position(|byte| LEADS[usize::from(*byte)]).map(|ahead| range.start + ahead)
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Span};

    #[test]
    fn what_a_crawler_wrote() {
        let page = "# 河道底泥的氮释放\n\n**顾望舒**^1,2^, **沈知行**<sup>2,\\*</sup>\n\n**摘要**：底泥的**通量**最高。\n**关键词**：[底泥](/key/1); [**氮**](/key/2)\n\
            ![图](https://a.cn/1.png)\n* 综述 *\n1. 1\\. 远山大学\n* [DOI: 10.1234/a(1).2](https://doi.org/10.1234/a(1).2)\n[1] 甲. 乙[J]. 丙, 2020.\n";
        let text = "# 河道底泥的氮释放\n\n顾望舒1,2, 沈知行2,*\n\n摘要:底泥的通量最高。\n关键词:底泥; 氮\n\n• 综述 •\n1. 远山大学\n• DOI: 10.1234/a(1).2\n[1] 甲. 乙[J]. 丙, 2020.\n";
        assert_eq!(Document::from_text("a.md", page).text(), text);
    }

    #[test]
    fn the_dot_of_an_item_stands_for_its_star() {
        let page = "* [摘要](/a)\n* [论文](/b)\n* [作者](/c)\n* 综述 *\n";
        let doc = Document::from_text("a.md", page);
        for (at, _) in doc.text().match_indices('•') {
            let star = doc.printed_span(Span::new(at, at + "•".len()));
            assert_eq!(&page[star.start..star.end], "*");
        }
        assert_eq!(doc.text().matches('•').count(), 5);
    }

    #[test]
    fn stars_of_significance_make_no_page() {
        for text in [
            "表1\n0.45** 0.31**\n0.21** 0.12*\n* 0.32**\n0.9**\n",
            "**P<0.01\n**P<0.05\n** 通讯作者\n* 共同第一作者\n",
            "顾望舒[1](#a)\n[J](见下)\n",
        ] {
            assert!(!super::is_page(text), "{text}");
        }
    }
}
