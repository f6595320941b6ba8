//! The journal's names: labelled, in the head, in the citations, above the head, in the line of its editors.

use super::cited::Cited;
use crate::document::{Document, Found, Span};
use crate::field::{citation, text};
use crate::layout::{Places, is_article_type};
use crate::outline::{Kind, Line, Outline};
use crate::read::Reader;
use crate::read::confidence::{DERIVED, LABELLED};
use crate::record::{Language, Record};

/// A name above the head is no longer, in bytes.
const LONGEST_NAME: usize = 100;
/// What stands behind a label is no longer, in bytes: the label may be a word in brackets, `日志(journal)中,隔一段时间…`.
const LONGEST_LABELLED: usize = 2 * LONGEST_NAME;

/// Reads the names of both languages.
pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, cited: &[Cited], record: &mut Record) {
    let doc = reader.doc;
    for language in [Language::Zh, Language::En] {
        let field = if language == Language::Zh { "journal.title.zh" } else { "journal.title.en" };
        let fits = |span: &Span| text::language(doc.slice(*span)) == Some(language);
        let labelled = places.journal.get(language).filter(|span| span.len() <= LONGEST_LABELLED);
        let labelled = labelled.map(|span| (span, LABELLED));
        // what stands behind a run may be the name of the issue: `Vol. 9 No. 3 (2022): Springs and Streams`
        let behind_run = |span: &Span| doc.text()[..span.start].trim_end().ends_with("):");
        let named = |behind: bool| {
            cited.iter().find_map(|c| {
                let spans = [c.citation.journal.as_ref(), c.citation.journal_en.as_ref()].into_iter().flatten();
                let placed = spans.map(|range| c.span(range)).filter(|span| behind_run(span) == behind);
                placed.into_iter().find(&fits).map(|span| (span, c.confidence))
            })
        };
        // a guess that the metadata contradict is none
        let declared = declared(doc, language);
        let may_be = |span: &Span| {
            declared.is_empty() || declared.iter().any(|name| crate::read::same::journal(name, doc.slice(*span)))
        };
        let above = || above_head(outline, places).into_iter().find(&fits).filter(may_be).map(|span| (span, DERIVED));
        let quoted = || masthead(outline).filter(&fits).map(|span| (span, DERIVED));
        let editors = || editors(outline).filter(&fits).map(|span| (span, DERIVED));
        let plate = || nameplate(outline).filter(&fits).or_else(|| above_title(outline, places).find(&fits));
        let plate = || plate().map(|span| (span, DERIVED));
        let told =
            labelled.or_else(|| named(false)).or_else(above).or_else(|| named(true).filter(|(span, _)| may_be(span)));
        let found = told.or_else(quoted).or_else(editors).or_else(plate);
        if let Some((span, confidence)) = found {
            let span = if language == Language::En { behind_han(doc, span) } else { span };
            let whole = || (language == Language::En).then(|| spelled_out(outline, doc.slice(span))).flatten();
            let span = whole().unwrap_or(span);
            let name = name(&reader.tidy(span));
            if !name.is_empty() && !matches!(name.as_str(), "Volume" | "Issue" | "Title" | "Year") {
                *record.journal.title.get_mut(language) =
                    reader.take(field, Some(Found { value: name, span, confidence }));
            }
        }
    }
}

/// The names of `language` in the metadata.
fn declared(doc: &Document, language: Language) -> Vec<&str> {
    let metas = doc.metas_named("citation_journal_title");
    metas.map(|meta| doc.slice(meta.value).trim()).filter(|name| text::language(name) == Some(language)).collect()
}

