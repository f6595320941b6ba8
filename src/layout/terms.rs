//! Keywords: the list behind its label, over lines or bullets, or where it stands without one.

use super::Places;
use super::abstracts::{are_terms_between_commas, is_term_list};
use super::labelled::{line_end, prose_limit, skip_blank};
use crate::document::Span;
use crate::field::keywords;
use crate::field::text::{self, Script};
use crate::label::{Label, Mark};
use crate::outline::{Kind, Outline, is_heading, is_term};
use crate::record::Language;

/// The keyword list behind its label.
pub(super) fn place_keywords(outline: &Outline, places: &mut Places, language: Language) {
    // what an index adds stands behind labels of its own: `IEEE Keywords`, `Author Keywords`
    let is_authors = |m: &&Mark| outline.doc.body()[m.start..m.value].trim_start().starts_with("Author ");
    let authors_own = outline.all(Label::Keywords).find(is_authors).map(|m| m.start);
    let labels = || {
        outline
            .all(Label::Keywords)
            .filter(move |m| m.language == language && authors_own.is_none_or(|start| m.start == start))
    };
    let ordered = labels().filter(|m| m.firm).chain(labels().filter(|m| !m.firm));
    let lists = ordered.map(|mark| list(outline, mark));
    let lists = lists.filter(|value| !value.is_empty() && !is_instruction(outline.doc.slice(*value)));
    let mut lists = lists.peekable();
    if let Some(first) = lists.next() {
        // what a site makes of them, without what stood between: `关键词:评价方法实证研究`
        let terms = |list: Span| keywords::split(outline.doc.slice(list)).len();
        let is_one = lists.peek().is_some() && terms(first) <= 1;
        let again = lists.find(|&list| is_one && terms(list) > 1);
        let bare = || behind_abstract(outline, places, language).filter(|_| terms(first) <= 1);
        let found = again.or_else(bare).or(Some(first));
        *places.keywords.get_mut(language) = found;
        return;
    }
    *places.keywords.get_mut(language) = behind_abstract(outline, places, language);
    // those of the other language right beneath need none either: `关键词: 采石场; 客土`, `quarry; soil`
    if let (Language::En, None, Some(chinese)) = (language, places.keywords.en, places.keywords.zh) {
        let count = |list: Span| keywords::split(outline.doc.slice(list)).len();
        let next =
            outline.lines.get(outline.line_at(chinese.end)).filter(|l| matches!(l.kind, Kind::Text | Kind::Value(_)));
        let next = next.map(|line| line.span).filter(|&line| {
            let words = outline.doc.slice(line);
            line.start >= chinese.end
                && text::language(words) == Some(language)
                && words.contains(';')
                && is_term_list(words)
                && count(line) == count(chinese)
        });
        places.keywords.en = next;
    }
}

/// A list of terms right behind the abstract, which needs no label.
fn behind_abstract(outline: &Outline, places: &Places, language: Language) -> Option<Span> {
    let abstract_ = (*places.abstracts.get(language))?;
    let next = outline
        .lines
        .get(outline.line_at(abstract_.end))
        .filter(|l| !matches!(l.kind, Kind::Marked(_)) && l.span.start >= abstract_.end)?
        .span;
    // an abstract without its label has its terms without theirs, and the body beneath
    let bare = || outline.all(Label::Abstract).next().is_none() && outline.body.is_some();
    let words = outline.doc.slice(next);
    let listed = is_term_list(words) || bare() && are_terms_between_commas(words);
    (listed && text::language(words) == Some(language)).then_some(next)
}

/// A guide to authors, or what a page offers where it lost the terms: no list.
fn is_instruction(words: &str) -> bool {
    words.len() > 1500 || ["EndNote", "Endnote", "BibTeX", "Bibtex"].iter().any(|format| words.contains(format))
}

