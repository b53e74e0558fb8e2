"""The columns that come along with the pages: of all types, with what the schema says of them."""

from __future__ import annotations

import datetime
import decimal
import subprocess
import sys

import pytest

import bodytext

pa = pytest.importorskip("pyarrow")

NOON = datetime.datetime(2024, 5, 2, 12, 30, 15, 250_000)
UTC = datetime.timezone.utc

COLUMNS = {
    "null": pa.nulls(3),
    "bool": pa.array([True, None, False]),
    **{name: pa.array([1, None, 7], getattr(pa, name)()) for name in ("int8", "int16", "int32", "int64")},
    **{name: pa.array([1, None, 200], getattr(pa, name)()) for name in ("uint8", "uint16", "uint32", "uint64")},
    **{name: pa.array([1.5, None, -0.25], getattr(pa, name)()) for name in ("float16", "float32", "float64")},
    **{name: pa.array(["tea", None, "茶"], getattr(pa, name)()) for name in ("string", "large_string", "string_view")},
    **{name: pa.array([b"tea", None, b"\xff"], getattr(pa, name)()) for name in ("binary", "large_binary", "binary_view")},
    "binary of one size": pa.array([b"abc", None, b"xyz"], pa.binary(3)),
    "decimal128": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-2.25")], pa.decimal128(10, 2)),
    "decimal256": pa.array([decimal.Decimal("1.50"), None, decimal.Decimal("-2.25")], pa.decimal256(50, 2)),
    "date32": pa.array([NOON.date(), None, datetime.date(1901, 2, 3)], pa.date32()),
    "date64": pa.array([NOON.date(), None, datetime.date(1901, 2, 3)], pa.date64()),
    "time32 s": pa.array([datetime.time(12, 30), None, datetime.time(0)], pa.time32("s")),
    "time32 ms": pa.array([NOON.time(), None, datetime.time(0)], pa.time32("ms")),
    "time64 us": pa.array([NOON.time(), None, datetime.time(0)], pa.time64("us")),
    "time64 ns": pa.array([NOON.time(), None, datetime.time(0)], pa.time64("ns")),
    **{
        f"timestamp {unit}": pa.array([NOON.replace(microsecond=0), None, datetime.datetime(1931, 2, 3)], pa.timestamp(unit))
        for unit in ("s", "ms", "us", "ns")
    },
    "timestamp in UTC": pa.array([NOON, None, NOON], pa.timestamp("us", "UTC")),
    "timestamp in Tokyo": pa.array([NOON, None, NOON], pa.timestamp("ms", "Asia/Tokyo")),
    "timestamp at an offset": pa.array([NOON, None, NOON], pa.timestamp("us", "+05:30")),
    **{
        f"duration {unit}": pa.array([datetime.timedelta(1, 7), None, datetime.timedelta(-1)], pa.duration(unit))
        for unit in ("s", "ms", "us", "ns")
    },
    "list": pa.array([[1, None], None, []]),
    "large list": pa.array([["a"], None, ["b", "c"]], pa.large_list(pa.string())),
    "list of one size": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int32(), 2)),
    "list view": pa.array([[1], None, [2, 3]], pa.list_view(pa.int64())),
    "struct": pa.array([{"a": 1, "b": ["x"]}, None, {"a": None, "b": []}]),
    "map": pa.array([[("a", 1)], None, [("b", 2), ("c", None)]], pa.map_(pa.string(), pa.int64())),
    "dictionary": pa.array(["a", None, "b"]).dictionary_encode(),
    "dictionary without values": pa.DictionaryArray.from_arrays(pa.array([None] * 3, pa.int8()), pa.array([], pa.string())),
    "runs": pa.RunEndEncodedArray.from_arrays([2, 3], ["a", None]),
    "interval": pa.array([(1, 2, 3), None, (4, 5, 6)], pa.month_day_nano_interval()),
    "union": pa.UnionArray.from_sparse(
        pa.array([0, 1, 0], pa.int8()), [pa.array([1, 2, 3]), pa.array(["a", "b", "c"])], ["number", "word"]
    ),
    "list of intervals": pa.array([[(1, 2, 3)], None, []], pa.list_(pa.month_day_nano_interval())),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_rows_of_all_types_are_those_of_pyarrow(name):
    column = COLUMNS[name]
    table = pa.table({"html": ["<p>Tea.</p>"] * 3, name: column})
    [batch] = bodytext.extract_stream(table, columns=["text"])
    assert batch.column(name) == column.to_pylist()
    assert batch.to_pylist() == [{name: value, "text": "Tea."} for value in column.to_pylist()]
    # Parts of a batch are slices of its columns.
    first, last = bodytext.extract_stream(table, columns=["text"], batch_size=2)
    assert [*first.column(name), *last.column(name)] == column.to_pylist()


def test_points_in_time_that_python_cannot_say_name_their_column():
    late = pa.array([10**15], pa.timestamp("s"))
    [batch] = bodytext.extract_stream(pa.table({"html": ["<p>Tea.</p>"], "when": late}), columns=["text"])
    with pytest.raises(ValueError, match="column `when`, of the type Timestamp"):
        batch.to_pylist()
    nowhere = pa.array([1], pa.timestamp("s", "Nowhere/At_All"))
    [batch] = bodytext.extract_stream(pa.table({"html": ["<p>Tea.</p>"], "when": nowhere}), columns=["text"])
    with pytest.raises(ValueError, match="column `when`"):
        batch.column("when")
    assert batch.column("text") == ["Tea."]


