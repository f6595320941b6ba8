use crate::document::Document;

fn title(text: &str) -> Option<String> {
    crate::extract(&Document::from_text("a.txt", text)).ok().and_then(|x| x.record.title.zh)
}

const REST: &str = "顾望舒1, 沈知行2\n\n1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境学院,厦门 361102\n\n\
    摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,客土三十厘米、草灌比二比一时盖度最高,五年后土壤有机质增加一倍。\n\n关键词: 采石场; 客土\n";

#[test]
fn an_english_title_may_stand_on_two_lines_apart() {
    let page = format!(
        "登陆台风残涡的水汽输送\n\n{REST}\n中图分类号: P44 文献标识码: A\n\nVapour transport of the remnants of typhoons based on\n\nCRITIC and TOPSIS\n\nPAN Yining1, LONG Chang2\n\n(1. Lingnan University, Foshan 528000, China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n"
    );
    let record = crate::read::record_of(&crate::Document::from_text("t", &page));
    let title = "Vapour transport of the remnants of typhoons based on CRITIC and TOPSIS";
    assert_eq!(record.title.en.as_deref(), Some(title));
}

#[test]
fn an_english_title_behind_the_bibliography_may_stand_on_two_lines_apart() {
    let title = |lines: &str| {
        let page = format!(
            "# 登陆台风残涡的水汽输送\n\n{REST}\n台风登陆后带来暴雨,其残涡在陆上可维持数日,造成很大损失。\n\n# 参考文献：\n\n[1] 茅芷若.台风[J].岭南评论,2014(2):7-9.\n\n[2] 龙畅.水汽[J].岭南评论,2015(3):17-29.\n\n{lines}\n\nPAN Yining1, LONG Chang2\n\n(1. Lingnan University, Foshan 528000, China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n"
        );
        crate::read::record_of(&Document::from_text("t", &page)).title.en.unwrap_or_default()
    };
    let whole = "Vapour Transport of the Remnants of Typhoons Landed in Warm Years";
    assert_eq!(title("Vapour Transport of the Remnants of Typhoons Landed\n\nin Warm Years"), whole);
    assert_eq!(title("Vapour Transport of the Remnants of Typhoons\n\nLanded in Warm Years"), whole);
    // the line before it is no title's first half
    assert_eq!(title(&format!("Read in May.\n\n{whole}")), whole);
}

#[test]
fn a_part_of_a_title_may_be_a_heading() {
    let title = |lines: &str| {
        let page = format!(
            "# 登陆台风残涡的水汽输送\n\n{REST}\n\n[9] 茅芷若.台风[J].岭南评论,2014(2):7-9.\n\n{lines}\n\nPAN Yining1, LONG Chang2\n\n(1. Lingnan University, Foshan 528000, China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n"
        );
        crate::read::record_of(&Document::from_text("t", &page)).title.en.unwrap_or_default()
    };
    let whole = "Vapour Transport of the Remnants of Typhoons Landed in Warm Years";
    assert_eq!(title("Vapour Transport of the Remnants of Typhoons Landed in\n\n# Warm Years"), whole);
    assert_eq!(title("# Vapour Transport of the Remnants of Typhoons Landed in\n\nWarm Years"), whole);
    assert_eq!(title("Vapour Transport of the Remnants of Typhoons Landed\n\n# in Warm Years"), whole);
    // a heading of some words is a title
    assert_eq!(title("Notes of the Editors on Vapour and Typhoons\n\n# Remnants of Typhoons"), "Remnants of Typhoons");
}

#[test]
fn a_section_over_the_title_is_no_part_of_it() {
    let page = "# REVIEW\n\n# Vapour transport of the remnants of typhoons\n\nYining Pan, Chang Long\n\nLingnan University, Foshan 528000, China\n\nAbstract: Vapour was traced back in six cases.\n";
    let record = crate::read::record_of(&Document::from_text("t", page));
    assert_eq!(record.title.en.as_deref(), Some("Vapour transport of the remnants of typhoons"));
    let record = crate::read::record_of(&Document::from_text("t", &page.replace("# REVIEW", "##article.review##")));
    assert_eq!(record.title.en.as_deref(), Some("Vapour transport of the remnants of typhoons"));
}

