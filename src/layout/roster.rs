//! Authors listed each with the affiliations: beneath the name, or behind it and a colon.

use super::RosterEntry;
use crate::document::Span;
use crate::field::name::Agreement;
use crate::field::{Email, affiliation, byline, text};
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};

/// The roster of the page, and behind it the one that prints it again in the other language.
pub(super) fn rosters(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    let mut lists = beneath_names(outline);
    lists.extend(behind_names(outline));
    lists.extend(above_names(outline));
    lists.extend(before_units(outline));
    lists.extend(on_one_line(outline));
    lists.extend(groups(outline));
    // the longest counts, the first of those
    lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
    let han = |list: &[RosterEntry]| {
        list.first().is_some_and(|entry| outline.doc.slice(entry.name).chars().any(crate::field::text::is_han))
    };
    let mut lists = lists.into_iter();
    let Some(first) = lists.next() else { return Vec::new() };
    let twin = lists.find(|list| list.len() == first.len() && han(list) != han(&first));
    std::iter::once(first).chain(twin).collect()
}

/// Names and organisations that take turns, line by line.
fn beneath_names(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    let mut lists = Vec::new();
    let mut entries: Vec<RosterEntry> = Vec::new();
    for (index, line) in outline.lines.iter().enumerate() {
        if entries.is_empty() && line.kind != Kind::Byline {
            continue;
        }
        let words = outline.doc.slice(line.span);
        if matches!(line.kind, Kind::Text | Kind::Affiliation)
            && let Some(at) = behind_known_name(outline, &entries, line)
        {
            let (name, unit) = (line.span.part(0..at), line.span.part(at + 1..words.len()));
            let words = outline.doc.slice(unit);
            if affiliation::likeness(words) >= 0.4 && words.starts_with(char::is_uppercase) {
                entries.push(RosterEntry { name, beneath: vec![unit], corresponding: None });
                continue;
            }
            // `Ji Yuanshan received the degree of …`
            if entries.last().is_some_and(|entry| outline.doc.slice(entry.name) == outline.doc.slice(name)) {
                continue;
            }
        }
        let is_next = line.kind == Kind::Text && is_next_item(outline, &entries, index);
        let is_group = is_group(outline, &entries, index);
        let open = entries.last_mut();
        match line.kind {
            // a strange name among the items of a list
            Kind::Text if is_next || is_group => {
                entries.push(RosterEntry { name: line.span, beneath: Vec::new(), corresponding: None });
            }
            // the head of what opens beneath the name says it again
            Kind::Byline if open.as_ref().is_some_and(|entry| is_again(outline, entry, line.span)) => {}
            Kind::Byline if words.len() <= 80 && (line.names.persons == 1 || is_group) => {
                entries.push(RosterEntry { name: line.span, beneath: Vec::new(), corresponding: None });
            }
            Kind::Marked(Label::Corresponding)
                if words.chars().count() <= 24 && open.as_ref().is_some_and(|entry| entry.corresponding.is_none()) =>
            {
                if let Some(entry) = open {
                    entry.corresponding = Some(line.span);
                }
            }
            // the label of what stands beneath the name
            Kind::Marked(Label::Affiliation)
                if words.chars().count() <= 14 && open.as_ref().is_some_and(|entry| entry.beneath.is_empty()) => {}
            Kind::Affiliation | Kind::Text | Kind::Value(Label::Corresponding) if belongs(words, line) => {
                if let Some(entry) = open {
                    entry.beneath.push(line.span);
                }
            }
            Kind::Text
                if open.is_some() && (is_repeated(outline, index) || matches!(words, "&" | "and" | "," | "、")) => {}
            _ => close(outline, &mut lists, &mut entries),
        }
    }
    close(outline, &mut lists, &mut entries);
    lists
}

