//! Places in affiliations: the divisions of China and the names of countries.

use std::ops::Range;
use std::sync::LazyLock;

use crate::field::text::is_han;
use crate::field::words;

/// `short rest level english`, see `data/reference/README.md`.
const DIVISIONS: &str = include_str!("../../../data/reference/divisions.tsv");

/// A division of China.
#[derive(Clone, Copy, Debug)]
pub(super) struct Division {
    /// Two Han characters or more.
    short: &'static str,
    /// What its full names add to the short one, joined by `|`.
    rest: &'static str,
    /// 1 province, 2 prefecture, 3 county.
    pub level: u8,
}

struct Table {
    /// In the order of their short names.
    divisions: Vec<Division>,
    /// Where those stand whose names begin with the same two characters.
    places: words::Table<[u8; OPENING], Range<usize>>,
    /// Their English names, and those of states elsewhere.
    provinces_en: words::Latin,
}

/// How many bytes the first two characters of a short name have.
const OPENING: usize = 6;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut divisions = Vec::with_capacity(3600);
    let mut places: words::Table<_, Range<usize>> = words::Table::with_capacity_and_hasher(3600, Default::default());
    let mut provinces_en = words::Latin::default();
    for row in DIVISIONS.lines().skip(1) {
        let mut cells = row.split('\t');
        let (Some(short), Some(rest), Some(level)) = (cells.next(), cells.next(), cells.next()) else { continue };
        divisions.push(Division { short, rest, level: level.parse().unwrap_or(3) });
        cells.next().filter(|en| !en.is_empty()).into_iter().for_each(|en| provinces_en.add(en));
    }
    divisions.sort_by_key(|division| division.short);
    for (place, division) in divisions.iter().enumerate() {
        let opening = division.short.as_bytes().first_chunk().expect("a short name has two characters");
        places.entry(*opening).or_insert(place..place).end = place + 1;
    }
    STATES_EN.split('|').for_each(|name| provinces_en.add(name));
    Table { divisions, places, provinces_en }
});

/// Countries and regions as Chinese affiliations name them.
const COUNTRIES_ZH: &str = "\
    中国|美国|英国|法国|德国|日本|韩国|朝鲜|蒙古|俄罗斯|加拿大|澳大利亚|新西兰|意大利|西班牙|葡萄牙|\
    荷兰|比利时|卢森堡|瑞士|奥地利|瑞典|挪威|芬兰|丹麦|冰岛|爱尔兰|波兰|捷克|匈牙利|希腊|土耳其|乌克兰|\
    印度|巴基斯坦|孟加拉国|尼泊尔|不丹|斯里兰卡|新加坡|马来西亚|泰国|越南|老挝|柬埔寨|缅甸|菲律宾|\
    印度尼西亚|以色列|伊朗|沙特阿拉伯|埃及|南非|尼日利亚|肯尼亚|埃塞俄比亚|巴西|阿根廷|智利|墨西哥|\
    哥伦比亚|秘鲁|哈萨克斯坦|乌兹别克斯坦|吉尔吉斯斯坦|塔吉克斯坦";

/// Countries as English affiliations name them, lower case, a leading `the` left out.
const COUNTRIES_EN: &str = "\
    china|p.r. china|p. r. china|pr china|p.r.china|p.r china|p r china|pr. china|people's republic of china|\
    people’s republic of china|usa|u.s.a|u.s.a.|us|united states|united states of america|uk|u.k|u.k.|\
    united kingdom|england|scotland|wales|northern ireland|ireland|france|germany|japan|korea|\
    south korea|republic of korea|north korea|mongolia|russia|russian federation|canada|australia|\
    new zealand|italy|spain|portugal|netherlands|belgium|luxembourg|switzerland|austria|sweden|norway|\
    finland|denmark|iceland|poland|czech republic|czechia|slovakia|slovenia|hungary|romania|bulgaria|\
    serbia|croatia|greece|turkey|türkiye|ukraine|belarus|estonia|latvia|lithuania|cyprus|malta|georgia|\
    armenia|azerbaijan|india|pakistan|bangladesh|nepal|bhutan|sri lanka|singapore|malaysia|thailand|\
    vietnam|viet nam|laos|cambodia|myanmar|philippines|indonesia|brunei|israel|iran|iraq|jordan|lebanon|\
    syria|saudi arabia|kuwait|qatar|oman|united arab emirates|uae|egypt|libya|tunisia|algeria|morocco|\
    sudan|south africa|nigeria|kenya|ethiopia|ghana|tanzania|uganda|rwanda|zambia|zimbabwe|cameroon|\
    senegal|brazil|argentina|chile|mexico|colombia|peru|ecuador|venezuela|cuba|uruguay|kazakhstan|\
    uzbekistan|kyrgyzstan|tajikistan|turkmenistan|afghanistan|taiwan|hong kong|macau|macao";

/// States and provinces of other countries as English affiliations name them behind the city; those that are called as
/// a city is, such as New York, are left out.
const STATES_EN: &str = "\
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|hawaii|idaho|illinois|indiana|\
    iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|\
    nebraska|nevada|new hampshire|new jersey|new mexico|north carolina|north dakota|ohio|oklahoma|oregon|\
    pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|\
    wisconsin|wyoming|alberta|british columbia|manitoba|new brunswick|nova scotia|ontario|saskatchewan|\
    new south wales|queensland|south australia|tasmania|western australia";

