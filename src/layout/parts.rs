//! Structured abstracts: the heads of their parts, e.g. `【方法】`, `Methods:`.

use crate::byte;

/// Heads of the parts of a structured abstract, alone on a line.
pub(super) fn is_part_heading(words: &str) -> bool {
    if words.len() > LONGEST {
        return false;
    }
    let bare = words.trim_matches(['【', '】', '[', ']', ':', '：', '#', ' ']);
    // OCR loses blanks: `# CasePresentation`
    fn letters(words: &str) -> impl Iterator<Item = u8> + '_ {
        words.bytes().filter(|byte| *byte != b' ').map(|byte| byte.to_ascii_lowercase())
    }
    PARTS.iter().any(|part| letters(part).eq(letters(bare)))
}

/// No such line is longer, brackets and all.
const LONGEST: usize = 60;

/// Whether a paragraph opens with the head of a part: `【方法】…`, `Methods: …`.
pub(super) fn begins_part(words: &str) -> bool {
    let bracketed = words.starts_with(['【', '[', '〔']);
    let bare = words.trim_start_matches(['【', '[', '〔', ' ']);
    let Some(first) = bare.bytes().next() else { return false };
    PARTS.iter().filter(|part| part.as_bytes()[0].eq_ignore_ascii_case(&first)).any(|part| {
        let head = byte::begins(bare.as_bytes(), part.as_bytes());
        let rest = || &bare[part.len()..];
        // `Methods The records …`, `MethodsThe records of 212 patients were reviewed.`
        let sentence =
            || first.is_ascii_uppercase() && rest().trim_start().starts_with(|c: char| c.is_ascii_uppercase());
        let set_off = || rest().trim_start().starts_with([':', ']', '】', '/']) || sentence();
        head && (bracketed || !part.is_ascii() || set_off())
    })
}

const PARTS: &[&str] = &[
    "目的",
    "方法",
    "结果",
    "结论",
    "背景",
    "目标",
    "局限",
    "过程",
    "研究目的",
    "研究方法",
    "研究结果",
    "研究结论",
    "研究背景",
    "讨论",
    "创新",
    "意义",
    "材料与方法",
    "资料与方法",
    "目的/意义",
    "方法/过程",
    "结果/结论",
    "Objective",
    "Objectives",
    "Background",
    "Background and Objectives",
    "Background and Objective",
    "Background and Aims",
    "Background and Purpose",
    "Method",
    "Methods",
    "Results",
    "Result",
    "Conclusion",
    "Conclusions",
    "Purpose",
    "Aim",
    "Aims",
    "Introduction",
    "Discussion",
    "Limitations",
    "Limitation",
    "Significance",
    "Findings",
    "Materials and methods",
    "Context",
    "Question",
    "Questions",
    "Location",
    "Important findings",
    "Case presentation",
    "Case report",
];
