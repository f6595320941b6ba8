//! The journal's column, printed above the title without a label.

use super::Places;
use crate::document::Span;
use crate::field::text::unspaced;
use crate::outline::{Kind, Outline};

/// Names that are columns wherever they stand above a title.
const COLUMNS: &[&str] = &[
    "综述",
    "论著",
    "论文",
    "述评",
    "专论",
    "评论",
    "研究论文",
    "学术论文",
    "研究报告",
    "研究简报",
    "研究快报",
    "短篇论著",
    "临床论著",
    "病例报告",
    "临床研究",
    "基础研究",
    "实验研究",
    "技术方法",
    "专题论坛",
    "学术争鸣",
    "调查研究",
    "研究通讯",
    "专家论坛",
    "专论",
    "原著论文",
    "综合评述",
    "科研论著",
    "研究综述",
    "综述与进展",
    "应用研究",
    "专题研究",
    "理论研究",
    "理论与方法",
    "技术与应用",
    "读者来信",
    "读者·作者·编者",
    "学术动态",
    "卷首语",
    "书评",
];

/// Whether a line is the name of a column, wherever it stands.
pub(super) fn is_name(words: &str) -> bool {
    // `论著 · 社区护理`
    let (name, rest) = words.split_once(" · ").unwrap_or((words, ""));
    // `综 述`: print sets few characters apart
    let known =
        |name: &str| COLUMNS.contains(&name) || name.contains(' ') && COLUMNS.contains(&&*unspaced(name.to_owned()));
    known(name) && rest.chars().count() <= LONGEST_PART
}

/// What a column is divided into has no longer name, in characters.
const LONGEST_PART: usize = 10;

/// No line that is nothing but the name of a column is longer, whatever it is decorated with.
const LONGEST: usize = 60;

/// A line above the title that is nothing but the name of a column.
pub(super) fn above_title(outline: &Outline, places: &Places) -> Option<Span> {
    let title = [places.title.zh, places.title.en].into_iter().flatten().map(|t| t.start).min()?;
    let above = outline.lines.iter().take_while(|l| l.span.start < title).map(|l| l.span);
    let named =
        above.last().into_iter().chain(outline.lines.iter().take(12).map(|l| l.span).filter(|s| s.start < title)).find(
            |&span| {
                if span.len() > LONGEST {
                    return false;
                }
                let words = outline.doc.slice(span).trim_matches(|c: char| {
                    c.is_ascii_punctuation() || matches!(c, ' ' | '·' | '•' | '■' | '【' | '】')
                });
                is_name(words)
            },
        );
    named
        .or_else(|| before_navigation(outline))
        .or_else(|| lone_item(outline, title))
        .or_else(|| set_off(outline, title))
}

/// An item of a list that stands alone right above the title: `• 原子和分子物理学`.
fn lone_item(outline: &Outline, title: usize) -> Option<Span> {
    let at = outline.line_at(title).checked_sub(1)?;
    let is_item = |index: usize| outline.lines.get(index).is_some_and(|l| outline.doc.slice(l.span).starts_with("• "));
    let line = outline.lines.get(at).filter(|_| is_item(at))?;
    let alone = line.gap && (at == 0 || !is_item(at - 1)) && outline.lines.get(at + 1).is_some_and(|next| next.gap);
    let short = (2..=16).contains(&line.script.han) && line.script.digits == 0 && line.kind == Kind::Text;
    (alone && short).then(|| line.span.part("• ".len()..line.span.len()))
}

/// A short line above the title in brackets, or with a bar behind it: `[区域社会史]`, `光纤传感 | 更新时间:2022-12-02`.
fn set_off(outline: &Outline, title: usize) -> Option<Span> {
    let around = outline.lines.iter().take(24).filter(|l| l.span.start < title + 400);
    around.map(|l| l.span).find_map(|span| {
        let words = outline.doc.slice(span);
        if !words.ends_with([']', '】', '|']) {
            return None;
        }
        let bracketed = words.strip_prefix(['[', '【']).and_then(|w| w.strip_suffix([']', '】']));
        let inner = match bracketed {
            Some(inner) if span.start < title => inner,
            _ => words.strip_suffix('|')?.trim_end(),
        };
        let at = words.find(inner)?;
        let han = inner.chars().filter(|c| crate::field::text::is_han(*c)).count();
        let is_name =
            (2..=16).contains(&han) && !inner.contains(|c: char| c.is_ascii_alphanumeric() || "|[]:".contains(c));
        is_name.then(|| span.part(at..at + inner.len()))
    })
}

/// The column before a page's navigation, `新能源与储能     最新目录| 下期目录| 过刊浏览`, or behind `Sec.`.
fn before_navigation(outline: &Outline) -> Option<Span> {
    let doc = outline.doc;
    outline.lines.iter().take(12).map(|l| l.span).find_map(|line| {
        let words = doc.slice(line);
        if words.starts_with("Sec. ") && words.len() <= 60 {
            return Some(doc.trim(line.part(4..words.len())));
        }
        if !words.contains('|') {
            return None;
        }
        let link = ["最新目录", "本期目录"].iter().find_map(|link| Some((words.find(link)?, link.len())));
        let (at, _) = link.filter(|(at, len)| words[at + len..].trim_start().starts_with('|'))?;
        let name = doc.trim(line.part(0..at));
        let words = doc.slice(name);
        let fits = (2..=20).contains(&words.chars().count()) && !words.contains(['|', ':', ',']);
        fits.then_some(name)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_above_the_title() {
        let rest = "高原隧道粉尘迁移规律研究与通风参数优化\n\n琚振廷1, 井秀岩2\n\n摘要: 高海拔地区空气密度低。\n关键词: 隧道; 粉尘\n";
        for (line, expected) in [
            ("施工技术 | 更新时间:2024-05-06", Some("施工技术")),
            ("新能源与储能     最新目录| 下期目录| 过刊浏览", Some("新能源与储能")),
            ("论文 最新目录 | 下期目录 | 过刊浏览", Some("论文")),
            ("[区域社会史]", Some("区域社会史")),
            ("搜索 高级检索\n\n• 原子物理学", Some("原子物理学")),
            ("Sec. Plant Stress", Some("Plant Stress")),
            ("• 首页\n• 过刊浏览", None),
            ("【2024年第3期】", None),
        ] {
            let page = crate::Document::from_text("t", &format!("{line}\n\n{rest}"));
            assert_eq!(crate::read::record_of(&page).section.as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_column_may_be_divided() {
        assert!(super::is_name("论著 · 社区护理") && super::is_name("综 述") && !super::is_name("综 述二则"));
        assert!(!super::is_name("论著 · 社区护理中医院与家庭协作的机制") && !super::is_name("护理 · 论著"));
    }
}
