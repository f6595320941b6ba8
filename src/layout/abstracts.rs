//! Abstracts: the paragraphs behind their labels, or where they stand without one.

use super::Places;
use super::labelled::{line_end, prose_limit};
use super::parts::{begins_part, is_part_heading};
use crate::document::Span;
use crate::field::citation;
use crate::field::text::{self, Script};
use crate::label::{Label, Mark};
use crate::outline::{Kind, Line, Outline, heads_others, is_heading, is_notice};
use crate::record::Language;

/// The abstract: the paragraphs behind its label, each language its own; an unlabelled one behind the other language's
/// keywords counts too.
pub(super) fn place_abstract(outline: &Outline, places: &mut Places, language: Language) {
    if places.abstracts.get(language).is_some() {
        return;
    }
    let doc = outline.doc;
    let text = doc.body();
    let labels = |own: bool, firm: bool| {
        outline.all(Label::Abstract).filter(move |m| (m.language == language) == own && m.firm == firm)
    };
    // a label in the right language, then any: `Abstract` may head a Chinese text
    for mark in labels(true, true).chain(labels(true, false)).chain(labels(false, true)).chain(labels(false, false)) {
        let limit = behind_buttons(outline, mark);
        let Some(span) = paragraphs_in(outline, mark.value, limit, language) else { continue };
        // a page may be cut off soon behind the label
        let least = if mark.firm && is_cut(text, span.end) { SHORTEST_CUT } else { SHORTEST };
        if text[span.start..span.end].chars().count() >= least {
            *places.abstracts.get_mut(language) = Some(span);
            return;
        }
    }
}

/// No abstract has fewer characters.
const SHORTEST: usize = 20;

/// What is left of one that the end of the text cut off has no fewer.
const SHORTEST_CUT: usize = 8;

/// Whether `text` ends at `at`, within a sentence.
fn is_cut(text: &str, at: usize) -> bool {
    text[at..].trim_start().is_empty() && text[..at].ends_with(char::is_alphanumeric)
}

/// Where the abstract behind `mark` must end: at the next label that is no button right beneath this one, `Read online`.
fn behind_buttons(outline: &Outline, mark: &Mark) -> usize {
    let after = outline.marks.partition_point(|m| m.start <= mark.start);
    let mut last = mark;
    for next in &outline.marks[after..] {
        let between = outline.doc.body().get(last.value..next.start);
        if next.label != Label::Button || !between.is_some_and(|between| between.trim().is_empty()) {
            break;
        }
        last = next;
    }
    prose_limit(outline, last)
}

/// The paragraphs of `language` between `from` and `limit`. Where keywords or another label follow at once, all of them;
/// where the body follows, the first one, and more only if the abstract is structured.
fn paragraphs_in(outline: &Outline, from: usize, limit: usize, language: Language) -> Option<Span> {
    let doc = outline.doc;
    let text = doc.body();
    let bounded = outline.marks.iter().any(|m| m.start == limit && !matches!(m.label, Label::References | Label::Body));
    let mut found: Option<Span> = None;
    // a structured abstract's head that stands before the first paragraph
    let mut head: Option<Span> = None;
    let mut width = 0;
    // a line right beneath the head of a part is one of the abstract, however short
    let mut headed = false;
    let mut closed = false;
    let mut ended = false;
    let mut at = from.min(limit);
    while at < limit {
        let stop = line_end(text, at).min(limit);
        let line = doc.trim(Span::new(at, stop));
        let words = doc.slice(line);
        let first_line = at == from.min(limit);
        at = stop + 1;
        if line.is_empty() {
            continue;
        }
        // the number that a site is registered under
        if stands(words, b'I', &["ICP备", "ICP证"])
            || is_notice(words)
            || CLOSING.iter().any(|closing| words.starts_with(closing))
            || found.is_some() && words == "Main"
        {
            break;
        }
        // `顾望舒, 沈知行 (2012) 客土配置. 岭南土壤, 20, 108-115. DOI: …`
        let cited = stands(words, b'[', &["[J]"]) || text[line.end..].trim_start_matches(' ').starts_with("DOI");
        if cited && citation::read_reference(words).is_some_and(|c| c.parts() >= 3) {
            break;
        }
        if heads_others(words) {
            break;
        }
        if is_part_heading(words) {
            head = head.or(Some(line)).filter(|_| found.is_none());
            (closed, headed) = (false, true);
            continue;
        }
        let structured = begins_part(words);
        if closed && !bounded && !structured || ended && is_term_list(words) {
            break;
        }
        if (words.starts_with('#') || is_heading(words)) && !words.contains(['。', ';']) {
            break;
        }
        let mut here = script(outline, line).language();
        if here != Some(language) && words.contains('$') {
            // the letters of a formula are in no language
            here = Script::of(&words.split('$').step_by(2).collect::<String>()).language();
        }
        let prose = words.len() > 90
            || structured
            || std::mem::take(&mut headed)
            || (first_line && words.len() > 30)
            || (found.is_none() && is_cut(text, line.end))
            || (found.is_some() && !closed);
        match here {
            Some(l) if l == language && prose => {
                let start = found.map_or(head.map_or(line.start, |h| h.start), |f| f.start);
                found = Some(Span::new(start, line.end));
            }
            // a formula or a number on a line of its own stays inside
            None => continue,
            _ if found.is_some() => break,
            _ => continue,
        }
        // a line that ends its sentence short of the margin ends the paragraph
        width = width.max(words.len());
        let ends = words.ends_with(['。', '.', '!', '?', '．', ')', '"', '”']);
        let margin = words.len() * 10 < width * 9 || words.len() > 600;
        closed = ends && margin;
        ended = words.ends_with(['。', '.', '．', '!', '?']);
    }
    found
}

