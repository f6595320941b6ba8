//! Digital Object Identifiers (ISO 26324), as registered and as print, PDF and OCR leave them.
//!
//! Knows where a DOI ends: at Chinese text, at a glued label, at the punctuation of the sentence around it.
//! Which of a page's DOIs is the article's is the layouts' matter.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Fault;
use super::date::cursor::{Cursor, is_dash};
use crate::byte;

/// Longest DOI that is read, in bytes of text.
const LONGEST: usize = 240;

/// Digital Object Identifier (ISO 26324), lower case, without prefix, e.g. `10.13962/j.cnki.37-1486/f.2024.02.938`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^10\.[0-9]{4,9}(\.[0-9]+)*/[^\sA-Z]+$"))]
pub struct Doi(String);

impl Doi {
    /// As registered, lower case, e.g. `10.11999/jeit226161`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first DOI of `text` and where it stands, prefix excluded, e.g. in `doi:10.11999/JEIT226161`.
    pub fn find(text: &str) -> Option<(Range<usize>, Doi)> {
        Doi::find_all(text).next()
    }

    /// Every DOI of `text`, in order.
    pub fn find_all(text: &str) -> impl Iterator<Item = (Range<usize>, Doi)> + '_ {
        let mut from = 0;
        memchr::memchr_iter(b'1', text.as_bytes()).filter_map(move |at| {
            if at < from || !text.as_bytes()[at + 1..].starts_with(b"0.") {
                return None;
            }
            let (end, doi) = scan(text, at)?;
            from = end;
            Some((at..end, doi))
        })
    }
}

/// Reads the DOI whose `10.` stands at `at`; where it ends.
fn scan(text: &str, at: usize) -> Option<(usize, Doi)> {
    let mut cursor = Cursor::new(text, at);
    if cursor.before().is_some_and(|c| c.is_ascii_digit() || c == '.' || is_dash(c)) {
        return None;
    }
    cursor.at += 3;
    // a blank behind this point is behind others too
    let pointed = cursor.blanks();
    let mut gaps = usize::from(pointed);
    let registrant = cursor.run(|c| c.is_ascii_digit() || c == '.');
    let well_formed = (4..=9).contains(&registrant.split('.').next()?.len())
        && registrant.split('.').all(|part| (1..=9).contains(&part.len()));
    if !well_formed {
        return None;
    }
    gaps += usize::from(cursor.blanks());
    if !cursor.eat(|c| c == '/') {
        return None;
    }
    gaps += usize::from(cursor.blanks());

    let mut value = String::with_capacity(48);
    ["10.", registrant, "/"].iter().for_each(|part| value.push_str(part));
    let prefix = value.len();
    let first_gaps = gaps;
    let mut open = 0_usize;
    // what has been read up to the last character that a DOI may end with
    let mut kept = (value.len(), cursor.at);
    while cursor.at - at < LONGEST {
        let ahead = cursor.rest().as_bytes().iter().take(LONGEST - (cursor.at - at));
        let plain = &cursor.rest()[..ahead.take_while(|byte| stays(**byte)).count()];
        if !plain.is_empty() {
            value.push_str(plain);
            cursor.at += plain.len();
            let signs = plain.bytes().rev().take_while(|byte| !byte.is_ascii_alphanumeric()).count();
            if open == 0 && signs < plain.len() {
                kept = (value.len() - signs, cursor.at - signs);
            }
            continue;
        }
        let Some(c) = cursor.peek() else { break };
        match c {
            'A'..='Z' | 'd' | 'h' if label_ahead(&value[prefix..], cursor.rest()) => break,
            _ if c.is_ascii_alphanumeric() => value.push(c.to_ascii_lowercase()),
            '(' => {
                open += 1;
                value.push(c);
            }
            ')' if open > 0 => {
                open -= 1;
                value.push(c);
            }
            '<' | '[' => {
                let Some(group) = group(cursor.rest()) else { break };
                value.push_str(&group.to_ascii_lowercase());
                cursor.at += group.len() - 1;
            }
            ';' if value.ends_with(".co") && cursor.rest().starts_with(";2") => value.push(c),
            ' ' => {
                let mut ahead = cursor;
                ahead.blanks();
                if ahead.at - cursor.at > 2 || !bridges(&value[prefix..], ahead.rest(), gaps, pointed) {
                    break;
                }
                gaps += 1;
                cursor = ahead;
                continue;
            }
            _ if is_dash(c) && value.ends_with(|c: char| c.is_ascii_digit()) => value.push('-'),
            _ => break,
        }
        cursor.at += c.len_utf8();
        let last = value.as_bytes().last().copied().unwrap_or(0);
        if open == 0 && (last.is_ascii_alphanumeric() || matches!(last, b')' | b'>' | b']')) {
            kept = (value.len(), cursor.at);
        }
    }
    value.truncate(kept.0);
    let suffix = &value[prefix..];
    let lettered = suffix.bytes().any(|b| b.is_ascii_alphabetic());
    // `10. 2018/12/3` is an entry of a list
    let plausible = lettered || (suffix.len() >= 3 && first_gaps == 0);
    plausible.then_some((kept.1, Doi(value)))
}

