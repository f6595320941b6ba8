//! E-mail addresses and biographies: whose they are.

use super::mentions::Mentions;
use super::places::Keys;
use super::{Person, corresponding, lives, orcid_in, workplace};
use crate::document::{Found, Span};
use crate::field::Email;
use crate::field::name::syllables;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::read::Reader;
use crate::read::confidence::{FALLBACK, LABELLED, SHAPE};
use crate::record::Record;

pub(super) fn read(
    reader: &mut Reader,
    outline: &Outline,
    places: &Places,
    people: &[Person],
    units: &Keys,
    record: &mut Record,
) {
    if people.is_empty() {
        return;
    }
    let mut mentions = Mentions::new(reader.doc, people);
    corresponding::read(reader, outline, places, &mut mentions, units, record);
    let mut lives = Vec::new();
    for &span in &places.biographies {
        let parts = biography(reader, span, &mut mentions, record);
        // the note that a mark on the name points to stands for the affiliation; a life on a landing page does not
        if reader.doc.slice(span).starts_with(|c| ('①'..='⑳').contains(&c) || matches!(c, '*' | '[' | '1'..='9')) {
            lives.extend(parts);
        }
    }
    workplace::from_biographies(reader, &lives, record);
    let spans = places.corresponding.iter().chain(&places.biographies).chain(&places.contacts).copied();
    let legends: Vec<Span> =
        places.legends.iter().copied().filter(|&span| !corresponding::is_address(reader, span)).collect();
    let blocks = [places.affiliations.zh, places.affiliations.en];
    for span in spans.chain(legends).chain(blocks.into_iter().flatten()) {
        emails(reader, span, &mut mentions, record);
    }
    lives::addresses(reader, outline, &mut mentions, record);
    corresponding::starred_with_addresses(reader, people, record);
}

/// What a note says of a corresponding author.
const CORRESPONDING: &[&str] =
    &["通讯作者", "通信作者", "责任作者", "联系人", "Correspondence", "Corresponding author"];

/// Whether a biography says that its person is the corresponding author; a star before the word speaks of another one,
/// whom the byline marks: `顾望舒(1984—),女,…。*通信作者,教授`.
fn is_said(words: &str) -> bool {
    let said = |label: &&str| {
        words.find(*label).is_some_and(|at| !words[..at].trim_end().ends_with('*') && !words[..at].ends_with('非'))
    };
    CORRESPONDING.iter().filter(|label| !label.is_ascii()).any(said)
}

/// The length of the word for a corresponding author that ends `words`, and speaks of whoever is named next.
fn says_next(words: &str) -> usize {
    let bare = words.trim_end_matches([' ', ':', '*']);
    let before = CORRESPONDING.iter().find_map(|label| bare.strip_suffix(label));
    // `男(通信作者)` is said of the one before
    let apart = before.filter(|before| before.trim_end_matches([' ', '*']).ends_with([';', '.', '。', ',']));
    apart.map_or(0, |before| words.len() - before.len())
}

/// Gives each author the part of a biographical note that begins with the author's name; tells the parts.
fn biography(reader: &mut Reader, span: Span, mentions: &mut Mentions, record: &mut Record) -> Vec<(usize, Span)> {
    let mentions = mentions.of(span);
    let ends = mentions.iter().skip(1).map(|(_, at)| at.start).chain([span.end]).collect::<Vec<_>>();
    let mut parts = Vec::with_capacity(mentions.len());
    // `…; Correspondence LI Hui, …`: the word for the next person
    let mut announced = false;
    for ((index, at), end) in mentions.iter().zip(ends) {
        let mut part = reader.doc.trim(Span::new(at.start, end));
        let next = says_next(reader.doc.slice(part));
        part.end -= next;
        parts.push((*index, part));
        let words = reader.doc.slice(part);
        if announced || is_said(words) {
            corresponding::mark(reader, record, *index, part);
        }
        announced = next > 0;
        if let Some(orcid) = orcid_in(reader, part).filter(|_| record.authors[*index].orcid.is_none()) {
            record.authors[*index].orcid = Some(reader.item("authors[].orcid", index + 1, orcid));
        }
        let text = reader.tidy(part);
        let text = text.trim_end_matches([';', '；', ',', '，', '。', '*', ' ']);
        if record.authors[*index].biography.is_none() && text.chars().count() > at.len() {
            record.authors[*index].biography =
                Some(reader.item("authors[].biography", index + 1, Found::at(part, text.to_owned())));
        }
    }
    parts
}

