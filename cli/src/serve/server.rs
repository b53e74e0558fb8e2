//! Connections: taken in, watched, brought to an end.

use super::idle::{Noted, Use};
use super::route::{self, Service};
use crate::report::Console;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;

/// How long nothing has been asked on a connection that is closed because others wait for its place.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often is looked whether somebody waits.
const LOOK: Duration = Duration::from_millis(250);

/// How many bytes the header of a request may have.
const MOST_HEADER: usize = 64 << 10;

pub(super) struct Limits {
    pub(super) connections: usize,
    /// How long a client may take to read what is written.
    pub(super) timeout: Duration,
    /// How long it may take to ask for something.
    pub(super) idle: Duration,
    pub(super) grace: Duration,
}

/// Serves until a signal says that it is enough. An error says why the address cannot be listened on.
pub(super) async fn serve(
    address: SocketAddr,
    service: Arc<Service>,
    limits: Limits,
    console: &Console,
) -> io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    console.note(format_args!("bodytext: listening on http://{}", listener.local_addr()?));
    let room = Arc::new(Semaphore::new(limits.connections));
    let is_full = Arc::new(AtomicBool::new(false));
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop_signal());
    loop {
        // Without room nothing is accepted: the system keeps those who wait in its queue.
        let next = async {
            is_full.store(room.available_permits() == 0, Ordering::Relaxed);
            let permit = Arc::clone(&room).acquire_owned().await;
            is_full.store(false, Ordering::Relaxed);
            (permit, listener.accept().await)
        };
        tokio::select! {
            (permit, accepted) = next => match (permit, accepted) {
                (Ok(permit), Ok((stream, _))) => connect(stream, permit, &service, &graceful, &limits, &is_full),
                // Out of file descriptors, most likely: that passes.
                _ => sleep(Duration::from_millis(50)).await,
            },
            () = &mut stop => break,
        }
    }
    drop(listener);
    tokio::select! {
        () = graceful.shutdown() => {}
        () = sleep(limits.grace) => console.note("bodytext: some requests took longer than the server had, and were broken off"),
    }
    Ok(())
}

fn connect(
    stream: TcpStream,
    permit: OwnedSemaphorePermit,
    service: &Arc<Service>,
    graceful: &GracefulShutdown,
    limits: &Limits,
    is_full: &Arc<AtomicBool>,
) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    // A client that does not read its answer lets nothing be written.
    stream.set_write_timeout(Some(limits.timeout));
    let answering = Arc::clone(service);
    let uses = Use::new();
    let (noted, asked) = (Noted::new(stream, Arc::clone(&uses)), Arc::clone(&uses));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        // What it would do is done below: it would count against clients that take their time to read an answer.
        .header_read_timeout(None)
        .max_buf_size(MOST_HEADER)
        .serve_connection(
            TokioIo::new(noted),
            service_fn(move |request| {
                let (answering, busy) = (Arc::clone(&answering), asked.begin());
                async move {
                    let answer = route::answer(answering, request).await;
                    drop(busy);
                    answer
                }
            }),
        );
    let watched = graceful.watch(connection);
    let (service, is_full, most) = (Arc::clone(service), Arc::clone(is_full), limits.idle);
    tokio::spawn(async move {
        let _held = service.metrics.connection();
        let mut watched = std::pin::pin!(watched);
        loop {
            tokio::select! {
                // What goes wrong in a connection is the client's to know.
                _ = &mut watched => break,
                () = sleep(LOOK) => {
                    let idle = uses.idle();
                    if idle > most || idle > PATIENCE && is_full.load(Ordering::Relaxed) {
                        break;
                    }
                }
            }
        }
        drop(permit);
    });
}

/// Waits for the signals by which programs are asked to end.
async fn stop_signal() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
