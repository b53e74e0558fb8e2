//! Since when a connection has not been used.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Whether a connection is used: a request is answered on it, or an answer is written.
#[derive(Debug)]
pub(super) struct Use(Mutex<State>);

#[derive(Debug)]
struct State {
    is_asked: bool,
    /// Whether the client has not read yet what was written before.
    is_held_up: bool,
    /// When something was asked or written last.
    last: Instant,
}

impl Use {
    /// A connection that begins now.
    pub(super) fn new() -> Arc<Use> {
        Arc::new(Use(Mutex::new(State { is_asked: false, is_held_up: false, last: Instant::now() })))
    }

    /// A request begins; it ends when what comes back is dropped.
    pub(super) fn begin(self: &Arc<Use>) -> Busy {
        self.state().is_asked = true;
        Busy(Arc::clone(self))
    }

    /// For how long the connection has not been used. A client that sends a header byte by byte does not use it.
    pub(super) fn idle(&self) -> Duration {
        let state = self.state();
        if state.is_asked || state.is_held_up { Duration::ZERO } else { state.last.elapsed() }
    }

    fn written<T>(&self, result: Poll<T>) -> Poll<T> {
        let mut state = self.state();
        state.is_held_up = result.is_pending();
        state.last = Instant::now();
        result
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(super) struct Busy(Arc<Use>);

impl Drop for Busy {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_asked = false;
        state.last = Instant::now();
    }
}

/// A stream that takes note of what is written.
#[derive(Debug)]
pub(super) struct Noted<S> {
    stream: Pin<Box<S>>,
    uses: Arc<Use>,
}

impl<S> Noted<S> {
    pub(super) fn new(stream: S, uses: Arc<Use>) -> Noted<S> {
        Noted { stream: Box::pin(stream), uses }
    }
}

impl<S: AsyncRead> AsyncRead for Noted<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite> AsyncWrite for Noted<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = self.stream.as_mut().poll_write(cx, bytes);
        self.uses.written(result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = self.stream.as_mut().poll_write_vectored(cx, bytes);
        self.uses.written(result)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.stream.as_mut().poll_shutdown(cx)
    }
}
