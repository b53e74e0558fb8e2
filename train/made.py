"""Makes a small corpus out of nothing: some dozens of tiny pages with gold text, to try the way from labels to a model.

    made.py FOLDER

Writes three corpora in the form that the trainer reads (a line of `pages.jsonl` for each page, the page itself compressed)
and the list of them, `corpora.json`. The same pages on every run. A model of them is good for nothing else."""
import gzip
import json
import random
import sys
from pathlib import Path

SUBJECTS = ["The grower", "A merchant", "The kettle", "Nobody", "The old monk", "Her neighbour", "The second infusion",
            "A clay pot", "The harvest", "Every visitor", "The committee", "A late frost"]
VERBS = ["waits for", "remembers", "needs", "sells", "pours away", "praises", "cannot find", "pays for", "measures"]
OBJECTS = ["cool water", "the leaves of spring", "a little patience", "three small cups", "the road to the harbour",
           "last year's prices", "the smell of chestnuts", "a basket of rice", "the morning train", "new rules"]
ENDINGS = ["before the rain begins", "because the store is closed", "and nobody complains", "as every child knows",
           "although it costs more", "when the market opens", "in the hills above the town", "without saying why"]
TITLES = ["How to roast green leaves", "The frost that came too late", "Three cups before noon", "A road for the harbour",
          "What the water remembers", "New rules for old pots", "The market opens again", "Rice, salt and patience"]
# What sites call the box of their text, and the boxes around it.
CONTENT = ["entry-content", "article-body", "post-text", "story-text"]
CHROME = ["sidebar", "related-posts", "share-buttons", "newsletter-box"]
MENU = ["Home", "News", "Sport", "Weather", "Contact", "About us"]


class Site:
    """A site: its address and its template."""

    def __init__(self, number, kind):
        self.host = f"{kind}-{number}.example"
        self.name = f"The {kind.title()} {number}"
        self.content = CONTENT[number % len(CONTENT)]
        self.chrome = CHROME[(number * 7 + 1) % len(CHROME)]
        self.wrapper = ["main", "article", "div", "section"][number % 4]

    def page(self, chance, title, body):
        """A whole page around some HTML."""
        menu = "".join(f"<li class=menu-item><a href=/{name.split()[0].lower()}>{name}</a></li>" for name in MENU)
        teasers = "".join(f"<li><a href=/2024/{slug(t)}>{t}</a></li>" for t in chance.sample(TITLES, 4))
        return (f"<!doctype html><html><head><title>{title} - {self.name}</title>"
                f"<meta property=og:site_name content='{self.name}'></head><body>"
                f"<div class=site-header><a href=/>{self.name}</a><ul class=menu>{menu}</ul></div>"
                f"<{self.wrapper} class='{self.content}'>{body}</{self.wrapper}>"
                f"<div class='{self.chrome}'><h3>More from us</h3><ul>{teasers}</ul>"
                f"<p>Sign up for our letter and never miss a story.</p></div>"
                f"<div class=site-footer><p>© 2024 {self.name}. All rights reserved.</p></div></body></html>")


def slug(title):
    return title.lower().replace(",", "").replace(" ", "-")


def sentence(chance):
    return f"{chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}, {chance.choice(ENDINGS)}."


def paragraph(chance):
    return " ".join(sentence(chance) for _ in range(chance.randint(2, 5)))


def article(chance):
    """(HTML, the texts that are its content)"""
    texts = [paragraph(chance) for _ in range(chance.randint(4, 8))]
    html = "".join(f"<p>{text}</p>" for text in texts)
    return f"<div class=byline>By Ann Leaf, 12 May 2024</div>{html}<div class=tags><a href=/tag/tea>Tea</a></div>", texts


def documentation(chance):
    html, texts = "", []
    for title in chance.sample(TITLES, 3):
        text, code = paragraph(chance), f"pour --cups {chance.randint(2, 9)}"
        html += f"<h2>{title}</h2><p>{text}</p><pre><code>{code}</code></pre>"
        texts += [title, text, code]
    return html, texts


def forum(chance):
    html, texts = "", []
    for _ in range(chance.randint(3, 6)):
        text = paragraph(chance)
        html += f"<div class=post><a href=/user>reader{chance.randint(1, 99)}</a><p>{text}</p><a href=#>Reply</a></div>"
        texts.append(text)
    return html, texts


def listing(chance):
    html, texts = "", []
    for title in chance.sample(TITLES, 6):
        text = sentence(chance)
        html += f"<div class=card><h3><a href=/2024/{slug(title)}>{title}</a></h3><p>{text}</p></div>"
        texts += [title, text]
    return html, texts


def product(chance):
    texts = [paragraph(chance), sentence(chance)]
    html = f"<div class=price>${chance.randint(5, 90)}.00</div><button>Buy</button>"
    return html + "".join(f"<p class=description>{text}</p>" for text in texts), texts


KINDS = {"article": article, "documentation": documentation, "forum": forum, "listing": listing, "product": product}


def write(folder, name, sites, kinds, has_gold):
    """Writes a corpus: a page of each site for each of the kinds."""
    html_folder = folder / name / "html"
    html_folder.mkdir(parents=True, exist_ok=True)
    with open(folder / name / "pages.jsonl", "w", encoding="utf-8") as lines:
        for number in range(sites):
            site = Site(number, name.removeprefix("made-"))
            for at, kind in enumerate(kinds):
                chance = random.Random(f"{name} {number} {at}")
                title = TITLES[(number + at) % len(TITLES)]
                body, texts = KINDS[kind](chance)
                page = site.page(chance, title, f"<h1>{title}</h1>{body}")
                page_id = f"{number:02}-{at}"
                with gzip.GzipFile(html_folder / f"{page_id}.html.gz", "wb", mtime=0) as file:
                    file.write(page.encode())
                record = {"id": page_id, "corpus": name, "split": "dev", "url": f"https://{site.host}/2024/{slug(title)}",
                          "lang": "en", "type": kind, "html": f"html/{page_id}.html.gz",
                          "text": "\n\n".join(texts) if has_gold else None,
                          "with": [] if has_gold else [texts[0], texts[-1]],
                          "without": [] if has_gold else ["All rights reserved", "never miss a story"],
                          "title": title, "author": None, "date": None, "images": None}
                lines.write(json.dumps(record) + "\n")


def main():
    folder = Path(sys.argv[1])
    write(folder, "made-news", 12, ["article"] * 4, True)
    write(folder, "made-mixed", 10, list(KINDS), True)
    write(folder, "made-snippets", 6, ["article"] * 2, False)
    corpora = [{"name": "made-news", "weight": 1.0, "rows": "lang"},
               {"name": "made-mixed", "weight": 1.0, "has_kinds": True, "rows": "kind", "says_headline": True},
               {"name": "made-snippets", "weight": 0.4, "guessed": True, "shows_recall": True}]
    (folder / "corpora.json").write_text(json.dumps(corpora, indent=2))


if __name__ == "__main__":
    main()