/// Where the name ends that a line in letters begins with, one of those of the list or of the byline above it.
fn behind_known_name(outline: &Outline, entries: &[RosterEntry], line: &Line) -> Option<usize> {
    let words = outline.doc.slice(line.span);
    if line.is_chinese() || entries.is_empty() {
        return None;
    }
    let begins = |name: &str| {
        let rest = words.strip_prefix(name)?;
        (name.contains(' ') && rest.starts_with(' ') && rest.len() > 1).then_some(name.len())
    };
    let listed = entries.last().and_then(|entry| begins(outline.doc.slice(entry.name)));
    let byline = || outline.lines.iter().find(|above| above.kind == Kind::Byline && above.names.persons > 1);
    let of_byline = |byline: &Line| {
        let names = outline.doc.slice(byline.span);
        outline.persons(byline.span).iter().find_map(|person| begins(&names[person.name.clone()]))
    };
    listed.or_else(|| of_byline(byline()?))
}

/// Whether the names on line `index` go on with a list that has told where each was so far, and share what stands beneath.
fn is_group(outline: &Outline, entries: &[RosterEntry], index: usize) -> bool {
    let Some([line, next]) = outline.lines.get(index..index + 2) else { return false };
    entries.len() >= 2
        && entries.iter().all(|entry| !entry.beneath.is_empty())
        && matches!(line.kind, Kind::Byline | Kind::Text)
        && !line.names.keyed
        && line.span.len() <= 80
        && byline::read(outline.doc.slice(line.span)).len() > 1
        && !belongs(outline.doc.slice(line.span), line)
        && belongs(outline.doc.slice(next.span), next)
}

/// Whether line `index` begins the next item of a list whose items begin with the names so far: as they do with a
/// bullet, or right above a unit as the last of them.
fn is_next_item(outline: &Outline, entries: &[RosterEntry], index: usize) -> bool {
    const BULLET: &str = "• ";
    let line = &outline.lines[index];
    let Some(last) = entries.last() else { return false };
    let is_item = |span: Span| outline.doc.slice(span).starts_with(BULLET);
    let is_unit = |line: &Line| !line.gap && belongs(outline.doc.slice(line.span), line);
    let items = || is_item(line.span) && entries.iter().all(|entry| is_item(entry.name));
    let above_unit = || !last.beneath.is_empty() && outline.lines.get(index + 1).is_some_and(is_unit);
    (items() || above_unit()) && !belongs(outline.doc.slice(line.span), line) && is_names(outline, line)
}

/// Whether the line right beneath a name prints it once more.
fn is_again(outline: &Outline, entry: &RosterEntry, line: Span) -> bool {
    let name = |span: Span| match &*outline.persons(span) {
        [person] => Some(&outline.doc.slice(span)[person.name.clone()]),
        _ => None,
    };
    entry.beneath.is_empty() && name(line).is_some() && name(line) == name(entry.name)
}

/// Whether a line beneath a name tells of its bearer.
fn belongs(words: &str, line: &Line) -> bool {
    let is_place = |likeness| likeness >= 0.5 || !line.gap && likeness >= 0.4 && is_name_of_unit(words);
    line.kind == Kind::Affiliation
        || is_place(affiliation::likeness(words))
        || words.contains("orcid.org")
        || Email::find(words).is_some_and(|(range, _)| range.len() + 12 >= words.len())
}

/// Whether a line is a name and no sentence or title, for all its words tell: `近水市第一人民医院 康复医学科`,
/// `Farhill Research Institute of Soils`.
fn is_name_of_unit(words: &str) -> bool {
    const LONGEST: usize = 120;
    const SMALL: &[&str] = &["of", "and", "for", "the", "in", "on", "&"];
    let capital = |word: &str| SMALL.contains(&word) || word.starts_with(|c: char| !c.is_lowercase());
    words.len() <= LONGEST
        && if words.contains(text::is_han) {
            words.ends_with(['科', '室', '部', '系', '所', '院', '站', '处', '组', '局', '厅'])
        } else {
            words.split(' ').all(capital)
        }
}

