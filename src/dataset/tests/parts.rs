//! Parquet tables in several files.

use super::*;

fn built(rows_per_file: u64) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dataset");
    let (watch, stop) = (&mut (), &AtomicBool::new(false));
    let options = Options { rows_per_file: Some(rows_per_file), ..Options::new(&out, watch, stop) };
    build(pages(200), &process, options).unwrap();
    (folder, out)
}

#[test]
fn each_file_has_as_many_rows_as_asked_and_the_descriptor_names_all() {
    let (_folder, out) = built(70);
    assert_eq!(verify(&out).unwrap(), []);
    let descriptor: serde_json::Value =
        serde_json::from_slice(&std::fs::read(out.join("datapackage.json")).unwrap()).unwrap();
    let of_articles = descriptor["resources"].as_array().unwrap().iter().filter_map(|resource| {
        let path = resource["path"].as_str()?.strip_prefix("parquet/articles/")?;
        Some((path.to_owned(), resource["name"].as_str()?.to_owned(), resource["rows"].as_u64()?))
    });
    let found: Vec<_> = of_articles.collect();
    let named = |(number, rows)| (format!("part-{number:05}.parquet"), format!("articles-parquet-{number:05}"), rows);
    assert_eq!(found, [70, 70, 48].into_iter().enumerate().map(named).collect::<Vec<_>>());
}

#[test]
fn a_file_that_is_gone_and_one_more_are_found() {
    let (_folder, out) = built(70);
    let parts = out.join("parquet/articles");
    std::fs::rename(parts.join("part-00001.parquet"), parts.join("part-00007.parquet")).unwrap();
    let findings: Vec<String> = verify(&out).unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("parquet/articles/part-00001.parquet: expected a file"), "{findings:?}");
    assert!(findings[1].starts_with("parquet/articles/part-00007.parquet: expected to be listed"), "{findings:?}");
}

#[test]
fn a_dataset_of_several_files_is_replaced_by_one_of_one_file_each() {
    let (_folder, out) = built(70);
    build_at(&out, 2, true, 20).unwrap();
    assert_eq!(verify(&out).unwrap(), []);
    assert!(out.join("parquet/articles.parquet").is_file() && !out.join("parquet/articles").exists());
}
