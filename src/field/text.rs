//! Running text: how printed lines become one value, and which language a text is in.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::byte;
use crate::record::Language;

/// Whether `c` is a Han character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

/// First bytes of the characters U+5000 to U+9FFF, each of three bytes and Han throughout.
const HAN_LEADS: RangeInclusive<u8> = 0xE5..=0xE9;

/// Whether `c` is set solid: a Han character or East Asian punctuation, next to which a line break is no blank.
pub fn is_wide(c: char) -> bool {
    is_han(c)
        || matches!(c, '\u{3001}'..='\u{303F}' | '\u{3040}'..='\u{30FF}' | '\u{FF01}'..='\u{FF60}' | '—' | '…' | '“' | '”' | '‘' | '’' | '·')
}

/// `text` without the blanks around it, as by [`str::trim`]: at once where there are none, as around nearly every line.
pub(crate) fn trim(text: &str) -> &str {
    let is_bare = |byte: &u8| !BLANK[usize::from(*byte)];
    match text.as_bytes() {
        [first, .., last] if is_bare(first) && is_bare(last) => text,
        _ => text.trim(),
    }
}

/// What blanks begin or end with: bytes that U+0085, U+00A0, U+1680, U+2000 to U+205F and U+3000 have there.
const BLANK: [bool; 256] =
    byte::among(b"\t\n\x0B\x0C\r \xC2\xE1\xE2\xE3\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8A\x9F\xA0\xA8\xA9\xAF");

/// Whether a capital at `at` begins a word that is glued to the one before it, each of four letters and more:
/// `DatasetsNetwork`.
pub(crate) fn begins_second_word(bytes: &[u8], at: usize) -> bool {
    let small = |letters: &[u8]| letters.iter().all(u8::is_ascii_lowercase);
    at > 3
        && at + 3 < bytes.len()
        && bytes[at].is_ascii_uppercase()
        && small(&bytes[at - 3..at])
        && small(&bytes[at + 1..at + 4])
}

/// Printed text as one value: line breaks joined (by nothing between wide characters, else by one blank), runs of blanks
/// made one, full-width letters and digits made plain, and no sign for a heading at the beginning of a line. Punctuation
/// stays as printed.
pub fn tidy(printed: &str) -> String {
    let bytes = printed.as_bytes();
    let mut out = String::with_capacity(printed.len());
    let mut gap = Gap::None;
    let mut at = 0;
    while at < bytes.len() {
        // most of a text stays as it is
        let plain = plain(&bytes[at..]);
        if plain > 0 {
            let run = &printed[at..at + plain];
            bridge(&mut out, std::mem::take(&mut gap), run.chars().next().unwrap_or(' '));
            out.push_str(run);
            at += plain;
            continue;
        }
        let Some(c) = printed[at..].chars().next() else { break };
        at += c.len_utf8();
        match c {
            '\n' | '\r' => {
                gap = Gap::Line;
                at += heading(&printed[at..]);
            }
            '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}' | '\0' => {}
            c if c.is_whitespace() || c.is_control() => gap = if gap == Gap::Line { Gap::Line } else { Gap::Blank },
            c => {
                bridge(&mut out, std::mem::take(&mut gap), c);
                out.push(match c {
                    '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
                    c => c,
                });
            }
        }
    }
    out
}

/// The length of the sign for a heading, `# `, that the line behind a break begins with.
fn heading(behind: &str) -> usize {
    let line = behind.trim_start_matches(['\n', '\r', ' ']);
    let words = line.trim_start_matches('#');
    if words.len() < line.len() && words.starts_with(' ') { behind.len() - words.len() } else { 0 }
}

/// How many of the first `bytes` [`tidy`] leaves as they are.
fn plain(bytes: &[u8]) -> usize {
    let mut end = 0;
    loop {
        end += bytes[end..].iter().position(|byte| UNTIDY[usize::from(*byte)]).unwrap_or(bytes.len() - end);
        end += match bytes[end..] {
            // one blank between two characters
            [b' ', next, ..] if end > 0 && !UNTIDY[usize::from(next)] => 1,
            // `—` and `“`, `、` and `。`, `，` and `；`
            [0xE2, 0x80, 0x90..=0xA7, ..]
            | [0xE3, 0x80, 0x81..=0xBF, ..]
            | [0xEF, 0xBC, 0x81..=0x8F | 0x9A..=0xA0, ..] => 3,
            _ => return end,
        };
    }
}

/// First bytes of characters that [`tidy`] may change: blanks, controls, and what of `U+0080` to `U+00BF`, `U+1000` to
/// `U+3FFF` and `U+F000` to `U+FFFF` is blank, invisible or full width.
const UNTIDY: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte <= 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[0x7F] = true;
    table[0xC2] = true;
    table[0xE1] = true;
    table[0xE2] = true;
    table[0xE3] = true;
    table[0xEF] = true;
    table
};

