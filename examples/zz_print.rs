fn main() {
    let mut args = std::env::args().skip(1);
    let format = args.next().unwrap();
    for path in args {
        let html = std::fs::read_to_string(&path).unwrap();
        let article = bodytext::extract(&html);
        println!("=== {path}");
        match format.as_str() {
            "md" => print!("{}", article.to_markdown()),
            "html" => print!("{}", article.to_html()),
            _ => println!("{}", serde_json::to_string_pretty(&article).unwrap()),
        }
    }
}
