//! What the article is about: title, column, abstract, keywords, class, funding.

use super::Reader;
use super::confidence::{HEAD, LABELLED};
use crate::document::{Document, Found, Span};
use crate::field::{clc, formula, funding, text};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Grant, Language, Record};

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    titles(reader, places, record);
    section(reader, places, record);
    abstracts(reader, places, record);
    super::keywords::read(reader, outline, places, record);
    class(reader, places, record);
    grants(reader, outline, places, record);
}

fn titles(reader: &mut Reader, places: &Places, record: &mut Record) {
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "title.zh" } else { "title.en" };
        let Some(span) = *places.title.get(language) else { continue };
        let mut value = title(&formula::shown(reader.tidy(span)));
        value.truncate(without_figure(&value, reader.doc.body()));
        if !value.is_empty() {
            *record.title.get_mut(language) = reader.take(field, Some(Found::at(span, value)));
        }
    }
}

/// The length of `title` without the figure of a footnote glued to its last word, `in Laying Hens2`, which stands so
/// nowhere else in `text`.
fn without_figure(title: &str, text: &str) -> usize {
    const FEWEST_LETTERS: usize = 4;
    let word = title.rsplit(' ').next().unwrap_or_default();
    let Some(bare) = word.strip_suffix(['1', '2', '3']) else { return title.len() };
    let is_word = bare.len() >= FEWEST_LETTERS && bare.bytes().skip(1).all(|b| b.is_ascii_lowercase());
    let once = || memchr::memmem::find_iter(text.as_bytes(), word).nth(1).is_none();
    if is_word && bare.as_bytes()[0].is_ascii_alphabetic() && once() { title.len() - 1 } else { title.len() }
}

/// A title without heading signs, footnote marks and links behind it.
pub(super) fn title(printed: &str) -> String {
    let mut title = printed.trim().trim_start_matches(['#', '■', '●', '◆', '*', ' ']);
    title = title.strip_prefix("Title:").map_or(title, str::trim_start);
    // the first line's number in a manuscript; but `1 例…报告`
    if let Some(rest) = title.strip_prefix("1 ").map(str::trim_start)
        && rest.starts_with(|c: char| text::is_han(c) && c != '例' || c.is_ascii_uppercase())
    {
        title = rest;
    }
    loop {
        let before = title;
        title = title.trim_end();
        // the last one parts the title from the names behind it
        for tail in [" PDF", "()", "( )", "[J]", "\\*", "(网络首发、推荐阅读)", "(网络首发)", " /"] {
            title = title.strip_suffix(tail).map_or(title, str::trim_end);
        }
        title = without_star(title);
        title = without_count(title);
        title = title
            .trim_end_matches(['*', '∗', '†', '‡', '△', '☆', '★', '①', '②', '¹', '²', '³', '⁎', '§', '#', '※', '▲']);
        // the Greek letter is set for the sign
        title = title.strip_suffix('Δ').filter(|title| title.ends_with(text::is_han)).unwrap_or(title);
        // `… 响应过程 1`: a footnote's number set off by a blank, or behind a Han character at the end
        if let Some(rest) = title.strip_suffix(['1', '2']) {
            let behind_blank = rest.ends_with(' ') && rest.trim_end().ends_with(text::is_wide);
            let glued =
                title.ends_with('1') && rest.ends_with(text::is_han) && !rest.ends_with(['第', '号', '期', '卷']);
            if behind_blank || glued {
                title = rest;
            }
        }
        title = title.trim_end_matches(['.', '。', ' ']);
        if title == before {
            break;
        }
    }
    title.to_owned()
}

/// A title without the character that OCR read for a raised star behind its last word: `in Warm Years 刀`.
fn without_star(title: &str) -> &str {
    let Some((rest, last)) = title.rsplit_once(' ') else { return title };
    let mut chars = last.chars();
    match (chars.next(), chars.next()) {
        (Some('美' | '女' | '米'), None) => rest,
        (Some(c), None) if text::is_han(c) && !rest.contains(text::is_han) => rest,
        _ => title,
    }
}

/// A title without what the page counts behind it, and what follows there: `… 下载: 670次`.
fn without_count(title: &str) -> &str {
    const COUNTS: [&str; 5] = ["下载", "浏览", "阅读", "点击", "被引"];
    if !title.bytes().any(|byte| byte.is_ascii_digit()) {
        return title.trim_end();
    }
    let is_count = |at: &usize| {
        let behind = title[*at..].trim_start_matches(['量', '次', '数', ' ', ':', '：']);
        behind.starts_with(|c: char| c.is_ascii_digit()) && title[*at..].starts_with([':', '：', '量', '次'])
    };
    let ends = COUNTS.iter().filter_map(|count| title.find(count).map(|at| (at, at + count.len())));
    let cut = ends.filter(|(_, end)| is_count(end)).map(|(at, _)| at).min();
    cut.map_or(title, |at| title[..at].trim_end()).trim_end()
}

