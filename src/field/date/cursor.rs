//! A place in a text that moves by what stands there: blanks, dashes of any kind, runs of digits.
//!
//! Knows how print and OCR vary the small signs. What they mean is each field's matter.

/// A place in a text; a copy is a place to come back to.
#[derive(Clone, Copy)]
pub(in crate::field) struct Cursor<'a> {
    text: &'a str,
    /// Byte offset, always at a character's boundary.
    pub at: usize,
}

/// Whether `c` is printed for a hyphen, e.g. the en dash of `1674–7461`.
pub(in crate::field) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣')
}

impl<'a> Cursor<'a> {
    /// A cursor at `at`, a character's boundary of `text`.
    pub fn new(text: &'a str, at: usize) -> Cursor<'a> {
        Cursor { text, at }
    }

    /// What lies ahead.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// What lies behind.
    pub fn behind(&self) -> &'a str {
        &self.text[..self.at]
    }

    /// The character ahead.
    #[inline]
    pub fn peek(&self) -> Option<char> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if byte.is_ascii() => Some(*byte as char),
            _ => self.rest().chars().next(),
        }
    }

    /// The character just behind.
    pub fn before(&self) -> Option<char> {
        self.behind().chars().next_back()
    }

    /// Passes one character if it is `wanted`.
    #[inline]
    pub fn eat(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        match self.peek() {
            Some(c) if wanted(c) => {
                self.at += c.len_utf8();
                true
            }
            _ => false,
        }
    }

    /// Passes all characters that are `wanted`; what was passed.
    pub fn run(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let from = self.at;
        while self.eat(&wanted) {}
        &self.text[from..self.at]
    }

    /// Passes up to `most` ASCII digits; what was passed.
    pub fn digits(&mut self, most: usize) -> &'a str {
        let from = self.at;
        self.at += self.text.as_bytes()[from..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        &self.text[from..self.at]
    }

    /// Passes the blanks of a line; whether there were any.
    pub fn blanks(&mut self) -> bool {
        let ahead = &self.text.as_bytes()[self.at..];
        let blanks = ahead.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        self.at += blanks;
        blanks > 0
    }

    /// Passes one dash with the blanks around it; whether there was one, else nothing is passed.
    pub fn dash(&mut self) -> bool {
        self.sign(is_dash)
    }

    /// Passes one `wanted` sign with the blanks around it; whether there was one, else nothing is passed.
    pub fn sign(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let mut ahead = *self;
        ahead.blanks();
        if !ahead.eat(wanted) {
            return false;
        }
        ahead.blanks();
        *self = ahead;
        true
    }

    /// Whether the character ahead is an ASCII digit.
    pub fn at_digit(&self) -> bool {
        self.peek().is_some_and(|c| c.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_passed_with_their_blanks_or_not_at_all() {
        let mut cursor = Cursor::new("2095 — 3410 年", 4);
        assert!(cursor.dash());
        assert_eq!(cursor.digits(4), "3410");
        assert!(!cursor.dash());
        assert_eq!(cursor.rest(), " 年");
        assert_eq!(cursor.before(), Some('0'));
    }
}
