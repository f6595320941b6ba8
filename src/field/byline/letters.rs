//! Markers that print alone cannot tell: letters glued to a name, figures glued to each other.

use super::token::{Kind, Token};
use super::{Key, Marker, Person};
use crate::field::name::{is_initials, is_reading, syllables};

/// Takes the letter off names such as `QI Luochuana,b`, in a list that has letters for keys.
pub(super) fn unglue_keys(text: &str, persons: &mut [Person], tokens: &[Token]) {
    let letter = |token: &Token| match token.kind {
        Kind::Mark(Marker::Key(key)) if key.is_letter() => key.as_str().bytes().next(),
        _ => None,
    };
    let lettered = |token: &Token| letter(token).is_some();
    let all_glued = || letters_of_all(text, persons);
    let Some(highest) = tokens.iter().filter_map(letter).max().or_else(all_glued) else { return };
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
        let letters = last.bytes().rev().take_while(|byte| matches!(byte, b'a'..=b'h')).count();
        let kept = |count: usize| last.get(..last.len().saturating_sub(count)).filter(|kept| kept.len() >= 2);
        let spells = |count: &usize| kept(*count).is_some_and(|kept| syllables(kept).is_some());
        let misspelt = || syllables(last).is_none() && bare(person);
        let behind_initials = name.split(' ').next().is_some_and(|first| first != last && is_initials(first));
        // `Y. Maa`: a family name behind initials is short
        let family = || behind_initials && bare(person) && kept(1).is_some_and(is_reading);
        // `Zhangab` has two; `Zhang` need have none in a list that has no f
        let family_name = |count: &usize| kept(*count).is_some_and(is_reading);
        let mut counts = 1..=letters.min(2);
        let glued = || counts.clone().find(family_name).or_else(|| counts.find(spells));
        let glued = misspelt().then(glued).flatten();
        let own = || always && kept(1).is_some() && last.ends_with(|c: char| c as u32 <= u32::from(highest) + 1);
        let count = glued.unwrap_or_else(|| usize::from(own() || family()));
        for _ in 0..count {
            person.name.end -= 1;
            let marker = Marker::Key(Key::letter(text.as_bytes()[person.name.end]));
            if !person.markers.contains(&marker) {
                person.markers.insert(0, marker);
            }
        }
    }
}

/// The last letter of the keys where they are glued to all names and none stands apart: `Wangshu Gua, Zhixing Shenb`. All
/// letters from the first on are there, and a Chinese family name cannot end so.
fn letters_of_all(text: &str, persons: &[Person]) -> Option<u8> {
    let last = |person: &Person| text[person.name.clone()].bytes().next_back();
    let highest = persons.iter().map(last).max()??;
    let all = (b'a'..=highest).all(|letter| persons.iter().any(|person| last(person) == Some(letter)));
    let family = |person: &Person| {
        let word = text[person.name.clone()].rsplit(' ').next()?;
        let kept = word.get(..word.len() - 1)?;
        (syllables(word).is_none() && is_reading(kept)).then_some(())
    };
    ((b'b'..=b'h').contains(&highest) && all && persons.iter().any(|person| family(person).is_some()))
        .then_some(highest)
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
