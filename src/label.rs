//! Printed labels: where a text announces a field, and where the announced value begins.
//!
//! Knows words, brackets, colons and line starts. What the value means is `field`'s matter.

mod context;
mod dates;
mod lexicon;
mod scan;

use crate::document::Span;
use crate::field::{Date, text};
use crate::record::Language;
use context::Context;
use dates::{announces_date, behind_date, date_before, ends_as_date};
use scan::Hit;

/// What a label announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are those of the record's fields
pub enum Label {
    Received,
    Revised,
    Accepted,
    Published,
    Online,
    Doi,
    ArticleCode,
    Clc,
    DocumentCode,
    Issn,
    Eissn,
    Cn,
    Abstract,
    Keywords,
    /// In a third language; [`marks`] never has it, see [`settle_others`].
    OtherAbstract,
    /// In a third language; [`marks`] never has it, see [`settle_others`].
    OtherKeywords,
    Title,
    Authors,
    Affiliation,
    /// Authors and affiliations in one block.
    AuthorsAffiliations,
    Corresponding,
    Biography,
    Email,
    Funding,
    Citation,
    Section,
    Journal,
    Volume,
    Issue,
    VolumeIssue,
    Pages,
    Year,
    References,
    /// Where the article proper begins, e.g. `1 引言`.
    Body,
    /// Equal contribution.
    Equal,
    Acknowledgements,
    /// Whose the journal is and who makes it, e.g. `主办单位`, `编辑部`, `技术支持`.
    Office,
    /// Where somebody is reached, e.g. `地址`, `Tel`.
    Contact,
    /// What ends a value and is none itself, e.g. furniture of a page.
    Other,
    /// A button or a link of the page, alone on its line or in a row of them, e.g. `收藏 分享 纠错`.
    Button,
}

impl Label {
    /// Whether it speaks of the site or the journal, and announces nothing of the article.
    pub fn is_furniture(self) -> bool {
        matches!(self, Label::Other | Label::Office | Label::Contact)
    }

    /// Whether it announces one of the five dates.
    pub fn is_date(self) -> bool {
        matches!(self, Label::Received | Label::Revised | Label::Accepted | Label::Published | Label::Online)
    }
}

/// A label that announces a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it announces.
    pub label: Label,
    /// The language of its words.
    pub language: Language,
    /// Where it begins, opening bracket and bullet included.
    pub start: usize,
    /// Where its value begins.
    pub value: usize,
    /// Whether it begins a line.
    pub line_start: bool,
    /// Whether a colon or a bracket sets it off.
    pub firm: bool,
}

/// All marks of a text, in order.
pub fn marks(text: &str) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(32);
    // a word within a longer label is no label of its own
    let fit = |hit: &Hit| is_word(text, *hit);
    scan::scan(text, fit, |hit| {
        if let Some(mark) = announce(text, hit) {
            // `[基金项目] …` right behind a mark's own bracket belongs to that mark, as does `(Key words)` within it
            let apart = |last: &Mark| last.value <= hit.start && (last.value <= mark.start || last.start < mark.start);
            if marks.last().is_none_or(apart) {
                marks.push(mark);
            }
        }
    });
    settle_others(&mut marks);
    marks
}

/// An abstract and terms in a third language count where none are in English: `RESUMO`, `Palabras clave`.
fn settle_others(marks: &mut [Mark]) {
    for (other, own) in [(Label::OtherAbstract, Label::Abstract), (Label::OtherKeywords, Label::Keywords)] {
        if marks.iter().any(|mark| mark.label == other) {
            let english = marks.iter().any(|mark| mark.label == own && mark.language == Language::En);
            let label = if english { Label::Other } else { own };
            marks.iter_mut().filter(|mark| mark.label == other).for_each(|mark| mark.label = label);
        }
    }
}

/// The labels that fill a line and announce nothing on it: the head of a table, or tabs, e.g. `收稿日期 修回日期 录用日期`.
pub fn columns(line: &str) -> Option<Vec<(Label, Language)>> {
    if line.len() > MAX_COLUMNS {
        return None;
    }
    let mut columns = Vec::new();
    let mut at = 0;
    loop {
        at += line[at..].len() - line[at..].trim_start_matches([' ', '|', '/']).len();
        if at == line.len() {
            return (!columns.is_empty()).then_some(columns);
        }
        let hit = scan::longest(line, at)?;
        columns.push((hit.label, hit.language));
        at = hit.end + count_length(&line[hit.end..]);
    }
}

