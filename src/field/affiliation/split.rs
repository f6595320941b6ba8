//! A block of affiliations cut into its entries.

use std::ops::Range;

use super::likeness::ends_with_place;
use super::marker;
use super::numbering::markers;
use super::organisation::{has_organisation, organisations};
use super::trim::trim;
use crate::field::{Key, text};

/// One affiliation of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What authors are marked with; `None` where nothing is printed, or nothing that can be read.
    pub key: Option<Key>,
    /// The affiliation as printed, without marker, closing punctuation and wrapping brackets.
    pub text: Range<usize>,
}

/// Cuts a block of affiliations, e.g. `(1.某某大学,北京 100001;2.某某医院,南京 210001)`.
pub fn split(block: &str) -> Vec<Entry> {
    if let Some(entries) = markers_behind(block).or_else(|| bracketed(block)).or_else(|| signed(block)) {
        return entries;
    }
    let marks = markers(block);
    let mut entries = Vec::with_capacity(marks.len().max(1));
    let first = marks.first().map_or(block.len(), |(at, _)| *at);
    // of a kind unknown, and the first one still: `某某办公室,上海 200001;2近水学院`
    let before_second = || {
        let second = marks.first().is_some_and(|(_, mark)| mark.key().as_number() == Some(2));
        second && super::ends_with_postcode(block[..first].trim_end_matches([';', ' ', '.']))
    };
    if marks.is_empty() || has_organisation(&block[..first]) || before_second() {
        unmarked(block, 0..first, &mut entries);
    }
    for (n, (at, mark)) in marks.iter().enumerate() {
        let end = marks.get(n + 1).map_or(block.len(), |(next, _)| *next);
        let text = trim(block, at + mark.len..end);
        if text.is_empty() {
            continue;
        }
        marked(block, text, mark.key(), &mut entries);
    }
    entries
}

/// The entries of a block whose markers stand behind them: `远山大学,上海 200001[1] 近水学院,厦门 361001[2]`.
fn markers_behind(block: &str) -> Option<Vec<Entry>> {
    let mut start = 0;
    let mut entries = Vec::new();
    block.trim_end().strip_suffix(']')?;
    for (at, _) in block.match_indices('[') {
        let mark = marker::read(&block[at..])?;
        let text = trim(block, start..at);
        if !has_organisation(&block[text.clone()]) {
            return None;
        }
        entries.push(Entry { key: Some(mark.key()), text });
        start = at + mark.len;
    }
    block[start..].trim().is_empty().then_some(entries)
}

/// Signs that stand before affiliations in place of figures. A star means something else nearly everywhere.
const SIGNS: &[char] = &['†', '‡', '§', '∥', '‖', '⊥', '¶', '#', '∇', '○', '◇', '△', '▲', '☆', '★'];

/// The entries of a block that has a sign before each: `†Farhill University, Farhill; ‡Nearwater College, Nearwater`.
fn signed(block: &str) -> Option<Vec<Entry>> {
    let lead = block.len() - block.trim_start().len();
    block[lead..].starts_with(SIGNS).then_some(())?;
    let begins = |at: usize| at == lead || block[..at].ends_with([' ', '\n', ',', ';', '.', '。']);
    let places: Vec<(usize, &str)> = block.match_indices(SIGNS).filter(|(at, _)| begins(*at)).collect();
    let ends = places.iter().skip(1).map(|(at, _)| *at).chain([block.len()]);
    let mut entries: Vec<Entry> = Vec::with_capacity(places.len());
    for ((at, sign), end) in places.iter().zip(ends) {
        let key = sign.chars().next().map(Key::sign);
        let text = trim(block, at + sign.len()..end);
        if !has_organisation(&block[text.clone()]) || entries.iter().any(|entry| entry.key == key) {
            return None;
        }
        entries.push(Entry { key, text });
    }
    (entries.len() > 1).then_some(entries)
}

/// The entries of a block that has each in brackets of its own: `(1远山大学,上海 200001) (2近水学院,厦门 361001)`.
fn bracketed(block: &str) -> Option<Vec<Entry>> {
    let within = |group: Range<usize>| {
        let entries = split(&block[group.clone()]).into_iter();
        entries.map(move |entry| Entry { text: group.start + entry.text.start..group.start + entry.text.end, ..entry })
    };
    Some(groups(block)?.into_iter().flat_map(within).collect())
}

