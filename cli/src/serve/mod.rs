//! `bodytext serve`: extraction over HTTP.

mod address;
mod answer;
mod body;
mod decode;
mod fetch;
mod idle;
mod mercury;
mod metrics;
mod request;
mod route;
mod server;
mod work;

use crate::args::{ExtractArgs, jobs};
use crate::report::{Console, Exit, Failure};
use clap::value_parser;
use fetch::{Fetcher, Limits};
use metrics::Metrics;
use route::Service;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use work::Workers;

/// Examples, shown below the options by `--help`.
pub(crate) const EXAMPLES: &str = "\
Examples:
  bodytext serve                       on 127.0.0.1:8080, for programs on this machine
  curl --data-binary @page.html 'http://127.0.0.1:8080/extract?url=https://example.org/post'
                                       the article as JSON; &format=markdown, html or text for others
  bodytext serve --fetch --listen 0.0.0.0:3000
                                       in the place of a Mercury parser, for feed readers on other machines, too
  curl 'http://127.0.0.1:3000/parser?url=https://example.org/post'
                                       what feed readers ask

POST /extract takes HTML, or JSON with `html` and `url`. GET and POST /parser answer as the Mercury parser does. GET /healthz
says that the server is up, GET /metrics what it has done, for Prometheus. Without --fetch the server talks to
nobody by itself; with it, it fetches from public addresses alone.

The server ends when it is told to (SIGINT, SIGTERM), after it has answered what it was asked.";

/// Options of `bodytext serve`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES, after_help = "See --help for examples.")]
pub(crate) struct Args {
    /// The address and port to listen on
    #[arg(short, long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,

    /// How many pages are extracted at once [default: as many as there are cores]
    #[arg(short, long, value_name = "N", value_parser = value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,

    /// How many connections are open at once; others wait until one is closed
    #[arg(long, value_name = "N", default_value = "256")]
    max_connections: NonZero<u16>,

    /// How many bytes the body of a request may have
    #[arg(long, value_name = "BYTES", default_value = "10485760")]
    max_body: NonZero<u32>,

    /// How many bytes the bodies of all requests may have together; requests beyond are told to come again
    #[arg(long, value_name = "BYTES", default_value = "134217728")]
    max_bodies: NonZero<u32>,

    /// How many seconds a client may take to send a request, and between two reads of the answer
    #[arg(long, value_name = "SECONDS", default_value = "30")]
    timeout: NonZero<u32>,

    /// How many seconds a connection may stay open without a whole header of a request: at its beginning, and between two requests
    ///
    /// Where all connections are taken and others wait, those on which nothing was asked for a second are closed sooner.
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    idle_timeout: NonZero<u32>,

    /// How many seconds requests have to come to an end when the server is told to stop
    #[arg(long, value_name = "SECONDS", default_value = "10")]
    grace: u32,

    /// Let /parser fetch pages from public addresses
    #[arg(long)]
    fetch: bool,

    /// Fetch from this address, too, although it is not public; can be repeated
    #[arg(long, value_name = "IP", requires = "fetch")]
    fetch_also: Vec<IpAddr>,

    /// How many seconds fetching a page may take
    #[arg(long, value_name = "SECONDS", default_value = "15", requires = "fetch")]
    fetch_timeout: NonZero<u32>,

    /// How many pages are fetched at once
    #[arg(long, value_name = "N", default_value = "16", requires = "fetch")]
    max_fetches: NonZero<u16>,

    #[command(flatten)]
    extract: ExtractArgs,
}

/// Serves until it is told to stop.
///
/// # Errors
/// Where the address cannot be listened on.
pub(crate) fn run(args: &Args) -> Result<Exit, Failure> {
    let console = Console::new(false);
    let jobs = jobs(args.jobs).get();
    let max_body = usize::try_from(args.max_body.get()).unwrap_or(usize::MAX);
    let fetches = usize::from(args.max_fetches.get());
    let fetcher = args.fetch.then(|| {
        let time = Duration::from_secs(args.fetch_timeout.get().into());
        Fetcher::new(Limits { max_bytes: max_body, time, allowed: args.fetch_also.clone() })
    });
    let service = Service {
        workers: Workers::new(args.extract.options(), jobs),
        metrics: Metrics::default(),
        fetcher: fetcher.map(Arc::new),
        fetches: Semaphore::new(fetches),
        max_body,
        bodies: Arc::new(Semaphore::new(usize::try_from(args.max_bodies.get()).unwrap_or(usize::MAX))),
        timeout: Duration::from_secs(args.timeout.get().into()),
    };
    let limits = server::Limits {
        connections: usize::from(args.max_connections.get()),
        timeout: service.timeout,
        idle: service.timeout.min(Duration::from_secs(args.idle_timeout.get().into())),
        grace: Duration::from_secs(args.grace.into()),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(jobs.min(4))
        .max_blocking_threads(jobs + fetches + 4)
        .enable_all()
        .build()?;
    let name = args.listen.to_string();
    let served = runtime.block_on(server::serve(args.listen, Arc::new(service), limits, &console));
    // Fetches that are still under way end with the process.
    runtime.shutdown_background();
    served.map(|()| Exit::Success).map_err(|error| Failure::output(name, error))
}
