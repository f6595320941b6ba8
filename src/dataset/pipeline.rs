//! Work spread over threads, its results taken in input order, with bounded memory.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Inputs that a worker takes at once: few enough to share out evenly, enough to make the locks cheap.
const BATCH: usize = 16;
/// Bytes that a batch may hold before it is closed, however few inputs it has.
const BATCH_BYTES: u64 = 1 << 20;
/// Batches that may be under way for each worker before it waits for the writer.
const AHEAD: usize = 4;
/// Bytes that all batches under way may hold before a worker waits, whatever the number of workers. One input may
/// be larger by itself: then it is under way alone.
const BYTES_AHEAD: u64 = 64 << 20;

/// The name that workers' threads bear, so that a panic hook can tell them.
pub const WORKER: &str = "qikan-worker";

struct Queue<I> {
    inputs: I,
    next: usize,
    /// What each batch holds that the taker is not done with, oldest first.
    under_way: VecDeque<u64>,
    over: bool,
}

impl<I> Queue<I> {
    /// Whether there is room for another batch beside those under way.
    fn is_full(&self, batches: usize) -> bool {
        self.under_way.len() >= batches || self.under_way.iter().sum::<u64>() >= BYTES_AHEAD
    }
}

/// Does `work` on each of `inputs` in `jobs` threads and gives the results to `take`, in the order of the inputs, on
/// this thread. `weigh` tells how many bytes an input holds: of those under way together there are never more than
/// 64 MB and a batch, which is 1 MB or one larger input. Stops at the first error of `take`. A panic of `work` or of
/// `inputs` is a panic of this.
pub fn ordered<I, T, E>(
    inputs: impl Iterator<Item = I> + Send,
    jobs: usize,
    weigh: impl Fn(&I) -> u64 + Sync,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
{
    let jobs = jobs.max(1);
    let queue = Mutex::new(Queue { inputs, next: 0, under_way: VecDeque::new(), over: false });
    let room = Condvar::new();
    let next_batch = || -> Option<(usize, Vec<I>)> {
        let mut queue = lock(&queue);
        while !queue.over && queue.is_full(jobs * AHEAD) {
            queue = room.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.over {
            return None;
        }
        let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
        while batch.len() < BATCH && bytes < BATCH_BYTES {
            let Some(input) = queue.inputs.next() else { break };
            bytes += weigh(&input);
            batch.push(input);
        }
        if batch.is_empty() {
            queue.over = true;
            return None;
        }
        queue.under_way.push_back(bytes);
        queue.next += 1;
        Some((queue.next - 1, batch))
    };
    let stop = || {
        lock(&queue).over = true;
        room.notify_all();
    };
    std::thread::scope(|scope| {
        let (sender, results) = mpsc::channel();
        for _ in 0..jobs {
            let (sender, work, next_batch) = (sender.clone(), &work, &next_batch);
            let body = move || {
                let run = catch_unwind(AssertUnwindSafe(|| {
                    while let Some((place, batch)) = next_batch() {
                        let done: Vec<T> = batch.into_iter().map(work).collect();
                        if sender.send(Ok((place, done))).is_err() {
                            return;
                        }
                    }
                }));
                if let Err(panic) = run {
                    let _ = sender.send(Err(panic));
                }
            };
            if let Err(error) = std::thread::Builder::new().name(WORKER.to_owned()).spawn_scoped(scope, body) {
                stop();
                panic!("expected a thread for a worker, found: {error}");
            }
        }
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut place = 0;
        for result in results {
            let (at, done) = result.unwrap_or_else(|panic| {
                stop();
                resume_unwind(panic)
            });
            waiting.insert(at, done);
            while let Some(done) = waiting.remove(&place) {
                for one in done {
                    take(one).inspect_err(|_| stop())?;
                }
                place += 1;
                lock(&queue).under_way.pop_front();
                room.notify_all();
            }
        }
        Ok(())
    })
}

/// A panic in another thread leaves nothing half done here: the queue is only ever advanced.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn keeps_the_order() {
        for jobs in [1, 2, 7] {
            let mut taken = Vec::new();
            let work = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros(n * 7919 % 97));
                n * 2
            };
            ordered(
                0..1000,
                jobs,
                |_| 0,
                work,
                |n| {
                    taken.push(n);
                    Ok::<(), ()>(())
                },
            )
            .unwrap();
            assert_eq!(taken, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn stops_at_an_error_without_reading_on() {
        let read = AtomicUsize::new(0);
        let inputs = std::iter::repeat_with(|| read.fetch_add(1, Ordering::Relaxed));
        let end = ordered(inputs, 3, |_| 0, |n| n, |n| if n == 100 { Err("full") } else { Ok(()) });
        assert_eq!(end, Err("full"));
        assert!(read.load(Ordering::Relaxed) < 100 + 3 * (AHEAD + 2) * BATCH);
    }

    #[test]
    fn a_slow_input_does_not_pile_up_results() {
        let done = AtomicUsize::new(0);
        let work = |n: usize| {
            if n == 0 {
                std::thread::sleep(std::time::Duration::from_millis(100));
                assert!(done.load(Ordering::Relaxed) <= 4 * AHEAD * BATCH);
            }
            done.fetch_add(1, Ordering::Relaxed);
        };
        ordered(0..10_000, 4, |_| 0, work, |()| Ok::<(), ()>(())).unwrap();
    }

    #[test]
    fn large_inputs_do_not_pile_up() {
        let (held, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let large = 20 << 20;
        let inputs = std::iter::repeat_with(|| {
            let now = held.fetch_add(large, Ordering::Relaxed) + large;
            most.fetch_max(now, Ordering::Relaxed);
        });
        let release = |()| {
            std::thread::sleep(std::time::Duration::from_millis(1));
        };
        let take = |()| {
            held.fetch_sub(large, Ordering::Relaxed);
            Ok::<(), ()>(())
        };
        ordered(inputs.take(200), 8, |()| large as u64, release, take).unwrap();
        let most = most.load(Ordering::Relaxed) as u64;
        assert!(most <= BYTES_AHEAD + 2 * large as u64, "{most} bytes at once");
    }
}
