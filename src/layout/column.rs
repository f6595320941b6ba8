//! The journal's column, printed above the title without a label.

use super::Places;
use crate::document::Span;
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
    "專論",
    "研究論文",
    "論著",
    "原著论文",
    "综合评述",
    "科研论著",
    "研究综述",
    "综述与进展",
];

/// A line above the title that is nothing but the name of a column.
pub(super) fn above_title(outline: &Outline, places: &Places) -> Option<Span> {
    let title = [places.title.zh, places.title.en].into_iter().flatten().map(|t| t.start).min()?;
    let above = outline.lines.iter().take_while(|l| l.span.start < title).map(|l| l.span);
    let named =
        above.last().into_iter().chain(outline.lines.iter().take(12).map(|l| l.span).filter(|s| s.start < title)).find(
            |&span| {
                let words =
                    outline.doc.slice(span).trim_matches(|c: char| c.is_ascii_punctuation() || " ·•■【】".contains(c));
                COLUMNS.contains(&words)
            },
        );
    named.or_else(|| lone_item(outline, title)).or_else(|| set_off(outline, title))
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
