//! JSON-LD: the article that a page describes in the words of schema.org, flattened to metadata.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::meta::{Metas, plain};

/// How deep `mainEntity` and `isPartOf` may nest.
const DEPTH: usize = 8;

/// Nodes of a page beyond this number are passed over.
const MAX_NODES: usize = 10_000;

type Node = Map<String, Value>;

/// Adds the article of `blocks`, the contents of a page's `application/ld+json` scripts, to `metas`, e.g. as
/// `ld.name`. A block that is no JSON is passed over.
pub(super) fn take_article(blocks: &[&str], metas: &mut Metas) {
    let blocks: Vec<Value> = blocks.iter().filter_map(|block| serde_json::from_str(block.trim()).ok()).collect();
    let mut nodes = Vec::new();
    for block in &blocks {
        collect(block, DEPTH, &mut nodes);
    }
    let ids: HashMap<&str, &Node> =
        nodes.iter().rev().filter_map(|node| Some((node.get("@id")?.as_str()?, *node))).collect();
    let Some(article) = article_of(&nodes, metas) else { return };
    let mut add = |name: &str, value: &str| metas.push(name, None, &plain(value));
    for text in texts(article, "name").chain(texts(article, "headline")).take(1) {
        add("ld.name", text);
    }
    for author in list(article, "author") {
        let referred = author.get("@id").and_then(|id| ids.get(id.as_str()?).copied());
        match referred.or(author.as_object()) {
            Some(node) => add("ld.author", &person(node)),
            None => add("ld.author", author.as_str().unwrap_or_default()),
        }
    }
    for (key, name) in
        [("datePublished", "ld.datepublished"), ("keywords", "ld.keywords"), ("description", "ld.description")]
    {
        texts(article, key).for_each(|text| add(name, text));
    }
    for key in ["pageStart", "pageEnd", "pagination"] {
        texts(article, key).take(1).for_each(|text| add(&format!("ld.{}", key.to_ascii_lowercase()), text));
    }
    texts(article, "sameAs").for_each(|text| add("ld.sameas", text));
    if let Some(doi) = doi_of(article) {
        add("ld.doi", doi);
    }
    publication(article, &ids, &mut add);
}

/// Every object that may be the article or something it refers to.
fn collect<'a>(value: &'a Value, depth: usize, nodes: &mut Vec<&'a Node>) {
    if depth == 0 || nodes.len() >= MAX_NODES {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, depth - 1, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                node.get(key).into_iter().for_each(|value| collect(value, depth - 1, nodes));
            }
        }
        _ => {}
    }
}

/// The article: by its type, and of several the one with the page's DOI or title.
fn article_of<'a>(nodes: &[&'a Node], metas: &Metas) -> Option<&'a Node> {
    let rank = |node: &Node| {
        let class = types(node)
            .map(|name| match name {
                "ScholarlyArticle" | "MedicalScholarlyArticle" => 2,
                "Article" => 1,
                _ => 0,
            })
            .max()?;
        let title = [node.get("name"), node.get("headline")].into_iter().flatten().find_map(Value::as_str);
        let same_title = title.is_some() && title.map(plain).as_deref() == metas.get("citation_title");
        let same_doi = metas.get("citation_doi").is_some() && doi_of(node) == metas.get("citation_doi");
        (class > 0).then_some((same_doi, same_title, class))
    };
    // the first of equals
    nodes.iter().rev().filter_map(|node| Some((rank(node)?, *node))).max_by_key(|(rank, _)| *rank).map(|(_, node)| node)
}

/// The types of a node, without `http://schema.org/`.
fn types(node: &Node) -> impl Iterator<Item = &str> {
    texts(node, "@type").map(|name| name.rsplit(['/', ':']).next().unwrap_or(name))
}

/// The values of `key`: none, one, or a list.
fn list<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a Value> {
    let values = match node.get(key) {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().take(MAX_NODES)
}

/// The strings among the values of `key`; of an object its `@value` or `name`.
fn texts<'a>(node: &'a Node, key: &str) -> impl Iterator<Item = &'a str> {
    list(node, key).filter_map(|value| match value {
        Value::Object(inner) => inner.get("@value").or(inner.get("name")).and_then(Value::as_str),
        value => value.as_str(),
    })
}

