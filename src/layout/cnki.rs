//! CNKI: the journal's name in the line above the title, with the journal's link behind it.

use super::{Layout, Page, Places, told};
use crate::document::Span;
use crate::field::citation;
use crate::outline::Outline;
use crate::record::Platform;

/// The layout of CNKI's abstract pages.
pub(super) struct Cnki;

/// What stands behind the journal's name, or behind the issue.
const LINK: &str = "查看该刊数据库收录来源";

impl Layout for Cnki {
    fn platform(&self) -> Platform {
        Platform::Cnki
    }

    fn claims(&self, page: &Page) -> bool {
        told::CNKI.claims(page)
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        if places.journal.zh.is_none() {
            places.journal.zh = name(outline);
        }
        places
    }
}

/// The journal of an article published online first, which has no issue: `网络首发  岭南评论 查看该刊数据库收录来源`.
fn name(outline: &Outline) -> Option<Span> {
    let doc = outline.doc;
    let line = outline.lines.iter().map(|line| line.span).find(|&span| doc.slice(span).contains(LINK))?;
    let words = doc.slice(line);
    let from = if words.starts_with("网络首发") { "网络首发".len() } else { 0 };
    let name = doc.trim(line.part(from..words.find(LINK)?));
    (!name.is_empty() && citation::read(doc.slice(name)).is_none()).then_some(name)
}
