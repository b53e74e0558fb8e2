//! The tokens of a source, beside those that a case of html5lib's tokenizer suite expects.

use super::{AttributeToken, Decoding, Doctype, TagEnd, TagKind, Text, TokenSink, Tokenizer, TokenizerState, decode};
use serde_json::{Value, json};
use std::ops::Range;

/// Writes tokens down as the suite does.
struct Recorder<'s> {
    source: &'s str,
    /// Whether the case begins inside a CDATA section.
    in_cdata: bool,
    tokens: Vec<Value>,
    kind: TagKind,
    name: String,
    attributes: serde_json::Map<String, Value>,
}

impl<'s> Recorder<'s> {
    fn new(source: &'s str, in_cdata: bool) -> Recorder<'s> {
        let (tokens, attributes) = (Vec::new(), serde_json::Map::new());
        Recorder { source, in_cdata, tokens, kind: TagKind::Start, name: String::new(), attributes }
    }

    fn characters(&mut self, text: &str) {
        if let Some([kind, Value::String(last)]) =
            self.tokens.last_mut().and_then(Value::as_array_mut).map(|it| &mut it[..])
            && kind == "Character"
        {
            last.push_str(text);
        } else {
            self.tokens.push(json!(["Character", text]));
        }
    }
}

fn decoded(raw: &str, context: Decoding) -> String {
    let mut out = String::new();
    decode(raw, context, &mut out);
    out
}

impl<'s> TokenSink<'s> for Recorder<'s> {
    fn text(&mut self, text: Text<'s>) {
        assert_eq!(&self.source[text.at..text.at + text.raw.len()], text.raw);
        match text.decoding {
            Some(context) => self.characters(&decoded(text.raw, context)),
            None => self.characters(text.raw),
        }
    }

    fn null(&mut self, _at: usize) {
        self.characters("\0");
    }

    fn open_tag(&mut self, kind: TagKind, name: &'s str) {
        self.kind = kind;
        self.name = decoded(&name.to_ascii_lowercase(), Decoding::WithoutReferences);
        self.attributes.clear();
    }

    fn attribute(&mut self, attribute: AttributeToken<'s>) {
        let name = decoded(&attribute.name.to_ascii_lowercase(), Decoding::WithoutReferences);
        self.attributes.entry(name).or_insert_with(|| decoded(attribute.value, Decoding::Attribute).into());
    }

    fn close_tag(&mut self, tag: TagEnd) -> TokenizerState {
        self.tokens.push(match (self.kind, tag.self_closing) {
            (TagKind::Start, true) => json!(["StartTag", self.name, self.attributes, true]),
            (TagKind::Start, false) => json!(["StartTag", self.name, self.attributes]),
            (TagKind::End, _) => json!(["EndTag", self.name]),
        });
        TokenizerState::Data
    }

    fn comment(&mut self, content: Range<usize>) {
        self.tokens.push(json!(["Comment", decoded(&self.source[content], Decoding::WithoutReferences)]));
    }

    fn doctype(&mut self, doctype: Doctype) {
        let Doctype { name, public_id, system_id, force_quirks } = doctype;
        self.tokens.push(json!(["DOCTYPE", name, public_id, system_id, !force_quirks]));
    }

    fn end(&mut self) {}

    fn in_foreign_content(&mut self) -> bool {
        self.in_cdata
    }

    fn is_full(&self) -> bool {
        false
    }
}

const CDATA: &str = "<![CDATA[";

fn tokens_of(source: &str, start: TokenizerState, in_cdata: bool, last_start: &str) -> Vec<Value> {
    let mut tokenizer = Tokenizer::new(source, Recorder::new(source, in_cdata));
    tokenizer.state = start;
    // As if its tag stood before the source.
    tokenizer.last_start = last_start;
    // The suite feeds the inside of a stream, where a byte order mark is a character like others.
    tokenizer.position = 0;
    tokenizer.run().tokens
}

/// What differs from a file of the suite, which is JSON, and how many cases it has.
pub fn token_differences(suite: &str) -> (usize, Vec<String>) {
    let suite: Value = serde_json::from_str(suite).unwrap_or_default();
    let (mut count, mut failures) = (0, Vec::new());
    for case in suite["tests"].as_array().into_iter().flatten() {
        let states = case["initialStates"].as_array().cloned().unwrap_or_else(|| vec![json!("Data state")]);
        for state in states {
            count += 1;
            if let Some(failure) = failure(case, state.as_str().unwrap_or_default()) {
                failures.push(format!("{}, {state}: {failure}", case["description"]));
            }
        }
    }
    (count, failures)
}

/// What is wrong with a case, if anything is.
fn failure(case: &Value, state: &str) -> Option<String> {
    let mut case = case.clone();
    if case["doubleEscaped"].as_bool() == Some(true) {
        // A string cannot hold half of a surrogate pair, so a case that needs one cannot come up.
        unescape(&mut case["input"])?;
        unescape(&mut case["output"])?;
    }
    let input = case["input"].as_str().unwrap_or_default().to_owned();
    let (source, start) = match state {
        "Data state" => (input, TokenizerState::Data),
        "RCDATA state" => (input, TokenizerState::Rcdata),
        "RAWTEXT state" => (input, TokenizerState::Rawtext),
        "Script data state" => (input, TokenizerState::ScriptData),
        "PLAINTEXT state" => (input, TokenizerState::Plaintext),
        "CDATA section state" => (format!("{CDATA}{input}"), TokenizerState::Data),
        other => return Some(format!("unknown state {other}")),
    };
    let in_cdata = state == "CDATA section state";
    let tokens = tokens_of(&source, start, in_cdata, case["lastStartTag"].as_str().unwrap_or_default());
    let tokens = Value::Array(tokens);
    (tokens != case["output"]).then(|| format!("{source:?}\n  gave {tokens}\n  not  {}", case["output"]))
}

/// Resolves `\uXXXX` in all strings of a value. None if the result is no text.
fn unescape(value: &mut Value) -> Option<()> {
    match value {
        Value::String(text) => *text = unescaped(text)?,
        Value::Array(values) => values.iter_mut().try_for_each(unescape)?,
        Value::Object(map) => map.values_mut().try_for_each(unescape)?,
        _ => {}
    }
    Some(())
}

/// Resolves `\uXXXX`. None if the result is no text.
fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split("\\u");
    let mut units: Vec<u16> = parts.next()?.encode_utf16().collect();
    for part in parts {
        let (digits, rest) = part.split_at_checked(4)?;
        units.push(u16::from_str_radix(digits, 16).ok()?);
        units.extend(rest.encode_utf16());
    }
    String::from_utf16(&units).ok()
}