/// The English name behind the Chinese one on its line, e.g. `岭南评论 Lingnan Review`.
fn behind_han(doc: &Document, span: Span) -> Span {
    let words = doc.slice(span);
    let han = words.char_indices().rfind(|(_, c)| text::is_han(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    doc.trim(span.part(han..words.len()))
}

/// The whole of a name that a citation cuts, on a line of its own at the top or in the metadata:
/// `Journal of Lingnan Studies` for `J. Lingnan Stud.`
fn spelled_out(outline: &Outline, cut: &str) -> Option<Span> {
    const TOP: usize = 16;
    let top = outline.lines.iter().take(TOP).map(|line| line.span);
    let metas = outline.doc.metas_named("citation_journal_title").map(|meta| meta.value);
    top.chain(metas).find(|&span| span.len() <= LONGEST_NAME && is_cut(cut, outline.doc.slice(span)))
}

/// Whether each word of `cut` is one of `whole` or its beginning, particles left out, and one at least is cut.
fn is_cut(cut: &str, whole: &str) -> bool {
    const PARTICLES: &[&str] = &["of", "and", "the", "in", "for", "on", "&"];
    let first = &whole[..whole.ceil_char_boundary(1)];
    if cut.len() >= whole.len() || !cut.starts_with(first) || !cut.contains(' ') || whole.contains([',', ':', '(']) {
        return false;
    }
    let mut left = cut.split([' ', '.']).filter(|word| !word.is_empty() && !PARTICLES.contains(word));
    let mut all = whole.split(' ').filter(|word| !word.is_empty() && !PARTICLES.contains(word));
    loop {
        match (left.next(), all.next()) {
            (None, None) => return true,
            (Some(cut), Some(word)) if begins(cut, word) => {}
            _ => return false,
        }
    }
}

/// Whether `cut` is what is left of `word`: its first letter and some of the others, `Mt` for `Mountain`.
fn begins(cut: &str, word: &str) -> bool {
    let mut letters = word.chars();
    cut.chars().next() == word.chars().next()
        && cut.chars().all(|c| letters.any(|letter| letter.eq_ignore_ascii_case(&c)))
}

/// The short lines above a head that names no journal: `Geographical Science Research` over `Vol. 08 No. 02`, or both
/// names at the very top, the Chinese over the English one.
fn above_head(outline: &Outline, places: &Places) -> Vec<Span> {
    let Some(head) = places.heads.first() else { return Vec::new() };
    if head.citation.as_ref().is_some_and(|c| c.journal.is_some()) {
        return Vec::new();
    }
    let at = outline.line_at(head.span.start);
    // a step of a path
    if outline.lines.get(at).is_some_and(|line| line.span.start < head.span.start) {
        return Vec::new();
    }
    // a tool that sets all lines apart sets the top one apart too
    let spaced = at == 1 && outline.lines.get(at + 1).is_some_and(|line| line.gap);
    let may_be = |index: usize| {
        let (line, words) = (&outline.lines[index], outline.doc.slice(outline.lines[index].span));
        let near =
            spaced || outline.lines.get(index + 1).is_none_or(|below| !below.gap) || citation::is_periodical(words);
        let kind = line.kind == Kind::Text || (line.kind == Kind::Affiliation && at <= 3);
        near && kind
            && !places.in_keywords(line.span)
            && line.span.len() <= LONGEST_NAME
            && line.script.digits == 0
            && !words.contains([':', ';', '|', '[', '('])
            && !is_article_type(words)
    };
    let Some(nearest) = at.checked_sub(1).filter(|&index| may_be(index)) else { return Vec::new() };
    let second = nearest.checked_sub(1).filter(|&index| at <= 3 && may_be(index));
    std::iter::once(nearest).chain(second).map(|index| outline.lines[index].span).collect()
}

/// The journal's name as the heading that opens the text, the title's heading beneath it.
fn nameplate(outline: &Outline) -> Option<Span> {
    let [first, second, ..] = &outline.lines[..] else { return None };
    let words = |line: &Line| outline.doc.slice(line.span).strip_prefix("# ");
    let name = words(first).filter(|name| citation::is_periodical(name))?;
    words(second).map(|_| first.span.part(first.span.len() - name.len()..first.span.len()))
}

/// The lines above the title that say themselves that they are a journal's name: `Journal of Lingnan Soils`.
fn above_title<'o>(outline: &'o Outline, places: &Places) -> impl Iterator<Item = Span> + 'o {
    const TOP: usize = 12;
    let title = [places.title.zh, places.title.en].into_iter().flatten().map(|title| title.start).min().unwrap_or(0);
    let above = outline.lines.iter().take(TOP).take_while(move |line| line.span.end <= title);
    let named = |line: &&Line| {
        let words = outline.doc.slice(line.span);
        // `当前位置:首页 期刊杂志`
        line.kind == Kind::Text && citation::is_periodical(words) && !words.contains([':', '>'])
    };
    above.filter(named).map(|line| line.span)
}

/// A line, or what stands before the first label on one, that is a name in title marks and nothing else: `《岭南评论》`.
fn masthead(outline: &Outline) -> Option<Span> {
    let is_name = |words: &str| {
        let inner = words.strip_prefix('《').and_then(|rest| rest.strip_suffix('》'));
        inner.is_some_and(|name| !name.contains('《') && name.len() <= LONGEST_NAME)
    };
    outline.lines.iter().map(|line| line.span).find(|&span| is_name(outline.doc.slice(span)))
}

