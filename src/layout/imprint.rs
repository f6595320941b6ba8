//! What a page says of the issue around the article: its column, and the article's own citation where no label does.

use super::Places;
use crate::document::Span;
use crate::field::{citation, text};
use crate::outline::{Kind, Line, Outline};

/// A page prints the column among its first lines.
const HIGHEST_LINES: usize = 12;

/// The column above the title: a line that is nothing but the name of one, a line in brackets, or what stands before
/// a page's navigation.
pub(super) fn column(outline: &Outline, places: &Places) -> Option<Span> {
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
    let above = || outline.lines.iter().take_while(|l| l.span.start < title).map(|l| l.span);
    let named = above().last().into_iter().chain(above().take(HIGHEST_LINES)).find(|&span| {
        let words = outline.doc.slice(span).trim_matches(|c: char| c.is_ascii_punctuation() || " ·•■【】".contains(c));
        COLUMNS.contains(&words)
    });
    let top = || outline.lines.iter().take(HIGHEST_LINES).map(|l| l.span);
    named
        .or_else(|| top().find_map(|span| before_navigation(outline, span)))
        .or_else(|| above().find_map(|span| bracketed_column(outline, span)))
        .or_else(|| lone_bullet(outline, above().count()))
}

/// `施工技术` in `施工技术 | 更新时间:2024-05-06`, `Plant Stress` in `Sec. Plant Stress`, and
/// `新能源与储能` in `新能源与储能     最新目录| 下期目录| 过刊浏览`.
fn before_navigation(outline: &Outline, line: Span) -> Option<Span> {
    let doc = outline.doc;
    if doc.slice(line).starts_with("Sec. ") {
        return Some(doc.trim(line.part(4..line.len()))).filter(|name| name.len() <= 60);
    }
    let rest = &doc.body()[line.start..];
    let whole = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let at = ["最新目录|", "本期目录|"].iter().find_map(|word| whole.find(word)).or_else(|| {
        let at = whole.find('|')?;
        whole[at + 1..].trim_start().starts_with("更新时间").then_some(at)
    })?;
    let name = doc.trim(Span::new(line.start, line.start + at));
    let words = doc.slice(name);
    let fits =
        (2..=20).contains(&words.chars().count()) && words.contains(text::is_han) && !words.contains(['|', ':', ',']);
    fits.then_some(name)
}

/// `原子物理学` in a line `• 原子物理学` right above the title, which is line `title`; a list of links has more bullets.
fn lone_bullet(outline: &Outline, title: usize) -> Option<Span> {
    let words = |index: usize| outline.lines.get(index).map_or("", |line| outline.doc.slice(line.span));
    let at = title.checked_sub(1)?;
    let alone = at == 0 || !words(at - 1).starts_with('•');
    let name = words(at).strip_prefix('•')?.trim();
    let fits = (2..=15).contains(&name.chars().count()) && name.chars().all(text::is_han);
    let line = outline.lines[at].span;
    (alone && fits).then(|| Span::new(line.end - name.len(), line.end))
}

/// `区域社会史` in a line `[区域社会史]`.
fn bracketed_column(outline: &Outline, line: Span) -> Option<Span> {
    let words = outline.doc.slice(line);
    let open = words.chars().next().filter(|c| matches!(c, '[' | '【' | '〔'))?;
    let close = words.chars().next_back().filter(|c| matches!(c, ']' | '】' | '〕'))?;
    let inner = line.part(open.len_utf8()..words.len() - close.len_utf8());
    let name = outline.doc.slice(inner);
    let fits = (2..=20).contains(&name.chars().count())
        && name.chars().all(|c| text::is_han(c) || matches!(c, '·' | '、' | '与' | ' '));
    fits.then(|| outline.doc.trim(inner))
}

/// Drops the heads of other articles: those that stand in a list, each of another issue or page, and those that
/// contradict a labelled citation above them.
pub(super) fn keep_own_heads(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let read = |span: Span| citation::read(doc.slice(span)).map(|c| numbers(&c, doc.slice(span)));
    let heads: Vec<_> = places.heads.iter().map(|&span| (span, outline.line_at(span.start), read(span))).collect();
    let labelled = places.citations.iter().find_map(|&span| {
        let words = doc.slice(span);
        let cited = citation::read_reference(words).filter(|c| c.parts() >= 3)?;
        Some((span.start, numbers(&cited, words)))
    });
    let foreign = |(span, at, own): &(Span, usize, Option<Numbers>)| {
        let Some(own) = own else { return false };
        let beside = |other: &(Span, usize, Option<Numbers>)| {
            other.1.abs_diff(*at) == 1 && other.2.as_ref().is_some_and(|other| differ(own, other))
        };
        let below = labelled.as_ref().is_some_and(|(start, cited)| *start < span.start && differ(own, cited));
        below || heads.iter().any(beside)
    };
    let kept = heads.iter().filter(|head| !foreign(head)).map(|(span, ..)| *span).collect();
    places.heads = kept;
}

/// Volume, issue and first page.
type Numbers = [Option<String>; 3];

