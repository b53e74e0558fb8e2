//! What a run says of itself: messages and progress on standard error, a summary, an exit code.

mod console;
mod exit;
mod guard;
mod summary;

pub(crate) use console::{Console, Unit};
pub(crate) use exit::{Exit, Failure, reason};
pub(crate) use guard::guarded;
pub(crate) use summary::Summary;
