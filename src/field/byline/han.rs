//! Names in a run of Chinese characters that no mark or separator divides.

use std::ops::Range;
use std::sync::LazyLock;

use super::token::{Kind, Token};
use crate::field::affiliation;
use crate::field::name::{Glyph, begins_with_surname, cut, han_name_score, is_organisation};
use crate::field::words::Words;

/// What a run holds.
#[derive(Default)]
pub(super) struct Names {
    pub found: Vec<Range<usize>>,
    /// Where something begins after which no more names come, e.g. an affiliation.
    pub end: Option<usize>,
    /// Bytes that are no names.
    pub waste: usize,
}

/// Words in a byline that are no persons.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "等", "执笔", "整理", "翻译", "编译", "译", "著", "文", "课题组", "编辑部", "本刊", "记者", "通讯员",
    "特约", "作者", "指导教师", "和", "与", "及", "编辑", "图", "责任编辑", "主编", "本刊编辑部", "摄影",
];

/// What an affiliation that is glued to the last name begins with.
#[rustfmt::skip]
static PLACES: LazyLock<Words> = LazyLock::new(|| Words::new(&[
    "中国", "国家", "北京", "上海", "天津", "重庆", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "江苏",
    "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "四川", "贵州",
    "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆", "台湾", "香港", "澳门", "南京", "武汉", "西安",
    "成都", "广州", "深圳", "杭州", "哈尔滨", "长春", "沈阳", "大连", "兰州", "昆明", "长沙", "郑州", "合肥",
    "济南", "青岛", "厦门", "南昌", "南宁", "清华", "复旦", "东南大学", "同济", "中央", "解放军", "空军",
    "海军", "教育部", "农业部", "首都", "华中", "华南", "华东", "华北", "南方医科", "南方科技",
    "中南大学", "西南大学", "西南交通", "西北大学", "西北农林", "西北工业", "东北大学", "东北林业", "东北农业",
    "东北师范",
]));

/// Whether `word` is one name and nothing else, as most that marks or separators set off are.
pub(super) fn is_name(word: &str) -> bool {
    is_one_name(word) && !ends_list(word) && !NOBODY.contains(&word) && !word.ends_with('等')
}

/// Whether no more names come behind `word`.
fn ends_list(word: &str) -> bool {
    matches!(word, "等" | "等人" | "男" | "女")
}

/// The names in `run`; `glue` is what a missing blank between two of them costs.
pub(super) fn names(text: &str, run: &[Token], glue: f32) -> Names {
    let mut names = Names::default();
    if let [Token { kind: Kind::Han, at }] = run {
        group_names(text, &mut vec![at.clone()], glue, &mut names);
        return names;
    }
    let mut group: Vec<Range<usize>> = Vec::with_capacity(run.len());
    for (piece, dotted) in pieces(text, run) {
        if !dotted {
            group.push(piece);
            continue;
        }
        group_names(text, &mut group, glue, &mut names);
        group.clear();
        if names.end.is_some() {
            return names;
        }
        names.found.push(piece);
    }
    group_names(text, &mut group, glue, &mut names);
    names
}

/// The parts between blanks, and whether a dot that joins the parts of one name stays inside.
fn pieces(text: &str, run: &[Token]) -> Vec<(Range<usize>, bool)> {
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::with_capacity(run.len());
    let mut joins = false;
    for (place, token) in run.iter().enumerate() {
        match token.kind {
            Kind::Han if joins => {
                if let Some((last, dotted)) = pieces.last_mut() {
                    last.end = token.at.end;
                    *dotted = true;
                }
                joins = false;
            }
            Kind::Han => pieces.push((token.at.clone(), false)),
            Kind::Dot => {
                let neighbour = |place: usize| run.get(place).filter(|token| token.kind == Kind::Han);
                joins = match (place.checked_sub(1).and_then(neighbour), neighbour(place + 1)) {
                    (Some(before), Some(after)) => is_inner(text, before, token, after),
                    _ => false,
                };
            }
            _ => {}
        }
    }
    pieces
}

/// Whether a dot joins two parts of one name; a full stop does so only between short ones.
fn is_inner(text: &str, before: &Token, dot: &Token, after: &Token) -> bool {
    let longest = if &text[dot.at.clone()] == "." { 4 } else { 8 };
    let short = |part: &Token| text[part.at.clone()].chars().count() <= longest;
    short(before) && short(after) && !(is_common(text, before) && is_common(text, after))
}

