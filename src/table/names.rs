//! The split of a romanised name into family and given name: the one place that says which function does it.

use crate::field::name::Romanised;

/// Splits a name of the English byline, given the same author's Chinese name: `(family, given)`.
pub type SplitName = fn(&str, Option<&str>) -> (Option<String>, Option<String>);

/// The split that the table `authors` uses.
pub const SPLIT_NAME: SplitName = |en, zh| {
    let name = Romanised::split(en, zh);
    (Some(name.family).filter(|family| !family.is_empty()), name.given)
};

#[cfg(test)]
mod tests {
    #[test]
    fn splits() {
        let split = |en, zh| {
            let (family, given) = super::SPLIT_NAME(en, zh);
            format!("{}|{}", family.unwrap_or_default(), given.unwrap_or_default())
        };
        assert_eq!(split("Peng Yi-ming", Some("彭一鸣")), "Peng|Yi-ming");
        assert_eq!(split("John Smith", None), "Smith|John");
        assert_eq!(split("", None), "|");
    }
}
