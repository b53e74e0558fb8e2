"""A bar that shows how far a call is, where tqdm is installed."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def bar(total: int | None) -> Any:
    """Give a bar of tqdm, or None with a warning where tqdm is not installed."""
    try:
        from tqdm.auto import tqdm
    except ImportError:
        warnings.warn("progress=True shows nothing without tqdm: pip install tqdm", stacklevel=3)
        return None
    return tqdm(total=total, unit="page")


def updates(bar: Any) -> Callable[[int], object] | None:
    """Give what is called with the number of pages done; it closes the bar at its end."""
    if bar is None:
        return None

    def update(pages: int) -> None:
        bar.update(pages)
        if bar.total is not None and bar.n >= bar.total:
            bar.close()

    return update


def length(pages: object) -> int | None:
    """Give how many pages there are, where that is known before they are read."""
    try:
        return len(pages)  # type: ignore[arg-type]
    except TypeError:
        return None
