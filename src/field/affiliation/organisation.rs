//! Words for organisations in both languages, wherever they stand in a text.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use crate::field::words::Words;

/// The words, in small letters; none begins another.
#[rustfmt::skip]
const KINDS: &[&str] = &[
    "大学", "大學", "学院", "學院", "医院", "醫院", "研究所", "研究院", "科学院", "科學院", "实验室", "實驗室", "中心", "公司", "集团",
    "党校", "委员会", "观测站", "工作站", "研究站", "地质局", "气象局", "管理局", "试验站", "监测站", "植物园", "图书馆", "博物馆",
    "设计院", "调查院", "勘察院", "检测院", "监测所", "大队", "部队", "保健院", "学校", "编辑部", "杂志社", "出版社", "学会", "协会",
    "基金会", "智库", "种业", "工程院",
    "univ", "institut", "academy", "college", "school of", "hospital", "laborator", "department", "dept.", "faculty",
    "center", "centre", "co.ltd", "co. ltd", "co.,ltd", "co., ltd", "company", "corporation", "bureau", "ministry",
    "administration", "troops", "observatory", "botanic", "station", "group", "polytechn", "library", "division of",
    "gmbh", "commission", "committee", "museum", "garden", "society", "association", "agency", "council",
    "foundation", "clinic", "brigade", "limited", "party school", "cas,",
];

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(KINDS));

/// `text` with its ASCII letters small, as [`organisations`] wants it.
pub(super) fn lowered(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether `text` names an organisation.
pub(super) fn has_organisation(text: &str) -> bool {
    organisations(&lowered(text)).next().is_some()
}

/// Where words for organisations stand in a [`lowered`] text, from left to right, none within another.
pub(super) fn organisations(lower: &str) -> impl Iterator<Item = Range<usize>> {
    let mut words = WORDS.found_in(lower).map(|(at, place)| at..at + KINDS[place].len()).peekable();
    let mut offices = offices(lower).peekable();
    let mut behind = 0;
    iter::from_fn(move || {
        loop {
            let office_first = match (words.peek(), offices.peek()) {
                (Some(word), Some(office)) => office.start < word.start,
                (None, _) => true,
                (_, None) => false,
            };
            let next = if office_first { offices.next()? } else { words.next()? };
            if next.start >= behind {
                behind = next.end;
                return Some(next);
            }
        }
    })
}

/// Names that end in one character for their kind, each up to what ends it: `某某省林业厅,`.
fn offices(text: &str) -> impl Iterator<Item = Range<usize>> {
    let wide = if text.is_ascii() { "" } else { text };
    let mut before = [(0, ' '); 3];
    wide.char_indices().filter_map(move |(at, c)| {
        let [third, second, first] = before;
        before = [second, first, (at, c)];
        let is_han = |(_, c): (usize, char)| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        let start = match c {
            '局' if !matches!(first.1, '布' | '全' | '格' | '结' | '当' | '时') => third,
            '系' if !matches!(first.1, '关' | '体' | '联') => third,
            '厅' | '处' | '站' | '厂' | '所' | '院' | '馆' => second,
            _ => return None,
        };
        let next = if start == third { second } else { first };
        let end = at + c.len_utf8();
        let closed = match wide.as_bytes().get(end) {
            None => end,
            Some(b' ' | b',' | b';' | b'.' | b')' | b'\n') => end + 1,
            Some(_) => return None,
        };
        (is_han(start) && is_han(next)).then_some(start.0..closed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_offices() {
        let found = |text: &str| organisations(&lowered(text)).map(|at| text[at].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("远山大学School of Optics"), ["大学", "School of"]);
        assert_eq!(found("某省林业厅, 近水市气候局"), ["林业厅,", "市气候局"]);
        assert_eq!(found("空间分布格局"), [""; 0]);
        assert_eq!(found("语言体系 化学系"), [""; 0]);
        assert_eq!(found("应用化学系"), ["用化学系"]);
    }
}
