//! The charset that a page declares in its first bytes.

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How far a declaration is looked for: the standard says 1024, but old pages put scripts before it.
const HEAD: usize = 4096;

/// The declared encoding and the label as printed, e.g. of `<meta charset="gb2312">`, `charset=gbk"` or
/// `<?xml version="1.0" encoding="gb2312"?>`.
pub(super) fn declared(bytes: &[u8]) -> Option<(&'static Encoding, String)> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let mut at = 0;
    loop {
        let tag = at + memchr::memchr(b'<', &head[at..])?;
        let end = tag + memchr::memchr(b'>', &head[tag..]).unwrap_or(head.len() - tag);
        let inside = &head[tag + 1..end];
        let key: &[u8] = match inside {
            [b'?', ..] => b"encoding",
            [b'm' | b'M', b'e' | b'E', b't' | b'T', b'a' | b'A', blank, ..] if blank.is_ascii_whitespace() => {
                b"charset"
            }
            _ => {
                at = tag + 1;
                continue;
            }
        };
        if let Some(found) = value(inside, key).and_then(encoding_of) {
            return Some(found);
        }
        at = end;
    }
}

/// What stands behind `key` and an equals sign in `tag`, without quotes.
fn value<'a>(tag: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let at = tag.windows(key.len()).position(|w| w.eq_ignore_ascii_case(key))?;
    let rest = tag[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.trim_prefix_quote();
    let end = rest.iter().position(|b| b"\"'; \t\r\n/>".contains(b)).unwrap_or(rest.len());
    Some(&rest[..end])
}

trait Quoted {
    fn trim_prefix_quote(&self) -> &Self;
}

impl Quoted for [u8] {
    fn trim_prefix_quote(&self) -> &[u8] {
        match self {
            [b'"' | b'\'', rest @ ..] => rest,
            all => all,
        }
    }
}

fn encoding_of(label: &[u8]) -> Option<(&'static Encoding, String)> {
    let printed = String::from_utf8_lossy(label).into_owned();
    let encoding = match printed.to_ascii_lowercase().as_str() {
        // not in the standard's list of labels
        "cp936" | "ms936" | "windows-936" | "gb-2312" | "gb_18030" => GB18030,
        "utf8mb4" => UTF_8,
        "cp950" | "big-5" => BIG5,
        _ => Encoding::for_label(label)?,
    };
    Some((
        match encoding {
            e if e == GBK => GB18030,
            // a declaration that can be read as ASCII is not in UTF-16; so says the standard
            e if e == UTF_16LE || e == UTF_16BE => UTF_8,
            e => e,
        },
        printed,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_found_in_all_their_forms() {
        let name = |page: &str| declared(page.as_bytes()).map(|(encoding, _)| encoding.name());
        for page in [
            "<meta charset=\"gb2312\">",
            "<META CHARSET = 'GBK' >",
            "<meta charset=gbk>",
            "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=cp936\" />",
            "<meta content='text/html;charset=gb2312' http-equiv=Content-Type>",
            "<?xml version=\"1.0\" encoding=\"gb2312\"?><html>",
            "<meta name=a content=b><meta charset=x-gbk>",
        ] {
            assert_eq!(name(page), Some("gb18030"), "{page}");
        }
        assert_eq!(name("<meta charset=big5>"), Some("Big5"));
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        for page in ["<meta charset=klingon>", "<meta name=charset>", "charset=gbk", "<metal charset=gbk>", "<", ""] {
            assert_eq!(name(page), None, "{page}");
        }
    }
}
