//! Which heads and citations of a page are the article's own, where no label says so.

use super::Places;
use crate::document::{Document, Span};
use crate::field::Doi;
use crate::field::citation::{self, Citation};
use crate::field::text;
use crate::outline::{Kind, Line, Outline};
use crate::record::Language;

/// A place that says where the article stands in print, read when it is found, since many ask what it says.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// The head or the reference.
    pub span: Span,
    /// What it says, as places in it.
    pub citation: Option<Citation>,
}

impl Imprint {
    /// The head of a page, e.g. `生态研究 ›› 2026, Vol. 28 ›› Issue (3): 120-131.`
    pub(super) fn head(outline: &Outline, span: Span) -> Imprint {
        Imprint { span, citation: outline.head(span) }
    }

    /// The article as cited, e.g. `顾望舒, 沈知行. 城市湿地碳汇[J]. 生态研究, 2026, 28(3): 120-131.`
    pub(super) fn reference(doc: &Document, span: Span) -> Imprint {
        Imprint { span, citation: citation::read_reference(doc.slice(span)) }
    }

    /// Whether it names the journal in `language`.
    pub(super) fn names_journal(&self, doc: &Document, language: Language) -> bool {
        let cited = self.citation.iter().flat_map(|cited| [&cited.journal, &cited.journal_en]).flatten();
        let words = doc.slice(self.span);
        cited.into_iter().any(|name| text::language(&words[name.clone()]) == Some(language))
    }

    /// How many of year, volume, issue and pages it says.
    fn parts(&self) -> usize {
        self.citation.as_ref().map_or(0, Citation::parts)
    }

    /// Whether both print volume, issue or first page, and the same.
    pub(super) fn agrees(&self, other: &Imprint, doc: &Document) -> bool {
        let (own, other) = (self.numbers(doc), other.numbers(doc));
        share(&own, &other) && !differ(&own, &other)
    }

    fn has_title(&self) -> bool {
        self.citation.as_ref().is_some_and(|cited| cited.title.is_some())
    }

    fn numbers(&self, doc: &Document) -> Numbers {
        let words = doc.slice(self.span);
        let Some(cited) = &self.citation else { return Numbers::default() };
        let part = |range: &Option<std::ops::Range<usize>>| range.clone().map(|range| &words[range]);
        [
            part(&cited.volume).and_then(citation::volume_value),
            part(&cited.issue).and_then(citation::issue_value),
            part(&cited.first_page).and_then(citation::page_value),
        ]
    }
}

/// Drops the heads of other articles: those that stand in a list, each of another issue or page, and those that
/// contradict a labelled citation above them.
pub(super) fn keep_own_heads(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let heads = std::mem::take(&mut places.heads);
    let lines: Vec<usize> = heads.iter().map(|head| outline.line_at(head.span.start)).collect();
    let labelled = places.citations.iter().find(|cited| cited.parts() >= 3);
    let is_own = |(head, &line): (&Imprint, &usize)| {
        let above = labelled.filter(|cited| cited.span.start < head.span.start);
        let beside = heads.iter().zip(&lines).filter(|(_, other)| other.abs_diff(line) == 1).map(|(other, _)| other);
        !above.into_iter().chain(beside).any(|other| differ(&head.numbers(doc), &other.numbers(doc)))
    };
    let own: Vec<bool> = heads.iter().zip(&lines).map(is_own).collect();
    places.heads = heads.into_iter().zip(own).filter_map(|(head, own)| own.then_some(head)).collect();
}

/// Volume, issue and first page.
type Numbers = [Option<String>; 3];

/// Whether one of the numbers that both print is another.
fn differ(one: &Numbers, other: &Numbers) -> bool {
    one.iter().zip(other).any(|(a, b)| a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| a != b))
}

/// Whether both print one of the numbers, and the same.
fn share(one: &Numbers, other: &Numbers) -> bool {
    one.iter().zip(other).any(|(a, b)| a.is_some() && a == b)
}

