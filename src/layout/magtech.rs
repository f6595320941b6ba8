//! MagTech (玛格泰克): head line with `››`, column between dots, Chinese and English blocks, dates in one bulleted line.

use super::Layout;
use crate::outline::Outline;
use crate::record::Platform;

/// The layout of MagTech's pages.
pub(super) struct Magtech;

impl Layout for Magtech {
    fn platform(&self) -> Platform {
        Platform::Magtech
    }

    fn claims(&self, outline: &Outline) -> bool {
        let text = outline.doc.body();
        let head = &text[..text.floor_char_boundary(6000)];
        head.contains("››") || head.contains("玛格泰克") || hinted(outline) || is_middle_generation(head)
    }
}

fn hinted(outline: &Outline) -> bool {
    outline.doc.metas().iter().any(|m| m.name == "platform.hint" && outline.doc.slice(m.value) == "magtech")
}

/// `Please wait a minute...` above, or `全文: PDF(1482 KB)` below the head.
fn is_middle_generation(head: &str) -> bool {
    head.contains("Please wait a minute") || (head.contains("全文:") && head.contains(" KB)"))
}
