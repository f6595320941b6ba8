use proptest::prelude::*;

use super::*;

/// The values of a citation, `journal|journal_en|year|month|volume|issue|first-last|article`, absent ones empty.
fn told(text: &str, c: &Citation) -> String {
    let place = |range: &Option<Range<usize>>| range.clone().map_or("", |range| &text[range]);
    let value = |range, read: fn(&str) -> Option<String>| read(place(range)).unwrap_or_default();
    format!(
        "{}|{}|{}|{}|{}|{}|{}-{}|{}",
        place(&c.journal),
        place(&c.journal_en),
        c.year.as_ref().map_or(String::new(), |(_, year)| year.to_string()),
        place(&c.month),
        value(&c.volume, volume_value),
        value(&c.issue, issue_value),
        value(&c.first_page, page_value),
        value(&c.last_page, page_value),
        place(&c.article_number),
    )
}

fn head(line: &str) -> String {
    read(line).map_or("none".into(), |c| told(line, &c))
}

fn reference(text: &str) -> (String, String, String) {
    let c = read_reference(text).unwrap_or_default();
    let place = |range: &Option<Range<usize>>| range.clone().map_or(String::new(), |range| text[range].to_owned());
    (place(&c.authors), place(&c.title), told(text, &c))
}

#[test]
fn what_says_itself_that_it_is_a_journal() {
    for name in ["岭南学报", "Journal of Lingnan Soils", "The Lingnan Journal of Soils", "Acta Lingnanica"] {
        assert!(is_periodical(name), "{name}");
    }
    for title in ["茶树的研究进展", "The Soils", "The Tea Gardens", "Soils in the Journal of a Gardener"] {
        assert!(!is_periodical(title), "{title}");
    }
}

#[test]
fn a_day_may_stand_before_its_month() {
    let read = |line: &str| {
        let found = super::read(line).unwrap();
        let part = |range: Option<std::ops::Range<usize>>| range.map(|range| line[range].to_owned());
        assert_eq!(found.article_number, None, "{line}");
        (part(found.volume), part(found.issue), found.year.map(|(_, year)| year), part(found.first_page))
    };
    let parts = |volume: &str, issue: Option<&str>, year, page: &str| {
        (Some(volume.to_owned()), issue.map(str::to_owned), Some(year), Some(page.to_owned()))
    };
    let glued = head("Lingnan Water volume 1, pages 701–712 (2023)Cite this article");
    assert_eq!(glued, "Lingnan Water||2023||1||701-712|");
    let vip = head("《岭南评论》 CSCD 北大核心 2023年第4期77-84,共8页 Lingnan Review");
    assert_eq!(vip, "岭南评论|Lingnan Review|2023|||4|77-84|");
    assert_eq!(head("Ling. Soil Rev. 2023, 15, 21, 25812–25821"), "Ling. Soil Rev.||2023||15|21|25812-25821|");
    assert_eq!(read("Volume 278, Issues 4–6, 31 October 1997, Pages 285-290"), parts("278", Some("4–6"), 1997, "285"));
    assert_eq!(read("Volume 1144, 15 November 2018, Pages 50-55"), parts("1144", None, 2018, "50"));
}

#[test]
fn runs_begin_within_no_word_and_no_address() {
    for (line, expected) in [
        // of the bytes of `第` two are the same
        ("南岭财经学报, 第 12 卷第 3 期", "南岭财经学报||||12|3|-|"),
        ("南岭财经学报第十二卷第三期", "南岭财经学报||||12|3|-|"),
        ("Univ. 12 No. 3", "none"),
        ("Univ, v. 12 no. 3", "Univ||||12|3|-|"),
        ("http://a.cn/2021,12(3):4-5 x", "none"),
        ("10.1234/2021,12(3):4-5 x", "none"),
        ("A2021, 12(3): 4-5", "||||12|3|4-5|"),
    ] {
        assert_eq!(head(line), expected, "{line}");
    }
}

