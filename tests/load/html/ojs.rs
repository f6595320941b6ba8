//! The page of Open Journal Systems 3.3, in Chinese.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::super::text::{put, reference};
use super::{Esc, meta, related, scripts, styles};

pub fn write(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Printed {
    let (zh, en) = &article.journal.title;
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    out.push_str(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\" xml:lang=\"zh-CN\">\n<head>\n\t<meta charset=\"utf-8\">\n\t<title>\n",
    );
    put!(out, "\t\t{}\n\t\t\t| {zh}\n\t</title>\n", Esc(&article.title.0));
    out.push_str("<meta name=\"generator\" content=\"Open Journal Systems 3.3.0.8\">\n");
    let published = article.dates.published.map(iso).unwrap_or_default();
    meta("DC.Date.issued", Some(&published), out);
    put!(out, "<meta name=\"DC.Title.Alternative\" xml:lang=\"en\" content=\"{}\"/>\n", Esc(&article.title.1));
    put!(out, "<meta name=\"DC.Description\" xml:lang=\"en\" content=\"{}\"/>\n", Esc(&article.abstracts.1));
    for term in &article.keywords {
        put!(out, "<meta name=\"DC.Subject\" xml:lang=\"en\" content=\"{}\"/>\n", Esc(term.1));
    }
    meta("citation_journal_title", Some(zh), out);
    meta("citation_issn", Some(&article.journal.issn), out);
    for author in &article.authors {
        meta("citation_author", Some(&author.name.0), out);
        let place = article.affiliations[author.affiliations[0]].text(false, article.journal);
        meta("citation_author_institution", Some(&place), out);
    }
    meta("citation_title", Some(&article.title.0), out);
    meta("citation_language", Some("zh"), out);
    meta("citation_date", Some(&published.replace('-', "/")), out);
    meta("citation_volume", Some(&volume.to_string()), out);
    meta("citation_issue", Some(&issue.to_string()), out);
    meta("citation_firstpage", Some(&first_page.to_string()), out);
    meta("citation_lastpage", Some(&last_page.to_string()), out);
    meta("citation_doi", article.doi.as_deref(), out);
    for term in &article.keywords {
        put!(out, "<meta name=\"citation_keywords\" xml:lang=\"zh\" content=\"{}\"/>\n", Esc(term.0));
    }
    styles(size / 6, dice, out);
    scripts(size / 6, dice, out);
    out.push_str(
        "</head>\n<body class=\"pkp_page_article pkp_op_view\" dir=\"ltr\">\n<header class=\"pkp_structure_head\">",
    );
    put!(out, "<div class=\"pkp_site_name\"><a class=\"is_text\">{zh} {en}</a></div><nav><ul><li><a>当前期</a></li>");
    out.push_str("<li><a>归档</a></li><li><a>关于</a></li><li><a>搜索</a></li></ul></nav></header>\n");
    out.push_str(
        "<div class=\"page page_article\"><nav class=\"cmp_breadcrumbs\"><ol><li><a>首页</a></li><li><a>归档</a></li>",
    );
    put!(
        out,
        "<li><a>卷 {volume} 期 {issue} ({year})</a></li><li><span>{}</span></li></ol></nav>\n",
        article.section.0
    );
    put!(out, "<article class=\"obj_article_details\"><h1 class=\"page_title\">{}</h1>\n", Esc(&article.title.0));
    out.push_str("<section class=\"item authors\"><h2 class=\"pkp_screen_reader\">作者</h2><ul class=\"authors\">\n");
    for author in &article.authors {
        let place = article.affiliations[author.affiliations[0]].text(false, article.journal);
        put!(out, "<li><span class=\"name\">{}</span><span class=\"affiliation\">", author.name.0);
        put!(out, "{}</span>", Esc(&place));
        if let Some(orcid) = &author.orcid {
            put!(
                out,
                "<span class=\"orcid\"><a href=\"https://orcid.org/{orcid}\">https://orcid.org/{orcid}</a></span>"
            );
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul></section>\n");
    let doi = article.doi.as_deref().map(|doi| format!("https://doi.org/{doi}")).unwrap_or_default();
    if !doi.is_empty() {
        put!(out, "<section class=\"item doi\"><h2 class=\"label\">DOI:</h2><span class=\"value\"><a href=\"{doi}\">");
        put!(out, "{doi}</a></span></section>\n");
    }
    let terms: Vec<&str> = article.keywords.iter().map(|term| term.0).collect();
    put!(out, "<section class=\"item keywords\"><h2 class=\"label\">关键词:</h2><span class=\"value\">");
    put!(out, "{}</span></section>\n<section class=\"item abstract\"><h2 class=\"label\">摘要</h2>", terms.join(", "));
    put!(out, "<p>{}</p></section>\n", Esc(&article.abstracts.0));
    out.push_str("<section class=\"item references\"><h2 class=\"label\">参考</h2><div class=\"value\">");
    let end = size / 10 * 8;
    let mut references = 0;
    while out.len() < end || references < 5 {
        references += 1;
        out.push_str("<p>");
        reference(article.journal, dice, out);
        out.push_str("</p>\n");
    }
    put!(out, "</div></section>\n<div class=\"item published\"><h2 class=\"label\">已出版</h2><div class=\"value\">");
    put!(out, "<span>{published}</span></div></div>\n<div class=\"item citation\"><h2 class=\"label\">如何引用</h2>");
    put!(out, "<div class=\"csl-entry\">{}. ({year}). {}. ", article.names(false, ", "), Esc(&article.title.0));
    put!(out, "<i>{zh}</i>, <i>{volume}</i>({issue}), {first_page}–{last_page}. {doi}</div></div>\n");
    put!(
        out,
        "<div class=\"item issue\"><h2 class=\"label\">期</h2><div class=\"value\">卷 {volume} 期 {issue} ({year})"
    );
    put!(out, "</div><h2 class=\"label\">栏目</h2><div class=\"value\">{}</div></div>\n", article.section.0);
    out.push_str("</article>\n<div id=\"articlesBySimilarityList\"><h3>类似文章</h3><ul>\n");
    related(article, 8, dice, out);
    put!(out, "</ul></div></div>\n<div class=\"pkp_block\"><p>ISSN (Print) {}</p></div>\n", article.journal.issn);
    out.push_str(
        "<div class=\"pkp_brand_footer\"><a href=\"#\"><img alt=\"More information about the publishing system, ",
    );
    out.push_str(
        "Platform and Workflow by OJS/PKP.\" src=\"/templates/images/ojs_brand.png\"></a></div>\n</body></html>\n",
    );
    Printed {
        doi: true,
        title: In::Both,
        journal: In::Both,
        issn: true,
        section: In::Chinese,
        volume: true,
        issue: true,
        pages: true,
        dates: Dates { published: article.dates.published, ..Dates::default() },
        names: In::Chinese,
        affiliations: In::Chinese,
        first_affiliations: true,
        orcids: true,
        keywords: In::Both,
        abstracts: In::Both,
        references,
        ..Printed::default()
    }
}
