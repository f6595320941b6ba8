//! How alike two texts are: the ratio of Python's `difflib.SequenceMatcher`, its heuristic for long texts included.

use std::collections::HashMap;

/// Twice the characters in matching blocks over all characters, 0 to 1.
pub fn ratio(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    2.0 * Matcher::new(&a, &b).matches() as f64 / (a.len() + b.len()) as f64
}

struct Matcher<'t> {
    a: &'t [char],
    b: &'t [char],
    /// Where each character stands in `b`.
    places: HashMap<char, Vec<usize>>,
}

/// A block: where it begins in `a` and in `b`, and its length.
type Block = (usize, usize, usize);

impl<'t> Matcher<'t> {
    fn new(a: &'t [char], b: &'t [char]) -> Matcher<'t> {
        let mut places: HashMap<char, Vec<usize>> = HashMap::new();
        for (place, c) in b.iter().enumerate() {
            places.entry(*c).or_default().push(place);
        }
        // difflib's `autojunk`: in a long text, what is frequent begins no block
        if b.len() >= 200 {
            let often = b.len() / 100 + 1;
            places.retain(|_, places| places.len() <= often);
        }
        Matcher { a, b, places }
    }

    /// The characters in all matching blocks.
    fn matches(&self) -> usize {
        let mut open = vec![(0, self.a.len(), 0, self.b.len())];
        let mut total = 0;
        while let Some((a_low, a_high, b_low, b_high)) = open.pop() {
            let (i, j, size) = self.longest(a_low, a_high, b_low, b_high);
            if size == 0 {
                continue;
            }
            total += size;
            open.push((a_low, i, b_low, j));
            open.push((i + size, a_high, j + size, b_high));
        }
        total
    }

    /// The longest block within the bounds; of several the first in `a`, then in `b`.
    fn longest(&self, a_low: usize, a_high: usize, b_low: usize, b_high: usize) -> Block {
        let (mut i, mut j, mut size) = (a_low, b_low, 0);
        // lengths of the blocks that end at a place of `b`
        let mut lengths: HashMap<usize, usize> = HashMap::new();
        for at in a_low..a_high {
            let mut next = HashMap::new();
            let places = self.places.get(&self.a[at]).map_or(&[][..], Vec::as_slice);
            for &place in places.iter().skip_while(|place| **place < b_low).take_while(|place| **place < b_high) {
                let before = place.checked_sub(1).and_then(|before| lengths.get(&before));
                let length = before.copied().unwrap_or_default() + 1;
                next.insert(place, length);
                if length > size {
                    (i, j, size) = (at + 1 - length, place + 1 - length, length);
                }
            }
            lengths = next;
        }
        // a block may grow over frequent characters, which begin none
        while i > a_low && j > b_low && self.a[i - 1] == self.b[j - 1] {
            (i, j, size) = (i - 1, j - 1, size + 1);
        }
        while i + size < a_high && j + size < b_high && self.a[i + size] == self.b[j + size] {
            size += 1;
        }
        (i, j, size)
    }
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn as_difflib_counts() {
        assert_eq!(ratio("", ""), 1.0);
        assert_eq!(ratio("abcd", "bcde"), 0.75);
        assert_eq!(ratio("private Thread currentThread;", "private volatile Thread currentThread;"), 58.0 / 67.0);
        // 200 characters and more: the only two that there are begin no block
        assert_eq!(ratio(&"ab".repeat(100), &"ab".repeat(100)), 1.0);
        assert_eq!(ratio(&"ab".repeat(100), &format!("x{}", "ab".repeat(100))), 0.0);
    }
}
