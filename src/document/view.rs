//! The normalised view of a text and the map between the two.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::byte;
use crate::byte::block;
use crate::field::text;

/// A text made of another one, with the places where the two part.
#[derive(Clone, Debug)]
pub(super) struct View {
    /// What was made.
    pub text: String,
    /// `(view, printed)` offsets just behind each piece that was put for another, ascending.
    shifts: Vec<(u32, u32)>,
    /// Where each sign stands in the view, and where in print the piece ends that it stands for.
    signs: Vec<(u32, u32)>,
}

/// What becomes of one character.
enum Fold {
    Keep,
    Drop,
    To(char),
    Compose(char),
}

/// A view in the making: what is not put for another piece is copied.
pub(super) struct Draft<'t> {
    of: &'t str,
    copied: usize,
    view: Option<View>,
}

impl<'t> Draft<'t> {
    /// A view of `text` that parts from it nowhere yet.
    pub fn new(text: &'t str) -> Draft<'t> {
        Draft { of: text, copied: 0, view: None }
    }

    /// Puts `shown` for the bytes of `range`, which begins behind the last one.
    pub fn put(&mut self, range: Range<usize>, shown: impl Iterator<Item = char>) {
        let view = self.view.get_or_insert_with(|| View {
            text: String::with_capacity(self.of.len()),
            shifts: Vec::new(),
            signs: Vec::new(),
        });
        view.text.push_str(&self.of[self.copied..range.start]);
        view.text.extend(shown);
        view.shifts.push((view.text.len() as u32, range.end as u32));
        self.copied = range.end;
    }

    /// Puts `sign` for the bytes of `range`, as [`Draft::put`] does, for [`View::end_in_print`] to know it.
    pub fn stand(&mut self, range: Range<usize>, sign: char) {
        let end = range.end as u32;
        self.put(range, std::iter::once(sign));
        if let Some(view) = &mut self.view {
            view.signs.push(((view.text.len() - sign.len_utf8()) as u32, end));
        }
    }

    /// The view; `None` where nothing was put for anything.
    pub fn finish(mut self) -> Option<View> {
        if let Some(view) = &mut self.view {
            view.text.push_str(&self.of[self.copied..]);
        }
        self.view
    }
}

impl View {
    /// The normalised view of `printed`, `None` if nothing in it needs folding. The line ends `joined`, with the blanks
    /// around them, stand within lines.
    pub fn of(printed: &str, joined: &[Range<usize>]) -> Option<View> {
        let bytes = printed.as_bytes();
        let mut suspects = suspects(bytes);
        let mut draft = Draft::new(printed);
        let mut next_suspect = suspects.next();
        let mut joined = joined.iter().peekable();
        loop {
            let next = match (next_suspect, joined.peek()) {
                (at, Some(end)) if at.is_none_or(|at| end.start <= at) => {
                    draft.put((*end).clone(), between(&printed[..end.start], &printed[end.end..]).into_iter());
                    joined.next().map_or(0, |end| end.end)
                }
                (Some(at), _) => {
                    let c = printed[at..].chars().next().expect("a suspect byte leads a character");
                    let mut next = at + c.len_utf8();
                    // a text in Yi
                    let yi = |c| is_yi(c) && (printed[next..].starts_with(is_yi) || printed[..at].ends_with(is_yi));
                    match fold(c, bytes.get(next)) {
                        _ if yi(c) => {}
                        _ if is_border(bytes[..at].last(), c, bytes.get(next)) => {
                            draft.put(at..next, [' ', ' '].into_iter());
                        }
                        Fold::Keep if is_toned(c) => {
                            if let Some(range) = gloss(printed, at) {
                                next = range.end;
                                draft.put(range, std::iter::empty());
                            }
                        }
                        Fold::Keep => {}
                        Fold::Drop => draft.put(at..next, std::iter::empty()),
                        Fold::To(c) => draft.put(at..next, std::iter::once(c)),
                        Fold::Compose(c) => draft.put(at..next, std::iter::once(c).nfkc()),
                    }
                    next
                }
                (None, _) => break,
            };
            if next_suspect.is_some_and(|at| at < next) {
                next_suspect = suspects.find(|at| *at >= next);
            }
        }
        draft.finish()
    }

    /// The view of `printed` that parts from it nowhere.
    pub fn same(printed: &str) -> View {
        View { text: printed.to_owned(), shifts: Vec::new(), signs: Vec::new() }
    }

    /// Puts simplified characters for traditional ones.
    pub fn simplify(&mut self) {
        self.text = crate::field::traditional::simplify(&self.text);
    }

    /// Ends a line at each of the blanks `at`, ascending.
    pub fn end_lines(&mut self, at: &[usize]) {
        let mut text = String::with_capacity(self.text.len());
        for &blank in at {
            text.push_str(&self.text[text.len()..blank]);
            text.push('\n');
        }
        text.push_str(&self.text[text.len()..]);
        self.text = text;
    }

