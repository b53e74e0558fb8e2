//! How fast articles come out of bodies, beside what the parsing alone costs by others' means.
//!
//! `cargo bench --bench extract` for all, `cargo bench --bench extract -- zh/medium` for some. Each answer is checked
//! before it is timed. Throughput is counted in bytes of HTML, for the renderers as well, so that figures compare.

mod baseline;
mod inputs;

use bodytext::Extractor;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inputs::Input;
use std::hint::black_box;
use std::time::Duration;

/// The library: whole extraction, then each renderer on the article that came out.
fn bodytext(criterion: &mut Criterion) {
    for input in inputs::all() {
        let mut extractor = Extractor::default();
        let article = extractor.extract(&input.html);
        assert_eq!(article.text(), input.text, "{}", input.name);

        measure(criterion, "extract", &input, || extractor.extract(black_box(&input.html)));
        measure(criterion, "markdown", &input, || black_box(&article).to_markdown());
        measure(criterion, "html", &input, || black_box(&article).to_html());
        #[cfg(feature = "serde")]
        measure(criterion, "json", &input, || serde_json::to_string(black_box(&article)));
    }
}

/// What html5ever needs: for its tokenizer, every token thrown away, and for the tree of the standard crate.
fn html5ever_alone(criterion: &mut Criterion) {
    for input in inputs::all() {
        measure(criterion, "html5ever tokenizer", &input, || baseline::tokenize(black_box(&input.html)));
        measure(criterion, "html5ever RcDom", &input, || baseline::parse(black_box(&input.html)));
    }
}

fn measure<T>(criterion: &mut Criterion, what: &str, input: &Input, mut work: impl FnMut() -> T) {
    let mut group = criterion.benchmark_group(what);
    group.throughput(Throughput::Bytes(input.html.len() as u64));
    group.bench_function(BenchmarkId::from_parameter(&input.name), |bencher| bencher.iter(&mut work));
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = bodytext, html5ever_alone
}
criterion_main!(benches);