/// The journal that a line of rights or an address names with its editors, `《岭南金属学报》编辑部`, where all such
/// lines name one.
fn editors(outline: &Outline) -> Option<Span> {
    const OFFICES: &[&str] = &["编辑部", "编辑委员会", "杂志社", "编委会"];
    const SETTINGS: &[&str] = &["版权", "地址", "©", "Copyright", "主办", "ICP", "邮编"];
    let doc = outline.doc;
    memchr::memmem::find(doc.body().as_bytes(), "》".as_bytes())?;
    let cited = |at: usize| outline.references.is_some_and(|start| at >= start && at < outline.references_end);
    let mut found: Option<Span> = None;
    for line in doc.lines().filter(|line| line.len() <= 400 && !cited(line.start)) {
        let words = doc.slice(line);
        let names = quoted(words)
            .into_iter()
            .filter(|name| OFFICES.iter().any(|office| words[name.end..].trim_start_matches('》').starts_with(office)));
        for name in names.filter(|_| SETTINGS.iter().any(|word| words.contains(word))) {
            let span = line.part(name);
            if found.is_some_and(|before| doc.slice(before) != doc.slice(span)) {
                return None;
            }
            found = found.or(Some(span));
        }
    }
    found
}

/// What stands in title marks.
fn quoted(words: &str) -> Vec<std::ops::Range<usize>> {
    let opened = words.match_indices('《').filter_map(|(at, mark)| {
        let from = at + mark.len();
        words[from..].find('》').map(|end| from..from + end)
    });
    opened.collect()
}

/// A journal's name without the quotes, dots and marks around it.
fn name(printed: &str) -> String {
    let name = citation::without_indexes(printed)
        .trim_start_matches(|c: char| c.is_whitespace() || c == '#')
        .trim_matches(|c: char| c.is_whitespace() || "《》,，;；:：|>".contains(c))
        .trim_end_matches(['.', '。'])
        .trim_end_matches("[J]")
        .trim();
    // the number of this page: `134 Ship Engineering`
    let figures = name.bytes().take_while(u8::is_ascii_digit).count();
    let is_page = (2..=4).contains(&figures) && name[figures..].starts_with(' ');
    text::joined(if is_page { name[figures..].trim_start() } else { name })
}

#[cfg(test)]
mod tests {
    const REST: &str = "\n摘要: 铸造流动性好的岭南合金在振动下凝固，课程由经义扩展到算术，本文逐一考察其过程与结果，并讨论其原因。\n关键词: 铸造; 振动\nDOI: 10.1234/ln.2018.03\n";

    fn named(head: &str) -> (Option<String>, Option<String>) {
        let record = crate::read::record_of(&crate::Document::from_text("t", &format!("{head}{REST}")));
        (record.journal.title.zh, record.journal.title.en)
    }

    #[test]
    fn the_editors_name_the_journal_where_nothing_else_does() {
        let page = "岭南合金的组织与热导率\n\n版权声明: 2017 《岭南金属学报》编辑部 《岭南金属学报》编辑部\n";
        assert_eq!(named(page).0.as_deref(), Some("岭南金属学报"));
        let two = "岭南合金的组织与热导率\n\n地址:《岭南金属学报》编辑部、《漠北矿业》编辑部\n";
        assert_eq!(named(two).0, None);
    }

    #[test]
    fn a_name_stands_above_its_head_where_all_lines_are_set_apart() {
        let page = "Lingnan Soil Research\n\nVol. 08  No. 02 ( 2019 ), Article ID: 92873 , 9 pages\n\n采石场植被恢复的客土配置\n\n顾望舒, 沈知行\n\n摘要: 采石场土层流失后植被恢复缓慢。\n";
        assert_eq!(named(page).1.as_deref(), Some("Lingnan Soil Research"));
        // a line of its own at the top of others that are not
        let set_off = page.replace("pages\n\n", "pages\n");
        assert_eq!(named(&set_off).1, None);
    }

    #[test]
    fn a_head_may_end_the_front() {
        let page = "<b>\nAlloys\nPublished in: ( Volume: 35, 2015)\n";
        let doc = crate::source::decode("t.html".into(), page.as_bytes()).unwrap();
        assert_eq!(crate::read::record_of(&doc).year, Some(2015));
    }

    #[test]
    fn a_word_in_brackets_is_no_label() {
        let sentence = "先将更新写到日志(journal)中,".to_owned() + &"隔一段时间后提交,减少了频繁的更新,".repeat(5);
        let page = format!("岭南合金的组织与热导率\n\n{sentence}\n");
        assert_eq!(named(&page).0, None);
    }

    #[test]
    fn the_page_before_a_name_is_no_part_of_it() {
        let page = "# 134 Lingnan Engineering 2023 年第1 期\n\n# 岭南合金的组织与热导率\n";
        assert_eq!(named(page).1.as_deref(), Some("Lingnan Engineering"));
    }

