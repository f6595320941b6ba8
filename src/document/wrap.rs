//! Lines that a program broke at a margin: what they were before.
//!
//! Tools that make text of pages and papers break lines at 72 to 80 columns, or where the column of print ends. A value
//! that runs over the break was one line once. Lines of letters and lines of characters are looked at apart, for many
//! tools break at blanks alone; those that break both have one margin for them. A program breaks where the next word has
//! no room, which tells the ends of its lines from those of paragraphs. Where a break stays in doubt the lines stay as
//! they are.

use std::ops::Range;

/// A line that is wider was not broken by any margin: most paragraphs are.
const WIDEST: usize = 130;
/// A line of so many bytes is wider in either script.
const UNBROKEN: usize = 3 * WIDEST / 2;
/// Margins are no narrower.
const NARROWEST: usize = 40;
/// The shares of the margin that lines reach which are full: of a column of print, whose letters have widths of their
/// own; a line that reaches less ends its paragraph.
const FULL: usize = 82;
const LONG: usize = 75;
/// The share of full lines without room for the next word from which on a program broke them, which counts columns.
const COUNTED: usize = 75;
/// So many full lines at least say that there is a margin of print, or of a program.
const ENOUGH: usize = 6;
const FEW: usize = 4;
/// Margins of letters and of characters that differ by no more are one program's.
const SAME: usize = 4;

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
    let of = |may_be: bool, script| if may_be { Broken::of(text, script) } else { Broken::default() };
    let mut letters = of(letters, Script::Letters);
    let mut characters = of(characters, Script::Characters);
    if letters.margin.abs_diff(characters.margin) <= SAME {
        // one program broke them all
        letters.add(std::mem::take(&mut characters));
    }
    let mut breaks: Vec<_> = [letters, characters].into_iter().flat_map(Broken::breaks).collect();
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

/// The end of a line that is full.
struct End {
    /// With the blanks around it.
    at: Range<usize>,
    /// Whether the first word below has no room on the line.
    pressed: bool,
    /// Whether the line goes on below if a margin of print broke it.
    printed: bool,
    /// Whether it does if a program broke it.
    counted: bool,
}

impl End {
    /// The end `at` of the full `line` of `script` above the line `next`.
    fn between(line: &str, next: &str, script: Script, pressed: bool, at: Range<usize>) -> End {
        let labelled = begins_with_label(next);
        // a sentence or a list that ends with the line needs no joining
        let open = !line.ends_with(['.', '。', '!', '?', ';', '；', ':', '：']);
        // an address has room on few lines, whatever stands before it
        let address = next.starts_with("http") && !line.ends_with(':');
        let chance = match script {
            Script::Letters => labelled,
            // they fill a line by chance once in forty times: what looks like a label below is the rest of one
            Script::Characters => changes_language(line, next),
        };
        End { at, pressed, printed: open && !labelled, counted: pressed && !address && !chance }
    }
}

/// Lines that a margin may have broken.
#[derive(Default)]
struct Broken {
    /// The columns of the widest line.
    margin: usize,
    /// The ends of full lines.
    full: Vec<End>,
    /// How many lines come near the margin.
    long: usize,
}

impl Broken {
    /// The lines of `script` in `text`.
    fn of(text: &str, script: Script) -> Broken {
        let own = |line: &str| !line.is_empty() && Script::of(line) == script;
        // a word of its own, such as an address, is broken nowhere
        let breaks = |line: &str| script == Script::Characters || line.contains(' ');
        let margin = lines(text).filter(|line| own(line) && breaks(line)).map(width).max().unwrap_or(0);
        let mut broken = Broken::default();
        if !(NARROWEST..=WIDEST).contains(&margin) {
            return broken;
        }
        broken.margin = margin;
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
            broken.long += usize::from(width * 100 >= margin * LONG);
            let with_next = width + first_width(next);
            if with_next * 100 > margin * FULL {
                let indent = pair.1.len() - pair.1.trim_start_matches([' ', '\r']).len();
                let at = start + line.len()..at + indent;
                broken.full.push(End::between(line, next, script, with_next > margin, at));
            }
        }
        broken
    }

    /// Counts `others` among these.
    fn add(&mut self, others: Broken) {
        self.full.extend(others.full);
        self.long += others.long;
    }

    /// The breaks, where there are enough of them for a margin.
    fn breaks(self) -> impl Iterator<Item = Range<usize>> {
        let full = self.full.len();
        // a program that counts columns leaves no room that the next word could take
        let counted = self.full.iter().filter(|end| end.pressed).count() * 100 >= full * COUNTED;
        let is_margin = full >= if counted { FEW } else { ENOUGH } && full * 10 >= self.long * 8;
        let goes_on = move |end: &End| is_margin && if counted { end.counted } else { end.printed };
        self.full.into_iter().filter(goes_on).map(|end| end.at)
    }
}

