//! Hans: the landing page, and the head of the article.

use super::super::article::{Article, Dates, chinese};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{Byline, citation, keywords, put, references};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    if dice.chance(50) { landing(article, dice, out) } else { head(article, dice, out) }
}

fn printed() -> Printed {
    Printed {
        doi: true,
        title: In::Both,
        volume: true,
        issue: true,
        pages: true,
        keywords: In::Both,
        abstracts: In::Both,
        ..Printed::default()
    }
}

fn landing(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    put!(out, "{}\n{}\n", article.title.0, article.title.1);
    if let Some(doi) = &article.doi {
        put!(out, "DOI: {doi}, ");
    }
    put!(out, "PDF, HTML, XML, 下载: {}  浏览: {} \n作者: ", dice.below(900), dice.below(2000));
    // the authors of one place behind each other, then the place; so each has one
    let mut groups: Vec<Vec<&str>> = vec![Vec::new(); article.affiliations.len()];
    for author in &article.authors {
        groups[author.affiliations[0]].push(&author.name.0);
    }
    let groups = groups.iter().zip(&article.affiliations);
    let groups: Vec<String> =
        groups.map(|(names, place)| format!("{}：{}", names.join(", "), place.text(false, article.journal))).collect();
    put!(out, "{}\n", groups.join("；"));
    put!(out, "关键词: {}；{}\n", keywords(article, false, "  "), keywords(article, true, "  "));
    put!(out, "摘要: {}\nAbstract: {}\n", article.abstracts.0, article.abstracts.1);
    let doi = article.doi.as_deref().map(|doi| format!(" https://doi.org/{doi}")).unwrap_or_default();
    put!(out, "文章引用:{}.{doi}\n\n参考文献\n\n", citation(article, false));
    let many = dice.between(3, 12);
    references(article.journal, many, dice, out);
    Printed {
        journal: In::Chinese,
        names: In::Chinese,
        affiliations: In::Chinese,
        first_affiliations: true,
        references: many,
        ..printed()
    }
}

fn head(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    let (zh, en) = &article.journal.title;
    put!(out, "{en} {zh}, {year}, {volume}({issue}), {first_page}-{last_page}\n");
    let doi = article.doi.as_deref().map(|doi| format!("https://doi.org/{doi}\n")).unwrap_or_default();
    put!(out, "Published Online in Hans. https://www.hanspub.org/journal/{}\n{doi}\n", article.journal.code);
    let Dates { received, accepted, published, .. } = article.dates;
    let dates = [received, accepted, published];
    for english in [false, true] {
        put!(out, "{}\n\n", if english { &article.title.1 } else { &article.title.0 });
        let between = if english { ", " } else { "，" };
        Byline { english, between, comma: ",", star: "*", mail: "" }.write(article, out);
        out.push_str("\n\n");
        let many = article.affiliations.len();
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let marker = if many > 1 { (at + 1).to_string() } else { String::new() };
            put!(out, "{marker}{}\n", affiliation.text(english, article.journal));
        }
        let (labels, end) = if english {
            (["Received: ", "accepted: ", "published: "], "; ")
        } else {
            (["收稿日期：", "录用日期：", "发布日期："], "；")
        };
        let dates = labels.into_iter().zip(dates).filter_map(|(label, date)| {
            let date = date?;
            let english_date = || date.format("%b. %-d").to_string() + ordinal(date) + &date.format(", %Y").to_string();
            Some(format!("{label}{}", if english { english_date() } else { chinese(date) }))
        });
        put!(out, "\n{}\n\n", dates.collect::<Vec<_>>().join(end));
        if english {
            put!(out, "Abstract\n\n{}\n\nKeywords\n\n{}\n\n", article.abstracts.1, keywords(article, true, ", "));
        } else {
            put!(out, "摘 要\n\n{}\n\n关键词\n\n{}\n\n", article.abstracts.0, keywords(article, false, "，"));
        }
    }
    put!(out, "Copyright © {year} by author(s) and Hans Publishers Inc.\n");
    out.push_str("This work is licensed under the Creative Commons Attribution International License (CC BY 4.0).\n");
    out.push_str("http://creativecommons.org/licenses/by/4.0/\n\n1. 引言\n\n");
    super::super::prose::paragraph(article.matter, dice, out);
    if article.correspondent().is_some() {
        out.push_str("\n\n*通讯作者。");
    }
    put!(out, "\n\n文章引用: {}.\n", citation(article, false));
    if let Some(doi) = &article.doi {
        put!(out, "DOI: {doi}\n");
    }
    Printed {
        journal: In::Both,
        names: In::Both,
        affiliations: In::Both,
        corresponding: true,
        // its 发布日期 is the day of release on the web
        dates: Dates { received, accepted, online: published, ..Dates::default() },
        ..printed()
    }
}

fn ordinal(date: chrono::NaiveDate) -> &'static str {
    use chrono::Datelike as _;
    match date.day() {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    }
}
