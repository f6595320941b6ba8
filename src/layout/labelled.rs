//! What labels alone tell: how far the value of each kind of label reaches.

use super::abstracts::{english_tail, place_abstract, unlabelled_abstract};
use super::terms::place_keywords;
use super::{Imprint, Places};
use crate::document::Span;
use crate::field::{Date, citation, text};
use crate::label::{Label, Mark};
use crate::outline::{Kind, Outline, is_heading};
use crate::record::Language;

/// The places of all labelled values.
pub(super) fn places(outline: &Outline) -> Places {
    let mut places = Places::default();
    for mark in &outline.marks {
        let language = mark.language;
        match mark.label {
            Label::Received => places.dates[0].push((line(outline, mark), language)),
            Label::Revised => places.dates[1].push((line(outline, mark), language)),
            Label::Accepted => places.dates[2].push((line(outline, mark), language)),
            Label::Published => places.dates[3].push((line(outline, mark), language)),
            Label::Online => places.dates[4].push((line(outline, mark), language)),
            Label::ArticleCode => first(&mut places.article_code, line(outline, mark)),
            Label::Issn => first(&mut places.issn, line(outline, mark)),
            Label::Eissn => first(&mut places.eissn, line(outline, mark)),
            Label::Cn => first(&mut places.cn, line(outline, mark)),
            Label::Clc => first(&mut places.clc, line(outline, mark)),
            Label::DocumentCode => first(&mut places.document_code, line(outline, mark)),
            Label::Section => first(&mut places.section, line(outline, mark)),
            Label::Volume | Label::VolumeIssue => first(&mut places.volume, line(outline, mark)),
            Label::Issue => first(&mut places.issue, line(outline, mark)),
            Label::Pages if counts(outline, mark) => {}
            Label::Pages => first(&mut places.pages, line(outline, mark)),
            Label::Year => first(&mut places.year, line(outline, mark)),
            // what a figure is taken from has a source too
            Label::Journal if !outline.in_front(mark) => {}
            // a step of the page's path, where a colon tells the label
            Label::Journal if !mark.firm && said_again(outline, mark) => {}
            Label::Journal => journal(outline, &mut places, line(outline, mark), language),
            Label::Title => {
                for value in by_language(outline, block(outline, mark)) {
                    let language = text::language(outline.doc.slice(value)).unwrap_or(language);
                    first(places.title.get_mut(language), value);
                }
            }
            Label::Corresponding => places.corresponding.push(entry(outline, mark)),
            Label::Biography => places.biographies.push(paragraphs(outline, mark)),
            // `作者信息: 顾望舒(1980—),男,教授。E-mail: …`
            Label::AuthorsAffiliations if outline.doc.slice(line(outline, mark)).contains('@') => {
                places.biographies.push(paragraphs(outline, mark));
            }
            Label::Email => places.contacts.push(entry(outline, mark)),
            Label::Citation => {
                let value = block(outline, mark);
                if value.len() > 12 {
                    let cited = Imprint::reference(outline.doc, value);
                    if cited.citation.is_none() {
                        // a button over the page's head
                        places.heads.extend(heads(outline, value));
                    }
                    let again = second_form(outline, value, &cited);
                    places.citations.push(cited);
                    places.citations.extend(again);
                }
            }
            Label::Funding => {
                let value = super::grants::labelled(outline, mark);
                if !value.is_empty() {
                    let language = text::language(outline.doc.slice(value)).unwrap_or(language);
                    places.funding.get_mut(language).push(value);
                }
            }
            _ => {}
        }
    }
    place_dated_name(outline, &mut places);
    settle_issue_date(outline, &mut places);
    for language in [Language::Zh, Language::En] {
        place_abstract(outline, &mut places, language);
        if places.abstracts.get(language).is_none() {
            *places.abstracts.get_mut(language) = unlabelled_abstract(outline, language);
        }
        place_keywords(outline, &mut places, language);
    }
    // where most of its letters are Latin it was taken for the English one
    let whole = match (places.abstracts.zh, places.abstracts.en) {
        (Some(zh), None) => Some(zh),
        (None, Some(en)) => Some(en).filter(|&en| outline.doc.slice(en).starts_with(text::is_han)),
        _ => None,
    };
    if let Some(abstract_) = whole
        && let Some(at) = english_tail(outline.doc.slice(abstract_))
    {
        places.abstracts.en = Some(outline.doc.trim(abstract_.part(at..abstract_.len())));
        places.abstracts.zh = Some(outline.doc.trim(abstract_.part(0..at)));
    }
    super::grants::place_unlabelled(outline, &mut places);
    places.dois = super::dois::candidates(outline);
    places
}

