//! The organisation in a Chinese affiliation, by the grammar of names: what a name ends with says what it is.

use std::ops::Range;
use std::sync::LazyLock;

use super::place;
use crate::field::text::is_han;
use crate::field::words::Words;

/// What an organisation is, told by how its name ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    University,
    College,
    Hospital,
    Academy,
    Institute,
    Company,
    Government,
    Centre,
    Laboratory,
}

use Kind::*;

/// Ends of names. A longer one stands before a shorter one that begins alike.
const ENDS: [(&str, Kind); 87] = [
    ("大学", University),
    ("党校", College),
    ("学院", College),
    ("学校", College),
    ("中学", College),
    ("小学", College),
    ("医院", Hospital),
    ("保健院", Hospital),
    ("卫生院", Hospital),
    ("疗养院", Hospital),
    ("医疗中心", Hospital),
    ("科学院", Academy),
    ("社科院", Academy),
    ("农科院", Academy),
    ("林科院", Academy),
    ("中科院", Academy),
    ("研究院", Academy),
    ("研究总院", Academy),
    ("中央研究院", Academy),
    ("设计院", Institute),
    ("设计总院", Institute),
    ("规划院", Institute),
    ("勘察院", Institute),
    ("勘查院", Institute),
    ("勘测院", Institute),
    ("调查院", Institute),
    ("检测院", Institute),
    ("检验院", Institute),
    ("博物院", Institute),
    ("研究生院", Institute),
    ("研究所", Institute),
    ("设计所", Institute),
    ("监测所", Institute),
    ("控制所", Institute),
    ("检验所", Institute),
    ("实验所", Institute),
    ("试验所", Institute),
    ("防治所", Institute),
    ("检定所", Institute),
    ("公司", Company),
    ("集团", Company),
    ("出版社", Company),
    ("编辑部", Company),
    ("杂志社", Company),
    ("事务所", Company),
    ("银行", Company),
    ("总局", Government),
    ("委员会", Government),
    ("政府", Government),
    ("法院", Government),
    ("检察院", Government),
    ("厅", Government),
    ("局", Government),
    ("大队", Government),
    ("总队", Government),
    ("支队", Government),
    ("部队", Government),
    ("中心", Centre),
    ("工作站", Centre),
    ("观测站", Centre),
    ("研究站", Centre),
    ("试验站", Centre),
    ("实验站", Centre),
    ("监测站", Centre),
    ("推广站", Centre),
    ("管理站", Centre),
    ("总站", Centre),
    ("天文台", Centre),
    ("气象台", Centre),
    ("图书馆", Centre),
    ("博物馆", Centre),
    ("档案馆", Centre),
    ("科技馆", Centre),
    ("植物园", Centre),
    ("动物园", Centre),
    ("保护区", Centre),
    ("林场", Centre),
    ("农场", Centre),
    ("改良场", Centre),
    ("基地", Centre),
    ("学会", Centre),
    ("协会", Centre),
    ("研究会", Centre),
    ("基金会", Centre),
    ("联合会", Centre),
    ("智库", Centre),
    ("实验室", Laboratory),
];

/// The ends of `ENDS`, in their order.
static ANYWHERE: LazyLock<Words> = LazyLock::new(|| Words::new(&ENDS.map(|(end, _)| end)));

/// Ends that count only where the name stops, since the character is common inside names.
const LAST_ENDS: &[(&str, Kind)] = &[
    ("所", Institute),
    ("院", Institute),
    ("厂", Company),
    ("种业", Company),
    ("股份", Company),
    ("站", Centre),
    ("馆", Centre),
    ("园", Centre),
    ("台", Centre),
    ("队", Government),
    ("部", Government),
];

