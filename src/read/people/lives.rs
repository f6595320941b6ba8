//! Addresses that close the lives of authors which some papers print behind the English summary, without a label.

use std::ops::Range;

use super::contact::{give_email, owner_by_address};
use super::mentions::Mentions;
use crate::document::Found;
use crate::field::Email;
use crate::label::{Label, Mark};
use crate::outline::Outline;
use crate::read::Reader;
use crate::read::confidence::SHAPE;
use crate::record::{Language, Record};

/// Gives each address that closes a line behind the summary to the author named last on the line, else to the one whose
/// name it spells: `潘以宁 岭南大学副教授,从事湖泊研究。E-mail: pan@lingnan.example`.
pub(super) fn addresses(reader: &mut Reader, outline: &Outline, mentions: &mut Mentions, record: &mut Record) {
    let Some(references) = outline.references else { return };
    let is_english = |mark: &&Mark| mark.start > references && mark.language == Language::En;
    let Some(terms) = outline.all(Label::Keywords).filter(is_english).last() else { return };
    let mut lines = reader.doc.lines();
    lines.skip_to(terms.start);
    for line in lines {
        let line = reader.doc.trim(line);
        let Some((at, email)) = closing(reader.doc.slice(line)) else { continue };
        if record.authors.iter().any(|author| author.email.as_ref() == Some(&email)) {
            continue;
        }
        let before = line.part(0..at.start);
        let named = mentions.of(before).last().map(|(index, _)| *index);
        if let Some(index) = named.or_else(|| owner_by_address(email.as_str(), mentions.people)) {
            give_email(reader, record, index, Found::at(line.part(at), email).sure(SHAPE));
        }
    }
}

/// The address that closes a line of prose, behind its label.
fn closing(words: &str) -> Option<(Range<usize>, Email)> {
    let label = words.rfind("mail:").filter(|&at| at > "E-".len())?;
    let start = label + "mail:".len();
    let (range, email) = Email::find(&words[start..])?;
    let alone = words[start..start + range.start].trim().is_empty();
    let last = words[start + range.end..].trim_matches(['.', '。', ' ']).is_empty();
    (alone && last).then(|| (start + range.start..start + range.end, email))
}

#[cfg(test)]
mod tests {
    use crate::Document;
    use crate::read::record_of;

    #[test]
    fn an_address_at_the_end_of_a_life_is_its_bearers() {
        let addresses = |end: &str| {
            let page = format!(
                "# 登陆台风残涡的水汽输送\n\n潘以宁1，龙畅2\n\n(1.岭南大学 气象学院,佛山 528000;2.近水学院,厦门 361001)\n\n摘要：对登陆后西行的台风残涡的水汽来源进行了追踪。\n\n关键词：台风；水汽\n\n# 1引言\n\n台风登陆后带来暴雨。\n\n# 参考文献\n\n[1] 茅芷若.台风[J].岭南评论,2014(2):7-9.\n\n# Vapour Transport of the Remnants of Typhoons\n\nPAN Yining1, LONG Chang2\n\nAbstract: Vapour was traced back in six cases of the coast.\n\nKeywords: typhoon, vapour{end}\n"
            );
            let authors = record_of(&Document::from_text("t", &page)).authors;
            authors.into_iter().map(|author| author.email.map(|email| email.as_str().to_owned())).collect::<Vec<_>>()
        };
        let found = |first: Option<&str>, second: Option<&str>| [first, second].map(|email| email.map(str::to_owned));
        let life = "潘以宁 岭南大学副教授，从事台风研究。E-mail: water@lingnan.edu.cn";
        assert_eq!(addresses(life), found(Some("water@lingnan.edu.cn"), None));
        // a name that is glued to other words is known by its spelling
        let life = "\n\nLONGChangProfessorofNearwaterCollege.E-mail:longch@nearwater.edu.cn";
        assert_eq!(addresses(life), found(None, Some("longch@nearwater.edu.cn")));
        assert_eq!(addresses("\n\n编辑部电话：0757-82620000 E-mail: rain@lingnan.edu.cn"), found(None, None));
    }
}
