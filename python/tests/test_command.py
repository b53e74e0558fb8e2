"""The command ``python -m bodytext``."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys

import pytest

from conftest import PAGE


PATIENCE = 120


def run(*arguments: str, page: str | bytes = PAGE) -> subprocess.CompletedProcess:
    data = page.encode() if isinstance(page, str) else page
    return subprocess.run([sys.executable, "-m", "bodytext", *arguments], input=data, capture_output=True, check=False)


def test_it_writes_what_is_asked_for(tmp_path):
    assert run().stdout.decode().startswith("Green tea wants patience")
    markdown = run("-f", "markdown", "--url", "https://tea.example", "--headline", "--prune", "img").stdout.decode()
    assert markdown.startswith("# How to brew green tea\n\n") and "https://tea.example/kettle" in markdown
    assert "![" not in markdown
    assert json.loads(run("--format", "json").stdout)["metadata"]["title"] == "How to brew green tea"
    assert run("-f", "html", page="<p>Tea.</p>").stdout == b"<p>Tea.</p>\n"
    file = tmp_path / "post.html"
    file.write_bytes("<p>Grüner Tee, 龙井.</p>".encode())
    assert run(str(file), "-", page="<p>Black tea.</p>").stdout.decode() == "Grüner Tee, 龙井.\nBlack tea.\n"


def test_it_says_what_is_wrong():
    missing = run("no-such-file.html")
    assert (missing.returncode, missing.stdout) == (1, b"") and b"no-such-file.html: No such file" in missing.stderr
    selector = run("--prune", "a:hover")
    assert selector.returncode == 2 and b"prune: cannot use the selector `a:hover`" in selector.stderr
    empty = run(page=b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    assert (empty.returncode, empty.stderr) == (0, b"bodytext: -: empty: not_html\n")


def start(*arguments: str, **streams) -> subprocess.Popen:
    command = [sys.executable, "-m", "bodytext", *arguments]
    return subprocess.Popen(command, **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams})


@pytest.mark.parametrize("arguments", [["-", "-"], ["--help"], ["--version"], ["-f", "json"]])
def test_it_ends_quietly_where_nobody_reads_on(arguments):
    child = start(*arguments)
    child.stdout.close()
    with contextlib.suppress(BrokenPipeError):
        child.stdin.write(b"<p>" + b"Green tea wants patience. " * 20_000)
        child.stdin.close()
    assert (child.stderr.read(), child.wait(PATIENCE)) == (b"", 0)


posix = pytest.mark.skipif(os.name != "posix", reason="the shell of this system closes no streams")


@posix
@pytest.mark.parametrize(
    ("closed", "status", "out", "err"),
    [
        (">&-", 3, b"", b"bodytext: standard output: Bad file descriptor\n"),
        ("<&-", 1, b"", b"bodytext: -: Bad file descriptor\n"),
        ("2>&-", 0, b"Tea.\n", b""),
        ("- 2>&- <&-", 1, b"", b""),
        ("no-such-file.html 2>&-", 1, b"", b""),
    ],
)
def test_it_ends_without_a_traceback_where_streams_are_closed(closed, status, out, err):
    command = f"echo '<p>Tea.</p>' | ( exec '{sys.executable}' -m bodytext {closed} )"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, check=False, timeout=PATIENCE)
    assert (ended.returncode, ended.stdout, ended.stderr) == (status, out, err)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no full device")
def test_it_says_that_there_is_no_room():
    with open("/dev/full", "wb") as full:
        child = start(stdout=full)
        _, told = child.communicate(b"<p>Tea.</p>", timeout=PATIENCE)
    assert (child.returncode, told) == (3, b"bodytext: standard output: No space left on device\n")


@posix
def test_ctrl_c_ends_it_quietly():
    child = start("-", "-")
    # It has begun to read once it takes more than a pipe holds.
    child.stdin.write(b"<p>" + b"Green tea wants patience. " * 20_000)
    child.stdin.flush()
    child.send_signal(signal.SIGINT)
    # Where the signal came between two reads, the one that waits must end for Python to see it.
    child.stdin.close()
    assert (child.stderr.read(), child.wait(PATIENCE)) == (b"", 130)
