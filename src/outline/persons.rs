//! The persons of the lines that are bylines: read once, to tell what the line is.

use std::borrow::Cow;

use super::{Kind, Line};
use crate::document::{Document, Span};
use crate::field::byline::{self, Person};

/// What a byline holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names {
    /// How many persons.
    pub persons: usize,
    /// Whether markers stand on any of them.
    pub keyed: bool,
}

impl Names {
    /// Of a byline that names `persons`.
    pub(super) fn of(persons: &[Person]) -> Names {
        Names { persons: persons.len(), keyed: persons.iter().any(|person| !person.markers.is_empty()) }
    }
}

/// The persons of a document's bylines.
#[derive(Default)]
pub(super) struct Persons(Vec<(Span, Vec<Person>)>);

impl Persons {
    /// Keeps the `persons` that the text of `span` names, which stands behind all that were kept before.
    pub(super) fn keep(&mut self, span: Span, persons: Vec<Person>) {
        if !persons.is_empty() {
            self.0.push((span, persons));
        }
    }

    /// Whom the text of `span` names, in bytes of it.
    pub(super) fn at(&self, doc: &Document, span: Span) -> Cow<'_, [Person]> {
        match self.0.binary_search_by_key(&span, |(at, _)| *at) {
            Ok(place) => Cow::Borrowed(&self.0[place].1),
            Err(_) => Cow::Owned(byline::read(doc.slice(span))),
        }
    }
}

/// Makes one line of a byline and of what stands beneath it of its last name: `…, LONG` above `Chang2`.
pub(super) fn join_torn(doc: &Document, lines: &mut Vec<Line>) {
    lines.dedup_by(|line, above| {
        let torn = (above.kind, line.kind) == (Kind::Byline, Kind::Text)
            && !above.is_chinese()
            && byline::goes_on(doc.slice(above.span), doc.slice(line.span));
        if torn {
            above.span.end = line.span.end;
            above.names = Names::of(&byline::read(doc.slice(above.span)));
        }
        torn
    });
}
