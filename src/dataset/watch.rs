//! How far a build is, told to whoever wants to know.

use serde::{Deserialize, Serialize};

use crate::table::Status;

/// What came of the inputs so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Inputs.
    pub inputs: u64,
    /// Bytes that were read of them.
    pub bytes: u64,
    /// Inputs that gave a record.
    pub records: u64,
    /// Inputs that failed or whose record was rejected.
    pub failed: u64,
}

impl Tally {
    pub(super) fn count(&mut self, status: Status, bytes: u64) {
        self.inputs += 1;
        self.bytes += bytes;
        self.records += u64::from(status == Status::Extracted);
        self.failed += u64::from(matches!(status, Status::Failed | Status::Rejected));
    }
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Inputs are read and extracted.
    Read,
    /// Sources of one article are brought together.
    Merge,
    /// The tables are written.
    Write,
}

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The step.
    pub step: Step,
    /// What is done of it.
    pub tally: Tally,
    /// How many inputs there are, where that is known.
    pub of: Option<u64>,
}

/// Is told how far a build is, often.
pub trait Watch {
    /// Something is done.
    fn progress(&mut self, progress: &Progress);

    /// Something that the user should know, in one sentence.
    fn note(&mut self, note: &str);
}

/// Nobody watches.
impl Watch for () {
    fn progress(&mut self, _: &Progress) {}

    fn note(&mut self, _: &str) {}
}
