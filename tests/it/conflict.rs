//! Where metadata and print disagree: which of them counts, field by field, and what the problem says.

use qikan::record::Extraction;
use qikan::source;

/// An invented page that prints every field that metadata may have.
const BODY: &str = "<p>岭南农业学报 ›› 2021, Vol. 40 ›› Issue (3): 512-519. doi: 10.1234/ln.2021.03.007</p>\n\
<h1>岭南山地茶园土壤养分的海拔梯度</h1>\n\
<p>段嘉禾, 束如松</p>\n\
<p>岭南农业大学 资源学院, 广州 510642</p>\n\
<p>收稿日期: 2020-06-18</p><p>录用日期: 2020-12-01</p><p>出版日期: 2021-03-15</p><p>发布日期: 2021-03-26</p>\n\
<p>ISSN: 1673-923X</p><p>E-ISSN: 1671-3990</p>\n\
<p>通信作者: 束如松, E-mail: shu@lingnan.example.cn</p>\n\
<p>摘要: 为查明茶园土壤养分的分布，在岭南山地六个海拔设置样地，分层采集土壤。结果表明，有机质与全氮随海拔升高而增加，有效磷与速效钾则减少，土壤酸度在中部最高。</p>\n\
<p>关键词: 茶园; 土壤养分; 海拔</p>\n\
<h2>Altitudinal gradient of soil nutrients in tea gardens of Lingnan</h2>\n\
<p>DUAN Jiahe, SHU Rusong</p>\n\
<p>Lingnan Journal of Agriculture ›› 2021, Vol. 40 ›› Issue (3): 512-519.</p>\n\
<p>Abstract: Soil was sampled at six altitudes of the mountains of Lingnan. Organic matter and nitrogen increase with altitude, while phosphorus and potassium decrease.</p>\n\
<p>Key words: tea garden; soil nutrient; altitude</p>\n\
";

/// What is read out of the page with these metadata elements.
fn page(metas: &[(&str, &str)]) -> Extraction {
    let metas: String =
        metas.iter().map(|(name, value)| format!("<meta name=\"{name}\" content=\"{value}\">\n")).collect();
    let page = format!("<!DOCTYPE html><html><head><meta charset=utf-8>{metas}</head><body>\n{BODY}</body></html>");
    qikan::extract(&source::decode("page.html".into(), page.as_bytes()).unwrap()).unwrap()
}

/// The conflicts among the problems: `severity field: message`.
fn conflicts(extraction: &Extraction) -> Vec<String> {
    let problems = extraction.record.problems.iter().filter(|p| p.code.as_str() == "value_conflict");
    problems.map(|p| format!("{} {}: {}", p.severity.as_str(), p.field, p.message)).collect()
}

#[test]
fn print_wins_and_a_problem_names_both() {
    let plain = page(&[]).record;
    assert!(plain.problems.is_empty(), "{:?}", plain.problems);
    for (name, value, said) in [
        (
            "citation_title",
            "岭南茶园的土壤酸化",
            "info title.zh: took \"岭南山地茶园土壤养分的海拔梯度\" from print, but citation_title has \"岭南茶园的土壤酸化\"",
        ),
        (
            "citation_title",
            "Acid soils of Lingnan",
            "info title.en: took \"Altitudinal gradient of soil nutrients in tea gardens of Lingnan\" from print, but citation_title has \"Acid soils of Lingnan\"",
        ),
        (
            "citation_journal_title",
            "漠北矿业",
            "info journal.title.zh: took \"岭南农业学报\" from print, but citation_journal_title has \"漠北矿业\"",
        ),
        (
            "citation_journal_title",
            "Mobei Mining",
            "info journal.title.en: took \"Lingnan Journal of Agriculture\" from print, but citation_journal_title has \"Mobei Mining\"",
        ),
        (
            "citation_issn",
            "1000-582X",
            "warning journal.issn: took \"1673-923X\" from print, but citation_issn has \"1000-582X\"",
        ),
        (
            "prism.eissn",
            "1000-582X",
            "warning journal.eissn: took \"1671-3990\" from print, but prism.eissn has \"1000-582X\"",
        ),
        ("citation_year", "2020", "warning year: took \"2021\" from print, but citation_year has \"2020\""),
        ("citation_volume", "41", "warning volume: took \"40\" from print, but citation_volume has \"41\""),
        ("citation_issue", "4", "warning issue: took \"3\" from print, but citation_issue has \"4\""),
        (
            "citation_firstpage",
            "502",
            "warning first_page: took \"512\" from print, but citation_firstpage has \"502\"",
        ),
        ("citation_lastpage", "523", "warning last_page: took \"519\" from print, but citation_lastpage has \"523\""),
        (
            "dc.date.dateSubmitted",
            "2020-06-19",
            "warning dates.received: took \"2020-06-18\" from print, but dc.date.datesubmitted has \"2020-06-19\"",
        ),
        (
            "prism.dateAccepted",
            "2020/12/11",
            "warning dates.accepted: took \"2020-12-01\" from print, but prism.dateaccepted has \"2020-12-11\"",
        ),
        (
            "citation_publication_date",
            "2021/02/28",
            "warning dates.published: took \"2021-03-15\" from print, but citation_publication_date has \"2021-02-28\"",
        ),
        (
            "citation_online_date",
            "2021/03/01",
            "warning dates.online: took \"2021-03-26\" from print, but citation_online_date has \"2021-03-01\"",
        ),
        (
            "citation_keywords",
            "茶园; 土壤养分; 高度",
            "info keywords.zh: took \"茶园; 土壤养分; 海拔\" from print, but citation_keywords has \"茶园; 土壤养分; 高度\"",
        ),
    ] {
        let with = page(&[(name, value)]);
        assert_eq!(conflicts(&with), [said], "{name}");
        let mut record = with.record;
        record.problems.clear();
        record.source = plain.source.clone();
        assert!(record == plain, "{name}: expected the printed values, found {record:?}");
    }
}

