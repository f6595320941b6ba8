//! Terms in letters whose separators the text lost, told apart by their capitals.

use std::ops::Range;

use crate::field::text::begins_second_word;

/// Fewer bytes are one term.
const SHORTEST: usize = 20;

/// The terms in `text`, each of which begins with a capital: `Text miningUser model Data reuse` without separators.
/// Glued letters, `miningUser`, divide it; blanks before capitals do as well, unless all words have them, if most of the
/// terms then have a second word. The whole of it where that does not tell.
pub(super) fn terms(text: &str, whole: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text[whole.clone()].as_bytes();
    let glued = |at: usize| begins_second_word(bytes, at);
    let spaced = |at: usize| {
        bytes[at].is_ascii_uppercase() && bytes[at - 1] == b' ' && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    };
    if bytes.len() < SHORTEST || !bytes.is_ascii() || !bytes[0].is_ascii_uppercase() || text.contains(". ") {
        return vec![whole];
    }
    let divided = |cuts: &[usize]| -> Vec<&str> {
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([bytes.len()]);
        starts.zip(ends).map(|(start, end)| text[whole.start + start..whole.start + end].trim_end()).collect()
    };
    let cuts = |border: &dyn Fn(usize) -> bool| (1..bytes.len()).filter(|&at| border(at)).collect::<Vec<_>>();
    let glue = cuts(&glued);
    let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
    let both = cuts(&|at| glued(at) || spaced(at));
    let phrase = |term: &&&str| {
        term.split(' ').skip(1).any(|word| word.len() >= 4 && word.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    let mut terms = divided(&both);
    // in `Relation ExtractionWord Embedding` only the glue tells
    let titled = (both.len() - glue.len()) * 2 > blanks;
    if titled || terms.len() < 3 || terms.iter().filter(phrase).count() * 3 < terms.len() * 2 {
        terms = divided(&glue);
    }
    let mut at = whole.start;
    terms
        .into_iter()
        .map(|term| {
            at += text[at..].len() - text[at..].trim_start().len();
            let range = at..at + term.len();
            at = range.end;
            range
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_tell_terms_apart() {
        for list in [
            "Data analysis|Text mining|Emotional fluctuation analysis model",
            "User modeling|Multi-user|Personalized service|Human -computer interaction",
            "Relation Extraction|Word Embedding Representation|Word2Vec",
        ] {
            let text = list.replace('|', "");
            let found: Vec<&str> = terms(&text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, list.split('|').collect::<Vec<_>>());
        }
        let text = "Digital curation Data management service Policy research Data rights management";
        let found: Vec<&str> = terms(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Digital curation", "Data management service", "Policy research", "Data rights management"]);
        for one in [
            "Chinese Academy of Sciences in Lanzhou",
            "Carnegie Endowment for International Peace",
            "JavaScript",
            "logging while drilling azimuthal gamma Monte Carlo simulation shielding angle",
            "remote sensing of GeoDa",
        ] {
            assert!(terms(one, 0..one.len()).iter().eq([&(0..one.len())]), "{one}");
        }
    }
}
