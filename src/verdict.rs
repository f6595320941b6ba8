//! Whether a document is an article at all: lists, guides, error pages and shells are none.
//!
//! An article prints much about itself, once: an abstract behind its label, pages, dates, a DOI. A list prints the same
//! of many articles; a guide or a form says how it ought to be printed. Sees the finished record and the outline, no
//! platform.

mod advice;
mod lists;
mod structured;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use advice::advice;
use lists::{labelled_abstracts, links_to_abstracts, listed, retold};
use structured::{is_printed_twice, is_signed, is_structured};

use crate::field::text::Script;
use crate::field::words;
use crate::label::Label;
use crate::outline::Outline;
use crate::record::{Language, Record};

/// Points that a document must reach to be an article.
const ENOUGH: i32 = 5;

/// More words of guides than these say no more against a page that prints so much of one article.
const MOST_ADVICE: i32 = 14;

/// How far a page is looked through for what guides and forms print, in bytes.
const HEAD: usize = 6000;

/// Items from which on a page without an abstract of its own, or with nothing beside it, is a list of them.
const LIST: usize = 4;

/// Why a document is no article, e.g. `no title, abstract or authors`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an article: {0}")]
pub struct NotAnArticle(pub String);

/// Judges a record by what its document printed.
///
/// # Errors
/// What is missing, or what the document is instead.
pub fn judge(outline: &Outline, record: &Record) -> Result<(), NotAnArticle> {
    let told = Told::of(outline, record);
    if told.abstracts >= 3 {
        return Err(NotAnArticle(format!("a list of {} articles with abstracts", told.abstracts)));
    }
    if outline.references.is_none() && !told.is_declared {
        let items = match told.abstract_points {
            ..3 => listed(outline),
            _ if told.is_bare => retold(outline),
            _ => 0,
        };
        // with nothing else beside them fewer will do
        let least = if told.abstract_points == 0 && told.is_bare { LIST - 1 } else { LIST };
        if items >= least {
            return Err(NotAnArticle(format!("a list of {items} articles")));
        }
    }
    let links = links_to_abstracts(outline);
    if links >= 2 {
        return Err(NotAnArticle(format!("a list of {links} articles with links to their abstracts")));
    }
    let blanks = blanks_to_fill(outline.doc.body());
    if blanks >= 5 {
        return Err(NotAnArticle(format!("a form with {blanks} blanks to fill in")));
    }
    if told.has_core && told.points - MOST_ADVICE / 2 >= ENOUGH {
        return Ok(());
    }
    let advice = advice(outline).min(MOST_ADVICE);
    if told.has_core && told.points - advice / 2 >= ENOUGH {
        return Ok(());
    }
    if advice >= 4 {
        return Err(NotAnArticle("a guide or a notice of a journal".to_owned()));
    }
    let missing: Vec<&str> = [
        (told.has_title, "title"),
        (told.abstract_points > 0, "abstract"),
        (!record.authors.is_empty(), "authors"),
        (record.doi.is_some(), "DOI"),
    ]
    .iter()
    .filter(|(there, _)| !there)
    .map(|(_, name)| *name)
    .collect();
    let length = outline.doc.body().trim().chars().count();
    Err(NotAnArticle(if missing.is_empty() {
        format!("too little about one article in {length} characters of text")
    } else {
        format!("no {} in {length} characters of text", missing.join(", "))
    }))
}

/// What a document says about itself.
struct Told {
    has_title: bool,
    /// 3 for an abstract behind its label, less for a paragraph that stands where one would.
    abstract_points: i32,
    /// How many abstracts stand behind labels of one language.
    abstracts: usize,
    /// Whether anything stands there that only articles have; names and places alone are also on a board's page.
    has_core: bool,
    /// Whether the metadata describe one article; its page may print its own citation in many styles.
    is_declared: bool,
    /// Whether nothing says what the article is about, but for an abstract: lists print those too.
    is_bare: bool,
    points: i32,
}

