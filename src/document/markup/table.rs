//! Tables that a tool wrote as Markdown: rows between bars, a rule of hyphens below the first.

use super::Mark;

/// So many rows make a table.
const ROWS: usize = 3;

/// Whether `text` holds such a table.
pub(super) fn stands_in(text: &str) -> bool {
    let begins = memchr::memmem::find(text.as_bytes(), b"\n|").is_some();
    begins && text.lines().filter(|line| is_row(line)).take(ROWS).count() == ROWS
}

/// `| 关键词 | 底泥; 氮 |`
fn is_row(line: &str) -> bool {
    let line = line.trim_matches([' ', '\r']);
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

/// What the bar at `at` is: at either end of a row nothing, between cells a wide blank, in a rule the rule's beginning.
pub(super) fn bar(text: &str, at: usize) -> Option<Mark> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let row = &text[start..end];
    if !is_row(row) {
        return None;
    }
    let is_rule = |c: char| matches!(c, '|' | '-' | ':' | ' ' | '\r');
    if row.contains('-') && row.chars().all(is_rule) {
        return Some(Mark::Hidden(at..end));
    }
    let (before, behind) = (&text[start..at], &text[at + 1..end]);
    Some(if before.trim_start().is_empty() {
        let blanks = behind.len() - behind.trim_start().len();
        Mark::Hidden(at..at + 1 + blanks)
    } else if behind.trim_end().is_empty() {
        Mark::Hidden(at..at + 1)
    } else {
        Mark::Sign(at..at + 1, ' ')
    })
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn rows_become_lines_of_labels_and_values() {
        let page = "河道底泥的氮释放\n\n| 摘要 | 底泥的通量最高。 |\n|------|:-----|\n| 关键词 | 底泥; 氮 |\n| 作者 | 顾望舒 | 沈知行 |\n";
        let doc = Document::from_text("a.md", page);
        assert_eq!(
            doc.text(),
            "河道底泥的氮释放\n\n摘要   底泥的通量最高。 \n\n关键词   底泥; 氮 \n作者   顾望舒   沈知行 \n"
        );
        let few = "| 首页 | 关于 |\n甲 | 乙\n";
        assert_eq!(Document::from_text("a.md", few).text(), few);
    }
}
