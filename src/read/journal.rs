//! Journal, volume, issue, pages and identifiers: from the page's head, the article's own citation, labels, and the
//! article code, in this order.

mod cited;
mod names;

use super::Reader;
use crate::document::{Found, Span};
use crate::field::citation::{self, Citation};
use crate::field::{ArticleCode, Cn, Doi, Issn};
use crate::label::Label;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::Record;

use super::confidence::{AGREED, DERIVED, HEAD, LABELLED, SHAPE};

use cited::Cited;
pub(super) use cited::{heads, stamp};

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let cited = cited::all(outline, places);
    let code = article_code(outline, places);
    let doi = match super::meta::doi(reader.doc) {
        Some(found) => {
            super::meta::doi_conflict(reader, outline, places, &found);
            Some(found)
        }
        None => doi(reader, places),
    };
    record.doi = reader.take("doi", doi);
    names::read(reader, outline, places, &cited, record);

    let year = first(&cited, |c| c.citation.year.as_ref().map(|(range, year)| (c.span(range), *year)));
    record.year = reader.take("year", year);
    for c in &cited {
        if let (Some(taken), Some((_, other))) = (record.year, &c.citation.year)
            && taken != *other
        {
            reader.conflict("year", &taken.to_string(), &other.to_string());
            break;
        }
    }
    record.volume = value(reader, &cited, "volume", |c| c.volume.as_ref(), citation::volume_value);
    record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
    record.first_page = value(reader, &cited, "first_page", |c| c.first_page.as_ref(), citation::page_value);
    record.last_page = value(reader, &cited, "last_page", |c| c.last_page.as_ref(), citation::page_value);
    record.article_number =
        value(reader, &cited, "article_number", |c| c.article_number.as_ref(), |s| Some(s.trim().to_owned()));
    labelled(reader, places, record);
    beside_head(reader, outline, places, record);
    if record.article_number.is_some() && record.first_page.is_none() {
        record.last_page = None;
    }
    spell_out_last_page(record);
    identifiers(reader, outline, places, record);
    match code {
        Some(found) => fill_from_code(reader, found, record),
        None => plain_number(reader, places, record),
    }
}

/// `465-70` are the pages 465 to 470: the last one without the figures that it shares with the first.
fn spell_out_last_page(record: &mut Record) {
    let (Some(first), Some(last)) = (&record.first_page, &mut record.last_page) else { return };
    let is_number = |page: &str| page.bytes().all(|b| b.is_ascii_digit());
    let shared = first.len().saturating_sub(last.len());
    if shared > 0 && is_number(first) && is_number(last) && first[shared..] < **last {
        last.insert_str(0, &first[..shared]);
    }
}

/// `Article ID: 92873`: the label of the article code before a mere number.
fn plain_number(reader: &mut Reader, places: &Places, record: &mut Record) {
    let Some(span) = places.article_code else { return };
    let words = reader.doc.slice(span);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let ends = !words[digits..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '(' | '/' | '.'));
    if (4..=12).contains(&digits) && ends && record.first_page.is_none() && record.article_number.is_none() {
        let found = Found::at(span.part(0..digits), words[..digits].to_owned());
        record.article_number = reader.take("article_number", Some(found));
    }
}

fn first<T>(cited: &[Cited], get: impl Fn(&Cited) -> Option<(Span, T)>) -> Option<Found<T>> {
    cited.iter().find_map(|c| get(c).map(|(span, value)| Found { value, span, confidence: c.confidence }))
}

/// The first readable value of one part of the citations.
fn value(
    reader: &mut Reader,
    cited: &[Cited],
    field: &'static str,
    part: impl Fn(&Citation) -> Option<&std::ops::Range<usize>>,
    normalise: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let doc = reader.doc;
    let mut found: Option<Found<String>> = None;
    for c in cited {
        let Some(span) = part(&c.citation).map(|range| c.span(range)) else { continue };
        let printed_alike = |taken: &&mut Found<String>| doc.slice(taken.span) == doc.slice(span);
        if let Some(taken) = found.as_mut().filter(printed_alike) {
            taken.confidence = AGREED;
            continue;
        }
        let Some(value) = normalise(doc.slice(span)) else { continue };
        match &mut found {
            None => found = Some(Found { value, span, confidence: c.confidence }),
            Some(taken) if taken.value == value => taken.confidence = AGREED,
            Some(taken) => {
                let taken = taken.value.clone();
                reader.conflict(field, &taken, &value);
            }
        }
    }
    reader.take(field, found)
}

