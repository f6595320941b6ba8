//! What the page announces and does not print: labels without a value that can be read, and an end in the middle.

use super::Reader;
use crate::document::Span;
use crate::field::text::{self, Script};
use crate::field::{Doi, Issn};
use crate::label::{Label, Mark, line_value};
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Language, Record};

/// Notes what `record` lacks although a label announces it, and whether the text breaks off.
pub(super) fn check(reader: &mut Reader, outline: &Outline, places: &Places, record: &Record) {
    doi(reader, outline, record);
    cn(reader, places, record);
    empty_label(reader, outline, record);
    cut_off(reader, outline, record);
}

/// Something else than a DOI behind `DOI:` above the references, where there is no DOI at all.
fn doi(reader: &mut Reader, outline: &Outline, record: &Record) {
    if record.doi.is_some() {
        return;
    }
    let own = |mark: &&Mark| mark.firm && outline.references.is_none_or(|references| mark.start < references);
    let printed =
        outline.all(Label::Doi).filter(own).map(|mark| value(outline, mark)).find(|words| says_something(words));
    if let Some(words) = printed.filter(|words| Doi::find(words).is_none()) {
        let message = format!("expected a DOI such as 10.1234/abc, found {:?}", short(words));
        reader.doubt(Problem::warning(Code::DoiSyntax, "doi", message));
    }
}

/// Something else than a CN number, and no ISSN, behind 国内统一刊号 or the like.
fn cn(reader: &mut Reader, places: &Places, record: &Record) {
    let Some(span) = places.cn.filter(|_| record.journal.cn.is_none()) else { return };
    let words = reader.doc.slice(span);
    if says_something(words) && Issn::find(words).is_none() {
        let message = format!("expected a CN number such as 61-1223/TE, found {:?}", short(words));
        reader.doubt(Problem::warning(Code::CnSyntax, "journal.cn", message));
    }
}

/// The first label of abstract or keywords with nothing up to the next label, in a language in which there is none.
fn empty_label(reader: &mut Reader, outline: &Outline, record: &Record) {
    if reader.problems.iter().any(|problem| problem.code == Code::LabelEmpty) {
        return;
    }
    let lacks = |mark: &&Mark| match mark.label {
        Label::Abstract => record.abstract_.get(mark.language).is_none(),
        Label::Keywords => record.keywords.get(mark.language).is_empty(),
        _ => false,
    };
    let empty = |mark: &&Mark| {
        let limit = outline.limit(mark);
        mark.firm
            && mark.line_start
            && !outline.doc.body()[mark.value.min(limit)..limit].contains(char::is_alphanumeric)
    };
    if let Some(mark) = outline.marks.iter().filter(lacks).find(empty) {
        let field = match (mark.label, mark.language) {
            (Label::Abstract, Language::Zh) => "abstract.zh",
            (Label::Abstract, Language::En) => "abstract.en",
            (_, Language::Zh) => "keywords.zh",
            (_, Language::En) => "keywords.en",
        };
        let message = format!("expected a text behind {:?}, found none", label(outline, mark));
        reader.doubt(Problem::info(Code::LabelEmpty, field, message));
    }
}

/// The very end of the page stands in the abstract, or in other prose, and closes no sentence.
fn cut_off(reader: &mut Reader, outline: &Outline, record: &Record) {
    let doc = reader.doc;
    let body = doc.body().trim_end();
    let line = doc.trim(Span::new(memchr::memrchr(b'\n', body.as_bytes()).map_or(0, |at| at + 1), body.len()));
    if line.is_empty() {
        return;
    }
    let words = doc.slice(line);
    if closes(words) || outline.references.is_some_and(|start| line.start >= start) {
        return;
    }
    let in_abstract = |field: &str| {
        reader.evidence.iter().any(|e| e.field == field && e.span.end >= line.end && e.span.start < line.end)
            && !doc.is_meta(Span::new(line.start, line.end))
    };
    let field = match record {
        _ if in_abstract("abstract.zh") => "abstract.zh",
        _ if in_abstract("abstract.en") => "abstract.en",
        _ if is_prose(outline, line) => "source",
        _ => return,
    };
    let end: Vec<char> = words.chars().rev().take(20).collect();
    let end: String = end.into_iter().rev().collect();
    let message = format!("expected the end of a sentence at the end of the source, found {end:?}");
    reader.doubt(Problem::warning(Code::CutOff, field, message));
}

/// Whether `words` end as a sentence, a quotation or an address does.
fn closes(words: &str) -> bool {
    words.ends_with(|c: char| "。.!?！？;；:：…”\"’'」』)）]】>》〉|".contains(c))
}

