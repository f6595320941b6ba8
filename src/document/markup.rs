//! Marks of Markdown in a plain text, as tools that read papers and pages write them: none of them is printed.
//!
//! Bold type, escaped signs, characters by their names in HTML, raised figures in tags, running heads in comments, and the
//! tool's own notes in a head of YAML; the numbers of a manuscript's lines; blanks between all characters and signs before
//! all lines; a site's name in place of its pictures; in pages of the web links, images and lists too.
//! A heading keeps one `#`, by which later stages know it; formulas are the business of [`crate::field::formula`].

mod entities;
mod lines;
mod page;
mod picture;
mod prefix;
mod spaced;
mod table;

use std::iter;
use std::ops::Range;

use memchr::memmem;

use super::view::{Draft, View};

/// Tags that change how letters look.
const STYLES: &[&str] = &["sup", "sub", "b", "i", "u", "em", "strong", "span", "center"];

/// Levels of headings that are set off from the text; tools mark whatever is larger than the smallest type with deeper
/// ones, a paragraph too.
const HEADINGS: usize = 3;

/// Words in bold type or in a comment are no longer; what is has lost its end.
const WORDS_BYTES: usize = 4_000;

/// No tag is longer.
const TAG_BYTES: usize = 80;

/// A head of YAML is no longer.
const HEAD_BYTES: usize = 4_000;

/// A mark that begins at a place.
enum Mark {
    /// Bytes that are not printed.
    Hidden(Range<usize>),
    /// A sign, for the bytes.
    Sign(Range<usize>, char),
    /// Two pieces that are not printed, and the words between them are.
    Around(Range<usize>, Range<usize>),
}

/// `text` without its marks, `None` where it has none.
pub(super) fn without(text: &str) -> Option<View> {
    let bytes = text.as_bytes();
    let mut draft = Draft::new(text);
    let mut at = yaml(text).unwrap_or(0);
    if at > 0 {
        draft.put(0..at, iter::empty());
    }
    let mut headings = memmem::find_iter(bytes, "##").filter(|at| *at == 0 || bytes[at - 1] == b'\n').peekable();
    let mut apart: Vec<_> = lines::numbers(text).into_iter().map(|number| (number, None)).collect();
    apart.extend(entities::entities(text).map(|(range, sign)| (range, Some(sign))));
    let hidden = spaced::blanks(text).chain(prefix::prefixes(text)).chain(picture::names(text));
    apart.extend(hidden.map(|range| (range, None)));
    apart.sort_unstable_by_key(|(range, _)| range.start);
    let mut apart = apart.into_iter().peekable();
    let is_page = page::is_page(text);
    // what stands behind words between marks, the innermost last
    let mut closing: Vec<Range<usize>> = Vec::new();
    loop {
        while headings.next_if(|heading| *heading < at).is_some() {}
        while apart.next_if(|(range, _)| range.start < at).is_some() {}
        let end = closing.last().map_or(bytes.len(), |range| range.start);
        let stop = headings.peek().map_or(end, |heading| end.min(*heading));
        let stop = apart.peek().map_or(stop, |(range, _)| stop.min(range.start));
        let lead = if is_page {
            page::next(bytes, at..stop)
        } else {
            memchr::memchr3(b'*', b'<', b'\\', &bytes[at..stop]).map(|ahead| at + ahead)
        };
        if lead.is_none()
            && let Some((range, sign)) = apart.next_if(|(range, _)| range.start == stop && range.end <= end)
        {
            at = range.end;
            put(&mut draft, range, sign);
            continue;
        }
        let Some(lead) = lead.or_else(|| headings.next_if(|heading| *heading < end)) else {
            let Some(range) = closing.pop() else { return draft.finish() };
            at = range.end;
            draft.put(range, iter::empty());
            continue;
        };
        let of_page = is_page.then(|| page::mark(text, lead)).flatten();
        let (range, shown) = match of_page.or_else(|| mark(text, lead)) {
            Some(Mark::Hidden(range)) if range.end <= end => (range, None),
            Some(Mark::Sign(range, sign)) if range.end <= end => (range, Some(sign)),
            Some(Mark::Around(opening, range)) if range.end <= end => {
                closing.push(range);
                (opening, None)
            }
            _ => {
                at = lead + 1;
                continue;
            }
        };
        at = range.end;
        put(&mut draft, range, shown);
    }
}

