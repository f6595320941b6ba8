//! A title and its byline on one line, with nothing between them: `某某的影响潘以宁1 龙畅2*(1.某大学…)`.

use super::{Kind, Line};
use crate::document::Document;
use crate::field::affiliation;
use crate::field::byline::names_only;
use crate::field::name::begins_with_surname;
use crate::field::text::is_han;
use crate::label::Label;

/// Lines further down have no title.
const FIRST: usize = 8;
/// A title has more characters.
const TITLE: usize = 8;
/// A title in letters has more of them.
const TITLE_LETTERS: usize = 30;
/// A line with both is no longer.
const LONGEST: usize = 600;

/// The line among the first of `lines` that is a title with names behind it, and the range of the names on it.
pub(super) fn title_and_names(doc: &Document, lines: &[Line]) -> Option<(usize, std::ops::Range<usize>)> {
    let may_be =
        |line: &&Line| line.is_chinese() && matches!(line.kind, Kind::Text | Kind::Affiliation | Kind::Heading);
    chinese(doc, lines, may_be).or_else(|| english(doc, lines))
}

/// A title in letters and the names behind it, families in capitals: `Effects of Tides PAN Yining1 LONG Chang2`.
fn english(doc: &Document, lines: &[Line]) -> Option<(usize, std::ops::Range<usize>)> {
    let may_be = |line: &&Line| {
        !line.is_chinese() && line.kind == Kind::Text && (TITLE_LETTERS..LONGEST).contains(&line.span.len())
    };
    lines.iter().enumerate().filter(|(_, line)| may_be(line)).find_map(|(place, line)| {
        let words = doc.slice(line.span);
        if let Some(names) = between_dots(words) {
            return Some((place, names..words.len()));
        }
        let names = words.match_indices(' ').map(|(at, _)| at + 1).find(|&at| {
            let family = words[at..].bytes().take_while(u8::is_ascii_uppercase).count();
            // a name that cannot be read is no title's end
            let title = words[..at - 1].ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | '?' | '"' | '”'));
            at >= TITLE_LETTERS && family >= 2 && title && names_only(&words[at..]) >= 3
        })?;
        Some((place, names..words.len()))
    })
}

/// Where the names begin behind a title that are set apart by dots: `Effects of tides Yining Pan • Chang Long • Zhiruo Mao`.
/// The first one has two words.
fn between_dots(words: &str) -> Option<usize> {
    let first = ["•", "·"].iter().find_map(|dot| words.split_once(&format!(" {dot} ")))?.0;
    let (given, _) = first.rmatch_indices(' ').nth(1)?;
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let title = first[..given].ends_with(|c: char| c.is_alphabetic() || matches!(c, ')' | '?'));
    let named = first[given + 1..].split(' ').all(capital) && names_only(&words[given + 1..]) >= 3;
    (given >= TITLE_LETTERS && title && named).then_some(given + 1)
}

fn chinese(doc: &Document, lines: &[Line], may_be: impl Fn(&&Line) -> bool) -> Option<(usize, std::ops::Range<usize>)> {
    let closes = |line: &&Line| matches!(line.kind, Kind::Marked(Label::Abstract | Label::Keywords));
    let above = lines.iter().take(FIRST).take_while(|line| !closes(line));
    above.enumerate().filter(|(_, line)| may_be(line)).find_map(|(place, line)| {
        let words = doc.slice(line.span);
        let head = words.split('(').next().unwrap_or_default().trim_end();
        let set_off = head.len() < words.trim_end().len()
            || lines.get(place + 1).is_some_and(|below| below.kind == Kind::Affiliation);
        let start = set_off.then(|| names_behind(head)).flatten()?;
        Some((place, start..head.len()))
    })
}

