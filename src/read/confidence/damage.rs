//! What recognition leaves behind: remnants of formulas, half brackets, words without the blanks between them.

use crate::field::text::begins_second_word;

/// A Latin word is no longer, in letters: `electroencephalographic` has 23.
const LONGEST_WORD: usize = 26;
/// Two words without the blank between them have at least so many letters, four each.
const SHORTEST_PAIR: usize = 8;

/// Whether `words` cannot have been printed so, e.g. `30 $\mathrm{nm}$ 染色质`, `Interlinking of DatasetsNetwork`.
pub(super) fn is_damaged(words: &str) -> bool {
    let bytes = words.as_bytes();
    let (mut opened, mut closed) = (0, 0);
    let mut at = 0;
    // characters but signs and letters tell nothing
    let tells = |byte: &u8| matches!(byte, b'$'..=b'~' | 0xEF);
    while let Some(skipped) = bytes[at..].iter().position(tells) {
        at += skipped;
        match bytes[at] {
            b'A'..=b'Z' | b'a'..=b'z' => {
                let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                if letters > LONGEST_WORD || letters >= SHORTEST_PAIR && is_glued(&bytes[at..at + letters]) {
                    return true;
                }
                at += letters;
                continue;
            }
            b'$' | b'\\' => return true,
            b'{' if at > 0 && matches!(bytes[at - 1], b'^' | b'_') => return true,
            b'(' | b'[' => opened += 1,
            b')' | b']' => closed += 1,
            0xEF if words[at..].starts_with('\u{FFFD}') => return true,
            _ => {}
        }
        at += 1;
    }
    opened != closed
}

/// Whether a capital begins a second word in the middle, each of four letters and more; `AlphaFold` loses by it too,
/// which costs little.
fn is_glued(bytes: &[u8]) -> bool {
    (0..bytes.len()).any(|at| begins_second_word(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::is_damaged;

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
        for words in ["MATLAB 仿真", "mRNA and GeoDa", "McDonald", "electroencephalographic", "https 与 PM2.5"] {
            assert!(!is_damaged(words), "{words}");
        }
    }
}
