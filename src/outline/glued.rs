//! A Chinese title and its byline on one line, with nothing between them: `某某的影响潘以宁1 龙畅2*(1.某大学…)`.

use super::{Kind, Line};
use crate::document::Document;
use crate::field::byline::names_only;
use crate::field::name::begins_with_surname;
use crate::field::text::is_han;

/// Lines further down have no title.
const FIRST: usize = 8;
/// A title has more characters.
const TITLE: usize = 8;

/// The line among the first of `lines` that is a title with names behind it, and the range of the names on it.
pub(super) fn title_and_names(doc: &Document, lines: &[Line]) -> Option<(usize, std::ops::Range<usize>)> {
    let may_be =
        |line: &&Line| line.is_chinese() && matches!(line.kind, Kind::Text | Kind::Affiliation | Kind::Heading);
    let above = lines.iter().take(FIRST).take_while(|line| !matches!(line.kind, Kind::Marked(_)));
    above.enumerate().filter(|(_, line)| may_be(line)).find_map(|(place, line)| {
        let words = doc.slice(line.span);
        let head = words.split('(').next().unwrap_or_default().trim_end();
        let set_off = head.len() < words.trim_end().len()
            || lines.get(place + 1).is_some_and(|below| below.kind == Kind::Affiliation);
        let start = set_off.then(|| names_behind(head)).flatten()?;
        Some((place, start..head.len()))
    })
}

/// Where the names begin that `head` ends with.
fn names_behind(head: &str) -> Option<usize> {
    let mut names = None;
    let mut rest = head;
    while let Some((end, last)) = rest.char_indices().rfind(|(_, c)| is_han(*c)) {
        let start = rest[..end].rfind(|c| !is_han(c)).map_or(0, |at| rest.ceil_char_boundary(at + 1));
        if names_only(&head[start..]) > 0 {
            names = Some(start);
        } else if end + last.len_utf8() - start > last.len_utf8() {
            // a character alone may be the end of `龙 畅`
            break;
        }
        rest = &rest[..start];
    }
    let names = names?;
    let count = names_only(&head[names..]);
    // the first one may be glued to the title: three characters, or two
    let title = head[..names].trim_end_matches(|c: char| !is_han(c));
    let glued = [3, 2]
        .into_iter()
        .filter_map(|length| title.char_indices().nth_back(length - 1))
        .find(|&(start, _)| begins_with_surname(&title[start..]) && names_only(&head[start..]) == count + 1);
    let start = match glued {
        Some((start, _)) => start,
        // what is left of a title may be two characters that no name begins with
        None if count >= 3 => names,
        None => return None,
    };
    (head[..start].chars().filter(|c| is_han(*c)).count() >= TITLE).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_a_title_are_set_off() {
        for (title, names) in [
            ("登陆台风残涡对暴雨水汽输送的影响", "潘以宁1 龙畅2 茅芷若2*"),
            ("登陆台风残涡对暴雨水汽输送的影响", "潘以宁」 龙 畅」茅芷若² 唐文博* 丁 玲"),
            ("登陆台风残涡的水汽输送 ", "潘以宁1,2 龙畅² 茅芷若2\\*"),
        ] {
            let head = format!("{title}{names}");
            assert_eq!(names_behind(&head).map(|at| &head[at..]), Some(names));
        }
        for title in [
            "登陆台风残涡对暴雨水汽输送的影响",
            "登陆台风 残涡对 暴雨 水汽 输送的影响 以江南为例",
            "潘以宁1 龙畅2 茅芷若2*",
        ] {
            assert_eq!(names_behind(title), None, "{title}");
        }
    }
}