fn section(reader: &mut Reader, places: &Places, record: &mut Record) {
    let Some(span) = places.section else { return };
    let words = reader.doc.slice(span);
    // a heading
    let span = span.part(words.len() - words.trim_start_matches(['#', ' ']).len()..words.len());
    let words = reader.doc.slice(span);
    let dots: &[char] = &['•', '·', '●', '∙', '■', '◆', '?'];
    // between the first dot and the next; a name with a dot inside keeps it: `• 植物营养·土壤生态 •`
    let found = match words.chars().next().filter(|c| dots.contains(c)) {
        Some(dot) => {
            let inner = &words[dot.len_utf8()..];
            let end = inner.find(dot).unwrap_or(inner.len());
            span.part(dot.len_utf8()..dot.len_utf8() + end)
        }
        None => span,
    };
    let found = reader.doc.trim(found);
    let value = text::unspaced(reader.tidy(found));
    if !value.is_empty() && value.chars().count() <= 80 {
        record.section = reader.take("section", Some(Found::at(found, value)));
    }
}

fn abstracts(reader: &mut Reader, places: &Places, record: &mut Record) {
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "abstract.zh" } else { "abstract.en" };
        let Some(span) = *places.abstracts.get(language) else { continue };
        let value = prose(&reader.tidy(span));
        if !value.is_empty() {
            *record.abstract_.get_mut(language) = reader.take(field, Some(Found::at(span, value)));
        }
    }
}

/// An abstract without the marks that data bases put before it.
fn prose(printed: &str) -> String {
    let mut text = printed.trim();
    for mark in ["<正>", "〈正〉", "＜正＞", "[", "］"] {
        if let Some(rest) = text.strip_prefix(mark)
            && (mark.len() > 1 || text.matches('[').count() < text.matches(']').count())
        {
            text = rest.trim_start();
        }
    }
    // what opens and closes it on the page
    for button in ["收起", "展开更多", "更多还原", "更多", "展开", "查看全部"] {
        text = text
            .trim_end_matches(['>', '»'])
            .strip_suffix(button)
            .filter(|text| text.ends_with(['。', '.', ' ', '\n']))
            .map_or(text, str::trim_end);
    }
    without_margin(text).trim_start_matches([':', '：', ';', '；', ' ']).to_owned()
}

/// An abstract without what the OCR read off the margin behind its last sentence: the number of a page or of a line.
fn without_margin(text: &str) -> &str {
    let Some((sentence, last)) = text.rsplit_once(' ') else { return text };
    let number = last.len() <= 3 && last.bytes().all(|b| b.is_ascii_digit());
    // `Appl. 12`, `No. 3`: no end of a sentence
    let word = sentence.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    let ended = sentence.ends_with('。') || sentence.ends_with('.') && word.len() > 4;
    if number && ended { sentence } else { text }
}

fn class(reader: &mut Reader, places: &Places, record: &mut Record) {
    if let Some(span) = places.clc {
        for line in class_lines(reader.doc, span) {
            for (range, code) in clc::read(reader.doc.slice(line)) {
                let position = record.clc.len() + 1;
                record.clc.push(reader.item("clc[]", position, Found::at(line.part(range), code).sure(LABELLED)));
            }
        }
    }
    if let Some(span) = places.document_code {
        let words = reader.doc.slice(span);
        let mut letters = words.chars();
        if let Some(letter @ 'A'..='E') = letters.next()
            && !letters.next().is_some_and(char::is_alphanumeric)
        {
            let found = Found::at(Span::new(span.start, span.start + 1), letter.to_string()).sure(HEAD);
            record.document_code = reader.take("document_code", Some(found));
        }
    }
}

/// The sentence of acknowledgements that names grants, where no label announces funding:
/// `Acknowledgements This work was supported by … (Grant No. 62272998).`, on the heading's line or below it.
fn acknowledged(outline: &Outline) -> Option<Span> {
    let doc = outline.doc;
    memchr::memmem::find(doc.body().as_bytes(), b"Acknowledg")?;
    let cited = |at: usize| outline.references.is_some_and(|start| at >= start && at < outline.references_end);
    let mut headed = false;
    for line in doc.lines().map(|line| doc.trim(line)).filter(|line| !line.is_empty() && !cited(line.start)) {
        let words = doc.slice(line);
        let opens = words.trim_start_matches(['#', ' ']).starts_with("Acknowledg");
        if (opens || headed)
            && let Some(sentence) = support(words)
        {
            return Some(line.part(sentence));
        }
        headed = opens && words.len() <= 24;
    }
    None
}

