//! What two printings of one text share.

use unicode_normalization::UnicodeNormalization;

/// Letters and digits in compatibility form (NFKC), small: `Ａ—Ｂ ⑵.` is `ab2`.
pub fn plain(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same of a number of a volume, an issue or a page: leading zeros do not count, and `增刊` is `S`.
pub fn number(text: &str) -> String {
    let text = plain(text).replace("增刊", "s").replace("supplement", "s").replace("suppl", "s");
    text.trim_start_matches('0').to_owned()
}
