//! What style sheets do to elements, as far as attributes tell: hide them, move them, print them in one line.

use super::element::Element;
use super::token::Tokens;

/// Classes of lists that style sheets print in one line, e.g. RHHZ's bylines.
const ONE_LINE_LISTS: &[&str] = &["article-author", "article-keyword"];

/// Classes of elements that style sheets hide on a screen.
const HIDDEN_CLASSES: &[&str] = &["visible-xs", "d-none", "hidden", "sr-only", "visually-hidden", "u-visually-hidden"];

/// Classes of elements that style sheets put on lines of their own, e.g. the parts of an author on OJS.
const BLOCK_CLASSES: &[&str] = &["affiliation", "orcid"];

/// Classes of elements that stand at a side of their line.
const FLOATING_CLASSES: &[&str] = &["pull-left", "pull-right"];

/// Classes of the label before a value that nothing printed sets off.
const LABEL_CLASSES: &[&str] = &["label"];

/// Whether a start tag of `element` hides what is in it.
pub(super) fn is_hidden(element: Element, tag: &Tokens) -> bool {
    if matches!(element, Element::Html | Element::Head | Element::Body) {
        return false; // a page that waits for its script to be shown
    }
    // a glyph of a font of icons, whatever letters stand for it
    if element == Element::I && tag.attribute("class").is_some_and(|class| class.starts_with("icon")) {
        return true;
    }
    tag.attributes().iter().any(|(name, value)| match name.len() {
        5 if name.eq_ignore_ascii_case("style") => is_hiding(value),
        6 if name.eq_ignore_ascii_case("hidden") => true,
        11 if name.eq_ignore_ascii_case("aria-hidden") => value.eq_ignore_ascii_case("true"),
        _ => false,
    }) || has_class(tag, HIDDEN_CLASSES)
}

/// Whether a start tag's element stands apart from the words around it.
pub(super) fn is_floating(tag: &Tokens) -> bool {
    has_class(tag, FLOATING_CLASSES)
}

/// Whether a start tag's element is a label by its class.
pub(super) fn is_label(tag: &Tokens) -> bool {
    has_class(tag, LABEL_CLASSES)
}

/// Whether a start tag's element begins a line, whatever its name says.
pub(super) fn begins_line(tag: &Tokens) -> bool {
    has_class(tag, BLOCK_CLASSES)
}

/// Whether a start tag's list is printed in one line.
pub(super) fn is_one_line_list(tag: &Tokens) -> bool {
    has_class(tag, ONE_LINE_LISTS)
}

fn has_class(tag: &Tokens, classes: &[&str]) -> bool {
    let value = tag.attribute("class").unwrap_or_default();
    value.split_ascii_whitespace().any(|class| classes.contains(&class))
}

/// Whether `style` holds `display:none` or `visibility:hidden`.
fn is_hiding(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let is = |name: &str, printed: &str| printed.trim().eq_ignore_ascii_case(name);
        let value = value.split('!').next().unwrap_or_default();
        is("display", name) && is("none", value) || is("visibility", name) && is("hidden", value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        for style in ["display:none", "color:red;DISPLAY : None", "visibility: hidden !important;", ";display:none;"] {
            assert!(is_hiding(style), "{style}");
        }
        for style in ["", "display:block", "none", "x-display:none", "display", "overflow:hidden"] {
            assert!(!is_hiding(style), "{style}");
        }
    }
}
