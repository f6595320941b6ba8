//! The five dates: which of the labelled values counts where several stand there.

use super::Reader;
use super::confidence::{DERIVED, LABELLED, SHAPE};
use crate::document::{Found, Span};
use crate::field::Date;
use crate::layout::Places;
use crate::outline::Outline;
use crate::problem::{Code, Problem};
use crate::record::{Dates, Language, Record};

const FIELDS: [&str; 5] = ["dates.received", "dates.revised", "dates.accepted", "dates.published", "dates.online"];

pub(super) fn read(reader: &mut Reader, outline: &Outline, places: &Places, record: &mut Record) {
    let mut dates: [Option<Found<Date>>; 5] = Default::default();
    let values = places.dates.each_ref().map(|spans| -> Vec<_> {
        spans.iter().map(|&(span, language)| (span, language, value(reader, span))).collect()
    });
    let is_chinese = |(_, language, date): &(Span, Language, Option<_>)| *language == Language::Zh && date.is_some();
    // one platform swaps its English labels of these two, so a Chinese one of either settles both
    let releases = values[3..].iter().flatten().any(is_chinese);
    let received_again = second(&values[0]);
    for (index, values) in values.into_iter().enumerate() {
        // the Chinese labels win where both languages stand there
        let chinese = values.iter().any(is_chinese);
        let wanted = if chinese || (index >= 3 && releases) { Language::Zh } else { Language::En };
        let mut found: Vec<Found<Date>> = Vec::new();
        for (span, language, date) in values {
            match date {
                Some(date) if language == wanted => found.push(date),
                Some(date) => {
                    let taken = found.first().map(|f| f.value);
                    if taken.as_ref().is_some_and(|t| *t != date.value) && index < 3 {
                        let message = format!(
                            "the labels of the two languages give {} and {}",
                            taken.map_or(String::new(), |t| t.to_string()),
                            date.value
                        );
                        reader.doubt(Problem::warning(Code::DateLabelConflict, FIELDS[index], message));
                    }
                }
                None => unreadable(reader, FIELDS[index], span),
            }
        }
        // the last revision counts, of everything else the first; but what stands behind a second receipt is told again,
        // or of the next article
        let revised = index == 1;
        let told_once = |date: &Found<Date>| received_again.is_none_or(|again| date.span.start < again);
        // the labels give several: which counts is a rule's choice
        let told = found.first().map(|date| date.value);
        if found.iter().any(|date| Some(date.value) != told) {
            found.iter_mut().for_each(|date| date.confidence = SHAPE);
        }
        dates[index] = if revised {
            found.into_iter().max_by_key(|date| (told_once(date), date.span.start))
        } else {
            found.into_iter().next()
        };
    }
    if dates[1].is_none() {
        dates[1] = places.dates[0].iter().find_map(|&(span, _)| revised_behind(reader, span));
    }
    let [received, revised, accepted, published, online] = dates;
    record.dates.received = reader.take(FIELDS[0], received);
    record.dates.revised = reader.take(FIELDS[1], revised);
    record.dates.accepted = reader.take(FIELDS[2], accepted);
    record.dates.published = reader.take(FIELDS[3], published);
    record.dates.online = reader.take(FIELDS[4], online);
    if record.dates.published.is_none() {
        let head = month_of_issue(reader, outline, places).or_else(|| month_beside_name(reader, outline, record));
        record.dates.published = reader.take(FIELDS[3], head);
    }
    if record.year.is_none() {
        year_of_release(reader, places, record);
    }
}

/// Where the second of `dates` stands that are told in the language of the first.
fn second(dates: &[(Span, Language, Option<Found<Date>>)]) -> Option<usize> {
    let first = dates.first()?;
    let mut starts: Vec<usize> = dates.iter().filter(|date| date.1 == first.1).map(|date| date.0.start).collect();
    starts.sort_unstable();
    starts.get(1).copied()
}

/// A page without any citation has the year of its release.
fn year_of_release(reader: &mut Reader, places: &Places, record: &mut Record) {
    let uncited = || places.heads.is_empty() && places.citations.iter().all(|cited| cited.citation.is_none());
    let Dates { published, online, .. } = record.dates;
    let online = || online.filter(|_| uncited()).map(|date| (date, FIELDS[4]));
    let Some((date, field)) = published.map(|date| (date, FIELDS[3])).or_else(online) else { return };
    let span = reader.evidence.iter().rfind(|e| e.field == field).map(|e| e.span);
    let year = span.map(|span| Found { value: date.year(), span, confidence: DERIVED });
    record.year = reader.take("year", year);
}

fn value(reader: &Reader, span: Span) -> Option<Found<Date>> {
    let words = reader.doc.slice(span);
    // `by Lingnan University Press: 11 February 2021`
    let from = if words.starts_with("by ") { words.find(':').map_or(0, |at| at + 1) } else { 0 };
    let span = span.part(from..words.len());
    let (range, date) = Date::read(&words[from..])?;
    // something else than the date must not stand between the label and it
    (range.start <= 24).then(|| Found::at(span.part(range), date).sure(LABELLED))
}

