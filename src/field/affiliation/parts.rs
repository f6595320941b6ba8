//! What one affiliation says: organisation, part of it, city, postcode, country.

use std::ops::Range;

use super::locate::{city, glued_place, postcode};
use super::{chinese, english, has_han, locate, place};
use crate::byte;
use crate::field::text::is_han;

/// The parts of an affiliation, as places in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The top organisation: the university, not its school.
    pub institution: Option<Range<usize>>,
    /// The part of it, e.g. a school or a laboratory.
    pub department: Option<Range<usize>>,
    /// City, without 市.
    pub city: Option<Range<usize>>,
    /// Postcode.
    pub postcode: Option<Range<usize>>,
    /// Country, where printed.
    pub country: Option<Range<usize>>,
}

/// Reads one affiliation, e.g. `上海交通大学 马克思主义学院,上海 200240`.
pub fn parts(text: &str) -> Parts {
    let han = has_han(text);
    let segments = segments(text, han);
    let mut parts = Parts { country: locate::country(text, &segments), ..Parts::default() };
    if han {
        let found = chinese::organisation(text, &segments);
        parts.institution = found.filter(|o| o.rank > 0).map(|o| o.range);
    } else {
        parts.institution = english::organisation(text, &segments).map(|(range, _)| range);
    }
    let from = parts.institution.as_ref().map_or(0, |i| i.end);
    parts.postcode = postcode(text, from);
    if parts.institution.is_none() {
        // a name without a word for what it is, with its place behind it: `某某种养,合肥 230001`
        let named = segments.len() > 1 && (parts.postcode.is_some() || parts.country.is_some());
        parts.institution = segments.first().cloned().filter(|first| {
            let name = &text[first.clone()];
            named
                && !is_place(name)
                && name.chars().filter(|c| c.is_alphabetic()).count() >= 3
                && parts.postcode.as_ref().is_none_or(|p| p.start >= first.end)
        });
    }
    parts.city = city(text, &segments, &parts, han);
    parts.department = department(text, &segments, &parts, han);
    parts
}

/// The country alone of what [`parts`] reads.
pub fn country(text: &str) -> Option<Range<usize>> {
    locate::country(text, &segments(text, has_han(text)))
}

/// The pieces between separators, trimmed, none empty.
fn segments(text: &str, han: bool) -> Vec<Range<usize>> {
    let mut pieces = Vec::with_capacity(8);
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let piece = text[start..end].trim_start();
        let from = end - piece.len();
        let piece = piece.trim_end();
        if !piece.is_empty() {
            pieces.push(from..from + piece.len());
        }
    };
    let bytes = text.as_bytes();
    let wanted = if han { CUTS | CUTS_HAN } else { CUTS };
    let mut at = 0;
    while let Some(skipped) = bytes[at..].iter().position(|byte| SEPARATORS[usize::from(*byte)] & wanted != 0) {
        at += skipped;
        let (cuts, len) = match bytes[at] {
            b',' => (!ltd_follows(&text[at + 1..]) || !text[..at].ends_with("o."), 1),
            b'(' => (!part_of_company(&text[at..]) && !inside_name(&text[start..at], &text[at..]), 1),
            b')' => (at < start || !text[start..at].contains('('), 1),
            b'/' => (han || text[at + 1..].starts_with([' ', '/']) || text[..at].ends_with(['/', ' ']), 1),
            0xE3 if text[at..].starts_with('、') => (ends_part(&text[start..at]), 3),
            0xE3 | 0xEF => (text[at..].starts_with('，'), 3),
            b' ' => (!goes_on(&text[start..at], &text[at + 1..]), 1),
            _ => (true, 1),
        };
        if cuts {
            push(start, at);
            start = at + len;
        }
        at += len;
    }
    push(start, text.len());
    pieces
}

/// Whether a name goes on behind the blank between `before` and `after`: `国土与GIS 开发研究院`, `信息与 通信学院`.
fn goes_on(before: &str, after: &str) -> bool {
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let latin = word.len() < before.len() && word.ends_with(['与', '和', '及']);
    after.starts_with(is_han) && (latin || before.ends_with(['与', '及']))
}

/// Whether `text` ends as the part of an organisation does, so that a `、` behind it leads to the next one.
pub(super) fn ends_part(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with("大学")
        || text.ends_with(['院', '系', '所', '部', '室', '科', '心', '站', '局', '处', '馆', '司', '校'])
}

/// Of a byte that it may begin a separator.
const CUTS: u8 = 1;
/// The same in a Chinese text only.
const CUTS_HAN: u8 = 2;

