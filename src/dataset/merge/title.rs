//! Whether two titles in one language can be the same article's.
//!
//! Small differences of print and a subtitle on one side do not count. Numbers do: parts of a series and reports of
//! several years differ in nothing else.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::plain::{self, within};
use crate::field::text::is_han;

/// Shorter heads are no titles of their own: in characters of Chinese and of other titles.
const SHORTEST: (usize, usize) = (5, 12);
/// One character of so many may be misread: of Chinese and of other titles.
const DAMAGE: (usize, usize) = (10, 20);
/// Subtitles that are tried.
const CUTS: usize = 3;

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

/// A title, ready to be compared.
#[derive(Clone, Debug)]
pub struct Title {
    whole: Words,
    /// What stands before a subtitle.
    heads: Vec<Words>,
    /// What kind of text it announces.
    pub kind: Kind,
    /// Which part of a series.
    pub part: Option<Part>,
    /// Whether many texts go by it: columns such as 卷首语 and a title of a word or two.
    pub says_little: bool,
}

/// What two titles say of their articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are one title.
    Same,
    /// They are one title, but one that many texts go by.
    Little,
    /// They are two.
    Different,
}

impl Title {
    /// `printed`, ready to be compared.
    pub fn of(printed: &str) -> Title {
        let text: String = printed.nfkc().collect();
        let whole = Words::of(&text);
        let heads = cuts(&text).map(|at| Words::of(&text[..at])).filter(|head| !head.is_short()).take(CUTS).collect();
        let name: String = whole.letters.iter().filter(|c| !c.is_numeric()).collect();
        let says_little = whole.is_short() || COLUMNS.contains(name.as_str());
        Title { heads, kind: kind(&text), part: part(&text), says_little, whole }
    }

    /// Holds it against a title in the same language.
    pub fn compare(&self, other: &Title) -> Likeness {
        let parts = match (self.part, other.part) {
            (Some(a), Some(b)) => a.may_be(b),
            (a, b) => a == b,
        };
        if self.kind != other.kind || !parts {
            return Likeness::Different;
        }
        if self.whole.letters == other.whole.letters {
            return if self.says_little { Likeness::Little } else { Likeness::Same };
        }
        if self.says_little || other.says_little {
            return Likeness::Different;
        }
        let alike = self.whole.is_like(&other.whole)
            || self.heads.iter().any(|head| head.is_like(&other.whole))
            || other.heads.iter().any(|head| head.is_like(&self.whole));
        if alike { Likeness::Same } else { Likeness::Different }
    }

    /// Its letters, to sort by.
    pub fn letters(&self) -> &[char] {
        &self.whole.letters
    }
}

/// The numbers in a text, however they are written: what tells the first hospital from the second.
pub fn numbers(printed: &str) -> Vec<String> {
    Words::of(&printed.nfkc().collect::<String>()).numbers
}

/// The letters of a title, and the numbers among them, however they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    letters: Vec<char>,
    numbers: Vec<String>,
}

impl Words {
    /// Of a text in compatibility form.
    fn of(text: &str) -> Words {
        // a word of Latin letters or digits, or one character that counts or sets apart
        static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("[0-9]+|[A-Za-z]+|[零〇一二三四五六七八九十百千上中下甲乙丙丁]").expect("a fixed pattern")
        });
        let number = |word: &str| {
            if word.starts_with(|c: char| !c.is_ascii_alphabetic()) {
                return Some(word.trim_start_matches('0').to_owned());
            }
            let alone = word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase());
            roman(word).or(counted(word)).map(|n| n.to_string()).or(alone.then(|| word.to_owned()))
        };
        Words {
            letters: plain::plain(text).chars().collect(),
            numbers: NUMBER.find_iter(text).filter_map(|word| number(word.as_str())).collect(),
        }
    }

    fn is_han(&self) -> bool {
        self.letters.iter().any(|c| is_han(*c))
    }

    /// Whether it is too short to tell articles apart.
    fn is_short(&self) -> bool {
        self.letters.len() < if self.is_han() { SHORTEST.0 } else { SHORTEST.1 }
    }

    /// The same numbers, and few other differences.
    fn is_like(&self, other: &Words) -> bool {
        let share = if self.is_han() { DAMAGE.0 } else { DAMAGE.1 };
        let most = self.letters.len().min(other.letters.len()) / share;
        self.numbers == other.numbers && within(&self.letters, &other.letters, most)
    }
}

