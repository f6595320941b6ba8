//! Several pages of one article: its two faces, its HTML and its text, an older crawl of it.

use super::{conflicts, html, one, page};
use crate::dataset::merge::keys;
use crate::problem::Code;

const CHINESE: &str = "\
生态研究 ›› 2026, Vol. 28 ›› Issue (3): 120-131.

城市湿地碳汇的空间格局

顾望舒1, 沈知行2, 泽仁央宗1

1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境与生态学院,福建 厦门 361102

收稿日期: 2025-10-26  录用日期: 2026-02-11

通讯作者: 沈知行  E-mail: shenzx@example.edu.cn

基金资助: 国家自然科学基金(42371234); 福建省自然科学基金(2023J01012)

摘要: 以长江下游六座城市的湿地为对象,估算了2001年以来土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响。结果表明,碳汇在城市北缘增加。

关键词: 城市湿地, 碳汇, 空间格局

中图分类号: X171
";

const ENGLISH: &str = "\
Ecological Studies ›› 2026, Vol. 28 ›› Issue (3): 120-131. doi: 10.1234/stxb.2026.03.012

Spatial Patterns of Carbon Sinks in Urban Wetlands

GU Wangshu1, SHEN Zhixing2, Tsering Yangdzom1

1. School of the Environment, Nanjing University, Nanjing 210023, China
2. College of the Environment and Ecology, Xiamen University, Xiamen 361102, Fujian, China

Received: 2025-10-26  Accepted: 2026-02-11

Supported by: National Natural Science Foundation of China(42371234)

Abstract: The stocks of carbon in soil and plants of urban wetlands of six cities on the lower Yangtze were estimated from 2001 on, and the influence of rebuilt shores was analysed. The sink grows at the northern edge of the cities.

Key words: urban wetland, carbon sink, spatial pattern
";

/// The Chinese face as a metadata-only page that names the journal in both languages.
fn bridge(first_page: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8>\
         <meta name=citation_journal_title content=\"生态研究\" xml:lang=zh>\
         <meta name=citation_journal_title content=\"Ecological Studies\" xml:lang=en>\
         <meta name=citation_title content=\"城市湿地碳汇的空间格局\" xml:lang=zh>\
         <meta name=citation_volume content=28><meta name=citation_issue content=3>\
         <meta name=citation_firstpage content={first_page}><meta name=citation_publication_date content=2026/05/25>\
         <meta name=citation_author content=\"顾望舒\"><meta name=citation_author content=\"沈知行\">\
         <meta name=citation_author content=\"泽仁央宗\"></head><body>\
         <h1>城市湿地碳汇的空间格局</h1><p>顾望舒, 沈知行, 泽仁央宗</p>\
         <p>摘要: 以长江下游六座城市的湿地为对象,估算了2001年以来土壤与植被碳库的变化,并分析了岸线改造对碳汇的影响。结果表明,碳汇在城市北缘增加,在岸线改造之后减少。</p><p>关键词: 城市湿地, 碳汇, 空间格局</p>\
         </body></html>"
    )
}

