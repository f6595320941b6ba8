//! Founder: details under their labels, dates in one line, and the organisation under each author.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{funding, keywords, put, reference};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    match dice.below(3) {
        0 => details(article, dice, out),
        1 => one_line(article, dice, out),
        _ => under_authors(article, dice, out),
    }
}

fn cited(article: &Article<'_>, english: bool) -> String {
    let (names, title) = (article.names(english, ", "), if english { &article.title.1 } else { &article.title.0 });
    let journal = if english { &article.journal.title.1 } else { &article.journal.title.0 };
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    format!("{names}. {title}[J]. {journal}, {year},{volume}({issue:02}):{first_page}-{last_page}.")
}

fn line(article: &Article<'_>) -> String {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    format!("{}   {year}年{volume}卷第{issue}期 页码：{first_page}-{last_page}", article.journal.title.0)
}

fn dates(article: &Article<'_>, labels: [&str; 5], between: &str) -> String {
    let Dates { received, revised, accepted, published, online } = article.dates;
    let dates = labels.into_iter().zip([published, online, received, revised, accepted]);
    let dates: Vec<String> = dates.filter_map(|(label, date)| Some(format!("{label}：{}", iso(date?)))).collect();
    dates.join(between)
}

const LABELS: [&str; 5] = ["纸质出版日期", "网络出版日期", "收稿日期", "修回日期", "录用日期"];

fn doi(article: &Article<'_>) -> String {
    article.doi.as_deref().map(|doi| format!("DOI：{doi}")).unwrap_or_default()
}

/// What every crawl finds changed.
fn views(dice: &mut Dice, out: &mut String) {
    put!(out, "\n{}\n浏览量\n{}\n下载量\n0\nCSCD\n\n", dice.below(90_000), dice.below(9000));
}

fn foot(article: &Article<'_>, dice: &mut Dice, out: &mut String) {
    out.push_str("\n参考文献\n\n");
    for _ in 0..3 {
        reference(article.journal, dice, out);
        out.push_str(" [百度学术]\n\n");
    }
    views(dice, out);
    out.push_str("文章被引用时，请邮件提醒。\n提交\n\n工具集\n下载\n参考文献导出\n分享\n收藏\n添加至我的专辑\n\n");
    out.push_str("相关文章\n暂无数据\n相关作者\n暂无数据\n方正电子提供技术支持\n");
}

fn details(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    out.push_str("最新刊期\n卷期目录\n期刊简介\n高级检索\n\n浏览全部资源\n扫码关注微信\n\n");
    put!(out, "{}\n{} | 更新时间：{}-05-06\n\n", article.title.0, article.section.0, article.year + 1);
    put!(out, "    {}\n    增强出版\n    {}\n    {}\n\n    ", article.title.0, article.title.1, line(article));
    let many = article.affiliations.len();
    for (at, author) in article.authors.iter().enumerate() {
        out.push_str(if at > 0 { "，    " } else { "" });
        let markers = author.markers(many, ",");
        let comma = if markers.is_empty() { "" } else { "," };
        put!(out, "{}{markers}", author.name.0);
        if author.corresponding {
            put!(out, "{comma}*");
        }
    }
    out.push_str("\n\n    作者机构：\n\n");
    for (at, affiliation) in article.affiliations.iter().enumerate() {
        let marker = if many > 1 { format!("{}. ", at + 1) } else { String::new() };
        put!(out, "    {marker}{}\n\n", affiliation.text(false, article.journal));
    }
    let mut emails = Vec::new();
    if let Some(author) = article.correspondent() {
        let email = author.email.as_deref().unwrap_or_default();
        put!(out, "    作者简介：\n\n    *{}，E-mail：{email}\n\n", author.name.0);
        emails.extend(article.corresponding());
    }
    if !article.grants.is_empty() {
        put!(out, "    基金信息：\n\n    {}\n\n", funding(article, false));
    }
    put!(out, "    {}    \n\n", doi(article));
    if !article.clc.is_empty() {
        put!(out, "    中图分类号： {}\n\n", article.clc.join(";"));
    }
    put!(out, "    {}\n\n", dates(article, LABELS, "，\n\n    "));
    put!(out, "{}\n\n{} {}.\n\n", cited(article, false), cited(article, true), doi(article));
    put!(out, "摘要\n\n{}\n\nAbstract\n\n{}\n\n", article.abstracts.0, article.abstracts.1);
    put!(out, "关键词\n\n{}\n\nKeywords\n\n", keywords(article, false, "   "));
    put!(out, "{}\n", keywords(article, true, "   "));
    foot(article, dice, out);
    Printed { affiliations: In::Chinese, clc: true, emails, references: 3, ..printed(article) }
}