/// Volume, issue and pages behind labels of their own.
fn labelled(reader: &mut Reader, places: &Places, record: &mut Record) {
    let doc = reader.doc;
    if let Some(span) = places.volume {
        if let Some(c) = citation::read(doc.slice(span)) {
            let cited = [Cited { citation: c, base: span.start, confidence: LABELLED }];
            if record.year.is_none() {
                let year = first(&cited, |c| c.citation.year.as_ref().map(|(range, year)| (c.span(range), *year)));
                record.year = reader.take("year", year);
            }
            if record.volume.is_none() {
                record.volume = value(reader, &cited, "volume", |c| c.volume.as_ref(), citation::volume_value);
            }
            if record.issue.is_none() {
                record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
            }
            // `年卷期: 2021,21(5):88-98`
            if record.first_page.is_none() && record.article_number.is_none() && places.pages.is_none() {
                let (first, last) = ("first_page", "last_page");
                record.first_page = value(reader, &cited, first, |c| c.first_page.as_ref(), citation::page_value);
                record.last_page = value(reader, &cited, last, |c| c.last_page.as_ref(), citation::page_value);
            }
        } else if record.volume.is_none() {
            // `卷期: 33:2`, `卷期: 33(2)`
            let words = doc.slice(span).trim_end_matches(')');
            let (volume, issue) = match words.split_once([':', '(']) {
                Some((volume, issue)) if is_number(volume) && is_number(issue) => (volume, Some(issue)),
                _ => (words, None),
            };
            let volume = is_numbered(volume).then(|| citation::volume_value(volume)).flatten();
            record.volume = reader.take("volume", volume.map(|v| Found::at(span, v)));
            if let (None, Some(issue)) = (&record.issue, issue) {
                let at = span.part(words.len() - issue.len()..words.len());
                record.issue = reader.take("issue", citation::issue_value(issue).map(|v| Found::at(at, v)));
            }
        }
    }
    if let (None, Some(span)) = (&record.issue, places.issue)
        && let Some(c) = citation::read(doc.slice(span))
    {
        let cited = [Cited { citation: c, base: span.start, confidence: LABELLED }];
        record.issue = value(reader, &cited, "issue", |c| c.issue.as_ref(), citation::issue_value);
    } else if let (None, Some(span)) = (&record.issue, places.issue) {
        let issue = citation::issue_value(doc.slice(span).trim_end_matches('期')).map(|v| Found::at(span, v));
        record.issue = reader.take("issue", issue);
    }
    if let (None, Some(span)) = (record.year, places.year) {
        let digits = doc.slice(span).get(..4);
        let year = digits.and_then(|digits| digits.parse().ok()).filter(|year: &u16| (1800..=2100).contains(year));
        record.year = reader.take("year", year.map(|year| Found::at(span.part(0..4), year)));
    }
    if let (None, None, Some(span)) = (&record.first_page, &record.article_number, places.pages) {
        // `页数: 8(15-22)`: how many they are, then which
        let words = doc.slice(span);
        let words = words.split_once('(').filter(|(_, run)| run.contains('-')).map_or(words, |(_, run)| run);
        let mut numbers =
            words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|s| s.contains(|c: char| c.is_ascii_digit()));
        if let Some(first) = numbers.next().and_then(citation::page_value) {
            record.first_page = reader.take("first_page", Some(Found::at(span, first)));
            if let Some(last) = numbers.next().and_then(citation::page_value) {
                record.last_page = reader.take("last_page", Some(Found::at(span, last)));
            }
        }
    }
}

fn is_number(words: &str) -> bool {
    !words.is_empty() && words.len() <= 4 && words.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a labelled volume can be one: a number or a numeral, and not much besides; no year.
fn is_numbered(words: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c);
    words.chars().count() <= 12 && words.contains(number) && !words.ends_with('年')
}