/// Gives each address in `span` to the author in brackets right behind it, else, where names and addresses are listed apart,
/// to the one in its place, else to the one named last before it, else to the one whose name it spells, else to the only corresponding one.
fn emails(reader: &mut Reader, span: Span, mentions: &mut Mentions, record: &mut Record) {
    let words = reader.doc.slice(span);
    if !words.contains('@') {
        return;
    }
    let people = mentions.people;
    let addresses = mentions.addresses(span).to_vec();
    // `龙畅; 茅芷若. …. Email: first@…; second@…`: as many of both, one behind the other
    let listed: Vec<usize> = match (addresses.first(), mentions.of(span)) {
        (Some((first, _)), named)
            if named.len() == addresses.len()
                && named.len() > 1
                && named.iter().all(|(_, at)| at.end <= span.start + first.start) =>
        {
            named.iter().map(|(index, _)| *index).collect()
        }
        _ => Vec::new(),
    };
    for (place, (range, email)) in addresses.into_iter().enumerate() {
        if record.authors.iter().any(|a| a.email.as_ref() == Some(&email)) {
            continue;
        }
        if is_torn(&words[..range.start]) {
            let message = format!("{} may be the rest of an address that a blank tore", email.as_str());
            reader.doubt(Problem::info(Code::CorrespondingUnknown, "authors", message));
            continue;
        }
        let at = span.part(range);
        let named = mentions.of(span);
        // `shu@lingnan.edu.cn (R. Shu)`
        let is_bracket = |name: &Span| {
            name.start > at.end && reader.doc.slice(Span::new(at.end, name.start)).trim_matches(' ') == "("
        };
        let behind = named.iter().find(|(_, name)| is_bracket(name)).map(|(index, _)| (*index, LABELLED));
        let spelled = owner_by_address(email.as_str(), people);
        // on the lines beneath, an address that spells another name is of that one
        let is_his = |(index, name): &&(usize, Span)| {
            let apart = || reader.doc.slice(Span::new(name.end, at.start)).contains('\n');
            name.end <= at.start && (spelled.is_none_or(|spelled| spelled == *index) || !apart())
        };
        let before = named.iter().rev().find(is_his).map(|(index, _)| (*index, LABELLED));
        let in_order = listed.get(place).map(|index| (*index, LABELLED));
        let owner = behind.or(in_order).or(before).or_else(|| {
            let mut corresponding = (0..people.len()).filter(|&i| record.authors[i].corresponding);
            let only = corresponding.next().filter(|_| corresponding.next().is_none());
            let alone = (people.len() == 1).then_some(0);
            let candidates = [
                (spelled, if spelled == only || alone.is_some() { LABELLED } else { SHAPE }),
                (only, LABELLED),
                (alone, LABELLED),
                (named.first().map(|(index, _)| *index), FALLBACK),
            ];
            candidates.into_iter().find_map(|(index, sure)| Some((index?, sure)))
        });
        if let Some((index, sure)) = owner {
            give_email(reader, record, index, Found::at(at, email).sure(sure));
        }
    }
}

/// Whether a lower-case word stands right before an address: `chen jianping@…`.
fn is_torn(before: &str) -> bool {
    let Some(head) = before.strip_suffix(' ') else { return false };
    let word = head.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-').next().unwrap_or_default();
    let label = word.eq_ignore_ascii_case("mail")
        || word.to_ascii_lowercase().ends_with("mail")
        || matches!(word, "address" | "to" | "at" | "is" | "and" | "or" | "via" | "by" | "email");
    let lower = word.len() >= 2 && word.bytes().all(|b| b.is_ascii_lowercase());
    // inside a sentence words stand before an address too, behind a bracket or a colon none does
    let alone = head[..head.len() - word.len()].ends_with([')', ':', '(']);
    lower && alone && !label
}