#[test]
fn a_byline_beyond_reading_is_no_title() {
    let names = "PANYining,uln,oiyu DepartmentofOccupationalandEnoironmentalHygiene,ScholofPublicHealthndManagement";
    let page = format!(
        "# 登陆台风残涡的水汽输送\n\n{REST}\n\n# Vapour transport of the remnants of typhoons\n\n{names}\n\nAbstract: Vapour was traced back in six cases of the coast, and its sources were compared by season.\n"
    );
    let record = crate::read::record_of(&crate::Document::from_text("t", &page));
    assert_eq!(record.title.en.as_deref(), Some("Vapour transport of the remnants of typhoons"));
}

#[test]
fn a_subtitle_behind_a_dash_belongs_to_the_title() {
    let page = format!("采石场植被恢复的客土配置\n\n——以三处石灰岩矿区为例\n\n{REST}");
    assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置——以三处石灰岩矿区为例"));
}

#[test]
fn the_value_of_another_label_is_no_title() {
    let rest = REST.split_once("摘要:").unwrap().1;
    let page = format!("采石场植被恢复的客土配置\n\n出版者\n岭南科学出版社\n\n作者\n顾望舒, 沈知行\n\n摘要:{rest}");
    assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置"));
}

#[test]
fn an_english_title_between_the_data_and_the_abstract() {
    let rest = REST.split_once("摘要:").unwrap().1;
    let page = format!(
        "采石场植被恢复的客土配置\n\n顾望舒, 沈知行\n\n• 中图分类号: X171\n\nSoil and Cover of Old Quarries\n\n• 摘要:{rest}"
    );
    let record = crate::read::record_of(&Document::from_text("a.txt", &page));
    assert_eq!(record.title.en.as_deref(), Some("Soil and Cover of Old Quarries"));
}

#[test]
fn buttons_are_no_part_of_the_title() {
    for (above, below) in [
        ("收藏 分享 纠错\n\n", ""),
        ("", "\n收藏\n打印\n分享\n"),
        ("本文二维码信息\n码上扫一扫!\n", ""),
        ("岭南评论 .\n(录用定稿)网络首发时间:2025-03-18 09:12:44\n", ""),
        ("", "\n导出/参考文献\n"),
        ("", " 下载: 670次"),
        ("", "\n2022-10-14顾望舒沈知行"),
        ("?生态修复?\n", ""),
        ("读者来信\n", ""),
        ("", "\n原创 顾望舒 岭南评论 2022-09-30 18:00 发表于北京"),
    ] {
        let page = format!("{above}采石场植被恢复的客土配置{below}\n{REST}");
        assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置"), "{page}");
    }
}

#[test]
fn words_of_furniture_within_a_title() {
    let english = |title: &str| {
        let page = format!(
            "{title}\n\nGU Wangshu1, SHEN Zhixing2\n\n1. School of Environment, Nanjing University, Nanjing 210023, China\n\nAbstract: Three quarries were compared over five years, and the cover was highest where the soil was thirty centimetres deep.\n\nKeywords: quarry; cover\n"
        );
        crate::read::record_of(&Document::from_text("a.txt", &page)).title.en
    };
    for title in
        ["Effects of Staged Loading on Seepage in Quarries", "Mineral Contents of Quarry Soils and Their Cover"]
    {
        assert_eq!(english(title).as_deref(), Some(title));
    }
    assert_eq!(english("Loading [MathJax]/jax/output.js"), None);
}

#[test]
fn the_journals_name_may_stand_between_the_title_and_the_names() {
    let rest = "Research Article\nOpen access\nVolume 39, pages 180–192, (2024)\nDownload PDF\nJournal of Quarries\nAims and scope\nSubmit manuscript\nGu Wangshu1, Shen Zhixing2\n12 Accesses\nAbstract\nThree quarries were compared over five years.\nKeywords\nquarry\nsoil\ncover\nReferences\n";
    let page = format!("Soil and cover of old quarries\n{rest}");
    let record = crate::read::record_of(&Document::from_text("t", &page));
    assert_eq!(record.title.en.as_deref(), Some("Soil and cover of old quarries"));
    assert_eq!(record.journal.title.en, None);
    assert_eq!(record.keywords.en, ["quarry", "soil", "cover"]);
}

