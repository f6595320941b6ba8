//! When two forms say the same: differences of form that are no contradiction.

use memchr::memmem;

use crate::field::{Date, text};

/// Numbers of volumes, issues, pages, articles: leading zeros, case and punctuation do not count, and `增刊` is `S`.
pub(crate) fn number(a: &str, b: &str) -> bool {
    let plain = |s: &str| {
        let s = text::skeleton(s).replace("增刊", "s").replace("supplement", "s").replace("suppl", "s");
        s.trim_start_matches('0').to_owned()
    };
    plain(a) == plain(b)
}

/// Last pages: one may be cut to the digits that change, `1123–30`.
pub(crate) fn last_page(a: &str, b: &str) -> bool {
    number(a, b) || a.ends_with(b) || b.ends_with(a)
}

/// Dates: one may be cut shorter. Forms fill the date of an issue up with 1.
pub(crate) fn date(print: Date, meta: Date, issued: bool) -> bool {
    let (a, b) = (print.to_string(), meta.to_string());
    let filled = b.strip_suffix("-01").unwrap_or(&b);
    let filled = filled.strip_suffix("-01").unwrap_or(filled);
    a.starts_with(&b) || b.starts_with(&a) || issued && a.starts_with(filled)
}

/// Names of journals: one may abbreviate the other, `J. Lingnan Univ.`.
pub(crate) fn journal(a: &str, b: &str) -> bool {
    let (a, b) = (text::skeleton(a), text::skeleton(b));
    abbreviates(&a, &b) || abbreviates(&b, &a)
}

/// Names of people: `Peng, Yi-ming`, `PENG Yiming` and `Y. Peng` are `Yiming Peng`.
pub(crate) fn person(a: &str, b: &str) -> bool {
    if a == b && a.contains(char::is_alphanumeric) {
        return true;
    }
    let (x, y) = (letters(a), letters(b));
    // either order of family and given name
    let turned = x.len() == y.len() && !x.is_empty() && x.repeat(2).contains(&y);
    turned || initials(a, b) || initials(b, a)
}

/// Whether `short` has the words of `long`, all but one of them cut to initials.
fn initials(short: &str, long: &str) -> bool {
    let parts = |name: &str| -> Vec<String> {
        name.split([' ', ',', '.', '-']).map(letters).filter(|part| !part.is_empty()).collect()
    };
    let (mut short, mut long) = (parts(short), parts(long));
    let before = long.len();
    short.retain(|part| match long.iter().position(|l| l == part && part.len() > 1) {
        Some(at) => {
            long.remove(at);
            false
        }
        None => true,
    });
    long.len() < before && short.iter().all(|part| part.len() == 1) && abbreviates(&short.concat(), &long.concat())
}

/// The letters of a name without their accents, small.
fn letters(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text::skeleton(&name.nfd().filter(|c| !('\u{300}'..='\u{36F}').contains(c)).collect::<String>())
}

/// Whether the letters of `short` stand in `long` in this order, from its first on.
fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| rest.any(|l| l == c))
}

/// Abstracts: most of the one stands in the other, whatever became of formulas and of the end.
pub(crate) fn prose(a: &str, b: &str) -> bool {
    const PIECE: usize = 8;
    let (a, b) = (text::skeleton(a), text::skeleton(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if memmem::find(long.as_bytes(), short.as_bytes()).is_some() {
        return true;
    }
    let mut ends: Vec<usize> = short.char_indices().map(|(at, _)| at).step_by(PIECE).skip(1).collect();
    ends.push(short.len());
    let (mut start, mut shared) = (0, 0);
    for end in &ends {
        shared += usize::from(memmem::find(long.as_bytes(), short[start..*end].as_bytes()).is_some());
        if shared * 2 >= ends.len() {
            return true;
        }
        start = *end;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert!(number("12", "012") && number("S1", "增刊1") && number("7-8", "7/8") && number("E012", "e012"));
        assert!(!number("12", "13") && !number("S1", "1"));
        assert!(last_page("1130", "30") && !last_page("1130", "1131"));
    }

    #[test]
    fn dates() {
        let same = |a: &str, b: &str, issued| date(a.parse().unwrap(), b.parse().unwrap(), issued);
        assert!(same("2024-06-05", "2024", false) && same("2024-06", "2024-06-05", false));
        assert!(same("2024-06-25", "2024-06-01", true) && same("2024-06-25", "2024-01-01", true));
        assert!(!same("2024-06-25", "2024-06-01", false) && !same("2024-06-05", "2023", true));
    }

    #[test]
    fn people() {
        for (a, b) in [
            ("Peng Yi-ming", "Yiming Peng"),
            ("PENG Yiming", "Peng, Yi Ming"),
            ("José Müller", "Muller, Jose"),
            ("J. A. Smith", "Smith, John Arthur"),
            ("彭一鸣", "彭 一鸣"),
        ] {
            assert!(person(a, b), "{a} {b}");
        }
        for (a, b) in
            [("Peng Yiming", "Peng Yilan"), ("J. Smith", "J. Smyth"), ("彭一鸣", "彭一名"), ("Smith J.", "John Snow")]
        {
            assert!(!person(a, b), "{a} {b}");
        }
    }

    #[test]
    fn journals() {
        assert!(journal("Journal of Lingnan University", "J. Lingnan Univ."));
        assert!(journal("岭南大学学报(自然科学版)", "岭南大学学报"));
        assert!(!journal("Journal of Lingnan University", "Journal of Lingbei University"));
    }

    #[test]
    fn abstracts() {
        let long = "为了解退耕还林对土壤水分的影响,以陇中黄土丘陵区为对象,测定了不同林龄的土壤含水量。";
        assert!(prose(long, &long[..61]) && prose(long, &long.replace("水分", "$W$")));
        assert!(!prose(long, "车削时刀尖的振动与进给量有关,本文建立了三自由度模型并以实验检验之。"));
    }
}