fn printed(article: &Article<'_>) -> Printed {
    Printed { section: In::Chinese, affiliations: In::Neither, clc: false, ..Printed::both(article) }
}

fn one_line(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    put!(out, "{} | 更新时间：{}-12-02\n    |\n", article.section.0, article.year);
    put!(out, "    {}\n    {}\n\n    {}\n", article.title.0, article.title.1, line(article));
    let many = article.affiliations.len();
    for (at, author) in article.authors.iter().enumerate() {
        let last = at + 1 == article.authors.len();
        let markers = author.markers(many, ",");
        put!(out, "    {}{markers}\n", author.name.0);
        put!(out, "    {}{}   \n", if last { "" } else { "，" }, if author.corresponding { ",   ✉" } else { "" });
    }
    out.push('\n');
    for (at, affiliation) in article.affiliations.iter().enumerate() {
        let marker = if many > 1 { format!("{}.", at + 1) } else { String::new() };
        put!(out, "    {marker}{}\n\n", affiliation.text(false, article.journal));
    }
    let mut emails = Vec::new();
    if let Some(email) = article.correspondent().and_then(|author| author.email.as_deref()) {
        put!(out, "    {email}\n\n");
        emails.extend(article.corresponding());
    }
    let dates = dates(article, ["纸质出版", "网络首发", "收稿", "修回", "录用"], "，");
    put!(out, "    {dates}\n\n    {}     \n\n    引用本文\n", doi(article));
    put!(out, "    {}\n    {} {}\n\n", cited(article, false), cited(article, true), doi(article));
    if !article.clc.is_empty() {
        put!(out, "    中图分类号:{}\n\n", article.clc.join(";"));
    }
    put!(out, "    摘要\n    {}\n\n    关键词\n    {}\n\n", article.abstracts.0, keywords(article, false, "；"));
    put!(out, "    Abstract\n    {}\n\n    Keywords\n    {}\n\n", article.abstracts.1, keywords(article, true, "; "));
    if !article.grants.is_empty() {
        put!(out, "    基金资助\n    {}\n    {}\n", funding(article, false), funding(article, true));
    }
    views(dice, out);
    Printed { affiliations: In::Chinese, clc: true, emails, ..printed(article) }
}

fn under_authors(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    put!(out, "{}\n{}\n", article.journal.title.0, article.journal.title.1.to_uppercase());
    put!(out, "{} | 更新时间：{}-01-22\n\n", article.section.0, article.year + 1);
    put!(out, "{}\n\n{}\n\n{}\n\n作者信息\n", article.title.0, article.title.1, line(article));
    let mut emails = Vec::new();
    for (at, author) in article.authors.iter().enumerate() {
        put!(out, "{}\n", author.name.0);
        if author.corresponding {
            out.push_str("通讯作者\n");
        }
        for english in [false, true] {
            for place in &author.affiliations {
                put!(out, "{}\n", article.affiliations[*place].text(english, article.journal));
            }
        }
        if let (true, Some(email)) = (author.corresponding, &author.email) {
            put!(out, "{email}\n");
            emails.push(at);
        }
    }
    if !article.grants.is_empty() {
        put!(out, "\n基金项目：{}\n", funding(article, false));
    }
    put!(out, "\n{}\n\n稿件说明：\n\n移动端阅览\n\n", dates(article, LABELS, "\n\n"));
    put!(out, "{} {}.\n\n", cited(article, false).trim_end_matches('.'), doi(article));
    put!(out, "{} {}.\n\n", cited(article, true).trim_end_matches('.'), doi(article));
    put!(out, "摘要：{}\n关键词：{}\n", article.abstracts.0, keywords(article, false, "；"));
    put!(out, "Abstract：{}\nKey words：{}\n", article.abstracts.1, keywords(article, true, "；"));
    views(dice, out);
    Printed { affiliations: In::Both, emails, ..printed(article) }
}
