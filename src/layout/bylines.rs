//! Where bylines and affiliations stand that no label announces: by the shape of lines that follow each other.

use super::declared;
use super::parts::begins_part;
use crate::document::Span;
use crate::field::{affiliation, byline};
use crate::label::Label;
use crate::outline::{Kind, Line, Names, Outline};
use crate::record::Language;

/// Consecutive byline lines of one language.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub lines: std::ops::Range<usize>,
    pub span: Span,
    language: Language,
    persons: usize,
    keyed: bool,
    /// Lines of nothing but markers.
    markers: usize,
}

pub(super) fn runs(outline: &Outline) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (index, line) in outline.lines.iter().enumerate() {
        if let Some(last) = runs.last_mut().filter(|run| goes_on(outline, run, index)) {
            last.lines.end = index + 1;
            last.span.end = line.span.end;
            last.persons += byline::read(outline.doc.slice(line.span)).len();
            continue;
        }
        if line.kind == Kind::Text && line.is_marker() {
            // `1,2` beneath a name that stands alone; `1.` above an affiliation is that one's
            let above_place = outline.doc.slice(line.span).ends_with('.')
                && (line.gap || outline.lines.get(index + 1).is_some_and(|next| next.kind == Kind::Affiliation));
            let goes_on = |r: &&mut Run| r.lines.end == index && r.persons + r.markers >= r.lines.len();
            if let Some(last) = runs.last_mut().filter(|r| !(above_place && r.keyed)).filter(goes_on) {
                last.lines.end = index + 1;
                last.span.end = line.span.end;
                last.keyed = true;
                last.markers += 1;
            }
            continue;
        }
        if line.kind != Kind::Byline {
            continue;
        }
        let language = if line.is_chinese() { Language::Zh } else { Language::En };
        let Names { persons, keyed } = line.names;
        if persons == 0 {
            continue;
        }
        if let Some(last) = runs.last_mut() {
            let next = last.lines.end == index;
            // names one a line, lines beneath each other, or a list that a comma leaves open
            let open = || outline.doc.slice(last.span).ends_with([',', '、', ';']);
            // a list with keys, or with nothing but blanks, whose last names an empty line sets off
            let blanks = |span: Span| !outline.doc.slice(span).contains([',', ';', '、']);
            let alike = || last.keyed && keyed || !last.keyed && !keyed && blanks(last.span) && blanks(line.span);
            let left_over = || persons < last.persons && alike();
            let one_a_line = last.persons <= last.lines.len();
            let short = one_a_line || !line.gap || open() || left_over();
            // `Tobias Lindqvist3` among names in characters
            let foreign = || {
                let below = outline.lines.get(index + 1).filter(|below| below.kind == Kind::Byline && !below.gap);
                one_a_line && persons == 1 && !line.gap && below.is_some_and(Line::is_chinese)
            };
            let same = last.language == language || last.language == Language::Zh && foreign();
            if next && same && short {
                last.lines.end = index + 1;
                last.span.end = line.span.end;
                last.persons += persons;
                last.keyed |= keyed;
                continue;
            }
        }
        runs.push(Run { lines: index..index + 1, span: line.span, language, persons, keyed, markers: 0 });
    }
    runs
}

/// Whether line `index` only continues `run`: signs and commas alone, an iD, or a strange name where the line before is open.
fn goes_on(outline: &Outline, run: &Run, index: usize) -> bool {
    let line = &outline.lines[index];
    if line.kind != Kind::Text || run.lines.end != index || line.gap {
        return false;
    }
    let words = outline.doc.slice(line.span);
    let joint = words.len() <= 16
        && !words.chars().any(char::is_alphanumeric)
        && words.contains([',', ';', '*', '✉', '、', '…']);
    let open = outline.doc.slice(run.span).ends_with([',', '、', ';']);
    let named = words.len() <= 40
        && line.is_chinese() == (run.language == Language::Zh)
        && byline::opening(words).end == words.len();
    // the address of a name's iD
    let id = words.len() <= 60 && words.contains("orcid.org/") && !words.contains(' ');
    joint || id || open && named && byline::read(words).len() == 1
}

