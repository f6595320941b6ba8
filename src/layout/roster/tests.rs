use super::*;
use crate::document::Document;

fn read(text: &str) -> Vec<Vec<(String, usize, bool)>> {
    let doc = Document::from_text("a.txt", text);
    let row =
        |entry: &RosterEntry| (doc.slice(entry.name).to_owned(), entry.beneath.len(), entry.corresponding.is_some());
    rosters(&Outline::of(&doc)).iter().map(|list| list.iter().map(row).collect()).collect()
}

#[test]
fn names_above_their_units() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者信息\n季远山\n远山大学 化学学院,上海 200001\nSchool of Chemistry, Farhill University, Shanghai 200001, China\n\
            白水清\n通讯作者\n近水学院 理学院,厦门 361001\nCollege of Science, Nearwater College, Xiamen 361001, China\nbaishq@nearwater.cn\n\n摘要:湖泊沉积物记录了环境变化。\n";
    assert_eq!(read(text), [[("季远山".to_owned(), 2, false), ("白水清".to_owned(), 3, true)]]);
}

#[test]
fn a_byline_above_the_list_is_no_part_of_it() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nLingnan Review (Apr 2024)\n\nJi Yuanshan,\nBai Shuiqing\nAffiliations\nJi Yuanshan\nSchool of Chemistry, Farhill University, Shanghai 200001, China\nBai Shuiqing\nCollege of Science, Nearwater College, Xiamen 361001, China\n\nAbstract\nMeadows change.\n";
    assert_eq!(read(text), [[("Ji Yuanshan".to_owned(), 1, false), ("Bai Shuiqing".to_owned(), 1, false)]]);
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    assert_eq!(record.title.en.as_deref(), Some("Yields of Alpine Meadows in a Warmer Climate"));
    assert_eq!((record.authors.len(), record.affiliations.len()), (2, 2));
}

#[test]
fn a_strange_name_among_the_items_of_a_list() {
    let bare = "远山地区湖泊沉积物的时空分布特征研究\n\n季远山\n远山大学化学学院\nTomasz Kowal\nFarhill University\n\n摘要:湖泊沉积物记录了环境变化。\n";
    assert_eq!(read(bare), [[("季远山".to_owned(), 1, false), ("Tomasz Kowal".to_owned(), 1, false)]]);
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者\n\n• 季远山\n远山大学化学学院\n• Tomasz Kowal\nFarhill University\n\n摘要:湖泊沉积物记录了环境变化。\n";
    assert_eq!(read(text), [[("• 季远山".to_owned(), 1, false), ("• Tomasz Kowal".to_owned(), 1, false)]]);
}

#[test]
fn names_with_their_units_in_brackets_on_one_line() {
    for line in ["季远山(远山大学)、白水清（近水学院）", "季远山（远山大学） 白水清（近水学院）"]
    {
        let text = format!("远山地区湖泊沉积物的时空分布特征研究\n\n{line}\n\n摘要:湖泊沉积物记录了环境变化。\n");
        let record = crate::read::record_of(&Document::from_text("a.txt", &text));
        let at: Vec<_> = record.authors.iter().map(|a| (a.name.zh.as_deref().unwrap(), &a.affiliations[..])).collect();
        assert_eq!(at, [("季远山", &[1][..]), ("白水清", &[2])], "{line}");
        let units: Vec<_> = record.affiliations.iter().filter_map(|unit| unit.text.zh.as_deref()).collect();
        assert_eq!(units, ["远山大学", "近水学院"], "{line}");
    }
}

#[test]
fn both_names_of_one_on_a_line() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n\n• 季远山 Yuanshan Ji\n远山大学化学学院\n• Tomasz Kowal\nFarhill University\n\n摘要:湖泊沉积物记录了环境变化。\n";
    let authors = crate::read::record_of(&Document::from_text("a.txt", text)).authors;
    let names: Vec<_> = authors.iter().map(|author| (author.name.zh.as_deref(), author.name.en.as_deref())).collect();
    assert_eq!(names, [(Some("季远山"), Some("Yuanshan Ji")), (None, Some("Tomasz Kowal"))]);
}

