//! One pass over a text for all labels at once: a trie that passes over blanks, entered only where one may begin.

use std::sync::LazyLock;

use super::Label;
use super::lexicon::{LEXICON, WEAK};
use crate::byte::block::{self, BLOCK};
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
    let (mut behind, mut letter) = (0, false);
    for (start, eights) in block::blocks(bytes) {
        let latin = block::bits(&eights, letters);
        let words = latin & !(latin << 1 | u64::from(letter));
        letter = latin >> (BLOCK - 1) != 0;
        let wide = block::bits(&eights, |bytes| bytes & (bytes << 1) & (bytes << 2));
        // first all questions that are answered without a branch, then what few of them leave
        let few = kept(words, |place| trie.letters.have(&bytes[start + place..]))
            | kept(wide, |place| trie.openings.have(&bytes[start + place..]));
        for place in block::places(few) {
            let at = start + place;
            if at >= behind
                && let Some(hit) = trie.longest(bytes, at, &fit)
            {
                behind = hit.end;
                found(hit);
            }
        }
    }
}

/// The highest bit of each of eight bytes that is a Latin letter.
fn letters(bytes: u64) -> u64 {
    let small = bytes | block::eight(b' ');
    block::at_least(small, b'a') & !block::at_least(small, b'z' + 1) & !bytes
}

/// Those of `bits` whose places are `wanted`.
fn kept(bits: u64, wanted: impl Fn(usize) -> bool) -> u64 {
    block::places(bits).fold(0, |kept, place| kept | u64::from(wanted(place)) << place)
}

/// The longest label that begins at `at`.
pub(super) fn longest(text: &str, at: usize) -> Option<Hit> {
    TRIE.longest(text.as_bytes(), at, |_| true)
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
    letters: Letters,
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
    fn have(&self, bytes: &[u8]) -> bool {
        let Some(&[one, two, three, blank, _, last]) = bytes.first_chunk() else { return true };
        let seconds = self.0[Openings::slot([one, two, three])];
        // one question in place of two: each of them alone is often answered with yes
        (seconds >> (last % 32) & 1 != 0) | (blank == b' ')
    }
}

/// What labels of Latin letters begin with: four bytes with any blanks among them, by their hash, one bit each.
struct Letters([u64; 256]);

impl Letters {
    /// Enters what `label` may begin with, where `beginning` is the first `many` bytes of it.
    fn enter(&mut self, label: &[u8], beginning: [u8; 4], many: usize) {
        if many == beginning.len() {
            let (place, bit) = Letters::slot(beginning);
            self.0[place] |= 1 << bit;
            return;
        }
        let mut goes_on = |byte: u8, label: &[u8]| {
            let mut longer = beginning;
            longer[many] = byte;
            self.enter(label, longer, many + 1);
        };
        goes_on(b' ', label);
        match label {
            [letter, label @ ..] => goes_on(*letter, label),
            // any word may follow a whole label
            [] => (b'a'..=b'z').for_each(|letter| goes_on(letter, label)),
        }
    }

    fn slot(beginning: [u8; 4]) -> (usize, u32) {
        let bytes = u32::from_le_bytes(beginning);
        // a sign is as good as a blank
        let letters = (letters(u64::from(bytes)) as u32 >> 7) * 0xFF;
        let hash = ((bytes | u32::from_le_bytes([b' '; 4])) & letters).wrapping_mul(0x9E37_79B9) >> 18;
        (hash as usize / 64, hash % 64)
    }

    /// Whether `bytes`, which begin with a letter, may be the beginning of a label; for nearly all that are none it says
    /// so.
    fn have(&self, bytes: &[u8]) -> bool {
        let Some(beginning) = bytes.first_chunk() else { return true };
        let (place, bit) = Letters::slot(*beginning);
        self.0[place] >> bit & 1 != 0
    }
}

impl Trie {
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
        let (nodes, letters, openings) = (vec![ROOT], Letters([0; _]), Openings([0; _]));
        let mut trie = Trie { class, nodes, labels, letters, openings };
        for (word, _) in &words {
            match word[0] {
                FIRST_WIDE.. => trie.openings.enter(word),
                first => trie.letters.enter(&word[1..], [first, 0, 0, 0], 1),
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
