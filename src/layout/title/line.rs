//! Whether a line may be a title, by itself: what is furniture, a masthead or a stamp of a copy is none.

use super::is_subtitle;
use crate::field::{Date, affiliation};
use crate::label::Label;
use crate::layout::column;
use crate::layout::furniture::{is_furniture, is_of_menu, is_row_of_links};
use crate::layout::parts::begins_part;
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

/// Whether a line may be (part of) a title of `language`.
pub(super) fn may_be_title(outline: &Outline, line: &Line, language: Language) -> bool {
    let words = outline.doc.slice(line.span);
    let shape = matches!(line.kind, Kind::Text | Kind::Heading)
        || (line.kind == Kind::Affiliation && words.starts_with('#') && !affiliation::ends_with_postcode(words));
    shape
        && line.language() == Some(language)
        && !words.ends_with('。')
        // a list of organisations goes on
        && (language == Language::En || !words.ends_with(','))
        // what stands before a label on its line: `施工技术 | 更新时间:2024-05-06`
        && !words.ends_with('|')
        && !is_subtitle(words)
        && !column::is_name(words)
        && !is_of_menu(words)
        && !is_dated(words)
        && !(language == Language::En && is_one_word(words))
        && words.chars().count() <= if language == Language::Zh { 90 } else { 320 }
        && line.script.han + line.script.letters >= 4
        // a line of figures or a time stamp is none
        && line.script.digits * 2 <= line.script.han * 2 + line.script.letters
        && !is_furniture(words)
        // `Conclusions: This study shows that …`, where an abstract is spread over lines
        && !(words.contains(':') && words.len() > 120 && begins_part(words))
        && !is_row_of_links(words)
        && !is_tail_or_entry(words)
        && !is_masthead(outline, words)
        && !is_neighbour(outline, line)
}

/// Whether the line above says that this is the article before or behind: `Next Article in Journal`, `上一篇:`.
fn is_neighbour(outline: &Outline, line: &Line) -> bool {
    let Some(above) = outline.line_at(line.span.start).checked_sub(1).map(|at| &outline.lines[at]) else {
        return false;
    };
    let words = outline.doc.slice(above.span);
    above.kind == Kind::Marked(Label::Other)
        && !line.gap
        && words.len() <= 40
        && ["Next ", "Previous ", "上一篇", "下一篇"].iter().any(|word| words.starts_with(word))
}

/// `TOOLS`, `# REVIEW`; the last word of a title may have been taken for a heading: `# Fermentation`.
fn is_one_word(words: &str) -> bool {
    let bare = words.trim_start_matches(['#', ' ']);
    !words.contains(' ') || !bare.contains(' ') && !bare.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Whether a line says when a copy was made, `2022-10-14段嘉禾`, `原创 段嘉禾 2022-09-30 18:00`, or when an issue came out,
/// `Lingnan Review (Apr 2024)`.
fn is_dated(words: &str) -> bool {
    let stamped = || {
        Date::find(words).is_some_and(|(range, date)| {
            let time = words[range.end..].trim_start_matches(' ').as_bytes();
            let hour = matches!(time, [b'0'..=b'2', b'0'..=b'9', b':', b'0'..=b'5', ..]);
            let begins = range.start == 0;
            // `本站小编 段嘉禾/2022-10-14`
            let ends = words[..range.start].ends_with('/') && range.end == words.len();
            date.day().is_some() && (hour || (begins || ends) && words[range].contains('-'))
        })
    };
    let month = || {
        let inner = words.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inner)| inner);
        inner.is_some_and(|inner| {
            Date::find(inner).is_some_and(|(range, _)| range.len() == inner.len() && range.len() > 4)
        })
    };
    let digits = words.bytes().filter(u8::is_ascii_digit).count();
    digits >= 8 && stamped() || digits >= 4 && month()
}

/// `饲料安全评价基地,北京 100081)`, the end of a list that began on another line, or `[27] BINES J A, …`.
pub(super) fn is_tail_or_entry(words: &str) -> bool {
    let digits = |words: &str| words.bytes().rev().take_while(u8::is_ascii_digit).count();
    let tail = words.trim_end_matches(['.', ' ']).strip_suffix(')').is_some_and(|rest| digits(rest) == 6);
    let number = words.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(number, _)| number);
    tail && !words.contains('(') || number.is_some_and(|number| !number.is_empty() && digits(number) == number.len())
}

/// Whether a line is the journal's name, in one language or in both, as the page's metadata give it.
fn is_masthead(outline: &Outline, words: &str) -> bool {
    const NAMES: &[&str] = &["citation_journal_title", "prism.publicationname", "og:site_name", "dc.source"];
    if outline.doc.metas().is_empty() || words.len() > 160 {
        return false;
    }
    let mut left = crate::field::text::skeleton(words);
    let full = left.len();
    for meta in outline.doc.metas().iter().filter(|m| NAMES.contains(&m.name.as_str())) {
        let name = crate::field::text::skeleton(outline.doc.slice(meta.value));
        if name.len() >= 6 {
            left = left.replacen(&name, "", 1);
        }
    }
    left.len() * 4 < full
}