/// Where a subtitle may begin: at a colon or a dash, at a bracket that ends the title, at a blank between Han
/// characters, at a new sentence.
fn cuts(text: &str) -> impl Iterator<Item = usize> + '_ {
    static CUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r" *[:—–―]|--| - |\.\s|\s*\([^()]*\)\s*$|\p{Han}(\s+)\p{Han}").expect("a fixed pattern")
    });
    CUT.captures_iter(text).filter_map(|cut| cut.get(1).or(cut.get(0))).map(|cut| cut.start())
}

fn kind(text: &str) -> Kind {
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
fn part(text: &str) -> Option<Part> {
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
fn roman(numeral: &str) -> Option<u32> {
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

fn counted(word: &str) -> Option<u32> {
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
static COLUMNS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
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
    use super::*;

    fn compare(a: &str, b: &str) -> Likeness {
        let (a, b) = (Title::of(a), Title::of(b));
        assert_eq!(a.compare(&b), b.compare(&a));
        a.compare(&b)
    }

    #[test]
    fn one_title_printed_twice() {
        for (a, b) in [
            ("城市湿地碳汇的空间格局", "城市湿地 碳汇的空间格局 "),
            ("城市湿地碳汇的空间格局", "城市湿地碳汇的空间格局——以长江下游为例"),
            ("城市湿地碳汇的空间格局", "城市湿地碳汇的空问格局"),
            ("ＣＯ２排放的空间格局", "CO2排放的空间格局"),
            ("Carbon sinks of urban wetlands", "CARBON SINKS OF URBAN WETLANDS"),
            ("Carbon sinks of urban wetlands", "Carbon sinks of urban wetlands: six cities on the lower Yangtze"),
            ("Carbon sinks of urban wetlands in China", "Carbon sinks of urban wetiands in China"),
            ("土壤研究(二)", "土壤研究（二）"),
        ] {
            assert_eq!(compare(a, b), Likeness::Same, "{a} {b}");
        }
    }

    #[test]
    fn two_titles() {
        for (a, b) in [
            ("湿地土壤的研究（一）", "湿地土壤的研究（二）"),
            ("湿地土壤的研究", "湿地土壤的研究（二）"),
            ("湿地土壤的研究(上)", "湿地土壤的研究(下)"),
            ("湿地土壤的研究：上篇", "湿地土壤的研究：下篇"),
            ("湿地土壤的研究(Ⅰ)", "湿地土壤的研究(Ⅱ)"),
            ("湿地土壤研究之三", "湿地土壤研究之四"),
            ("2021年湿地土壤研究报告与展望", "2022年湿地土壤研究报告与展望"),
            ("Soils of urban wetlands, Part 1: methods", "Soils of urban wetlands, Part 2: methods"),
            ("Soils of urban wetlands. Part one", "Soils of urban wetlands. Part two"),
            ("Soils of urban wetlands II", "Soils of urban wetlands III"),
            ("Genotypes of hepatitis B in rural towns", "Genotypes of hepatitis C in rural towns"),
            ("城市湿地碳汇的空间格局", "《城市湿地碳汇的空间格局》一文的更正"),
            ("Carbon sinks of urban wetlands", "Correction to: Carbon sinks of urban wetlands"),
            ("Carbon sinks of urban wetlands", "Retraction: Carbon sinks of urban wetlands"),
            ("城市湿地碳汇的空间格局", "温室番茄脉冲滴灌的阈值"),
        ] {
            assert_eq!(compare(a, b), Likeness::Different, "{a} {b}");
        }
    }

    #[test]
    fn columns_say_little() {
        for title in ["卷首语", "编者按", "书讯", "Editorial", "Book Reviews", "更正", "Erratum", "序", "书讯(3)"]
        {
            assert_eq!(compare(title, title), Likeness::Little, "{title}");
        }
    }

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