impl Told {
    fn of(outline: &Outline, record: &Record) -> Told {
        let has_title = record.title.zh.is_some() || record.title.en.is_some();
        let abstracts = [Language::Zh, Language::En].map(|l| labelled_abstracts(outline, l)).into_iter().max();
        let has = |names: &[&str]| outline.doc.metas().iter().any(|meta| names.contains(&meta.name.as_str()));
        let declared = has(&["citation_title", "dc.title", "eprints.title"]) && !record.authors.is_empty();
        let is_declared = has(&["citation_title"])
            && has(&["citation_author", "citation_authors", "citation_doi", "citation_firstpage"]);
        let real = [&record.abstract_.zh, &record.abstract_.en].into_iter().flatten().any(|a| is_real_abstract(a));
        let labelled = declared || outline.mark(Label::Abstract, None).is_some() || is_structured(outline);
        let abstract_points = match (real, labelled) {
            (true, true) => 3,
            (true, false) => 1,
            (false, _) => 0,
        };
        let bilingual = record.abstract_.zh.is_some() && record.abstract_.en.is_some();
        let terms = record.keywords.zh.len().max(record.keywords.en.len());
        let keywords = terms >= 2;
        let dates = &record.dates;
        let dated = dates.received.is_some() || dates.revised.is_some() || dates.accepted.is_some();
        let issued = dates.published.is_some() || dates.online.is_some();
        let paged = record.first_page.is_some() || record.article_number.is_some();
        let prose = prose_points(outline);
        let numbered = paged && (record.volume.is_some() || record.issue.is_some());
        // `题名`, names, where they work and what it is about: an index without an abstract; or an abstract without its
        // label on a page that prints the places last
        let indexed = terms >= 3
            && has_title
            && !record.authors.is_empty()
            && (!record.affiliations.is_empty() || abstract_points > 0);
        // the issue, the names and where they work: a page that prints neither pages nor the label of an abstract
        let issue_told = record.journal.title.zh.as_ref().or(record.journal.title.en.as_ref()).is_some()
            && record.year.is_some()
            && (record.issue.is_some() || dates.published.is_some());
        // a copy may have lost the names of those who wrote a labelled abstract
        let named = !record.authors.is_empty();
        let in_issue = issue_told && named;
        let copied = issue_told && !named && has_title && abstract_points == 3;
        let at_work = in_issue && !record.affiliations.is_empty();
        // both titles and both bylines above a paragraph
        let named_twice = record.authors.iter().filter(|a| a.name.zh.is_some() && a.name.en.is_some()).count() >= 2;
        let in_both = abstract_points > 0 && named_twice && record.title.zh.is_some() && record.title.en.is_some();
        let signed = abstract_points > 0 && is_signed(record);
        let twice = abstract_points > 0 && is_printed_twice(outline, record);
        let has_core = abstract_points == 3
            || in_both
            || signed
            || twice
            || at_work
            || indexed
            || record.doi.is_some()
            || record.article_code.is_some()
            || numbered
            || dated
            || prose > 1
            || outline.references.is_some();
        // an abstract and its terms, each behind its label, are one article's whatever was lost above them
        let headless = !has_title && abstract_points == 3 && terms >= 3;
        let is_bare = !keywords && !dated && record.clc.is_empty() && record.funding.is_empty();
        // an editorial or a piece of news says no more than where it stands
        let placed = i32::from(issued) + i32::from(numbered);
        let alone = || match listed(outline) {
            // the page's own head, and nothing else
            0..=1 => record.doi.is_some() || is_declared || !record.authors.is_empty() && numbered,
            items => record.doi.is_some() && items < LIST - 1,
        };
        let placed = if abstract_points < 3 && placed > 0 && alone() { placed } else { 0 };
        let points = abstract_points
            + i32::from(has_title)
            + i32::from(bilingual)
            + i32::from(!record.authors.is_empty())
            + i32::from(!record.affiliations.is_empty())
            + i32::from(keywords)
            + i32::from(indexed)
            + i32::from(headless)
            + i32::from(in_issue || copied)
            + 2 * i32::from(in_both)
            + i32::from(at_work)
            + i32::from(signed)
            + 3 * i32::from(twice)
            + i32::from(record.doi.is_some())
            + 2 * i32::from(record.article_code.is_some())
            + i32::from(paged)
            + i32::from(record.document_code.is_some())
            + i32::from(!record.clc.is_empty())
            + i32::from(!record.funding.is_empty())
            + i32::from(dated)
            + i32::from(declared || is_declared)
            + i32::from(is_declared)
            + prose
            + placed
            + i32::from(outline.references.is_some());
        Told {
            has_title,
            abstract_points,
            abstracts: abstracts.unwrap_or_default(),
            has_core,
            is_declared,
            is_bare,
            points,
        }
    }
}

/// Whether an abstract is one: a few sentences, and not what a guide says of abstracts.
fn is_real_abstract(printed: &str) -> bool {
    static GUIDE: LazyLock<AhoCorasick> = LazyLock::new(|| {
        words::finder([
            "字左右",
            "字以内",
            "字为宜",
            "字数",
            "摘要应",
            "摘要须",
            "脱离全文",
            "No more than",
            "words or less",
        ])
    });
    let length = printed.chars().count();
    let enough = length >= 150 || length >= 60 && Script::of(printed).han * 3 > length;
    enough && !(length < 400 && GUIDE.is_match(printed))
}

