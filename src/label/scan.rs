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
    while let Some(byte) = bytes.get(at) {
        let may_begin = match kind(*byte) {
            Kind::Nothing => {
                at += 1;
                continue;
            }
            Kind::Letter => (at == 0 || kind(bytes[at - 1]) != Kind::Letter) && trie.begins(&bytes[at..]),
            Kind::Wide => trie.opens(&bytes[at..]),
        };
        if may_begin && let Some(hit) = trie.longest(bytes, at, &fit) {
            found(hit);
            at = hit.end;
        } else if kind(*byte) == Kind::Letter {
            at += 1;
            at += bytes[at..].iter().take_while(|byte| kind(**byte) == Kind::Letter).count();
        } else {
            at += 3;
        }
    }
}

/// The longest label that begins at `at`.
pub(super) fn longest(text: &str, at: usize) -> Option<Hit> {
    TRIE.longest(text.as_bytes(), at, |_| true)
}

/// What a label may begin with.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Nothing,
    Letter,
    /// A character of three bytes and more.
    Wide,
}

/// What begins with `byte`; a table, since every byte of a page is asked for it.
fn kind(byte: u8) -> Kind {
    const KINDS: [Kind; 256] = {
        let mut table = [Kind::Nothing; 256];
        let mut letter = b'a';
        while letter <= b'z' {
            table[letter as usize] = Kind::Letter;
            table[letter.to_ascii_uppercase() as usize] = Kind::Letter;
            letter += 1;
        }
        let mut wide = FIRST_WIDE as usize;
        while wide < table.len() {
            table[wide] = Kind::Wide;
            wide += 1;
        }
        table
    };
    KINDS[usize::from(byte)]
}

/// What characters of three bytes and more begin with.
const FIRST_WIDE: u8 = 0xE0;

/// All labels, byte by byte. The children of a node stand among those of all others, each where the node's `base` and the
/// class of its byte say, so that the whole trie fits the nearest memory.
struct Trie {
    /// For each byte its place among those that labels are made of, from 1; 0 for any other.
    class: [u8; 256],
    /// The root first, at the end room for any class.
    nodes: Vec<Node>,
    labels: Vec<(Label, Language, bool)>,
    /// For each two letters those that follow them at the beginning of a label, one bit each.
    letters: [[u32; 26]; 26],
    openings: Openings,
}

#[derive(Clone, Copy)]
struct Node {
    /// Whose child it is; [`NOBODY`] where the place is free.
    parent: u16,
    /// Where its children begin.
    base: u16,
    /// One more than the place of the label that ends here, 0 for none.
    label: u16,
}

/// The parent of no node.
const NOBODY: u16 = u16::MAX;

/// The root before it has children, or a free place.
const ROOT: Node = Node { parent: NOBODY, base: 0, label: 0 };

/// What labels of wide characters begin with. For each first character, by its hash, the last bytes of those that follow
/// it, one bit for every 32nd; all bits where another sign follows.
struct Openings([u32; 1024]);

impl Openings {
    fn slot(first: [u8; 3]) -> usize {
        let [one, two, three] = first;
        (u32::from_le_bytes([one, two, three, 0]).wrapping_mul(0x9E37_79B9) >> 22) as usize
    }

    fn enter(&mut self, label: &[u8]) {
        if let &[one, two, three, ref rest @ ..] = label {
            let second = rest.first_chunk().filter(|second: &&[u8; 3]| second[0] >= FIRST_WIDE);
            self.0[Openings::slot([one, two, three])] |= second.map_or(u32::MAX, |second| 1 << (second[2] % 32));
        }
    }

    /// Whether `bytes` may be the beginning of a label; for nearly all that are none it says so.
    fn have(&self, bytes: [u8; 6]) -> bool {
        let [one, two, three, blank, _, last] = bytes;
        let seconds = self.0[Openings::slot([one, two, three])];
        // one question in place of two: each of them alone is often answered with yes
        (seconds >> (last % 32) & 1 != 0) | (blank == b' ')
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
        bytes.first_chunk().is_none_or(|beginning| self.openings.have(*beginning))
    }

