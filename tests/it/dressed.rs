//! What stands around an article, and how its text was saved, changes nothing in its record.

use qikan::document::Document;
use qikan::record::Record;

use crate::fixtures::FIXTURES;

/// A way in which the same page comes from another site or another tool.
struct Dress {
    name: &'static str,
    put_on: fn(&str) -> String,
}

const DRESSES: &[Dress] = &[
    Dress { name: "line ends of Windows", put_on: |page| page.replace('\n', "\r\n") },
    Dress { name: "a byte order mark", put_on: |page| format!("\u{FEFF}{page}") },
    Dress { name: "blanks at line ends", put_on: |page| page.replace('\n', "  \n") },
    Dress { name: "indented lines", put_on: |page| page.lines().map(|line| format!("    {line}\n")).collect() },
    Dress { name: "blanks that do not break", put_on: |page| page.replace(' ', "\u{A0}") },
    Dress { name: "a quotation", put_on: |page| page.lines().map(|line| format!("> {line}\n")).collect() },
    Dress {
        name: "characters by their names in HTML",
        put_on: |page| {
            let named = page.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('“', "&ldquo;");
            named.replace("  ", "&nbsp;&nbsp;").replace('”', "&#8221;").replace('—', "&mdash;")
        },
    },
    Dress {
        name: "an address above",
        put_on: |page| format!("https://www.example.org/CN/abstract/12345.shtml\n{page}"),
    },
    Dress {
        name: "a menu", put_on: |page| format!("首页\n关于本刊\n编委会 | 投稿须知 | 联系我们\nEnglish\n\n{page}")
    },
    Dress {
        name: "a welcome",
        put_on: |page| format!("欢迎访问《岭南学刊》官方网站！今天是 2026年11月22日 星期日\n登录 | 注册\n\n{page}"),
    },
    Dress {
        name: "cookies",
        put_on: |page| {
            format!(
                "We use cookies to improve your experience. By continuing to use this site you accept our use of cookies.\nAccept all cookies\n\n{page}"
            )
        },
    },
    Dress {
        name: "the office's foot",
        put_on: |page| {
            format!(
                "{page}\n\n主管单位：岭南科学院\n主办单位：岭南地理研究所、岭南地理学会\n地址：广州市岭南路80号 邮编：510000\n电话：020-62550000 传真：020-62550001 E-mail：editor@example.org\n粤ICP备05000000号\n技术支持：北京远山科技发展有限公司\n"
            )
        },
    },
    Dress {
        name: "the office's foot on one line",
        put_on: |page| {
            format!(
                "{page}\n\n版权所有：岭南大学期刊社 地址：广州市岭南路1037号岭南大学 邮政编码：510000 联系电话：020-87540000 电子邮箱：editor@example.org\n"
            )
        },
    },
    Dress {
        name: "an English foot",
        put_on: |page| {
            format!(
                "{page}\n\nCopyright © 2023 Editorial Office of the Journal\nAddress: 80 Farhill East Road, Beijing 100190, China\nTel: +86-10-62550000  Fax: +86-10-62550001\nSponsored by: Institute of Geography, Lingnan Academy of Sciences\nSupported by: Beijing Farhill Co., Ltd.\n"
            )
        },
    },
    Dress {
        name: "rights",
        put_on: |page| {
            format!(
                "{page}\n\n本文版权归作者所有，未经许可不得转载。\nThis is an open access article under the CC BY license (http://creativecommons.org/licenses/by/4.0/).\n"
            )
        },
    },
    Dress {
        name: "counts and buttons",
        put_on: |page| {
            format!(
                "{page}\n\n计量\n文章访问数: 1234\nPDF下载量: 78\n被引次数: 0\n\n分享到:\n微信\n微博\n导出引用\nEndNote\nRIS\nBibTeX\n返回顶部\n"
            )
        },
    },
    Dress {
        name: "related articles",
        put_on: |page| {
            format!(
                "{page}\n\n相关文章\n[1] 王小明, 李华强. 采石场植被恢复的客土配置[J]. 岭南信息, 2020, 35(2): 1-10.\n[2] 陈思远, 刘洋. 岸线改造与湿地碳汇[J]. 岭南科学, 2019, 39(5): 100-109.\n"
            )
        },
    },
    Dress { name: "labels in brackets", put_on: |page| label(page, |label| format!("【{label}】")) },
    Dress { name: "labels in bold type", put_on: |page| label(page, |label| format!("**{label}**：")) },
    Dress { name: "labels above", put_on: |page| label(page, |label| format!("{label}\n")) },
    Dress { name: "labels with bullets", put_on: |page| label(page, |label| format!("• {label}: ")) },
    Dress { name: "labels as headings", put_on: |page| label(page, |label| format!("## {label}\n\n")) },
];

/// `page` with its labels `set` otherwise where a colon and their values follow.
fn label(page: &str, set: impl Fn(&str) -> String) -> String {
    #[rustfmt::skip]
    const LABELS: &[&str] = &[
        "摘要", "关键词", "收稿日期", "修回日期", "接受日期", "录用日期", "出版日期", "发布日期", "基金项目", "基金资助",
        "中图分类号", "Abstract", "Key words", "Keywords", "Received", "Accepted", "Published", "Funding",
    ];
    let value = |line: &str, label: &str| {
        let value = line.strip_prefix(label)?.strip_prefix([':', '：'])?.trim_start();
        (!value.is_empty()).then(|| set(label) + value)
    };
    let line = |line: &str| LABELS.iter().find_map(|label| value(line, label)).unwrap_or_else(|| line.to_owned());
    page.lines().map(|l| line(l) + "\n").collect()
}

/// The record of `page` without what tells of its bytes and without doubts.
pub fn record(page: &str) -> Option<Record> {
    let mut record = qikan::extract(&Document::from_text("page", page)).ok()?.record;
    // where nothing else tells articles apart, the bytes do
    record.id.clear();
    record.source.sha256.clear();
    record.problems.clear();
    Some(record)
}

/// The first lines that differ where `page`'s record is not the `expected` one.
pub fn changes(expected: &Option<Record>, page: &str) -> Option<String> {
    let found = record(page);
    let print = |record| serde_json::to_string_pretty(record).unwrap();
    let (one, other) = (found != *expected).then(|| (print(expected), print(&found)))?;
    let changed: Vec<_> = one.lines().zip(other.lines()).filter(|(a, b)| a != b).take(2).collect();
    Some(format!("{changed:?}"))
}

#[test]
fn what_stands_around_an_article_is_not_its_own() {
    // nothing follows a page that was cut off within its abstract
    const CUT: &str = "other/contents-info";
    let mut faults = String::new();
    for fixture in FIXTURES.iter().filter(|fixture| !fixture.name.starts_with("html/") && fixture.name != CUT) {
        let bare = record(fixture.document.body());
        for dress in DRESSES {
            if let Some(changes) = changes(&bare, &(dress.put_on)(fixture.document.body())) {
                faults += &format!("{} with {}: {changes}\n", fixture.name, dress.name);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
