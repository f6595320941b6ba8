//! SHA-256, as it is written and as it is compared.

use sha2::{Digest, Sha256};

/// Bytes in lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

/// The first half of a SHA-256, to tell texts apart by 16 bytes of memory each, whatever they say.
pub(crate) fn half(hash: Sha256) -> u128 {
    let digest = hash.finalize();
    u128::from_le_bytes(std::array::from_fn(|at| digest[at]))
}

/// SHA-256 of `bytes` in lower-case hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
