//! The split of a romanised name into family and given name: the one place that says which function does it.

/// Splits a name of the English byline, given the same author's Chinese name: `(family, given)`.
pub type SplitName = fn(&str, Option<&str>) -> (Option<String>, Option<String>);

/// The split that the table `authors` uses.
pub const SPLIT_NAME: SplitName = by_order;

/// A comma or an upper-case word tells the family name; else it comes first for an author with a Chinese name, and
/// last for any other.
fn by_order(en: &str, zh: Option<&str>) -> (Option<String>, Option<String>) {
    if let Some((family, given)) = en.split_once(',') {
        return (some(family), some(given));
    }
    let words: Vec<&str> = en.split_whitespace().collect();
    let upper = |word: &&str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    let (first, last) = (words.first(), words.last());
    let family_first = match (first.is_some_and(upper), last.is_some_and(upper)) {
        (true, false) => true,
        (false, true) => false,
        _ => zh.is_some(),
    };
    match words.as_slice() {
        [] | [_] => (some(en), None),
        [family, given @ ..] if family_first => (some(family), some(&given.join(" "))),
        [given @ .., family] => (some(family), some(&given.join(" "))),
    }
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn splits() {
        let split = |en, zh| {
            let (family, given) = super::SPLIT_NAME(en, zh);
            format!("{}|{}", family.unwrap_or_default(), given.unwrap_or_default())
        };
        assert_eq!(split("Peng Yi-ming", Some("彭一鸣")), "Peng|Yi-ming");
        assert_eq!(split("ZHOU Wen", None), "ZHOU|Wen");
        assert_eq!(split("Wen ZHOU", Some("周文")), "ZHOU|Wen");
        assert_eq!(split("John Smith", None), "Smith|John");
    }
}
