//! References made absolute, after the WHATWG URL standard, and addresses taken apart.
//!
//! Without the feature `url` there is no base, and nothing is resolved. What an address says by its parts is read in the same way
//! with the feature and without.

#[cfg(feature = "url")]
use std::cell::Cell;

/// Resolves references against a base address.
#[derive(Clone, Debug)]
#[cfg_attr(not(feature = "url"), derive(Default))]
pub(crate) struct Resolver {
    #[cfg(feature = "url")]
    base: Option<url::Url>,
    /// How many bytes longer than their references the addresses may still be, taken together: a long base before many short
    /// references must not multiply.
    #[cfg(feature = "url")]
    left: Cell<usize>,
}

#[cfg(feature = "url")]
impl Default for Resolver {
    fn default() -> Resolver {
        Resolver { base: None, left: Cell::new(ROOM) }
    }
}

/// Room for the addresses of a page that people made, whatever its length.
#[cfg(feature = "url")]
const ROOM: usize = 1 << 19;

#[cfg(feature = "url")]
impl Resolver {
    /// A resolver for the page at `base`; without one nothing is resolved.
    ///
    /// # Errors
    /// Why `base` is no address that others can be relative to.
    pub(crate) fn new(base: Option<&str>) -> Result<Resolver, String> {
        let Some(base) = base else { return Ok(Resolver::default()) };
        match url::Url::parse(base.trim()) {
            Ok(url) if url.cannot_be_a_base() => Err("nothing can be relative to it".to_owned()),
            Ok(url) => Ok(Resolver { base: Some(url), left: Cell::new(ROOM) }),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Makes room for the addresses of an input of so many bytes.
    pub(crate) fn make_room(&mut self, input: usize) {
        self.left.set(input.saturating_mul(2).saturating_add(ROOM));
    }

    /// Takes in the `href` of a `<base>`: the base from now on, itself relative to the one before.
    pub(crate) fn rebase(&mut self, href: &str) {
        let url = match &self.base {
            Some(base) => base.join(href.trim()),
            None => url::Url::parse(href.trim()),
        };
        // The HTML standard ignores a base with one of these schemes.
        if let Some(url) =
            url.ok().filter(|url| !url.cannot_be_a_base() && !matches!(url.scheme(), "data" | "javascript"))
        {
            self.base = Some(url);
        }
    }

    /// Whether there is a base address.
    pub(crate) fn has_base(&self) -> bool {
        self.base.is_some()
    }

    /// The absolute form of a reference. None without a base, where there is no more room for addresses, for what is no address, and for an address that leads nowhere:
    /// `javascript:`, `about:`, `data:` and the like, or nothing at all.
    pub(crate) fn resolve(&self, reference: &str) -> Option<String> {
        let reference = reference.trim_matches(|c: char| c <= ' ');
        // A base that there is no room for is not even joined, which takes time.
        let base = self.base.as_ref().filter(|base| !reference.is_empty() && base.as_str().len() <= self.left.get())?;
        let url = base.join(reference).ok()?;
        let longer = url.as_str().len().saturating_sub(reference.len());
        self.left.set(self.left.get().checked_sub(longer)?);
        let leads_somewhere = !matches!(url.scheme(), "javascript" | "vbscript" | "about" | "data" | "blob" | "file");
        (leads_somewhere || url.scheme() == base.scheme()).then(|| url.into())
    }
}

#[cfg(not(feature = "url"))]
impl Resolver {
    /// A resolver that resolves nothing.
    ///
    /// # Errors
    /// Where a base is given, since it cannot be used.
    pub(crate) fn new(base: Option<&str>) -> Result<Resolver, String> {
        match base {
            None => Ok(Resolver::default()),
            Some(_) => Err("addresses are resolved only with the feature `url`".to_owned()),
        }
    }

    /// Does nothing.
    pub(crate) fn make_room(&mut self, _input: usize) {}

    /// Does nothing.
    pub(crate) fn rebase(&mut self, _href: &str) {}

    /// True: no address could become the base.
    pub(crate) fn has_base(&self) -> bool {
        true
    }

    /// None.
    pub(crate) fn resolve(&self, _reference: &str) -> Option<String> {
        None
    }
}

/// Whether a text has an address in it that needs no base, but for the scheme perhaps.
pub(crate) fn is_absolute(text: &str) -> bool {
    text.contains("://") || text.starts_with("//")
}

/// The host of an address, without name and port, and what follows it from the path on; None where it has no host, as a relative
/// reference or `mailto:` has none. Nothing is decoded: that is enough to know a host, and to look at a path.
pub(crate) fn split_host(address: &str) -> Option<(&str, &str)> {
    let address = address.trim_start();
    let scheme = address.find(|c: char| !matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '+' | '-' | '.'))?;
    let rest = match address.split_at(scheme) {
        ("", rest) => rest,
        (_, rest) => rest.strip_prefix(':')?,
    };
    let rest = rest.strip_prefix("//")?;
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // The colons of an address of IPv6 stand in brackets.
    let port = host.rfind(':').filter(|&at| !host.ends_with(']') && at > 0);
    Some((port.map_or(host, |at| host.split_at(at).0), rest))
}

/// The host of an address; empty where it has none.
pub(crate) fn host(address: &str) -> &str {
    split_host(address).map_or("", |(host, _)| host)
}

/// The path of an address, or of a relative reference, without query and fragment.
pub(crate) fn path(address: &str) -> &str {
    let rest = split_host(address).map_or(address, |(_, rest)| rest);
    rest.split(['?', '#']).next().unwrap_or("")
}

#[cfg(test)]
mod parts {
    use super::*;