/// The insides of brackets that stand side by side, two or more, with an organisation in each and none behind them.
fn groups(block: &str) -> Option<Vec<Range<usize>>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    for (at, byte) in block.bytes().enumerate() {
        match byte {
            b'(' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            b')' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(start..at);
                }
            }
            // what stands outside
            _ if depth == 0 && !byte.is_ascii_whitespace() => {
                if found.len() < 2 || has_organisation(&block[at..]) {
                    return None;
                }
                break;
            }
            _ => {}
        }
    }
    (depth == 0 && found.len() > 1 && found.iter().all(|group| has_organisation(&block[group.clone()])))
        .then_some(found)
}

/// One marked entry, and those that follow it whose markers are lost or too far from it to follow.
fn marked(block: &str, text: Range<usize>, key: Key, entries: &mut Vec<Entry>) {
    let first = entries.len();
    let mut start = text.start;
    let mut push = |range: Range<usize>| {
        let text = trim(block, range);
        // `1远山大学;近水学院;3高丘研究所`
        let mark = (entries.len() > first).then(|| marker::read(&block[text.clone()])).flatten();
        let mark = mark.filter(|mark| has_organisation(&block[text.start + mark.len..text.end]));
        entries.push(match mark {
            Some(mark) => Entry { key: Some(mark.key()), text: trim(block, text.start + mark.len..text.end) },
            None => Entry { key: None, text },
        });
    };
    for (at, _) in block[text.clone()].match_indices(';') {
        let at = text.start + at;
        // the first may be a department under the roof of the one before: `²放射科,上海 200001;近水大学,厦门 361001`
        let placed = |text: &str| postcode_ends(text).is_some() || ends_with_place(text);
        if at > start && placed(&block[start..at]) && closed(&block[at..text.end]) {
            push(start..at);
            start = at + 1;
        }
    }
    push(start..text.end);
    entries[first].key = Some(key);
}

/// Whether `text` is an affiliation up to its postcode.
fn closed(text: &str) -> bool {
    postcode_ends(text).is_some() && has_organisation(text)
}

fn postcode_ends(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut run = 0;
    for (i, b) in bytes.iter().chain(b" ").enumerate() {
        if b.is_ascii_digit() {
            run += 1;
        } else if matches!(run, 5 | 6) {
            // OCR loses one
            return Some(i);
        } else {
            run = 0;
        }
    }
    None
}

/// Entries without markers: bracketed groups, lines, and pieces between semicolons.
fn unmarked(block: &str, range: Range<usize>, entries: &mut Vec<Entry>) {
    let mut start = range.start;
    let mut depth = 0usize;
    let names: Vec<usize> = organisations(&block[..range.end]).iter().map(|name| name.start).collect();
    let named = |from: usize, to: usize| names.get(names.partition_point(|n| *n < from)).is_some_and(|n| *n < to);
    // the next bracket closes one
    let enclosed = |depth: usize, at: usize| {
        let next = block[at..range.end].chars().find(|c| matches!(c, '(' | ')'));
        depth > 0 && next == Some(')')
    };
    for (i, c) in block[range.clone()].char_indices() {
        let at = range.start + i;
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let line_ends = c == '\n'
            && ends_with_place(block[start..at].rsplit('\n').next().unwrap_or(""))
            && !block[at..].trim_start().starts_with(',');
        let cuts = match c {
            ';' => true,
            // what one pair of brackets holds may be broken anywhere
            '\n' => line_ends || !enclosed(depth, at) && !continues(&block[start..at], &block[at + 1..range.end]),
            // side by side behind a postcode, or set apart by wide blanks
            ' ' if block[at + 1..].starts_with(text::is_han) && super::ends_with_postcode(&block[start..at]) => true,
            ' ' => block[at..].starts_with("  ") && is_whole(&block[start..at]) && is_whole(&block[at..range.end]),
            // `(…)(…)`
            ')' if depth == 0 => block[start..].trim_start().starts_with('(') && opens(&block[at + 1..range.end]),
            _ => false,
        };
        let end = if c == ')' { at + 1 } else { at };
        if cuts && (line_ends || named(start, end) && named(end, range.end)) {
            entries.push(alone(block, start..end));
            start = at + 1;
        }
    }
    let last = alone(block, start..range.end);
    if !last.text.is_empty() && (entries.is_empty() || has_organisation(&block[last.text.clone()])) {
        entries.push(last);
    }
    // lines between affiliations, e.g. the names of their authors
    if entries.len() > 1 {
        entries.retain_mut(|entry| {
            let lines = &block[entry.text.clone()];
            if let Some((name, rest)) = lines.split_once('\n')
                && !has_organisation(name)
                && has_organisation(rest)
                && !name.ends_with([',', ' '])
                && !ends_with_place(name)
            {
                entry.text.start += name.len();
                entry.text = trim(block, entry.text.clone());
            }
            has_organisation(&block[entry.text.clone()])
        });
    }
}