#[test]
fn a_name_that_opens_and_is_said_again() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者:\n季远山1,2\n季远山\n远山大学 化学学院,上海 200001\n\
            白水清1\n白水清\n近水学院 理学院,厦门 361001\n\n摘要:湖泊沉积物记录了环境变化。\n";
    assert_eq!(read(text), [[("季远山1,2".to_owned(), 1, false), ("白水清1".to_owned(), 1, false)]]);
}

#[test]
fn both_names_of_each_above_the_units_of_both() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者信息\n季远山\nJI Yuanshan\n远山大学 化学学院,上海 200001\nSchool of Chemistry, Farhill University, Shanghai 200001, China\n\
            白水清\nBAI Shuiqing\n近水学院 理学院,厦门 361001\nCollege of Science, Nearwater College, Xiamen 361001, China\n\n摘要:湖泊沉积物记录了环境变化。\n";
    let row = |name: &str, beneath| (name.to_owned(), beneath, false);
    let lists = [[row("季远山", 0), row("白水清", 0)], [row("JI Yuanshan", 2), row("BAI Shuiqing", 2)]];
    assert_eq!(read(text), lists);
}

#[test]
fn a_unit_right_beneath_a_name_needs_no_more_than_its_kind() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nAuthors\n\nJI Yuanshan\nFarhill Research Institute of Soils and Fertilizers\n\nBAI Shuiqing\n近水市第一人民医院 康复医学科\n\nAbstract\n\nMeadows change.\n";
    assert_eq!(read(text), [[("JI Yuanshan".to_owned(), 1, false), ("BAI Shuiqing".to_owned(), 1, false)]]);
}

#[test]
fn units_above_the_names_of_many() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nJi Yuanshan ORCID: orcid.org/0000-0002-1825-0097 1,\nBai Shuiqing2 &\n…\nLuca Moreau1\n\nAbstract\n\nMeadows change.\n\nAuthors and Affiliations\n\
            School of Chemistry, Farhill University, Shanghai, 200001, China\nJi Yuanshan & Luca Moreau\n\
            College of Science, Nearwater College, Xiamen, 361001, China\nBai Shuiqing\n\nCorresponding author\nCorrespondence to Ji Yuanshan.\n";
    let row = |name: &str| (name.to_owned(), 1, false);
    assert_eq!(read(text), [[row("Ji Yuanshan & Luca Moreau"), row("Bai Shuiqing")]]);
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|a| (a.name.en.as_deref().unwrap(), &a.affiliations[..])).collect();
    assert_eq!(at, [("Ji Yuanshan", &[1][..]), ("Bai Shuiqing", &[2]), ("Luca Moreau", &[1])]);
    assert_eq!(record.affiliations.len(), 2);
}

#[test]
fn raised_figures_do_not_hide_what_stands_beneath() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n季远山1 , 白水清1,2\n\n摘要\n湖泊沉积物记录了环境变化,本文比较了三个湖泊。\n\n作者信息\n季远山1\n1 远山大学化学学院, 上海 200001\n白水清1,2\n1 远山大学化学学院, 上海 200001\n2 近水学院理学院, 厦门 361001\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
    assert_eq!(at, [&[1][..], &[1, 2]]);
    assert_eq!(record.affiliations.len(), 2);
}

