use crate::document::{Document, Span};
use crate::read::record_of;

/// A page in both languages, its line ends folded into blanks.
const PAGE: &str = "岭南学刊 ›› 2023, Vol. 36 ›› Issue (1): 77-82.doi: 10.12345/j.issn.2345-6785.2023.01.009 • 研究论文 • 采石场植被恢复的客土配置与草灌比例 顾望舒1,沈知行2,* 1. 岭南大学环境学院, 岭南 佛山 528000 2. 远山大学农学院, 佛山 528001 Effects of Imported Soil on the Cover of Quarries Wangshu GU1, Zhixing SHEN2,* 1. School of Environment, Lingnan University, Foshan 528000, China 2. School of Farms, Farhill University, Foshan 528001, China 收稿日期:2022-10-12 修回日期:2022-12-01 出版日期:2023-01-19 基金资助: 国家自然科学基金(42170001) 摘要: 采石场土层流失后植被恢复缓慢,客土常被冲走。 在三处矿坑观测五年,以灌草比为二比二者盖度最高。 关键词: 采石场, 客土, 植被盖度 Abstract: Quarries recover slowly where the soil is gone. Three pits were followed for five years. Key words: quarry, imported soil, cover 中图分类号: Q948.1 参考文献 [1] 顾望舒. 岭南的采石场[J]. 岭南学刊, 2020, 33(2): 7-12. doi: 10.12345/j.issn.2345-6785.2020.02.002";

#[test]
fn lines_end_where_they_ended() {
    let doc = Document::from_text("t", PAGE);
    let lines: Vec<&str> = doc.lines().map(|line| doc.slice(line)).collect();
    let begins = |begin: &str| lines.iter().any(|line| line.starts_with(begin));
    for begin in [
        "• 研究论文 •",
        "采石场植被",
        "顾望舒1",
        "1. 岭南大学环境学院, 岭南 佛山 528000",
        "2. 远山大学",
        "Effects of Imported",
        "Wangshu GU1",
        "1. School",
        "2. School",
        "收稿日期",
        "修回日期",
        "基金资助",
        "摘要",
        "关键词",
        "Abstract",
        "Key words",
        "中图分类号",
    ] {
        assert!(begins(begin), "{begin}: {lines:#?}");
    }
    // neither a sentence nor what is cited begins a line
    assert!(!begins("在三处") && !begins("doi: 10.12345/j.issn.2345-6785.2020"), "{lines:#?}");
}

#[test]
fn a_page_on_one_line_says_what_it_said() {
    let doc = Document::from_text("t", PAGE);
    let record = record_of(&doc);
    assert_eq!(record.title.zh.as_deref(), Some("采石场植被恢复的客土配置与草灌比例"));
    assert_eq!(record.title.en.as_deref(), Some("Effects of Imported Soil on the Cover of Quarries"));
    let names: Vec<_> = record.authors.iter().map(|a| (a.name.zh.as_deref(), a.name.en.as_deref())).collect();
    assert_eq!(names, [(Some("顾望舒"), Some("Wangshu GU")), (Some("沈知行"), Some("Zhixing SHEN"))]);
    assert_eq!(record.authors[1].affiliations, [2]);
    assert_eq!(record.affiliations[0].text.zh.as_deref(), Some("岭南大学环境学院, 岭南 佛山 528000"));
    assert_eq!(record.doi.as_ref().map(|doi| doi.as_str()), Some("10.12345/j.issn.2345-6785.2023.01.009"));
    assert_eq!(record.keywords.en, ["quarry", "imported soil", "cover"]);
    assert_eq!(record.section.as_deref(), Some("研究论文"));
}

#[test]
fn what_may_have_lost_its_end_is_less_sure() {
    let extraction = crate::extract(&Document::from_text("t", PAGE)).expect("an article");
    let sure = |field: &str| {
        let values = extraction.evidence.iter().filter(|value| value.field == field);
        values.map(|value| value.confidence).fold(f32::NAN, f32::min)
    };
    assert!(sure("title.zh") < 0.9 && sure("affiliations[].text.en") < 0.9);
    assert!(sure("authors[].name.zh") > 0.9 && sure("dates.received") > 0.9);
}

#[test]
fn what_goes_on_in_print_is_one_line_there() {
    let doc = Document::from_text("t", PAGE);
    let at = doc.text().find("Abstract").unwrap();
    let columns = doc.text()[..at].chars().count();
    assert_eq!(doc.line_column(at), (1, columns + 1));
    assert_eq!(doc.printed(Span::new(at, at + 9)), "Abstract:");
    assert_eq!(doc.text().len(), PAGE.len());
}

#[test]
fn lines_of_its_own_stay() {
    let page =
        PAGE.replacen(" 摘要", "\n摘要", 1).replacen(" Abstract", "\nAbstract", 1).replacen(" 中图", "\n中图", 1);
    assert_eq!(Document::from_text("t", &page).lines().count(), 4);
    let prose = "采石场土层流失后植被恢复缓慢 客土常被冲走 Three pits were followed over five years. ".repeat(12);
    assert_eq!(Document::from_text("t", &prose).lines().count(), 1);
}

#[test]
fn any_text_is_cut_at_blanks_alone() {
    let cuts = (0..PAGE.len()).flat_map(|cut| [PAGE.get(cut..), PAGE.get(..cut)]);
    for text in cuts.flatten() {
        let ends = super::line_ends(text);
        assert!(ends.iter().all(|at| text.as_bytes()[*at] == b' ') && ends.is_sorted(), "{text}");
    }
}
