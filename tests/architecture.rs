//! The rooms of `src/` use each other as the table in ARCHITECTURE.md says: no arrow that it lacks, none that nothing needs, no cycle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// For each room the rooms that it uses, and of each one file that does.
type Arrows = BTreeMap<String, BTreeMap<String, PathBuf>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All source files below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The room that a file is in: its first folder below `src/`, or itself.
fn room(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

/// The code of a file: without comments, and without the module of its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let (before, tests) = text.split_once("#[cfg(test)]\nmod tests {").unwrap_or((&text, ""));
    let after = tests.split_once("\n}\n").map_or("", |(_, after)| after);
    let lines = before.lines().chain(after.lines());
    lines.map(without_comment).collect::<Vec<_>>().join("\n")
}

/// A line as far as its comment. Two slashes in an address are none.
fn without_comment(line: &str) -> &str {
    let is_comment = |&(at, _): &(usize, &str)| !line[..at].ends_with(':');
    line.match_indices("//").find(is_comment).map_or(line, |(at, _)| &line[..at])
}

/// Ways to a room that this test does not follow, and so forbids: `super` that leaves the room, another name for the crate, all
/// names at once.
fn ways_around(path: &Path, code: &str) -> Vec<String> {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let is_root_of_room = below.file_name().is_some_and(|name| name == "mod.rs");
    let depth = below.components().count() - usize::from(is_root_of_room);
    let out_of_room = "super::".repeat(depth);
    let mut found: Vec<String> = ["crate as ", "extern crate", "crate::*", "crate::{*", "crate :: "]
        .into_iter()
        .filter(|way| code.contains(way))
        .map(str::to_owned)
        .collect();
    found
        .extend(code.lines().filter(|line| line.starts_with("use ") && line.contains(&out_of_room)).map(str::to_owned));
    found.extend(code.lines().filter(|line| line.contains("use crate::{") && line.contains(", *")).map(str::to_owned));
    found
}

/// The files that are compiled for tests alone: what `#[cfg(test)] mod name;` declares.
fn test_files(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let is_root = file.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
        let folder = if is_root { file.parent().unwrap().to_owned() } else { file.with_extension("") };
        for after in text.split("#[cfg(test)]\nmod ").skip(1) {
            if let Some((name, _)) = after.split_once(';').filter(|(name, _)| !name.contains(' ')) {
                found.insert(folder.join(format!("{name}.rs")));
            }
        }
    }
    found
}

/// The names right behind `crate::`, those of `use crate::{one, two::Three}` too.
fn names_of_the_crate(code: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for after in code.split("crate::").skip(1) {
        let Some(list) = after.strip_prefix('{') else {
            names.push(word(after));
            continue;
        };
        let mut depth = 0;
        let mut starts = true;
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                _ if starts && (c.is_alphabetic() || c == '_') => {
                    names.push(word(&list[at..]));
                    starts = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()
}

/// What the code uses.
fn drawn_by_the_code() -> Arrows {
    let files = sources(&root().join("src"));
    let for_tests = test_files(&files);
    let rooms: BTreeSet<String> = files.iter().map(|file| room(file)).collect();
    let mut arrows = Arrows::new();
    for file in files.iter().filter(|file| !for_tests.contains(*file)) {
        let from = room(file);
        // Neither the root, which names all rooms and has no logic, nor the guides, which have no code, are rooms.
        if from == "lib" || from == "guide" {
            continue;
        }
        let uses = arrows.entry(from.clone()).or_default();
        let code = code(file);
        let around = ways_around(file, &code);
        assert!(around.is_empty(), "{}: name rooms as crate::room, one by one: {around:?}", file.display());
        for to in names_of_the_crate(&code) {
            assert!(
                rooms.contains(to),
                "{} names crate::{to}: inside the crate, name the room that it is in",
                file.display()
            );
            if to != from {
                uses.entry(to.to_owned()).or_insert_with(|| file.clone());
            }
        }
    }
    arrows
}

/// The rooms between backticks, however they are written.
fn quoted(cell: &str) -> impl Iterator<Item = String> + '_ {
    quoted_as_written(cell).map(|name| name.trim_end_matches('/').trim_end_matches(".rs").to_owned())
}

/// What the table of rooms allows. Its third column names rooms between backticks.
fn allowed_by_the_table() -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, table) =
        text.split_once("| room | its one job | may use |").expect("ARCHITECTURE.md has the table of rooms");
    let mut allowed = BTreeMap::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [rooms, _, uses] = cells[..] else { panic!("a row of the table of rooms has three cells: {row}") };
        for room in quoted(rooms) {
            allowed.insert(room, quoted(uses).collect());
        }
    }
    allowed.remove("lib");
    allowed
}

