//! The encoding of bytes that do not say it, told by which characters they would be.
//!
//! Chinese text is made of a few thousand characters that both GB 2312 and Big5 put first, in their level 1. Read in
//! the right encoding nearly all characters are of that level, in the wrong one about half.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at, from the first that is no ASCII: a page may begin with 50 KB of style.
const SAMPLE: usize = 16 << 10;

/// Share of level-1 characters from which an encoding is believed.
const COMMON: f32 = 0.7;

/// UTF-16 without a byte-order mark: NUL bytes among its Latin letters, and read so it is text.
pub(super) fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    // even Chinese without a single Latin letter has line ends and digits
    if memchr::memchr_iter(0, sample).count() * 400 < sample.len() {
        return None;
    }
    let share = |read: fn([u8; 2]) -> u16| {
        let text = sample.chunks_exact(2).filter(|unit| is_text(read([unit[0], unit[1]]))).count();
        text * 100 / (sample.len() / 2).max(1)
    };
    match (share(u16::from_le_bytes), share(u16::from_be_bytes)) {
        (little, big) if little >= 90 && little > big => Some(UTF_16LE),
        (little, big) if big >= 90 && big > little => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a UTF-16 code unit is likely in a Chinese or English paper.
fn is_text(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x24F | 0x370..=0x3FF | 0x2000..=0x27BF | 0x3000..=0x33FF
        | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}

/// Whether `bytes` are no text in any encoding of one-byte control characters.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
    // what is counted fast is hardly ever too much
    are_many(sample, |b| b < 0x20 && b != b'\n')
        && are_many(sample, |b| b < 0x20 && !matches!(b, 0x09 | 0x0A | 0x0C | 0x0D | 0x1B))
}

/// Whether more than one byte in fifty `is_counted`.
fn are_many(sample: &[u8], is_counted: impl Fn(u8) -> bool) -> bool {
    // by chunks whose count fits a byte, so that the compiler counts many bytes at once
    let count = |chunk: &[u8]| usize::from(chunk.iter().map(|b| u8::from(is_counted(*b))).sum::<u8>());
    sample.chunks(128).map(count).sum::<usize>() * 50 > sample.len()
}

/// The encoding of bytes that are not UTF-8 throughout; `declared` decides between likely ones.
pub(super) fn guess(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if is_damaged_utf8(bytes) {
        return UTF_8;
    }
    let start = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let gb = Count::of(sample, |lead, trail| {
        matches!((lead, trail), (0xB0..=0xD6, 0xA1..=0xFE) | (0xD7, 0xA1..=0xF9) | (0xA1..=0xA3, 0xA1..=0xFE))
    });
    let big5 = Count::of(sample, |lead, trail| {
        matches!((lead, trail), (0xA4..=0xC5, _) | (0xC6, ..=0x7E) | (0xA1..=0xA3, _)) && !matches!(trail, 0x80..=0xA0)
    });
    // Chinese characters stand together, the accented letters of other languages do not
    if gb.together * 3 < gb.pairs && big5.together * 3 < big5.pairs {
        // an English paper out of a Chinese editor has Chinese dashes and quotes, each of two bytes above ASCII
        if gb.high * 10 >= (gb.pairs + gb.broken) * 9 {
            return GB18030;
        }
        return declared.filter(|e| e.is_single_byte()).unwrap_or(WINDOWS_1252);
    }
    let likely = [(GB18030, gb.share()), (BIG5, big5.share())];
    let best = if likely[1].1 > likely[0].1 { likely[1] } else { likely[0] };
    match declared {
        Some(declared) => match likely.iter().find(|(encoding, _)| *encoding == declared) {
            // rare characters are no reason to mistrust a declaration, another encoding's common ones are
            Some((_, share)) if *share + 0.2 >= best.1 => declared,
            // Korean and Japanese share two-byte codes with Chinese; nobody declares them by mistake
            None if !declared.is_single_byte() && !declared.decode_without_bom_handling(sample).1 => declared,
            None if best.1 < COMMON && declared != UTF_8 => declared,
            _ => best.0,
        },
        None if best.1 >= COMMON => best.0,
        None => detect(sample),
    }
}

/// Mostly UTF-8: text cut off inside a character, or with a few bad bytes in it.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let sample = &bytes[..bytes.len().min(4 * SAMPLE)];
    let mut rest = sample.len();
    for chunk in sample.utf8_chunks() {
        rest -= chunk.valid().len() + chunk.invalid().len();
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        // the last character may be cut off
        bad += usize::from(!chunk.invalid().is_empty() && (rest > 0 || chunk.invalid()[0] < 0xC2));
        // too many, whatever follows
        if bad * 20 > good + rest / 2 {
            return false;
        }
    }
    good > 0 && good >= bad * 20
}

/// How a sample reads as characters of two bytes.
struct Count {
    pairs: usize,
    common: usize,
    /// Pairs right behind another pair.
    together: usize,
    /// Pairs of two bytes above ASCII, and characters of four.
    high: usize,
    broken: usize,
}

impl Count {
    fn of(sample: &[u8], is_common: impl Fn(u8, u8) -> bool) -> Count {
        let mut count = Count { pairs: 0, common: 0, together: 0, high: 0, broken: 0 };
        let mut at = 0;
        let mut previous_end = usize::MAX;
        while at < sample.len() {
            let lead = sample[at];
            if lead < 0x80 {
                at += 1;
                continue;
            }
            match sample.get(at + 1) {
                Some(&trail) if lead != 0x80 && lead != 0xFF && trail >= 0x40 && trail != 0x7F && trail != 0xFF => {
                    count.pairs += 1;
                    count.common += usize::from(is_common(lead, trail));
                    count.together += usize::from(previous_end == at);
                    count.high += usize::from(trail > 0xA0);
                    at += 2;
                    previous_end = at;
                }
                // a character of four bytes
                Some(b'0'..=b'9') if matches!(sample.get(at + 2), Some(0x81..=0xFE)) => {
                    count.pairs += 1;
                    count.high += 1;
                    at += 4;
                    previous_end = at;
                }
                _ => {
                    count.broken += 1;
                    at += 1;
                }
            }
        }
        count
    }

    /// Share of common characters, less for what is no character.
    fn share(&self) -> f32 {
        (self.common as f32 - 3.0 * self.broken as f32) / self.pairs.max(1) as f32
    }
}

/// The last resort, slow, on a prefix: other scripts than Chinese.
fn detect(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample[..sample.len().min(16 << 10)], true);
    match detector.guess(None, Utf8Detection::Deny) {
        gbk if gbk == encoding_rs::GBK => GB18030,
        other => other,
    }
}