/// `收稿日期2014-09-29,2014-12-30 收修定稿`: the second date's label stands behind it.
fn revised_behind(reader: &Reader, span: Span) -> Option<Found<Date>> {
    let words = reader.doc.slice(span);
    let dates = Date::find_all(words);
    let (range, date) = dates.get(1)?;
    let behind = words[range.end..].trim_start();
    ["收修", "收到修", "修回", "修改"]
        .iter()
        .any(|w| behind.starts_with(w))
        .then(|| Found::at(span.part(range.clone()), *date))
}

/// The month that a running head prints beside volume and issue.
fn month_of_issue(reader: &Reader, outline: &Outline, places: &Places) -> Option<Found<Date>> {
    super::journal::heads(outline, places).iter().find_map(|head| {
        let span = head.span(head.citation.month.as_ref()?);
        let (_, date) = Date::read(reader.doc.slice(span))?;
        Some(Found::at(span, date).sure(SHAPE))
    })
}

/// The month in brackets behind the journal's name, as indexes print it: `Lingnan Review (Aug 2021)`.
fn month_beside_name(reader: &Reader, outline: &Outline, record: &Record) -> Option<Found<Date>> {
    const TOP: usize = 24;
    let names = [&record.journal.title.zh, &record.journal.title.en];
    outline.lines.iter().take(TOP).find_map(|line| {
        let words = reader.doc.slice(line.span);
        let rest = names.into_iter().flatten().find_map(|name| words.strip_prefix(name.as_str()))?;
        let inner = rest.strip_prefix(" (")?.strip_suffix(')')?;
        let (range, date) = Date::read(inner).filter(|(range, _)| range.len() == inner.len())?;
        let from = words.len() - 1 - inner.len();
        Some(Found::at(line.span.part(from..from + range.len()), date).sure(SHAPE))
    })
}

/// A date label with something behind it that is no date.
fn unreadable(reader: &mut Reader, field: &'static str, span: Span) {
    let words = reader.doc.slice(span);
    let printed: String = words.chars().take(30).collect();
    if printed.is_empty() || Date::is_placeholder(&printed) {
        return;
    }
    reader.doubt(Problem::info(Code::DateUnreadable, field, format!("expected a date, found {printed:?}")));
}

#[cfg(test)]
mod tests {
    fn revised(dates: &str) -> Option<String> {
        let page = format!(
            "# 高原湖泊浮游植物的季节变化\n\n摘要：本文调查了三个湖泊的浮游植物。\n\n关键词：湖泊；浮游植物\n\n{dates}\n"
        );
        let record = crate::read::record_of(&crate::Document::from_text("t", &page));
        record.dates.revised.map(|date| date.to_string())
    }

    #[test]
    fn what_happened_may_stand_behind_its_date() {
        for dates in [
            "(2021-03-04收稿，2021-06-01修回)",
            "2021年3月4日收到，2021年6月1日收到修改稿",
            "（2021年3月4日收到；2021年6月1日收到修改稿）",
            "本文于2021年3月4日收到, 2021年6月1日修稿。",
            "2021-03-04 收稿；2021-06-01 修回；2021-07-09 定稿",
            "收稿 2021-03-04；修改 2021-06-01",
        ] {
            assert_eq!(revised(dates).as_deref(), Some("2021-06-01"), "{dates}");
        }
        assert_eq!(revised("2021年3月4日收到来信，修改了第2处"), None);
    }

    #[test]
    fn a_placeholder_raises_no_doubt() {
        let doubts = |date: &str| {
            let page =
                format!("# 高原湖泊浮游植物的季节变化\n\n摘要：本文调查了三个湖泊的浮游植物。\n\n修回日期：{date}\n");
            let record = crate::read::record_of(&crate::Document::from_text("t", &page));
            record.problems.iter().filter(|problem| problem.code == crate::problem::Code::DateUnreadable).count()
        };
        assert_eq!((doubts("1900-01-01;"), doubts("0000-00-00"), doubts("2018-13-45")), (0, 0, 1));
    }

    #[test]
    fn the_last_revision_counts_of_those_of_one_receipt() {
        let first = "收稿日期：2016-08-15 修回日期：2016-09-26";
        assert_eq!(revised(&format!("{first}；2016-09-30")).as_deref(), Some("2016-09-26"));
        assert_eq!(revised(&format!("{first} 修回日期：2016-09-30")).as_deref(), Some("2016-09-30"));
        let again = "收稿日期：2016-08-15 修回日期：2016-09-30";
        assert_eq!(revised(&format!("{first}\n\n{again}")).as_deref(), Some("2016-09-26"));
        assert_eq!(revised(&format!("收稿日期：2016-08-15\n\n{again}")).as_deref(), Some("2016-09-30"));
    }

    #[test]
    fn an_index_prints_the_month_behind_the_name() {
        let page = "Lingnan Review (Aug 2021)\nAcid Soils of Tea Gardens\nDuan Jiahe, Shu Rusong\nAbstract\nSoils turn acid.\nPublished in Lingnan Review\n";
        let record = crate::read::record_of(&crate::Document::from_text("t", page));
        assert_eq!(record.dates.published.map(|date| date.to_string()).as_deref(), Some("2021-08"));
        assert_eq!(record.year, Some(2021));
    }
}