/// Puts `sign`, if there is one, for the bytes of `range`.
fn put(draft: &mut Draft, range: Range<usize>, sign: Option<char>) {
    match sign {
        Some(sign) => draft.stand(range, sign),
        None => draft.put(range, iter::empty()),
    }
}

/// The mark that begins at `at` of `text`.
fn mark(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    match rest.as_bytes()[0] {
        b'*' => bold(text, at, false),
        b'<' => comment(rest, at).or_else(|| tag(rest, at)),
        b'\\' => escape(rest).then(|| Mark::Hidden(at..at + 1)),
        b'#' => heading(rest).map(|len| Mark::Hidden(at..at + len)),
        _ => None,
    }
}

/// `**关键词：**`, `***Abstract***`: stars before a word and behind the last one, on one line; but `刘卫国**, 李明**`.
/// `within` a sentence the word before them may touch the stars.
fn bold(text: &str, at: usize, within: bool) -> Option<Mark> {
    let rest = &text[at..];
    let stars = rest.bytes().take_while(|b| *b == b'*').count();
    let begins = |c: char| c.is_alphanumeric() || "《“\"([{【［（$·■#".contains(c);
    let inner = &rest[stars..];
    let free =
        within || text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '*' | ')' | '\\'));
    if !(2..=3).contains(&stars) || !free || !inner.starts_with(begins) {
        return None;
    }
    let line = &inner[..memchr::memchr(b'\n', inner.as_bytes()).unwrap_or(inner.len())];
    let line = &line[..line.floor_char_boundary(WORDS_BYTES)];
    let end = line.find(&"***"[..stars])?;
    let words = &line[..end];
    if words.ends_with([' ', '\\']) || !words.contains(char::is_alphabetic) {
        return None;
    }
    let behind = at + stars + end;
    Some(Mark::Around(at..at + stars, behind..behind + stars))
}

/// `<!-- 第54卷 第3期 -->` is a running head; `<!-- image -->` and `<!-- page: 1 -->` are a tool's own words.
fn comment(rest: &str, at: usize) -> Option<Mark> {
    let inner = rest.strip_prefix("<!--")?;
    let end = inner[..inner.floor_char_boundary(WORDS_BYTES)].find("-->")?;
    let words = inner[..end].trim_start();
    let all = at..at + "<!--".len() + end + "-->".len();
    // `<!-- PageHeader="计算机工程" -->`
    let named = words.strip_prefix("PageHeader=\"");
    if words.starts_with(|c: char| c.is_ascii_lowercase()) || (named.is_none() && words.starts_with("Page")) {
        return Some(Mark::Hidden(all));
    }
    let words = named.unwrap_or(words);
    let start = at + "<!--".len() + end - words.len();
    let closing = words.trim_end().trim_end_matches(if named.is_some() { '"' } else { ' ' });
    Some(Mark::Around(at..start, start + closing.len()..all.end))
}

/// `<sup>`, `</span>`, `<br/>`.
fn tag(rest: &str, at: usize) -> Option<Mark> {
    let inner = rest[1..].trim_start_matches(['/', ' ']);
    let (name, behind) = inner.split_at(inner.bytes().take_while(u8::is_ascii_lowercase).count());
    // most tags are those of tables
    if name != "br" && !STYLES.contains(&name) || !behind.starts_with([' ', '>', '/']) {
        return None;
    }
    let end = memchr::memchr(b'>', &rest.as_bytes()[..rest.len().min(TAG_BYTES)])?;
    let all = at..at + end + 1;
    Some(if name == "br" { Mark::Sign(all, '\n') } else { Mark::Hidden(all) })
}

