//! Platforms told by their own words, whose pages need nothing beyond what labels and shapes tell.

use super::Layout;
use crate::outline::Outline;
use crate::record::Platform;

/// A platform and the words or addresses that only its pages carry.
pub(super) struct Told {
    platform: Platform,
    /// Any of these in the text.
    words: &'static [&'static str],
}

impl Layout for Told {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn claims(&self, outline: &Outline) -> bool {
        let doc = outline.doc;
        let text = doc.text();
        let head = &text[..text.floor_char_boundary(6000)];
        let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(3000))..];
        hinted(outline, name(self.platform))
            || self.words.iter().any(|w| {
                memchr::memmem::find(head.as_bytes(), w.as_bytes()).is_some()
                    || memchr::memmem::find(tail.as_bytes(), w.as_bytes()).is_some()
            })
    }
}

/// Whether the HTML decoder saw a tell of `platform` in links or scripts.
pub(super) fn hinted(outline: &Outline, platform: &str) -> bool {
    outline.doc.metas().iter().any(|m| m.name == "platform.hint" && outline.doc.slice(m.value) == platform)
}

/// The name that the HTML decoder gives a platform.
fn name(platform: Platform) -> &'static str {
    match platform {
        Platform::Magtech => "magtech",
        Platform::Rhhz => "rhhz",
        Platform::Etiller => "etiller",
        Platform::Founder => "founder",
        Platform::Cnki => "cnki",
        Platform::Wanfang => "wanfang",
        Platform::Hanspub => "hanspub",
        Platform::Ojs => "ojs",
        Platform::Sciengine => "sciengine",
        Platform::Other => "other",
    }
}

pub(super) const ETILLER: Told = Told {
    platform: Platform::Etiller,
    words: &["网刊加载中", "勤云科技", "e-tiller.com", "文章快速检索 ", "ijournals.cn"],
};
pub(super) const HANSPUB: Told =
    Told { platform: Platform::Hanspub, words: &["10.12677/", "hanspub.org", "汉斯出版社"] };
pub(super) const OJS: Told =
    Told { platform: Platform::Ojs, words: &["OJS / PKP", "Open Journal Systems", "/index.php/"] };
pub(super) const SCIENGINE: Told = Told { platform: Platform::Sciengine, words: &["sciengine.com", "10.1360/"] };
pub(super) const FOUNDER: Told =
    Told { platform: Platform::Founder, words: &["founderss.cn", "纸质出版日期", "方正电子"] };
pub(super) const CNKI: Told = Told { platform: Platform::Cnki, words: &["kns.cnki.net", "中国知网版权"] };
pub(super) const WANFANG: Told =
    Told { platform: Platform::Wanfang, words: &["wanfangdata.com", "万方数据知识服务平台"] };
