//! `CITATION.cff`: how to cite the release (Citation File Format 1.2.0, YAML).

use super::Facts;
use super::about::Creator;

/// The text of the file. Texts are quoted as JSON has it, which is YAML as well.
pub fn text(facts: &Facts<'_>) -> String {
    let about = facts.about;
    let mut text = String::from("cff-version: 1.2.0\ntype: dataset\n");
    let mut line = |name: &str, value: &str| text.push_str(&format!("{name}: {}\n", quoted(value)));
    line("message", "If you use this dataset, please cite it as below.");
    line("title", about.title.as_str());
    line("version", facts.version.as_str());
    line("date-released", &facts.created.day());
    line("license", about.license.id);
    if let Some(doi) = &about.doi {
        line("doi", doi.as_str());
    }
    if let Some(homepage) = &about.homepage {
        line("url", homepage.as_str());
    }
    line("abstract", about.description());
    if !about.keywords.is_empty() {
        text.push_str("keywords:\n");
        for keyword in &about.keywords {
            text.push_str(&format!("  - {}\n", quoted(keyword.as_str())));
        }
    }
    text.push_str("authors:\n");
    for creator in about.creators.iter() {
        text.push_str(&author(creator));
    }
    text
}

fn author(creator: &Creator) -> String {
    let Creator::Person { family, given, affiliation, .. } = creator else {
        return format!("  - name: {}\n", quoted(&creator.full()));
    };
    let orcid = creator.orcid();
    let members = [
        ("family-names", Some(family)),
        ("given-names", Some(given)),
        ("orcid", orcid.as_ref()),
        ("affiliation", affiliation.as_ref()),
    ];
    let lines = members.iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", quoted((*value)?))));
    format!("  - {}", lines.collect::<Vec<_>>().join("    "))
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