    fn longest(&self, bytes: &[u8], start: usize, fit: impl Fn(&Hit) -> bool) -> Option<Hit> {
        let mut longest = None;
        let (mut place, mut at) = (0, start);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            // blanks may stand between any two characters of a label
            if byte == b' ' && place != 0 {
                continue;
            }
            let parent = place;
            place = self.nodes[usize::from(parent)].base + u16::from(self.class[usize::from(byte)]);
            let node = &self.nodes[usize::from(place)];
            if node.parent != parent {
                break;
            }
            if let Some(entry) = node.label.checked_sub(1) {
                let (label, language, weak) = self.labels[usize::from(entry)];
                longest = Some(Hit { label, language, start, end: at, weak }).filter(&fit).or(longest);
            }
        }
        longest
    }

    fn new() -> Trie {
        let mut labels = Vec::new();
        let mut words: Vec<(Vec<u8>, u16)> = Vec::new();
        for entry in LEXICON {
            for entry_word in entry.2 {
                let entry_word = entry_word.to_ascii_lowercase();
                labels.push((entry.0, entry.1, WEAK.contains(&entry_word.as_str())));
                let word = entry_word.bytes().filter(|b| *b != b' ').collect();
                words.push((word, u16::try_from(labels.len()).expect("a few hundred labels")));
            }
        }
        // the first of two that are the same counts
        words.sort();
        words.dedup_by(|later, earlier| later.0 == earlier.0);
        let mut class = [0u8; 256];
        let mut classes = 1;
        for &byte in words.iter().flat_map(|(word, _)| word) {
            if class[usize::from(byte)] == 0 {
                class[usize::from(byte)] = u8::try_from(classes).expect("fewer than 256 byte classes");
                classes += 1;
            }
        }
        for upper in b'A'..=b'Z' {
            class[usize::from(upper)] = class[usize::from(upper.to_ascii_lowercase())];
        }
        let (nodes, letters) = (vec![ROOT], [[0; _]; _]);
        let mut trie = Trie { class, nodes, labels, letters, openings: Openings([0; _]) };
        for (word, _) in &words {
            match word[..] {
                [first, ..] if first >= FIRST_WIDE => trie.openings.enter(word),
                [first, second, ref rest @ ..] if second.is_ascii_alphabetic() => {
                    // a word of two letters, or with a sign behind them: whatever letter follows
                    let third = rest.first().filter(|third| third.is_ascii_alphabetic());
                    trie.letters[ordinal(first)][ordinal(second)] |= third.map_or(u32::MAX, |c| 1 << ordinal(*c));
                }
                _ => {}
            }
        }
        trie.enter(&words, 0, 0, &mut 1);
        trie
    }

    /// Enters what follows the node at `place`: `words` are sorted and share the `depth` bytes that lead to it. No place
    /// before `free` is free.
    fn enter(&mut self, mut words: &[(Vec<u8>, u16)], depth: usize, place: u16, free: &mut usize) {
        if let [(word, entry), longer @ ..] = words
            && word.len() == depth
        {
            self.nodes[usize::from(place)].label = *entry;
            words = longer;
        }
        if words.is_empty() {
            return;
        }
        let children: Vec<_> = words.chunk_by(|one, other| one.0[depth] == other.0[depth]).collect();
        let classes: Vec<_> =
            children.iter().map(|child| usize::from(self.class[usize::from(child[0].0[depth])])).collect();
        let is_free = |at: usize| at > 0 && self.nodes.get(at).is_none_or(|node| node.parent == NOBODY);
        while !is_free(*free) {
            *free += 1;
        }
        let lowest = free.saturating_sub(classes.iter().copied().min().unwrap_or(0));
        let fits = |base: &usize| classes.iter().all(|class| is_free(base + class));
        let base = (lowest..).find(fits).expect("behind the last node all is free");
        self.nodes[usize::from(place)].base = u16::try_from(base).expect("a few thousand nodes");
        let end = base + usize::from(u8::MAX);
        self.nodes.resize(self.nodes.len().max(end), ROOT);
        for class in &classes {
            self.nodes[base + class].parent = place;
        }
        for (child, class) in children.into_iter().zip(classes) {
            self.enter(child, depth + 1, u16::try_from(base + class).expect("a few thousand nodes"), free);
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
