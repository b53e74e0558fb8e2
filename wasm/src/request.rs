//! What a caller asks for: options and hints out of their JSON, and an extractor that is kept from call to call.

use bodytext::{Extractor, Options};
use serde::Deserialize;
use std::cell::RefCell;
use std::time::{Duration, SystemTime};
use wasm_bindgen::JsError;

thread_local! {
    /// The extractor of the last call, and the JSON of its options: most callers have the same for every page.
    static LAST: RefCell<Option<(String, Extractor)>> = const { RefCell::new(None) };
}

/// What belongs to one input, as the scripts write it.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct HintsForm {
    url: Option<String>,
    /// Milliseconds since 1970, as a `Date` has them.
    reference_time: Option<f64>,
    #[cfg(feature = "full")]
    content_type: Option<String>,
}

/// Options and hints of one call.
pub(crate) struct Request {
    options: Options,
    key: String,
    #[cfg(feature = "full")]
    hints: bodytext::Hints,
}

impl Request {
    /// Reads what the scripts have written.
    pub(crate) fn read(options: &str, hints: &str) -> Result<Request, JsError> {
        let HintsForm { url, reference_time, .. } = serde_json::from_str(hints)?;
        let key = format!("{options}{hints}");
        let mut options: Options = serde_json::from_str(options)?;
        if let Some(url) = url {
            options = options.with_base_url(url);
        }
        if let Some(milliseconds) = reference_time {
            if let Ok(since) = Duration::try_from_secs_f64(milliseconds / 1000.0) {
                options = options.with_reference_time(SystemTime::UNIX_EPOCH + since);
            }
        }
        #[cfg(feature = "full")]
        let hints = {
            let form: HintsForm = serde_json::from_str(hints)?;
            let hints = bodytext::Hints::new();
            form.content_type.into_iter().fold(hints, bodytext::Hints::with_content_type)
        };
        Ok(Request {
            options,
            key,
            #[cfg(feature = "full")]
            hints,
        })
    }

    /// What it says of the bytes, and the rest.
    #[cfg(feature = "full")]
    pub(crate) fn split(mut self) -> (Request, bodytext::Hints) {
        let hints = std::mem::take(&mut self.hints);
        (self, hints)
    }

    /// Calls `work` with an extractor of these options: the one of the last call, where they are the same.
    pub(crate) fn with_extractor<T>(self, work: impl FnOnce(&mut Extractor) -> T) -> T {
        LAST.with_borrow_mut(|last| {
            let (_, extractor) = match last.take() {
                Some(kept) if kept.0 == self.key => last.insert(kept),
                _ => last.insert((self.key, Extractor::new(self.options))),
            };
            work(extractor)
        })
    }
}
