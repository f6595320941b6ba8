use crate::layout::bylines::tests::read;

#[test]
fn a_button_over_the_head_and_an_issue_behind_the_name() {
    let rest = "Soil and Cover of Old Quarries\n\nGu Wangshu1, Shen Zhixing1\n\nAffiliations\n• 1 School of Soils, Lingnan University, Foshan 528000, China.\n\nAbstract\n\nThree quarries were compared.\n";
    let record = read(&format!("Cite\nReview\nLingnan Med Rev. 2024 May 12;39(4):180-192.\n\n{rest}"));
    assert_eq!((record.volume.as_deref(), record.first_page.as_deref()), (Some("39"), Some("180")));
    let record =
        read("(期刊) 岭南评论 2020 (04)\n\n旧采石场的土壤与植被\n\n顾望舒, 沈知行\n\n摘要: 以三处采石场为对象。\n");
    assert_eq!(record.journal.title.zh.as_deref(), Some("岭南评论"));
    assert_eq!((record.year, record.issue.as_deref()), (Some(2020), Some("4")));
}

#[test]
fn a_grant_may_be_torn_into_paragraphs() {
    let page = "岭南合金的组织与热导率\n\n段嘉禾,束如松\n\n摘要: 铸造流动性好的岭南合金在振动下凝固,本文考察其过程与结果。\n\n基金项目:岭南省研究计划项目( 2015-\n\nAA050104) ; 国 家 科 学 基 金 ( 51705455,\n\n51867019)\n\n而分别求解每个节点的电气量。\n";
    let record = read(page);
    let awards: Vec<&str> = record.funding.iter().flat_map(|grant| &grant.awards).map(String::as_str).collect();
    assert_eq!(awards, ["AA050104", "51705455", "51867019"]);
}

#[test]
fn a_step_of_the_path_is_no_label_of_the_journal() {
    let page = "首页\n期刊\n台风残涡的水汽输送特征\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n作者: 潘以宁[1]\n\n期刊:\n岭南气象\n";
    let record = read(page);
    assert_eq!(record.journal.title.zh.as_deref(), Some("岭南气象"));
    assert_eq!(record.title.zh.as_deref(), Some("台风残涡的水汽输送特征"));
}

#[test]
fn where_the_issue_has_a_date_the_article_was_released_on_the_other() {
    let dates = |issue: &str| {
        let page = format!(
            "Vapour of Typhoons over Land\n\nYining Pan, Chang Long\n\nAbstract\nVapour was traced back in six cases of the coast.\n\nPublished\n14 March 2023\n\n{issue}"
        );
        let dates = read(&page).dates;
        [dates.published, dates.online].map(|date| date.map(|date| date.to_string()))
    };
    assert_eq!(dates("Issue Date\nMay 2023\n"), [Some("2023-05".to_owned()), Some("2023-03-14".to_owned())]);
    assert_eq!(dates("Issue Date\nMarch 2023\n"), [Some("2023-03-14".to_owned()), None]);
    assert_eq!(dates(""), [Some("2023-03-14".to_owned()), None]);
}

#[test]
fn a_line_of_grants_that_says_who_paid() {
    let page = |line: &str| {
        let page = format!(
            "台风残涡的水汽输送特征\n\n潘以宁, 龙畅\n\n{line}\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
        );
        read(&page).funding.len()
    };
    assert_eq!(page("国家自然科学基金(批准号: 42130516)资助项目"), 1);
    assert_eq!(page("* 国家自然科学基金资助项目（42130516，42130517）"), 1);
    assert_eq!(page("①广东省自然科学基金项目资助(2019A1515010001)"), 1);
    assert_eq!(page("岭南基金(编号: 42130516)的申请指南"), 0);
}