/// What publishers print right beneath an abstract.
const CLOSING: &[&str] = &[
    "Access through your institution",
    "Access options",
    "This is a preview of",
    "Content from these authors",
    "©",
    "No full-text available",
    "Discover the world",
];

/// Whether one of `signs`, which all begin with `first`, stands in `words`.
fn stands(words: &str, first: u8, signs: &[&str]) -> bool {
    memchr::memchr_iter(first, words.as_bytes()).any(|at| signs.iter().any(|sign| words[at..].starts_with(sign)))
}

/// How the letters of `span` divide, which the outline knows of its own lines.
fn script(outline: &Outline, span: Span) -> Script {
    let line = outline.lines.get(outline.line_at(span.start)).filter(|line| line.span == span);
    line.map_or_else(|| Script::of(outline.doc.slice(span)), |line| line.script)
}

/// A long paragraph of the front where no label announces an abstract in its language: before the keywords in this
/// language, or with the parts of a structured abstract, or where the page labels no abstract at all. Also where the label
/// stands beside the head of another column, whose dates and keywords come first: `ARTICLE INFO`, `ABSTRACT`.
pub(super) fn unlabelled_abstract(outline: &Outline, language: Language) -> Option<Span> {
    let doc = outline.doc;
    let labelled = |m: &&Mark| m.language == language;
    let is_head = |m: &Mark| doc.trim(Span::new(m.value, outline.limit(m).max(m.value))).is_empty();
    if outline.all(Label::Abstract).filter(labelled).any(|m| !is_head(m)) {
        return None;
    }
    let head = outline.all(Label::Abstract).find(labelled);
    let prose = |line: &Line| {
        matches!(line.kind, Kind::Text | Kind::Value(Label::Funding))
            && line.language() == Some(language)
            && (line.span.len() >= 280 || line.span.len() >= 120 && begins_part(doc.slice(line.span)))
    };
    let behind_head = |line: &Line| head.is_none_or(|m| line.span.start > m.value);
    let first = outline.lines.iter().position(|line| behind_head(line) && prose(line))?;
    let start = outline.lines[first].span;
    // what cites others is the body
    if memchr::memchr_iter(b'[', doc.slice(start).as_bytes()).any(|at| cites(&doc.slice(start)[at + 1..])) {
        return None;
    }
    let keywords = outline
        .all(Label::Keywords)
        .any(|m| m.language == language && m.start > start.end && m.start < start.end + 6000);
    let alone = outline.all(Label::Abstract).next().is_none() && outline.body.is_none() && outline.references.is_none();
    let structured = begins_part(doc.slice(start));
    // terms and nothing else beneath, or the body: `Introduction`
    let below = outline.lines.get(first + 1);
    let terms = || below.is_some_and(|line| line.kind == Kind::Text && is_term_list(doc.slice(line.span)));
    let in_body = |line: &Line| outline.body.is_some_and(|body| line.span.start >= body);
    let listed = |line: &&Line| line.kind == Kind::Text && are_terms_between_commas(doc.slice(line.span));
    // a code of the subject, `PACS: 24.10.Pa`, may close the front
    let is_other = |line: &&Line| matches!(line.kind, Kind::Marked(Label::Other));
    let mut behind = outline.lines[first + 1..].iter().peekable();
    behind.next_if(listed);
    behind.next_if(is_other);
    let mut last = || behind.next().is_none_or(in_body);
    let mut closed = || outline.all(Label::Abstract).next().is_none() && outline.body.is_some() && last();
    if !(head.is_some() || keywords || alone || structured || terms() || closed()) {
        return None;
    }
    let words = doc.slice(start);
    let bullet = words.len() - words.trim_start_matches(['•', ' ']).len();
    let mut span = start.part(bullet..words.len());
    for line in &outline.lines[first + 1..] {
        let goes_on = structured && line.kind == Kind::Text && line.language() == Some(language);
        if !(goes_on && begins_part(doc.slice(line.span))) {
            break;
        }
        span.end = line.span.end;
    }
    Some(span)
}