    #[test]
    fn host_and_path_are_found() {
        for (address, expected) in [
            ("https://tea.example/green?a#b", Some(("tea.example", "/green?a#b"))),
            ("https://tea.example", Some(("tea.example", ""))),
            ("//tea.example?a", Some(("tea.example", "?a"))),
            (" HTTP://ann:pot@tea.example:8080/", Some(("tea.example", "/"))),
            ("http://[::1]:80/a", Some(("[::1]", "/a"))),
            ("http://[::1]", Some(("[::1]", ""))),
            ("http://", Some(("", ""))),
            ("/a//b", None),
            ("green?to=https://tea.example/", None),
            ("mailto:ann@tea.example", None),
            ("tea", None),
            ("", None),
        ] {
            assert_eq!(split_host(address), expected, "{address}");
        }
        assert_eq!(path("https://tea.example/green/?page=2"), "/green/");
        assert_eq!(path("green#notes"), "green");
        assert_eq!(path("https://tea.example?a=/b"), "");
        assert!(is_absolute("//tea.example") && is_absolute("https://tea.example") && !is_absolute("/green"));
    }
}

#[cfg(all(test, feature = "url"))]
mod tests {
    use super::*;

    fn resolve(base: &str, reference: &str) -> Option<String> {
        Resolver::new(Some(base)).unwrap().resolve(reference)
    }

    #[test]
    fn references_are_resolved_after_the_standard() {
        let base = "https://tea.example/posts/green/?page=2";
        for (reference, expected) in [
            ("../black.html", "https://tea.example/posts/black.html"),
            ("/img/a b.jpg", "https://tea.example/img/a%20b.jpg"),
            ("//cdn.tea.example/x.jpg", "https://cdn.tea.example/x.jpg"),
            (" \n https://milk.example/?q=茶\t", "https://milk.example/?q=%E8%8C%B6"),
            ("#notes", "https://tea.example/posts/green/?page=2#notes"),
            ("?page=3", "https://tea.example/posts/green/?page=3"),
            ("mailto:ann@tea.example", "mailto:ann@tea.example"),
            ("https://茶.example/", "https://xn--cl1a.example/"),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), Some(expected), "{reference:?}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_not_resolved() {
        for reference in [
            "",
            "  ",
            "javascript:void(0)",
            " JavaScript:x",
            "java\nscript:x",
            "about:blank",
            "data:image/gif;base64,AA",
            "http://[",
            "file:///etc/passwd",
        ] {
            assert_eq!(resolve("https://tea.example/", reference), None, "{reference:?}");
        }
        assert_eq!(Resolver::default().resolve("https://tea.example/"), None);
    }

    #[test]
    fn only_a_hierarchical_address_can_be_a_base() {
        assert!(Resolver::new(Some("posts/green")).is_err());
        assert!(Resolver::new(Some("mailto:ann@tea.example")).is_err());
        assert!(Resolver::new(None).is_ok());
    }

    #[test]
    fn a_base_element_changes_the_base() {
        let mut resolver = Resolver::new(Some("https://tea.example/posts/")).unwrap();
        resolver.rebase("../static/");
        assert_eq!(resolver.resolve("x.jpg").as_deref(), Some("https://tea.example/static/x.jpg"));
        resolver.rebase("javascript:x");
        resolver.rebase("data:text/plain,x");
        assert_eq!(resolver.resolve("x.jpg").as_deref(), Some("https://tea.example/static/x.jpg"));
        let mut resolver = Resolver::default();
        resolver.rebase("/relative/");
        assert_eq!(resolver.resolve("x.jpg"), None);
        resolver.rebase("https://tea.example/a/");
        assert_eq!(resolver.resolve("x.jpg").as_deref(), Some("https://tea.example/a/x.jpg"));
    }
}
