//! A fault of the program in one input must not end the run over all the others.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// Runs `work`; a panic in it becomes an error with its message, and prints nothing. What `work` was changing when it
/// panicked is in no known state: make an [`Extractor`](bodytext::Extractor) anew after an error.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static SILENCE: Once = Once::new();
    thread_local!(static GUARDED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    SILENCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !GUARDED.get() {
                usual(info);
            }
        }));
    });
    GUARDED.set(true);
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    done.map_err(|panic| {
        let message = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
        format!("a fault of this program, please report it: {}", message.unwrap_or_else(|| "no message".to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn a_panic_becomes_its_message() {
        assert_eq!(guarded(|| 1), Ok(1));
        let message = guarded(|| panic!("cup {}", 2)).unwrap_err();
        assert_eq!(message, "a fault of this program, please report it: cup 2");
    }
}