/// Whether a bracket opens on the figure of a reference: `3-5]`.
fn cites(inner: &str) -> bool {
    let figures = inner.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b',' | b'-')).count();
    (1..=7).contains(&figures) && inner[figures..].starts_with(']')
}

/// Where the English abstract begins that stands behind the Chinese one in its own paragraph, without a label.
pub(super) fn english_tail(words: &str) -> Option<usize> {
    const LETTERS: usize = 150;
    let prose = words.trim_end().trim_end_matches(text::is_han);
    let (last, c) = prose.char_indices().rfind(|(_, c)| text::is_han(*c) || *c == '。')?;
    let tail = prose[last + c.len_utf8()..].trim_start();
    // a data base may print no blank between the sentences
    let ends = |(at, _): (usize, &str)| tail[at + 1..].starts_with(|c: char| c == ' ' || c.is_ascii_uppercase());
    let is_prose = tail.starts_with(|c: char| c.is_ascii_uppercase())
        && tail.match_indices('.').any(ends)
        && tail.bytes().filter(u8::is_ascii_alphabetic).count() >= LETTERS;
    is_prose.then(|| prose.len() - tail.len())
}

/// Short terms between semicolons or wide blanks and no sentence: keywords without their label.
pub(super) fn is_term_list(words: &str) -> bool {
    let between = if words.contains(';') { ";" } else { "  " };
    words.matches(between).count() >= 2
        && !words.contains(['。', '.'])
        && words.split(between).all(|term| term.chars().count() <= 60)
}

