//! What a document says of its own encoding, before it can be parsed.
//!
//! The HTML standard looks for a `<meta>` among the first bytes with a scanner of its own, much simpler than the
//! tokenizer: "prescan a byte stream to determine its encoding". It knows comments, tags and attributes, and nothing of
//! scripts and styles. This is that scanner, to the letter, with one exception: the labels of encodings that the Encoding
//! Standard has withdrawn (`iso-2022-kr` and others) are unknown ones here, because reading on is better than no text.

use super::{Charset, for_label};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

/// The encoding that a `<meta>` within `bytes` declares.
pub(super) fn meta(bytes: &[u8]) -> Option<Charset> {
    let mut scanner = Scanner { bytes, at: 0 };
    loop {
        scanner.at += memchr(b'<', scanner.rest())?;
        if scanner.rest().starts_with(b"<!--") {
            // The dashes that open a comment may also close it, as in `<!-->`.
            scanner.at += 2;
            scanner.at += memmem::find(scanner.rest(), b"-->")? + 2;
        } else if scanner.at_meta() {
            scanner.at += b"<meta".len();
            let declaration = Declaration::read(&mut scanner)?;
            if let Some(charset) = declaration.charset() {
                return Some(charset);
            }
        } else if scanner.at_tag() {
            scanner.at += scanner.rest().iter().position(|&b| is_space(b) || b == b'>')?;
            while scanner.attribute()?.is_some() {}
        } else if matches!(scanner.bytes.get(scanner.at + 1), Some(b'!' | b'/' | b'?')) {
            scanner.at += memchr(b'>', scanner.rest())?;
        }
        scanner.at += 1;
    }
}

/// The encoding in the XML declaration at the start of `bytes`. ("Get an XML encoding" of the standard.)
pub(super) fn xml_declaration(bytes: &[u8]) -> Option<Charset> {
    let declaration = &bytes[..memchr(b'>', bytes)?];
    if !declaration.starts_with(b"<?xml") {
        return None;
    }
    let after = memmem::find(declaration, b"encoding")? + b"encoding".len();
    let rest = skip_controls(&declaration[after..]).strip_prefix(b"=")?;
    let (&quote, rest) = skip_controls(rest).split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = &rest[..memchr(quote, rest)?];
    if label.iter().any(|&b| b <= b' ') {
        return None;
    }
    for_label(label).map(not_utf_16)
}

fn skip_controls(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|&&b| b <= b' ').count()..]
}

/// What can be read byte by byte up to its own declaration is not UTF-16, whatever that says.
fn not_utf_16(charset: Charset) -> Charset {
    if charset == UTF_16LE || charset == UTF_16BE { UTF_8 } else { charset }
}

/// What the attributes of one `<meta>` say.
#[derive(Default)]
struct Declaration {
    /// Whether there is `http-equiv="content-type"`.
    pragma: bool,
    /// Whether the encoding is that of `content`, which counts only with the pragma.
    needs_pragma: bool,
    /// The encoding; `Some(None)` for a `charset` attribute with an unknown label.
    charset: Option<Option<Charset>>,
}

impl Declaration {
    /// Reads the attributes up to the end of the tag; none if the bytes end first.
    fn read(scanner: &mut Scanner<'_>) -> Option<Declaration> {
        let mut declaration = Declaration::default();
        // Of attributes with the same name the first counts.
        let mut seen = [false; 3];
        while let Some(Attribute { name, value }) = scanner.attribute()? {
            let names: [&[u8]; 3] = [b"http-equiv", b"content", b"charset"];
            let Some(which) = names.iter().position(|known| name.eq_ignore_ascii_case(known)) else { continue };
            if std::mem::replace(&mut seen[which], true) {
                continue;
            }
            match which {
                0 => declaration.pragma |= value.eq_ignore_ascii_case(b"content-type"),
                1 if declaration.charset.is_none() => {
                    if let Some(charset) = content_charset(value) {
                        declaration.charset = Some(Some(charset));
                        declaration.needs_pragma = true;
                    }
                }
                2 => {
                    declaration.charset = Some(for_label(value));
                    declaration.needs_pragma = false;
                }
                _ => {}
            }
        }
        Some(declaration)
    }

    fn charset(&self) -> Option<Charset> {
        let charset = self.charset.flatten().filter(|_| self.pragma || !self.needs_pragma)?;
        Some(if charset == X_USER_DEFINED { WINDOWS_1252 } else { not_utf_16(charset) })
    }
}

/// The encoding in the `content` of a `<meta>`, as in `text/html; charset=utf-8`.
fn content_charset(content: &[u8]) -> Option<Charset> {
    let mut rest = content;
    loop {
        let after = rest.windows(7).position(|word| word.eq_ignore_ascii_case(b"charset"))? + 7;
        rest = skip_spaces(&rest[after..]);
        if let Some(value) = rest.strip_prefix(b"=") {
            rest = skip_spaces(value);
            break;
        }
    }
    let label = match rest.first()? {
        quote @ (b'"' | b'\'') => &rest[1..][..memchr(*quote, &rest[1..])?],
        _ => &rest[..rest.iter().position(|&b| is_space(b) || b == b';').unwrap_or(rest.len())],
    };
    for_label(label)
}

fn skip_spaces(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|&&b| is_space(b)).count()..]
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

struct Attribute<'b> {
    name: &'b [u8],
    value: &'b [u8],
}

