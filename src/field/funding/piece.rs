//! Where one grant of a list ends and the next begins, and what a single one says.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::award;
use crate::field::text::is_han;
use crate::field::words::Words;

/// Words that name a grant or a programme, in small letters.
#[rustfmt::skip]
static GRANT: LazyLock<Words> = LazyLock::new(|| Words::new(&[
    "基金", "计划", "项目", "课题", "专项", "经费", "资助", "工程", "体系", "业务费", "启动费", "奖学金", "人才", "平台建设", "攻关",
    "foundation", "program", "project", "fund", "plan", "scheme", "council", "fellowship", "scholarship", "initiative",
    "research system", "academy of", "horizon", "talent", "ministry", "award",
]));

/// How a Chinese grant begins that follows another one without a separator.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:国家|中国|中央|教育部|科技部|财政部|农业|中共|全国|高等学校|高校|[0-9]{4} ?年|[\x{4E00}-\x{9FFF}]{2,6}?(?:省|市|自治区|大学|学院|医院)|",
        r"北京|上海|天津|重庆|江苏|浙江|广东|广西|湖南|湖北|河南|河北|山东|山西|陕西|四川|云南|贵州|福建|江西|安徽|辽宁|吉林|",
        r"黑龙江|内蒙古|新疆|甘肃|青海|宁夏|西藏|海南|(?i-u:the )?[A-Z])"
    ))
    .expect("the pattern is valid")
});

/// Words that close a wrapper or name the outcome, never a part of the grant.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:的?(?:联合|共同|大力)?(?:资助|支持|赞助)(?:的?(?:课题|项目|论文|研究))?|的?(?:阶段性?)?(?:研究)?成果(?:之一)?|的资助和支持)[ .。,;]*$",
    )
    .expect("the pattern is valid")
});

/// What `CLOSING` may end with.
const LAST_WORDS: &[&str] = &["资助", "支持", "赞助", "课题", "项目", "论文", "研究", "成果", "之一"];

/// Whether `text` names a grant or a programme.
pub(super) fn names_grant(text: &str) -> bool {
    GRANT.are_in(text) || text.contains(|c: char| c.is_ascii_uppercase()) && GRANT.are_in(&text.to_ascii_lowercase())
}

/// The pieces of `text[range]`, one a grant.
pub(super) fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(4);
    let mut start = range.start;
    let mut open: Vec<char> = Vec::new();
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        if at < start {
            continue;
        }
        let here = || &text[at..range.end];
        let left = || &text[start..at];
        match c {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '〔' => open.push('〕'),
            '“' => open.push('”'),
            '《' => open.push('》'),
            '「' => open.push('」'),
            '"' if open.last() == Some(&'"') => {
                open.pop();
            }
            '"' => open.push('"'),
            ')' | ']' | '〕' | '”' | '》' | '」' => {
                if let Some(n) = open.iter().rposition(|o| *o == c) {
                    open.truncate(n);
                }
                let next = here()[c.len_utf8()..].trim_start_matches([' ', ':']);
                let goes_on = next.starts_with(is_han) && BEGINS.is_match(next) && names_grant(piece_ahead(next));
                if matches!(c, ')' | ']' | '〕') && open.is_empty() && goes_on {
                    let end = at + c.len_utf8();
                    found.push(start..end);
                    start = range.end - next.len();
                }
                continue;
            }
            _ => {}
        }
        // a bracket that never closes does not swallow the rest of the list
        let begins_anew = |rest: &str| BEGINS.is_match(rest.trim_start()) && names_grant(piece_ahead(rest));
        let swallowed = matches!(c, ';' | '。') && begins_anew(&here()[c.len_utf8()..]);
        if !open.is_empty() && !swallowed {
            continue;
        }
        let len = match c {
            ';' | '。' => c.len_utf8(),
            '|' if has_award(left()) => 1,
            '.' if sentence_ends(left(), &here()[1..]) => 1,
            '\n' if line_ends(left(), &here()[1..]) => 1,
            ',' | '、' if next_grant(left(), &here()[c.len_utf8()..], false) => c.len_utf8(),
            '和' | '及' | '与' | '以' | '并' => {
                let word =
                    ["以及", "和", "及", "与", "并"].iter().find(|w| here().starts_with(**w)).map_or(0, |w| w.len());
                if word > 0 && next_grant(left(), &here()[word..], true) { word } else { 0 }
            }
            'a' if left().ends_with([' ', ',', ')']) => {
                let word =
                    ["and ", "as well as "].iter().find(|word| here().starts_with(**word)).map_or(0, |w| w.len());
                if word > 0 && next_grant(left(), &here()[word..], true) { word } else { 0 }
            }
            '&' if next_grant(left(), &here()[1..], true) => 1,
            _ => 0,
        };
        if len > 0 {
            open.clear();
            found.push(start..at);
            start = at + len;
        }
    }
    found.push(start..range.end);
    found
}