/// The line among the first of `lines` that is a unit with the names of its people behind a blank, and the range of the
/// names on it: `远山大学水利学院 潘以宁 龙畅`.
pub(super) fn unit_and_names(doc: &Document, lines: &[Line]) -> Option<(usize, std::ops::Range<usize>)> {
    let closes = |line: &&Line| matches!(line.kind, Kind::Marked(Label::Abstract | Label::Keywords));
    let may_be = |line: &&Line| line.is_chinese() && matches!(line.kind, Kind::Text | Kind::Affiliation);
    let above = lines.iter().enumerate().take(FIRST).take_while(|(_, line)| !closes(line));
    above.filter(|(_, line)| line.span.len() < LONGEST && may_be(line)).find_map(|(place, line)| {
        let words = doc.slice(line.span);
        let end = words.trim_end_matches([')', ' ']).len();
        let names = words[..end].match_indices(' ').map(|(at, _)| at + 1).find(|&at| {
            let unit = words[..at].trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
            words[at..].starts_with(is_han) && names_only(&words[at..end]) > 0 && affiliation::likeness(unit) >= 0.5
        })?;
        Some((place, names..end))
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
    fn names_behind_an_english_title_are_set_off() {
        let page = "岭南黑牛瘤胃发酵的研究潘以宁」龙畅²*毛芷若2.唐文博3(1.岭南大学，佛山 528000)\n\n摘要：本试验研究了岭南黑牛的瘤胃发酵。\n\n关键词：黑牛\n\nEffects of DNA Methylation on Rumen Fermentation of Cattle PAN Yining1,2LONG Chang2*MAO Zhiruo1.²TANG Wenbo3\n\n(1. Lingnan University, Foshan 528000, China)\n\nAbstract: Rumen fluid of cattle was sampled on three farms.\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.title.en.as_deref(), Some("Effects of DNA Methylation on Rumen Fermentation of Cattle"));
        let names: Vec<_> = record.authors.iter().map(|a| (a.name.zh.as_deref(), a.name.en.as_deref())).collect();
        assert_eq!(names.len(), 4);
        assert_eq!(names[0], (Some("潘以宁"), Some("PAN Yining")));
    }

    #[test]
    fn names_between_dots_behind_an_english_title() {
        let names = "Yining Pan • Chang Long • Zhiruo Mao";
        let page = format!(
            "Ling. Bull. (2015) 60(16):1426–1433\nArticle\nSoil Science\n3D foams of carbon for the drainage of old gardens {names}\nReceived: 18 April 2015 / Accepted: 22 July 2015\nAbstract Gardens are drained by foams of carbon which hold more water than sand does.\n"
        );
        let record = crate::read::record_of(&crate::Document::from_text("t", &page));
        assert_eq!(record.title.en.as_deref(), Some("3D foams of carbon for the drainage of old gardens"));
        let read: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
        assert_eq!(read, ["Yining Pan", "Chang Long", "Zhiruo Mao"]);
        assert_eq!(between_dots("Results of the comparison of soils • Acid soils • Tea gardens • Old trees"), None);
    }

    #[test]
    fn names_behind_a_subtitle_are_set_off_beneath_the_number_of_the_paper() {
        let page = "# DOI:10.1234/abc\n\n# 登陆台风残涡的水汽输送\n\n以江南西部夏季暴雨为例潘以宁1，龙畅2*，茅芷若1\n\n1 岭南大学气象学院，佛山 528000\n2 近水学院，厦门 361001\n\n摘要：对登陆后西行的台风残涡的水汽来源进行了追踪。\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.zh.as_deref()).collect();
        assert_eq!(names, ["潘以宁", "龙畅", "茅芷若"]);
        assert_eq!(record.affiliations.len(), 2);
    }

    #[test]
    fn names_behind_their_unit_are_set_off() {
        let read = |line: &str| {
            let page = format!(
                "登陆台风残涡的水汽输送\n\n{line}\n\n摘要：对登陆后西行的台风残涡的水汽来源进行了追踪，比较了两条路径上的水汽通量。\n"
            );
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            let names: Vec<_> =
                record.authors.into_iter().filter_map(|a| a.name.zh.map(|name| (name, a.affiliations))).collect();
            (names, record.affiliations.into_iter().filter_map(|unit| unit.text.zh).collect::<Vec<_>>())
        };
        let at = |name: &str| (name.to_owned(), vec![1]);
        for line in
            ["岭南大学气象学院　潘以宁　龙畅", "（岭南大学气象学院 潘以宁、龙畅）", "□ 岭南大学气象学院 潘以宁 龙畅"]
        {
            assert_eq!(read(line), (vec![at("潘以宁"), at("龙畅")], vec!["岭南大学气象学院".to_owned()]), "{line}");
        }
        assert_eq!(read("岭南大学气象学院，佛山 528000 潘以宁").1, ["岭南大学气象学院，佛山 528000"]);
        for line in ["岭南大学 金融系", "岭南省水利厅 佛山 528000"] {
            assert_eq!(read(line).0, [], "{line}");
        }
    }

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
