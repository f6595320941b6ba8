//! RHHZ: the page with tabs and a message board, and the static page.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{Byline, citation, funding, keywords, put, reference, references, source};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    if dice.chance(75) { tabs(article, dice, out) } else { page(article, dice, out) }
}

const BOARD: &str = "留言板

尊敬的读者、作者、审稿人, 关于本刊的投稿、审稿、编辑和出版的任何问题, 您可以本页添加留言。我们将尽快给您答复。谢谢您的支持!

姓名
邮箱
手机号码
标题
留言内容
验证码

";

fn bylines(article: &Article<'_>, english: bool, out: &mut String) {
    let authors = article.authors.iter();
    let many = article.affiliations.len();
    for author in authors {
        let markers = author.markers(many, ", ");
        put!(out, "{}{markers}{}\n", author.name(english), if author.corresponding { ", ,  ,, " } else { ", " });
    }
    out.push('\n');
    for (at, affiliation) in article.affiliations.iter().enumerate() {
        if many > 1 {
            put!(out, "{}. \n\n", at + 1);
        }
        put!(out, "{}\n\n", affiliation.text(english, article.journal));
    }
}

fn tabs(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    let with_places = dice.chance(70);
    let doi = article.doi.as_ref();
    let cited = doi.map(|doi| format!(" doi: {doi}")).unwrap_or_default();
    if dice.chance(30) {
        out.push_str("Loading [MathJax]/jax/output/HTML-CSS/jax.js\n高级搜索\n\n");
    }
    out.push_str(BOARD);
    put!(out, "{}\n\n{}\n\n", article.title.0, article.names(false, " "));
    if dice.chance(60) {
        reference(journal, dice, out);
        put!(out, " doi: 10.{}/{}.{}\n", journal.prefix, journal.code, dice.between(1000, 9999));
    }
    put!(out, "引用本文: {}.{cited}\n", citation(article, false));
    put!(out, "Citation: {}.{cited}\n\n{}\n\n", citation(article, true), article.title.0);
    if let Some(doi) = doi {
        put!(out, "doi: {doi}\n");
    }
    if with_places {
        bylines(article, false, out);
    }
    if !article.grants.is_empty() {
        put!(out, "基金项目: {}\n", funding(article, false));
    }
    out.push_str("详细信息\n");
    let mut emails = Vec::new();
    if dice.chance(60) {
        out.push_str("    作者简介:\n\n");
        let first = &article.authors[0];
        put!(out, "    {}：{}\n\n", first.name.0, first.biography(article.matter));
    }
    if let Some(author) = article.correspondent() {
        put!(out, "    通讯作者:\n\n    {} {}\n\n", author.name.0, author.email.as_deref().unwrap_or_default());
        emails.extend(article.corresponding());
    }
    if !article.clc.is_empty() {
        put!(out, "  • 中图分类号: {}\n\n", article.clc.join("; "));
    }
    put!(out, "{}\n\n", article.title.1);
    if with_places {
        bylines(article, true, out);
    }
    if !article.grants.is_empty() && dice.chance(70) {
        put!(out, "Funds: {}\n", funding(article, true));
    }
    out.push_str("More Information\n");
    put!(out, "  • 摘要: {}\n    关键词:\n", article.abstracts.0);
    put!(out, "    • {}\n", keywords(article, false, "  /\n    • "));
    put!(out, "    Abstract: {}\n    Key words:\n", article.abstracts.1);
    put!(out, "    • {}\n    HTML全文\n\n", keywords(article, true, "  /\n    • "));
    for figure in 1..=dice.below(5) {
        put!(out, "    图  {figure}  {}的{}\n\n", article.matter.object.0, article.matter.aspect.0);
    }
    put!(out, "  • 加载中\n图({}) / 表({})\n计量\n", dice.below(9), dice.below(5));
    put!(out, "  • 文章访问数:  {}\n  • HTML全文浏览量:  {}\n", dice.below(3000), dice.below(900));
    put!(out, "  • PDF下载量:  {}\n  • 被引次数: 0\n出版历程\n", dice.below(500));
    let Dates { received, revised, accepted, published, online } = article.dates;
    let labels = ["收稿日期", "修回日期", "录用日期", "网络出版日期", "刊出日期"];
    for (label, date) in labels.into_iter().zip([received, revised, accepted, online, published]) {
        if let Some(date) = date {
            put!(out, "  • {label}:  {}\n", iso(date));
        }
    }
    out.push_str("\n目录\n\n    /\n\n    返回文章\n    返回\n");
    Printed { affiliations: if with_places { In::Both } else { In::Neither }, emails, ..Printed::both(article) }
}

fn page(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    out.push_str("文章快速检索  \n  高级检索\n");
    let doi = article.doi.as_deref().map(|doi| format!("http://dx.doi.org/{doi}\n")).unwrap_or_default();
    for english in [false, true] {
        put!(out, "{}\n", if english { &article.title.1 } else { &article.title.0 });
        Byline { english, between: ", ", comma: ", ", star: "", mail: "" }.write(article, out);
        out.push_str("     \n");
        let many = article.affiliations.len();
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let marker = if many > 1 { format!("{}. ", at + 1) } else { String::new() };
            let end = if at + 1 < many { ";" } else { "" };
            put!(out, "{marker}{}{end}\n", affiliation.text(english, article.journal));
        }
        if !english {
            let terms = keywords(article, false, "     ");
            put!(out, "摘要: {}\n关键词: {terms}    \n", article.abstracts.0);
        }
    }
    let Dates { received, accepted, online, .. } = article.dates;
    let labels = [("Received", received), ("Accepted", accepted), ("Published online", online)];
    let dates: Vec<String> =
        labels.iter().filter_map(|(label, date)| Some(format!("{label}: {}", iso((*date)?)))).collect();
    put!(out, "{}\n", dates.join("; "));
    if !article.grants.is_empty() {
        put!(out, "Foundation item: {}\n", funding(article, true));
    }
    let mut emails = Vec::new();
    if let Some(author) = article.correspondent() {
        let email = author.email.as_deref().unwrap_or_default();
        put!(out, "Corresponding author. {}, E-mail: {email}\n", author.name.1);
        emails.extend(article.corresponding());
    }
    put!(out, "Abstract: {}\nKey words: {}    \n\n", article.abstracts.1, keywords(article, true, "     "));
    for section in 1..=2 {
        if section > 1 {
            put!(out, "{} 材料与方法\n\n", section - 1);
        }
        super::super::prose::paragraph(article.matter, dice, out);
        out.push_str("\n\n");
    }
    let many = dice.between(3, 9);
    out.push_str("参考文献\n");
    references(article.journal, many, dice, out);
    put!(out, "{doi}{}主办。\n\n0\n\n文章信息\n\n", article.affiliations[0].institution.0);
    put!(out, "{}\n{}\n{}\n", article.names(false, ", "), article.names(true, ", "), article.title.0);
    put!(out, "{}\n{}\n{}\n{doi}\n文章历史\n\n", article.title.1, source(article, false), source(article, true));
    for (label, date) in [("收稿日期", received), ("录用日期", accepted), ("网络出版时间", online)] {
        if let Some(date) = date {
            put!(out, "{label}: {}\n", iso(date));
        }
    }
    out.push_str("\n\n相关文章\n\n工作空间\n");
    Printed {
        dates: Dates { received, accepted, online, ..Dates::default() },
        emails,
        funding: In::English,
        references: many,
        clc: false,
        ..Printed::both(article)
    }
}
