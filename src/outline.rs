//! The outline of a document: its labels, its lines and what kind each is, and where the article's front ends.
//!
//! Knows shapes only, in both languages. Which lines are a field's place is the layouts' decision.

mod body;
mod echo;
mod elsewhere;
mod glued;
mod notice;
mod office;
mod persons;
mod references;
mod shape;

use std::borrow::Cow;

use crate::document::{Document, Span};
use crate::field::byline::{self, Person};
use crate::field::citation::{self, Citation};
use crate::field::text::{self, Script};
use crate::label::{self, Label, Mark};
use crate::record::Language;

use body::body;
use elsewhere::Elsewhere;
pub use elsewhere::is_heading as heads_others;
pub use notice::is_notice;
pub use persons::Names;
use persons::Persons;
use references::{behind_entries, end_of_references, references};
pub use shape::{Kind, is_heading, is_term, names_grant};
use shape::{formal, shape};

/// Lines further than this from the top, or from the English abstract, belong to no front.
const FRONT_BYTES: usize = 14_000;

/// Title, names and affiliations above an abstract at the end are no longer.
const SUMMARY_BYTES: usize = 1_500;

/// A box of data behind the bibliography is no longer.
const BOX_BYTES: usize = 3_000;

/// A line with something on it.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Without blanks around it.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// How its letters divide.
    pub script: Script,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Whom it names, where it is a byline.
    pub names: Names,
}

impl Line {
    /// The language of the line.
    pub fn language(&self) -> Option<Language> {
        self.script.language()
    }

    /// Whether its names or places are in characters; one that OCR read for a raised figure, as in `LI Ming（204号`, does
    /// not count.
    pub fn is_chinese(&self) -> bool {
        self.script.han * 16 > self.script.letters
    }

    /// Whether it is a marker alone: `1`, `2.`, `• 1.`, `1,2,*`, `2,* and`.
    pub fn is_marker(&self) -> bool {
        let Script { han, letters, digits, .. } = self.script;
        // signs and separators count too: `,`, `, ✉`
        han == 0 && (letters <= 1 || letters == 3 && digits > 0) && self.span.len() <= 14
    }
}

/// The outline of one document.
pub struct Outline<'d> {
    /// The document.
    pub doc: &'d Document,
    /// Every label that announces something, in order.
    pub marks: Vec<Mark>,
    /// The lines of the front: from the top to the body, and those before an English abstract at the end.
    pub lines: Vec<Line>,
    /// Names of one byline that only the one in the other language tells, in its order.
    pub echo: Vec<Span>,
    /// Where the front begins: at the top, or behind menus that are longer than any front.
    pub top: usize,
    /// Where the body of a whole paper begins.
    pub body: Option<usize>,
    /// Where the bibliography begins.
    pub references: Option<usize>,
    /// Where it ends, at the end of the text where nothing follows.
    pub references_end: usize,
    /// Lines of the front that speak of other articles, in order.
    others: Vec<Span>,
    persons: Persons,
    /// What lines say that are heads, in order.
    heads: Vec<(Span, Citation)>,
}

/// The lines of the front, each with its kind.
struct Front {
    lines: Vec<Line>,
    /// Those that speak of other articles.
    others: Vec<Span>,
    /// The persons of those that are bylines.
    persons: Persons,
    /// What those say that are heads.
    heads: Vec<(Span, Citation)>,
}

