//! Metadata from front matter: the keys of Hexo, Hugo, Jekyll, Zola, and of the themes and converters around them.
//!
//! Keys are compared without regard to case, `_`, `-` and spaces. Where several keys mean the same field, the first in the
//! lists below that has a usable value wins. What is not used, under a known key or another, goes to
//! [`Metadata::extra`] as it is. Keys within `params` (Hugo), `taxonomies` and `extra` (Zola) count after all others, and
//! these maps stay in `extra` whole.

use super::{Date, Field, Map, Metadata, Source, Value, language as languages};
use crate::article::Image;
use crate::text::{cjk, whitespace};
use crate::url::Resolver;
use std::collections::{HashMap, HashSet};

const TITLE: &[&str] = &["title", "headline", "name"];
const AUTHORS: &[&str] = &["authors", "author", "byline", "writer", "writers", "creator"];
const PUBLISHED: &[&str] = &[
    "date",
    "published",
    "publishdate",
    "pubdate",
    "publishedat",
    "datepublished",
    "publishedtime",
    "created",
    "createdat",
    "datecreated",
];
const MODIFIED: &[&str] = &[
    "updated",
    "modified",
    "lastmod",
    "lastmodified",
    "lastmodifiedat",
    "updatedat",
    "updatedate",
    "dateupdated",
    "datemodified",
    "modifiedat",
    "modifieddate",
];
const CATEGORIES: &[&str] = &["categories", "category"];
const TAGS: &[&str] = &["tags", "tag", "keywords"];
const DESCRIPTION: &[&str] = &["description", "desc", "summary", "excerpt", "abstract", "digest", "lead", "subtitle"];
const LEAD_IMAGE: &[&str] = &[
    "headimg",
    "headimage",
    "cover",
    "coverimage",
    "coverimg",
    "coverurl",
    "featuredimage",
    "featureimage",
    "featuredimg",
    "heroimage",
    "hero",
    "banner",
    "bannerimg",
    "bannerimage",
    "topimg",
    "headerimg",
    "headerimage",
    "leadimage",
    "image",
    "img",
    "images",
    "photo",
    "picture",
    "ogimage",
    "socialimage",
];
const THUMBNAIL: &[&str] = &["thumbnail", "thumb", "thumbnailurl", "thumbnailimage", "thumbnailimg", "teaser"];
const LANGUAGE: &[&str] = &["lang", "language", "locale"];
const SITE_NAME: &[&str] = &["sitename", "site"];
const CANONICAL_URL: &[&str] = &["canonicalurl", "canonical", "permalink", "url", "link"];
const COMMENTS: &[&str] = &["comments", "comment", "allowcomments", "enablecomments", "commentsenabled"];
const DRAFT: &[&str] = &["draft", "isdraft"];
/// Jekyll and Hexo: whether it is published at all. A date under the same key is one of [`PUBLISHED`].
const NOT_DRAFT: &[&str] = &["published"];

/// Maps whose keys count as well.
const NESTED: &[&str] = &["params", "taxonomies", "extra"];

/// Reads the metadata in a front matter. References to images are resolved where `resolver` knows how.
pub(crate) fn read(front_matter: Map, resolver: &Resolver) -> Metadata {
    let mut keys = Keys::of(&front_matter);
    let mut metadata = Metadata {
        title: keys.take(Field::Title, TITLE, line),
        authors: keys.take(Field::Authors, AUTHORS, |value| non_empty(authors(value))).unwrap_or_default(),
        published: keys.take_date(Field::Published, PUBLISHED),
        modified: keys.take_date(Field::Modified, MODIFIED),
        categories: keys.take_terms(Field::Categories, CATEGORIES),
        tags: keys.take_terms(Field::Tags, TAGS),
        description: keys.take(Field::Description, DESCRIPTION, line),
        lead_image: keys.take(Field::LeadImage, LEAD_IMAGE, |value| image(value, resolver)),
        thumbnail: keys.take(Field::Thumbnail, THUMBNAIL, |value| image(value, resolver)),
        language: keys.take(Field::Language, LANGUAGE, language),
        site_name: keys.take(Field::SiteName, SITE_NAME, line),
        canonical_url: keys.take(Field::CanonicalUrl, CANONICAL_URL, |value| address(value, resolver)),
        comments: keys.take(Field::Comments, COMMENTS, truth),
        draft: keys.take(Field::Draft, DRAFT, truth),
        ..Metadata::default()
    };
    if metadata.draft.is_none() {
        metadata.draft = keys.take(Field::Draft, NOT_DRAFT, truth).map(|published| !published);
    }
    let Keys { used, found, .. } = keys;
    metadata.sources = found.into_iter().map(|field| (field, Source::FrontMatter)).collect();
    let rest = front_matter.into_iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry);
    metadata.extra = Map::from_entries(rest);
    metadata
}

