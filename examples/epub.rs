//! Makes an EPUB of pages, a chapter each. The library writes HTML that is well-formed XML, which is what an EPUB wants.
//!
//! `cargo run --example epub -- tea.epub fixtures/bodies/wordpress-feed/input.html fixtures/pages/news-english/input.html`
//!
//! An EPUB holds its images. Those that lie beside a page, under the path that the page gives, come in; of the others there is
//! a stand-in that says so.

use bodytext::{Address, AddressKind, Article, Direction, Extractor, Hints, Options};
use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Seek, Write};
use std::path::{Component, Path};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, result::ZipResult};

/// What stands where an image is missing.
const MISSING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="240" height="40"><text x="8" y="26">image not stored</text></svg>"#;
const STYLE: &str = "img { max-width: 100% }\npre { white-space: pre-wrap }\n";
const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1);
    let Some(out) = args.next() else {
        eprintln!("usage: epub OUT.epub PAGE.html…");
        std::process::exit(2);
    };
    // A chapter begins with its title, which in the text of a page is left out.
    let mut extractor = Extractor::new(Options::new().with_headline(true));
    let mut book = Book::new(File::create(out)?)?;
    for page in args {
        let page = Path::new(&page);
        let article = extractor.extract_bytes(&fs::read(page)?, &Hints::new());
        let folder = page.parent().unwrap_or(Path::new("."));
        book.add(article, |path| fs::read(folder.join(path)).ok())?;
    }
    book.finish()?;
    Ok(())
}

/// A book that is being written.
struct Book<W: Write + Seek> {
    zip: ZipWriter<W>,
    /// Titles and languages of the chapters.
    chapters: Vec<(String, String)>,
    authors: BTreeSet<String>,
    /// The names in the book of images by their addresses; none where there is no such image.
    images: HashMap<String, Option<String>>,
    /// The lines of the manifest.
    manifest: String,
}

impl<W: Write + Seek> Book<W> {
    fn new(out: W) -> ZipResult<Book<W>> {
        let mut zip = ZipWriter::new(out);
        // Readers know the file by this: it comes first and is not compressed.
        zip.start_file("mimetype", SimpleFileOptions::default().compression_method(CompressionMethod::Stored))?;
        zip.write_all(b"application/epub+zip")?;
        let mut book = Book {
            zip,
            chapters: Vec::new(),
            authors: BTreeSet::new(),
            images: HashMap::new(),
            manifest: String::new(),
        };
        book.store("META-INF/container.xml", CONTAINER.as_bytes())?;
        book.list("style", "style.css", "text/css", STYLE.as_bytes())?;
        book.list("missing", "missing.svg", "image/svg+xml", MISSING.as_bytes())?;
        Ok(book)
    }

    /// Adds an article as a chapter; `read` gives the bytes of an image by its path relative to the page.
    fn add(&mut self, mut article: Article, read: impl Fn(&Path) -> Option<Vec<u8>>) -> ZipResult<()> {
        let number = self.chapters.len() + 1;
        let title = article.metadata().title().map_or_else(|| format!("Chapter {number}"), str::to_owned);
        let language = article.metadata().language().unwrap_or("en").to_owned();
        self.authors.extend(article.metadata().authors().iter().cloned());

        let mut new = Vec::new();
        article.map_addresses(|address: Address<'_>| {
            if address.kind() != AddressKind::Image {
                return None;
            }
            let next = self.images.len() + 1;
            let name = self.images.entry(address.url().to_owned()).or_insert_with(|| {
                let (path, media_type) = local_image(address.url())?;
                let bytes = read(path)?;
                let name = format!("images/{next}");
                new.push((format!("image-{next}"), name.clone(), media_type, bytes));
                Some(name)
            });
            Some(name.clone().unwrap_or_else(|| "missing.svg".to_owned()))
        });
        for (id, name, media_type, bytes) in new {
            self.list(&id, &name, media_type, &bytes)?;
        }

