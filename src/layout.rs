//! Where: a layout says in which spans of a document the fields stand, and nothing more.
//!
//! What labels and shapes tell of any page is in `labelled` and `front`; a platform's file holds only what is its own.

mod abstracts;
mod archive;
mod authors;
mod bylines;
mod cnki;
mod column;
mod declared;
mod dois;
mod front;
mod furniture;
mod grants;
mod heading;
mod hidden;
mod imprint;
mod labelled;
mod legend;
mod magtech;
mod ojs;
mod parts;
mod plain;
mod rhhz;
mod roster;
mod tells;
mod terms;
mod title;
mod told;

use crate::document::Span;
use crate::outline::Outline;
use crate::record::{Bilingual, Language, Platform};
pub use furniture::is_article_type;

pub use dois::PlacedDoi;
pub use imprint::Imprint;
pub use tells::Page;

/// Where each field stands in one document. Nothing here has been read yet.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Title lines.
    pub title: Bilingual<Option<Span>>,
    /// The line with the journal's name, where a label or its place tells.
    pub journal: Bilingual<Option<Span>>,
    /// The journal's column.
    pub section: Option<Span>,
    /// Page heads that carry journal, volume, issue and pages.
    pub heads: Vec<Imprint>,
    /// The article as cited, behind 引用本文, Citation and the like.
    pub citations: Vec<Imprint>,
    /// Labelled volume, issue, pages.
    pub volume: Option<Span>,
    /// See `volume`.
    pub issue: Option<Span>,
    /// See `volume`.
    pub pages: Option<Span>,
    /// The year, behind a label of its own.
    pub year: Option<Span>,
    /// Candidates for the article's DOI, the best first.
    pub dois: Vec<PlacedDoi>,
    /// 文章编号.
    pub article_code: Option<Span>,
    /// Print ISSN.
    pub issn: Option<Span>,
    /// Electronic ISSN.
    pub eissn: Option<Span>,
    /// CN number.
    pub cn: Option<Span>,
    /// Bylines.
    pub authors: Bilingual<Option<Span>>,
    /// Blocks of affiliations.
    pub affiliations: Bilingual<Option<Span>>,
    /// Lists of authors with what stands beneath each name: the longest first, then its printing in the other language.
    pub rosters: Vec<Vec<RosterEntry>>,
    /// What is said of corresponding authors, label excluded.
    pub corresponding: Vec<Span>,
    /// Lines that explain a sign on names without a label.
    pub legends: Vec<Span>,
    /// Biographical notes.
    pub biographies: Vec<Span>,
    /// Further places where e-mail addresses of authors stand.
    pub contacts: Vec<Span>,
    /// Received, revised, accepted, published, online: each with every labelled value.
    pub dates: [Vec<(Span, Language)>; 5],
    /// Paragraphs of the abstract.
    pub abstracts: Bilingual<Option<Span>>,
    /// Keyword lists.
    pub keywords: Bilingual<Option<Span>>,
    /// Funding statements.
    pub funding: Bilingual<Vec<Span>>,
    /// 中图分类号.
    pub clc: Option<Span>,
    /// 文献标识码.
    pub document_code: Option<Span>,
}

/// One author, or several, of a page that lists affiliations beneath or behind the names.
#[derive(Clone, Debug)]
pub struct RosterEntry {
    /// The line of the name or names.
    pub name: Span,
    /// The lines beneath it: affiliations, addresses, iDs.
    pub beneath: Vec<Span>,
    /// The label that makes it a corresponding author.
    pub corresponding: Option<Span>,
}

/// One platform's way to print a page.
pub trait Layout: Sync {
    /// The name written to the column `platform`.
    fn platform(&self) -> Platform;
    /// Whether this layout printed the document. Apart from `Plain`, no two claim one document.
    fn claims(&self, page: &Page) -> bool;
    /// Where the fields stand; what the document does not print stays empty.
    fn places(&self, outline: &Outline) -> Places {
        Places::common(outline)
    }
}

/// All layouts; the last one claims everything.
pub static LAYOUTS: &[&dyn Layout] = &[
    &rhhz::Rhhz,
    &magtech::Magtech,
    &told::ETILLER,
    &told::HANSPUB,
    &ojs::Ojs,
    &told::SCIENGINE,
    &told::FOUNDER,
    &cnki::Cnki,
    &told::WANFANG,
    &archive::PubMedCentral,
    &archive::Arxiv,
    &plain::Plain,
];

/// The layout of a document.
pub fn of(outline: &Outline) -> &'static dyn Layout {
    let page = Page::of(outline);
    *LAYOUTS.iter().find(|layout| layout.claims(&page)).expect("the last layout claims every document")
}

impl Places {
    /// Whether `line` lies within a list of keywords.
    pub fn in_keywords(&self, line: Span) -> bool {
        let within = |list: &Span| list.start <= line.start && line.end <= list.end;
        [self.keywords.zh, self.keywords.en].iter().flatten().any(within)
    }

    /// What labels and shapes tell, whatever the platform.
    pub fn common(outline: &Outline) -> Places {
        let mut places = labelled::places(outline);
        heading::dates(outline, &mut places);
        front::place(outline, &mut places);
        legend::place(outline, &mut places);
        hidden::fill(outline, &mut places);
        places
    }
}
