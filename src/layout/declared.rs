//! Where a page prints what its metadata declare: a site's menus and boxes are no title and name nobody whom it lists.
//!
//! Only places of the print are told here; what the metadata say themselves is `read::meta`'s.

use crate::document::Span;
use crate::field::text;
use crate::outline::{Kind, Line, Outline};
use crate::read::same;
use crate::record::Language;

/// Elements that hold the title alone, and those that hold one author or all of them.
const TITLES: &[&str] = &["citation_title", "dc.title", "eprints.title", "ld.headline"];
const AUTHORS: &[&str] = &[
    "citation_author",
    "citation_authors",
    "dc.creator.personalname",
    "dc.creator",
    "dc.contributor",
    "eprints.creators_name",
    "ld.author",
];

/// A title has no more lines.
const MOST_LINES: usize = 4;

/// The titles of `language` that the metadata declare.
fn titles<'o>(outline: &'o Outline, language: Language) -> impl Iterator<Item = &'o str> {
    let values = TITLES.iter().flat_map(|name| outline.doc.metas_named(name));
    values
        .map(|meta| outline.doc.slice(meta.value).trim())
        .filter(move |words| words.chars().count() > 3 && text::language(words) == Some(language))
}

/// The place where the page prints a title of `language` that its metadata declare.
pub(super) fn title(outline: &Outline, language: Language) -> Option<Span> {
    let mut tried: Option<&str> = None;
    titles(outline, language).find_map(|declared| {
        // two elements mostly say the same
        if tried.replace(declared) == Some(declared) {
            return None;
        }
        printed(outline, declared)
    })
}

/// Whether `found` may be the page's title: the metadata declare none in its language, or one that has much of it.
pub(super) fn may_be_title(outline: &Outline, language: Language, found: Span) -> bool {
    let words = outline.doc.slice(found);
    let mut declared = titles(outline, language).peekable();
    declared.peek().is_none() || declared.any(|title| same::prose(title, words))
}

/// The line or lines that print `title`, with what belongs to it: a subtitle stays, what stands before it does not.
fn printed(outline: &Outline, title: &str) -> Option<Span> {
    let wanted = text::skeleton(title);
    let opening = wanted.chars().next()?;
    let doc = outline.doc;
    let lines = &outline.lines;
    let opens = |line: &Line| {
        let first = doc.slice(line.span).chars().find(|c| c.is_alphanumeric());
        first.and_then(|c| c.to_lowercase().next()) == Some(opening)
    };
    let whole = |at: usize| {
        let mut words = String::new();
        for (count, line) in lines[at..].iter().take(MOST_LINES).enumerate() {
            if count > 0 && (line.gap || !matches!(line.kind, Kind::Text | Kind::Heading | Kind::Byline)) {
                return None;
            }
            words.push_str(&text::skeleton(doc.slice(line.span)));
            if words == wanted || count == 0 && words.starts_with(&wanted) && words.len() < wanted.len() + 12 {
                return Some(Span::new(lines[at].span.start, line.span.end));
            }
            if !wanted.starts_with(&words) {
                return None;
            }
        }
        None
    };
    let is_title = |line: &Line| matches!(line.kind, Kind::Text | Kind::Heading | Kind::Byline | Kind::Affiliation);
    let alone = || (0..lines.len()).filter(|&at| is_title(&lines[at]) && opens(&lines[at])).find_map(whole);
    // `May 2019 A note on moors`; but neither a reference nor a sentence
    let within = || {
        lines.iter().filter(|line| is_title(line) && line.span.len() < title.len() + 40).find_map(|line| {
            let at = doc.slice(line.span).find(title)?;
            Some(line.span.part(at..at + title.len()))
        })
    };
    alone().or_else(within)
}

