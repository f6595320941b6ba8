//! How far a build is: a moving line on a terminal, a line every so often elsewhere.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use qikan::dataset::{Progress, Step, Tally, Watch, grouped};
use qikan::source::Input;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(10);
/// Between two looks of the moving line.
const TICK: Duration = Duration::from_millis(100);

/// How much of the files named is behind: their bytes, as they lie on the disk.
#[derive(Debug, Default)]
pub struct Meter {
    /// Of all files; 0 until it is known.
    total: AtomicU64,
    /// Of the files that are behind as a whole.
    passed: AtomicU64,
    /// Of the file that is being looked into.
    current: AtomicU64,
    /// How much of that is behind, if it is a container; counted by who reads it.
    within: Arc<AtomicU64>,
}

impl Meter {
    /// Sums up `files` beside the work.
    pub fn weigh(meter: &Arc<Meter>, files: impl Iterator<Item = Input> + Send + 'static) {
        let meter = meter.clone();
        let sum = move || meter.total.store(files.map(|file| size(&file)).sum(), Ordering::Relaxed);
        // it ends with the process; who has no such thread misses the time left and nothing else
        let _ = std::thread::Builder::new().spawn(sum);
    }

    /// The next file is `file`.
    pub fn pass(&self, file: &Input) {
        self.within.store(0, Ordering::Relaxed);
        let before = self.current.swap(size(file), Ordering::Relaxed);
        self.passed.fetch_add(before, Ordering::Relaxed);
    }

    /// What counts how much of the file in hand is behind.
    pub fn within(&self) -> Arc<AtomicU64> {
        self.within.clone()
    }

    /// The share of all files that is behind, where both are known.
    fn share(&self) -> Option<f64> {
        let [total, passed, current, within] =
            [&self.total, &self.passed, &self.current, &self.within].map(|bytes| bytes.load(Ordering::Relaxed));
        let passed = passed + within.min(current);
        (total > 0 && passed > 0).then(|| passed.min(total) as f64 / total as f64)
    }
}

/// The bytes of a file; none where it is not there: it will say so itself.
fn size(file: &Input) -> u64 {
    std::fs::metadata(&file.uri).map_or(0, |about| about.len())
}

/// Tells how far a build is.
pub struct Bar {
    /// None where there is no terminal.
    bar: Option<ProgressBar>,
    quiet: bool,
    meter: Arc<Meter>,
    start: Instant,
    told: Instant,
    /// What was there when this run began, and its share of all: another run did it.
    before: Option<(Tally, f64)>,
    step: Step,
}

impl Bar {
    /// `meter` says how much of the inputs is behind.
    pub fn new(quiet: bool, meter: Arc<Meter>) -> Bar {
        let bar = (!quiet && std::io::stderr().is_terminal()).then(|| ProgressBar::new(1000));
        let now = Instant::now();
        Bar { bar, quiet, meter, start: now, told: now, before: None, step: Step::Read }
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn show(&self, share: Option<f64>, text: String) {
        let Some(bar) = &self.bar else { return eprintln!("{text}") };
        let style = ProgressStyle::with_template(if share.is_some() { "{bar:24} {msg}" } else { "{spinner} {msg}" });
        bar.set_style(style.expect("a fixed template"));
        bar.set_position((share.unwrap_or_default() * 1000.0) as u64);
        bar.set_message(text);
        bar.tick();
    }
}

impl Watch for Bar {
    fn progress(&mut self, progress: &Progress) {
        let Progress { step, tally, of } = progress;
        if self.before.is_none() {
            // what is told first is done already
            (self.start, self.before) = (Instant::now(), Some((tally.clone(), self.meter.share().unwrap_or_default())));
        }
        let pause = if self.bar.is_some() { TICK } else { PAUSE };
        if self.quiet || self.told.elapsed() < pause && (self.step == *step || self.bar.is_none()) {
            return;
        }
        (self.told, self.step) = (Instant::now(), *step);
        let done = grouped(tally.inputs);
        match (step, of, &self.before) {
            (Step::Merge, ..) => self.show(None, format!("looking for articles among {done} inputs")),
            (Step::Write, Some(of), _) => {
                self.show(
                    Some(tally.inputs as f64 / *of as f64),
                    format!("writing, {done} of {} inputs", grouped(*of)),
                );
            }
            (_, _, before) => {
                let (before, share) = before.clone().unwrap_or_default();
                let shares = self.meter.share().map(|now| (share, now));
                self.show(shares.map(|(_, now)| now), reading(tally, &before, shares, self.start.elapsed()));
            }
        }
    }

    fn note(&mut self, note: &str) {
        if !self.quiet {
            eprintln!("qikan: {note}");
        }
    }
}

/// E.g. `12,000 inputs, 800/s, 4.1 MB/s; 11,800 records, 3 failed; 35%, 3m 20s left`. `shares` of all are behind: what
/// was when the run began, and now.
fn reading(tally: &Tally, before: &Tally, shares: Option<(f64, f64)>, time: Duration) -> String {
    let seconds = time.as_secs_f64().max(1e-3);
    let inputs = tally.inputs.saturating_sub(before.inputs) as f64 / seconds;
    let bytes = tally.bytes.saturating_sub(before.bytes) as f64 / seconds;
    let mut text = format!(
        "{} inputs, {}/s, {:.1} MB/s; {} records, {} failed",
        grouped(tally.inputs),
        grouped(inputs as u64),
        bytes / 1e6,
        grouped(tally.records),
        grouped(tally.failed)
    );
    if let Some((before, now)) = shares {
        text += &format!("; {:.0}%", now * 100.0);
        if now > before {
            text += &format!(", {} left", told(time.mul_f64((1.0 - now) / (now - before))));
        }
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
        let text = reading(&tally, &before, Some((0.25, 0.26)), Duration::from_secs(10));
        let expected = "3,000 inputs, 200/s, 1.0 MB/s; 2,800 records, 3 failed; 26%, 12m 20s left";
        assert_eq!(text, expected);
        let text = reading(&tally, &before, None, Duration::from_secs(10));
        assert_eq!(text, "3,000 inputs, 200/s, 1.0 MB/s; 2,800 records, 3 failed");
    }

    #[test]
    fn a_container_is_behind_as_far_as_it_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let inputs = [("a.txt", 100), ("b.zip", 300)].map(|(name, size)| {
            let path = dir.path().join(name);
            std::fs::write(&path, vec![b'x'; size]).unwrap();
            qikan::source::walk([path.into()]).next().unwrap()
        });
        let meter = Meter { total: AtomicU64::new(400), ..Meter::default() };
        let mut shares = vec![meter.share()];
        for (input, read) in inputs.iter().zip([100, 150]) {
            meter.pass(input);
            shares.push(meter.share());
            meter.within().fetch_add(read, Ordering::Relaxed);
            shares.push(meter.share());
        }
        // a directory that is read twice is no more than the file
        meter.within().fetch_add(1000, Ordering::Relaxed);
        shares.push(meter.share());
        assert_eq!(shares, [None, None, Some(0.25), Some(0.25), Some(0.625), Some(1.0)]);
    }

    #[test]
    fn times_are_told_shortly() {
        let times = [0, 59, 60, 3599, 3600, 7500].map(|seconds| told(Duration::from_secs(seconds)));
        assert_eq!(times, ["0s", "59s", "1m 00s", "59m 59s", "1h 00m", "2h 05m"]);
    }
}
