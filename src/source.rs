//! Bytes → [`Document`]: what an input is, in which encoding, and its text.
//!
//! Knows files, encodings and formats. Leaves to others what the text says (`layout`, `field`).

mod container;
mod decode;
mod error;
mod foreign;
mod html;
mod input;
mod platform_hint;
mod text;
mod walk;

pub use self::container::open;
pub use self::decode::decode;
pub use self::error::{SourceError, SourceErrorKind};
pub use self::html::HIDDEN;
pub use self::input::{Input, Page};
pub use self::text::text_document;
pub use self::walk::{listed, walk};

/// The largest input that is read, in bytes. A page has 0.1 MB and a paper's text 0.2 MB; what is larger than this
/// is something else, and would cost memory for nothing.
pub const MAX_BYTES: u64 = 64 << 20;