#[test]
fn rooms_use_each_other_as_the_table_says() {
    let allowed = allowed_by_the_table();
    let drawn = drawn_by_the_code();
    let mut faults = Vec::new();
    for (from, uses) in &drawn {
        let Some(allowed) = allowed.get(from) else {
            faults.push(format!("the room {from} is not in the table"));
            continue;
        };
        for (to, file) in uses {
            if !allowed.contains(to) {
                faults.push(format!("{from} may not use {to}, and {} does", file.display()));
            }
        }
        for to in allowed.iter().filter(|to| !uses.contains_key(*to)) {
            faults.push(format!("{from} may use {to}, and does not"));
        }
    }
    faults.extend(
        allowed.keys().filter(|room| !drawn.contains_key(*room)).map(|room| format!("there is no room {room}")),
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_room_uses_one_that_uses_it() {
    let mut left = allowed_by_the_table();
    // Rooms that use none of those that are left go, until none are left or none can go.
    loop {
        let ground: Vec<String> = left
            .iter()
            .filter(|(_, uses)| !uses.iter().any(|to| left.contains_key(to)))
            .map(|(room, _)| room.clone())
            .collect();
        if ground.is_empty() {
            break;
        }
        ground.iter().for_each(|room| drop(left.remove(room)));
    }
    assert!(left.is_empty(), "these rooms stand in a circle, or on one: {:?}", left.keys());
}

#[test]
fn the_parser_stands_alone() {
    let uses = allowed_by_the_table().remove("html").expect("the table has the parser");
    assert!(uses.iter().all(|room| room == "steps"), "{uses:?}");
}

#[test]
fn ways_around_the_table_are_seen() {
    let seen = |path: &str, code: &str| !ways_around(&root().join("src").join(path), code).is_empty();
    for code in ["use super::options::Options;", "use crate as bodytext;", "use crate::*;", "use crate::{html, *};"] {
        assert!(seen("url.rs", code), "{code}");
    }
    assert!(seen("metadata/date.rs", "use super::super::options::Options;"));
    assert!(!seen("metadata/name/mod.rs", "use super::title;"));
    assert_eq!(without_comment("let a = 1; // crate::options"), "let a = 1; ");
    assert_eq!(without_comment("let a = \"https://tea.example\";"), "let a = \"https://tea.example\";");
}

#[test]
fn names_are_found_in_lists_and_paths() {
    let code = "use crate::{article::{Block, Link}, text, html::Dom};\nlet limit = crate::options::NO_LIMIT;";
    assert_eq!(names_of_the_crate(code), ["article", "text", "html", "options"]);
}

#[test]
fn files_that_architecture_names_exist() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let named =
        quoted_as_written(&text).filter(|name| name.contains('/') && !name.contains([' ', '<', '>', '*', '=', ':']));
    let rooms = ["", "src", "cli", "cli/src"];
    let missing: BTreeSet<&str> =
        named.filter(|name| !rooms.iter().any(|room| exists(&root().join(room).join(name)))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn names_in_recipes_stand_in_their_files() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("| to support | change |").expect("ARCHITECTURE.md has the table of recipes");
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let (_, recipe) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        let (files, names): (Vec<&str>, Vec<&str>) = quoted_as_written(recipe).partition(|name| name.contains('/'));
        let sources: Vec<String> = files.iter().filter_map(|file| fs::read_to_string(root().join(file)).ok()).collect();
        let is_name = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        for name in names.into_iter().filter(is_name) {
            assert!(sources.iter().any(|source| source.contains(name)), "{name} is in none of {files:?}");
        }
    }
}

/// Whether a file or folder is there; the ending of a source file may be left out.
fn exists(path: &Path) -> bool {
    path.exists() || path.with_extension("rs").exists()
}

/// What stands between backticks outside of listings.
fn quoted_as_written(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|part| part.split('`').skip(1).step_by(2))
}
