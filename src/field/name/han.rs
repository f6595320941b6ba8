//! Names in Chinese characters: whether a string is one, and where one ends in a run of several.

use std::ops::Range;
use std::sync::LazyLock;

use super::surname::{self, Surname};
use crate::field::text::is_han;
use crate::field::words::Words;

/// Dots between the parts of a transliterated name, e.g. `阿依努尔·买提`.
pub(crate) const DOTS: &[char] = &['·', '•', '・', '‧', '∙', '⋅', '●', '.'];

/// What organisations are called; no personal name holds it.
#[rustfmt::skip]
static ORGANISATION: LazyLock<Words> = LazyLock::new(|| Words::new(&[
    "大学", "学院", "研究", "医院", "中心", "实验室", "公司", "学校", "科学", "中学", "集团", "工程", "协会",
    "学会", "委员会", "基金", "编辑", "出版", "杂志", "学报", "期刊", "课题", "项目", "作者", "单位", "大學",
    "學院", "醫院", "實驗", "中国", "中國", "北京市", "图书馆", "博物馆", "管理", "技术", "教育", "经济",
    "信息", "系统", "关键", "關鍵", "摘要", "概况", "方法", "分析", "结果", "结论", "理论", "实验", "应用",
    "模型", "設計", "分類",
]));

/// Whether terms, places and offices end in `c`, and names all but never.
#[rustfmt::skip]
fn ends_terms(c: char) -> bool {
    matches!(c,
        '性' | '型' | '率' | '器' | '院' | '所' | '县' | '市' | '省' | '题' | '量' | '期' | '卷' | '页' | '号' | '类' | '论' | '者' | '病' | '症'
        | '剂' | '酸' | '层' | '膜' | '械' | '酶' | '法' | '系' | '图' | '表' | '司' | '局' | '部' | '厅' | '处' | '组' | '室' | '馆' | '社' | '报'
        | '刊' | '区' | '镇' | '乡' | '村' | '校' | '版' | '稿' | '费' | '税' | '债' | '价' | '值' | '縣' | '論' | '圖' | '錄' | '录' | '物' | '制'
        | '的' | '了' | '与' | '及' | '或')
}

/// Whether `c` joins words and stands in no name.
fn is_particle(c: char) -> bool {
    matches!(c, '的' | '了' | '与' | '及' | '或' | '是' | '被' | '把')
}

/// Pieces of Tibetan, Mongol and Uyghur names that are written without surname, e.g. `那仁图雅`, `达瓦次仁`.
#[rustfmt::skip]
static NATIONAL: LazyLock<Words> = LazyLock::new(|| Words::new(&[
    "图雅", "高娃", "其其格", "格日", "巴图", "巴特尔", "乌兰", "苏日", "萨仁", "斯琴", "那仁", "阿拉坦",
    "乌云", "娜仁", "托娅", "图布", "朝鲁", "毕力格", "呼和", "额尔", "哈斯", "孟和", "卓玛", "次仁", "扎西",
    "多吉", "旺堆", "平措", "达瓦", "尼玛", "桑吉", "格桑", "拉姆", "央金", "白玛", "仁青", "才让", "嘉措",
    "旺杰", "索朗", "丹增", "边巴", "洛桑", "措姆", "曲珍", "旦增", "普布", "顿珠", "卓嘎", "次旺", "阿依",
    "古丽", "买买", "麦麦", "吐尔", "阿卜", "阿不", "艾合", "热合", "库尔", "木江", "提江", "尔江", "努尔",
    "玛依", "海提", "依明", "吾买", "米尔", "巴雅尔",
]));

/// How likely the characters of `name` are one person's name, 0 to 1, e.g. 0.95 for `王小明`, 0 for `研究所`.
///
/// Blanks in it count for nothing, since two-character names are printed `龙 牧`.
pub fn han_name_score(name: &str) -> f32 {
    let mut spaced = String::new();
    let name = if name.contains(' ') {
        spaced.extend(name.chars().filter(|c| *c != ' '));
        spaced.as_str()
    } else {
        name
    };
    if name.len() > 45 {
        return 0.0;
    }
    let mut length = 0;
    let mut dotted = false;
    for c in name.chars() {
        length += 1;
        if !is_han(c) {
            if !DOTS.contains(&c) {
                return 0.0;
            }
            dotted = true;
        }
    }
    if dotted {
        return transliteration_score(name);
    }
    if !(2..=6).contains(&length) || is_organisation(name) {
        return 0.0;
    }
    let national = length >= 4 && is_national(name);
    let mut score: f32 = match surname::leading(name) {
        Some((surname, end)) => {
            let given = length - name[..end].chars().count();
            match (given, end > 4) {
                (0, _) => 0.1,
                (1 | 2, _) => surname.standing,
                (3, _) if national => 0.8,
                (3, false) => 0.2,
                _ => 0.1,
            }
        }
        None if length >= 4 => 0.1,
        None => 0.15,
    };
    if national && length >= 4 {
        score = score.max(0.7);
    }
    if name.chars().any(is_particle) {
        score *= 0.2;
    }
    if name.chars().next_back().is_some_and(ends_terms) {
        score *= 0.25;
    }
    if surname::is_common_word(name) {
        score *= 0.12;
    }
    score
}

