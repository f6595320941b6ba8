//! Open Journal Systems: a path of links above the title, `Home / Archives / Vol. 3 No. 2 (2023) / Articles`.

use super::furniture::{is_furniture, is_of_menu};
use super::{Imprint, Layout, Page, Places, told};
use crate::document::Span;
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};
use crate::record::Platform;

/// The layout of OJS article pages.
pub(super) struct Ojs;

impl Layout for Ojs {
    fn platform(&self) -> Platform {
        Platform::Ojs
    }

    fn claims(&self, page: &Page) -> bool {
        told::OJS.claims(page)
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        let doc = outline.doc;
        // the path ends in the column, before it stands the issue
        if let Some(path) =
            outline.lines.iter().map(|l| l.span).find(|&span| doc.slice(span).matches(" / ").count() >= 3)
        {
            let mut steps = Vec::new();
            let mut at = 0;
            for step in doc.slice(path).split(" / ") {
                steps.push(path.part(at..at + step.len()));
                at += step.len() + " / ".len();
            }
            if let [.., issue, section] = steps[..] {
                places.heads.insert(0, Imprint::head(outline, without_name(outline, issue)));
                places.section = Some(section);
            }
        }
        // the box `期`, `Issue`: `卷 5 期 2 (2022): 西部城乡评论`
        let is_issue = |s: &Span| doc.slice(*s).starts_with("卷 ") && doc.slice(*s).contains("期 ");
        let issue = outline.lines.iter().map(|l| l.span).find(is_issue);
        places.heads.extend(issue.map(|span| Imprint::head(outline, span)));
        if places.journal.en.is_none()
            && places.journal.zh.is_none()
            && let Some(name) = masthead(outline, &places)
        {
            let (zh, en) = by_script(outline, name);
            places.journal.zh = zh;
            places.journal.en = en;
        }
        places
    }
}

/// `Vol. 9 No. 3 (2022): Springs and Streams` without the issue's own title.
fn without_name(outline: &Outline, issue: Span) -> Span {
    outline.doc.slice(issue).find("): ").map_or(issue, |at| issue.part(0..at + 1))
}

/// A name in both languages, cut where the Latin one begins.
fn by_script(outline: &Outline, name: Span) -> (Option<Span>, Option<Span>) {
    let words = outline.doc.slice(name);
    if !words.contains(crate::field::text::is_han) {
        return (None, Some(name));
    }
    let Some(at) = words.find(|c: char| c.is_ascii_alphabetic()).filter(|&at| at > 0) else {
        return (Some(name), None);
    };
    (Some(outline.doc.trim(name.part(0..at))), Some(name.part(at..words.len())))
}

/// The journal's name: the line above the title that has the one of the metadata, else the first one behind the links that
/// skip to the page's parts and its menu.
fn masthead(outline: &Outline, places: &Places) -> Option<Span> {
    const TOP: usize = 8;
    const LONGEST: usize = 160;
    let doc = outline.doc;
    let title = [places.title.zh, places.title.en].into_iter().flatten().map(|title| title.start).min();
    let above = |span: &Span| title.is_none_or(|title| span.start < title);
    let is_link = |words: &str| {
        words.starts_with("Skip to")
            || words.starts_with("跳至")
            || words.to_ascii_lowercase().ends_with("menu")
            || !words.contains(' ')
            || is_furniture(words)
            || is_of_menu(words)
    };
    let is_button = |line: &&Line| matches!(line.kind, Kind::Tabs | Kind::Marked(Label::Button));
    let printed = || outline.lines.iter().filter(|line| !is_button(line)).map(|line| line.span);
    let lines = || printed().take_while(above).filter(|&s| !is_link(doc.slice(s)));
    let may_be = |words: &str| !words.contains(['/', ':', '@', '|', '>']) && words.len() <= LONGEST;
    let metas = doc.metas_named("citation_journal_title");
    let named: Vec<&str> = metas.map(|meta| doc.slice(meta.value).trim()).collect();
    if named.is_empty() {
        let top = outline.lines.get(TOP).map_or(usize::MAX, |line| line.span.start);
        return lines().take_while(|s| s.start < top).find(|&s| may_be(doc.slice(s)));
    }
    lines().find(|&s| may_be(doc.slice(s)) && named.iter().any(|name| doc.slice(s).contains(name)))
}
