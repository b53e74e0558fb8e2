"""What the drop-ins take for a page: what the libraries take whose place they have."""

from __future__ import annotations

import sys
from typing import Any


def page(content: Any, argument: str) -> str | bytes:
    """Give a page as a str or bytes.

    A tree of lxml is written out again; of a response of urllib3 or trafilatura the body is taken.
    """
    if isinstance(content, (str, bytes)):
        return content
    if isinstance(content, (bytearray, memoryview)):
        return bytes(content)
    etree = sys.modules.get("lxml.etree")  # without lxml nobody has a tree of it
    if etree is not None and (etree.iselement(content) or hasattr(content, "getroot")):
        written: str = etree.tostring(content, encoding="unicode", method="html", with_tail=False)
        return written
    body = getattr(content, "data", None)
    if isinstance(body, (bytes, str)):
        return body
    raise TypeError(f"{argument}: expected str, bytes or a tree of lxml, not {type(content).__name__}")
