//! One pass over a text for all labels at once: a trie that passes over blanks, entered only where one may begin.

use std::sync::LazyLock;

use super::Label;
use super::lexicon::{LEXICON, WEAK};
use crate::record::Language;

/// A place where a label's words stand, whether they announce anything there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub label: Label,
    pub language: Language,
    /// First byte of the words.
    pub start: usize,
    /// One past their last byte.
    pub end: usize,
    /// Whether the words are everyday words too, see [`super::lexicon::WEAK`].
    pub weak: bool,
}

/// The trie of the lexicon, made once.
static TRIE: LazyLock<Trie> = LazyLock::new(Trie::new);

/// Calls `found` for every place in `text` where a label's words stand, the longest that `fit` at a place; none begins
/// within another, and a Latin one begins a word.
pub(super) fn scan(text: &str, fit: impl Fn(&Hit) -> bool, mut found: impl FnMut(Hit)) {
    let trie = &*TRIE;
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            let inside = at > 0 && bytes[at - 1].is_ascii_alphabetic();
            if !inside
                && trie.begins(&bytes[at..])
                && let Some(hit) = trie.longest(bytes, at, &fit)
            {
                found(hit);
                at = hit.end;
                continue;
            }
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                at += 1;
            }
        } else if byte >= FIRST_WIDE {
            if trie.opens(&bytes[at..])
                && let Some(hit) = trie.longest(bytes, at, &fit)
            {
                found(hit);
                at = hit.end;
                continue;
            }
            at += 3;
        } else {
            at += 1;
        }
    }
}

/// The longest label that begins at `at`.
pub(super) fn longest(text: &str, at: usize) -> Option<Hit> {
    TRIE.longest(text.as_bytes(), at, |_| true)
}

/// What characters of three bytes and more begin with.
const FIRST_WIDE: u8 = 0xE0;

struct Trie {
    class: [u8; 256],
    /// Rows of children, a row a node; 0 for none, since the root is nobody's child.
    next: Vec<u16>,
    stride: usize,
    /// For each node one more than the place of the label that ends there, 0 for none.
    ends: Vec<u16>,
    labels: Vec<(Label, Language, bool)>,
    /// For each two letters those that follow them at the beginning of a label, one bit each.
    letters: [[u32; 26]; 26],
    /// The wide characters that labels begin with.
    first: Beginnings,
    /// Those among them behind which no second one stands in some label.
    single: Beginnings,
    /// The first two wide characters of labels.
    pairs: Beginnings,
}

/// Beginnings of words, by their hash: what is not in it begins none.
struct Beginnings([u64; 64]);

impl Beginnings {
    fn slot(bytes: &[u8]) -> (usize, u32) {
        let mut key = [0; 8];
        key[..bytes.len()].copy_from_slice(bytes);
        let slot = u64::from_le_bytes(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
        (slot as usize / 64, slot as u32 % 64)
    }

    fn enter(&mut self, bytes: &[u8]) {
        let (word, bit) = Beginnings::slot(bytes);
        self.0[word] |= 1 << bit;
    }

    fn may_have<const N: usize>(&self, bytes: &[u8; N]) -> bool {
        let (word, bit) = Beginnings::slot(bytes);
        self.0[word] >> bit & 1 != 0
    }
}

/// 0 for `a` and `A`.
fn ordinal(letter: u8) -> usize {
    usize::from(letter.to_ascii_lowercase() - b'a')
}

impl Trie {
    /// Whether a label may begin with the letter that `bytes` begin with and what follows it.
    fn begins(&self, bytes: &[u8]) -> bool {
        let &[first, second, ref rest @ ..] = bytes else { return false };
        if !second.is_ascii_alphabetic() {
            return true;
        }
        let thirds = self.letters[ordinal(first)][ordinal(second)];
        match rest.first().filter(|third| third.is_ascii_alphabetic()) {
            Some(third) => thirds >> ordinal(*third) & 1 != 0,
            None => thirds != 0,
        }
    }

    /// Whether a label may begin with the wide character that `bytes` begin with and what follows it.
    fn opens(&self, bytes: &[u8]) -> bool {
        let Some(first) = bytes.first_chunk::<3>().filter(|first| self.first.may_have(first)) else { return false };
        match bytes.first_chunk::<6>() {
            Some(pair) if pair[3] != b' ' => self.pairs.may_have(pair) || self.single.may_have(first),
            _ => true,
        }
    }

