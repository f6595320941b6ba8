//! Numbers that a manuscript prints before its lines, for referees to refer to.

use std::ops::Range;

/// A head with fewer such lines has none.
const ENOUGH: usize = 8;

/// As many are enough where one has a number of its own behind: `3 (1.某某大学`.
const ENOUGH_BEFORE_KEYS: usize = 3;

/// The first of them is not higher.
const FIRST: u32 = 5;

/// How many lines on end may lack theirs.
const MISSED: usize = 3;

/// They are looked for no further, but for those from [`FAR`] on.
const HEAD: usize = 12_000;

/// As high they are told by themselves.
const FAR: u32 = 100;

/// Where the numbers stand, with what OCR took for a part of them: `8號 清抗氧化`; none where the lines that have some are
/// a list of affiliations.
pub(super) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut last, mut missed, mut places, mut start) = (0, 0, 0, 0);
    let mut enough = ENOUGH;
    for line in text[..text.floor_char_boundary(HEAD)].split('\n') {
        let at = start;
        start += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let number = number(line).filter(|&(value, _)| match last {
            0 => value <= FIRST,
            _ => (last..=last + 2).contains(&value),
        });
        let Some((value, range)) = number else {
            missed += 1;
            if missed > MISSED {
                break;
            }
            continue;
        };
        (last, missed) = (value, 0);
        places += usize::from(["大学", "大學", "Univ", "Institut"].iter().any(|word| line.contains(word)));
        if value > 1 && ["(1", "（1"].iter().any(|key| line[range.end..].starts_with(key)) {
            enough = ENOUGH_BEFORE_KEYS;
        }
        found.push(at + range.start..at + range.end);
    }
    if found.len() < enough || places * 2 > found.len() {
        found.clear();
    }
    let end = found.last().map_or(0, |last| last.end);
    found.extend(far_numbers(text, end));
    found
}

/// The numbers from [`FAR`] on behind `from`: a summary behind the bibliography has them too, and nothing else counts so
/// high from line to line.
fn far_numbers(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // where the run begins that the last of them ends, and its value
    let (mut run, mut last) = (0, 0);
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'\n', &bytes[from..]).map(|at| from + at + 1) {
        // nearly all lines of nearly all texts
        if found.len() == run && !matches!(bytes[at..], [b'1'..=b'9', b'0'..=b'9', b'0'..=b'9', ..]) {
            continue;
        }
        let rest = &text[at..];
        if rest.starts_with(['\n', ' ']) {
            continue;
        }
        let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let line = || &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())];
        let number = if digits == 3 { number(line()).filter(|(value, _)| *value >= FAR) } else { None };
        if number.as_ref().is_none_or(|(value, _)| *value != last + 1) {
            if found.len() - run < ENOUGH {
                found.truncate(run);
            }
            run = found.len();
        }
        last = number.as_ref().map_or(0, |(value, _)| *value);
        found.extend(number.map(|(_, range)| at + range.start..at + range.end));
    }
    if found.len() - run < ENOUGH {
        found.truncate(run);
    }
    found
}

/// The number that a line begins with and where it stands: `5 摘要`, `5摘要`, `(`, nothing behind it.
fn number(line: &str) -> Option<(u32, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = line[start..start + digits].parse().ok().filter(|_| digits <= 3)?;
    let rest = &line[start + digits..];
    let kept = rest.strip_prefix('號').unwrap_or(rest);
    let behind = kept.trim_start_matches([' ', '\u{3000}']);
    let apart = behind.len() < rest.len() || rest.starts_with(|c| crate::field::text::is_han(c) || c == '（');
    (apart || rest.trim().is_empty()).then(|| (value, start..line.len() - behind.len()))
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn the_numbers_of_a_manuscripts_lines_are_not_printed() {
        let lines = [
            "登陆台风残涡对暴雨水汽输送的影响",
            "2 潘以宁1 龙畅2",
            "3 （1.岭南大学气象学院，佛山",
            "4 528000；2.近水学院，厦门361001）",
            "5摘要：对登陆后西行的台风残涡的水汽来源",
            "6號 进行了追踪，并与东行者比较。结果表明",
            "7 水汽多来自南海，其次为孟加拉湾，",
            "8 1）西行者雨强；2）东行者雨弱，",
            "9 可供预报参考。",
            "",
            "10",
            "关键词：台风；水汽",
        ];
        let doc = Document::from_text("a.txt", &lines.join("\n"));
        assert!(doc.text().contains("\n潘以宁1 龙畅2\n(1.岭南大学气象学院,佛山\n528000;2."));
        assert!(doc.text().contains("水汽来源\n进行了追踪") && doc.text().contains("\n1)西行者雨强"));
        let record = crate::read::record_of(&doc);
        assert_eq!(record.affiliations[0].text.zh.as_deref(), Some("岭南大学气象学院，佛山 528000"));
        assert!(record.abstract_.zh.is_some_and(|words| words.contains("水汽来源进行了追踪")));
        let head = Document::from_text("a.txt", &lines[..4].join("\n"));
        assert!(head.text().contains("\n潘以宁1 龙畅2\n(1.岭南大学气象学院,佛山\n528000;2."));
        let few = lines[..7].join("\n").replace("（1.", "（");
        assert!(Document::from_text("a.txt", &few).text().contains("\n2 潘以宁1"));
    }

    #[test]
    fn high_numbers_are_told_anywhere() {
        let page = |step: usize| {
            let line = |n: usize| format!("{} The sources of vapour were traced back in case {n}", 100 + n * step);
            format!(
                "登陆台风残涡的水汽输送\n\n[1] 茅芷若.台风[J].\n{}\nAbstract: …\n",
                (0..9).map(line).collect::<Vec<_>>().join("\n")
            )
        };
        let text = |step: usize| Document::from_text("a.txt", &page(step)).text().to_owned();
        assert!(text(1).contains("traced back in case 8") && !text(1).contains("108 The"));
        assert!(text(2).contains("116 The sources of vapour"));
    }

    #[test]
    fn the_keys_of_affiliations_stay() {
        let keyed = |n: usize| format!("{n} 岭南大学第{n}学院，佛山 528000\n");
        let page: String = (1..12).map(keyed).collect();
        assert!(Document::from_text("a.txt", &page).text().contains("3 岭南大学第3学院"));
    }
}
