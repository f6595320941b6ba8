//! What a person is at an organisation, where it is printed behind the name: `远山大学法学院教授、博士生导师`.

use super::organisation::organisations;

/// Words for posts and degrees.
const POSTS: &[&str] = &[
    "教授",
    "讲师",
    "助教",
    "研究员",
    "博士后",
    "博士生",
    "硕士生",
    "研究生",
    "候选人",
    "博士",
    "硕士",
    "导师",
    "工程师",
    "医师",
    "编审",
    "编辑",
    "馆员",
    "主任",
    "院长",
    "所长",
];

/// Words that stand before those.
const RANKS: &[&str] = &[
    "副", "助理", "特聘", "讲席", "客座", "名誉", "荣誉", "专任", "兼任", "高级", "首席", "主治", "主任", "博士",
    "硕士", "在读",
];

/// Where the posts begin that end `text`; `None` where none does, or where they stand behind no organisation.
pub(super) fn begin(text: &str) -> Option<usize> {
    // nearly every text ends otherwise
    if !text.ends_with(['授', '师', '教', '员', '后', '生', '人', '士', '审', '辑', '任', '长']) {
        return None;
    }
    let mut unit = text;
    while let Some(before) = POSTS.iter().find_map(|post| unit.strip_suffix(post)) {
        unit = before.trim_end_matches(' ');
        while let Some(before) = RANKS.iter().find_map(|rank| unit.strip_suffix(rank)) {
            unit = before.trim_end_matches(' ');
        }
        unit = unit.trim_end_matches(['、', ',', '兼', '/', ' ']);
    }
    (unit.len() < text.len() && !organisations(unit).is_empty()).then_some(unit.len())
}

#[cfg(test)]
mod tests {
    use super::begin;

    #[test]
    fn posts_are_no_part_of_the_unit() {
        for (text, unit) in [
            ("远山大学历史系副教授", "远山大学历史系"),
            ("远山大学法学院 教授、博士生导师", "远山大学法学院"),
            ("远山大学历史学系博士候选人", "远山大学历史学系"),
            ("近水市第一人民医院主任医师、教授", "近水市第一人民医院"),
            ("远山大学法学院副院长兼教授", "远山大学法学院"),
            ("远山科学院海洋研究所 助理研究员", "远山科学院海洋研究所"),
        ] {
            assert_eq!(begin(text).map(|at| &text[..at]), Some(unit), "{text}");
        }
        for text in ["远山大学历史系", "远山大学研究生院", "某省高级教授", "教授", ""] {
            assert_eq!(begin(text), None, "{text}");
        }
    }
}
