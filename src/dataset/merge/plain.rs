//! What two printings of one text share.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits in compatibility form (NFKC), small: `Ａ—Ｂ ⑵.` is `ab2`.
pub fn plain(text: &str) -> String {
    // most texts are in that form, and to see it costs less than to make it
    let is_nfkc = text.chars().all(|c| c.is_ascii() || matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let letters = |c: &char| c.is_alphanumeric();
    if is_nfkc {
        // what is not ASCII here is neither great nor small
        return text.chars().filter(letters).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().filter(letters).flat_map(char::to_lowercase).collect()
}

/// The same of a number of a volume, an issue or a page: leading zeros do not count, and `增刊` is `S`.
pub fn number(text: &str) -> String {
    let text = plain(text).replace("增刊", "s").replace("supplement", "s").replace("suppl", "s");
    text.trim_start_matches('0').to_owned()
}

/// Whether at most `most` characters inserted, lost or changed make `b` of `a`. Time grows with their length times
/// `most`.
pub fn within(a: &[char], b: &[char], most: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    // far[k]: how far into `a` one gets with the changes so far, `b` being k - most further
    let width = 2 * most + 1;
    let reach = |mut at: usize, shift: isize| {
        while let Some(other) = at.checked_add_signed(shift)
            && at < a.len()
            && other < b.len()
            && a[at] == b[other]
        {
            at += 1;
        }
        at
    };
    let ends = |at: usize, shift: isize| at == a.len() && at.checked_add_signed(shift) == Some(b.len());
    let mut far: Vec<Option<usize>> = vec![None; width];
    for changes in 0..=most {
        let mut next = far.clone();
        for (k, slot) in next.iter_mut().enumerate() {
            let shift = k as isize - most as isize;
            if shift.unsigned_abs() > changes {
                continue;
            }
            let start = match changes {
                0 => 0,
                _ => {
                    let changed = far[k].map(|at| at + 1);
                    let inserted = k.checked_sub(1).and_then(|k| far[k]);
                    let lost = far.get(k + 1).copied().flatten().map(|at| at + 1);
                    let Some(best) = changed.max(inserted).max(lost) else { continue };
                    best.min(a.len())
                }
            };
            if start.checked_add_signed(shift).is_none_or(|other| other > b.len()) {
                continue;
            }
            let at = reach(start, shift);
            if ends(at, shift) {
                return true;
            }
            *slot = Some(at);
        }
        far = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        assert_eq!(plain("Ａ—Ｂ ⑵."), "ab2");
        assert_eq!(plain("Acta 生态学报 (B), 2"), "acta生态学报b2");
        for c in ('\0'..='\x7F').chain('\u{4E00}'..='\u{9FFF}') {
            assert_eq!(plain(&c.to_string()), plain(&format!("{c}——")), "{c}");
        }
        assert_eq!(number("增刊01"), "s01");
        assert_eq!(number("007"), "7");
    }

    /// The distance by the whole table.
    fn distance(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = i + 1;
            for (j, y) in b.iter().enumerate() {
                let change = diagonal + usize::from(x != y);
                diagonal = row[j + 1];
                row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
            }
        }
        row[b.len()]
    }

    #[test]
    fn within_is_the_distance() {
        let mut dice = crate::invent::Dice::new(6);
        for _ in 0..20_000 {
            let mut word = || (0..dice.below(9)).map(|_| dice.one_of(&['a', 'b', 'c'])).collect::<Vec<char>>();
            let (a, b) = (word(), word());
            for most in 0..5 {
                assert_eq!(within(&a, &b, most), distance(&a, &b) <= most, "{a:?} {b:?} {most}");
            }
        }
    }
}
