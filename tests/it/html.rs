//! What is read out of markup as sites write it: one small invented page for each trap.

use qikan::record::Record;
use qikan::source;

const REST: &str = "<p>段嘉禾<sup>1</sup>, 束如松<sup>1,*</sup></p><p>1. 岭南农业大学 资源学院, 广州 510642</p>\
    <p>收稿日期: 2020-06-18</p><p>摘要: 为查明茶园土壤养分的分布，在岭南山地六个海拔设置样地，分层采集土壤。</p>\
    <p>关键词: 茶园; 土壤养分; 海拔</p><p>DOI: 10.1234/ln.2021.03.007</p>";

fn read(head: &str, body: &str) -> Record {
    let page = format!("<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>");
    qikan::extract(&source::decode("page.html".into(), page.as_bytes()).unwrap()).unwrap().record
}

/// The Chinese and the English title of a page with this heading.
fn titled(heading: &str) -> Option<String> {
    let title = read("", &format!("<p>岭南农业学报 2021, 40(3): 512-519</p><h1>{heading}</h1>{REST}")).title;
    title.zh.or(title.en)
}

/// The title of a page that has it in its metadata alone.
fn told(title: &str) -> Option<String> {
    let title = read(&format!("<meta name=citation_title content=\"{title}\">"), REST).title;
    title.zh.or(title.en)
}

#[test]
fn entities_and_blanks() {
    assert_eq!(titled("茶园&#x571F;&#22756;&ldquo;酸化&rdquo;的&nbsp;机制").as_deref(), Some("茶园土壤“酸化”的 机制"));
    let spaced =
        format!("<h1>岭南茶园的土壤酸化机制</h1>{}", REST.replace(": ", ":&nbsp;&nbsp;").replace(", ", ",&nbsp;"));
    let record = read("", &spaced);
    assert_eq!(record.dates.received.map(|d| d.to_string()).as_deref(), Some("2020-06-18"));
    assert_eq!(record.keywords.zh, ["茶园", "土壤养分", "海拔"]);
    assert_eq!(record.authors.len(), 2);
}

#[test]
fn entities_that_were_escaped_twice() {
    assert_eq!(told("茶园土壤CO&lt;sub&gt;2&lt;/sub&gt;通量的测定").as_deref(), Some("茶园土壤CO2通量的测定"));
    assert_eq!(
        told("茶园土壤CO&amp;lt;sub&amp;gt;2&amp;lt;/sub&amp;gt;通量的测定").as_deref(),
        Some("茶园土壤CO2通量的测定")
    );
    assert_eq!(told("茶园&amp;amp;稻田的土壤养分平衡").as_deref(), Some("茶园&稻田的土壤养分平衡"));
}

#[test]
fn comments_and_scripts_print_nothing() {
    let body = format!(
        "<!-- <h1>旧题名旧题名旧题名</h1><p>收稿日期: 1999-01-01</p> --><h1>岭南茶园的土壤酸化机制</h1>\
         <script>var t = '<h1>别的题名</h1><p>录用日期: 1999-02-02</p>';</script><style>h1 {{}}</style>{REST}"
    );
    let record = read("", &body);
    assert_eq!(record.title.zh.as_deref(), Some("岭南茶园的土壤酸化机制"));
    assert_eq!(record.dates.received.map(|d| d.to_string()).as_deref(), Some("2020-06-18"));
    assert_eq!(record.dates.accepted, None);
}

#[test]
fn hidden_copies_add_nothing() {
    let body = format!("<h1>岭南茶园的土壤酸化机制</h1>{REST}");
    let twice = format!("{body}<div style='display:none'>{body}</div>");
    let (one, two) = (read("", &body), read("", &twice));
    assert_eq!((two.authors, two.affiliations, two.keywords), (one.authors, one.affiliations, one.keywords));
    assert_eq!((two.title, two.abstract_), (one.title, one.abstract_));
}

#[test]
fn tags_that_nobody_closes() {
    let closed = read("", &format!("<h1>岭南茶园的土壤酸化机制</h1>{REST}"));
    let open = read("", &format!("<div><h1>岭南茶园的土壤酸化机制</h1>{}</span></td>", REST.replace("</p>", "")));
    assert_eq!((open.title, open.authors, open.affiliations), (closed.title, closed.authors, closed.affiliations));
    assert_eq!((open.dates, open.keywords, open.doi), (closed.dates, closed.keywords, closed.doi));
}

#[test]
fn sub_sup_and_formulas_in_titles() {
    assert_eq!(
        titled("茶园土壤CO<sub>2</sub>与Ca<sup>2+</sup>通量的测定").as_deref(),
        Some("茶园土壤CO2与Ca2+通量的测定")
    );
    let formula = "<math><semantics><mrow><msub><mi>H</mi><mi>∞</mi></msub></mrow>\
        <annotation encoding='application/x-tex'>H_\\infty</annotation></semantics></math>";
    assert_eq!(titled(&format!("茶园灌溉系统的{formula}控制方法")).as_deref(), Some("茶园灌溉系统的H∞控制方法"));
}

#[test]
fn doubts_about_the_bytes_are_problems() {
    let page =
        format!("<html><head><meta charset=gb2312></head><body><h1>岭南茶园的土壤酸化机制</h1>{REST}</body></html>");
    let problems = |bytes: &[u8]| {
        let record = qikan::extract(&source::decode("page.html".into(), bytes).unwrap()).unwrap().record;
        let problems =
            record.problems.iter().map(|p| format!("{} {} {}", p.severity.as_str(), p.code.as_str(), p.field));
        problems.filter(|p| p.contains("encoding")).collect::<Vec<_>>()
    };
    assert_eq!(problems(page.as_bytes()), ["warning encoding_conflict source.encoding"]);
    let mut broken = b"\xEF\xBB\xBF".to_vec();
    broken.extend(page.replace("gb2312", "utf-8").into_bytes());
    let at = broken.len() - 20;
    broken[at] = 0xFF;
    assert_eq!(problems(&broken), ["warning encoding_loss source.encoding"]);
}
