//! What begins a line: a heading, the other language, a numbered unit.

use super::{Lines, is_number, is_prose};
use crate::field::affiliation;
use crate::field::text::is_han;
use crate::label::{self, Label};

/// A phrase in letters within a sentence of characters has fewer words; one behind a sentence may have more.
const PHRASE: usize = 4;
const SENTENCE: usize = 6;
/// A term that is set apart among others has fewer characters.
const HEADING: usize = 4;

impl Lines<'_> {
    /// The label that the words at `place` are, and how many words it has, where nothing says that they announce anything:
    /// a heading, a button.
    pub(super) fn heading(&self, place: usize, zone: Option<Label>) -> Option<(Label, usize)> {
        let latin = self.word(place).starts_with(|c: char| c.is_ascii_uppercase());
        if !(latin || self.word(place).starts_with(is_han)) {
            return None;
        }
        // what stands among terms may be one
        let term = zone == Some(Label::Keywords) && !latin && !is_number(self.word(place - 1));
        (1..=3).rev().filter(|count| place + count <= self.words.len()).find_map(|count| {
            let words = self.phrase(place, count);
            let (label, _) = *label::columns(words)?.first().filter(|_| !words.contains('/'))?;
            let own = matches!(
                label,
                Label::Abstract | Label::Keywords | Label::References | Label::Acknowledgements | Label::Body
            );
            let long = if latin { count > 1 } else { words.chars().filter(|c| is_han(*c)).count() >= HEADING };
            let may_be = !term || label == Label::Abstract;
            (may_be && (own && (latin || words.len() > 3) || long && !is_prose(zone))).then_some((label, count))
        })
    }

    /// Whether the language turns at `place`, or a blank stands between characters where none does within a line.
    pub(super) fn turns(&self, place: usize, zone: Option<Label>) -> bool {
        let (left, right) = (self.word(place - 1), self.word(place));
        let letters =
            |from: usize, count: usize| from + count <= self.words.len() && !self.phrase(from, count).contains(is_han);
        let prose = is_prose(zone);
        let listed = zone == Some(Label::Keywords);
        if left.ends_with([':', '：', ',', '，', '、', '(', '[', '】', ']']) && !left.ends_with("[J]") {
            return false;
        }
        let separated = left.ends_with([';', '；', '/']) || right.starts_with([';', '；', ',', '、', '/']);
        let wide = left.ends_with(|c: char| is_han(c) || matches!(c, '。' | '》' | '”' | ')')) && left.contains(is_han);
        // `…, 四川 西昌 615013 Nitrogen …`
        let before = &self.text[self.words[place.saturating_sub(3)].start..self.words[place - 1].end];
        let located = left.len() == 6 && before.contains(is_han) && affiliation::ends_with_postcode(before);
        // `…(2016YFD0200762) More than 900 million …`
        let granted =
            zone == Some(Label::Funding) && left.ends_with(')') && left.bytes().filter(u8::is_ascii_digit).count() >= 5;
        if right.starts_with(|c: char| c.is_ascii_uppercase()) {
            let closed = !prose || left.ends_with(['。', '.']);
            let count = if prose { SENTENCE } else { PHRASE };
            let ends = wide && closed && !(listed && separated) || located && !prose;
            return (ends || granted) && letters(place, count);
        }
        if !right.starts_with(|c: char| is_han(c) || matches!(c, '《' | '【' | '“')) {
            return false;
        }
        if !left.ends_with(is_han) {
            let count = if prose { SENTENCE } else { PHRASE };
            return place >= count && letters(place - count, count) && !(listed && separated);
        }
        let single = |word: &str| word.chars().rev().take_while(|c| is_han(*c)).count() == 1;
        let begins_single = right.chars().take_while(|c| is_han(*c)).count() == 1;
        !prose
            && !listed
            && !matches!(zone, Some(Label::Authors))
            && !single(left)
            && !begins_single
            && !self.is_place(place)
    }

    /// Whether the place of a unit stands behind its name, up to the postcode, `…学院, 四川 西昌 615013`, or its city
    /// behind its province, `…学院,河北 衡水`.
    fn is_place(&self, place: usize) -> bool {
        const LONGEST: usize = 30;
        const CITY: usize = 12;
        let word = self.word(place);
        let province = self.word(place - 1).rsplit_once([',', '，']).map(|(_, province)| province);
        let located = |count| {
            affiliation::ends_with_postcode(
                self.phrase(place, count).trim_end_matches([';', ',', '.', ')', '；', '。']),
            )
        };
        word.len() <= CITY && province.is_some_and(affiliation::begins_with_division)
            || word.len() <= LONGEST && affiliation::likeness(word) == 0.0 && (1..=3).any(located)
    }

    /// The number of the unit that begins at `place`, the first one, or the next not far behind the `former` one `at`
    /// its word:
    /// `1. School of …`, `2西北农林科技大学…`.
    pub(super) fn unit(&self, place: usize, zone: Option<Label>, (former, at): (usize, usize)) -> Option<usize> {
        // with what may stand behind a short one
        const WORDS: [usize; 2] = [6, 14];
        const NAME: usize = 120;
        const APART: usize = 40;
        let word = self.word(place).trim_start_matches('[');
        let name = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let number: usize = word[..word.len() - name.len()].parse().ok()?;
        let name = name.trim_start_matches(['.', '、', ')', ']']);
        let counts = number == 1 || number == former + 1 && place - at <= APART;
        let may_be = name.is_empty() || name.starts_with(|c: char| c.is_ascii_uppercase() || is_han(c));
        if !counts || !may_be || is_prose(zone) {
            return None;
        }
        let is_unit = |count| {
            let unit = self.phrase(place, count);
            affiliation::likeness(&unit[..unit.floor_char_boundary(NAME)]) >= 0.4
        };
        WORDS.into_iter().any(is_unit).then_some(number)
    }
}
