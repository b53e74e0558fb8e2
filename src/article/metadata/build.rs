//! Metadata that a caller builds, and two of them made one: what a feed says of an entry beside what its page says.

use super::{Candidate, Date, Direction, Field, Map, Metadata, Source};
use crate::article::Image;

/// A consuming method for a field: it takes a value, and says that the caller did.
macro_rules! with_text {
    ($($(#[$doc:meta])* $name:ident, $field:ident, $kind:ident;)+) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub fn $name(mut self, value: impl Into<String>) -> Metadata {
                self.$field = Some(value.into());
                self.tell(Field::$kind)
            }
        )+
    };
}

impl Metadata {
    /// Nothing known.
    ///
    /// ```
    /// use bodytext::{Date, Field, Metadata, Source};
    ///
    /// // What a feed says of an entry.
    /// let entry = Metadata::new()
    ///     .with_title("Green tea")
    ///     .with_authors(["Ann Lee"])
    ///     .with_published(Date::parse("Thu, 08 Jul 2021 16:41:32 GMT"));
    ///
    /// let mut article = bodytext::extract("<html lang=en><p>Green tea wants patience.</p></html>");
    /// article.metadata_mut().fill_from(&entry);
    /// assert_eq!(article.metadata().title(), Some("Green tea"));
    /// assert_eq!(article.metadata().source(Field::Title), Some(Source::Caller));
    /// assert_eq!(article.metadata().language(), Some("en"));
    /// ```
    pub fn new() -> Metadata {
        Metadata::default()
    }

    with_text! {
        /// The title.
        with_title, title, Title;
        /// What it is about.
        with_description, description, Description;
        /// The language it is written in, as a BCP 47 tag.
        with_language, language, Language;
        /// The name of the site.
        with_site_name, site_name, SiteName;
        /// Its own address, absolute.
        with_canonical_url, canonical_url, CanonicalUrl;
        /// Who published it.
        with_publisher, publisher, Publisher;
        /// The part of the site it stands in.
        with_section, section, Section;
        /// Its licence: an address or a sentence.
        with_license, license, License;
    }

    /// Who wrote it, in order.
    #[must_use]
    pub fn with_authors<T: Into<String>>(mut self, authors: impl IntoIterator<Item = T>) -> Metadata {
        self.authors = authors.into_iter().map(T::into).collect();
        self.tell(Field::Authors)
    }

    /// When it was published.
    #[must_use]
    pub fn with_published(mut self, date: Date) -> Metadata {
        self.published = Some(date);
        self.tell(Field::Published)
    }

    /// When it was last changed.
    #[must_use]
    pub fn with_modified(mut self, date: Date) -> Metadata {
        self.modified = Some(date);
        self.tell(Field::Modified)
    }

    /// The categories it is filed under, outer ones first.
    #[must_use]
    pub fn with_categories<T: Into<String>>(mut self, categories: impl IntoIterator<Item = T>) -> Metadata {
        self.categories = categories.into_iter().map(T::into).collect();
        self.tell(Field::Categories)
    }

    /// Its tags or keywords.
    #[must_use]
    pub fn with_tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Metadata {
        self.tags = tags.into_iter().map(T::into).collect();
        self.tell(Field::Tags)
    }

    /// The picture that stands for it.
    #[must_use]
    pub fn with_lead_image(mut self, image: Image) -> Metadata {
        self.lead_image = Some(image);
        self.tell(Field::LeadImage)
    }

    /// The small picture that stands for it in lists.
    #[must_use]
    pub fn with_thumbnail(mut self, image: Image) -> Metadata {
        self.thumbnail = Some(image);
        self.tell(Field::Thumbnail)
    }

    /// The direction in which it is written.
    #[must_use]
    pub fn with_direction(mut self, direction: Direction) -> Metadata {
        self.direction = Some(direction);
        self.tell(Field::Direction)
    }

    /// Whatever else is known of it, by name.
    #[must_use]
    pub fn with_extra(mut self, extra: Map) -> Metadata {
        self.extra = extra;
        self
    }

    /// The images that it has.
    pub(crate) fn images_mut(&mut self) -> impl Iterator<Item = &mut Image> {
        self.lead_image.iter_mut().chain(&mut self.thumbnail)
    }

    /// Its own address.
    pub(crate) fn canonical_url_mut(&mut self) -> Option<&mut String> {
        self.canonical_url.as_mut()
    }

    fn tell(mut self, field: Field) -> Metadata {
        self.sources.insert(field, Source::Caller);
        self
    }

    /// Takes from another what is not known here, each field with its source; names in `extra` too. What is known stays.
    pub fn fill_from(&mut self, other: &Metadata) {
        macro_rules! fill {
            ($($field:ident),+) => {
                $(if self.$field.is_none() {
                    self.$field.clone_from(&other.$field);
                })+
            };
        }
        macro_rules! fill_list {
            ($($field:ident),+) => {
                $(if self.$field.is_empty() {
                    self.$field.clone_from(&other.$field);
                })+
            };
        }
        if self.language.is_none() {
            self.language_confidence = other.language_confidence;
        }
        fill!(title, published, modified, description, lead_image, thumbnail, language, site_name, canonical_url);
        fill!(direction, publisher, section, license, reading_minutes, comments, draft);
        fill_list!(authors, categories, tags);
        if self.page_type.is_none() {
            (self.page_type, self.page_type_probability) = (other.page_type, other.page_type_probability);
        }
        for (&field, &source) in &other.sources {
            self.sources.entry(field).or_insert(source);
        }
        let unknown = other.extra.iter().filter(|(key, _)| self.extra.get(key).is_none());
        let unknown: Vec<_> = unknown.map(|(key, value)| (key.to_owned(), value.clone())).collect();
        if !unknown.is_empty() {
            self.extra = std::mem::take(&mut self.extra).into_iter().chain(unknown).collect();
        }
    }

    /// Takes note of the title of another, where this one has a different one.
    pub(crate) fn note_overruled(&mut self, other: &Metadata) {
        if let (Some(title), Some(source)) = (other.title(), other.source(Field::Title))
            && self.title() != Some(title)
        {
            self.candidates.push(Candidate { field: Field::Title, source, value: title.to_owned() });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Field, Metadata, Source, Value};
    use crate::date::Date;

    #[test]
    fn what_is_known_stays_and_what_is_not_is_filled_with_its_source() {
        let post = "---\ntitle: Green tea\nmood: calm\n---\n<p>Green tea.</p>";
        let mut metadata = crate::extract(post).metadata().clone();
        let extra = [("mood", "loud"), ("rank", "1")].map(|(key, value)| (key.to_owned(), Value::String(value.into())));
        let other = Metadata::new()
            .with_title("Black tea")
            .with_tags(["tea"])
            .with_modified(Date::parse("2021-07-08"))
            .with_extra(extra.into_iter().collect());
        metadata.fill_from(&other);
        assert_eq!((metadata.title(), metadata.tags()), (Some("Green tea"), &["tea".to_owned()][..]));
        assert_eq!(metadata.source(Field::Title), Some(Source::FrontMatter));
        assert_eq!(metadata.source(Field::Tags), Some(Source::Caller));
        assert_eq!(metadata.modified().unwrap().ymd(), Some((2021, 7, 8)));
        let extra: Vec<_> = metadata.extra().iter().map(|(key, value)| (key, value.as_str().unwrap())).collect();
        assert_eq!(extra, [("mood", "calm"), ("rank", "1")]);
    }
}
