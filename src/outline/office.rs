//! The lines of a page that speak of the journal and not of the article: who runs it, and how its office is reached.
//!
//! They stand together, each behind a label, in a page's side or foot: `主办单位: …`, `地址: …`, `E-mail: …`. The address
//! among them is no author's, and who sponsors the journal did not fund the article.

use super::shape::names_grant;
use crate::label::{self, Label, Mark};

/// Drops the marks that speak of the journal's office as if of the article.
pub(super) fn leave_out(text: &str, marks: &mut Vec<Mark>) {
    let is_suspect = |mark: &Mark| matches!(mark.label, Label::Office | Label::Contact);
    if !marks.iter().any(is_suspect) {
        return;
    }
    let mut run = 0;
    let mut kept = Vec::with_capacity(marks.len());
    while run < marks.len() {
        let end = run_end(text, marks, run);
        let own = &marks[run..end];
        let is_office = own.iter().any(|mark| mark.label == Label::Office) && !follows_person(text, &marks[..run], own);
        let is_reached = own.iter().any(is_suspect);
        kept.extend(own.iter().filter(|mark| match mark.label {
            Label::Email => !is_office,
            Label::Funding => !(is_reached && is_sponsor(text, mark)),
            _ => true,
        }));
        run = end;
    }
    *marks = kept;
}

/// The end of the run of marks from `first` that may all be the office's and that stand below or beside each other.
fn run_end(text: &str, marks: &[Mark], first: usize) -> usize {
    let fits = |mark: &Mark| match mark.label {
        Label::Office | Label::Contact | Label::Email | Label::Other => true,
        Label::Issn | Label::Eissn | Label::Cn | Label::Journal => true,
        Label::Funding => is_sponsor(text, mark),
        _ => false,
    };
    if !fits(&marks[first]) {
        return first + 1;
    }
    let joined = marks[first..].windows(2).take_while(|pair| fits(&pair[1]) && is_next(text, &pair[0], &pair[1]));
    first + 1 + joined.count()
}

/// Whether `mark` begins the line below that of `before`, or stands on this line.
fn is_next(text: &str, before: &Mark, mark: &Mark) -> bool {
    let end = label::line_value(text, before).end;
    mark.start <= end || mark.line_start && text[end..mark.start].trim().is_empty()
}

/// Whether the marks `run` follow the label of a person at once: then they say how this one is reached.
fn follows_person(text: &str, before: &[Mark], run: &[Mark]) -> bool {
    let [.., last] = before else { return false };
    let is_person = matches!(
        last.label,
        Label::Corresponding | Label::Biography | Label::Authors | Label::AuthorsAffiliations | Label::Affiliation
    );
    is_person && run[0].label != Label::Office && is_next(text, last, &run[0])
}

/// Whether a label of funding, `Sponsored by`, names an organisation and no grant.
fn is_sponsor(text: &str, mark: &Mark) -> bool {
    const WORDS: &[&str] = &["Sponsored by", "Supported by"];
    let value = label::line_value(text, mark);
    WORDS.iter().any(|word| text[mark.start..mark.value].contains(word)) && !names_grant(&text[value.start..value.end])
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::read::record_of;

    const PAGE: &str = "采石场植被恢复的客土配置\n\n顾望舒1, 沈知行2\n\n1. 南京大学 环境学院,南京 210023; 2. 厦门大学 环境学院,厦门 361102\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。\n\n关键词: 采石场; 客土\n\n基金项目: 国家自然科学基金(42170001)\n";

    #[test]
    fn the_office_of_the_journal_is_not_the_author_s() {
        let bare = record_of(&Document::from_text("t", PAGE));
        assert_eq!((bare.funding.len(), bare.affiliations.len()), (1, 2));
        for foot in [
            "版权所有:岭南大学期刊社 地址:广州市岭南路1037号岭南大学 邮政编码:510000 联系电话:020-87540000 电子邮箱:editor@example.org\n",
            "主管单位: 岭南科学院\n主办单位: 岭南地理研究所、岭南地理学会\n技术支持: 北京远山科技发展有限公司\nE-mail: editor@example.org\n",
            "Copyright © 2023 Editorial Office of Lingnan Studies\nAddress: 80 Farhill East Road, Beijing 100190, China\nTel: +86-10-62550000\nE-mail: editor@example.org\nSponsored by: Institute of Geography, Lingnan Academy of Sciences\nSupported by: Beijing Farhill Co., Ltd.\n",
        ] {
            let mut with = record_of(&Document::from_text("t", &format!("{PAGE}\n\n{foot}")));
            with.source = bare.source.clone();
            assert_eq!(with, bare, "{foot}");
        }
    }

    #[test]
    fn an_address_behind_a_person_is_this_one_s() {
        let note = "通讯作者: 沈知行\n地址: 厦门大学环境学院\nE-mail: szx@example.edu.cn\n\nSupported by the Natural Science Foundation of Lingnan (2021A01)\n";
        let (page, _) = PAGE.split_once("基金项目").unwrap();
        let record = record_of(&Document::from_text("t", &format!("{page}{note}")));
        assert_eq!(record.authors[1].email.as_ref().map(|email| email.as_str()), Some("szx@example.edu.cn"));
        assert_eq!(record.funding[0].awards, ["2021A01"]);
    }

    #[test]
    fn the_menu_of_the_site_does_not_stand_above_the_article() {
        let cited =
            "Gu W S, Shen Z X. Cover of quarries. Lingnan Studies, 2023, 36(1): 77-82. DOI: 10.1234/ls.2023.01.077\n\n";
        let menu = "首页\n关于本刊\n编委会 | 投稿须知 | 联系我们\nEnglish\n\n";
        let record = record_of(&Document::from_text("t", &format!("{menu}{cited}{PAGE}")));
        assert_eq!((record.volume.as_deref(), record.first_page.as_deref()), (Some("36"), Some("77")));
    }
}
