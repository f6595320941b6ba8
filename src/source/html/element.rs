//! The elements of HTML by what a reader of text must know of them.

/// What an element does to the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Flows on: `span`, and every element without a name of its own here.
    Inline,
    /// Flows on with a blank on both sides: `button`.
    Apart,
    /// Begins and ends a line: `div`.
    Line,
    /// Begins and ends a paragraph: `p`.
    Paragraph,
    /// A paragraph whose line breaks are for the eye only: `h1`.
    Heading,
    /// Has no content: `img`.
    Void,
    /// Its raw text is for programs: `script`.
    Raw,
    /// Markup inside, but none of it is printed: `svg`.
    Unprinted,
}

macro_rules! elements {
    ($($name:literal $element:ident $role:ident)*) => {
        /// An element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub(super) enum Element { $($element,)* Other }

        impl Element {
            /// How many there are, [`Element::Other`] included.
            pub const COUNT: usize = Element::Other as usize + 1;

            /// The element of `name`, in either case.
            pub fn of(name: &str) -> Element {
                if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                    return Element::of_lower(name);
                }
                let mut lower = [0; 16];
                let Some(lower) = lower.get_mut(..name.len()) else { return Element::Other };
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                const { $(assert!($name.len() <= 16);)* }
                std::str::from_utf8(lower).map_or(Element::Other, Element::of_lower)
            }

            fn of_lower(name: &str) -> Element {
                match name {
                    $($name => Element::$element,)*
                    _ => Element::Other,
                }
            }

            /// What it does to the text in it.
            pub fn role(self) -> Role {
                match self {
                    $(Element::$element => Role::$role,)*
                    Element::Other => Role::Inline,
                }
            }

            /// Its name, lower case; empty for [`Element::Other`].
            pub fn name(self) -> &'static str {
                match self {
                    $(Element::$element => $name,)*
                    Element::Other => "",
                }
            }
        }
    };
}

elements! {
    "html" Html Line  "head" Head Line  "body" Body Line  "title" Title Raw
    "p" P Paragraph  "div" Div Line  "span" Span Inline  "a" A Inline  "br" Br Void  "hr" Hr Void
    "h1" H1 Heading  "h2" H2 Heading  "h3" H3 Heading  "h4" H4 Heading  "h5" H5 Heading  "h6" H6 Heading
    "ul" Ul Paragraph  "ol" Ol Paragraph  "li" Li Line  "dl" Dl Paragraph  "dt" Dt Line  "dd" Dd Line
    "table" Table Paragraph  "thead" Thead Line  "tbody" Tbody Line  "tfoot" Tfoot Line  "caption" Caption Line
    "tr" Tr Line  "td" Td Inline  "th" Th Inline  "colgroup" Colgroup Line
    "article" Article Paragraph  "section" Section Paragraph  "main" Main Paragraph  "header" Header Paragraph
    "footer" Footer Paragraph  "aside" Aside Paragraph  "blockquote" Blockquote Paragraph  "pre" Pre Paragraph
    "figure" Figure Paragraph  "figcaption" Figcaption Line  "address" Address Line  "center" Center Line
    "details" Details Line  "summary" Summary Line  "fieldset" Fieldset Line  "legend" Legend Line
    "form" Form Line  "menu" Menu Paragraph  "dir" Dir Paragraph  "label" Label Inline  "button" Button Apart
    "img" Img Void  "input" Input Void  "meta" Meta Void  "link" Link Void  "base" Base Void  "col" Col Void
    "area" Area Void  "wbr" Wbr Void  "embed" Embed Void  "param" Param Void  "source" Source Void
    "track" Track Void  "script" Script Raw  "style" Style Raw  "template" Template Unprinted
    "noscript" Noscript Raw  "textarea" Textarea Raw  "iframe" Iframe Raw  "noframes" Noframes Raw
    "noembed" Noembed Raw  "xmp" Xmp Raw  "svg" Svg Unprinted  "select" Select Unprinted
    "datalist" Datalist Unprinted  "nav" Nav Unprinted  "canvas" Canvas Unprinted  "audio" Audio Unprinted
    "video" Video Unprinted  "object" Object Inline  "annotation" Annotation Unprinted
    "annotation-xml" AnnotationXml Unprinted  "math" Math Inline  "sup" Sup Inline  "sub" Sub Inline
    "b" B Inline  "i" I Inline  "em" Em Inline  "strong" Strong Inline  "font" Font Inline  "u" U Inline
    "s" S Inline  "small" Small Inline  "big" Big Inline  "code" Code Inline  "cite" Cite Inline
    "q" Q Inline  "tt" Tt Inline  "mark" Mark Inline  "strike" Strike Inline  "del" Del Inline  "ins" Ins Inline
    "abbr" Abbr Inline  "time" Time Inline  "italic" Italic Inline  "bold" Bold Inline
}

impl Element {
    /// Whether an open `p` ends where this begins.
    pub fn ends_paragraph(self) -> bool {
        matches!(self.role(), Role::Line | Role::Paragraph | Role::Heading) || self == Element::Hr
    }

    /// Whether it is a table or a part of one.
    pub fn is_of_table(self) -> bool {
        use Element::*;
        matches!(self, Table | Thead | Tbody | Tfoot | Tr | Td | Th | Caption)
    }

    /// Whether it is a list of items.
    pub fn is_list(self) -> bool {
        matches!(self, Element::Ul | Element::Ol | Element::Menu | Element::Dir)
    }

    /// Whether no end tag from inside reaches beyond it.
    pub fn is_boundary(self) -> bool {
        matches!(self, Element::Td | Element::Th | Element::Table | Element::Caption | Element::Object | Element::Html)
    }

    /// The open elements that end where this begins, and those at which the search for them stops.
    pub fn implied_ends(self) -> (&'static [Element], &'static [Element]) {
        use Element::*;
        match self {
            Li => (&[Li], &[Ul, Ol, Menu, Dir]),
            Dt | Dd => (&[Dt, Dd], &[Dl]),
            Td | Th => (&[Td, Th], &[Tr, Table]),
            Tr => (&[Tr], &[Table]),
            Thead | Tbody | Tfoot => (&[Thead, Tbody, Tfoot, Caption], &[Table]),
            _ if self.ends_paragraph() => (&[P], &[Button]),
            _ => (&[], &[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_either_case() {
        assert_eq!(Element::of("DIV"), Element::Div);
        assert_eq!(Element::of("h3").role(), Role::Heading);
        assert_eq!(Element::of("annotation-xml"), Element::AnnotationXml);
        assert_eq!(Element::of("a-custom-element-of-somebody"), Element::Other);
        assert_eq!(Element::of("作者"), Element::Other);
        assert_eq!(Element::Other.name(), "");
    }
}
