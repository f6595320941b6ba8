//! Codes of the Chinese Library Classification (中国图书馆分类法, 中图分类号).
//!
//! Knows the notation: a letter, digits with a point after every third, and auxiliary signs. Whether a class of
//! that code exists is not asked.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::cursor::{Cursor, is_dash};
use super::{Fault, text};

/// Code of the Chinese Library Classification (中图分类号) as printed, without blanks, e.g. `TP391.41`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^([A-KN-SUVXZ]|T[B-HJ-NPQSUV]?|DF)([0-9]+([-.+/=][-.0-9]*[0-9]|\([0-9]+\))*|-[0-9]+)?$"))]
pub struct Clc(String);

impl Clc {
    /// As printed, without blanks, e.g. `F299.27/.272`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The codes at the beginning of `printed`, which is what follows 中图分类号, e.g. `R946,Q939.1 文献标识码:A`: two.
pub fn read(printed: &str) -> Vec<(Range<usize>, Clc)> {
    let mut codes = Vec::new();
    let mut cursor = Cursor::new(printed, 0);
    let opening = cursor.run(|c| matches!(c, ' ' | ':' | '】' | ']' | ')' | '#' | '\n' | '•' | '·'));
    // on the next line a page may print the code, a paper whose code is missing anything
    let mut place = if opening.contains('\n') { Place::Neighbour } else { Place::First };
    while let Some((code, behind)) = scan(cursor, place) {
        codes.push((cursor.at..behind.at, code));
        cursor = behind;
        cursor.at += class_name(cursor.rest());
        let gap = cursor.run(|c| " ;,、+:/。\n".contains(c));
        place = match gap.trim() {
            // a line end or a full stop alone is the end of the value
            "" if gap.contains('\n') => break,
            "" => Place::Neighbour,
            signs if signs.contains('。') => break,
            _ => Place::Listed,
        };
    }
    codes
}

/// The length of the class's name in brackets behind its code: `P618.11 [天文地球—矿床学] TE377`.
fn class_name(behind: &str) -> usize {
    let rest = behind.trim_start_matches(' ');
    let close = if rest.starts_with('[') { ']' } else { ')' };
    let named = rest.strip_prefix(['[', '(']).is_some_and(|name| name.starts_with(text::is_han));
    let end = rest.find(close).filter(|_| named);
    end.map_or(0, |end| behind.len() - rest.len() + end + close.len_utf8())
}

/// How much says that a code stands here.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Right behind the label.
    First,
    /// Behind a code and a separator.
    Listed,
    /// Behind a code and a blank, or glued to it: the next label may begin here.
    Neighbour,
}

/// The code right at `cursor`, and the place behind it.
fn scan(mut cursor: Cursor<'_>, place: Place) -> Option<(Clc, Cursor<'_>)> {
    let mut value = letters(&mut cursor, place)?;
    let mut ahead = cursor;
    let spaced = ahead.blanks();
    // `文献标志码 A 1671-3990` holds no class A1671
    if ahead.at_digit() && (!spaced || place != Place::Neighbour) {
        cursor = ahead;
    }
    let digits = cursor.digits(if place == Place::Neighbour { 3 } else { 8 });
    value.push_str(digits);
    // `TU-87`, a division of the whole class
    let divided = || value.len() == 2 && cursor.peek().is_some_and(is_dash);
    if digits.is_empty() && divided() {
        cursor = part(cursor, &mut value).unwrap_or(cursor);
    } else if !digits.is_empty() {
        while let Some(next) = part(cursor, &mut value) {
            cursor = next;
        }
    }
    let glued = cursor.peek().is_some_and(|c| c.is_ascii_alphanumeric());
    let whole = match place {
        Place::First => !digits.is_empty() || value.len() >= 2 && !glued,
        Place::Listed => (!digits.is_empty() || value.len() >= 2) && (!glued || digits.len() > 1),
        Place::Neighbour => !digits.is_empty() && !glued,
    };
    whole.then_some((Clc(value), cursor))
}

/// The main class at `cursor`, e.g. `F`, `TP`.
fn letters(cursor: &mut Cursor<'_>, place: Place) -> Option<String> {
    let bytes = cursor.rest().as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(b' ');
    // lower case and a nought for O (`0561.2`) only where a code must stand
    if at(0) == b'0' {
        let class = place != Place::Neighbour && (1..4).all(|i| at(i).is_ascii_digit()) && at(4) == b'.';
        return (class && cursor.eat(|_| true)).then(|| "O".to_owned());
    }
    let (first, second) = (at(0).to_ascii_uppercase(), at(1).to_ascii_uppercase());
    let lower = at(0).is_ascii_lowercase();
    let length = match first {
        b'T' if b"BCDEFGHJKLMNPQSUV".contains(&second) => 2,
        b'D' if second == b'F' => 2,
        b'A'..=b'Z' if !b"LMWY".contains(&first) => 1,
        _ => return None,
    };
    if lower && (place == Place::Neighbour || !at(length).is_ascii_digit() || !at(length + 1).is_ascii_digit()) {
        return None;
    }
    let value = cursor.rest()[..length].to_ascii_uppercase();
    cursor.at += length;
    Some(value)
}