#[test]
fn the_other_languages_title_is_no_grant() {
    let page = format!(
        "采石场植被恢复的客土配置\n{REST}\n基金项目：岭南科学基金项目51571092；岭南省高等学校科技创新引智计划项目B08043\nSoil and Cover of Old Quarries\nGU Wangshu1, SHEN Zhixing2\n1. Nanjing University, Nanjing 210023, China\nAbstract: Three quarries were compared over five years.\n"
    );
    let record = crate::read::record_of(&Document::from_text("t", &page));
    assert_eq!(record.title.en.as_deref(), Some("Soil and Cover of Old Quarries"));
}

#[test]
fn the_end_of_a_list_of_places_is_no_title() {
    let rest = REST.split_once("摘要:").unwrap().1;
    let page = |line: &str| {
        let page = format!("1 李宁1,2 郑银桦2 2\n\n{line}\n摘要:{rest}");
        crate::read::record_of(&Document::from_text("a.txt", &page)).title.zh
    };
    assert_eq!(page("4 饲料安全评价基地,北京 100081)"), None);
    assert_eq!(page("[27] 采石场植被恢复的客土配置"), None);
}

#[test]
fn a_column_set_as_a_heading_is_no_part_of_the_title() {
    let page = format!("# 技术方法\n\n# 采石场植被恢复的客土配置\n\n{REST}");
    assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置"));
}

#[test]
fn the_character_one_is_a_dash_that_ocr_misread() {
    let page = format!("采石场植被恢复的客土配置\n\n一 以三处石灰岩矿区为例\n\n{REST}");
    assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置一 以三处石灰岩矿区为例"));
    let page = page.replace("一 以", "一一以");
    assert_eq!(title(&page).as_deref(), Some("采石场植被恢复的客土配置一一以三处石灰岩矿区为例"));
}

#[test]
fn the_last_word_of_a_heading_may_stand_alone_above_the_names() {
    let page = format!(
        "登陆台风残涡的水汽输送\n\n{REST}\n\n# Vapour transport of the remnants of landed\n\ntyphoons\n\nPAN Yining1, LONG Chang2\n\n(1. Lingnan University, Foshan 528000, China)\n\nAbstract: Vapour was traced back in six cases of the coast.\n"
    );
    let title = crate::read::record_of(&Document::from_text("t", &page)).title.en;
    assert_eq!(title.as_deref(), Some("Vapour transport of the remnants of landed typhoons"));
}

#[test]
fn names_of_strange_families_between_a_heading_and_a_unit_are_no_title() {
    let page = "# 登陆台风残涡的水汽输送\n\n潘以宁,甚道方\n\n(岭南大学 气象学院,佛山 528000)\n\n摘要:对登陆后西行的台风残涡的水汽来源进行了追踪。\n";
    let record = crate::read::record_of(&Document::from_text("t", page));
    assert_eq!(record.title.zh.as_deref(), Some("登陆台风残涡的水汽输送"));
    let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.zh.as_deref()).collect();
    assert_eq!(names, ["潘以宁", "甚道方"]);
}

#[test]
fn a_unit_set_as_a_heading_beneath_a_title_is_none_of_it() {
    let page = format!("# 岭南大学水文试验站\n\n# 岭南大学水文研究所 佛山528000\n\n{REST}");
    assert_eq!(title(&page).as_deref(), Some("岭南大学水文试验站"));
}

#[test]
fn a_line_that_a_comma_leaves_open_is_no_title() {
    let page = "料重点实验室，岭南水文公共实验室，近水水文教育研究中心，\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。结果表明,草灌比二比一时盖度最高。\n\n关键词: 采石场; 客土\n";
    let record = crate::read::record_of(&Document::from_text("t", page));
    assert_eq!(record.title.zh, None);
}

#[test]
fn a_cited_title_without_names_before_it_begins_nowhere() {
    let page = format!(
        "# DOI:10.1234/abc\n\n顾望舒,沈知行.采石场植被恢复的客土配置.生态研究,2017,37(8):2838-2843.\nGuW,ShenZXsoilcofreh cover of quarries.Acta Ecologica,2017,37(8):2838-2843.\n\n# 采石场植被恢复的客土配置\n\n{REST}\n\n# Soil brought to quarries and the cover of quarries\n\nGU Wangshu1, SHEN Zhixing2\n\n(1. Nanjing University, Nanjing 210023, China)\n\nAbstract: Three quarries were compared for soil and cover.\n"
    );
    let record = crate::read::record_of(&Document::from_text("t", &page));
    assert_eq!(record.title.en.as_deref(), Some("Soil brought to quarries and the cover of quarries"));
}

