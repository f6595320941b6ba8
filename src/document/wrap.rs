//! Lines that a program broke at a margin: what they were before.
//!
//! Tools that make text of pages and papers break lines at 72 to 80 columns, or where the column of print ends. A value
//! that runs over the break was one line once. Lines of letters and lines of characters are looked at apart, for many
//! tools break at blanks alone. Where a break stays in doubt the lines stay as they are.

use std::ops::Range;

/// A line that is wider was not broken by any margin: most paragraphs are.
const WIDEST: usize = 130;
/// A line of so many bytes is wider in either script.
const UNBROKEN: usize = 3 * WIDEST / 2;
/// Margins are no narrower.
const NARROWEST: usize = 40;
/// So many full lines at least say that there is a margin.
const ENOUGH: usize = 6;
/// The shares of the margin that lines reach which are full: of a column of print, whose letters have widths of their
/// own; a line that reaches less ends its paragraph.
const FULL: usize = 82;
const LONG: usize = 75;

/// The line ends in `text` that stand within what was one line, with the blanks around them, ascending.
pub(super) fn breaks(text: &str) -> Vec<Range<usize>> {
    // nearly every text has lines that no margin broke
    let (mut letters, mut characters) = (true, true);
    let mut at = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end - at > UNBROKEN {
            match Script::of(&text[at..end]) {
                Script::Letters => letters = false,
                Script::Characters => characters = false,
            }
            if !letters && !characters {
                return Vec::new();
            }
        }
        at = end + 1;
    }
    let scripts = [(Script::Letters, letters), (Script::Characters, characters)];
    let mut breaks: Vec<_> =
        scripts.into_iter().filter(|(_, may)| *may).flat_map(|(script, _)| of_script(text, script)).collect();
    breaks.sort_unstable_by_key(|range| range.start);
    breaks
}

/// What most of a line is.
#[derive(Clone, Copy, PartialEq)]
enum Script {
    Letters,
    Characters,
}

impl Script {
    /// Told by the beginning of `line`.
    fn of(line: &str) -> Script {
        let head = &line.as_bytes()[..line.len().min(120)];
        let wide = head.iter().filter(|byte| **byte >= 0xE3).count();
        if wide * 6 > head.len() { Script::Characters } else { Script::Letters }
    }
}

/// The lines of `text` without the blanks behind them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').map(|line| line.trim_end_matches([' ', '\r']))
}

/// The columns that `text` takes, two for each character.
fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    c >= '\u{2E80}'
}

/// The breaks in lines of one script.
fn of_script(text: &str, script: Script) -> Vec<Range<usize>> {
    let own = |line: &str| !line.is_empty() && Script::of(line) == script;
    let margin = lines(text).filter(|line| own(line)).map(width).max().unwrap_or(0);
    if !(NARROWEST..=WIDEST).contains(&margin) {
        return Vec::new();
    }
    let (mut full, mut long) = (Vec::new(), 0);
    let mut at = 0;
    for pair in text.split('\n').zip(text.split('\n').skip(1)) {
        let line = pair.0.trim_end_matches([' ', '\r']);
        let next = pair.1.trim_matches([' ', '\r']);
        let start = at;
        at += pair.0.len() + 1;
        if !own(line) || next.is_empty() || begins_item(next) {
            continue;
        }
        let width = width(line);
        long += usize::from(width * 100 >= margin * LONG);
        if (width + first_width(next)) * 100 > margin * FULL {
            let indent = pair.1.len() - pair.1.trim_start_matches([' ', '\r']).len();
            full.push((start + line.len()..at + indent, may_go_on(line)));
        }
    }
    let is_margin = full.len() >= ENOUGH && full.len() * 10 >= long * 8;
    full.into_iter().filter(|(_, open)| is_margin && *open).map(|(range, _)| range).collect()
}

/// The columns of what could not stand on the line before.
fn first_width(line: &str) -> usize {
    match line.chars().next() {
        Some(c) if is_wide(c) => 2,
        _ => 1 + width(line.split(' ').next().unwrap_or(line).split(is_wide).next().unwrap_or("")),
    }
}

