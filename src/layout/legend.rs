//! Notes at a page's foot that no label announces: what a sign on a name means, and who an author is.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::Places;
use crate::document::Span;
use crate::field::{Email, byline, words};
use crate::label::Label;
use crate::outline::Outline;

/// Signs that stand before a legend. The last one is how OCR reads `*`.
const SIGNS: &[char] = &['*', '∗', '＊', '⁎', '✉', '†', '‡', '△', '▲', '☆', '★', '#', '+', '\\', '女'];

/// Words for a corresponding author that open a legend.
const WORDS: &[&str] = &[
    "通讯作者",
    "通信作者",
    "责任作者",
    "通讯联系人",
    "通信联系人",
    "联系人",
    "Corresponding",
    "corresponding",
    "Correspondence",
    "To whom correspondence",
    "Author for correspondence",
];

/// What stands in every legend and in every biography: what [`WORDS`] have in common, the sexes.
const TELLS: [&str; 5] = ["作者", "联系人", "orrespond", "男,", "女,"];

/// How many of [`TELLS`] are of legends.
const OF_LEGENDS: usize = 3;

/// Fills in the legends, and the biographies that no label announces.
pub(super) fn place(outline: &Outline, places: &mut Places) {
    let references = outline.references.unwrap_or(usize::MAX)..outline.references_end;
    let (legends, biographies) = notes(outline);
    // the foot of the first page may follow the bibliography
    let foot = |words: &str| words.starts_with(SIGNS) && WORDS.iter().any(|word| words.contains(word));
    let fits = |words: &str, at: usize| is_legend(words) && (!references.contains(&at) || foot(words));
    let is_own = |span: &Span| !labelled(outline, *span) && fits(outline.doc.slice(*span), span.start);
    places.legends = legends.into_iter().filter(is_own).collect();
    for note in biographies {
        let is_known = || places.biographies.iter().any(|known| known.contains(note));
        if !references.contains(&note.start) && is_biography(outline.doc.slice(note)) && !is_known() {
            places.biographies.push(note);
        }
    }
}

/// The short lines that may be legends, and those that may be biographies, each in order.
fn notes(outline: &Outline) -> (Vec<Span>, Vec<Span>) {
    static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| words::finder(TELLS));
    let text = outline.doc.body();
    let (mut legends, mut biographies) = (Lines::of(outline), Lines::of(outline));
    for found in FINDER.find_iter(text) {
        let notes = if found.pattern().as_usize() < OF_LEGENDS { &mut legends } else { &mut biographies };
        notes.push(found.start());
    }
    let mut addresses = Lines::of(outline);
    memchr::memchr_iter(b'@', text.as_bytes()).for_each(|at| addresses.push(at));
    legends.spans.append(&mut addresses.spans);
    legends.spans.sort_unstable();
    legends.spans.dedup();
    (legends.spans, biographies.spans)
}

/// The short lines around places that are told in order.
struct Lines<'o> {
    outline: &'o Outline<'o>,
    spans: Vec<Span>,
    /// Where the last of them ends, short or not.
    end: usize,
}

impl<'o> Lines<'o> {
    fn of(outline: &'o Outline<'o>) -> Lines<'o> {
        Lines { outline, spans: Vec::new(), end: 0 }
    }

    fn push(&mut self, at: usize) {
        if at < self.end {
            return;
        }
        let text = self.outline.doc.body().as_bytes();
        let start = memchr::memrchr(b'\n', &text[self.end..at]).map_or(self.end, |n| self.end + n + 1);
        self.end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |n| at + n);
        let line = self.outline.doc.trim(Span::new(start, self.end));
        if (6..900).contains(&line.len()) {
            self.spans.push(line);
        }
    }
}

/// Whether a label announces the line's value already: on the line or right above it.
fn labelled(outline: &Outline, span: Span) -> bool {
    let before = outline.marks[..outline.marks.partition_point(|mark| mark.start < span.start)].last();
    let below = before
        .and_then(|mark| outline.doc.body().get(mark.value..span.start))
        .is_some_and(|between| between.trim().is_empty());
    let words = outline.doc.slice(span);
    // `AUTHOR INFORMATION` over `Corresponding Author *E-mail: …` announces no more than the line itself
    let own = words.starts_with(SIGNS) || WORDS.iter().any(|word| words.starts_with(word));
    below && !own
        || outline
            .marks
            .iter()
            .any(|mark| mark.label == Label::Corresponding && mark.start >= span.start && mark.start < span.end)
}

