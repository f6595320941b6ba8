fn main() {
    use std::io::Write;
    let mut out = std::io::BufWriter::new(std::io::stdout());
    for f in std::env::args().skip(1) {
        let bytes = std::fs::read(&f).unwrap();
        let doc = match qikan::source::decode(f.clone(), &bytes) {
            Ok(d) => d,
            Err(e) => {
                eprintln!("{e}");
                continue;
            }
        };
        match qikan::extract(&doc) {
            Ok(x) => {
                serde_json::to_writer(&mut out, &x.record).unwrap();
                out.write_all(b"\n").unwrap();
            }
            Err(e) => eprintln!("{f}: {e}"),
        }
    }
}
