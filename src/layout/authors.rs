//! What labels of authors and affiliations announce, in both languages.

use super::{Places, bylines, labelled};
use crate::document::Span;
use crate::field::name::{self, Agreement};
use crate::field::{affiliation, byline, text};
use crate::label::{Label, Mark};
use crate::outline::{Kind, Outline};
use crate::record::Language;

/// Author labels: the names behind them, and the affiliations that follow on the same line.
pub(super) fn place(outline: &Outline, places: &mut Places) {
    let body = outline.doc.body();
    for mark in outline.all(Label::Authors) {
        let limit = outline.limit(mark);
        let start = mark.value + body[mark.value..limit].len() - body[mark.value..limit].trim_start().len();
        let mut end = start;
        let mut language = None;
        let mut beneath = None;
        // the names may run over lines, one a line
        for (index, line) in outline.lines.iter().enumerate().skip(outline.line_at(start)) {
            let from = line.span.start.max(start);
            if from >= limit {
                break;
            }
            let span = Span::new(from, line.span.end.min(limit));
            let words = outline.doc.slice(span);
            if end == start
                && let Some(at) = english_names(words)
            {
                place_english(outline, places, span.part(at..words.len()));
                (language, end) = (Some(Language::Zh), from + words[..at].trim_end().len());
                break;
            }
            if end > start && line.is_marker() {
                // the number of the affiliation beneath is on no name
                if outline.lines.get(index + 1).is_some_and(|next| next.kind == Kind::Affiliation) {
                    break;
                }
                end = span.end;
                continue;
            }
            let opening = byline::opening(words);
            let split = (opening.likeness >= 0.4 && opening.end + 12 < words.len()).then_some(opening.end);
            let split = split
                .or_else(|| words.find(':').filter(|&at| at > 0 && affiliation::likeness(&words[at + 1..]) >= 0.4))
                .or_else(|| words.find('(').filter(|&at| at > 0 && affiliation::likeness(&words[at..]) >= 0.5));
            let names = split.map_or(words, |at| &words[..at]);
            // what was read of the whole line need not be read again
            let likeness = || if split.is_none() { opening.likeness } else { byline::likeness(names) };
            let inverted = || byline::is_inverted(names) && names.is_ascii();
            if line.kind != Kind::Byline
                && likeness() < 0.35
                && !inverted()
                && (end > start || names.chars().count() > 40)
            {
                break;
            }
            let named = split.is_none() && opening.people.is_some() || !byline::read(names).is_empty();
            if !named {
                break;
            }
            // the label before them may be in the other language: `英文作者: HU Ziqiang`
            let this = Some(if names.contains(text::is_han) { Language::Zh } else { Language::En });
            if language.is_some() && this != language {
                break;
            }
            language = this;
            end = from + names.trim_end().len();
            if let Some(at) = split {
                let rest = words[at..].trim_start_matches([':', ' ']);
                beneath = Some(outline.doc.trim(span.part(words.len() - rest.len()..words.len())));
                break;
            }
        }
        let Some(language) = language else { continue };
        if end > start && places.authors.get(language).is_none() {
            *places.authors.get_mut(language) = Some(Span::new(start, end));
            if let Some(rest) = beneath {
                *places.affiliations.get_mut(language) = Some(rest);
            }
        }
    }
    // a list with numbers first: a repository names its own house above, `机构: 远山研究所`
    let is_numbered = |mark: &&Mark| body[mark.value..].trim_start_matches(['(', '[']).starts_with("1");
    let labels = || outline.all(Label::Affiliation);
    for mark in labels().filter(is_numbered).chain(labels().filter(|mark| !is_numbered(mark))) {
        let value = with_affiliations_below(outline, labelled::block(outline, mark));
        // the heading of names with their units beneath
        if outline.lines.get(outline.line_at(value.start)).is_some_and(|line| line.kind == Kind::Byline) {
            continue;
        }
        // the button that opens them: `查看作者机构信息`
        if ["查看", "点击", "展开"].iter().any(|button| outline.doc.slice(value).starts_with(button)) {
            continue;
        }
        if let Some(language) = text::language(outline.doc.slice(value)) {
            let slot = places.affiliations.get_mut(language);
            if slot.is_none() && !value.is_empty() {
                *slot = Some(value);
            }
        }
    }
}

/// Where the English names begin behind the Chinese ones: `仝静姝[1] 窦连城[2] TONG Jingshu;DOU Liancheng(…)`.
fn english_names(words: &str) -> Option<usize> {
    let (last, c) = words.char_indices().rfind(|(_, c)| text::is_han(*c))?;
    let rest = &words[last + c.len_utf8()..];
    let is_marker = |c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | '*' | ' ');
    let names = rest.trim_start_matches(is_marker);
    let names = if rest[..rest.len() - names.len()].ends_with(' ') { names } else { rest };
    let opening = byline::opening(names);
    let is_list = names.len() < rest.len()
        && names.starts_with(|c: char| c.is_ascii_uppercase())
        && opening.persons > 0
        && opening.likeness >= 0.4;
    if !is_list {
        return None;
    }
    let chinese = &words[..last + c.len_utf8()];
    let known = match (&byline::read(chinese)[..], opening.persons) {
        // one name may be a word of the line
        ([one], 1) => name::agree(&chinese[one.name.clone()], &names[..opening.end]) == Agreement::Yes,
        (known, persons) => !known.is_empty() && persons > 1,
    };
    known.then(|| words.len() - names.len())
}

