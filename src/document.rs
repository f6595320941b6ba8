//! A source as lines of text: what every later stage reads.
//!
//! Knows the printed text, its normalised view and how offsets of the one map to the other.
//! Leaves to others how bytes became text (`source`), where lines ended that came as one (`flat`), and what the text says
//! (`layout`, `field`).

mod markup;
mod view;
mod wrap;

use std::borrow::Cow;

use crate::field::name::{self, Agreement};
use crate::field::{text, traditional};
use crate::record::Format;

/// A half-open range of bytes of [`Document::text`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// Whether nothing stands in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// The part `range` of this span, `range` counted from this span's start.
    pub fn part(self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.start + range.start, self.start + range.end)
    }

    /// Whether `other` lies wholly in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A value, the text that says it, and how sure the reading is.
///
/// It cannot be made without a span, so no value is without its evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Found<T> {
    /// What the text says.
    pub value: T,
    /// Where it says so.
    pub span: Span,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
}

impl<T> Found<T> {
    /// A value read at `span`, with the confidence of a plain labelled reading.
    pub fn at(span: Span, value: T) -> Found<T> {
        Found { value, span, confidence: 0.95 }
    }

    /// The same with another confidence.
    pub fn sure(self, confidence: f32) -> Found<T> {
        Found { confidence, ..self }
    }
}

/// A metadata element that a machine was meant to read, e.g. `<meta name="citation_doi" …>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Lower-case name without a vendor's prefix: `citation_doi`, `dc.title`, `prism.volume`, `ld.name`.
    pub name: String,
    /// `xml:lang` or `lang` as printed, lower case, if any.
    pub lang: Option<String>,
    /// Where its value stands in [`Document::text`].
    pub value: Span,
}

/// One source, decoded: lines of text and the metadata beside it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Path or address, as given by the user; a member of a container is `archive!/member`.
    pub uri: String,
    /// SHA-256 of the source's bytes, lower-case hex.
    pub sha256: String,
    /// Length of the source in bytes.
    pub bytes: u64,
    /// What kind of source it is.
    pub format: Format,
    /// Name of the encoding that was read, e.g. `UTF-8`, `GB18030`.
    pub encoding: &'static str,
    /// What the decoder found odd, e.g. a declared charset that the bytes contradict.
    pub doubts: Vec<crate::problem::Problem>,
    printed: String,
    /// What the printed text was made of; `None` where the source holds no marks of Markdown.
    marked: Option<view::View>,
    /// `None` where the view is the printed text itself.
    view: Option<view::View>,
    /// Where in the view lines were put together that a margin had broken.
    joined: Vec<usize>,
    /// Where in the view a line ends that goes on in print.
    parted: Vec<usize>,
    metas: Vec<Meta>,
    /// Whether the view has simplified characters for traditional ones.
    simplified: bool,
    /// Where the metadata lines begin in the view; the end of the view if there are none.
    body_end: usize,
    /// Where each line of the body ends.
    line_ends: Vec<u32>,
}

/// Lines of a body, without their line ends, empty ones included.
#[derive(Clone, Debug)]
pub struct Lines<'d> {
    /// Where those that are left end.
    ends: &'d [u32],
    /// Where the next one begins.
    start: usize,
}

impl Lines<'_> {
    /// Leaves out the lines that end before `at`.
    pub fn skip_to(&mut self, at: usize) {
        let (before, left) = self.ends.split_at(self.ends.partition_point(|end| (*end as usize) < at));
        if let Some(end) = before.last() {
            self.start = *end as usize + 1;
        }
        self.ends = left;
    }
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (end, left) = self.ends.split_first()?;
        let line = Span::new(self.start, *end as usize);
        (self.start, self.ends) = (line.end + 1, left);
        Some(line)
    }
}

/// Metadata element as the decoder hands it over, before it has a place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMeta {
    /// See [`Meta::name`].
    pub name: String,
    /// See [`Meta::lang`].
    pub lang: Option<String>,
    /// The value, entities resolved.
    pub value: String,
}

impl Document {
    /// A document of plain text, e.g. for tests and for embedding qikan in another program.
    pub fn from_text(uri: &str, text: &str) -> Document {
        crate::source::text_document(uri, text)
    }