#[test]
fn a_head_may_print_its_month_in_both_languages() {
    let head = |lines: &str| read_head(lines).map_or("none".into(), |c| told(lines, &c));
    let lines = "第 55 卷第 3 期 岭南评论 Vol. 55, No. 3\n# 2022 年 3 月 Lingnan Review — Theory & Practice Mar., 2022";
    assert_eq!(head(lines), "岭南评论|Lingnan Review — Theory & Practice|2022|2022 年 3 月|55|3|-|");
    assert_eq!(head("第 55 卷第 3 期\n2022 年 3 月 Lingnan Review 与它的 Mar. 2021"), "||||55|3|-|");
}

#[test]
fn heads_of_pages() {
    for (line, expected) in [
        ("Ling. Bull. (2015) 60(16):1426–1433 DOI 10.1234/lb", "Ling. Bull.||2015||60|16|1426-1433|"),
        ("Lingnan Rev (2015) 60:1426–1433", "Lingnan Rev||2015||60||1426-1433|"),
        ("岭南学报, 20l7, 37(12): 4159-4168", "岭南学报||2017||37|12|4159-4168|"),
        ("第7 卷第16 期/2022 年8 月/岭南光学进展 研究论文", "岭南光学进展||2022|2022 年8 月|7|16|-|"),
        ("《岭南学报》2005,16(3).-273-277", "岭南学报||2005||16|3|273-277|"),
        ("第7 卷第16 期/2022 年/岭南光学进展 研究论文", "||2022||7|16|-|"),
        ("2024年第3期(总第56期) 岭南水利学报", "岭南水利学报||2024|||3|-|"),
        ("2024年第3期  岭南水利技术", "岭南水利技术||2024|||3|-|"),
        ("2024年第3期 特约稿件", "||2024|||3|-|"),
        ("第31卷第2期 岭南学报", "岭南学报||||31|2|-|"),
        ("南岭财经学报 ›› 2026, Vol. 0 ›› Issue (3): 25-34.", "南岭财经学报||2026|||3|25-34|"),
        (
            "Acta Montana Sinica ›› 2020, Vol. 57 ›› Issue (2): 259-271.doi: 10.1234/a.2020",
            "Acta Montana Sinica||2020||57|2|259-271|",
        ),
        (
            "云岭大学学报(自然科学版)  2021, Vol. 36 Issue (2): 327-336    DOI: 10.1234/j.2021",
            "云岭大学学报(自然科学版)||2021||36|2|327-336|",
        ),
        ("中国乡医研究  2019, Vol. 12 Issue (8): 44-51   PDF", "中国乡医研究||2019||12|8|44-51|"),
        (
            "The Chinese Journal of Rare Ores  2017 , 27 (3): 512-519 https://doi.org/10.1234/1004",
            "The Chinese Journal of Rare Ores||2017||27|3|512-519|",
        ),
        ("航空测控学报, 2018, 44(8): 1723-1731", "航空测控学报||2018||44|8|1723-1731|"),
        ("坡地保持学报, 54 (2): 71-82 (2023)", "坡地保持学报||2023||54|2|71-82|"),
        (
            "ACTA SINICA Informationis, Volume 51, Issue 7: 1084-1098(2021) https://x.cn/1",
            "ACTA SINICA Informationis||2021||51|7|1084-1098|",
        ),
        ("Tillage 2024, 14(9), 1587; https://doi.org/10.1234/t14099587", "Tillage||2024||14|9|-|1587"),
        (". 2022 Jun 8;22:491. doi: 10.1186/s1", "||2022|2022 Jun 8|22||-|491"),
        ("Volume 14 - 2023 | https://doi.org/10.1234/x.2023.915", "||2023||14||-|"),
        ("Vol. 08  No. 02 ( 2019 ), Article ID: 92873 , 9 pages", "||2019||8|2|-|92873"),
        ("Home / Archives / Vol. 3 No. 2 (2023): 山地城乡研究 / 研究论文", "山地城乡研究||2023||3|2|-|"),
        ("卷 5 期 2 (2022): 山地城乡研究", "山地城乡研究||2022||5|2|-|"),
        ("48卷3期(2023 / 11 / 01)", "||2023|2023 / 11 / 01|48|3|-|"),
        ("2022年09期 v.47;No.291 1-7页", "||2022||47|9|1-7|"),
        ("北方康复 | 2024年34卷第1期 页码:45-52", "北方康复||2024||34|1|45-52|"),
        ("地理测报 . 2021 ,41 (03) :512-523", "地理测报||2021||41|3|512-523|"),
        ("坡地与社会学刊 第十七卷第一期(民国111年6月) 页55-86", "坡地与社会学刊||2022||17|1|55-86|"),
        ("首页>过刊浏览>2023年第34卷第8期>1466-1479.", "||2023||34|8|-|"),
        ("首页 > 2024, Vol. 52, Issue (4) > 20240117.", "||2024||52|4|-|"),
        ("J. At. Strong-Field Phys., 2021, 30(6): 063117", "J. At. Strong-Field Phys.||2021||30|6|-|063117"),
        ("2019,70(z1)", "||2019||70|z1|-|"),
        ("矿物学刊, 2023, 23(增刊1): 118-129, 301", "矿物学刊||2023||23|增刊1|118-129|"),
        ("矿物学刊, 2018(7-8): 1106-1111+1117", "矿物学刊||2018|||7-8|1106-1111|"),
        ("矿物学刊, 2018, 4(02): 50~55", "矿物学刊||2018||4|2|50-55|"),
        ("Boreal Letters volume 149, pages 217–236 (2020)", "Boreal Letters||2020||149||217-236|"),
        ("Chin. J. Pond Sci., 2015,35(1):104-109,doi:10.1234/x", "Chin. J. Pond Sci.||2015||35|1|104-109|"),
        ("物性学报 Acta Phys. Mont. Vol. 72, No. 14 (2023) 147101", "物性学报|Acta Phys. Mont.|2023||72|14|-|147101"),
        (
            "·  604  ·       岭南内科杂志 2023 年6 月第 62 卷第 6 期 Lingnan J Intern Med, June 2023, Vol. 62, No. 6",
            "岭南内科杂志|Lingnan J Intern Med|2023|2023 年6 月|62|6|-|",
        ),
    ] {
        assert_eq!(head(line), expected, "{line}");
    }
}