/// What stands between the end of `out` and `next`, which follows it behind `gap`.
fn bridge(out: &mut String, gap: Gap, next: char) {
    let Some(last) = out.chars().next_back().filter(|_| gap != Gap::None) else { return };
    let solid = gap == Gap::Line && (is_wide(last) && is_wide(next) || joins_hyphen(out, next));
    if !solid {
        out.push(' ');
    }
}

#[derive(Default, PartialEq, Clone, Copy)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
}

/// `multi-` at a line's end and a small letter on the next: one word.
fn joins_hyphen(before: &str, next: char) -> bool {
    let mut back = before.chars().rev();
    back.next() == Some('-') && back.next().is_some_and(|c| c.is_ascii_lowercase()) && next.is_ascii_lowercase()
}

/// How much of a text is Han, how much is in other letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Han characters, and the 64 hexagrams in their midst.
    pub han: usize,
    /// Letters of other scripts.
    pub letters: usize,
    /// Digits.
    pub digits: usize,
    /// Everything else but blanks.
    pub other: usize,
}

impl Script {
    /// Counts `text`.
    pub fn of(text: &str) -> Script {
        let bytes = text.as_bytes();
        let mut script = Script::default();
        let mut odd = 0;
        // as many bytes at a time as the counts have room for
        for piece in bytes.chunks((1 << COUNT_BITS) - 1) {
            let count = |bytes: &[u8]| bytes.iter().map(|byte| COUNTS[usize::from(*byte)]).sum::<u64>();
            let (eights, rest) = piece.as_chunks::<8>();
            let counts = eights.iter().map(|eight| count(eight)).sum::<u64>() + count(rest);
            let count = |kind: Kind| (counts >> (kind as u32 * COUNT_BITS)) as usize & ((1 << COUNT_BITS) - 1);
            script.han += count(Kind::Han);
            script.letters += count(Kind::Letter);
            script.digits += count(Kind::Digit);
            script.other += count(Kind::Other);
            odd += count(Kind::Odd);
        }
        let mut at = 0;
        for _ in 0..odd {
            let is_odd = |byte: &u8| COUNTS[usize::from(*byte)] == Kind::Odd.once();
            at += bytes[at..].iter().position(is_odd).unwrap_or(0);
            let Some(c) = text[at..].chars().next() else { break };
            match c {
                // dashes, quotation marks and brackets, most of what is odd
                '\u{2010}'..='\u{2027}' | '、' | '。' | '〈'..='】' => script.other += 1,
                c if is_han(c) => script.han += 1,
                c if c.is_alphabetic() => script.letters += 1,
                c if c.is_whitespace() => {}
                _ => script.other += 1,
            }
            at += c.len_utf8();
        }
        script
    }

    /// The language of the text; a Han character weighs as much as three letters. `None` where there are no letters.
    pub fn language(self) -> Option<Language> {
        match (self.han, self.letters) {
            (0, 0) => None,
            (han, letters) if han * 3 >= letters => Some(Language::Zh),
            _ => Some(Language::En),
        }
    }
}

/// What a byte says of the character that it begins.
#[derive(Clone, Copy)]
enum Kind {
    Han,
    Letter,
    Digit,
    Other,
    /// That the bytes behind it are needed.
    Odd,
}

/// How many bits of a sum one kind has.
const COUNT_BITS: u32 = 12;

impl Kind {
    /// One character of the kind, in a sum with those of other kinds.
    const fn once(self) -> u64 {
        1 << (self as u32 * COUNT_BITS)
    }
}

/// For each byte what it adds to the sum of a text; nothing for a blank and within a character.
const COUNTS: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0u8;
    loop {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter.once(),
            b'0'..=b'9' => Kind::Digit.once(),
            b' ' | b'\t'..=b'\r' | 0x80..=0xBF => 0,
            0..=0x7F => Kind::Other.once(),
            0xE4..=0xE9 => Kind::Han.once(),
            0xC0..=0xFF => Kind::Odd.once(),
        };
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// The language of `text`, `None` where it has no letters.
pub fn language(text: &str) -> Option<Language> {
    Script::of(text).language()
}

/// `text` reduced to what two printings of one string share: letters and digits, lower case.
pub fn skeleton(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        while bytes.get(at).is_some_and(|byte| HAN_LEADS.contains(byte)) {
            at += 3;
        }
        out.push_str(&text[from..at]);
        let Some(c) = text[at..].chars().next() else { break };
        at += c.len_utf8();
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                out.push(c.to_ascii_lowercase());
            }
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether two texts have one [`skeleton`].
pub fn is_same(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// A name set with a blank between every two Han characters without these, e.g. `松 嫩 化 学 学 报` → `松嫩化学学报`.
pub fn unspaced(name: String) -> String {
    let mut words = name.split(' ');
    let single = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(|c| is_han(c) || !c.is_alphanumeric()) && chars.next().is_none()
    };
    if name.contains(' ') && name.contains(is_han) && words.all(single) { name.replace(' ', "") } else { name }
}