def test_types_that_take_pyarrow_say_so_without_it():
    code = """
import pyarrow as pa, bodytext, sys
table = pa.table({"html": ["<p>Tea.</p>"], "span": pa.array([(1, 2, 3)], pa.month_day_nano_interval())})
[batch] = bodytext.extract_stream(table, columns=["text"])
for name in [name for name in sys.modules if name.partition(".")[0] == "pyarrow"]:
    sys.modules[name] = None
try:
    batch.to_pylist()
except TypeError as error:
    print(error)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "column `span`" in told and "Interval" in told and "pip install pyarrow" in told


def test_the_metadata_of_the_schema_comes_along():
    field = pa.field("id", pa.int64(), metadata={"unit": "page"})
    schema = pa.schema([field, pa.field("html", pa.string())], metadata={"crawl": "2024-18"})
    table = pa.table({"id": [7], "html": ["<p>Tea.</p>"]}, schema=schema)
    stream = bodytext.extract_stream(table, columns=["text"])
    known = pa.schema(stream)
    assert known.metadata == {b"crawl": b"2024-18"} and known.field("id").metadata == {b"unit": b"page"}
    assert pa.table(stream).schema == known
    [batch] = bodytext.extract_stream(table, columns=["text"])
    assert pa.record_batch(batch).schema.metadata == pa.table(batch).schema.metadata == known.metadata
    again = pa.table(bodytext.extract_stream(batch, "text", columns=["status"], passthrough=["id"]))
    assert again.schema.metadata == known.metadata and again.schema.field("id").metadata == {b"unit": b"page"}


def test_the_index_of_pandas_comes_along():
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"html": ["<p>Green.</p>", "<p>Black.</p>"]}, index=pd.Index(["g", "b"], name="tea"))
    table = pa.Table.from_pandas(frame)
    result = pa.table(bodytext.extract_stream(table, columns=["text"])).to_pandas()
    assert result.index.tolist() == ["g", "b"] and result["text"].tolist() == ["Green.", "Black."]


TEAS = ["<p>Green tea.</p>", None, "<p>Black tea.</p>", "<p>Green tea.</p>"]
TEXTS = ["Green tea.", None, "Black tea.", "Green tea."]


def test_categories_are_read_as_their_strings():
    encoded = pa.array(TEAS).dictionary_encode()
    runs = pa.RunEndEncodedArray.from_arrays([1, 2, 3, 4], TEAS)
    for pages in (encoded, pa.chunked_array([encoded.slice(0, 1), encoded.slice(1)]), runs):
        assert bodytext.extract_batch(pages, columns=["text"]).column("text") == TEXTS
    table = pa.table({"html": encoded, "url": pa.array(["https://tea.example/"] * 4).dictionary_encode()})
    result = pa.table(bodytext.extract_stream(table, url_column="url", columns=["text"], batch_size=3))
    assert result.column("text").to_pylist() == TEXTS
    assert result.schema.field("url").type == pa.dictionary(pa.int32(), pa.string())


def test_categories_of_pandas_and_polars():
    pd = pytest.importorskip("pandas")
    pl = pytest.importorskip("polars")
    series = pd.Series(TEAS, dtype="category")
    assert bodytext.extract_batch(series, columns=["text"]).column("text") == TEXTS
    frames = [pd.DataFrame({"html": series})]
    for kind in (pl.Categorical, pl.Enum(["<p>Green tea.</p>", "<p>Black tea.</p>"])):
        assert bodytext.extract_batch(pl.Series(TEAS, dtype=kind), columns=["text"]).column("text") == TEXTS
        frames.append(pl.DataFrame({"html": pl.Series(TEAS, dtype=kind), "tea": pl.Series(TEAS, dtype=kind)}))
    for frame in frames:
        [batch] = bodytext.extract_stream(frame, columns=["text"])
        assert batch.column("text") == TEXTS
    assert batch.column("tea") == TEAS


def test_columns_of_polars_without_any_value():
    pl = pytest.importorskip("polars")
    nothing = pl.Series([None, None])
    assert nothing.dtype == pl.Null
    assert bodytext.extract_batch(nothing, nothing, columns=["text", "status"]).to_pylist() == [{"text": None, "status": None}] * 2
    assert bodytext.extract_batch(["<p>Tea.</p>"] * 2, nothing, columns=["text"]).column("text") == ["Tea."] * 2
    frame = pl.DataFrame(
        {
            "html": ["<p>Tea.</p>", None],
            "url": nothing,
            "tags": [[], []],
            "inside": [{"a": None, "b": 1}, {"a": None, "b": 2}],
        }
    )
    result = pl.DataFrame(bodytext.extract_stream(frame, url_column="url", columns=["text"]))
    assert result["text"].to_list() == ["Tea.", None] and result["url"].to_list() == [None, None]
    assert result["tags"].to_list() == [[], []] and result["inside"].to_list() == frame["inside"].to_list()
    [batch] = bodytext.extract_stream(frame.select("html", html_too="url"), "html_too", columns=["text"])
    assert batch.to_pylist()[1] == {"html": None, "text": None}
