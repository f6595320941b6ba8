use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn text(page: &str) -> String {
    read(page).text
}

fn metas(page: &str) -> Vec<String> {
    read(page).metas.into_iter().map(|meta| format!("{}={}", meta.name, meta.value)).collect()
}

#[test]
fn blocks_are_lines_and_inline_elements_flow() {
    assert_eq!(
        text("<div>刊名 &rsaquo;&rsaquo; <a>2021</a>, <b>Vol.</b>&nbsp;41</div><div>a<br>b</div><p>c<p>d<h3>e</h3>f"),
        "刊名 ›› 2021, Vol. 41\na\nb\n\nc\n\nd\n\ne\n\nf"
    );
    assert_eq!(text("<ul><li>一<li>二<ol><li>xx<li>yy</ol><li>三</ul>四"), "• 一\n• 二\n1. xx\n2. yy\n• 三\n\n四");
    assert_eq!(text("<dl><dt>收稿日期<dd>2020-01-02<dt>DOI<dd>10.1/x</dl>"), "收稿日期  2020-01-02\nDOI  10.1/x");
    assert_eq!(text("<pre>a\n  b</pre>"), "a\nb");
    assert_eq!(text("<button>PDF</button><button>HTML</button>"), "PDF HTML");
}

#[test]
fn a_row_of_one_line_cells_is_one_line() {
    let page =
        "<table><tr><th>收稿日期<th>出版日期</tr><tr><td><p>2020-01-02</p></td>\n<td>2021-03-04</td></tr></table>";
    assert_eq!(text(page), "收稿日期  出版日期\n2020-01-02  2021-03-04");
    let nested = "<table><tr><td><table><tr><td>a</td></tr><tr><td>b</td></tr></table></td><td>题名</td></tr></table>";
    assert_eq!(text(nested), "a\nb\n\n题名");
}

#[test]
fn markers_stay_behind_names_and_names_stay_apart() {
    assert_eq!(text("<p>彭一鸣<sup>1,*</sup>, 李四<sup>2</sup></p>"), "彭一鸣1,*, 李四2");
    assert_eq!(text("<span>丰若谷<sup>1</sup></span><span>松岚<sup>1, 2</sup></span>"), "丰若谷1  松岚1, 2");
    assert_eq!(text("CO<sub>2</sub>和<i>R</i><sup>2</sup>值, m<sup>2</sup>上"), "CO2和R2值, m2上");
    let rhhz = "<ul class='article-author clear'><li><a>张三</a><sup>1</sup></li><li><a>李四</a><sup>2</sup></li></ul>";
    assert_eq!(text(rhhz), "张三1 李四2");
}

#[test]
fn links_beside_each_other_are_items() {
    assert_eq!(
        text("<p><a>土壤养分</a><a>海拔</a> <a>tea garden</a>\n<a>soil</a></p>"),
        "土壤养分  海拔  tea garden  soil"
    );
    assert_eq!(text("<h3><span><a>1. 岭南大学</a></span><span><a>2. 气象局</a></span></h3>"), "1. 岭南大学  2. 气象局");
    assert_eq!(text("<p><span>卷: 3</span><span>期: 4</span><span class=a>共</span></p>"), "卷: 3  期: 4共");
    // markers, commas and icons belong to the name before them
    assert_eq!(
        text("<a>Li S</a><a href=#a><sup>a</sup></a><a href=#m>*</a><a><i></i></a>, <a>Wu T</a>"),
        "Li Sa*, Wu T"
    );
    assert_eq!(text("<a>段嘉禾</a><a href=#1>1,2</a>和<a>束如松</a>"), "段嘉禾1,2和束如松");
}

#[test]
fn a_label_by_its_class_stands_apart_from_its_value() {
    assert_eq!(text("<span class=label>机构地区</span><span>岭南大学</span>"), "机构地区  岭南大学");
    assert_eq!(text("<span class='x label'>收稿日期</span>2020-01-02"), "收稿日期2020-01-02");
}

#[test]
fn letters_of_an_icon_are_no_text() {
    assert_eq!(text("<h1>茶园土壤<i class='icon-core'>PKU</i></h1>"), "茶园土壤\n\n---- hidden ----\nPKU");
}

#[test]
fn a_label_takes_the_block_in_its_own_element_as_its_value() {
    assert_eq!(text("<div><b>基金项目:&nbsp;</b><div>国家自然科学基金</div></div>"), "基金项目: 国家自然科学基金");
    assert_eq!(text("<div><b>关键词:</b></div><div><b>Abstract:</b><p>x</p></div>"), "关键词:\nAbstract: x");
    assert_eq!(text("<li><span>1.</span><p>南京大学</p></li>"), "• 1. 南京大学");
}

#[test]
fn a_break_in_a_heading_is_for_the_eye() {
    assert_eq!(text("<h1>老年髋部骨折<br/>术后患者</h1>"), "老年髋部骨折术后患者");
    assert_eq!(text("<h1>Soil CO<sub>2</sub><br>in forests<p>A<br>B"), "Soil CO2 in forests\n\nA\nB");
}