/// The keys of a front matter by their plain form, and which of them have been used.
struct Keys<'a> {
    /// Values, and their places in the front matter; values within [`NESTED`] maps have none.
    places: HashMap<String, (Option<usize>, &'a Value)>,
    /// By place.
    used: Vec<bool>,
    /// The fields found.
    found: Vec<Field>,
}

impl<'a> Keys<'a> {
    fn of(map: &'a Map) -> Keys<'a> {
        let mut places = HashMap::new();
        for (place, (key, value)) in map.iter().enumerate() {
            places.entry(plain(key)).or_insert((Some(place), value));
        }
        for nested in NESTED.iter().filter_map(|key| map.get(key)?.as_map()) {
            for (key, value) in nested.iter() {
                places.entry(plain(key)).or_insert((None, value));
            }
        }
        Keys { places, used: vec![false; map.len()], found: Vec::new() }
    }

    /// The value of the first of `keys` that `read` can use.
    fn take<T>(&mut self, field: Field, keys: &[&str], read: impl Fn(&Value) -> Option<T>) -> Option<T> {
        self.take_with_key(field, keys, |_, value| read(value))
    }

    fn take_with_key<T>(&mut self, field: Field, keys: &[&str], read: impl Fn(&str, &Value) -> Option<T>) -> Option<T> {
        let (place, value) = keys.iter().find_map(|key| {
            let (place, value) = self.places.get(*key)?;
            Some((*place, read(key, value)?))
        })?;
        if let Some(place) = place {
            self.used[place] = true;
        }
        self.found.push(field);
        Some(value)
    }

    /// The first date that can be understood, else the first that is written.
    fn take_date(&mut self, field: Field, keys: &[&str]) -> Option<Date> {
        let date = |value: &Value| match value {
            Value::String(_) | Value::Integer(_) => Some(Date::parse(&line(value)?)),
            _ => None,
        };
        self.take(field, keys, |value| date(value).filter(|date| date.ymd().is_some()))
            .or_else(|| self.take(field, keys, date))
    }

    fn take_terms(&mut self, field: Field, keys: &[&str]) -> Vec<String> {
        self.take_with_key(field, keys, |key, value| non_empty(terms(value, key.ends_with('s')))).unwrap_or_default()
    }
}

/// A key without what people write differently.
fn plain(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | ' ' | ':' | '.')).flat_map(char::to_lowercase).collect()
}

fn non_empty(list: Vec<String>) -> Option<Vec<String>> {
    (!list.is_empty()).then_some(list)
}

/// A scalar as one line of text.
fn line(value: &Value) -> Option<String> {
    let text = whitespace::collapse(&value.scalar_text()?);
    (!text.is_empty()).then_some(text)
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        Value::Integer(value @ (0 | 1)) => Some(*value == 1),
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "open" | "y" => Some(true),
            "false" | "no" | "off" | "closed" | "n" => Some(false),
            _ => None,
        },
        Value::Map(map) => ["enable", "enabled", "use"].iter().find_map(|key| map.get(key)?.as_bool()),
        Value::Null | Value::Integer(_) | Value::Float(_) | Value::List(_) => None,
    }
}

fn language(value: &Value) -> Option<String> {
    let text = match value {
        Value::List(values) => line(values.first()?)?,
        value => line(value)?,
    };
    let tag = text.replace('_', "-");
    languages::is_tag(&tag).then_some(tag)
}

