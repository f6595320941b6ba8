//! Pages that a crawler wrote as Markdown: their text without emphasis, links, images and raised figures in carets.
//!
//! Knows what converters of web pages print. Headings keep their signs and tables their bars, which other texts have too.

/// Emphasis at the beginning of so many lines, or so many links, say that a text is Markdown.
const ENOUGH: usize = 3;

/// How far into the text these must stand.
const HEAD: usize = 20_000;

/// The text of a page written as Markdown, line by line; `None` where `text` is none.
pub(super) fn plain(text: &str) -> Option<String> {
    let head = &text[..text.floor_char_boundary(HEAD)];
    if !is_markdown(head) {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        write_line(line, &mut plain);
    }
    Some(plain)
}

fn is_markdown(head: &str) -> bool {
    let links = || memchr::memmem::find_iter(head.as_bytes(), "](").filter(|at| is_link(&head[at + 2..])).count();
    let emphasised =
        || head.lines().filter(|line| emphasis(line.trim_start_matches(['#', ' ', '-', '*']), line)).count();
    memchr::memmem::find(head.as_bytes(), b"**").is_some() && emphasised() >= ENOUGH || links() >= ENOUGH
}

/// Whether a line, which without its signs is `bare`, begins with words between double stars: `**摘要**：…`.
fn emphasis(bare: &str, line: &str) -> bool {
    let opened = line[..line.len() - bare.len()].ends_with("**");
    opened && bare.find("**").is_some_and(|end| end > 0)
}

/// Whether an address follows: `](https://…)`, `](#aff1)`, `](/cn/…)`.
fn is_link(behind: &str) -> bool {
    ["http", "#", "/", "javascript", "mailto", "<http"].iter().any(|start| behind.starts_with(start))
}

fn write_line(line: &str, plain: &mut String) {
    let mut rest = line;
    // `2. 2\. 远山大学`: the number of the list, and the one that was printed
    if let Some((number, item)) = line.trim_start_matches(' ').split_once(". ")
        && number.bytes().all(|b| b.is_ascii_digit())
        && item.strip_prefix(number).is_some_and(|behind| behind.starts_with("\\."))
    {
        rest = item;
    }
    // a column between dots: `* 综述 *`
    if let Some(column) = rest.trim_end().strip_prefix("* ").and_then(|rest| rest.strip_suffix(" *")) {
        plain.extend(["• ", column, " •", &rest[rest.trim_end().len()..]]);
        return;
    }
    // an item of a list
    let indent = rest.len() - rest.trim_start_matches(' ').len();
    if let Some(item) = rest[indent..].strip_prefix("* ").or_else(|| rest[indent..].strip_prefix("- ")) {
        plain.push_str(&rest[..indent]);
        plain.push_str("• ");
        rest = item;
    }
    let mut open = false;
    while let Some(at) = memchr::memchr3(b'*', b'[', b'!', rest.as_bytes())
        .into_iter()
        .chain(memchr::memchr3(b'\\', b'^', b'<', rest.as_bytes()))
        .min()
    {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = markup(rest, plain, &mut open);
        if length == 0 {
            // a sign that is none of markup
            plain.push_str(&rest[..1]);
        }
        rest = &rest[length.max(1)..];
    }
    plain.push_str(rest);
}

/// Writes what the markup at the beginning of `rest` shows; its length, 0 where there is none.
fn markup(rest: &str, plain: &mut String, open: &mut bool) -> usize {
    if let Some(words) = rest.strip_prefix("**") {
        let opens = !*open && words.find("**").is_some_and(|end| end > 0) && !words.starts_with([' ', '*']);
        if opens || *open {
            *open = opens;
            return 2;
        }
    }
    if let Some((_, length)) = rest.strip_prefix('!').and_then(link) {
        return 1 + length;
    }
    if let Some((shown, length)) = link(rest) {
        write_line(shown, plain);
        return length;
    }
    if let Some(escaped) = rest.strip_prefix('\\').filter(|next| next.starts_with(['*', '_', '[', ']', '.', '-', '#']))
    {
        plain.push_str(&escaped[..1]);
        return 2;
    }
    // `^1,2^`
    if let Some((raised, _)) = rest.strip_prefix('^').and_then(|behind| behind.split_once('^'))
        && !raised.is_empty()
        && raised.len() <= 12
        && !raised.contains(' ')
    {
        plain.push_str(raised);
        return raised.len() + 2;
    }
    ["<sup>", "</sup>", "<sub>", "</sub>", "<br>", "<br/>", "<em>", "</em>", "<i>", "</i>"]
        .iter()
        .find(|tag| rest.starts_with(**tag))
        .map_or(0, |tag| tag.len())
}

/// What the link at the beginning of `rest` shows, and its length: `[DOI](https://doi.org/…)`.
fn link(rest: &str) -> Option<(&str, usize)> {
    let inner = rest.strip_prefix('[')?;
    let mut depth = 1;
    let close = inner.char_indices().take(400).find_map(|(at, c)| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        (depth == 0).then_some(at)
    })?;
    let target = inner[close + 1..].strip_prefix('(').filter(|target| is_link(target))?;
    // a DOI may have brackets in it
    let mut depth = 1;
    let end = target.char_indices().take(2000).find_map(|(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        (depth == 0 || c == '\n').then_some((at, c))
    })?;
    (end.1 == ')').then(|| (&inner[..close], rest.len() - target.len() + end.0 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_crawler_wrote_as_markdown() {
        let page = "# 河道底泥的氮释放\n\n**顾望舒**^1,2^, **沈知行**<sup>2,\\*</sup>\n\n**摘要**：底泥的**通量**最高。\n**关键词**：[底泥](/key/1); [氮](/key/2)\n\
            ![图](https://a.cn/1.png)\n* 综述 *\n1. 1\\. 远山大学\n* [DOI: 10.1234/a(1).2](https://doi.org/10.1234/a(1).2)\n[1] 甲. 乙[J]. 丙, 2020.\n";
        let text = "# 河道底泥的氮释放\n\n顾望舒1,2, 沈知行2,*\n\n摘要：底泥的通量最高。\n关键词：底泥; 氮\n\n• 综述 •\n1. 远山大学\n• DOI: 10.1234/a(1).2\n[1] 甲. 乙[J]. 丙, 2020.\n";
        assert_eq!(plain(page).as_deref(), Some(text));
    }

    #[test]
    fn stars_of_significance_are_no_emphasis() {
        for text in [
            "表1\n0.45** 0.31**\n0.21** 0.12*\n0.32**\n0.9**\n",
            "**P<0.01\n**P<0.05\n** 通讯作者\n**共同第一作者\n",
            "顾望舒[1](#a)\n[J](见下)\n",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_lost(text in "([*\\[\\]()!^\\\\#h -]|http|题|<sup>|\\*\\*摘要\\*\\*|\\[a\\]\\(http://b\\)|\n){0,80}") {
            if let Some(plain) = plain(&text) {
                assert_eq!(plain.matches('\n').count(), text.matches('\n').count());
            }
        }
    }
}
