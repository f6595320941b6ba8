//! The shapes in which dates are printed, Chinese and English, and as OCR leaves them.
//!
//! Knows shapes only; that a month has 30 days says [`Date::new`].

use std::ops::Range;

use super::Date;
use super::cursor::{Cursor, is_dash};
use super::english::{day_first, month_first, year_then_english};
use super::numeric::{chinese, numeric, slashed, sole_number, year};

/// Where a date ends, and the date.
pub(super) type Read = Option<(usize, Date)>;

/// Dates as they stand in running text, where page ranges, telephones and DOIs look much alike.
pub(super) fn dates(text: &str) -> impl Iterator<Item = (Range<usize>, Date)> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let from = at;
            at += 1;
            let starts = match bytes[from] {
                b'0'..=b'9' => from == 0 || !bytes[from - 1].is_ascii_digit(),
                byte => b"JFMASOND".contains(&byte),
            };
            if !starts {
                continue;
            }
            if let Some((end, date)) = date_at(text, from, false).filter(|_| !inside_identifier(&text[..from])) {
                at = end;
                return Some((from..end, date));
            }
        }
        None
    })
}

/// The date that follows a date's label; other words may come between, another label may not.
pub(super) fn labelled(value: &str) -> Option<(Range<usize>, Date)> {
    let opening = |c: char| c.is_ascii_whitespace() || ":】])(*#,.".contains(c);
    let from = value.len() - value.trim_start_matches(opening).len();
    if let Some((end, date)) = date_at(value, from, true).or_else(|| sole_number(Cursor::new(value, from))) {
        return Some((from..end, date));
    }
    // words may come between the label and its date, but not many, and no line's end
    let reach =
        value[from..].char_indices().find(|&(at, c)| at > 80 || c == '\n').map_or(value.len(), |(at, _)| from + at);
    let (range, date) = dates(&value[from..reach]).next()?;
    let between = &value[from..from + range.start];
    let other_labels = [":", ";", "日期", "时间", "eceived", "evised", "ccepted", "ublished", "nline"];
    let part = between.ends_with(|c: char| is_dash(c) || "/.*".contains(c));
    let far = between.len() > 40 || part || other_labels.iter().any(|label| between.contains(label));
    (!far).then_some((from + range.start..from + range.end, date))
}

/// The date that begins at `at`; `labelled` allows what only a label makes a date.
fn date_at(text: &str, at: usize, labelled: bool) -> Read {
    let cursor = Cursor::new(text, at);
    if !cursor.at_digit() {
        return month_first(cursor);
    }
    let mut behind = cursor;
    if let Some(year) = year_of_republic(&mut behind) {
        return chinese(behind, year, labelled);
    }
    match year(&mut behind) {
        Some(year) => chinese(behind, year, labelled)
            .or_else(|| year_then_english(behind, year))
            .or_else(|| numeric(cursor, behind, year, labelled)),
        None => day_first(cursor).or_else(|| slashed(cursor, labelled)),
    }
}

/// The common year of `民國 106` where the cursor is at the figures.
fn year_of_republic(cursor: &mut Cursor<'_>) -> Option<u16> {
    let era = cursor.behind().trim_end_matches(' ');
    let length = cursor.rest().bytes().take_while(u8::is_ascii_digit).count();
    if !(2..=3).contains(&length) || !era.ends_with("民国") {
        return None;
    }
    let year: u16 = cursor.digits(length).parse().ok()?;
    Some(year + 1911).filter(|year| (1912..=2100).contains(year))
}

