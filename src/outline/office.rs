//! The lines of a page that speak of the journal and not of the article: who runs it, and how its office is reached.
//!
//! They stand together, each behind a label, in a page's side or foot: `主办单位: …`, `地址: …`, `E-mail: …`. The address
//! among them is no author's, and who sponsors the journal did not fund the article.

use super::shape::names_grant;
use crate::label::{self, Label, Mark};

/// Drops the marks that speak of the journal's office as if of the article.
pub(super) fn leave_out(text: &str, marks: &mut Vec<Mark>) {
    let is_suspect = |mark: &Mark| matches!(mark.label, Label::Office | Label::Contact);
    if !marks.iter().any(is_suspect) {
        return;
    }
    let mut run = 0;
    let mut kept = Vec::with_capacity(marks.len());
    while run < marks.len() {
        let end = run_end(text, marks, run);
        let own = &marks[run..end];
        let is_office = own.iter().any(|mark| mark.label == Label::Office) && !follows_person(text, &marks[..run], own);
        let is_reached = own.iter().any(is_suspect);
        kept.extend(own.iter().filter(|mark| match mark.label {
            Label::Email => !is_office,
            Label::Funding => !(is_reached && is_sponsor(text, mark)),
            _ => true,
        }));
        run = end;
    }
    *marks = kept;
}

/// The end of the run of marks from `first` that may all be the office's and that stand below or beside each other.
fn run_end(text: &str, marks: &[Mark], first: usize) -> usize {
    let fits = |mark: &Mark| match mark.label {
        Label::Office | Label::Contact | Label::Email | Label::Other => true,
        Label::Issn | Label::Eissn | Label::Cn | Label::Journal => true,
        Label::Funding => is_sponsor(text, mark),
        _ => false,
    };
    if !fits(&marks[first]) {
        return first + 1;
    }
    let joined = marks[first..].windows(2).take_while(|pair| fits(&pair[1]) && is_next(text, &pair[0], &pair[1]));
    first + 1 + joined.count()
}

/// Whether `mark` begins the line below that of `before`, or stands on this line.
fn is_next(text: &str, before: &Mark, mark: &Mark) -> bool {
    let end = label::line_value(text, before).end;
    mark.start <= end || mark.line_start && text[end..mark.start].trim().is_empty()
}

/// Whether the marks `run` follow the label of a person at once: then they say how this one is reached.
fn follows_person(text: &str, before: &[Mark], run: &[Mark]) -> bool {
    let [.., last] = before else { return false };
    let is_person = matches!(
        last.label,
        Label::Corresponding | Label::Biography | Label::Authors | Label::AuthorsAffiliations | Label::Affiliation
    );
    is_person && run[0].label != Label::Office && is_next(text, last, &run[0])
}

/// Whether a label of funding, `Sponsored by`, names an organisation and no grant.
fn is_sponsor(text: &str, mark: &Mark) -> bool {
    const WORDS: &[&str] = &["Sponsored by", "Supported by"];
    let value = label::line_value(text, mark);
    WORDS.iter().any(|word| text[mark.start..mark.value].contains(word)) && !names_grant(&text[value.start..value.end])
}