/// Whether `line` is a long one of running text with whole sentences before its end, and no label's.
fn is_prose(outline: &Outline, line: Span) -> bool {
    const SENTENCES: usize = 2;
    let words = outline.doc.slice(line);
    let script = Script::of(words);
    let long = script.han >= 60 || script.letters >= 200;
    let labelled = outline.marks.iter().any(|mark| line.start <= mark.start && mark.start < line.end);
    let sentences = words.matches('。').count() + words.matches(". ").count();
    // entries of a bibliography end in numbers
    let open = words.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '、'));
    long && !labelled && open && sentences >= SENTENCES && !words.contains("http")
}

/// What stands behind `mark` on its line, before the next label.
fn value<'d>(outline: &Outline<'d>, mark: &Mark) -> &'d str {
    let line = line_value(outline.doc.body(), mark);
    let end = line.end.min(outline.limit(mark)).max(line.start);
    outline.doc.slice(Span::new(line.start, end)).trim()
}

/// The words of a label.
fn label<'d>(outline: &Outline<'d>, mark: &Mark) -> &'d str {
    outline.doc.slice(Span::new(mark.start, mark.value)).trim()
}

fn says_something(words: &str) -> bool {
    words.contains(char::is_alphanumeric)
}

fn short(words: &str) -> String {
    text::tidy(words).chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    const FRONT: &str = "岭南农业学报 2021, 40(3): 512-519\n岭南山地茶园土壤养分的海拔梯度\n段嘉禾，束如松\n";
    const ABSTRACT: &str =
        "摘要：为查明茶园土壤养分的分布，在六个海拔设置样地。结果表明，有机质随海拔升高而增加，有效磷则减少。";

    /// The problems of a page with this text behind its front: `code field message`.
    fn said(rest: &str) -> Vec<String> {
        let doc = Document::from_text("t", &format!("{FRONT}{rest}"));
        let problems = crate::read::record_of(&doc).problems;
        problems.into_iter().map(|p| format!("{} {} {}", p.code.as_str(), p.field, p.message)).collect()
    }

    #[test]
    fn what_stands_behind_a_doi_label() {
        let page = |doi: &str| said(&format!("DOI：{doi}\n{ABSTRACT}\n关键词：茶园；土壤\n"));
        assert_eq!(
            page("11.1234/ln-2021"),
            ["doi_syntax doi expected a DOI such as 10.1234/abc, found \"11.1234/ln-2021\""]
        );
        assert!(page("10.1234/ln.2021").is_empty());
        assert!(page("").is_empty());
        // in a reference it is somebody else's
        assert!(
            said(&format!("{ABSTRACT}\n关键词：茶园；土壤\n参考文献\n[1] 甲. 乙[J]. 丙, 2019, 1(2): 3-4. DOI: x1.\n"))
                .is_empty()
        );
    }

    #[test]
    fn what_stands_behind_a_cn_label() {
        let page = |cn: &str| said(&format!("国内统一刊号：{cn}\n{ABSTRACT}\n关键词：茶园；土壤\n"));
        assert_eq!(
            page("CN 5A-99"),
            ["cn_syntax journal.cn expected a CN number such as 61-1223/TE, found \"CN 5A-99\""]
        );
        assert!(page("CN 61-1223/TE").is_empty());
    }

    #[test]
    fn a_label_with_nothing_behind_it() {
        assert_eq!(
            said(&format!("{ABSTRACT}\n关键词：\nAbstract:\nKey words:\n收稿日期：2020-01-02\n")),
            ["label_empty keywords.zh expected a text behind \"关键词:\", found none"]
        );
        assert!(said(&format!("{ABSTRACT}\n关键词：茶园；土壤\n")).is_empty());
    }

    #[test]
    fn a_page_that_breaks_off() {
        let cut = ABSTRACT.split_at(ABSTRACT.len() - "而增加，有效磷则减少。".len()).0;
        assert_eq!(
            said(&format!("关键词：茶园；土壤\n{cut}\n")),
            [
                "cut_off abstract.zh expected the end of a sentence at the end of the source, found \"海拔设置样地。结果表明,有机质随海拔升高\""
            ]
        );
        assert!(said(&format!("关键词：茶园；土壤\n{ABSTRACT}\n")).is_empty());
        let prose = "茶园的开垦始于清末。至民国初年，山地已经遍植茶树。".repeat(3);
        let page = |end: &str| said(&format!("{ABSTRACT}\n关键词：茶园；土壤\n\n1 引言\n{prose}{end}\n"));
        assert_eq!(page("此后数十年间").len(), 1);
        assert!(page("此后数十年间不再。").is_empty());
    }
}