/// Whether `byte` stands in a DOI as it is printed, whatever is before and behind it; `d` and `h` may begin a label.
fn stays(byte: u8) -> bool {
    byte.is_ascii_digit()
        || byte.is_ascii_lowercase() && !matches!(byte, b'd' | b'h')
        || matches!(byte, b'.' | b'-' | b'_' | b'/' | b':' | b'+' | b'~')
}

/// The bracketed part of an old SICI, e.g. `<0130:DNF>` of `10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2`.
fn group(rest: &str) -> Option<&str> {
    let close = if rest.starts_with('<') { '>' } else { ']' };
    let end = 1 + rest[1..].bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || b":-._".contains(b)).count();
    (rest[end..].starts_with(close) && rest[..end].contains(':')).then(|| &rest[..=end])
}

/// Whether `rest` begins with a label that was glued to the DOI, e.g. `0775CLC number`, `14099587Submission`. None begins
/// with another letter than a capital, `d` or `h`.
fn label_ahead(suffix: &str, rest: &str) -> bool {
    let bytes = rest.as_bytes();
    let begins = |word: &str| byte::begins(bytes, word.as_bytes());
    if (begins("http") || begins("doi:")) && !suffix.is_empty() {
        return true;
    }
    if !suffix.ends_with(|c: char| c.is_ascii_digit() || c == ')') {
        return false;
    }
    let word = bytes[0].is_ascii_uppercase() && bytes.len() > 3 && bytes[1..4].iter().all(u8::is_ascii_lowercase);
    let acronym = ["CLC", "PACS", "ISSN", "DOI", "URL", "CSTR", "OSID", "ZTFLH", "PDF", "Key", "KEY"]
        .iter()
        .find(|label| rest.starts_with(**label))
        .is_some_and(|label| !rest[label.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '-'));
    word || acronym
}