/// Whether what `line` says may go on below: a sentence or a list that ends with it needs no joining.
fn may_go_on(line: &str) -> bool {
    !line.ends_with(['.', '。', '!', '?', ';', '；', ':', '：'])
}

/// Whether `line` begins something: an item of a list, a heading, a label with its colon.
fn begins_item(line: &str) -> bool {
    if line.starts_with(['[', '【', '#', '|', '•', '·', '*', '-', '—', '>', '①', '②', '③', '④', '⑤']) {
        return true;
    }
    // `1. School of …`, `(2) …`, but `210023, China`
    let bare = line.trim_start_matches(['(', '（']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    if (1..=2).contains(&(bare.len() - rest.len())) && rest.starts_with(['.', '、', ')', '）', ' ', '．']) {
        return true;
    }
    let label = line.find([':', '：']).map(|colon| &line[..colon]);
    label.is_some_and(|label| label.chars().count() <= 24 && !label.contains([',', '.', '，', '。', ';', '(']))
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    const PAGE: &str = "Lingnan Studies, 2023, 36(1): 77-82\n\nCover of quarries after the soil was brought back from the pits above\nthem\n\nGu Wangshu1, Shen Zhixing2, Qian Ruoxu1\n\n1. Key Laboratory of Quarries and Pits (Ministry of Farhill), School of\nEnvironment, Lingnan University, Foshan 528000, China\n2. School of Farms, Farhill University, Foshan 528000, China\n\nAbstract: Quarries recover slowly where the soil is gone, and what is\nbrought from elsewhere is washed away before grass holds it. Three pits\nwere followed over five years, and the depth of soil and the share of\nshrubs were compared. Thirty centimetres and two shrubs to two herbs\ngave the highest cover, at the lowest cost of all that were tried here.\n\nFunding: supported by the National Natural Science Foundation of\nLingnan (42170001) and the Key Research and Development Program of the\nprovince (2021YFA0001).\n\nKey words: quarry; depth of soil; shrub; recovery of the vegetation\ncover; cost\n";

    #[test]
    fn values_that_run_over_a_margin() {
        let doc = Document::from_text("t", PAGE);
        let record = crate::read::record_of(&doc);
        assert_eq!(
            record.title.en.as_deref(),
            Some("Cover of quarries after the soil was brought back from the pits above them")
        );
        assert_eq!(
            record.affiliations[0].text.en.as_deref(),
            Some(
                "Key Laboratory of Quarries and Pits (Ministry of Farhill), School of Environment, Lingnan University, Foshan 528000, China"
            )
        );
        assert_eq!(record.affiliations.len(), 2);
        assert_eq!(record.keywords.en[3], "recovery of the vegetation cover");
        assert_eq!(record.funding[0].funder.as_deref(), Some("National Natural Science Foundation of Lingnan"));
        let cost = doc.text().find("cost\n").unwrap();
        assert_eq!(doc.line_column(cost), (23, 8));
        assert_eq!(doc.printed(crate::document::Span::new(cost - 7, cost + 4)), "cover; cost");
    }

    #[test]
    fn lines_that_no_margin_broke() {
        for text in [
            "采石场\n客土\n植被恢复\n",
            "[1] Gu W S. Cover of quarries and of pits. Lingnan Studies, 2023, 36(1): 77-82\n[2] Shen Z X. Depths of soil and of shrubs. Farhill Studies, 2021, 6(1): 7-12\n",
        ] {
            let many = text.repeat(12);
            assert_eq!(Document::from_text("t", &many).text(), many);
        }
    }

    #[test]
    fn characters_are_joined_without_a_blank() {
        let line = "采石场植被恢复的客土配置与草灌比例对土壤有机质和盖度的影响在三处矿坑中得到了比较和";
        let text = format!("{}检验。\n", format!("{line}\n").repeat(8));
        let doc = Document::from_text("t", &text);
        assert_eq!(doc.lines().filter(|line| !line.is_empty()).count(), 1);
        assert!(!doc.text().contains(' '));
    }
}
