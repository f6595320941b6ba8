//! Words of guides and notices, which say of articles how they ought to be.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Input};

use super::HEAD;
use crate::field::words;
use crate::outline::Outline;

/// Words of guides and notices: what is told to authors, not by them.
static ADVICE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    words::finder([
        "来稿",
        "投稿须知",
        "稿约",
        "征稿",
        "稿件",
        "审稿费",
        "版面费",
        "稿酬",
        "一稿多投",
        "另投",
        "欢迎投稿",
        "录用通知",
        "本刊",
        "编委会",
        "启事",
        "声明",
        "通知",
        "须签署",
        "字以内",
        "字左右",
        "模板",
        "五号",
        "敬请",
        "截止",
        "订阅",
        "定价",
        "请作者",
        "一般不超过",
        "摘要应",
        "关键词应",
        "must be",
        "should be",
        "Submit",
        "submitted",
        "We invite",
        "we invite",
        "Deadline",
        "Guest Editor",
        "Editor-in-Chief",
        "reviewers",
        "manuscripts",
        "Manuscripts",
        "Call for Papers",
        "Instructions for",
        "Guidelines",
        "charge",
        "copyright form",
        "template",
        "e.g.",
    ])
});

/// How many different words of guides and notices stand in the page.
pub(super) fn advice(outline: &Outline) -> i32 {
    let text = outline.doc.body();
    let head = &text[..text.floor_char_boundary(HEAD)];
    let (mut words, mut from) = (0u64, 0);
    while let Some(found) = ADVICE.find(Input::new(head).range(from..)) {
        words |= 1 << found.pattern().as_u32();
        // `录用通知` holds `通知`
        from = found.start() + 1;
    }
    words.count_ones() as i32
}
