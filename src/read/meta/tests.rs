use crate::document::{Document, RawMeta};
use crate::record::{Format, Record};

/// The record of a page that prints nothing but `metas`.
fn record(metas: &[(&str, &str)]) -> Record {
    let raw = |(name, value): &(&str, &str)| RawMeta { name: (*name).into(), lang: None, value: (*value).into() };
    let base = [
        ("citation_title", "岭南山地茶园土壤养分的海拔梯度"),
        ("citation_author", "段嘉禾"),
        ("citation_doi", "10.1234/ln.1"),
    ];
    let metas = base.iter().chain(metas).map(raw).collect();
    let doc = Document::assemble("t".into(), String::new(), 0, Format::Html, "UTF-8", String::new(), metas);
    crate::read::record_of(&doc)
}

#[test]
fn an_archive_prints_names_in_halves_and_calls_the_deposit_acceptance() {
    let read = |metas: &str, body: &str| {
        let page = format!(
            "<head><meta name=dc.title content='Soil and Cover of Old Quarries'>{metas}</head><body>{body}</body>"
        );
        crate::read::record_of(&crate::source::decode("a.html".to_owned(), page.as_bytes()).unwrap())
    };
    let metas = "<meta name=dc.creator content='Gu, Wangshu'><meta name=dc.creator content='Shen, Zhixing'>\
        <meta name=dcterms.dateAccepted content='2024-05-01T08:00:00Z'><meta name=dcterms.issued content='2023-12'>";
    let record = read(metas, "<p>Authors: Gu, Wangshu</p><p>Shen, Zhixing</p><p>Abstract: Quarries.</p>");
    let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
    assert_eq!(names, ["Gu, Wangshu", "Shen, Zhixing"]);
    assert_eq!(
        (record.dates.accepted, record.dates.published.map(|date| date.to_string())),
        (None, Some("2023-12".into()))
    );
    let metas =
        "<meta name=eprints.creators_name content='茅, 芷若'><meta name=eprints.creators_name content='龙, 畅'>";
    let record = read(metas, "<p>茅, 芷若 and 龙, 畅 (2018) 旧采石场. 岭南评论, 9 (2). pp. 45-58.</p>");
    let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.zh.as_deref()).collect();
    assert_eq!(names, ["茅芷若", "龙畅"]);
}

#[test]
fn one_element_may_hold_one_keyword_and_an_abstract_its_heading() {
    let page = "<head><meta name=citation_title content='Soil and Cover of Old Quarries'><meta name=citation_author content='Gu, Wangshu'>\
        <meta name=citation_keyword content='quarry'><meta name=citation_keyword content='soil'>\
        <meta name=citation_abstract content='&lt;h3&gt;Abstract&lt;/h3&gt; &lt;h3&gt;Objective&lt;/h3&gt; &lt;p&gt;To compare three quarries over five years by cover and soil.&lt;/p&gt;'></head>";
    let record = crate::read::record_of(&crate::source::decode("a.html".to_owned(), page.as_bytes()).unwrap());
    assert_eq!(record.keywords.en, ["quarry", "soil"]);
    let words = "Objective To compare three quarries over five years by cover and soil.";
    assert_eq!(record.abstract_.en.as_deref(), Some(words));
}

#[test]
fn placeholders_are_no_values() {
    let r = record(&[
        ("citation_volume", "0"),
        ("citation_firstpage", "0"),
        ("citation_publication_date", "0000-00-00"),
        ("citation_online_date", "1970-01-01"),
        ("citation_date", "2022/09/28"),
    ]);
    assert_eq!((r.volume, r.first_page, r.dates.online), (None, None, None));
    assert_eq!(r.dates.published.map(|d| d.to_string()).as_deref(), Some("2022-09-28"));
    assert_eq!(r.year, Some(2022));
}

#[test]
fn a_number_in_place_of_the_first_page() {
    let r = record(&[("citation_firstpage", "035018"), ("citation_volume", "12")]);
    assert_eq!((r.article_number.as_deref(), r.first_page), (Some("035018"), None));
    // the last page is a count of pages
    let r = record(&[("citation_firstpage", "121002"), ("citation_lastpage", "7")]);
    assert_eq!((r.article_number.as_deref(), r.last_page), (Some("121002"), None));
    let r = record(&[("citation_firstpage", "0402~406")]);
    assert_eq!((r.first_page.as_deref(), r.last_page.as_deref()), (Some("402"), Some("406")));
}

#[test]
fn the_print_issn_comes_first() {
    let r = record(&[("citation_issn", "2097-1137"), ("citation_issn", "1000-0887"), ("prism.eissn", "2097-1137")]);
    assert_eq!(r.journal.issn.as_ref().map(|i| i.as_str()), Some("1000-0887"));
    assert_eq!(r.journal.eissn.as_ref().map(|i| i.as_str()), Some("2097-1137"));
}

#[test]
fn an_archive_date_is_no_release() {
    let r = record(&[("citation_publication_date", "1955"), ("citation_online_date", "2008/02/04")]);
    assert_eq!((r.year, r.dates.online), (Some(1955), None));
}

#[test]
fn two_abstracts_in_one_value() {
    let (zh, en) = (
        "茶园土壤的养分随海拔而变。".repeat(6),
        "Nutrients of the soil change with the altitude of the garden. ".repeat(2),
    );
    let r = record(&[("citation_abstract", &format!("{zh};{en}"))]);
    assert_eq!((r.abstract_.zh, r.abstract_.en), (Some(zh), Some(en.trim().to_owned())));
}
