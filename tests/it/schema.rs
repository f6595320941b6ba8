//! The schemas: fresh, kept by every record, and the same in the types, the descriptors and the files.

use std::fs::File;
use std::path::Path;

use parquet::file::reader::{FileReader, SerializedFileReader};
use qikan::schema::{self, Validator};
use qikan::table::TABLES;
use serde_json::Value;

use crate::fixtures::FIXTURES;
use crate::program::{Folder, ROOT, qikan};

#[test]
fn committed_schemas_are_fresh() {
    for (name, fresh) in schema::files() {
        let committed = std::fs::read_to_string(Path::new(ROOT).join("schema").join(name)).unwrap();
        assert!(committed == fresh, "schema/{name} is stale: run `cargo run -- schema --write` and commit it");
    }
}

#[test]
fn the_program_prints_and_writes_the_committed_schemas() {
    let [(record_name, record), (tables_name, tables)] = schema::files();
    assert_eq!(qikan(&["schema"]).out, record);
    assert_eq!(qikan(&["schema", "--tables"]).out, tables);
    let here = Folder::new();
    assert_eq!(here.qikan(&["schema", "--write"]).code, 0);
    assert_eq!(here.read(&format!("schema/{record_name}")), record);
    assert_eq!(here.read(&format!("schema/{tables_name}")), tables);
}

#[test]
fn every_record_of_the_fixtures_fits() {
    let validator = Validator::new();
    let mut records = 0;
    for fixture in FIXTURES.iter() {
        let Ok(extraction) = &fixture.result else { continue };
        // the quick way that `build` takes, and the schema itself
        let verdicts = [
            validator.validate(&extraction.record),
            validator.validate_value(&serde_json::to_value(&extraction.record).unwrap()),
        ];
        for verdict in verdicts {
            assert_eq!(verdict, Ok(()), "{}", fixture.name);
        }
        records += 1;
    }
    assert!(records > 50, "expected records, found {records}");
}

#[test]
fn columns_are_the_same_everywhere() {
    let here = Folder::new();
    let samples = Path::new(ROOT).join("data/samples");
    let built = here.qikan(&["build", samples.to_str().unwrap(), "--out", "dataset", "--evidence", "--quiet"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let committed: Value = serde_json::from_str(schema::TABLES).unwrap();
    let written: Value = serde_json::from_str(&here.read("dataset/datapackage.json")).unwrap();
    for table in TABLES {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert_eq!(fields(&committed, table.name), columns, "schema/datapackage.json");
        assert_eq!(fields(&written, table.name), columns, "dataset/datapackage.json");
        assert_eq!(fields(&written, &format!("{}-parquet", table.name)), columns, "dataset/datapackage.json");
        let header = here.read(&format!("dataset/csv/{}.csv", table.name));
        assert_eq!(header.lines().next().unwrap().split(',').collect::<Vec<_>>(), columns, "csv/{}.csv", table.name);
        let file = File::open(here.path().join(format!("dataset/parquet/{}.parquet", table.name))).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let about = reader.metadata().file_metadata();
        let leaves: Vec<&str> = about.schema_descr().columns().iter().map(|column| column.name()).collect();
        assert_eq!(leaves, columns, "parquet/{}.parquet", table.name);
        assert_eq!(about.num_rows() as usize, rows(&here, table.name), "{}: rows in Parquet and CSV", table.name);
    }
}

/// The names of a resource's fields.
fn fields<'d>(descriptor: &'d Value, resource: &str) -> Vec<&'d str> {
    let resources = descriptor["resources"].as_array().unwrap();
    let resource = resources.iter().find(|r| r["name"] == resource).unwrap_or_else(|| panic!("no resource {resource}"));
    resource["schema"]["fields"].as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect()
}

fn rows(here: &Folder, table: &str) -> usize {
    csv::Reader::from_path(here.path().join(format!("dataset/csv/{table}.csv"))).unwrap().records().count()
}