/// The sentence `This work was supported by …` with at least one award number, or with a fund's name at once.
fn support(words: &str) -> Option<std::ops::Range<usize>> {
    const STUDIES: &[&str] = &["work", "research", "study", "project", "paper", "article"];
    let opens = |at: &usize| {
        let mut next = words[*at..].split(' ').skip(1).skip_while(|word| *word == "present");
        next.next().is_some_and(|word| STUDIES.iter().any(|study| word.eq_ignore_ascii_case(study)))
            && next.next().is_some_and(|verb| verb.starts_with("was") || verb == "is" || verb == "has")
    };
    let starts = words.match_indices("Th").map(|(at, _)| at);
    let starts = starts.filter(|at| ["This ", "The "].iter().any(|article| words[*at..].starts_with(article)));
    starts.filter(opens).find_map(|start| paid_sentence(words, start))
}

/// The sentence that begins at `start`, if it names who paid.
fn paid_sentence(words: &str, start: usize) -> Option<std::ops::Range<usize>> {
    let mut depth = 0;
    let sentence_end = words[start..].char_indices().find(|&(at, c)| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        let behind = &words[start + at..];
        depth <= 0
            && c == '.'
            && (behind.len() == 1 || behind.starts_with(". "))
            && !words[..start + at].ends_with("No")
            && !words[..start + at].ends_with("Nos")
    });
    let end = sentence_end.map_or(words.len(), |(at, _)| start + at);
    let sentence = &words[start..end];
    let paid = ["supported", "funded", "sponsored"].iter().any(|word| sentence.contains(word));
    let numbered = sentence.bytes().filter(u8::is_ascii_digit).count() >= 4;
    // a fund that gives no numbers, by its name
    let funder = sentence.split_once(" by ").map_or("", |(_, funder)| funder.trim_start_matches("the "));
    let capital = |word: &&str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let named = funder.split([' ', ',']).take_while(|word| capital(word) || ["of", "for", "the"].contains(word));
    let fund = ["Fund", "Foundation", "Program", "Project"];
    let fund = named.filter(capital).any(|word| fund.iter().any(|kind| word.starts_with(kind)));
    (paid && (numbered || fund)).then_some(start..end)
}

/// The line behind the label, and those below it that hold nothing but another code: `ZTFLH: TM73`, `TM910.6`.
fn class_lines(doc: &Document, first: Span) -> Vec<Span> {
    let is_code = |line: &Span| {
        let words = doc.slice(*line);
        line.len() <= 20 && clc::read(words).last().is_some_and(|(range, _)| range.end == words.len())
    };
    let mut next = first.end;
    let below = doc.body()[first.end..].split('\n').map(|line| {
        let start = next;
        next += line.len() + 1;
        doc.trim(Span::new(start, start + line.len()))
    });
    std::iter::once(first).chain(below.skip(1).take_while(is_code)).collect()
}