#[test]
fn what_is_not_printed_is_dropped() {
    let page = "a<script>if(a<b)x('</p>')</script><style>p{}</style><!-- c --><template><p>t</template>\
        <noscript>n</noscript><svg><title>s</title><path/></svg><select><option>o</select><nav><a>menu</a></nav>\
        <math><mi>x</mi>\n<mn>2</mn><annotation>x^2</annotation></math><textarea>t</textarea><input value=v>b";
    assert_eq!(text(page), "ax2b");
    assert_eq!(text("<nav>menu <h1>题名</h1>张三"), "题名\n\n张三");
}

#[test]
fn hidden_text_comes_last_and_only_if_it_is_new() {
    let page = "<div>张三<i class=tip style='color:red; DISPLAY : none !important'>南京大学</i>，李四</div>\
        <div hidden><p>张三，李四<p>通讯作者: 李四</div><p aria-hidden=true>x</p><p class='a visible-xs'>题名</p><p>题名</p>";
    assert_eq!(text(page), format!("张三，李四\n\n题名\n\n{HIDDEN}\n南京大学\n通讯作者: 李四\nx"));
    assert_eq!(text("<body style=display:none><p>a</p>"), "a");
    assert_eq!(text("<ul><li>a<li hidden>b<li>c</ul>d"), format!("• a\n• c\n\nd\n\n{HIDDEN}\nb"));
}

#[test]
fn broken_markup_is_read_as_far_as_it_goes() {
    assert_eq!(text("<p>a</div></span></p>b<b>c</i>d"), "a\n\nbcd");
    assert_eq!(text("<table><tr><td>a</div>b<td>c</table>d"), "ab  c\n\nd");
    assert_eq!(text("P<0.05 & n<12 &lt;x&gt; &unknown; &#x4e00;&#0;"), "P<0.05 & n<12 <x> &unknown; 一\u{fffd}");
    assert_eq!(text("<p>a<p title='never closed>b"), "a");
    assert_eq!(text("<title>a<p>b"), "a\n\nb");
    assert_eq!(text("a<script>b"), "a");
    assert_eq!(text(""), "");
}

#[test]
fn metadata_are_found_wherever_they_stand() {
    let page = "<html lang=zh-CN><head><title>题名 - 刊名\n</title><link rel=Canonical href='http://a/b?c&amp;d'>\
        <meta name=generator content='Open Journal Systems 3.3'></head><body><meta name=citation_doi content=10.1/x>\
        <svg><title>icon</title></svg><script type='application/ld+json'>{\"@type\":\"Article\",\"name\":\"题名\"}</script>";
    assert_eq!(
        metas(page),
        [
            "html.lang=zh",
            "title=题名 - 刊名",
            "canonical=http://a/b?c&d",
            "generator=Open Journal Systems 3.3",
            "citation_doi=10.1/x",
            "ld.name=题名",
            "platform.hint=ojs",
        ]
    );
    assert_eq!(metas("<noscript><meta name=a content=b></noscript><!-- <meta name=a content=b> -->"), [""; 0]);
    assert_eq!(metas("<p>magtech.com</p>"), [""; 0]);
    assert_eq!(metas("<a href='http://www.magtech.com.cn/'>x</a>"), ["platform.hint=magtech"]);
    assert_eq!(metas("<script>window.metaData = {}</script>"), ["platform.hint=magtech"]);
}

#[test]
fn no_page_takes_more_than_linear_time() {
    const N: usize = 50_000;
    for page in [
        "<div>".repeat(N),
        "<div>".repeat(N) + &"</div>".repeat(N),
        "<b>".to_owned() + &"<span>".repeat(N) + &"</b><b>".repeat(N),
        "<b><div>".to_owned() + &"<span>".repeat(N) + &"</b>".repeat(N),
        "<p>".to_owned() + &"<span>".repeat(N) + &"<p>".repeat(N),
        "<td>a<table>".repeat(N),
        "<ol><li>".repeat(N),
        format!("<p {}>", "a=1 ".repeat(N)),
        "<p a=\"".repeat(N),
        "<title>".repeat(N),
        "<!---->".repeat(N),
        "<!--".repeat(N),
        "<svg><title>".repeat(N),
        "&".repeat(N),
        "<p hidden>a".repeat(N),
    ] {
        let start = Instant::now();
        text(&page);
        assert!(start.elapsed() < Duration::from_secs(20), "{}…", &page[..30]);
    }
}

const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<ol start=7>",
    "<li>",
    "</ul>",
    "<b>",
    "</b>",
    "<sup>",
    "</sup>",
    "<h1>",
    "</h1>",
    "<br>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<i hidden>",
    "</i>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<nav>",
    "</nav>",
    "<math>",
    "<pre>",
    "\n",
    "&nbsp;",
    "&amp;lt;",
    "<",
    ">",
    "\"",
    "题名",
    "a",
    "1.",
    "<!--",
    "-->",
    "<meta name=a content='",
    "'>",
    "：",
    "\0",
    "<span class=pull-right>",
    "</span>",
    "<ul class=article-author>",
    "<button/>",
    "<div style=display:none>",
];

proptest! {
    #[test]
    fn soup_is_read_and_does_not_grow(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let page = pieces.concat();
        let read = read(&page);
        prop_assert!(read.text.len() <= 2 * page.len() + HIDDEN.len());
        prop_assert!(read.text.lines().all(|line| line.trim_end_matches([' ', '\t']) == line || line.ends_with(HIDDEN)));
    }

    #[test]
    fn no_page_panics(page in "\\PC{0,200}") {
        read(&page);
    }
}