/// Whether `text` is a number alone, or several.
fn has_awards_only(text: &str) -> bool {
    award::nothing_else(text, 0..text.len(), &award::find(text, 0..text.len()))
}

fn has_award(text: &str) -> bool {
    !award::find(text, 0..text.len()).is_empty()
}

/// What `text` begins with, up to the next separator outside brackets.
pub(super) fn piece_ahead(text: &str) -> &str {
    let mut depth = 0i32;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '〔' | '“' | '《' => depth += 1,
            ')' | ']' | '〕' | '”' | '》' => depth -= 1,
            ';' | ',' | '、' | '。' if depth <= 0 && at > 0 => return &text[..at],
            '\n' if depth <= 0 && !text[..at].trim().is_empty() => return &text[..at],
            _ => {}
        }
    }
    text
}

/// What `text` begins with, up to the stop that ends the sentence.
fn sentence(text: &str) -> &str {
    let stop = text.match_indices(". ").find(|(at, _)| !ABBREVIATED.iter().any(|word| text[..*at].ends_with(word)));
    &text[..stop.map_or(text.len(), |(at, _)| at)]
}

/// The part of a piece before its first bracket, or before the first quote if that is not a part of the programme's name
/// as in `江苏省“333工程”科研项目`.
fn head(piece: &str) -> &str {
    let bare = piece.split(['(', '[', '〔', '《']).next().unwrap_or("");
    let named = |(before, rest): &(&str, &str)| {
        let behind = rest.split_once('”').map_or("", |(_, behind)| behind);
        !names_grant(before) && behind.starts_with(is_han) && names_grant(behind)
    };
    match bare.split_once('“') {
        Some(parts) if !named(&parts) => parts.0.trim(),
        _ => bare.trim(),
    }
}

/// Whether a full stop between `left` and `right` ends a sentence: behind a bracket, or before one that tells who paid.
fn sentence_ends(left: &str, right: &str) -> bool {
    let tells = |right: &str| {
        let sentence = &right[..right.floor_char_boundary(120)];
        let sentence = sentence.split(['.', '(']).next().unwrap_or_default();
        THANKS.are_in(sentence) && !sentence.starts_with(|c: char| c.is_ascii_digit())
    };
    let letter =
        left.ends_with(|c: char| c.is_ascii_lowercase()) && !ABBREVIATED.iter().any(|word| left.ends_with(word));
    if letter && right.trim_start().starts_with(char::is_uppercase) && tells(right) {
        return true;
    }
    (left.ends_with(')') || left.ends_with(is_han) || left.ends_with("China"))
        && (right.trim().is_empty() || right.starts_with([' ', '\n']) || right.starts_with(is_han) || is_word(right))
}

/// Whether `text` begins with a word in a capital, not with initials: `This work`, `We thank`.
fn is_word(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().nth(1).is_some_and(char::is_lowercase)
}