/// A further part of a code, e.g. `.41`, `+.4`, `/.272`, `-39`, `(2)`, `=3`: pushed to `value`; the place behind it.
fn part<'a>(mut cursor: Cursor<'a>, value: &mut String) -> Option<Cursor<'a>> {
    let spaced = cursor.blanks();
    let sign = cursor.peek()?;
    cursor.eat(|_| true);
    match sign {
        '(' => {
            let digits = cursor.digits(4);
            if digits.is_empty() || spaced || !cursor.eat(|c| c == ')') {
                return None;
            }
            value.extend(["(", digits, ")"]);
        }
        // blanks are OCR's only around a point: `TP391 .41`
        '.' => {
            cursor.blanks();
            let digits = cursor.digits(6);
            if digits.is_empty() {
                return None;
            }
            value.extend([".", digits]);
        }
        '+' | '/' | '=' if !spaced => {
            let point = sign != '=' && cursor.eat(|c| c == '.');
            let digits = cursor.digits(6);
            if digits.is_empty() {
                return None;
            }
            value.push(sign);
            value.extend([if point { "." } else { "" }, digits]);
        }
        _ if is_dash(sign) && !spaced => {
            let digits = cursor.digits(4);
            if digits.is_empty() || digits.len() == 4 {
                return None;
            }
            value.extend(["-", digits]);
        }
        _ => return None,
    }
    Some(cursor)
}

impl FromStr for Clc {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Clc, Fault> {
        let fault = || Fault::new("a code of the Chinese Library Classification such as TP391.41", s);
        let bare = s.trim();
        if bare.len() == 1 && b"ABCDEFGHIJKNOPQRSTUVXZ".contains(&bare.as_bytes()[0]) {
            return Ok(Clc(bare.to_owned()));
        }
        let (code, behind) = scan(Cursor::new(bare, 0), Place::First).ok_or_else(fault)?;
        if behind.rest().chars().all(|c| " .,;。".contains(c)) { Ok(code) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Clc {
    type Error = Fault;

    fn try_from(s: String) -> Result<Clc, Fault> {
        s.parse()
    }
}

impl From<Clc> for String {
    fn from(code: Clc) -> String {
        code.0
    }
}

impl fmt::Display for Clc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(_, code)| code.0).collect()
    }

    #[test]
    fn what_follows_the_label() {
        let table: [(&str, &[&str]); 31] = [
            (":TP391.41 doi:10.19734/j.issn.1001-3695.2018.09.0775", &["TP391.41"]),
            (":S277.9 文献标志码:A", &["S277.9"]),
            (":R946,Q939.1 文献标识码:A", &["R946", "Q939.1"]),
            (":D630;F812.7文献标识码:A文章编号:1672-6049(2025)02-0047-12", &["D630", "F812.7"]),
            (":TU251.9;TU17;U456.3 【文献标识码】A", &["TU251.9", "TU17", "U456.3"]),
            (" P354,V1", &["P354", "V1"]),
            (":D815.5 G353", &["D815.5", "G353"]),
            (" P618.11 [天文地球—矿床学] TE377 [石油与天然气工程]", &["P618.11", "TE377"]),
            (":G254DOI:10.11925/infotech.2096-3467.2017.0366", &["G254"]),
            (":TP393.11doi:10.19734/x", &["TP393.11"]),
            (" Q71 DOI:10.16476/j.pibb.2015.0250", &["Q71"]),
            (":TP391 .41", &["TP391.41"]),
            (": TP 391. 41", &["TP391.41"]),
            (":TP391+.4", &["TP391+.4"]),
            (":F299.27/.272", &["F299.27/.272"]),
            (":D922.1-39", &["D922.1-39"]),
            (":G255(2)", &["G255(2)"]),
            (":TP391+TN911.7", &["TP391", "TN911.7"]),
            (":S828、S816.6", &["S828", "S816.6"]),
            (":TU-87;TM 文献标识码:A", &["TU-87", "TM"]),
            (":TM 文献标识码:A", &["TM"]),
            (":0561.2 文献标识码:A", &["O561.2"]),
            ("】R459.4;R6 【文献标志码】A 【文章编号】1674-9081(2019)01-0000-05", &["R459.4", "R6"]),
            (":F124", &["F124"]),
            (":S831 A 1671-3990(2016)05", &["S831"]),
            (":R737 H5N1 流感", &["R737"]),
            (": 文献标识码:A", &[]),
            (": ${ \\tt S 8 6 5 . 2 \\AA 2 }$", &[]),
            (":\nS718.55\nDOI:", &["S718.55"]),
            (":\nT2DM patients", &[]),
            (":\n氧化应激", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(codes(text), expected, "{text}");
        }
        let text = ": TP391 .41; R6";
        assert_eq!(read(text).into_iter().map(|(range, _)| &text[range]).collect::<Vec<_>>(), ["TP391 .41", "R6"]);
    }

    #[test]
    fn values() {
        for (dirt, code) in [("tp391.41", "TP391.41"), (" O657.63 ", "O657.63"), ("K", "K"), ("S512.1+1", "S512.1+1")] {
            assert_eq!(dirt.parse::<Clc>().unwrap().as_str(), code);
        }
        for dirt in ["", "L12", "W1", "Y", "TA12", "F124 F125", "高", "12"] {
            assert!(dirt.parse::<Clc>().is_err(), "{dirt}");
        }
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in "[:A-Z]?([A-Ztd]{1,2} ?[0-9]{1,5}[-./+=() ]{0,2}[0-9]{0,4}[ ;,、]?){0,4}.{0,9}") {
            for (range, code) in read(&text) {
                prop_assert!(text.is_char_boundary(range.end));
                prop_assert_eq!(code.to_string().parse::<Clc>().unwrap(), code);
            }
        }
    }
}