#[test]
fn print_has_the_authors_their_form_and_their_order() {
    let plain = page(&[]).record;
    let authors = |names: &[&str]| page(&names.iter().map(|n| ("citation_author", *n)).collect::<Vec<_>>());
    for (names, said) in [
        (
            &["段嘉禾", "束若松"][..],
            "warning authors[2].name.zh: took \"束如松\" from print, but citation_author has \"束若松\"",
        ),
        (
            &["束如松", "段嘉禾"],
            "info authors: took \"段嘉禾; 束如松\" from print, but citation_author has \"束如松; 段嘉禾\"",
        ),
        (&["段嘉禾"], "warning authors: took \"段嘉禾; 束如松\" from print, but citation_author has \"段嘉禾\""),
        (
            &["Duan, Jiahe", "Shu, Ruosong"],
            "warning authors[2].name.en: took \"SHU Rusong\" from print, but citation_author has \"Shu, Ruosong\"",
        ),
    ] {
        let with = authors(names);
        assert_eq!(conflicts(&with), [said], "{names:?}");
        assert_eq!(with.record.authors, plain.authors);
    }
    let mail = page(&[
        ("citation_author", "段嘉禾"),
        ("citation_author", "束如松"),
        ("citation_author_email", "song@lingnan.example.cn"),
    ]);
    assert_eq!(
        conflicts(&mail),
        [
            "warning authors[2].email: took \"shu@lingnan.example.cn\" from print, but citation_author_email has \"song@lingnan.example.cn\""
        ]
    );
}

#[test]
fn metadata_have_the_doi() {
    let with = page(&[("citation_doi", "10.1234/ln.2021.03.008")]);
    assert_eq!(with.record.doi.as_ref().map(|doi| doi.as_str()), Some("10.1234/ln.2021.03.008"));
    assert_eq!(
        conflicts(&with),
        ["warning doi: took \"10.1234/ln.2021.03.008\" from citation_doi, but print has \"10.1234/ln.2021.03.007\""]
    );
    assert!(conflicts(&page(&[("dc.identifier", "https://doi.org/10.1234/LN.2021.03.007")])).is_empty());
}

#[test]
fn differences_of_form_are_none() {
    for (name, value) in [
        ("citation_title", "岭南山地 茶园土壤养分的海拔梯度 - 岭南农业学报"),
        ("citation_title", "ALTITUDINAL GRADIENT OF SOIL NUTRIENTS IN TEA GARDENS OF LINGNAN."),
        ("citation_journal_title", "Lingnan J. Agric."),
        ("citation_journal_title", "《岭南农业学报》"),
        ("citation_issn", "1671-3990"),
        ("citation_year", "２０２１"),
        ("citation_volume", "Vol. 040"),
        ("citation_volume", "0"),
        ("citation_issue", "03"),
        ("citation_firstpage", "0512"),
        ("citation_firstpage", "512-519"),
        ("citation_lastpage", "19"),
        ("citation_author", "束如松"),
        ("citation_authors", "Duan, Jia-he; Shu, Ru-song"),
        ("citation_publication_date", "2021/03"),
        ("citation_publication_date", "2021-03-01"),
        ("citation_publication_date", "0000-00-00"),
        ("citation_online_date", "2021"),
        ("citation_keywords", "土壤养分；茶园"),
        ("citation_keywords", "Soil Nutrient, Tea Garden, Altitude"),
        (
            "citation_abstract",
            "为查明茶园土壤养分的分布,在岭南山地六个海拔设置样地,分层采集土壤。结果表明,有机质与全氮随海拔升高而增加,有效磷与速效钾则…",
        ),
    ] {
        let metas =
            if name == "citation_author" { &[(name, "段嘉禾"), (name, value)][..] } else { &[(name, value)] };
        assert_eq!(conflicts(&page(metas)), [""; 0], "{name} {value}");
    }
    // one element agrees
    assert_eq!(conflicts(&page(&[("citation_volume", "41"), ("prism.volume", "40")])), [""; 0]);
}

#[test]
fn each_value_says_where_it_stands() {
    let page = "<meta charset=utf-8><meta name=citation_title content='岭南山地茶园土壤养分的海拔梯度'>\
        <meta name=citation_author content=段嘉禾><meta name=citation_doi content=10.1234/ln.1>\
        <meta name=citation_firstpage content=12><meta name=citation_volume content=40>\
        <p>关键词: 茶园; 土壤养分</p><p>收稿日期: 2020-06-18</p><p>第 12-19 页</p>";
    let document = source::decode("page.html".into(), page.as_bytes()).unwrap();
    let extraction = qikan::extract(&document).unwrap();
    let origin = |field: &str| {
        let evidence = extraction.evidence.iter().find(|e| e.field == field);
        evidence.map(|e| document.origin(e.span)).unwrap_or_default()
    };
    assert_eq!(
        ["doi", "title.zh", "volume", "authors[].name.zh", "dates.received", "keywords.zh[]"].map(origin),
        ["citation_doi", "citation_title", "citation_volume", "citation_author", "print", "print"]
    );
}
