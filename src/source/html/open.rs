//! The open elements: which of them a tag closes, where tags are missing or misplaced.
//!
//! Knows the standard's rules as far as lines depend on them. A search looks at a bounded number of elements, so that
//! a page nested a million deep takes linear time.

use super::element::{Element, Role};

/// How far up a tag looks for what it closes; deeper pages are not written by people.
const REACH: usize = 256;

/// The open elements, outermost first.
pub(super) struct OpenElements {
    stack: Vec<Element>,
    /// How many of each are open.
    counts: [u32; Element::COUNT],
}

impl Default for OpenElements {
    fn default() -> OpenElements {
        OpenElements { stack: Vec::new(), counts: [0; Element::COUNT] }
    }
}

impl OpenElements {
    /// Whether an `element` is open.
    pub fn has(&self, element: Element) -> bool {
        self.counts[element as usize] > 0
    }

    /// The element at `place`.
    pub fn at(&self, place: usize) -> Option<Element> {
        self.stack.get(place).copied()
    }

    /// Opens `element`; its place.
    pub fn push(&mut self, element: Element) -> usize {
        self.counts[element as usize] += 1;
        self.stack.push(element);
        self.stack.len() - 1
    }

    /// Closes the innermost element if it is at `place` or inside of it; its own place and what it was.
    pub fn pop_from(&mut self, place: usize) -> Option<(usize, Element)> {
        if self.stack.len() <= place {
            return None;
        }
        let element = self.stack.pop()?;
        self.counts[element as usize] -= 1;
        Some((self.stack.len(), element))
    }

    /// The place of the element that an end tag closes, if it reaches that far.
    pub fn ended_by_end_of(&self, element: Element) -> Option<usize> {
        use Element::{Dir, Li, Menu, Ol, Table, Ul};
        let is_heading = element.role() == Role::Heading;
        if !self.has(element) && !is_heading {
            return None;
        }
        let of_table = element.is_of_table();
        let is_inline = element.role() == Role::Inline && !of_table;
        for (place, inner) in self.inside_out() {
            if inner == element || is_heading && inner.role() == Role::Heading {
                return Some(place);
            }
            let is_limit = match element {
                _ if of_table => inner == Table,
                Li => inner.is_boundary() || matches!(inner, Ul | Ol | Menu | Dir),
                _ if is_inline => inner.is_boundary() || inner.role() != Role::Inline,
                _ => inner.is_boundary(),
            };
            if is_limit {
                return None;
            }
        }
        None
    }

    /// The place of the element that a start tag closes, e.g. the `li` before this one.
    pub fn ended_by_start_of(&self, element: Element) -> Option<usize> {
        let (ends, stops) = element.implied_ends();
        if !ends.iter().any(|&end| self.has(end)) {
            return None;
        }
        let of_table = element.is_of_table();
        for (place, inner) in self.inside_out() {
            if ends.contains(&inner) {
                return Some(place);
            }
            if stops.contains(&inner) || inner.is_boundary() && !of_table {
                return None;
            }
        }
        None
    }

    fn inside_out(&self) -> impl Iterator<Item = (usize, Element)> {
        self.stack.iter().copied().enumerate().rev().take(REACH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Element::*;

    fn open(elements: &[Element]) -> OpenElements {
        let mut open = OpenElements::default();
        for &element in elements {
            open.push(element);
        }
        open
    }

    #[test]
    fn end_tags_close_what_they_reach() {
        assert_eq!(open(&[Div, P, B]).ended_by_end_of(Div), Some(0));
        assert_eq!(open(&[Div, Table, Tr, Td]).ended_by_end_of(Div), None);
        assert_eq!(open(&[Table, Tr, Td, Div, Ul]).ended_by_end_of(Tr), Some(1));
        assert_eq!(open(&[Span, Div]).ended_by_end_of(Span), None);
        assert_eq!(open(&[Li, Ul]).ended_by_end_of(Li), None);
        assert_eq!(open(&[H1, B]).ended_by_end_of(H2), Some(0));
        assert_eq!(open(&[Div]).ended_by_end_of(P), None);
    }

    #[test]
    fn start_tags_close_what_was_left_open() {
        assert_eq!(open(&[Ul, Li, B]).ended_by_start_of(Li), Some(1));
        assert_eq!(open(&[Ul, Li, Ul]).ended_by_start_of(Li), None);
        assert_eq!(open(&[P, B]).ended_by_start_of(Div), Some(0));
        assert_eq!(open(&[P, Table, Tr, Td]).ended_by_start_of(P), None);
        assert_eq!(open(&[Table, Tr, Td]).ended_by_start_of(Td), Some(2));
        assert_eq!(open(&[Table, Tr, Td]).ended_by_start_of(Tr), Some(1));
        assert_eq!(open(&[P]).ended_by_start_of(B), None);
    }
}
