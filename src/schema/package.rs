//! The tables as a Frictionless Data Package v2.

use serde_json::{Map, Value, json};

use crate::table::{Column, Kind, Rule, TABLES, Table};

/// The profile that our descriptors follow.
pub(crate) const PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";

/// The descriptor of all tables, without any dataset's counts.
pub fn tables() -> Value {
    json!({
        "$schema": PROFILE,
        "name": "qikan",
        "title": "Tables of a qikan dataset",
        "resources": TABLES.iter().map(|table| csv(table)).collect::<Vec<_>>(),
    })
}

fn csv(table: &Table) -> Value {
    resource(table, "csv", table.name, &format!("csv/{}.csv", table.name))
}

/// One table in one file; `format` is `csv` or `parquet`, `name` the resource's.
pub fn resource(table: &Table, format: &str, name: &str, path: &str) -> Value {
    // foreign keys lead to the tables of the same format
    let suffix = name.strip_prefix(table.name).unwrap_or_default();
    let mut resource = Map::new();
    resource.insert("name".into(), json!(name));
    resource.insert("type".into(), json!("table"));
    resource.insert("description".into(), json!(table.about));
    resource.insert("path".into(), json!(path));
    resource.insert("format".into(), json!(format));
    if format == "csv" {
        resource.insert("mediatype".into(), json!("text/csv"));
        resource.insert("encoding".into(), json!("utf-8"));
        resource.insert("dialect".into(), json!({"delimiter": ",", "lineTerminator": "\n", "header": true}));
    } else {
        resource.insert("mediatype".into(), json!("application/x-parquet"));
    }
    let foreign = |key: &crate::table::ForeignKey| json!({"fields": key.columns, "reference": {"resource": format!("{}{suffix}", key.table), "fields": key.key}});
    let mut schema = Map::new();
    schema.insert("fields".into(), table.columns.iter().map(field).collect());
    // the frictionless tool reads null numbers of Parquet as nan
    schema.insert("missingValues".into(), if format == "csv" { json!([""]) } else { json!(["", "nan"]) });
    schema.insert("primaryKey".into(), json!(table.primary_key));
    if !table.foreign_keys.is_empty() {
        schema.insert("foreignKeys".into(), table.foreign_keys.iter().map(foreign).collect());
    }
    resource.insert("schema".into(), Value::Object(schema));
    Value::Object(resource)
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Int16 | Kind::Int32 | Kind::Int64 => "integer",
        Kind::Float32 => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Timestamp => "datetime",
    };
    let mut constraints = Map::new();
    if column.required {
        constraints.insert("required".into(), json!(true));
    }
    match column.rule {
        Rule::Any => {}
        Rule::Pattern(pattern) => drop(constraints.insert("pattern".into(), json!(format!("^({pattern})$")))),
        Rule::OneOf(values) => drop(constraints.insert("enum".into(), json!(values))),
        Rule::Between(low, high) => {
            constraints.insert("minimum".into(), json!(low));
            // a bound that the type itself sets is none
            if high < i64::from(i32::MAX) {
                constraints.insert("maximum".into(), json!(high));
            }
        }
    }
    let mut field = Map::new();
    field.insert("name".into(), json!(column.name));
    field.insert("type".into(), json!(kind));
    field.insert("description".into(), json!(column.about));
    if !constraints.is_empty() {
        field.insert("constraints".into(), Value::Object(constraints));
    }
    Value::Object(field)
}
