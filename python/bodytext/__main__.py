"""The command ``python -m bodytext``: the article of a page, out of a file or from standard input."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import Article, Extractor, __version__


def parser() -> argparse.ArgumentParser:
    """Give the parser of the command line."""
    command = argparse.ArgumentParser(prog="python -m bodytext", description="The text of an article out of HTML.")
    command.add_argument("files", nargs="*", metavar="FILE", help="pages; '-', or none, is standard input")
    command.add_argument("-f", "--format", choices=["text", "markdown", "html", "json"], default="text")
    command.add_argument("--url", help="the address of the page, against which links and images are resolved")
    command.add_argument("--charset", help="what the server said of the encoding")
    command.add_argument("--scope", choices=["auto", "body", "page"])
    command.add_argument("--favor", choices=["precision", "balanced", "recall"])
    command.add_argument("--comments", choices=["auto", "keep", "drop"])
    command.add_argument("--keep", action="append", metavar="SELECTOR", help="elements that always come out")
    command.add_argument("--prune", action="append", metavar="SELECTOR", help="elements that never come out")
    command.add_argument("--headline", action="store_true", help="put the title first")
    command.add_argument("--version", action="version", version=f"bodytext {__version__}")
    return command


def written(article: Article, form: str) -> str:
    """Give the article in the form that is asked for, with a newline at its end."""
    text = {
        "text": lambda: article.text,
        "markdown": article.to_markdown,
        "html": article.to_html,
        "json": article.to_json,
    }[form]()
    return text if text.endswith("\n") or not text else text + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; give its exit status."""
    command = parser()
    asked = command.parse_args(arguments)
    try:
        extractor = Extractor(
            scope=asked.scope,
            favor=asked.favor,
            comments=asked.comments,
            keep=asked.keep,
            prune=asked.prune,
            headline=asked.headline,
        )
    except ValueError as error:
        command.error(str(error))
    status = 0
    for file in asked.files or ["-"]:
        try:
            html = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            print(f"bodytext: {file}: {error.strerror or error}", file=sys.stderr)
            status = 1
            continue
        article = extractor.extract(html, url=asked.url, charset=asked.charset)
        if article.status in ("empty", "failed"):
            print(f"bodytext: {file}: {article.status}: {article.status_reason}", file=sys.stderr)
        sys.stdout.buffer.write(written(article, asked.format).encode())
    sys.stdout.buffer.flush()
    return status


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()
        sys.exit(1)