/// A list: on the label's line and over its continuation, or as bullets beneath it.
fn list(outline: &Outline, mark: &Mark) -> Span {
    let text = outline.doc.body();
    let limit = prose_limit(outline, mark);
    let start = skip_blank(text, mark.value.min(limit), limit);
    let bullets = text[start..].starts_with(['•', '·', '●']);
    let mut end = line_end(text, start).min(limit);
    let mut blank = false;
    let breaks = text[mark.value.min(start)..start].matches('\n').count();
    let column = breaks == 0 && begins_column(&text[start..limit], mark.language);
    let (one_a_line, apart) = (breaks > 0 && !bullets || column, breaks > 1);
    while end < limit {
        let next = end + 1;
        let stop = line_end(text, next.min(limit)).min(limit);
        let words = text[next.min(limit)..stop].trim();
        if words.is_empty() {
            blank = true;
            if !bullets && !one_a_line && !text[start..end].trim_end().ends_with([';', ',']) {
                break;
            }
            end = stop;
            continue;
        }
        if words.starts_with('#') || is_heading(words) || words.chars().count() > 200 {
            break;
        }
        // a head, a citation or buttons beneath the last term
        let line = outline.lines.get(outline.line_at(next)).filter(|line| line.span.start < stop);
        if one_a_line && line.is_some_and(|line| matches!(line.kind, Kind::Head | Kind::Reference | Kind::Tabs)) {
            break;
        }
        if bullets && !words.starts_with(['•', '·', '●']) && blank {
            break;
        }
        let so_far = &text[start..end];
        let goes_on = if one_a_line && blank {
            apart && is_next_apart(outline, so_far, words, next)
        } else if one_a_line {
            // where terms are set apart, what stands close to the last is none
            !so_far.trim_end().contains("\n\n") && is_next_term(so_far, words)
        } else if blank && !bullets {
            // the last terms, which a page break tore off
            words.len() <= 80 && !words.contains(['。', '.', ':']) && continues(so_far, words)
        } else {
            bullets || continues(so_far, words)
        };
        if !goes_on {
            break;
        }
        end = stop;
        blank = false;
    }
    outline.doc.trim(Span::new(start, end.max(start)))
}

/// Whether the first term of a list in `language` stands on the label's line and each other one on a line of its own.
fn begins_column(text: &str, language: Language) -> bool {
    let lines = || text.lines().take(3).map(str::trim);
    // `GIS` among Chinese terms
    let han = lines().filter(|line| line.contains(text::is_han)).count();
    let own = if language == Language::Zh { han >= 2 } else { han == 0 };
    own && lines().count() == 3 && lines().all(is_term)
}

/// Whether a list of one term a line, so far `before`, goes on with the line `words`.
fn is_next_term(before: &str, words: &str) -> bool {
    // what is a list by itself is the whole list
    let is_list = |line: &str| {
        let terms = line.trim().trim_end_matches([';', ',']);
        terms.contains([';', ',']) || terms.contains("  ")
    };
    let language = |text: &str| Script::of(text).language();
    // a title in the other language may follow; a short term in it is one
    let own = |own: Language| words.len() <= 25 || language(before) == Some(own);
    words.len() > 1 && words.chars().count() <= 60 && !before.lines().any(is_list) && language(words).is_some_and(own)
}

/// Whether a list of one term a line, each set apart by blank lines, goes on with the line `words`.
fn is_next_apart(outline: &Outline, before: &str, words: &str, at: usize) -> bool {
    let blank = |line: &str| line.trim().is_empty();
    let apart = before.lines().zip(before.lines().skip(1)).all(|(one, next)| blank(one) || blank(next));
    let plain =
        outline.lines.get(outline.line_at(at)).is_none_or(|line| matches!(line.kind, Kind::Text | Kind::Value(_)));
    apart
        && plain
        && words.chars().count() <= 30
        && !words.contains([';', ',', ':', '。', '.'])
        && is_next_term(before, words)
}