#[test]
fn an_address_behind_the_unit_and_a_sign_between_the_names() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nJi Yuanshan a School of Chemistry, Farhill University, Shanghai, China;\nBai Shuiqing b College of Science, Nearwater College, Xiamen, China\n&\nKe Yinuo a School of Chemistry, Farhill University, Shanghai, China Correspondence ke@farhill.cn\nPages 611-630 | Received 14 Jul 2020\nABSTRACT\nMeadows change.\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
    assert_eq!(at, [&[1][..], &[2], &[1]]);
    assert_eq!(record.authors[2].email.as_ref().map(|email| email.as_str()), Some("ke@farhill.cn"));
    assert_eq!(record.authors.iter().map(|author| author.corresponding).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!((record.first_page.as_deref(), record.last_page.as_deref()), (Some("611"), Some("630")));
}

#[test]
fn names_beneath_units_are_in_the_order_of_the_byline() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nJi Yuanshan, Karma Tenzin & Wen Xing\n\nAbstract\n\nMeadows change.\n\nAuthors and Affiliations\nSchool of Chemistry, Farhill University, Shanghai, 200001, China\nJi Yuanshan & Wen Xing\n\nInstitute of Plateaus, Farhill Academy, Beijing, China\nKarma Tenzin & Wen Xing\n";
    let authors = crate::read::record_of(&Document::from_text("a.txt", text)).authors;
    let names: Vec<_> = authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
    assert_eq!(names, ["Ji Yuanshan", "Karma Tenzin", "Wen Xing"]);
    assert_eq!(authors[2].affiliations, [1, 2]);
}

#[test]
fn several_names_may_share_what_stands_beneath() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\n\nJi Yuanshan, Bai Shuiqing, Luca Moreau, and Ke Yinuo\n\n\
            Ji Yuanshan\n\n• School of Chemistry, Farhill University, Shanghai 200001, China\n\n\
            Bai Shuiqing\n\n• College of Science, Nearwater College, Xiamen 361001, China\n\n\
            Luca Moreau and Ke Yinuo\n\n• Institute of Soils, Farhill University, Shanghai 200001, China\n\nAbstract\n\nMeadows change.\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|a| (a.name.en.as_deref().unwrap(), &a.affiliations[..])).collect();
    assert_eq!(at, [("Ji Yuanshan", &[1][..]), ("Bai Shuiqing", &[2]), ("Luca Moreau", &[3]), ("Ke Yinuo", &[3])]);
}

#[test]
fn names_before_a_comma_and_their_units() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nSiriporn Thong, Farhill University, Thailand\nBai Shuiqing, College of Science, Nearwater University, China\nAbstract\nMeadows change.\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
    assert_eq!(at, [[1], [2]]);
    assert_eq!(record.authors[1].name.en.as_deref(), Some("Bai Shuiqing"));
}

#[test]
fn names_before_a_colon() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者: 季远山, 白水清*:远山大学经济管理学院,江西 赣州;柯一诺:近水市环境监测中心,江西 赣州\n";
    assert_eq!(read(text), [[("季远山, 白水清*".to_owned(), 1, false), ("柯一诺".to_owned(), 1, false)]]);
}

#[test]
fn names_before_a_comma_behind_a_label_of_units() {
    let text = "湖泊沉积物研究\n季远山 白水清\n【作者单位】季远山,远山大学出版社;白水清,近水大学。\n";
    assert_eq!(read(text), [[("季远山".to_owned(), 1, false), ("白水清".to_owned(), 1, false)]]);
    assert!(read(&text.replace("【作者单位】", "")).is_empty());
}

