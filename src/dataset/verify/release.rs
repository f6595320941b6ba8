//! The descriptors of a release against each other: one version, one title, one date, the same files and columns.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::Findings;
use crate::dataset::folder::DESCRIPTOR;
use crate::dataset::manifest::Manifest;
use crate::dataset::release::Version;
use crate::table::{CHANGES, TABLES};

/// Checks every descriptor of the release at `folder` against `manifest`.
pub fn check(folder: &Path, manifest: &Manifest, findings: &mut Findings) {
    resources(manifest, findings);
    let package = &manifest.descriptor;
    if let Some(croissant) = json(folder, "croissant.json", findings) {
        let name = "croissant.json";
        let version = |text: &str| text.parse::<Version>().ok();
        let (here, there) = (croissant["version"].as_str(), manifest.version());
        if here.and_then(version).is_none_or(|here| Some(here) != there.and_then(version)) {
            agree(name, "version", there, here, findings);
        }
        agree(name, "name", package["name"].as_str(), croissant["name"].as_str(), findings);
        agree(name, "license", package["licenses"][0]["path"].as_str(), croissant["license"].as_str(), findings);
        let day = package["created"].as_str().and_then(|created| created.get(..10));
        agree(name, "datePublished", day, croissant["datePublished"].as_str(), findings);
        distribution(manifest, &croissant, findings);
        record_sets(manifest, &croissant, findings);
    }
    if let Some(datacite) = json(folder, "datacite.json", findings) {
        let name = "datacite.json";
        agree(name, "version", manifest.version(), datacite["version"].as_str(), findings);
        agree(name, "titles", package["title"].as_str(), datacite["titles"][0]["title"].as_str(), findings);
        let rights = datacite["rightsList"][0]["rightsUri"].as_str();
        agree(name, "rightsList", package["licenses"][0]["path"].as_str(), rights, findings);
        let doi = package["id"].as_str().map(|id| id.trim_start_matches("https://doi.org/"));
        agree(name, "doi", doi, datacite["doi"].as_str(), findings);
    }
    // read as we write it: a line a member, its text quoted as JSON has it
    let citation = fs::read_to_string(folder.join("CITATION.cff")).unwrap_or_default();
    let member = |name: &str| -> Option<String> {
        let value = citation.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))?;
        serde_json::from_str(value).ok()
    };
    let day = package["created"].as_str().and_then(|created| created.get(..10));
    let told = [("version", manifest.version()), ("title", package["title"].as_str()), ("date-released", day)];
    for (name, expected) in told {
        agree("CITATION.cff", name, expected, member(name).as_deref(), findings);
    }
}

fn json(folder: &Path, name: &str, findings: &mut Findings) -> Option<Value> {
    // one that is not there has been told already, where the checksums list it
    let read = fs::read(folder.join(name)).map_err(|error| error.to_string());
    match read.and_then(|text| serde_json::from_slice(&text).map_err(|error| error.to_string())) {
        Ok(value) => Some(value),
        Err(error) => {
            findings.add(name, name.into(), "a descriptor as JSON", error);
            None
        }
    }
}

fn agree(file: &str, member: &str, expected: Option<&str>, found: Option<&str>, findings: &mut Findings) {
    if expected != found {
        let told = |text: Option<&str>| text.map_or("none".to_owned(), |text| format!("{text:?}"));
        let place = format!("{file} {member}");
        findings.add(&place, place.clone(), format!("{} as in {DESCRIPTOR}", told(expected)), told(found));
    }
}

/// The resources of the package against its list of files.
fn resources(manifest: &Manifest, findings: &mut Findings) {
    for resource in manifest.descriptor["resources"].as_array().into_iter().flatten() {
        // several files have no one checksum
        let Some(listed) = resource["path"].as_str().and_then(|path| manifest.files.get(path)) else { continue };
        let place = format!("{DESCRIPTOR} resource {}", resource["name"].as_str().unwrap_or("without a name"));
        let hash = listed.sha256.as_ref().map(|sum| format!("sha256:{sum}"));
        if resource["hash"].as_str() != hash.as_deref() {
            let expected = format!("hash {}", hash.as_deref().unwrap_or("none"));
            findings.add(&place, format!("{place} hash"), expected, resource["hash"].to_string());
        }
        for (member, expected) in [("rows", listed.rows), ("bytes", listed.bytes)] {
            let found = &resource[member];
            if !found.is_null() && found.as_u64() != expected {
                let expected = expected.map_or("none".to_owned(), |number| number.to_string());
                findings.add(&place, format!("{place} {member}"), expected, found.to_string());
            }
        }
    }
}

/// Every data file is a file object with its checksum and length.
fn distribution(manifest: &Manifest, croissant: &Value, findings: &mut Findings) {
    let objects = croissant["distribution"].as_array();
    for (path, listed) in &manifest.files {
        let object = objects.into_iter().flatten().find(|object| object["contentUrl"] == **path);
        let place = format!("croissant.json distribution {path}");
        let Some(object) = object else {
            findings.add("croissant.json distribution", place, "a file object", "none");
            continue;
        };
        let size = listed.bytes.map(|bytes| format!("{bytes} B"));
        for (member, expected) in [("sha256", listed.sha256.as_deref()), ("contentSize", size.as_deref())] {
            if object[member].as_str() != expected {
                let expected = format!("{} as in {DESCRIPTOR}", expected.unwrap_or("none"));
                findings.add(
                    "croissant.json distribution",
                    format!("{place} {member}"),
                    expected,
                    object[member].to_string(),
                );
            }
        }
    }
}

/// Every table is a record set with its columns.
fn record_sets(manifest: &Manifest, croissant: &Value, findings: &mut Findings) {
    let sets = croissant["recordSet"].as_array();
    for table in TABLES.into_iter().chain([&CHANGES]) {
        if !manifest.has(table.name, "parquet") {
            continue;
        }
        let set = sets.into_iter().flatten().find(|set| set["@id"] == table.name);
        let fields = set.and_then(|set| set["field"].as_array()).into_iter().flatten();
        let found: Vec<&str> = fields.filter_map(|field| field["name"].as_str()).collect();
        let expected: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        if found != expected {
            let place = format!("croissant.json recordSet {}", table.name);
            findings.add(
                "croissant.json recordSet",
                place,
                format!("the fields {}", expected.join(",")),
                found.join(","),
            );
        }
    }
}