/// Whether the page prints a short line again and again, as it does its links beneath each name.
fn is_repeated(outline: &Outline, index: usize) -> bool {
    let span = outline.lines[index].span;
    let words = outline.doc.slice(span);
    let is_same = |line: &&Line| line.span.len() == span.len() && outline.doc.slice(line.span) == words;
    words.chars().count() <= 40 && outline.lines.iter().filter(is_same).nth(1).is_some()
}

/// A roster counts where at least two names have something beneath them, and half of all.
fn close(outline: &Outline, lists: &mut Vec<Vec<RosterEntry>>, entries: &mut Vec<RosterEntry>) {
    let mut entries = std::mem::take(entries);
    drop_byline(outline, &mut entries);
    let with = entries.iter().filter(|e| !e.beneath.is_empty()).count();
    if with >= 2 && with * 2 >= entries.len() {
        match by_script(outline, &entries) {
            Some(twins) => lists.extend(twins),
            None => lists.push(entries),
        }
    }
}

/// Drops the byline, one name a line, from the list that names its people again above their units.
fn drop_byline(outline: &Outline, entries: &mut Vec<RosterEntry>) {
    let name = |entry: &RosterEntry| text::skeleton(outline.doc.slice(entry.name));
    let Some(first) = entries.iter().position(|entry| !entry.beneath.is_empty()) else { return };
    let (byline, list) = entries.split_at(first);
    let again = |entry: &RosterEntry| list.iter().any(|other| name(other) == name(entry));
    if first > 0 && byline.iter().all(again) {
        entries.drain(..first);
    }
}

/// The two lists of one that prints each person's names in both languages one beneath the other.
fn by_script(outline: &Outline, entries: &[RosterEntry]) -> Option<[Vec<RosterEntry>; 2]> {
    let name_of = |entry: &RosterEntry| {
        let words = outline.doc.slice(entry.name);
        outline.persons(entry.name).first().map_or("", |person| &words[person.name.clone()])
    };
    let is_han = |entry: &RosterEntry| name_of(entry).contains(text::is_han);
    let first = is_han(entries.first()?);
    let agreement = |pair: &[RosterEntry]| {
        let [a, b] = pair else { return None };
        let (zh, en) = if first { (a, b) } else { (b, a) };
        (is_han(zh) && !is_han(en)).then(|| outline.doc.agree(name_of(zh), name_of(en)))
    };
    let pairs = || entries.chunks(2).map(agreement);
    let same = |pair: Option<Agreement>| pair.is_some_and(|agreement| agreement != Agreement::No);
    let halves = || [0, 1].map(|at| entries.iter().skip(at).step_by(2).cloned().collect());
    // a name that none in the other script agrees with may be another person's
    (pairs().all(same) && pairs().any(|pair| pair == Some(Agreement::Yes))).then(halves)
}

/// Names above the units that they share, group by group, as physics journals print them: `Gu Wangshu and Shen Zhixing`,
/// `Farhill University, …`, `Bai Shuiqing*`, `Nearwater College, …`.
fn groups(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    const LONGEST: usize = 600;
    let (mut lists, mut entries) = (Vec::new(), Vec::<RosterEntry>::new());
    let mut script = false;
    for line in &outline.lines {
        let is_whole = entries.last().is_none_or(|entry| !entry.beneath.is_empty());
        match line.kind {
            Kind::Byline
                if is_whole && line.span.len() <= LONGEST && (entries.is_empty() || script == line.is_chinese()) =>
            {
                script = line.is_chinese();
                entries.push(RosterEntry { name: line.span, beneath: Vec::new(), corresponding: None });
                continue;
            }
            Kind::Affiliation => {
                if let Some(entry) = entries.last_mut() {
                    entry.beneath.push(line.span);
                    continue;
                }
            }
            Kind::Text if matches!(outline.doc.slice(line.span), "and" | "&" | "和") => continue,
            _ => {}
        }
        lists.extend(grouped(outline, std::mem::take(&mut entries)));
    }
    lists.extend(grouped(outline, entries));
    lists
}

