//! The schemas: what a record may be, and what the tables are. Both are made from the types and tables in code.
//!
//! Knows JSON Schema 2020-12 and the Frictionless Data Package v2. Whether the fields of a record agree with each
//! other is `check`'s matter.

mod package;
mod validate;

use std::path::Path;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use serde_json::{Map, Value, json};

use crate::record::Record;

pub(crate) use package::PROFILE;
pub use package::{resource, tables};
pub use validate::{Refusal, Validator};

/// The schema of a record as committed.
pub const RECORD: &str = include_str!("../schema/record.schema.json");
/// The descriptor of the tables as committed.
pub const TABLES: &str = include_str!("../schema/datapackage.json");

/// The JSON Schema of [`Record`], made from its type.
pub fn record() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize().with_transform(Strict);
    let made = settings.into_generator().into_root_schema_for::<Record>().to_value();
    // what it is comes first
    let mut schema = Map::new();
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!("Record"));
    if let Value::Object(made) = made {
        for (name, rule) in made {
            schema.entry(name).or_insert(rule);
        }
    }
    Value::Object(schema)
}

/// Nothing but what is written: every property is there and no other, and a text that is there says something.
#[derive(Clone)]
struct Strict;

impl Transform for Strict {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            let names: Vec<String> = properties.keys().cloned().collect();
            schema.insert("required".into(), json!(names));
            schema.insert("additionalProperties".into(), json!(false));
        }
        let texts = schema
            .get("type")
            .is_some_and(|t| *t == "string" || t.as_array().is_some_and(|t| t.contains(&json!("string"))));
        if texts && ["pattern", "enum", "const"].iter().all(|rule| schema.get(*rule).is_none()) {
            schema.insert("minLength".into(), json!(1));
        }
        transform_subschemas(self, schema);
    }
}

/// Both schemas as the files of the folder `schema/`: name and text.
pub fn files() -> [(&'static str, String); 2] {
    [("record.schema.json", pretty(&record())), ("datapackage.json", pretty(&tables()))]
}

/// Writes both schemas into `folder`.
pub fn write(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    files().iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
}

/// JSON for people, with a line end.
pub(crate) fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a value without map keys other than strings");
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn committed_schemas_are_fresh() {
        let committed = [super::RECORD, super::TABLES];
        for ((name, fresh), committed) in super::files().iter().zip(committed) {
            assert!(fresh == committed, "schema/{name} is stale: run `cargo run -- schema --write` and commit it");
        }
    }

    #[test]
    fn every_member_is_described_and_required() {
        let schema = super::record();
        let defs = schema["$defs"].as_object().unwrap().values().chain([&schema]);
        for object in defs.filter(|d| d.get("properties").is_some()) {
            assert_eq!(object["additionalProperties"], false);
            let properties = object["properties"].as_object().unwrap();
            assert_eq!(object["required"].as_array().unwrap().len(), properties.len());
            assert!(properties.values().all(|p| p.get("description").is_some()), "{properties:?}");
        }
    }
}
