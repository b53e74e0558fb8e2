//! A full-text index over HTML pages: rayon extracts on all cores, tantivy indexes and searches.
//!
//! `cargo run --manifest-path examples/index/Cargo.toml -- FOLDER QUERY` reads every `.html` file in and below the folder. It prints the pages
//! that match, the best first. The index is kept in memory; `Index::create_in_dir` (feature `mmap` of tantivy) keeps one on disk.

mod words;

use bodytext::{Article, Extractor, Hints, Status};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::{fs, io};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::{Index, IndexWriter, TantivyDocument};

/// Memory for tantivy's writer, in bytes. The smallest that it takes is 15 MB for each of its threads.
const WRITER_MEMORY: usize = 50_000_000;
/// How much of a text a hit shows, in graphemes.
const EXCERPT: usize = 100;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args_os().skip(1);
    let (Some(folder), Some(query)) = (args.next(), args.next().and_then(|query| query.into_string().ok())) else {
        eprintln!("usage: bodytext-index FOLDER QUERY");
        std::process::exit(2);
    };
    let pages = Pages::index(&html_files(Path::new(&folder))?)?;
    for hit in pages.search(&query, 10)? {
        println!("{}\n  {}\n  {}", hit.path, hit.title, hit.excerpt);
    }
    Ok(())
}

/// The files whose names end in `.html`, in a folder and below it.
fn html_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "html") {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The fields of a page in the index.
#[derive(Clone, Copy)]
struct Fields {
    path: Field,
    title: Field,
    body: Field,
    excerpt: Field,
}

impl Fields {
    fn document(self, path: &Path, article: &Article) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.path, path.to_string_lossy());
        document.add_text(self.title, article.metadata().title().unwrap_or_default());
        document.add_text(self.body, article.text());
        document.add_text(self.excerpt, article.excerpt(EXCERPT));
        document
    }
}

/// An index over pages.
struct Pages {
    index: Index,
    fields: Fields,
}

/// A page that matches a query.
#[derive(Debug)]
struct Hit {
    path: String,
    title: String,
    excerpt: String,
}

impl Pages {
    /// Indexes files. Those that cannot be read, and pages without content, are named on standard error and left out.
    fn index(files: &[PathBuf]) -> tantivy::Result<Pages> {
        let mut schema = Schema::builder();
        let words = TextFieldIndexing::default()
            .set_tokenizer(words::NAME)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(words);
        let fields = Fields {
            path: schema.add_text_field("path", STRING | STORED),
            title: schema.add_text_field("title", text.clone().set_stored()),
            body: schema.add_text_field("body", text),
            excerpt: schema.add_text_field("excerpt", STORED),
        };
        let index = Index::create_in_ram(schema.build());
        index.tokenizers().register(words::NAME, words::Words);

        let mut writer: IndexWriter = index.writer(WRITER_MEMORY)?;
        // One extractor for each task of rayon: it keeps its memory from page to page. The writer takes documents from any thread.
        files.par_iter().try_for_each_init(Extractor::default, |extractor, path| -> tantivy::Result<()> {
            let bytes = match fs::read(path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    eprintln!("{}: {error}", path.display());
                    return Ok(());
                }
            };
            let article = extractor.extract_bytes(&bytes, &Hints::new());
            match article.status() {
                Status::Empty(reason) => eprintln!("{}: {reason}", path.display()),
                _ => {
                    writer.add_document(fields.document(path, &article))?;
                }
            }
            Ok(())
        })?;
        writer.commit()?;
        Ok(Pages { index, fields })
    }

    /// The pages that match best. Words in the title count three times.
    fn search(&self, query: &str, limit: usize) -> tantivy::Result<Vec<Hit>> {
        let Fields { path, title, body, excerpt } = self.fields;
        let mut parser = QueryParser::for_index(&self.index, vec![title, body]);
        parser.set_field_boost(title, 3.0);
        parser.set_conjunction_by_default();
        // What is no query is read as well as it can be: whoever types it is no programmer.
        let (query, _) = parser.parse_query_lenient(query);
        let searcher = self.index.reader()?.searcher();
        let hits = searcher.search(&query, &TopDocs::with_limit(limit).order_by_score())?;
        hits.into_iter()
            .map(|(_, address)| {
                let document: TantivyDocument = searcher.doc(address)?;
                let stored =
                    |field| document.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
                Ok(Hit { path: stored(path), title: stored(title), excerpt: stored(excerpt) })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Pages, html_files};
    use std::path::Path;

    fn found(query: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pages");
        let files = html_files(&folder).unwrap();
        assert!(files.len() > 40, "{} pages", files.len());
        let hits = Pages::index(&files).unwrap().search(query, 10).unwrap();
        let name = |path: &str| Path::new(path).parent().unwrap().file_name().unwrap().to_str().unwrap().to_owned();
        hits.iter().map(|hit| name(&hit.path)).collect()
    }

    #[test]
    fn words_of_the_article_are_found() {
        assert_eq!(found("migration \"lock timeout\""), ["blog-ghost"]);
    }

    #[test]
    fn words_of_menus_are_not_found() {
        // `Careers` stands in the menu of the page above.
        assert!(!found("careers").contains(&"blog-ghost".to_owned()));
    }
}