fn person(node: &Node) -> String {
    let text = |key| texts(node, key).next();
    match (text("name"), text("givenName"), text("familyName")) {
        (Some(name), ..) => name.to_owned(),
        (None, given, family) => [given, family].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// The DOI that a node calls its own.
fn doi_of(node: &Node) -> Option<&str> {
    let places = ["doi", "identifier", "sameAs", "@id", "url"];
    places.iter().flat_map(|key| list(node, key)).find_map(|value| {
        let text = match value {
            Value::Object(inner) => inner.get("value")?.as_str()?,
            value => value.as_str()?,
        };
        let at = text.find("10.")?;
        let is_doi = text[at + 3..].split_once('/').is_some_and(|(registrant, rest)| {
            registrant.len() >= 4 && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.') && !rest.is_empty()
        });
        is_doi.then(|| &text[at..])
    })
}

/// The journal, the volume and the issue, which may be one node or nest in each other.
fn publication(article: &Node, ids: &HashMap<&str, &Node>, add: &mut impl FnMut(&str, &str)) {
    let mut node = article;
    let mut name = None;
    for _ in 0..DEPTH {
        for (key, flat) in [("issn", "ld.issn"), ("volumeNumber", "ld.volumenumber"), ("issueNumber", "ld.issuenumber")]
        {
            for value in list(node, key) {
                match value {
                    Value::Number(number) => add(flat, &number.to_string()),
                    value => add(flat, value.as_str().unwrap_or_default()),
                }
            }
        }
        let Some(outer) = list(node, "isPartOf").find_map(Value::as_object) else { break };
        node = outer.get("@id").and_then(|id| ids.get(id.as_str()?).copied()).unwrap_or(outer);
        name = texts(node, "name").next().or(name);
    }
    add("ld.ispartof.name", name.unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(blocks: &[&str]) -> Vec<String> {
        let mut metas = Metas::default();
        take_article(blocks, &mut metas);
        metas.all.into_iter().map(|meta| format!("{}={}", &meta.name[3..], meta.value)).collect()
    }

    #[test]
    fn an_article_is_flattened() {
        let block = r#"{"@context": "https://schema.org", "@type": "WebPage", "mainEntity": {
            "@type": ["ScholarlyArticle", "Thing"], "headline": "Soil &amp; <i>fire</i>", "datePublished": "2020-07-18T00:00:00Z",
            "author": [{"@type": "Person", "name": "Ruilin Cang"}, {"givenName": "Oleg", "familyName": "Sukhanov"}, "Yuhe Bai"],
            "pageStart": "217", "pageEnd": "236", "keywords": ["soil", "fire"], "sameAs": "https://doi.org/10.13707/s1",
            "isPartOf": {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": {"@type": "PublicationVolume",
                "volumeNumber": 149, "isPartOf": {"@type": "Periodical", "name": "Boreal", "issn": ["1573-8426", "2000-0000"]}}}}}"#;
        assert_eq!(
            flat(&["not json {", block]),
            [
                "name=Soil & fire",
                "author=Ruilin Cang",
                "author=Oleg Sukhanov",
                "author=Yuhe Bai",
                "datepublished=2020-07-18T00:00:00Z",
                "keywords=soil",
                "keywords=fire",
                "pagestart=217",
                "pageend=236",
                "sameas=https://doi.org/10.13707/s1",
                "doi=10.13707/s1",
                "issuenumber=2",
                "volumenumber=149",
                "issn=1573-8426",
                "issn=2000-0000",
                "ispartof.name=Boreal",
            ]
        );
    }

    #[test]
    fn a_graph_refers_to_its_nodes() {
        let block = r##"{"@graph": [{"@type": "NewsArticle", "name": "no"}, {"@type": "Article", "name": "yes", "author": {"@id": "#a"}},
            {"@id": "#a", "@type": "Person", "name": "张三"}]}"##;
        assert_eq!(flat(&[block]), ["name=yes", "author=张三"]);
        assert_eq!(
            flat(&[
                r#"[{"@type": "http://schema.org/Article", "name": "a"}, {"@type": "ScholarlyArticle", "name": "b"}]"#
            ]),
            ["name=b"]
        );
        assert_eq!(flat(&[r#"{"@type": "Organization", "name": "no"}"#, "[]", "null", "3"]), [""; 0]);
    }

    #[test]
    fn deep_nesting_is_no_json() {
        let block = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(flat(&[&block]), [""; 0]);
    }
}
