//! Full-text archives that reprint articles of journals, or preprints: PubMed Central and arXiv.

use super::{Layout, Page, Places};
use crate::outline::Outline;
use crate::record::Platform;

/// PubMed Central: `X logoLink to X` names the journal.
pub(super) struct PubMedCentral;

/// What stands between the journal's name and the same again.
const LOGO: &str = "logoLink to ";

impl Layout for PubMedCentral {
    fn platform(&self) -> Platform {
        Platform::Other
    }

    fn claims(&self, page: &Page) -> bool {
        prints(page, "PMCID: PMC") || prints(page, LOGO)
    }

    fn places(&self, outline: &Outline) -> Places {
        let mut places = Places::common(outline);
        let doc = outline.doc;
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
        prints(page, "arXiv:") && (prints(page, "Submission history") || prints(page, "[Submitted on "))
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

#[cfg(test)]
mod tests {
    use crate::document::Document;

    #[test]
    fn heads_without_what_stands_further_down() {
        let record = |page: &str| crate::read::record_of(&Document::from_text("t", page));
        let head = "Lingnan Soils logoLink to Lingnan Soils\n. 2022 Jun 8;22:491. doi: 10.1186/s12877-022-93187-4\n\nVapour transport of the remnants\n";
        assert_eq!(record(head).journal.title.en.as_deref(), Some("Lingnan Soils"));
        let head = "arXiv:2403.99187 (physics)\n\n[Submitted on 28 Mar 2024]\n\nTitle: Vapour transport of the remnants\nAuthors: Yining Pan, Chang Long\n";
        let dates = record(head).dates;
        assert_eq!((dates.received, dates.online.map(|date| date.to_string()).as_deref()), (None, Some("2024-03-28")));
    }
}