/// For each byte whether it may begin a separator; two of them begin `、` and `，`.
const SEPARATORS: [u8; 256] = byte::with(byte::with([0; 256], b",;\n()/\xE3\xEF", CUTS), b" ", CUTS_HAN);

/// Whether the bracket that `text` begins with stands inside a name: `某某(集团)有限公司`.
fn part_of_company(text: &str) -> bool {
    let Some((inner, rest)) = text[1..].split_once(')') else { return false };
    let name = rest.split([',', ' ', ';', '(']).next().unwrap_or("");
    inner.chars().count() <= 4 && name.contains("公司") && rest.starts_with(is_han)
}

/// Whether the bracket that `rest` begins with stands inside a name: `兽医学(中医药)重点实验室`.
fn inside_name(before: &str, rest: &str) -> bool {
    let goes_on = || rest.split_once(')').is_some_and(|(_, behind)| behind.starts_with(is_han));
    before.ends_with(is_han) && !ends_part(before) && goes_on()
}

fn ltd_follows(rest: &str) -> bool {
    byte::begins(rest.trim_start().as_bytes(), b"ltd")
}

fn is_place(text: &str) -> bool {
    let name = text.trim_matches(|c: char| c.is_ascii_digit() || c == ' ');
    name.is_empty() || place::is_divisions(name) || place::is_country(name) || place::is_province_en(name)
}

/// The part of the organisation: behind it in Chinese, before it in English.
fn department(text: &str, segments: &[Range<usize>], parts: &Parts, han: bool) -> Option<Range<usize>> {
    let institution = parts.institution.as_ref()?;
    if !han {
        let last = segments.iter().take_while(|s| s.end <= institution.start).last()?;
        let start = segments.first()?.start;
        // `School of Optics (Lowdale)`
        let opened = text[start..last.end].matches('(').count() > text[start..last.end].matches(')').count();
        let closes = opened && text[last.end..].starts_with(')');
        return Some(start..last.end + usize::from(closes));
    }
    let mut behind = segments
        .iter()
        .filter(|s| s.end > institution.end && text[s.start.max(institution.end)..s.end].trim() != "")
        .peekable();
    let mut piece = behind.next()?;
    // another name of the institution in brackets, and the part glued behind them
    let bracketed = text[institution.end..].starts_with('(') && piece.start == institution.end + 1;
    if let Some(next) = behind.peek().filter(|next| bracketed && text[piece.end..next.start] == *")") {
        piece = next;
    }
    let start = piece.start.max(institution.end);
    let end = parts
        .postcode
        .as_ref()
        .filter(|p| start < p.end && p.start < piece.end)
        .map_or(piece.end, |p| p.start.max(start));
    let end = parts.city.as_ref().filter(|c| start <= c.start && c.start < end).map_or(end, |c| c.start);
    let end = glued_place(&text[start..end]).map_or(end, |at| start + at);
    let edges = [' ', ')', '('];
    // a raised figure that OCR made a stroke of, and the letters of departments: `某某大学a.网络学院`
    let strokes = [' ', ')', '(', '\'', '’', '‘', '"', '-', '–', '*', '.', '¹', '1'];
    let name = text[start..end].trim_start_matches(strokes);
    let name = match name.as_bytes() {
        [b'a'..=b'h', b'.', ..] => name[2..].trim_start(),
        [b'a'..=b'h', ..] => name[1..].strip_prefix('．').map_or(name, str::trim_start),
        _ => name,
    };
    let from = end - name.len();
    let name = name.trim_end_matches(edges);
    let own = name.chars().count() > 1 && !is_place(name);
    (own && !is_other(&text[institution.end..from], name, &text[institution.clone()]))
        .then_some(from..from + name.len())
}