    /// Puts decoded text and metadata together; the metadata become lines behind the text,
    /// `name@lang: value`, so that their values have spans like any other.
    pub fn assemble(
        uri: String,
        sha256: String,
        bytes: u64,
        format: Format,
        encoding: &'static str,
        mut printed: String,
        metas: Vec<RawMeta>,
    ) -> Document {
        let mut marked = (format == Format::Text).then(|| markup::without(&printed)).flatten();
        if let Some(marked) = &mut marked {
            printed = std::mem::take(&mut marked.text);
        }
        let body_printed_end = printed.len();
        let mut places = Vec::with_capacity(metas.len());
        for meta in metas {
            printed.push('\n');
            printed.push_str(&meta.name);
            if let Some(lang) = &meta.lang {
                printed.push('@');
                printed.push_str(lang);
            }
            printed.push_str(": ");
            let start = printed.len();
            // a value is one line, whatever the attribute held
            printed.extend(meta.value.chars().map(|c| if c.is_control() { ' ' } else { c }));
            places.push((meta.name, meta.lang, start, printed.len()));
        }
        let breaks = if format == Format::Text { wrap::breaks(&printed) } else { Vec::new() };
        let mut view = view::View::of(&printed, &breaks);
        let simplified = traditional::is_traditional(&printed);
        if simplified {
            view.get_or_insert_with(|| view::View::same(&printed)).simplify();
        }
        let parted = if format == Format::Text {
            crate::flat::line_ends(view.as_ref().map_or(&printed, |view| &view.text))
        } else {
            Vec::new()
        };
        if !parted.is_empty() {
            view.get_or_insert_with(|| view::View::same(&printed)).end_lines(&parted);
        }
        let to_view = |at: usize| view.as_ref().map_or(at, |v| v.of_printed(at));
        let body_end = to_view(body_printed_end);
        let body = &view.as_ref().map_or(&printed, |view| &view.text).as_bytes()[..body_end];
        let line_ends = memchr::memchr_iter(b'\n', body).chain([body_end]).map(|end| end as u32).collect();
        let joined = breaks.into_iter().map(|range| to_view(range.end)).collect();
        let metas = places
            .into_iter()
            .map(|(name, lang, start, end)| Meta { name, lang, value: Span::new(to_view(start), to_view(end)) })
            .collect();
        Document {
            uri,
            sha256,
            bytes,
            format,
            encoding,
            doubts: Vec::new(),
            printed,
            marked,
            view,
            joined,
            parted,
            metas,
            simplified,
            body_end,
            line_ends,
        }
    }

    /// The normalised text: full-width forms, compatibility characters and odd spaces are folded, the traditional
    /// characters of a text that is written in them are simplified, line ends are `\n`. Superscripts and circled numbers stay, since they mark footnotes. All spans are of it.
    pub fn text(&self) -> &str {
        self.view.as_ref().map_or(&self.printed, |v| &v.text)
    }

    /// The normalised text without the metadata lines behind it.
    pub fn body(&self) -> &str {
        &self.text()[..self.body_end]
    }

    /// The normalised text of `span`.
    pub fn slice(&self, span: Span) -> &str {
        &self.text()[span.start..span.end]
    }

    /// The text of `span` as it was printed, before normalising.
    pub fn printed(&self, span: Span) -> &str {
        let at = self.in_print(span);
        &self.printed[at.start..at.end]
    }

    /// Whether its traditional characters stand simplified in [`Document::text`].
    pub fn is_simplified(&self) -> bool {
        self.simplified
    }