/// A byline names this many of the authors in the page's metadata at least; it may be cut off, or say who else wrote.
const LEAST_SHARE: f32 = 0.34;

/// The runs of `language`, the one most like the article's byline first.
pub(super) fn ranked_runs<'r>(outline: &Outline, runs: &'r [Run], language: Language) -> Vec<&'r Run> {
    let lines = &outline.lines;
    let declared = if outline.doc.metas().is_empty() { Vec::new() } else { declared::authors(outline, language) };
    let share = |run: &Run| declared::share(outline.doc.slice(run.span), &declared, language);
    let name = |run: &Run| outline.doc.slice(run.span).trim_end_matches([',', ';', ' ']);
    let score = |run: &Run| {
        let below = lines.get(run.lines.end).map(|l| l.kind);
        let above = run.lines.start.checked_sub(1).map(|i| lines[i]);
        let mut score = 0.0;
        score += if run.keyed { 2.0 } else { 0.0 };
        score += if below == Some(Kind::Affiliation) { 2.0 } else { 0.0 };
        score += (run.persons.min(6) as f32) * 0.3;
        score += match above {
            Some(line) if line.kind == Kind::Text && line.span.len() > 12 => 1.0,
            Some(Line { kind: Kind::Marked(Label::Authors | Label::AuthorsAffiliations), .. }) => 1.5,
            _ => 0.0,
        };
        // one of them with the own unit beneath
        let again = |other: &&Run| other.persons > run.persons && outline.doc.slice(other.span).contains(name(run));
        score -= if run.persons == 1 && runs.iter().any(|other| again(&other)) { 2.0 } else { 0.0 };
        // the other language's byline tells its names
        score += if outline.echo.iter().any(|&name| run.span.contains(name)) { 4.0 } else { 0.0 };
        score += if declared.is_empty() { 0.0 } else { 3.0 * share(run) };
        // the byline stands high up
        score - run.lines.start as f32 * 0.02
    };
    let may_be = |run: &&Run| run.language == language && (declared.is_empty() || share(run) >= LEAST_SHARE);
    let mut ranked: Vec<(f32, &Run)> = runs.iter().filter(may_be).map(|run| (score(run), run)).collect();
    ranked.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    ranked.into_iter().map(|(_, run)| run).collect()
}

