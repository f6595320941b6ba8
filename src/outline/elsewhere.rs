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
    "最新录用",
    "最新文章",
    "最近文章",
    "热点文章",
    "相关论文",
    "作者其他论文",
    "作者相关文章",
    "本刊相关文章",
    "相似论文",
    "猜你喜欢",
    "浏览排行",
    "引用排行",
    "该作者的其他文章",
    "related articles",
    "related papers",
    "related content",
    "latest articles",
    "you may also like",
    "other articles by the same authors",
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
        // without an abstract, behind the last thing that a page says of its article
        let last = || outline.marks.iter().rev().find(|mark| is_own(mark)).map(|mark| mark.value);
        let from = outline.all(Label::Abstract).map(|m| m.value).next().or_else(last);
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

/// Whether a line heads a list of other articles.
pub fn is_heading(words: &str) -> bool {
    if words.len() > 96 {
        return false;
    }
    let bare = words.trim_matches(is_ornament);
    bare.len() <= LONGEST
        && LENGTHS >> bare.len() & 1 != 0
        && HEADINGS.iter().any(|heading| bare.eq_ignore_ascii_case(heading))
}

/// No heading is longer, in bytes.
const LONGEST: usize = 48;

/// The lengths of the headings, a bit each: most lines have another one.
const LENGTHS: u64 = {
    let (mut lengths, mut place) = (0, 0);
    while place < HEADINGS.len() {
        assert!(HEADINGS[place].len() <= LONGEST);
        lengths |= 1 << HEADINGS[place].len();
        place += 1;
    }
    lengths
};

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
    fn other_articles_have_dois_and_numbers_of_their_own() {
        let own = "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍\n\n";
        let others = "阅读排行\n1 岸线改造与湿地碳汇\n2 漠北草原的碳汇变化\n\n最新录用\n岸线改造与湿地碳汇\n钱若虚, 孟知远\n2019, 5(2): 10-18. doi: 10.1234/sd.2019.05.002\n";
        let record = crate::read::record_of(&Document::from_text("a.txt", &format!("{own}{others}")));
        assert_eq!((record.doi, record.year, record.authors.len()), (None, None, 2));
        assert!(record.abstract_.zh.unwrap().ends_with("增加一倍"));
        // a page without an abstract of its own is no list for what it recommends
        let entry = |n: usize| format!("[{n}] 钱若虚. 湿地研究之{n}[J]. 湿地学刊, 201{n}, 5({n}): {n}0-{n}8.\n");
        let page = format!(
            "Cover of old quarries\n\nGu Wangshu1\n\n1 School of Soils, Lingnan University, Foshan 528000, China\n\nReceived: 2019-07-22\nLingnan Review, 2020, 57(2): 259-271\nDOI: 10.1234/lr.2020.02\n\n相关文章\n{}",
            (1..6).map(entry).collect::<String>()
        );
        assert!(crate::extract(&Document::from_text("a.txt", &page)).is_ok());
    }

    #[test]
    fn menus_longer_than_a_front_hide_no_article() {
        let menu: String = (0..900).map(|n| format!("• 第{n}栏\n  • 期刊动态\n")).collect();
        let page = "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n南京大学 环境学院,南京 210023\n\nhttps://doi.org/10.1234/sd.2019.05.002\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例。\n\n关键词: 采石场; 客土\n";
        let cookies = "We use cookies to improve your experience on this site. By continuing you agree to our use of cookies\n\n专家审稿\n";
        let record = crate::read::record_of(&Document::from_text("a.txt", &format!("{cookies}{menu}{page}")));
        assert_eq!((record.authors.len(), record.affiliations.len(), record.doi.is_some()), (2, 1, true));
        let record = crate::read::record_of(&Document::from_text("a.txt", &format!("{cookies}{page}")));
        assert_eq!(record.title.zh.as_deref(), Some("采石场客土厚度与草灌配置"));
        assert_eq!(record.title.en, None);
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
