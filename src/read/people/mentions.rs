//! Which people a text names, and the addresses in it.

use std::cmp::Reverse;
use std::ops::Range;

use super::Person;
use crate::document::{Document, Span};
use crate::field::Email;
use crate::field::text::is_han;

/// What texts say of the people.
pub(super) struct Mentions<'a> {
    doc: &'a Document,
    pub people: &'a [Person],
    /// Their places, long names first: `李明阳` is no mention of `李明`.
    longest_first: Vec<usize>,
    /// Those that were asked for.
    known: Vec<Text>,
}

/// A text with the addresses in it and the people that it names, once they were asked for.
struct Text {
    span: Span,
    addresses: Vec<(Range<usize>, Email)>,
    named: Option<Vec<(usize, Span)>>,
}

impl<'a> Mentions<'a> {
    pub(super) fn new(doc: &'a Document, people: &'a [Person]) -> Mentions<'a> {
        let mut longest_first: Vec<usize> = (0..people.len()).collect();
        longest_first.sort_by_key(|&index| Reverse(people[index].sides().map(|printed| printed.name.len()).max()));
        Mentions { doc, people, longest_first, known: Vec::new() }
    }

    /// The place of the text `span` among those that were asked for.
    fn place(&mut self, span: Span) -> usize {
        self.known.iter().position(|known| known.span == span).unwrap_or_else(|| {
            let addresses = Email::find_all(self.doc.slice(span)).collect();
            self.known.push(Text { span, addresses, named: None });
            self.known.len() - 1
        })
    }

    /// The people named in `span`, in order of their first mention.
    pub(super) fn of(&mut self, span: Span) -> &[(usize, Span)] {
        let place = self.place(span);
        let text = &mut self.known[place];
        let find = || mentions(self.doc, span, self.people, &self.longest_first, &text.addresses);
        text.named.get_or_insert_with(find)
    }

    /// The addresses in `span`, their places counted from its start.
    pub(super) fn addresses(&mut self, span: Span) -> &[(Range<usize>, Email)] {
        let place = self.place(span);
        &self.known[place].addresses
    }
}

/// The people named in `span`; they are looked for in the order of `longest_first`.
fn mentions(
    doc: &Document,
    span: Span,
    people: &[Person],
    longest_first: &[usize],
    addresses: &[(Range<usize>, Email)],
) -> Vec<(usize, Span)> {
    let words = doc.slice(span);
    let mut found: Vec<(usize, Span)> = Vec::new();
    // `dileshan@…` spells a name and mentions nobody
    let mut taken: Vec<Range<usize>> = addresses.iter().map(|(address, _)| address.clone()).collect();
    let mut letters = String::new();
    for &index in longest_first {
        let free = |range: &Range<usize>| !taken.iter().any(|taken| taken.contains(&range.start));
        let names = people[index].sides().filter_map(|printed| find_name(words, &printed.name, &mut letters, free));
        if let Some(range) = names.min_by_key(|range| range.start) {
            found.push((index, span.part(range.clone())));
            taken.push(range);
        }
    }
    found.sort_by_key(|(_, at)| at.start);
    found
}

/// Where `name` stands in `words`, at the first place that is `free`; blanks, hyphens and case do not count, a Western name
/// may stand in the other order. `letters` is used over and over.
fn find_name(
    words: &str,
    name: &str,
    letters: &mut String,
    free: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let direct = find_loose(words, &[name], letters, &free);
    direct.or_else(|| {
        let (first, rest) = name.split_once(' ')?;
        find_loose(words, &[rest, first], letters, &free)
    })
}

/// Where the pieces of a name stand in `words` one behind the other, at the first place that is `free`.
fn find_loose(
    words: &str,
    name: &[&str],
    letters: &mut String,
    free: impl Fn(&Range<usize>) -> bool,
) -> Option<Range<usize>> {
    let ignored = |c: char| matches!(c, ' ' | '-' | '\n' | '‐' | '\'' | '’');
    let first = name.iter().find_map(|piece| piece.chars().next())?.to_lowercase().next()?;
    letters.clear();
    starts(words, first).find_map(|start| {
        if letters.is_empty() {
            for c in name.iter().flat_map(|piece| piece.chars()).filter(|c| !ignored(*c)) {
                if c.is_ascii() {
                    letters.push(c.to_ascii_lowercase());
                } else {
                    letters.extend(c.to_lowercase());
                }
            }
        }
        // nearly everywhere the next letter tells
        if let (Some(next), Some(second)) = (words.as_bytes().get(start + 1), letters.as_bytes().get(1))
            && first.is_ascii()
            && next.is_ascii_alphabetic()
            && next.to_ascii_lowercase() != *second
        {
            return None;
        }
        let mut wanted = letters.chars();
        let mut end = start;
        for (at, c) in words[start..].char_indices() {
            if wanted.as_str().is_empty() {
                break;
            }
            if ignored(c) {
                continue;
            }
            let same = match c {
                c if c.is_ascii() => wanted.next() == Some(c.to_ascii_lowercase()),
                c => c.to_lowercase().all(|c| wanted.next() == Some(c)),
            };
            if !same {
                return None;
            }
            end = start + at + c.len_utf8();
        }
        let whole = wanted.as_str().is_empty();
        // `Li Na` is not in `Li Nan`
        let ends = !words[..end].ends_with(|c: char| c.is_ascii_alphabetic())
            || !words[end..].starts_with(|c: char| c.is_ascii_lowercase());
        Some(start..end).filter(|range| whole && ends && free(range))
    })
}

/// Where `letter`, a small one, stands in `words` in either case.
fn starts(words: &str, letter: char) -> impl Iterator<Item = usize> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &words[at..];
        let found = match u8::try_from(letter) {
            Ok(byte) if byte.is_ascii() => memchr::memchr2(byte, byte.to_ascii_uppercase(), rest.as_bytes()),
            _ if is_han(letter) => rest.find(letter),
            _ => rest.char_indices().find(|(_, c)| c.to_lowercase().eq([letter])).map(|(at, _)| at),
        }?;
        let start = at + found;
        at = start + words[start..].chars().next().map_or(1, char::len_utf8);
        Some(start)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_text() {
        let found =
            |words: &'static str, name| find_name(words, name, &mut String::new(), |_| true).map(|at| &words[at]);
        assert_eq!(found("to Shu-yang MIN, Farhill", "Min Shuyang"), Some("Shu-yang MIN"));
        assert_eq!(found("闵 书阳, Min Shuyang", "闵书阳"), Some("闵 书阳"));
        assert_eq!(found("Li Nan and Li Na", "Li Na"), Some("Li Na"));
        assert_eq!(found("Min Shu", "Min Shuyang"), None);
    }

    #[test]
    fn a_name_within_a_longer_one_is_no_mention() {
        let page = "湿地土壤碳库的空间格局\n顾望1, 顾望舒2, 顾望3\n\n摘要: 对六座城市的湿地碳库进行了估算，并分析了岸线改造的影响。\n\n作者简介: 顾望舒(1980—),男,教授。E-mail: gws@abc.edu.cn; 顾望(1975—),女,讲师。\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let lives: Vec<_> = record.authors.iter().map(|author| author.biography.as_deref()).collect();
        let [gu, shu] = ["顾望(1975—),女,讲师", "顾望舒(1980—),男,教授。E-mail: gws@abc.edu.cn"].map(Some);
        assert_eq!(lives, [gu, shu, None]);
        assert_eq!(record.authors[1].email.as_ref().map(Email::as_str), Some("gws@abc.edu.cn"));
    }
}
