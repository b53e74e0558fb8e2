//! Archives a page as Markdown with front matter. The images get names in a folder beside it; a list says what to download.
//!
//! `cargo run --example archive -- fixtures/pages/blog-ghost/input.html https://blog.quaylight.example/tuesday/ archive/`
//!
//! The folder then holds `index.md` and `downloads.tsv`: on each line the address of an image and the file to store it in.

use bodytext::{AddressKind, Article, Extractor, Hints, MarkdownOptions, Metadata, Status};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [page, url, folder] = args.as_slice() else {
        eprintln!("usage: archive PAGE.html URL FOLDER");
        std::process::exit(2);
    };
    let article = Extractor::default().extract_bytes(&fs::read(page)?, &Hints::new().with_url(url));
    if let Status::Empty(reason) = article.status() {
        return Err(format!("{page}: {reason}").into());
    }
    let archive = archive(article, url);
    let folder = Path::new(folder);
    fs::create_dir_all(folder.join("images"))?;
    fs::write(folder.join("index.md"), archive.markdown)?;
    let lines: String = archive.downloads.iter().map(|(url, file)| format!("{url}\t{file}\n")).collect();
    fs::write(folder.join("downloads.tsv"), lines)?;
    Ok(())
}

/// What is stored of a page.
struct Archive {
    markdown: String,
    /// Addresses of images, and the files in which the Markdown looks for them.
    downloads: BTreeMap<String, String>,
}

fn archive(mut article: Article, url: &str) -> Archive {
    let mut downloads = BTreeMap::new();
    // Every address of the article passes here once. Only images are renamed; links go on leading to the web.
    article.map_addresses(|address| match address.kind() {
        AddressKind::Image if address.url().starts_with("http") => {
            let next = downloads.len() + 1;
            let file = downloads.entry(address.url().to_owned()).or_insert_with(|| local_name(address.url(), next));
            Some(file.clone())
        }
        _ => None,
    });
    // A page that does not name its own address has that from which it was fetched.
    article.metadata_mut().fill_from(&Metadata::new().with_canonical_url(url));
    let markdown = article.to_markdown_with(&MarkdownOptions::new().with_front_matter(true));
    Archive { markdown, downloads }
}

/// A name for an image: its number, and the ending of its address. No other character of the address gets into a file name.
fn local_name(url: &str, number: usize) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_known = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&ending.to_ascii_lowercase().as_str());
    format!("images/{number:03}.{}", if is_known { ending } else { "img" })
}

#[cfg(test)]
mod tests {
    use super::{archive, local_name};
    use bodytext::{Extractor, Hints};

    #[test]
    fn a_page_becomes_markdown_with_local_images() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pages/blog-ghost/input.html");
        let url = "https://blog.quaylight.example/tuesday/";
        let article = Extractor::default().extract_bytes(&std::fs::read(page).unwrap(), &Hints::new().with_url(url));
        let archive = archive(article, url);
        assert!(
            archive.markdown.starts_with("---\ntitle: \"Our database fell over on a Tuesday\"\n"),
            "{}",
            archive.markdown
        );
        assert!(archive.markdown.contains("](images/002.png)"), "{}", archive.markdown);
        assert!(!archive.markdown.contains("](https://blog.quaylight.example/content"), "{}", archive.markdown);
        for (url, file) in &archive.downloads {
            assert!(url.starts_with("https://blog.quaylight.example/content/images/"), "{url}");
            assert!(archive.markdown.contains(file), "{file}");
        }
        // What is written is a post with front matter again.
        let again = bodytext::extract(&archive.markdown);
        assert_eq!(again.metadata().title(), Some("Our database fell over on a Tuesday"));
        assert_eq!(again.metadata().published().unwrap().ymd(), Some((2022, 6, 28)));
    }

    #[test]
    fn names_of_files_hold_nothing_of_the_address_but_a_known_ending() {
        assert_eq!(local_name("https://a.example/../b/c.JPG?w=9", 1), "images/001.JPG");
        assert_eq!(local_name("https://a.example/x.php/../../etc", 2), "images/002.img");
    }
}