/// The length of how many there are behind a tab: `(15)`, ` (9)`.
fn count_length(rest: &str) -> usize {
    let Some(inner) = rest.trim_start_matches(' ').strip_prefix('(') else { return 0 };
    let behind = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let closed = behind.strip_prefix(')').filter(|_| behind.len() < inner.len());
    closed.map_or(0, |behind| rest.len() - behind.len())
}

/// No head of a table is longer.
const MAX_COLUMNS: usize = 200;

/// Latin labels are whole words: no letter before, no small letter behind.
fn is_word(text: &str, hit: Hit) -> bool {
    let bytes = text.as_bytes();
    if !bytes[hit.end - 1].is_ascii_alphanumeric() && !bytes[hit.start].is_ascii_alphanumeric() {
        return true;
    }
    let before = hit.start.checked_sub(1).map(|at| bytes[at]);
    let behind = bytes.get(hit.end);
    let starts = !bytes[hit.start].is_ascii_alphabetic() || !before.is_some_and(|b| b.is_ascii_alphabetic());
    // `Key wordshypomagnetic field`, `KEY WORDSinorganic materials`
    let glued =
        hit.label == Label::Keywords && bytes[hit.start] == b'K' && bytes[hit.end - 1].eq_ignore_ascii_case(&b's');
    let ends = glued || !bytes[hit.end - 1].is_ascii_alphabetic() || !behind.is_some_and(u8::is_ascii_lowercase);
    // `publishedOnline` of a script is no word either
    // `10.3969/j.issn.1000…` and addresses announce nothing
    let inside = matches!(before, Some(b'.' | b'/')) && bytes[hit.start].is_ascii_lowercase();
    starts && ends && !inside && !(before == Some(b'_') || behind == Some(&b'_'))
}

/// Whether a button opens what a page says of the authors.
fn shows_names(words: &str) -> bool {
    ["Author links open overlay panel", "Show author's information"].iter().any(|name| name.eq_ignore_ascii_case(words))
}

