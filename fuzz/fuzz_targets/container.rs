//! Any bytes as a file: what is in it is listed and read to the end, without a panic and without end.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let file = qikan::source::Input::of_bytes("fuzz", data.to_vec());
    let mut members = 0;
    for input in qikan::source::open(std::iter::once(file), None) {
        members += 1;
        assert!(members <= data.len() + 1, "every member takes at least a byte");
        let Err(error) = input.read() else { continue };
        assert!(!error.to_string().contains("an error in the program"), "{error}");
    }
});