/// The English names at `span`, and the affiliations in brackets behind them.
fn place_english(outline: &Outline, places: &mut Places, span: Span) {
    let words = outline.doc.slice(span);
    let end = byline::opening(words).end;
    if places.authors.en.is_none() {
        places.authors.en = Some(outline.doc.trim(span.part(0..end)));
        let rest = words[end..].trim();
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            let at = end + words[end..].find('(').unwrap_or_default() + 1;
            places.affiliations.en = Some(span.part(at..at + inner.len()));
        }
    }
}

/// A labelled block of affiliations, over the lines below that are affiliations of its language too.
fn with_affiliations_below(outline: &Outline, block: Span) -> Span {
    let language = text::language(outline.doc.slice(block));
    let mut whole = block;
    for line in &outline.lines[outline.line_at(block.end)..] {
        let words = outline.doc.slice(line.span).trim_start_matches("• ");
        // `1.远山大学`, `[1]远山大学` or `远山大学[1]`
        let marked = words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '(' | '[')) || words.ends_with(']');
        // cut words hide what it is: `2 Lingnan Acad Sci, Inst Tea, Foshan 528000, Peoples R China`
        let is_next =
            || line.kind == Kind::Text && words.contains(',') && bylines::counts_on(outline.doc.slice(whole), words);
        if line.kind != Kind::Affiliation && !is_next() || line.language() != language || !marked {
            break;
        }
        whole.end = line.span.end;
    }
    whole
}

#[cfg(test)]
mod tests {
    use crate::layout::bylines::tests::{ABSTRACT, read};

    #[test]
    fn both_names_of_all_on_one_line() {
        for names in ["潘以宁 Pan Yining(", "潘以宁[1] 龙畅[2] PAN Yining;LONG Chang("] {
            let page = format!(
                "台风残涡的水汽输送特征\n作者: {names}School of Meteorology, Lingnan University, Foshan 528000, China)\n机构地区: 岭南民族大学气象学院,佛山 528000\n{ABSTRACT}"
            );
            let record = read(&page);
            assert!(
                record.authors.iter().all(|author| author.name.zh.is_some() && author.name.en.is_some()),
                "{names}"
            );
            assert!(record.affiliations[0].text.zh.is_some(), "{names}");
        }
    }

    #[test]
    fn a_button_is_no_affiliation() {
        let record = read(&format!("台风残涡的水汽输送特征\n\n潘以宁\n\n作者机构: 查看作者机构信息\n\n{ABSTRACT}"));
        assert_eq!((record.authors.len(), record.affiliations.len()), (1, 0));
    }

    #[test]
    fn a_unit_in_brackets_behind_strange_names() {
        let page = format!("台风残涡的水汽输送特征\n作者:潘以宁 甚道方(岭南民族大学气象学院,佛山 528000)\n{ABSTRACT}");
        let record = read(&page);
        assert_eq!((record.authors.len(), record.affiliations.len()), (2, 1));
    }

    #[test]
    fn the_house_of_a_repository_is_no_authors_unit() {
        let page = format!(
            "机构: 远山湖泊研究所\n题名\t台风残涡的水汽输送特征\n作者\t潘以宁1,2; 龙畅1\n{ABSTRACT}作者单位\t1.岭南民族大学气象学院\n2.近水科学院大学\n"
        );
        let record = read(&page);
        let units: Vec<_> = record.affiliations.into_iter().filter_map(|unit| unit.text.zh).collect();
        assert_eq!(units, ["岭南民族大学气象学院", "近水科学院大学"]);
    }

    #[test]
    fn a_unit_in_cut_words_has_the_next_number() {
        let page = "Moisture transport of typhoon remnants\nBy\nPan, YN (Pan, Yining) [1] ; Long, C (Long, Chang) [2]\nAbstract\nRemnants of typhoons bring rain far inland.\nAddresses\n1 Lingnan Univ, Sch Meteorol, Foshan 528000, Peoples R China\n2 Nearwater Acad Sci, Inst Water, Foshan 528001, Peoples R China\n";
        let record = read(page);
        let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
        assert_eq!(at, [[1], [2]]);
    }

    #[test]
    fn family_names_before_commas_one_a_line() {
        let page = "Title: Moisture transport of typhoon remnants\nAuthors: \tPan, Yining\nKowal, Tomasz Jan\nKeywords: typhoon\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let names: Vec<_> = read(page).authors.into_iter().filter_map(|author| author.name.en).collect();
        assert_eq!(names, ["Pan, Yining", "Kowal, Tomasz Jan"]);
    }

    #[test]
    fn units_behind_names_and_a_colon() {
        let page = format!(
            "台风残涡的水汽输送特征\n作者: 潘以宁 龙畅\n单位: 潘以宁: 岭南民族大学气象学院,佛山,528000; 龙畅: 近水学院地理系,厦门,361001\n{ABSTRACT}"
        );
        let record = read(&page);
        let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
        assert_eq!(at, [[1], [2]]);
        assert_eq!(record.affiliations[0].text.zh.as_deref(), Some("岭南民族大学气象学院,佛山,528000"));
    }
}
