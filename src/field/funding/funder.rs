//! Who gave a grant: the name in front of the project, the bracket or the number.

use std::ops::Range;
use std::sync::LazyLock;

use crate::field::text::is_han;
use crate::field::words::Words;

/// Words that a paying body's name ends with, the first that stands in a name counts.
const PAYING: [&str; 8] = ["基金会", "基金", "教育厅", "科技厅", "委员会", "宣传部", "教育部", "科技部"];

static BODIES: LazyLock<Words> = LazyLock::new(|| Words::new(&PAYING));

/// Who gave the grant: what stands before the project, the bracket or the number, down to the body that pays.
pub(super) fn funder(
    text: &str,
    range: Range<usize>,
    project: Option<&Range<usize>>,
    award: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let quote = |p: &Range<usize>| text[..p.start].char_indices().next_back().map_or(0, |(at, _)| at);
    let end = [project.map(quote), award.map(|a| a.start)].into_iter().flatten().min().unwrap_or(range.end);
    let name = &text[range.start..end.max(range.start)];
    let mut name = before_bracket(name);
    let lead = lead(name);
    name = &name[lead..];
    let start = range.start + lead;
    // the body that pays, where the name says it
    let body = BODIES.found_in(name).min_by_key(|&(at, place)| (place, at));
    if let Some((at, place)) = body.filter(|_| !name.starts_with("基金")) {
        name = &name[..at + PAYING[place].len()];
    }
    name = without_tail(name);
    if !is_generic(name) {
        return Some(start..start + name.len());
    }
    // `grant no. 2012-67001 from the Lowdale Department of Agriculture`
    let last = award.map_or(range.start, |award| award.end);
    let from = text[last..range.end].find("from ").map(|at| last + at + "from ".len())?;
    let behind = &text[from..range.end];
    let named = behind.strip_prefix("the ").unwrap_or(behind);
    let start = from + behind.len() - named.len();
    let name = without_tail(named.split([',', ';', '(', '.']).next().unwrap_or_default());
    let name = name.split(" to ").next().unwrap_or_default();
    name.starts_with(char::is_uppercase).then(|| start..start + name.len())
}

/// `name` up to the bracket that ends it: one that Chinese goes on behind is a part of the name, as in
/// `某省大学生(某某学院)创新项目`.
fn before_bracket(name: &str) -> &str {
    let end = name.match_indices(['(', '[']).map(|(at, _)| at).find(|at| {
        let inner = &name[*at..];
        let behind = inner.find([')', ']']).map_or("", |close| &inner[close + 1..]);
        let head = &name[..*at];
        *at == 0 || !behind.starts_with(is_han) || !head.ends_with(is_han) || is_whole(head)
    });
    &name[..end.unwrap_or(name.len())]
}

/// How long what stands before the name is: the year of the grant (`2020年度`), an article, a word for the thing paid.
fn lead(name: &str) -> usize {
    const BEFORE: &[&str] =
        &["the ", "The ", "a ", "an ", "projects of ", "project of ", "grants from ", "a grant from "];
    let figures = name.bytes().take_while(u8::is_ascii_digit).count();
    if figures == "2020".len()
        && let Some(behind) = name[figures..].trim_start().strip_prefix('年')
    {
        return name.len() - behind.strip_prefix('度').unwrap_or(behind).trim_start().len();
    }
    let mut rest = name;
    while let Some(behind) = BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    // `a research project` is no name
    if rest.starts_with(|c: char| c.is_lowercase()) { 0 } else { name.len() - rest.len() }
}

/// Words that lead from a funder's name to the number, in small letters.
#[rustfmt::skip]
const TAILS: &[&str] = &[
    "under", "grant", "grants", "contract", "contracts", "award", "grant/award", "agreement", "no", "nos", "number", "numbers", "id", "with", "and",
];

/// Words for what is paid and its rank, which no fund is called after.
const PAID: &[&str] = &["项目", "课题"];
const RANKS: &[&str] = &["资助", "支持", "重点", "重大", "面上", "青年", "一般", "专项"];