/// What behind an end shows that the name has not ended there, e.g. `大学生`, `学院路`, `中心医院`.
const NOT_BEFORE: &[(&str, &[&str])] = &[
    ("大学", &["路", "街", "校园"]),
    ("学院", &["大学", "路", "街", "南路", "派"]),
    ("医院", &["路", "感染管理"]),
    ("中心", &["医院", "小学", "血站", "城区", "校区", "实验室", "支行", "气象台", "卫生院", "研究所"]),
    ("局", &["部", "限", "域"]),
    ("实验室", &["培育"]),
    ("厅", &["堂"]),
    ("公司", &["法"]),
    ("研究所", &["有限"]),
    ("研究院", &["有限", "股份"]),
    ("设计院", &["有限", "股份", "集团"]),
    ("科学院", &["大学"]),
    ("集团", &["军"]),
    ("银行", &["业"]),
    ("学会", &["计"]),
    ("医院", &["发展中心", "管理中心", "管理研究"]),
];

/// Ends of names of bodies that schools, hospitals and offices belong to and have in their names.
const OWNERS: &[&str] = &["部队", "总队", "支队", "保护区", "林场", "农场", "基地"];

/// What belongs to them: `战略支援部队信息工程大学`, `某某自然保护区管理局`.
const OWNED: &[&str] = &["大学", "学院", "医院", "管理局", "管理处", "管理中心", "管理站", "研究所", "公司"];

/// An organisation in a Chinese text and how well it answers for the whole affiliation.
#[derive(Clone, Debug)]
pub(super) struct Organisation {
    pub range: Range<usize>,
    pub rank: u8,
}

/// The first end of a name in `text[from..stop]`: where it ends, and its kind.
fn end_of_name(text: &str, from: usize, stop: usize) -> Option<(usize, Kind)> {
    let text = &text[from..stop];
    let ended = |(at, place): (usize, usize)| {
        let (end, kind) = ENDS[place];
        let behind = &text[at + end.len()..];
        // a Han character goes on with a word or with the next name
        let goes_on = behind.bytes().next().is_some_and(|byte| !byte.is_ascii())
            && ((end == "大学" && !school(behind))
                || OWNERS.contains(&end) && OWNED.iter().any(|owned| behind.contains(owned))
                || NOT_BEFORE.iter().any(|(e, next)| *e == end && next.iter().any(|n| behind.starts_with(n))));
        // `厅` and `局` need a name before them, `国家` is not yet one
        let short = end.len() == 3 && at < 6;
        (at > 0 && !goes_on && !short).then_some((from + at + end.len(), kind))
    };
    ANYWHERE.found_in(text).find_map(ended).or_else(|| {
        let (end, kind) = LAST_ENDS.iter().find(|(end, _)| text.ends_with(end))?;
        (text.len() >= 6 + end.len()).then_some((stop, *kind))
    })
}

/// Whether `大学` before `behind` is a school, not that of 大学生 (students) or 大学城 (campus town).
pub(super) fn school(behind: &str) -> bool {
    if let Some(more) = behind.strip_prefix('生') {
        return more.starts_with(['物', '命', '态', '产', '理', '殖', '化', '药', '活']);
    }
    behind.strip_prefix('城').is_none_or(|more| more.starts_with(['市', '乡', '镇', '规']))
}

/// The best organisation of `text`, a Chinese affiliation cut into `segments`.
pub(super) fn organisation(text: &str, segments: &[Range<usize>]) -> Option<Organisation> {
    let mut best: Option<Organisation> = None;
    for (n, segment) in segments.iter().enumerate() {
        let start = segment.start;
        let Some((end, kind)) = end_of_name(text, start, segment.end) else { continue };
        if place::is_divisions(&text[segment.clone()]) {
            continue;
        }
        // one blank may stand inside a name: `川北医学院 附属医院`
        let far = || {
            let next = segments.get(n + 1).filter(|next| {
                text[segment.end..next.start].bytes().all(|b| b == b' ') && !place::is_divisions(&text[(*next).clone()])
            });
            next.map_or(segment.end, |next| next.end)
        };
        let end = extend(text, start, end, kind, segment.end, far);
        let rank = rank(&text[start..end], kind);
        if best.as_ref().is_none_or(|b| rank > b.rank) {
            best = Some(Organisation { range: start..end, rank });
        }
    }
    best
}

