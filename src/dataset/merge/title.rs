//! Whether two titles in one language can be the same article's.
//!
//! Small differences of print and a subtitle on one side do not count. Numbers do: parts of a series and reports of
//! several years differ in nothing else.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::announced::{COLUMNS, Kind, Part, counted, kind, part, roman};
use super::plain::{self, within};
use crate::field::text::is_han;

/// Shorter heads are no titles of their own: in characters of Chinese and of other titles.
const SHORTEST: (usize, usize) = (5, 12);
/// One character of so many may be misread: of Chinese and of other titles.
const DAMAGE: (usize, usize) = (10, 20);
/// Subtitles that are tried.
const CUTS: usize = 3;

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
}
