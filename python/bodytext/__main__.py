"""The command ``python -m bodytext``: the article of a page, out of a file or from standard input."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
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


class OutputError(Exception):
    """What came out could not be written; its cause says why."""


def closed() -> OSError:
    """Give the error of a stream that was closed before the program began, for which Python has None."""
    return OSError(errno.EBADF, os.strerror(errno.EBADF))


def read(file: str) -> bytes:
    """Give a page; '-' is standard input."""
    if file != "-":
        return Path(file).read_bytes()
    if sys.stdin is None:
        raise closed()
    return sys.stdin.buffer.read()


def write(text: str = "") -> None:
    """Write to standard output, and let nothing wait."""
    try:
        if sys.stdout is None:
            raise closed()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except OSError as error:
        raise OutputError from error


def say(words: str) -> None:
    """Tell something on standard error, where there is one."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            print(f"bodytext: {words}", file=sys.stderr)


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
            html = read(file)
        except OSError as error:
            say(f"{file}: {error.strerror or error}")
            status = 1
            continue
        article = extractor.extract(html, url=asked.url, charset=asked.charset)
        if article.status in ("empty", "failed"):
            say(f"{file}: {article.status}: {article.status_reason}")
        write(written(article, asked.format))
    return status


def run(arguments: list[str] | None = None) -> int:
    """Run the command as a program: whatever becomes of its streams, it ends without a traceback.

    Gives 0 where all was read, 1 where a page could not be, 2 where the command line is wrong, 3 where the output could not be written, and
    130 after Ctrl-C. Nobody has to read to the end: where the reader of a pipe has gone, that is 0 as well.
    """
    try:
        try:
            return main(arguments)
        except SystemExit as ended:  # of argparse, which leaves what it wrote in a buffer
            if sys.stdout is not None:
                write()
            return ended.code if isinstance(ended.code, int) else 2
    except KeyboardInterrupt:
        status = 130
    except OutputError as error:
        cause = error.__cause__
        status = 0 if isinstance(cause, BrokenPipeError) else 3
        if status:
            say(f"standard output: {getattr(cause, 'strerror', None) or cause}")
    # What is still in the buffer would fail once more when Python ends.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return status


if __name__ == "__main__":
    sys.exit(run())