/// The article cited in the other language, as a paragraph of its own beneath `cited` at `first`, where that has no label.
fn second_form(outline: &Outline, first: Span, cited: &Imprint) -> Option<Imprint> {
    if outline.all(Label::Citation).any(|mark| mark.start > first.end) {
        return None;
    }
    // a DOI may end the line of the first
    let end = line_end(outline.doc.body(), first.end);
    let line = outline.lines.get(outline.line_at(end)..)?.iter().find(|line| line.span.start >= end)?;
    let language = |span: Span| text::language(outline.doc.slice(span));
    let other = line.kind == Kind::Reference && line.span.start >= first.end && language(line.span) != language(first);
    let again = other.then(|| Imprint::reference(outline.doc, line.span))?;
    again.agrees(cited, outline.doc).then_some(again)
}

/// Whether the words of a label without a colon stand before one elsewhere: `期刊` alone, and `期刊: 岭南评论`.
fn said_again(outline: &Outline, mark: &Mark) -> bool {
    let words = |mark: &Mark| outline.doc.body()[mark.start..mark.value].trim_matches([' ', ':', '\n', '•']);
    outline.all(mark.label).any(|other| other.firm && words(other) == words(mark))
}

/// The journal's short name with the day of release on a line of its own: `Front. Plant Sci., 14 March 2023`,
/// `Front. Soils, 14 March 2023`.
fn place_dated_name(outline: &Outline, places: &mut Places) {
    const TOP: usize = 24;
    const LONGEST: usize = 80;
    let is_name = |name: &str| {
        (name.ends_with('.') || name.contains(". "))
            && name.contains(' ')
            && name.split(' ').all(|w| w.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    for line in outline.lines.iter().take(TOP).filter(|line| line.kind == Kind::Text && line.span.len() <= LONGEST) {
        let words = outline.doc.slice(line.span);
        let Some((name, date)) = words.rsplit_once(", ").filter(|(name, _)| is_name(name)) else { continue };
        let is_day = |(range, date): &(std::ops::Range<usize>, Date)| {
            range.len() == words.len() - name.len() - ", ".len() && date.day().is_some()
        };
        if Date::find(date).filter(is_day).is_some() {
            first(&mut places.journal.en, line.span.part(0..name.len()));
            places.dates[3].push((line.span.part(words.len() - date.len()..words.len()), Language::En));
            return;
        }
    }
}

/// Where a page says when the issue is dated, `Issue Date: May 2023`, what it was `Published` is its release.
fn settle_issue_date(outline: &Outline, places: &mut Places) {
    let text = outline.doc.body();
    let is_issue = |mark: &&Mark| {
        mark.label == Label::Published
            && mark.language == Language::En
            && text[mark.start..mark.value]
                .trim_start_matches(['•', ' '])
                .get(..5)
                .is_some_and(|word| word.eq_ignore_ascii_case("issue"))
    };
    let Some(issue) = outline.marks.iter().find(is_issue).map(|mark| line(outline, mark)) else { return };
    let printed = |span: Span| Date::read(outline.doc.slice(span)).map(|(_, date)| date.to_string());
    let (issue, release): (Vec<_>, Vec<_>) = places.dates[3].iter().partition(|(span, _)| *span == issue);
    // the same month, told to the day
    let month = issue.first().and_then(|(span, _)| printed(*span));
    if month
        .is_some_and(|month| release.iter().any(|(span, _)| printed(*span).is_some_and(|day| day.starts_with(&month))))
    {
        return;
    }
    places.dates[3] = issue;
    if places.dates[4].is_empty() {
        places.dates[4] = release;
    }
}

/// A journal's name behind its label, with the issue on some pages: `来源: 《岭南评论》2021年第5期`.
fn journal(outline: &Outline, places: &mut Places, value: Span, language: Language) {
    // where a site has its copies from
    const NOBODY: &[&str] = &["用户上传", "网络", "互联网", "本站", "原创", "转载", "搜集整理", "未知", "作者投稿"];
    let value = before_next(outline, value);
    let words = outline.doc.slice(value);
    let site = words.split(' ').next().is_some_and(|name| name.ends_with('网') || name.ends_with("网站"));
    // `2021, Agriculture, № 11`
    let dated = words.bytes().take_while(u8::is_ascii_digit).count() == 4 && words[4..].starts_with(',');
    if dated || site || words.contains('>') || NOBODY.iter().any(|source| words.starts_with(source)) {
        return;
    }
    let head = Imprint::head(outline, value);
    if head.citation.as_ref().is_some_and(|cited| cited.journal.is_some() && cited.parts() >= 2) {
        places.citations.push(head);
    } else {
        // `Lingnan Review ( Volume: 9, Issue: 3, May 2023)`
        let issue =
            words.find('(').filter(|&at| citation::read(&words[at..]).is_some_and(|cited| cited.volume.is_some()));
        let end = issue.unwrap_or(words.len());
        places.heads.extend(issue.map(|at| Imprint::head(outline, value.part(at..words.len()))));
        // `Lingnan Review 8 November 2021`
        let dated = Date::find(words)
            .filter(|(range, date)| range.start > 0 && range.end == words.len() && date.day().is_some());
        let end = match dated {
            Some((range, _)) => {
                places.dates[3].push((value.part(range.clone()), language));
                range.start
            }
            None => dated_tail(outline, places, value).unwrap_or(end),
        };
        let name = outline.doc.trim(value.part(0..end));
        first(places.journal.get_mut(text::language(words).unwrap_or(language)), name);
    }
}

/// A value before what else a site says of its copy on the line: `岭南评论  日期:2021-01-28  点击数:12`.
fn before_next(outline: &Outline, value: Span) -> Span {
    const SAID: &[&str] = &["日期:", "时间:", "点击", "浏览", "阅读", "编辑:", "发布"];
    let words = outline.doc.slice(value);
    let end = words.match_indices(' ').map(|(at, _)| at).find(|&at| {
        let rest = words[at..].trim_start();
        SAID.iter().any(|said| rest.starts_with(said))
    });
    value.part(0..end.unwrap_or(words.len()))
}

/// The lines of `title` in the language of the first, and those in the other one beneath.
fn by_language(outline: &Outline, title: Span) -> [Span; 2] {
    let words = outline.doc.slice(title);
    let language = |line: &str| text::language(line);
    let first = language(words.lines().next().unwrap_or_default());
    let mut at = 0;
    for line in words.split_inclusive('\n') {
        if at > 0 && language(line) != first && first.is_some() {
            break;
        }
        at += line.len();
    }
    [title.part(0..at), title.part(at..words.len())].map(|part| outline.doc.trim(part))
}

/// The heads among the lines of `block`.
fn heads(outline: &Outline, block: Span) -> impl Iterator<Item = Imprint> {
    const LEAST: usize = 3;
    let lines = outline.lines[outline.line_at(block.start)..].iter().take_while(move |line| line.span.end <= block.end);
    let heads = lines.map(|line| Imprint::head(outline, line.span));
    heads.filter(|head| head.citation.as_ref().is_some_and(|cited| cited.journal.is_some() && cited.parts() >= LEAST))
}

/// Where the name ends on `岭南评论 2020 (04)`, whose year and issue are placed.
fn dated_tail(outline: &Outline, places: &mut Places, value: Span) -> Option<usize> {
    let words = outline.doc.slice(value);
    let inner = words.strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let before = words[..open].trim_end();
    let name = before.len().checked_sub(4).filter(|&at| before.is_char_boundary(at))?;
    let digits = |words: &str| !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_digit());
    let is_dated = digits(&before[name..]) && before[name..].starts_with(['1', '2']) && inner.len() - open <= 3;
    if !is_dated || !digits(&inner[open + 1..]) || before[..name].trim_end().is_empty() {
        return None;
    }
    first(&mut places.year, value.part(name..before.len()));
    first(&mut places.issue, value.part(open + 1..inner.len()));
    Some(name)
}

/// Whether pages are counted, not named: `页数: 8页`, but `页数: 8(15-22)`.
fn counts(outline: &Outline, mark: &Mark) -> bool {
    let label = &outline.doc.body()[mark.start..mark.value];
    label.contains("页数") && !outline.doc.slice(line(outline, mark)).contains(['-', '~', '–'])
}

/// Keeps what stands there first, unless it is empty.
fn first(slot: &mut Option<Span>, value: Span) {
    if slot.is_none() && !value.is_empty() {
        *slot = Some(value);
    }
}

/// The end of the line that `at` is on.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |n| at + n)
}

