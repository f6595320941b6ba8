//! The front of an article by the shape of its lines: title above byline above affiliations, in each language.

use std::sync::LazyLock;

use super::{Places, bylines, roster};
use crate::document::Span;
use crate::field::citation;
use crate::field::words::Words;
use crate::label::Label;
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

/// Fills what labels left open: titles, bylines, affiliations, heads, the column.
pub(super) fn place(outline: &Outline, places: &mut Places) {
    let lines = &outline.lines;
    for line in lines {
        match line.kind {
            Kind::Head => places.heads.push(line.span),
            Kind::Section if places.section.is_none() => places.section = Some(line.span),
            _ => {}
        }
    }
    if places.citations.is_empty() {
        cited_without_label(outline, places);
    }
    bylines::labelled_authors(outline, places);
    let runs = bylines::runs(outline);
    places.rosters = roster::rosters(outline);
    let mut anchors = [Vec::new(), Vec::new()];
    for (slot, language) in anchors.iter_mut().zip([Language::Zh, Language::En]) {
        let ranked = bylines::ranked_runs(outline, &runs, language);
        let best = ranked.first();
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) = best.map(|run| run.span);
        }
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) =
                best.and_then(|run| bylines::affiliations_below(outline, run.lines.end, language));
        }
        *slot = ranked.iter().map(|run| run.lines.start).collect();
        slot.extend(places.authors.get(language).map(|span| outline.line_at(span.start)));
    }
    for language in [Language::Zh, Language::En] {
        if places.affiliations.get(language).is_none() {
            *places.affiliations.get_mut(language) = bylines::first_affiliations(outline, language);
        }
    }
    place_titles(outline, places, anchors);
    if places.section.is_none() {
        places.section = column(outline, places);
    }
    for language in [Language::Zh, Language::En] {
        if places.authors.get(language).is_none() {
            *places.authors.get_mut(language) =
                places.title.get(language).and_then(|title| bylines::names_below(outline, title, language));
        }
    }
    if places.journal.en.is_none() {
        places.journal.en = places.title.en.and_then(|title| journal_above(outline, title));
    }
}

/// A line above the title that is nothing but the name of a column.
fn column(outline: &Outline, places: &Places) -> Option<Span> {
    const COLUMNS: &[&str] = &[
        "综述",
        "论著",
        "论文",
        "述评",
        "专论",
        "评论",
        "研究论文",
        "学术论文",
        "研究报告",
        "研究简报",
        "研究快报",
        "短篇论著",
        "临床论著",
        "病例报告",
        "临床研究",
        "基础研究",
        "实验研究",
        "技术方法",
        "专题论坛",
        "学术争鸣",
        "调查研究",
        "研究通讯",
        "专家论坛",
        "專論",
        "研究論文",
        "論著",
        "原著论文",
        "综合评述",
        "科研论著",
        "研究综述",
        "综述与进展",
    ];
    let title = [places.title.zh, places.title.en].into_iter().flatten().map(|t| t.start).min()?;
    let above = outline.lines.iter().take_while(|l| l.span.start < title).map(|l| l.span);
    above.last().into_iter().chain(outline.lines.iter().take(12).map(|l| l.span).filter(|s| s.start < title)).find(
        |&span| {
            let words =
                outline.doc.slice(span).trim_matches(|c: char| c.is_ascii_punctuation() || " ·•■【】".contains(c));
            COLUMNS.contains(&words)
        },
    )
}

/// The journal's name above an English title behind the article, as summaries at the end of Chinese papers print it.
fn journal_above(outline: &Outline, title: Span) -> Option<Span> {
    let at = outline.line_at(title.start);
    let line = outline.lines.get(at.checked_sub(1)?)?;
    let words = outline.doc.slice(line.span);
    // the name may stand behind the last sentence of the body
    let from = words.rfind('。').map(|i| i + '。'.len_utf8())?;
    let name = outline.doc.trim(line.span.part(from..words.len()));
    let mut parts = outline.doc.slice(name).split(' ');
    let capital = |w: &str| {
        w.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(w, "of" | "and" | "the" | "in" | "&" | "for")
    };
    let is_name = !name.is_empty() && name.len() <= 80 && parts.all(capital) && outline.doc.slice(name).is_ascii();
    is_name.then_some(name)
}

