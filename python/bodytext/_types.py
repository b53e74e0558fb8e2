"""Types of what goes in and of what comes out as dicts, for type checkers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, Protocol, TypedDict, Union


class ExtractOptions(TypedDict, total=False):
    """The options that all functions take."""

    scope: Literal["auto", "body", "page"] | None
    favor: Literal["precision", "balanced", "recall"] | None
    comments: Literal["auto", "keep", "drop"] | None
    keep: str | Iterable[str] | None
    prune: str | Iterable[str] | None
    headline: bool | None
    markdown: bool | None
    metadata_sources: str | Iterable[str] | None
    max_bytes: int | None
    max_nodes: int | None
    max_depth: int | None
    max_output: int | None


class ArrowArray(Protocol):
    """What speaks the Arrow PyCapsule interface with one array or batch."""

    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...


class ArrowStream(Protocol):
    """What speaks the Arrow PyCapsule interface with a stream of them."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


Html = Union[str, bytes, bytearray, memoryview]
Pages = Union[Iterable[Union[Html, None]], ArrowArray, ArrowStream]
Urls = Union[Iterable[Union[str, None]], ArrowArray, ArrowStream]
Table = Union[ArrowArray, ArrowStream]