/// The article's DOI: the first candidate, behind a label before a bare one; that of the citation last.
fn doi(reader: &mut Reader, places: &Places) -> Option<Found<Doi>> {
    let doc = reader.doc;
    let read = |span: Span, confidence: f32| {
        Doi::find(doc.slice(span)).map(|(range, doi)| Found { value: doi, span: span.part(range), confidence })
    };
    // a citation's DOI stands behind a label of its own, which ends the citation's place
    let line = |span: Span| {
        let rest = &doc.body()[span.end.min(doc.body().len())..];
        Span::new(span.start, span.end + rest.find('\n').unwrap_or(rest.len()))
    };
    places.dois.first().map(|placed| placed.doi.clone().sure(HEAD)).or_else(|| {
        places.citations.iter().find_map(|c| read(c.span, LABELLED).or_else(|| read(line(c.span), LABELLED)))
    })
}

/// Pages on a line of their own beneath the head, `Pp. 55-86`, or the number of this very page within it, `·  604  ·`.
fn beside_head(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let Some(head) = places.heads.first().map(|head| head.span) else { return };
    if record.first_page.is_some() || record.article_number.is_some() {
        return;
    }
    let doc = reader.doc;
    let at = outline.line_at(head.start);
    if let Some(number) = page_mark(doc.slice(head)).filter(|_| at == 0) {
        let page =
            citation::page_value(&doc.slice(head)[number.clone()]).map(|v| Found::at(head.part(number), v).sure(SHAPE));
        record.first_page = reader.take("first_page", page);
    } else if let Some(line) = outline.lines.get(at + 1).map(|l| l.span)
        && let Some((first, last)) = page_line(doc.slice(line))
    {
        let page = |range: std::ops::Range<usize>| {
            citation::page_value(&doc.slice(line)[range.clone()]).map(|v| Found::at(line.part(range), v).sure(SHAPE))
        };
        record.first_page = reader.take("first_page", page(first));
        record.last_page = reader.take("last_page", page(last));
    }
}

/// The number between the dots of a running head, e.g. `·  604  ·  岭南内科杂志 2023 年 6 月`.
fn page_mark(head: &str) -> Option<std::ops::Range<usize>> {
    head.match_indices('·').find_map(|(at, dot)| {
        let from = at + dot.len();
        let inner = &head[from..];
        let end = inner.find('·')?;
        let number = inner[..end].trim();
        let start = from + (inner.len() - inner.trim_start().len());
        ((1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()))
            .then_some(start..start + number.len())
    })
}

/// A line that is nothing but a run of pages behind its word, e.g. `Pp. 55-86`, `頁 55-86`.
fn page_line(line: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let lower = line.to_ascii_lowercase();
    let word = ["pages", "pp.", "pp", "p.", "页码", "页次", "页", "第"].into_iter().find(|w| lower.starts_with(w))?;
    let rest = line[word.len()..].trim_start_matches([':', ' ', '.']);
    let start = line.len() - rest.len();
    let first = rest.bytes().take_while(u8::is_ascii_digit).count();
    let tail = rest[first..].trim_start_matches([' ', '-', '–', '—', '~']);
    let from = line.len() - tail.len();
    let last = tail.bytes().take_while(u8::is_ascii_digit).count();
    let whole = first > 0 && last > 0 && from > start + first && tail[last..].trim_matches(['页', ' ', '.']).is_empty();
    whole.then_some((start..start + first, from..from + last))
}

fn article_code(outline: &Outline, places: &Places) -> Option<Found<ArticleCode>> {
    let span = places.article_code?;
    let doc = outline.doc;
    // the code may run over a line's end
    let wide = Span::new(span.start, doc.body().floor_char_boundary((span.start + 60).min(doc.body().len())));
    let (range, code) = ArticleCode::find(doc.slice(wide))?;
    (range.start < 12).then(|| Found::at(wide.part(range), code))
}