/// References above the bibliography that are the article itself: they agree with the page's head, or open the page.
fn cited_without_label(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let head = places.heads.first().and_then(|&span| citation::read(doc.slice(span)));
    let number = |c: &citation::Citation,
                  of: fn(&citation::Citation) -> Option<&std::ops::Range<usize>>,
                  words: &str| of(c).map(|r| words[r.clone()].trim_start_matches('0').to_owned());
    for (index, line) in outline.lines.iter().enumerate().filter(|(_, l)| l.kind == Kind::Reference) {
        let words = doc.slice(line.span);
        if ["[J", "[M", "[D", "[C", "[E"].iter().map(|mark| words.matches(mark).count()).sum::<usize>() > 1 {
            // a whole bibliography on one line
            continue;
        }
        let Some(cited) = citation::read_reference(words) else { continue };
        let agrees = head.as_ref().zip(places.heads.first()).is_some_and(|(head, &at)| {
            let printed = doc.slice(at);
            let same = |of: fn(&citation::Citation) -> Option<&std::ops::Range<usize>>| {
                let (a, b) = (number(head, of, printed), number(&cited, of, words));
                a.is_none() || b.is_none() || a == b
            };
            same(|c| c.volume.as_ref()) && same(|c| c.issue.as_ref()) && same(|c| c.first_page.as_ref())
        });
        if agrees || (head.is_none() && index < 6 && cited.title.is_some()) {
            places.citations.push(line.span);
        }
    }
}

/// Titles: what the citation says, where a line says the same; else the lines above the byline; else the first line.
fn place_titles(outline: &Outline, places: &mut Places, anchors: [Vec<usize>; 2]) {
    for (language, anchor) in [Language::Zh, Language::En].into_iter().zip(&anchors) {
        if places.title.get(language).is_some() {
            continue;
        }
        let cited = cited_title(outline, places, language);
        let above = anchor.iter().find_map(|&at| title_above(outline, at, language));
        let found = match (cited, above) {
            (Some(cited), Some(above)) => {
                Some(if agrees(outline, cited, above) { above } else { printed_again(outline, cited).unwrap_or(cited) })
            }
            (Some(cited), None) => Some(printed_again(outline, cited).unwrap_or(cited)),
            (None, above) => above,
        };
        *places.title.get_mut(language) = found;
    }
    if places.title.zh.is_none() && places.title.en.is_none() {
        if let Some((language, span)) = opening_title(outline) {
            *places.title.get_mut(language) = Some(span);
        }
    }
    // a title between the other language's title and its byline or label
    for language in [Language::Zh, Language::En] {
        let other = if language == Language::Zh { Language::En } else { Language::Zh };
        if places.title.get(language).is_none() {
            let found = places.title.get(other).and_then(|title| title_beside(outline, title, language));
            *places.title.get_mut(language) = found.or_else(|| title_before_abstract(outline, language));
        }
    }
}

/// The title of `language` in the article's own citation.
fn cited_title(outline: &Outline, places: &Places, language: Language) -> Option<Span> {
    places.citations.iter().find_map(|&span| {
        let words = outline.doc.slice(span);
        let title = citation::read_reference(words)?.title?;
        let title = span.part(title);
        (crate::field::text::language(outline.doc.slice(title)) == Some(language)).then_some(title)
    })
}

/// The line, or lines, of the front that print `title` again.
fn printed_again(outline: &Outline, title: Span) -> Option<Span> {
    let wanted = crate::field::text::skeleton(outline.doc.slice(title));
    outline.lines.iter().filter(|l| matches!(l.kind, Kind::Text | Kind::Heading)).find_map(|line| {
        let words = crate::field::text::skeleton(outline.doc.slice(line.span));
        (words == wanted || (words.starts_with(&wanted) && words.len() < wanted.len() + 12)).then_some(line.span)
    })
}

fn agrees(outline: &Outline, a: Span, b: Span) -> bool {
    let a = crate::field::text::skeleton(outline.doc.slice(a));
    let b = crate::field::text::skeleton(outline.doc.slice(b));
    // a reading error or a word more in one of them is no other title
    let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(c, _)| c.len_utf8()).sum::<usize>();
    a == b || shared >= 12.min(a.len()).min(b.len())
}

/// Whether a line may be (part of) a title of `language`.
fn may_be_title(outline: &Outline, line: &Line, language: Language) -> bool {
    let words = outline.doc.slice(line.span);
    let shape =
        matches!(line.kind, Kind::Text | Kind::Heading) || (line.kind == Kind::Affiliation && words.starts_with('#'));
    shape
        && line.language() == Some(language)
        && !words.ends_with('。')
        && words.chars().count() <= if language == Language::Zh { 90 } else { 320 }
        && line.script.han + line.script.letters >= 4
        // a line of figures or a time stamp is none
        && line.script.digits * 2 <= line.script.han * 2 + line.script.letters
        && !is_furniture(words)
}

/// Words of a page's furniture, not of titles.
fn is_furniture(words: &str) -> bool {
    static FURNITURE: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "欢迎",
            "尊敬的读者",
            "留言板",
            "logoLink",
            "Link to",
            "Article in Press",
            "投稿",
            "采编",
            "办公系统",
            "当前位置",
            "您的位置",
            "您当前",
            "Welcome to",
            "http",
            "www.",
            "版权所有",
            "主办",
            "编辑部",
            "快速检索",
            "高级检索",
            "登录",
            "注册",
            "首页",
            "PDF(",
            "PDF (",
            "Skip to",
            "Open Access",
            "ENGLISH ABSTRACT",
            "doi:",
            "DOI",
            "ISSN",
            "网刊加载",
            "浏览器",
            "确定继续",
            "复制成功",
            "点击复制",
            "Article in Journal",
            "Previous Article",
            "Next Article",
            "©",
            "Copyright",
            "@",
            "上一篇",
            "下一篇",
            "Loading",
            "Please wait",
            "Contents ",
            "Font Type",
            "Cornell University",
            "All fields",
            "Help ",
            "导出引用",
            "Original Article",
            "Research Article",
            "PMC ",
            "An official website",
            "打印本页",
            "期刊介绍",
            "浏览 ",
            "过刊浏览",
        ])
    });
    FURNITURE.are_in(words)
}

