//! MagTech (玛格泰克): head line with `››`, column between dots, Chinese and English blocks, dates in one bulleted line.
//! The generation before it prints head, column and title on lines of their own.

use super::tells::Tell;
use super::{Layout, Page, Places};
use crate::field::text;
use crate::outline::{Kind, Outline};
use crate::record::{Language, Platform};

/// The layout of MagTech's pages.
pub(super) struct Magtech;

impl Layout for Magtech {
    fn platform(&self) -> Platform {
        Platform::Magtech
    }

    fn claims(&self, page: &Page) -> bool {
        match page.hint {
            Some(hint) => hint == "magtech",
            None => page.heads(Tell::Arrows) || page.heads(Tell::Magtech) || is_middle_generation(page),
        }
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        if places.section.is_none() {
            column_below_head(outline, &mut places);
        }
        places
    }
}

/// `Please wait a minute...` above, or `全文: PDF(1482 KB)` below the head.
fn is_middle_generation(page: &Page) -> bool {
    page.heads(Tell::Wait) || (page.heads(Tell::FullText) && page.heads(Tell::Size))
}

/// The column is the short line between the head and the title.
fn column_below_head(outline: &Outline, places: &mut Places) {
    let lines = &outline.lines;
    let Some(head) = lines.iter().position(|l| l.kind == Kind::Head) else { return };
    // `[PDF全文]` may stand between
    let mut below = lines[head + 1..].iter().filter(|l| !outline.doc.slice(l.span).starts_with('['));
    let (Some(column), Some(title)) = (below.next(), below.next()) else { return };
    let language = if column.script.han > 0 { Language::Zh } else { Language::En };
    let short = column.script.han <= 16 && column.script.letters <= 40 && column.kind == Kind::Text;
    let is_title = places.title.get(language).is_some_and(|t| t.end >= title.span.end && t.start <= title.span.start);
    let is_link =
        ["Previous Article", "上一篇", "本期目录"].iter().any(|l| outline.doc.slice(column.span).starts_with(l));
    if short && is_title && !is_link && text::language(outline.doc.slice(title.span)) == Some(language) {
        // links may stand on the same line, set apart: `新能源与储能     最新目录| 下期目录`
        let words = outline.doc.slice(column.span);
        places.section = Some(column.span.part(0..words.find("  ").unwrap_or(words.len())));
        *places.title.get_mut(language) = Some(title.span);
    }
}
