//! `docs/article.schema.json` describes the JSON of every article: that of all fixtures, and that of the inputs below, which have
//! what fixtures do not.
#![cfg(all(feature = "serde", feature = "url"))]

use bodytext::{Article, Extractor, Hints, Options};
use boon::{Compiler, Schemas};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// The schema as it is published, or a stricter one that takes no key that is not described.
fn schema(strict: bool) -> (Schemas, boon::SchemaIndex) {
    let text = fs::read_to_string(Path::new(FOLDER).join("docs/article.schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    if strict {
        close(&mut schema);
    }
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("urn:bodytext:article:1", schema).unwrap();
    let index = compiler.compile("urn:bodytext:article:1", &mut schemas).unwrap();
    (schemas, index)
}

/// Has every object refuse keys that are not described. The published schema lets them pass: a later library may write more.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object) && object.contains_key("required") {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            object.values_mut().for_each(close);
        }
        Value::Array(list) => list.iter_mut().for_each(close),
        _ => {}
    }
}

/// The inputs of all fixtures, with the options they ask for.
fn fixtures() -> Vec<(PathBuf, Article)> {
    let mut articles = Vec::new();
    for kind in ["bodies", "pages"] {
        for folder in fs::read_dir(Path::new(FOLDER).join("fixtures").join(kind)).unwrap() {
            let folder = folder.unwrap().path();
            let input =
                ["input.html", "input.md", "input.txt"].into_iter().find_map(|name| fs::read(folder.join(name)).ok());
            let Some(input) = input else { continue };
            let options = fs::read_to_string(folder.join("options.json")).unwrap_or_else(|_| "{}".to_owned());
            let options: Value = serde_json::from_str(&options).unwrap();
            let hints = options["url"].as_str().map_or_else(Hints::new, |url| Hints::new().with_url(url));
            let input = String::from_utf8(input).unwrap();
            articles.push((folder, bodytext::extract_with(&input, &hints)));
        }
    }
    articles
}

/// Kinds of results that no fixture has.
fn rare() -> Vec<Article> {
    let limited = Options::new().with_max_output(4);
    let mut articles = vec![
        bodytext::extract(""),
        bodytext::extract("%PDF-1.7\n\u{0}\u{1}\u{2}"),
        bodytext::extract("---\ntitle: [\n---\n<p>Tea"),
        bodytext::extract("<p dir=rtl>שלום</p><ol reversed type=a><li>b<li>a</ol><math><mi>x</mi></math>"),
        bodytext::extract_with("<p><a href=/a>b</a>", &Hints::new().with_url("no address").with_title("Tea")),
        Extractor::new(limited).extract("<p>Green</p><p>Black</p>"),
    ];
    #[cfg(feature = "charset")]
    articles.push(bodytext::extract_bytes(b"<meta charset=gbk><p>\xC4\xE3", &Hints::new()));
    articles.push(bodytext::extract("<title>Tea</title><body><div id=app></div><script src=a.js></script>"));
    articles
}

#[test]
fn articles_are_as_the_schema_says() {
    let (schemas, published) = schema(false);
    let (strict_schemas, strict) = schema(true);
    let fixtures = fixtures();
    assert!(fixtures.len() > 100, "{} fixtures", fixtures.len());
    let named = fixtures.into_iter().map(|(folder, article)| (folder.display().to_string(), article));
    let rare = rare().into_iter().enumerate().map(|(at, article)| (format!("rare {at}"), article));
    for (name, article) in named.chain(rare) {
        let json = serde_json::to_value(&article).unwrap();
        if let Err(error) = schemas.validate(&json, published) {
            panic!("{name}: {error:#}");
        }
        if let Err(error) = strict_schemas.validate(&json, strict) {
            panic!("{name}: the JSON has what the schema does not describe: {error:#}");
        }
    }
}

#[test]
fn what_is_no_article_is_refused() {
    let (schemas, published) = schema(false);
    let good = serde_json::to_value(bodytext::extract("<h2>Tea</h2><p>A <b>cup</b>.</p>")).unwrap();
    assert!(schemas.validate(&good, published).is_ok());
    let spoils: [fn(&mut Value); 5] = [
        |article| article["schema"] = json!(2),
        |article| article["blocks"][1]["kind"] = json!("paragraf"),
        |article| article["blocks"][1]["spans"][0]["start"] = json!("2"),
        |article| article["confidence"] = json!(1.5),
        |article| drop(article.as_object_mut().unwrap().remove("text")),
    ];
    for (at, spoil) in spoils.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(schemas.validate(&bad, published).is_err(), "spoil {at}");
    }
}

/// Every kind that the library can write is in the schema: the names in the schema are those of the interface.
#[test]
fn names_are_those_of_the_interface() {
    let text = fs::read_to_string(Path::new(FOLDER).join("docs/article.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let of_schema = |names: &Value| -> Vec<String> {
        names.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let fields: Vec<_> = bodytext::Field::ALL.iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(of_schema(&schema["$defs"]["field"]["enum"]), fields);
    let sources: Vec<_> = bodytext::Source::ALL.iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(of_schema(&schema["$defs"]["metadata_source"]["enum"]), sources);
    let kinds: Vec<_> = bodytext::PageType::ALL.iter().map(|it| it.name().to_owned()).collect();
    assert_eq!(of_schema(&schema["$defs"]["metadata"]["properties"]["page_type"]["enum"]), kinds);
    let reasons: Vec<_> = bodytext::EmptyReason::ALL.iter().map(|it| it.as_str().to_owned()).collect();
    assert_eq!(of_schema(&schema["$defs"]["status"]["oneOf"][2]["properties"]["reason"]["enum"]), reasons);
}
