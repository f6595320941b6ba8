//! E-mail addresses.
//!
//! Knows how print breaks them: blanks, glued neighbours, a lost dot, an `@` set as a formula.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use memchr::memchr;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::field::Fault;
use crate::field::date::cursor::Cursor;

/// E-mail address, lower case and without the blanks of print, e.g. `linghuqi86@sdufe.edu.cn`.
///
/// A domain that lost its dot (`wangjinyang327@aliyuncom`) stays as printed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(extend("pattern" = r"^[a-z0-9._%+-]+@[a-z0-9.-]+$"))]
pub struct Email(String);

/// Ends of domains that are known by sight, where blanks or neighbours leave the end open.
const TOPS: [&str; 11] = ["com", "edu", "org", "net", "gov", "cn", "ac", "hk", "tw", "jp", "kr"];

impl Email {
    /// As written to the tables, e.g. `linghuqi86@sdufe.edu.cn`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first address of `text`, e.g. in `联系方式pxmnlnlznl@sjtu.edu.cn。`.
    pub fn find(text: &str) -> Option<(Range<usize>, Email)> {
        Email::find_all(text).next()
    }

    /// Every address of `text`, in order.
    pub fn find_all(text: &str) -> impl Iterator<Item = (Range<usize>, Email)> + '_ {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(at) = memchr(b'@', &text.as_bytes()[from..]) {
                let at = from + at;
                let floor = from;
                from = at + 1;
                let Some(local) = local(text, floor, at) else { continue };
                let Some((end, domain)) = domain(text, at + 1) else { continue };
                from = end;
                let mut value = [&text[local.clone()], "@", &domain].concat();
                value.make_ascii_lowercase();
                return Some((local.start..end, Email(value)));
            }
            None
        })
    }
}

/// Where the part before the `@` at `at` stands; it does not reach below `floor`.
fn local(text: &str, floor: usize, at: usize) -> Option<Range<usize>> {
    // papers whose text went through LaTeX print `teacherma101 $@$ 126.com`
    let head = text[floor..at].trim_end_matches(' ');
    let head = head.strip_suffix('$').unwrap_or(head).trim_end_matches(' ');
    let end = floor + head.len();
    let part = |b: &u8| b.is_ascii_alphanumeric() || b"._%+-".contains(b);
    let length = head.bytes().rev().take(64).take_while(part).count();
    let mut local = head[head.len() - length..].trim_start_matches(['.', '-', '%', '+']);
    // glued behind its label: `E-mailzhang@163.com`
    for label in ["E-mail", "e-mail", "Email", "EMAIL", "E-MAIL"] {
        local = local.strip_prefix(label).unwrap_or(local).trim_start_matches(['.', '-', '%', '+']);
    }
    let apart = end < at;
    let closed = local.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    (closed && local.len() >= if apart { 3 } else { 1 }).then(|| end - local.len()..end)
}

/// Reads the domain behind an `@`; where it ends and its labels without blanks.
fn domain(text: &str, at: usize) -> Option<(usize, String)> {
    let mut cursor = Cursor::new(text, at);
    cursor.blanks();
    if cursor.eat(|c| c == '$') {
        cursor.blanks();
    }
    let apart = cursor.at > at;
    let mut value = String::new();
    let mut whole = None;
    loop {
        let label_at = cursor.at;
        let label = cursor.run(|c| c.is_ascii_alphanumeric() || c == '-');
        let first = value.is_empty();
        let cut = if first { None } else { glued(label, cursor.rest()) };
        let label = cut.unwrap_or(label);
        if label.is_empty() || label.starts_with('-') || value.len() > 100 {
            break;
        }
        value.push_str(label);
        if !first && label.len() >= 2 && label.bytes().all(|b| b.is_ascii_alphabetic()) {
            whole = Some((label_at + label.len(), value.len()));
        }
        if cut.is_some() {
            break;
        }
        let lost_dot = label.len() >= 5 && ["com", "cn", "net", "org"].iter().any(|top| label.ends_with(top));
        if first && !apart && lost_dot && label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            whole = Some((cursor.at, value.len()));
        }
        let mut ahead = cursor;
        let before = ahead.blanks();
        if !ahead.eat(|c| c == '.') {
            break;
        }
        let goes_on = if ahead.blanks() || before {
            continues(ahead.rest())
        } else {
            // the sentence goes on without a blank: `x@sjtu.edu.cn.Received`
            !(TOPS.contains(&label) && ahead.peek().is_some_and(|c| c.is_ascii_uppercase()))
        };
        if !goes_on {
            break;
        }
        value.push('.');
        cursor = ahead;
    }
    let (end, length) = whole?;
    value.truncate(length);
    Some((end, value))
}

/// The domain's last label where the next word is glued to it, e.g. `com` of `comResearch`, `cn` of `cn2.Key`.
fn glued<'a>(label: &'a str, behind: &str) -> Option<&'a str> {
    let top = TOPS.iter().find(|top| label.starts_with(**top) && label.len() > top.len())?;
    let next = label.as_bytes()[top.len()];
    let goes_on = behind.strip_prefix('.').is_some_and(|b| b.starts_with(|c: char| c.is_ascii_lowercase()));
    (next.is_ascii_uppercase() || next.is_ascii_digit() && !goes_on).then(|| &label[..top.len()])
}