#[test]
fn a_title_beneath_how_often_it_was_cited() {
    let page = "岭南茶园土壤的酸化过程\n被引量:6\nAcidification of Soils in Lingnan Tea Gardens\n下载PDF\n摘要 以三处茶园为对象,比较了施肥与酸化的关系。结果表明,酸化随施氮量加快。\n作者 段嘉禾 束如松\n";
    let record = crate::read::record_of(&crate::Document::from_text("t", page));
    assert_eq!(record.title.en.as_deref(), Some("Acidification of Soils in Lingnan Tea Gardens"));
}

#[test]
fn a_cited_title_that_runs_into_the_journal() {
    let page = "Acidification of Soils in Lingnan Tea Gardens\nPublished: 22 April 2024\nVolume 37, pages 1145–1158, (2024)\nCite this article\n\nLingnan Soil Review (Letters)\nJiahe Duan & Rusong Shu\n\nAbstract\nTea gardens turn acid where much nitrogen is brought out, and liming helps for three years.\n\nAbout this article\nCite this article\nDuan, J., Shu, R. et al. Acidification of Soils in Lingnan Tea Gardens. Ling. Soil Rev. (Lett.) 37, 1145–1158 (2024). https://doi.org/10.1234/lsr.24\n";
    let record = crate::read::record_of(&crate::Document::from_text("t", page));
    assert_eq!(record.title.en.as_deref(), Some("Acidification of Soils in Lingnan Tea Gardens"));
}

#[test]
fn both_titles_behind_one_label() {
    let page = "题名:\n岭南茶园土壤的酸化过程\nAcidification of Soils in Lingnan Tea Gardens\n作者:\n段嘉禾\n摘要:\n以三处茶园为对象,比较了施肥与酸化的关系。\n";
    let title = crate::read::record_of(&crate::Document::from_text("t", page)).title;
    assert_eq!(title.zh.as_deref(), Some("岭南茶园土壤的酸化过程"));
    assert_eq!(title.en.as_deref(), Some("Acidification of Soils in Lingnan Tea Gardens"));
}

#[test]
fn a_short_line_above_a_title_is_no_part_of_it() {
    let title = "Acidification of Soils in the Tea Gardens of the Lingnan Hills and the Plains";
    let rest = "Jiahe Duan, Rusong Shu\nAbstract\nTea gardens turn acid where much nitrogen is brought out, and liming helps for three years.\n";
    let read = |above: &str| {
        crate::read::record_of(&crate::Document::from_text("t", &format!("{above}\n{title}\n{rest}"))).title.en
    };
    for above in
        ["Review of Lingnan Soils\nRESEARCH ARTICLE", "Home Lingnan Soils Volume 5 Acidification of Soils in..."]
    {
        assert_eq!(read(above).as_deref(), Some(title), "{above}");
    }
    assert_eq!(read("A Long-term Study of").unwrap(), format!("A Long-term Study of {title}"));
    let page = "岭南文献服务系统\n岭南茶园土壤的酸化过程\nAcidification of Soils\n流水号:2019612345\n作者:段嘉禾\n摘要:以三处茶园为对象。\n";
    let record = crate::read::record_of(&crate::Document::from_text("t", page));
    assert_eq!(record.title.zh.as_deref(), Some("岭南茶园土壤的酸化过程"));
}

#[test]
fn titles_right_beneath_the_whole_citation() {
    let page = "引用本文:  段嘉禾,束如松.岭南茶园土壤的酸化过程[J].岭南评论,2017,34(9):1791~1799\n本文已被:浏览 801次 下载 442次\n岭南茶园土壤的酸化过程\nAcidification of Soils in Lingnan Tea Gardens\n投稿时间:2017-01-06\n中文摘要:\n以三处茶园为对象,比较了施肥与酸化的关系。\n";
    let title = crate::read::record_of(&crate::Document::from_text("t", page)).title;
    assert_eq!(title.en.as_deref(), Some("Acidification of Soils in Lingnan Tea Gardens"));
}

