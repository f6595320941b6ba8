//! One pass over a text for all labels at once: an Aho–Corasick automaton that passes over blanks.

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

/// The automaton over the lexicon, made once.
static AUTOMATON: LazyLock<Automaton> = LazyLock::new(Automaton::new);

/// Calls `found` for every place in `text` where a label's words stand; overlapping ones are all given, by their ends.
pub(super) fn scan(text: &str, mut found: impl FnMut(Hit)) {
    let automaton = &*AUTOMATON;
    let bytes = text.as_bytes();
    let mut state = 0u32;
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b' ' {
            // blanks may stand between any two characters of a label
            continue;
        }
        state = automaton.next[state as usize + automaton.class[byte as usize] as usize];
        if state >= automaton.first_matching {
            automaton.matches(state, |pattern| {
                let start = start_of(bytes, at + 1, pattern.length);
                let Pattern { label, language, weak, .. } = *pattern;
                found(Hit { label, language, start, end: at + 1, weak });
            });
        }
    }
}

/// Where the `length` bytes that are no blanks and end at `end` begin.
fn start_of(bytes: &[u8], end: usize, length: usize) -> usize {
    let mut left = length;
    let mut at = end;
    while left > 0 {
        at -= 1;
        left -= usize::from(bytes[at] != b' ');
    }
    at
}

struct Pattern {
    label: Label,
    language: Language,
    length: usize,
    weak: bool,
}

struct Automaton {
    class: [u8; 256],
    /// Rows of transitions; a state is the offset of its row.
    next: Vec<u32>,
    stride: u32,
    /// States from here on have something to report.
    first_matching: u32,
    /// For each matching state, in order: its patterns, its own and those of its suffixes.
    reports: Vec<Vec<u16>>,
    patterns: Vec<Pattern>,
}

impl Automaton {
    fn matches(&self, state: u32, mut report: impl FnMut(&Pattern)) {
        for &pattern in &self.reports[((state - self.first_matching) / self.stride) as usize] {
            report(&self.patterns[pattern as usize]);
        }
    }

    fn new() -> Automaton {
        let mut patterns = Vec::new();
        let mut words: Vec<Vec<u8>> = Vec::new();
        for entry in LEXICON {
            for entry_word in entry.2 {
                let entry_word = entry_word.to_ascii_lowercase();
                let word: Vec<u8> = entry_word.bytes().filter(|b| *b != b' ').collect();
                patterns.push(Pattern {
                    label: entry.0,
                    language: entry.1,
                    length: word.len(),
                    weak: WEAK.contains(&entry_word.as_str()),
                });
                words.push(word);
            }
        }
        let mut class = [0u8; 256];
        let mut classes = 1usize;
        for &byte in words.iter().flatten() {
            if class[byte as usize] == 0 {
                class[byte as usize] = u8::try_from(classes).expect("fewer than 256 byte classes");
                classes += 1;
            }
        }
        for upper in b'A'..=b'Z' {
            class[upper as usize] = class[upper.to_ascii_lowercase() as usize];
        }
        // the trie: row-major, 0 = no child
        let mut trie = vec![0usize; classes];
        let mut own: Vec<Vec<u16>> = vec![Vec::new()];
        for (index, word) in words.iter().enumerate() {
            let mut node = 0;
            for &byte in word {
                let slot = node * classes + class[byte as usize] as usize;
                if trie[slot] == 0 {
                    trie[slot] = own.len();
                    own.push(Vec::new());
                    trie.resize(trie.len() + classes, 0);
                }
                node = trie[slot];
            }
            own[node].push(index as u16);
        }
        // breadth first: a missing transition is that of the longest suffix
        let nodes = own.len();
        let mut fail = vec![0usize; nodes];
        let mut queue: std::collections::VecDeque<usize> =
            trie[..classes].iter().copied().filter(|&n| n != 0).collect();
        while let Some(node) = queue.pop_front() {
            let inherited = own[fail[node]].clone();
            own[node].extend(inherited);
            for c in 0..classes {
                let child = trie[node * classes + c];
                let via_suffix = trie[fail[node] * classes + c];
                if child == 0 {
                    trie[node * classes + c] = via_suffix;
                } else {
                    fail[child] = via_suffix;
                    queue.push_back(child);
                }
            }
        }
        // states that report go last, so that one comparison tells
        let mut order: Vec<usize> = (0..nodes).collect();
        order.sort_by_key(|&n| !own[n].is_empty());
        let mut place = vec![0usize; nodes];
        for (at, &node) in order.iter().enumerate() {
            place[node] = at;
        }
        let silent = own.iter().filter(|o| o.is_empty()).count();
        let next = order
            .iter()
            .flat_map(|&node| trie[node * classes..(node + 1) * classes].iter())
            .map(|&child| (place[child] * classes) as u32)
            .collect();
        let reports = order[silent..].iter().map(|&node| std::mem::take(&mut own[node])).collect();
        Automaton { class, next, stride: classes as u32, first_matching: (silent * classes) as u32, reports, patterns }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(text: &str) -> Vec<(Label, &str)> {
        let mut all = Vec::new();
        scan(text, |hit| all.push((hit.label, &text[hit.start..hit.end])));
        all
    }

    #[test]
    fn blanks_inside_labels_do_not_hide_them() {
        assert_eq!(hits("摘  要:甲"), [(Label::Abstract, "摘  要")]);
        assert!(hits("KEY  WORDS a").contains(&(Label::Keywords, "KEY  WORDS")));
    }

    #[test]
    fn a_label_within_a_longer_one_is_given_too() {
        let all = hits("通讯作者简介:乙");
        assert!(all.contains(&(Label::Corresponding, "通讯作者简介")));
        assert!(all.contains(&(Label::Biography, "作者简介")));
    }

    proptest::proptest! {
        #[test]
        fn hits_lie_on_character_boundaries(text in "[摘要关键词收稿日期 a-zA-Z:\n]{0,60}") {
            scan(&text, |hit| {
                assert!(text.is_char_boundary(hit.start) && text.is_char_boundary(hit.end) && hit.start < hit.end);
            });
        }
    }
}