/// The columns of what could not stand on the line before.
fn first_width(line: &str) -> usize {
    match line.chars().next() {
        Some(c) if is_wide(c) => 2,
        _ => 1 + width(line.split(' ').next().unwrap_or(line).split(is_wide).next().unwrap_or("")),
    }
}

/// Whether `line` begins something: an item of a list, a heading.
fn begins_item(line: &str) -> bool {
    if line.starts_with(['[', '【', '#', '|', '•', '·', '*', '-', '—', '>', '①', '②', '③', '④', '⑤']) {
        return true;
    }
    // `1. School of …`, `(2) …`, but `210023, China`
    let bare = line.trim_start_matches(['(', '（']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut behind = rest.chars();
    let is_mark = match behind.next() {
        // `1 School of …`, but `12 years`
        Some(' ') => behind.next().is_some_and(|c| c.is_uppercase() || is_wide(c)),
        // `14.8 %`
        Some('.' | '、' | ')' | '）' | '．') => !behind.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    (1..=2).contains(&(bare.len() - rest.len())) && is_mark
}

/// Whether `next` is in English below a `line` of characters that is no list: the other title below the first one.
fn changes_language(line: &str, next: &str) -> bool {
    line.ends_with(is_wide)
        && Script::of(next) == Script::Letters
        && next.starts_with(|c: char| c.is_ascii_uppercase())
        && next.split(' ').filter(|word| word.len() > 1).nth(3).is_some()
}

/// Whether `line` begins with a label and its colon.
fn begins_with_label(line: &str) -> bool {
    let label = line.find([':', '：']).map(|colon| &line[..colon]);
    label.is_some_and(|label| {
        label.starts_with(|c: char| c.is_uppercase() || is_wide(c))
            && label.chars().count() <= 24
            && !label.contains([',', '.', '，', '。', ';', '('])
    })
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

    /// As a program leaves it that breaks at 60 columns.
    const COUNTED: &str = "岭南学刊, 2023, 36(1): 77-82. doi:\n10.12345/j.issn.2345-6785.2023.01.009\n采石场植被恢复的客土配置与草灌比例对土壤有机质含量和盖度\n的影响\nEffects of Soil and of Shrubs on the Cover of Quarries\n收稿日期:2022-10-12 修回日期:2022-12-01 网络出版日期\n:2023-01-19\n通信作者:顾望舒, E-mail: guwangshu@mail.lingnan.edu.cn; 沈知\n行, E-mail: shenzhixing@mail.lingnan.edu.cn; 钱若虚, E-mail:\nqianruoxu@mail.lingnan.edu.cn\n摘要:采石场土层流失后植被恢复缓慢,客土在草本成活之前常被\n冲走。本文在三处矿坑观测五年,比较了客土厚度与灌木比例,以\n0.30 m 厚、灌草比为二比二者盖度最高,而费用最低。\nAbstract: Quarries recover slowly where the soil is gone.\nWhat is brought is washed away before any grass holds it.\nThree pits were followed, and the depths were compared for\n12 months; thirty centimetres of soil gave the most cover.\n";

    #[test]
    fn a_program_breaks_where_the_next_word_has_no_room() {
        let doc = Document::from_text("t", COUNTED);
        let lines: Vec<&str> = doc.lines().map(|line| doc.slice(line)).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "岭南学刊, 2023, 36(1): 77-82. doi: 10.12345/j.issn.2345-6785.2023.01.009",
                "采石场植被恢复的客土配置与草灌比例对土壤有机质含量和盖度的影响",
                // the line above is full by chance
                "Effects of Soil and of Shrubs on the Cover of Quarries",
                "收稿日期:2022-10-12 修回日期:2022-12-01 网络出版日期:2023-01-19",
                "通信作者:顾望舒, E-mail: guwangshu@mail.lingnan.edu.cn; 沈知行, E-mail: shenzhixing@mail.lingnan.edu.cn; 钱若虚, E-mail: qianruoxu@mail.lingnan.edu.cn",
                "摘要:采石场土层流失后植被恢复缓慢,客土在草本成活之前常被冲走。本文在三处矿坑观测五年,比较了客土厚度与灌木比例,以0.30 m 厚、灌草比为二比二者盖度最高,而费用最低。",
                "Abstract: Quarries recover slowly where the soil is gone. What is brought is washed away before any grass holds it. Three pits were followed, and the depths were compared for 12 months; thirty centimetres of soil gave the most cover.",
            ]
        );
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