#[test]
fn a_sentence_that_says_who_paid() {
    let funding = |line: &str| {
        let page = format!(
            "Moisture transport of typhoon remnants\n\nYining Pan, Chang Long\n\nAbstract: Remnants of typhoons bring rain far inland.\n\n{line}\n"
        );
        read(&page).funding.into_iter().map(|grant| grant.funder.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(
        funding("Funding information: Lowdale Research Fund, Grant/Award Numbers: 2014001, 2014002"),
        ["Lowdale Research Fund"]
    );
    let two = ["Farhill Natural Science Foundation", "Lowdale Research Fund"];
    for line in [
        "*This work was supported in part by the Farhill Natural Science Foundation under Grant 52079119, and in part by the Lowdale Research Fund under Grant 41571245.",
        "This study was supported by grants from the Farhill Natural Science Foundation (52079119) and the Lowdale Research Fund (41571245).",
    ] {
        assert_eq!(funding(line), two, "{line}");
    }
    assert_eq!(funding("This study was supported by records of 52079119 days."), [""; 0]);
}

#[test]
fn the_date_behind_the_journal_that_an_index_names() {
    let page = "Old Trees in Village Forests\nRuoyu Xian, Guanhao Mai\nPublished in Lingnan Review 8 November 2021\nAbstract: Old trees survive in village forests.\n";
    let record = read(page);
    assert_eq!(record.journal.title.en.as_deref(), Some("Lingnan Review"));
    assert_eq!(record.dates.published.map(|date| date.to_string()).as_deref(), Some("2021-11-08"));
}

#[test]
fn a_citation_in_the_other_language_beneath() {
    let page = |pages: &str| {
        format!(
            "台风残涡的水汽输送特征\n\n潘以宁, 龙畅\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n引用本文:\n\n潘以宁,龙畅.台风残涡的水汽输送特征[J].岭南气象,2024,45(06):1402-1411.\n\nPAN Yining,LONG Chang.Vapour of Typhoons over Land[J].Lingnan Weather,2024,45(06):{pages}.\n"
        )
    };
    let title = |pages: &str| read(&page(pages)).title.en;
    assert_eq!(title("1402-1411").as_deref(), Some("Vapour of Typhoons over Land"));
    assert_eq!(title("88-96"), None);
    let page = page("1402-1411").replace("1402-1411.\n\nPAN", "1402-1411. DOI: 10.1234/lw.45.\n\nPAN");
    let record = read(&page);
    assert_eq!(record.title.en.as_deref(), Some("Vapour of Typhoons over Land"));
}

#[test]
fn a_short_name_with_the_day_of_release() {
    let page = |head: &str| {
        format!(
            "REVIEW article\n\n{head}\n\nOld Trees in Village Forests\n\nRuoyu Xian1, Guanhao Mai1\n1 School of Soils, Lingnan University, Foshan, China\n\nAbstract: Old trees survive in village forests.\n"
        )
    };
    let read = |head: &str| read(&page(head));
    let record = read("Front. Tree Sci., 12 April 2023");
    assert_eq!(record.journal.title.en.as_deref(), Some("Front. Tree Sci"));
    assert_eq!(record.dates.published.map(|date| date.to_string()).as_deref(), Some("2023-04-12"));
    assert_eq!(read("Front. Tree Health, 12 April 2023").journal.title.en.as_deref(), Some("Front. Tree Health"));
    assert_eq!(read("Foshan, 12 April 2023").journal.title.en, None);
}

#[test]
fn grants_one_a_paragraph_with_the_number_behind() {
    let list = "基金项目:\n\n岭南省自然科学基金 2016D01A062\n\n2017年度岭南震情跟踪任务 2017020202\n\n远山火花计划 XH16042Y\n\n远山火花计划 XH17044\n\n";
    let page = |list: &str| {
        format!("岭南断层的重力场变化\n\n段嘉禾,束如松\n\n{list}摘要: 以岭南断层为对象,测了五年的重力。\n")
    };
    let record = read(&page(list));
    let awards: Vec<&str> = record.funding.iter().flat_map(|grant| &grant.awards).map(String::as_str).collect();
    assert_eq!((record.funding.len(), awards), (4, vec!["2016D01A062", "2017020202", "XH16042Y", "XH17044"]));
    // without a number in the line above nothing goes on
    let other = "基金项目: 岭南省自然科学基金面上项目\n\n全文下载次数 2017020202\n\n";
    assert_eq!(read(&page(other)).funding.iter().flat_map(|grant| &grant.awards).count(), 0);
}

#[test]
fn a_site_is_no_journal() {
    let page = |source: &str| {
        format!("茶园土壤的酸化过程\n\n{source}\n\n段嘉禾,束如松\n\n摘要: 以三处茶园为对象,比较了施肥与酸化的关系。\n")
    };
    let read = |source: &str| read(&page(source));
    for source in
        ["来源:搜集整理   日期:2021-01-28点击数:", "时间:2021-03-05 来源:茶山文档网 本文已影响 茶山文档网手机站"]
    {
        let record = read(source);
        assert_eq!(record.journal.title.zh, None, "{source}");
        assert_eq!(record.title.zh.as_deref(), Some("茶园土壤的酸化过程"), "{source}");
    }
    assert_eq!(read("来源:岭南评论   日期:2021-01-28点击数:").journal.title.zh.as_deref(), Some("岭南评论"));
}

#[test]
fn where_an_author_is_reached_ends_no_life() {
    let page = "茶园土壤的酸化过程\n段嘉禾,束如松\n\n作者简介:段嘉禾(1985-),男,岭南大学讲师。地址:佛山市学府路18号,邮政编码:528000。E-mail: djh@example.edu.cn\n\n摘要: 以三处茶园为对象,比较了施肥与酸化的关系。\n";
    let email = read(page).authors.swap_remove(0).email;
    assert_eq!(email.as_ref().map(crate::field::Email::as_str), Some("djh@example.edu.cn"));
}