/// A name without the blanks that print set between Han characters, e.g. `中国科学院 近水研究所` → `中国科学院近水研究所`.
pub fn joined(name: &str) -> String {
    if name.is_ascii() || !name.contains(' ') {
        return name.to_owned();
    }
    let mut joined = String::with_capacity(name.len());
    let mut rest = name.chars();
    while let Some(c) = rest.next() {
        let within = c == ' ' && joined.ends_with(is_han) && rest.as_str().trim_start_matches(' ').starts_with(is_han);
        if !within {
            joined.push(c);
        }
    }
    joined
}

/// `text` with round brackets of half width: one name is printed with both, `远山大学(北京）`.
pub fn even_brackets(text: &str) -> Cow<'_, str> {
    if text.contains(['（', '）']) {
        Cow::Owned(text.replace('（', "(").replace('）', ")"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_printed_in_one_way() {
        assert_eq!(joined("中国科学院 近水 研究所"), "中国科学院近水研究所");
        assert_eq!(joined("GIS 开发 University of Farhill"), "GIS 开发 University of Farhill");
        assert_eq!(even_brackets("远山大学(北京）文学院"), "远山大学(北京)文学院");
    }

    #[test]
    fn lines_become_one_value() {
        assert_eq!(tidy("温室番茄脉冲滴灌的阈值\n控制策略"), "温室番茄脉冲滴灌的阈值控制策略");
        assert_eq!(tidy("strategy of pulsed\ndrip  irrigation"), "strategy of pulsed drip irrigation");
        assert_eq!(tidy("a multi-\ncenter study"), "a multi-center study");
        assert_eq!(tidy("（２０２３），Ａ　题"), "（2023），A 题");
        assert_eq!(tidy(" 入院 72 小时\n营养"), "入院 72 小时营养");
        assert_eq!(tidy("岭南湿地的\n\n# 碳库"), "岭南湿地的碳库");
        assert_eq!(tidy("Farhill 510001,\n## China"), "Farhill 510001, China");
        assert_eq!(tidy("C# in\n#3 wells"), "C# in #3 wells");
    }

    proptest::proptest! {
        #[test]
        fn trims_what_is_blank(text in "[a中—。é\\s]{0,6}") {
            proptest::prop_assert_eq!(trim(&text), text.trim());
        }
    }

    #[test]
    fn every_blank_is_told_at_either_end() {
        for blank in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            assert_eq!(trim(&format!("{blank}中 a{blank}")), "中 a");
        }
    }

    proptest::proptest! {
        #[test]
        fn tidied_texts_stay_and_are_the_same(text in "[a-zé ,。、—“·一丐，；０\u{3000}\t\n]{0,24}") {
            let tidied = tidy(&text);
            proptest::prop_assert_eq!(tidy(&tidied), tidied.as_str());
            proptest::prop_assert_eq!(is_same(&text, &tidied), skeleton(&text) == skeleton(&tidied));
        }
    }

    #[test]
    fn letter_spaced_names() {
        let plain = |name: &str| unspaced(name.to_owned());
        assert_eq!(plain("松 嫩 化 学 学 报"), "松嫩化学学报");
        assert_eq!(plain("岭 南 学 报 ( 哲 学 版 )"), "岭南学报(哲学版)");
        for name in ["江苏 镇江", "岭南 学 报", "A 类 文", "Lingnan Review", "岭南学报"] {
            assert_eq!(plain(name), name);
        }
    }

    proptest::proptest! {
        #[test]
        fn every_character_but_a_blank_counts_once(text in "[a-zé0-9 ,。、【—“·一丐㐀丆鿿の〇𠀀\u{3000}\t]{0,60}") {
            let Script { han, letters, digits, other } = Script::of(&text.repeat(80));
            let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count() * 80;
            proptest::prop_assert_eq!(han, count(is_han));
            proptest::prop_assert_eq!(letters, count(|c| c.is_alphabetic() && !is_han(c)));
            proptest::prop_assert_eq!(digits, count(|c| c.is_ascii_digit()));
            proptest::prop_assert_eq!(other, count(|c| !c.is_alphanumeric() && !c.is_whitespace() && !is_han(c)));
        }
    }

    #[test]
    fn languages_are_told_by_script() {
        assert_eq!(language("30 nm 染色质纤维的结构"), Some(Language::Zh));
        assert_eq!(language("Seed coating (种子)"), Some(Language::En));
        assert_eq!(language("2023-06"), None);
    }
}
