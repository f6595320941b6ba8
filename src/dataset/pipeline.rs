//! Work spread over threads, its results taken in input order, with bounded memory.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Inputs that a worker takes at once: few enough to share out evenly, enough to make the locks cheap.
const BATCH: usize = 16;
/// Batches that may be under way for each worker before it waits for the writer.
const AHEAD: usize = 4;

/// The name that workers' threads bear, so that a panic hook can tell them.
pub const WORKER: &str = "qikan-worker";

struct Queue<I> {
    inputs: I,
    next: usize,
    /// Batches that the taker is done with.
    taken: usize,
    over: bool,
}

/// Does `work` on each of `inputs` in `jobs` threads and gives the results to `take`, in the order of the inputs, on
/// this thread. Stops at the first error of `take`. A panic of `work` or of `inputs` is a panic of this.
pub fn ordered<I, T, E>(
    inputs: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
{
    let jobs = jobs.max(1);
    let queue = Mutex::new(Queue { inputs, next: 0, taken: 0, over: false });
    let room = Condvar::new();
    let next_batch = || -> Option<(usize, Vec<I>)> {
        let mut queue = lock(&queue);
        while !queue.over && queue.next >= queue.taken + jobs * AHEAD {
            queue = room.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.over {
            return None;
        }
        let batch: Vec<I> = queue.inputs.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            queue.over = true;
            return None;
        }
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
                lock(&queue).taken = place;
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
            ordered(0..1000, jobs, work, |n| {
                taken.push(n);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(taken, (0..1000).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn stops_at_an_error_without_reading_on() {
        let read = AtomicUsize::new(0);
        let inputs = std::iter::repeat_with(|| read.fetch_add(1, Ordering::Relaxed));
        let end = ordered(inputs, 3, |n| n, |n| if n == 100 { Err("full") } else { Ok(()) });
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
        ordered(0..10_000, 4, work, |()| Ok::<(), ()>(())).unwrap();
    }
}
