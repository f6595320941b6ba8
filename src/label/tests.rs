use super::*;

fn labels(text: &str) -> Vec<Label> {
    marks(text).iter().map(|m| m.label).collect()
}

#[test]
fn items_of_a_menu_announce_nothing() {
    assert_eq!(labels("• 期刊\n• 出版商\n"), []);
    assert_eq!(labels("• 期刊 [1] 台风远距离暴雨[J]. 甲. 乙. 2019(04)\n"), []);
    assert_eq!(labels("• 期刊: 岭南评论\n"), [Label::Journal]);
}

#[test]
fn buttons_stand_alone_or_among_others() {
    assert_eq!(labels("收藏 分享 纠错\n"), [Label::Button]);
    assert_eq!(labels("Show less\n"), [Label::Button]);
    assert_eq!(labels("Show Author's information\n"), [Label::Button]);
    assert_eq!(labels("Show Author's information Jiahe Duan1,§Rusong Shu2\n"), [Label::Authors]);
    assert_eq!(labels("Author links open overlay panel Jiahe Duan a, Rusong Shu b\n"), [Label::Authors]);
    assert_eq!(labels("分享经济的城市治理\n收藏 与展示\n"), []);
}

#[test]
fn a_row_of_everyday_words() {
    assert_eq!(labels("来源: 《岭南评论》2021年第5期 作者: 段嘉禾\n"), [Label::Journal, Label::Authors]);
    assert_eq!(labels("文中所列作者: 段嘉禾\n"), []);
    assert_eq!(labels("【年】2019\n【期】第2期\n期 待 已 久\n"), [Label::Year, Label::Issue]);
    assert_eq!(labels("by Jiahe Duan 1, Rusong Shu 2,*\n"), [Label::Authors]);
    assert_eq!(labels("By Jiahe Duan 1, Rusong Shu 2,*\n"), [Label::Authors]);
    assert_eq!(labels("通讯作者。 E-mail: a@b.cn\n"), [Label::Corresponding]);
    assert_eq!(labels("通讯作者,通常是导师。\n"), []);
    assert_eq!(labels("by Duan and others in a survey\n"), []);
    assert_eq!(
        labels("Published in: Lingnan Review ( Volume: 9, Issue: 3)\nPage(s): 1 - 9\n"),
        [Label::Journal, Label::Pages]
    );
    assert_eq!(labels("其他题名 Acid soils of tea gardens\n"), [Label::Title]);
}

#[test]
fn short_and_damaged_headings() {
    assert_eq!(labels("参考\n段嘉禾. 茶园[J]. 岭南评论, 2019\n"), [Label::References]);
    assert_eq!(labels("参考前人的做法\n"), []);
    assert_eq!(labels("键词:茶园;土壤\n"), [Label::Keywords]);
    assert_eq!(marks("摘要;在草地生态系统中\n")[0].value, "摘要;".len());
    let run_on = format!("某大学,南京 210023摘要;{}\n", "在草地生态系统中,".repeat(20));
    assert_eq!(marks(&run_on)[0].value, "某大学,南京 210023摘要;".len());
    assert_eq!(labels("KEY WORDSinorganic materials; sodium\n"), [Label::Keywords]);
}

#[test]
fn a_label_in_both_languages_is_one() {
    let text = "关键词(KeyWords):\n采石场;客土\n摘要(Abstract) 以三处采石场为对象\n基金项目(Foundation): 岭南基金\n";
    let found: Vec<_> = marks(text).iter().map(|m| (m.label, m.language)).collect();
    let zh = [Label::Keywords, Label::Abstract, Label::Funding].map(|label| (label, Language::Zh));
    assert_eq!(found, zh);
}

#[test]
fn a_count_a_link_or_a_number_behind_a_heading() {
    assert_eq!(labels("Published in Lingnan Review\n"), [Label::Journal]);
    assert_eq!(labels("Published in the same year it was\n"), []);
    assert_eq!(labels("References (34)\n"), [Label::References]);
    assert_eq!(labels("References (see the appendix)\n"), []);
    assert_eq!(labels("摘要 〈TOP〉\n"), [Label::Abstract]);
    let online = marks("Published online by Lingnan University Press:  11 February 2021\n");
    assert_eq!(online.iter().map(|m| m.label).collect::<Vec<_>>(), [Label::Online]);
    assert_eq!(labels("Pages 611-630 | Received 14 Jul 2020\n"), [Label::Pages, Label::Received]);
    assert_eq!(labels("Pages 12 of the survey were lost\n"), []);
}

#[test]
fn a_wide_blank_sets_an_everyday_word_off() {
    let names = "Aa Bb;".repeat(60);
    assert_eq!(labels(&format!("作者  段嘉禾  束如松 {names}\n")), [Label::Authors]);
    assert_eq!(labels(&format!("作者 段嘉禾  束如松 {names}\n")), []);
}

#[test]
fn the_issn_of_a_network_of_journals_is_not_the_journals() {
    assert_eq!(labels("该网络版是批准的网络连续型出版物(ISSN2096-4188,CN11-6037/Z),\n"), []);
    assert_eq!(labels("岭南评论(ISSN2096-4188,CN11-6037/Z)\n"), [Label::Issn]);
}

