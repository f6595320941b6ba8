//! The bare text of an entry: without what only sets it off from its neighbours.

use std::ops::Range;

use crate::byte;

/// `range` without blanks, closing punctuation, brackets that wrap it and e-mail addresses, notes and posts behind it.
pub(super) fn trim(block: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end.max(range.start));
    // the last but one of a list in words: `…, London, UK; and`
    end = block[start..end].trim_end().strip_suffix(" and").map_or(end, |text| start + text.len());
    for behind in [mail, note, super::post::begin] {
        end = behind(&block[start..end]).map_or(end, |at| start + at);
    }
    loop {
        let text = &block[start..end];
        start += text.len()
            - text
                .trim_start_matches([
                    ' ', '\n', ';', ',', '.', ':', '、', '•', '·', '*', '「', '」', ']', ')', '#', '□', '●', '■',
                ])
                .len();
        let text = &block[start..end];
        end = start
            + text
                .trim_end_matches([
                    ' ', '\n', ';', ',', '.', ':', '、', '。', '•', '(', '「', '」', '\\', '#', '*', '-',
                ])
                .len();
        let bare = (start, end);
        let text = &block[start..end];
        if let Some(close) = closing(text) {
            // the first bracket and its partner
            match close {
                Some(close) if close + 1 == text.len() => (start, end) = (start + 1, end - 1),
                None => start += 1,
                _ => {}
            }
        }
        end = start + without_half(&block[start..end]);
        if (start, end) == bare {
            return start..end;
        }
    }
}

/// Where `text` ends without half of a pair of brackets: the one that closes it, or one opened right before the end, as
/// in `China (204`, the rest of a garbled marker.
fn without_half(text: &str) -> usize {
    let bytes = text.as_bytes();
    let near = bytes.len().saturating_sub("(204号".len());
    let opens = bytes[near..].iter().rposition(|byte| *byte == b'(');
    let closes = bytes.ends_with(b")");
    if opens.is_none() && !closes {
        return text.len();
    }
    let count = |bracket: u8| bytes.iter().filter(|byte| **byte == bracket).count();
    let (opened, closed) = (count(b'('), count(b')'));
    match opens {
        _ if opened < closed && closes => text.len() - 1,
        Some(open) if opened > closed => near + open,
        _ => text.len(),
    }
}

/// For a text that begins with `(`: where that bracket closes, if it does.
fn closing(text: &str) -> Option<Option<usize>> {
    if !text.starts_with('(') {
        return None;
    }
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(Some(at));
        }
    }
    Some(None)
}

/// What the note of a sign begins with, in small letters, whose text stands behind an affiliation.
const NOTES: &[&str] = &[
    "correspond",
    "these authors",
    "both authors",
    "contributed",
    "equal contribution",
    "co-first",
    "to whom",
    "通讯",
    "通信",
    "共同",
];

/// Where a note begins that stands behind an affiliation: `China \\*Corresponding author`, `China # These authors
/// contributed equally`, and a date, `China (Dated: …`.
fn note(text: &str) -> Option<usize> {
    // `†`, `‡` and the `•` that a crawler made of a star begin with the third of these bytes
    let signed = memchr::memchr3_iter(b'*', b'#', 0xE2, text.as_bytes()).find(|at| {
        let rest = text[*at..].trim_start_matches(['*', '#', '†', '‡', '•', ' ']);
        at + rest.len() < text.len() && NOTES.iter().any(|note| byte::begins(rest.as_bytes(), note.as_bytes()))
    });
    let is_date = |at: &usize| ["(Dated:", "(Received"].iter().any(|label| text[*at..].starts_with(label));
    let dated = || memchr::memchr_iter(b'(', text.as_bytes()).find(is_date);
    // `…, China. Correspondence and requests for materials should be addressed to Y.L.`
    let sentence = || {
        let begins = |at: &usize| {
            let rest = &text.as_bytes()[at + 1..];
            let mut latin = NOTES.iter().filter(|note| note.is_ascii());
            rest.starts_with(b" ") && latin.any(|note| byte::begins(&rest[1..], note.as_bytes()))
        };
        memchr::memchr_iter(b'.', text.as_bytes()).find(begins)
    };
    signed.or_else(sentence).or_else(dated).or_else(|| contact(text)).filter(|at| *at > 0)
}

/// Where a labelled contact begins behind an affiliation: `China Correspondent: LI Wei, professor, Tel: (010)62180001`.
fn contact(text: &str) -> Option<usize> {
    let labels = ["Tel", "E-mail", "Email", "Fax", "电话"];
    // few affiliations have a colon
    memchr::memchr_iter(b':', text.as_bytes()).find_map(|colon| {
        let label = text[..colon].trim_end().rsplit([' ', ',', ';', '.', '(', '，', '（']).next()?;
        let begins = labels.contains(&label) || label.starts_with("Correspond");
        let at = text[..colon].rfind(label)?;
        begins.then(|| text[..at].trim_end().len())
    })
}

/// Where e-mail addresses begin that stand behind an affiliation.
fn mail(text: &str) -> Option<usize> {
    let at = memchr::memchr(b'@', text.as_bytes())?;
    let start = text[..at]
        .trim_end()
        .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
        .len();
    let before = text[..start].trim_end_matches([' ', ':']);
    const LABELS: &[&str] = &["E-mail", "e-mail", "Email", "email", "E-Mail", "Electronic address", "邮箱", "mail"];
    let label = LABELS.iter().find(|l| before.ends_with(**l));
    Some(label.map_or(start, |l| before.len() - l.len()))
}

#[cfg(test)]
mod tests {
    use super::trim;

    #[test]
    fn notes_are_no_part_of_it() {
        for (block, text) in [
            ("Farhill University, China Correspondent: LI Wei, Tel: (010)62180001", "Farhill University, China"),
            ("远山大学,兰州 730001(Tel:0931-4956000", "远山大学,兰州 730001"),
            ("Farhill Institute: Hotel: Lowdale", "Farhill Institute: Hotel: Lowdale"),
            ("Farhill University, China \\*Corresponding author", "Farhill University, China"),
            ("Farhill University, China. # These authors contributed equally", "Farhill University, China"),
            (
                "Farhill University, China. Correspondence and requests for materials should be addressed to Y.L. (email: y@l.example)",
                "Farhill University, China",
            ),
            ("Farhill University, China\u{2020} Both authors", "Farhill University, China"),
            ("Farhill University, China (Dated: May 3, 2011) Abstract", "Farhill University, China"),
            ("Farhill University, China)(Received date:20190330)", "Farhill University, China"),
            ("Farhill University, China li@farhill.example", "Farhill University, China"),
            ("Farhill University, China. Electronic address: li@farhill.example.", "Farhill University, China"),
            (r"Farhill University, China\*", "Farhill University, China"),
            ("*Farhill University (Lowdale)", "Farhill University (Lowdale)"),
        ] {
            assert_eq!(&block[trim(block, 0..block.len())], text, "{block}");
        }
    }
}
