//! What the hints of the caller say of an encoding.

use super::Charset;
use crate::hints::Hints;
use crate::url;

/// The encoding that HTTP names, if it is a known one.
pub(super) fn http_charset(hints: &Hints) -> Option<Charset> {
    let value = hints.content_type()?;
    if !value.contains('=') {
        return charset(value);
    }
    // A comma stands where several fields were folded into one.
    let parameters = value.split([';', ',']).filter_map(|parameter| parameter.split_once('='));
    parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset")).find_map(|(_, value)| charset(value))
}

/// The last label of the host name as the detector wants it: ASCII, lower case, without a full stop.
pub(super) fn top_level_domain(hints: &Hints) -> Option<String> {
    let host = url::host(hints.url()?).trim_end_matches('.');
    let (_, last) = host.rsplit_once('.')?;
    let valid = !last.is_empty() && last.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    valid.then(|| last.to_ascii_lowercase())
}

fn charset(label: &str) -> Option<Charset> {
    super::for_label(label.trim_matches(|c: char| c.is_ascii_whitespace() || c == '"' || c == '\'').as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{http_charset, top_level_domain};
    use crate::hints::Hints;

    fn http(value: &str) -> Option<&'static str> {
        http_charset(&Hints::new().with_content_type(value)).map(|charset| charset.name())
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
        let tld = |url: &str| top_level_domain(&Hints::new().with_url(url));
        assert_eq!(tld("https://www.example.JP/a.cz?b.pl"), Some("jp".to_owned()));
        assert_eq!(tld("//user:pw.de@example.ru.:8080/"), Some("ru".to_owned()));
        assert_eq!(tld("https://xn--e1afmkfd.xn--p1ai"), Some("xn--p1ai".to_owned()));
        for url in ["", "example", "/path/a.jp", "http://localhost/", "http://[::1]/", "http://пример.рф/", "http://./"]
        {
            assert_eq!(tld(url), None, "{url}");
        }
    }
}
