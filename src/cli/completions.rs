//! `qikan completions`: what a shell needs to complete our commands.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use super::{End, Line};

pub const HELP: &str = "\
Complete qikan's commands and options in bash, zsh, fish, elvish or PowerShell:
    $ qikan completions bash > ~/.local/share/bash-completion/completions/qikan
    $ qikan completions zsh > ~/.zfunc/_qikan";

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: Args) -> anyhow::Result<End> {
    // into memory first: the generator panics on a broken pipe
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Line::command(), "qikan", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(End::Clean)
}
