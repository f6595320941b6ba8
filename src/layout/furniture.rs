//! What a site prints around every article: words of its menus, boxes and buttons.

use std::sync::LazyLock;

use crate::field::text::is_han;
use crate::field::words::Words;

/// `在线阅读  下载PDF  引用  收藏`: what a title and its byline may have between them.
pub(super) fn is_row_of_buttons(words: &str) -> bool {
    words.contains("  ") && is_furniture(words)
}

/// `文库  学术  更多`: short words of two characters and more, wide blanks between them.
pub(super) fn is_row_of_links(words: &str) -> bool {
    const LONGEST: usize = 4;
    let is_link = |link: &str| (2..=LONGEST).contains(&link.chars().count()) && link.chars().all(is_han);
    words.matches("  ").count() >= 2
        && words.split("  ").filter(|link| !link.is_empty()).all(|link| is_link(link.trim()))
}

/// Words of a page's furniture, not of titles.
pub(super) fn is_furniture(words: &str) -> bool {
    #[rustfmt::skip]
    static FURNITURE: LazyLock<Words> = LazyLock::new(|| {
        Words::new(&[
            "欢迎", "尊敬的读者", "留言板", "logoLink", "Link to", "Article in Press", "Article preview", "投稿", "采编", "办公系统", "当前位置", "您的位置",
            "您当前", "Welcome to", "http", "www.", "版权所有", "主办", "编辑部", "快速检索", "高级检索", "高级搜索", "登录", "登入", "注册", "首页", "PDF(",
            "PDF (", "Skip to", "ENGLISH ABSTRACT", "doi:", "DOI", "ISSN", "网刊加载", "浏览器", "确定继续",
            "复制成功", "点击复制", "Article in Journal", "Previous Article", "Next Article", "Copyright", "上一篇",
            "下一篇", "Please wait", "Font Type", "Cornell University", "All fields",
            "导出引用", "PMC ", "An official website", "打印本页", "期刊介绍", "浏览 ",
            "访问者", "友情链接", "use cookies", "uses cookies", "cookie policy", "使用 Cookie", "使用Cookie", "设为首页", "Toggle navigation", "过刊浏览", "合作期刊", "在线阅读", "选择字号", "本文共阅读", "进入专题", "刊出日期:", "Loading...", "Loading…", "Loading [", "[Article in ", "点击上方", "点击蓝字", "关注我们", "阅读原文", "发表于", "View all ", "HOME ABOUT", "Home About", "Intended for healthcare", "Citing Literature", "View Correspondence", "Document details",
            "扫码关注", "扫一扫", "浏览全部资源", "本系统由", "论文部分内容阅读",
        ])
    });
    // words of titles too: `Staged Loading`, `Mineral Contents of`
    let opens = ["Loading", "Contents ", "Help "].iter().any(|word| words.starts_with(word));
    opens && words.split(' ').count() <= 6
        || memchr::memchr(b'@', words.as_bytes()).is_some()
        || words.contains('©')
        || FURNITURE.are_in(words)
        || is_article_type(words)
}

/// `RESEARCH ARTICLE`, `Original Article | Open access`: what kind of article it is and who may read it.
pub fn is_article_type(words: &str) -> bool {
    const LONGEST: usize = 60;
    #[rustfmt::skip]
    const TYPES: &[&str] = &[
        "article", "articles", "journal article", "research article", "research articles", "original article", "original articles",
        "original research", "original research article", "original paper", "research paper", "regular article", "regular paper",
        "full length article", "review article", "short communication", "brief communication", "rapid communication", "case report",
        "brief report", "full access", "restricted access", "free access", "open access", "free", "open access article",
    ];
    let is_type = |part: &str| TYPES.iter().any(|known| known.eq_ignore_ascii_case(part.trim()));
    words.len() <= LONGEST
        && words.is_ascii()
        && words.split(['|', '/', '(', ')']).filter(|part| !part.trim().is_empty()).all(is_type)
}

/// `• About`, `Home > Journals > Lingnan Rev. > Article`: the site, not the article.
pub(super) fn is_of_menu(words: &str) -> bool {
    let item = words.strip_prefix("• ").is_some_and(|rest| !rest.ends_with('•'));
    // few lines have one of the signs
    let steps = memchr::memchr3(b'>', b'/', 0xC2, words.as_bytes()).is_some();
    // in characters one step is enough: `文献检索 > 岭南评论`
    let two = || [" >", " » ", " / "].iter().any(|step| words.matches(step).count() > 1);
    let within = |(before, behind): (&str, &str)| before.ends_with(is_han) && behind.starts_with(is_han);
    item || steps && (two() || words.split_once(" > ").is_some_and(within))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trails_of_links() {
        for trail in
            ["文献检索 > 岭南评论", "Journals >Lingnan Review >Volume: 6 Issue: 3", "Home » Archives » Lingnan"]
        {
            assert!(is_of_menu(trail), "{trail}");
        }
        for title in ["Fields > 5 T in thin films", "钇含量 > 5% 的合金", "Soil / water partition"] {
            assert!(!is_of_menu(title), "{title}");
        }
    }

    #[test]
    fn links_side_by_side() {
        assert!(is_row_of_links("文库  学术  更多"));
        assert!(
            !is_row_of_links("论  教  育")
                && !is_row_of_links("台风残涡  水汽输送特征")
                && !is_row_of_links("文库  学术")
        );
    }
}
