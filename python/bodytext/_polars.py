"""Columns of polars of the type Null, as its rows without any value have it: what it exports of them, few can import."""

from __future__ import annotations

import sys
from typing import Any


def with_typed_nulls(data: Any) -> Any:
    """Give a frame or a series of polars in which columns of nulls alone are strings; anything else as it is."""
    polars = sys.modules.get("polars")
    if polars is None:
        return data
    if isinstance(data, polars.Series):
        wanted = typed(polars, data.dtype)
        return data if wanted is None else data.cast(wanted)
    if isinstance(data, polars.DataFrame):
        kinds = {name: typed(polars, kind) for name, kind in data.schema.items()}
        changed = {name: kind for name, kind in kinds.items() if kind is not None}
        return data.cast(changed) if changed else data
    return data


def typed(polars: Any, kind: Any) -> Any:
    """Give a type with strings in the place of nulls, at any depth; None where it has no nulls."""
    if kind == polars.Null:
        return polars.String
    if isinstance(kind, polars.List):
        inner = typed(polars, kind.inner)
        return None if inner is None else polars.List(inner)
    if isinstance(kind, polars.Array):
        inner = typed(polars, kind.inner)
        return None if inner is None else polars.Array(inner, kind.size)
    if isinstance(kind, polars.Struct):
        parts = {part.name: typed(polars, part.dtype) for part in kind.fields}
        if all(part is None for part in parts.values()):
            return None
        return polars.Struct({part.name: parts[part.name] or part.dtype for part in kind.fields})
    return None
