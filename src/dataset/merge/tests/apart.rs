//! Near-duplicates that are articles of their own, also where a template prints one DOI on all of them.

use super::{account, articles, conflicts, one};
use crate::record::{Author, Bilingual, Journal, Record};

/// An article of the invented Journal of Soil: its titles, issue and first page.
fn article(zh: &str, en: &str, issue: &str, page: &str) -> Record {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut record = crate::check::tests::blank();
    let title = Bilingual { zh: some(zh), en: some(en) };
    record.journal = Journal { title: Bilingual { zh: Some("土壤学刊".into()), en: None }, ..Journal::default() };
    record.year = Some(2024);
    (record.volume, record.issue, record.first_page) = (Some("12".into()), some(issue), some(page));
    (record.article_number, record.abstract_, record.doi) = (None, Bilingual::default(), None);
    record.source.sha256 = format!("{:064x}", crate::invent::Dice::new(name(&[zh, en, issue, page])).roll());
    record.source.uri = format!("{issue}-{page}.txt");
    record.title = title;
    record.id = crate::read::identity(&record);
    record
}

fn name(parts: &[&str]) -> u64 {
    parts.concat().bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
}

fn by(names: &[(&str, &str)], mut record: Record) -> Record {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let author =
        |(zh, en): &(&str, &str)| Author { name: Bilingual { zh: some(zh), en: some(en) }, ..Author::default() };
    record.authors = names.iter().map(author).collect();
    record
}

/// The same with a DOI.
fn with_doi(mut record: Record) -> Record {
    record.doi = "10.1234/template.2024".parse().ok();
    record.id = crate::read::identity(&record);
    record
}

/// How many articles these are, and how many where all bear one DOI.
fn counts(records: &[Record]) -> (usize, usize) {
    let count = |change: fn(Record) -> Record| {
        let accounts: Vec<_> = records.iter().cloned().map(change).map(account).collect();
        let articles = articles(&accounts);
        let mut ids: Vec<_> = articles.iter().map(|article| &article.record.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), articles.len(), "ids are unique");
        articles.len()
    };
    (count(|record| record), count(with_doi))
}

#[test]
fn corrections_and_retractions() {
    let title = "城市湿地土壤碳库的空间格局";
    for notice in [
        "《城市湿地土壤碳库的空间格局》一文的更正",
        "更正:城市湿地土壤碳库的空间格局",
        "撤稿声明:城市湿地土壤碳库的空间格局",
    ] {
        assert_eq!(counts(&[article(title, "", "3", "25"), article(notice, "", "3", "25")]), (2, 2), "{notice}");
        assert_eq!(counts(&[article(title, "", "3", "25"), article(notice, "", "5", "80")]), (2, 2), "{notice}");
    }
    let title = "Spatial patterns of soil carbon in urban wetlands";
    for notice in ["Correction to", "Erratum", "Corrigendum", "Publisher Correction", "Retraction", "RETRACTED ARTICLE"]
    {
        let notice = format!("{notice}: {title}");
        assert_eq!(counts(&[article("", title, "3", "25"), article("", &notice, "3", "25")]), (2, 2), "{notice}");
        // the other face of the article does not hide it
        assert_eq!(counts(&[article("城市湿地土壤碳库", "", "3", "25"), article("", &notice, "3", "25")]), (2, 2));
    }
}

#[test]
fn parts_of_a_series() {
    for (one, other) in [
        ("湿地土壤碳库的研究(一)", "湿地土壤碳库的研究(二)"),
        ("湿地土壤碳库的研究(Ⅰ)", "湿地土壤碳库的研究(Ⅱ)"),
        ("湿地土壤碳库的研究之三", "湿地土壤碳库的研究之四"),
        ("湿地土壤碳库的研究(上)", "湿地土壤碳库的研究(下)"),
        ("湿地土壤碳库的研究", "湿地土壤碳库的研究(续)"),
    ] {
        assert_eq!(counts(&[article(one, "", "3", "25"), article(other, "", "3", "25")]), (2, 2), "{other}");
        assert_eq!(counts(&[article(one, "", "3", "25"), article(other, "", "4", "30")]), (2, 2), "{other}");
        // one face each
        assert_eq!(
            counts(&[article("湿地研究(一)", "", "3", "25"), article("", "Wetlands, Part 2", "3", "25")]),
            (2, 2)
        );
    }
}

#[test]
fn columns_of_several_issues() {
    for title in ["卷首语", "编者按", "书讯"] {
        let records: Vec<_> = ["1", "2", "3"].map(|issue| article(title, "", issue, "1")).into();
        assert_eq!(counts(&records), (3, 3), "{title}");
        let again =
            [records.clone(), vec![Record { year: Some(2024), section: Some(title.into()), ..again(&records[0]) }]];
        assert_eq!(counts(&again.concat()), (3, 3), "the same of one issue, crawled twice");
    }
    let records: Vec<_> = ["1", "2"].map(|issue| article("", "Editorial", issue, "1")).into();
    assert_eq!(counts(&records), (2, 2));
    // two on one page
    assert_eq!(counts(&[article("书讯", "", "1", "64"), article("征稿启事", "", "1", "64")]), (2, 2));
}

/// The same article of another source.
fn again(record: &Record) -> Record {
    let mut record = record.clone();
    record.source.sha256 = format!("{:064x}", name(&[&record.source.sha256]));
    record.source.uri = format!("again/{}", record.source.uri);
    record
}

