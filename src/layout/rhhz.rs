//! RHHZ (仁和汇智): a message board on top, then title, names and citations; the citation before 引用本文 is of another article.

use super::tells::Tell;
use super::{Layout, Page};
use crate::record::Platform;

/// The layout of RHHZ's pages.
pub(super) struct Rhhz;

impl Layout for Rhhz {
    fn platform(&self) -> Platform {
        Platform::Rhhz
    }

    fn claims(&self, page: &Page) -> bool {
        if let Some(hint) = page.hint {
            return hint == "rhhz";
        }
        // its static pages close with these two boxes
        let text = page.outline.doc.body().as_bytes();
        let boxed = |title: &str| memchr::memmem::find(text, title.as_bytes()).is_some();
        page.heads(Tell::Board)
            || (page.heads(Tell::OwnCitation) && page.heads(Tell::MoreInformation))
            || (!page.heads(Tell::Arrows) && boxed("文章历史") && boxed("文章信息"))
    }
}
