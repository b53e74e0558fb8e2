#!/usr/bin/env python3
"""bodytext beside trafilatura, Resiliparse and readability-lxml: the same pages, in one run, page by page in turn.

    pip install ./python trafilatura resiliparse readability-lxml
    python python/benchmarks/compare.py                  # a sample of ../shared/corpora, with quality
    python python/benchmarks/compare.py --pages DIR      # your own pages (*.html, *.html.gz): speed alone

Time is that of the processor, not that of the clock, so that a busy machine disturbs little; compare the lines with each other. The ways
of bodytext (single, batch, threads, processes) are measured in turn too. The growth with threads and processes is one of the clock, and
says something only where the processors are free: the load is printed.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import html as entities
import importlib.util
import io
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, NamedTuple

import bodytext

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
CORPORA = ("wcxb", "waddle")
COLUMNS = ["text", "title", "authors", "published", "images", "language", "status", "confidence"]


class Page(NamedTuple):
    """A page, and what is known of it where it has a gold text."""

    html: str
    gold: dict[str, Any] | None


def sample(count: int) -> list[Page]:
    """Pages of the development half of each corpus, evenly spread."""
    pages = []
    for corpus in CORPORA:
        folder = SHARED / "corpora" / corpus
        with (folder / "pages.jsonl").open() as lines:
            rows = [row for row in map(json.loads, lines) if row["split"] == "dev" and row["text"]]
        for place in range(count):
            row = rows[place * len(rows) // count]
            pages.append(Page(gzip.decompress((folder / row["html"]).read_bytes()).decode(errors="replace"), row))
    return pages


def of_folder(folder: Path) -> list[Page]:
    """All pages under a folder."""
    files = sorted(file for file in folder.rglob("*") if file.name.endswith((".html", ".htm", ".html.gz")))
    contents = (gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files)
    return [Page(content.decode(errors="replace"), None) for content in contents]


def tools() -> dict[str, Callable[[str], Any]]:
    """What is installed, by name: the main text of a page as each gives it where nothing else is said."""
    found: dict[str, Callable[[str], Any]] = {"bodytext": lambda html: bodytext.extract(html).text}
    if importlib.util.find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text

        found["Resiliparse (main content)"] = lambda html: extract_plain_text(html, main_content=True)
    if importlib.util.find_spec("readability"):
        from readability import Document

        found["readability-lxml"] = lambda html: Document(html).summary()
    if importlib.util.find_spec("trafilatura"):
        import trafilatura

        found["trafilatura"] = lambda html: trafilatura.extract(html)
    return found


def plain(name: str, result: str | None) -> str:
    """The text of a result; readability-lxml gives HTML."""
    if not result or name != "readability-lxml":
        return result or ""
    import lxml.html

    try:
        parts = lxml.html.fromstring(result).itertext()
    except Exception:  # an empty document
        return entities.unescape(result)
    return " ".join(parts)


def measure() -> Callable[[str, dict[str, Any]], float] | None:
    """The word F1 of the corpora, where their script is at hand."""
    if not (SHARED / "score.py").exists():
        return None
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)

    def f1(text: str, page: dict[str, Any]) -> float:
        pattern = score.CJK_WORD if score.is_cjk(page) else score.WORD
        return score.word_scores(text, page["text"], pattern)[2]

    return f1


def beside_each_other(pages: list[Page], rounds: int) -> None:
    """The table of the tools."""
    known, f1 = tools(), measure()
    for run in known.values():  # what is loaded at the first call is no page's
        run(pages[0].html)
    seconds = dict.fromkeys(known, 0.0)
    scores: dict[str, list[float]] = {name: [] for name in known}
    failures = dict.fromkeys(known, 0)
    order = list(known)
    chance = random.Random(0)
    for round_ in range(rounds):
        for page in pages:
            chance.shuffle(order)
            for name in order:
                start = time.process_time()
                try:
                    result = known[name](page.html)
                except Exception:
                    result = None
                    failures[name] += round_ == 0
                seconds[name] += time.process_time() - start
                if page.gold and f1 and round_ == 0:
                    scores[name].append(f1(plain(name, result), page.gold))
    print("| | word F1 | pages a CPU second | bodytext is faster by | raised |\n| --- | --- | --- | --- | --- |")
    for name in known:
        quality = f"{sum(scores[name]) / len(scores[name]):.3f}" if scores[name] else "–"
        speed = rounds * len(pages) / seconds[name]
        print(f"| {name} | {quality} | {speed:.0f} | {seconds[name] / seconds['bodytext']:.1f} × | {failures[name]} |")


def cpu() -> float:
    """The CPU seconds of this process and of those that it has ended."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def chunk(part: slice) -> int:
    """What a worker process does; the pages are those of the process that it was forked from."""
    return len(bodytext.extract_batch(WORK[part], columns=COLUMNS))


WORK: list[str] = []


def in_processes(pages: list[str], count: int) -> None:
    """All pages through a pool of processes, in parts as a task of an engine has them."""
    WORK[:] = pages
    with multiprocessing.get_context("fork").Pool(count) as pool:
        pool.map(chunk, [slice(start, start + 25) for start in range(0, len(pages), 25)], chunksize=1)
        pool.close()
        pool.join()


