//! The html5lib test suites, where they are at hand.

use super::difference;
use std::path::Path;

const SUITES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/html5lib-tests");

#[test]
fn tree_construction_gives_the_same_trees() {
    let folder = Path::new(SUITES).join("tree-construction");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no suite at {}", folder.display());
        return;
    };
    let mut failures = Vec::new();
    let mut count = 0;
    for file in files {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "dat") {
            continue;
        }
        let suite = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        for source in sources_of(&suite) {
            count += 1;
            if let Some(difference) = difference(source) {
                failures.push(format!("{}: {source:?}: {difference}", path.display()));
            }
        }
    }
    assert!(count > 1000, "only {count} cases");
    assert!(failures.is_empty(), "{} of {count} differ\n{}", failures.len(), failures.join("\n\n"));
}

/// The sources in a file of the tree construction suite: what stands between `#data` and `#errors`.
fn sources_of(suite: &str) -> impl Iterator<Item = &str> {
    suite.split("#data\n").filter_map(|case| case.split_once("\n#errors\n")).map(|(source, _)| source)
}
