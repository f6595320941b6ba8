//! `datapackage.json` of a release: that of the dataset, and what makes it a publication (Frictionless Data Package v2).

use serde_json::{Map, Value, json};

use super::Facts;
use super::about::Creator;
use crate::dataset::descriptor::listed;
use crate::schema::{PROFILE, pretty};

/// The text of the descriptor.
pub fn text(facts: &Facts<'_>) -> String {
    let about = facts.about;
    let mut package = Map::new();
    let mut put = |name: &str, value: Value| drop(package.insert(name.to_owned(), value));
    put("$schema", json!(PROFILE));
    put("name", json!(about.slug()));
    if let Some(doi) = about.doi_url() {
        put("id", json!(doi));
    }
    put("title", json!(about.title.as_str()));
    put("description", json!(about.description()));
    put("version", json!(facts.version.as_str()));
    put("created", json!(facts.created.stamp()));
    if let Some(homepage) = &about.homepage {
        put("homepage", json!(homepage.as_str()));
    }
    put("keywords", about.keywords.iter().map(|keyword| json!(keyword.as_str())).collect());
    put("contributors", about.creators.iter().map(contributor).collect());
    put("licenses", json!([{"name": about.license.id, "path": about.license.url, "title": about.license.title}]));
    put("qikan", json!(env!("CARGO_PKG_VERSION")));
    put("resources", json!(facts.resources));
    put("files", facts.data.iter().map(listed).collect());
    pretty(&Value::Object(package))
}

fn contributor(creator: &Creator) -> Value {
    let mut contributor = Map::new();
    contributor.insert("title".into(), json!(creator.full()));
    if let Creator::Person { family, given, affiliation, .. } = creator {
        contributor.insert("givenName".into(), json!(given));
        contributor.insert("familyName".into(), json!(family));
        contributor.extend(creator.orcid().map(|orcid| ("path".into(), json!(orcid))));
        contributor.extend(affiliation.as_ref().map(|place| ("organization".into(), json!(place))));
    }
    contributor.insert("roles".into(), json!(["creator"]));
    Value::Object(contributor)
}
