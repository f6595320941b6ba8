//! `articles`: one row an article.

use super::{Article, Cell, Column, Kind, Name, Rows, Rule, Table};
use crate::field::{Cn, Date, Doi, Issn};

/// What an article's id looks like.
pub(super) const ID: Rule = Rule::Pattern(r"doi:10\.[0-9]{4,9}(\.[0-9]+)*/[^\sA-Z]+|qk:[0-9a-f]{16}(#[0-9]+)?");
const PRECISION: Rule = Rule::OneOf(&["day", "month", "year"]);

/// An article.
pub const TABLE: Table = Table {
    name: "articles",
    about: "An article of a scholarly journal.",
    columns: &[
        Column::text("article_id", "The article: doi:… where there is a DOI, else qk: and 16 hex digits; #2, #3 … follows where another article has the same.").distinct()
            .required()
            .rule(ID),
        Column::text("doi", "Digital Object Identifier, lower case.").distinct()
            .rule(Rule::Pattern(r"10\.[0-9]{4,9}(\.[0-9]+)*/[^\sA-Z]+")),
        Column::text("title_zh", "Title in Chinese.").distinct(),
        Column::text("title_en", "Title in English.").distinct(),
        Column::text("journal_zh", "Name of the journal in Chinese."),
        Column::text("journal_en", "Name of the journal in English."),
        Column::text("issn", "ISSN of the print edition.").rule(Rule::Pattern("[0-9]{4}-[0-9]{3}[0-9X]")),
        Column::text("eissn", "ISSN of the electronic edition.").rule(Rule::Pattern("[0-9]{4}-[0-9]{3}[0-9X]")),
        Column::text("cn", "CN number of the journal (国内统一连续出版物号)."),
        Column::text("section", "The journal's section or column (栏目)."),
        Column::new("year", Kind::Int16, "Year of the issue.").rule(Rule::Between(1800, 2100)),
        Column::text("volume", "Volume (卷) as printed, without leading zeros."),
        Column::text("issue", "Issue (期) as printed, without leading zeros."),
        Column::text("first_page", "First page."),
        Column::text("last_page", "Last page of the first run of pages."),
        Column::text("article_number", "Article number of a journal without pages."),
        Column::text("article_code", "Article code (文章编号, CAJ-CD B/T 1).").distinct(),
        Column::new("received", Kind::Date, "Day the manuscript came in (收稿日期)."),
        Column::new("revised", Kind::Date, "Day the last revision came in (修回日期)."),
        Column::new("accepted", Kind::Date, "Day it was accepted (录用日期)."),
        Column::new("published", Kind::Date, "Day the issue appeared (出版日期)."),
        Column::new("online", Kind::Date, "Day it was released on the web (网络出版日期)."),
        Column::text("received_precision", "What is printed of received; the rest is filled up with 1.")
            .rule(PRECISION),
        Column::text("revised_precision", "What is printed of revised; the rest is filled up with 1.").rule(PRECISION),
        Column::text("accepted_precision", "What is printed of accepted; the rest is filled up with 1.")
            .rule(PRECISION),
        Column::text("published_precision", "What is printed of published; the rest is filled up with 1.")
            .rule(PRECISION),
        Column::text("online_precision", "What is printed of online; the rest is filled up with 1.").rule(PRECISION),
        Column::text("abstract_zh", "Abstract in Chinese.").distinct(),
        Column::text("abstract_en", "Abstract in English.").distinct(),
        Column::text("clc", "Codes of the Chinese Library Classification (中图分类号), joined by semicolons."),
        Column::text("document_code", "Document code (文献标识码).").rule(Rule::OneOf(&["A", "B", "C", "D", "E"])),
        Column::text("language", "Main language of the article (ISO 639-1).").rule(Rule::OneOf(&["zh", "en"])),
        Column::text("platform", "The publishing platform whose layout the source has.").required(),
    ],
    primary_key: &["article_id"],
    foreign_keys: &[],
};

pub(super) fn rows(article: Article<'_>, rows: &mut impl Rows) {
    let r = article.record;
    let d = &r.dates;
    let day = |date: Option<Date>| date.map_or(Cell::Null, |date| Cell::Date(date.to_naive()));
    let precision = |date: Option<Date>| date.map(|date| date.precision().as_str()).into();
    let clc = match r.clc.as_slice() {
        [] => Cell::Null,
        [one] => one.as_str().into(),
        more => more.iter().map(|code| code.as_str()).collect::<Vec<_>>().join(";").into(),
    };
    let cells: [Cell<'_>; TABLE.columns.len()] = [
        (&r.id).into(),
        r.doi.as_ref().map(Doi::as_str).into(),
        r.title.zh.as_ref().into(),
        r.title.en.as_ref().into(),
        r.journal.title.zh.as_ref().into(),
        r.journal.title.en.as_ref().into(),
        r.journal.issn.as_ref().map(Issn::as_str).into(),
        r.journal.eissn.as_ref().map(Issn::as_str).into(),
        r.journal.cn.as_ref().map(Cn::as_str).into(),
        r.section.as_ref().into(),
        r.year.map(i64::from).into(),
        r.volume.as_ref().into(),
        r.issue.as_ref().into(),
        r.first_page.as_ref().into(),
        r.last_page.as_ref().into(),
        r.article_number.as_ref().into(),
        r.article_code.as_ref().into(),
        day(d.received),
        day(d.revised),
        day(d.accepted),
        day(d.published),
        day(d.online),
        precision(d.received),
        precision(d.revised),
        precision(d.accepted),
        precision(d.published),
        precision(d.online),
        r.abstract_.zh.as_ref().into(),
        r.abstract_.en.as_ref().into(),
        clc,
        r.document_code.as_ref().into(),
        r.language.map(|language| language.as_str()).into(),
        r.source.platform.as_str().into(),
    ];
    rows.row(Name::Articles, &cells);
}