/// ISSN and CN behind labels, or in the bracket behind the journal's name.
fn identifiers(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let doc = outline.doc;
    let issn = |span: Option<Span>| {
        let span = span?;
        // behind its own label it may look like a span of years: `ISSN: 1905-2014`
        let before = doc.text()[..span.start].trim_end_matches([':', ' ']);
        let label = before.get(before.len().saturating_sub(4)..).filter(|label| label.eq_ignore_ascii_case("issn"));
        let wide = Span::new(label.map_or(span.start, |label| before.len() - label.len()), span.end);
        let read = |at: Span| Issn::find(doc.slice(at)).map(|(range, issn)| Found::at(at.part(range), issn));
        read(span).or_else(|| read(wide).filter(|found| found.value.check_digit_ok()))
    };
    record.journal.issn = reader.take("journal.issn", issn(places.issn));
    record.journal.eissn = reader.take("journal.eissn", issn(places.eissn));
    let cn = places.cn.and_then(|span| {
        Cn::find(doc.slice(span))
            .map(|(range, cn)| Found::at(span.part(range), cn))
            .or_else(|| doc.slice(span).trim().parse().ok().map(|cn| Found::at(span, cn)))
    });
    // `[ISSN:1673-923X/CN:43-1470/S]`
    let beside = || {
        let mark = outline.all(Label::Issn).next()?;
        let line = crate::label::line_value(doc.body(), mark);
        Cn::find(doc.slice(line)).map(|(range, cn)| Found::at(line.part(range), cn))
    };
    let cn = cn.or_else(beside);
    record.journal.cn = reader.take("journal.cn", cn);
}

/// What the article code says where nothing else does; where both speak, they must agree.
fn fill_from_code(reader: &mut Reader, found: Found<ArticleCode>, record: &mut Record) {
    let Found { value: code, span, .. } = found;

    let confidence = DERIVED;
    if record.journal.issn.is_none() {
        record.journal.issn = reader.take("journal.issn", Some(Found { value: code.issn.clone(), span, confidence }));
    }
    if record.year.is_none() {
        let year = code.year;
        record.year = reader.take("year", Some(Found { value: year, span, confidence }));
    }
    if let (None, Some(issue)) = (&record.issue, &code.issue) {
        record.issue = reader.take("issue", Some(Found { value: issue.clone(), span, confidence }));
    }
    if let (None, None, Some(page)) = (&record.first_page, &record.article_number, &code.first_page) {
        record.first_page = reader.take("first_page", Some(Found { value: page.clone(), span, confidence }));
    }
    if record.last_page.is_none()
        && let Some((first, last)) = pages_behind(&reader.doc.text()[span.end..])
        && record.first_page == citation::page_value(first)
    {
        let at = span.end + last.start;
        let found = Span::new(at, at + last.len());
        let value = citation::page_value(reader.doc.slice(found));
        record.last_page = reader.take("last_page", value.map(|value| Found { value, span: found, confidence }));
    }
    record.article_code = reader.take("article_code", Some(Found { value: code.to_string(), span, confidence: HEAD }));
    if record.journal.issn.as_ref().is_some_and(|issn| *issn != code.issn) {
        let message = format!(
            "the article code has {}, the page {}",
            code.issn,
            record.journal.issn.as_ref().map_or("", |i| i.as_str())
        );
        reader.doubt(Problem::warning(Code::ArticleCodeConflict, "journal.issn", message));
    }
}

