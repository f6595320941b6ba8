//! What recognition leaves behind: remnants of formulas, half brackets, words without the blanks between them.

/// A Latin word is no longer, in letters: `electroencephalographic` has 23.
const LONGEST_WORD: usize = 26;

/// Whether `words` cannot have been printed so, e.g. `30 $\mathrm{nm}$ 染色质`, `Interlinking of DatasetsNetwork`.
pub(super) fn is_damaged(words: &str) -> bool {
    if words.contains(['$', '\\', '\u{FFFD}']) || words.contains("^{") || words.contains("_{") {
        return true;
    }
    if words.matches(['(', '[']).count() != words.matches([')', ']']).count() {
        return true;
    }
    words.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > LONGEST_WORD || is_glued(word))
}

/// Whether a capital begins a second word in the middle, each of four letters and more; `AlphaFold` loses by it too,
/// which costs little.
fn is_glued(word: &str) -> bool {
    let bytes = word.as_bytes();
    let small = |letters: &[u8]| letters.iter().all(u8::is_ascii_lowercase);
    (4..bytes.len().saturating_sub(3))
        .any(|at| bytes[at].is_ascii_uppercase() && small(&bytes[at - 3..at]) && small(&bytes[at + 1..at + 4]))
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
        for words in ["MATLAB 仿真", "mRNA and GeoDa", "McDonald", "electroencephalographic", "https 与 PM2.5"] {
            assert!(!is_damaged(words), "{words}");
        }
    }
}
