//! E-Tiller's page of long standing: tables, and a view state of some kilobytes.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::Printed;
use super::super::text::{funding, keywords, put};
use super::{Esc, menu, meta, related, scripts, styles};

pub fn write(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Printed {
    let journal = article.journal;
    let (zh, en) = &article.title;
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    out.push_str("<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0 Transitional//EN\" >\n<html>\n<head>\n");
    put!(out, "<title>{}</title>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n", Esc(zh));
    out.push_str("<meta content=\"Microsoft Visual Studio 7.0\" name=\"GENERATOR\">\n");
    meta("citation_title", Some(zh), out);
    meta("citation_authors", Some(&article.names(false, ";")), out);
    meta("citation_journal_title", Some(&journal.title.0), out);
    meta("citation_volume", Some(&volume.to_string()), out);
    meta("citation_issue", Some(&issue.to_string()), out);
    meta("citation_firstpage", Some(&first_page.to_string()), out);
    styles(size / 5, dice, out);
    scripts(size / 5, dice, out);
    out.push_str("</head>\n<body leftmargin=\"0\">\n<form name=\"Form1\" method=\"post\">\n");
    out.push_str("<input type=\"hidden\" name=\"__VIEWSTATE\" value=\"");
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for _ in 0..size / 40 {
        let mut roll = dice.roll();
        for _ in 0..10 {
            out.push(char::from(DIGITS[(roll & 63) as usize]));
            roll >>= 6;
        }
    }
    out.push_str("\">\n<table width=\"1000\"><tr><td>");
    menu(out);
    out.push_str("</td></tr></table>\n<table id=\"QueryUI\" class=\"front_table\">\n");
    put!(out, "<tr><td colspan=\"2\"><b><span id=\"FileTitle\">{}</span></b></td></tr>\n", Esc(zh));
    put!(out, "<tr><td colspan=\"2\"><span id=\"EnTitle\">{}</span></td></tr>\n<tr><td colspan=\"2\">", Esc(en));
    let Dates { received, revised, .. } = article.dates;
    for (label, date) in [("投稿时间", received), ("修订日期", revised)] {
        if let Some(date) = date {
            put!(out, "<span>{label}</span>：<span>{}</span>&nbsp;&nbsp;&nbsp;&nbsp;", iso(date));
        }
    }
    let mut row = |label: &str, id: &str, value: &str| {
        put!(out, "</td></tr>\n<tr><td class=\"unnamed3\">{label}</td><td><span id=\"{id}\">{value}</span>");
    };
    row("DOI：", "DOI", article.doi.as_deref().unwrap_or_default());
    row("中文关键词:", "KeyWord", &format!("<a>{}</a>", keywords(article, false, "</a>&nbsp; <a>")));
    row("英文关键词:", "EnKeyWord", &format!("<a>{}</a>", keywords(article, true, "</a>&nbsp; <a>")));
    row("基金项目:", "FundProject", &Esc(&funding(article, false)).to_string());
    for english in [false, true] {
        let (id, head) = if english {
            ("EnAuthor", ["Author Name", "Affiliation", "E-mail"])
        } else {
            ("Author", ["作者", "单位", "E-mail"])
        };
        put!(out, "</td></tr>\n<tr><td colspan=\"2\"><table id=\"{id}\" border=\"1\"><tr>");
        put!(out, "<td>{}</td><td>{}</td><td>{}</td></tr>", head[0], head[1], head[2]);
        for author in &article.authors {
            let place = article.affiliations[author.affiliations[0]].text(english, journal);
            put!(out, "<tr><td width=\"80\"><a>{}</a></td><td>{}</td>", author.name(english), Esc(&place));
            put!(out, "<td>{}&nbsp;</td></tr>", author.email.as_deref().unwrap_or_default());
        }
        out.push_str("</table>");
    }
    put!(out, "</td></tr>\n<tr><td colspan=\"2\">摘要点击次数:&nbsp;<span>{}</span></td></tr>\n", dice.below(4000));
    for (label, id, text) in
        [("中文摘要:", "Abstract", &article.abstracts.0), ("英文摘要:", "EnAbstract", &article.abstracts.1)]
    {
        put!(out, "<tr><td class=\"unnamed3\" valign=\"top\">{label}</td><td class=\"unnamed3\"><span id=\"{id}\">");
        put!(out, "&nbsp;&nbsp;&nbsp;&nbsp;{}</span></td></tr>\n", Esc(text));
    }
    out.push_str(
        "<tr><td colspan=\"2\"><a href=\"#\">查看全文</a>&nbsp;&nbsp;<a href=\"#\">查看/发表评论</a></td></tr>\n",
    );
    put!(
        out,
        "<tr><td class=\"unnamed3\">引用本文：</td><td><span id=\"ReferenceText\">{}.",
        article.names(false, ",")
    );
    put!(out, "{}[J].{},{year},{volume}({issue}):", Esc(zh), journal.title.0);
    put!(out, "{first_page}~{last_page}.<br>{}.{}[J].", article.names(true, ","), Esc(en));
    put!(out, "{},{year},{volume}({issue}):{first_page}~{last_page}.</span></td></tr>\n", journal.title.1);
    out.push_str("</table>\n<table width=\"200\"><tr><td><b>本期目录</b><ul>\n");
    while out.len() < size / 10 * 9 {
        related(article, 4, dice, out);
    }
    put!(out, "</ul></td></tr></table>\n<table><tr><td>版权所有：《{}》编辑部&nbsp;", journal.title.0);
    put!(out, "ISSN：{}&nbsp;&nbsp;CN：{}<br>本系统由北京勤云科技发展有限公司设计", journal.issn, journal.cn);
    out.push_str("</td></tr></table>\n</form></body></html>\n");
    Printed {
        issn: true,
        cn: true,
        dates: Dates { received, revised, ..Dates::default() },
        first_affiliations: true,
        emails: (0..article.authors.len()).collect(),
        corresponding: false,
        clc: false,
        ..Printed::both(article)
    }
}