/// Whether a line says who a sign's bearers are: `* 联系人, E-mail: a@…; b@…`, `*通讯作者。`, `✉ a@…`, or gives one author's
/// address alone: `揭阳子,Email:a@…`; an address without a name counts for a `✉` on a name.
fn is_legend(words: &str) -> bool {
    if words.len() > 400 {
        return false;
    }
    // `$^ { * } \mathrm { E }$ -mail: …`
    let bare = words.trim_start_matches(['(', '[', ' ', '$', '^', '{']);
    let inner = bare.trim_start_matches(|c| SIGNS.contains(&c) || c == ' ');
    let signed = inner.len() < bare.len();
    let named = WORDS.iter().any(|word| {
        inner
            .strip_prefix(word)
            .is_some_and(|rest| rest.starts_with([',', '。', '.', ';', ':', ' ', ')', '(']) || rest.is_empty())
    });
    let Some((mail, _)) = Email::find(inner) else { return named && signed };
    let alone = mail.len() == inner.len();
    // `* 丘浩然,研究员,…,E-mail: …`
    let one = || bare.starts_with('*') && is_named(inner);
    named && signed || (named || signed) && mail.start <= 60 || one() || is_mail_of_one(inner, mail) || alone
}

/// Whether a note begins with a Chinese name that a comma or a bracket ends.
fn is_named(words: &str) -> bool {
    let name = words.split([',', '(']).next().unwrap_or_default();
    let opening = byline::opening(name);
    name.len() < words.len() && name.chars().count() <= 4 && opening.persons == 1 && opening.likeness >= 0.4
}

/// A name and its address at `range`, and nothing else.
fn is_mail_of_one(words: &str, range: Range<usize>) -> bool {
    let rest = words[range.end..].trim_end_matches([' ', '.', '。', ')', ';']);
    let before = words[..range.start].trim_end_matches([' ', ':', '(']);
    let name = ["E-mail", "e-mail", "Email", "email"].iter().find_map(|label| before.strip_suffix(label));
    let name = name.unwrap_or_default().trim_end_matches([' ', ',', ';']);
    let opening = byline::opening(name);
    rest.is_empty() && name.len() >= 4 && !name.contains([':', ',']) && opening.persons == 1 && opening.likeness >= 0.4
}

/// Whether a line begins with a marker, a name and a sex: `① 丰亦寒,男,安徽歙县人,…`.
fn is_biography(words: &str) -> bool {
    let bare =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c) || " *[].、".contains(c));
    let Some(sex) = [",男,", ",女,", "(男,", "(女,"].iter().filter_map(|s| bare.find(s)).min() else {
        return false;
    };
    let name = bare[..sex].split('(').next().unwrap_or_default().trim();
    let opening = byline::opening(name);
    sex <= 60 && opening.persons == 1 && opening.end == name.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_legends() {
        for line in [
            "* 联系人, E-mail: a.b@x.cn; c@x.cn",
            "*通讯作者。",
            "*通讯作者。Email: a.b@x.cn",
            "* Corresponding author (email: a.b@x.cn)",
            "女通信作者,E-mail: a.b@x.cn",
            "✉ a.b@x.cn",
            "季远山,Email:jiys@x.cn",
            "$^ { * } \\mathrm { E }$ -mail: a.b@x.cn",
        ] {
            assert!(is_legend(line), "{line}");
        }
        for line in ["*以上评分为匿名评价", "通讯作者单位为某大学", "编辑部 E-mail: office@x.cn", "* p < 0.05"]
        {
            assert!(!is_legend(line), "{line}");
        }
    }

    #[test]
    fn a_heading_over_a_legend_announces_no_more() {
        let page = "# Vapour transport of the remnants of landed typhoons\n\nYining Pan, Chang Long*\n\nSchool of Air, Lingnan University, Foshan 528000, China\n\nAbstract: Vapour was traced back in six cases of the coast.\n\n# 1 Introduction\n\nRemnants bring rain.\n\n# AUTHOR INFORMATION\n\nCorresponding Author *E-mail: long@lingnan.edu.cn.\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert!(record.authors[1].corresponding && !record.authors[0].corresponding);
        assert_eq!(record.authors[1].email.as_ref().map(Email::as_str), Some("long@lingnan.edu.cn"));
    }

    #[test]
    fn a_line_with_several_tells_is_one_note() {
        let page = "季远山\n* 通讯作者,作者简介见下, E-mail: a.b@x.cn\n白水清,女,安徽歙县人,男, c@x.cn\n";
        let doc = crate::Document::from_text("t", page);
        let words = |spans: Vec<Span>| spans.into_iter().map(|span| doc.slice(span)).collect::<Vec<_>>();
        let (legends, biographies) = notes(&Outline::of(&doc));
        let lines: Vec<&str> = page.lines().collect();
        assert_eq!((words(legends), words(biographies)), (lines[1..].to_vec(), lines[2..].to_vec()));
    }

    #[test]
    fn tells_biographies() {
        assert!(is_biography("① 季远山,男,安徽歙县人,远山大学法学院讲师"));
        assert!(is_biography("季远山(1980—),女,安徽歙县人,远山大学法学院讲师"));
        assert!(!is_biography("受访者共 20 人,男,女各半"));
    }
}
