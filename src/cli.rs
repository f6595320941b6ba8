//! The command line: what was typed, what it means, and how it ends.
//!
//! Data goes to standard output, everything else to standard error. Exit codes: 0 clean, 1 some inputs failed or were
//! rejected, 2 usage or nothing could be written, 130 stopped by Ctrl-C. One file a command.

mod build;
mod check;
mod completions;
mod engine;
mod extract;
mod progress;
mod release;
mod schema;
mod score;
mod show;

use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// How a command that ran to its end came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// Nothing to complain about.
    Clean,
    /// Some inputs failed or were rejected, or a check found something.
    Flawed,
    /// The user stopped it, and what was done is kept.
    Stopped,
}

const EXAMPLE: &str = "\
Turn a folder of pages into a dataset, then look at it:
    $ qikan build pages/ --out dataset
    $ duckdb -c \"SELECT journal_zh, count(*) FROM 'dataset/parquet/articles.parquet' GROUP BY 1\"

Structured metadata out of the pages and papers of scholarly journals.";

#[derive(Debug, Parser)]
#[command(
    name = "qikan",
    version,
    about = EXAMPLE,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 120,
    after_help = "Exit codes: 0 clean, 1 some inputs failed or were rejected, 2 usage or nothing could be written, \
                  130 stopped by Ctrl-C."
)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = "Build a dataset out of pages and papers", long_about = build::HELP)]
    Build(build::Args),
    #[command(about = "Show one document for a person: fields, places, problems", long_about = show::HELP)]
    Show(show::Args),
    #[command(about = "Print records as JSON lines", long_about = extract::HELP)]
    Extract(extract::Args),
    #[command(about = "Check a dataset, a release, or records, against the schema", long_about = check::HELP)]
    Check(check::Args),
    #[command(about = "Release a dataset with descriptors, checksums and its changes", long_about = release::HELP)]
    Release(release::Args),
    #[command(about = "Score records against gold labels", long_about = score::HELP)]
    Score(score::Args),
    #[command(about = "Print the schemas, or write them", long_about = schema::HELP)]
    Schema(schema::Args),
    #[command(about = "Print completions for a shell", long_about = completions::HELP)]
    Completions(completions::Args),
}

/// Runs the command typed and says how it ended.
pub fn run() -> ExitCode {
    let line = match Line::try_parse() {
        Ok(line) => line,
        Err(error) => {
            // a help that nobody reads to its end is no failure
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let end = match line.command {
        Command::Build(args) => build::run(args),
        Command::Show(args) => show::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Check(args) => check::run(args),
        Command::Release(args) => release::run(args),
        Command::Score(args) => score::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
    };
    match end {
        Ok(End::Clean) => ExitCode::SUCCESS,
        Ok(End::Flawed) => ExitCode::from(1),
        // as shells have it: 128 and the number of the signal that Ctrl-C sends
        Ok(End::Stopped) => ExitCode::from(130),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("qikan: {}", one_line(&error));
            ExitCode::from(2)
        }
    }
}

/// Whether whoever read our output has gone, e.g. `| head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |cause: &(dyn std::error::Error + 'static)| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(io::ErrorKind::BrokenPipe)
    };
    error.chain().any(broken)
}

/// An error and its causes in one line; a cause that its effect already tells is told once.
fn one_line(error: &anyhow::Error) -> String {
    let mut line = String::new();
    for cause in error.chain().map(|cause| cause.to_string().replace('\n', " ")) {
        if line.is_empty() {
            line = cause;
        } else if !line.contains(&cause) {
            line = format!("{line}: {cause}");
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Line::command().debug_assert();
    }

    #[test]
    fn every_help_opens_with_an_example() {
        for command in Line::command().get_subcommands() {
            let help = command.get_long_about().unwrap().to_string();
            let opening: Vec<&str> = help.lines().take(2).collect();
            assert!(opening[0].ends_with(':') && opening[1].starts_with("    $ qikan "), "{}", command.get_name());
        }
    }
}
