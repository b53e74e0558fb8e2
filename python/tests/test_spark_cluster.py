"""The job ``examples/spark_warc.py`` on a cluster of a master and two workers, one of which dies in the middle: nothing is lost.

All are processes of this machine, started here. It takes about a minute; ``BODYTEXT_NO_CLUSTER=1`` leaves it out.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

pyspark = pytest.importorskip("pyspark")
parquet = pytest.importorskip("pyarrow.parquet")
warcio = pytest.importorskip("warcio")
if os.name != "posix" or (shutil.which("java") is None and "JAVA_HOME" not in os.environ):
    pytest.skip("no Java, or not a Unix", allow_module_level=True)
if os.environ.get("BODYTEXT_NO_CLUSTER"):
    pytest.skip("BODYTEXT_NO_CLUSTER is set", allow_module_level=True)

from warcio.statusandheaders import StatusAndHeaders  # noqa: E402
from warcio.warcwriter import WARCWriter  # noqa: E402

import bodytext  # noqa: E402
from conftest import PAGE, ROOT  # noqa: E402

JOB = ROOT / "python" / "examples" / "spark_warc.py"
FILES, PAGES = 10, 400
PATIENCE = 300  # seconds


def page(file: int, number: int) -> tuple[bytes, str]:
    """A page of the crawl, of a few dozen kilobytes, and what the server said of it."""
    if number % 50 == 7:
        return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\x00\xff" * 100, "text/html"
    if number % 50 == 9:
        return f"<p>Grüner Tee {file}/{number}, lange gezogen.</p>".encode("latin-1"), "text/html; charset=ISO-8859-1"
    if number % 50 == 11:
        return b"<div>" * 20_000 + f"deep {file}/{number}".encode(), "text/html"
    if number % 50 == 13:
        return b"\x89PNG", "image/png"
    more = f"<p>Infusion {file}/{number} is better than the one before, say those who have waited for it, and who will wait again.</p>"
    return PAGE.replace("</article>", more * 150 + "</article>").encode(), "text/html; charset=utf-8"


def write_crawl(folder: Path) -> dict[str, tuple[bytes, str]]:
    """WARC files, one that breaks off, and one that is none; and the HTML pages that they hold, by address."""
    held = {}
    for file in range(FILES):
        whole = io.BytesIO()
        writer = WARCWriter(whole, gzip=True)
        for number in range(PAGES):
            url = f"https://tea.example/{file}/{number}"
            body, content_type = page(file, number)
            headers = StatusAndHeaders("200 OK", [("Content-Type", content_type)], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
            if content_type.startswith("text/html"):
                held[url] = (body, content_type)
        (folder / f"{file:02}.warc.gz").write_bytes(whole.getvalue())
    whole = (folder / "00.warc.gz").read_bytes()
    (folder / "broken.warc.gz").write_bytes(whole[:600])
    (folder / "other.warc.gz").write_bytes(gzip.compress(b"This is no archive at all.\n" * 99))
    return held


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def environment() -> dict[str, str]:
    return {
        **os.environ,
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_DRIVER_PYTHON": sys.executable,
    }


def end(process: subprocess.Popen) -> None:
    """Ends a process that was started here and those that it started, as a machine ends that loses its power."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


