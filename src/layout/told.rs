//! Platforms told by their own words, whose pages need nothing beyond what labels and shapes tell.

use super::Layout;
use crate::outline::Outline;
use crate::record::Platform;

/// A platform and the words or addresses that only its pages carry.
pub(super) struct Told {
    platform: Platform,
    /// Any of these in the text.
    words: &'static [&'static str],
    /// And none of these, which another platform's pages carry too.
    unless: &'static [&'static str],
}

impl Layout for Told {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn claims(&self, outline: &Outline) -> bool {
        if let Some(hint) = hint(outline) {
            return hint == self.platform.as_str();
        }
        let text = outline.doc.text();
        let head = &text[..text.floor_char_boundary(6000)];
        let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(3000))..];
        let stands = |word: &&str| {
            memchr::memmem::find(head.as_bytes(), word.as_bytes()).is_some()
                || memchr::memmem::find(tail.as_bytes(), word.as_bytes()).is_some()
        };
        self.words.iter().any(stands) && !self.unless.iter().any(stands)
    }
}

/// The platform whose tells the HTML decoder saw most of in links and scripts; where it saw any, words count for nothing.
pub(super) fn hint<'d>(outline: &Outline<'d>) -> Option<&'d str> {
    outline.doc.metas().iter().find(|m| m.name == "platform.hint").map(|m| outline.doc.slice(m.value))
}

pub(super) const ETILLER: Told = Told {
    platform: Platform::Etiller,
    words: &[
        "网刊加载中",
        "勤云科技",
        "【打印本页】",
        "前一篇|后一篇",
        "e-tiller.com",
        "文章快速检索 ",
        "ijournals.cn",
    ],
    unless: &["文章历史"],
};
pub(super) const HANSPUB: Told =
    Told { platform: Platform::Hanspub, words: &["10.12677/", "hanspub.org", "汉斯出版社"], unless: &[] };
pub(super) const OJS: Told = Told {
    platform: Platform::Ojs,
    words: &["Skip to main navigation menu", "OJS / PKP", "Open Journal Systems", "/index.php/"],
    unless: &[],
};
pub(super) const SCIENGINE: Told =
    Told { platform: Platform::Sciengine, words: &["sciengine.com", "10.1360/"], unless: &[] };
pub(super) const FOUNDER: Told =
    Told { platform: Platform::Founder, words: &["founderss.cn", "纸质出版日期", "方正电子"], unless: &[] };
pub(super) const CNKI: Told =
    Told { platform: Platform::Cnki, words: &["kns.cnki.net", "中国知网版权"], unless: &[] };
pub(super) const WANFANG: Told =
    Told { platform: Platform::Wanfang, words: &["wanfangdata.com", "万方数据知识服务平台"], unless: &[] };
