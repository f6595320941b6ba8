//! Traces of the software that made a page, where a reader of its text would not see them: in tags and scripts.
//!
//! Knows which string tells which platform. Which platform a page has is decided by `layout`.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// The name of the metadata element that a hint becomes.
pub(super) const NAME: &str = "platform.hint";

/// Where a tell tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// In any tag or script; makers link to themselves in the footer.
    Anywhere,
    /// Not in a link's address: others link there as well.
    NotInLinks,
}
use Where::{Anywhere, NotInLinks};

/// What is found in the page, which platform it tells, and where it does.
const TELLS: &[(&str, &str, Where)] = &[
    ("magtech.com", "magtech", Anywhere),
    ("玛格泰克", "magtech", Anywhere),
    ("J_biaoti", "magtech", Anywhere),
    ("J_zhaiyao", "magtech", Anywhere),
    ("lsdy1(", "magtech", Anywhere),
    ("lsdy(", "magtech", Anywhere),
    ("abs-tit", "magtech", Anywhere),
    ("magModal", "magtech", Anywhere),
    ("mag_main_zhengwen", "magtech", Anywhere),
    ("new_full_Article_history", "magtech", Anywhere),
    ("window.metaData", "magtech", Anywhere),
    ("downloadArticleFile.do", "magtech", NotInLinks),
    ("rhhz.net", "rhhz", Anywhere),
    ("仁和汇智", "rhhz", Anywhere),
    ("/style/web/", "rhhz", NotInLinks),
    ("exportPdf?id=", "rhhz", NotInLinks),
    ("article_meta_data", "rhhz", Anywhere),
    ("com-author-info", "rhhz", Anywhere),
    ("article-fundPrjs", "rhhz", Anywhere),
    ("images/REemail", "rhhz", Anywhere),
    ("e-tiller", "etiller", Anywhere),
    ("勤云", "etiller", Anywhere),
    ("CnTitleValue", "etiller", Anywhere),
    ("CnAuthorList", "etiller", Anywhere),
    ("all_issue_position", "etiller", Anywhere),
    ("view_abstract.aspx", "etiller", NotInLinks),
    ("\"FileTitle\"", "etiller", Anywhere),
    ("\"ReferenceText\"", "etiller", Anywhere),
    ("founderss.cn", "founder", NotInLinks),
    ("thesisDetails", "founder", NotInLinks),
    ("sciengine.com", "sciengine", NotInLinks),
    ("samsoncn.com", "samson", NotInLinks),
    ("darticle.aspx?type=view", "samson", NotInLinks),
    ("Open Journal Systems", "ojs", Anywhere),
    ("pkp_page_article", "ojs", Anywhere),
    ("pkp_structure_page", "ojs", Anywhere),
    ("paramfilename", "cnki", Anywhere),
    ("paramdbcode", "cnki", Anywhere),
    ("TurnPageToKnet", "cnki", Anywhere),
    ("cbpt.cnki.net", "cnki", NotInLinks),
    ("detailTitleCN", "wanfang", Anywhere),
    ("wanfangdata.com.cn", "wanfang", NotInLinks),
    ("cqvip.com", "vip", NotInLinks),
    ("yiigle.com", "yiigle", NotInLinks),
    ("hanspub.org", "hanspub", NotInLinks),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // no tell is part of another, so the kind changes nothing but the speed: this one may be searched by SIMD
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .kind(Some(aho_corasick::AhoCorasickKind::DFA))
        .build(TELLS.iter().map(|(tell, ..)| tell))
        .expect("a few dozen short strings make an automaton")
});

/// The tells of one page: all there are, then those of the tags that are reported.
pub(super) struct Hints {
    /// Places in the page and tells, ascending.
    hits: Vec<(usize, usize)>,
    next: usize,
    told: u64,
}

impl Hints {
    /// Looks through `page` once.
    pub fn of(page: &str) -> Hints {
        const { assert!(TELLS.len() <= 64) };
        let hits = FINDER.find_iter(page).map(|hit| (hit.start(), hit.pattern().as_usize())).collect();
        Hints { hits, next: 0, told: 0 }
    }

    /// Counts what is in `range`, a tag or a script; ranges come in the order of the page.
    pub fn count(&mut self, range: Range<usize>, is_link: bool) {
        while let Some(&(at, tell)) = self.hits.get(self.next)
            && at < range.end
        {
            if at >= range.start && !(is_link && TELLS[tell].2 == NotInLinks) {
                self.told |= 1 << tell;
            }
            self.next += 1;
        }
    }

    /// The platforms told, the one with the most different tells first.
    pub fn platforms(&self) -> Vec<&'static str> {
        let mut platforms: Vec<(&str, u32)> = Vec::new();
        for (_, &(_, platform, _)) in TELLS.iter().enumerate().filter(|(tell, _)| self.told & 1 << tell != 0) {
            match platforms.iter_mut().find(|(name, _)| *name == platform) {
                Some((_, count)) => *count += 1,
                None => platforms.push((platform, 1)),
            }
        }
        platforms.sort_by_key(|(_, count)| Reverse(*count));
        platforms.into_iter().map(|(name, _)| name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_count_in_tags_but_not_in_text() {
        let page = "<a href='http://www.magtech.com.cn'>x</a><a href='https://www.sciengine.com/a'>勤云</a><i class='abs-tit'>";
        let mut hints = Hints::of(page);
        for (start, _) in page.match_indices('<') {
            let end = start + page[start..].find('>').unwrap() + 1;
            hints.count(start..end, page[start..].starts_with("<a"));
        }
        assert_eq!(hints.platforms(), ["magtech"]);
    }
}
