//! What a title announces besides its subject: a correction, a part of a series, a column.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

/// What kind of text a title announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An article.
    Article,
    /// 更正, 勘误, Erratum: it mends another article.
    Correction,
    /// 撤稿, Retraction: it takes another article back.
    Retraction,
}

/// Which part of a series a title announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// （二）, Part II, 之二.
    Number(u32),
    /// 上.
    First,
    /// 中.
    Middle,
    /// 下.
    Last,
    /// 续.
    Sequel,
}

impl Part {
    /// Whether both can be one part, e.g. 上 and `Part 1`.
    pub fn may_be(self, other: Part) -> bool {
        match (self, other) {
            (Part::First, Part::Number(n)) | (Part::Number(n), Part::First) => n == 1,
            (Part::Last | Part::Middle | Part::Sequel, Part::Number(n))
            | (Part::Number(n), Part::Last | Part::Middle | Part::Sequel) => n > 1,
            (a, b) => a == b,
        }
    }
}

/// The kind of text that a title in compatibility form announces.
pub fn kind(text: &str) -> Kind {
    static CORRECTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r#"^(?:更正|勘误|补正)(?:启事|声明|说明|通知|公告|表)?(?:\s*$|[\s:《"“(—-])|(?:更正|勘误)(?:启事|声明|通知|公告|表)|"#,
            r#"[的》"”文](?:更正|勘误|补正)\s*$|"#,
            r"(?i:^\W*(?:(?:publisher|author)(?:'s|’s)? )?(?:(?:correction|addendum)(?:s?\s*$|s?\s*:|s? (?:to|for|notice)\b)|",
            r"(?:erratum|errata|corrigend(?:um|a))\b))",
        ))
        .expect("a fixed pattern")
    });
    static RETRACTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r#"^(?:撤稿|撤回|撤销)(?:启事|声明|说明|通知|公告|论文)?(?:\s*$|[\s:《"“(—-])|撤稿(?:启事|声明|通知|公告)|[的》"”文]撤稿\s*$|"#,
            r"(?i:^\W*(?:retracted\b|withdrawn\b|(?:retraction|withdrawal)(?:\s*$|\s*:| (?:note|notice|to|of:)\b)|expression of concern))",
        ))
        .expect("a fixed pattern")
    });
    if RETRACTION.is_match(text) {
        Kind::Retraction
    } else if CORRECTION.is_match(text) {
        Kind::Correction
    } else {
        Kind::Article
    }
}

/// The part of a series that a title in compatibility form announces. `Fe(III)` is none.
pub fn part(text: &str) -> Option<Part> {
    static PART: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?:^|[^A-Za-z0-9)\s]|[a-z]{3}|[A-Z]{3})\s*[(\[〔【]\s*(?:之)?(续?[一二三四五六七八九十]{1,3}|[IVX]{1,5}|[0-9]{1,2}|[上中下续])\s*[)\]〕】]|",
            r"之([一二三四五六七八九十]{1,3}|[0-9]{1,2})(?:\s*$|[\s:—–-])|",
            r"([上中下续])[篇集编部]\s*(?:$|[\s:—–)-])|",
            r"[\s:·—–-]([上中下])\s*$|",
            r"(?i:\bpart\s*(?-i:[IVX]{1,5}|[ivx]{1,5}|[0-9]{1,2})?(one|two|three|four|five|six|seven|eight|nine|ten)?)\b|",
            r"第([一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*(?:部分|篇|讲|报|辑|集)|",
            r"(?:^|[\p{Han}\s:—–.-])([IVX]{1,5})\s*(?:$|[.:—–])",
        ))
        .expect("a fixed pattern")
    });
    PART.captures_iter(text).find_map(|found| {
        let said = found.iter().skip(1).flatten().next().map(|said| said.as_str());
        let said = said.or_else(|| found[0].split_whitespace().last().filter(|_| found[0].len() > 4))?;
        match said {
            "上" => Some(Part::First),
            "中" => Some(Part::Middle),
            "下" => Some(Part::Last),
            "续" => Some(Part::Sequel),
            _ => chinese(said)
                .or(roman(&said.to_ascii_uppercase()))
                .or(counted(said))
                .or(said.parse().ok())
                .map(Part::Number),
        }
    })
}

/// 十二 is 12; 续二 is 2.
fn chinese(numeral: &str) -> Option<u32> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|at| at as u32 + 1);
    let numeral = numeral.trim_start_matches('续');
    match numeral.split_once('十') {
        Some((tens, ones)) => {
            let part = |s: &str, none: u32| if s.is_empty() { Some(none) } else { digit(s.chars().next()?) };
            Some(part(tens, 1)? * 10 + part(ones, 0)?)
        }
        None => digit(numeral.chars().next()?),
    }
}

