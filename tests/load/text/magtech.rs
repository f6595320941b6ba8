//! MagTech: the Chinese face, the English face, and the generation before.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{Byline, citation, funding, keywords, put, references};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    match dice.below(10) {
        0..6 => chinese(article, dice, out),
        6..8 => english(article, dice, out),
        _ => older(article, dice, out),
    }
}

/// Labels and dates that are there, a blank between them.
fn dates(labels: [&str; 5], dates: Dates) -> String {
    let Dates { received, revised, accepted, published, online } = dates;
    let dates = labels.into_iter().zip([received, revised, accepted, published, online]);
    let dates: Vec<String> = dates.filter_map(|(label, date)| Some(format!("{label}{}", iso(date?)))).collect();
    dates.join(" ")
}

fn head(article: &Article<'_>, english: bool, out: &mut String) {
    let journal = if english { &article.journal.title.1 } else { &article.journal.title.0 };
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    put!(out, "{journal} ›› {year}, Vol. {volume} ›› Issue ({issue}): {first_page}-{last_page}.");
    if let Some(doi) = &article.doi {
        put!(out, "doi: {doi}");
    }
    out.push_str("\n\n");
}

fn places(article: &Article<'_>, english: bool, out: &mut String) {
    out.push_str("  ");
    let gap = if english { " " } else { "" };
    for (at, affiliation) in article.affiliations.iter().enumerate() {
        let marker = if article.affiliations.len() > 1 { format!("{}.{gap}", at + 1) } else { String::new() };
        put!(out, "{}{marker}{}\n", if at == 0 { "1. " } else { "    " }, affiliation.text(english, article.journal));
        if at == 0 && article.affiliations.len() == 1 {
            break;
        }
    }
}

fn funds(article: &Article<'_>, english: bool, out: &mut String) {
    if !article.grants.is_empty() {
        let label = if english { "Supported by" } else { "基金资助" };
        put!(out, "  • {label}:\n    {}\n", funding(article, english));
    }
}

fn english_part(article: &Article<'_>, with_dates: bool, out: &mut String) {
    put!(out, "{}\n\n", article.title.1);
    Byline { english: true, between: ", ", comma: ",", star: "*", mail: "()" }.write(article, out);
    out.push_str("   \n\n");
    places(article, true, out);
    if with_dates {
        let line = dates(["Received:", "Revised:", "Accepted:", "Online:", "Published:"], article.dates);
        put!(out, "  • {line}\n");
    }
    if let Some(author) = article.correspondent() {
        put!(out, "  • Contact: {} E-mail:{}\n", author.name.1, author.email.as_deref().unwrap_or_default());
    }
    funds(article, true, out);
    out.push('\n');
}

fn chinese(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    if dice.chance(60) {
        put!(
            out,
            "欢迎访问{},今天是 20{}年{}月{}日 星期一\n\n",
            journal.title.0,
            22,
            dice.between(1, 12),
            dice.between(1, 28)
        );
    }
    head(article, false, out);
    put!(out, "• {} • 上一篇    下一篇\n\n{}\n\n", article.section.0, article.title.0);
    Byline { english: false, between: ", ", comma: ",", star: "*", mail: "()" }.write(article, out);
    out.push_str("   \n\n");
    places(article, false, out);
    let line = dates(["收稿日期:", "修回日期:", "接受日期:", "出版日期:", "发布日期:"], article.dates);
    put!(out, "  • {line}\n");
    let mut emails = Vec::new();
    if let Some(author) = article.correspondent() {
        put!(out, "  • 通讯作者: {} E-mail:{}\n", author.name.0, author.email.as_deref().unwrap_or_default());
        emails.extend(article.corresponding());
    }
    if dice.chance(60) {
        let first = &article.authors[0];
        put!(out, "  • 作者简介:{}，{}。", first.name.0, first.biography(article.matter));
        if let (false, Some(email)) = (first.corresponding, &first.email) {
            put!(out, "E-mail: {email}");
            emails.push(0);
        }
        out.push('\n');
    }
    funds(article, false, out);
    out.push('\n');
    english_part(article, true, out);
    if dice.chance(40) {
        out.push_str("摘要/Abstract\n\n");
    }
    put!(out, "摘要：\n\n{}\n\n", article.abstracts.0);
    let between = dice.one_of(&[", ", "; ", ",", "；"]);
    put!(out, "关键词: {}\n\nAbstract:\n\n{}\n\n", keywords(article, false, between), article.abstracts.1);
    put!(out, "Key words: {}\n\n", keywords(article, true, if between == "；" { "; " } else { between }));
    if !article.clc.is_empty() {
        put!(out, "中图分类号: \n\n  • {}\n\n", article.clc.join("\n  • "));
    }
    put!(
        out,
        "引用本文\n\n{}.\n\n{}.\n\n使用本文\n\n0\n    /   /   推荐\n\n",
        citation(article, false),
        citation(article, true)
    );
    out.push_str("导出引用管理器 EndNote|Ris|BibTeX\n\n");
    let many = dice.between(2, 6);
    put!(out, "相关文章 {many}\n\n");
    references(journal, many, dice, out);
    put!(out, "\n编辑推荐\nMetrics\n阅读次数\n全文 {}\n摘要 {}\n", dice.below(900), dice.below(3000));
    put!(out, "版权所有 © 《{}》编辑部\n本系统由北京玛格泰克科技发展有限公司设计开发\n", journal.title.0);
    Printed { section: In::Chinese, emails, ..Printed::both(article) }
}

