//! The organisation in an affiliation in Latin letters, by the words of its parts.

use std::ops::Range;
use std::sync::LazyLock;

use crate::byte;
use crate::field::words::Words;

/// How well a part answers for the whole affiliation.
const TOP: u8 = 10;
const DEPARTMENT: u8 = 1;

/// Words that lead to a rank, best first; in small letters, found anywhere, since OCR glues words together.
const WORDS: &[(&str, u8)] = &[
    ("universi", TOP),
    ("univ.", TOP),
    ("politecnico", TOP),
    ("hochschule", TOP),
    ("école", TOP),
    ("École", TOP),
    ("hospital", TOP),
    ("infirmary", TOP),
    ("academy", TOP),
    ("academia", TOP),
    ("institute of technology", 9),
    ("polytechnic", 9),
    ("co., ltd", 8),
    ("co.,ltd", 8),
    ("co. ltd", 8),
    ("co.ltd", 8),
    ("company", 8),
    ("corporation", 8),
    ("limited", 8),
    ("gmbh", 8),
    ("party school", 8),
    ("college", 8),
    ("troops", 6),
    ("bureau", 6),
    ("administration", 6),
    ("commission", 6),
    ("committee", 6),
    ("institut", 5),
    ("instituto", 5),
    ("medical center", 5),
    ("medical centre", 5),
    ("clinic", 4),
    ("library", 4),
    ("museum", 4),
    ("garden", 4),
    ("observatory", 4),
    ("brigade", 4),
    ("agency", 4),
    ("council", 4),
    ("association", 4),
    ("society", 4),
    ("foundation", 4),
    ("national laboratory", 4),
    ("center", 4),
    ("centre", 4),
    ("station", 4),
    ("group", 4),
    ("industry", 4),
    ("laborator", 3),
    ("ministry", 2),
    ("school", DEPARTMENT),
    ("department", DEPARTMENT),
    ("faculty", DEPARTMENT),
    ("division", DEPARTMENT),
    ("section", DEPARTMENT),
    ("unit", DEPARTMENT),
    ("office", DEPARTMENT),
    ("dept.", DEPARTMENT),
    ("key lab", 3),
];

/// The words of `WORDS`, in their order.
static ANYWHERE: LazyLock<Words<true>> =
    LazyLock::new(|| Words::new(&WORDS.iter().map(|(word, _)| *word).collect::<Vec<_>>()));

/// Words that a part of an organisation begins with.
const HEADS: &[&str] = &[
    "department",
    "dept",
    "school of",
    "school  of",
    "faculty",
    "college of",
    "division",
    "section",
    "key lab",
    "state key",
    "national key",
    "laborator",
    "lab ",
    "institute of",
    "center for",
    "centre for",
    "center of",
    "centre of",
    "research center",
    "research institute",
    "office",
    "unit of",
];

fn rank(part: &str) -> u8 {
    let anywhere = ANYWHERE.found_in(part).map(|(_, place)| WORDS[place].1);
    let words = part.as_bytes().split(|byte| matches!(byte, b' ' | b',')).map(rank_of_word);
    let best = anywhere.chain(words).max().unwrap_or(0);
    // a `College of X` is a part of a university, an `X College` is not
    if best == 8 {
        let low = part.to_ascii_lowercase();
        if low.contains("college of") && !low.contains("company") && !low.contains("ltd") {
            return DEPARTMENT + 1;
        }
    }
    best
}

/// The rank of words that count only as a whole, since they are found inside others: `inc` in `Province`.
fn rank_of_word(word: &[u8]) -> u8 {
    match byte::small(word, &mut [0; 4]) {
        Some(b"inc" | b"inc." | b"ltd" | b"ltd." | b"llc") => 8,
        Some(b"lab" | b"cas") => 3,
        _ => 0,
    }
}

