"""The text of an article as trafilatura writes it: a line for each block, ``-`` before items, ``|`` between cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import bodytext


def plain(article: bodytext.Article, *, links: bool = False, images: bool = False) -> str:
    """Give the text; links as ``[text](address)`` and images as ``![alt](address)`` where they are wanted."""
    writer = _Writer(article, links, images)
    # Blocks that are still to be written, with what stands before their first line: they nest, and are not gone into by recursion.
    waiting: list[tuple[dict[str, Any], str]] = [(block, "") for block in reversed(article.blocks)]
    while waiting:
        block, before = waiting.pop()
        inner = writer.write(block, before)
        waiting.extend(reversed(inner))
    return "\n".join(writer.lines)


class _Writer:
    """The lines so far."""

    def __init__(self, article: bodytext.Article, links: bool, images: bool) -> None:
        self.lines: list[str] = []
        self.links = links
        self.images = article.images if images else []

    def write(self, block: dict[str, Any], before: str) -> list[tuple[dict[str, Any], str]]:
        """Write what a block says by itself; give the blocks in it, with what stands before each."""
        kind = block.get("kind")
        if kind == "list":
            return [(item, "- ") for item in block["items"]]
        if kind == "table":
            self.write_table(block)
            return []
        if kind == "image" and block["image"] < len(self.images):
            image = self.images[block["image"]]
            self.lines.append(f"{before}![{image.alt or ''}]({image.url})")
            before = ""
        text = self.leaf(block)
        if text:
            self.lines.append(before + text)
            before = ""
        inner = [(part, "") for name in ("summary", "blocks", "entries") for part in _blocks(block.get(name))]
        if inner:
            inner[0] = (inner[0][0], before)
        return inner

    def write_table(self, table: dict[str, Any]) -> None:
        """Write the rows of a table, with a line below those that are its head."""
        if table.get("caption"):
            self.lines.append(self.leaf(table["caption"]))
        rows = table["rows"]
        for number, row in enumerate(rows):
            cells = [" ".join(self.leaf(cell).split()) for cell in row["cells"]]
            self.lines.append(f"| {' | '.join(cells)} |")
            if row["header"] and not any(later["header"] for later in rows[number + 1 :]):
                self.lines.append("|" + "---|" * len(cells))

    def leaf(self, block: dict[str, Any]) -> str:
        """The text of a block, with its links where they are wanted."""
        text: str = block.get("text") or ""
        spans = [span for span in block.get("spans") or () if span["kind"] == "link"] if self.links else []
        if not spans:
            return text
        whole, parts, end = text.encode(), [], 0
        for span in spans:
            if span["start"] < end:
                continue
            linked = whole[span["start"] : span["end"]].decode()
            parts += [whole[end : span["start"]].decode(), f"[{linked}]({span['url']})"]
            end = span["end"]
        return "".join(parts) + whole[end:].decode()


def _blocks(inside: Any) -> list[dict[str, Any]]:
    """Give what stands inside a block as a list."""
    if not inside:
        return []
    return [inside] if isinstance(inside, dict) else inside