/// Whether thanks are for money, not for strains, comments or help.
fn tells_of_money(words: &str) -> bool {
    ["fund", "financ", "Foundation", "Fund"].iter().any(|word| words.contains(word))
}

/// Words of a sentence that tells who paid.
#[rustfmt::skip]
static THANKS: LazyLock<Words> = LazyLock::new(|| Words::new(&["supported", "support ", "funded", "financed", "acknowledge", "thank", "grateful"]));

/// What a full stop shortens.
const ABBREVIATED: &[&str] =
    &["No", "no", "Nos", "nos", "Prof", "Dr", "Mr", "Ms", "et", "al", "Univ", "Sci", "Tech", "Ltd", "Inc"];

/// Whether the grant `left` is whole at the end of its line; a number alone on a line belongs to what is above.
fn line_ends(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim(), right.trim_start());
    let line = right.lines().next().unwrap_or("");
    if left.is_empty() || line.is_empty() || has_awards_only(line) {
        return false;
    }
    let numbered = left.ends_with(|c: char| c.is_ascii_digit()) || left.rsplit(' ').next().is_some_and(has_awards_only);
    let whole = left.ends_with(')') || left.ends_with('”') || numbered;
    let mut words = left.rsplit(' ');
    // `… Program of the Farhill`: a name has more than a word behind its article
    let named = words.next().is_some() && words.next() == Some("the");
    let open = named || ["the", "of", "for", "and", "in", "&", "-", ","].iter().any(|w| left.ends_with(w));
    whole || (!open && BEGINS.is_match(right) && (names_grant(left) || names_grant(line)))
}

/// What announces the number of the grant before it.
const NUMBERED: &[&str] = &["Grant/Award", "Award Number", "Grant Number", "grant number", "award number"];

/// What stands before the next payer of a sentence: `…, and in part by the Farhill Foundation`.
const PAID_BY: &[&str] =
    &["by ", "and by ", "also by ", "and also by ", "in part by ", "and in part by ", "from ", "and from "];

/// Whether a weak separator (comma, `and`) between `left` and `right` parts two grants.
fn next_grant(left: &str, right: &str, joined: bool) -> bool {
    let (left, right) = (left.trim_end_matches([' ', ',']), right.trim_start());
    // `Farhill Foundation, Grant/Award Number: 31960000`: still the same one
    if NUMBERED.iter().any(|word| right.starts_with(word)) {
        return false;
    }
    // `…, and by the Farhill Foundation`
    let paid_by = PAID_BY.iter().find_map(|lead| right.strip_prefix(lead));
    if let Some(name) = paid_by
        && (name.starts_with("the ") || name.starts_with(char::is_uppercase))
        && (names_grant(piece_ahead(name)) || has_award(piece_ahead(name)))
        && (names_grant(left) || has_award(left))
    {
        return true;
    }
    let right = ["and ", "also ", "by "].iter().fold(right, |right, word| right.strip_prefix(word).unwrap_or(right));
    let right = right.strip_prefix('和').or(right.strip_prefix('及')).unwrap_or(right);
    let ahead = piece_ahead(right);
    let name = head(ahead);
    let numbered = left.ends_with([')', ']', '〕', '”']) || left.ends_with(|c: char| c.is_ascii_digit());
    let latin = !name.contains(is_han);
    // a laboratory that pays says so by a number of its own
    let pays = numbered
        && latin
        && name.len() < ahead.trim_end().len()
        && !award::find(ahead, name.len()..ahead.len()).is_empty();
    // `(No. 123), the Open Laboratory of Lakes, Farhill Institute (No. 456)`: whose name has a comma of its own
    let named = |right: &str| right.strip_prefix("the ").is_some_and(|name| name.starts_with(char::is_uppercase));
    if numbered && latin && named(right) && has_award(sentence(right)) {
        return true;
    }
    // the shortest are like `CAS(Grant No. …)`
    if name.chars().nth(if pays { 2 } else { 3 }).is_none() {
        return false;
    }
    if !(pays || names_grant(name) && names_grant(left)) || has_awards_only(ahead) {
        return false;
    }
    if numbered {
        return !latin
            || right.starts_with("the ")
            || right.starts_with("The ")
            || right.starts_with(|c: char| c.is_uppercase());
    }
    if latin {
        let the = right.starts_with("the ") || right.starts_with("The ");
        return the || (!joined && right.starts_with(|c: char| c.is_uppercase()) && !left.ends_with("Ministry"));
    }
    let ends = ["基金", "计划", "项目", "课题", "专项", "经费", "资助", "工程", "体系", "业务费", "资金", "平台"];
    ends.iter().any(|e| left.ends_with(e)) && (!joined || BEGINS.is_match(right))
}

