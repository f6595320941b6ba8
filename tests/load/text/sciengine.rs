//! SciEngine: the Chinese and the English face.

use super::super::article::{Article, Dates, iso};
use super::super::dice::Dice;
use super::super::gold::{In, Printed};
use super::{Byline, keywords, put, reference};

pub fn write(article: &Article<'_>, dice: &mut Dice, out: &mut String) -> Printed {
    face(article, dice.chance(50), dice, out)
}

fn face(article: &Article<'_>, english: bool, dice: &mut Dice, out: &mut String) -> Printed {
    let Article { year, volume, issue, first_page, last_page, .. } = article;
    let doi = article.doi.as_deref().map(|doi| format!(" https://doi.org/{doi}")).unwrap_or_default();
    if english {
        put!(out, "{}, Volume {volume}, Issue {issue}: ", article.journal.title.1);
        put!(out, "{first_page}-{last_page}({year}){doi}\n\n{}\n\n", article.title.1);
    } else {
        put!(out, "{}, 第{volume}卷, 第{issue}期: ", article.journal.title.0);
        put!(out, "{first_page}-{last_page}({year}){doi}\n\n{}\n\n{}\n\n", article.section.0, article.title.0);
    }
    Byline { english, between: ", ", comma: ",", star: "*", mail: "" }.write(article, out);
    put!(out, "\n\n{}\n\n", if english { "More info" } else { "更多信息" });
    let Dates { received, revised, accepted, published, online } = article.dates;
    let (dates, labels) = if english {
        ([received, revised, accepted, published], ["Received", "Revised", "Accepted", "Published"])
    } else {
        ([received, revised, accepted, online], ["收稿日期:", "修回日期:", "接受日期:", "网络发表日期:"])
    };
    for (label, date) in labels.into_iter().zip(dates) {
        if let Some(date) = date {
            let date = if english { date.format("%b %-d, %Y").to_string() } else { iso(date) };
            put!(out, "  • {label} {date}\n");
        }
    }
    out.push('\n');
    for (at, affiliation) in article.affiliations.iter().enumerate() {
        let marker = if article.affiliations.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
        put!(out, "{}{marker}{}\n", if english { "    " } else { "" }, affiliation.text(english, article.journal));
    }
    let mut emails = Vec::new();
    if let Some(email) = article.correspondent().and_then(|author| author.email.as_deref()) {
        if english {
            put!(out, "\n    * Corresponding author (email: {email})\n");
        } else {
            put!(out, "\n* 联系人, E-mail: {email}\n");
        }
        emails.extend(article.corresponding());
    }
    let text = if english { &article.abstracts.1 } else { &article.abstracts.0 };
    let (share, label) = if english { ("Share\nRating", "Abstract") } else { ("分享\n评价", "摘要") };
    put!(out, "\n{share}\n\n{label}\n\n{text}\n\n");
    put!(out, "{}\n\n{}\n\n", if english { "Keyword" } else { "关键词" }, keywords(article, english, "  "));
    let mut printed = Printed {
        doi: true,
        volume: true,
        issue: true,
        pages: true,
        corresponding: true,
        emails,
        ..Printed::default()
    };
    if english {
        let grants: Vec<String> = article.grants.iter().map(|grant| grant.text(true, article.journal)).collect();
        if !grants.is_empty() {
            put!(out, "Acknowledgment\n\nThis work was supported by {}.\n\n", grants.join(" and "));
        }
        let many = dice.between(2, 6);
        out.push_str("References\n\n");
        for number in 1..=many {
            put!(out, "[{number}] ");
            reference(article.journal, dice, out);
            out.push_str(" Google Scholar\n\n");
        }
        put!(out, "Copyright {year} Science China Press Co., Ltd. 《中国科学》杂志社有限责任公司 版权所有\n");
        printed.dates = Dates { online: None, ..article.dates };
        printed.references = many;
        (printed.title, printed.journal, printed.names) = (In::English, In::English, In::English);
        (printed.affiliations, printed.keywords, printed.abstracts) = (In::English, In::English, In::English);
        printed.funding = In::English;
    } else {
        put!(out, "{}\n\n", article.title.1);
        Byline { english: true, between: ", ", comma: ",", star: "*", mail: "" }.write(article, out);
        put!(out, "\n\nAbstract\n\n{}\n\n{}\n\n", article.abstracts.1, keywords(article, true, "  "));
        if !article.grants.is_empty() {
            out.push_str("Funded by\n\n");
            for grant in &article.grants {
                put!(out, "{}\n\n", grant.text(false, article.journal));
            }
        }
        printed.dates = Dates { published: None, ..article.dates };
        (printed.title, printed.journal, printed.names) = (In::Both, In::Chinese, In::Both);
        (printed.affiliations, printed.keywords, printed.abstracts) = (In::Chinese, In::Both, In::Both);
        (printed.funding, printed.section) = (In::Chinese, In::Chinese);
    }
    printed
}