/// An absolute address, or one that can be made so. Patterns such as `/:year/:title/` are none.
fn address(value: &Value, resolver: &Resolver) -> Option<String> {
    let text = line(value)?;
    if text.starts_with("http://") || text.starts_with("https://") {
        return Some(text);
    }
    if text.contains("/:") || text.starts_with(':') || !text.contains('/') {
        return None;
    }
    resolver.resolve(&text)
}

/// Names in whatever shape: scalars, lists, lists of lists, objects with a name. No name comes twice.
fn names(value: &Value, mut cut: impl FnMut(&str, &mut Vec<String>)) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::List(values) => open.extend(values.iter().rev()),
            Value::Map(map) => open.extend(["name", "title", "nickname", "label"].iter().find_map(|key| map.get(key))),
            scalar => {
                if let Some(text) = line(scalar) {
                    cut(&text, &mut names);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    names
}

/// Categories or tags. A list is taken as it is. A string is cut at commas; without any, under a plural key and if it
/// consists of lower-case ASCII words, at spaces, as Jekyll does: `categories: jekyll update`.
fn terms(value: &Value, is_plural: bool) -> Vec<String> {
    let separators = [',', '，', '、', ';', '；'];
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_' || c == ' ';
    names(value, |text, terms| {
        if matches!(value, Value::List(_)) {
            terms.push(text.to_owned());
        } else if text.contains(separators) {
            terms.extend(text.split(separators).map(|term| term.trim().to_owned()));
        } else if is_plural && text.chars().all(is_slug) {
            terms.extend(text.split(' ').map(str::to_owned));
        } else {
            terms.push(text.to_owned());
        }
    })
}

/// Authors. A string may name several; at a comma it is cut only where all its parts look like whole names, so that `Lee, Ann` and
/// `Ann Lee, Jr.` stay whole.
fn authors(value: &Value) -> Vec<String> {
    let is_whole = |name: &&str| name.contains(' ') || name.chars().next().is_some_and(cjk::is_cjk);
    names(value, |text, authors| {
        let at_commas: Vec<&str> = text.split([',', '，']).map(str::trim).collect();
        let parts = if at_commas.iter().all(is_whole) { at_commas } else { vec![text] };
        let each = parts.iter().flat_map(|part| part.split(['、', ';', '；']));
        authors.extend(each.map(|name| without_mail(name.trim()).to_owned()));
    })
}

/// `Ann Lee <ann@tea.example>` and RSS's `ann@tea.example (Ann Lee)` are Ann Lee.
fn without_mail(text: &str) -> &str {
    if let Some((name, rest)) = text.split_once('<')
        && rest.contains('@')
        && !name.trim().is_empty()
    {
        return name.trim();
    }
    if let Some((mail, rest)) = text.split_once('(')
        && let (true, Some(name)) = (mail.contains('@'), rest.strip_suffix(')'))
    {
        return name.trim();
    }
    text
}

/// An image: its address, a list of which the first counts, or an object that has one.
fn image(value: &Value, resolver: &Resolver) -> Option<Image> {
    match value {
        Value::String(text) => {
            let raw = text.trim();
            // Themes put colours and gradients under the same keys.
            let is_address = raw.contains(['/', '.']) && !raw.contains([' ', '\n', '(']) && !raw.starts_with('#');
            (is_address || raw.starts_with("http")).then(|| Image {
                raw: raw.to_owned(),
                resolved: resolver.resolve(raw),
                ..Image::default()
            })
        }
        Value::List(values) => {
            values.first().filter(|value| value.as_list().is_none()).and_then(|value| image(value, resolver))
        }
        Value::Map(map) => {
            let address =
                ["path", "src", "url", "image", "file", "href"].iter().find_map(|key| map.get(key)?.as_str())?;
            let reference = image(&Value::String(address.to_owned()), resolver)?;
            let text = |key| map.get(key).and_then(line);
            let size = |key| map.get(key)?.as_i64().and_then(|size| u32::try_from(size).ok());
            Some(Image {
                alt: text("alt"),
                title: text("title"),
                caption: text("caption"),
                width: size("width"),
                height: size("height"),
                ..reference
            })
        }
        Value::Null | Value::Bool(_) | Value::Integer(_) | Value::Float(_) => None,
    }
}