/// Whether a blank between `suffix` and `rest` is one that PDF text put into a DOI, e.g. `j. issn. 1674 - 8530. 23. 0943`;
/// there were `gaps` such blanks before, `pointed` if the first one was behind `10.`.
fn bridges(suffix: &str, rest: &str, gaps: usize, pointed: bool) -> bool {
    let spaced = gaps >= 2;
    let token_len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (token, behind) = rest.split_at(token_len);
    let Some(last) = suffix.bytes().last() else { return false };
    match last {
        b'.' if !token.is_empty() => {
            let after_letters = suffix[..suffix.len() - 1].ends_with(|c: char| c.is_ascii_alphabetic());
            let joined = behind.starts_with(['.', '-']) || behind.trim_start_matches(' ').starts_with(['-', '/']);
            match token.as_bytes()[0] {
                // not the year or the volume of the sentence behind: `0943. 2024 年`, `0943. 12(3)`
                b'0'..=b'9' => {
                    (spaced || pointed || after_letters)
                        && !behind.trim_start_matches(' ').starts_with(['年', '(', ','])
                }
                b'a'..=b'z' => [spaced, joined, after_letters].into_iter().filter(|&sign| sign).count() >= 2,
                // `SP. J. 1011`, `2023. S1. 951`
                _ => {
                    spaced && joined && token.len() <= 4 && (after_letters || token.bytes().any(|b| b.is_ascii_digit()))
                }
            }
        }
        b'-' => spaced && !token.is_empty() || issn_halves(&suffix[..suffix.len() - 1], rest),
        b'/' => spaced && !token.is_empty(),
        _ if last.is_ascii_alphanumeric() => {
            let Some(behind) = rest.strip_prefix(['/', '-']) else { return false };
            let behind = behind.trim_start_matches(' ');
            spaced && behind.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_lowercase())
                || rest.starts_with('-') && issn_halves(suffix, behind)
        }
        _ => false,
    }
}

/// Whether the two texts meet in an ISSN, e.g. `j.issn.1674` and `8530. 23`.
fn issn_halves(before: &str, behind: &str) -> bool {
    let digits = |b: &u8| b.is_ascii_digit();
    before.bytes().rev().take_while(u8::is_ascii_digit).count() == 4
        && behind
            .as_bytes()
            .get(..4)
            .is_some_and(|half| half[..3].iter().all(digits) && b"0123456789xX".contains(&half[3]))
}