fn rank(name: &str, kind: Kind) -> u8 {
    let of_its_own = || name.starts_with("中国") || name.starts_with("国家") || place::division(name).is_some();
    match kind {
        University | Hospital | Academy => 6,
        College => 5,
        Institute | Company | Government if of_its_own() => 6,
        Institute | Company | Government => 4,
        Laboratory if !name.contains("重点") && !name.contains("工程") && !name.contains("国家") => 4,
        Centre => 3,
        Laboratory => 2,
    }
}

/// How far the name goes that has its first end at `end`; `near` is the end of its segment, `far` tells that of the next.
fn extend(text: &str, start: usize, end: usize, kind: Kind, near: usize, far: impl Fn() -> usize) -> usize {
    let name = &text[start..end];
    if matches!(kind, Academy | Institute)
        && ["有限", "股份", "集团", "科技有限"].iter().any(|form| text[end..near.max(end)].starts_with(form))
        && let Some((more, Company)) = end_of_name(text, end, near)
    {
        // `远山热工研究院有限公司` is one name
        return extend(text, start, more, Company, near, far);
    }
    match kind {
        University | College => {
            let end = brackets(text, end, name.ends_with("党校")).unwrap_or(end);
            // a campus ends its segment: what follows it is still the same name
            let piece = || text[end..].find([',', ' ', ';', '(', '\n']).map_or(text.len(), |i| end + i);
            let near = if end > near { piece() } else { near };
            hospital(text, end, near, || far().max(near)).unwrap_or(end)
        }
        // `江苏省中国科学院植物研究所` is a province's and the academy's
        Academy if name.starts_with('中') || ["中国", "国家", "军事"].iter().any(|of| name.contains(of)) => {
            let stop = if end == near { far() } else { near };
            match end_of_name(text, end, stop) {
                Some((end, Institute | Academy | Centre | Government | Hospital | College)) => end,
                _ => end,
            }
        }
        Government => match end_of_name(text, end, near) {
            Some((end, Institute | Academy | Centre)) => end,
            Some((more, Government)) if text[end..more].starts_with('第') => more,
            // `中铁一局集团第二工程有限公司`, `中交一公局第六工程有限公司`
            Some((more, Company)) if ["集团", "第"].iter().any(|of| text[end..].starts_with(of)) => {
                extend(text, start, more, Company, near, far)
            }
            _ => end,
        },
        Company => {
            // `集团` goes on to its `有限公司`; a group's institutes have numbers: `集团公司第五十四研究所`
            let end = match end_of_name(text, end, near) {
                Some((more, Company)) if name.ends_with("集团") => more,
                _ => end,
            };
            match end_of_name(text, end, near) {
                Some((more, Institute | Academy)) if text[end..more].starts_with('第') => more,
                _ => end,
            }
        }
        _ => end,
    }
}

/// The end of a campus in brackets, e.g. `中国石油大学(华东)`, and of the other name of a party school.
fn brackets(text: &str, end: usize, party_school: bool) -> Option<usize> {
    let inner = text[end..].strip_prefix('(')?;
    let close = inner.find(')')?;
    let inner = &inner[..close];
    let campus = (2..=4).contains(&inner.chars().count())
        && inner.chars().all(is_han)
        && !inner.ends_with(['院', '部', '系', '所', '室']);
    (campus || (party_school && inner.ends_with("学院"))).then_some(end + 1 + close + 1)
}

/// The end of a hospital that belongs to the school ending at `end`: `第一附属医院`, `医学院附属瑞金医院`.
fn hospital(text: &str, end: usize, near: usize, far: impl Fn() -> usize) -> Option<usize> {
    let own = &text[end..near];
    let begins = |s: &str| s.starts_with("附属") || s.starts_with('第');
    let may_go_on = (own.is_empty() || own.ends_with("学院")) && begins(text[near..].trim_start());
    // what lies beyond may be no part of the name
    let stop = if may_go_on { far() } else { near };
    let rest = &text[end..stop];
    let at = rest.match_indices('院').find_map(|(at, _)| rest[..at].strip_suffix('医'))?.len();
    let before = &rest[..at];
    let other = ["实验室", "中心", "研究", "系", "大学", "公司", "/"].iter().any(|w| before.contains(w));
    (!other || before.ends_with("中心")).then_some(end + at + "医院".len())
}