/// `range` without marks before the grant, wrapper words behind it, and closing punctuation.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    loop {
        let before = (start, end);
        let words = &text[start..end];
        start += words.len()
            - words.trim_start_matches([' ', '\n', '*', '#', '†', ',', '、', ':', '.', '•', ')', ']', '△']).len();
        let words = &text[start..end];
        end = start + words.trim_end_matches([' ', '\n', ';', ',', '、', '。', '.', ':', '\\', '*']).len();
        let words = &text[start..end];
        for lead in
            ["and the ", "and ", "also ", "the ", "The ", "in part ", "by the ", "by ", "from ", "以及", "及", "和"]
        {
            let Some(rest) = words.strip_prefix(lead) else { continue };
            // `the projects of …`: an article before a common noun is a part of the phrase
            if !lead.ends_with("he ") || rest.starts_with(char::is_uppercase) {
                start += lead.len();
                break;
            }
        }
        let words = &text[start..end];
        let thanked = words.strip_prefix("We thank ").filter(|words| tells_of_money(words));
        start = thanked.map_or(start, |thanked| end - thanked.len());
        let words = &text[start..end];
        if words.starts_with(['本', '该', '此']) {
            if let Some(found) = super::wrapper(words).filter(|&found| names_grant(&words[found..])) {
                start += found;
            }
        } else if !words.contains(is_han)
            && let Some(found) =
                super::SUPPORTED_BY.find(words).filter(|m| m.start() < 60 && super::begins_list(words, m.start()))
        {
            start += found.end();
        }
        let words = &text[start..end];
        let may_close =
            LAST_WORDS.iter().any(|word| words.trim_end_matches([' ', '.', '。', ',', ';']).ends_with(word));
        if let Some(found) = may_close.then(|| CLOSING.find(words)).flatten() {
            let rest = words[..found.start()].trim_end();
            let whole = rest.ends_with([')', ']', '”', '》']) || rest.ends_with(|c: char| c.is_ascii_alphanumeric());
            if whole || names_grant(rest) {
                end = start + rest.len();
            }
        }
        if (start, end) == before {
            break;
        }
    }
    // a bracket opened before the piece, or never closed
    let words = &text[start..end];
    let depth = words.chars().fold(0i32, |d, c| d + (c == '(') as i32 - (c == ')') as i32);
    if depth < 0 && words.ends_with(')') {
        end -= 1;
    }
    start..end
}

/// The project's name in quotes, if nothing but a number follows: not `“某某英才”培养计划`.
pub(super) fn project(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    for (open, close) in [('“', &['”', '"'][..]), ('"', &['"', '”']), ('「', &['」']), ('《', &['》'])] {
        let Some(from) = words.find(open).map(|at| at + open.len_utf8()) else { continue };
        let Some(to) = words[from..].rfind(close).map(|at| from + at) else { continue };
        let rest = words[to..].strip_prefix(close).unwrap_or("").trim_start();
        let last = rest.is_empty()
            || rest.starts_with(['(', '[', ',', ':'])
            || rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if last && words[from..to].chars().count() >= 4 {
            return Some(range.start + from..range.start + to);
        }
    }
    None
}