/// `\*`, `name\_x\@mail.cn`, `1\. 南京大学`; a command of a formula is none of these.
fn escape(rest: &str) -> bool {
    matches!(rest.as_bytes().get(1), Some(b'*' | b'_' | b'@' | b'.' | b'+' | b'[' | b']' | b'#'))
}

/// How much of the signs of a heading goes: all but one, or all of a deep one.
fn heading(rest: &str) -> Option<usize> {
    let level = rest.bytes().take_while(|b| *b == b'#').count();
    if !(2..=6).contains(&level) || rest.as_bytes().get(level) != Some(&b' ') {
        return None;
    }
    Some(if level > HEADINGS { level + 1 } else { level - 1 })
}

/// How long the head of YAML is that a text begins with: lines of `key: value` between two of `---`.
fn yaml(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("---\n").or_else(|| rest.strip_prefix("---\r\n"))?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    let key = inner.find(':')?;
    if key == 0 || !inner[..key].chars().all(is_key) {
        return None;
    }
    let head = &inner[..inner.floor_char_boundary(HEAD_BYTES)];
    let end = head.find("\n---\n").or_else(|| head.find("\n---\r\n"))?;
    Some(rest.len() - inner.len() + end + "\n---".len())
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Span};

    #[test]
    fn marks_are_not_printed() {
        for (text, shown) in [
            ("**关键词：**湿地；碳汇 **中图分类号**：X17", "关键词:湿地;碳汇 中图分类号:X17"),
            ("***Abstract*** On tides", "Abstract On tides"),
            // a sign on names is no bold type
            ("甄丹1**, 陶萍**, 裴哲**", "甄丹1**, 陶萍**, 裴哲**"),
            ("** 通信作者, ** 共同第一作者", "** 通信作者, ** 共同第一作者"),
            ("裴哲<sup>1,</sup><sup>2\\*</sup>，pei\\_zhe\\@mail.cn", "裴哲1,2*,pei_zhe@mail.cn"),
            ("<span id=\"page-0-1\"></span>题名<br/>副题", "题名\n副题"),
            ("裴哲&nbsp;陶萍&#44; p&lt;0.05 &amp;amp; R&amp;D; AT&T; &amp;nbsp;&", "裴哲 陶萍, p<0.05 & R&D; AT&T;  &"),
            ("**关键词：**湿地&nbsp;碳汇", "关键词:湿地 碳汇"),
            ("a < b, <5 岁, $\\mathrm{C}$ 值\\n", "a < b, <5 岁, $\\mathrm{C}$ 值\\n"),
            (
                "<!-- 岭南学报 -->\n<!-- page: 1 -->\n<!-- PageHeader=\"第3卷\" -->\n<!-- PageBreak -->",
                "岭南学报\n\n第3卷\n",
            ),
            ("www.abc.orgJiahe Duan1 www.abc.orgRusong Shu2", "Jiahe Duan1 Rusong Shu2"),
            ("from www.abc.orgDownloaded", "from www.abc.orgDownloaded"),
            ("## 题名\n#### 引用\n# 1 节\n##无", "# 题名\n引用\n# 1 节\n##无"),
            ("---\ntitle: \"a\"\ntags:\n  - b\n---\n题名", "\n题名"),
            ("---\n题名: 无\n---\n", "---\n题名: 无\n---\n"),
        ] {
            assert_eq!(Document::from_text("a.md", text).text(), shown);
        }
    }

    proptest::proptest! {
        #[test]
        fn offsets_lead_back(text in r"(&amp;|&nbsp;|&#44;|[*]{1,4}|<!--|-->|<sup>|</sup>|<br>|---\n|\[题|\]\(http|\)|!|\^1\^|[#\\a: \n*_题：\r-]){0,40}") {
            let doc = Document::from_text("a.md", &text);
            for (at, c) in doc.text().char_indices() {
                let span = doc.printed_span(Span::new(at, at + c.len_utf8()));
                proptest::prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                proptest::prop_assert!(matches!(c, '\n' | '•') || Document::from_text("", &text[span.start..span.end]).text().starts_with(c));
            }
        }
    }
}
