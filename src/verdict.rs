//! Whether a document is an article at all: lists, guides, error pages and shells are none.
//!
//! An article prints much about itself, once: an abstract behind its label, pages, dates, a DOI. A list prints the same
//! of many articles; a guide or a form says how it ought to be printed. Sees the finished record and the outline, no
//! platform.

mod advice;
mod lists;
mod structured;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use advice::advice;
use lists::{labelled_abstracts, links_to_abstracts, listed, retold};
use structured::{is_printed_twice, is_signed, is_structured};

use crate::field::text::Script;
use crate::field::words;
use crate::label::Label;
use crate::outline::Outline;
use crate::record::{Language, Record};

/// Points that a document must reach to be an article.
const ENOUGH: i32 = 5;

/// More words of guides than these say no more against a page that prints so much of one article.
const MOST_ADVICE: i32 = 14;

/// How far a page is looked through for what guides and forms print, in bytes.
const HEAD: usize = 6000;

/// Items from which on a page without an abstract of its own, or with nothing beside it, is a list of them.
const LIST: usize = 4;

/// Why a document is no article, e.g. `no title, abstract or authors`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an article: {0}")]
pub struct NotAnArticle(pub String);

/// Judges a record by what its document printed.
///
/// # Errors
/// What is missing, or what the document is instead.
pub fn judge(outline: &Outline, record: &Record) -> Result<(), NotAnArticle> {
    let told = Told::of(outline, record);
    if told.abstracts >= 3 {
        return Err(NotAnArticle(format!("a list of {} articles with abstracts", told.abstracts)));
    }
    if outline.references.is_none() && !told.is_declared {
        let items = match told.abstract_points {
            ..3 => listed(outline),
            _ if told.is_bare => retold(outline),
            _ => 0,
        };
        // with nothing else beside them fewer will do
        let least = if told.abstract_points == 0 && told.is_bare { LIST - 1 } else { LIST };
        if items >= least {
            return Err(NotAnArticle(format!("a list of {items} articles")));
        }
    }
    let links = links_to_abstracts(outline);
    if links >= 2 {
        return Err(NotAnArticle(format!("a list of {links} articles with links to their abstracts")));
    }
    let blanks = blanks_to_fill(outline.doc.body());
    if blanks >= 5 {
        return Err(NotAnArticle(format!("a form with {blanks} blanks to fill in")));
    }
    if told.has_core && told.points - MOST_ADVICE / 2 >= ENOUGH {
        return Ok(());
    }
    let advice = advice(outline).min(MOST_ADVICE);
    if told.has_core && told.points - advice / 2 >= ENOUGH {
        return Ok(());
    }
    if advice >= 4 {
        return Err(NotAnArticle("a guide or a notice of a journal".to_owned()));
    }
    let missing: Vec<&str> = [
        (told.has_title, "title"),
        (told.abstract_points > 0, "abstract"),
        (!record.authors.is_empty(), "authors"),
        (record.doi.is_some(), "DOI"),
    ]
    .iter()
    .filter(|(there, _)| !there)
    .map(|(_, name)| *name)
    .collect();
    let length = outline.doc.body().trim().chars().count();
    Err(NotAnArticle(if missing.is_empty() {
        format!("too little about one article in {length} characters of text")
    } else {
        format!("no {} in {length} characters of text", missing.join(", "))
    }))
}

/// What a document says about itself.
struct Told {
    has_title: bool,
    /// 3 for an abstract behind its label, less for a paragraph that stands where one would.
    abstract_points: i32,
    /// How many abstracts stand behind labels of one language.
    abstracts: usize,
    /// Whether anything stands there that only articles have; names and places alone are also on a board's page.
    has_core: bool,
    /// Whether the metadata describe one article; its page may print its own citation in many styles.
    is_declared: bool,
    /// Whether nothing says what the article is about, but for an abstract: lists print those too.
    is_bare: bool,
    points: i32,
}

