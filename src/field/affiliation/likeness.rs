//! Whether a line is an affiliation, by its words: quick, since every line of a head is asked.

use std::ops::Range;
use std::sync::LazyLock;

use super::chinese;
use super::organisation::organisations;
use crate::byte;
use crate::field::text::trim;
use crate::field::words::Words;

/// What affiliations do not say: labels of other fields, and words of sentences; in small letters.
#[rustfmt::skip]
const OTHER: &[&str] = &[
    "基金", "资助", "项目", "计划", "购于", "购自", "提供", "成立", "收稿", "修回", "关键词", "关键字", "分类号", "文献标", "文章编号",
    "参考文献", "作者简介", "通信作者", "通讯作者", "联系人", "引用", "版权", "本文", "我们", "的", "了", "研究表明", "男", "女",
    "生于", "学报", "大学生", "学位", "毕业", "教授", "博士", "硕士", "研究员,", "邮编", "地址", "主办", "主管", "出版日期", "电话",
    "期刊", "技术支持", "doi", "science foundation", "program", "project", "scholar", "abstract", "key words", "keywords", "received",
    "accepted", "revised", "fund", "grant", "support", "journal", "correspond", "copyright", "cite", "http", "www.",
    "e-mail", "email", "on behalf of", "[j]", "[m]", "[d]", "[c]", "[n]", "et al", "fig.",
    // more than the words decides about these
    "年", "摘", "issn",
];

static OTHERS: LazyLock<Words<true>> = LazyLock::new(|| Words::new(OTHER));

/// How many of `OTHER` and how many words of sentences stand in `line`, up to six.
fn others(line: &str) -> usize {
    let mut behind = 0;
    let counts = |&(at, place): &(usize, usize)| {
        let word = OTHER[place];
        let end = at + word.len();
        let fits = match word {
            // `2019 年`
            "年" => line[..at].strip_suffix(' ').unwrap_or(&line[..at]).ends_with(|c: char| c.is_ascii_digit()),
            "摘" => line[end..].trim_start_matches(' ').starts_with('要'),
            "issn" => &line[at..end] == "ISSN",
            // `远山大学生态学院`
            "大学生" => !chinese::school(&line[end - "生".len()..]),
            _ => true,
        };
        // a word within another counts once
        let counts = fits && at >= behind;
        if counts {
            behind = end;
        }
        counts
    };
    let others = OTHERS.found_in(line).filter(counts).take(6).count();
    others + words(line.as_bytes()).filter(|word| is_of_sentence(word)).take(6 - others).count()
}

/// The words in Latin letters and figures.
fn words(mut line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let of_words = |byte: &u8| OF_WORDS[usize::from(*byte)];
    std::iter::from_fn(move || {
        let start = line.iter().position(of_words)?;
        let length = line[start..].iter().take_while(|byte| of_words(byte)).count();
        let (word, rest) = line[start..].split_at(length);
        line = rest;
        Some(word)
    })
}

/// Bytes that whole words are made of.
const OF_WORDS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte as u8 == b'_';
        byte += 1;
    }
    table
};

fn is_of_sentence(word: &[u8]) -> bool {
    // nearly every word is too long, or begins otherwise
    let may_be = (2..=5).contains(&word.len()) && matches!(word[0] | b' ', b'w' | b'i' | b'a' | b'h' | b'b' | b't');
    may_be
        && matches!(
            byte::small(word, &mut [0; 5]),
            Some(b"we" | b"was" | b"were" | b"is" | b"are" | b"has" | b"have" | b"been" | b"that" | b"this" | b"these")
        )
}

/// How surely `line` is an affiliation or a list of them, 0 to 1.
///
/// A title such as `某地大学生运动兴趣研究` and the name of a journal get little.
pub fn likeness(line: &str) -> f32 {
    let line = trim(line);
    let line = super::post::begin(line).map_or(line, |post| &line[..post]);
    // shorter than any name with its kind; longer than a list of a dozen
    if line.len() < 9 || line.len() > 3000 {
        return 0.0;
    }
    let named = organisations(line);
    let Some(last) = named.last() else { return 0.0 };
    let postcode = has_postcode(line);
    let mut score: f32 = if postcode { 0.8 } else { 0.4 };
    let marked = super::marker::read(line.trim_start_matches(['(', '•', ' ', '*', '「'])).is_some();
    if marked {
        score += 0.15;
    }
    if !postcode && ends_with_place(line) {
        score += 0.3;
    }
    // PubMed sets titles in brackets
    if line.starts_with('(') || line.starts_with('[') && !line.ends_with(']') {
        score += 0.1;
    }
    // names of organisations stand alone: `某某大学某某学院`
    if last.end == line.len() || is_department(line, last) {
        score += 0.2;
    }
    if memchr::memchr(b',', line.as_bytes()).is_some() && !super::has_han(line) && names_one(line, &named) {
        score += 0.15;
    }
    // a title may end with one: `Mitigation of radio interference at Nearwater Observing Station`
    if !postcode && !marked && !line.contains(',') && (small_words(line) >= 3 || prepositions(line) >= 2) {
        score -= 0.3;
    }
    score -= others(line) as f32 * if postcode { 0.2 } else { 0.3 };
    if score <= 0.0 {
        return 0.0;
    }
    score -= sentences(line.as_bytes(), if marked { 12 } else { 4 }) as f32 * 0.15;
    // the head of a long line may be a byline with its affiliations, the rest of it text
    if line.len() > 900 && !marked {
        score -= 0.3;
    }
    score.clamp(0.0, 1.0)
}