/// The Chinese names.
static CHINESE: LazyLock<words::Set> = LazyLock::new(|| COUNTRIES_ZH.split('|').collect());

/// No Chinese name of a country is longer, in bytes.
const LONGEST_CHINESE: usize = 24;

/// The English names.
static ENGLISH: LazyLock<words::Latin> = LazyLock::new(|| COUNTRIES_EN.split('|').collect());

/// Length of the longest division name that `text` begins with, and the division.
/// e.g. `陕西杨凌` gives `陕西`, `江西省赣州市` gives `江西省`.
pub(super) fn division(text: &str) -> Option<(usize, Division)> {
    let alike = TABLE.places.get(text.as_bytes().first_chunk::<OPENING>()?)?.clone();
    // a longer one stands behind what it begins with
    let found = *TABLE.divisions[alike].iter().rev().find(|division| text.starts_with(division.short))?;
    let end = found.short.len();
    let tail = &text[end..];
    if !tail.starts_with(is_han) {
        return Some((end, found));
    }
    let rest = found.rest.split('|').filter(|rest| tail.starts_with(rest)).map(str::len).max().unwrap_or(0);
    Some((end + rest, found))
}

/// Whether `text` is nothing but names of divisions and blanks, e.g. `江苏 镇江`, `北京市`.
pub(super) fn is_divisions(text: &str) -> bool {
    let mut rest = text.trim();
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let Some((len, _)) = division(rest) else { return false };
        rest = rest[len..].trim_start();
    }
    true
}

/// Whether `text` is the English name of a province or a state, e.g. `Jiangsu`, `Shaanxi Province`, `Ohio`.
pub(super) fn is_province_en(text: &str) -> bool {
    TABLE.provinces_en.contain(text.strip_suffix(" Province").unwrap_or(text).trim())
}

/// Whether `text` is the name of a country, in Chinese or in English.
pub(super) fn is_country(text: &str) -> bool {
    let text = text.trim();
    if text.starts_with(is_han) {
        return text.len() <= LONGEST_CHINESE && CHINESE.contains(text);
    }
    ENGLISH.contain(text.strip_prefix("the ").or(text.strip_prefix("The ")).unwrap_or(text))
}

/// The Chinese name of a country that `text` begins with, followed by a blank or the end.
pub(super) fn country_zh(text: &str) -> Option<usize> {
    let name = text.split(' ').next().filter(|name| name.starts_with(is_han))?;
    (name.len() <= LONGEST_CHINESE && CHINESE.contains(name)).then_some(name.len())
}

/// The city in `text`, Chinese place names before a postcode, e.g. `杨凌` in `陕西杨凌`.
pub(super) fn city_zh(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut city: Option<(Range<usize>, u8)> = None;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        if blank > 0 {
            at += blank;
            continue;
        }
        if let Some((len, found)) = division(rest) {
            let name = &rest[..len];
            let own_city = matches!(name.trim_end_matches('市'), "北京" | "上海" | "天津" | "重庆")
                || name.starts_with("香港")
                || name.starts_with("澳门");
            let level = if own_city { 0 } else { found.level };
            // a prefecture before a county is the city, a province never is while something follows
            let better = match &city {
                None => true,
                Some((_, before)) => *before == 1 || (*before == 3 && level == 2),
            };
            if better {
                let shown = without_shi(name).max(found.short.len());
                city = Some((at..at + shown, level));
            }
            at += len;
        } else {
            let end = at + rest.find(' ').unwrap_or(rest.len());
            let known = city.as_ref().is_some_and(|(_, level)| *level != 1);
            if !known && text[at..end].chars().all(is_han) && (2..=6).contains(&text[at..end].chars().count()) {
                city = Some((at..at + without_shi(&text[at..end]), 2));
            }
            at = end;
        }
    }
    city.filter(|(_, level)| *level != 1).map(|(range, _)| range)
}

/// How long a city's name is without 市: some papers print it, others do not, and it is one city.
fn without_shi(name: &str) -> usize {
    name.strip_suffix('市').filter(|short| short.chars().nth(1).is_some()).map_or(name.len(), str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cities_stand_behind_their_province() {
        for (text, city) in [
            ("陕西杨凌", Some("杨凌")),
            ("江苏 镇江", Some("镇江")),
            ("北京 海淀", Some("北京")),
            ("江苏省镇江市", Some("镇江")),
            ("北京市", Some("北京")),
            ("湖南 津市", Some("津市")),
            ("福建", None),
        ] {
            assert_eq!(city_zh(text).map(|r| &text[r]), city, "{text}");
        }
    }

    #[test]
    fn divisions_and_countries() {
        assert!(is_divisions("江西省赣州市"));
        assert!(!is_divisions("上海交通大学"));
        assert!(is_country("the Netherlands") && is_country("韩国") && !is_country("Leiden"));
        assert!(is_province_en("Shaanxi") && is_province_en("Ohio") && !is_province_en("Xi'an"));
        assert_eq!(country_zh("韩国 全州"), Some("韩国".len()));
        assert_eq!(country_zh("韩国全州"), None);
        assert!(CHINESE.iter().all(|name| name.len() <= LONGEST_CHINESE));
    }
}
