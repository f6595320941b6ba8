//! RHHZ's page with tabs.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::Printed;
use super::super::prose::paragraph;
use super::super::text::{citation, funding, keywords, put};
use super::{Esc, citation_metas, menu, reference_list, related, scripts, styles};

pub fn write(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    out.push_str("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n");
    put!(out, "<title>{}</title>\n", Esc(&article.title.0));
    citation_metas(article, out);
    styles(size / 6, dice, out);
    scripts(size / 6, dice, out);
    out.push_str("</head>\n<body>\n<div class=\"header\">");
    menu(out);
    out.push_str(
        "</div>\n<div id=\"messageBoard\" style=\"display:none\"><h4>留言板</h4><p>尊敬的读者、作者、审稿人, ",
    );
    out.push_str("关于本刊的投稿、审稿、编辑和出版的任何问题, 您可以本页添加留言。</p><form><label>姓名</label><input></form></div>\n");
    let cited = article.doi.as_deref().map(|doi| format!(". doi: {doi}")).unwrap_or_default();
    for (class, label, english) in [("citationCn", "引用本文:", false), ("citationEn", "Citation:", true)] {
        put!(out, "<div class=\"citation {class}\"><div class=\"copyCitationInfo\"><b>{label}</b> ");
        put!(out, "{}{cited}</div></div>\n", Esc(&citation(article, english)));
    }
    for english in [false, true] {
        let (class, title) = if english { ("articleEn", &article.title.1) } else { ("articleCn", &article.title.0) };
        put!(out, "<div class=\"{class}\">\n<h2>{}</h2>\n<ul class=\"article-author clear\">", Esc(title));
        let many = article.affiliations.len();
        for (at, author) in article.authors.iter().enumerate() {
            put!(out, "<li><a>{}</a>", author.name(english));
            if many > 1 {
                put!(out, "<sup>{}</sup>", author.markers(many, ", "));
            }
            if author.corresponding && !english {
                out.push_str("<sup>,</sup><i class=\"icon-envelope\" title=\"通讯作者\"></i>");
            }
            out.push_str(if at + 1 < article.authors.len() { "<span class=\"dh\">, </span></li>" } else { "</li>" });
        }
        out.push_str("</ul>\n<ul class=\"addresswrap\">");
        for (at, affiliation) in article.affiliations.iter().enumerate() {
            let marker = if many > 1 { format!("<span>{}.</span>", at + 1) } else { String::new() };
            put!(out, "<li class=\"article-author-address\">{marker}<p>");
            put!(out, "{}</p></li>", Esc(&affiliation.text(english, journal)));
        }
        out.push_str("</ul>\n");
        if english {
            out.push_str("</div>\n");
            continue;
        }
        if let Some(doi) = &article.doi {
            put!(out, "<div class=\"article-doi\">doi: <a href=\"https://doi.org/{doi}\">{doi}</a></div>\n");
        }
        if !article.grants.is_empty() {
            let funds = funding(article, false);
            put!(out, "<div class=\"com-author-info\"><b>基金项目:&nbsp;</b><div>{}</div></div>\n", Esc(&funds));
        }
        out.push_str("<div>详细信息</div>\n<ul class=\"about-author\">\n");
        if let Some(author) = article.correspondent() {
            let email = author.email.as_deref().unwrap_or_default();
            put!(out, "<li class=\"com-corresp\"><h6>通讯作者:</h6><p>{}&nbsp;&nbsp;{email}</p></li>\n", author.name.0);
        }
        if !article.clc.is_empty() {
            put!(out, "<li class=\"clc\"><p>中图分类号:&nbsp;{}</p></li>\n", article.clc.join("; "));
        }
        out.push_str("</ul></div>\n");
    }
    out.push_str("<ul class=\"nav-tabs\"><li>摘要</li><li>HTML全文</li><li>参考文献</li><li>相关文章</li></ul>\n");
    for english in [false, true] {
        let (label, text) = if english { ("Abstract", &article.abstracts.1) } else { ("摘要", &article.abstracts.0) };
        put!(out, "<div class=\"article-abstract\"><b>{label}:&nbsp;</b><p>{}</p></div>\n", Esc(text));
        let label = if english { "Key words" } else { "关键词" };
        let terms = keywords(article, english, "</a>&nbsp;&nbsp;/&nbsp;&nbsp;</li><li><a>");
        put!(out, "<div class=\"kw\"><b>{label}:</b><ul><li><a>{terms}</a></li></ul></div>\n");
    }
    out.push_str("<div class=\"html-full\"><h3>HTML全文</h3>\n");
    let end = out.len() + size / 4;
    let mut body = String::new();
    while out.len() < end {
        body.clear();
        paragraph(article.matter, dice, &mut body);
        put!(out, "<p class=\"p\">{}</p>\n", Esc(&body));
    }
    out.push_str("</div>\n<h3>参考文献</h3><table class=\"reference-tab\">\n");
    let left = size.saturating_sub(out.len()) / 10 * 9;
    let references =
        reference_list(article, ("<tr class=\"document-box\"><td class=\"td2\">", "</td></tr>"), left, dice, out);
    out.push_str("</table>\n<div class=\"relative-article\"><h3>相关文章</h3><ul>\n");
    related(article, 6, dice, out);
    put!(
        out,
        "</ul></div>\n<div class=\"box\"><h4>计量</h4><ul><li>文章访问数:&nbsp; {}</li></ul></div>\n",
        dice.below(2000)
    );
    out.push_str("<div class=\"box article-history\"><h4>出版历程</h4><ul>");
    let Dates { received, revised, accepted, published, online } = article.dates;
    let labels = ["收稿日期", "修回日期", "录用日期", "网络出版日期", "刊出日期"];
    for (label, date) in labels.into_iter().zip([received, revised, accepted, online, published]) {
        if let Some(date) = date {
            put!(out, "<li><b>{label}:</b>&nbsp;&nbsp;<span>{}</span></li>", iso(date));
        }
    }
    put!(out, "</ul></div>\n<div class=\"footer\"><p>版权所有 &copy; 《{}》编辑部</p>", journal.title.0);
    out.push_str("<p>本系统由 <a href=\"https://www.rhhz.net\">北京仁和汇智信息技术有限公司</a> 开发</p></div>\n</body></html>\n");
    Printed::landing(article, references)
}