/// A list whose names share units, each at one place and none with a key of its own.
fn grouped(outline: &Outline, mut entries: Vec<RosterEntry>) -> Option<Vec<RosterEntry>> {
    entries.retain(|entry| !entry.beneath.is_empty());
    let mut names: Vec<String> = Vec::new();
    for entry in &entries {
        for person in outline.persons(entry.name).iter() {
            if person.keys().next().is_some() {
                return None;
            }
            names.push(text::skeleton(&outline.doc.slice(entry.name)[person.name.clone()]));
        }
    }
    let many = names.len() > entries.len();
    names.sort_unstable();
    (many && entries.len() > 1 && names.windows(2).all(|pair| pair[0] != pair[1])).then_some(entries)
}

/// Organisations over the names of those who belong to them, beneath a label of both.
fn above_names(outline: &Outline) -> Option<Vec<RosterEntry>> {
    let label = |line: &Line| line.kind == Kind::Marked(Label::AuthorsAffiliations);
    let from = outline.lines.iter().position(label)?;
    let mut entries = Vec::new();
    for pair in outline.lines[from + 1..].chunks(2) {
        match pair {
            [unit, names] if unit.kind == Kind::Affiliation && is_names(outline, names) => {
                entries.push(RosterEntry { name: names.span, beneath: vec![unit.span], corresponding: None });
            }
            _ => break,
        }
    }
    (!entries.is_empty()).then_some(entries)
}

/// Names each with a comma and the unit on one line, `Siriporn Thong, Farhill University, Thailand`: a strange name is told
/// by the others.
fn before_units(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    let (mut lists, mut entries) = (Vec::new(), Vec::new());
    let mut known = false;
    let mut lines = outline.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let unit = lines.peek().filter(|unit| {
            unit.kind == Kind::Affiliation
                && outline.doc.body()[line.span.end..unit.span.start].trim_matches([',', ' ']).is_empty()
        });
        let row = match unit {
            Some(unit) if line.kind == Kind::Byline && line.names.persons == 1 && !line.names.keyed => {
                known = true;
                Some((line.span, unit.span))
            }
            _ if line.kind == Kind::Affiliation => name_and_unit(outline, line),
            _ => None,
        };
        if let Some((name, unit)) = row {
            entries.push(RosterEntry { name, beneath: vec![unit], corresponding: None });
            if line.kind == Kind::Byline {
                lines.next();
            }
        } else if !entries.is_empty() {
            let list = std::mem::take(&mut entries);
            lists.extend(Some(list).filter(|list| known && list.len() >= 2));
            known = false;
        }
    }
    lists
}

/// The name and the unit on a line that is told as a unit alone.
fn name_and_unit(outline: &Outline, line: &Line) -> Option<(Span, Span)> {
    let words = outline.doc.slice(line.span);
    let (name, unit) = words.split_once(", ")?;
    let capital = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit());
    let is_name = (2..=4).contains(&name.split(' ').count())
        && name.split(' ').all(capital)
        && affiliation::likeness(name) < 0.3
        && affiliation::likeness(unit) >= 0.5;
    is_name.then(|| (line.span.part(0..name.len()), line.span.part(words.len() - unit.len()..words.len())))
}

/// Whether a line is names, for all its words tell: strange ones among others are plain text at a glance.
fn is_names(outline: &Outline, line: &Line) -> bool {
    let words = outline.doc.slice(line.span);
    line.kind == Kind::Byline || line.kind == Kind::Text && words.len() <= 60 && byline::likeness(words) >= 0.2
}

/// Names before their organisation on one line: `(季远山、白水清:远山大学…;柯一:近水学院…)`, `作者: 季 远, 白 水*:远山大学…`.
fn behind_names(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    let doc = outline.doc;
    let labels = outline.marks.iter().filter(|mark| matches!(mark.label, Label::Authors | Label::Affiliation));
    let labelled = labels.map(|mark| (crate::label::line_value(doc.body(), mark), mark.label == Label::Affiliation));
    let lines = outline.lines.iter().filter(|line| line.kind == Kind::Affiliation).map(|line| (line.span, false));
    labelled.chain(lines).filter_map(|(line, units)| pieces_with_names(outline, doc.trim(line), units)).collect()
}

