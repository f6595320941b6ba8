//! Committed files against what is so today: they agree, or somebody blesses the difference.

use std::path::Path;

/// Whether committed expectations are to be written anew.
pub fn blessing() -> bool {
    std::env::var_os("QIKAN_BLESS").is_some()
}

/// What differs between the committed file at `path` and `text`; writes it instead where that is blessed.
pub fn difference(path: &Path, text: &str) -> Option<String> {
    if blessing() {
        std::fs::write(path, text).unwrap();
        return None;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let name = path.strip_prefix(crate::program::ROOT).unwrap_or(path).display();
    (committed != text).then(|| format!("{name}\n{}", diff(&committed, text)))
}

/// Lines of `old` that are gone behind `-`, lines of `new` that came behind `+`, and what they have in common between.
fn diff(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // the length of the longest common subsequence from each pair of places on
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for (i, a) in old.iter().enumerate().rev() {
        for (j, b) in new.iter().enumerate().rev() {
            common[i][j] = if a == b { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        let (sign, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        out += &format!("{sign} {line}\n");
    }
    out
}

#[test]
fn a_diff_shows_what_went_and_what_came() {
    assert_eq!(diff("a\nb\nc", "a\nx\nc\nd"), "  a\n- b\n+ x\n  c\n+ d\n");
    assert_eq!(diff("", "a"), "+ a\n");
}
