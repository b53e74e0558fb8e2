"""The command ``python -m bodytext``."""

from __future__ import annotations

import json
import subprocess
import sys

from conftest import PAGE


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
