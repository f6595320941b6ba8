//! Blanks between all characters, as tools set them that read the letters of a PDF one by one: `基 于 深 度 学 习 的`.

use std::ops::Range;

use crate::field::text::is_han;

/// What so much of a text says holds for all of it.
const HEAD_BYTES: usize = 4_000;
/// Pairs of characters that tell it, and those with nothing between them for which there must be so many times more.
const ENOUGH: usize = 40;
const TIMES: usize = 5;

/// The blanks of `text` that nobody printed.
pub(super) fn blanks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let found = is_spaced(text).then(|| memchr::memchr_iter(b' ', text.as_bytes()));
    let between = |at: &usize| text[..*at].ends_with(is_han) && text[at + 1..].starts_with(is_han);
    found.into_iter().flatten().filter(between).map(|at| at..at + 1)
}

/// Whether a blank stands between nearly all pairs of characters.
fn is_spaced(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(HEAD_BYTES)];
    let (mut apart, mut together) = (0, 0);
    // how many blanks stand behind the last character; none before the first one
    let mut behind = None;
    for c in head.chars() {
        behind = match (c, behind) {
            (' ', Some(blanks)) => Some(blanks + 1),
            (c, blanks) if is_han(c) => {
                apart += usize::from(blanks == Some(1));
                together += usize::from(blanks == Some(0));
                // nearly every text is told by its first lines
                if together > ENOUGH && apart < TIMES * together {
                    return false;
                }
                Some(0)
            }
            _ => None,
        };
    }
    apart >= ENOUGH && apart >= TIMES * together
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn characters_that_a_tool_set_apart() {
        let printed = "采石场植被恢复的客土配置与草灌比例\n顾望舒1, 沈知行2\n(1. 岭南大学环境学院, 佛山 528000)\n摘要: 采石场土层流失后植被恢复缓慢, 客土在草本成活之前常被冲走。本文比较了客土厚度。";
        let mut text = String::new();
        for c in printed.chars() {
            if crate::field::text::is_han(c) && text.ends_with(crate::field::text::is_han) {
                text.push(' ');
            }
            text.push(c);
        }
        assert_eq!(Document::from_text("t", &text).text(), printed);
        // a few words set wide are a matter of the one who reads them
        let title = "关 键 词: 采石场 植被 恢复\n参 考 文 献\n";
        assert_eq!(Document::from_text("t", title).text(), title);
        let words = "采石场 植被 恢复 客土 配置 ".repeat(20);
        assert_eq!(Document::from_text("t", &words).text(), words);
    }
}