impl<'d> Outline<'d> {
    /// The outline of `doc`.
    pub fn of(doc: &'d Document) -> Outline<'d> {
        let text = doc.body();
        let mut marks = label::marks(text);
        office::leave_out(text, &mut marks);
        let references = references(text, &marks);
        let body = body(doc, &marks, references);
        let mut references_end = text.len();
        if let Some(start) = references {
            // a bibliography announces nothing but its own end
            references_end = end_of_references(text, &marks, start);
            marks.retain(|m| m.start <= start || m.start >= references_end || m.label == Label::References);
        }
        let (lines, echo, others, persons, heads) = Default::default();
        let top = behind_menus(text, &marks);
        let mut outline =
            Outline { doc, marks, lines, echo, top, body, references, references_end, others, persons, heads };
        let front = outline.front();
        (outline.lines, outline.others) = (front.lines, front.others);
        (outline.persons, outline.heads) = (front.persons, front.heads);
        outline.echo = echo::restore(doc, &mut outline.lines, &outline.persons);
        outline
    }

    /// The first mark of `label` in `language`, those set off by a colon or a bracket first.
    pub fn mark(&self, label: Label, language: Option<Language>) -> Option<&Mark> {
        let fits = |m: &&Mark| m.label == label && language.is_none_or(|l| l == m.language);
        self.marks.iter().filter(fits).find(|m| m.firm).or_else(|| self.marks.iter().find(fits))
    }

    /// All marks of `label`.
    pub fn all(&self, label: Label) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |m| m.label == label)
    }

    /// Where the value of `mark` must end at the latest: at the next mark.
    pub fn limit(&self, mark: &Mark) -> usize {
        let after = self.marks.partition_point(|m| m.start <= mark.start);
        self.marks[after..].iter().find(|m| m.start >= mark.value).map_or(self.doc.body().len(), |m| m.start)
    }

    /// Whether `mark` stands in the front, above the body.
    pub fn in_front(&self, mark: &Mark) -> bool {
        mark.start < self.body.unwrap_or(self.top + FRONT_BYTES)
    }

    /// Whom the byline `span` names, in bytes of it; read anew where it is no line's.
    pub fn persons(&self, span: Span) -> Cow<'_, [Person]> {
        self.persons.at(self.doc, span)
    }

    /// What the head `span` says, as places in it; read anew where it is no line.
    pub fn head(&self, span: Span) -> Option<Citation> {
        match self.heads.binary_search_by_key(&span, |(at, _)| *at) {
            Ok(place) => Some(self.heads[place].1.clone()),
            Err(_) => citation::read(self.doc.slice(span)),
        }
    }

    /// The index of the first line that begins at or behind `at`.
    pub fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.span.end <= at)
    }

    /// Whether the front speaks of another article at `at`.
    pub fn is_of_others(&self, at: usize) -> bool {
        let behind = self.others.partition_point(|line| line.end <= at);
        self.others.get(behind).is_some_and(|line| line.start <= at)
    }

    /// The front of the document.
    fn front(&self) -> Front {
        let doc = self.doc;
        let text = doc.body();
        let ends = [self.body, self.references].into_iter().flatten().chain([self.top + FRONT_BYTES]);
        let top_end = text.floor_char_boundary(ends.min().unwrap_or_default());
        // the other language's summary may stand behind the article, its title and names above it
        let summary = |language: Language| {
            self.marks.iter().find(|m| m.label == Label::Abstract && m.language == language && m.start >= top_end)
        };
        let tail = summary(Language::En).or_else(|| summary(Language::Zh)).map(|m| {
            let start = text.floor_char_boundary(m.start.saturating_sub(SUMMARY_BYTES)).max(top_end);
            // a bibliography above it is not part of it
            (behind_entries(text, start..m.start), m.start)
        });
        // a box behind the bibliography may print the article's data again
        let box_start = self.references_end;
        let hidden = hidden_start(text);
        let in_front = |at: usize| {
            at >= self.top && at < top_end
                || tail.is_some_and(|(start, end)| at >= start && at < end)
                || (at >= box_start && at < box_start + BOX_BYTES)
                || (at >= hidden && at < hidden + BOX_BYTES)
        };
        let mut lines = Vec::with_capacity(64);
        let mut bylines = Persons::default();
        let mut heads = Vec::new();
        let mut others = Vec::new();
        let mut elsewhere = Elsewhere::of(self);
        let mut gap = false;
        let mut marks = self.marks.iter().peekable();
        let mut owner: Option<Label> = None;
        let regions = [self.top, tail.map_or(box_start, |(start, _)| start), box_start, hidden];
        let mut rest = doc.lines();
        while let Some(span) = rest.next() {
            // a summary may begin behind the last entry of a bibliography on its line
            let span = match tail {
                Some((start, _)) if span.start < start && start < span.end && !in_front(span.start) => {
                    (owner, gap) = (None, true);
                    Span::new(start, span.end)
                }
                _ => span,
            };
            if !in_front(span.start) {
                // no value runs on over what is left out
                (owner, gap) = (None, true);
                let Some(next) = regions.into_iter().filter(|at| *at > span.start).min() else { break };
                rest.skip_to(next.max(span.end + 1));
                continue;
            }
            let mut line = doc.trim(span);
            if line.is_empty() {
                gap = true;
                continue;
            }
            // the marks that begin on this line; the last one owns what follows
            let mut first: Option<Mark> = None;
            let mut next_owner = None;
            while let Some(mark) = marks.peek() {
                if mark.start >= span.end {
                    break;
                }
                if mark.start >= span.start {
                    first = first.or(Some(**mark));
                    next_owner = Some(mark.label);
                }
                marks.next();
            }
            let named = || lines.iter().any(|line: &Line| line.kind == Kind::Byline);
            if elsewhere.covers(doc.slice(line), line.start, first, named) {
                others.push(line);
                owner = None;
                continue;
            }
            if is_notice(doc.slice(line)) {
                owner = None;
                continue;
            }
            // what stands before a label in the middle of a line is a line of its own
            if let Some(mark) = first.filter(|m| !m.line_start && m.start > line.start) {
                line = doc.trim(Span::new(line.start, mark.start));
                first = None;
            }
            let words = doc.slice(line);
            let script = Script::of(words);
            let mut split = None;
            let mut persons = Vec::new();
            let kind = match first {
                Some(mark) => Kind::Marked(mark.label),
                None => {
                    let before = lines.last().map_or("", |l: &Line| doc.slice(l.span));
                    let shape = match formal(words, script) {
                        Some(shape) => shape,
                        // names and places among keywords are keywords
                        None if owner == Some(Label::Keywords) && more_keywords(gap, before, words) => {
                            Kind::Text.into()
                        }
                        None => shape(words),
                    };
                    (split, persons) = (shape.split, shape.persons);
                    heads.extend(shape.citation.map(|citation| (line, citation)));
                    let kind = shape.kind;
                    let more = owner == Some(Label::Keywords)
                        && lines.last().is_some_and(|l: &Line| l.kind == Kind::Value(Label::Keywords))
                        && next_term(gap, before, words);
                    let owned = owner.filter(|&o| owns(o, kind, gap, before, words) || more && kind == Kind::Text);
                    if owned.is_none() {
                        owner = None;
                    }
                    owned.map_or(kind, Kind::Value)
                }
            };
            if lines.is_empty() && is_menu(kind, words) {
                continue;
            }
            match split.filter(|_| kind == Kind::Byline) {
                // names and affiliations on one line are two lines
                Some(at) => {
                    let (byline, places) = (doc.trim(line.part(0..at)), doc.trim(line.part(at..line.len())));
                    let words = doc.slice(byline);
                    let script = Script::of(words);
                    let persons = byline::read(words);
                    let names = Names::of(&persons);
                    lines.push(Line { span: byline, kind: Kind::Byline, script, gap, names });
                    bylines.keep(byline, persons);
                    let script = Script::of(doc.slice(places));
                    let names = Names::default();
                    lines.push(Line { span: places, kind: Kind::Affiliation, script, gap: false, names });
                }
                None => {
                    lines.push(Line { span: line, kind, script, gap, names: Names::of(&persons) });
                    bylines.keep(line, persons);
                }
            }
            owner = next_owner.or(owner);
            gap = false;
        }
        persons::join_torn(doc, &mut lines);
        settle(doc, &mut lines);
        Front { lines, others, persons: bylines, heads }
    }
}

