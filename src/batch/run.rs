//! Many workers, one order: items go to whoever is free, results come back in the order of the items.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::limits::STACK;

/// How many work, and how far they may run ahead of the slowest.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pool {
    /// Workers, at least one.
    pub(crate) workers: usize,
    /// Items that are at work or wait for one before them; what bounds the memory.
    pub(crate) window: usize,
}

/// What the workers share.
struct Shared<R> {
    state: Mutex<State<R>>,
    /// Something came or may go on.
    changed: Condvar,
    window: usize,
}

struct State<R> {
    /// Results that wait for their turn.
    results: BTreeMap<usize, R>,
    /// Items handed out.
    begun: usize,
    /// Results taken, in order.
    taken: usize,
    /// Whether there is nothing more to hand out.
    ended: bool,
}

impl<R> Shared<R> {
    fn state(&self) -> MutexGuard<'_, State<R>> {
        // Nothing is done under the lock that could leave half of it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State<R>>) -> MutexGuard<'a, State<R>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for room in the window; whether there is to be another item.
    fn may_begin(&self) -> bool {
        let mut state = self.state();
        while !state.ended && state.begun >= state.taken + self.window {
            state = self.wait(state);
        }
        !state.ended
    }

    fn begin(&self) -> usize {
        let mut state = self.state();
        state.begun += 1;
        state.begun - 1
    }

    fn end(&self) {
        self.state().ended = true;
        self.changed.notify_all();
    }

    fn put(&self, number: usize, result: R) {
        self.state().results.insert(number, result);
        self.changed.notify_all();
    }

    /// The next result in order; `None` after the last.
    fn take(&self) -> Option<R> {
        let mut state = self.state();
        loop {
            let next = state.taken;
            if let Some(result) = state.results.remove(&next) {
                state.taken += 1;
                self.changed.notify_all();
                return Some(result);
            }
            if state.ended && state.taken == state.begun {
                return None;
            }
            state = self.wait(state);
        }
    }
}

/// Ends the run also when the thread that holds it unwinds, so that nobody waits for ever.
struct Ender<'a, R>(&'a Shared<R>);

impl<R> Drop for Ender<'_, R> {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Does `work` on every item, and hands each result to `take`, in the order of the items, on the thread of the caller.
///
/// When `take` breaks, no further item is begun; those at work are finished and still handed over. `work` must not unwind.
///
/// # Errors
/// What the system says if it has room for no worker at all; with fewer than asked for it only takes longer.
pub(crate) fn in_order<I, T, R>(
    items: I,
    pool: Pool,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) -> io::Result<()>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
{
    let state = State { results: BTreeMap::new(), begun: 0, taken: 0, ended: false };
    let shared = Shared { state: Mutex::new(state), changed: Condvar::new(), window: pool.window.max(1) };
    let items = Mutex::new(items);
    thread::scope(|scope| {
        let _ender = Ender(&shared);
        for number in 0..pool.workers.max(1) {
            let worker = thread::Builder::new().stack_size(STACK);
            match worker.spawn_scoped(scope, || work_on(&items, &shared, &work)) {
                Ok(_) => {}
                Err(error) if number == 0 => return Err(error),
                Err(_) => break,
            }
        }
        while let Some(result) = shared.take() {
            if take(result).is_break() {
                shared.end();
            }
        }
        Ok(())
    })
}

fn work_on<I: Iterator<Item = T>, T, R>(items: &Mutex<I>, shared: &Shared<R>, work: impl Fn(T) -> R) {
    while let Some((number, item)) = next(items, shared) {
        shared.put(number, work(item));
    }
}

/// The next item and its number. The items have a lock of their own: waiting for one (on standard input, say) must not
/// keep a result from going out.
fn next<I: Iterator<Item = T>, T, R>(items: &Mutex<I>, shared: &Shared<R>) -> Option<(usize, T)> {
    let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
    if !shared.may_begin() {
        return None;
    }
    match items.next() {
        Some(item) => Some((shared.begin(), item)),
        None => {
            shared.end();
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn pool(workers: usize, window: usize) -> Pool {
        Pool { workers, window }
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for (workers, window) in [(1, 1), (3, 2), (8, 64)] {
            let mut taken = Vec::new();
            let uneven = |n: u64| {
                thread::sleep(Duration::from_micros(n * 7 % 13 * 40));
                n * n
            };
            in_order(0..200u64, pool(workers, window), uneven, |square| {
                taken.push(square);
                ControlFlow::Continue(())
            })
            .unwrap();
            assert_eq!(taken, (0..200).map(|n| n * n).collect::<Vec<_>>(), "{workers} workers");
        }
    }

    #[test]
    fn nobody_runs_further_ahead_than_the_window() {
        let (begun, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = |n: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            n
        };
        in_order(0..100, pool(4, 5), work, |_| {
            thread::sleep(Duration::from_micros(100));
            // The one in hand has left the window already.
            let ahead = begun.load(Ordering::SeqCst) - taken.fetch_add(1, Ordering::SeqCst);
            assert!(ahead <= 6, "{ahead} ahead");
            ControlFlow::Continue(())
        })
        .unwrap();
    }

    #[test]
    fn a_break_begins_nothing_new_and_loses_nothing_begun() {
        let begun = AtomicUsize::new(0);
        let mut taken = 0;
        let work = |n: usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            n
        };
        in_order(0..10_000, pool(4, 16), work, |n| {
            taken += 1;
            if n >= 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
        .unwrap();
        assert_eq!(taken, begun.load(Ordering::SeqCst));
        assert!(taken < 100, "{taken} were begun");
    }
}
