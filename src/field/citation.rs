//! Where an article stands in print: journal, year, volume, issue and pages, in every notation that pages use.
//!
//! Knows heads of pages (`刊名 ›› 2026, Vol. 28 ›› Issue (3): 120-131.`), running heads of papers and the citation of
//! the article itself (GB/T 7714, Vancouver, APA). Leaves DOIs to `doi`, and to the layouts which line is the citation.

mod head;
mod journal;
mod reference;
mod scan;
mod tail;
#[cfg(test)]
mod tests;
mod value;

use std::ops::Range;

pub use head::{is_fragment, likeness, read, read_head, told};
pub use journal::is_periodical;
pub(crate) use journal::without_indexes;
pub use reference::read_reference;
pub use value::{issue_value, page_value, volume_value};

/// A citation as places in the text it was read from; the values are made by [`volume_value`] and its like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// All of it, e.g. `情报探索, 2018, 13(2): 1-14`.
    pub span: Range<usize>,
    /// The authors of a reference, without closing punctuation, e.g. `但岳,韦锦川,陆承志,等`.
    pub authors: Option<Range<usize>>,
    /// The title of a reference.
    pub title: Option<Range<usize>>,
    /// The journal, the Chinese name where both stand there.
    pub journal: Option<Range<usize>>,
    /// The English name beside a Chinese one.
    pub journal_en: Option<Range<usize>>,
    /// The year of the issue, 1800 to 2100.
    pub year: Option<(Range<usize>, u16)>,
    /// The year with its month, and day if printed, e.g. `2024年3月`, `June 2023`, `2022 Jun 8`.
    pub month: Option<Range<usize>>,
    /// Volume, e.g. `28`.
    pub volume: Option<Range<usize>>,
    /// Issue, e.g. `03`, `S1`, `7-8`.
    pub issue: Option<Range<usize>>,
    /// First page.
    pub first_page: Option<Range<usize>>,
    /// Last page of the first run, `294` in `287-294, 301`.
    pub last_page: Option<Range<usize>>,
    /// The number that stands in place of pages, `083004` in `2024, 36: 083004`; its zeros belong to it.
    pub article_number: Option<Range<usize>>,
}

impl Citation {
    /// How many of year, volume, issue and pages it has.
    pub fn parts(&self) -> usize {
        usize::from(self.year.is_some())
            + usize::from(self.volume.is_some())
            + usize::from(self.issue.is_some())
            + usize::from(self.first_page.is_some() || self.article_number.is_some())
    }

    /// Takes from `other` what this one lacks; the journal's names are left alone.
    fn complete(&mut self, other: Citation) {
        self.span.end = self.span.end.max(other.span.end);
        self.year = self.year.take().or(other.year);
        self.month = self.month.take().or(other.month);
        self.volume = self.volume.take().or(other.volume);
        self.issue = self.issue.take().or(other.issue);
        if self.first_page.is_none() && self.article_number.is_none() {
            self.first_page = other.first_page;
            self.last_page = other.last_page;
            self.article_number = other.article_number;
        }
    }

    /// The same citation with all its places moved `by` bytes on.
    pub fn shift(mut self, by: usize) -> Citation {
        let move_on = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        move_on(&mut self.span);
        if let Some((range, _)) = &mut self.year {
            move_on(range);
        }
        [
            &mut self.authors,
            &mut self.title,
            &mut self.journal,
            &mut self.journal_en,
            &mut self.month,
            &mut self.volume,
            &mut self.issue,
            &mut self.first_page,
            &mut self.last_page,
            &mut self.article_number,
        ]
        .into_iter()
        .flatten()
        .for_each(move_on);
        self
    }
}

/// No citation is longer; what stands behind is not looked at, so that a line of a gigabyte costs nothing.
const LONGEST: usize = 4000;

/// The beginning of `text`, at most `LONGEST` bytes.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}
