//! `croissant.json`: the release for machine learning (MLCommons Croissant 1.1, JSON-LD over schema.org).

use serde_json::{Map, Value, json};

use super::Facts;
use super::about::Creator;
use crate::schema::pretty;
use crate::table::{Column, Kind, Table};
use crate::write::Written;

/// The version of the format, as `conformsTo` names it.
pub const CONFORMS_TO: &str = "http://mlcommons.org/croissant/1.1";

/// The text of the descriptor. Every data file is a file object; every table is a record set out of its Parquet files,
/// which have the types.
pub fn text(facts: &Facts<'_>) -> String {
    let about = facts.about;
    let mut dataset = Map::new();
    let mut put = |name: &str, value: Value| drop(dataset.insert(name.to_owned(), value));
    put("@context", context());
    put("@type", json!("sc:Dataset"));
    put("conformsTo", json!(CONFORMS_TO));
    put("name", json!(about.slug()));
    put("alternateName", json!(about.title.as_str()));
    put("description", json!(about.description()));
    put("url", json!(about.homepage.as_ref().map(|homepage| homepage.as_str().to_owned()).or(about.doi_url())));
    put("version", json!(facts.version.plain()));
    put("datePublished", json!(facts.created.day()));
    put("license", json!(about.license.url));
    put("inLanguage", json!(["zh", "en"]));
    put("keywords", about.keywords.iter().map(|keyword| json!(keyword.as_str())).collect());
    put("creator", about.creators.iter().map(creator).collect());
    put("publisher", json!({"@type": "sc:Organization", "name": about.publisher()}));
    put("citeAs", json!(bibtex(facts)));
    put("isLiveDataset", json!(false));
    let parts = facts.tables.iter().filter(|table| table.parquet.len() > 1).map(|table| file_set(table.table));
    put("distribution", facts.data.iter().map(file_object).chain(parts).collect());
    put("recordSet", facts.tables.iter().map(|table| record_set(table.table, &table.parquet)).collect());
    // an address that is not known is no address
    dataset.retain(|_, value| !value.is_null());
    pretty(&Value::Object(dataset))
}

/// The context that the specification wants, word for word.
fn context() -> Value {
    json!({
        "@language": "en",
        "@vocab": "https://schema.org/",
        "arrayShape": "cr:arrayShape",
        "citeAs": "cr:citeAs",
        "column": "cr:column",
        "conformsTo": "dct:conformsTo",
        "containedIn": "cr:containedIn",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "dct": "http://purl.org/dc/terms/",
        "description": {"@container": "@language"},
        "equivalentProperty": "cr:equivalentProperty",
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "extract": "cr:extract",
        "field": "cr:field",
        "fileProperty": "cr:fileProperty",
        "fileObject": "cr:fileObject",
        "fileSet": "cr:fileSet",
        "format": "cr:format",
        "includes": "cr:includes",
        "isArray": "cr:isArray",
        "isLiveDataset": "cr:isLiveDataset",
        "jsonPath": "cr:jsonPath",
        "key": "cr:key",
        "md5": "cr:md5",
        "name": {"@container": "@language"},
        "parentField": "cr:parentField",
        "path": "cr:path",
        "recordSet": "cr:recordSet",
        "references": "cr:references",
        "regex": "cr:regex",
        "repeated": "cr:repeated",
        "replace": "cr:replace",
        "samplingRate": "cr:samplingRate",
        "sc": "https://schema.org/",
        "separator": "cr:separator",
        "source": "cr:source",
        "subField": "cr:subField",
        "transform": "cr:transform",
    })
}

fn creator(creator: &Creator) -> Value {
    let mut node = Map::new();
    match creator {
        Creator::Person { family, given, .. } => {
            node.insert("@type".into(), json!("sc:Person"));
            node.insert("name".into(), json!(creator.full()));
            node.insert("givenName".into(), json!(given));
            node.insert("familyName".into(), json!(family));
            node.extend(creator.orcid().map(|orcid| ("url".into(), json!(orcid))));
        }
        Creator::Organisation(name) => {
            node.insert("@type".into(), json!("sc:Organization"));
            node.insert("name".into(), json!(name));
        }
    }
    Value::Object(node)
}

/// The citation as BibTeX, as the specification advises.
fn bibtex(facts: &Facts<'_>) -> String {
    let creators: Vec<String> = facts.about.creators.iter().map(|creator| format!("{{{}}}", creator.full())).collect();
    let doi = facts.about.doi.as_ref().map_or(String::new(), |doi| format!(", doi = {{{}}}", doi.as_str()));
    format!(
        "@misc{{{}-{}, title = {{{}}}, author = {}, year = {{{}}}, version = {{{}}}, publisher = {{{}}}{doi}}}",
        facts.about.slug(),
        facts.version,
        facts.about.title.as_str(),
        format_args!("{{{}}}", creators.join(" and ")),
        facts.created.year(),
        facts.version,
        facts.about.publisher(),
    )
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("parquet") => "application/x-parquet",
        _ => "application/jsonlines",
    }
}

fn file_object(file: &Written) -> Value {
    json!({
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": format!("{} B", file.bytes),
        "encodingFormat": media_type(&file.path),
        "sha256": file.sha256,
    })
}

/// The Parquet files of a table that has several.
fn file_set(table: &Table) -> Value {
    json!({
        "@type": "cr:FileSet",
        "@id": format!("parquet/{}", table.name),
        "name": format!("parquet/{}", table.name),
        "description": format!("The Parquet files of the table {}.", table.name),
        "encodingFormat": "application/x-parquet",
        "includes": format!("parquet/{}/*.parquet", table.name),
    })
}

fn record_set(table: &Table, files: &[String]) -> Value {
    let source = match files {
        [file] => json!({"fileObject": {"@id": file}}),
        _ => json!({"fileSet": {"@id": format!("parquet/{}", table.name)}}),
    };
    let key = |column: &&str| json!({"@id": format!("{}/{column}", table.name)});
    json!({
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.about,
        "key": table.primary_key.iter().map(key).collect::<Vec<_>>(),
        "field": table.columns.iter().map(|column| field(table, column, &source)).collect::<Vec<_>>(),
    })
}

fn field(table: &Table, column: &Column, source: &Value) -> Value {
    let kind = match column.kind {
        Kind::Text => "sc:Text",
        Kind::Int16 | Kind::Int32 | Kind::Int64 => "sc:Integer",
        Kind::Float32 => "sc:Float",
        Kind::Boolean => "sc:Boolean",
        Kind::Date => "sc:Date",
        Kind::Timestamp => "sc:DateTime",
    };
    let mut source = source.clone();
    source["extract"] = json!({"column": column.name});
    let mut field = json!({
        "@type": "cr:Field",
        "@id": format!("{}/{}", table.name, column.name),
        "name": column.name,
        "description": column.about,
        "dataType": kind,
        "source": source,
    });
    // the format refers field by field: a key of several columns cannot be said; and mlcroissant 1.1 cannot join a column
    // in which nothing stands, so one that may be empty refers to nothing
    let of_it = table.foreign_keys.iter().find(|foreign| *foreign.columns == [column.name]);
    if let Some(foreign) = of_it.filter(|_| column.required) {
        field["references"] = json!({"field": {"@id": format!("{}/{}", foreign.table, foreign.key[0])}});
    }
    field
}