struct Scanner<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Scanner<'b> {
    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn at_meta(&self) -> bool {
        let rest = self.rest();
        let name = rest.get(1..5).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"));
        name && rest.get(5).is_some_and(|&b| is_space(b) || b == b'/')
    }

    fn at_tag(&self) -> bool {
        match self.rest() {
            [b'<', b'/', letter, ..] | [b'<', letter, ..] => letter.is_ascii_alphabetic(),
            _ => false,
        }
    }

    /// The byte at the position; none at the end of the bytes, which ends the scan.
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        self.at += self.rest().len() - skip_spaces(self.rest()).len();
    }

    /// The next attribute, `Some(None)` when the tag has no more, none when the bytes end. ("Get an attribute".)
    fn attribute(&mut self) -> Option<Option<Attribute<'b>>> {
        while is_space(self.byte()?) || self.byte()? == b'/' {
            self.at += 1;
        }
        if self.byte()? == b'>' {
            return Some(None);
        }
        let start = self.at;
        // An equals sign at the very start belongs to the name.
        self.at += 1;
        while !matches!(self.byte()?, b'=' | b'/' | b'>') && !is_space(self.byte()?) {
            self.at += 1;
        }
        let name = &self.bytes[start..self.at];
        self.skip_spaces();
        if self.byte()? != b'=' {
            return Some(Some(Attribute { name, value: &[] }));
        }
        self.at += 1;
        self.skip_spaces();
        let value = match self.byte()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let length = memchr(quote, self.rest())?;
                let value = &self.rest()[..length];
                self.at += length + 1;
                value
            }
            _ => {
                let length = self.rest().iter().position(|&b| is_space(b) || b == b'>')?;
                let value = &self.rest()[..length];
                self.at += length;
                value
            }
        };
        Some(Some(Attribute { name, value }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(html: &str) -> Option<&'static str> {
        meta(html.as_bytes()).map(|charset| charset.name())
    }

    #[test]
    fn a_meta_declares_by_charset_or_by_pragma() {
        assert_eq!(name("<meta charset=gb2312>"), Some("GBK"));
        assert_eq!(name("<META/CHARSET='Shift-JIS'/>"), Some("Shift_JIS"));
        assert_eq!(name("<meta content='text/html; charset=big5' http-equiv=Content-Type>"), Some("Big5"));
        assert_eq!(name("<meta http-equiv=content-type content=\"charset; charset = 'euc-kr' ;\">"), Some("EUC-KR"));
        assert_eq!(name("<meta http-equiv=content-type content='text/html; charset=koi8-r; x'>"), Some("KOI8-R"));
        assert_eq!(name("<meta content='text/html; charset=big5'>"), None);
        assert_eq!(name("<meta name=charset content=big5>"), None);
        assert_eq!(name("<metadata charset=big5>"), None);
    }

    #[test]
    fn the_first_attribute_of_a_name_counts() {
        assert_eq!(name("<meta charset=big5 charset=utf-8>"), Some("Big5"));
        assert_eq!(name("<meta charset=big5 content='charset=utf-8' http-equiv=content-type>"), Some("Big5"));
        assert_eq!(name("<meta content='charset=utf-8' charset=big5 http-equiv=content-type>"), Some("Big5"));
        assert_eq!(name("<meta charset=no content='charset=utf-8' http-equiv=content-type>"), None);
    }

    #[test]
    fn an_unknown_label_lets_the_next_meta_speak() {
        assert_eq!(name("<meta charset=klingon><meta charset=utf-8>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=iso-2022-kr><meta charset=euc-kr>"), Some("EUC-KR"));
    }

    #[test]
    fn labels_that_cannot_be_true_stand_for_others() {
        assert_eq!(name("<meta charset=utf-16>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=utf-16be>"), Some("UTF-8"));
        assert_eq!(name("<meta charset=x-user-defined>"), Some("windows-1252"));
        assert_eq!(xml_declaration(b"<?xml encoding='utf-16'?>"), Some(UTF_8));
    }

    #[test]
    fn comments_and_other_tags_hide_what_is_in_them() {
        assert_eq!(name("<!--<meta charset=big5>--><meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("<!--><meta charset=big5>-->"), Some("Big5"));
        assert_eq!(name("<!---><meta charset=big5>-->"), Some("Big5"));
        assert_eq!(name("<!-- <meta charset=big5>"), None);
        assert_eq!(name("<a title='<meta charset=big5>'><meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("</a title='<meta charset=big5>'><meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("<!doctype x <meta charset=big5><meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("<? <meta charset=big5> <meta charset=gbk>"), Some("GBK"));
        assert_eq!(name("<3 <meta charset=big5>"), Some("Big5"));
    }

    #[test]
    fn a_tag_that_does_not_end_declares_nothing() {
        for html in [
            "<",
            "<m",
            "<meta",
            "<meta ",
            "<meta charset",
            "<meta charset=",
            "<meta charset=big5",
            "<meta charset='big5",
        ] {
            assert_eq!(name(html), None, "{html}");
        }
        assert_eq!(name("<meta charset=big5 >"), Some("Big5"));
        assert_eq!(name("<meta =charset=big5>"), None);
    }

    #[test]
    fn an_xml_declaration_counts_at_the_very_start() {
        let xml = |text: &str| xml_declaration(text.as_bytes()).map(|charset| charset.name());
        assert_eq!(xml("<?xml version=\"1.0\" encoding=\"gb2312\"?><p>"), Some("GBK"));
        assert_eq!(xml("<?xml encoding \n=\t'EUC-JP' standalone='yes'?>"), Some("EUC-JP"));
        assert_eq!(xml("\n<?xml encoding='EUC-JP'?>"), None);
        assert_eq!(xml("<?xml version='1.0'?><a encoding='EUC-JP'>"), None);
        assert_eq!(xml("<?xml encoding='EUC JP'?>"), None);
        assert_eq!(xml("<?xml encoding=EUC-JP?>"), None);
        assert_eq!(xml("<?xml encoding='EUC-JP?>"), None);
        assert_eq!(xml("<?xml encoding"), None);
    }
}
