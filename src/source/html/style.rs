//! What style sheets do to elements, as far as attributes tell: hide them, move them, print them in one line.

use super::token::Tokens;

/// Classes of lists that style sheets print in one line, e.g. RHHZ's bylines.
const ONE_LINE_LISTS: &[&str] = &["article-author", "article-keyword"];

/// What attributes say of an element's look.
#[derive(Clone, Copy, Default)]
pub(super) struct Style {
    /// Whether what is in it is hidden.
    pub hidden: bool,
    /// Whether it stands apart from the words around it, at a side of their line.
    pub floating: bool,
    /// Whether it begins a line, whatever its name says, as the parts of an author on OJS.
    pub begins_line: bool,
    /// Whether it is the label before a value that nothing printed sets off.
    pub label: bool,
    /// Whether it is a glyph of a font of icons, whatever letters stand for it.
    pub icon: bool,
}

impl Style {
    /// The style of a start tag.
    pub fn of(tag: &Tokens) -> Style {
        let mut style = Style::default();
        // of two attributes with one name the first counts
        let mut classes = None;
        for (name, value) in tag.attributes() {
            match name.len() {
                5 if name.eq_ignore_ascii_case("class") => classes = classes.or(Some(value)),
                5 if name.eq_ignore_ascii_case("style") => style.hidden |= is_hiding(value),
                6 if name.eq_ignore_ascii_case("hidden") => style.hidden = true,
                11 if name.eq_ignore_ascii_case("aria-hidden") => style.hidden |= value.eq_ignore_ascii_case("true"),
                _ => {}
            }
        }
        style.icon = classes.is_some_and(|value| value.starts_with("icon"));
        for class in classes.into_iter().flat_map(|value| value.split_ascii_whitespace()) {
            match class {
                "visible-xs" | "d-none" | "hidden" | "sr-only" | "visually-hidden" | "u-visually-hidden" => {
                    style.hidden = true;
                }
                "pull-left" | "pull-right" => style.floating = true,
                "affiliation" | "orcid" => style.begins_line = true,
                "label" => style.label = true,
                _ => {}
            }
        }
        style
    }
}

/// Whether a start tag's list is printed in one line.
pub(super) fn is_one_line_list(tag: &Tokens) -> bool {
    let value = tag.attribute("class").unwrap_or_default();
    value.split_ascii_whitespace().any(|class| ONE_LINE_LISTS.contains(&class))
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
