//! What loops over bytes share: tables that tell of each byte what it may be, made by the compiler, and short words in
//! small letters without a string of their own.

pub(crate) mod block;

/// Whether a byte is one of `list`.
pub(crate) const fn among(mut list: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    while let [byte, rest @ ..] = list {
        table[*byte as usize] = true;
        list = rest;
    }
    table
}

/// `table` with the bits of `class` for each byte of `list` as well.
pub(crate) const fn with(mut table: [u8; 256], mut list: &[u8], class: u8) -> [u8; 256] {
    while let [byte, rest @ ..] = list {
        table[*byte as usize] |= class;
        list = rest;
    }
    table
}

/// Whether `bytes` begin with `word`, its ASCII letters in either case.
pub(crate) fn begins(bytes: &[u8], word: &[u8]) -> bool {
    bytes.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))
}

/// Where `word` stands first in `text`, its ASCII letters in either case.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let first = word.first()?;
    let mut starts = memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text);
    starts.find(|&at| begins(&text[at..], word))
}

/// `word` in small ASCII letters, in `room`; none where that is too small, so that no word as long is looked for.
pub(crate) fn small<'r>(word: &[u8], room: &'r mut [u8]) -> Option<&'r [u8]> {
    let small = room.get_mut(..word.len())?;
    small.copy_from_slice(word);
    small.make_ascii_lowercase();
    Some(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_a_list_and_no_others() {
        let table = among(b"\0a\xFF");
        assert!((0..=255u8).all(|byte| table[usize::from(byte)] == matches!(byte, 0 | b'a' | 0xFF)));
        let table = with(with([0; 256], b"ab", 1), b"bc", 2);
        assert_eq!([b'a', b'b', b'c', b'd'].map(|byte| table[usize::from(byte)]), [1, 3, 2, 0]);
    }

    #[test]
    fn a_beginning_in_either_case() {
        assert!(begins("Doi:10".as_bytes(), b"doi:") && begins("摘要".as_bytes(), "摘".as_bytes()));
        assert!(!begins(b"do", b"doi:") && !begins(b"dio:", b"doi:"));
    }

    #[test]
    fn a_word_in_either_case() {
        assert_eq!((find("a DOI: 10", "doi"), find("摘要", "要"), find("do", "doi")), (Some(2), Some(3), None));
    }

    #[test]
    fn words_in_small_letters() {
        assert_eq!(small(b"Ltd.", &mut [0; 4]), Some(b"ltd.".as_slice()));
        assert_eq!(small(b"Limited", &mut [0; 4]), None);
    }
}
