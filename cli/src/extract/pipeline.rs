//! Work on many inputs by several threads, in bounded memory.

use crossbeam_channel::{Receiver, Sender, bounded};
use std::thread;

/// How many results may wait for an earlier one, for each thread.
const AHEAD: usize = 16;

/// Does `work` on every input by `jobs` threads, each with a state of its own, and gives the results to `take` on the
/// calling thread: in the order of the inputs, or as they come.
///
/// The inputs are drawn as they are needed: not more than a few for each thread are in memory, and so are results.
///
/// # Errors
/// That of `take`, which ends it all.
pub(super) fn run<I: Send, O: Send, S, E>(
    jobs: usize,
    in_order: bool,
    inputs: impl Iterator<Item = I> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, I) -> O + Sync,
    mut take: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E> {
    if jobs <= 1 {
        let mut state = state();
        return inputs.map(|input| work(&mut state, input)).try_for_each(take);
    }
    thread::scope(|scope| {
        let (to_workers, tasks) = bounded::<(I, Sender<O>)>(jobs);
        for _ in 0..jobs {
            let (tasks, state, work) = (tasks.clone(), &state, &work);
            scope.spawn(move || {
                let mut state = state();
                for (input, result) in tasks {
                    // Nobody takes it where the run was broken off.
                    if result.send(work(&mut state, input)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tasks);
        if in_order {
            // A place in the queue for each input, kept until its result is there.
            let (to_queue, queue) = bounded::<Receiver<O>>(jobs * AHEAD);
            scope.spawn(move || {
                for input in inputs {
                    let (result, place) = bounded(1);
                    if to_queue.send(place).is_err() || to_workers.send((input, result)).is_err() {
                        break;
                    }
                }
            });
            queue.into_iter().filter_map(|place| place.recv().ok()).try_for_each(take)
        } else {
            let (result, results) = bounded(jobs * AHEAD);
            scope.spawn(move || {
                for input in inputs {
                    // Nobody takes results any more where the run was broken off.
                    if to_workers.send((input, result.clone())).is_err() {
                        break;
                    }
                }
            });
            for result in results {
                take(result)?;
            }
            Ok(())
        }
    })
}

#[cfg(test)]
mod tests {
    use super::run;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// Results of squaring the first numbers, of which the early ones take longest.
    fn squares(jobs: usize, in_order: bool) -> Vec<u64> {
        let mut out = Vec::new();
        let work = |_: &mut (), n: u64| {
            std::thread::sleep(std::time::Duration::from_micros(200_u64.saturating_sub(n)));
            n * n
        };
        let done: Result<(), ()> = run(
            jobs,
            in_order,
            0..500,
            || (),
            work,
            |square| {
                out.push(square);
                Ok(())
            },
        );
        done.unwrap();
        out
    }

    #[test]
    fn results_come_in_order_or_all_the_same() {
        let expected: Vec<u64> = (0..500).map(|n| n * n).collect();
        for jobs in [1, 2, 7] {
            assert_eq!(squares(jobs, true), expected);
            let mut found = squares(jobs, false);
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn not_many_inputs_are_drawn_ahead() {
        for in_order in [true, false] {
            let (drawn, mut taken, mut most) = (AtomicUsize::new(0), 0, 0);
            let inputs = (0..5000).inspect(|_| _ = drawn.fetch_add(1, Ordering::SeqCst));
            let done: Result<(), ()> = run(
                3,
                in_order,
                inputs,
                || (),
                |_, n| n,
                |_| {
                    taken += 1;
                    most = most.max(drawn.load(Ordering::SeqCst) - taken);
                    Ok(())
                },
            );
            done.unwrap();
            assert!(most < 70, "{most}");
        }
    }

    #[test]
    fn an_error_ends_it() {
        for (jobs, in_order) in [(1, true), (3, true), (3, false)] {
            let mut taken = 0;
            let done = run(
                jobs,
                in_order,
                0..,
                || (),
                |_, n: u64| n,
                |_| {
                    taken += 1;
                    if taken == 100 { Err("full") } else { Ok(()) }
                },
            );
            assert_eq!((done, taken), (Err("full"), 100));
        }
    }
}
