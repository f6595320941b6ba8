//! The main job: inputs in, a dataset folder out, in four steps.

use std::time::Instant;

use super::emit::emit;
use super::group::Groups;
use super::stage::stage;
use super::unite::Verdicts;
use super::work::Work;
use super::{Error, Input, Options, Process, Progress, Step, Summary, Tally};
use crate::schema::Validator;

/// Builds a dataset of `inputs` at `options.out`, all or nothing, with `process` telling what each page says.
///
/// 1. `stage`: every input is read and extracted, and what came of it put into parts on disk, in input order.
/// 2. `group`: inputs with the same bytes get the keys `SHA`, `SHA#2`, …, and records that share a key are
///    brought together.
/// 3. `unite`: of each group it is said which articles it tells of, and what it says of them.
/// 4. `emit`: the tables are written. An article stands in the place of its first source; the others have the status
///    `merged` and the same article_id.
///
/// Every input has one row in `sources`, in input order. Memory does not grow with the inputs but for 4 bytes each.
/// Who ends the process at any moment finds the dataset that was there before, or none, or the new one; the parts
/// that are finished wait for a run with `options.resume`.
///
/// # Errors
/// Where the dataset cannot be written or somebody else writes it, and where `options.stop` asked for an end.
pub fn build(
    inputs: impl Iterator<Item = Input> + Send,
    process: &Process<'_>,
    mut options: Options<'_>,
) -> Result<Summary, Error> {
    let start = Instant::now();
    let mut work = Work::begin(&mut options)?;
    match fill(&mut work, inputs, process, &mut options) {
        Ok(mut summary) => {
            work.finish()?;
            summary.seconds = start.elapsed().as_secs_f64();
            Ok(summary)
        }
        Err(error) => Err(work.fail(error)),
    }
}

fn fill(
    work: &mut Work,
    inputs: impl Iterator<Item = Input> + Send,
    process: &Process<'_>,
    options: &mut Options<'_>,
) -> Result<Summary, Error> {
    let validator = Validator::new();
    let parts = stage(work, inputs, process, &validator, options)?;
    let inputs = parts.iter().map(|part| u64::from(part.inputs())).sum();
    let tally = Tally { inputs, ..Tally::default() };
    options.watch.progress(&Progress { step: Step::Merge, tally, of: Some(inputs) });
    // what a run that was killed left of these two steps is made anew
    let folder = work.fresh("merging")?;
    let groups = Groups::of(&parts, options.merge, &folder, options.stop)?;
    let verdicts = Verdicts::reach(&parts, &groups, &folder, &validator, options)?;
    emit(&work.draft(), &parts, &groups, &verdicts, options)
}
