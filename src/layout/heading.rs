//! Lines whose parts are told by their place: the path above an article, lists of citations, heads of tables.

use super::{Imprint, Places};
use crate::document::Span;
use crate::field::{Date, citation, text};
use crate::label::{self, Label};
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

/// Steps of a page's path that lead to the article and name nothing of it.
const STEPS: &[&str] =
    &["首页", "当前位置", "您的位置", "过刊浏览", "期刊浏览", "当期目录", "在线期刊", "Home", "Archive", "Issues"];

/// The head that `line` is, without the path before it; none where it is an item of a list of citations.
pub(super) fn own(outline: &Outline, line: &Line) -> Option<Span> {
    (!is_listed(outline, line)).then(|| behind_path(outline, line.span))
}

/// `首页 > 过刊浏览 > 2023年第34卷第8期 > 1466-1479`: what stands behind the last step.
fn behind_path(outline: &Outline, head: Span) -> Span {
    let words = outline.doc.slice(head);
    if !words.contains(['>', '»']) {
        return head;
    }
    let last = STEPS.iter().filter_map(|step| words.rfind(step).map(|at| at + step.len())).max();
    let Some(behind) = last else { return head };
    let rest = words[behind..].trim_start_matches([' ', '-', '>', '»', ':']);
    if rest.len() < 8 { head } else { head.part(words.len() - rest.len()..words.len()) }
}

/// Signs between the steps of a path.
const BETWEEN: &[char] = &['>', '»', '›'];

/// Words in steps that are no names of journals.
const PLACES: &[&str] = &[
    "首页", "导航", "目录", "浏览", "列表", "检索", "当前", "位置", "在线", "文章", "论文", "归档", "摘要", "Home",
    "Archive", "Issue", "Journals", "Browse", "Articles", "Current", "...", "…",
];

/// The issue and the journal in a path of links: `Home > Lingnan Review > Vol 15, No 3 (2015) > Duan`.
pub(super) fn path(outline: &Outline, places: &mut Places) {
    const TOP: usize = 24;
    const LONGEST: usize = 100;
    let doc = outline.doc;
    for line in outline.lines.iter().take(TOP).filter(|line| matches!(line.kind, Kind::Text | Kind::Head)) {
        let words = doc.slice(line.span);
        // one step is enough to a name in title marks: `当前位置:期刊 > 《岭南评论》 2018年第5期`
        let least = if words.contains("> 《") { 1 } else { 2 };
        if words.matches(BETWEEN).count() < least || words.contains("››") {
            continue;
        }
        let step = |step: &str| {
            let at = step.as_ptr() as usize - words.as_ptr() as usize;
            doc.trim(line.span.part(at..at + step.len()))
        };
        let steps: Vec<Span> = words.split(BETWEEN).map(step).collect();
        let Some(issue) = steps.iter().position(|&span| citation::told(doc.slice(span)).is_some()) else { continue };
        if line.kind == Kind::Text {
            places.heads.push(Imprint::head(outline, steps[issue]));
        }
        let named = |span: &&Span| !doc.slice(**span).contains(|c: char| c.is_ascii_digit());
        let name = steps[..issue].iter().rev().find(named).copied();
        let name = name.filter(|&span| {
            let words = doc.slice(span);
            (4..=LONGEST).contains(&words.len()) && !PLACES.iter().any(|place| words.contains(place))
        });
        if let Some(name) = name
            && let Some(language) = text::language(doc.slice(name))
            && places.journal.get(language).is_none()
            && !places.heads.iter().chain(&places.citations).any(|imprint| imprint.names_journal(doc, language))
        {
            *places.journal.get_mut(language) = Some(name);
        }
        return;
    }
}

/// Whether a head is an item among items that cite: of other articles.
fn is_listed(outline: &Outline, line: &Line) -> bool {
    let cites = |line: &Line| line.kind == Kind::Head && outline.doc.slice(line.span).starts_with("• ");
    let at = outline.line_at(line.span.start);
    let beside = |index: Option<usize>| index.and_then(|i| outline.lines.get(i)).is_some_and(cites);
    cites(line) && (beside(at.checked_sub(1)) || beside(Some(at + 1)))
}

