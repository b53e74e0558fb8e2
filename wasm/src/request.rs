//! What a caller asks for: options and hints out of their JSON, and an extractor that is kept from call to call.

use bodytext::{Extractor, Hints, Options};
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
    content_type: Option<String>,
    language: Option<String>,
    title: Option<String>,
    /// Milliseconds since 1970, as a `Date` has them.
    reference_time: Option<f64>,
}

impl From<HintsForm> for Hints {
    fn from(form: HintsForm) -> Hints {
        let HintsForm { url, content_type, language, title, reference_time } = form;
        let mut hints = Hints::new();
        hints = url.into_iter().fold(hints, Hints::with_url);
        hints = content_type.into_iter().fold(hints, Hints::with_content_type);
        hints = language.into_iter().fold(hints, Hints::with_language);
        hints = title.into_iter().fold(hints, Hints::with_title);
        // Before 1970 there were no pages.
        let since = reference_time.and_then(|milliseconds| Duration::try_from_secs_f64(milliseconds / 1000.0).ok());
        let time = since.and_then(|since| SystemTime::UNIX_EPOCH.checked_add(since));
        time.into_iter().fold(hints, Hints::with_reference_time)
    }
}

/// Options and hints of one call.
pub(crate) struct Request {
    extractor: Option<Extractor>,
    written: String,
    hints: Hints,
}

impl Request {
    /// Reads what the scripts have written.
    pub(crate) fn read(options: &str, hints: &str) -> Result<Request, JsError> {
        let is_kept = LAST.with_borrow(|last| last.as_ref().is_some_and(|(written, _)| written == options));
        let extractor = match is_kept {
            true => None,
            false => Some(Extractor::new(serde_json::from_str::<Options>(options)?)),
        };
        let hints = serde_json::from_str::<HintsForm>(hints)?.into();
        Ok(Request { extractor, written: options.to_owned(), hints })
    }

    /// Calls `work` with an extractor of these options: that of the last call, where they are the same.
    pub(crate) fn answer<T>(self, work: impl FnOnce(&mut Extractor, &Hints) -> T) -> T {
        LAST.with_borrow_mut(|last| {
            if let Some(extractor) = self.extractor {
                *last = Some((self.written, extractor));
            }
            let (_, extractor) = last.get_or_insert_with(Default::default);
            work(extractor, &self.hints)
        })
    }
}