#[test]
fn a_date_in_small_letters_behind_another() {
    assert_eq!(labels("Received November 23, 2010;accepted December 20, 2010\n"), [Label::Received, Label::Accepted]);
    assert_eq!(labels("The offer was accepted December 20, 2010\n"), []);
    assert_eq!(labels("E-mail address: shu@lingnan.edu.cn (R. Shu)\n"), [Label::Email]);
}

#[test]
fn the_codes_of_another_class_are_no_clc() {
    assert_eq!(labels("JEL分类号:G10,G12\n"), []);
    assert_eq!(labels("分类号:G252\n"), [Label::Clc]);
}

#[test]
fn what_is_said_of_the_word_before_announces_nothing() {
    assert_eq!(labels("顾望舒1,沈知行2(通信作者),龙畅1\n"), []);
    assert_eq!(labels("顾望舒1,沈知行2(通信作者)\n"), []);
    assert_eq!(labels("(通信作者)沈知行\n"), [Label::Corresponding]);
    assert_eq!(labels("岭南科学基金资助项目:52079119\n"), []);
    assert_eq!(labels("佛山528000基金项目:岭南科学基金\n"), [Label::Funding]);
    assert_eq!(labels("通讯作者: 沈知行, 电子邮箱: shen@lingnan.edu.cn\n"), [Label::Corresponding]);
    assert_eq!(labels("电子邮箱: shen@lingnan.edu.cn\n"), [Label::Email]);
}

#[test]
fn the_border_of_a_cell_sets_a_label_off() {
    assert_eq!(labels("标题  采石场的客土\n"), [Label::Title]);
    assert_eq!(labels("标题 采石场的客土\n"), []);
    assert_eq!(labels("Author  Gu Wangshu; Shen Zhixing\n"), [Label::Authors]);
    assert_eq!(labels("关键词  中国东北  硅藻\n"), [Label::Keywords]);
    assert_eq!(labels("年 2021\n卷 45\n期 S1\n"), [Label::Year, Label::Volume, Label::Issue]);
    assert_eq!(labels("Pages 77-82\n"), [Label::Pages]);
}

#[test]
fn a_blank_sets_a_word_off_that_would_go_on() {
    assert_eq!(labels("关键词 中亚; 油气贸易\n"), [Label::Keywords]);
    for line in ["关键词聚类图谱; 油气贸易\n", "关键词 共现图谱的分析结果见表\n", "关键词 的共现; 油气贸易\n"]
    {
        assert!(!labels(line).contains(&Label::Keywords), "{line}");
    }
}

#[test]
fn tabs_may_count_what_they_hold() {
    assert_eq!(labels("摘要 图/表 参考文献 相关文章 (15)\n"), []);
    assert_eq!(labels("摘要 (15) 以三处废弃采石场为对象,比较了客土厚度。\n"), [Label::Abstract]);
}

#[test]
fn whom_to_write_to_may_stand_within_a_line() {
    assert_eq!(labels("Lingnan University, China Correspondent: DUAN Jiahe, professor\n"), [Label::Corresponding]);
    assert_eq!(labels("Duan was a correspondent: he wrote of acid soils.\nCorrespondence of soils and tea\n"), []);
}

#[test]
fn an_abstract_in_a_third_language_counts_where_none_is_in_english() {
    let page = "RESUMO\nForam comparados solos de chá.\nPalavras-chave: chá; solo\n";
    assert_eq!(labels(page), [Label::Abstract, Label::Keywords]);
    let both = format!("{page}ABSTRACT\nSoils of tea were compared.\nKeywords: tea; soil\n");
    assert_eq!(labels(&both), [Label::Other, Label::Other, Label::Abstract, Label::Keywords]);
}

#[test]
fn a_label_behind_its_date() {
    let line = "2019年1月23日 收稿; 2019年3月20日 收修改稿\n";
    assert_eq!(labels(line), [Label::Received, Label::Revised]);
    let mark = marks(line)[1];
    assert!(line[mark.value..].starts_with("2019年3月20日"));
}

#[test]
fn a_heading_glued_to_the_end_of_a_line() {
    let page = "Soils of tea turn acid.关键词\n茶园/土壤Key words\ntea/soil\n";
    assert_eq!(labels(page), [Label::Keywords, Label::Keywords]);
    assert!(labels("这里没有关键词\n茶园土壤的酸化\n").is_empty());
}

#[test]
fn the_head_of_a_page_in_words_is_no_label() {
    assert!(labels("Year : 2015  |  Volume : 59  |  Issue : 8  |  Page : 465-470\n").is_empty());
}

#[test]
fn blanks_that_another_encoding_lost() {
    assert_eq!(labels("摘? ? 要:以三处茶园为对象,比较了施肥与酸化。\n"), [Label::Abstract]);
}

#[test]
fn terms_behind_the_last_sentence_of_an_abstract() {
    assert_eq!(labels("Abstract: Soils of tea turn acid. Keywords Acid soils Tea gardens\n").len(), 2);
    assert_eq!(labels("Soils were found in indexes. Keywords were soils and tea\n"), []);
}

#[test]
fn the_day_of_a_copy_may_stand_before_its_source() {
    assert_eq!(labels("2020-11-18 来源:《岭南评论》\n"), [Label::Journal]);
    assert_eq!(labels("2020-11-18 来源:岭南新闻\n水汽的来源:《岭南评论》的一篇文章\n"), []);
}