/// Whether a domain goes on behind a blank, e.g. with `ujs. edu. cn` of `manzonghan@ stmail. ujs. edu. cn`.
fn continues(rest: &str) -> bool {
    let word = |text: &str| text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'-').count();
    let token = &rest[..word(rest)];
    let behind = rest[token.len()..].trim_start_matches(' ').strip_prefix('.');
    let next = behind.map_or("", |b| b.trim_start_matches(' '));
    TOPS.contains(&token) || !token.is_empty() && TOPS.contains(&&next[..word(next)])
}

impl FromStr for Email {
    type Err = Fault;

    fn from_str(s: &str) -> Result<Email, Fault> {
        let fault = || Fault::new("an e-mail address such as name@example.edu.cn", s);
        let (range, email) = Email::find(s).ok_or_else(fault)?;
        let label = s[..range.start].trim().trim_end_matches(':').to_ascii_lowercase();
        let led = ["", "mailto", "email", "e-mail", "mail"].contains(&label.as_str());
        let closed = s[range.end..].chars().all(|c| " .,;。".contains(c));
        if led && closed { Ok(email) } else { Err(fault()) }
    }
}

impl TryFrom<String> for Email {
    type Error = Fault;

    fn try_from(s: String) -> Result<Email, Fault> {
        s.parse()
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses() {
        let table = [
            ("E-mail:linghuqi86@ sdufe. edu. cn;第五", "linghuqi86@sdufe.edu.cn"),
            ("(kwonhj70@ jbnu. ac. kr),主要", "kwonhj70@jbnu.ac.kr"),
            ("(manzonghan@ stmail. ujs. edu. cn),主要", "manzonghan@stmail.ujs.edu.cn"),
            ("联系方式pxmnlnlznl@sjtu.edu.cn。", "pxmnlnlznl@sjtu.edu.cn"),
            ("E-mail:wangjinyang327@aliyuncom  ", "wangjinyang327@aliyuncom"),
            ("Email:lizg @ ynao.ac.cn;", "lizg@ynao.ac.cn"),
            ("(E-mail) teacherma101 $@$ 126.com。", "teacherma101@126.com"),
            ("E-mail:Surgery34@ 163.com", "surgery34@163.com"),
            ("E-mail:lyjfanly@163.comResearch progress", "lyjfanly@163.com"),
            ("Email: xnli@ niaot.ac.cn2.Key Laboratory", "xnli@niaot.ac.cn"),
            ("x_y@sjtu.edu.cn.Received 2015", "x_y@sjtu.edu.cn"),
            ("zhumin@ivpp.ac.cn)", "zhumin@ivpp.ac.cn"),
            ("电话:020-61648181,E-mail:Hwh@fimmu.com", "hwh@fimmu.com"),
            ("E-mail: a.b-c@mail.npust.edu.tw. Tel", "a.b-c@mail.npust.edu.tw"),
            ("通信作者电子邮箱yandi2309@163.com)", "yandi2309@163.com"),
            ("E-mailzhang@163. com. Li", "zhang@163.com"),
            ("ZHANG@SINA.COM.CN", "zhang@sina.com.cn"),
        ];
        for (text, email) in table {
            assert_eq!(Email::find(text).map(|(_, email)| email.0).as_deref(), Some(email), "{text}");
        }
        let text = "lujing@ivpp.ac.cn, zhumin@ivpp.ac.cn)";
        assert_eq!(
            Email::find_all(text).map(|(range, _)| &text[range]).collect::<Vec<_>>(),
            ["lujing@ivpp.ac.cn", "zhumin@ivpp.ac.cn"]
        );
    }

    #[test]
    fn signs_that_are_no_addresses() {
        for text in [
            "GPU@3.5 Ghz",
            "CPU@2.40GHz",
            "Core i7 @ 2.40GHz",
            "SYBR@PremixEx TaqTM",
            "Precision@k",
            "@张三",
            "fengzheissn@163.\n",
        ] {
            assert_eq!(Email::find(text), None, "{text}");
        }
        assert_eq!("mailto:A@b.cn".parse::<Email>().unwrap().as_str(), "a@b.cn");
        assert!("a@b.cn, c@d.cn".parse::<Email>().is_err());
    }

    proptest! {
        #[test]
        fn what_it_prints_it_reads_again(text in ".{0,9}([a-zA-Z.-]{0,9} ?@ ?[a-zA-Z0-9]{1,5}\\. ?(com|edu|cnK)?)?[0-9X-]{0,20}.{0,9}") {
            for (range, email) in Email::find_all(&text) {
                prop_assert!(text.is_char_boundary(range.end));
                prop_assert_eq!(email.to_string().parse::<Email>().unwrap(), email);
            }
            let _ = text.parse::<Email>();
        }
    }
}
