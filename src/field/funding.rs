//! Funding: the text behind a funding label, cut into grants with their award numbers.
//!
//! Knows how grants are listed in both languages and the sentences wrapped around the list. Where the text stands
//! is a layout's matter; no funder is known by name.

mod award;
mod funder;
mod piece;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::field::text::is_han;

/// One grant or listed project, as places in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GrantText {
    /// The grant as printed, without wrapper and closing punctuation.
    pub text: Range<usize>,
    /// Who gave it, e.g. `国家自然科学基金`.
    pub funder: Option<Range<usize>>,
    /// The project's name, where it stands in quotes.
    pub project: Option<Range<usize>>,
    /// The award numbers.
    pub awards: Vec<Range<usize>>,
}

/// The English list in brackets that repeats a Chinese one: `[Supported by …]`.
static REPEATED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i-u)[\[(] *(?:(?:project |this work was |this study was )?supported *by|funded by|sponsored by|foundation items?:)")
        .expect("the pattern is valid")
});

/// Words that announce an English list.
static SUPPORTED_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)(?:supported|funded|sponsored|financed|support|funding|assistance|grants?)(?: in part| partially| jointly| financially)?",
        r" *(?:by|from|through|(?:was |is )?(?:provided|made|given) by)(?: (?:the )?(?:grants?|funds?|funding|support)(?: nos?\.?)? from)?",
        r"|with the (?:financial )?support of"
    ))
    .expect("the pattern is valid")
});

/// The opening of a Chinese wrapper: `本研究由`, `本文得到`.
static WRAPPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^[ *#†]*(?:感谢|(?:本|该|此|作者|论文|研究|项目)[^,;。(“:]{0,12}?(?:由|受到了?|得到了?|获得了?|获|受|系|为|是|承蒙|属于|来源于))",
    )
    .expect("the pattern is valid")
});

/// Statements that nobody paid.
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)no (?:specific |external |additional |special )?(?:funding|grant|financial)|not? receive|not applicable|^ *(?:none|n/a|无)[. 。]*$")
        .expect("the pattern is valid")
});

/// Cuts the text behind a funding label, e.g. `国家自然科学基金(12345678);江苏省自然科学基金(BK20200001)`.
pub fn split(text: &str) -> Vec<GrantText> {
    let han = text.chars().any(is_han);
    let text = if han { text } else { &text[..what_payers_did_not(text)] };
    if !han && NOTHING.is_match(text) {
        return Vec::new();
    }
    let end = if han { repeated(text).filter(|&start| start > 0).unwrap_or(text.len()) } else { text.len() };
    let mut start = 0;
    if let Some(end) = wrapper(text) {
        start = end;
    } else if !han {
        // what comes before is thanks to people, or the wrapper
        start = SUPPORTED_BY.find(text).filter(|m| begins_list(text, m.start())).map_or(0, |m| m.end());
    }
    let mut grants: Vec<GrantText> = Vec::with_capacity(4);
    for range in piece::pieces(text, start.min(end)..end) {
        let range = piece::trim(text, range);
        let words = &text[range.clone()];
        let awards = award::find(text, range.clone());
        if words.is_empty() || (!piece::names_grant(words) && awards.is_empty()) {
            continue;
        }
        // thanks for other help
        let thanks = ["We thank ", "We also thank ", "We appreciate ", "We are grateful "];
        if thanks.iter().any(|lead| words.starts_with(lead)) {
            continue;
        }
        // what the grant before is for
        let named = ["课题名称", "项目名称"].iter().find_map(|label| words.strip_prefix(label));
        if let Some(name) = named.and_then(|name| name.strip_prefix([':', ' ']))
            && let Some(last) = grants.last_mut().filter(|last| last.project.is_none())
        {
            last.project = Some(range.end - name.trim_start().len()..range.end);
            last.text.end = range.end;
            continue;
        }
        // running text, not a list
        if awards.is_empty() && words.chars().count() > 160 {
            continue;
        }
        if let Some(last) = grants.last_mut().filter(|_| award::nothing_else(text, range.clone(), &awards)) {
            last.text.end = range.end;
            last.awards.extend(awards);
            continue;
        }
        // the Chinese list counts where an English one repeats it
        let repeats = han && !words.chars().any(is_han) && !grants.is_empty() && {
            let known =
                |a: &Range<usize>| grants.iter().flat_map(|g| &g.awards).any(|b| text[a.clone()] == text[b.clone()]);
            awards.iter().all(known)
        };
        if repeats {
            continue;
        }
        let project = piece::project(text, range.clone());
        let funder = funder::funder(text, range.clone(), project.as_ref(), awards.first());
        grants.push(GrantText { text: range, funder, project, awards });
    }
    grants
}