/// The mark that a hit is, if what stands around it says that it announces something.
fn announce(text: &str, mut hit: Hit) -> Option<Mark> {
    // most everyday words stand in the middle of a sentence
    let in_prose = matches!(text.as_bytes().get(hit.end), Some(0xE4..=0xE9 | b',' | b'0'..=b'9' | b'a'..=b'z'));
    if hit.weak && in_prose && !(hit.label.is_date() && ends_as_date(&text[..hit.start])) {
        return None;
    }
    let context = Context::of(text, hit);
    if hit.weak && context.is_menu_item(text) {
        return None;
    }
    let words = &text[hit.start..hit.end];
    // `Show author's information Gu Wangshu1, …`: the names stand behind the button for more about them
    let names_behind = hit.label == Label::Button && context.line_start && !context.whole_line() && shows_names(words);
    if names_behind {
        hit.label = Label::Authors;
    }
    if hit.label == Label::Button && !(context.whole_line() || context.line_start && columns(context.rest).is_some()) {
        return None;
    }
    // tabs and heads of tables: `作者 单位 E-mail`, `摘要 参考文献 相关文章`
    let is_tab = || columns(context.rest).is_some_and(|beside| beside.iter().any(|(label, _)| *label != hit.label));
    if !context.firm() && hit.label != Label::Button && is_tab() {
        return None;
    }
    let dated = hit.label.is_date().then(|| date_before(&context, words)).flatten();
    let accepted = match hit.label {
        _ if names_behind || dated.is_some() || closes_line(text, hit, &context) => true,
        label if label.is_date() => announces_date(&context, words, hit.language),
        Label::Doi => {
            let value = context.behind.trim_start_matches([':', ' ', '\n']);
            value.starts_with("10.") || value.starts_with("http") || (context.line_start && context.firm())
        }
        // the codes of another class: `JEL分类号:G10`
        Label::Clc if ["JEL", "MSC", "PACS"].iter().any(|class| context.before.ends_with(class)) => false,
        // `Lingnan Review, vol. 20, Article ID 56096`
        Label::ArticleCode if context.before.trim_end().ends_with(',') && context.before.contains("vol.") => false,
        Label::Clc | Label::DocumentCode | Label::ArticleCode | Label::Issn | Label::Eissn => {
            let code = match hit.label {
                Label::Clc => context.behind.starts_with(|c: char| c.is_ascii_uppercase()),
                Label::DocumentCode => context.behind.starts_with(['A', 'B', 'C', 'D', 'E']),
                _ => context.behind.starts_with(|c: char| c.is_ascii_digit()),
            };
            // of the network that released the paper: `批准的网络连续型出版物(ISSN …,CN …)`
            let release = hit.label == Label::Issn && context.before.trim_end_matches(['(', ' ']).ends_with("出版物");
            !release && (context.firm() || code || context.whole_line())
        }
        Label::References | Label::Acknowledgements => {
            (context.line_start || context.numbered) && (context.firm() || is_count(context.rest))
        }
        Label::Equal | Label::Button => true,
        // within a line it is the address of whoever stands before it
        Label::Email if !context.line_start => false,
        // `顾望舒1(通信作者),沈知行2`
        Label::Corresponding if context.is_note() => false,
        // `通讯作者。E-mail: a@b.cn`, `责任作者,教授,a@b.cn`
        Label::Corresponding
            if context.line_start && !words.is_ascii() && context.rest.starts_with(['。', ',', '.', ';']) =>
        {
            context.rest.contains('@')
        }
        // a sentence that says nothing else, wherever it stands
        Label::Corresponding if words.ends_with("addressed to") => true,
        // the note of a key: `1Corresponding author. E-mail: …`, `a)Author to whom correspondence should be addressed.`
        Label::Corresponding if hit.language == Language::En && context.is_keyed() => {
            context.firm() || context.whole_line() || context.rest.starts_with(['.', ','])
        }
        // within a line they may be an author's
        Label::Office | Label::Contact if hit.language == Language::En => {
            context.line_start && (context.firm() || context.whole_line())
        }
        Label::Body => (context.line_start || context.numbered) && context.rest.trim().is_empty() && !context.colon,
        Label::Abstract | Label::Keywords | Label::OtherAbstract | Label::OtherKeywords => {
            announces_prose(&context, words, hit)
        }
        // a button behind the issue: `, Volume 2, Issue 3, pp 272–283 | Cite as`
        Label::Citation if words.is_ascii() && context.rest.is_empty() && context.before.ends_with("| ") => false,
        // `国家自然科学基金资助项目:52079119` is a grant and its number
        Label::Funding
            if context.colon
                && context.before.ends_with(text::is_han)
                && context.next().is_some_and(|c| c.is_ascii_alphanumeric()) =>
        {
            false
        }
        // `本文系国家自然科学基金项目(…)的研究成果`
        Label::Funding if words.starts_with('本') || words == "标题注释" => {
            let near = floor(context.rest, 240);
            context.line_start
                && near.contains(|c: char| c.is_ascii_digit())
                && ["基金", "资助", "项目", "课题", "计划"].iter().any(|w| near.contains(w))
        }
        // `【卷】`, `期: 3`: a character that words begin with too
        _ if hit.weak && words.chars().count() == 1 && !context.firm() && !context.whole_line() => {
            context.line_start && context.blank && is_figure(context.rest)
        }
        // `Sec. Plant Abiotic Stress`
        Label::Section if words.ends_with('.') => {
            context.line_start && context.rest.len() < 80 && context.rest.starts_with(|c: char| c.is_ascii_uppercase())
        }
        // `Pages 611-630 | Received 14 Jul 2020`
        Label::Pages if words.is_ascii() && context.line_start && context.blank => {
            context.rest.starts_with(|c: char| c.is_ascii_digit())
                && context.rest.get(..16).unwrap_or(context.rest).contains(['-', '–'])
        }
        // a keyword too
        Label::Affiliation if words.eq_ignore_ascii_case("institution") => context.line_start && context.firm(),
        // of a figure or a photograph, where anything stands behind it
        Label::Journal | Label::Affiliation if matches!(words, "Source" | "Addresses") => context.whole_line(),
        // `Published in Lingnan Review`, among labels that stand alone on their lines
        Label::Journal
            if words.to_ascii_lowercase().ends_with("published in") && context.line_start && context.blank =>
        {
            // `Published in Lingnan Review 8 November 2021`
            let dated =
                Date::find(context.rest).filter(|(range, _)| range.start > 0 && range.end == context.rest.len());
            let name = dated.map_or(context.rest, |(range, _)| context.rest[..range.start].trim_end());
            name.len() <= 60
                && name.split(' ').all(|word| {
                    word.starts_with(|c: char| c.is_ascii_uppercase())
                        || matches!(word, "of" | "and" | "in" | "&" | "for")
                })
        }
        // the head of a page in words: `Year : 2015 | Volume : 59 | Issue : 8`
        Label::Year if words.is_ascii() && context.rest.contains("Volume") => false,
        // `by Xunyi Ke 1, Rui Yusuf 2,* and …`
        Label::Authors if words.eq_ignore_ascii_case("by") && context.line_start && context.blank => {
            context.rest.starts_with(|c: char| c.is_uppercase()) && context.rest.contains([',', '1', '*'])
        }
        // the kind of what an index shows, above its title: `• 期刊`
        Label::Journal if hit.weak && !context.firm() && text[context.start..hit.start].contains('•') => false,
        // a field to fill in, of a form for readers' messages
        Label::Title if words == "标题" => {
            context.line_start && (context.colon || context.cell) && !context.rest.is_empty()
        }
        // bare words of prose: only where the line or the brackets set them off
        _ if hit.weak => {
            let glued = context.colon && !words.is_ascii() && words.chars().count() > 2;
            // `来源: 岭南评论  作者: 席慕`: a row of labels with their values
            let in_row = context.colon && !words.is_ascii() && context.is_in_row();
            in_row
                || (hit.label == Label::Journal && behind_date(&context))
                || (context.line_start
                    && (context.firm()
                        || context.whole_line()
                        || (context.blank && (context.cell || !words.is_ascii() && context.rest.len() < 240))))
                || (context.bracketed && context.start < hit.start)
                || glued
        }
        // `英文题名 Effects of …`: a Chinese label of what is English
        _ if hit.language == Language::Zh || !words.is_ascii() => {
            context.firm()
                || context.whole_line()
                || (context.line_start
                    && !context
                        .rest
                        .starts_with(['的', '为', '是', '和', '与', '及', '在', '、', ',', '，', '。', '；']))
        }
        _ => {
            let capital = words.starts_with(|c: char| c.is_ascii_uppercase());
            (context.line_start && (context.firm() || context.whole_line()))
                || (context.bracketed && context.start < hit.start)
                || (context.colon && capital)
                || (context.line_start
                    && capital
                    && matches!(hit.label, Label::Funding | Label::Corresponding)
                    // `Supported by the National …`
                    && context
                        .behind
                        .strip_prefix("the ")
                        .unwrap_or(context.behind)
                        .starts_with(|c: char| c.is_uppercase() || !c.is_ascii()))
        }
    };
    accepted.then(|| Mark {
        label: hit.label,
        // `英文摘要`: the lexicon decides, not the script
        language: hit.language,
        // a note on equal work ends what stands before it on its line
        start: dated.unwrap_or(if hit.label == Label::Equal { context.line } else { context.start }),
        value: dated.unwrap_or(context.value),
        line_start: context.line_start || dated == Some(context.line),
        firm: context.firm(),
    })
}