        let direction = article.metadata().direction().unwrap_or(Direction::LeftToRight);
        let page = page(&title, &language, direction, &article.to_html());
        self.list(
            &format!("chapter-{number}"),
            &format!("chapter-{number}.xhtml"),
            "application/xhtml+xml",
            page.as_bytes(),
        )?;
        self.chapters.push((title, language));
        Ok(())
    }

    /// Writes the contents and the list of all parts, which come last.
    fn finish(mut self) -> ZipResult<W> {
        let first = ("Empty book".to_owned(), "en".to_owned());
        let (title, language) = self.chapters.first().unwrap_or(&first).clone();
        let mut contents = String::from("<nav xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"toc\"><ol>\n");
        let mut spine = String::new();
        for (at, (title, _)) in self.chapters.iter().enumerate() {
            let number = at + 1;
            let _ = writeln!(contents, "<li><a href=\"chapter-{number}.xhtml\">{}</a></li>", escape(title));
            let _ = writeln!(spine, "<itemref idref=\"chapter-{number}\"/>");
        }
        contents.push_str("</ol></nav>\n");
        let page = page("Contents", &language, Direction::LeftToRight, &contents);
        self.store("nav.xhtml", page.as_bytes())?;

        let authors: String =
            self.authors.iter().map(|author| format!("<dc:creator>{}</dc:creator>\n", escape(author))).collect();
        let mut hasher = DefaultHasher::new();
        self.chapters.hash(&mut hasher);
        let package = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n\
             <dc:identifier id=\"id\">urn:bodytext:{id:016x}</dc:identifier>\n\
             <dc:title>{title}</dc:title>\n<dc:language>{language}</dc:language>\n{authors}\
             <meta property=\"dcterms:modified\">{now}</meta>\n</metadata>\n\
             <manifest>\n<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n{manifest}</manifest>\n\
             <spine>\n{spine}</spine>\n</package>\n",
            id = hasher.finish(),
            title = escape(&title),
            language = escape(&language),
            now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            manifest = self.manifest,
        );
        self.store("content.opf", package.as_bytes())?;
        self.zip.finish()
    }

    /// Stores a part of the book, and puts it on the list.
    fn list(&mut self, id: &str, name: &str, media_type: &str, bytes: &[u8]) -> ZipResult<()> {
        let _ = writeln!(self.manifest, "<item id=\"{id}\" href=\"{name}\" media-type=\"{media_type}\"/>");
        self.store(name, bytes)
    }

    fn store(&mut self, name: &str, bytes: &[u8]) -> ZipResult<()> {
        self.zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated))?;
        Ok(self.zip.write_all(bytes)?)
    }
}

fn page(title: &str, language: &str, direction: Direction, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"{language}\" dir=\"{direction}\">\n\
         <head><title>{title}</title><link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/></head>\n\
         <body>\n{body}</body>\n</html>\n",
        title = escape(title),
        language = escape(language),
    )
}

/// The path of an image below the folder of its page, and its type; None for all that lies elsewhere.
fn local_image(url: &str) -> Option<(&Path, &'static str)> {
    let path = Path::new(url);
    let media_type = match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "gif" => "image/gif",
        "jpeg" | "jpg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some((path, media_type))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::Book;
    use std::collections::BTreeMap;
    use std::io::{Cursor, Read};
    use std::path::Path;

    /// The files of a book.
    fn files(book: Book<Cursor<Vec<u8>>>) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(book.finish().unwrap()).unwrap();
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            assert_eq!(index == 0, file.name() == "mimetype", "{}", file.name());
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            files.insert(file.name().to_owned(), String::from_utf8_lossy(&content).into_owned());
        }
        files
    }

    #[test]
    fn a_book_holds_its_chapters_and_its_images() {
        let mut book = Book::new(Cursor::new(Vec::new())).unwrap();
        let page = "---\ntitle: Water & tea\n---\n<p>Not <b>boiling</b>.<br>So.</p><img src=img/cup.png alt='A cup'><img src=//far.example/x.png>";
        book.add(bodytext::extract(page), |path| (path == Path::new("img/cup.png")).then(|| b"PNG".to_vec())).unwrap();
        book.add(bodytext::extract("<p>用水</p><img src=../secret.png>"), |_| panic!("outside of its folder")).unwrap();

        let files = files(book);
        let first = &files["chapter-1.xhtml"];
        assert!(first.contains("<title>Water &amp; tea</title>") && first.contains("src=\"images/1\""), "{first}");
        assert!(first.contains("src=\"missing.svg\""), "{first}");
        assert!(files["chapter-2.xhtml"].contains("src=\"missing.svg\""), "{files:?}");
        assert_eq!(files["images/1"], "PNG");
        assert_eq!(files["mimetype"], "application/epub+zip");
        assert!(files["content.opf"].contains("Water &amp; tea"), "{}", files["content.opf"]);
        for (name, content) in files.iter().filter(|(name, _)| name.ends_with("xhtml") || name.ends_with("opf")) {
            let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
            roxmltree::Document::parse_with_options(content, options).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