/// Behind a label of units a comma is as good as a colon where the byline has the names: `作者单位: 季远山,远山大学;柯一,近水学院`.
fn pieces_with_names(outline: &Outline, line: Span, units: bool) -> Option<Vec<RosterEntry>> {
    let words = outline.doc.slice(line);
    let sign = if memchr::memchr(b':', words.as_bytes()).is_some() { ':' } else { ',' };
    if sign == ',' && !units {
        return None;
    }
    let inner = words.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(words);
    let mut at = inner.as_ptr() as usize - words.as_ptr() as usize;
    let mut entries = Vec::new();
    for piece in inner.split(';') {
        let colon = piece.find(sign)?;
        let (names, unit) = (&piece[..colon], &piece[colon + 1..]);
        let in_byline = |line: &Line| line.kind == Kind::Byline && outline.doc.slice(line.span).contains(names);
        if sign == ',' && !outline.lines.iter().any(in_byline)
            || !are_names(names)
            || affiliation::likeness(unit.trim_end_matches('。')) < 0.4
        {
            return None;
        }
        let span = |from: usize, to: usize| outline.doc.trim(line.part(from..to));
        entries.push(RosterEntry {
            name: span(at, at + colon),
            beneath: vec![span(at + colon + 1, at + piece.len())],
            corresponding: None,
        });
        at += piece.len() + 1;
    }
    (entries.len() >= 2).then_some(entries)
}

/// Whether `words` are names and nothing else, some of rare families among them.
fn are_names(words: &str) -> bool {
    let opening = byline::opening(words);
    let all_names = opening.persons > 0 && opening.end >= words.trim_end().len() && opening.likeness >= 0.3;
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '*' | '#');
    let is_short = |name: &str| (2..=4).contains(&name.chars().count()) && name.chars().all(text::is_han);
    all_names || words.split([',', '、']).all(|name| is_short(name.trim_matches(is_sign)))
}

/// Names and units on one line: `季远山(远山大学)、柯一(近水学院)`, `远山大学水利学院 季远山 白水清`.
fn on_one_line(outline: &Outline) -> Vec<Vec<RosterEntry>> {
    let together = |pair: &&[Line]| !outline.doc.body()[pair[0].span.end..pair[1].span.start].contains('\n');
    let lists = outline.lines.windows(2).filter(together).filter_map(|pair| match (pair[0].kind, pair[1].kind) {
        (Kind::Byline, Kind::Affiliation) => in_brackets(outline, Span::new(pair[0].span.start, pair[1].span.end)),
        (Kind::Affiliation, Kind::Byline) if !pair[1].names.keyed => {
            Some(vec![RosterEntry { name: pair[1].span, beneath: vec![pair[0].span], corresponding: None }])
        }
        _ => None,
    });
    lists.collect()
}

/// Names with their unit in brackets, at least twice, and nothing else on the line.
fn in_brackets(outline: &Outline, line: Span) -> Option<Vec<RosterEntry>> {
    const BETWEEN: [char; 4] = [' ', ',', ';', '、'];
    let words = outline.doc.slice(line);
    let mut entries = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let names = rest[..rest.find('(')?].trim_end();
        let open = rest.find('(')? + 1;
        let close = open + rest[open..].find(')')?;
        if !are_names(names) || affiliation::likeness(&rest[open..close]) < 0.4 {
            return None;
        }
        let beneath = vec![outline.doc.trim(line.part(at + open..at + close))];
        entries.push(RosterEntry { name: line.part(at..at + names.len()), beneath, corresponding: None });
        let behind = &rest[close + 1..];
        at = words.len() - behind.trim_start_matches(BETWEEN).len();
    }
    (entries.len() >= 2).then_some(entries)
}

#[cfg(test)]
mod tests;
