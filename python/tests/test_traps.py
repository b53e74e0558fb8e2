"""What breaks workers: forks, signals, the interpreter's lock, memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading

import pytest

import bodytext
from conftest import PAGE

# Long enough for any machine: what is waited for comes, or the test fails.
PATIENCE = 120


def texts(number: int) -> list[str]:
    pages = [f"<p>Tea number {number}.</p>"] * 20
    return bodytext.extract_batch(pages, threads=3, columns=["text"]).column("text")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_processes_may_fork_after_threads_have_worked():
    assert texts(0) == ["Tea number 0."] * 20
    bodytext.extract(PAGE)
    with multiprocessing.get_context("fork").Pool(2) as pool:
        results = pool.map_async(texts, range(6)).get(timeout=PATIENCE)
        articles = pool.map_async(bodytext.extract, [PAGE] * 4).get(timeout=PATIENCE)
    assert results == [[f"Tea number {number}."] * 20 for number in range(6)]
    assert articles == [bodytext.extract(PAGE)] * 4


def test_processes_may_be_spawned():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        extractor = bodytext.Extractor(headline=True)
        article = pool.apply_async(extractor.extract, (PAGE,), {"url": "https://tea.example"}).get(timeout=PATIENCE)
    assert article == extractor.extract(PAGE, url="https://tea.example")


INTERRUPTED = """
import bodytext, itertools, pyarrow, sys
page = "<p>" + "Green tea wants patience. " * 4000
{work}
print("not interrupted")
"""

WORKS = {
    "batch": "print('ready', flush=True); bodytext.extract_batch([page] * 60_000)",
    "threads": "print('ready', flush=True); bodytext.extract_batch([page] * 60_000, threads=2)",
    "iteration": """
table = pyarrow.table({"html": [page] * 2000})
stream = bodytext.extract_stream(table, batch_size=100_000, threads=2)
print('ready', flush=True)
for repeated in itertools.count():
    next(bodytext.extract_stream(pyarrow.table({"html": [page] * 2000}), batch_size=100_000))
""",
    "through C": """
batches = (pyarrow.record_batch({"html": [page] * 100}) for _ in range(1000))
reader = pyarrow.RecordBatchReader.from_batches(pyarrow.schema([("html", pyarrow.string())]), batches)
stream = bodytext.extract_stream(reader, columns=["text"])
print('ready', flush=True)
pyarrow.table(stream)
""",
}


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_ctrl_c_ends_long_calls(work):
    code = INTERRUPTED.format(work=WORKS[work])
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=PATIENCE)
    assert "KeyboardInterrupt" in err and "not interrupted" not in out


def test_other_threads_run_meanwhile():
    count, stop = 0, threading.Event()

    def counting():
        nonlocal count
        while not stop.is_set():
            count += 1
            stop.wait(0.0005)

    page = "<p>Green tea wants patience, <a href=/time>and time</a>. And a cup.</p>" * 50_000
    article = bodytext.extract(page)
    written, explanation = article.to_json(), bodytext.explain(page[:300_000])
    table = bodytext.extract_batch([page], columns=["html"])
    interval = sys.getswitchinterval()
    # Nobody takes the lock from one who does not let it go.
    sys.setswitchinterval(1000)
    try:
        thread = threading.Thread(target=counting)
        thread.start()
        for call in (
            lambda: bodytext.extract(page),
            lambda: bodytext.Extractor().extract(page),
            lambda: bodytext.explain(page[:300_000]),
            lambda: bodytext.extract_batch([page]),
            lambda: bodytext.extract_batch([page, page], threads=2),
            lambda: next(bodytext.extract_stream(table, columns=["text"])),
            lambda: article.to_json(),
            lambda: article.to_json(indent=True),
            lambda: article.to_dict(),
            lambda: article.blocks,
            lambda: article.to_markdown(),
            lambda: article.to_html(),
            lambda: article.sentences(),
            lambda: article.__reduce__(),
            lambda: bodytext.Article.from_json(written),
            lambda: explanation.to_dict(),
        ):
            before = count
            # One call may end before another thread wakes up; without the lock let go, none of them ever does.
            for _ in range(50):
                call()
                if count > before:
                    break
            assert count > before
    finally:
        sys.setswitchinterval(interval)
        stop.set()
        thread.join()


def test_one_extractor_serves_several_threads():
    extractor = bodytext.Extractor()
    results: list[set[str]] = []

    def work(number: int) -> None:
        results.append({extractor.extract(f"<p>Tea {number}.</p>").text for _ in range(200)})

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results, key=sorted) == [{f"Tea {number}."} for number in range(8)]


def resident_kilobytes() -> int:
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="only Linux tells the memory of a process here")
def test_memory_stays_flat():
    page = "<title>Tea</title><p>Green tea wants <a href=/time>patience</a>.</p><img src=cup.jpg>"
    extractor = bodytext.Extractor()

    def work(calls: int) -> None:
        for number in range(calls):
            article = bodytext.extract(page, url="https://tea.example/")
            assert (article.text, len(article.images), len(article.links)) == ("Green tea wants patience.", 1, 1)
            extractor.extract(page.encode())
            if number % 100 == 0:
                article.to_dict(), article.to_markdown(), bodytext.explain(page)
                assert len(bodytext.extract_batch([page] * 10, threads=2).to_pylist()) == 10

    work(5_000)
    before = resident_kilobytes()
    work(100_000)
    grown = resident_kilobytes() - before
    assert grown < 4_000, f"{grown} kB in 100,000 calls"