/// Gives an author an address, unless there is one already.
pub(super) fn give_email(reader: &mut Reader, record: &mut Record, index: usize, email: Found<Email>) {
    if record.authors[index].email.is_none() {
        record.authors[index].email = Some(reader.item("authors[].email", index + 1, email));
    }
}

/// The one author whose romanised name an address spells: `bufx@…` is of `BU Fanxing`, `gdpan@…` of `Guo-Dong PAN`.
pub(super) fn owner_by_address(address: &str, people: &[Person]) -> Option<usize> {
    let local = address.split('@').next()?;
    // the name may stand before more: `zhangjy_ecust`
    let first = local.split(['_', '.', '-']).next()?;
    [local, first].into_iter().find_map(|part| {
        let letters: String = part.chars().filter(char::is_ascii_alphabetic).collect();
        if letters.len() < 3 {
            return None;
        }
        let spelled = |person: &Person| person.en.as_ref().is_some_and(|en| spells(&letters, &en.name));
        let mut owners = (0..people.len()).filter(|&i| spelled(&people[i]));
        let owner = owners.next()?;
        owners.next().is_none().then_some(owner)
    })
}

/// Whether more than half of `local`, the letters of an address, is the first and the last word of a name, one of them
/// perhaps as its initials.
fn spells(local: &str, name: &str) -> bool {
    let small = |letters: &mut dyn Iterator<Item = char>| {
        letters.filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect::<String>()
    };
    let mut words = name.split_whitespace();
    let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return false };
    let whole = [first, last].map(|word| small(&mut word.chars()));
    if !whole.iter().any(|word| local.contains(word.as_str())) {
        return false;
    }
    let initial = |piece: &str| piece.chars().find(char::is_ascii_alphabetic);
    // an initial of each syllable: `yfgao` of `Yanfeng Gao`
    let of_syllables = |given: &str, family: &str| {
        let rest = local.strip_suffix(family).or_else(|| local.strip_prefix(family));
        matches!(rest.map(str::as_bytes), Some([first, second])
            if given.as_bytes().first() == Some(first) && given.as_bytes()[1..].contains(second))
            && syllables(given) == Some(2)
    };
    if of_syllables(&whole[0], &whole[1]) || of_syllables(&whole[1], &whole[0]) {
        return true;
    }
    let initials = [first, last].map(|word| small(&mut word.split('-').filter_map(initial)));
    let ([first, last], [fi, li]) = (&whole, &initials);
    [(first, last), (last, first), (first, li), (li, first), (last, fi), (fi, last)].iter().any(|(head, tail)| {
        let length = head.len() + tail.len();
        let stands = |at: usize| local[at..].starts_with(head.as_str()) && local[at + head.len()..].starts_with(*tail);
        length >= 3 && length * 2 > local.len() && length <= local.len() && (0..=local.len() - length).any(stands)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn whom_a_note_calls_corresponding() {
        assert!(is_said("孙林(1979-),男(通信作者),教授") && !is_said("孙林(1979-),男,讲师。*通信作者,教授"));
        assert!(!is_said("孙林(1979-),男,非通信作者"));
        assert_eq!(says_next("SUN Lin, E-mail: a@b.cn; Correspondence "), "Correspondence ".len());
        assert_eq!(says_next("孙林,男,讲师。通信作者:"), "通信作者:".len());
        assert_eq!(says_next("孙林,男(通信作者"), 0);
    }

    #[test]
    fn addresses_spell_names() {
        for (local, name) in
            [("bufx", "BU Fanxing"), ("gdpan", "Guo-Dong PAN"), ("minshuyang", "Min Shuyang"), ("sypan", "Shuyang Pan")]
        {
            assert!(spells(local, name), "{local} {name}");
        }
        assert!(!spells("whoelse", "Min Shuyang") && !spells("min", "Min"));
    }

    #[test]
    fn more_may_stand_behind_the_name_in_an_address() {
        let page = "湿地土壤碳库的空间格局\n\n顾望舒 沈知行\n\n(岭南大学 佛山 528000) (shenzx_lingnan@mail.cn)\n\n# Carbon of wetlands\n\nGu Wangshu, Shen Zhixing\n\n(Lingnan University, Foshan 528000)\n\nAbstract: The carbon of six wetlands was estimated.\n\n摘要: 对六座城市的湿地碳库进行了估算，并分析了岸线改造的影响。\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        assert_eq!(record.authors[1].email.as_ref().map(Email::as_str), Some("shenzx_lingnan@mail.cn"));
    }

    #[test]
    fn torn_addresses() {
        assert!(is_torn("(E-mai1)chen "));
        for before in ["E-mail: ", "(E-mail)", "电子邮箱 ", "correspondence to ", "(email "] {
            assert!(!is_torn(before), "{before}");
        }
    }

    #[test]
    fn an_address_may_stand_before_its_owner() {
        let page = "# Moisture transport of typhoon remnants\n\nY.N. Pan*, C. Long, Z.R. Mao*\n\nSchool of Meteorology, Lingnan University, Foshan 528000, China\n\n* Corresponding authors.\n\nE-mail addresses: tide@lingnan.edu.cn (Y.N. Pan); wave@lingnan.edu.cn (Z.R. Mao)\n\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let email = |author: &crate::record::Author| author.email.as_ref().map(|email| email.as_str().to_owned());
        let emails: Vec<_> = record.authors.iter().map(email).collect();
        assert_eq!(emails, [Some("tide@lingnan.edu.cn".to_owned()), None, Some("wave@lingnan.edu.cn".to_owned())]);
    }

    #[test]
    fn an_address_on_a_line_beneath_is_of_whom_it_spells() {
        let page = "# Moisture transport of typhoon remnants\n\nYining Pan, Chang Long, and Zhiruo Mao\n\nAbstract: Remnants of typhoons bring rain far inland.\n\n(Corresponding author: Zhiruo Mao.)\nY. Pan and C. Long are with Lingnan University, China (e-mail: ypan@lingnan.edu.cn; clong@lingnan.edu.cn).\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let email = |author: &crate::record::Author| author.email.as_ref().map(|email| email.as_str().to_owned());
        let emails: Vec<_> = record.authors.iter().map(email).collect();
        assert_eq!(emails, [Some("ypan@lingnan.edu.cn".to_owned()), Some("clong@lingnan.edu.cn".to_owned()), None]);
    }

    #[test]
    fn as_many_addresses_behind_as_many_names() {
        let page = "Moisture transport of typhoon remnants\n\nYining Pan1, Chang Long1,2, Zhiruo Mao2\n\n1School of Meteorology, Lingnan University, Foshan 528000, China;2Weather Service, Nearwater University, Xiamen 361001, China\n\nCorrespondence to: Chang Long; Zhiruo Mao. School of Meteorology, Lingnan University, Foshan 528000, China. Email: tide@example.edu.cn; wave@example.edu.cn.\n\nAbstract: Remnants of typhoons bring rain far inland.\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let email = |author: &crate::record::Author| author.email.as_ref().map(|email| email.as_str().to_owned());
        let emails: Vec<_> = record.authors.iter().map(email).collect();
        assert_eq!(emails, [None, Some("tide@example.edu.cn".to_owned()), Some("wave@example.edu.cn".to_owned())]);
    }

    #[test]
    fn a_legend_may_name_several_or_one_with_a_life() {
        let read = |note: &str| {
            let page = format!(
                "登陆台风残涡的水汽输送\n\n潘以宁1, 龙畅2*, 茅芷若1*\n\n1. 岭南大学 气象学院, 佛山 528000\n2. 近水市气象局, 佛山 528001\n\n{note}\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
            );
            let authors = crate::read::record_of(&Document::from_text("t", &page)).authors;
            authors.iter().map(|author| (author.corresponding, author.email.is_some())).collect::<Vec<_>>()
        };
        let both = "* Corresponding authors (龙畅, email: tide@lingnan.edu.cn; 茅芷若, email: wave@lingnan.edu.cn)";
        assert_eq!(read(both), [(false, false), (true, true), (true, true)]);
        let one = "* 龙畅,研究员,主要从事台风残涡与水汽输送研究,兼任两个学会的理事,E-mail:tide@lingnan.edu.cn";
        assert_eq!(read(one), [(false, false), (true, true), (false, false)]);
    }

    #[test]
    fn a_byline_may_say_who_corresponds() {
        for name in ["龙畅2(通信作者)", "龙畅2通讯作者", "龙畅2(通信作者), 茅芷若1"] {
            let page = format!(
                "登陆台风残涡的水汽输送\n\n潘以宁1 {name}\n\n1. 岭南大学 气象学院, 佛山 528000\n2. 近水市气象局, 佛山 528001\n\n摘要: 对登陆后西行的台风残涡的水汽来源进行了追踪。\n"
            );
            let authors = crate::read::record_of(&Document::from_text("t", &page)).authors;
            let said: Vec<_> = authors.iter().map(|author| author.corresponding).collect();
            assert_eq!(said[..2], [false, true], "{name}");
            assert!(said.len() == 2 || !said[2]);
        }
    }

    #[test]
    fn an_address_behind_a_telephone_or_beneath_a_bare_label() {
        let read = |note: &str| {
            let page = format!(
                "Moisture transport of typhoon remnants\n\nY.N. Pan, C. Long\n\nSchool of Meteorology, Lingnan University, Foshan 528000, China\n\n{note}\n\nAbstract: Remnants of typhoons bring rain far inland.\n"
            );
            let author = crate::read::record_of(&Document::from_text("t", &page)).authors.swap_remove(1);
            (author.corresponding, author.email.map(|email| email.as_str().to_owned()))
        };
        let second = (true, Some("tide@lingnan.edu.cn".to_owned()));
        let tel = "Corresponding author: C. Long, School of Meteorology, Lingnan University, Foshan 528000, China\nTel: +86-757-200, Fax: +86-757-201, Email: tide@lingnan.edu.cn";
        assert_eq!(read(tel), second);
        assert!(read("Corresponding author.\nE-mail address: clong@lingnan.edu.cn (C. Long).").0);
    }

    #[test]
    fn a_sign_set_as_a_formula_announces_its_bearer() {
        let page = "# 登陆台风残涡的水汽输送\n\n潘以宁, 龙 畅+  \n岭南大学 气象学院, 佛山 528000  \n$^ +$ 通信作者 E-mail: tide@lingnan.edu.cn\n\n摘 要：对登陆后西行的台风残涡的水汽来源进行了追踪。\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let said: Vec<_> = record.authors.iter().map(|author| author.corresponding).collect();
        assert_eq!(said, [false, true]);
        assert_eq!(record.authors[1].email.as_ref().map(Email::as_str), Some("tide@lingnan.edu.cn"));
    }

    #[test]
    fn an_address_ends_a_note_above_the_english_title() {
        let page = "臺灣颱風殘渦之水氣輸送\n潘以寧*\n國立嶺南大學氣象學系\n摘 要\n本研究以六次颱風殘渦為對象，追蹤其水氣來源，並比較西行與東行者之異同，以供預報參考。\n關鍵詞：颱風、水氣\n* 通訊作者：潘以寧，E-mail: tide@lingnan.edu.tw\nVapour Transport of the Remnants of Typhoons over Taiwan\nYi-Ning Pan\nDepartment of Meteorology, National Lingnan University\nAbstract\nThe sources of vapour of six remnants were traced, and those of westward and eastward ones compared.\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        let title = "Vapour Transport of the Remnants of Typhoons over Taiwan";
        assert_eq!(record.title.en.as_deref(), Some(title));
    }
}
