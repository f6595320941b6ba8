//! Landing pages as text, as a crawl leaves them: one file a platform.

mod etiller;
mod founder;
mod hanspub;
mod magtech;
mod ojs;
mod rhhz;
mod sciengine;

use super::article::Article;
use super::dice::Dice;
use super::gold::Printed;
use super::journal::{Journal, Platform};
use super::prose::{Matter, fill};
use super::topics::{TOPICS, Topic};
use super::words::{GIVEN, PLACES, SURNAMES};

/// Writes a line or a piece of one; a String takes all of it.
macro_rules! put {
    ($out:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($text)*);
    }};
}
pub(super) use put;

/// A landing page of `article`; `dice` chooses among the faces that its platform has.
pub fn landing(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    match article.journal.platform {
        Platform::Magtech => magtech::write(article, dice, out),
        Platform::Rhhz => rhhz::write(article, dice, out),
        Platform::Etiller => etiller::write(article, dice, out),
        Platform::Founder => founder::write(article, dice, out),
        Platform::Sciengine => sciengine::write(article, dice, out),
        Platform::Ojs => ojs::write(article, dice, out),
        Platform::Hanspub => hanspub::write(article, dice, out),
    }
}

/// A reference to another work, of the journal or of another, without number and line break.
pub fn reference(journal: &Journal, dice: &mut Dice, out: &mut String) {
    let topic = &TOPICS[journal.topic];
    let matter = matter(topic, dice);
    let english = dice.chance(30);
    let year = dice.between(1998, 2024);
    let first = dice.between(1, 900);
    let last = first + dice.between(4, 12);
    let (volume, issue) = (dice.between(3, 60), dice.between(1, 12));
    for at in 0..dice.between(1, 3) {
        let (family, given) = (dice.one_of(&SURNAMES), dice.one_of(&GIVEN));
        out.push_str(if at > 0 { ", " } else { "" });
        if english {
            put!(out, "{} {}", family.1.to_uppercase(), given.1[..1].to_uppercase());
        } else {
            put!(out, "{}{}", family.0, given.0);
        }
    }
    out.push_str(". ");
    if english {
        fill("{a} of {o} under {c} in {p}", matter, |pair| pair.1, dice, out);
        put!(out, "[J]. Journal of {}, {year}, {volume}({issue}): {first}-{last}.", dice.one_of(&topic.fields).1);
    } else {
        fill("{c}下{p}{o}{a}研究", matter, |pair| pair.0, dice, out);
        put!(out, "[J]. {}, {year}, {volume}({issue}): {first}-{last}.", journal.title.0);
    }
}

/// What another article of the discipline is about.
pub fn matter(topic: &Topic, dice: &mut Dice) -> Matter {
    Matter {
        object: dice.one_of(&topic.objects),
        aspect: dice.one_of(&topic.aspects),
        method: dice.one_of(&topic.methods),
        context: dice.one_of(&topic.contexts),
        place: dice.one_of(&PLACES),
    }
}

/// `[1]` and a reference a line, as many as there are.
pub fn references(journal: &Journal, many: usize, dice: &mut Dice, out: &mut String) {
    for number in 1..=many {
        put!(out, "[{number}]\t");
        reference(journal, dice, out);
        out.push('\n');
    }
}

/// Names with their markers, `between` them: 仇若川1,2, 尹拾雨1,*
pub struct Byline {
    pub english: bool,
    pub between: &'static str,
    /// Between the markers of one author.
    pub comma: &'static str,
    /// Behind the markers of the corresponding author.
    pub star: &'static str,
    /// Behind those who have an address.
    pub mail: &'static str,
}

impl Byline {
    pub fn write(&self, article: &Article<'_>, out: &mut String) {
        for (at, author) in article.authors.iter().enumerate() {
            out.push_str(if at > 0 { self.between } else { "" });
            out.push_str(author.name(self.english));
            let markers = author.markers(article.affiliations.len(), self.comma);
            out.push_str(&markers);
            if author.corresponding && !self.star.is_empty() {
                out.push_str(if markers.is_empty() { "" } else { self.comma });
                out.push_str(self.star);
            }
            if author.email.is_some() {
                out.push_str(self.mail);
            }
        }
    }
}

/// The grants, separated as the journal does.
pub fn funding(article: &Article<'_>, english: bool) -> String {
    let grants: Vec<String> = article.grants.iter().map(|grant| grant.text(english, article.journal)).collect();
    grants.join(article.journal.between_grants)
}

/// The keywords of a language, `between` them.
pub fn keywords(article: &Article<'_>, english: bool, between: &str) -> String {
    let terms: Vec<&str> = article.keywords.iter().map(|term| if english { term.1 } else { term.0 }).collect();
    terms.join(between)
}

/// 川西生态学报, 2022, 41(6): 1203-1214
pub fn source(article: &Article<'_>, english: bool) -> String {
    let title = if english { &article.journal.title.1 } else { &article.journal.title.0 };
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    format!("{title}, {year}, {volume}({issue}): {first_page}-{last_page}")
}

/// The line of a citation in one language, without DOI.
pub fn citation(article: &Article<'_>, english: bool) -> String {
    let title = if english { &article.title.1 } else { &article.title.0 };
    format!("{}. {title}[J]. {}", article.names(english, ", "), source(article, english))
}