def ways(pages: list[Page], rounds: int, program: Path | None = None) -> None:
    """The table of the ways to call bodytext; beside the program, which is the library without Python, where it is given."""
    texts = [page.html for page in pages]
    extractor = bodytext.Extractor()
    known: dict[str, Callable[[], Any]] = {
        "`extract`, page by page": lambda: [bodytext.extract(html).text for html in texts],
        "`Extractor.extract`, page by page": lambda: [extractor.extract(html).text for html in texts],
        "`extract_batch`": lambda: bodytext.extract_batch(texts, columns=COLUMNS),
        "`extract_batch(threads=2)`": lambda: bodytext.extract_batch(texts, columns=COLUMNS, threads=2),
    }
    if "fork" in multiprocessing.get_all_start_methods():
        known["1 process of a pool"] = lambda: in_processes(texts, 1)
        known["2 processes of a pool"] = lambda: in_processes(texts, 2)
    folder = tempfile.TemporaryDirectory()
    if program is not None:
        for number, html in enumerate(texts):
            Path(folder.name, f"{number:05}.html").write_text(html)
        command = [str(program), "--quiet", "--jobs", "1", folder.name]
        known["the program, in Rust"] = lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    used, passed = dict.fromkeys(known, 0.0), {name: [] for name in known}
    for _ in range(rounds):
        for name, run in known.items():
            start, clock = cpu(), time.perf_counter()
            run()
            used[name] += cpu() - start
            passed[name].append(time.perf_counter() - clock)
    folder.cleanup()
    first = next(iter(known))
    print("| | pages a CPU second | CPU beside `extract` | pages a second, best round |\n| --- | --- | --- | --- |")
    for name in known:
        speed, best = rounds * len(pages) / used[name], len(pages) / min(passed[name])
        print(f"| {name} | {speed:.0f} | {used[name] / used[first]:.2f} × | {best:.0f} |")


def job(pages: list[Page], rounds: int) -> None:
    """The table of what a task of ``examples/spark_warc.py`` does with a WARC file."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "examples"))
        import spark_warc
    except ImportError as error:
        print(f"the job on WARC files: skipped, {error}")
        return
    columns = ["title", "text", "authors", "published", "language", "page_type", "confidence", "status", "status_reason"]
    with tempfile.TemporaryDirectory() as folder:
        warc, parquet = Path(folder, "pages.warc.gz"), Path(folder, "articles.parquet")
        with warc.open("wb") as file:
            writer = WARCWriter(file, gzip=True)
            for number, page in enumerate(pages):
                headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
                payload = io.BytesIO(page.html.encode())
                url = f"https://pages.example/{number}"
                writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
        spent = {"reading the records": 0.0, "extraction": 0.0, "writing Parquet": 0.0}
        for _ in range(rounds):
            times = [time.process_time()]
            with spark_warc.opened(str(warc)) as stream:
                assert sum(1 for _ in spark_warc.pages(stream, "")) == len(pages)
            times.append(time.process_time())
            with spark_warc.opened(str(warc)) as stream:
                table = pa.Table.from_batches(spark_warc.articles_of(stream, "", columns, {}))
            times.append(time.process_time())
            pq.write_table(table, parquet, compression="zstd")
            times.append(time.process_time())
            reading, both, writing = (after - before for before, after in zip(times, times[1:]))
            for name, seconds in zip(spent, (reading, both - reading, writing)):
                spent[name] += seconds
        sizes = warc.stat().st_size / len(pages) / 1000, parquet.stat().st_size / len(pages) / 1000
    whole = sum(spent.values())
    print("| of a task on a WARC file | CPU ms a page | share |\n| --- | --- | --- |")
    for name, seconds in [*spent.items(), ("all", whole)]:
        print(f"| {name} | {1000 * seconds / rounds / len(pages):.2f} | {seconds / whole:.0%} |")
    print(f"\na page takes {sizes[0]:.1f} kB in the WARC file, and {sizes[1]:.2f} kB in Parquet")


def main() -> None:
    parser = argparse.ArgumentParser(description="bodytext beside other extractors, and the ways to call it.")
    parser.add_argument("--pages", type=Path, help="a folder of your own pages")
    parser.add_argument("--count", type=int, default=75, help="how many pages of each corpus")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--program", type=Path, help="target/release/bodytext, to set Python beside Rust")
    parser.add_argument("--only", choices=["tools", "ways", "job"], help="one of the tables")
    args = parser.parse_args()

    if args.pages is None and not (SHARED / "corpora").is_dir():
        print("skipped: no ../shared/corpora, and no --pages DIR")
        return
    pages = sample(args.count) if args.pages is None else of_folder(args.pages)
    if not pages:
        sys.exit(f"no *.html, *.htm or *.html.gz under {args.pages}")
    size = sum(len(page.html.encode()) for page in pages) / len(pages) / 1000
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{len(pages)} pages of {size:.0f} kB on the mean; {os.cpu_count()} processors, load {load}\n")
    all_ways = functools.partial(ways, program=args.program)
    for name, table in [("tools", beside_each_other), ("ways", all_ways), ("job", job)]:
        if args.only in (None, name):
            table(pages, args.rounds)
            print()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(f"load at the end {os.getloadavg()[0]:.1f}; this process took {peak:.0f} MB at most, its children {children():.0f} MB")


def children() -> float:
    """The most that a child process took, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


if __name__ == "__main__":
    main()