/// Three short terms and more between commas, and no sentence: keywords without their label, where nothing but these
/// may stand.
pub(super) fn are_terms_between_commas(words: &str) -> bool {
    words.matches(',').count() >= 2
        && !words.contains(['。', '.', '@', ':', ';'])
        && words.split(',').all(|term| (1..=40).contains(&term.trim().chars().count()))
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    const PROSE: &str = "以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍,恢复的费用也最低,可以在同类矿区推广使用,但是坡度大于三十度的地方仍要先做截排水沟。";

    #[test]
    fn an_abstract_and_terms_without_labels() {
        let page = format!(
            "采石场植被恢复的客土配置\n顾望舒,沈知行\n(南京大学 环境学院,江苏 南京 210023)\n{PROSE}\n采石场; 客土; 植被恢复\n1 引言\n废弃采石场的植被恢复很慢。\n参考文献\n[1] 甲. 乙[J]. 丙, 2020.\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.zh.as_deref(), Some(PROSE));
        assert_eq!(record.keywords.zh, ["采石场", "客土", "植被恢复"]);
    }

    #[test]
    fn an_abstract_that_the_end_of_the_page_cuts_off() {
        let abstract_ = |end: &str| {
            let page = format!("采石场植被恢复的客土配置\n顾望舒,沈知行\n(南京大学 环境学院,江苏 南京 210023)\n{end}");
            crate::read::record_of(&Document::from_text("a.txt", &page)).abstract_.zh
        };
        assert_eq!(abstract_("摘要:\n以三处废弃采石场为").as_deref(), Some("以三处废弃采石场为"));
        assert_eq!(abstract_("摘要: 以三处废弃采石场为").as_deref(), Some("以三处废弃采石场为"));
        for none in ["摘要: 暂无", "摘要: 以三处废弃采石场为\n\n关键词: 客土"] {
            assert_eq!(abstract_(none), None, "{none}");
        }
    }

    #[test]
    fn how_the_article_is_cited_is_no_part_of_it() {
        let page = format!(
            "岭南土壤 ›› 2012, Vol. 20 ›› Issue (1): 108-115. DOI: 10.1234/lt.2012.08\n摘要:\n{PROSE}\n顾望舒, 沈知行 (2012) 采石场植被恢复的客土配置. 岭南土壤, 20, 108-115. DOI: 10.1234/lt.2012.08.\nWangshu Gu, Zhixing Shen (2012)"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.zh.as_deref(), Some(PROSE));
    }

    #[test]
    fn who_did_what_is_no_abstract() {
        let part = "Background: Quarries recover slowly where the soil is gone, and what is sown there dies in the first of the dry years after it.";
        let page = format!(
            "Cover of Quarries\n\nGu Wangshu1, Shen Zhixing1\n\n1School of Environment, Nanjing University, Nanjing 210023, China\n\nContributions: (I) Conception and design: All authors; (II) Administrative support: W Gu; (III) Provision of study materials: Z Shen; (IV) Collection and assembly of data: W Gu; (V) Data analysis and interpretation: Z Shen; (VI) Manuscript writing: All authors; (VII) Final approval of manuscript: All authors.\n\n{part}\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.en.as_deref(), Some(part));
    }

    #[test]
    fn an_english_abstract_without_blanks_between_its_sentences() {
        for sentences in [6, 12] {
            let en = "Quarries recover slowly where the soil is gone.".repeat(sentences);
            let page = format!("采石场植被恢复的客土配置\n\n顾望舒,沈知行\n\n摘  要:{PROSE}{en}Grass is the fir");
            let abstract_ = crate::read::record_of(&Document::from_text("a.txt", &page)).abstract_;
            assert_eq!(abstract_.zh.as_deref(), Some(PROSE));
            assert!(abstract_.en.is_some_and(|en| en.starts_with("Quarries") && en.ends_with("fir")));
        }
    }

    #[test]
    fn an_abstract_terms_and_a_code_above_a_numbered_body() {
        let prose = "Quarries recover slowly where the soil is gone. ".repeat(8);
        let page = format!(
            "# Cover of Quarries on Dry Slopes\n\nGu Wangshu1, Shen Zhixing1\n\n1 School of Environment, Nanjing University, Nanjing 210023, China\n\n{prose}\n\nquarry, cover of grass, dry slopes\n\nPACS: 24.10.Pa\n\n# 1.Introduction\n\nSoil is brought from elsewhere.\n\nReferences\n\n[1] A. B[J]. C, 2020.\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.en.as_deref(), Some(prose.trim()));
        assert_eq!(record.keywords.en, ["quarry", "cover of grass", "dry slopes"]);
    }

    #[test]
    fn an_abstract_whose_head_stands_beside_another_column() {
        let prose = "Quarries recover slowly where the soil is gone. ".repeat(8);
        let page = format!(
            "# Cover of Quarries on Dry Slopes\n\nGu Wangshu, Shen Zhixing\n\nSchool of Environment, Nanjing University, Nanjing 210023, China\n\n# ARTICLE INFO\n\n# ABSTRACT\n\nArticle history:\nReceived 4 August 2014\nReceived in revised form\n30 September 2014\nAccepted 4 October 2014\nKeywords:\nQuarry\nDry slopes\n\n{prose}\n\n# 1.Introduction\n\nSoil is brought from elsewhere.\n\nReferences\n\n[1] A. B[J]. C, 2020.\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.en.as_deref(), Some(prose.trim()));
        assert_eq!(record.keywords.en, ["Quarry", "Dry slopes"]);
        assert_eq!(record.dates.revised.map(|date| date.to_string()).as_deref(), Some("2014-09-30"));
    }

    #[test]
    fn buttons_right_beneath_the_label_and_the_body_behind() {
        let prose = "Quarries recover slowly where the soil is gone, and what is sown there dies in the first of the dry years.";
        let page = format!(
            "Cover of Quarries\nGu Wangshu, Shen Zhixing\nAbstract\nRead online\n{prose}\nMain\nSoil is brought from elsewhere, and much of it is lost in the first rains of the year.\nKeywords\nquarry\ncover\nTabs 引用本文复制引用\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.en.as_deref(), Some(prose));
    }

    #[test]
    fn parts_however_short_and_glued_to_their_heads() {
        let read = |parts: &str| {
            let page = format!(
                "Acid soils of tea gardens\nJiahe Duan1\n1School of Soils, Lingnan University, Foshan, China\nAbstract\n{parts}\nKey Words: Tea; Soil\n"
            );
            crate::read::record_of(&Document::from_text("a.txt", &page)).abstract_.en
        };
        let whole = "Background Soils turn acid. Methods Ninety gardens were seen. Conclusions Lime helps.";
        let lines = "Background\nSoils turn acid.\nMethods\nNinety gardens were seen.\nConclusions\nLime helps.";
        assert_eq!(read(lines).as_deref(), Some(whole));
        assert_eq!(read(&whole.replace(". ", ".\n")).as_deref(), Some(whole));
        let case =
            "# Background\nSoils turn acid.\n# CasePresentation\nNinety gardens were seen.\n# Conclusions\nLime helps.";
        assert!(read(case).is_some_and(|abstract_| abstract_.ends_with("Conclusions Lime helps.")));
        let glued = "ObjectiveTo tell why the soils of tea gardens turn acid and what may be done against it.\nMethodsNinety gardens were seen.\nResultsThey did.\nConclusionsLime helps.";
        assert!(read(glued).is_some_and(|abstract_| abstract_.ends_with("ConclusionsLime helps.")));
    }

    #[test]
    fn a_line_of_formulas_is_in_its_words_language() {
        let formula = "$ { \\boldsymbol { \\mathbf { \\mathit { \\sigma } } } } = 2 { \\boldsymbol { \\mathbf { \\mathit { \\varepsilon } } } }$";
        let prose = format!(
            "以三处茶园为对象，比较了施肥与酸化的关系，并在五年间\n采样，结果是酸度在（{formula} 与 {formula} ）之间\n变化，宜减少氮肥。"
        );
        let page = format!("茶园土壤的酸化过程\n\n段嘉禾\n\n摘要：{prose}\n\n关键词：茶园；土壤\n");
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert!(record.abstract_.zh.is_some_and(|abstract_| abstract_.ends_with("宜减少氮肥。")));
    }

    #[test]
    fn parts_in_the_other_language_are_the_other_abstract() {
        let zh = "目的:探讨茶园土壤的酸化过程。方法:以三处茶园为对象,比较施肥与酸化的关系,并在五年间采样。结果:酸化随施氮量加快。结论:宜减少氮肥。";
        let en = "Objectives: This study explored how the soils of tea gardens turn acid. Methods: Three gardens were compared over five years. Results: Acidification grew with nitrogen. Conclusions: Less of it is better.";
        let page = format!("茶园土壤的酸化过程\n\n段嘉禾;束如松\n\n{zh}\n\n{en}\n\n主题分类 农业\n");
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!((record.abstract_.zh.as_deref(), record.abstract_.en.as_deref()), (Some(zh), Some(en)));
    }

    #[test]
    fn an_abstract_between_units_and_body() {
        let prose = "Quarries recover slowly where the soil is gone. ".repeat(8);
        let page = format!(
            "Cover of Quarries\n\nGu Wangshu\n\nSchool of Environment, Nanjing University, Nanjing 210023, China\n\n{prose}\n\nIntroduction\n\nSoil is brought from elsewhere.\n\nReferences\n\n[1] A. B[J]. C, 2020.\n\nKeywords: quarry, cover\n"
        );
        let record = crate::read::record_of(&Document::from_text("a.txt", &page));
        assert_eq!(record.abstract_.en.as_deref(), Some(prose.trim()));
    }

    #[test]
    fn what_cites_others_is_no_abstract() {
        let abstract_ = |prose: &str| {
            let page =
                format!("采石场植被恢复的客土配置\n顾望舒,沈知行\n(南京大学 环境学院,江苏 南京 210023)\n{prose}\n");
            crate::read::record_of(&Document::from_text("a.txt", &page)).abstract_.zh
        };
        assert_eq!(abstract_(PROSE).as_deref(), Some(PROSE));
        assert_eq!(abstract_(&PROSE.replacen('。', "[1-2]。", 1)), None);
    }
}