impl Told {
    fn of(outline: &Outline, record: &Record) -> Told {
        let has_title = record.title.zh.is_some() || record.title.en.is_some();
        let abstracts = [Language::Zh, Language::En].map(|l| labelled_abstracts(outline, l)).into_iter().max();
        let has = |names: &[&str]| outline.doc.metas().iter().any(|meta| names.contains(&meta.name.as_str()));
        let declared = has(&["citation_title", "dc.title", "eprints.title"]) && !record.authors.is_empty();
        let is_declared = has(&["citation_title"])
            && has(&["citation_author", "citation_authors", "citation_doi", "citation_firstpage"]);
        let real = [&record.abstract_.zh, &record.abstract_.en].into_iter().flatten().any(|a| is_real_abstract(a));
        let labelled = declared || outline.mark(Label::Abstract, None).is_some() || is_structured(outline);
        let abstract_points = match (real, labelled) {
            (true, true) => 3,
            (true, false) => 1,
            (false, _) => 0,
        };
        let bilingual = record.abstract_.zh.is_some() && record.abstract_.en.is_some();
        let terms = record.keywords.zh.len().max(record.keywords.en.len());
        let keywords = terms >= 2;
        let dates = &record.dates;
        let dated = dates.received.is_some() || dates.revised.is_some() || dates.accepted.is_some();
        let issued = dates.published.is_some() || dates.online.is_some();
        let paged = record.first_page.is_some() || record.article_number.is_some();
        let prose = prose_points(outline);
        let numbered = paged && (record.volume.is_some() || record.issue.is_some());
        // `题名`, names, where they work and what it is about: an index without an abstract; or an abstract without its
        // label on a page that prints the places last
        let indexed = terms >= 3
            && has_title
            && !record.authors.is_empty()
            && (!record.affiliations.is_empty() || abstract_points > 0);
        // the issue, the names and where they work: a page that prints neither pages nor the label of an abstract
        let issue_told = record.journal.title.zh.as_ref().or(record.journal.title.en.as_ref()).is_some()
            && record.year.is_some()
            && (record.issue.is_some() || dates.published.is_some());
        // a copy may have lost the names of those who wrote a labelled abstract
        let named = !record.authors.is_empty();
        let in_issue = issue_told && named;
        let copied = issue_told && !named && has_title && abstract_points == 3;
        let at_work = in_issue && !record.affiliations.is_empty();
        // both titles and both bylines above a paragraph
        let named_twice = record.authors.iter().filter(|a| a.name.zh.is_some() && a.name.en.is_some()).count() >= 2;
        let in_both = abstract_points > 0 && named_twice && record.title.zh.is_some() && record.title.en.is_some();
        let signed = abstract_points > 0 && is_signed(record);
        let twice = abstract_points > 0 && is_printed_twice(outline, record);
        let has_core = abstract_points == 3
            || in_both
            || signed
            || twice
            || at_work
            || indexed
            || record.doi.is_some()
            || record.article_code.is_some()
            || numbered
            || dated
            || prose > 1
            || outline.references.is_some();
        // an abstract and its terms, each behind its label, are one article's whatever was lost above them
        let headless = !has_title && abstract_points == 3 && terms >= 3;
        let is_bare = !keywords && !dated && record.clc.is_empty() && record.funding.is_empty();
        // an editorial or a piece of news says no more than where it stands
        let placed = i32::from(issued) + i32::from(numbered);
        let alone = || match listed(outline) {
            // the page's own head, and nothing else
            0..=1 => record.doi.is_some() || is_declared || !record.authors.is_empty() && numbered,
            items => record.doi.is_some() && items < LIST - 1,
        };
        let placed = if abstract_points < 3 && placed > 0 && alone() { placed } else { 0 };
        let points = abstract_points
            + i32::from(has_title)
            + i32::from(bilingual)
            + i32::from(!record.authors.is_empty())
            + i32::from(!record.affiliations.is_empty())
            + i32::from(keywords)
            + i32::from(indexed)
            + i32::from(headless)
            + i32::from(in_issue || copied)
            + 2 * i32::from(in_both)
            + i32::from(at_work)
            + i32::from(signed)
            + 3 * i32::from(twice)
            + i32::from(record.doi.is_some())
            + 2 * i32::from(record.article_code.is_some())
            + i32::from(paged)
            + i32::from(record.document_code.is_some())
            + i32::from(!record.clc.is_empty())
            + i32::from(!record.funding.is_empty())
            + i32::from(dated)
            + i32::from(declared || is_declared)
            + i32::from(is_declared)
            + prose
            + placed
            + i32::from(outline.references.is_some());
        Told {
            has_title,
            abstract_points,
            abstracts: abstracts.unwrap_or_default(),
            has_core,
            is_declared,
            is_bare,
            points,
        }
    }
}

/// Whether an abstract is one: a few sentences, and not what a guide says of abstracts.
fn is_real_abstract(printed: &str) -> bool {
    static GUIDE: LazyLock<AhoCorasick> = LazyLock::new(|| {
        words::finder([
            "字左右",
            "字以内",
            "字为宜",
            "字数",
            "摘要应",
            "摘要须",
            "脱离全文",
            "No more than",
            "words or less",
        ])
    });
    let length = printed.chars().count();
    let enough = length >= 150 || length >= 60 && Script::of(printed).han * 3 > length;
    enough && !(length < 400 && GUIDE.is_match(printed))
}

/// Runs of signs that stand for what somebody is to fill in: `××××年`, `____`, `xxxx`.
fn blanks_to_fill(text: &str) -> usize {
    let head = &text.as_bytes()[..text.floor_char_boundary(HEAD)];
    let mut count = 0;
    let mut end = 0;
    for at in memchr::memchr3_iter(b'_', b'x', b'X', head) {
        if at >= end {
            end = at + head[at..].iter().take_while(|byte| byte.eq_ignore_ascii_case(&head[at])).count();
            count += usize::from(end - at >= 4 && !in_address(head, at));
        }
    }
    let mut end = 0;
    for at in memchr::memchr2_iter("×".as_bytes()[0], "□".as_bytes()[0], head) {
        if at < end {
            continue;
        }
        let (sign, least) = if head[at] == "×".as_bytes()[0] { ("×", 2) } else { ("□", 4) };
        let times = head[at..].chunks(sign.len()).take_while(|next| *next == sign.as_bytes()).count();
        end = at + times * sign.len();
        count += usize::from(times >= least);
    }
    count
}

/// Whether the word that `at` is in is an address, as a paper has that no number was given yet: `www.jos.cn/xxxx/xxx.htm`.
fn in_address(head: &[u8], at: usize) -> bool {
    let start = head[..at].iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1);
    let word = &head[start..at];
    word.starts_with(b"http") || word.starts_with(b"www.")
}

/// Points for paragraphs of a paper: several, long; guides and policies have fewer.
fn prose_points(outline: &Outline) -> i32 {
    let text = outline.doc.body();
    if text.len() <= 5000 {
        return 0;
    }
    match outline.doc.lines().filter(|line| line.len() > 300).count() {
        // a paper set in columns has short lines
        0..5 => i32::from(text.len() > 12_000),
        5..25 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests;
