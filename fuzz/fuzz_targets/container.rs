//! Any bytes as a file: what is in it is listed and read to the end, without a panic; what ends it is told once.
#![no_main]

use libfuzzer_sys::fuzz_target;

/// Members that are read: a few bytes may hold millions of lines.
const MEMBERS: usize = 10_000;

fuzz_target!(|data: &[u8]| {
    let file = qikan::source::Input::of_bytes("fuzz", data.to_vec());
    let mut failures = 0;
    for input in qikan::source::open(std::iter::once(file), None, Default::default()).take(MEMBERS) {
        let Err(error) = input.read() else { continue };
        assert!(!error.to_string().contains("an error in the program"), "{error}");
        failures += usize::from(error.uri == "fuzz");
    }
    assert!(failures <= 1, "what ends a container is told once");
});