/// The pages in brackets behind an article code, `1000-6060(2019)04-0838-07(0838~0844)`: the first, and where the last
/// stands.
fn pages_behind(text: &str) -> Option<(&str, std::ops::Range<usize>)> {
    const LONGEST: usize = 24;
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let inner = near.trim_start_matches(' ').strip_prefix('(')?;
    let (first, rest) = inner.split_once(['~', '-', '–', '—'])?;
    let last = rest.split_once(')')?.0;
    let first = first.trim_end_matches(['\\', ' ']);
    let is_page = |page: &str| (1..=5).contains(&page.len()) && page.bytes().all(|b| b.is_ascii_digit());
    let at = near.len() - rest.len();
    (is_page(first) && is_page(last)).then_some((first, at..at + last.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_behind_the_article_code() {
        let pages = |code: &str| {
            let page = format!(
                "岭南茶园的土壤酸化\n\n段嘉禾\n\n摘要: 为查明茶园土壤养分的分布,在六个海拔设置样地。\n文章编号: {code}\n"
            );
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            (record.first_page, record.last_page)
        };
        let both = (Some("838".to_owned()), Some("844".to_owned()));
        assert_eq!(pages("1000 -6060(2019)04 -0838-07(0838\\~0844)"), both);
        assert_eq!(pages("1000-6060(2019)04-0838-07 (838-844)"), both);
        assert_eq!(pages("1000-6060(2019)04-0838-07(0139-0844)").1, None);
    }

    #[test]
    fn numbers_behind_labels_of_their_own() {
        let page = |labels: &str| {
            let page = format!(
                "题目: 岭南茶园的土壤酸化\n作者: 段嘉禾 束如松\n{labels}\n摘要: 为查明茶园土壤养分的分布，在六个海拔设置样地。\n关键词: 茶园; 土壤\n"
            );
            let r = crate::read::record_of(&crate::Document::from_text("t", &page));
            [r.journal.title.zh, r.volume, r.issue, r.first_page, r.last_page].map(Option::unwrap_or_default)
        };
        assert_eq!(page("杂志名称: 岭南评论\n卷号: 07\n期号: 04\n页码: 0087-0092"), ["岭南评论", "7", "4", "87", "92"]);
        assert_eq!(page("刊名: 岭南评论\n年,卷(期): 2019,70(3)\n页数: 8(15-22)"), ["岭南评论", "70", "3", "15", "22"]);
        assert_eq!(page("刊名: 岭南评论\n年,卷(期): 2019,70(3)\n页数: 8"), ["岭南评论", "70", "3", "", ""]);
        assert_eq!(page("刊名: 岭南评论\n页数:\n8页\n页码:\n63-70"), ["岭南评论", "", "", "63", "70"]);
        assert_eq!(page("书刊名: 岭南评论\n卷期: 33:2\n页次: 页41-78"), ["岭南评论", "33", "2", "41", "78"]);
        assert_eq!(page("期刊名称: 岭南评论\n卷期/出版年月: 2017年"), ["岭南评论", "", "", "", ""]);
        assert_eq!(page("【刊名】: 《岭南评论》\n【年】2019\n【卷】\n【期】第2期"), ["岭南评论", "", "2", "", ""]);
        assert_eq!(page("来源: 《岭南评论》2021年第5期 责任编辑: 殷禾"), ["岭南评论", "", "5", "", ""]);
        assert_eq!(
            page("出处 《岭南评论》 CAS CSCD 北大核心 2020年第4期110-117,共8页 Lingnan Review"),
            ["岭南评论", "", "4", "110", "117"]
        );
        assert_eq!(page("来源: 用户上传"), ["", "", "", "", ""]);
        assert_eq!(page("出处: 《岭南评论》2023年第2期122-135,共14页"), ["岭南评论", "", "2", "122", "135"]);
        assert_eq!(page("《岭南评论》  ISSN: 1672-9404  2022年  第41卷  第05期"), ["岭南评论", "41", "5", "", ""]);
    }

    #[test]
    fn an_issn_that_looks_like_years() {
        let issn = |line: &str| {
            let page = format!("岭南茶园的土壤酸化\n\n{line}\n\n摘要: 为查明茶园土壤养分的分布,在六个海拔设置样地。\n");
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            record.journal.issn.map(|issn| issn.to_string())
        };
        assert_eq!(issn("ISSN: 1905-2014").as_deref(), Some("1905-2014"));
        assert_eq!(issn("ISSN: 1990-2010"), None);
    }

    #[test]
    fn pages_beside_a_head() {
        assert_eq!(page_line("Pp. 55-86"), Some((4..6, 7..9)));
        assert_eq!(page_line("页次 33 - 64"), Some((7..9, 12..14)));
        assert_eq!(page_line("第33-64页"), Some((3..5, 6..8)));
        assert_eq!(page_line("第3-5期"), None);
        for line in ["Pages", "Pp. 55-86 of the issue", "p53 and 4-5", "页面 3-4"] {
            assert_eq!(page_line(line), None, "{line}");
        }
        let head = "岭南急救杂志 2022 年 9 月第 31 卷第 9 期 ·  1187  ·";
        assert_eq!(page_mark(head).map(|r| &head[r]), Some("1187"));
        assert_eq!(page_mark("山地·水土·2023年"), None);
    }

    #[test]
    fn a_last_page_without_the_figures_of_the_first() {
        let pages = |printed: &str| {
            let page = format!(
                "Acid Soils of Tea Gardens\nDuan Jiahe\nAbstract\nSoils turn acid.\nHow to cite this article: Duan J. Acid Soils of Tea Gardens. Lingnan Rev. 2015;59(8):{printed}\n"
            );
            crate::read::record_of(&crate::Document::from_text("t", &page)).last_page
        };
        assert_eq!(pages("465-70").as_deref(), Some("470"));
        assert_eq!(pages("465-470").as_deref(), Some("470"));
        assert_eq!(pages("465-50").as_deref(), Some("50"));
    }
}