/// Whether `name` is likely one person's name in Chinese characters.
pub fn looks_like_han_name(name: &str) -> bool {
    han_name_score(name) >= 0.4
}

/// The parts between the dots: one to eight characters each, no organisation.
fn transliteration_score(name: &str) -> f32 {
    let parts = || name.split(DOTS);
    let shaped = parts().all(|part| (1..=8).contains(&part.chars().count()));
    let long = parts().any(|part| part.chars().count() >= 2) && (2..=4).contains(&parts().count());
    if !shaped || !long || is_organisation(name) {
        return 0.0;
    }
    let bad = parts().any(|part| part.chars().next_back().is_some_and(ends_terms));
    if bad || parts().any(surname::is_common_word) { 0.2 } else { 0.75 }
}

/// Whether `name` holds a piece of a national minority's name.
pub(crate) fn is_national(name: &str) -> bool {
    NATIONAL.are_in(name)
}

/// Whether `text` says that it is an organisation or a matter rather than a person.
pub(crate) fn is_organisation(text: &str) -> bool {
    ORGANISATION.are_in(text)
}

/// A character of a run.
#[derive(Clone, Copy)]
pub(crate) struct Glyph {
    /// Where it begins in its text.
    pub at: usize,
    pub c: char,
    /// Whether a blank stands before it.
    pub gap: bool,
}

impl Glyph {
    /// A character at `at` with nothing before it.
    pub fn solid((at, c): (usize, char)) -> Glyph {
        Glyph { at, c, gap: false }
    }

    /// The bytes from `first` to `last`.
    pub fn span(first: Glyph, last: Glyph) -> Range<usize> {
        first.at..last.at + last.c.len_utf8()
    }
}

/// One way to cut characters into names, with its logarithmic likelihood.
pub(crate) struct Cut {
    /// Ranges of characters.
    pub names: Vec<Range<usize>>,
    /// The likelihood of the least likely name, by its surname: below −13 it has none.
    pub worst: f32,
}

/// Cuts a run of characters of `text` into names; `glue` is what a border between two names costs where no blank is.
pub(crate) fn cut(text: &str, glyphs: &[Glyph], glue: f32) -> Cut {
    let n = glyphs.len();
    let gapped = glyphs.iter().skip(1).any(|glyph| glyph.gap);
    let has_national = |run: &[Glyph]| match run {
        [first, _, .., last] if !gapped => is_national(&text[Glyph::span(*first, *last)]),
        [_, _, _, ..] => is_national(&run.iter().map(|glyph| glyph.c).collect::<String>()),
        _ => false,
    };
    let national = has_national(glyphs);
    let mut best: Vec<(f32, usize, f32)> = vec![(f32::NEG_INFINITY, 0, 0.0); n + 1];
    best[0] = (0.0, 0, 0.0);
    for start in 0..n {
        let so_far = best[start].0;
        if so_far == f32::NEG_INFINITY {
            continue;
        }
        let border = if start == 0 || glyphs[start].gap { 0.0 } else { glue };
        let longest = (start + 6).min(n);
        let run = &glyphs[start..longest];
        let surnames = Surnames::of(run);
        for length in 1..=run.len() {
            let national = national && has_national(&run[..length]);
            let (surname, likelihood) = likelihood(&surnames, length, national);
            let end = start + length;
            let blanks = if gapped { blanks(&run[..length]) } else { 0.0 };
            let score = so_far + border + likelihood + blanks;
            if score > best[end].0 {
                best[end] = (score, start, surname);
            }
        }
    }
    let mut names = Vec::with_capacity(n / 2);
    let mut end = n;
    let mut worst = 0.0f32;
    while end > 0 {
        let (_, start, surname) = best[end];
        names.push(start..end);
        worst = worst.min(surname);
        end = start;
    }
    names.reverse();
    Cut { names, worst }
}

/// The surnames that a run of characters begins with: 欧阳, and 欧.
struct Surnames {
    single: Option<&'static Surname>,
    compound: Option<&'static Surname>,
}

