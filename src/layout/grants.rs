//! Where grants stand: behind their label, in a closing word of thanks, or on a line that says who paid.

use std::sync::LazyLock;

use regex::Regex;

use super::Places;
use super::labelled::{block, line_end, skip_blank};
use crate::document::Span;
use crate::field::affiliation::begins_with_division;
use crate::field::funding::{self, GrantText};
use crate::field::text;
use crate::label::{Label, Mark};
use crate::outline::{Kind, Line, Outline, is_heading, names_grant};
use crate::record::Language;

/// What a page counts, printed beneath the number.
const COUNTS: &[&str] = &["浏览", "阅读", "访问", "点击", "下载", "被引", "引用", "Views", "Downloads", "Citations"];

/// A funding statement: a paragraph, and those behind it that name grants too.
pub(super) fn labelled(outline: &Outline, mark: &Mark) -> Span {
    let text = outline.doc.body();
    let limit = outline.limit(mark);
    let mut span = block(outline, mark);
    if span.is_empty() {
        return span;
    }
    let mut at = span.end;
    for _ in 0..20 {
        let next = skip_blank(text, at, limit);
        if next >= limit {
            break;
        }
        let stop = line_end(text, next).min(limit);
        let words = text[next..stop].trim();
        // a line set apart in the midst of a grant: `项目(2015-`, `AA050104);…`
        let told = &text[span.start..span.end];
        let midst = || {
            told.matches('(').count() > told.matches(')').count()
                && words.contains(')')
                && words.bytes().filter(u8::is_ascii_digit).count() >= 4
        };
        if words.len() > 300
            || is_heading(words)
            || words.starts_with('#')
            || !(names_grant(words) || midst() || listed(told, words))
        {
            break;
        }
        // a number above `浏览量` counts readers
        let below = text[stop..].trim_start();
        if words.bytes().all(|b| b.is_ascii_digit()) && COUNTS.iter().any(|count| below.starts_with(count)) {
            break;
        }
        at = next + words.len();
        span.end = at;
    }
    outline.doc.trim(span)
}

/// Whether `words` is one more of grants that are listed one a paragraph, the number behind each name: `岭南观测任务
/// 2017020202`.
fn listed(told: &str, words: &str) -> bool {
    let numbered = |line: &str| {
        line.rsplit_once(' ').is_some_and(|(name, number)| {
            text::language(name) == Some(Language::Zh)
                && !name.contains(['。', ';', ':'])
                && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && number.bytes().filter(u8::is_ascii_digit).count() >= 5
        })
    };
    numbered(words) && told.lines().next_back().is_some_and(numbered)
}

/// The grants of a page that has no label for them.
pub(super) fn place_unlabelled(outline: &Outline, places: &mut Places) {
    let is_none = |places: &Places| places.funding.zh.is_empty() && places.funding.en.is_empty();
    if is_none(places) {
        // a closing word of thanks names the grants where no label does
        for mark in outline.all(Label::Acknowledgements) {
            let value = block(outline, mark);
            let words = outline.doc.slice(value);
            let supported = ["supported by", "funded by", "资助", "supported in part by", "support from"]
                .iter()
                .any(|w| words.contains(w));
            if supported && words.bytes().filter(u8::is_ascii_digit).count() >= 5 {
                let language = text::language(words).unwrap_or(mark.language);
                places.funding.get_mut(language).push(value);
            }
        }
    }
    if is_none(places) {
        places.funding.zh.extend(outline.lines.iter().filter_map(|line| grants_alone(outline, line)));
        places.funding.en.extend(outline.lines.iter().filter_map(|line| says_who_paid(outline, line)));
    }
}

/// `国家自然科学基金(批准号: 12345678)资助项目`, `* 国家自然科学基金资助项目(12345678)`: a line that is nothing but grants, each
/// with its number, and says that they paid; without the sign before it.
fn grants_alone(outline: &Outline, line: &Line) -> Option<Span> {
    let all = outline.doc.slice(line.span);
    let bare = all.trim_start_matches(['*', '①', '#', ' ', '[', ']', '1']);
    let words = bare.trim_end_matches(['.', '。']);
    let paid = matches!(line.kind, Kind::Text | Kind::Affiliation)
        && names_grant(words)
        && words.contains("资助")
        && (words.ends_with(')') || ["资助", "资助项目", "资助课题"].iter().any(|end| words.ends_with(end)))
        && begins_with_payer(words)
        && funding::split(words).iter().all(|grant| grant.funder.is_some() && !grant.awards.is_empty());
    paid.then(|| line.span.part(all.len() - bare.len()..all.len()))
}

/// `*This work was supported in part by the Farhill Foundation under Grant 12345678`: a sentence that begins a line.
fn says_who_paid(outline: &Outline, line: &Line) -> Option<Span> {
    static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = concat!(
            r"^(?:Part of )?(?:[Tt]his|[Tt]he|[Oo]ur)(?: present)? (?:work|research|study|project|paper|article|investigation)",
            r" (?:was|is|has been)(?: [a-z]+)? (?:supported|funded|sponsored|financed)\b"
        );
        Regex::new(pattern).expect("the pattern is valid")
    });
    let all = outline.doc.slice(line.span);
    let words =
        all.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '*' | '#' | '†' | '‡' | '§' | '(' | ' '));
    let paid = |grant: &GrantText| {
        let named = grant.funder.as_ref().is_some_and(|funder| words[funder.start..].starts_with(char::is_uppercase));
        named && !grant.awards.is_empty()
    };
    let told = !matches!(line.kind, Kind::Marked(_))
        && words.starts_with(['T', 'P', 'O'])
        && SENTENCE.is_match(words)
        && funding::split(words).iter().any(paid);
    told.then(|| line.span.part(all.len() - words.len()..all.len()))
}

/// Whether a line begins with the nation's name, a ministry's or that of a place.
fn begins_with_payer(words: &str) -> bool {
    ["国家", "中国", "教育部", "科技部"].iter().any(|payer| words.starts_with(payer)) || begins_with_division(words)
}