/// An entry without a marker, or with one that no other leads to, since OCR lost those before it: this is left out, for
/// authors then go by the order of entries.
fn alone(block: &str, range: Range<usize>) -> Entry {
    let text = trim(block, range);
    let words = &block[text.clone()];
    let mark = marker::read(words).or_else(|| marker::read_stroke(words));
    let mark = mark.filter(|mark| has_organisation(&words[mark.len..]));
    Entry { key: None, text: mark.map_or(text.clone(), |mark| trim(block, text.start + mark.len..text.end)) }
}

/// Whether `text` is more than a university or a hospital whose school or department may follow behind blanks: a school
/// with its university, or one of the institutions that have none.
fn is_whole(text: &str) -> bool {
    let text = text.trim();
    let within = text.find("大学").is_some_and(|at| at + "大学".len() < text.len());
    within || ["站", "所", "局", "中心"].iter().any(|end| text.ends_with(end))
}

fn opens(rest: &str) -> bool {
    rest.trim_start().starts_with('(')
}

/// Whether the line behind `before` goes on with the same affiliation.
fn continues(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    let line = next.lines().next().unwrap_or("");
    before.trim_end().ends_with([',', '-', '/', '、', '&']) && !before.trim_end().ends_with(";")
        || next.starts_with(|c: char| c.is_lowercase() || c == ',')
        || !has_organisation(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(block: &str) -> Vec<(Option<String>, &str)> {
        split(block).into_iter().map(|e| (e.key.map(|key| key.as_str().to_owned()), &block[e.text])).collect()
    }

    #[test]
    fn a_sign_before_each() {
        let two = [(Some("†".into()), "Farhill University, Farhill"), (Some("‡".into()), "Nearwater College, China")];
        for block in [
            "†Farhill University, Farhill\n‡Nearwater College, China",
            "† Farhill University, Farhill; and ‡ Nearwater College, China",
            "†Farhill University, Farhill, ‡Nearwater College, China",
        ] {
            assert_eq!(read(block), two, "{block}");
        }
        // a note, and a sign before the only one
        for block in ["†Farhill University, Farhill\n‡ These authors contributed equally", "†Farhill University"]
        {
            assert!(read(block).iter().all(|(key, _)| key.is_none()), "{block}");
        }
    }

    #[test]
    fn wide_blanks_part_what_needs_nothing_behind_it() {
        let text = |block| read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(text("远山大学水利学院  近水泥沙研究所"), ["远山大学水利学院", "近水泥沙研究所"]);
        assert_eq!(text("近水县土壤肥料站  远山县推广中心"), ["近水县土壤肥料站", "远山县推广中心"]);
        let coded = "远山大学水利学院,上海 200001 近水泥沙公司,厦门 361001";
        assert_eq!(text(coded), coded.split_inclusive("01 ").map(str::trim).collect::<Vec<_>>());
        assert_eq!(text("远山大学水利学院,上海 200001 中国"), ["远山大学水利学院,上海 200001 中国"]);
        for whole in ["远山大学  文学院", "远山大学口腔医学院  口腔修复科", "近水科学院  泥沙研究所"]
        {
            assert_eq!(text(whole), [whole]);
        }
    }

    #[test]
    fn one_pair_of_brackets_holds_its_lines_together() {
        let lines = "远山省农科院动物科学研究所,国家畜禽\n育种重点实验室,远山省动物营养重点实验室,近水 510640";
        assert_eq!(read(&format!("({lines})")), [(None, lines)]);
        assert_eq!(read(lines).len(), 2);
        let two = "(远山大学文学院,上海 200001\n近水学院,厦门 361001)";
        assert_eq!(read(two).len(), 2);
    }

    #[test]
    fn every_numbering() {
        let two = [Some("1".to_owned()), Some("2".to_owned())];
        for block in [
            "1.远山大学 文学院,上海 200001;\n    2.近水学院,福建 厦门 361001",
            "1 远山大学 文学院,上海 200001; 2 近水学院,福建 厦门 361001",
            "1:远山大学 文学院,上海 200001,2:近水学院,福建 厦门 361001",
            "(1. 远山大学 文学院,上海 200001;2.近水学院,福建 厦门 361001)",
            "(①远山大学 文学院,上海 200001;②近水学院,福建 厦门 361001)",
            "①(远山大学 文学院,上海 200001)②(近水学院,福建 厦门 361001)",
            "(1远山大学 文学院,上海 200001)\n(2 近水学院,福建 厦门 361001)",
            "[1]远山大学 文学院,上海 200001 [2]近水学院,福建 厦门 361001",
            "1远山大学 文学院,上海 200001 2近水学院,福建 厦门 361001",
            "  • 1. \n\n  远山大学 文学院,上海 200001\n\n  • 2. \n\n  近水学院,福建 厦门 361001",
            "1\n远山大学 文学院,上海 200001\n2\n近水学院,福建 厦门 361001\n",
            "1. 1 远山大学 文学院,上海 200001\n    2 近水学院,福建 厦门 361001",
            "(1.远山大学 文学院,上海 2000012.近水学院,福建 厦门 361001)",
            "1远山大学 文学院,上海 2000012 近水学院,福建 厦门 361001",
            "¹ 远山大学 文学院,上海 200001 ² 近水学院,福建 厦门 361001",
            "$^ 1$ 远山大学 文学院,上海 200001 $^ 2$ 近水学院,福建 厦门 361001",
            "^1 远山大学 文学院,上海 200001\n^2 近水学院,福建 厦门 361001",
        ] {
            let [a, b] =
                [(two[0].clone(), "远山大学 文学院,上海 200001"), (two[1].clone(), "近水学院,福建 厦门 361001")];
            assert_eq!(read(block), [a, b], "{block}");
        }
    }

    #[test]
    fn markers_behind_their_entries() {
        let two =
            [(Some("1".to_owned()), "远山大学 文学院,上海 200001"), (Some("2".to_owned()), "近水学院,厦门 361001")];
        for block in [
            "远山大学 文学院,上海 200001[1] 近水学院,厦门 361001[2]",
            "远山大学 文学院,上海 200001[1]\n近水学院,厦门 361001[2]",
        ] {
            assert_eq!(read(block), two, "{block}");
        }
    }

    #[test]
    fn the_unit_behind_a_department_with_a_marker() {
        let entries = read("远山医院'内科,²放射科,上海 200001;近水大学医学部,厦门 361001");
        let texts: Vec<_> = entries.into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["远山医院'内科", "放射科,上海 200001", "近水大学医学部,厦门 361001"]);
        // of a kind unknown, before the second one
        assert_eq!(read("远山省灯塔办公室,近水 830002;2近水市气象局,近水 834000").len(), 2);
    }

    #[test]
    fn a_number_glued_behind_an_entry() {
        let texts = |block| read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(
            texts("1. 远山大学工程学院2. 近水农机研究所3. 高丘科学院"),
            ["远山大学工程学院", "近水农机研究所", "高丘科学院"]
        );
    }

    #[test]
    fn brackets_side_by_side() {
        let keys = |block: &'static str| read(block).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        let block = "(远山大学文学院,上海 200001) ('近水学院理学院,厦门 361001)(3高丘大学)\nE-mail: a@b.example";
        assert_eq!(keys(block), [None, None, Some("3".into())]);
        let texts = read(block).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts, ["远山大学文学院,上海 200001", "近水学院理学院,厦门 361001", "高丘大学"]);
        assert_eq!(keys("(远山大学文学院)(近水学院理学院)"), [None, None]);
        assert_eq!(read("(远山大学(上海)文学院)(近水学院;高丘大学)").len(), 3);
        assert_eq!(read("(Farhill University, Farhill, China) (Nearwater College, China)").len(), 2);
    }

    #[test]
    fn letters_and_lost_markers() {
        let block = "a 远山大学 上海 200001\nb 近水学院 厦门 361001";
        assert_eq!(
            read(block),
            [(Some("a".into()), "远山大学 上海 200001"), (Some("b".into()), "近水学院 厦门 361001")]
        );
        let block = "aDepartment of Rain, Farhill University, Farhill\nbSchool of Air, Nearwater College, Nearwater";
        assert_eq!(
            read(block),
            [
                (Some("a".into()), "Department of Rain, Farhill University, Farhill"),
                (Some("b".into()), "School of Air, Nearwater College, Nearwater")
            ]
        );
        assert_eq!(read("eHealth Institute, Farhill University, Farhill")[0].0, None);
        let block = "「远山医院外科,南京210001 ² 近水医院,南京210002";
        assert_eq!(read(block), [(None, "远山医院外科,南京210001"), (Some("2".into()), "近水医院,南京210002")]);
        let block = "(1. 远山大学,上海 200001; 2. 近水学院,厦门 361001; 4. 高丘大学,韩国 全州 54001)";
        assert_eq!(read(block).last().unwrap(), &(Some("4".into()), "高丘大学,韩国 全州 54001"));
        // the postcode of the first is lost too
        let block = "(1Farhill University, Farhill Oo1,China;\nNearwater College,Nearwater 100001, China;\n3Highland Institute, Highland 100002,China)";
        assert_eq!(read(block)[1], (None, "Nearwater College,Nearwater 100001, China"));
    }

    #[test]
    fn without_markers() {
        let block = "Department of optics,yuanshan medical college;Library of jinshui college";
        assert_eq!(read(block).len(), 2);
        assert_eq!(read("(远山大学北京 100001)(近水学院北京 100002)").len(), 2);
        let block = "Farhill University, Farhill 200001, China\nZhang San\nNearwater College, Nearwater 361001, China";
        assert_eq!(
            read(block).iter().map(|e| e.1).collect::<Vec<_>>()[1],
            "Nearwater College, Nearwater 361001, China"
        );
    }

    #[test]
    fn damaged_markers() {
        let one = |marker: &str| Some(marker.to_owned());
        for stroke in ["l", "丨", "'", "|", "l "] {
            let block = format!("{stroke}Farhill University, Farhill 200001 2Nearwater College, Nearwater 361001");
            let entries =
                [(one("1"), "Farhill University, Farhill 200001"), (one("2"), "Nearwater College, Nearwater 361001")];
            assert_eq!(read(&block), entries, "{block}");
        }
        assert_eq!(read("丨远山大学"), [(None, "远山大学")]);
        let block = "(远山大学,上海 200001)(3近水学院,厦门 361001)";
        assert_eq!(read(block), [(None, "远山大学,上海 200001"), (one("3"), "近水学院,厦门 361001")]);
        let block = "(lFarhill University, Farhill 2Oo001,China) (Nearwater College, Nearwater 361001)";
        assert_eq!(read(block)[0].1, "Farhill University, Farhill 2Oo001,China");
        for name in ["lowdale university", "'t Lowdale College"] {
            assert_eq!(read(name)[0].0, None, "{name}");
        }
    }

    #[test]
    fn markers_in_formulas() {
        for marks in [
            ["$^ { 1 }$", "$^ { 2 }$", "1", "2"],
            ["(204号 $^ 1$", "(20 $\\mathit { 2 }$", "1", "2"],
            ["$\\mathbf { a }$", "$^ \\mathrm { b }$", "a", "b"],
            ["( $a$ )", "( $b$ )", "a", "b"],
        ] {
            let [first, second, one, two] = marks;
            let block = format!("{first} Farhill University, Farhill {second} Nearwater College, Nearwater");
            let entries = read(&block);
            let found: Vec<_> = entries.iter().map(|(marker, text)| (marker.as_deref(), *text)).collect();
            assert_eq!(found[1], (Some(two), "Nearwater College, Nearwater"), "{block}");
            assert_eq!(
                (found[0].0, found[0].1.starts_with("Farhill University, Farhill")),
                (Some(one), true),
                "{block}"
            );
        }
    }

    #[test]
    fn a_marker_behind_a_lost_one() {
        let block = "1远山大学医学院,甘肃 兰州 730030;近水医院,甘肃 兰州 730030;3甘肃省新药实验室,甘肃 兰州 730030";
        assert_eq!(read(block).last(), Some(&(Some("3".into()), "甘肃省新药实验室,甘肃 兰州 730030")));
        // a postcode lost a figure
        assert_eq!(read("1远山大学,上海 200001;2近水学院,厦门 36100;高丘大学,长沙 410001").len(), 3);
    }

    #[test]
    fn numbers_that_mark_nothing() {
        for block in [
            "363001 漳州,远山医院",
            "第309医院,北京 100001",
            "Ward 2, No.1 Hospital of Farhill, Farhill 200001, China",
            "62100 of PLA Troops, Nanjing 210001, China",
            "2nd Hospital of Farhill University, Farhill 200001, China",
        ] {
            assert_eq!(read(block), [(None, block)], "{block}");
        }
        let block = "1100701北京市,远山大学第一临床医学院";
        assert_eq!(read(block), [(Some("1".into()), &block[1..])]);
        assert_eq!(
            read("2 62100 of PLA Troops, Nanjing 210001, China")[0].1,
            "62100 of PLA Troops, Nanjing 210001, China"
        );
    }

    proptest::proptest! {
        #[test]
        fn ranges_ascend(block in "[0-9a-c.,;()①² \n山大学医院京China$^\\[\\]@]{0,60}") {
            let mut at = 0;
            for entry in split(&block) {
                assert!(at <= entry.text.start && entry.text.start <= entry.text.end);
                at = entry.text.end;
                let _ = &block[entry.text];
            }
        }

        #[test]
        fn never_panics(block in "\\PC{0,80}") {
            let _ = split(&block).into_iter().map(|e| block[e.text].len()).sum::<usize>();
        }
    }
}