/// The title right above the byline on line `at`; lines of the other language may stand between.
fn title_above(outline: &Outline, at: usize, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    let mut index = at;
    let mut title: Option<Span> = None;
    let mut skipped = 0;
    while index > 0 {
        index -= 1;
        let line = &lines[index];
        if may_be_title(outline, line, language) {
            let hashed = |span: Span| outline.doc.slice(span).starts_with('#');
            match title {
                None => title = Some(line.span),
                Some(found) => {
                    // lines of one title stand close together and in one style
                    let close = !lines[index + 1].gap || (hashed(line.span) && hashed(found));
                    if !close || hashed(line.span) != hashed(found) || found.len() + line.span.len() > 500 {
                        break;
                    }
                    title = Some(Span::new(line.span.start, found.end));
                }
            }
            // the byline or the break above the line ends it
            if line.gap && !hashed(line.span) {
                break;
            }
        } else if title.is_some() {
            break;
        } else {
            let passable = matches!(line.kind, Kind::Byline | Kind::Affiliation)
                || (line.kind == Kind::Text && line.language().is_some_and(|l| l != language))
                || matches!(
                    line.kind,
                    Kind::Marked(
                        Label::Doi
                            | Label::Other
                            | Label::Funding
                            | Label::Authors
                            | Label::AuthorsAffiliations
                            | Label::Citation
                            | Label::Title
                    ) | Kind::Reference
                        | Kind::Value(_)
                );
            skipped += 1;
            if !passable || skipped > 6 {
                break;
            }
        }
    }
    title
}

/// A title of `language` on the lines next to the other language's title.
fn title_beside(outline: &Outline, title: Span, language: Language) -> Option<Span> {
    let lines = &outline.lines;
    let after = outline.line_at(title.end);
    let next = lines.get(after)?;
    (next.span.start >= title.end && may_be_title(outline, next, language)).then(|| grow(outline, after, language))
}

/// The title from line `first` on, over the lines that continue it.
fn grow(outline: &Outline, first: usize, language: Language) -> Span {
    let lines = &outline.lines;
    let mut span = lines[first].span;
    for line in &lines[first + 1..] {
        let hashed = outline.doc.slice(line.span).starts_with('#');
        let style = outline.doc.slice(lines[first].span).starts_with('#');
        if (line.gap && !(hashed && style))
            || hashed != style
            || !may_be_title(outline, line, language)
            || span.len() > 400
        {
            break;
        }
        span.end = line.span.end;
    }
    span
}

/// The title of `language` above its abstract, its funding or its keywords, where no byline stands between.
fn title_before_abstract(outline: &Outline, language: Language) -> Option<Span> {
    let mark = outline
        .all(Label::Abstract)
        .find(|m| m.language == language)
        .or_else(|| outline.all(Label::Funding).find(|m| m.language == language))
        .or_else(|| outline.all(Label::Keywords).find(|m| m.language == language))?;
    let at = outline.line_at(mark.start);
    // a heading in this language a few lines above: the byline between them may be beyond reading
    let heading = || {
        let above = outline.lines[..at].iter().enumerate().rev().take(10);
        let index = above.map(|(i, _)| i).find(|&i| {
            let line = &outline.lines[i];
            outline.doc.slice(line.span).starts_with('#') && may_be_title(outline, line, language)
        })?;
        Some(grow(outline, index, language))
    };
    title_above(outline, at, language).filter(|t| t.len() > 12).or_else(heading)
}

/// The first line of the document that can be a title.
fn opening_title(outline: &Outline) -> Option<(Language, Span)> {
    let lines = &outline.lines;
    let limit = outline.marks.iter().find(|m| m.label == Label::Abstract).map_or(usize::MAX, |m| m.start);
    let before = || lines.iter().enumerate().filter(|(_, l)| l.span.start < limit);
    let heading =
        before().find(|(_, l)| outline.doc.slice(l.span).starts_with('#') && l.script.han + l.script.letters > 6);
    let (index, line) = heading.or_else(|| {
        before().take(40).find(|(_, l)| {
            l.language().is_some_and(|language| may_be_title(outline, l, language))
                && (l.script.han >= 6 || l.script.letters >= 24)
        })
    })?;
    let language = line.language()?;
    may_be_title(outline, line, language).then(|| (language, grow(outline, index, language)))
}
