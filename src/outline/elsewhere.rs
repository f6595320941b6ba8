//! The parts of a page that speak of other articles: related ones, the most read, those of the same authors.
//!
//! Behind an article's abstract such a list runs from its heading to the next label of the article itself. Its names,
//! citations and DOIs are not the article's.

use super::Outline;
use crate::label::{Label, Mark};
use crate::source::HIDDEN;

/// Headings of lists of other articles.
const HEADINGS: &[&str] = &[
    "相关文章",
    "相似文章",
    "类似文章",
    "相似文献",
    "引证文献",
    "推荐文章",
    "推荐阅读",
    "相关推荐",
    "编辑推荐",
    "热门文章",
    "最多阅读",
    "阅读排行",
    "下载排行",
    "点击排行",
    "被引排行",
    "本期目录",
    "同作者文章",
    "该作者的其他文章",
    "related articles",
    "similar articles",
    "similar content being viewed by others",
    "recommended articles",
    "most read",
    "most cited",
    "most read articles by the same author(s)",
    "cited by",
    "citing articles",
    "people also read",
    "友情链接",
    "相关链接",
    "常用链接",
];

/// Follows the lines of a document through such lists.
pub(super) struct Elsewhere {
    /// Where the article's abstract begins; what stands above is its head.
    from: Option<usize>,
    inside: bool,
}

impl Elsewhere {
    /// Before the first line of `outline`.
    pub(super) fn of(outline: &Outline) -> Elsewhere {
        let from = outline.all(Label::Abstract).map(|m| m.value).next();
        Elsewhere { from, inside: false }
    }

    /// Whether the line `words` at `at`, which may begin with `mark`, belongs to another article. `named` says whether
    /// somebody is named above it, which ends the head of an article without an abstract.
    pub(super) fn covers(&mut self, words: &str, at: usize, mark: Option<Mark>, named: impl FnOnce() -> bool) -> bool {
        if self.from.is_some_and(|from| at < from) {
            return false;
        }
        if is_heading(words) {
            self.inside |= self.from.is_some() || named();
        } else if words == HIDDEN || mark.is_some_and(|m| is_own(&m)) {
            self.inside = false;
        }
        self.inside
    }
}

fn is_heading(words: &str) -> bool {
    if words.len() > 96 {
        return false;
    }
    let bare = words.trim_matches(is_ornament);
    bare.len() <= 48 && HEADINGS.iter().any(|heading| bare.eq_ignore_ascii_case(heading))
}

/// Whether `c` may stand around a heading.
fn is_ornament(c: char) -> bool {
    matches!(c, ' ' | '#' | '+' | '-' | ':' | '>' | '»')
        || matches!(c, '•' | '…' | '∶' | '■' | '▪' | '◆' | '◇' | '●' | '★')
}

/// Whether a label announces something of the page's own article.
fn is_own(mark: &Mark) -> bool {
    use Label::{
        Abstract, Affiliation, ArticleCode, Authors, AuthorsAffiliations, Biography, Citation, Clc, Corresponding,
        DocumentCode, Doi, Eissn, Funding, Issn, Keywords, References,
    };
    let own = matches!(
        mark.label,
        Abstract
            | Affiliation
            | ArticleCode
            | Authors
            | AuthorsAffiliations
            | Biography
            | Citation
            | Clc
            | Corresponding
            | DocumentCode
            | Doi
            | Eissn
            | Funding
            | Issn
            | Keywords
            | References
    );
    mark.line_start && (own || mark.label.is_date())
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::outline::Outline;

    #[test]
    fn a_list_below_the_names_where_no_abstract_is() {
        let page = "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n最多阅读\n\n岸线改造与湿地碳汇\n钱若虚, 孟知远\n";
        let doc = Document::from_text("a.txt", page);
        let outline = Outline::of(&doc);
        let lines: Vec<&str> = outline.lines.iter().map(|l| doc.slice(l.span)).collect();
        assert_eq!(lines, ["采石场客土厚度与草灌配置", "顾望舒, 沈知行"]);
    }

    #[test]
    fn lists_of_other_articles_are_no_lines_of_the_front() {
        let doc = Document::from_text(
            "a.txt",
            "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例。\n\n\
             相关文章\n\n岸线改造与湿地碳汇\n钱若虚, 孟知远\n湿地学刊, 2019, 5(2): 10-18.\n\n关键词: 采石场; 客土\n",
        );
        let outline = Outline::of(&doc);
        let lines: Vec<&str> = outline.lines.iter().map(|l| doc.slice(l.span)).collect();
        assert!(lines.iter().all(|l| !l.contains("湿地") && !l.contains("钱若虚")), "{lines:?}");
        assert!(lines.contains(&"关键词: 采石场; 客土"));
    }
}