/// Runs of signs that stand for what somebody is to fill in: `××××年`, `____`, `xxxx`.
fn blanks_to_fill(text: &str) -> usize {
    let head = &text.as_bytes()[..text.floor_char_boundary(HEAD)];
    let mut count = 0;
    let mut end = 0;
    for at in memchr::memchr3_iter(b'_', b'x', b'X', head) {
        if at >= end {
            end = at + head[at..].iter().take_while(|byte| byte.eq_ignore_ascii_case(&head[at])).count();
            count += usize::from(end - at >= 4 && !in_address(head, at));
        }
    }
    let mut end = 0;
    for at in memchr::memchr2_iter("×".as_bytes()[0], "□".as_bytes()[0], head) {
        if at < end {
            continue;
        }
        let (sign, least) = if head[at] == "×".as_bytes()[0] { ("×", 2) } else { ("□", 4) };
        let times = head[at..].chunks(sign.len()).take_while(|next| *next == sign.as_bytes()).count();
        end = at + times * sign.len();
        count += usize::from(times >= least);
    }
    count
}

/// Whether the word that `at` is in is an address, as a paper has that no number was given yet: `www.jos.cn/xxxx/xxx.htm`.
fn in_address(head: &[u8], at: usize) -> bool {
    let start = head[..at].iter().rposition(u8::is_ascii_whitespace).map_or(0, |blank| blank + 1);
    let word = &head[start..at];
    word.starts_with(b"http") || word.starts_with(b"www.")
}

