//! The engine behind `build`, `extract` and `show`: the one place where a page becomes an outcome.

use qikan::dataset::{Outcome, WORKER};
use qikan::source;

/// What comes of the page at `uri` with `bytes`; `evidence`: whether to keep where its values stand.
pub fn process(uri: &str, bytes: &[u8], _evidence: bool) -> Outcome {
    match source::decode(uri.to_owned(), bytes) {
        Err(error) => Outcome::unreadable(uri, Some(bytes), &error.kind),
        Ok(document) => {
            Outcome::failed(uri, Some(bytes), "expected an extraction engine, found none").with_format(document.format)
        }
    }
}

/// Workers' panics become messages in `sources`; printed as well they would only tear the progress line.
pub fn silence_workers() {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(WORKER) {
            print(panic);
        }
    }));
}
