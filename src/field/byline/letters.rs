//! Markers that print alone cannot tell: letters glued to a name, figures glued to each other.

use super::token::{Kind, Token};
use super::{Key, Marker, Person};
use crate::field::name::{is_initials, is_reading, syllables};

/// Takes the letter off names such as `QI Luochuana,b`, in a list that has letters for keys.
pub(super) fn unglue_keys(text: &str, persons: &mut [Person], tokens: &[Token]) {
    let lettered = |token: &Token| matches!(token.kind, Kind::Mark(Marker::Key(key)) if key.is_letter());
    if !tokens.iter().any(lettered) {
        return;
    }
    let ends = |person: &Person| text[person.name.clone()].ends_with(|c: char| matches!(c, 'a'..='h'));
    let bare = |person: &Person| !person.keys().any(Key::is_letter);
    // where every name ends so, it is no chance
    // but not where keys stand behind blanks: `Jiahua Zhang a`
    let mut words = tokens.iter().filter(|token| !matches!(token.kind, Kind::Gap(_))).peekable();
    let mut apart = false;
    while let Some(word) = words.next() {
        apart |= word.kind == Kind::Latin && words.peek().is_some_and(|next| lettered(next));
    }
    let glued = |person: &Person| ends(person) && person.name.len() > 3;
    let always = !apart && persons.len() >= 2 && persons.iter().all(glued);
    for person in persons.iter_mut().filter(|person| ends(person)) {
        let name = &text[person.name.clone()];
        let last = name.rsplit([' ', '-']).next().unwrap_or(name);
        let (kept, letter) = (&last[..last.len() - 1], name.as_bytes()[name.len() - 1]);
        let misspelt = syllables(last).is_none() && syllables(kept).is_some() && bare(person);
        // `Y. Maa`: a family name behind initials is short
        let behind_initials = name.split(' ').next().is_some_and(|first| first != last && is_initials(first));
        let family = behind_initials && bare(person) && is_reading(kept);
        if kept.len() >= 2 && (always || misspelt || family) {
            let marker = Marker::Key(Key::letter(letter));
            person.name.end -= 1;
            if !person.markers.contains(&marker) {
                person.markers.insert(0, marker);
            }
        }
    }
}

/// Reads `12` as 1 and 2 in a list that has no 11 or 13.
pub(super) fn split_figures(persons: &mut [Person]) {
    if !persons.iter().flat_map(Person::keys).any(|key| key.as_str().len() > 1) {
        return;
    }
    let mut figures: Vec<u32> = persons.iter().flat_map(Person::keys).filter_map(Key::as_number).collect();
    figures.sort_unstable();
    figures.dedup();
    let known = |n: u32| figures.binary_search(&n).is_ok();
    for person in persons {
        for place in (0..person.markers.len()).rev() {
            let Marker::Key(key) = person.markers[place] else { continue };
            let Some(value) = key.as_number() else { continue };
            let figures = key.as_str().as_bytes();
            let ascending = figures.windows(2).all(|pair| pair[0] < pair[1]) && !figures.contains(&b'0');
            if value < 10 || !ascending || known(value - 1) || known(value + 1) || known(9) {
                continue;
            }
            person.markers.remove(place);
            for figure in figures.iter().rev() {
                let digit = Marker::Key(Key::number(u32::from(figure - b'0')));
                if !person.markers.contains(&digit) {
                    person.markers.insert(place, digit);
                }
            }
        }
    }
}
