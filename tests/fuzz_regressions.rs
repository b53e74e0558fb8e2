//! Puts every input that a fuzz target ever found at fault through all fuzz targets, without a fuzzer.

#![cfg(all(feature = "charset", feature = "__conformance", feature = "markdown", feature = "serde"))]

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn regressions_stay_mended() {
    let inputs = regressions();
    assert!(!inputs.is_empty(), "the regression inputs are missing");
    for path in inputs {
        let input = fs::read(&path).unwrap();
        for (target, run) in fuzz::TARGETS {
            // Shown where the test fails.
            eprintln!("{} through {target}", path.display());
            run(&input);
        }
    }
}

/// The files in the directories of `fuzz/regressions`.
fn regressions() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    let entries = |directory: &Path| -> Vec<PathBuf> {
        fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let mut inputs: Vec<PathBuf> = entries(&root).iter().flat_map(|directory| entries(directory)).collect();
    inputs.sort();
    inputs
}
