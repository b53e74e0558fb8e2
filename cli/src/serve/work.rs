//! Extraction, in threads of its own.

use crate::report::guarded;
use bodytext::{Article, Extractor, Hints, Options};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// Extracts pages, no more of them at once than there are jobs.
pub(super) struct Workers {
    options: Arc<Options>,
    jobs: Semaphore,
    /// Extractors that nobody uses: they have their memory already.
    idle: Arc<Mutex<Vec<Extractor>>>,
}

/// What came of a page.
pub(super) struct Extracted<T> {
    /// Why there is no article, if there is none.
    pub(super) result: Result<T, String>,
    pub(super) status: &'static str,
    pub(super) time: Duration,
}

impl Workers {
    pub(super) fn new(options: Options, jobs: usize) -> Workers {
        Workers { options: Arc::new(options), jobs: Semaphore::new(jobs), idle: Arc::default() }
    }

    /// Extracts a page, and makes of the article what `render` does. Waits for its turn.
    pub(super) async fn extract<T: Send + 'static>(
        &self,
        html: Vec<u8>,
        hints: Hints,
        render: impl FnOnce(&Article) -> T + Send + 'static,
    ) -> Extracted<T> {
        let turn = self.jobs.acquire().await;
        let (options, idle) = (Arc::clone(&self.options), Arc::clone(&self.idle));
        let done = spawn_blocking(move || {
            let start = Instant::now();
            let kept = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut extractor = kept.unwrap_or_else(|| Extractor::new(Options::clone(&options)));
            let done = guarded(|| {
                let article = extractor.extract_bytes(&html, &hints);
                (article.status().as_str(), render(&article))
            });
            let time = start.elapsed();
            match done {
                Ok((status, rendered)) => {
                    idle.lock().unwrap_or_else(PoisonError::into_inner).push(extractor);
                    Extracted { result: Ok(rendered), status, time }
                }
                // What a panic has left in the extractor is not known: it goes.
                Err(message) => Extracted { result: Err(message), status: "failed", time },
            }
        });
        let done = done.await;
        drop(turn);
        done.unwrap_or_else(|error| Extracted {
            result: Err(error.to_string()),
            status: "failed",
            time: Duration::ZERO,
        })
    }
}