/// Whether a part before or after a dot is a complete name of a common kind, so that the dot only separates.
fn is_common(text: &str, part: &Token) -> bool {
    let name = &text[part.at.clone()];
    name.chars().count() <= 3 && han_name_score(name) >= 0.72
}

fn group_names(text: &str, group: &mut Vec<Range<usize>>, glue: f32, names: &mut Names) {
    let last = group.iter().position(|part| ends_list(&text[part.clone()]));
    let end = last.map(|place| group.drain(place..).next().map_or(0, |part| part.end));
    group.retain_mut(|part| {
        let word = &text[part.clone()];
        let kept = word.strip_suffix('等').filter(|kept| kept.chars().count() >= 2).unwrap_or(word);
        part.end = part.start + kept.len();
        !NOBODY.contains(&word) && !word.ends_with("课题组") && !word.ends_with("编辑部")
    });
    group_cut(text, group, glue, names);
    names.end = names.end.or(end);
}

fn group_cut(text: &str, group: &[Range<usize>], glue: f32, names: &mut Names) {
    if let [part] = group
        && is_one_name(&text[part.clone()])
    {
        names.found.push(part.clone());
        return;
    }
    // a character has three bytes
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(group.iter().map(Range::len).sum::<usize>() / 3);
    let mut end = None;
    for (place, part) in group.iter().enumerate() {
        let word = &text[part.clone()];
        // the surname that a blank sets off: `张 旭中国人民解放军总医院`
        let surname = || place.checked_sub(1).map(|before| &text[group[before].clone()]).filter(|part| part.len() == 3);
        let length = if is_organisation(word) { before_affiliation(surname(), word) } else { word.len() };
        glyphs.extend(word[..length].char_indices().map(|(at, c)| Glyph { at: part.start + at, c, gap: at == 0 }));
        if length < word.len() {
            end = Some(part.start + length);
            break;
        }
    }
    let sentence = group.iter().any(|part| part.len() > 180);
    if sentence {
        names.waste += group.iter().map(Range::len).sum::<usize>();
    } else if !glyphs.is_empty() {
        let cut = cut(text, &glyphs, glue);
        let alone = cut.names.len() == 1;
        for name in cut.names {
            let at = Glyph::span(glyphs[name.start], glyphs[name.end - 1]);
            // a name of one character is what damage left of two
            let credible = match name.len() {
                1 => alone && glue < 0.0 && group.len() == 1,
                2..=4 => true,
                _ => han_name_score(&text[at.clone()]) >= 0.4,
            };
            if credible {
                names.found.push(at);
            } else {
                names.waste += at.len();
            }
        }
    }
    if let Some(end) = end {
        names.waste += group.iter().map(|part| part.end.saturating_sub(part.start.max(end))).sum::<usize>();
        names.end = Some(end);
    }
}

/// Whether `word` can be cut no better than not at all: two characters, or three behind a surname.
fn is_one_name(word: &str) -> bool {
    let few = match word.len() {
        6 => true,
        9 => begins_with_surname(word),
        _ => false,
    };
    few && word.chars().all(|c| c.len_utf8() == 3) && !is_organisation(word)
}

/// How many bytes of names stand before the affiliation that `word` holds: 9 in `王小明中国科学院`.
fn before_affiliation(surname: Option<&str>, word: &str) -> usize {
    let behind_name = || {
        let ends = word.char_indices().map(|(at, _)| at).skip(2).take(2);
        ends.filter(|at| begins_with_surname(&word[..*at])).find(|at| affiliation::begins_with_division(&word[*at..]))
    };
    let at = PLACES.found_in(word).next().map(|(at, _)| at).or_else(behind_name).unwrap_or(0);
    if at == 0 {
        return 0;
    }
    let words = [surname.unwrap_or_default(), &word[..at]].concat();
    let glyphs: Vec<Glyph> = words.char_indices().map(Glyph::solid).collect();
    let names = cut(&words, &glyphs, 0.0);
    if glyphs.len() >= 2 && names.worst > -13.9 { at } else { 0 }
}
