//! Inputs of a build: where each is, and how to get its bytes when its turn comes.

use crate::source::{self, Page, SourceError, SourceErrorKind};

/// How the bytes of an input are got.
type Read = dyn FnOnce() -> Result<Page, SourceError> + Send;

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
        let uri = uri.into();
        let named = uri.clone();
        let read = move || match read() {
            Ok(bytes) => Ok(Page { uri: named, fetched: None, bytes }),
            Err(kind) => Err(SourceError { uri: named, kind }),
        };
        Input { uri, held: 0, read: Box::new(read) }
    }

    /// How many bytes it has in memory.
    pub fn held(&self) -> u64 {
        self.held
    }

    /// Its bytes, and what it is called where that stands among them.
    pub fn read(self) -> Result<Page, SourceError> {
        (self.read)()
    }
}

impl From<source::Input> for Input {
    fn from(input: source::Input) -> Input {
        Input { uri: input.uri.clone(), held: input.held(), read: Box::new(move || input.read()) }
    }
}
