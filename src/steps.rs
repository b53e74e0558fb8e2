//! Counts the steps of an extraction: work that is the same on every machine. In the tests of the library alone; elsewhere
//! nothing is counted, and nothing it costs.
//!
//! A step is a look at a node, an open element, a span, an element around a block; or a byte of text that is read again. What
//! looks through many of them calls this, so that the test in `combinations` sees where looks are out of proportion.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts a step.
#[inline(always)]
pub(crate) fn step() {
    steps(1);
}

/// Counts so many steps.
#[inline(always)]
pub(crate) fn steps(_count: usize) {
    #[cfg(test)]
    STEPS.with(|steps| steps.set(steps.get() + _count as u64));
}

/// How many steps this thread has taken.
#[cfg(test)]
pub(crate) fn taken() -> u64 {
    STEPS.with(std::cell::Cell::get)
}
