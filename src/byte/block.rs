//! The bytes of a text 64 at a time: what asks every byte of a page the same asks eight in one step.

/// How many bytes are asked at once.
pub(crate) const BLOCK: usize = u64::BITS as usize;

/// The highest bit of each of eight bytes.
const HIGHEST: u64 = eight(0x80);

/// Eight times `byte`.
pub(crate) const fn eight(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each of eight bytes that is `least` or above, if its own highest bit is not looked at; `least` is
/// below 0x80.
pub(crate) fn at_least(bytes: u64, least: u8) -> u64 {
    ((bytes & !HIGHEST) + eight(0x80 - least)) & HIGHEST
}

/// The bytes of `text` in blocks, the last one filled up with blanks, and where each begins.
pub(crate) fn blocks(text: &[u8]) -> impl Iterator<Item = (usize, [u8; BLOCK])> + '_ {
    let (blocks, rest) = text.as_chunks();
    let last = (!rest.is_empty()).then(|| {
        let mut last = [b' '; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    (0..).step_by(BLOCK).zip(blocks.iter().copied().chain(last))
}

/// A bit for each byte of `block` whose highest bit `test` sets; it is given eight at a time.
pub(crate) fn bits(block: &[u8; BLOCK], test: impl Fn(u64) -> u64) -> u64 {
    let eights = block.as_chunks().0.iter().enumerate();
    eights.fold(0, |bits, (number, eight)| {
        let highest = test(u64::from_le_bytes(*eight)) & HIGHEST;
        // brings the eight bits together
        let gathered = (highest >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits | gathered << (8 * number)
    })
}

/// The places of the bits of `bits`, ascending.
pub(crate) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_asked_once_and_where_it_stands() {
        let text: Vec<u8> = (0..=255).chain(0..=100).collect();
        for least in [1, b'a', 0x7F] {
            let found: Vec<usize> = blocks(&text)
                .flat_map(|(start, block)| {
                    places(bits(&block, |bytes| at_least(bytes, least) & !bytes)).map(move |at| start + at)
                })
                .filter(|at| *at < text.len())
                .collect();
            let sought: Vec<usize> = (0..text.len()).filter(|at| (least..0x80).contains(&text[*at])).collect();
            assert_eq!(found, sought, "{least}");
        }
    }
}
