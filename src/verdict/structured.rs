//! Abstracts without a label: the heads of their parts say what they are, or the title and the names above.

use crate::outline::Outline;
use crate::record::{Author, Language, Record};

/// Whether one paragraph is an abstract by the heads of its parts, which say so as well as its label: `目的 …。方法 …。结果 …`.
/// A list has many.
pub(super) fn is_structured(outline: &Outline) -> bool {
    let structured = |language: Language| {
        let lines = outline.lines.iter().filter(|line| line.language() == Some(language));
        lines.filter(|line| has_parts(outline.doc.slice(line.span))).take(2).count()
    };
    matches!((structured(Language::Zh), structured(Language::En)), (1, 0 | 1) | (0, 1))
}

/// Whether those who wrote it and where each of them works stand beside a title that is none of the paragraph's own words.
pub(super) fn is_signed(record: &Record) -> bool {
    let apart = |title: &Option<String>, abstract_: &Option<String>| {
        title.as_ref().is_some_and(|title| !abstract_.as_ref().is_some_and(|words| words.starts_with(title.as_str())))
    };
    (apart(&record.title.zh, &record.abstract_.zh) || apart(&record.title.en, &record.abstract_.en))
        && record.authors.len() >= 2
        && record.affiliations.len() >= 2
        && record.authors.iter().all(|author| !author.affiliations.is_empty())
}

/// Whether a line of its own prints the title and another one the names, and both do so again: the head of the page, and
/// the box beneath it.
pub(super) fn is_printed_twice(outline: &Outline, record: &Record) -> bool {
    let name = |author: &Author| author.name.zh.clone().or(author.name.en.clone());
    let names: Vec<String> = record.authors.iter().filter_map(name).collect();
    let [first, .., last] = names.as_slice() else { return false };
    let lines = || outline.lines.iter().map(|line| outline.doc.slice(line.span));
    let titled = |title: &String| lines().filter(|line| *line == title.as_str()).take(2).count() == 2;
    let named = |line: &&str| line.starts_with(first.as_str()) && line.trim_end().ends_with(last.as_str());
    record.title.zh.iter().chain(&record.title.en).any(titled) && lines().filter(named).take(2).count() == 2
}

/// Whether a paragraph has the heads of aim, methods and results, each at the beginning of a sentence.
fn has_parts(paragraph: &str) -> bool {
    const HEADS: [&[&str]; 3] =
        [&["目的", "背景", "Objective", "Background", "Purpose", "Aim"], &["方法", "Method"], &["结果", "Result"]];
    let opens =
        |before: &str| before.trim_end_matches([' ', '[', '【', '〔']).ends_with(['。', '.', ';', ']', '】', '〕']);
    let mut rest = paragraph.trim_start_matches([' ', '[', '【', '〔']);
    HEADS.iter().enumerate().all(|(part, heads)| {
        let found = heads.iter().flat_map(|head| rest.match_indices(head));
        let begins = |at: usize| if part == 0 { at == 0 } else { opens(&rest[..at]) };
        match found.filter(|(at, _)| begins(*at)).map(|(at, head)| at + head.len()).min() {
            Some(end) => {
                rest = &rest[end..];
                true
            }
            None => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    fn verdict(text: &str) -> Result<(), String> {
        crate::extract(&Document::from_text("a.txt", text)).map(|_| ()).map_err(|e| e.to_string())
    }

    #[test]
    fn the_title_and_the_names_may_stand_twice_above_an_abstract() {
        let prose = "Quarries recover slowly where the soil is gone, and what is sown there dies in the first of the dry years. ".repeat(3);
        let title = "Cover of Quarries on Dry Slopes and its Recovery";
        let page = |above: &str| {
            format!("{above}{title}\n\nGu Wang-Shu, Shen Zhi-Xing, Duan Jia-He\nGet Citation\n  • {prose}\n")
        };
        assert_eq!(verdict(&page(&format!("{title}\n\nGu Wang-Shu Shen Zhi-Xing Duan Jia-He\n\n\n"))), Ok(()));
        assert!(verdict(&page(&format!("{title}\n\n\n"))).is_err());
        assert!(verdict(&page("")).is_err());
    }

    #[test]
    fn the_heads_of_its_parts_are_as_good_as_an_abstracts_label() {
        let parts = "目的 比較三種客土厚度對採石場植被恢復的影響。方法 選取五處廢棄採石場,連續五年調查其蓋度與土壤有機質。結果 客土三十公分時蓋度最高,五年後土壤有機質增加一倍。";
        let page = |paragraph: &str| format!("採石場客土厚度與植被恢復\n顧望舒 沈知行 段嘉禾\n{paragraph}\n");
        assert_eq!(verdict(&page(parts)), Ok(()));
        for head in ["目的 ", "方法 ", "結果 "] {
            assert!(verdict(&page(&parts.replace(head, ""))).is_err(), "{head}");
        }
        assert!(verdict(&page(&format!("{parts}\n\n坡面截水溝的設置\n段嘉禾 束如松\n{parts}"))).is_err());
    }
}