/// XIV is 14.
pub fn roman(numeral: &str) -> Option<u32> {
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let values = numeral.chars().map(value).collect::<Option<Vec<u32>>>().filter(|v| (1..=5).contains(&v.len()))?;
    let less = |(at, v): (usize, &u32)| values.get(at + 1).is_some_and(|next| next > v);
    let signed = values.iter().enumerate().map(|(at, v)| if less((at, v)) { -(*v as i32) } else { *v as i32 });
    u32::try_from(signed.sum::<i32>()).ok().filter(|n| *n > 0)
}

/// `two` and `second` are 2.
pub fn counted(word: &str) -> Option<u32> {
    const WORDS: [[&str; 2]; 10] = [
        ["one", "first"],
        ["two", "second"],
        ["three", "third"],
        ["four", "fourth"],
        ["five", "fifth"],
        ["six", "sixth"],
        ["seven", "seventh"],
        ["eight", "eighth"],
        ["nine", "ninth"],
        ["ten", "tenth"],
    ];
    let place = WORDS.iter().position(|words| words.iter().any(|w| word.eq_ignore_ascii_case(w)))?;
    Some(place as u32 + 1)
}

/// Titles that many texts go by, in letters only.
pub static COLUMNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "卷首语 刊首语 编者按 编者的话 编辑部的话 编后语 编后记 主编寄语 主编的话 本期导读 专栏导读 专题导读 专栏主持人语 主持人语 主持人的话 \
     特约主编寄语 开栏语 栏目主持人按语 书讯 新书介绍 新书推介 书刊介绍 书评 简讯 消息 会讯 会议消息 会议通知 学会动态 学术动态 动态信息 科技动态 \
     征稿启事 征稿简则 征订启事 投稿须知 投稿指南 稿约 作者须知 本刊启事 本刊声明 编辑部启事 编辑部声明 重要启事 启事 声明 版权声明 总目录 总目次 \
     目录 目次 英文目录 封面 封底 广告 致谢 鸣谢 前言 序言 序 后记 发刊词 新年献词 新年贺词 本刊编委会 编委会名单 期刊基本参数 更正 勘误 更正启事 \
     editorial editorials preface foreword introduction afterword editorsnote noteoftheeditor fromtheeditor fromtheeditors \
     bookreview bookreviews booknotice news newsandnotes contents tableofcontents announcement announcements callforpapers \
     inthisissue lettertotheeditor masthead cover frontcover coverpicture index authorindex subjectindex \
     informationforauthors guideforauthors instructionsforauthors acknowledgements acknowledgments editorialboard \
     correction erratum errata corrigendum retraction"
        .split_whitespace()
        .collect()
});

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn parts() {
        for (title, part) in [
            ("土壤研究（十二）", Some(Part::Number(12))),
            ("土壤研究（Ⅳ）", Some(Part::Number(4))),
            ("土壤研究Ⅱ.方法", Some(Part::Number(2))),
            ("Studies on soil (II)", Some(Part::Number(2))),
            ("Studies on soil, Part iv", Some(Part::Number(4))),
            ("Studies on soil part two: methods", Some(Part::Number(2))),
            ("土壤研究（下）", Some(Part::Last)),
            ("土壤研究(续)", Some(Part::Sequel)),
            ("Fe(III)对土壤的影响", None),
            ("Adsorption of Cr(VI) on soil", None),
            ("土壤研究(英文)", None),
            ("Parting of ways", None),
            ("The part of soil in the carbon cycle", None),
            ("冬季中国土壤研究", None),
            ("某地上下游土壤研究", None),
        ] {
            let printed: String = title.nfkc().collect();
            assert_eq!(super::part(&printed), part, "{title}");
        }
        assert!(Part::First.may_be(Part::Number(1)) && !Part::Last.may_be(Part::Number(1)));
    }

    #[test]
    fn kinds() {
        for (title, kind) in [
            ("更正启事", Kind::Correction),
            ("关于《土壤研究》一文的更正", Kind::Correction),
            ("Corrigendum to “Soil”", Kind::Correction),
            ("Author Correction: Soil", Kind::Correction),
            ("撤稿声明", Kind::Retraction),
            ("RETRACTED ARTICLE: Soil", Kind::Retraction),
            ("Correction of refractive errors in children", Kind::Article),
            ("儿童屈光不正的更正方法研究", Kind::Article),
        ] {
            assert_eq!(super::kind(&title.nfkc().collect::<String>()), kind, "{title}");
        }
    }
}