impl Surnames {
    fn of(run: &[Glyph]) -> Surnames {
        // a compound one is no name by itself
        let compound = if let [first, second, _, ..] = run { surname::compound(first.c, second.c) } else { None };
        Surnames { single: run.first().and_then(|glyph| surname::single(glyph.c)), compound }
    }
}

/// Log likelihood of the surname and of the whole name of the first `length` characters of a run; `national` says that
/// it has a piece of a national minority's name.
fn likelihood(surnames: &Surnames, length: usize, national: bool) -> (f32, f32) {
    /// A character of a given name is one of some 700.
    const GIVEN: f32 = -6.5;
    const NO_SURNAME: f32 = -16.0;
    let rest = |characters: usize| characters as f32 * GIVEN;
    if length == 1 {
        return (NO_SURNAME, NO_SURNAME - 9.0);
    }
    let mut best = (NO_SURNAME, NO_SURNAME - 3.0 + rest(length));
    if length > 4 {
        best.1 -= 8.0;
    }
    if national {
        best = (-9.0, -9.0 - 5.0 * length as f32);
    }
    let compound = surnames.compound.filter(|_| length > 2);
    if let Some(surname) = compound.or(surnames.single) {
        let given = length - if compound.is_some() { 2 } else { 1 };
        let shape = match (given, compound.is_some()) {
            (1, _) => -1.4,
            (2, _) => -0.3,
            (3, false) => -6.5,
            _ => f32::NEG_INFINITY,
        };
        let score = surname.chance + shape + rest(given);
        if score > best.1 {
            best = (surname.chance, score);
        }
    }
    best
}

/// What the blanks inside a name cost: `龙 牧` is common, `李 国红` rare, others are no names.
fn blanks(name: &[Glyph]) -> f32 {
    match (name[1..].iter().filter(|glyph| glyph.gap).count(), name.len()) {
        (0, _) => 0.0,
        (1, 2) => -1.5,
        (1, 3) => -7.0,
        (2, 3) => -6.0,
        (1, 4) if name[2].gap => -8.0,
        _ => -30.0,
    }
}

/// Cuts names that stand without anything between them, e.g. `庞国芳庞小平`; `None` if that is not plausible.
pub fn split_glued_han(text: &str) -> Option<Vec<Range<usize>>> {
    let glyphs: Vec<Glyph> = text.char_indices().map(Glyph::solid).collect();
    if !(4..=400).contains(&glyphs.len()) || !text.chars().all(is_han) || is_organisation(text) {
        return None;
    }
    let Cut { names, worst } = cut(text, &glyphs, 0.0);
    if names.len() < 2 || worst < -13.9 {
        return None;
    }
    Some(names.into_iter().map(|name| Glyph::span(glyphs[name.start], glyphs[name.end - 1])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_names_from_words() {
        for name in [
            "王小明",
            "欧阳柏舟",
            "歐陽靖淳",
            "龙 牧",
            "阿依努尔·买提",
            "夷將.撒布",
            "那仁图雅",
            "桑吉卓玛",
            "达瓦次仁",
            "么思琪",
            "单于萱",
            "第五鸣谦",
            "暴榕",
            "闾晨阳",
            "練瑋喆",
            "郎嘉措",
        ] {
            assert!(looks_like_han_name(name), "{name} {}", han_name_score(name));
        }
        for text in [
            "摘要",
            "关键词",
            "综述",
            "中国",
            "方法",
            "高血压",
            "研究所",
            "北京大学",
            "水稻",
            "张",
            "",
            "ab",
            "经济学",
            "温度",
            "图书馆",
            "江苏省",
            "黄土高原",
            "的确",
            "王",
        ] {
            assert!(!looks_like_han_name(text), "{text} {}", han_name_score(text));
        }
    }

    #[test]
    fn cuts_names_without_separators() {
        let cut = |text: &str| {
            split_glued_han(text)
                .map(|names| names.into_iter().map(|at| text[at].to_owned()).collect::<Vec<_>>().join("|"))
        };
        assert_eq!(
            cut("但岳韦锦川陆承志覃晓霖甘文舟蒙丽萍黎志豪农振海").as_deref(),
            Some("但岳|韦锦川|陆承志|覃晓霖|甘文舟|蒙丽萍|黎志豪|农振海")
        );
        assert_eq!(cut("钭清扬撒明珠鄢书博").as_deref(), Some("钭清扬|撒明珠|鄢书博"));
        assert_eq!(cut("季若兰季小平").as_deref(), Some("季若兰|季小平"));
        assert_eq!(cut("欧阳柏舟李强").as_deref(), Some("欧阳柏舟|李强"));
        assert_eq!(cut("生态系统服务功能评估"), None);
        assert_eq!(cut("那仁图雅"), None);
        assert_eq!(cut("中国农业大学"), None);
    }
}
