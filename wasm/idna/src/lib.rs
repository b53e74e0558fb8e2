//! International domain names, by the `URL` that browsers, Node, Deno and Bun have.
//!
//! The crate `idna` has tables of all characters, which were a tenth of the small build. Only names that are not plain ASCII need them,
//! and whoever runs WebAssembly has them already, for the same standard (UTS #46, as the URL Standard applies it). This crate has what
//! the crate `url` calls, under the same names.
#![forbid(unsafe_code)]

use std::borrow::Cow;
use std::fmt;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type URL;

    #[wasm_bindgen(constructor, catch)]
    fn new(address: &str) -> Result<URL, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn hostname(this: &URL) -> String;
}

/// A name that is none.
#[derive(Debug, Default)]
pub struct Errors;

impl fmt::Display for Errors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no domain name")
    }
}

impl std::error::Error for Errors {}

/// The characters of ASCII that no name may have.
#[derive(Clone, Copy, Debug)]
pub struct AsciiDenyList(());

impl AsciiDenyList {
    /// The forbidden domain code points of the URL Standard.
    pub const URL: AsciiDenyList = AsciiDenyList(());

    fn denies(self, byte: u8) -> bool {
        byte <= b' ' || byte == 0x7f || b"%#/:<>?@[\\]^|".contains(&byte)
    }
}

/// The name in ASCII: `xn--cl1a.example` for `茶.example`.
///
/// # Errors
/// Where it is no name.
pub fn domain_to_ascii_from_cow(domain: Cow<'_, [u8]>, denied: AsciiDenyList) -> Result<Cow<'_, str>, Errors> {
    // The host reads a whole address: what would end the name there must not reach it.
    if domain.iter().any(|&byte| denied.denies(byte)) {
        return Err(Errors);
    }
    let domain = match domain {
        Cow::Borrowed(bytes) => str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| Errors)?,
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|_| Errors)?,
    };
    if !domain.is_ascii() || domain.split('.').any(is_encoded) {
        return by_the_host(&domain).map(Cow::Owned);
    }
    match domain.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Ok(Cow::Owned(domain.to_ascii_lowercase())),
        false => Ok(domain),
    }
}

/// The name as people read it. The library asks for it nowhere; here it is the name as it stands.
pub fn domain_to_unicode(domain: &str) -> (String, Result<(), Errors>) {
    (domain.to_owned(), Ok(()))
}

/// Whether a part of a name says that it is another in ASCII, so that it can be wrong.
fn is_encoded(label: &str) -> bool {
    label.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("xn--"))
}

/// No host on the internet has more than 63 characters between two dots. Encoding them takes the square of their number.
const LABEL_CHARS: usize = 1_000;

fn by_the_host(domain: &str) -> Result<String, Errors> {
    if domain.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).any(|label| label.chars().count() > LABEL_CHARS) {
        return Err(Errors);
    }
    URL::new(&format!("http://{domain}/")).map(|url| url.hostname()).map_err(|_| Errors)
}