#[test]
fn both_faces_become_one_record() {
    let (zh, en) = (page("zh.txt", CHINESE), page("en.txt", ENGLISH));
    let meta = html("meta.html", &bridge("120"));
    let article = one(&[zh.clone(), en.clone(), meta]);
    let record = &article.record;
    assert_eq!(record.id, "doi:10.1234/stxb.2026.03.012");
    assert_eq!(record.title.zh.as_deref(), Some("城市湿地碳汇的空间格局"));
    assert_eq!(record.title.en.as_deref(), Some("Spatial Patterns of Carbon Sinks in Urban Wetlands"));
    assert_eq!(record.journal.title.en.as_deref(), Some("Ecological Studies"));
    let names: Vec<_> = record.authors.iter().map(|a| (a.name.zh.as_deref(), a.name.en.as_deref())).collect();
    assert_eq!(
        names,
        [
            (Some("顾望舒"), Some("GU Wangshu")),
            (Some("沈知行"), Some("SHEN Zhixing")),
            (Some("泽仁央宗"), Some("Tsering Yangdzom"))
        ]
    );
    let places: Vec<_> = record.authors.iter().map(|a| a.affiliations.clone()).collect();
    assert_eq!(places, [vec![1], vec![2], vec![1]]);
    assert_eq!(record.affiliations.len(), 2);
    for (place, zh, en) in [(0, "南京大学", "Nanjing University"), (1, "厦门大学", "Xiamen University")] {
        let texts = &record.affiliations[place].text;
        assert!(texts.zh.as_ref().unwrap().contains(zh) && texts.en.as_ref().unwrap().contains(en), "{texts:?}");
    }
    assert!(record.authors[1].corresponding && record.authors[1].email.is_some());
    let awards: Vec<_> = record.funding.iter().map(|grant| grant.awards.join(";")).collect();
    assert_eq!(awards, ["42371234", "2023J01012"]);
    assert_eq!((record.keywords.zh.len(), record.keywords.en.len()), (3, 3));
    assert!(record.abstract_.zh.is_some() && record.abstract_.en.is_some());
    assert_eq!(record.language, Some(crate::record::Language::Zh));
    assert_eq!(conflicts(&article), [] as [&str; 0]);
    assert_eq!(article.tellings.len(), 3);
    crate::schema::Validator::new().validate(record).unwrap();
}

#[test]
fn two_faces_that_share_a_journal_name_need_no_doi() {
    let issn = |text: &str| format!("{text}\nISSN 1671-3990\n");
    let (zh, en) = (page("zh.txt", &issn(CHINESE)), page("en.txt", &issn(ENGLISH)));
    let shared = keys(&zh.record).into_iter().filter(|key| keys(&en.record).contains(key)).count();
    assert!(shared > 0, "{:?} {:?}", zh.record.journal, en.record.journal);
    one(&[zh, en]);
}

#[test]
fn witnesses_and_problems_stay_their_sources() {
    let en = page("en.txt", &ENGLISH.replace("GU Wangshu1, SHEN Zhixing2", "SHEN Zhixing2, GU Wangshu1"));
    let doi = "10.1234/stxb.2026.03.012";
    let zh = page("zh.txt", &CHINESE.replace("120-131.", &format!("120-131. doi: {doi}")));
    let article = one(&[zh, en]);
    assert_eq!(article.record.doi.as_ref().unwrap().as_str(), doi);
    for telling in &article.tellings {
        for witness in &telling.witnesses {
            let Some(place) = witness.field.strip_prefix("authors[").and_then(|rest| rest.split_once("].name.")) else {
                continue;
            };
            let author = &article.record.authors[place.0.parse::<usize>().unwrap() - 1];
            let name = if place.1 == "zh" { &author.name.zh } else { &author.name.en };
            assert_eq!(name.as_deref(), Some(witness.text.as_str()), "{}", witness.field);
        }
    }
}

#[test]
fn an_older_crawl_is_united_and_contradictions_name_both() {
    let older = CHINESE.replace("中图分类号: X171", "").replace("2026-02-11", "2026-02-12");
    let article = one(&[page("05/a.txt", &older), page("06/a.txt", CHINESE)]);
    assert_eq!(
        conflicts(&article),
        ["dates.accepted: took \"2026-02-11\" from 06/a.txt, but 05/a.txt has \"2026-02-12\""]
    );
    assert_eq!(article.record.source.uri, "06/a.txt");
    let code =
        |telling: &crate::table::Telling| telling.problems.iter().filter(|p| p.code == Code::SourceConflict).count();
    assert_eq!(article.tellings.iter().map(code).collect::<Vec<_>>(), [1, 0]);
}

/// The sample at `path` in data/samples.
fn sample(path: &str) -> super::Account {
    let file = format!("{}/data/samples/{path}", env!("CARGO_MANIFEST_DIR"));
    super::told(crate::source::decode(path.to_owned(), &std::fs::read(file).unwrap()).unwrap())
}

#[test]
fn samples_of_one_article() {
    // two faces; a page as text and as metadata only; a paper in text and read by OCR
    for paths in [
        ["magtech/zh-face.txt", "magtech/en-face.txt"],
        ["magtech/mid-generation.txt", "html/only-metas.html"],
        ["rhhz/dates-contradict.txt", "ocr/markdown-heads.txt"],
    ] {
        let article = one(&paths.map(sample));
        let record = &article.record;
        let alone = paths.map(|path| sample(path).record.authors.len());
        assert_eq!(record.authors.len(), alone[0].max(alone[1]), "{paths:?}");
        assert!(record.authors.iter().all(|author| author.name.zh.is_some() && author.name.en.is_some()), "{paths:?}");
        crate::schema::Validator::new().validate(record).unwrap();
    }
}