fn numbers(cited: &citation::Citation, words: &str) -> Numbers {
    let part = |range: &Option<std::ops::Range<usize>>| range.clone().map(|range| &words[range]);
    [
        part(&cited.volume).and_then(citation::volume_value),
        part(&cited.issue).and_then(citation::issue_value),
        part(&cited.first_page).and_then(citation::page_value),
    ]
}

/// Whether one of the numbers that both print is another.
fn differ(one: &Numbers, other: &Numbers) -> bool {
    one.iter().zip(other).any(|(a, b)| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a != b))
}

/// References above the bibliography that are the article itself: they agree with the page's head, or open the page,
/// or a word says so that nothing sets off from them (`Citation Duanmu X H, Cen R. …`).
pub(super) fn cited_without_label(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let head = places.heads.first().and_then(|&span| citation::read(doc.slice(span)));
    for (index, line) in outline.lines.iter().enumerate() {
        if let Some(rest) = behind_bare_label(outline, line) {
            places.citations.push(rest);
            continue;
        }
        let words = doc.slice(line.span);
        let entries = ["[J", "[M", "[D", "[C", "[E"].iter().map(|mark| words.matches(mark).count()).sum::<usize>();
        if line.kind != Kind::Reference || entries > 1 {
            // no reference, or a whole bibliography on one line
            continue;
        }
        let Some(cited) = citation::read_reference(words) else { continue };
        let agrees = head
            .as_ref()
            .zip(places.heads.first())
            .is_some_and(|(head, &at)| !differ(&numbers(head, doc.slice(at)), &numbers(&cited, words)));
        if agrees || (head.is_none() && index < 6 && cited.title.is_some()) {
            places.citations.push(line.span);
        }
    }
}

/// The reference on a line that begins with a label without a colon, as far as it can be nothing else.
fn behind_bare_label(outline: &Outline, line: &Line) -> Option<Span> {
    const LABELS: &[&str] = &["Citation ", "Cite this article ", "Cite as ", "引用格式 ", "引用本文 "];
    let words = outline.doc.slice(line.span);
    let label = LABELS.iter().find(|label| {
        words.starts_with(**label) && matches!(line.kind, Kind::Text | Kind::Reference | Kind::Head | Kind::Byline)
    })?;
    let rest = outline.doc.trim(line.span.part(label.len()..words.len()));
    citation::read_reference(outline.doc.slice(rest)).filter(|c| c.parts() >= 3 && c.title.is_some()).map(|_| rest)
}

#[cfg(test)]
mod tests {
    fn section(page: &str) -> Option<String> {
        crate::extract(&crate::Document::from_text("t", page)).unwrap().record.section
    }

    #[test]
    fn columns_above_the_title() {
        let rest = "高原隧道粉尘迁移规律研究与通风参数优化\n\n琚振廷1, 井秀岩2\n\n摘要: 高海拔地区空气密度低。\n关键词: 隧道; 粉尘\n";
        for (line, expected) in [
            ("施工技术 | 更新时间:2024-05-06", Some("施工技术")),
            ("新能源与储能     最新目录| 下期目录| 过刊浏览", Some("新能源与储能")),
            ("[区域社会史]", Some("区域社会史")),
            ("搜索 高级检索\n\n• 原子物理学", Some("原子物理学")),
            ("• 首页\n• 过刊浏览", None),
            ("【2024年第3期】", None),
        ] {
            assert_eq!(section(&format!("{line}\n\n{rest}")).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn a_list_of_other_articles_is_no_head() {
        let page = "岭南手工业合作社的治理转型研究\n\n潘以宁1, 龙畅1\n\n1 岭南民族大学社会学院, 佛山 528000\n\n摘要: 手工业合作社在帮扶资金退出后如何存续。\n关键词: 合作社; 治理\n\n• 茅芷若, 社区治理路径, 岭南城乡评论: 卷 3 期 1 (2020)\n• 柏凌霄, 网络演化, 岭南城乡评论: 卷 4 期 2 (2021)\n• 滕清和, 溢出效应, 岭南城乡评论: 卷 3 期 3 (2020)\n";
        let record = crate::extract(&crate::Document::from_text("t", page)).unwrap().record;
        assert_eq!((record.volume, record.issue, record.year, record.journal.title.zh), (None, None, None, None));
    }

    #[test]
    fn a_bare_word_announces_the_own_citation() {
        let page = "Lifelong graph sparsification for traffic\n\nXinghe DUANMU1, Rui CEN1\n\n1 School of Roads, Lingnan University, Foshan 528000, China\n\nAbstract Road networks grow, and a model trained on the old graph forgets old roads when it is updated.\n\nKeywords traffic, graph\n\nCitation Duanmu X H, Cen R. Lifelong graph sparsification for traffic. Sci Lingnan Inf, 2023, 66(8): 182107, https://doi.org/10.1234/s11432-9\n";
        let record = crate::extract(&crate::Document::from_text("t", page)).unwrap().record;
        assert_eq!(record.volume.as_deref(), Some("66"));
        assert_eq!(record.article_number.as_deref(), Some("182107"));
        assert_eq!(record.doi.map(|doi| doi.to_string()).as_deref(), Some("10.1234/s11432-9"));
    }
}
