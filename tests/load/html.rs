//! Pages as HTML: what they say, and the menus, styles, scripts, comments and lists around it.

mod etiller;
mod founder;
mod magtech;
mod ojs;
mod rhhz;

use super::article::{Article, iso};
use super::dice::Dice;
use super::gold::Printed;
use super::journal::Platform;
use super::text::{put, reference};

/// A page of `article` of about `size` bytes, never much less than it needs; none where its platform has no such face.
pub fn page(article: &Article<'_>, size: usize, dice: &mut Dice, out: &mut String) -> Option<Printed> {
    let write = match article.journal.platform {
        Platform::Magtech => magtech::write,
        Platform::Rhhz => rhhz::write,
        Platform::Etiller => etiller::write,
        Platform::Founder => founder::write,
        Platform::Ojs => ojs::write,
        Platform::Sciengine | Platform::Hanspub => return None,
    };
    Some(write(article, size, dice, out))
}

/// Text with the characters of markup escaped.
struct Esc<'t>(&'t str);

impl std::fmt::Display for Esc<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

/// A `<meta>`, where there is a value.
fn meta(name: &str, value: Option<&str>, out: &mut String) {
    if let Some(value) = value {
        put!(out, "<meta name=\"{name}\" content=\"{}\"/>\n", Esc(value));
    }
}

/// The metas that Google Scholar asks for; names are those of the authors in Chinese.
fn citation_metas(article: &Article<'_>, out: &mut String) {
    let text = |number: usize| number.to_string();
    meta("citation_journal_title", Some(&article.journal.title.0), out);
    meta("citation_issn", Some(&article.journal.issn), out);
    meta("citation_title", Some(&article.title.0), out);
    for author in &article.authors {
        meta("citation_author", Some(&author.name.0), out);
    }
    meta("citation_language", Some("zh"), out);
    meta("citation_volume", Some(&text(article.volume)), out);
    meta("citation_issue", Some(&text(article.issue)), out);
    meta("citation_firstpage", Some(&text(article.first_page)), out);
    meta("citation_lastpage", Some(&text(article.last_page)), out);
    meta("citation_doi", article.doi.as_deref(), out);
    let published = article.dates.published.map(iso);
    meta("citation_publication_date", published.as_deref().map(|d| d.replace('-', "/")).as_deref(), out);
}

/// Rules of a style sheet, until `out` has grown by `bytes`.
fn styles(bytes: usize, dice: &mut Dice, out: &mut String) {
    const PLACES: [&str; 8] = [".author", ".panel", ".col-md-9", "header", ".tab-pane", "nav", ".footer", "table td"];
    const KINDS: [&str; 6] = [" a", " span", " li", " h3", " p", ""];
    let end = out.len() + bytes;
    out.push_str("<style type=\"text/css\">\n");
    while out.len() < end {
        put!(out, "{}{}{{", dice.one_of(&PLACES), dice.one_of(&KINDS));
        put!(out, "background:#{:06x};margin:{}px 0;", dice.below(1 << 24), dice.below(40));
        put!(out, "padding:{}px;font-size:{}px}}\n", dice.below(40), dice.below(30));
    }
    out.push_str("</style>\n");
}

/// Functions of a script, until `out` has grown by `bytes`.
fn scripts(bytes: usize, dice: &mut Dice, out: &mut String) {
    const VERBS: [&str; 6] = ["load", "toggle", "show", "track", "resize", "fix"];
    const NOUNS: [&str; 6] = ["Refs", "Stat", "Panel", "Figure", "Share", "Menu"];
    let end = out.len() + bytes;
    out.push_str("<script type=\"text/javascript\">\n");
    while out.len() < end {
        let name = format!("{}{}{}", dice.one_of(&VERBS), dice.one_of(&NOUNS), dice.below(100));
        put!(out, "function {name}(id){{var e=document.getElementById(id);if(!e){{return false;}}\n");
        out.push_str("  if(e.style.display==\"none\"){e.style.display=\"\";}else{e.style.display=\"none\";}\n");
        put!(out, "  $(\"#{name}_{}\").addClass(\"active\").siblings()", dice.below(100));
        out.push_str(
            ".removeClass(\"active\"); // 切换\n  if(1<2 && e.innerHTML.indexOf(\"</div>\")>0){return true;}\n}\n",
        );
    }
    out.push_str("</script>\n");
}

/// References, each between `open` and `close`, until `out` has grown by `bytes`; how many they are.
fn reference_list(
    article: &Article<'_>,
    (open, close): (&str, &str),
    bytes: usize,
    dice: &mut Dice,
    out: &mut String,
) -> usize {
    let end = out.len() + bytes;
    let mut many = 0;
    while out.len() < end || many < 5 {
        many += 1;
        put!(out, "{open}[{many}] ");
        reference(article.journal, dice, out);
        put!(out, "{close}\n");
    }
    many
}

/// Other articles of the journal, as links.
fn related(article: &Article<'_>, many: usize, dice: &mut Dice, out: &mut String) {
    for _ in 0..many {
        put!(out, "<li><a href=\"/CN/abstract/abstract{}.shtml\" target=\"_blank\">", dice.below(90_000));
        reference(article.journal, dice, out);
        out.push_str("</a></li>\n");
    }
}

/// A menu.
fn menu(out: &mut String) {
    let entries = ["首页", "期刊介绍", "编委会", "投稿指南", "期刊订阅", "出版伦理", "联系我们", "English"];
    out.push_str("<ul class=\"nav navbar-nav\">\n");
    for (at, entry) in entries.iter().enumerate() {
        put!(out, "<li><a href=\"/CN/column/column{at}.shtml\">{entry}</a></li>\n");
    }
    out.push_str("</ul>\n");
}
