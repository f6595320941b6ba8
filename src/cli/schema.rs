//! `qikan schema`: the schemas that stand in the binary.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use super::End;
use qikan::schema;

pub const HELP: &str = "\
Print the JSON Schema of a record, or the descriptor of the tables:
    $ qikan schema > record.schema.json
    $ qikan schema --tables > datapackage.json

Both are made from the types in the code. With --write they are written to the folder schema/ of the source tree,
which is what to do after a type has changed:
    $ cargo run -- schema --write";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Print the tables (Frictionless Data Package v2) instead of the record (JSON Schema 2020-12)
    #[arg(long, conflicts_with = "write")]
    tables: bool,
    /// Write both to the folder schema/
    #[arg(long)]
    write: bool,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    if args.write {
        let folder = Path::new("schema");
        schema::write(folder).context("schema: expected the source tree to write to, found")?;
        return Ok(End::Clean);
    }
    let [(_, record), (_, tables)] = schema::files();
    let text = if args.tables { tables } else { record };
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(End::Clean)
}