/// The block of affiliations of `language` beneath a byline.
pub(super) fn affiliations_below(outline: &Outline, from: usize, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    // `* 通訊作者,E-mail: …`
    let is_note = |words: &str| words.starts_with(['*', '✉', '†', '#']);
    let is_head = |words: &str| words.starts_with('#') && words.ends_with(':') && words.len() < 40;
    let is_other = |line: &Line| is_note(outline.doc.slice(line.span)) || begins_part(outline.doc.slice(line.span));
    let mut block: Option<Span> = None;
    let mut keyed = false;
    for line in lines[from..].iter().take(24) {
        let here = if line.is_chinese() { Language::Zh } else { Language::En };
        match line.kind {
            Kind::Affiliation if here == language => {
                block = Some(block.map_or(line.span, |b| Span::new(b.start, line.span.end)));
            }
            // the other language's names or affiliations may stand between
            Kind::Affiliation | Kind::Byline if block.is_none() => {}
            // a marker on a line of its own
            Kind::Text if line.is_marker() => keyed = true,
            // `Authors' information:` above them
            Kind::Text if block.is_none() && here == language && is_head(outline.doc.slice(line.span)) => {}
            // one of an unknown kind, with the next number in the row: `(2 Dongshan Primary School, Xi'an 710000)`
            Kind::Text | Kind::Heading
                if here == language
                    && line.span.len() < 160
                    && block.is_some_and(|b| counts_on(outline.doc.slice(b), outline.doc.slice(line.span))) =>
            {
                block = block.map(|b| Span::new(b.start, line.span.end));
            }
            // an affiliation broken over lines, or one whose kind of organisation is unknown
            Kind::Text | Kind::Heading
                if block.is_some() && !line.gap && here == language && line.span.len() < 160 && !is_other(line) =>
            {
                block = block.map(|b| Span::new(b.start, line.span.end));
            }
            // or in paragraphs that one pair of brackets holds: `(1Farhill University;`, `School of Soils,`, `3…)`
            Kind::Text | Kind::Heading
                if here == language
                    && line.span.len() < 160
                    && block.is_some_and(|b| is_held(outline.doc.slice(b), &lines[from..], line, outline)) =>
            {
                block = block.map(|b| Span::new(b.start, line.span.end));
            }
            Kind::Text if block.is_none() && !line.gap && here != language => {}
            // an address between units, each behind its key on the line above
            Kind::Marked(Label::Email) if block.is_some() && keyed => {}
            _ => break,
        }
    }
    let block = with_closing(outline, block?);
    // the marker above the first one belongs to it
    let first = lines[from..].iter().position(|l| l.span.start == block.start)? + from;
    let start = first
        .checked_sub(1)
        .filter(|&i| i >= from && lines[i].is_marker())
        .map_or(block.start, |i| lines[i].span.start);
    Some(Span::new(start, block.end))
}

/// Whether `line` goes on with `block`, whose bracket a line below closes.
fn is_held(block: &str, lines: &[Line], line: &Line, outline: &Outline) -> bool {
    let is_open = |words: &str| words.starts_with('(') && words.matches('(').count() > words.matches(')').count();
    let closes = |line: &Line| {
        let words = outline.doc.slice(line.span);
        words.ends_with(')') && !is_open(words) && line.kind == Kind::Affiliation
    };
    let below = lines.iter().skip_while(|other| other.span.start <= line.span.start).take(4);
    is_open(block)
        && block.ends_with([',', ';'])
        && below.take_while(|line| matches!(line.kind, Kind::Text | Kind::Affiliation)).any(closes)
}

/// Whether the line `next` has the number behind that of the last affiliation of `block`.
pub(super) fn counts_on(block: &str, next: &str) -> bool {
    let number = |words: &str| {
        let words = words.trim_start_matches(['(', ' ']);
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        let apart = words[digits..].starts_with(['.', ' ', '、', ':']);
        words[..digits].parse::<u32>().ok().filter(|_| apart)
    };
    let last = || affiliation::split(block).into_iter().rev().find_map(|entry| entry.key?.as_number());
    number(next).is_some_and(|next| next > 1 && last() == Some(next - 1))
}

