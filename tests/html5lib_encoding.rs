//! The encoding tests of html5lib-tests, where that suite lies beside the project.

use bodytext::{EncodingSource, Hints};
use libtest_mimic::{Arguments, Trial};
use std::collections::BTreeSet;
use std::path::Path;

/// What we read otherwise than the suite, by file and number of the case, and why. A case that passes all the same is a
/// failure too.
const EXPECTED_FAILURES: &[(&str, usize, &str)] = &[
    ("test-yahoo-jp.dat", 1, "declares EUC-JP and is written in UTF-8, which the suite wants not to be seen"),
    ("scripted/tests1.dat", 1, "a script writes the declaration, and no script is run"),
];

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/html5lib-tests/encoding");
    let is_there = folder.is_dir();
    let skipped = if is_there { "" } else { ": skipped, ../shared has no html5lib-tests" };
    let trial = |name: &str, run: fn(&Path)| {
        let folder = folder.clone();
        let run = move || {
            run(&folder);
            Ok(())
        };
        Trial::test(format!("{name}{skipped}"), run).with_ignored_flag(!is_there)
    };
    let trials = vec![
        trial("declarations_are_found_as_the_suite_says", declarations_are_found_as_the_suite_says),
        trial("the_text_without_a_declaration_is_detected", the_text_without_a_declaration_is_detected),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The cases of a file: the bytes of the document, and the label of the encoding.
fn cases(path: &Path) -> Vec<(Vec<u8>, String)> {
    let mut cases: Vec<(Vec<u8>, String)> = Vec::new();
    let file = std::fs::read(path).unwrap();
    let mut in_data = false;
    for line in file.split_inclusive(|&byte| byte == b'\n') {
        match line {
            b"#data\n" => {
                cases.push(Default::default());
                in_data = true;
            }
            b"#encoding\n" => in_data = false,
            _ => match cases.last_mut() {
                Some((data, _)) if in_data => data.extend_from_slice(line),
                Some((_, label)) => label.push_str(std::str::from_utf8(line).unwrap().trim()),
                None => panic!("{} begins with something else than a case", path.display()),
            },
        }
    }
    // The line feed before `#encoding` belongs to the file.
    for (data, _) in &mut cases {
        data.pop_if(|byte| *byte == b'\n');
    }
    cases
}

/// The encoding of a document as a browser sees it that knows no language: windows-1252 where nothing is declared.
fn declared(bytes: &[u8]) -> String {
    let article = bodytext::extract_bytes(bytes, &Hints::new());
    let encoding = article.encoding().unwrap();
    match encoding.source() {
        EncodingSource::ByteOrderMark | EncodingSource::Meta | EncodingSource::XmlDeclaration => {
            encoding.name().to_owned()
        }
        _ => "windows-1252".to_owned(),
    }
    .to_owned()
}

fn declarations_are_found_as_the_suite_says(folder: &Path) {
    let mut failures = BTreeSet::new();
    let mut count = 0;
    for file in ["tests1.dat", "tests2.dat", "test-yahoo-jp.dat", "scripted/tests1.dat"] {
        for (index, (data, label)) in cases(&folder.join(file)).into_iter().enumerate() {
            let expected =
                encoding_rs::Encoding::for_label(label.as_bytes()).expect("the suite knows the labels").name();
            count += 1;
            if declared(&data) != expected {
                failures.insert((file, index + 1));
            }
        }
    }
    assert!(count > 80, "only {count} cases");
    let expected: BTreeSet<_> = EXPECTED_FAILURES.iter().map(|&(file, number, _)| (file, number)).collect();
    assert_eq!(failures, expected);
}

fn the_text_without_a_declaration_is_detected(folder: &Path) {
    let bytes = std::fs::read(folder.join("chardet/test_big5.txt")).unwrap();
    let article = bodytext::extract_bytes(&bytes, &Hints::new());
    let encoding = article.encoding().unwrap();
    assert_eq!((encoding.name(), encoding.source(), encoding.replacements()), ("Big5", EncodingSource::Detector, 0));
}
