//! Founder's page, rendered on its server.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::super::prose::paragraph;
use super::super::text::{citation, keywords, put};
use super::{Esc, citation_metas, menu, reference_list, related, scripts, styles};

pub fn write(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    let (zh, en) = &article.title;
    out.push_str("<!doctype html>\n<html data-n-head-ssr lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n");
    put!(out, "<title>{} - {}</title>\n", Esc(zh), journal.title.0);
    citation_metas(article, out);
    styles(size / 5, dice, out);
    scripts(size / 5, dice, out);
    out.push_str("</head>\n<body><div id=\"__nuxt\"><div id=\"app\">\n<div class=\"head-box\">");
    menu(out);
    put!(
        out,
        "</div>\n<div class=\"crumb\">首页 / 文章详情</div>\n<div class=\"column-tag\">{}</div>\n",
        article.section.0
    );
    put!(
        out,
        "<h1 class=\"art-title\">{}</h1><span class=\"tag\">增强出版</span>\n<div class=\"art-author\">",
        Esc(zh)
    );
    for (at, author) in article.authors.iter().enumerate() {
        out.push_str(if at > 0 { "<span class=\"sep\">，</span>" } else { "" });
        put!(out, "<span class=\"author-item\">{0}<div class=\"author-pop\" style=\"display:none\">", author.name.0);
        put!(out, "<p class=\"pop-name\">{}</p><p class=\"pop-name-en\">{}</p>", author.name.0, author.name.1);
        for place in &author.affiliations {
            let place = &article.affiliations[*place];
            put!(out, "<p class=\"pop-aff\">{}</p>", Esc(&place.text(false, journal)));
            put!(out, "<p class=\"pop-aff-en\">{}</p>", Esc(&place.text(true, journal)));
        }
        out.push_str("</div></span>");
    }
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    put!(out, "</div>\n<div class=\"art-source\"><a href=\"/zh/\">{}</a> | {year}年{volume}卷", journal.title.0);
    put!(out, "第{issue}期 页码：{first_page}-{last_page}</div>\n<div class=\"art-base\"><ul>");
    out.push_str("<li><em>作者机构：</em><a class=\"more\">查看作者机构信息</a></li>\n");
    if let Some(author) = article.correspondent() {
        let email = author.email.as_deref().unwrap_or_default();
        put!(out, "<li><em>作者简介：</em>*通信作者：{}，E-mail：{email}</li>\n", author.name.0);
    }
    if !article.grants.is_empty() {
        out.push_str("<li><em>基金信息：</em>");
        for grant in &article.grants {
            put!(out, "<p>{}</p>", Esc(&grant.text(false, journal)));
        }
        out.push_str("</li>\n");
    }
    if let Some(doi) = &article.doi {
        put!(out, "<li><em>DOI：</em>{doi}</li>\n");
    }
    if !article.clc.is_empty() {
        put!(out, "<li><em>中图分类号：</em>{}</li>", article.clc.join(";"));
    }
    let Dates { received, revised, accepted, published, online } = article.dates;
    let labels = ["纸质出版日期", "网络出版日期", "收稿日期", "修回日期", "录用日期"];
    let dates = labels.into_iter().zip([published, online, received, revised, accepted]);
    let dates: Vec<String> = dates.filter_map(|(label, date)| Some(format!("{label}：{}", iso(date?)))).collect();
    put!(out, "</ul>\n<p class=\"dates\">{}</p></div>\n<div class=\"cite-box\">", dates.join("，"));
    put!(out, "<p>{}.</p><p>{}.</p></div>\n", Esc(&citation(article, false)), Esc(&citation(article, true)));
    put!(out, "<h2 class=\"art-title-en\">{}</h2><p class=\"en-author\">{}</p>\n", Esc(en), article.names(true, ", "));
    out.push_str(
        "<div class=\"tabs\"><span>摘要</span><span>图表</span><span>参考文献</span></div>\n<section id=\"abs\">",
    );
    put!(out, "<h3>摘要</h3><p>{}</p>", Esc(&article.abstracts.0));
    put!(out, "<h3>Abstract</h3><p>{}</p>", Esc(&article.abstracts.1));
    put!(out, "<h3>关键词</h3><p>{}</p>", keywords(article, false, "；"));
    put!(out, "<h3>Keywords</h3><p>{}</p></section>\n<section id=\"full\">", keywords(article, true, "; "));
    let end = out.len() + size / 4;
    let mut body = String::new();
    while out.len() < end {
        body.clear();
        paragraph(article.matter, dice, &mut body);
        put!(out, "<p>{}</p>\n", Esc(&body));
    }
    out.push_str("</section>\n<section id=\"refs\"><h3>参考文献</h3>\n");
    let left = size.saturating_sub(out.len()) / 10 * 9;
    let references = reference_list(article, ("<p class=\"ref-item\">", "<a>百度学术</a></p>"), left, dice, out);
    out.push_str("</section>\n<section id=\"rel\"><h3>相关文章</h3><ul>\n");
    related(article, 6, dice, out);
    put!(out, "</ul></section>\n<div class=\"foot-box\">版权所有 © {} ", journal.title.0);
    out.push_str("技术支持：北京北大方正电子有限公司</div>\n</div></div></body></html>\n");
    Printed { section: In::Chinese, ..Printed::landing(article, references) }
}
