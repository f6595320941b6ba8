//! How a list is divided, how a date is written and which of two words announces a value change nothing in the record.

use qikan::document::Span;

use crate::dressed::{changes, record};
use crate::fixtures::{FIXTURES, Fixture};

/// What may stand between the names, or the terms, of a list.
const SEPARATORS: &[&str] = &[", ", "，", "、", "；", "; ", "  "];

const DATES: &[fn(&str, &str, &str) -> String] = &[
    |year, month, day| format!("{year}年{}月{}日", month.trim_start_matches('0'), day.trim_start_matches('0')),
    |year, month, day| format!("{year}/{month}/{day}"),
    |year, month, day| format!("{year}.{month}.{day}"),
    |year, month, day| format!("{year}-{}-{}", month.trim_start_matches('0'), day.trim_start_matches('0')),
];

/// Words for one thing.
const LABELS: &[(&str, &str)] = &[
    ("摘要", "内容提要"),
    ("关键词", "关键字"),
    ("收稿日期", "来稿日期"),
    ("修回日期", "修改稿收到日期"),
    ("基金项目", "资助项目"),
    ("通讯作者", "责任作者"),
    ("中图分类号", "中图法分类号"),
    ("文献标识码", "文献标志码"),
    ("文献标志码", "文献标识码"),
    ("Abstract", "Summary"),
    ("Key words", "Index Terms"),
    ("Keywords", "KEY WORDS"),
    ("Received", "Manuscript received"),
    ("Foundation item", "Financial support"),
];

/// The fixture's text with `other` wherever `label` begins a line and a colon follows; none where it nowhere does.
fn labelled(fixture: &Fixture, label: &str, other: &str) -> Option<String> {
    let text = fixture.document.text();
    let line = |line: &str| match line.strip_prefix(label) {
        Some(rest) if rest.starts_with(':') => format!("{other}{rest}\n"),
        _ => format!("{line}\n"),
    };
    let page: String = text.lines().map(line).collect();
    (page.trim_end() != text.trim_end()).then_some(page)
}

/// Where the values of `field` stand, in order.
fn places(fixture: &Fixture, field: &str) -> Vec<Span> {
    let Ok(extraction) = &fixture.result else { return Vec::new() };
    extraction.evidence.iter().filter(|evidence| evidence.field == field).map(|evidence| evidence.span).collect()
}

/// The fixture's text with `separator` between the values of `field`; none where something else than separators stands
/// between them, they hold such a sign themselves, or nothing but the separators says that they are a list.
fn divided(fixture: &Fixture, field: &str, separator: &str) -> Option<String> {
    let text = fixture.document.text();
    let places = places(fixture, field);
    let (first, last) = (places.first()?, places.last()?);
    let values: Vec<&str> = places.iter().map(|span| &text[span.start..span.end]).collect();
    let plain = |pair: &[Span]| {
        let gap = text.get(pair[0].end..pair[1].start).unwrap_or("…");
        gap.contains([',', ';', '、']) && gap.trim_matches([' ', ',', ';', '、']).is_empty()
    };
    let sign = if separator.trim().is_empty() { " " } else { separator.trim() };
    let above = text[..first.start].trim_end().rsplit('\n').next().unwrap_or_default();
    let announced =
        !field.starts_with("keywords") || ["键", "鍵", "key", "KEY", "Key"].iter().any(|w| above.contains(w));
    let is_list = places.len() > 2 && places.windows(2).all(plain) && !values.iter().any(|value| value.contains(sign));
    // no English list is divided so
    let foreign = sign == "、" && field.ends_with("en[]");
    (is_list && announced && !foreign)
        .then(|| format!("{}{}{}", &text[..first.start], values.join(separator), &text[last.end..]))
}

/// The fixture's text with its dates `written` otherwise; none where it has none of the form `2020-09-14`.
fn dated(fixture: &Fixture, written: fn(&str, &str, &str) -> String) -> Option<String> {
    let fields = ["dates.received", "dates.revised", "dates.accepted", "dates.published", "dates.online"];
    let mut places: Vec<Span> = fields.iter().flat_map(|field| places(fixture, field)).collect();
    places.sort_by_key(|span| span.start);
    let (mut text, mut at) = (String::new(), 0);
    for span in places {
        let parts: Vec<&str> = fixture.document.slice(span).split('-').collect();
        let &[year, month, day] = &parts[..] else { continue };
        if span.start < at || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            continue;
        }
        text += &fixture.document.text()[at..span.start];
        text += &written(year, month, day);
        at = span.end;
    }
    (at > 0).then(|| text + &fixture.document.text()[at..])
}

#[test]
fn a_record_is_the_same_in_another_style() {
    let (mut faults, mut tried) = (String::new(), 0);
    for fixture in FIXTURES.iter().filter(|fixture| !fixture.name.starts_with("html/")) {
        let plain = record(fixture.document.text());
        let fields = ["authors[].name.zh", "authors[].name.en", "keywords.zh[]", "keywords.en[]"];
        let lists = fields.iter().flat_map(|field| SEPARATORS.iter().map(move |separator| (field, separator)));
        let lists = lists.filter_map(|(field, separator)| {
            Some((format!("{field} between {separator:?}"), divided(fixture, field, separator)?))
        });
        let dates = DATES.iter().filter_map(|written| Some((written("2020", "09", "04"), dated(fixture, *written)?)));
        let labels = LABELS
            .iter()
            .filter_map(|(label, other)| Some((format!("{other} for {label}"), labelled(fixture, label, other)?)));
        for (style, page) in lists.chain(dates).chain(labels) {
            tried += 1;
            if let Some(changes) = changes(&plain, &page) {
                faults += &format!("{} with {style}: {changes}\n", fixture.name);
            }
        }
    }
    assert!(tried > 600, "expected hundreds of pages in another style, found {tried}");
    assert!(faults.is_empty(), "{tried} tried\n{faults}");
}