/// The grants; those in Chinese where both languages list them.
fn grants(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let language = if places.funding.zh.is_empty() { Language::En } else { Language::Zh };
    let mut spans = places.funding.get(language).clone();
    if spans.is_empty() {
        spans.extend(acknowledged(outline));
    }
    spans.sort();
    spans.dedup();
    for span in spans {
        let words = outline.doc.slice(span);
        for grant in funding::split(words) {
            let at = span.part(grant.text.clone());
            let text = reader.tidy(at);
            let known = record.funding.iter().any(|other| text::is_same(&other.text, &text));
            if known || !text.contains(char::is_alphanumeric) {
                continue;
            }
            let position = record.funding.len() + 1;
            let tidy = |r: &std::ops::Range<usize>| reader.tidy(span.part(r.clone()));
            let value = Grant {
                funder: grant.funder.as_ref().map(|r| text::joined(&tidy(r))),
                project: grant.project.as_ref().map(tidy),
                awards: grant.awards.iter().map(|r| text::tidy(&words[r.clone()])).collect(),
                text: reader.item("funding[].text", position, Found::at(at, text)),
            };
            for award in &grant.awards {
                reader.item("funding[].awards", position, Found::at(span.part(award.clone()), ()));
            }
            record.funding.push(value);
        }
    }
    if record.funding.is_empty() && (!places.funding.zh.is_empty() || !places.funding.en.is_empty()) {
        reader.doubt(Problem::info(
            Code::LabelEmpty,
            "funding",
            "a funding label stands there, but no grant could be read behind it",
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_and_closes_an_abstract_is_no_part_of_it() {
        assert_eq!(prose("高于95%。\n更多"), "高于95%。");
        assert_eq!(prose("冰川融水贡献为33%。收起"), "冰川融水贡献为33%。");
        assert_eq!(prose("卷轴可以展开"), "卷轴可以展开");
        assert_eq!(prose(";冻雨多发于冬季。 5"), "冻雨多发于冬季。");
        assert_eq!(prose("It aids the degradation. 294"), "It aids the degradation.");
        assert_eq!(prose("It differs from No. 3"), "It differs from No. 3");
    }

    #[test]
    fn numbers_of_lines_and_footnotes_are_no_part_of_a_title() {
        assert_eq!(title("# 1 冻雨过程的环流分型1"), "冻雨过程的环流分型");
        assert_eq!(title("1 例冻伤报告"), "1 例冻伤报告");
        assert_eq!(title("冻雨卫星风云1号与第1"), "冻雨卫星风云1号与第1");
        assert_eq!(title("2008~2017年冻雨日数 2"), "2008~2017年冻雨日数");
        assert_eq!(title("# 冻雨的环流分型 美"), "冻雨的环流分型");
        assert_eq!(title("冻雨的环流分型 下"), "冻雨的环流分型 下");
        assert_eq!(title("冻雨的环流分型Δ"), "冻雨的环流分型");
        assert_eq!(title("冻雨的环流分型※"), "冻雨的环流分型");
        assert_eq!(title("Orchards between T and Δ"), "Orchards between T and Δ");
        assert_eq!(title("Frost in Terraced Orchards 刀"), "Frost in Terraced Orchards");
        assert_eq!(title("Frost in Terraced Orchards /"), "Frost in Terraced Orchards");
    }

    #[test]
    fn the_figure_of_a_footnote_is_glued_to_the_last_word() {
        let text = "Frost in Terraced Orchards2\n\nCuts of Sirt1\n\nSirt1 is cut.";
        let bare = |title: &'static str| &title[..without_figure(title, text)];
        assert_eq!(bare("Frost in Terraced Orchards2"), "Frost in Terraced Orchards");
        for whole in ["Cuts of Sirt1", "Growth under CO2", "Frost since 2012", "Frost 2", "冻雨过程的环流分型程序3"]
        {
            assert_eq!(bare(whole), whole);
        }
    }

    #[test]
    fn a_column_may_be_a_heading() {
        let page = "# 技术方法\n\n# 采石场植被恢复的客土配置\n\n顾望舒，沈知行\n\n摘要: 以六处采石场为对象，比较了三种客土的保水能力。\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.section.as_deref(), Some("技术方法"));
    }

    #[test]
    fn terms_between_wide_blanks_need_no_label() {
        let page = "Pulses and Plateau Lakes\n\nAbstract\n\nLakes on the plateau were visited in three summers, and their plankton was counted by hand.\n\nplateau lakes  plankton counts  summer pulses\n\nFunded by\n\nLingnan Foundation (62272998)\n\n69625\n浏览量\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.keywords.en, ["plateau lakes", "plankton counts", "summer pulses"]);
        assert!(record.abstract_.en.is_some_and(|words| words.ends_with("by hand.")));
        assert_eq!(record.funding[0].awards, ["62272998"]);
    }

    #[test]
    fn one_sentence_of_acknowledgements_names_the_grants() {
        let words = "Acknowledgements We thank Q. Li. This work was supported by the Lingnan Foundation (Grant Nos. 62272998, 62141999) and Grant No. LN-2022. The funder had no role.";
        let sentence = support(words).map(|range| &words[range]);
        assert_eq!(
            sentence,
            Some(
                "This work was supported by the Lingnan Foundation (Grant Nos. 62272998, 62141999) and Grant No. LN-2022"
            )
        );
        assert_eq!(support("This work was supported by nobody in 99 days."), None);
        let words = "This work was supported by Fundamental Research Funds for the Lingnan Universities.";
        assert_eq!(support(words), Some(0..words.len() - 1));
        assert_eq!(support("This work was supported by colleagues of the Lingnan Foundation."), None);
        for opening in
            ["The study is funded", "This Work is jointly supported", "The present research has been supported"]
        {
            let words = format!("The work is done. {opening} by the Lingnan Foundation (No.62272998).");
            assert_eq!(support(&words), Some("The work is done. ".len()..words.len() - 1), "{opening}");
        }
        assert_eq!(support("The work of Q. Li in 2019 and 2020 was supported by nobody."), None);
    }
}
