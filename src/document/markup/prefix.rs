//! The sign that a tool set before every line of a text: `> `, as of a quotation, or `* `, as if all were one list.

use std::ops::Range;

const SIGNS: [&str; 4] = ["> ", "* ", "- ", "• "];
/// So many lines tell it of all.
const LINES: usize = 20;
/// A text with fewer is a quotation or a list itself.
const ENOUGH: usize = 8;

/// Where it stands in `text`.
pub(super) fn prefixes(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let sign = SIGNS.into_iter().find(|sign| text.trim_start().starts_with(sign));
    let set = sign.filter(|sign| is_everywhere(text, sign)).map(|sign| {
        let mut next = 0;
        text.split('\n').filter_map(move |line| {
            let start = next;
            next += line.len() + 1;
            length(line, sign).map(|length| start..start + length)
        })
    });
    set.into_iter().flatten()
}

/// How much of the beginning of `line` is `sign`; a line with nothing else may lack its blank.
fn length(line: &str, sign: &str) -> Option<usize> {
    let bare = sign.trim_end();
    if line.trim_end() == bare { Some(bare.len()) } else { line.starts_with(sign).then_some(sign.len()) }
}

fn is_everywhere(text: &str, sign: &str) -> bool {
    let mut lines = text.split('\n').filter(|line| !line.trim().is_empty()).take(LINES);
    lines.clone().count() >= ENOUGH && lines.all(|line| length(line, sign).is_some())
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn a_sign_before_all_lines_is_not_printed() {
        let printed = "采石场植被恢复\n顾望舒, 沈知行\n- 岭南大学\n\n摘要: 客土。\n关键词: 客土\n中图分类号: X1\n收稿日期: 2022-10-12\n修回日期: 2022-11-12\n";
        for sign in ["> ", "* ", "- ", "• "] {
            let set =
                |line: &str| if line.is_empty() { format!("{}\n", sign.trim_end()) } else { format!("{sign}{line}\n") };
            let text: String = printed.lines().map(set).collect();
            assert_eq!(Document::from_text("t", &text).text(), printed);
            // one line without it, and it is the list's own
            let other = format!("{text}客土\n");
            assert_eq!(Document::from_text("t", &other).text(), other);
        }
    }
}
