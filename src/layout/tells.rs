//! The words and addresses that tell platforms apart, looked for in one pass over a page.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::field::words;
use crate::outline::Outline;

/// What a word of a page says of its platform.
#[derive(Clone, Copy)]
pub(super) enum Tell {
    Etiller,
    Hanspub,
    Ojs,
    Sciengine,
    Founder,
    Cnki,
    Wanfang,
    /// MagTech's `››`.
    Arrows,
    Magtech,
    Wait,
    FullText,
    Size,
    /// The message board of RHHZ.
    Board,
    OwnCitation,
    MoreInformation,
    /// The title of a box of RHHZ's static pages.
    History,
}

/// The words, each with what it tells.
#[rustfmt::skip]
const TELLS: &[(Tell, &str)] = &[
    (Tell::Etiller, "网刊加载中"), (Tell::Etiller, "勤云科技"), (Tell::Etiller, "【打印本页】"),
    (Tell::Etiller, "前一篇|后一篇"), (Tell::Etiller, "e-tiller.com"), (Tell::Etiller, "文章快速检索 "),
    (Tell::Etiller, "ijournals.cn"),
    (Tell::Hanspub, "10.12677/"), (Tell::Hanspub, "hanspub.org"), (Tell::Hanspub, "汉斯出版社"),
    (Tell::Ojs, "Skip to main navigation menu"), (Tell::Ojs, "OJS / PKP"), (Tell::Ojs, "Open Journal Systems"),
    (Tell::Ojs, "/index.php/"), (Tell::Ojs, "跳至网站页脚"),
    (Tell::Sciengine, "sciengine.com"), (Tell::Sciengine, "10.1360/"),
    (Tell::Founder, "founderss.cn"), (Tell::Founder, "纸质出版日期"), (Tell::Founder, "方正电子"),
    (Tell::Cnki, "kns.cnki.net"), (Tell::Cnki, "中国知网版权"),
    (Tell::Cnki, "查看该刊数据库收录来源"), (Tell::Cnki, "知网平台在线公开时间"),
    (Tell::Wanfang, "wanfangdata.com"), (Tell::Wanfang, "万方数据知识服务平台"),
    (Tell::Arrows, "››"), (Tell::Magtech, "玛格泰克"),
    (Tell::Wait, "Please wait a minute"), (Tell::FullText, "全文:"), (Tell::Size, " KB)"),
    (Tell::Board, "尊敬的读者、作者、审稿人"), (Tell::OwnCitation, "引用本文:"),
    (Tell::MoreInformation, "More Information"), (Tell::History, "文章历史"),
];

static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| words::finder(TELLS.iter().map(|(_, word)| *word)));

/// Where the words of a platform stand: in the first bytes of a page, and in its last ones.
const HEAD: usize = 6000;
const FOOT: usize = 3000;

/// A page with what tells its platform.
pub struct Page<'o> {
    /// The page.
    pub outline: &'o Outline<'o>,
    /// The platform whose tells the HTML decoder saw most of in links and scripts; where it saw any, words count for
    /// nothing.
    pub(super) hint: Option<&'o str>,
    /// What stands in the head of the text, one bit each.
    head: u32,
    /// What stands in the head or at the foot of the text with its metadata.
    around: u32,
}

impl<'o> Page<'o> {
    /// Looks for all tells in the page of `outline`.
    pub fn of(outline: &'o Outline<'o>) -> Page<'o> {
        let doc = outline.doc;
        let hint = doc.metas_named("platform.hint").next().map(|m| doc.slice(m.value));
        let mut page = Page { outline, hint, head: 0, around: 0 };
        if hint.is_some() {
            return page;
        }
        let text = doc.text();
        let head_end = doc.body().len().min(HEAD);
        for word in WORDS.find_iter(&text[..text.floor_char_boundary(HEAD)]) {
            let tell = 1 << TELLS[word.pattern()].0 as u32;
            page.around |= tell;
            if word.end() <= head_end {
                page.head |= tell;
            }
        }
        if text.len() > HEAD {
            let foot = text.ceil_char_boundary(text.len() - FOOT);
            for word in WORDS.find_iter(&text[foot..]) {
                page.around |= 1 << TELLS[word.pattern()].0 as u32;
            }
        }
        page
    }

    /// Whether the head of the text says so.
    pub(super) fn heads(&self, tell: Tell) -> bool {
        self.head & 1 << tell as u32 != 0
    }

    /// Whether the head or the foot says so, metadata included.
    pub(super) fn says(&self, tell: Tell) -> bool {
        self.around & 1 << tell as u32 != 0
    }
}