/// The first affiliations of `language` near a byline, above the abstract; or those with keys below it, or beneath a
/// heading.
pub(super) fn first_affiliations(outline: &Outline, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    let names = lines
        .iter()
        .position(|l| matches!(l.kind, Kind::Byline | Kind::Marked(Label::Authors | Label::AuthorsAffiliations)))?;
    let fits = |line: &Line| line.kind == Kind::Affiliation && line.is_chinese() == (language == Language::Zh);
    let above = lines
        .iter()
        .skip(names)
        .take(30)
        .position(|l| matches!(l.kind, Kind::Marked(Label::Abstract | Label::Keywords)))
        .map_or(names + 24, |n| names + n);
    let above = above.min(lines.len());
    let near = lines[names.min(above)..above].iter().position(fits).map(|at| at + names);
    // in brackets where the byline itself was lost: `(1.远山大学,近水 361001; 2.…`
    let bracketed = || {
        let abstract_ = outline.mark(Label::Abstract, Some(language))?.start;
        let opens = |line: &Line| {
            let rest = outline.doc.slice(line.span).strip_prefix("(1");
            rest.is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii_digit()))
        };
        lines.iter().take_while(|line| line.span.end <= abstract_).position(|line| fits(line) && opens(line))
    };
    // each behind its key on the line above, at the end of the front: `a`, `School of Soils, …`
    let first_key = |line: &Line| matches!(outline.doc.slice(line.span), "a" | "1" | "[1]" | "(1)");
    let keyed = || {
        let at = lines[above..].windows(2).position(|pair| first_key(&pair[0]) && fits(&pair[1]))?;
        Some(above + at + 1)
    };
    // else those that begin to count beneath a heading further down: `Author information`, `1. Farhill University`
    let counted = |index: &usize| {
        let (heading, line) = (&lines[index - 1], &lines[*index]);
        let is_first = outline.doc.slice(line.span).trim_start_matches('(').strip_prefix('1');
        fits(line)
            && matches!(heading.kind, Kind::Marked(_))
            && heading.span.len() <= 40
            && is_first.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let first = near.or_else(bracketed).or_else(keyed).or_else(|| (above.max(1)..lines.len()).find(counted))?;
    let mut end = first;
    while lines.get(end + 1).is_some_and(|next| fits(next) || next.is_marker()) {
        end += 1;
    }
    while end > first && lines[end].is_marker() {
        end -= 1;
    }
    let start = first.checked_sub(1).filter(|&i| lines[i].is_marker()).unwrap_or(first);
    Some(with_closing(outline, Span::new(lines[start].span.start, lines[end].span.end)))
}

/// A block of affiliations with the short line beneath that closes its bracket: `(1.…;2.远山大学,近水`, `361001)`.
fn with_closing(outline: &Outline, block: Span) -> Span {
    const LONGEST: usize = 40;
    let words = outline.doc.slice(block);
    let open = words.starts_with('(') && words.matches('(').count() > words.matches(')').count();
    let below = outline.lines.get(outline.line_at(block.end)).filter(|line| open && line.span.start >= block.end);
    let closes = |line: &&Line| {
        let words = outline.doc.slice(line.span);
        line.span.len() <= LONGEST && words.ends_with(')') && !words.contains('(')
    };
    below.filter(closes).map_or(block, |line| Span::new(block.start, line.span.end))
}

/// The line right below a title, where it holds names at all: for bylines that reading has damaged.
pub(super) fn names_below(outline: &Outline, title: Span, language: Language) -> Option<Span> {
    let line = outline.lines.get(outline.line_at(title.end))?;
    let words = outline.doc.slice(line.span);
    let opening = byline::opening(words);
    let fits =
        line.span.start >= title.end && line.kind == Kind::Text && line.is_chinese() == (language == Language::Zh);
    (fits && opening.likeness >= 0.2 && opening.persons >= 2).then(|| line.span.part(0..opening.end))
}

#[cfg(test)]
pub(super) mod tests {
    use crate::Document;
    use crate::read::record_of;
    use crate::record::Record;

    pub fn read(page: &str) -> Record {
        record_of(&Document::from_text("t", page))
    }

    pub const ABSTRACT: &str = "摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n关键词: 台风; 水汽\n";

    #[test]
    fn the_number_of_the_first_affiliation_is_not_the_last_authors() {
        let page = "台风残涡的水汽输送特征\n\n潘以宁1, \n龙畅2, \n茅芷若2, ,  ,, \n\n1. \n岭南民族大学气象学院, 佛山 528000\n2. \n近水市第一人民医院 康复医学科, 佛山 528000\n\n";
        let record = read(&format!("{page}{ABSTRACT}"));
        let at: Vec<_> = record.authors.iter().map(|author| author.affiliations.as_slice()).collect();
        assert_eq!(at, [[1].as_slice(), &[2], &[2]]);
    }

