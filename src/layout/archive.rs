//! Full-text archives that reprint articles of journals, or preprints: PubMed Central and arXiv.

use super::{Layout, Page, Places};
use crate::outline::Outline;
use crate::record::Platform;

/// PubMed Central: `X logoLink to X` names the journal.
pub(super) struct PubMedCentral;

impl Layout for PubMedCentral {
    fn platform(&self) -> Platform {
        Platform::Other
    }

    fn claims(&self, page: &Page) -> bool {
        prints(page, "PMCID: PMC")
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        let doc = outline.doc;
        const LOGO: &str = "logoLink to ";
        if places.journal.en.is_none() {
            let line = outline.lines.iter().take(30).map(|l| l.span).find(|&s| doc.slice(s).contains(LOGO));
            places.journal.en = line.and_then(|s| doc.slice(s).find(LOGO).map(|at| s.part(at + LOGO.len()..s.len())));
        }
        places
    }
}

/// arXiv: the day of submission is the day of release.
pub(super) struct Arxiv;

impl Layout for Arxiv {
    fn platform(&self) -> Platform {
        Platform::Other
    }

    fn claims(&self, page: &Page) -> bool {
        prints(page, "arXiv:") && prints(page, "Submission history")
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        places.dates[4] = std::mem::take(&mut places.dates[0]);
        places
    }
}

fn prints(page: &Page, words: &str) -> bool {
    memchr::memmem::find(page.outline.doc.body().as_bytes(), words.as_bytes()).is_some()
}