    #[test]
    fn a_line_above_the_title_may_say_that_it_is_a_journal_s() {
        let page =
            "HOME ABOUT LOGIN\nJournal of Lingnan Soils\nAcid Soils of the Tea Gardens\nJiahe Duan, Rusong Shu\n";
        assert_eq!(named(page).1.as_deref(), Some("Journal of Lingnan Soils"));
    }

    #[test]
    fn what_indexes_a_journal_is_no_part_of_its_name() {
        assert_eq!(named("岭南合金的组织与热导率\n\n刊名:\n岭南荟萃 ISTIC PKU\n").0.as_deref(), Some("岭南荟萃"));
    }

    #[test]
    fn a_name_may_be_letter_spaced() {
        let page = "松 嫩 化 学 学 报\n第 31 卷 第 9 期\n2022 年 9 月\n\n岭南合金的组织与热导率\n";
        assert_eq!(named(page).0.as_deref(), Some("松嫩化学学报"));
    }

    #[test]
    fn the_first_heading_may_be_the_journals() {
        let page = |first: &str| format!("# {first}\n\n# 岭南合金的组织与热导率\n\n段嘉禾，束如松\n");
        assert_eq!(named(&page("岭南光子学进展")).0.as_deref(), Some("岭南光子学进展"));
        assert_eq!(named(&page("岭南合金的研究进展")).0, None);
    }

    #[test]
    fn both_names_may_stand_above_the_volume() {
        let page =
            "岭南文献与社会\nLINGNAN DOCUMENTS AND SOCIETY\n2018 年第 3 期\nNo.3 2018\n\n清末岭南族学的课程转型研究\n";
        assert_eq!(named(page), (Some("岭南文献与社会".into()), Some("LINGNAN DOCUMENTS AND SOCIETY".into())));
    }

    #[test]
    fn an_issue_in_brackets_behind_a_labelled_name() {
        let page = "Sediment in Gullies of the Lingnan Hills\n\nAbstract: Gullies were mapped in forty catchments, and their sediment was dated.\n\nPublished in: Lingnan Review ( Volume: 9, Issue: 3, May 2023)\n";
        assert_eq!(named(page).1.as_deref(), Some("Lingnan Review"));
    }

    #[test]
    fn a_cut_name_is_whole_elsewhere() {
        let page = |top: &str| {
            named(&format!("{top}\nSediment in Gullies of the Lingnan Hills\n\nAbstract: Gullies were mapped in forty catchments, and their sediment was dated.\n\nCite this article: Duan, J., Shu, R. Sediment in Gullies of the Lingnan Hills. J. Lingnan Stud. 19, 3021–3035 (2022).\n")).1
        };
        assert_eq!(page("Journal of Lingnan Studies").as_deref(), Some("Journal of Lingnan Studies"));
        assert_eq!(page("Journal of Hill Studies").as_deref(), Some("J. Lingnan Stud"));
    }

    #[test]
    fn what_ocr_ran_together_is_no_name() {
        let page = |english: &str| {
            let chinese = "段嘉禾,束如松.岭南茶园的土壤酸化.岭南生态学报,2017,37(8):2809-2817.";
            named(&format!("{chinese}{english}\n\n# 岭南茶园的土壤酸化\n\n段嘉禾,束如松\n"))
        };
        let (zh, name) = (Some("岭南生态学报".to_owned()), "Acta Ecologica Lingnanica".to_owned());
        let read = page(&format!("Duan J H,Shu R S.Acid soils of tea gardens.{name},2O17,37(8):2809-2817."));
        assert_eq!(read, (zh.clone(), Some(name)));
        let listed = page("Duan J H,Shu R S.Acid soils.Soils,Waters and Plants,2017,37(8):2809-2817.");
        assert_eq!(listed.1.as_deref(), Some("Soils,Waters and Plants"));
        for garbled in ["DuanJHAcidsoisofteagadesctaEcologica Lingnanica", "DuanJH,ShuRS,Acdsoils Ecologica Lingnanica"]
        {
            assert_eq!(page(&format!("{garbled},2017,37(8):2809-2817.")), (zh.clone(), None));
        }
    }

    #[test]
    fn a_path_above_the_title_is_no_name() {
        let named = |path: &str| {
            let page = format!(
                "{path}\n\n旧采石场的土壤与植被\n\n顾望舒, 沈知行\n\n(南京大学环境学院,江苏 南京 210023)\n\n摘要: 以三处采石场为对象,比较了客土的厚度。\n"
            );
            crate::read::record_of(&crate::Document::from_text("t", &page)).journal.title.zh
        };
        assert_eq!(named("当前位置:首页 期刊杂志"), None);
        assert_eq!(named("首页 在线期刊 2025年 第29卷,第7期 详情"), None);
        assert_eq!(named("岭南生态学杂志").as_deref(), Some("岭南生态学杂志"));
    }
}