#[test]
fn reprints() {
    let first = article("城市湿地土壤碳库的空间格局", "", "3", "25");
    let mut later = article("城市湿地土壤碳库的空间格局", "", "7", "140");
    later.year = Some(2026);
    later.volume = Some("14".into());
    assert_eq!(counts(&[first.clone(), later]), (2, 2));
    let mut elsewhere = article("城市湿地土壤碳库的空间格局", "", "7", "25");
    elsewhere.journal.title.zh = Some("高校文摘".into());
    assert_eq!(counts(&[first, elsewhere]), (2, 2));
}

#[test]
fn a_title_alone_is_no_reason() {
    let nowhere = |uri: &str| {
        let mut record = article("城市湿地土壤碳库的空间格局", "", "", "");
        (record.journal, record.year, record.volume) = (Journal::default(), None, None);
        record.source.sha256 = format!("{:064x}", name(&[uri]));
        record.id = crate::read::identity(&record);
        record
    };
    assert_eq!(articles(&[account(nowhere("a")), account(nowhere("b"))]).len(), 2);
    let ids: Vec<_> =
        articles(&[account(nowhere("a")), account(nowhere("b"))]).into_iter().map(|a| a.record.id).collect();
    assert!(ids[0] != ids[1] && ids.iter().any(|id| id.ends_with("#2")), "{ids:?}");
}

#[test]
fn one_doi_on_two_articles_is_a_problem_of_both() {
    let records = [
        by(&[("仇若川", "")], article("城市湿地土壤碳库的空间格局", "", "3", "25")),
        by(&[("尹拾雨", "")], article("温室番茄脉冲滴灌的阈值控制策略", "", "3", "40")),
    ];
    assert_eq!(counts(&records), (2, 2));
    let accounts: Vec<_> = records.into_iter().map(with_doi).map(account).collect();
    let mut said: Vec<_> = articles(&accounts).iter().flat_map(conflicts).collect();
    said.sort_unstable();
    assert_eq!(
        said,
        [
            "doi: expected 10.1234/template.2024 of one article, found it of \"城市湿地土壤碳库的空间格局\" in 3-25.txt too",
            "doi: expected 10.1234/template.2024 of one article, found it of \"温室番茄脉冲滴灌的阈值控制策略\" in 3-40.txt too",
        ]
    );
}

#[test]
fn other_people_on_one_page() {
    // two short papers begin on one page; each has a face of its own
    let zh = by(&[("仇若川", "")], article("湿地土壤含水量的测定", "", "3", "25"));
    let en = by(&[("", "QIU Ruochuan")], article("", "Measuring water in soils of wetlands", "3", "25"));
    let other = by(&[("", "YIN Shiyu")], article("", "A note on the moss of tea gardens", "3", "25"));
    assert_eq!(counts(&[zh.clone(), other.clone()]), (2, 2));
    assert_eq!(counts(&[zh.clone(), en.clone()]), (1, 1));
    assert_eq!(counts(&[zh, en, other]), (2, 2));
}

#[test]
fn what_is_one_in_spite_of_its_looks() {
    let first = by(&[("仇若川", "QIU Ruochuan")], article("城市湿地土壤碳库的空间格局", "", "3", "25"));
    // a subtitle left out, a character misread
    for title in ["城市湿地土壤碳库的空间格局——以长江下游为例", "城市湿地土壤碳库的空问格局"]
    {
        assert_eq!(counts(&[first.clone(), article(title, "", "3", "25")]), (1, 1), "{title}");
    }
    // in press, then in an issue: one DOI, another year and page
    let mut press = article("城市湿地土壤碳库的空间格局", "", "", "1");
    press.volume = None;
    press.year = Some(2023);
    assert_eq!(counts(&[first.clone(), press]), (2, 1));
    // renamed on the way
    let mut renamed = by(&[("仇若川", "QIU Ruochuan")], article("湿地碳汇的估算及其误差", "", "", ""));
    renamed.volume = None;
    assert_eq!(counts(&[first.clone(), renamed]), (2, 1));
    let united = one(&[account(with_doi(first.clone())), account(with_doi(again(&first)))]);
    assert_eq!(united.tellings.len(), 2);
}

#[test]
fn a_title_of_another_page_left_in_the_template() {
    let english = "Spatial patterns of soil carbon in urban wetlands";
    let first = article("城市湿地土壤碳库的空间格局", english, "3", "25");
    let other = article("温室番茄脉冲滴灌的阈值控制策略", english, "3", "40");
    assert_eq!(counts(&[first.clone(), other]), (2, 2));
    // an English title misprinted on one of two pages of one article
    let people = [("仇若川", "QIU Ruochuan"), ("尹拾雨", "YIN Shiyu")];
    let misprinted = article("城市湿地土壤碳库的空间格局", "Thresholds of pulsed drip irrigation", "3", "25");
    assert_eq!(counts(&[by(&people, first), by(&people, misprinted)]), (1, 1));
}

#[test]
fn what_ties_two_articles_together_unites_neither() {
    let people = [("仇若川", "QIU Ruochuan")];
    let one = by(&people, article("湿地土壤碳库的研究(一)", "", "3", "25"));
    let two = by(&people, article("湿地土壤碳库的研究(二)", "", "3", "25"));
    let either = by(&people, article("", "Carbon stocks in soils of wetlands", "3", "25"));
    assert_eq!(counts(&[one.clone(), either.clone()]), (1, 1));
    assert_eq!(counts(&[two.clone(), either.clone()]), (1, 1));
    assert_eq!(counts(&[one, two, either]), (2, 2));
}
