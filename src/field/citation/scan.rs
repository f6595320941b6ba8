//! A place in a text that moves on as pieces of it are recognised.

use std::ops::Range;

use crate::byte;
use crate::field::date::cursor::Cursor;
use crate::field::date::{english, numeric};

/// A cursor.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    pub text: &'a str,
    pub at: usize,
}

/// Every dash and tilde that stands between two page numbers.
const DASHES: &[&str] = &["-", "–", "—", "−", "~", "～", "‐", "‑", "至", "―", "─"];

impl<'a> Scan<'a> {
    pub fn new(text: &'a str, at: usize) -> Scan<'a> {
        Scan { text, at }
    }

    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The byte `ahead` of the cursor, 0 behind the end.
    pub fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub fn blanks(&mut self) {
        while matches!(self.byte(0), b' ' | b'\n' | b'\t') {
            self.at += 1;
        }
    }

    pub fn eat(&mut self, piece: &str) -> bool {
        let found = self.rest().starts_with(piece);
        if found {
            self.at += piece.len();
        }
        found
    }

    /// `piece` with blanks before and behind.
    pub fn eat_spaced(&mut self, piece: &str) -> bool {
        let start = self.at;
        self.blanks();
        if self.eat(piece) {
            self.blanks();
            return true;
        }
        self.at = start;
        false
    }

    /// An English word in any case that no letter follows.
    pub fn word(&mut self, word: &str) -> bool {
        let whole =
            byte::begins(self.rest().as_bytes(), word.as_bytes()) && !self.byte(word.len()).is_ascii_alphabetic();
        if whole {
            self.at += word.len();
        }
        whole
    }

    /// The first of `words` that stands here.
    pub fn any_word(&mut self, words: &[&str]) -> bool {
        let first = self.byte(0).to_ascii_lowercase();
        words.iter().any(|word| word.as_bytes()[0].to_ascii_lowercase() == first && self.word(word))
    }

    /// One to `most` digits, and no more than those.
    pub fn digits(&mut self, most: usize) -> Option<Range<usize>> {
        let start = self.at;
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).take(most + 1).count();
        if count == 0 || count > most {
            return None;
        }
        self.at += count;
        Some(start..self.at)
    }

    /// A number in Chinese numerals, `十七` in `第十七卷`.
    pub fn numeral(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let length = self
            .rest()
            .chars()
            .take_while(|c| "〇零一二三四五六七八九十百".contains(*c))
            .map(char::len_utf8)
            .sum::<usize>();
        self.at += length;
        (1..=18).contains(&length).then_some(start..self.at)
    }

    pub fn dash(&mut self) -> bool {
        let start = self.at;
        self.blanks();
        let mut found = false;
        while matches!(self.byte(0), b'-' | b'~' | 0xE2 | 0xE8 | 0xEF) && DASHES.iter().any(|dash| self.eat(dash)) {
            found = true;
        }
        if found {
            self.blanks();
        } else {
            self.at = start;
        }
        found
    }

    /// Four digits that are a year and not part of a longer number or word; OCR may have read some as letters, `2O17`.
    pub fn year(&mut self) -> Option<(Range<usize>, u16)> {
        let mut cursor = Cursor::new(self.text, self.at);
        let year = numeric::year(&mut cursor).filter(|_| self.byte(0).is_ascii_digit())?;
        let (range, ahead) = (self.at..cursor.at, Scan::new(self.text, cursor.at));
        let next = ahead.byte(0);
        if next == b'.' && ahead.byte(1).is_ascii_digit() && !ahead.dotted_date() {
            return None;
        }
        // `2024Vol.` is a year, `2024a` is a label
        if next.is_ascii_alphabetic() && !matches!(next, b'V' | b'v') {
            return None;
        }
        self.at = ahead.at;
        Some((range, year))
    }

    /// `.06.10` or `.06` with nothing numeric behind.
    fn dotted_date(mut self) -> bool {
        for _ in 0..2 {
            if self.byte(0) != b'.' {
                break;
            }
            self.at += 1;
            if self.digits(2).is_none() {
                return false;
            }
        }
        !self.byte(0).is_ascii_digit() && self.byte(0) != b'/'
    }

    /// The name of an English month, whole or cut, with its period.
    pub fn month_name(&mut self) -> bool {
        let found = english::month(self.rest());
        self.at += found.map_or(0, |(_, length)| length);
        found.is_some()
    }
}