/// Where the hidden text of a page of HTML begins; the end of the text where there is none.
fn hidden_start(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), crate::source::HIDDEN.as_bytes()).last().unwrap_or(text.len())
}

/// Lines that only their neighbours tell to be names: between names, or between a title and affiliations.
fn settle(doc: &Document, lines: &mut [Line]) {
    let names = |line: &Line, least: f32| {
        let words = doc.slice(line.span);
        let may_be = words.len() < 400 && !words.contains("http") && byline::likeness(words) >= least;
        Some(words).filter(|_| may_be).map(|words| Names::of(&byline::read(words))).filter(|names| names.persons > 0)
    };
    for index in 0..lines.len() {
        if lines[index].kind != Kind::Text {
            continue;
        }
        // markers on lines of their own stand between names
        let before = lines[..index].iter().rev().find(|l| !l.is_marker()).map(|l| l.kind);
        let after = lines[index + 1..].iter().find(|l| !l.is_marker()).map(|l| l.kind);
        let beside = |kind: Option<Kind>| matches!(kind, Some(Kind::Byline | Kind::Affiliation));
        let labelled = matches!(before, Some(Kind::Marked(Label::Authors | Label::AuthorsAffiliations)));
        let short = lines[index].span.len() <= 60 && !lines[index].is_marker();
        let between = (beside(before) || labelled) && beside(after) && short;
        let below_title = before == Some(Kind::Text) && after == Some(Kind::Affiliation);
        // a list of two or three characters each, and be their families ever so strange
        let above_abstract =
            || before == Some(Kind::Text) && after == Some(Kind::Marked(Label::Abstract)) && lines[index].is_chinese();
        let listed = || (below_title || above_abstract()) && is_list_of_short_words(doc.slice(lines[index].span));
        if let Some(names) = between
            .then(|| names(&lines[index], 0.1))
            .flatten()
            .or_else(|| below_title.then(|| names(&lines[index], 0.2)).flatten())
            .or_else(|| listed().then(|| names(&lines[index], 0.02)).flatten())
        {
            lines[index].kind = Kind::Byline;
            lines[index].names = names;
        }
    }
}