impl FromStr for Doi {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Doi, Fault> {
        let fault = || Fault::new("a DOI such as 10.1234/abc", s);
        let (range, doi) = Doi::find(s).ok_or_else(fault)?;
        let before = s[..range.start].trim();
        let label = before.get(..40.min(before.len())).unwrap_or("").to_ascii_lowercase();
        let led = before.len() <= 40 && (before.is_empty() || label.contains("doi") && !label.contains("10."));
        let behind = s[range.end..].trim_start().is_empty()
            || s[range.end..].chars().all(|c| c == ' ' || ".,;:)]>-_/+~。,;".contains(c));
        if led && behind { Ok(doi) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Doi {
    type Error = Fault;

    fn try_from(s: String) -> Result<Doi, Fault> {
        s.parse()
    }
}

impl From<Doi> for String {
    fn from(doi: Doi) -> String {
        doi.0
    }
}

impl fmt::Display for Doi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Option<String> {
        Doi::find(text).map(|(_, doi)| doi.to_string())
    }

    #[test]
    fn what_papers_print() {
        let table = [
            ("doi: 10.11999/JEIT226161", "10.11999/jeit226161"),
            ("doi:10. 3969 / j. issn. 1674 - 8530. 23. 0943", "10.3969/j.issn.1674-8530.23.0943"),
            ("10. 11887 / j. cn. 202302002", "10.11887/j.cn.202302002"),
            ("10. 13962 / j. cnki. 37 - 1486 / f. 2024. 02. 938", "10.13962/j.cnki.37-1486/f.2024.02.938"),
            ("10. 3724 / SP. J. 1011. 2018. 01318 中图", "10.3724/sp.j.1011.2018.01318"),
            ("D0I:10.14163/j. cnki.11-5547/r. 2013.14.140. [2] Cooper C", "10.14163/j.cnki.11-5547/r.2013.14.140"),
            ("doi:10.1371/journal. pone.0172609   ", "10.1371/journal.pone.0172609"),
            ("10.6172/BSE.202311_48(3).9002", "10.6172/bse.202311_48(3).9002"),
            ("[doi:10.19675/j.cnki.1673-923x.2018.05062]", "10.19675/j.cnki.1673-923x.2018.05062"),
            ("10.19734/j.issn.1001-3695.2018.09.0775中图分类号", "10.19734/j.issn.1001-3695.2018.09.0775"),
            ("10.19734/j.issn.1001-3695.2018.09.0775CLC number", "10.19734/j.issn.1001-3695.2018.09.0775"),
            ("10.3390/agriculture14099587Submission received", "10.3390/agriculture14099587"),
            ("DOI 10.16418/j.issn.1000-3045.2017.03.010。", "10.16418/j.issn.1000-3045.2017.03.010"),
            ("DOI: 10.3321/j.issn:0578-1426.2008.01.012.", "10.3321/j.issn:0578-1426.2008.01.012"),
            ("(doi:10.1016/S0140-6736(20)30183-5). Lancet", "10.1016/s0140-6736(20)30183-5"),
            ("10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2, 5", "10.1175/1520-0469(1963)020<0130:dnf>2.0.co;2"),
            ("http://doi.org/10.1155/2010/902484>", "10.1155/2010/902484"),
            ("doi: 10.1002/app.39884. 12 pages", "10.1002/app.39884"),
            ("doi:10.1016/j.tics.2020.03.005. Smith J.", "10.1016/j.tics.2020.03.005"),
            ("doi:10.1016/j.tics.2020.005. e.g. trees", "10.1016/j.tics.2020.005"),
            ("10.3724/SP.J.1042.2018.00423..DOI:10.3724/sp.J.1042", "10.3724/sp.j.1042.2018.00423"),
            ("10.48550/arXiv.2403.97123 (or arXiv", "10.48550/arxiv.2403.97123"),
            ("10.1038/s41586-020-2649-2;10.1101/x12", "10.1038/s41586-020-2649-2"),
            ("10.1016/j.ecolind.2018(in Chinese)", "10.1016/j.ecolind.2018"),
            ("DOI: 10. 12345/YXTB202259. 1611004", "10.12345/yxtb202259.1611004"),
            ("10. 12345/yxtb2022. 16(4): 1", "10.12345/yxtb2022"),
            ("10.13700/j.bh.1001–5965.2017.5606", "10.13700/j.bh.1001-5965.2017.5606"),
        ];
        for (text, doi) in table {
            assert_eq!(found(text).as_deref(), Some(doi), "{text}");
        }
    }

    #[test]
    fn numbers_are_no_dois() {
        for text in ["arXiv:1510.07933v2", "10.2132 1.0000", "B655,310.2007/x", "10. 2018/12/3", "10.1/abc", "10.1234/"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn the_range_covers_the_doi_alone() {
        let text = "引用 https://doi.org/10.1234/Abc。下一篇 doi:10.5678/def.";
        let all: Vec<_> = Doi::find_all(text).map(|(range, _)| &text[range]).collect();
        assert_eq!(all, ["10.1234/Abc", "10.5678/def"]);
    }

    #[test]
    fn a_value_is_one_doi() {
        for dirt in
            ["10.1234/ABC", "doi:10.1234/abc.", "https://doi.org/10.1234/abc", "DOI: http://dx.doi.org/10.1234/abc "]
        {
            assert_eq!(dirt.parse::<Doi>().unwrap().as_str(), "10.1234/abc", "{dirt}");
        }
        for dirt in ["", "abc", "10.1234/abc and more", "see 10.1234/abc"] {
            assert!(dirt.parse::<Doi>().is_err(), "{dirt}");
        }
        assert!(serde_json::from_str::<Doi>("\"10.12\"").is_err());
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in ".{0,40}(10\\. ?[0-9]{4} ?/ ?)?[a-zA-Z0-9 .()/<>:;\\[\\]_年–-]{0,40}.{0,10}") {
            for (range, doi) in Doi::find_all(&text) {
                prop_assert!(text.is_char_boundary(range.end));
                prop_assert_eq!(doi.to_string().parse::<Doi>().unwrap(), doi);
            }
        }
    }
}
