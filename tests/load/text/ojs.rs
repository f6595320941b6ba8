//! Open Journal Systems: an English issue, and a bilingual one.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{keywords, put, reference};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    if dice.chance(50) { english(article, dice, out) } else { bilingual(article, dice, out) }
}

fn people(article: &Article<'_>, english: bool, indent: &str, out: &mut String) {
    for author in &article.authors {
        put!(out, "{indent}{}\n", author.name(english));
        put!(out, "{indent}{}\n", article.affiliations[author.affiliations[0]].text(english, article.journal));
        if let Some(orcid) = &author.orcid {
            put!(out, "{indent}https://orcid.org/{orcid}\n");
        }
        out.push_str(if indent.is_empty() { "" } else { "\n" });
    }
}

fn printed(article: &Article<'_>, references: usize) -> Printed {
    Printed {
        doi: true,
        issn: true,
        volume: true,
        issue: true,
        pages: true,
        dates: Dates { published: article.dates.published, ..Dates::default() },
        orcids: true,
        first_affiliations: true,
        references,
        ..Printed::default()
    }
}

fn english(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    out.push_str("Skip to main content\nSkip to main navigation menu\nSkip to site footer\nRegister\nLogin\n");
    put!(out, "{}\nCurrent\nArchives\nAbout\nSearch\nHome /\nArchives /\n", article.journal.title.1);
    put!(out, "Vol. {volume} No. {issue} ({year}) /\n{}\n\n{}\n\nAuthors\n\n", article.section.1, article.title.1);
    people(article, true, "", out);
    let doi = article.doi.as_deref().map(|doi| format!("https://doi.org/{doi}")).unwrap_or_default();
    if !doi.is_empty() {
        put!(out, "\nDOI:\n{doi}\n");
    }
    put!(out, "\nKeywords:\n{}\n\nAbstract\n\n{}\n\n", keywords(article, true, ", "), article.abstracts.1);
    out.push_str("Downloads\n\nDownload data is not yet available.\n\nReferences\n\n");
    let many = dice.between(2, 8);
    for _ in 0..many {
        reference(article.journal, dice, out);
        out.push_str("\n\n");
    }
    put!(out, "PDF\n\nPublished\n\n{}\n\nHow to Cite\n\n", article.dates.published.map(iso).unwrap_or_default());
    let journal = &article.journal.title.1;
    put!(out, "{} ({year}). {}. {journal}, ", article.names(true, ", "), article.title.1);
    put!(out, "{volume}({issue}), {first_page}–{last_page}. {doi}\n\nMore Citation Formats\n\n");
    put!(out, "Issue\n\nVol. {volume} No. {issue} ({year})\n\nSection\n\n{}\n\nLicense\n\n", article.section.1);
    put!(out, "Copyright (c) {year} {}\n\n", article.names(true, ", "));
    out.push_str("This work is licensed under a Creative Commons Attribution 4.0 International License.\n\n");
    put!(out, "Information\nFor Readers\nFor Authors\nFor Librarians\n\nISSN {}\n", article.journal.issn);
    Printed {
        title: In::English,
        journal: In::English,
        section: In::English,
        names: In::English,
        affiliations: In::English,
        keywords: In::English,
        abstracts: In::English,
        ..printed(article, many)
    }
}

fn bilingual(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    let (zh, en) = &article.journal.title;
    let section = article.section;
    put!(out, "Skip to main content Skip to main navigation menu Skip to site footer\nOpen Menu\n{en}\n");
    out.push_str("Current\nArchives\nAnnouncements\nAbout\nSearch\nRegister\nLogin\n\n");
    put!(out, "Home / Archives / Vol. {volume} No. {issue} ({year}): {zh} / {} {}\n\n", section.0, section.1);
    put!(out, "{}\n\n{}\n\nAuthors\n\n", article.title.0, article.title.1);
    people(article, false, "    ", out);
    let doi = article.doi.as_deref().map(|doi| format!("https://doi.org/{doi}")).unwrap_or_default();
    if !doi.is_empty() {
        put!(out, "DOI:\n\n{doi}\n\n");
    }
    put!(out, "Keywords:\n\n{}\n\nAbstract\n\n", keywords(article, false, ", "));
    put!(out, "{}\n\n{}\n\nReferences\n\n", article.abstracts.0, article.abstracts.1);
    let many = dice.between(2, 8);
    for _ in 0..many {
        reference(article.journal, dice, out);
        out.push_str("\n\n");
    }
    out.push_str("Downloads\n\nPDF (中文)\n\nPublished\n\n");
    put!(out, "{}\n\nHow to Cite\n\n", article.dates.published.map(iso).unwrap_or_default());
    put!(out, "{}. ({year}). {}. {zh}, ", article.names(false, ", "), article.title.0);
    put!(out, "{volume}({issue}), {first_page}–{last_page}. {doi}\n\nMore Citation Formats\n");
    out.push_str("ACM ACS APA ABNT Chicago Harvard IEEE MLA Turabian Vancouver\nDownload Citation\n");
    put!(out, "Endnote/Zotero/Mendeley (RIS) BibTeX\n\nIssue\n\nVol. {volume} No. {issue} ({year}): {zh}\n\n");
    put!(out, "Section\n\n{} {}\n\nLicense\n\n", section.0, section.1);
    put!(out, "Copyright (c) {year} {}\n\n", article.names(false, ", "));
    out.push_str(
        "This work is licensed under a Creative Commons Attribution-NonCommercial 4.0 International License.\n\n",
    );
    put!(out, "ISSN (Print) {}\nPlatform & workflow by OJS / PKP\n", article.journal.issn);
    Printed {
        title: In::Both,
        journal: In::Both,
        section: In::Both,
        names: In::Chinese,
        affiliations: In::Chinese,
        keywords: In::Chinese,
        abstracts: In::Both,
        ..printed(article, many)
    }
}