    #[test]
    fn a_unit_of_an_unknown_kind_has_the_next_number() {
        let page = "Moisture transport of typhoon remnants\n\nYining Pan1, Chang Long2\n\n# Authors' information:\n\n(1 School of Meteorology, Lingnan University, Foshan 528000, China)\n\n(2 Nearwater Weather Watch, Foshan 528001, China)\n\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let units: Vec<_> = read(page).affiliations.into_iter().filter_map(|unit| unit.text.en).collect();
        assert_eq!(units.len(), 2);
        assert_eq!(units[1], "Nearwater Weather Watch, Foshan 528001, China");
        let page = page.replace("(2 Near", "(4 Near");
        assert_eq!(read(&page).affiliations.len(), 1);
    }

    #[test]
    fn units_in_brackets_whose_byline_was_lost() {
        let page = "台风残涡的水汽输送特征\n\n(1.岭南民族大学气象学院,佛山 528000;2.近水市气象台,佛山\n528001)\n摘要: 对登陆后西行的台风残涡进行了追踪。\n\nMoisture transport of typhoon remnants\n\nPAN Yining1, LONG Chang2\n(1. School of Meteorology, Lingnan Minzu University, Foshan 528000, China; 2. Nearwater Observatory, Foshan 528001, China)\n\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let record = read(page);
        let units: Vec<_> = record.affiliations.iter().filter_map(|unit| unit.text.zh.as_deref()).collect();
        assert_eq!(units, ["岭南民族大学气象学院,佛山 528000", "近水市气象台,佛山 528001"]);
        assert_eq!(record.authors[1].affiliations, [2]);
        // a list of what is no unit
        assert_eq!(
            read(&page.replace("(1.岭南民族大学气象学院,佛山 528000;2.近水市气象台,", "(1.台风;2.水汽,")).affiliations
                [0]
            .text
            .zh,
            None
        );
    }

    #[test]
    fn a_name_torn_by_the_end_of_the_line() {
        let page = "Moisture transport of typhoon remnants\n\nPAN Yining1, LONG\n\nChang2\n\n(1. School of Meteorology, Lingnan University, Foshan 528000, China;\n\nOpen House of Storms,\n\nNearwater Academy of Sciences, Foshan 528001, China;\n\n3.School of Water, Farhill University, Foshan 528001, China)\n\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let record = read(page);
        assert_eq!(record.authors[1].name.en.as_deref(), Some("LONG Chang"));
        assert_eq!(record.authors[1].affiliations, [2]);
        let units: Vec<_> = record.affiliations.iter().filter_map(|unit| unit.text.en.as_deref()).collect();
        let second = "Open House of Storms, Nearwater Academy of Sciences, Foshan 528001, China";
        assert_eq!((units.len(), units[1]), (3, second));
    }

    #[test]
    fn a_structured_abstract_is_no_affiliation() {
        let page = "Moisture transport of typhoon remnants\n\nYining Pan1, Chang Long2*\n1School of Meteorology, Lingnan University, Foshan, China\n2Nearwater Institute of Water, Foshan, China\nIntroduction: Remnants bring rain far inland.\nMethods: Their moisture was traced back.\nResults: Most came from the sea.\n1 Introduction\n";
        let record = read(page);
        assert_eq!(record.affiliations[1].text.en.as_deref(), Some("Nearwater Institute of Water, Foshan, China"));
    }

    #[test]
    fn a_name_in_letters_among_names_in_characters() {
        let page = "台风残涡的水汽输送特征\n潘以宁1\nTobias Lindqvist2\n龙畅1\n1. 岭南民族大学气象学院, 佛山 528000\n2. 隆德大学物理系, 隆德 22100, 瑞典\n";
        let record = read(&format!("{page}{ABSTRACT}"));
        let names: Vec<_> =
            record.authors.iter().filter_map(|a| a.name.zh.as_deref().or(a.name.en.as_deref())).collect();
        assert_eq!(names, ["潘以宁", "Tobias Lindqvist", "龙畅"]);
    }