/// Where the sentence begins that says what those who paid had no part in: `… (42271999). The funders had no role in study
/// design`; the end of the text where there is none.
fn what_payers_did_not(text: &str) -> usize {
    let no_role = [" had no role", " have no role", " has no role", " played no role", " had no involvement"];
    let said = no_role.iter().filter_map(|words| text.find(words)).min();
    said.map_or(text.len(), |at| text[..at].rfind(". ").map_or(0, |stop| stop + 1))
}

/// Where the English list begins that repeats a Chinese one.
fn repeated(text: &str) -> Option<usize> {
    let letters = ['p', 't', 's', 'f', 'P', 'T', 'S', 'F'];
    let mut brackets = text.match_indices(['[', '(']);
    let opened = brackets.any(|(at, _)| text[at + 1..].trim_start_matches(' ').starts_with(letters));
    opened.then(|| REPEATED.find(text)).flatten().map(|found| found.start())
}

/// Where the Chinese wrapper ends that `text` opens with.
fn wrapper(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches([' ', '*', '#', '†']);
    let opens = ["本", "该", "此", "作者", "论文", "研究", "项目", "感谢"].iter().any(|word| bare.starts_with(word));
    opens.then(|| WRAPPER.find(text)).flatten().map(|found| found.end())
}

/// Whether the words at `at` open the list: nothing that is a grant itself stands before them.
fn begins_list(text: &str, at: usize) -> bool {
    let before = &text[..at];
    award::find(text, 0..at).is_empty() && !(before.contains("Foundation") || before.contains("Program"))
        || before.contains("was ")
        || before.contains("were ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<&str>)> {
        let part = |r: Range<usize>| &text[r];
        split(text).into_iter().map(|g| (part(g.text), g.awards.into_iter().map(part).collect())).collect()
    }

    #[test]
    fn a_number_behind_a_comma_is_the_same_grant_s() {
        let text =
            "Lingnan Science Foundation, Grant/Award Number: 31960000; Farhill Fund, Grant/Award Number: FF-2019";
        let texts: Vec<_> = read(text).into_iter().map(|(text, _)| text).collect();
        let [first, second] = text.split("; ").collect::<Vec<_>>()[..] else { unreachable!() };
        assert_eq!(texts, [first, second]);
    }

    #[test]
    fn the_next_payer_of_a_sentence() {
        for text in [
            "supported in part by the Farhill Foundation under Grant 52079119, and in part by the Lowdale Fund under Grant 41571245",
            "support from the Farhill Foundation (52079119) and from the Lowdale Fund (41571245)",
        ] {
            let awards: Vec<_> = read(text).into_iter().map(|(_, awards)| awards).collect();
            assert_eq!(awards, [["52079119"], ["41571245"]], "{text}");
        }
    }

    #[test]
    fn a_laboratory_with_a_number_is_a_grant_of_its_own() {
        let text = "This work was supported by Lingnan Science Foundation (Grant Nos. 62272998, 62141999) and State Key Laboratory of Roads (Grant No. SKLR-2022ZX-99)";
        assert_eq!(
            read(text),
            [
                ("Lingnan Science Foundation (Grant Nos. 62272998, 62141999)", vec!["62272998", "62141999"]),
                ("State Key Laboratory of Roads (Grant No. SKLR-2022ZX-99)", vec!["SKLR-2022ZX-99"]),
            ]
        );
    }

    #[test]
    fn what_payers_did_not_is_no_grant() {
        let text = "This work was supported by the Lingnan Foundation (grant no. 42271999 to CL). The funders had no role in study design.";
        assert_eq!(read(text), [("Lingnan Foundation (grant no. 42271999 to CL)", vec!["42271999"])]);
        assert_eq!(read("The authors received no specific funding for this work. The funder had no role."), []);
        assert_eq!(read("The funder had no role in study design."), []);
    }

    #[test]
    fn chinese_lists() {
        let bracketed = "岭南科学基金〔62271398〕,岭南省研究计划〔2021JM-058〕";
        assert_eq!(
            read(bracketed),
            [("岭南科学基金〔62271398〕", vec!["62271398"]), ("岭南省研究计划〔2021JM-058〕", vec!["2021JM-058"])]
        );
        let text = "*国家自然科学基金项目52071234和52071235, 国家高技术研究发展计划项目2009AA03Z001及高等学校学科创新引智计划项目B08001资助";
        assert_eq!(
            read(text),
            [
                ("国家自然科学基金项目52071234和52071235", vec!["52071234", "52071235"]),
                ("国家高技术研究发展计划项目2009AA03Z001", vec!["2009AA03Z001"]),
                ("高等学校学科创新引智计划项目B08001", vec!["B08001"]),
            ]
        );
        let text = "国家自然科学基金(批准号: 12170001, 11970001)、国家重点研发计划(批准号: 2021YFA1400001)和某省自然科学基金(批准号: BK20210001)资助的课题.";
        assert_eq!(read(text).len(), 3);
        assert_eq!(read(text)[0].1, ["12170001", "11970001"]);
        let text = "本研究由国家重点研发计划项目(2017YFD0200001)和中央高校基本科研业务费专项项目(2452016PY001)资助。";
        assert_eq!(read(text)[1].0, "中央高校基本科研业务费专项项目(2452016PY001)");
        assert_eq!(read("国家自然科学基金项目 52170001\n\n某铁路集团科技研究开发计划 \n\nN2021G001").len(), 2);
        let text = "国家自然科学基金项目(52170001),江苏省“333工程”科研项目(BRA2019001)";
        assert_eq!(read(text)[1], ("江苏省“333工程”科研项目(BRA2019001)", vec!["BRA2019001"]));
        assert_eq!(read("粤教项目(粤教高函[2014]122号)")[0].1, ["粤教高函[2014]122号"]);
    }

    #[test]
    fn english_lists() {
        let text = "This work was supported by the National Natural Science Foundation of China (32170001), the Farhill Research System (CARS-06-14.5-A01) and the Key Program of Farhill Province (202102140601001).";
        assert_eq!(
            read(text),
            [
                ("National Natural Science Foundation of China (32170001)", vec!["32170001"]),
                ("Farhill Research System (CARS-06-14.5-A01)", vec!["CARS-06-14.5-A01"]),
                ("Key Program of Farhill Province (202102140601001)", vec!["202102140601001"]),
            ]
        );
        // a payer whose name has a comma
        let text = "This research was funded by the Lowdale Fund (42170001),the Open Laboratory of Lakes,Farhill Institute of Water (OLL2018-04). The authors thank their readers.";
        assert_eq!(
            read(text),
            [
                ("Lowdale Fund (42170001)", vec!["42170001"]),
                ("Open Laboratory of Lakes,Farhill Institute of Water (OLL2018-04)", vec!["OLL2018-04"]),
            ]
        );
        let text = "Project supported by the Farhill Foundation (Grant Nos. 12170001, 11970001), and the Lowdale Fund (Grant No. BK20210001).";
        assert_eq!(read(text)[0].1, ["12170001", "11970001"]);
        assert_eq!(read("Supported by the projects of Farhill Survey (No.DD20210001)")[0].1, ["DD20210001"]);
        assert!(read("This research received no external funding.").is_empty());
    }

    #[test]
    fn funders_without_what_leads_to_the_number() {
        let funders = |text: &'static str| -> Vec<&str> {
            split(text).into_iter().filter_map(|grant| grant.funder).map(|range| &text[range]).collect()
        };
        for (text, expected) in [
            ("Farhill Science Foundation under Contracts Nos. U1232001, U1332001", &["Farhill Science Foundation"][..]),
            ("Program of Lowdale University,under award number YKC.18025", &["Program of Lowdale University"]),
            ("Lowdale Research Program,grant no.XDB08020200", &["Lowdale Research Program"]),
            (
                "grant no. 2012-67009 from the Lowdale Department of Agriculture to A. B.",
                &["Lowdale Department of Agriculture"],
            ),
            (
                "the Farhill Foundation under Grant No. 10170001 and by the Lowdale Fund under Grant No. 10170002",
                &["Farhill Foundation", "Lowdale Fund"],
            ),
            (
                "Farhill Foundation under Grant Nos. 10170001 and 10040001 as well as also by Lowdale Program G19990001",
                &["Farhill Foundation", "Lowdale Program"],
            ),
            (
                "Farhill Program for Young Talents of Korea. The second author acknowledges the support made by the Lowdale Foundation (2014001)",
                &["Farhill Program for Young Talents of Korea", "Lowdale Foundation"],
            ),
            (
                "Program of Frontier Sciences of the Farhill\nAcademy of Sciences (XDB32010001)",
                &["Program of Frontier Sciences of the Farhill\nAcademy of Sciences"],
            ),
        ] {
            assert_eq!(funders(text), expected, "{text}");
        }
        assert_eq!(read("Farhill Foundation (11175001 and11120101001)")[0].1, ["11175001", "11120101001"]);
    }

    #[test]
    fn an_english_repeat_is_no_grant() {
        let text = "国家自然科学基金(31170001);远山人才计划[Supported by National Natural Science Foundation of China (31170001)]。";
        assert_eq!(read(text), [("国家自然科学基金(31170001)", vec!["31170001"]), ("远山人才计划", vec![])]);
        let text = "国家自然科学基金(31170001)\nNational Natural Science Foundation of China (31170001)";
        assert_eq!(read(text).len(), 1);
    }

    #[test]
    fn sentences_of_thanks() {
        let text = "This work was supported by the Farhill Program (2019L0001).We appreciate the comments of two reviewers. This Work was also supported by the Lowdale Fund (1234567) and by the Nearwater Foundation (K12345)";
        let awards = [vec!["2019L0001"], vec!["1234567"], vec!["K12345"]];
        assert_eq!(read(text).into_iter().map(|(_, awards)| awards).collect::<Vec<_>>(), awards);
        assert!(read("We thank the Farhill Project for strains FH25001.").is_empty());
        let text = "We thank the Farhill Foundation (1234567) for funding.";
        assert_eq!(read(text), [("Farhill Foundation (1234567) for funding", vec!["1234567"])]);
        let text = "FNSF(Grant Nos. 10701001,11170002),FOST(Project 2007CB810001),FAS(Grant No. KJ2-E01)";
        assert_eq!(read(text).len(), 3);
        let text = "FNSFC under Grant Nos. 10170001 and 10040001 as well as also by FKBRSF G19990001";
        assert_eq!(read(text)[1], ("FKBRSF G19990001", vec!["G19990001"]));
    }

    #[test]
    fn projects_and_funders() {
        let text = "国家社会科学基金重大项目“远山治理机制研究”(22&ZD001);某省“远山英才”培养计划(2022TS001);某校学科共建项目(2020年)";
        let grants = split(text);
        assert_eq!(grants[0].project.clone().map(|r| &text[r]), Some("远山治理机制研究"));
        assert_eq!(grants[0].funder.clone().map(|r| &text[r]), Some("国家社会科学基金"));
        assert_eq!(grants[1].project, None);
        assert!(grants[2].awards.is_empty());
        let text = "远山医院基金项目(15JD001);项目名称:远山病的临床研究";
        let grants = split(text);
        assert_eq!((grants.len(), grants[0].project.clone().map(|r| &text[r])), (1, Some("远山病的临床研究")));
    }

    #[test]
    fn a_bar_divides_grants() {
        assert_eq!(split("国家自然科学基金项目(41361016)|远山重点实验室专项(2018D04020)").len(), 2);
    }

    proptest::proptest! {
        #[test]
        fn ranges_ascend(text in "[0-9a-cA-C ,;()“”和及基金项目国家\n资助NoFund.&\\[\\]-]{0,60}|\\PC{0,60}") {
            let mut at = 0;
            for grant in split(&text) {
                assert!(at <= grant.text.start && grant.text.start < grant.text.end);
                at = grant.text.end;
                assert!(grant.awards.windows(2).all(|w| w[0].end <= w[1].start));
                for range in grant.awards.into_iter().chain(grant.funder).chain(grant.project) {
                    let _ = &text[range];
                }
                let _ = &text[grant.text];
            }
        }
    }
}