    /// The printed offset of a view offset.
    pub fn to_printed(&self, at: usize) -> usize {
        match self.shifts.partition_point(|&(view, _)| view as usize <= at) {
            0 => at,
            n => self.shifts[n - 1].1 as usize + (at - self.shifts[n - 1].0 as usize),
        }
    }

    /// Where in print the character ends that stands at `at` of the view and has `length` bytes there.
    pub fn end_in_print(&self, at: usize, length: usize) -> usize {
        match self.signs.binary_search_by_key(&(at as u32), |&(view, _)| view) {
            Ok(place) => self.signs[place].1 as usize,
            Err(_) => self.to_printed(at) + length,
        }
    }

    /// The view offset of a printed offset that is not inside a piece that another was put for.
    pub fn of_printed(&self, at: usize) -> usize {
        match self.shifts.partition_point(|&(_, printed)| printed as usize <= at) {
            0 => at,
            n => self.shifts[n - 1].0 as usize + (at - self.shifts[n - 1].1 as usize),
        }
    }
}

/// What stands between two lines that are one: nothing beside a wide character or behind a hyphen.
fn between(before: &str, behind: &str) -> Option<char> {
    let tight = before.ends_with(|c| text::is_wide(c) || c == '-') || behind.starts_with(text::is_wide);
    (!tight).then_some(' ')
}

/// Whether `c` between two bytes sets columns apart: a tab between the cells of a row, or a blank two columns wide, which
/// never stands between the words of a Latin phrase.
fn is_border(before: Option<&u8>, c: char, behind: Option<&u8>) -> bool {
    let between = |is: fn(&u8) -> bool| before.is_some_and(is) && behind.is_some_and(is);
    c == '\t' && between(|byte| !byte.is_ascii_whitespace()) || c == '\u{3000}' && between(u8::is_ascii_alphanumeric)
}

/// Where a character begins that may need folding.
fn suspects(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    // signs of control and the beginnings of all characters of two bytes and more, but for most of Han
    let odd = |bytes: u64| {
        let han = block::at_least(bytes, 0x64) & !block::at_least(bytes, 0x6A);
        (!bytes & !block::at_least(bytes, b' ')) | (bytes & block::at_least(bytes, 0x40) & !han)
    };
    block::blocks(bytes)
        .flat_map(move |(start, eights)| block::places(block::bits(&eights, odd)).map(move |at| start + at))
        .filter(|at| SUSPECT[usize::from(bytes[*at])] && !is_plain(&bytes[*at..]))
}

/// Whether `bytes` begin with one of the commonest signs that stay: `。`, `、`, `《`; a dash or a quotation mark.
fn is_plain(bytes: &[u8]) -> bool {
    matches!(bytes, [0xE3, 0x80, 0x81..=0xBF, ..] | [0xE2, 0x80, 0x92..=0xA7, ..])
}

/// Bytes that begin a character which may need folding.
const SUSPECT: [bool; 256] = byte::among(&[
    b'\r', b'\t', 0x0B, 0x0C, 0, 0xC2, // no-break space, soft hyphen
    0xC3, 0xC4, 0xC5, 0xC7, // toned letters
    0xE1, // odd spaces
    0xE2, // general punctuation, letter-like forms, CJK radicals
    0xE3, // ideographic space, squared forms
    0xEA, // punctuation by its code in GB 2312
    0xEF, // full width, ligatures, compatibility ideographs, BOM
    0xF0, // mathematical letters, compatibility ideographs
]);

/// The gloss in brackets, around the toned letter at `at`, that tells how the character before it is read, `學(xué)`: sites
/// that turn simplified into traditional characters leave them behind, within labels too.
fn gloss(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 9;
    let bytes = text.as_bytes();
    let back = bytes[..at].iter().rev().take(LONGEST).position(|byte| *byte == b'(')?;
    let open = at - 1 - back;
    let close = at + bytes[at..].iter().take(LONGEST).position(|byte| *byte == b')')?;
    let reads = |c: char| c.is_ascii_lowercase() || is_toned(c);
    let is_reading = close - open <= LONGEST && text[open + 1..close].chars().all(reads);
    (is_reading && text[..open].ends_with(text::is_han)).then_some(open..close + 1)
}

/// Whether `c` may be a letter of Pinyin with its tone.
fn is_toned(c: char) -> bool {
    ('\u{E0}'..='\u{1DC}').contains(&c)
}

fn fold(c: char, next: Option<&u8>) -> Fold {
    match c {
        '\r' if next == Some(&b'\n') => Fold::Drop,
        '\r' | '\u{0B}' | '\u{0C}' | '\u{2028}' | '\u{2029}' => Fold::To('\n'),
        '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Fold::To(' '),
        '\0' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => {
            Fold::Drop
        }
        '！'..='～' => Fold::To(char::from_u32(c as u32 - 0xFEE0).unwrap_or(c)),
        '\u{2010}' | '\u{2011}' | '\u{2043}' => Fold::To('-'),
        '﹕' | '︰' | '∶' => Fold::To(':'),
        // figures stay raised, since they mark footnotes; what stands beside them marks nothing by being raised
        '⁺' => Fold::To('+'),
        '⁽' => Fold::To('('),
        '⁾' => Fold::To(')'),
        // radicals that fonts print for the characters themselves; NFKC knows only those of the Kangxi block
        '\u{2E80}'..='\u{2EFF}' => radical(c).map_or(Fold::Keep, Fold::To),
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}' | '\u{2F800}'..='\u{2FA1F}' => {
            Fold::Compose(c)
        }
        '\u{1D400}'..='\u{1D7FF}' | '\u{2160}'..='\u{217F}' | '\u{FE10}'..='\u{FE6F}' => Fold::Compose(c),
        c if is_yi(c) => by_code(c).map_or(Fold::Keep, Fold::To),
        _ => Fold::Keep,
    }
}

