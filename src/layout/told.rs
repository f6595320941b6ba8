//! Platforms told by their own words, whose pages need nothing beyond what labels and shapes tell.

use std::sync::LazyLock;

use super::Layout;
use crate::field::words::Words;
use crate::outline::Outline;
use crate::record::Platform;

/// A platform and the words or addresses that only its pages carry.
pub(super) struct Told {
    platform: Platform,
    /// Any of these in the text.
    words: LazyLock<Words>,
    /// And none of these, which another platform's pages carry too.
    unless: LazyLock<Words>,
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
        let stand = |words: &Words| words.are_in(head) || words.are_in(tail);
        stand(&self.words) && !stand(&self.unless)
    }
}

/// The platform whose tells the HTML decoder saw most of in links and scripts; where it saw any, words count for nothing.
pub(super) fn hint<'d>(outline: &Outline<'d>) -> Option<&'d str> {
    outline.doc.metas().iter().find(|m| m.name == "platform.hint").map(|m| outline.doc.slice(m.value))
}

pub(super) static ETILLER: Told = Told {
    platform: Platform::Etiller,
    words: LazyLock::new(|| {
        Words::new(&[
            "网刊加载中",
            "勤云科技",
            "【打印本页】",
            "前一篇|后一篇",
            "e-tiller.com",
            "文章快速检索 ",
            "ijournals.cn",
        ])
    }),
    unless: LazyLock::new(|| Words::new(&["文章历史"])),
};
pub(super) static HANSPUB: Told = Told {
    platform: Platform::Hanspub,
    words: LazyLock::new(|| Words::new(&["10.12677/", "hanspub.org", "汉斯出版社"])),
    unless: LazyLock::new(|| Words::new(&[])),
};
pub(super) static OJS: Told = Told {
    platform: Platform::Ojs,
    words: LazyLock::new(|| {
        Words::new(&["Skip to main navigation menu", "OJS / PKP", "Open Journal Systems", "/index.php/"])
    }),
    unless: LazyLock::new(|| Words::new(&[])),
};
pub(super) static SCIENGINE: Told = Told {
    platform: Platform::Sciengine,
    words: LazyLock::new(|| Words::new(&["sciengine.com", "10.1360/"])),
    unless: LazyLock::new(|| Words::new(&[])),
};
pub(super) static FOUNDER: Told = Told {
    platform: Platform::Founder,
    words: LazyLock::new(|| Words::new(&["founderss.cn", "纸质出版日期", "方正电子"])),
    unless: LazyLock::new(|| Words::new(&[])),
};
pub(super) static CNKI: Told = Told {
    platform: Platform::Cnki,
    words: LazyLock::new(|| {
        Words::new(&["kns.cnki.net", "中国知网版权", "查看该刊数据库收录来源", "知网平台在线公开时间"])
    }),
    unless: LazyLock::new(|| Words::new(&[])),
};
pub(super) static WANFANG: Told = Told {
    platform: Platform::Wanfang,
    words: LazyLock::new(|| Words::new(&["wanfangdata.com", "万方数据知识服务平台"])),
    unless: LazyLock::new(|| Words::new(&[])),
};