/// References above the bibliography that are the article itself: they agree with the page's head, or open the page,
/// or a word says so that nothing sets off from them (`Citation Duanmu X H, Cen R. …`).
pub(super) fn cited_without_label(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let head = places.heads.first().filter(|head| head.citation.is_some());
    for (index, line) in outline.lines.iter().enumerate() {
        if let Some(cited) = behind_bare_label(outline, line) {
            places.citations.push(cited);
            continue;
        }
        if line.kind != Kind::Reference {
            continue;
        }
        let words = doc.slice(line.span);
        let entries = ["[J", "[M", "[D", "[C", "[E"].iter().map(|mark| words.matches(mark).count()).sum::<usize>();
        // a whole bibliography on one line
        if entries > 2 {
            continue;
        }
        let cited = Imprint::reference(doc, line.span);
        // two entries may be one article in both languages
        if entries == 2 && !is_again(doc, &cited) {
            continue;
        }
        let is_own = match head {
            Some(head) => cited.agrees(head, doc),
            None => index < 6 && cited.has_title(),
        };
        if is_own {
            places.citations.push(cited);
        }
    }
}

/// Drops what is cited of another article: a page of one may print the last one's citation behind the label of its own.
/// Then nobody of the byline wrote it, and no line has its title.
pub(super) fn drop_others(outline: &Outline, places: &mut Places) {
    let doc = outline.doc;
    let is_other = |cited: &Imprint| {
        let Some(Citation { authors: Some(authors), title: Some(title), .. }) = &cited.citation else { return false };
        let authors = cited.span.part(authors.clone());
        let Some(language) = text::language(doc.slice(authors)) else { return false };
        let Some(byline) = *places.authors.get(language) else { return false };
        // nearly always the same name comes first
        let first = |span: Span| doc.slice(span).split([',', ';', '*', '1']).next();
        if byline.contains(authors) || first(byline) == first(authors) {
            return false;
        }
        let names = |span: Span| -> Vec<Vec<String>> {
            let words = doc.slice(span);
            outline.persons(span).iter().map(|person| name_words(&words[person.name.clone()])).collect()
        };
        let (own, theirs) = (names(byline), names(authors));
        if own.len() < 2
            || theirs.len() < 2
            || own.iter().any(|one| theirs.iter().any(|other| is_same_name(one, other)))
        {
            return false;
        }
        let wanted = text::skeleton(doc.slice(cited.span.part(title.clone())));
        let printed = |line: &Line| {
            matches!(line.kind, Kind::Text | Kind::Heading) && text::skeleton(doc.slice(line.span)).starts_with(&wanted)
        };
        !outline.lines.iter().any(printed)
    };
    let (others, own): (Vec<_>, Vec<_>) = std::mem::take(&mut places.citations).into_iter().partition(is_other);
    places.citations = own;
    for other in others {
        let end = super::labelled::line_end(doc.body(), other.span.end);
        let Some((_, doi)) = Doi::find(&doc.body()[other.span.start..end]) else { continue };
        places.dois.retain(|placed| placed.doi.value != doi);
    }
}

/// The words of a name that are no initials, in small letters, without hyphens.
fn name_words(name: &str) -> Vec<String> {
    let words = name.split([' ', ',', '.']).filter(|word| word.chars().count() > 2 || word.contains(text::is_han));
    words.map(|word| word.replace(['-', '\''], "").to_lowercase()).collect()
}

/// Whether two names may be one person's: all words of one are among those of the other, `HuYun` is `Hu Yun`.
fn is_same_name(one: &[String], other: &[String]) -> bool {
    if one.concat() == other.concat() {
        return true;
    }
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.iter().all(|word| long.contains(word))
}

/// Whether what stands behind `cited` on its line is the same article once more.
fn is_again(doc: &Document, cited: &Imprint) -> bool {
    let Some(citation) = &cited.citation else { return false };
    let again = Imprint::reference(doc, cited.span.part(citation.span.end..cited.span.len()));
    again.parts() >= 3 && again.numbers(doc) == cited.numbers(doc)
}