/// Whether what stands before is the head of a DOI or of an address, e.g. `10.13866/j.azr.` or `//x.cn/`.
fn inside_identifier(before: &str) -> bool {
    let part = |b: &u8| b.is_ascii_graphic() && !b",;|\"<>:".contains(b);
    let length = before.bytes().rev().take(100).take_while(part).count();
    let token = &before[before.len() - length..];
    token.starts_with("//") || token.starts_with("www.") || token.starts_with("10.") && token.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        dates(text).map(|(_, date)| date.to_string()).collect()
    }

    fn read(text: &str) -> Option<String> {
        labelled(text).map(|(_, date)| date.to_string())
    }

    #[test]
    fn dates_in_running_text() {
        let table = [
            ("2025-10-26", "2025-10-26"),
            ("2018.08.31", "2018-08-31"),
            ("2019/4/5", "2019-04-05"),
            ("2019年4月29日;录用", "2019-04-29"),
            ("2024 年 3 月", "2024-03"),
            ("民国 105 年 3 月 2 日", "2016-03-02"),
            ("中华民国106年6月", "2017-06"),
            ("2021年4月11至7月11日", "2021-04"),
            ("(2022 - 11 - 01)", "2022-11-01"),
            ("2022 / 11 / 01", "2022-11-01"),
            ("2012·04-10", "2012-04-10"),
            ("2018一03一15", "2018-03-15"),
            ("2024–03–07", "2024-03-07"),
            ("14 March 2023", "2023-03-14"),
            ("March 14, 2023", "2023-03-14"),
            ("Mar. 2024", "2024-03"),
            ("PublishedJun 28, 2021", "2021-06-28"),
            ("July 05, 2021", "2021-07-05"),
            ("Mar 30, 2020", "2020-03-30"),
            ("Submitted on 28 Mar 2024 (v1)", "2024-03-28"),
            ("2021 Dec 20", "2021-12-20"),
            ("2022 Jun 8;22:491", "2022-06-08"),
            ("Received2015April3;", "2015-04-03"),
            ("3rd June, 2024", "2024-06-03"),
            ("14-Mar-2023", "2023-03-14"),
            ("May, 2016", "2016-05"),
            ("Sept. 2019", "2019-09"),
            ("Received October17,20l4", "2014-10-17"),
            ("收稿2O18-O3-l5", "2018-03-15"),
            ("2017-12-19 15:32", "2017-12-19"),
            ("2017-12-19T15:32", "2017-12-19"),
            ("2021/5", "2021-05"),
            ("2010/09。", "2010-09"),
            ("2009-09", "2009-09"),
            ("收稿日期:2015-09-28修回", "2015-09-28"),
            ("25/12/2019", "2019-12-25"),
            ("10.1234/abc,Received:2018-01-02", "2018-01-02"),
        ];
        for (text, date) in table {
            assert_eq!(found(text), [date], "{text}");
        }
        assert_eq!(found("收稿日期:2015-09-28修回日期:2016-04-02"), ["2015-09-28", "2016-04-02"]);
        assert_eq!(found("2013-12-04—2014-01-05"), ["2013-12-04", "2014-01-05"]);
        assert_eq!(found("Received 20 December 2021, May 3, 2022"), ["2021-12-20", "2022-05-03"]);
    }

    #[test]
    fn numbers_that_are_no_dates() {
        let table = [
            "0000-00-00",
            "1900-01-01",
            "1970-01-01",
            "2022-07-xX",
            "****-**-**",
            "2015-2019",
            "1671-3990(2017)09-1276-11",
            "10.3969/j.issn.1001-3695.2018.09.0775",
            "10.13866/j.azr.2018.05.06",
            "j. issn. 1007 - 9572. 2022. 06. 11",
            "010-65292700",
            "2018.03-04",
            "38(7):2018-1",
            "f. 2024. 02. 938",
            "10.1155/2010/11",
            "http://x.cn/2018/05/06",
            "2018一03一115",
            "05/06/2019",
            "2023-02-30",
            "1955",
            "2024年",
            "20231105",
            "marching 2019",
            "ISSN 2095-0810",
            "2009–10",
        ];
        for text in table {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn long_runs_take_linear_time() {
        for run in ["aJ", "1 ", "2019 ", "9999-", "Mar", "20l", "12 一"] {
            assert_eq!(found(&run.repeat(20_000)), [""; 0], "{run}");
        }
    }

    #[test]
    fn dates_behind_a_label() {
        let table = [
            (": 2016-06-13", "2016-06-13"),
            ("】2017-10-10 修回日期:2017-11-26", "2017-10-10"),
            (":\n 2018.08.31", "2018-08-31"),
            ("20231105", "2023-11-05"),
            ("2003211214", "2003-11-14"),
            (": 1955", "1955"),
            (":2024年", "2024"),
            (":2019年4月29", "2019-04-29"),
            (" 8/16/13", "2013-08-16"),
            (" 09.06.2021; revised", "2021-06-09"),
            ("2021.5", "2021-05"),
            (" in final form 12 March 2019", "2019-03-12"),
            (" on 3 Jun 2024", "2024-06-03"),
            ("2018-1", "2018-01"),
        ];
        for (text, date) in table {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
        let table = [
            "2022-07-xX",
            "****-**-**;修订日期*:2019-01-02",
            ": 录用日期:2016-03-02",
            " date Accepted 12 March 2019",
            "5/6/13",
            " in revised form 1 May 2019",
            "2003311314",
            "2015-2019",
            "0000-00-00",
            "",
            ":",
            "in press",
            "1900-01-01",
        ];
        for text in table {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
