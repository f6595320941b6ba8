//! Inputs of a build: where each is, and how to get its bytes when its turn comes.

use crate::source::{self, SourceErrorKind};

/// How the bytes of an input are got.
type Read = dyn FnOnce() -> Result<Vec<u8>, SourceErrorKind> + Send;

/// One input, not read yet.
pub struct Input {
    /// Path or address; a member of a container is `archive!/member`.
    pub uri: String,
    held: u64,
    read: Box<Read>,
}

impl Input {
    /// An input at `uri`, read by `read` in whatever thread its turn comes.
    pub fn new(
        uri: impl Into<String>,
        read: impl FnOnce() -> Result<Vec<u8>, SourceErrorKind> + Send + 'static,
    ) -> Input {
        Input { uri: uri.into(), held: 0, read: Box::new(read) }
    }

    /// The same, which has `bytes` in memory already, before its turn comes.
    pub fn holding(self, bytes: u64) -> Input {
        Input { held: bytes, ..self }
    }

    /// How many bytes it has in memory.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Its bytes.
    pub fn read(self) -> Result<Vec<u8>, SourceErrorKind> {
        (self.read)()
    }
}

impl From<source::Input> for Input {
    fn from(input: source::Input) -> Input {
        Input::new(input.uri.clone(), move || input.read().map_err(|error| error.kind))
    }
}