/// The first byte behind blank lines; `at` itself where its line goes on.
pub(super) fn skip_blank(text: &str, at: usize, limit: usize) -> usize {
    let rest = &text[at..limit];
    at + rest.len() - rest.trim_start().len()
}

/// A value of one line: on the label's line, or else on the next one with something on it.
pub(super) fn line(outline: &Outline, mark: &Mark) -> Span {
    let text = outline.doc.body();
    let limit = outline.limit(mark);
    let start = skip_blank(text, mark.value.min(limit), limit);
    let line = outline.doc.trim(Span::new(start, line_end(text, start).min(limit).max(start)));
    // the only item of a list beneath the label
    let bullet = if outline.doc.slice(line).starts_with("• ") { "• ".len() } else { 0 };
    Span::new(line.start + bullet, line.end)
}

/// A value of one paragraph, over its lines, up to a blank line, a heading or the next label.
pub(super) fn block(outline: &Outline, mark: &Mark) -> Span {
    block_to(outline, mark, outline.limit(mark))
}

fn block_to(outline: &Outline, mark: &Mark, limit: usize) -> Span {
    let text = outline.doc.body();
    let start = skip_blank(text, mark.value.min(limit), limit);
    let mut end = line_end(text, start).min(limit);
    while end < limit {
        let next = (end + 1).min(limit);
        let stop = line_end(text, next).min(limit);
        let words = text[next..stop].trim();
        // within the front the outline knows what a value runs over
        let known = outline.lines.get(outline.line_at(next)).filter(|l| l.span.start < stop && l.span.start >= next);
        let other = known.is_some_and(|l| !matches!(l.kind, Kind::Value(_) | Kind::Marked(_)));
        if words.is_empty() || is_heading(words) || words.starts_with('#') || (other && mark.label != Label::Title) {
            break;
        }
        end = stop;
    }
    outline.doc.trim(Span::new(start, end.max(start)))
}