#[test]
fn a_button_over_a_title_and_lines_that_are_none() {
    let page = "岭南茶园土壤的酸化过程\n段嘉禾1, 束如松1\n1. 岭南大学农学院, 佛山 528000\n详细信息\nAcidification of Soils in Lingnan Tea Gardens\nDUAN Jiahe1, SHU Rusong1\n摘要: 以三处茶园为对象,比较了施肥与酸化的关系。\n";
    let title = crate::read::record_of(&crate::Document::from_text("t", page)).title;
    assert_eq!(title.en.as_deref(), Some("Acidification of Soils in Lingnan Tea Gardens"));
    let page = "岭南茶园土壤的酸化过程\n原创 段嘉禾 岭南评论 2023-07-03 09:00 发表于广东\n点击上方“岭南评论”关注我们\n作者:段嘉禾 束如松\n【摘要】以三处茶园为对象,比较了施肥与酸化的关系。\n";
    let title = crate::read::record_of(&crate::Document::from_text("t", page)).title;
    assert_eq!(title.zh.as_deref(), Some("岭南茶园土壤的酸化过程"));
}

#[test]
fn a_title_that_a_cut_page_ends_with() {
    let english = |end: &str| {
        let page = format!("登陆台风残涡的水汽输送\n\n{REST}\n{end}");
        crate::read::record_of(&Document::from_text("t", &page)).title.en
    };
    let title = "Vapour transport of the remnants of typhoons";
    assert_eq!(english(title).as_deref(), Some(title));
    assert_eq!(english(&format!("{title}\nPAN Yin")).as_deref(), Some(title));
    // the beginning of an abstract, of a citation
    assert_eq!(english("Vapour transport of the remnants of typhoons is traced"), None);
    assert_eq!(english("GU Wangshu, SHEN Zhixing, Vapour transport of the"), None);
}

#[test]
fn a_note_of_the_index_between_title_and_names() {
    let page = "Lingnan Yi Xue\n. 2021 Sep;33(9):1078-1083. doi: 10.1234/ly.2021.00999.\n[Lactate clearance in patients with heat stroke: a study of centers]\n[Article in Chinese]\nJinghua Tong 1 , Liancheng Dou 1\n1 Farhill General Hospital, Farhill 300450, China.\n\nAbstract\nHeat stroke was studied in eleven hospitals of the coast.\n";
    let title = crate::read::record_of(&crate::Document::from_text("t", page)).title.en;
    assert_eq!(
        title.as_deref().map(|title| title.trim_matches(['[', ']'])),
        Some("Lactate clearance in patients with heat stroke: a study of centers")
    );
}

#[test]
fn what_a_site_says_above_a_paper_whose_title_it_lost_is_none() {
    let page = "论文部分内容阅读\n摘要:对登陆后西行的台风残涡的水汽来源进行了追踪,比较了三条路径的水汽输送,发现南海一路最强,其余两路随残涡西行而减弱,雨带也随之北移。\n关键词:台风;水汽;雨带\n";
    let record = crate::extract(&Document::from_text("t", page)).expect("an article").record;
    assert_eq!((record.title.zh, record.keywords.zh.len()), (None, 3));
}

#[test]
fn the_name_of_a_column_is_no_title() {
    let page = "岭南气象,2021,7(5):1-9\n研究论文\n栏目\n潘以宁1,龙畅1\n1.岭南民族大学气象学院,佛山 528000\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n";
    assert_eq!(crate::read::record_of(&crate::Document::from_text("t", page)).title.zh, None);
}

#[test]
fn neither_the_journal_nor_the_site_opens_a_page_without_names() {
    let title = |page: &str| crate::read::record_of(&Document::from_text("t", page)).title;
    let page = "岭南气象学报\nLINGNAN JOURNAL OF METEOROLOGY\n研究快报 | 更新时间：2024-01-22\n\n登陆台风残涡的水汽输送\n\nVapour transport of the remnants of typhoons\n\n岭南";
    let found = title(page);
    assert_eq!(found.zh.as_deref(), Some("登陆台风残涡的水汽输送"));
    assert_eq!(found.en.as_deref(), Some("Vapour transport of the remnants of typhoons"));
    let page = "浏览全部资源\n扫码关注微信\n\n登陆台风残涡的水汽输送\n气象技术 | 更新时间：2024-05-06\n";
    assert_eq!(title(page).zh.as_deref(), Some("登陆台风残涡的水汽输送"));
}

