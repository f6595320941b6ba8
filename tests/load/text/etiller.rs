//! E-Tiller: the page of long standing, and the one with tabs.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{Byline, funding, keywords, put};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    if dice.chance(60) { page(article, dice, out) } else { tabs(article, dice, out) }
}

fn cited(article: &Article<'_>, english: bool) -> String {
    let (names, title) = (article.names(english, ","), if english { &article.title.1 } else { &article.title.0 });
    let journal = if english { &article.journal.title.1 } else { &article.journal.title.0 };
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    format!("{names}.{title}[J].{journal},{year},{volume}({issue}):{first_page}~{last_page}")
}

fn places(article: &Article<'_>, english: bool, between: &str) -> String {
    let many = article.affiliations.len();
    let places = article.affiliations.iter().enumerate().map(|(at, affiliation)| {
        let marker = if many > 1 { format!("{}.", at + 1) } else { String::new() };
        format!("{marker}{}", affiliation.text(english, article.journal))
    });
    places.collect::<Vec<_>>().join(between)
}

fn page(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    out.push_str("首页 | 期刊介绍 | 编委会 | 投稿指南 | 期刊订阅 | 联系我们 | English\n##\n###\n");
    put!(out, "@{}\n引用本文:{}\n{}\n", article.journal.title.0, cited(article, false), cited(article, true));
    out.push_str("【打印本页】   【HTML】   【下载PDF全文】   查看/发表评论  【EndNote】   【RefMan】   【BibTex】\n");
    out.push_str("←前一篇|后一篇→\t过刊浏览    高级检索\n");
    put!(out, "本文已被：浏览 {}次   下载 {}次\t 码上扫一扫！\n", dice.below(4000), dice.below(2000));
    for english in [false, true] {
        let (title, text) =
            if english { (&article.title.1, &article.abstracts.1) } else { (&article.title.0, &article.abstracts.0) };
        put!(out, "{title}\n");
        Byline { english, between: ", ", comma: ",", star: "", mail: "" }.write(article, out);
        put!(out, "\n{}({})\n", if english { "" } else { "0\n" }, places(article, english, ";"));
        put!(out, "{}\n{text}\n", if english { "Abstract:" } else { "摘要:" });
        let label = if english { "Key words:" } else { "关键词:" };
        put!(out, "{label}  {}\n", keywords(article, english, "  "));
        if english {
            continue;
        }
        put!(out, "DOI：{}\n", article.doi.as_deref().unwrap_or_default());
        if let Some(date) = article.dates.received {
            put!(out, "投稿时间：{}", iso(date));
        }
        if let Some(date) = article.dates.revised {
            put!(out, "修订日期：{}", iso(date));
        }
        out.push('\n');
        if !article.clc.is_empty() {
            put!(out, "分类号:{}\n", article.clc.join(","));
        }
        put!(out, "基金项目:{}\n", funding(article, false));
    }
    Printed {
        dates: Dates { received: article.dates.received, revised: article.dates.revised, ..Dates::default() },
        corresponding: false,
        ..Printed::both(article)
    }
}

fn tabs(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let many = article.affiliations.len();
    put!(out, "{}\nDOI:\n{}\nCSTR:\n \n", article.title.0, article.doi.as_deref().unwrap_or_default());
    out.push_str("作者:\n");
    for author in &article.authors {
        let marked = format!("{}{}", author.name.0, author.markers(many, ","));
        put!(out, "{marked}{marked}\n");
        for place in &author.affiliations {
            let marker = if many > 1 { format!("{}.", place + 1) } else { String::new() };
            put!(out, "{marker}{}\n", article.affiliations[*place].text(false, article.journal));
        }
        out.push_str("在期刊界中查找\n在百度中查找\n在本站中查找\n ");
    }
    put!(out, "\n作者单位:\n{}\n作者简介:\n通讯作者:\n", places(article, false, ";"));
    let mut emails = Vec::new();
    if let Some(author) = article.correspondent() {
        put!(out, "{}，{}", author.name.0, author.biography(article.matter));
        if dice.chance(50) {
            put!(out, "，E-mail：{}", author.email.as_deref().unwrap_or_default());
            emails.extend(article.corresponding());
        }
    }
    put!(out, "\n中图分类号:\n{}\n基金项目:\n{}\n", article.clc.join(";"), funding(article, false));
    put!(out, "{}\nAuthor:\n", article.title.1);
    for author in &article.authors {
        put!(out, "{}{}\nAffiliation:\n", author.name.1, author.markers(many, ","));
        for place in &author.affiliations {
            let marker = if many > 1 { format!("{}.", place + 1) } else { String::new() };
            put!(out, "{marker}{}\n", article.affiliations[*place].text(true, article.journal));
        }
    }
    out.push_str("Fund Project:\n\n摘要\n|\n图/表\n|\n访问统计\n|\n参考文献\n|\n相似文献\n|\n引证文献\n|\n资源附件\n");
    put!(out, "摘要:\n{}\n关键词:\n{}\n", article.abstracts.0, keywords(article, false, ";"));
    put!(out, "Abstract:\n{}\nKeyword:\n{}\n", article.abstracts.1, keywords(article, true, ";"));
    put!(out, "参考文献\n相似文献\n引证文献\n引用本文\n{}\n复制\n分享\n", cited(article, false).replace('~', "-"));
    put!(out, "文章指标\n点击次数:{}\n下载次数: {}\n", dice.below(3000), dice.below(900));
    out.push_str("HTML阅读次数: 0\n引用次数: 0\n历史\n");
    let Dates { received, revised, accepted, published, online } = article.dates;
    let labels = ["收稿日期:", "最后修改日期:", "录用日期:", "在线发布日期: ", "出版日期: "];
    for (label, date) in labels.into_iter().zip([received, revised, accepted, online, published]) {
        put!(out, "{label}{}\n", date.map(iso).unwrap_or_default());
    }
    Printed { journal: In::Chinese, emails, ..Printed::both(article) }
}
