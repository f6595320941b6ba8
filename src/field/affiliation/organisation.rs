//! Words for organisations in both languages, wherever they stand in a text.

use std::ops::Range;
use std::sync::LazyLock;

use crate::field::words::Words;

/// The words, in small letters; none begins another.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "大学", "学院", "医院", "研究所", "研究院", "科学院", "实验室", "中心", "公司", "集团",
    "党校", "委员会", "观测站", "工作站", "研究站", "地质局", "气象局", "管理局", "试验站", "监测站", "植物园", "图书馆", "博物馆",
    "设计院", "调查院", "勘察院", "检测院", "监测所", "大队", "部队", "保健院", "学校", "编辑部", "杂志社", "出版社", "学会", "协会",
    "基金会", "智库", "种业", "工程院",
    "univ", "institut", "academy", "college", "school of", "hospital", "laborator", "department", "dept.", "faculty",
    "center", "centre", "co.ltd", "co. ltd", "co.,ltd", "co., ltd", "company", "corporation", "bureau", "ministry",
    "administration", "troops", "observatory", "botanic", "station", "group", "polytechn", "library", "division of",
    "gmbh", "commission", "committee", "museum", "garden", "society", "association", "agency", "council",
    "foundation", "clinic", "brigade", "limited", "party school", "cas,",
];

/// Characters that a name ends in for its kind, where it ends.
const OFFICES: &[&str] = &["局", "系", "厅", "处", "站", "厂", "所", "院", "馆"];

static WORDS: LazyLock<Words<true>> = LazyLock::new(|| Words::new(&[KINDS, OFFICES].concat()));

/// Whether `text` names an organisation.
pub(super) fn has_organisation(text: &str) -> bool {
    WORDS.found_in(text).any(|found| organisation(text, found).is_some())
}

/// The name that a word found in `text` stands for.
fn organisation(text: &str, (at, place): (usize, usize)) -> Option<Range<usize>> {
    match KINDS.get(place) {
        Some(word) => Some(at..at + word.len()),
        None => office(text, at),
    }
}

/// Where words for organisations stand in `text`, from left to right, none within another.
pub(super) fn organisations(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = WORDS.found_in(text).filter_map(|found| organisation(text, found)).collect();
    // an office begins before the character that tells it; of two that begin alike the word was found first
    found.sort_by_key(|range| range.start);
    let mut behind = 0;
    found.retain(|range| {
        let counts = range.start >= behind;
        if counts {
            behind = range.end;
        }
        counts
    });
    found
}

/// The name before the character at `at` that tells its kind, with what ends it: `省林业厅,`.
fn office(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = text.split_at(at);
    let kind = rest.chars().next()?;
    let end = at + kind.len_utf8();
    let end = match text.as_bytes().get(end) {
        None => end,
        Some(b' ' | b',' | b';' | b'.' | b')' | b'\n') => end + 1,
        Some(_) if place_follows(&text[end..]) => end,
        Some(_) => return None,
    };
    let mut before = before.char_indices().rev();
    match kind {
        '局' if matches!(before.next()?.1, '布' | '全' | '格' | '结' | '当' | '时') => return None,
        '系' if matches!(before.next()?.1, '关' | '体' | '联') => return None,
        _ => {}
    }
    let (_, second) = before.next()?;
    let (start, first) = before.next()?;
    (is_han(first) && is_han(second)).then_some(start..end)
}

/// Whether a place and its postcode are glued behind a name: `北京100864`, `南皮 061500`.
fn place_follows(rest: &str) -> bool {
    let code = rest.trim_start_matches(is_han);
    let characters = (rest.len() - code.len()) / '字'.len_utf8();
    (2..=4).contains(&characters) && code.trim_start().bytes().take_while(u8::is_ascii_digit).count() == 6
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_offices() {
        let found = |text: &str| organisations(text).into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("远山大学School of Optics"), ["大学", "School of"]);
        assert_eq!(found("某省林业厅, 近水市气候局"), ["林业厅,", "市气候局"]);
        assert_eq!(found("空间分布格局"), [""; 0]);
        assert_eq!(found("语言体系 化学系"), [""; 0]);
        assert_eq!(found("应用化学系"), ["用化学系"]);
        // a place glued behind, with its postcode
        assert_eq!(found("近水银行统计局北京100001"), ["行统计局"]);
        assert_eq!(found("统计局面200000"), [""; 0]);
    }
}