#[test]
fn names_of_the_byline_before_their_units_and_what_tells_of_them() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\nYuanshan JI, Kenji MORIKAWA, Shuiqing BAI\nAuthor information\nYuanshan JI Graduate School of Soils, Farhill University\nKenji MORIKAWA Institute for Groundwater Research, Nearwater University\nShuiqing BAI Graduate School of Soils, Farhill University\nAbstract\nMeadows change.\n";
    let at = |text: &str| {
        let record = crate::read::record_of(&Document::from_text("a.txt", text));
        let units = record.affiliations.into_iter().filter_map(|unit| unit.text.en).collect::<Vec<_>>();
        (record.authors.into_iter().map(|author| author.affiliations).collect::<Vec<_>>(), units)
    };
    let (people, units) = at(text);
    assert_eq!(people, [[1], [2], [1]]);
    assert_eq!(units[1], "Institute for Groundwater Research, Nearwater University");
    let text = "Yields of Alpine Meadows in a Warmer Climate\nAbstract\nMeadows change.\nAuthors\nYuanshan Ji\nSchool of Soils, Farhill University, Shanghai, China\nYuanshan Ji received the degree of a master from Farhill University in 2019.\nShuiqing Bai\nSchool of Optics, Nearwater University, Xiamen, China\n";
    assert_eq!(at(text).0, [[1], [2]]);
}

#[test]
fn a_unit_above_a_later_name_is_no_title() {
    let text = "Green Credit and the Quality of What Firms Sell\n37 Pages Posted: 21 Feb 2023\nWenbo Yu\nFarhill University - School of Economics\nJiayin Gao\nFarhill University - School of Economics\nAbstract\nFirms sell less.\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    assert_eq!(record.title.en.as_deref(), Some("Green Credit and the Quality of What Firms Sell"));
    assert_eq!(record.dates.online.map(|date| date.to_string()).as_deref(), Some("2023-02-21"));
}

#[test]
fn strange_names_before_a_colon() {
    let text = "远山地区湖泊沉积物的时空分布特征研究\n作者: 纳文汇*, 撒明珠:远山大学城市学院,云南 昆明;保国栋#:远山大学管理学院,云南 昆明\n摘要: 湖泊沉积物记录了环境变化。\n";
    let record = crate::read::record_of(&Document::from_text("a.txt", text));
    let at: Vec<_> = record.authors.iter().map(|author| &author.affiliations[..]).collect();
    assert_eq!(at, [[1], [1], [2]]);
}

#[test]
fn groups_of_names_share_what_stands_beneath() {
    let read = |front: &str| {
        let text = format!(
            "Yields of Alpine Meadows in a Warmer Climate\n\n{front}\n\nAbstract: Meadows were watched for three seasons.\n"
        );
        let authors = crate::read::record_of(&Document::from_text("t", &text)).authors;
        authors.into_iter().map(|author| author.affiliations).collect::<Vec<_>>()
    };
    let (far, near) =
        ("School of Chemistry, Farhill University, China", "College of Science, Nearwater College, China");
    assert_eq!(read(&format!("Ji Yuanshan and Bai Shuiqing\n{far}\n\nKe Yinuo*\n{near}")), [[1], [1], [2]]);
    assert_eq!(read(&format!("Ji Yuanshan\n{far}\nBai Shuiqing and Ke Yinuo\n{near}")), [[1], [2], [2]]);
    // keys say it themselves, and names that come again are no group
    assert_eq!(read(&format!("Ji Yuanshan1, Bai Shuiqing2\n1 {far}\n2 {near}")), [[1], [2]]);
    assert_eq!(read(&format!("Ji Yuanshan, Bai Shuiqing\n{far}\nJi Yuanshan\n{far}")).len(), 2);
}

#[test]
fn a_sentence_that_says_where_somebody_is_is_no_byline_nor_unit() {
    let text = "Yields of Alpine Meadows in a Warmer Climate\n\nJi Yuanshan, Member, IEEE, Bai Shuiqing, and Ke Yinuo\n\nAbstract—Meadows were watched for three seasons.\n\nY. Ji and S. Bai are with Farhill University, China (e-mail: ji@farhill.example).\nY. Ke is with Nearwater College, China.\n";
    let record = crate::read::record_of(&Document::from_text("t", text));
    let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
    assert_eq!(names, ["Ji Yuanshan", "Bai Shuiqing", "Ke Yinuo"]);
    assert!(record.affiliations.is_empty() && record.authors.iter().all(|author| author.affiliations.is_empty()));
}