#[test]
fn numbers_of_other_things_are_no_citation() {
    for line in [
        "文章编号: 1004-0609(2017)03-0512-08",
        "文章编号:1674 - 8530(2024)03 - 0287 - 08",
        "收稿日期:2025-10-26 修回日期:2026-03-23",
        "ISSN 1671-3990  CN 51-1148/O3",
        "本刊2024-05-03 12:30更新,电话:0871-6522(3)",
        "doi: 10.1234/2018.45(3).12-34",
        "自1958年首次全国调查算起,共3次。",
        "2010, 12:30",
        "",
    ] {
        assert_eq!(head(line), "none", "{line}");
    }
}

#[test]
fn references_to_the_article_itself() {
    let (_, title, rest) = reference("DUAN J, SHU R. Acid soils of tea gardens[J]. , 2012, 24(5): 693-700.");
    assert_eq!((title.as_str(), rest.as_str()), ("Acid soils of tea gardens", "||2012||24|5|693-700|"));
    let gb = "[1]但禾,韦川,陆志,等.桂北3.5 m林带养分: 2001-2015[J].中南学报,2019,39(03):86-93.[doi:10.1234/j]";
    let (authors, title, rest) = reference(gb);
    assert_eq!((authors.as_str(), title.as_str()), ("但禾,韦川,陆志,等", "桂北3.5 m林带养分: 2001-2015"));
    assert_eq!(rest, "中南学报||2019||39|3|86-93|");
    for (text, authors, title, rest) in [
        (
            "龙牧, 谌帆, 等. 放气特性[ J 」. 强束学刊, 2024, 36: 083004. doi: 10.1234/h.36",
            "龙牧, 谌帆, 等",
            "放气特性",
            "强束学刊||2024||36||-|083004",
        ),
        (
            "逯遥, 麻川. 2024. 测定铼和锇[J]. 岩石测试, 43(1): 63-75. doi: 10.1234/y",
            "逯遥, 麻川",
            "测定铼和锇",
            "岩石测试||2024||43|1|63-75|",
        ),
        (
            "Ji Ruo, Zhen Yan. Ocean Sciences 2001-2015: China on the Globe. 情报测探[J], 2018, 13(2): 1-14 doi:10.1",
            "Ji Ruo, Zhen Yan",
            "Ocean Sciences 2001-2015: China on the Globe",
            "情报测探||2018||13|2|1-14|",
        ),
        (
            "满翰,翟悦,等. 脉冲滴灌[J]. 排灌学报,2024,42(3):287 - 294,301.",
            "满翰,翟悦,等",
            "脉冲滴灌",
            "排灌学报||2024||42|3|287-294|",
        ),
        (
            "Qu Y, Mi L and Geng X (2023) Split-root memory of millet. Front. Pond Sci. 14:9158132. doi: 10.1234/f",
            "Qu Y, Mi L and Geng X",
            "Split-root memory of millet",
            "Front. Pond Sci.||2023||14||-|9158132",
        ),
        (
            "墨宇, 仰瑄, & Quintanilla, M. (2023). 消防水源评价. 山地城乡研究, 3(2), 15–24. https://doi.org/10.1/a",
            "墨宇, 仰瑄, & Quintanilla, M",
            "消防水源评价",
            "山地城乡研究||2023||3|2|15-24|",
        ),
        (
            "段禾, 沙莹. 漂绿行为[J]. 可持续发展, 2024, 14(6): 951-960. https://doi.org/10.1234/sd",
            "段禾, 沙莹",
            "漂绿行为",
            "可持续发展||2024||14|6|951-960|",
        ),
        (
            "Lu J,Young G, in press.The cranial portion of a fish.Vertebrata Montana.DOI:10.1234/j",
            "Lu J,Young G",
            "The cranial portion of a fish",
            "Vertebrata Montana||||||-|",
        ),
        (
            "Hu Yun, Zhou B. Circuits for the field instrument. Chin. J. Pond Sci., 2015,35(1):104-109",
            "Hu Yun, Zhou B",
            "Circuits for the field instrument",
            "Chin. J. Pond Sci.||2015||35|1|104-109|",
        ),
        (
            "Duan, J., Shu, R. et al. Sediment in gullies of Lingnan, China. J. Mt. Hydrol. 19, 3021–3035 (2022). https://doi.org/10.1234/s1",
            "Duan, J., Shu, R. et al",
            "Sediment in gullies of Lingnan, China",
            "J. Mt. Hydrol.||2022||19||3021-3035|",
        ),
        (
            "包禾, 唐茜, LindaM.KOWAL. 高校平台建设研究[J]. 智库论坛, 2022, 35(5): 177-182.",
            "包禾, 唐茜, LindaM.KOWAL",
            "高校平台建设研究",
            "智库论坛||2022||35|5|177-182|",
        ),
        (
            "苗绿:智库机制:以一家为例[J].智库论坛,2016,1(5):71-77.",
            "苗绿",
            "智库机制:以一家为例",
            "智库论坛||2016||1|5|71-77|",
        ),
    ] {
        assert_eq!(reference(text), (authors.into(), title.into(), rest.into()), "{text}");
    }
    assert_eq!(read_reference("本文由编辑部提供"), None);
}

