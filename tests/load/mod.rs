//! A generator of load: invented pages of all layouts, with known truth, for benches and tests. It is no part of the
//! program.
//!
//! A page is a pure function of seed, number and proportions, so that any part of a million can be made anywhere, in
//! any order, without memory of the others.

mod article;
mod dice;
mod gold;
mod html;
mod journal;
mod prose;
mod text;
mod topics;
mod words;

use article::Article;
use dice::Dice;
use gold::Printed;
use journal::Journal;
use serde_json::Value;

/// What share of the pages is of which kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Mix {
    /// Of pages that are HTML, where their platform has such a face (two have none, with a tenth of the journals).
    pub html: f64,
    /// Of pages that are another face or another crawl of an article met before.
    pub duplicates: f64,
}

/// Pages without end.
pub struct Load {
    seed: u64,
    mix: Mix,
    journals: Vec<Journal>,
}

/// One page.
pub struct Page<'l> {
    /// Its number as a name, e.g. `p00000012`.
    pub id: String,
    /// Of the platform, as records name it.
    pub platform: &'static str,
    /// Whether `text` is HTML.
    pub html: bool,
    pub text: String,
    article: Article<'l>,
    printed: Printed,
}

impl Load {
    pub fn new(seed: u64, mix: Mix) -> Load {
        Load { seed, mix, journals: journal::journals() }
    }

    /// The page `number`.
    pub fn page(&self, number: u64) -> Page<'_> {
        let article = Article::invent(self.seed, self.article_of(number), &self.journals);
        let mut dice = Dice::new(self.seed ^ 0x50_4147_4500, number);
        let mut text = String::with_capacity(8 << 10);
        // of 15 to 150 KB, small ones the most frequent
        let size = (15_000.0 * 10_f64.powf(dice.share())) as usize;
        let wanted = dice.share() < self.mix.html;
        let as_html = wanted.then(|| html::page(&article, size, &mut dice, &mut text)).flatten();
        let html = as_html.is_some();
        let printed = as_html.unwrap_or_else(|| text::landing(&article, &mut dice, &mut text));
        let platform = article.journal.platform.name();
        Page { id: format!("p{number:08}"), platform, html, text, article, printed }
    }

    /// The number of the article on page `number`: its own, or that of an earlier page.
    pub fn article_of(&self, number: u64) -> u64 {
        let mut number = number;
        loop {
            let mut dice = Dice::new(self.seed ^ 0x44_5550, number);
            if number == 0 || dice.share() >= self.mix.duplicates {
                return number;
            }
            number = dice.below(number as usize) as u64;
        }
    }
}

impl Page<'_> {
    /// What the page prints, as a label of `corpus/LABELS.md`.
    pub fn label(&self) -> Value {
        self.printed.label(&self.article, if self.html { "html" } else { "landing" })
    }
}
