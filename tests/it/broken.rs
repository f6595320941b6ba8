//! A page whose lines a program broke at a margin says what it said before.

use crate::dressed::record;
use crate::fixtures::FIXTURES;

/// The columns of a character.
fn columns(c: char) -> usize {
    if c >= '\u{2E80}' { 2 } else { 1 }
}

/// `line` broken where more than `margin` columns would stand: at blanks, and between characters.
fn broken(line: &str, margin: usize) -> String {
    let mut page = String::new();
    let mut width = 0;
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let end = match columns(first) {
            2 => first.len_utf8(),
            _ if first == ' ' => rest.find(|c| c != ' ').unwrap_or(rest.len()),
            _ => rest.find(|c| c == ' ' || columns(c) == 2).unwrap_or(rest.len()),
        };
        let (piece, behind) = rest.split_at(end);
        let wide: usize = piece.chars().map(columns).sum();
        if width > 0 && width + wide > margin {
            page.truncate(page.trim_end_matches(' ').len());
            page.push('\n');
            width = 0;
        }
        if width > 0 || first != ' ' {
            page.push_str(piece);
            width += wide;
        }
        rest = behind;
    }
    page + "\n"
}

/// The record of `page` as text, without the blanks that a break may have taken or given.
fn print(page: &str) -> String {
    serde_json::to_string(&record(page)).unwrap().replace([' ', '\u{3000}'], "")
}

/// Lines of print are broken already, and papers run over many pages.
const PRINT: &[&str] = &["html/", "negative/", "fulltext/", "ocr/", "firstpage/"];

/// Of a hundred pages so many say all that they said: a title may fill its line by chance, and a break may fall where
/// blanks alone divide a list.
const SAME: usize = 85;

#[test]
fn lines_that_a_program_broke() {
    let (mut same, mut pages, mut report) = (0, 0, String::new());
    for fixture in FIXTURES.iter().filter(|fixture| !PRINT.iter().any(|name| fixture.name.starts_with(name))) {
        let text = fixture.document.body();
        let whole = print(text);
        for margin in [60, 72, 80, 100] {
            for behind_line in ["", "\n"] {
                let end = |line: &str| if line.trim().is_empty() { "" } else { behind_line };
                let page: String = text.lines().map(|line| broken(line, margin) + end(line)).collect();
                pages += 1;
                match print(&page) == whole {
                    true => same += 1,
                    false => report += &format!("{} at {margin}, {behind_line:?}\n", fixture.name),
                }
            }
        }
    }
    assert!(same * 100 >= pages * SAME, "{same} of {pages} are the same\n{report}");
}