fn english(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    put!(out, "Welcome to {}, Today is\n\n", article.journal.title.1);
    head(article, true, out);
    put!(out, "• {} • Previous Articles     Next Articles\n\n", article.section.1);
    english_part(article, true, out);
    put!(out, "Abstract:\n\n{}\n\nKey words: {}\n\n", article.abstracts.1, keywords(article, true, ", "));
    if !article.clc.is_empty() {
        put!(out, "CLC Number: \n\n  • {}\n\n", article.clc.join("\n  • "));
    }
    put!(out, "Cite this article\n\n{}.\n\nshare this article\n\n", citation(article, true));
    let many = dice.between(2, 6);
    put!(out, "Related Articles {many}\n\n");
    references(article.journal, many, dice, out);
    put!(out, "\nCopyright © Editorial Office of {}\nPowered by Beijing Magtech Co. Ltd\n", article.journal.title.1);
    // the English labels alone are taken at their word
    let Dates { published, online, .. } = article.dates;
    Printed {
        doi: true,
        title: In::English,
        journal: In::English,
        section: In::English,
        volume: true,
        issue: true,
        pages: true,
        dates: Dates { published: online, online: published, ..article.dates },
        names: In::English,
        affiliations: In::English,
        corresponding: true,
        emails: article.corresponding().into_iter().collect(),
        funding: In::English,
        keywords: In::English,
        abstracts: In::English,
        clc: true,
        ..Printed::default()
    }
}

fn older(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    put!(out, "Please wait a minute...\n{}  {year}, Vol. {volume} ", article.journal.title.0);
    put!(out, "Issue ({issue}): {first_page}-{last_page}    DOI: {}\n", article.doi.as_deref().unwrap_or_default());
    put!(out, "{}     最新目录| 下期目录| 过刊浏览| 高级检索     \n", article.section.0);
    for english in [false, true] {
        put!(out, "{}\n", if english { &article.title.1 } else { &article.title.0 });
        Byline { english, between: ",", comma: ",", star: "", mail: "()" }.write(article, out);
        out.push('\n');
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let marker = if article.affiliations.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
            put!(out, "{marker}{}\n", affiliation.text(english, article.journal));
        }
    }
    put!(out, " 全文: PDF({} KB)   HTML\n输出: BibTeX | EndNote (RIS)      \n", dice.between(400, 9000));
    put!(out, "摘要：\n\n{}\n\n服务\n把本文推荐给朋友\n加入引用管理器\nE-mail Alert\n", article.abstracts.0);
    put!(out, "作者相关文章\n{}\n\n", article.names(false, "\n"));
    put!(out, "关键词 ：{}    \n\n", keywords(article, false, ", "));
    put!(out, "Abstract：\n\n{}\n\nKey words：{}\n\n", article.abstracts.1, keywords(article, true, "    "));
    let dates = Dates { online: None, accepted: None, ..article.dates };
    let line = dates_line(dates);
    put!(out, "{line}\n");
    if !article.clc.is_empty() {
        put!(out, "ZTFLH:  {}  \n", article.clc.join("  \n  "));
    }
    if !article.grants.is_empty() {
        put!(out, "基金资助:{}\n", funding(article, false));
    }
    let mut emails = Vec::new();
    if let Some(author) = article.correspondent() {
        put!(out, "通讯作者: {}     E-mail: {}\n", author.name.0, author.email.as_deref().unwrap_or_default());
        emails.extend(article.corresponding());
    }
    put!(out, "引用本文:   \n{}.\n{}.\n链接本文:  \n", citation(article, false), citation(article, true));
    let code = &article.journal.code;
    put!(out, "http://www.{code}.net/CN/Y{year}/V{volume}/I{issue}/{first_page}\n");
    let many = dice.between(0, 12);
    references(article.journal, many, dice, out);
    Printed { section: In::Chinese, dates, emails, references: many, ..Printed::both(article) }
}

fn dates_line(of: Dates) -> String {
    dates(["收稿日期: ", "修订日期: ", "录用日期: ", "出版日期: ", "发布日期: "], of)
        .replace(" 修", "      修")
        .replace(" 出", "      出")
}