#[test]
fn a_title_of_a_word_is_one_where_all_else_is() {
    let text = "\
Carbon Letters 2021, 14(2): 77-90. doi: 10.1234/carbon.2021.77

Graphene

GU Wangshu, SHEN Zhixing

School of the Environment, Nanjing University, Nanjing 210023, China

Abstract: The stocks of carbon in soil and plants of urban wetlands of six cities on the lower Yangtze were estimated, and the influence of rebuilt shores was analysed. The sink grows at the northern edge of the cities.

Key words: urban wetland, carbon sink
";
    one(&[page("a.txt", text), page("b.txt", &text.replace("Key words: urban wetland, carbon sink", ""))]);
}

#[test]
fn what_a_check_found_on_one_face_is_asked_anew() {
    // each face dates the other half of the way: neither can be wrong alone
    let zh = CHINESE.replace("120-131.", "120-131. doi: 10.1234/stxb.2026.03.012").replace("录用日期: 2026-02-11", "");
    let en = ENGLISH.replace("Received: 2025-10-26  Accepted: 2026-02-11", "Accepted: 2025-01-11");
    let (zh, en) = (page("zh.txt", &zh), page("en.txt", &en));
    let orders = |account: &super::Account| {
        account.record.problems.iter().filter(|problem| problem.code == Code::DateOrder).count()
    };
    assert_eq!((orders(&zh), orders(&en)), (0, 0));
    let article = one(&[zh, en]);
    assert_eq!(orders(&article), 1, "{:?}", article.record.dates);
    let told = article.tellings.iter().flat_map(|telling| &telling.problems).filter(|p| p.code == Code::DateOrder);
    assert_eq!(told.count(), 1);
}

#[test]
fn what_was_wrong_with_one_face_alone_is_forgotten() {
    use crate::record::{Affiliation, Author, Bilingual};

    let mut first = crate::check::tests::blank();
    first.doi = "10.1234/stxb.2026.03.012".parse().ok();
    first.title.zh = Some("城市湿地碳汇的空间格局".into());
    let name = Bilingual { zh: Some("顾望舒".into()), en: None };
    first.authors = vec![Author { name, ..Author::default() }];
    let text = Bilingual { zh: Some("南京大学 环境学院,南京 210023".into()), en: None };
    first.affiliations = vec![Affiliation { text, ..Affiliation::default() }];
    let mut second = first.clone();
    second.authors[0].affiliations = vec![1];
    second.source.sha256 = "ab".repeat(32);
    for record in [&mut first, &mut second] {
        record.problems = crate::check::check(record);
        record.id = crate::read::identity(record);
    }
    assert_eq!((first.problems.len(), second.problems.len()), (1, 0));
    let article = one(&[super::account(first), super::account(second)]);
    assert_eq!(article.record.authors[0].affiliations, [1]);
    assert!(article.record.problems.is_empty(), "{:?}", article.record.problems);
    assert!(article.tellings.iter().all(|telling| telling.problems.is_empty()));
}

#[test]
fn departments_with_letters_keep_their_institution() {
    let chinese = CHINESE.replace("顾望舒1, 沈知行2, 泽仁央宗1", "顾望舒a, 沈知行b, 泽仁央宗a").replace(
        "1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境与生态学院,福建 厦门 361102",
        "(南京大学 a.环境学院;b.地理学院,南京 210023)",
    );
    let again = chinese.replace("中图分类号: X171\n", "");
    let article = one(&[page("zh.txt", &chinese), page("again.txt", &again)]);
    let told = article.record.affiliations.iter().map(|place| {
        [&place.institution, &place.department, &place.city].map(|part| part.as_deref().unwrap_or_default()).join("|")
    });
    assert_eq!(told.collect::<Vec<_>>(), ["南京大学|环境学院|南京", "南京大学|地理学院|南京"]);
}