/// Whether a list that broke off at a line's end goes on with `words`.
fn continues(before: &str, words: &str) -> bool {
    let before = before.trim_end();
    let open = before.ends_with([';', ',', '、', '/', '-']);
    let latin = |s: &str| s.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    let same = Script::of(words).language() == Script::of(before).language();
    // a label that none knows: `From: 段嘉禾`
    same && !words.contains(": ") && (open || (latin(words) && words.len() < 160 && !words.ends_with('.')))
        || (same && words.contains([';']) && before.contains(';') && words.len() < 160)
}

#[cfg(test)]
mod tests {
    #[test]
    fn where_a_list_of_terms_ends() {
        let terms = |list: &str| {
            let page = format!(
                "采石场植被恢复的客土配置\n\n顾望舒, 沈知行\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。\n\n{list}\n"
            );
            crate::read::record_of(&crate::Document::from_text("t", &page)).keywords.zh
        };
        assert_eq!(
            terms("关键词:\n采石场     客土     植被恢复\nVegetation of quarries and the soil on them"),
            ["采石场", "客土", "植被恢复"]
        );
        assert_eq!(terms("关键词\n\n采石场\n\n客土\n\nGIS\n\n中图分类号: X171"), ["采石场", "客土", "GIS"]);
        assert_eq!(terms("关键词:\n采石场;客土\n\n植被恢复"), ["采石场", "客土"]);
        assert_eq!(terms("关键词: 采石场;客土;\n\n植被恢复\n\n废弃的采石场"), ["采石场", "客土", "植被恢复"]);
        assert_eq!(terms("关键词: 采石场;客土;\n\n采石场在各地都有。"), ["采石场", "客土"]);
        assert_eq!(terms("关键词: 采石场\nGIS\n客土\n植被恢复\n\n某校"), ["采石场", "GIS", "客土", "植被恢复"]);
        assert_eq!(terms("关键词: 采石场\n1 引言\n客土"), ["采石场"]);
        assert_eq!(terms("关键词:采石场;客土;植被恢复\nquarry;soil;restored cover"), ["采石场", "客土", "植被恢复"]);
        assert_eq!(terms("关键词\n采石场\n客土\n引用本文复制引用"), ["采石场", "客土"]);
        assert_eq!(terms("关键词: 采石场; 客土;\nFrom: 顾望舒"), ["采石场", "客土"]);
    }

    #[test]
    fn terms_in_the_other_language_right_beneath() {
        let page = "采石场植被恢复的客土配置\n顾望舒, 沈知行\n关键词: 采石场; 客土; 恢复\nquarry; soil; restored cover\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例。\n";
        let keywords = crate::read::record_of(&crate::Document::from_text("t", page)).keywords;
        assert_eq!(keywords.en, ["quarry", "soil", "restored cover"]);
    }

    #[test]
    fn the_authors_terms_stand_before_those_of_an_index() {
        let page = "Cover of Quarries\nGu Wangshu; Shen Zhixing\nAbstract: Soil is brought from elsewhere.\nKeywords\nIEEE Keywords\nSoil (material), Drones\nAuthor Keywords\nquarry soil, restored cover\n";
        let keywords = crate::read::record_of(&crate::Document::from_text("t", page)).keywords;
        assert_eq!(keywords.en, ["quarry soil", "restored cover"]);
    }

    #[test]
    fn what_a_site_made_of_the_terms_gives_way_to_the_list_behind_the_abstract() {
        let prose = "以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍,恢复的费用也最低,可以在同类矿区推广使用,但是坡度大于三十度的地方仍要先做截排水沟。";
        let page = format!(
            "采石场植被恢复的客土配置\n关键词:盖度坡面客土\n顾望舒,沈知行\n(南京大学 环境学院,江苏 南京 210023)\n{prose}\n采石场; 客土; 植被恢复\n"
        );
        let record = crate::read::record_of(&crate::Document::from_text("a.txt", &page));
        assert_eq!(record.keywords.zh, ["采石场", "客土", "植被恢复"]);
    }
}