    /// The text of `span` as it was printed, in the characters that words are looked for in: what is made of it is to be given back
    /// [`Document::as_printed`].
    pub fn simplified(&self, span: Span) -> Cow<'_, str> {
        let printed = self.printed(span);
        if self.simplified { traditional::simplify(printed).into() } else { printed.into() }
    }

    /// `value`, which was made of the text of `span`, in the characters that stand there.
    pub fn as_printed(&self, span: Span, value: String) -> String {
        if !self.simplified {
            return value;
        }
        traditional::restore(&value, self.printed(span), &self.printed)
    }

    /// Whether two names in its characters may be one person's; where it prints traditional ones, romanisations that look
    /// like pinyin may be none: `Chang` is 張 there.
    pub fn agree(&self, zh: &str, en: &str) -> Agreement {
        match name::agree(zh, en) {
            Agreement::No if self.simplified => Agreement::Unknown,
            told => told,
        }
    }

    /// `span` as bytes of the decoded source, for evidence.
    pub fn printed_span(&self, span: Span) -> Span {
        let at = self.in_print(span);
        match &self.marked {
            None => at,
            // the marks around it are no part of it
            Some(marked) if !at.is_empty() => {
                let last = self.printed.floor_char_boundary(at.end - 1);
                Span::new(marked.to_printed(at.start), marked.end_in_print(last, at.end - last))
            }
            Some(marked) => Span::new(marked.to_printed(at.start), marked.to_printed(at.start)),
        }
    }

    /// `span` as bytes of the printed text.
    fn in_print(&self, span: Span) -> Span {
        match &self.view {
            None => span,
            Some(view) => Span::new(view.to_printed(span.start), view.to_printed(span.end)),
        }
    }

    /// The lines of the body.
    pub fn lines(&self) -> Lines<'_> {
        Lines { ends: &self.line_ends, start: 0 }
    }

    /// The line of the body that holds the byte `at`.
    pub fn line_at(&self, at: usize) -> Option<Span> {
        let mut lines = self.lines();
        lines.skip_to(at);
        lines.next()
    }

    /// Whether its line ends were lost, and those of [`Document::lines`] are told by what stands around them.
    pub fn came_as_one_line(&self) -> bool {
        !self.parted.is_empty()
    }

    /// The metadata elements, in source order.
    pub fn metas(&self) -> &[Meta] {
        &self.metas
    }

    /// Those called `name`, in source order.
    pub fn metas_named<'d>(&'d self, name: &'d str) -> impl Iterator<Item = &'d Meta> {
        self.metas.iter().filter(move |meta| meta.name == name)
    }

    /// Whether `span` stands in the metadata lines behind the body.
    pub fn is_meta(&self, span: Span) -> bool {
        span.start > self.body_end
    }

    /// The metadata element whose value holds `span`; `None` where the page prints it.
    pub fn meta_at(&self, span: Span) -> Option<&Meta> {
        if !self.is_meta(span) {
            return None;
        }
        let after = self.metas.partition_point(|meta| meta.value.start <= span.start);
        self.metas[..after].last().filter(|meta| meta.value.contains(span))
    }

    /// Where `span` comes from: the name of its metadata element, e.g. `citation_doi`, else `print`.
    pub fn origin(&self, span: Span) -> &str {
        self.meta_at(span).map_or("print", |meta| &meta.name)
    }

    /// `span` without the blanks around it.
    pub fn trim(&self, span: Span) -> Span {
        let text = self.slice(span);
        if text::trim(text).len() == text.len() {
            return span;
        }
        let text = text.trim_start();
        let start = span.end - text.len();
        Span::new(start, start + text.trim_end().len())
    }

    /// Line and column, both from 1, columns in characters, of a byte of the view; for people.
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = &self.text()[..at];
        let joined = &self.joined[..self.joined.partition_point(|&joint| joint <= at)];
        let parted = &self.parted[..self.parted.partition_point(|&end| end < at)];
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() - parted.len() + joined.len() + 1;
        let printed = |end: &usize| parted.binary_search(end).is_err();
        let last = memchr::memrchr_iter(b'\n', before.as_bytes()).find(printed);
        let start = last.map_or(0, |end| end + 1).max(joined.last().copied().unwrap_or(0));
        (line, before[start..].chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_the_view_lead_back_to_the_print() {
        let doc = Document::from_text("a.txt", "题名\r\n收稿日期：２０２４－０５－０６　");
        assert_eq!(doc.text(), "题名\n收稿日期:2024-05-06 ");
        let at = doc.text().find("2024").unwrap();
        let span = Span::new(at, at + 10);
        assert_eq!(doc.slice(span), "2024-05-06");
        assert_eq!(doc.printed(span), "２０２４－０５－０６");
        assert_eq!(doc.line_column(at), (2, 6));
    }

    #[test]
    fn marks_around_a_value_are_no_evidence() {
        let doc = Document::from_text("a.md", "**DOI**：10.1/x<sup>２</sup>y**");
        let at = doc.text().find("10.1").unwrap();
        assert_eq!(doc.printed(Span::new(at, at + 8)), "10.1/x２y");
        let at = doc.printed_span(Span::new(0, 3));
        assert_eq!((at.start, at.end), (2, 5));
    }

    #[test]
    fn metadata_stand_behind_the_body() {
        let doc = Document::assemble(
            "a.html".into(),
            String::new(),
            0,
            Format::Html,
            "UTF-8",
            "题名，一".into(),
            vec![RawMeta { name: "citation_title".into(), lang: Some("zh".into()), value: "题\n名".into() }],
        );
        assert_eq!(doc.body(), "题名,一");
        let value = doc.metas()[0].value;
        assert_eq!(doc.slice(value), "题 名");
        assert_eq!((doc.origin(value), doc.origin(value.part(0..3))), ("citation_title", "citation_title"));
        let title = Span::new(0, doc.body().len());
        assert_eq!((doc.origin(title), doc.is_meta(title), doc.is_meta(value)), ("print", false, true));
        assert_eq!(doc.lines().count(), 1);
    }
}