#[test]
fn running_heads_over_several_lines() {
    let lines = "第 42 卷  第 3 期\n2024 年 3 月\n排灌机电学报\nJournal of Drainage Motors\nVol. 42  No. 3\nMar. 2024\ndoi:10. 1234\n题名";
    assert_eq!(
        told(lines, &read_head(lines).unwrap()),
        "排灌机电学报|Journal of Drainage Motors|2024|2024 年 3 月|42|3|-|"
    );
    let lines =
        "2024 年第 2 期\n(总第 199 期)\n山地评论\nREVIEW OF MOUNTAINS\nNo. 2,2024\nGeneral No. 199\n\nDOI:10. 1234";
    assert_eq!(told(lines, &read_head(lines).unwrap()), "山地评论|REVIEW OF MOUNTAINS|2024|||2|-|");
    assert_eq!(read_head("一种题名\n2024 年 3 月\n张三"), None);
}

#[test]
fn sentences_and_references_are_not_like_heads() {
    assert!(likeness("南岭财经学报 ›› 2026, Vol. 0 ›› Issue (3): 25-34.") > 0.8);
    assert!(likeness("Tillage 2024, 14(9), 1587; https://doi.org/10.1234/t14099587") > 0.6);
    assert!(likeness("本文所用数据见2018年第3期的统计,此后又按同一口径补充了若干年份。") < 0.3);
    assert!(likeness("[3] 但禾,韦川. 林带养分释放动态研究[J]. 中南学报,2019,39(03):86-93.") < 0.3);
    assert_eq!(likeness("引言"), 0.0);
}

