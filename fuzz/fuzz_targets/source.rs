//! Any bytes: decoding and extraction end without a panic, and every span lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = qikan::source::decode("fuzz".to_owned(), data) else { return };
    let Ok(extraction) = qikan::extract(&document) else { return };
    for evidence in &extraction.evidence {
        let _ = document.printed(evidence.span);
        let _ = document.line_column(evidence.span.start);
    }
    let json = serde_json::to_string(&extraction.record).expect("a record is JSON");
    let again: qikan::record::Record = serde_json::from_str(&json).expect("a record reads back");
    assert_eq!(again, extraction.record);
});