/// The names of `language` that the metadata declare, each as its parts in small letters.
pub(super) fn authors(outline: &Outline, language: Language) -> Vec<Vec<String>> {
    let of = |name: &'static str| {
        let metas = outline.doc.metas_named(name);
        let names = metas.flat_map(|meta| outline.doc.slice(meta.value).split([';', ',', '、']));
        let names = names.filter(|name| text::language(name) == Some(language));
        let list: Vec<Vec<String>> = names.map(|name| parts(name, language)).filter(|name| !name.is_empty()).collect();
        (!list.is_empty()).then_some(list)
    };
    AUTHORS.iter().find_map(|name| of(name)).unwrap_or_default()
}

/// Initials tell nobody apart.
fn parts(name: &str, language: Language) -> Vec<String> {
    if language == Language::Zh {
        let name: String = name.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect();
        return if name.chars().count() > 1 { vec![name] } else { Vec::new() };
    }
    let words = name.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase).collect()
}

/// How many of the `declared` people `words` may name, 0 to 1: those of whom they have a part.
pub(super) fn share(words: &str, declared: &[Vec<String>], language: Language) -> f32 {
    let plain = match language {
        Language::Zh => words.replace(char::is_whitespace, ""),
        Language::En => words.to_lowercase(),
    };
    let named = |parts: &&Vec<String>| parts.iter().any(|part| plain.contains(part.as_str()));
    declared.iter().filter(named).count() as f32 / declared.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use crate::read::record_of;
    use crate::record::Record;

    fn read(html: &str) -> Record {
        record_of(&crate::source::decode("a.html".to_owned(), html.as_bytes()).unwrap())
    }

    const HEAD: &str = "<meta name=citation_title content='Soil and Cover of Old Quarries'>\
        <meta name=citation_author content='Gu, Wangshu'><meta name=citation_author content='Shen, Zhixing'>";
    const MENU: &str = "<p>Methods of Reclamation, Revisited by the Readers of this Journal</p><p>Mao Zhiruo, Long Chang</p>\
        <p>Institute of Roads, Farhill University, Shanghai 200001, China</p>";

    #[test]
    fn the_title_and_the_names_that_metadata_declare_are_sought_in_print() {
        let page = format!(
            "<html><head>{HEAD}</head><body>{MENU}<h2>May 2019 Soil and Cover of Old Quarries</h2>\
             <p>Wangshu Gu, Zhixing Shen</p><p>School of Soils, Lingnan University, Foshan 528000, China</p></body></html>"
        );
        let record = read(&page);
        assert_eq!(record.title.en.as_deref(), Some("Soil and Cover of Old Quarries"));
        let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
        assert_eq!(names, ["Wangshu Gu", "Zhixing Shen"]);
        assert!(record.affiliations[0].text.en.as_deref().unwrap().starts_with("School of Soils"));
    }

    #[test]
    fn what_metadata_do_not_name_is_nobody() {
        let page = format!("<html><head>{HEAD}</head><body>{MENU}<p>Abstract</p><p>Quarries.</p></body></html>");
        let record = read(&page);
        assert_eq!(record.title.en.as_deref(), Some("Soil and Cover of Old Quarries"));
        let names: Vec<_> = record.authors.iter().filter_map(|author| author.name.en.as_deref()).collect();
        assert_eq!(names, ["Gu, Wangshu", "Shen, Zhixing"]);
    }

    #[test]
    fn a_subtitle_and_a_second_line_belong_to_a_title_in_print() {
        let page = |lines: &str| {
            let head = "<meta name=citation_title content='旧采石场的土壤与植被'>";
            read(&format!(
                "<html><head>{head}</head><body><p>浅丘区采石场的开采方法研究</p><p>茅芷若, 龙畅</p>{lines}</body></html>"
            ))
        };
        let title = |lines: &str| page(lines).title.zh;
        assert_eq!(
            title("<h1>旧采石场的土壤与植被</h1><h2>——以三县为例</h2>").as_deref(),
            Some("旧采石场的土壤与植被——以三县为例")
        );
        assert_eq!(title("<div>旧采石场的</div><div>土壤与植被</div>").as_deref(), Some("旧采石场的土壤与植被"));
    }
}