    #[test]
    fn a_title_whose_characters_begin_names_is_none() {
        let page = format!(
            "黄淮南片粮仓现代农业发展战略\n潘以宁1，龙畅2\n1. 岭南大学农学院, 佛山 528000\n2. 近水大学, 佛山 528000\n{ABSTRACT}"
        );
        let record = read(&page);
        assert_eq!(record.title.zh.as_deref(), Some("黄淮南片粮仓现代农业发展战略"));
        assert_eq!(record.authors.len(), 2);
    }

    #[test]
    fn the_line_that_closes_the_bracket_is_of_the_unit() {
        for tail in ["528001)\n\n", "# 528001)\n\n", "528001)"] {
            let page = format!(
                "台风残涡的水汽输送特征\n\n潘以宁1 龙畅2\n\n(1.岭南大学气象学院，佛山528000；2.近水大学，佛山\n\n{tail}{ABSTRACT}"
            );
            let unit = read(&page).affiliations.pop().unwrap();
            assert_eq!(unit.text.zh.as_deref(), Some("近水大学，佛山 528001"), "{tail}");
        }
    }

    #[test]
    fn strange_names_before_a_unit_in_brackets() {
        let page = format!(
            "台风残涡的水汽输送特征\n\n贾法，潘以宁,龙畅,蒽志鹏(岭南民族大学气象学院 佛山 528000)\n\n{ABSTRACT}"
        );
        let record = read(&page);
        assert_eq!((record.authors.len(), record.affiliations.len()), (4, 1));
    }

    #[test]
    fn the_head_of_the_next_article_behind_this_one() {
        let own = "# Moisture Transport of Typhoon Remnants\n\nPan Yining1,² Long Chang' 1Lingnan Academy of Sciences, Foshan 528000 ²Nearwater University, Xiamen 361001\n\nAbstract: The sources were traced.\n\n";
        let next = "# Local Roads of the Uplands\n\nDuan Jiahe' Mao Zhiruo² lUniversity of Farhill, Farhill 999078 ²Highland University, Lowdale 430079\n\nAbstract: Roads were counted in four counties.\n";
        let page = format!(
            "台风残涡的水汽输送特征\n\n潘以宁1,2 龙畅1\n\n1岭南科学院 佛山528000 2近水大学 厦门361001\n\n{ABSTRACT}\n{own}{next}"
        );
        let record = read(&page);
        let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
        assert_eq!(names, ["Pan Yining", "Long Chang"]);
        assert_eq!(record.title.en.as_deref(), Some("Moisture Transport of Typhoon Remnants"));
    }

    #[test]
    fn the_number_above_a_unit_is_on_no_name() {
        let page = "Moisture transport of typhoon remnants\nby Yining Pan 1, Chang Long 1,2 and Zhiruo Mao 2,*\n1\nSchool of Meteorology, Lingnan University, Foshan 528000, China\n2\nNearwater Institute of Water, Foshan 528001, China\n*\nAuthor to whom correspondence should be addressed.\nAbstract\nRemnants bring rain far inland.\n";
        let at: Vec<_> = read(page).authors.into_iter().map(|author| author.affiliations).collect();
        assert_eq!(at, [vec![1], vec![1, 2], vec![2]]);
    }

    #[test]
    fn an_id_between_two_names_parts_no_list() {
        let page = "Moisture transport of typhoon remnants\nYining Pan1\nhttp://orcid.org/0000-0002-1825-0097\nChang Long2\n1School of Meteorology, Lingnan University, Foshan, China\n2Nearwater Institute of Water, Foshan, China\nAbstract\nRemnants bring rain far inland.\n";
        let at: Vec<_> = read(page).authors.into_iter().map(|author| author.affiliations).collect();
        assert_eq!(at, [[1], [2]]);
    }