@contextmanager
def cluster(folder: Path):
    """A master and two workers of one core each: the address, and the workers."""
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    started = []

    def start(name: str, *arguments: object) -> subprocess.Popen:
        with (folder / f"{name}.log").open("wb") as log:
            command = [str(program), *map(str, arguments)]
            process = subprocess.Popen(command, stdout=log, stderr=log, env=environment(), cwd=folder, start_new_session=True)
        started.append(process)
        return process

    port = free_port()
    deploy = "org.apache.spark.deploy"
    try:
        start("master", f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", free_port())
        workers = []
        for name in ("worker1", "worker2"):
            where = ["--host", "127.0.0.1", "--webui-port", free_port(), "--work-dir", folder / name]
            workers.append(
                start(name, f"{deploy}.worker.Worker", "--cores", 1, "--memory", "700m", *where, f"spark://127.0.0.1:{port}")
            )
        yield f"spark://127.0.0.1:{port}", workers
    finally:
        for process in started:
            end(process)


def ask(port: int, path: str) -> list:
    """What the job says of itself; nothing before it does."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/applications{path}", timeout=5) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return []


def test_a_worker_dies_and_the_result_is_whole(tmp_path):
    crawl, events, output = tmp_path / "crawl", tmp_path / "events", tmp_path / "articles"
    crawl.mkdir(), events.mkdir()
    held = write_crawl(crawl)
    interface = free_port()
    with cluster(tmp_path) as (master, workers):
        settings = {
            "spark.ui.port": interface,
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.executor.memory": "512m",
            # No task starts before both workers are there. On a busy machine one of them would do all of it alone.
            "spark.cores.max": "2",
            "spark.scheduler.minRegisteredResourcesRatio": "1.0",
            "spark.scheduler.maxRegisteredResourcesWaitingTime": f"{PATIENCE}s",
            # What the job says of itself is as it is now.
            "spark.ui.liveUpdate.period": "0",
            "spark.eventLog.enabled": "true",
            "spark.eventLog.dir": events.as_uri(),
            "spark.eventLog.compress": "false",
        }
        submit = [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", master]
        for name, value in settings.items():
            submit += ["--conf", f"{name}={value}"]
        columns = "text,title,language,confidence"
        submit += [str(JOB), str(crawl), str(output), "--columns", columns]
        with (tmp_path / "job.log").open("wb") as log:
            job = subprocess.Popen(submit, stdout=log, stderr=log, env=environment(), cwd=tmp_path, start_new_session=True)
        try:
            killed_after = None
            latest = time.monotonic() + PATIENCE
            while job.poll() is None:
                assert time.monotonic() < latest, (tmp_path / "job.log").read_text()[-3000:]
                if killed_after is None:
                    for application in ask(interface, ""):
                        for stage in ask(interface, f"/{application['id']}/stages"):
                            # Both workers have a task in hand, and more wait.
                            if stage["numTasks"] > FILES and stage["numActiveTasks"] == 2 and stage["numCompleteTasks"] >= 1:
                                killed_after = stage["numCompleteTasks"]
                                end(workers[1])
                time.sleep(0.05)
        finally:
            end(job)
    assert job.returncode == 0, (tmp_path / "job.log").read_text()[-3000:]

    # One was killed in the middle, the task that it had in hand failed, and was done again.
    assert killed_after is not None and killed_after < FILES
    files = [file for file in events.rglob("*") if file.is_file() and file.suffix != ".crc"]
    log = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert any(event["Event"] == "SparkListenerExecutorRemoved" for event in log)
    ends = [event["Task End Reason"]["Reason"] for event in log if event["Event"] == "SparkListenerTaskEnd"]
    assert "ExecutorLostFailure" in ends and ends.count("Success") == FILES + 2

    # The result is whole: each page once, as it is without Spark, the poisoned ones too.
    rows = parquet.read_table(output).to_pylist()
    broken = {Path(row["warc"]).name: row["status_reason"] for row in rows if row["status"] == "failed"}
    assert sorted(broken) == ["broken.warc.gz", "other.warc.gz"]
    assert all(reason.startswith("the archive is broken: ") for reason in broken.values())
    rows = [row for row in rows if row["status"] != "failed"]
    assert len(rows) == len(held) and {row["url"] for row in rows} == set(held)
    for row in rows[::17] + [row for row in rows if row["status"] != "found"]:
        body, content_type = held[row["url"]]
        article = bodytext.extract(body, url=row["url"], charset=content_type)
        assert (row["text"], row["title"], row["status"]) == (article.text, article.title, article.status)
        assert row["record_id"].startswith("<urn:uuid:") and row["crawled"] and row["warc"].endswith(".warc.gz")
    assert sum(row["status_reason"] == "not_html" for row in rows) == FILES * PAGES // 50
    assert sum(row["text"].startswith("Grüner Tee ") for row in rows) == FILES * PAGES // 50