/// Points for paragraphs of a paper: several, long; guides and policies have fewer.
fn prose_points(outline: &Outline) -> i32 {
    let text = outline.doc.body();
    if text.len() <= 5000 {
        return 0;
    }
    match outline.doc.lines().filter(|line| line.len() > 300).count() {
        // a paper set in columns has short lines
        0..5 => i32::from(text.len() > 12_000),
        5..25 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;

    fn verdict(text: &str) -> Result<(), String> {
        crate::extract(&Document::from_text("a.txt", text)).map(|_| ()).map_err(|e| e.to_string())
    }

    const ABSTRACT: &str = "摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍。";

    #[test]
    fn an_abstract_with_title_and_names_is_an_article() {
        let page =
            format!("采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n{ABSTRACT}\n\n关键词: 采石场; 客土; 植被恢复\n");
        assert_eq!(verdict(&page), Ok(()));
    }

    #[test]
    fn an_index_may_have_no_abstract() {
        let page = "采石场客土厚度与草灌配置\n作者: 顾望舒; 沈知行\n作者单位: 南京大学环境学院\n关键词: 采石场; 客土; 植被恢复\n";
        assert_eq!(verdict(page), Ok(()));
        for (line, missing) in [("作者单位: 南京大学环境学院\n", "a unit"), ("; 客土; 植被恢复", "terms")]
        {
            assert!(verdict(&page.replace(line, "")).is_err(), "{missing}");
        }
    }

    #[test]
    fn an_issue_stands_for_names_that_a_copy_lost() {
        let page = format!("采石场客土厚度与草灌配置\n\n2025-02-16 00:00:00\n岭南环境学报 2025年1期\n\n{ABSTRACT}\n");
        assert_eq!(verdict(&page), Ok(()));
        assert!(verdict(&page.replace("岭南环境学报 2025年1期\n", "")).is_err());
    }

    #[test]
    fn an_abstract_needs_no_label_beside_terms() {
        let prose = [
            ABSTRACT.trim_start_matches("摘要: "),
            "坡度大于三十度的地方仍要先做截排水沟,否则雨季过后盖度会降到一成以下。",
        ]
        .concat();
        let page = format!("采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n{prose}\n\n关键词: 采石场; 客土; 植被恢复\n");
        assert_eq!(verdict(&page), Ok(()));
        assert!(verdict(&page.replace("; 客土; 植被恢复", "")).is_err());
    }

    #[test]
    fn names_with_their_places_above_a_paragraph_are_of_one_article() {
        let prose = "Quarries recover slowly where the soil is gone, and what is sown there dies in the first of the dry years. ".repeat(3);
        let page = |names: &str| {
            format!(
                "Cover of Quarries on Dry Slopes\n\n{names}\n\n1School of Environment, Nanjing University, Nanjing 210023, China;2Lingnan Academy of Soils, Foshan 528000, China\n\n{prose}\n"
            )
        };
        assert_eq!(verdict(&page("Wangshu Gu1, Zhixing Shen1,2, Jiahe Duan2")), Ok(()));
        assert!(verdict(&page("Wangshu Gu, Zhixing Shen, Jiahe Duan")).is_err());
        let board =
            page("Wangshu Gu1, Zhixing Shen1,2, Jiahe Duan2").replace("Cover of Quarries on Dry Slopes", "Editors");
        assert!(verdict(&board).is_err());
    }

    #[test]
    fn a_list_with_abstracts_is_none() {
        let item = |n: usize| {
            format!(
                "第{n}种采石场客土配置\n\n顾望舒, 沈知行\n\n2020, 12(1): {n}1-{n}9.\n\n{}\n\n",
                ABSTRACT.replacen('三', &n.to_string(), 1)
            )
        };
        let page: String = (1..5).map(item).collect();
        assert_eq!(verdict(&page).unwrap_err(), "not an article: a list of 4 articles with abstracts");
    }

    #[test]
    fn an_issue_whose_abstracts_stand_behind_buttons_is_none() {
        let item = |n: usize| {
            format!(
                "第{n}种采石场客土配置\n顾望舒, 沈知行\n2023 (1):  {n}1-{n}9.  doi: 10.1234/a.2023.01.00{n}\n摘要 ( {n}2 )   PDF(1771KB) ( 14 )\n\n{}\n\n",
                ABSTRACT.strip_prefix("摘要: ").unwrap()
            )
        };
        let page = format!("当期目录\n\n{}", (1..6).map(item).collect::<String>());
        assert_eq!(verdict(&page).unwrap_err(), "not an article: a list of 5 articles");
    }

    #[test]
    fn entries_behind_an_abstract_may_be_a_bibliography() {
        let entry = |n: usize| format!("[{n}] 沈知行. 客土研究之{n}[J]. 生态研究, 20{n}1, {n}(2): {n}2-{n}9.\n");
        let page = format!(
            "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n2024, 31(1): 41-52.  doi: 10.1234/a.2024.01.004\n\n{ABSTRACT}\n\n{}",
            (1..8).map(entry).collect::<String>()
        );
        assert_eq!(verdict(&page), Ok(()));
    }

    #[test]
    fn metadata_may_describe_an_editorial_that_names_nobody() {
        let head = "<meta name=citation_title content='What We Owe to Old Quarries'><meta name=citation_volume content=14>\
            <meta name=citation_firstpage content=12>";
        let verdict = |head: &str| {
            let page = format!("<head>{head}</head><body><h1>What We Owe to Old Quarries</h1></body>");
            crate::extract(&crate::source::decode("a.html".to_owned(), page.as_bytes()).unwrap()).is_ok()
        };
        assert!(verdict(head));
        assert!(verdict(
            "<meta name=citation_title content='What We Owe'><meta name=citation_doi content='10.1234/a.4'><meta name=citation_date content='2024/03/01'>"
        ));
        assert!(!verdict("<meta name=citation_title content='What We Owe to Old Quarries'>"));
    }

    #[test]
    fn one_article_may_be_cited_in_many_styles() {
        let page = |head: &str| {
            let cited =
                |n: usize| format!("<p>Shen Z. Cover of old quarries. Lingnan Rev. 20{n}1, {n}(2): {n}2-{n}9.</p>");
            let cited: String = (1..7).map(cited).collect();
            let html =
                format!("<head>{head}</head><body><h1>Cover of old quarries</h1><p>Shen Zhixing</p>{cited}</body>");
            let doc = crate::source::decode("a.html".to_owned(), html.as_bytes()).unwrap();
            crate::extract(&doc).map(|_| ()).map_err(|e| e.to_string())
        };
        let head = "<meta name=citation_title content='Cover of old quarries'><meta name=citation_author content='Shen, Zhixing'>\
            <meta name=citation_doi content='10.1234/a.2024.01.004'><meta name=citation_firstpage content=12>";
        assert_eq!(page(head), Ok(()));
        assert!(page("").is_err());
    }

    #[test]
    fn related_articles_beside_an_abstract_make_no_list() {
        let related =
            |n: usize| format!("土壤研究之{n}, 生态研究, 20{n}1, {n}(2): {n}2-{n}9. doi: 10.1234/b.2023.0{n}\n");
        let page = format!(
            "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n2024, 31(1): 41-52.  doi: 10.1234/a.2024.01.004\n\n{ABSTRACT}\n\n相关文章\n{}",
            (1..8).map(related).collect::<String>()
        );
        assert_eq!(verdict(&page), Ok(()));
    }

    #[test]
    fn a_book_review_says_who_wrote_it_and_where_it_stands() {
        let head = "岭南史学 ›› 2022, Vol. 9 ›› Issue (4): 150-153.\n\n";
        let page = "评《岭南义渡研究》\n\n龙畅\n\n岭南大学历史系, 广东 佛山 528000\n\n出版日期: 2022-12-15\n";
        assert_eq!(verdict(&format!("{head}{page}")), Ok(()));
        assert!(verdict(page).is_err());
    }

    #[test]
    fn an_editorial_says_where_it_stands_and_no_more() {
        let item = |n: usize| {
            format!(
                "写在创刊{n}年之际\n顾望舒\n2024, 31(1): {n}1-{n}2.  doi: 10.1234/a.2024.01.00{n}\n出版日期: 2024-01-15\n\n"
            )
        };
        assert_eq!(verdict(&item(3)), Ok(()));
        assert!(verdict(&(1..4).map(item).collect::<String>()).is_err());
    }

    #[test]
    fn a_run_of_signs_is_one_blank() {
        for (text, blanks) in [
            ("张×× 李×××××, ×", 2),
            ("http://www.jos.cn/xxxx-xxxx/xxxx.htm xxxx", 1),
            ("____年___月XXxx日 xxx", 2),
            ("□□□□□□□□ □□□", 1),
            ("exceed 2×3 max_x", 0),
        ] {
            assert_eq!(super::blanks_to_fill(text), blanks, "{text}");
        }
    }

    #[test]
    fn a_board_and_a_template_are_none() {
        let board =
            "编委会\n\n主编\n卫知远, 南京大学 地理学院,南京 210023\n\n编委\n沈知行, 厦门大学 环境学院,厦门 361102\n";
        assert!(verdict(board).is_err());
        let template = format!(
            "论文题目\n\n张×× 李××\n\n{ABSTRACT}\n\n文章编号: ××××-××××(××××)××-××××-××\n收稿日期: ××××-××-××\n"
        );
        assert!(verdict(&template).unwrap_err().contains("blanks to fill in"));
    }

    #[test]
    fn links_beneath_each_article_make_a_list() {
        let item = |title: &str, names: &str| format!("{title}\n{names}\nPages 101-115\nAbstract | PDF\n");
        let one = item("Thermal regime of culverts", "Rui Cen, Xinghe Duanmu");
        let two = item("Creep of ice-rich silt", "Tomasz Kowal, Jiahe Duan");
        let head = "Journal of Frozen Ground\nVolume 12, Issue 2, June 2022\n";
        assert!(verdict(&format!("{head}{one}{two}")).is_err_and(|e| e.contains("links to their abstracts")));
        let own = format!("采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n{ABSTRACT}\n\n关键词: 采石场; 客土\n\n");
        assert_eq!(verdict(&format!("{own}{one}{two}")), Ok(()));
    }

    #[test]
    fn the_works_of_a_person_are_none() {
        let work = |n: u8| {
            format!("Plovers of the flats {n}. Wader Notes, 2021, 8({n}): {n}1-{n}9. doi: 10.1111/wn.2021.{n}\n")
        };
        let page =
            format!("Zhiyuan Que\nLecturer, Nearwater University\nPublications (3)\n{}{}{}", work(1), work(2), work(3));
        assert!(verdict(&page).is_err_and(|e| e.contains("a list of")));
    }

    #[test]
    fn an_issue_and_units_may_stand_for_pages_and_an_abstract() {
        let page = "采石场客土厚度与草灌配置\n\n岭南生态 2019年5期\n\n顾望舒,沈知行\n\n(南京大学环境学院,江苏 南京 210023)\n\n采石场的植被恢复很慢[1]。\n";
        assert_eq!(verdict(page), Ok(()));
        assert!(verdict(&page.replace("岭南生态 2019年5期", "岭南生态")).is_err());
        assert!(verdict(&page.replace("(南京大学环境学院,江苏 南京 210023)", "")).is_err());
    }

    #[test]
    fn both_titles_and_both_bylines_over_a_paragraph_are_an_article() {
        let prose = ABSTRACT.trim_start_matches("摘要: ").repeat(2);
        let page = format!(
            "采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\nSoil and Cover of Old Quarries\n\nGu Wangshu, Shen Zhixing\n\n{prose}\n"
        );
        assert_eq!(verdict(&page), Ok(()));
        assert!(verdict(&page.replace("Gu Wangshu, Shen Zhixing\n\n", "")).is_err());
    }
}