fn ranges(c: &Citation) -> Vec<Range<usize>> {
    let year = c.year.as_ref().map(|(range, _)| range.clone());
    let all = [&c.authors, &c.title, &c.journal, &c.journal_en, &c.month, &c.volume, &c.issue, &c.first_page];
    let more = [&c.last_page, &c.article_number];
    all.into_iter().chain(more).flatten().cloned().chain(year).chain([c.span.clone()]).collect()
}

#[test]
fn quotes_set_a_title_off() {
    let text = "Jiahe Duan, Ru-Song Shu, \"Acid Soils of Tea Gardens in the Lingnan Hills\", Lingnan Review, vol. 20, Article ID 56096, 6 pages, 2020.";
    let c = read_reference(text).unwrap();
    let part = |range: &Option<std::ops::Range<usize>>| range.clone().map(|range| &text[range]);
    assert_eq!(part(&c.authors), Some("Jiahe Duan, Ru-Song Shu"));
    assert_eq!(part(&c.title), Some("Acid Soils of Tea Gardens in the Lingnan Hills"));
    assert_eq!(part(&c.journal), Some("Lingnan Review"));
    assert_eq!((part(&c.volume), part(&c.article_number)), (Some("20"), Some("56096")));
    assert_eq!(c.year.map(|(_, year)| year), Some(2020));
    let c = read("Cite this: Lingnan Energy 2023, 37, 4, 2890-2899").unwrap();
    assert_eq!(c.journal, Some(11..25));
    let c = read("Volume 18, Issue 4 e13977").unwrap();
    assert_eq!(c.article_number, Some(19..25));
}

proptest! {
    #[test]
    fn no_run_begins_where_a_number_cannot_open_one(text in "[0-9]{1,5}[ \n\t]{0,2}([年卷巻期第页增刊专特合 ,;.:|/›•·、\\-–—~+&()sSa]|[0-9]{1,4}|2024|Suppl){0,8}") {
        prop_assert!(tail::tail(&text, 0).is_none() || head::number_opens(&text), "{text:?}");
    }

    #[test]
    fn ranges_lie_in_the_text(text in "([第卷期年月页总刊学报等A-Zdno. ,:;()\\[\\]|›·\\-–/'增0-9]|Vol\\.|No\\.|\\[J\\]|\\(20[12][0-9]\\)|20[0-9]{2}|in press|doi|\n){0,60}") {
        let _ = likeness(&text);
        for c in [read(&text), read_reference(&text), read_head(&text)].into_iter().flatten() {
            for range in ranges(&c) {
                prop_assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
            }
        }
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        let _ = (likeness(&text), read(&text), read_reference(&text), read_head(&text));
        let _ = (volume_value(&text), issue_value(&text), page_value(&text));
    }
}

#[test]
fn a_volume_before_pages_where_the_year_stands_behind_the_authors() {
    let text = "Qu, Y. and Mi, L. (2022) Split-root Memory of Millet. Farhill Library Journal, 9, 1-13. doi: 10.1234/f";
    let cited = read_reference(text).unwrap();
    let part = |range: Option<std::ops::Range<usize>>| range.map(|range| &text[range]);
    assert_eq!((part(cited.journal), part(cited.volume)), (Some("Farhill Library Journal"), Some("9")));
    assert_eq!((part(cited.first_page), part(cited.last_page)), (Some("1"), Some("13")));
    assert!(read_reference("Split-root memory of millet, 9, 1-13 and more of it.").is_none());
}

#[test]
fn a_periodical_says_so_and_has_a_name() {
    assert!(is_periodical("岭南大学学报(自然科学版)"));
    assert!(!is_periodical("• 期刊"));
}