/// Whether `name`, parted from `institution` by `between`, is a second institution: `某某有限公司,长春某某学院`.
fn is_other(between: &str, name: &str, institution: &str) -> bool {
    let school = name.ends_with("大学") || name.ends_with("学院");
    let hospital = name.ends_with("医院") && institution.ends_with("医院");
    between.contains([',', '，', '/']) && (school || hospital) && place::division(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, institution, department, city, postcode, country.
    type Row = (&'static str, Option<&'static str>, &'static str, &'static str, &'static str, &'static str);

    const ROWS: &[Row] = &[
        ("远山大学 文学院,上海 200001", Some("远山大学"), "文学院", "上海", "200001", ""),
        (
            "远山农林科技大学资源学院 / 农业部西北重点实验室,陕西杨凌 712100",
            Some("远山农林科技大学"),
            "资源学院",
            "杨凌",
            "712100",
            "",
        ),
        ("中远山研究总院有限责任公司, 北京 100028", Some("中远山研究总院有限责任公司"), "", "北京", "100028", ""),
        ("近水热工研究院有限公司,佛山 528000", Some("近水热工研究院有限公司"), "", "佛山", "528000", ""),
        ("中交九公局第六工程有限公司,天津 300450", Some("中交九公局第六工程有限公司"), "", "天津", "300450", ""),
        (
            "近水市远山国际医疗中心(近水市第四人民医院)骨科,佛山 528000",
            Some("近水市远山国际医疗中心"),
            "骨科",
            "佛山",
            "528000",
            "",
        ),
        (
            "省部共建茶树资源国家重点实验室培育基地,佛山 528000",
            Some("省部共建茶树资源国家重点实验室培育基地"),
            "",
            "佛山",
            "528000",
            "",
        ),
        ("远山大学生命科学学院哈尔滨 150001", Some("远山大学"), "生命科学学院", "哈尔滨", "150001", ""),
        ("中国石油大学(华东)地学院,山东 青岛 266580", Some("中国石油大学(华东)"), "地学院", "青岛", "266580", ""),
        (
            "中国科学院生态环境研究中心城市与区域生态国家重点实验室,北京 100085",
            Some("中国科学院生态环境研究中心"),
            "城市与区域生态国家重点实验室",
            "北京",
            "100085",
            "",
        ),
        (
            "中国科学院近水土壤研究所 / 土壤国家重点实验室,南京 210008",
            Some("中国科学院近水土壤研究所"),
            "土壤国家重点实验室",
            "南京",
            "210008",
            "",
        ),
        (
            "远山省中国科学院近水植物研究所,上海 200001",
            Some("远山省中国科学院近水植物研究所"),
            "",
            "上海",
            "200001",
            "",
        ),
        ("某省社会科学院农村发展研究所,贵阳550002", Some("某省社会科学院"), "农村发展研究所", "贵阳", "550002", ""),
        (
            "341000 江西省赣州市,远山医学院第一附属医院骨科",
            Some("远山医学院第一附属医院"),
            "骨科",
            "赣州",
            "341000",
            "",
        ),
        ("341000江西省赣州市,远山医院骨科", Some("远山医院"), "骨科", "赣州", "341000", ""),
        (
            "远山大学数字国土与GIS 开发研究院,兰州 730001",
            Some("远山大学"),
            "数字国土与GIS 开发研究院",
            "兰州",
            "730001",
            "",
        ),
        ("远山大学信息与 通信学院,兰州 730001", Some("远山大学"), "信息与 通信学院", "兰州", "730001", ""),
        (
            "远山大学力学、光学与空间实验室,广州 510001",
            Some("远山大学"),
            "力学、光学与空间实验室",
            "广州",
            "510001",
            "",
        ),
        ("远山大学文学院、法学院,广州 510001", Some("远山大学"), "文学院", "广州", "510001", ""),
        ("远山医院'放射科,广东 广州 510001", Some("远山医院"), "放射科", "广州", "510001", ""),
        ("远山医院(远山省医学科学院)呼吸内科,广州 510001", Some("远山医院"), "呼吸内科", "广州", "510001", ""),
        ("兽医学(中医药)远山重点实验室,广州 510001", Some("兽医学(中医药)远山重点实验室"), "", "广州", "510001", ""),
        ("吉林远山鹿业有限公司,长春近水学院,长春 130001", Some("吉林远山鹿业有限公司"), "", "长春", "130001", ""),
        ("远山大学a.网络学院,广州 510001", Some("远山大学"), "网络学院", "广州", "510001", ""),
        ("远山大学城市发展智库上海 200001", Some("远山大学"), "城市发展智库", "上海", "200001", ""),
        ("远山大学法律文书馆上海 200001", Some("远山大学"), "法律文书馆", "上海", "200001", ""),
        ("上海远山医院发展中心 上海 200001", Some("上海远山医院发展中心"), "", "上海", "200001", ""),
        (
            "School of Optics (Lowdale), Farhill University, Farhill 200001",
            Some("Farhill University"),
            "School of Optics (Lowdale)",
            "Farhill",
            "200001",
            "",
        ),
        ("远山医科大学附属眼科医院 温州 325001", Some("远山医科大学附属眼科医院"), "", "温州", "325001", ""),
        ("湖北省远山厅政策法规处 武汉 430001", Some("湖北省远山厅"), "政策法规处", "武汉", "430001", ""),
        (
            "远山石油工程有限公司测井公司,山东 东营 257001",
            Some("远山石油工程有限公司"),
            "测井公司",
            "东营",
            "257001",
            "",
        ),
        ("远山支援部队信息工程大学,郑州 450003", Some("远山支援部队信息工程大学"), "", "郑州", "450003", ""),
        (
            "河南远山国家级自然保护区管理局,南阳 474350",
            Some("河南远山国家级自然保护区管理局"),
            "",
            "南阳",
            "474350",
            "",
        ),
        (
            "Farhill Institute of Soils， Chinese Academy of Sciences， Lowdale 650106， China",
            Some("Farhill Institute of Soils， Chinese Academy of Sciences"),
            "",
            "Lowdale",
            "650106",
            "China",
        ),
        (
            "Farhill Institute of Medicine co., Ltd., Lowdale 650106",
            Some("Farhill Institute of Medicine co., Ltd."),
            "",
            "Lowdale",
            "650106",
            "",
        ),
        ("远山飞机工业(集团)有限公司,沈阳 110001", Some("远山飞机工业(集团)有限公司"), "", "沈阳", "110001", ""),
        ("高丘国立大学生物系,韩国 全州 54001", Some("高丘国立大学"), "生物系", "全州", "54001", "韩国"),
        ("高丘半咸水研究所, 钦奈 600001", Some("高丘半咸水研究所"), "", "钦奈", "600001", ""),
        ("国立远山大学水土保持学系", Some("国立远山大学"), "水土保持学系", "", "", ""),
        ("北京 100001", None, "", "北京", "100001", ""),
        (
            "Department of Physics, Farhill A&F University, Yangling 712100, China",
            Some("Farhill A&F University"),
            "Department of Physics",
            "Yangling",
            "712100",
            "China",
        ),
        (
            "Department of Neurology, the First Affiliated Hospital of Farhill Medical University, Hefei 230001, China",
            Some("the First Affiliated Hospital of Farhill Medical University"),
            "Department of Neurology",
            "Hefei",
            "230001",
            "China",
        ),
        (
            "School of Health, University of Lowdale, Lowdale, DD1 9ZZ UK",
            Some("University of Lowdale"),
            "School of Health",
            "Lowdale",
            "DD1 9ZZ",
            "UK",
        ),
        (
            "University of Highdale, Highdale, ON N2L 9Z9, Canada",
            Some("University of Highdale"),
            "",
            "Highdale",
            "N2L 9Z9",
            "Canada",
        ),
        ("Farhill University, Farhill 321OO4, China", Some("Farhill University"), "", "Farhill", "", "China"),
        (
            "Farhill University, rue des Lilas, 77001 Lowdale, France",
            Some("Farhill University"),
            "",
            "Lowdale",
            "77001",
            "France",
        ),
        ("Farhill University, D-44001 Lowdale, Germany", Some("Farhill University"), "", "Lowdale", "44001", "Germany"),
        ("Farhill University, 31-801 Lowdale, Poland", Some("Farhill University"), "", "Lowdale", "31-801", "Poland"),
        ("Farhill University, Lowdale Algeria", Some("Farhill University"), "", "Lowdale", "", "Algeria"),
        ("University of New Mexico", Some("University of New Mexico"), "", "", "", ""),
        (
            "Farhill University, Lowdale 210001, P.R China 17",
            Some("Farhill University"),
            "",
            "Lowdale",
            "210001",
            "China",
        ),
        ("62100 of PLA Troops, Nanjing 210001, China", Some("62100 of PLA Troops"), "", "Nanjing", "210001", "China"),
        ("Farhill University, Lowdale, the Netherlands", Some("Farhill University"), "", "Lowdale", "", "Netherlands"),
        ("Universidad de los Lagos, Bogotá", Some("Universidad de los Lagos"), "", "Bogotá", "", ""),
        ("Beijing 100001, China", None, "", "Beijing", "100001", "China"),
    ];

    #[test]
    fn says_what_is_printed() {
        for &(text, institution, department, city, postcode, country) in ROWS {
            let found = parts(text);
            let get = |r: &Option<Range<usize>>| r.clone().map_or("", |r| &text[r]);
            assert_eq!(get(&found.institution), institution.unwrap_or(""), "{text}");
            assert_eq!(get(&found.department), department, "{text}");
            assert_eq!(get(&found.city), city, "{text}");
            assert_eq!(get(&found.postcode), postcode, "{text}");
            assert_eq!(get(&found.country), country, "{text}");
            assert_eq!(super::country(text), found.country, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn ranges_are_of_the_text(text in "[0-9a-cA ,;()/大学院医部中国京北厅集团公司附属第Universty of China@-]{0,50}|\\PC{0,60}") {
            let found = parts(&text);
            for range in [found.institution, found.department, found.city, found.postcode, found.country].into_iter().flatten() {
                assert!(!text[range].is_empty());
            }
        }
    }
}