/// Dates in a row beneath a row of their labels: `收稿日期 修回日期` over `2024-01-09 2024-03-18`.
pub(super) fn dates(outline: &Outline, places: &mut Places) {
    typed_date(outline, places);
    for pair in outline.lines.windows(2) {
        let [head, row] = pair else { continue };
        if head.kind != Kind::Tabs || head.script.digits > 0 || row.script.digits < 8 {
            continue;
        }
        let Some(columns) = label::columns(outline.doc.slice(head.span)).filter(|c| c.len() >= 2) else { continue };
        let found = Date::find_all(outline.doc.slice(row.span));
        if columns.len() != found.len() {
            continue;
        }
        for ((label, language), (range, _)) in columns.into_iter().zip(found) {
            let slot = match label {
                Label::Received => 0,
                Label::Revised => 1,
                Label::Accepted => 2,
                Label::Published => 3,
                Label::Online => 4,
                _ => continue,
            };
            places.dates[slot].push((row.span.part(range), language));
        }
    }
}

/// The date beside the type of the article: `RESEARCH ARTICLE | JUNE 05 2023`.
fn typed_date(outline: &Outline, places: &mut Places) {
    const TOP: usize = 24;
    let dated = |line: &Line| {
        let (kind, date) = outline.doc.slice(line.span).split_once(" | ")?;
        let whole = Date::find(date).is_some_and(|(range, _)| range.len() == date.len());
        (whole && super::is_article_type(kind)).then(|| line.span.part(line.span.len() - date.len()..line.span.len()))
    };
    if places.dates[3].is_empty() {
        places.dates[3].extend(outline.lines.iter().take(TOP).find_map(dated).map(|span| (span, Language::En)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_path_is_no_part_of_the_head() {
        let doc = Document::from_text("a.txt", "首页 > 过刊浏览 > 2023年第34卷第8期 > 1466-1479.\n\n题名一二三四\n");
        let outline = Outline::of(&doc);
        let heads: Vec<&str> =
            outline.lines.iter().filter_map(|l| own(&outline, l)).map(|span| doc.slice(span)).take(1).collect();
        assert_eq!(heads, ["2023年第34卷第8期 > 1466-1479."]);
    }

    #[test]
    fn a_path_names_the_journal_and_the_issue() {
        let read = |path: &str| {
            let page = format!(
                "{path}\n题名一二三四的形成与演化\n顾望舒, 沈知行\n摘要: 以三处废弃采石场为对象,比较了客土厚度。\n"
            );
            let record = crate::read::record_of(&Document::from_text("a.txt", &page));
            (record.journal.title.zh.or(record.journal.title.en), record.volume, record.issue)
        };
        let part = |words: &str| Some(words.to_owned());
        let zh = read("文章导航 > 岭南评论 > 2023 > 45(9): 3210-3219");
        assert_eq!(zh, (part("岭南评论"), part("45"), part("9")));
        let en = read("Home > Lingnan Review > Vol 15, No 3 (2015) > Gu");
        assert_eq!(en, (part("Lingnan Review"), part("15"), part("3")));
        assert_eq!(read("Home > Archives > Vol 15, No 3 (2015) > Gu"), (None, part("15"), part("3")));
    }

    #[test]
    fn dates_stand_beneath_their_labels() {
        let doc = Document::from_text("a.txt", "收稿日期 修回日期 出版日期\n2024-01-09 2024-03-18 2024-04-20\n");
        let mut places = Places::default();
        dates(&Outline::of(&doc), &mut places);
        let found: Vec<Vec<&str>> =
            places.dates.iter().map(|d| d.iter().map(|(span, _)| doc.slice(*span)).collect()).collect();
        assert_eq!(found, [vec!["2024-01-09"], vec!["2024-03-18"], vec![], vec!["2024-04-20"], vec![]]);
    }

    #[test]
    fn one_step_is_enough_to_a_name_in_title_marks() {
        let page = "当前位置:期刊 > 《岭南评论》 2018年第5期\n题名一二三四的形成与演化\n作者:顾望舒 沈知行\n摘要: 以三处废弃采石场为对象,比较了客土厚度。\n";
        let record = crate::read::record_of(&Document::from_text("a.txt", page));
        assert_eq!((record.journal.title.zh.as_deref(), record.issue.as_deref()), (Some("岭南评论"), Some("5")));
    }

    #[test]
    fn the_date_beside_the_type_of_the_article() {
        let published = |line: &str| {
            let page = format!(
                "{line}\nOld Trees in Village Forests\nRuoyu Xian; Guanhao Mai\nAbstract: Old trees survive.\n"
            );
            crate::read::record_of(&Document::from_text("a.txt", &page)).dates.published.map(|date| date.to_string())
        };
        assert_eq!(published("RESEARCH ARTICLE | JUNE 05 2023").as_deref(), Some("2023-06-05"));
        assert_eq!(published("NEWS OF THE WEEK | JUNE 05 2023"), None);
    }
}