    fn longest(&self, bytes: &[u8], start: usize, fit: impl Fn(&Hit) -> bool) -> Option<Hit> {
        let mut longest = None;
        let mut node = 0;
        for (at, &byte) in bytes.iter().enumerate().skip(start) {
            // blanks may stand between any two characters of a label
            if byte == b' ' && at > start {
                continue;
            }
            node = usize::from(self.next[node * self.stride + usize::from(self.class[usize::from(byte)])]);
            if node == 0 {
                break;
            }
            if let Some(place) = self.ends[node].checked_sub(1) {
                let (label, language, weak) = self.labels[usize::from(place)];
                longest = Some(Hit { label, language, start, end: at + 1, weak }).filter(&fit).or(longest);
            }
        }
        longest
    }

    fn new() -> Trie {
        let mut labels = Vec::new();
        let mut words: Vec<Vec<u8>> = Vec::new();
        for entry in LEXICON {
            for entry_word in entry.2 {
                let entry_word = entry_word.to_ascii_lowercase();
                words.push(entry_word.bytes().filter(|b| *b != b' ').collect());
                labels.push((entry.0, entry.1, WEAK.contains(&entry_word.as_str())));
            }
        }
        let mut class = [0u8; 256];
        let mut classes = 1;
        for &byte in words.iter().flatten() {
            if class[usize::from(byte)] == 0 {
                class[usize::from(byte)] = u8::try_from(classes).expect("fewer than 256 byte classes");
                classes += 1;
            }
        }
        for upper in b'A'..=b'Z' {
            class[usize::from(upper)] = class[usize::from(upper.to_ascii_lowercase())];
        }
        let (next, ends) = (vec![0; classes], vec![0]);
        let mut trie = Trie {
            class,
            next,
            stride: classes,
            ends,
            labels,
            letters: [[0; _]; _],
            first: Beginnings([0; _]),
            single: Beginnings([0; _]),
            pairs: Beginnings([0; _]),
        };
        for (place, word) in words.iter().enumerate() {
            match word[..] {
                [first, _, _, second, _, _, ..] if first >= FIRST_WIDE && second >= FIRST_WIDE => {
                    trie.first.enter(&word[..3]);
                    trie.pairs.enter(&word[..6]);
                }
                [first, ..] if first >= FIRST_WIDE => {
                    trie.first.enter(&word[..3]);
                    trie.single.enter(&word[..3]);
                }
                [first, second, ref rest @ ..] if second.is_ascii_alphabetic() => {
                    // a word of two letters, or with a sign behind them: whatever letter follows
                    let third = rest.first().filter(|third| third.is_ascii_alphabetic());
                    trie.letters[ordinal(first)][ordinal(second)] |= third.map_or(u32::MAX, |c| 1 << ordinal(*c));
                }
                _ => {}
            }
            trie.enter(word, place);
        }
        trie
    }

    /// Enters a label; the first of two that are the same counts.
    fn enter(&mut self, word: &[u8], place: usize) {
        let mut node = 0;
        for &byte in word {
            let slot = node * self.stride + usize::from(self.class[usize::from(byte)]);
            if self.next[slot] == 0 {
                self.next[slot] = u16::try_from(self.ends.len()).expect("a few thousand nodes");
                self.ends.push(0);
                self.next.resize(self.next.len() + self.stride, 0);
            }
            node = usize::from(self.next[slot]);
        }
        if self.ends[node] == 0 {
            self.ends[node] = u16::try_from(place + 1).expect("a few hundred labels");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str) -> Vec<(Label, &str)> {
        let mut all = Vec::new();
        scan(text, |_| true, |hit| all.push((hit.label, &text[hit.start..hit.end])));
        all
    }

    #[test]
    fn blanks_inside_labels_do_not_hide_them() {
        assert_eq!(hits("摘  要:甲"), [(Label::Abstract, "摘  要")]);
        assert!(hits("KEY  WORDS a").contains(&(Label::Keywords, "KEY  WORDS")));
    }

    #[test]
    fn the_longest_label_counts() {
        assert_eq!(hits("通讯作者简介:乙"), [(Label::Corresponding, "通讯作者简介")]);
        assert_eq!(longest("通讯作者简介", "通讯".len()).map(|hit| hit.label), Some(Label::Biography));
    }

    #[test]
    fn a_latin_label_begins_a_word() {
        assert_eq!(hits("preabstract Abstract"), [(Label::Abstract, "Abstract")]);
    }

    proptest::proptest! {
        #[test]
        fn hits_lie_on_character_boundaries(text in "[摘要关键词收稿日期 a-zA-Z:\n]{0,60}") {
            scan(&text, |_| true, |hit| {
                assert!(text.is_char_boundary(hit.start) && text.is_char_boundary(hit.end) && hit.start < hit.end);
            });
        }
    }
}
