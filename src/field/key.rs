//! Keys: what ties a name to an affiliation or a note, on the one and before the other.

use std::fmt;

/// A key, comparable however it is printed: `1` for `1`, `¹`, `①`, `[1]`; `a` for `a.`; or a sign such as `†`
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key([u8; LONGEST]);

/// Keys are letters, numbers of so many figures, or signs of so many bytes.
const LONGEST: usize = 3;

impl Key {
    /// The key of a number below 1000.
    pub fn number(number: u32) -> Key {
        let figure = |n: u32| b'0' + (n % 10) as u8;
        Key(match number {
            0..10 => [figure(number), 0, 0],
            10..100 => [figure(number / 10), figure(number), 0],
            _ => [figure(number / 100), figure(number / 10), figure(number)],
        })
    }

    /// The key of an ASCII letter.
    pub fn letter(letter: u8) -> Key {
        Key([letter, 0, 0])
    }

    /// The key of a sign: `†` of `†Department of Chemistry, …`.
    pub fn sign(sign: char) -> Key {
        let mut key = [0; LONGEST];
        if sign.len_utf8() <= LONGEST {
            sign.encode_utf8(&mut key);
        }
        Key(key)
    }

    /// Whether it is a sign.
    pub fn is_sign(self) -> bool {
        self.0[0] != 0 && !self.0[0].is_ascii_alphanumeric()
    }

    /// The number that it is, if it is one.
    pub fn as_number(self) -> Option<u32> {
        self.as_str().parse().ok()
    }

    /// Whether it is a letter.
    pub fn is_letter(self) -> bool {
        self.0[0].is_ascii_lowercase()
    }

    /// Its characters.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_what_is_printed() {
        for number in [0, 7, 10, 42, 107, 999] {
            let key = Key::number(number);
            assert_eq!((key.as_str(), key.as_number()), (number.to_string().as_str(), Some(number)));
        }
        assert_eq!(format!("{:?}", Key::letter(b'b')), "\"b\"");
        assert!(Key::letter(b'b').is_letter() && !Key::number(1).is_letter());
        assert_eq!(Key::sign('‡').as_str(), "‡");
        assert!(Key::sign('‡').is_sign() && !Key::number(1).is_sign() && !Key::default().is_sign());
        // as their characters: `a` stands behind all numbers, 10 before 2
        assert!(Key::number(10) < Key::number(2) && Key::number(2) < Key::letter(b'a'));
    }
}
