//! `README.md` of a release: what a person wants to know before they use it.

use std::fmt::Write;

use super::about::Creator;
use super::{Facts, TableFiles, changelog};
use crate::dataset::summary::grouped;
use crate::schema;
use crate::table::{Column, Kind, Rule};

/// The text of the file.
pub fn text(facts: &Facts<'_>) -> String {
    let mut text = String::new();
    // writing to a String cannot fail
    let _ = head(facts, &mut text)
        .and_then(|()| contents(facts, &mut text))
        .and_then(|()| queries(facts, &mut text))
        .and_then(|()| changes(facts, &mut text))
        .and_then(|()| coverage(facts, &mut text))
        .and_then(|()| problems(facts, &mut text))
        .and_then(|()| dictionary(facts, &mut text))
        .and_then(|()| rights(facts, &mut text));
    text
}

type Done = std::fmt::Result;

fn head(facts: &Facts<'_>, out: &mut String) -> Done {
    let about = facts.about;
    writeln!(out, "# {}\n\n{}\n", about.title.as_str(), about.description())?;
    let creators = about.creators.iter().map(Creator::full).collect::<Vec<_>>().join(", ");
    writeln!(out, "- Version {}, {}", facts.version, facts.created.day())?;
    writeln!(out, "- Made by {creators}; published by {}", about.publisher())?;
    writeln!(out, "- Licence: [{}]({})", about.license.id, about.license.url)?;
    for address in about.doi_url().iter().map(String::as_str).chain(about.homepage.as_ref().map(|page| page.as_str())) {
        writeln!(out, "- <{address}>")?;
    }
    Ok(())
}

fn contents(facts: &Facts<'_>, out: &mut String) -> Done {
    let statistics = facts.statistics;
    write!(out, "\n## What is in it\n\n{} articles", grouped(statistics.rows("articles")))?;
    write!(out, " of {} journals", grouped(statistics.journals))?;
    match statistics.years {
        Some((first, last)) if first == last => write!(out, ", of the year {first}")?,
        Some((first, last)) => write!(out, ", of the years {first} to {last}")?,
        None => {}
    }
    writeln!(out, ".\n\n| table | one row is | rows |\n|---|---|---|")?;
    for table in facts.tables.iter().map(|files| files.table) {
        let rows = facts.data.iter().find(|file| file.path == format!("csv/{}.csv", table.name));
        let rows = rows.map_or_else(|| statistics.rows(table.name), |file| file.rows);
        writeln!(out, "| `{}` | {} | {} |", table.name, clause(table.about), grouped(rows))?;
    }
    out.push_str("\n| file | what it is |\n|---|---|\n");
    for (file, what) in [
        ("`parquet/`", "the tables, typed, zstd; start with these"),
        ("`csv/`", "the same tables as text: UTF-8, RFC 4180, one header row; an empty cell is a missing value"),
        ("`records.jsonl`", "the same articles as nested records, one JSON object a line"),
        ("`datapackage.json`", "every table, column and file (Frictionless Data Package 2)"),
        ("`croissant.json`", "the same for machine learning (MLCommons Croissant 1.1)"),
        ("`datacite.json`", "what a DOI is registered with (DataCite 4)"),
        ("`CITATION.cff`", "how to cite it"),
        ("`CHANGELOG.md`", "what changed, release by release"),
        ("`LICENSE-DATA`", "what you may do with it"),
        ("`SHA256SUMS`", "the checksum of every file: `sha256sum -c SHA256SUMS`"),
        ("`schema/`", "the rules of a record (JSON Schema 2020-12) and of the tables"),
    ] {
        writeln!(out, "| {file} | {what} |")?;
    }
    Ok(())
}

/// Where the Parquet files of a table are, for a query.
fn source(facts: &Facts<'_>, name: &str) -> String {
    let named = |files: &&TableFiles| files.table.name == name;
    match facts.tables.iter().find(named).map(|files| files.parquet.as_slice()) {
        Some([file]) => format!("'{file}'"),
        _ => format!("'parquet/{name}/*.parquet'"),
    }
}

fn queries(facts: &Facts<'_>, out: &mut String) -> Done {
    let [articles, authors, authorships, affiliations] =
        ["articles", "authors", "authorships", "affiliations"].map(|name| source(facts, name));
    write!(
        out,
        "
## Three queries to start with

For DuckDB, in this folder.

```sql
-- papers per journal and year
SELECT coalesce(journal_zh, journal_en) AS journal, year, count(*) AS papers
FROM {articles}
GROUP BY ALL
ORDER BY papers DESC, journal, year;
```

```sql
-- institutions of corresponding authors
SELECT f.institution, count(DISTINCT a.article_id) AS papers
FROM {authors} a
JOIN {authorships} s ON s.article_id = a.article_id AND s.author_position = a.position
JOIN {affiliations} f ON f.article_id = s.article_id AND f.position = s.affiliation_position
WHERE a.corresponding AND f.institution IS NOT NULL
GROUP BY ALL
ORDER BY papers DESC, f.institution;
```

```sql
-- days from received to accepted; only dates printed to the day
SELECT coalesce(journal_zh, journal_en) AS journal, median(accepted - received) AS days, count(*) AS papers
FROM {articles}
WHERE received_precision = 'day' AND accepted_precision = 'day'
GROUP BY ALL
ORDER BY papers DESC, journal;
```

pandas reads a table with `pd.read_parquet(\"parquet/articles.parquet\", dtype_backend=\"pyarrow\")`. Of the CSV files, read
identifiers and pages as text (`volume`, `issue`, `first_page`, `postcode`, `award`), or their leading zeros are lost.
"
    )
}

