//! MagTech's page of the newer generation.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::super::text::{citation, keywords, put};
use super::{Esc, menu, meta, reference_list, related, scripts, styles};

pub fn write(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    out.push_str("<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"zh\">\n<head>\n");
    out.push_str("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\" />\n");
    put!(out, "<title>{}</title>\n", Esc(&article.title.0));
    for (name, (zh, en)) in [("citation_journal_title", &journal.title), ("citation_title", &article.title)] {
        put!(out, "<meta name=\"{name}\" content=\"{}\" xml:lang=\"zh\"/>\n", Esc(zh));
        put!(out, "<meta name=\"{name}\" content=\"{}\" xml:lang=\"en\"/>\n", Esc(en));
    }
    meta("citation_issn", Some(&journal.issn), out);
    for author in &article.authors {
        meta("citation_author", Some(&author.name.0), out);
    }
    put!(out, "<meta name=\"citation_authors\" content=\"{}\" xml:lang=\"zh\"/>\n", article.names(false, ", "));
    put!(out, "<meta name=\"citation_authors\" content=\"{}\" xml:lang=\"en\"/>\n", article.names(true, ", "));
    meta("citation_volume", Some(&article.volume.to_string()), out);
    meta("citation_issue", Some(&article.issue.to_string()), out);
    meta("citation_firstpage", Some(&article.first_page.to_string()), out);
    meta("citation_lastpage", Some(&article.last_page.to_string()), out);
    meta("citation_doi", article.doi.as_deref(), out);
    let lead: String = article.abstracts.0.chars().take(60).collect();
    meta("dc.description", Some(&format!("{lead}...")), out);
    styles(size / 5, dice, out);
    scripts(size / 5, dice, out);
    out.push_str("</head>\n<body>\n<!-- header -->\n<div class=\"header-wrap\">");
    menu(out);
    put!(out, "</div>\n<div class=\"container\"><form action=\"/CN/article/searchArticle.do\"><input name=\"q\">");
    put!(
        out,
        "<button>高级检索</button></form><p>欢迎访问{},今天是 <span id=\"today\"></span></p></div>\n",
        journal.title.0
    );
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    put!(out, "<div class=\"abs-con\"><div class=\"tou\"><span>{}</span> &rsaquo;&rsaquo; ", journal.title.0);
    put!(out, "<span><a href=\"/CN/Y{year}/V{volume}/I{issue}\">{year}</a></span>, <span>Vol. {volume}</span> ");
    put!(out, "&rsaquo;&rsaquo; <span>Issue ({issue})</span>: {first_page}-{last_page}.");
    if let Some(doi) = &article.doi {
        put!(out, "<span class=\"doi-doi\">doi: <a href=\"https://doi.org/{doi}\">{doi}</a></span>");
    }
    put!(out, "</div>\n<p><span>&bull; {} &bull;</span> <span><a>上一篇</a>&nbsp;&nbsp;", article.section.0);
    out.push_str("<a>下一篇</a></span></p>\n");
    for english in [false, true] {
        let title = if english { &article.title.1 } else { &article.title.0 };
        put!(out, "<h3 class=\"abs-tit\">\n        {}\n</h3>\n<p><span>", Esc(title));
        let many = article.affiliations.len();
        for (at, author) in article.authors.iter().enumerate() {
            let markers = author.markers(many, ",");
            let star = match (author.corresponding, markers.is_empty()) {
                (false, _) => "",
                (true, true) => "*",
                (true, false) => ",*",
            };
            put!(out, "{}{}", if at > 0 { ", " } else { "" }, author.name(english));
            if !markers.is_empty() || !star.is_empty() {
                put!(out, "<sup>{markers}{star}</sup>");
            }
        }
        out.push_str("&nbsp;&nbsp;&nbsp;<i class=\"glyphicon\"></i></span></p>\n<address class=\"address\"><ol><li>");
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let marker = if many > 1 { format!("{}.", at + 1) } else { String::new() };
            let end = if at + 1 < many { ";<br/>" } else { "" };
            put!(out, "{marker}{}{end}", Esc(&affiliation.text(english, journal)));
        }
        out.push_str("</li></ol></address>\n<ul class=\"code-style\"><li>");
        let Dates { received, revised, accepted, published, online } = article.dates;
        let labels = if english {
            ["Received:", "Revised:", "Accepted:", "Online:", "Published:"]
        } else {
            ["收稿日期:", "修回日期:", "接受日期:", "出版日期:", "发布日期:"]
        };
        for (label, date) in labels.into_iter().zip([received, revised, accepted, published, online]) {
            if let Some(date) = date {
                put!(out, "<span><code>{label}</code>{} </span>", iso(date));
            }
        }
        out.push_str("</li>\n");
        if english {
            out.push_str("</ul>\n");
            continue;
        }
        if let Some(author) = article.correspondent() {
            let email = author.email.as_deref().unwrap_or_default();
            put!(out, "<li><code>通讯作者:</code>&nbsp;{} E-mail: {email}</li>\n", author.name.0);
        }
        if !article.grants.is_empty() {
            out.push_str("<li><code>基金资助:</code>");
            for grant in &article.grants {
                put!(out, "<br/>&nbsp;{}", Esc(&grant.text(false, journal)));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("<!-- 手机版作者区 --><div class=\"visible-xs\" style=\"display:none\"><h4>");
    put!(out, "{}</h4></div>\n<div class=\"panel-body\"><p><strong>摘要： </strong>", Esc(&article.title.0));
    put!(out, "{}</p>\n<p><strong>关键词: </strong>", Esc(&article.abstracts.0));
    put!(out, "<a href=\"#\">{}</a></p>\n", keywords(article, false, ", </a><a href=\"#\">"));
    put!(out, "<p><strong>Abstract: </strong>{}</p>\n", Esc(&article.abstracts.1));
    let terms = keywords(article, true, ", </a><a href=\"#\">");
    put!(out, "<p><strong>Key words: </strong><a href=\"#\">{terms}</a></p>\n");
    if !article.clc.is_empty() {
        put!(out, "<p><strong>中图分类号: </strong>&nbsp;</p><ul><li>{}</li></ul>\n", article.clc.join("</li><li>"));
    }
    put!(out, "</div>\n<h4>引用本文</h4><p>{}.</p>", Esc(&citation(article, false)));
    put!(out, "<p>{}.</p>\n<h4>参考文献</h4><table>\n", Esc(&citation(article, true)));
    let left = size.saturating_sub(out.len()) / 10 * 9;
    let references = reference_list(article, ("<tr><td class=\"J_author\">", "</td></tr>"), left, dice, out);
    out.push_str("</table>\n<h4>相关文章</h4><ul>\n");
    related(article, 8, dice, out);
    put!(out, "</ul></div>\n<div class=\"footer\">版权所有 &copy; 《{}》编辑部<br>", journal.title.0);
    out.push_str("本系统由<a href=\"http://www.magtech.com.cn\">北京玛格泰克科技发展有限公司</a>设计开发</div>\n</body></html>\n");
    Printed { section: In::Chinese, ..Printed::landing(article, references) }
}