/// A line about persons; where it has no address and the next one has, that too.
fn entry(outline: &Outline, mark: &Mark) -> Span {
    let text = outline.doc.body();
    let mut limit = outline.limit(mark);
    let mut span = line(outline, mark);
    // `Tel: …, Fax: …, Email: …` on the line below
    if let Some(reached) = outline.marks.iter().find(|m| m.start == limit && m.label == Label::Contact && m.line_start)
    {
        limit = line_end(text, reached.start);
    }
    // an address beneath a label that names nobody: `Corresponding author.`, `E-mail address: …`
    if span.is_empty()
        && mark.language == Language::En
        && let Some(address) = outline.all(Label::Email).find(|m| m.start == limit && m.line_start)
    {
        span = line(outline, address);
        limit = outline.limit(address);
    }
    for _ in 0..2 {
        if outline.doc.slice(span).contains('@') || span.end >= limit {
            break;
        }
        // blanks may end the line
        let next = line_end(text, span.end) + 1;
        let stop = line_end(text, next.min(limit)).min(limit);
        let words = &text[next.min(limit)..stop];
        if words.trim().is_empty() || !words.contains('@') || words.len() > 300 {
            break;
        }
        span.end = stop;
    }
    outline.doc.trim(span)
}

/// Several paragraphs, as RHHZ prints biographies: as long as each is short and no heading.
fn paragraphs(outline: &Outline, mark: &Mark) -> Span {
    let text = outline.doc.body();
    let mut limit = outline.limit(mark);
    // `孙某某(1979-),男(通信作者),…,邮政编码:200001。E-mail: …` goes on
    let inner = |m: &Mark| {
        !m.line_start
            && (matches!(m.label, Label::Email | Label::Contact)
                || m.label == Label::Corresponding && text[m.start..].starts_with('('))
    };
    while let Some(next) = outline.marks.iter().find(|m| m.start == limit && inner(m)) {
        limit = outline.limit(next);
    }
    let mut span = block_to(outline, mark, limit);
    for _ in 0..30 {
        let next = skip_blank(text, span.end, limit);
        if next >= limit {
            break;
        }
        let words = text[next..line_end(text, next).min(limit)].trim();
        let is_person = words.contains(['@', '男', '女'])
            || words.contains("male")
            || words.contains("研究")
            || words.contains("professor");
        if words.len() > 600 || is_heading(words) || words.starts_with('#') || !is_person {
            break;
        }
        span.end = next + words.len();
    }
    outline.doc.trim(span)
}

/// Where a list of references, the body or the document ends what a value may reach.
pub(super) fn prose_limit(outline: &Outline, mark: &Mark) -> usize {
    let hard = [outline.body, outline.references].into_iter().flatten().filter(|&at| at > mark.value).min();
    outline.limit(mark).min(hard.unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests;
