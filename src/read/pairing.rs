//! Which Chinese and which English entry are one: people by place or by sound, affiliations by marker or by place.

use crate::field::name::Agreement;

/// Pairs of indices; `None` on one side for who is in one list only. The order is that of the first list, and what only
/// the second has follows the entry it stands behind. `agree` says whether two may be one.
pub(super) fn pair<T>(zh: &[T], en: &[T], agree: impl Fn(&T, &T) -> Agreement) -> Vec<(Option<usize>, Option<usize>)> {
    if zh.is_empty() || en.is_empty() || zh.len() == en.len() {
        return (0..zh.len().max(en.len()))
            .map(|i| ((i < zh.len()).then_some(i), (i < en.len()).then_some(i)))
            .collect();
    }
    align(zh, en, agree)
}

/// The alignment in order that sounds most alike (longest common subsequence weighed by agreement).
fn align<T>(zh: &[T], en: &[T], agree: impl Fn(&T, &T) -> Agreement) -> Vec<(Option<usize>, Option<usize>)> {
    let weight = |zh: &T, en: &T| match agree(zh, en) {
        Agreement::Yes => 4i32,
        Agreement::Unknown => 1,
        Agreement::No => -3,
    };
    let weights: Vec<Vec<i32>> = zh.iter().map(|zh| en.iter().map(|en| weight(zh, en)).collect()).collect();
    let (n, m) = (zh.len(), en.len());
    let mut best = vec![vec![0i32; m + 1]; n + 1];
    for i in (0..n).rev() {
        for j in (0..m).rev() {
            let paired = weights[i][j] + best[i + 1][j + 1];
            best[i][j] = paired.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let mut pairs = Vec::with_capacity(n.max(m));
    let (mut i, mut j) = (0, 0);
    while i < n || j < m {
        if i < n && j < m && best[i][j] == weights[i][j] + best[i + 1][j + 1] && weights[i][j] > 0 {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        } else if i < n && (j == m || best[i][j] == best[i + 1][j]) {
            pairs.push((Some(i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j)));
            j += 1;
        }
    }
    pairs
}