fn changes(facts: &Facts<'_>, out: &mut String) -> Done {
    write!(out, "\n## What changed\n\n{}\n", changelog::section(facts))?;
    out.push_str(
        "The table `changes` has one row an article that was added, changed, removed or merged into another since the last \
         release,\nand keeps the rows of those that earlier releases took away. Whoever applies it release by release has \
         the articles of\nthe last one. Changes of sources and problems alone do not count. An id never changes its \
         meaning.\n",
    );
    Ok(())
}

fn coverage(facts: &Facts<'_>, out: &mut String) -> Done {
    out.push_str(
        "\n## How complete it is\n\nRows that have a value, in %; columns that always have one are left out.\n",
    );
    out.push_str("What a page does not print is empty.\n\n| column | rows with a value | % |\n|---|---|---|\n");
    for (table, rows, filled) in facts.statistics.tables.iter().filter(|(_, rows, _)| *rows > 0) {
        for (column, filled) in table.columns.iter().zip(filled).filter(|(column, _)| !column.required) {
            let share = *filled as f64 * 100.0 / *rows as f64;
            writeln!(out, "| `{}.{}` | {} | {share:.1} |", table.name, column.name, grouped(*filled))?;
        }
    }
    Ok(())
}

/// What each code of a problem says, out of the schema.
fn meaning(code: &str) -> String {
    let schema = schema::record();
    let codes = schema["$defs"]["Code"]["oneOf"].as_array().into_iter().flatten();
    let found = codes.filter(|one| one["const"] == code).find_map(|one| one["description"].as_str());
    found.map_or(String::new(), |text| clause(text).to_owned())
}

fn problems(facts: &Facts<'_>, out: &mut String) -> Done {
    out.push_str(
        "\n## Known problems\n\nValues are what the pages print: misprints and damage by scanning stay, institutions and \
         funders are not mapped to registers,\npersons of one name are not told apart, references are not in it. Doubts \
         about a value stand in the table `problems`:\n\n",
    );
    let mut problems: Vec<_> = facts.statistics.problems.iter().collect();
    problems.sort_by_key(|(code, count)| (std::cmp::Reverse(**count), *code));
    if problems.is_empty() {
        out.push_str("none.\n");
    } else {
        out.push_str("| code | what it says | rows |\n|---|---|---|\n");
    }
    for (code, count) in problems {
        writeln!(out, "| `{code}` | {} | {} |", cell(&meaning(code)), grouped(*count))?;
    }
    out.push_str("\nWhat became of each input stands in `sources`:\n\n| status | inputs |\n|---|---|\n");
    for (status, count) in &facts.statistics.statuses {
        writeln!(out, "| `{status}` | {} |", grouped(*count))?;
    }
    Ok(())
}

fn dictionary(facts: &Facts<'_>, out: &mut String) -> Done {
    out.push_str("\n## Data dictionary\n");
    for table in facts.tables.iter().map(|files| files.table) {
        writeln!(out, "\n### {}\n\n{} Key: `{}`.", table.name, table.about, table.primary_key.join("`, `"))?;
        for foreign in table.foreign_keys {
            let (columns, key) = (foreign.columns.join("`, `"), foreign.key.join("`, `"));
            writeln!(out, "`{columns}` is `{key}` of `{}`.", foreign.table)?;
        }
        out.push_str("\n| column | type | what it says |\n|---|---|---|\n");
        for column in table.columns {
            writeln!(out, "| `{}` | {} | {} |", column.name, kind(column), cell(&explained(column)))?;
        }
    }
    Ok(())
}

fn kind(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Text => "text",
        Kind::Int16 | Kind::Int32 | Kind::Int64 => "integer",
        Kind::Float32 => "number",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Timestamp => "moment (UTC)",
    };
    format!("{kind}{}", if column.required { ", always there" } else { "" })
}

fn explained(column: &Column) -> String {
    match column.rule {
        Rule::OneOf(values) => format!("{} One of {}.", column.about, values.join(", ")),
        _ => column.about.to_owned(),
    }
}

fn rights(facts: &Facts<'_>, out: &mut String) -> Done {
    let about = facts.about;
    let creators = about.creators.iter().map(Creator::full).collect::<Vec<_>>().join(", ");
    let (title, year, version) = (about.title.as_str(), facts.created.year(), facts.version);
    let doi = about.doi_url().map_or(String::new(), |doi| format!(" {doi}"));
    write!(
        out,
        "
## Licence and citation

{} ({}); see `LICENSE-DATA`, above all for abstracts. Please cite it as

> {creators} ({year}): {title}. Version {version}. {}.{doi}

Made with qikan {}. `qikan check` on this folder says whether it is whole.
",
        about.license.title,
        about.license.id,
        about.publisher(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// A sentence without its full stop.
fn clause(sentence: &str) -> &str {
    sentence.strip_suffix('.').unwrap_or(sentence)
}

/// Text for the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
