//! What recognition leaves behind: remnants of formulas, half brackets, words without the blanks between them.

use crate::byte;
use crate::field::text::begins_second_word;

/// A Latin word is no longer, in letters: `electroencephalographic` has 23.
const LONGEST_WORD: usize = 26;

/// Whether `words` cannot have been printed so, e.g. `30 $\mathrm{nm}$ 染色质`, `Interlinking of DatasetsNetwork`.
pub(super) fn is_damaged(words: &str) -> bool {
    let bytes = words.as_bytes();
    // asked without a branch, of most texts this is all
    let (signs, _) = bytes.iter().fold((0, 0), |(signs, before), byte| {
        let class = CLASSES[usize::from(*byte)];
        (signs | class & (before << 1 | SIGN), class)
    });
    has_long_word(bytes) || signs != 0 && has_remnants(words)
}

/// A byte that may be the remnant of a formula or half of a pair.
const SIGN: u8 = 1;
const SMALL: u8 = 2;
/// One bit above `SMALL`: a capital behind a small letter shows in the class of the one and the shifted one of the other.
const CAPITAL: u8 = 4;

const CLASSES: [u8; 256] = {
    let signs = byte::with([0; 256], b"$\\{([)]\xEF", SIGN);
    let small = byte::with(signs, b"abcdefghijklmnopqrstuvwxyz", SMALL);
    byte::with(small, b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", CAPITAL)
};

/// Whether a word is longer than any.
fn has_long_word(bytes: &[u8]) -> bool {
    let letters = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|byte| byte.is_ascii_alphabetic()).count();
    // it does not pass between these
    (LONGEST_WORD..bytes.len()).step_by(LONGEST_WORD + 1).any(|at| {
        bytes[at].is_ascii_alphabetic()
            && letters(&mut bytes[at..].iter()) + letters(&mut bytes[..at].iter().rev()) > LONGEST_WORD
    })
}

/// Whether signs of formulas, half brackets or two words in one stand in `words`.
fn has_remnants(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (mut opened, mut closed, mut letters) = (0, 0, 0);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            // `AlphaFold` loses by it too, which costs little
            b'A'..=b'Z' if begins_second_word(&bytes[at - letters..], letters) => return true,
            b'$' | b'\\' => return true,
            b'{' if at > 0 && matches!(bytes[at - 1], b'^' | b'_') => return true,
            b'(' | b'[' => opened += 1,
            b')' | b']' => closed += 1,
            0xEF if words[at..].starts_with('\u{FFFD}') => return true,
            _ => {}
        }
        letters = if byte.is_ascii_alphabetic() { letters + 1 } else { 0 };
    }
    opened != closed
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_WORD, is_damaged};

    #[test]
    fn what_recognition_leaves() {
        for words in ["30 $\\mathrm { n m }$ 染色质", "CO_{2} 捕集", "Interlinking of DatasetsNetwork"] {
            assert!(is_damaged(words), "{words}");
        }
        assert!(is_damaged("Theapplicationofthemethodtosoil"));
        assert!(is_damaged("远山大学 北京 100039) O"));
        for words in ["a DatasetsNetwork", "abc DatasetsNetwork of", "DatasetsNetwork 数据", "^ 数据�"] {
            assert!(is_damaged(words), "{words}");
        }
        for (before, after) in (0..40).map(|n| ("a ".repeat(n), " a".repeat(40 - n))) {
            let word = |letters| before.clone() + &"e".repeat(letters) + &after;
            assert!(is_damaged(&word(LONGEST_WORD + 1)) && !is_damaged(&word(LONGEST_WORD)));
        }
        for words in ["MATLAB 仿真", "mRNA and GeoDa", "McDonald", "electroencephalographic", "https 与 PM2.5"] {
            assert!(!is_damaged(words), "{words}");
        }
    }
}