/// The syllables of the Yi.
fn is_yi(c: char) -> bool {
    matches!(c, '\u{A000}'..='\u{A48C}')
}

/// The sign that a font without names for its glyphs prints as the syllable of the Yi whose number is the sign's code in
/// GB 2312: `ꎬ` is U+A3AC, and A3AC the code of `，`.
fn by_code(c: char) -> Option<char> {
    const FIRST_ROW: &str = "　、。·ˉˇ¨〃々—～‖…‘’“”〔〕〈〉《》「」『』〖〗【】";
    match u32::from(c) {
        code @ 0xA1A1..=0xA1BF => FIRST_ROW.chars().nth((code - 0xA1A1) as usize),
        code @ 0xA3A1..=0xA3FE => char::from_u32(code - 0xA3A1 + u32::from('!')),
        _ => None,
    }
}

/// The ideograph that a CJK radical supplement character stands for in print.
fn radical(c: char) -> Option<char> {
    Some(match c {
        '⺅' => '亻',
        '⺋' => '巳',
        '⺎' => '兀',
        '⺘' => '扌',
        '⺟' => '母',
        '⺠' => '民',
        '⺡' => '氵',
        '⺣' => '灬',
        '⺩' => '王',
        '⺬' => '示',
        '⺮' => '竹',
        '⺯' => '糸',
        '⺰' => '纟',
        '⺶' => '羊',
        '⺼' => '月',
        '⻁' => '虎',
        '⻂' => '衤',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻇' => '角',
        '⻉' => '贝',
        '⻋' => '车',
        '⻌' => '辶',
        '⻍' => '辶',
        '⻎' => '辶',
        '⻑' => '長',
        '⻒' => '镸',
        '⻓' => '长',
        '⻔' => '门',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        '⻳' => '龟',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_fonts_and_typists_vary() {
        let view = View::of("ＴＰ３９１；\u{3000}⻓\u{A0}ﬁne\u{200B}\r\n①²⁺⁽1⁾", &[]).unwrap();
        assert_eq!(view.text, "TP391; 长 fine\n①²+(1)");
        assert!(View::of("plain 中文。、“引”", &[]).is_none());
    }

    #[test]
    fn a_wide_blank_parts_latin_words() {
        let view = |text| View::of(text, &[]).unwrap().text;
        assert_eq!(view("ocean science\u{3000}research front"), "ocean science  research front");
        assert_eq!(view("摘\u{3000}要 GIS\u{3000}地图"), "摘 要 GIS 地图");
        assert_eq!(view("\t顾望舒\t岭南大学\n"), " 顾望舒  岭南大学\n");
    }

    #[test]
    fn how_a_character_is_read_is_no_part_of_a_label() {
        let view = View::of("關(guān)鍵詞:科學(xué)", &[]).unwrap();
        assert_eq!(view.text, "關鍵詞:科學");
        let at = view.text.find('科').unwrap();
        assert_eq!((view.to_printed(at), view.to_printed(view.text.len())), (17, 29));
        assert!(View::of("學(a) 學(xue) é(é) 學(見)", &[]).is_none());
    }

    #[test]
    fn punctuation_by_its_code_is_no_yi() {
        let view = View::of("潘以宁1ꎬ龙畅2ꎻ南京ꎮ引ꆣ", &[]).unwrap();
        assert_eq!(view.text, "潘以宁1,龙畅2;南京.引。");
        assert!(View::of("ꎬꎮꎻ", &[]).is_none());
    }

    proptest::proptest! {
        #[test]
        fn offsets_map_both_ways(s in "[a-zé()中，．\u{3000}ﬁ\r\n①]{0,40}") {
            if let Some(view) = View::of(&s, &[]) {
                for &(v, p) in &view.shifts {
                    proptest::prop_assert_eq!(view.to_printed(v as usize) >= p as usize, true);
                    proptest::prop_assert!(s.is_char_boundary(view.to_printed(v as usize)));
                }
                proptest::prop_assert_eq!(view.to_printed(view.text.len()), s.len());
                proptest::prop_assert_eq!(view.of_printed(s.len()), view.text.len());
            }
        }
    }
}
