//! Explanations as data.

use crate::article::{PageType, Status};
use crate::explanation::{ExplainedBlock, Explanation};
use crate::options::Scope;
use serde::{Serialize, Serializer};

#[derive(Serialize)]
struct ExplanationForm<'a> {
    scope: &'static str,
    status: Status,
    confidence: f32,
    page_type: Option<PageType>,
    page_type_probability: Option<f32>,
    threshold: Option<f32>,
    blocks: &'a [ExplainedBlock],
}

/// An object with `scope`, `status`, `confidence`, `page_type`, `threshold` and `blocks`. The article is left out.
impl Serialize for Explanation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let article = self.article();
        let form = ExplanationForm {
            scope: if self.scope() == Scope::Page { "page" } else { "body" },
            status: article.status(),
            confidence: article.confidence(),
            page_type: article.metadata().page_type(),
            page_type_probability: article.metadata().page_type_probability(),
            threshold: self.threshold(),
            blocks: self.blocks(),
        };
        form.serialize(serializer)
    }
}