#[test]
fn the_articles_before_and_behind_are_not_the_pages() {
    let page = "Next Article in Journal\nSensors of Colour for Sorting Fruits\nPrevious Article in Journal\nCan Pork Help Achieve Goals in Farhill?\n\nOld Trees in Village Forests\n\nForests 2023, 13(9), 1823; https://doi.org/10.1234/f13091823\n\nAbstract\n\nOld trees survive in village forests where nobody cuts them, and young ones follow.\n";
    assert_eq!(
        crate::read::record_of(&Document::from_text("t", page)).title.en.as_deref(),
        Some("Old Trees in Village Forests")
    );
}

#[test]
fn a_copyist_with_a_date_is_no_title() {
    let page = "茶园土壤的酸化过程\n\n本站小编 茶山书屋/2021-12-25\n\n段嘉禾1, 束如松2\n1. 岭南大学土壤学院, 佛山 528000;\n2. 近水大学, 广州 510000\n\n摘要: 以三处茶园为对象,比较了施肥与酸化的关系。\n";
    assert_eq!(crate::read::record_of(&Document::from_text("t", page)).title.zh.as_deref(), Some("茶园土壤的酸化过程"));
}

#[test]
fn what_a_site_copied_may_stand_between_title_and_names() {
    let page = "代写医学文章的团队 联系我们\n文章范例\n\n茶园土壤的酸化过程\n\n来源:搜集整理   日期:2021-01-28 09:17:35\n\n顾望舒 沈知行 潘以宁\n岭南大学土壤学院\n摘要:\n以三处茶园为对象,比较了施肥与酸化的关系。\n";
    assert_eq!(crate::read::record_of(&Document::from_text("t", page)).title.zh.as_deref(), Some("茶园土壤的酸化过程"));
}

#[test]
fn an_english_title_may_stand_above_names_in_both_scripts() {
    let page = "Ling. Phys. B, 2013, Vol. 22(9): 097501    DOI: 10.1234/lpb/22/9/097501\nSpecial Issue: Soils of the South\nTOPICAL REVIEW Soils of the South and their use Prev   Next\n\nVapour transport of the remnants of typhoons\n\nLong Chang (龙畅)a, Mao Zhiruo (茅芷若)b\na School of Air, Lingnan University, Foshan 528000, China;\nb Weather Service, Nearwater University, Xiamen 361001, China\nAbstract  Vapour was traced back along three paths.\n";
    let record = crate::read::record_of(&Document::from_text("t", page));
    assert_eq!(record.title.en.as_deref(), Some("Vapour transport of the remnants of typhoons"));
}

#[test]
fn a_part_of_an_abstract_is_no_title() {
    let part = |head: &str| {
        format!(
            "{head}: Vapour was traced back along three paths with a model of the air, and the southern sea gave the most of it in all years.\n"
        )
    };
    let page = format!(
        "Ling Med 2017; 8(17):3396-3404. doi:10.1234/lm.21\nResearch Paper\n{}{}{}Keywords: typhoon, vapour.\n",
        part("Background and Objectives"),
        part("Methods"),
        part("Conclusions")
    );
    let record = crate::read::record_of(&Document::from_text("t", &page));
    assert_eq!(record.title.en, None);
    assert!(record.abstract_.en.is_some_and(|words| words.starts_with("Background")));
}

#[test]
fn a_journal_whose_issue_is_told_on_the_line_below_is_no_title() {
    let prose = "Vapour was traced back along three paths with a model of the air. ".repeat(5);
    let page = format!(
        "Lingnan Development and Weather Studies\n\n, Volume 2, Issue 3, pp 272–283 | Cite as\n\nVapour transport of landed typhoons in the coast\n\n  • Yining PanEmail author\n  • Chang Long\n  • Zhiruo Mao\nOpen Access\nOriginal Article\n\n{prose}\n"
    );
    let record = crate::read::record_of(&Document::from_text("t", &page));
    assert_eq!(record.title.en.as_deref(), Some("Vapour transport of landed typhoons in the coast"));
    assert_eq!(record.journal.title.en.as_deref(), Some("Lingnan Development and Weather Studies"));
    assert_eq!((record.volume.as_deref(), record.first_page.as_deref()), (Some("2"), Some("272")));
    assert_eq!(record.authors.iter().map(|author| author.corresponding).collect::<Vec<_>>(), [true, false, false]);
}