/// The top organisation among `segments` of `text`, and its rank.
pub(super) fn organisation(text: &str, segments: &[Range<usize>]) -> Option<(Range<usize>, u8)> {
    let mut best: Option<(usize, u8)> = None;
    for (n, segment) in segments.iter().enumerate() {
        let rank = rank(&text[segment.clone()]);
        if rank > best.map_or(0, |(_, rank)| rank) {
            best = Some((n, rank));
        }
    }
    let (n, rank) = best?;
    let mut range = segments[n].clone();
    let name = text[range.clone()].to_ascii_lowercase();
    let comma = |a: usize, b: usize| matches!(text[segments[a].end..segments[b].start].trim(), "," | "，");
    if name.contains("hospital") {
        // `The First Affiliated Hospital, X University` is one name
        let belongs =
            ["affiliated", "first ", "second ", "third ", "fourth ", "fifth "].iter().any(|w| name.contains(w));
        let has_school = name.contains("universi") || name.contains("college");
        if belongs && !has_school && n + 1 < segments.len() && comma(n, n + 1) {
            let next = text[segments[n + 1].clone()].to_ascii_lowercase();
            if next.contains("universi") || next.contains("college") && !next.contains("college of") {
                range.end = segments[n + 1].end;
            }
        }
    } else if name.contains("chinese academy") && !name.contains("universi") {
        // the institutes of a national academy are organisations of their own
        if n > 0 && comma(n - 1, n) && is_institute(&text[segments[n - 1].clone()]) {
            range.start = segments[n - 1].start;
        }
    } else if name.contains("universi") {
        range = university(text, range);
    }
    Some((without_place(text, range), rank))
}

fn is_institute(part: &str) -> bool {
    let low = part.to_ascii_lowercase();
    let institute = ["institute", "national observatories", "botanical garden", "science center", "science library"]
        .iter()
        .any(|w| low.contains(w));
    institute && !low.contains("laborator") && !low.contains("department")
}

/// `range` without the school before the university and the library behind it.
fn university(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let low = part.to_ascii_lowercase();
    let at = low.find("universi").unwrap_or(0);
    let mut range = range;
    if HEADS.iter().any(|head| low.starts_with(head)) || low.starts_with("the ") && low[4..].starts_with("college of") {
        let form_of = low[at..].starts_with("university of")
            && (at == 0 || low[..at].ends_with("of ") || low[..at].ends_with("at "));
        let from = if form_of {
            Some(at)
        } else {
            let of = low[..at].rfind(" of ").map(|i| i + 4);
            let of_at = low[..at].rfind(" at ").map(|i| i + 4);
            of.max(of_at)
        };
        if let Some(from) = from {
            range.start += from + if low[from..].starts_with("the ") { 4 } else { 0 };
        }
    }
    let rest = &text[range.clone()];
    let Some(end) = rest.find("University").map(|at| at + "University".len()) else { return range };
    let mut words = rest[end..].split_whitespace();
    let next = words.next().unwrap_or("");
    // `Wuhan University Information Faculty Library`; `Delft University of Technology` goes on
    let goes_on = rest[end..].starts_with(' ') && !matches!(next, "of" | "for" | "at" | "in" | "and" | "&");
    let part_follows = || {
        let behind = rest[end..].to_ascii_lowercase();
        ["library", "school", "department", "faculty", "college", "institute", "laborator"]
            .iter()
            .any(|word| behind.contains(word))
    };
    if goes_on && part_follows() {
        range.end = range.start + end;
    }
    range
}

/// `range` without a postcode at its end and the city before that, e.g. ` Beijing 100039 China`.
fn without_place(text: &str, mut range: Range<usize>) -> Range<usize> {
    let mut name = text[range.clone()].trim_end();
    if let Some(blank) = name.rfind(' ').filter(|blank| super::place::is_country(&name[blank + 1..])) {
        let before = name[..blank].trim_end();
        if before.ends_with(|c: char| c.is_ascii_digit()) {
            name = before;
        }
    }
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits < 4 {
        range.end = range.start + name.len();
        return range;
    }
    let name = name[..name.len() - digits].trim_end();
    range.end = range.start + name.len();
    if let Some(blank) = name.rfind(' ') {
        let before = name[..blank].trim_end();
        let open = ["of", "and", "for", "the", "&"].iter().any(|w| before.ends_with(w));
        if !open && rank(before) == rank(name) {
            range.end = range.start + before.len();
        }
    }
    range
}
