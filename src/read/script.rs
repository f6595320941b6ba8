//! The characters of a record's values: those that the source prints, where labels and words were looked for in others.

use crate::document::{Document, Span};
use crate::record::{Evidence, Record};

/// Gives the values of `record` back in the characters printed at their evidence.
pub(super) fn restore(doc: &Document, evidence: &[Evidence], record: &mut Record) {
    if !doc.is_simplified() {
        return;
    }
    let restored = |span: Span, value: &mut String| *value = doc.as_printed(span, std::mem::take(value));
    for Evidence { field, position, span, .. } in evidence {
        let (span, item) = (*span, position.map_or(0, |position| usize::from(position) - 1));
        let each = |values: &mut [&mut Option<String>]| {
            values.iter_mut().filter_map(|value| value.as_mut()).for_each(|value| restored(span, value));
        };
        let (author, unit) = (record.authors.get_mut(item), record.affiliations.get_mut(item));
        match (*field, author, unit) {
            ("title.zh", ..) => each(&mut [&mut record.title.zh]),
            ("journal.title.zh", ..) => each(&mut [&mut record.journal.title.zh]),
            ("section", ..) => each(&mut [&mut record.section]),
            ("abstract.zh", ..) => each(&mut [&mut record.abstract_.zh]),
            ("keywords.zh[]", ..) => record.keywords.zh.get_mut(item).into_iter().for_each(|term| restored(span, term)),
            ("authors[].name.zh", Some(author), _) => each(&mut [&mut author.name.zh]),
            ("authors[].biography", Some(author), _) => each(&mut [&mut author.biography]),
            ("affiliations[].text.zh", _, Some(unit)) => {
                each(&mut [
                    &mut unit.text.zh,
                    &mut unit.institution,
                    &mut unit.department,
                    &mut unit.city,
                    &mut unit.country,
                ]);
            }
            ("funding[].text", ..) => {
                let Some(grant) = record.funding.get_mut(item) else { continue };
                restored(span, &mut grant.text);
                each(&mut [&mut grant.funder, &mut grant.project]);
            }
            _ => {}
        }
    }
}