/// Whether a heading is glued to the end of what stands before it, where the text lost a line's end:
/// `…/评价指标Key words`, `… in most of the gardens.关键词`, and its value begins on the next line.
fn closes_line(text: &str, hit: Hit, context: &Context) -> bool {
    let before = context.before.chars().next_back();
    let heading = matches!(hit.label, Label::Abstract | Label::Keywords | Label::OtherAbstract | Label::OtherKeywords);
    let latin = text.as_bytes()[hit.start].is_ascii_uppercase();
    heading
        && text[hit.end..].starts_with('\n')
        && before.is_some_and(|c| {
            if latin {
                text::is_han(c) || c.is_lowercase() || c.is_ascii_digit()
            } else {
                c.is_ascii_lowercase() || c == '.'
            }
        })
}

/// Whether a line's rest is the figure of a year, a volume or an issue: `2021`, `45`, `S1`.
fn is_figure(rest: &str) -> bool {
    let rest = rest.trim_end();
    rest.len() <= 5 && rest.ends_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// Whether nothing stands behind a heading but how many there are: `References (34)`.
fn is_count(rest: &str) -> bool {
    let rest = rest.trim();
    let inner = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    rest.is_empty() || inner.is_some_and(|inner| inner.bytes().all(|b| b.is_ascii_digit()))
}

/// Abstract and keywords: the labels that OCR and typesetting glue to their text most often.
fn announces_prose(context: &Context, words: &str, hit: Hit) -> bool {
    let ascii = words.is_ascii();
    if ascii {
        let capital = words.starts_with(|c: char| c.is_ascii_uppercase());
        let glued_capital = context.next().is_some_and(|c| c.is_uppercase() || !c.is_ascii() || c == '[');
        if context.line_start {
            let set_off = context.cell && capital && context.rest.len() > 20;
            let shouted = words.bytes().all(|b| !b.is_ascii_lowercase());
            return context.firm()
                || context.whole_line()
                || set_off
                || (capital && glued_capital && context.rest.len() > 20)
                || (hit.label == Label::Keywords && capital && context.rest.contains([',', ';']))
                || (shouted && context.rest.len() > 80);
        }
        return (context.colon && capital) || (context.bracketed && context.start < hit.start)
            // `… 作者。Key words a; b` run together
            || (capital && hit.label == Label::Keywords && context.rest.contains(';') && context.behind.len() > 8 && words.len() > 7)
            // `… in alkaline solution. Keywords Water splitting`
            || (capital && glued_capital && hit.label == Label::Keywords && context.blank && context.before.ends_with(". "))
            || (capital && glued_capital && runs_on(context, hit));
    }
    if context.firm() {
        return true;
    }
    if context.line_start {
        let refused = ['的', '中', '是', '与', '和', '、', '共', '分', '检', '聚', '图', '页', '点', '浏', '阅'];
        // what goes on as `摘要中`, `关键词共现` may begin a word of its own behind a blank: `关键词 中亚; 油气`
        let listed = || hit.label == Label::Keywords && context.rest.matches([';', '；']).count() > 1;
        let apart = context.cell
            || context.blank
                && (context.rest.starts_with(['中', '共', '分', '检', '聚', '图'])
                    && (context.rest.len() > 120 || context.rest.contains([';', '；', ',', '，']))
                    || listed());
        let follows = context.rest.starts_with(refused) && !apart || context.rest.starts_with("如下");
        // `摘要中亚地区是…`: a paragraph, its label glued to it
        let glued =
            hit.label == Label::Abstract && context.rest.starts_with(['中', '共', '分']) && context.rest.len() > 400;
        // the link to the top of the page: `摘要 〈TOP〉`
        let link = context.rest.starts_with(['<', '〈']) && context.rest.trim_end().ends_with(['>', '〉']);
        return context.whole_line() || link || (!follows || glued) && (context.rest.len() > 12);
    }
    runs_on(context, hit) || hit.label == Label::Keywords && lists_behind_sentence(context)
}

/// `…的对策。关键词 中亚，油气贸易，能源合作`: a list run on behind the last sentence of an abstract.
fn lists_behind_sentence(context: &Context) -> bool {
    let near = floor(context.rest, 240);
    let terms = near.split(['。', '．']).next().unwrap_or_default();
    context.before.trim_end().ends_with(['。', '．', '.', ')'])
        && terms.matches([';', '；', ',', '，', '、']).count() >= 2
}

/// `…,北京100190摘要磁尾…`, `…, China) Abstract The aim …`: an abstract run on behind an affiliation.
fn runs_on(context: &Context, hit: Hit) -> bool {
    hit.label == Label::Abstract
        && context.rest.len() > 240
        && context.before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ')')
}

/// The longest prefix of `text` of at most `length` bytes.
fn floor(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// The span from a mark's value to the end of its line.
pub fn line_value(text: &str, mark: &Mark) -> Span {
    let end = memchr::memchr(b'\n', &text.as_bytes()[mark.value..]).map_or(text.len(), |at| mark.value + at);
    Span::new(mark.value, end)
}

#[cfg(test)]
mod tests;
