//! Abstracts without a label: the heads of their parts say what they are.

use crate::outline::Outline;
use crate::record::Language;

/// Whether one paragraph is an abstract by the heads of its parts, which say so as well as its label: `目的 …。方法 …。结果 …`.
/// A list has many.
pub(super) fn is_structured(outline: &Outline) -> bool {
    let structured = |language: Language| {
        let lines = outline.lines.iter().filter(|line| line.language() == Some(language));
        lines.filter(|line| has_parts(outline.doc.slice(line.span))).take(2).count()
    };
    matches!((structured(Language::Zh), structured(Language::En)), (1, 0 | 1) | (0, 1))
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
