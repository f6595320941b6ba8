use crate::document::Document;

fn verdict(text: &str) -> Result<(), String> {
    crate::extract(&Document::from_text("a.txt", text)).map(|_| ()).map_err(|e| e.to_string())
}

const ABSTRACT: &str = "摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍。";

#[test]
fn an_abstract_with_title_and_names_is_an_article() {
    let page = format!("采石场客土厚度与草灌配置\n\n顾望舒, 沈知行\n\n{ABSTRACT}\n\n关键词: 采石场; 客土; 植被恢复\n");
    assert_eq!(verdict(&page), Ok(()));
}

#[test]
fn an_index_may_have_no_abstract() {
    let page =
        "采石场客土厚度与草灌配置\n作者: 顾望舒; 沈知行\n作者单位: 南京大学环境学院\n关键词: 采石场; 客土; 植被恢复\n";
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
    let prose =
        "Quarries recover slowly where the soil is gone, and what is sown there dies in the first of the dry years. "
            .repeat(3);
    let page = |names: &str| {
        format!(
            "Cover of Quarries on Dry Slopes\n\n{names}\n\n1School of Environment, Nanjing University, Nanjing 210023, China;2Lingnan Academy of Soils, Foshan 528000, China\n\n{prose}\n"
        )
    };
    assert_eq!(verdict(&page("Wangshu Gu1, Zhixing Shen1,2, Jiahe Duan2")), Ok(()));
    assert!(verdict(&page("Wangshu Gu, Zhixing Shen, Jiahe Duan")).is_err());
    let board = page("Wangshu Gu1, Zhixing Shen1,2, Jiahe Duan2").replace("Cover of Quarries on Dry Slopes", "Editors");
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
        let cited = |n: usize| format!("<p>Shen Z. Cover of old quarries. Lingnan Rev. 20{n}1, {n}(2): {n}2-{n}9.</p>");
        let cited: String = (1..7).map(cited).collect();
        let html = format!("<head>{head}</head><body><h1>Cover of old quarries</h1><p>Shen Zhixing</p>{cited}</body>");
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
    let related = |n: usize| format!("土壤研究之{n}, 生态研究, 20{n}1, {n}(2): {n}2-{n}9. doi: 10.1234/b.2023.0{n}\n");
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
    let template =
        format!("论文题目\n\n张×× 李××\n\n{ABSTRACT}\n\n文章编号: ××××-××××(××××)××-××××-××\n收稿日期: ××××-××-××\n");
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
    let work =
        |n: u8| format!("Plovers of the flats {n}. Wader Notes, 2021, 8({n}): {n}1-{n}9. doi: 10.1111/wn.2021.{n}\n");
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
