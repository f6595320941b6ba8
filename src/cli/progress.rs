//! How far a build is: a moving line on a terminal, a line every so often elsewhere.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use qikan::dataset::{Progress, Step, Tally, Watch, grouped};

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);
/// Between two looks of the moving line.
const TICK: Duration = Duration::from_millis(100);

/// Counts `inputs` beside the work. Their number stands in what is given, 0 until it is known.
pub fn count(inputs: impl Iterator + Send + 'static) -> Arc<AtomicU64> {
    let total = Arc::new(AtomicU64::new(0));
    let counted = total.clone();
    // it ends with the process; who does not wait for it misses the time left and nothing else
    let _ = std::thread::Builder::new().spawn(move || counted.store(inputs.count() as u64, Ordering::Relaxed));
    total
}

/// Tells how far a build is.
pub struct Bar {
    /// None where there is no terminal.
    bar: Option<ProgressBar>,
    quiet: bool,
    /// How many inputs there are, 0 as long as that is not known.
    total: Option<Arc<AtomicU64>>,
    start: Instant,
    told: Instant,
    /// What was there when this run began: another one did it.
    before: Option<Tally>,
    step: Step,
}

impl Bar {
    /// `total` will say how many inputs there are.
    pub fn new(quiet: bool, total: Option<Arc<AtomicU64>>) -> Bar {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(ProgressBar::new_spinner);
        let now = Instant::now();
        Bar { bar, quiet, total, start: now, told: now, before: None, step: Step::Read }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn show(&self, done: u64, of: Option<u64>, text: String) {
        match (&self.bar, of) {
            (None, _) => eprintln!("{text}"),
            (Some(bar), None) => {
                bar.set_style(style("{spinner} {msg}"));
                bar.set_message(text);
                bar.tick();
            }
            (Some(bar), Some(of)) => {
                bar.set_style(style("{bar:24} {msg}"));
                bar.set_length(of);
                bar.set_position(done);
                bar.set_message(text);
            }
        }
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("a fixed template")
}

impl Watch for Bar {
    fn progress(&mut self, progress: &Progress) {
        let before = self.before.get_or_insert_with(|| progress.tally.clone());
        if self.quiet {
            return;
        }
        let pause = if self.bar.is_some() { TICK } else { PAUSE };
        if self.step == progress.step && self.told.elapsed() < pause {
            return;
        }
        let known = self.total.as_ref().map(|total| total.load(Ordering::Relaxed)).filter(|total| *total > 0);
        let of = progress.of.or(known).filter(|of| *of >= progress.tally.inputs);
        let text = match progress.step {
            Step::Read => reading(&progress.tally, before, of, self.start.elapsed()),
            Step::Merge => format!("looking for articles among {} inputs", grouped(progress.tally.inputs)),
            Step::Write => {
                let of = of.map(|of| format!(" of {}", grouped(of))).unwrap_or_default();
                format!("writing, {}{of} inputs", grouped(progress.tally.inputs))
            }
        };
        // of a step that is over before anybody could read it there is nothing to say
        if self.bar.is_some() || self.told.elapsed() >= pause {
            self.told = Instant::now();
            self.show(progress.tally.inputs, of, text);
        }
        self.step = progress.step;
    }

    fn note(&mut self, note: &str) {
        if !self.quiet {
            eprintln!("qikan: {note}");
        }
    }
}

/// E.g. `12,000 of 200,000 inputs, 800/s, 4.1 MB/s; 11,800 records, 3 failed; 235s left`.
fn reading(tally: &Tally, before: &Tally, of: Option<u64>, time: Duration) -> String {
    let seconds = time.as_secs_f64().max(1e-3);
    let inputs = tally.inputs.saturating_sub(before.inputs) as f64 / seconds;
    let bytes = tally.bytes.saturating_sub(before.bytes) as f64 / seconds;
    let all = of.map(|of| format!(" of {}", grouped(of))).unwrap_or_default();
    let mut text = format!(
        "{}{all} inputs, {}/s, {:.1} MB/s; {} records, {} failed",
        grouped(tally.inputs),
        grouped(inputs as u64),
        bytes / 1e6,
        grouped(tally.records),
        grouped(tally.failed)
    );
    if let Some(of) = of.filter(|_| inputs > 0.0) {
        let left = Duration::from_secs_f64((of - tally.inputs) as f64 / inputs);
        text += &format!("; {} left", told(left));
    }
    text
}

/// E.g. `2h 05m`, `3m 20s`, `12s`.
fn told(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds}s"),
        seconds @ 60..3600 => format!("{}m {:02}s", seconds / 60, seconds % 60),
        seconds => format!("{}h {:02}m", seconds / 3600, seconds / 60 % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_tells_rates_of_this_run_and_the_time_left() {
        let before = Tally { inputs: 1000, bytes: 4_000_000, records: 900, failed: 0 };
        let tally = Tally { inputs: 3000, bytes: 14_000_000, records: 2800, failed: 3 };
        let text = reading(&tally, &before, Some(403_000), Duration::from_secs(10));
        let expected = "3,000 of 403,000 inputs, 200/s, 1.0 MB/s; 2,800 records, 3 failed; 33m 20s left";
        assert_eq!(text, expected);
        let text = reading(&tally, &before, None, Duration::from_secs(10));
        assert_eq!(text, "3,000 inputs, 200/s, 1.0 MB/s; 2,800 records, 3 failed");
    }

    #[test]
    fn times_are_told_shortly() {
        let times = [0, 59, 60, 3599, 3600, 7500].map(|seconds| told(Duration::from_secs(seconds)));
        assert_eq!(times, ["0s", "59s", "1m 00s", "59m 59s", "1h 00m", "2h 05m"]);
    }
}