/// What a name ends with that needs no word for what is paid: `某某计划项目` is 某某计划, `某某科技项目` is no less.
const WHOLE: &[&str] = &[
    "基金",
    "基金会",
    "计划",
    "专项",
    "资金",
    "体系",
    "规划",
    "经费",
    "费",
    "工程",
    "方案",
    "局",
    "部",
    "厅",
    "委",
    "委员会",
    "院",
    "大学",
    "公司",
    "攻关",
];

/// A Chinese name without the words for what is paid.
fn unpaid(name: &str) -> Option<&str> {
    let bare = PAID.iter().find_map(|tail| without(name, tail))?;
    let mut rest = bare;
    loop {
        if is_whole(rest) {
            return Some(rest);
        }
        rest = RANKS.iter().find_map(|rank| without(rest, rank))?;
    }
}

fn is_whole(name: &str) -> bool {
    WHOLE.iter().any(|end| without(name, end).is_some_and(|name| name.len() >= 3))
}

/// `name` without `tail`, whose characters blanks may set apart, as in `基 金 项 目`.
fn without<'a>(name: &'a str, tail: &str) -> Option<&'a str> {
    tail.chars().rev().try_fold(name, |name, c| name.trim_end().strip_suffix(c)).map(str::trim_end)
}

/// `name` without the words that lead to the number, and without those for a project.
fn without_tail(mut name: &str) -> &str {
    name = name.split(" under ").next().unwrap_or(name);
    loop {
        name = name.trim_end_matches([' ', ',', ':', '.', '-']);
        let han = unpaid(name);
        let shorter = han.filter(|name| name.len() >= 6).or_else(|| {
            let (before, last) = name.rsplit_once([' ', ','])?;
            TAILS.iter().any(|tail| tail.eq_ignore_ascii_case(last.trim_end_matches('.'))).then_some(before)
        });
        match shorter {
            Some(shorter) => name = shorter,
            None => return name,
        }
    }
}

/// Whether `name` is no more than a word for money: `grant no`, `a research project`.
fn is_generic(name: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "by", "the", "research", "project", "projects", "grant", "grants", "no", "nos", "number", "fund",
        "funds", "from",
    ];
    name.split([' ', '.'])
        .filter(|word| !word.is_empty())
        .all(|word| WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_without_what_is_paid() {
        for (text, name) in [
            ("国家自然科学基金资助项目(52070001)", "国家自然科学基金"),
            ("国家自然科学基金青年项目(52070001)", "国家自然科学基金"),
            ("国 家 自 然 科 学 基 金 资 助 项 目(52070001)", "国 家 自 然 科 学 基 金"),
            ("远山省应用研究计划面上项目(2015FB001)", "远山省应用研究计划"),
            ("远山大学博士科研启动费支持课题(qd15001)", "远山大学博士科研启动费"),
            ("远山电网有限公司科技项目(2021B0001)", "远山电网有限公司科技项目"),
            ("2020年度远山省科研专项(2020-4-4001)", "远山省科研专项"),
            ("远山省2019年大学生(远山医学院)创新项目(201910360001)", "远山省2019年大学生(远山医学院)创新项目"),
            ("远山基金(重点)(52070001)", "远山基金"),
            ("远山网络计划(FN 计划)课题(KFJ-EW-001)", "远山网络计划"),
            ("the projects of Farhill Survey (No.DD20190001)", "Farhill Survey"),
            ("a Farhill Foundation Grant (No.2014001)", "Farhill Foundation"),
            ("Farhill Council under the Lowdale Project (C4/10103)", "Farhill Council"),
        ] {
            let award = text.rfind(['(']).map(|at| at + 1..text.len() - 1);
            let found = funder(text, 0..text.len(), None, award.as_ref());
            assert_eq!(found.map(|range| &text[range]), Some(name), "{text}");
        }
    }
}
