//! What a crawl leaves behind, and disks that refuse: one row in `sources` each, a clear line, nothing half-written.

use crate::program::{Folder, PAGE, Source};

/// Builds `pages` into `dataset` and gives the rows of `sources`; the dataset is whole, whatever the pages are.
fn build(here: &Folder, code: i32) -> Vec<Source> {
    let built = here.qikan(&["build", "pages", "--out", "dataset", "--quiet"]);
    assert_eq!((built.code, built.out.as_str(), built.err.as_str()), (code, "", ""));
    let checked = here.qikan(&["check", "dataset"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, ""));
    assert_eq!(here.names(), ["dataset", "pages"], "nothing is left beside");
    here.sources("dataset")
}

fn source(uri: &str, status: &str, message: &str) -> Source {
    Source { uri: format!("pages/{uri}"), status: status.to_owned(), message: message.to_owned() }
}

/// Every second byte of 3,000 at random: no text in any encoding.
fn noise() -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..3000).map(|_| next().max(1)).collect()
}

#[test]
fn files_that_are_no_pages_cost_only_themselves() {
    let here = Folder::new();
    let binary = "expected text or HTML, found binary data (no known kind of file); take it out";
    let cases: [(&str, Vec<u8>, &str, &str); 10] = [
        ("01 page.txt", PAGE.into(), "extracted", ""),
        ("02 empty.txt", "".into(), "failed", "expected a page or a paper, found an empty file; fetch it again"),
        (
            "03 paper.txt",
            b"%PDF-1.7\n\x00\x01".into(),
            "failed",
            "expected text or HTML, found a PDF; convert it to text first, e.g. with pdftotext",
        ),
        (
            "04 figure.html",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".into(),
            "failed",
            "expected text or HTML, found a PNG image; take it out",
        ),
        (
            "05 archive.txt",
            b"PK\x03\x04\0\0".into(),
            "failed",
            "expected a whole ZIP archive, found a damaged one (Could not find EOCD); fetch it again",
        ),
        ("06 nul.txt", b"a\0b\0\0\0zz".into(), "failed", binary),
        ("07 noise.txt", noise(), "failed", binary),
        (
            "08 data.txt",
            "{\"title\": \"题名\"}".into(),
            "not_an_article",
            "expected a page or a paper, found JSON; leave it where it is, or give the pages it was made from",
        ),
        (
            "09 blank.txt",
            " \n\u{3000}\n".into(),
            "failed",
            "expected a page or a paper, found an empty file; fetch it again",
        ),
        ("名 字.txt", "页面不存在".into(), "not_an_article", "not an article: "),
    ];
    for (name, bytes, ..) in &cases {
        here.write(&format!("pages/{name}"), bytes);
    }
    let sources = build(&here, 1);
    assert_eq!(sources.len(), cases.len());
    for (found, (name, _, status, message)) in sources.iter().zip(&cases) {
        // how the verdict puts it is its own matter
        let message =
            if message.ends_with(": ") && found.message.starts_with(message) { &found.message } else { *message };
        assert_eq!(found, &source(name, status, message));
    }

    let extracted = here.qikan(&["extract", "pages"]);
    assert_eq!((extracted.code, extracted.out.lines().count()), (1, 1));
    let lines: Vec<String> = sources[1..].iter().map(|s| format!("qikan: {}: {}", s.uri, s.message)).collect();
    assert_eq!(extracted.err.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn damaged_text_is_read_as_far_as_it_goes() {
    let here = Folder::new();
    let utf16 = |to: fn(u16) -> [u8; 2]| PAGE.encode_utf16().flat_map(to).collect::<Vec<u8>>();
    let middle = PAGE.find("摘要").unwrap();
    let broken = [&PAGE.as_bytes()[..middle], b"\n\xff\xfe\xc3\n", &PAGE.as_bytes()[middle..]].concat();
    here.write("pages/0.txt", PAGE);
    here.write("pages/invalid-utf8.txt", &broken);
    here.write("pages/nul.txt", PAGE.replace('。', "。\0"));
    here.write("pages/utf16-be.txt", utf16(u16::to_be_bytes));
    here.write("pages/utf16-le.txt", utf16(u16::to_le_bytes));
    let merged = |name: &str| source(name, "merged", "an earlier input gave the same article");
    let names = ["invalid-utf8.txt", "nul.txt", "utf16-be.txt", "utf16-le.txt"];
    let expected: Vec<Source> = [source("0.txt", "extracted", "")].into_iter().chain(names.map(merged)).collect();
    assert_eq!(build(&here, 0), expected);
    let shown = here.qikan(&["show", "pages/invalid-utf8.txt"]);
    assert!(shown.out.contains("encoding_loss"), "what could not be read is a problem: {}", shown.out);
}

#[test]
fn an_endless_line_and_a_deep_page_are_read_in_bounded_time() {
    let here = Folder::new();
    here.write("pages/deep.html", format!("<html><body>{}x{}", "<div>".repeat(1 << 20), "</div>".repeat(1 << 20)));
    here.write("pages/long.txt", "城市湿地碳汇的空间格局,顾望舒1 ".repeat(20_000_000 / 45));
    here.write("pages/page.txt", PAGE);
    let statuses: Vec<String> = build(&here, 0).into_iter().map(|source| source.status).collect();
    assert_eq!(statuses, ["not_an_article", "not_an_article", "extracted"]);
}

#[test]
fn a_file_that_vanishes_is_a_row() {
    let here = Folder::new();
    for name in ["a.txt", "b.txt", "c.txt"] {
        here.write(&format!("pages/{name}"), PAGE);
    }
    let victim = here.path().join("pages/b.txt");
    let process = |uri: &str, bytes: &[u8]| {
        // the first page is under way: the second has been listed and is not read yet
        let _ = std::fs::remove_file(&victim);
        let document = qikan::source::decode(uri.to_owned(), bytes).unwrap();
        qikan::dataset::Outcome::article(&document, qikan::extract(&document).unwrap(), false)
    };
    let out = here.path().join("dataset");
    let (watch, stop) = (&mut (), &std::sync::atomic::AtomicBool::new(false));
    let options = qikan::dataset::Options { jobs: 1, ..qikan::dataset::Options::new(out, watch, stop) };
    let inputs = qikan::source::walk([here.path().join("pages").into()]).map(Into::into);
    let summary = qikan::dataset::build(inputs, &process, options).unwrap();
    assert_eq!((summary.inputs, summary.records), (3, 1));
    let sources = here.sources("dataset");
    assert_eq!([0, 1, 2].map(|n| sources[n].status.as_str()), ["extracted", "failed", "merged"]);
    assert!(sources[1].message.starts_with("expected to read it, found: no such file or folder; check the path"));
}

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command as Process;

    use assert_cmd::Command;

    use super::*;
    use crate::program::{PROGRAM, Run};

    #[test]
    fn links_that_lead_nowhere_or_back_are_rows() {
        let here = Folder::new();
        here.write("pages/a/page.txt", PAGE);
        symlink(here.path().join("pages"), here.path().join("pages/a/up")).unwrap();
        symlink("nowhere.txt", here.path().join("pages/broken.txt")).unwrap();
        let expected = [
            source("a/page.txt", "extracted", ""),
            source(
                "a/up",
                "failed",
                "expected a folder of its own, found one that was read already; remove the symbolic link",
            ),
            source(
                "broken.txt",
                "failed",
                "expected a file, found a symbolic link to \"nowhere.txt\", which does not exist; mend or remove the link",
            ),
        ];
        assert_eq!(build(&here, 1), expected);
    }

    /// qikan as a user without privileges; none where we are root and cannot become somebody else.
    fn unprivileged(here: &Folder, args: &[&str]) -> Option<Run> {
        use std::os::unix::process::CommandExt;
        here.write("locked", "");
        std::fs::set_permissions(here.path().join("locked"), Permissions::from_mode(0o000)).unwrap();
        let root = std::fs::read(here.path().join("locked")).is_ok();
        std::fs::remove_file(here.path().join("locked")).unwrap();
        let mut process = Process::new(PROGRAM);
        process.current_dir(here.path());
        if root {
            const NOBODY: u32 = 65_534;
            process.uid(NOBODY).gid(NOBODY);
            // the program may lie where only root gets at it
            if !process.arg("--version").output().is_ok_and(|output| output.status.success()) {
                eprintln!("skipped: root may read and write everything");
                return None;
            }
            process = Process::new(PROGRAM);
            process.current_dir(here.path()).uid(NOBODY).gid(NOBODY);
        }
        process.args(args);
        Some(Run::of(Command::from_std(process)))
    }

    #[test]
    fn what_may_not_be_read_is_a_row() {
        let here = Folder::new();
        here.write("pages/locked/page.txt", PAGE);
        here.write("pages/secret.txt", PAGE);
        let mode = |name: &str, mode| {
            std::fs::set_permissions(here.path().join(name), Permissions::from_mode(mode)).unwrap();
        };
        mode("pages/locked", 0o000);
        mode("pages/secret.txt", 0o000);
        mode("", 0o777);
        let run = unprivileged(&here, &["build", "pages", "--out", "dataset", "--quiet"]);
        mode("pages/locked", 0o700);
        let Some(run) = run else { return };
        assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (1, "", ""));
        let denied = "expected to read it, found: permission denied; grant read permission, e.g. with chmod +r";
        let expected = ["locked", "secret.txt"].map(|name| source(name, "failed", denied));
        assert_eq!(here.sources("dataset"), expected);
    }

    #[test]
    fn a_folder_that_may_not_be_written_is_refused() {
        let here = Folder::new();
        here.write("pages/page.txt", PAGE);
        std::fs::create_dir(here.path().join("archive")).unwrap();
        std::fs::set_permissions(here.path(), Permissions::from_mode(0o755)).unwrap();
        std::fs::set_permissions(here.path().join("archive"), Permissions::from_mode(0o555)).unwrap();
        for out in ["archive/dataset", "archive/deep/dataset"] {
            let Some(run) = unprivileged(&here, &["build", "pages", "--out", out]) else { return };
            run.is_refused(&format!(
                "qikan: {out}: expected to write it, found: Permission denied (os error 13); \
                 write to a folder of your own"
            ));
        }
        assert_eq!(std::fs::read_dir(here.path().join("archive")).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_the_system_cuts_off_leaves_nothing() {
        let here = Folder::new();
        here.write("page.txt", PAGE);
        // a limit on the size of files fails in the middle of writing, as a full disk does, and needs no privileges
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$0\" build page.txt --out archive/dataset";
        let mut command = Command::new("sh");
        command.current_dir(here.path()).args(["-c", script, PROGRAM]);
        Run::of(command).is_refused("qikan: archive/dataset: expected to write it, found: File too large");
        assert_eq!(here.names(), ["archive", "page.txt"]);
        assert_eq!(std::fs::read_dir(here.path().join("archive")).unwrap().count(), 0);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_leaves_nothing() {
        let here = Folder::new();
        here.write("page.txt", PAGE);
        here.write("disk/.keep", "");
        // a disk of its own for this one process: it is gone when the process ends
        let on_disk = |script: &str| {
            let script = format!("mount -t tmpfs -o size=16k none disk && {{ {script}; }}");
            let args = ["--user", "--map-root-user", "--mount", "sh", "-c", &script, PROGRAM];
            Process::new("unshare").current_dir(here.path()).args(args).output()
        };
        if !on_disk("true").is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: this system mounts no disk for us");
            return;
        }
        let output = on_disk("\"$0\" build page.txt --out disk/dataset; code=$?; ls -A disk; exit $code").unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let run = Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        run.is_refused("found: No space left on device (os error 28); free some space or write to another disk");
        assert!(run.err.starts_with("qikan: disk/dataset"), "the target as it was named: {}", run.err);
    }
}
