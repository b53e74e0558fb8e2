//! What the server has done, as Prometheus reads it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// The upper ends of the intervals that times are counted in, in seconds.
const ENDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5, 2.5, 10.0];

/// Counts what the server does.
#[derive(Debug, Default)]
pub(super) struct Metrics {
    /// Requests by endpoint and status.
    requests: Mutex<BTreeMap<(&'static str, u16), u64>>,
    in_progress: AtomicU64,
    connections: AtomicU64,
    /// Articles by status.
    articles: Mutex<BTreeMap<&'static str, u64>>,
    html_bytes: AtomicU64,
    /// Extractions by the interval that their time falls in, and the time of all together.
    times: [AtomicU64; ENDS.len() + 1],
    microseconds: AtomicU64,
}

/// Counts something as long as it lives.
pub(super) struct Held<'a>(&'a AtomicU64);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// A request is being answered until the value is dropped.
    pub(super) fn request(&self) -> Held<'_> {
        self.in_progress.fetch_add(1, Ordering::Relaxed);
        Held(&self.in_progress)
    }

    /// A connection is open until the value is dropped.
    pub(super) fn connection(&self) -> Held<'_> {
        self.connections.fetch_add(1, Ordering::Relaxed);
        Held(&self.connections)
    }

    /// A request was answered.
    pub(super) fn answered(&self, endpoint: &'static str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((endpoint, status)).or_default() += 1;
    }

    /// A page was extracted.
    pub(super) fn extracted(&self, status: &'static str, bytes: usize, time: Duration) {
        *self.articles.lock().unwrap_or_else(PoisonError::into_inner).entry(status).or_default() += 1;
        self.html_bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        let interval = ENDS.iter().position(|&end| time.as_secs_f64() <= end).unwrap_or(ENDS.len());
        if let Some(count) = self.times.get(interval) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let microseconds = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.microseconds.fetch_add(microseconds, Ordering::Relaxed);
    }

    /// All counts, in the text format of Prometheus.
    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        let mut family = |name: &str, help: &str, kind: &str, samples: &[(String, String)]| {
            let _ = writeln!(out, "# HELP bodytext_{name} {help}\n# TYPE bodytext_{name} {kind}");
            for (labels, value) in samples {
                let _ = writeln!(out, "bodytext_{name}{labels} {value}");
            }
        };
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let by_status = |((endpoint, status), count): (&(&str, u16), &u64)| {
            (format!("{{endpoint=\"{endpoint}\",status=\"{status}\"}}"), count.to_string())
        };
        let samples: Vec<_> = requests.iter().map(by_status).collect();
        family("requests_total", "Requests that were answered.", "counter", &samples);
        let one = |value: &AtomicU64| [(String::new(), value.load(Ordering::Relaxed).to_string())];
        family("requests_in_progress", "Requests that are being answered.", "gauge", &one(&self.in_progress));
        family("connections", "Connections that are open.", "gauge", &one(&self.connections));
        let articles = self.articles.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let samples: Vec<_> =
            articles.iter().map(|(status, count)| (format!("{{status=\"{status}\"}}"), count.to_string())).collect();
        family("articles_total", "Pages that were extracted, by what came of them.", "counter", &samples);
        family("html_bytes_total", "Bytes of HTML that were extracted.", "counter", &one(&self.html_bytes));
        let mut count = 0;
        let mut samples: Vec<(String, String)> = Vec::new();
        let ends = ENDS.iter().map(ToString::to_string).chain(["+Inf".to_owned()]);
        for (end, times) in ends.zip(&self.times) {
            count += times.load(Ordering::Relaxed);
            samples.push((format!("_bucket{{le=\"{end}\"}}"), count.to_string()));
        }
        let seconds = Duration::from_micros(self.microseconds.load(Ordering::Relaxed)).as_secs_f64();
        samples.push(("_sum".to_owned(), seconds.to_string()));
        samples.push(("_count".to_owned(), count.to_string()));
        family("extraction_seconds", "How long extractions took.", "histogram", &samples);
        out
    }
}
