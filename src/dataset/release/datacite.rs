//! `datacite.json`: what a DOI is registered with (DataCite Metadata Schema 4, as its JSON has it since 4.5).

use serde_json::{Map, Value, json};

use super::Facts;
use super::about::Creator;
use crate::schema::pretty;

/// The text of the descriptor.
pub fn text(facts: &Facts<'_>) -> String {
    let about = facts.about;
    let mut resource = Map::new();
    let mut put = |name: &str, value: Value| drop(resource.insert(name.to_owned(), value));
    if let Some(doi) = &about.doi {
        put("doi", json!(doi.as_str()));
    }
    if let Some(homepage) = &about.homepage {
        put("url", json!(homepage.as_str()));
    }
    put("types", json!({"resourceTypeGeneral": "Dataset", "resourceType": "Bibliographic records"}));
    put("creators", about.creators.iter().map(creator).collect());
    put("titles", json!([{"title": about.title.as_str()}]));
    put("publisher", json!({"name": about.publisher()}));
    put("publicationYear", json!(facts.created.year()));
    // the schema takes no subject twice
    let mut subjects: Vec<&str> = Vec::new();
    for keyword in about.keywords.iter().map(|keyword| keyword.as_str()) {
        if !subjects.contains(&keyword) {
            subjects.push(keyword);
        }
    }
    put("subjects", subjects.iter().map(|subject| json!({"subject": subject})).collect());
    put("dates", json!([{"date": facts.created.day(), "dateType": "Issued"}]));
    let bytes: u64 = facts.data.iter().map(|file| file.bytes).sum();
    put("sizes", json!([format!("{} articles", facts.statistics.rows("articles")), format!("{bytes} bytes")]));
    put("formats", json!(["text/csv", "application/x-parquet", "application/jsonlines"]));
    put("version", json!(facts.version.as_str()));
    put(
        "rightsList",
        json!([{
            "rights": about.license.title,
            "rightsUri": about.license.url,
            "rightsIdentifier": about.license.id,
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
        }]),
    );
    put("descriptions", json!([{"description": about.description(), "descriptionType": "Abstract"}]));
    if let Some(doi) = facts.previous.and_then(|previous| previous.doi()) {
        let relation = "IsNewVersionOf";
        put(
            "relatedIdentifiers",
            json!([{"relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": relation}]),
        );
    }
    put("schemaVersion", json!("http://datacite.org/schema/kernel-4"));
    pretty(&Value::Object(resource))
}

fn creator(creator: &Creator) -> Value {
    let Creator::Person { family, given, orcid, affiliation } = creator else {
        return json!({"name": creator.sorted(), "nameType": "Organizational"});
    };
    let mut node = Map::new();
    node.insert("name".into(), json!(creator.sorted()));
    node.insert("nameType".into(), json!("Personal"));
    node.insert("givenName".into(), json!(given));
    node.insert("familyName".into(), json!(family));
    if let Some(orcid) = orcid {
        let scheme = "https://orcid.org";
        let id = json!({"nameIdentifier": orcid.as_str(), "nameIdentifierScheme": "ORCID", "schemeUri": scheme});
        node.insert("nameIdentifiers".into(), json!([id]));
    }
    if let Some(place) = affiliation {
        node.insert("affiliation".into(), json!([{"name": place}]));
    }
    Value::Object(node)
}