/// `潘以宁,甚道方`: characters two or three at a time between commas, and nothing else.
fn is_list_of_short_words(words: &str) -> bool {
    let is_short = |word: &str| {
        let word = word.trim();
        (2..=3).contains(&word.chars().count()) && word.chars().all(text::is_han)
    };
    words.contains([',', '、']) && words.split([',', '、']).all(is_short)
}

/// Whether the value of a label runs on from the line `before` over the line `words`.
fn owns(owner: Label, kind: Kind, gap: bool, before: &str, words: &str) -> bool {
    let prose = matches!(kind, Kind::Text | Kind::Affiliation);
    match owner {
        Label::Keywords => kind == Kind::Text && more_keywords(gap, before, words),
        Label::Abstract => matches!(kind, Kind::Text) && words.len() > 60,
        Label::Funding => {
            // the other language's title or affiliations may follow at once
            let digits = words.bytes().filter(u8::is_ascii_digit).count();
            let title = !is_chinese(words) && digits < 4 && words.split(' ').count() >= 5;
            let same = is_chinese(before) == is_chinese(words) || !prose_ends(before) && !title;
            names_grant(words) && kind != Kind::Byline && !words.starts_with('(')
                || (prose && !gap && same && !words.starts_with('(') && !opens_with_postcode(words))
        }
        Label::Citation => {
            !gap && (prose && !is_whole_citation(before) || matches!(kind, Kind::Head | Kind::Reference))
        }
        // an address ends a note, where the other language follows
        Label::Corresponding | Label::Biography | Label::Acknowledgements => {
            // the key alone above a unit
            let keyed = kind == Kind::Affiliation && before.len() == 1;
            !gap && prose && !keyed && (is_chinese(before) == is_chinese(words) || !before.contains('@'))
        }
        _ => false,
    }
}

/// Whether a line cites an article to the last page: `…[J]. 生态研究, 2026, 28(3): 120-131.`
fn is_whole_citation(line: &str) -> bool {
    line.trim_end_matches(['.', ' ']).ends_with(|c: char| c.is_ascii_digit()) && line.contains("[J]")
}

/// Whether keywords go on from the line `before` over the line `words`, if this is neither a heading nor a citation.
fn more_keywords(gap: bool, before: &str, words: &str) -> bool {
    let alone = || label::columns(before).is_some_and(|all| matches!(all[..], [(Label::Keywords, _)]));
    words.starts_with('•') || !gap && (before.ends_with([';', ',', '、', '/', '-', ':']) || alone())
}

/// Whether keywords that stand one on a line go on from the line `before` with the line `words`.
fn next_term(gap: bool, before: &str, words: &str) -> bool {
    !gap && is_term(before) && is_term(words) && is_chinese(before) == is_chinese(words)
}

fn is_chinese(words: &str) -> bool {
    text::language(words) == Some(Language::Zh)
}

/// Whether a line at the top of a page is of its site's menu: `首页 | 期刊介绍 | 编委会`; or the address of the page.
fn is_menu(kind: Kind, words: &str) -> bool {
    if words.starts_with("http") && !words.contains(' ') && !words.contains("/10.") {
        return true;
    }
    let buttons = || label::columns(words).is_some_and(|all| all.iter().all(|(label, _)| *label == Label::Button));
    kind == Kind::Marked(Label::Button) || kind == Kind::Tabs && buttons()
}

/// Whether a line may be the last of its paragraph.
fn prose_ends(words: &str) -> bool {
    words.ends_with(['。', '.', ')', ']', ';', ':']) || words.len() < 60
}

/// `710004,某省某市,某某大学`: six digits, then words.
fn opens_with_postcode(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    digits == 6 && words[6..].starts_with([',', ' ', '，'])
}

/// Where the front of a page begins whose menus alone are nearly as long as a front: some way before the first thing that
/// it says of its article.
fn behind_menus(text: &str, marks: &[Mark]) -> usize {
    /// No line of a menu is longer, in bytes.
    const LONGEST: usize = 120;
    /// Title, names and places above the abstract take no more.
    const HEAD: usize = 4_000;
    let told = |m: &&Mark| matches!(m.label, Label::Abstract | Label::Keywords) && m.line_start;
    let first = marks.iter().find(told).map_or(0, |mark| mark.start);
    if first < FRONT_BYTES - HEAD {
        return 0;
    }
    let start = text.floor_char_boundary(first - HEAD);
    let top = memchr::memrchr(b'\n', &text.as_bytes()[..start]).map_or(0, |n| n + 1);
    if text[..top].lines().all(|line| line.len() <= LONGEST) { top } else { 0 }
}
