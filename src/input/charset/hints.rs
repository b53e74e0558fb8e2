//! What the caller knows about the bytes.

use super::Charset;

/// What is known about the bytes besides the bytes: where they come from, and what the server said of them.
///
/// All of it is optional, and all of it is a hint: a label that the bytes contradict does not count.
///
/// ```
/// use bodytext::Hints;
///
/// let hints = Hints::new().with_content_type("text/html; charset=Shift_JIS").with_url("https://example.jp/news/1");
/// let article = bodytext::extract_bytes(b"<p>\x90\x6C\x82\xCC\x90\xBA</p><img src=voice.jpg>", &hints);
/// assert_eq!(article.text(), "人の声");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    content_type: Option<String>,
    url: Option<String>,
}

impl Hints {
    /// Nothing known.
    pub fn new() -> Hints {
        Hints::default()
    }

    /// What HTTP says of the encoding: the value of the `Content-Type` field, or the bare label out of it. An unknown label
    /// is no label. Default: none.
    #[must_use]
    pub fn with_content_type(mut self, value: impl Into<String>) -> Hints {
        self.content_type = Some(value.into());
        self
    }

    /// The address of the page. It is the base address where [`Options::with_base_url`](crate::Options::with_base_url) gives
    /// none, and its country helps the detector. Default: none.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Hints {
        self.url = Some(url.into());
        self
    }

    /// What HTTP says of the encoding.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The address of the page.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The encoding that HTTP names, if it is a known one.
    pub(super) fn http_charset(&self) -> Option<Charset> {
        let value = self.content_type()?;
        if !value.contains('=') {
            return label(value);
        }
        // A comma stands where several fields were folded into one.
        let parameters = value.split([';', ',']).filter_map(|parameter| parameter.split_once('='));
        parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).find_map(|(_, value)| label(value))
    }

    /// The last label of the host name as the detector wants it: ASCII, lower case, without a full stop.
    pub(super) fn top_level_domain(&self) -> Option<String> {
        let (_, rest) = self.url()?.split_once("//")?;
        let authority = rest.split(['/', '?', '#', '\\']).next()?;
        let host = authority.rsplit('@').next()?;
        let host = host.split(':').next()?.trim_end_matches('.');
        let (_, last) = host.rsplit_once('.')?;
        let valid = !last.is_empty() && last.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        valid.then(|| last.to_ascii_lowercase())
    }
}

fn label(text: &str) -> Option<Charset> {
    super::for_label(text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'').as_bytes())
}

#[cfg(test)]
mod tests {
    use super::Hints;

    fn http(value: &str) -> Option<&'static str> {
        Hints::new().with_content_type(value).http_charset().map(|charset| charset.name())
    }

    #[test]
    fn a_label_may_come_alone_or_inside_a_content_type() {
        assert_eq!(http("gb2312"), Some("GBK"));
        assert_eq!(http(" Latin1 "), Some("windows-1252"));
        assert_eq!(http("text/html;charset=euc-kr"), Some("EUC-KR"));
        assert_eq!(http("text/html; boundary=x; Charset = \"Big5\" "), Some("Big5"));
        assert_eq!(http("text/html; charset='utf-8'"), Some("UTF-8"));
        assert_eq!(http("text/html, text/html; charset=koi8-r"), Some("KOI8-R"));
        assert_eq!(http("text/html; charset=none; charset=utf-8"), Some("UTF-8"));
    }

    #[test]
    fn what_names_no_encoding_is_no_label() {
        for value in ["", "text/html", "charset=", "text/html; charset=klingon", "iso-2022-kr", "utf-32", "="] {
            assert_eq!(http(value), None, "{value}");
        }
    }

    #[test]
    fn the_country_is_the_last_label_of_the_host() {
        let tld = |url: &str| Hints::new().with_url(url).top_level_domain();
        assert_eq!(tld("https://www.example.JP/a.cz?b.pl"), Some("jp".to_owned()));
        assert_eq!(tld("//user:pw.de@example.ru.:8080/"), Some("ru".to_owned()));
        assert_eq!(tld("https://xn--e1afmkfd.xn--p1ai"), Some("xn--p1ai".to_owned()));
        for url in ["", "example", "/path/a.jp", "http://localhost/", "http://[::1]/", "http://пример.рф/", "http://./"]
        {
            assert_eq!(tld(url), None, "{url}");
        }
    }
}