    #[test]
    fn units_behind_the_abstract_and_a_sign_in_words() {
        let page = "Moisture transport of typhoon remnants\nYining Pan,1 Chang Long,2 and Zhiruo Mao corresponding author1\nReceived May 17, 2022\n\nAbstract\nRemnants bring rain far inland, and where it comes from was not known before.\n\nAuthor information\n1. School of Meteorology, Lingnan University, Foshan 528000, China\n2. Nearwater Institute of Water, Foshan 528001, China\n";
        let authors = read(page).authors;
        let at: Vec<_> = authors.iter().map(|author| (author.affiliations[0], author.corresponding)).collect();
        assert_eq!(at, [(1, false), (2, false), (1, true)]);
    }

    #[test]
    fn units_one_a_line_behind_their_label() {
        for units in [
            "[1]岭南大学气象学院,佛山 528000\n[2]近水市气象局,佛山 528001",
            "岭南大学气象学院,佛山 528000[1]\n近水市气象局,佛山 528001[2]",
        ] {
            let page = format!("台风残涡的水汽输送特征\n作者: 潘以宁[1] 龙畅[2]\n作者单位: {units}\n{ABSTRACT}");
            let at: Vec<_> = read(&page).authors.into_iter().map(|author| author.affiliations).collect();
            assert_eq!(at, [[1], [2]], "{units}");
        }
    }

    #[test]
    fn the_second_line_of_a_list_may_stand_apart() {
        for names in [
            "PAN Yi-ning1, LONG Chang2, MAO Zhi-ruo2\n\nTANG Wen-bo1, DUAN Jia-he2",
            "Yining Pan Chang Long Zhiruo Mao\n\nWenbo Tang Jiahe Duan",
        ] {
            let page = format!(
                "Moisture Transport of the Remnant Vortex of a Typhoon\n\n{names}\n\n(1. Lingnan University, Foshan 528000, China; 2. Nearwater College, Xiamen 361001, China)\n\nAbstract: The sources were traced.\n\n{ABSTRACT}"
            );
            assert_eq!(read(&page).authors.len(), 5);
        }
    }

    #[test]
    fn a_list_goes_on_over_a_blank_line() {
        let head = "台风残涡的水汽输送特征\n\n潘以宁1，龙畅2，茅芷若2*\n\n1. 岭南民族大学气象学院，佛山 528000\n2. 近水市气象局，佛山 528000\n\n";
        let english = "Moisture Transport of the Remnant Vortex of a Typhoon\n\n";
        for names in
            ["PAN Yi-ning1, LONG Chang2\n\nMAO Zhi-ruo2*\n\n", "PAN Yi-ning1, LONG Chang2,\n\nMAO Zhi-ruo2*\n\n"]
        {
            let page = format!(
                "{head}{ABSTRACT}\n{english}{names}1. College of Meteorology, Lingnan Minzu University, Foshan 528000, China\n\nAbstract: The sources were traced.\n"
            );
            let record = read(&page);
            let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
            assert_eq!(names, ["PAN Yi-ning", "LONG Chang", "MAO Zhi-ruo"]);
        }
    }

    #[test]
    fn rare_names_right_above_the_abstract() {
        let names: Vec<_> =
            read("台风残涡的水汽输送特征\n甚道方, 苻海川\n摘要\n对登陆后西行的台风残涡的水汽来源进行了追踪。\n")
                .authors
                .into_iter()
                .filter_map(|author| author.name.zh)
                .collect();
        assert_eq!(names, ["甚道方", "苻海川"]);
    }

    #[test]
    fn tabs_above_the_article_are_no_part_of_it() {
        let page = format!(
            "首页\n摘要\n全文\n图表\n参考文献\n岭南气象,2021年7卷5期\n台风残涡的水汽输送特征\n潘以宁1 龙畅1\n1岭南民族大学气象学院,佛山 528000\n{ABSTRACT}"
        );
        assert_eq!(read(&page).volume.as_deref(), Some("7"));
    }
}
