//! What raises and what lowers, on pages of a few lines.

use super::*;
use crate::document::Document;
use crate::record::Extraction;

const PAGE: &str = "\
岭南生态 ›› 2026, Vol. 28 ›› Issue (3): 120-131.

城市湿地碳汇的空间格局

顾望舒1, 沈知行2

1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境与生态学院,福建 厦门 361102

Spatial patterns of carbon sinks in urban wetlands

GU Wangshu1, SHEN Zhixing2

摘要: 以长江下游六座城市的湿地为对象,估算了2001年以来土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响与管理上的含义,给出了分区的建议。

关键词: 城市湿地, 碳汇, 空间格局
收稿日期: 2025-03-02 录用日期: 2025-09-01
";

fn read(text: &str) -> Extraction {
    let doc = Document::from_text("t", text);
    let outline = Outline::of(&doc);
    let layout = crate::layout::of(&outline);
    crate::read::read(&outline, layout.platform(), &layout.places(&outline))
}

fn sure(text: &str, path: &str) -> f32 {
    let read = read(text);
    let found = read.evidence.iter().find(|e| e.path() == path);
    found.unwrap_or_else(|| panic!("no {path} in {:?}", read.record)).confidence
}

#[test]
fn labels_and_twins_make_sure() {
    for path in ["abstract.zh", "dates.received", "authors[1].name.zh", "affiliations[1].text.zh", "title.zh"] {
        assert!(sure(PAGE, path) > 0.9, "{path}: {}", sure(PAGE, path));
    }
}

#[test]
fn what_stands_there_twice_is_surer() {
    let twice =
        format!("{PAGE}\n引用本文: 顾望舒, 沈知行. 城市湿地碳汇的空间格局[J]. 岭南生态, 2026, 28(3): 120-131.\n");
    assert!(sure(&twice, "title.zh") > sure(PAGE, "title.zh") - f32::EPSILON);
    assert!(sure(&twice, "volume") > sure(PAGE, "volume"));
}

#[test]
fn doubts_lower() {
    let swapped = PAGE.replace("2025-09-01", "2024-09-01");
    assert!(sure(&swapped, "dates.accepted") < 0.9 && sure(&swapped, "dates.received") < 0.9);
    let torn = PAGE.replace("给出了分区的建议。", "给出了分区的");
    assert!(sure(&torn, "abstract.zh") < 0.9);
    let glued = PAGE.replace("城市湿地, 碳汇, 空间格局", "城市湿地, $\\mathrm{CO}$ 汇, 空间格局");
    assert!(sure(&glued, "keywords.zh[2]") < 0.9);
    assert!(sure(&glued, "keywords.zh[1]") > 0.9);
}

#[test]
fn no_value_is_certain_or_out_of_range() {
    for value in read(PAGE).evidence {
        assert!((0.0..1.0).contains(&value.confidence), "{}", value.path());
    }
}

#[test]
fn a_problem_names_its_values() {
    let value = |field, position| Evidence { field, position, span: Span::new(0, 1), confidence: 1.0 };
    assert!(names("authors[2].name", &value("authors[].name.zh", Some(2))));
    assert!(!names("authors[1].name", &value("authors[].name.zh", Some(2))));
    assert!(!names("authors[2].name", &value("affiliations[].text.zh", Some(2))));
    assert!(names("affiliations[3]", &value("affiliations[].text.en", Some(3))));
    assert!(names("keywords", &value("keywords.zh[]", Some(1))));
    assert!(names("year", &value("year", None)));
    assert!(!names("dates.online", &value("dates.published", None)));
    assert!(!names("journal", &value("journals", None)));
}

#[test]
fn the_rest_of_an_english_title_is_no_title() {
    assert!(sure(PAGE, "title.en") > 0.9);
    for rest in ["Carbon wetlands", "of carbon sinks in urban wetlands of the river"] {
        let torn = PAGE.replace("Spatial patterns of carbon sinks in urban wetlands", rest);
        assert!(
            sure(&torn.replace("城市湿地碳汇的空间格局", "长江下游城市湿地碳汇的空间格局"), "title.en") < 0.9,
            "{rest}"
        );
    }
}
