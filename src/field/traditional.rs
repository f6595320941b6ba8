//! Traditional characters: told, and put in the simplified form that labels and words are looked for in.
//!
//! Both forms of a character have as many bytes, so that a text has the same offsets in either.

use std::sync::LazyLock;

/// The characters that the table knows.
const BASIC: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// How many places of a text are looked at to tell its script.
const SAMPLES: usize = 320;

/// The table of characters.
struct Table {
    /// What each basic character is in simplified texts, if it is written otherwise there.
    simplified: Vec<Option<char>>,
    /// Which basic characters are written otherwise in texts of the other script, two bits each.
    scripts: Vec<u8>,
}

const TRADITIONAL: u8 = 1;
const SIMPLIFIED: u8 = 2;

/// The place of a basic character among them.
fn place(c: char) -> Option<usize> {
    BASIC.contains(&c).then(|| c as usize - *BASIC.start() as usize)
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let many = BASIC.count();
    let mut table = Table { simplified: vec![None; many], scripts: vec![0; many] };
    for row in include_str!("../../data/reference/traditional.tsv").lines().skip(1) {
        let Some((simplified, forms)) = row.split_once('\t') else { continue };
        let Some(simplified) = simplified.chars().next() else { continue };
        if let Some(place) = place(simplified) {
            table.scripts[place] |= SIMPLIFIED;
        }
        for form in forms.chars().filter_map(place) {
            table.simplified[form] = Some(simplified);
            table.scripts[form] |= TRADITIONAL;
        }
    }
    table
});

/// Whether `text` holds traditional characters, be it only in its labels; the few that OCR reads into a simplified text
/// are none.
pub(crate) fn is_traditional(text: &str) -> bool {
    let (mut traditional, mut simplified) = (0, 0);
    let scripts = &TABLE.scripts;
    let bytes = text.as_bytes();
    for at in (0..bytes.len()).step_by((bytes.len() / SAMPLES).max(1)) {
        let mut start = at;
        // to the first byte of its character
        while bytes[start] & 0xC0 == 0x80 && start > 0 {
            start -= 1;
        }
        // what basic characters begin with
        if !(0xE4..=0xE9).contains(&bytes[start]) {
            continue;
        }
        let Some(&[one, two, three]) = bytes[start..].first_chunk() else { break };
        let code = (usize::from(one & 0x0F) << 12) | (usize::from(two & 0x3F) << 6) | usize::from(three & 0x3F);
        let script = code.checked_sub(*BASIC.start() as usize).and_then(|place| scripts.get(place)).copied();
        traditional += usize::from(script == Some(TRADITIONAL));
        simplified += usize::from(script == Some(SIMPLIFIED));
    }
    traditional > 1 && traditional * 20 >= simplified
}

/// `text` in simplified characters, each where the other one stood.
pub(crate) fn simplify(text: &str) -> String {
    text.chars().map(simplified).collect()
}

/// Whether `c` is written in traditional texts only.
pub(crate) fn is_one(c: char) -> bool {
    place(c).is_some_and(|place| TABLE.scripts[place] == TRADITIONAL)
}

fn simplified(c: char) -> char {
    place(c).and_then(|place| TABLE.simplified[place]).unwrap_or(c)
}

/// `value`, which was made of the simplified `printed`, in the characters printed there; those that stand elsewhere in
/// `text`, e.g. an institution that two units share, as they are first printed.
pub(crate) fn restore(value: &str, printed: &str, text: &str) -> String {
    let mut rest = printed;
    let mut as_printed = |c: char| {
        let is_it = |printed: &(usize, char)| simplified(printed.1) == c;
        if let Some((at, printed)) = rest.char_indices().find(is_it) {
            rest = &rest[at + printed.len_utf8()..];
            return printed;
        }
        printed.char_indices().chain(text.char_indices()).find(is_it).map_or(c, |(_, printed)| printed)
    };
    value.chars().map(|c| if place(c).is_some() { as_printed(c) } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_told_by_what_is_written_in_one_of_them_only() {
        assert!(is_traditional("臺灣颱風殘渦之水氣輸送"));
        assert!(is_traditional("Vapour of remnant typhoons over the island 關鍵詞 水氣"));
        assert!(!is_traditional("台湾台风残涡的水汽输送,作者:於沐阳"));
        // the labels of an index, and what it prints of an article
        let article = "以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。".repeat(6);
        assert!(is_traditional(&format!("並列篇名\n作者\n摘要\n{article}\n關鍵詞\n頁次\n語文別")));
        // a raised figure in the eyes of OCR
        assert!(!is_traditional(&format!("{}龙畅（204號 茅芷若（202號", article.repeat(3))));
    }

    #[test]
    fn both_forms_have_as_many_bytes() {
        for row in include_str!("../../data/reference/traditional.tsv").lines().skip(1) {
            let (simplified, forms) = row.split_once('\t').unwrap();
            for form in forms.chars().map(String::from) {
                assert_eq!((simplify(&form).as_str(), form.len()), (simplified, simplified.len()), "{row}");
            }
        }
        assert_eq!(simplify("關鍵詞: 於氏 ABC"), "关键词: 於氏 ABC");
    }

    #[test]
    fn values_are_given_back_as_printed() {
        let text = "國立嶺南大學 1頭髮檢測中心,臺北 2發展研究所,臺北";
        assert_eq!(restore("头发检测中心", "1頭髮檢測中心,臺北", text), "頭髮檢測中心");
        assert_eq!(restore("发展研究所", "2發展研究所,臺北", text), "發展研究所");
        // signs may have been put in or left out
        assert_eq!(restore("头发 检测中心; 台北", "1頭髮檢測中心,臺北", text), "頭髮 檢測中心; 臺北");
        // the roof that the first of two units prints
        assert_eq!(restore("国立岭南大学", "2發展研究所,臺北", text), "國立嶺南大學");
    }
}
