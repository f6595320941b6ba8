//! What a site says of itself above and below its articles: cookies, licences, rights, a welcome.

use crate::byte;

/// How such a line begins.
const OPENINGS: &[&str] = &[
    "We use cookies",
    "We use necessary cookies",
    "This site uses cookies",
    "This website uses cookies",
    "Our site uses cookies",
    "Our website uses cookies",
    "By using this site",
    "By continuing to use",
    "Accept all cookies",
    "Accept cookies",
    "Cookie settings",
    "Cookies settings",
    "Manage cookies",
    "This is an open access article",
    "This is an open-access article",
    "This article is an open access article",
    "This article is licensed",
    "This article is distributed",
    "This work is licensed",
    "This is an article distributed",
    "Contributions: (I)",
    "Licensee ",
    "All rights reserved",
    "Copyright ©",
    "Copyright (c)",
    "Copyright of ",
    "© ",
    "©20",
    "JavaScript is disabled",
    "Please enable JavaScript",
    "Your browser does not support",
    "Welcome to visit",
    "本文版权",
    "本作品采用",
    "本文遵循",
    "本网站使用",
    "本站使用",
    "版权归",
    "未经许可",
    "未经授权",
    "转载请注明",
    "欢迎访问",
    "欢迎光临",
    "您的浏览器",
    "你的浏览器",
    "今天是",
    "登录 | 注册",
    "登录|注册",
];

/// Whether the line `words` is such a one.
pub fn is_notice(words: &str) -> bool {
    // nearly every line is told by its first byte
    let may_be = words.as_bytes().first().is_some_and(|&first| FIRST[usize::from(first)]);
    may_be && OPENINGS.iter().any(|opening| byte::begins(words.as_bytes(), opening.as_bytes()))
}

/// What lines of this kind begin with.
const FIRST: [bool; 256] = {
    let mut table = [false; 256];
    let mut place = 0;
    while place < OPENINGS.len() {
        let first = OPENINGS[place].as_bytes()[0];
        table[first as usize] = true;
        table[first.to_ascii_lowercase() as usize] = true;
        place += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn notices_and_titles() {
        for notice in
            ["We use cookies to improve your experience.", "ALL RIGHTS RESERVED.", "欢迎访问《岭南学刊》网站！"]
        {
            assert!(is_notice(notice), "{notice}");
        }
        for title in ["Cookies and consent in scholarly journals", "版权法的比较研究", "Welcome to the machine", ""]
        {
            assert!(!is_notice(title), "{title}");
        }
    }

    #[test]
    fn a_notice_is_neither_title_nor_abstract() {
        let page = "We use cookies to improve your experience. By continuing to use this site you accept our use of cookies.\n\n采石场植被恢复的客土配置\n\n顾望舒, 沈知行\n\n摘要: 以三处废弃采石场为对象,比较了客土厚度与草灌比例对植被恢复的影响。\n\n关键词: 采石场; 客土\n\nThis is an open access article under the CC BY license (http://creativecommons.org/licenses/by/4.0/), and may be used by anybody for any purpose as long as the source and its authors are named as is the custom among scholars.\n";
        let record = crate::read::record_of(&Document::from_text("t", page));
        assert_eq!((record.title.en, record.abstract_.en, record.journal.title.en), (None, None, None));
        assert_eq!(record.title.zh.as_deref(), Some("采石场植被恢复的客土配置"));
    }
}
