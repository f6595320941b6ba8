//! RHHZ (仁和汇智): a message board on top, then title, names and citations; the citation before 引用本文 is of another article.

use super::Layout;
use crate::outline::Outline;
use crate::record::Platform;

/// The layout of RHHZ's pages.
pub(super) struct Rhhz;

impl Layout for Rhhz {
    fn platform(&self) -> Platform {
        Platform::Rhhz
    }

    fn claims(&self, outline: &Outline) -> bool {
        if let Some(hint) = super::told::hint(outline) {
            return hint == "rhhz";
        }
        let text = outline.doc.body();
        let head = &text[..text.floor_char_boundary(6000)];
        // its static pages close with these two boxes
        let boxes = text.contains("文章历史") && text.contains("文章信息") && !head.contains("››");
        head.contains("尊敬的读者、作者、审稿人")
            || (head.contains("引用本文:") && head.contains("More Information"))
            || boxes
    }
}