/// How many words of five small letters or more stand in `line`: no name of an organisation has many.
fn small_words(line: &str) -> usize {
    words(line.as_bytes()).filter(|word| word.len() >= 5 && word.iter().all(u8::is_ascii_lowercase)).count()
}

/// How many words of `line` lead from one thing to another, as those of a title do and those of a name seldom:
/// `Trends on Evolution of Silt at Farhill Station`.
fn prepositions(line: &str) -> usize {
    let lead = |word: &&[u8]| matches!(*word, b"on" | b"at" | b"in" | b"to" | b"from" | b"by" | b"under" | b"with");
    words(line.as_bytes()).filter(lead).count()
}

/// Whether a department ends the line behind its hospital or school: `近水市第一人民医院耳鼻咽喉-头颈外科`, `远山大学历史系`.
fn is_department(line: &str, last: &Range<usize>) -> bool {
    const LONGEST: usize = 42;
    let (whole, department) = (&line[..last.end], line[last.end..].trim_start_matches(' '));
    let hospital = || whole.ends_with("医院") && department.ends_with(['科', '室', '部', '区', '组']);
    let school = || {
        // `远山大学评价体系` is a title
        let thing = ["体系", "关系", "联系", "谱系", "内部", "全部"].iter().any(|word| department.ends_with(word));
        ["大学", "学院"].iter().any(|kind| whole.ends_with(kind)) && department.ends_with(['系', '部', '室']) && !thing
    };
    last.end >= "远山大学".len()
        && department.len() <= LONGEST
        && department.chars().all(|c| crate::field::text::is_han(c) || c == '-')
        && (hospital() || school())
}

/// How many sentences end in `line`; so many points are those of abbreviations.
fn sentences(line: &[u8], abbreviations: usize) -> usize {
    let wide = memchr::memchr_iter(0xE3, line).filter(|at| line[*at..].starts_with("。".as_bytes())).count();
    let points = memchr::memchr_iter(b'.', line).filter(|at| line.get(at + 1) == Some(&b' ')).count();
    wide + points.saturating_sub(abbreviations)
}

/// Whether a piece of `line` between commas begins or ends with the word for an organisation, one of those `named`:
/// `Universidad de …`, `Fudan University`.
fn names_one(line: &str, named: &[Range<usize>]) -> bool {
    let mut start = 0;
    line.split(',').any(|piece| {
        let end = start + piece.len();
        let first = named.iter().find(|word| word.start >= start && word.end <= end);
        start = end + 1;
        let (head, tail) = (end - piece.trim_start().len(), end - (piece.len() - piece.trim_end().len()));
        first.is_some_and(|word| word.start == head || word.end + 5 >= tail)
    })
}

/// Whether six digits stand by themselves.
fn has_postcode(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut end = 0;
    while let Some(skipped) = bytes[end..].iter().position(u8::is_ascii_digit) {
        let start = end + skipped;
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        end = start + run;
        let alone = start == 0 || !matches!(bytes[start - 1], b'-' | b'.' | b'/' | b'_' | b'(');
        let closed = !matches!(bytes.get(end), Some(b'-' | b'/' | b'@' | b'_'));
        if (run == 6 || run == 7 && start > 0) && alone && closed {
            return true;
        }
    }
    false
}

/// Whether the last piece of `line` is a place, a country or a postcode.
pub(super) fn ends_with_place(line: &str) -> bool {
    let line = line.trim_end_matches([' ', '.', ';', ')', '。']);
    let last = line.rsplit([',', ' ']).next().unwrap_or("");
    let piece = line.rsplit(',').next().unwrap_or("").trim();
    let cut = last.len() < line.len();
    let postcode = last.bytes().filter(u8::is_ascii_digit).count() >= 5;
    cut && (postcode
        || super::place::is_country(piece)
        || super::place::is_country(last)
        || super::place::is_divisions(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affiliations_are_told_from_other_lines() {
        for line in [
            "1.远山大学 文学院,上海 200001;",
            "(远山大学经济学院太原 030001)",
            "2 School of Optics, Farhill University, Farhill 200001, China",
            "衡水学院经济管理学院,河北 衡水",
            "    Universidad de los Lagos, Bogotá",
            "近水市第一人民医院耳鼻咽喉-头颈外科",
            "远山大学历史系",
            "远山大学 基础医学部",
            "远山大学法学院副院长兼教授",
        ] {
            assert!(likeness(line) >= 0.5, "{line}: {}", likeness(line));
        }
        for line in [
            "西部地区大学生体育兴趣的影响因素研究",
            "远山大学评价体系",
            "基金项目:国家自然科学基金(52071234);远山大学科研基金",
            "《远山大学学报》编辑部,上海 200001,电话 021-1234567",
            "张三(1990—),男,河南人,远山大学博士研究生,研究方向为光学",
            "本文以远山大学为例,分析了高校图书馆的服务模式。",
            "[3] 张三. 光学[J]. 远山大学学报, 2019, 3(1): 1-9.",
            "张三, 李四",
            "Strong electromagnetic interference and mitigation at Nearwater Observing Station",
            "Driving Factors Analysis on Evolution of Water and Silt at Farhill Station",
        ] {
            assert!(likeness(line) < 0.5, "{line}: {}", likeness(line));
        }
    }

    proptest::proptest! {
        #[test]
        fn stays_within_bounds(line in "\\PC{0,80}") {
            assert!((0.0..=1.0).contains(&likeness(&line)));
        }
    }
}