/// The reference on a line that begins with a label without a colon, as far as it can be nothing else.
fn behind_bare_label(outline: &Outline, line: &Line) -> Option<Imprint> {
    const LABELS: &[&str] = &["Citation ", "Cite this article ", "Cite as ", "引用格式 ", "引用本文 "];
    if !matches!(line.kind, Kind::Text | Kind::Reference | Kind::Head | Kind::Byline) {
        return None;
    }
    let words = outline.doc.slice(line.span);
    let label = LABELS.iter().find(|label| words.starts_with(**label))?;
    let rest = outline.doc.trim(line.span.part(label.len()..words.len()));
    let cited = Imprint::reference(outline.doc, rest);
    (cited.parts() >= 3 && cited.has_title()).then_some(cited)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_list_of_other_articles_is_no_head() {
        let page = "岭南手工业合作社的治理转型研究\n\n潘以宁1, 龙畅1\n\n1 岭南民族大学社会学院, 佛山 528000\n\n摘要: 手工业合作社在帮扶资金退出后如何存续。\n关键词: 合作社; 治理\n\n• 茅芷若, 社区治理路径, 岭南城乡评论: 卷 3 期 1 (2020)\n• 柏凌霄, 网络演化, 岭南城乡评论: 卷 4 期 2 (2021)\n• 滕清和, 溢出效应, 岭南城乡评论: 卷 3 期 3 (2020)\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!((record.volume, record.issue, record.year, record.journal.title.zh), (None, None, None, None));
    }

    #[test]
    fn a_reference_that_says_nothing_of_the_own_issue_is_not_the_own_citation() {
        let page = "岭南评论 . 2021 ,37 (03): 348-360 查看该刊数据库收录来源\n\n台风残涡的水汽输送特征\n\n潘以宁1, 龙畅1\n\n1. 岭南民族大学社会学院\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n[1] 前汛期暴雨水汽收支分析[J]. 慕容锦,欧阳朔. 岭南评论. 2016(02)\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.title.zh.as_deref(), Some("台风残涡的水汽输送特征"));
        assert_eq!((record.volume.as_deref(), record.year), (Some("37"), Some(2021)));
    }

    #[test]
    fn the_own_citation_in_both_languages_opens_the_page() {
        let read = |citation: &str| {
            let page = format!(
                "DOI:10.1234/lr.160882\n\n{citation}\n\n# 台风残涡的水汽输送特征\n\n潘以宁1, 龙畅1\n\n1. 岭南民族大学气象学院, 佛山 528000\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
            );
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            (
                record.journal.title.zh.unwrap_or_default(),
                record.volume.unwrap_or_default(),
                record.last_page.unwrap_or_default(),
            )
        };
        let own = ("岭南学报".to_owned(), "25".to_owned(), "399".to_owned());
        let zh = "潘以宁，龙畅．台风残涡的水汽输送特征与登陆后西行的关系及其可能的来源[J].岭南学报,2017,25(3):391-399";
        let en = "Pan YN, Long C. Moisture transport of typhoon remnants[J]. Journal of Lingnan,2017,25(3):391-399";
        assert_eq!(read(&format!("{zh} {en}")), own);
        let other = en.replace("25(3):391", "24(3):311");
        assert_ne!(read(&format!("{zh} {other}")), own);
        for sign in [" :", ";", ":"] {
            let zh = zh.replace("[J]", "").replace("(3):", &format!("(3){sign}"));
            assert_eq!(read(&zh), own, "{sign}");
        }
    }

    #[test]
    fn a_bare_word_announces_the_own_citation() {
        let page = "Lifelong graph sparsification for traffic\n\nXinghe DUANMU1, Rui CEN1\n\n1 School of Roads, Lingnan University, Foshan 528000, China\n\nAbstract Road networks grow, and a model trained on the old graph forgets old roads when it is updated.\n\nKeywords traffic, graph\n\nCitation Duanmu X H, Cen R. Lifelong graph sparsification for traffic. Sci Lingnan Inf, 2023, 66(8): 182107, https://doi.org/10.1234/s11432-9\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.volume.as_deref(), Some("66"));
        assert_eq!(record.article_number.as_deref(), Some("182107"));
        assert_eq!(record.doi.map(|doi| doi.to_string()).as_deref(), Some("10.1234/s11432-9"));
    }

    #[test]
    fn a_citation_of_nobody_in_the_byline_is_another_articles() {
        let doi = |names: &str, title: &str| {
            let page = format!(
                "台风残涡的水汽输送特征\n\n潘以宁, 龙畅\n\nCitation: {names}. {title}. Acta Farhill. Sin., 2020, 69(24): 246201. doi: 10.1234/aps.69\n\nVapour of typhoons over land\n\nPan Yi-Ning, Long Chang\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
            );
            crate::read::record_of(&crate::Document::from_text("t", &page)).doi.is_some()
        };
        assert!(!doi("Pan Xiao-Hui, Mao Zhi-Ruo", "Phase transition of copper under shock"));
        for own in ["Pan YN, Long C", "PAN Yi-ning, LONG Chang", "PanYining, LongChang"] {
            assert!(doi(own, "Phase transition of copper under shock"), "{own}");
        }
        assert!(doi("Pan Xiao-Hui, Mao Zhi-Ruo", "Vapour of typhoons over land"));
    }
}
