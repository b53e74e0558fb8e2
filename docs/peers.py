#!/usr/bin/env python3
"""Print the mean of each column of the tables of other tools: `python3 docs/peers.py ../shared/peers`.

A cell is a word F1, or `true positives/false negatives/false positives/…` of snippets, whose F1 is that of the sums.
Python's standard library only.
"""
import csv
import sys
from pathlib import Path


def means(cells):
    """The mean of the word F1 in these cells, and the F1 of the snippets that they count; either where there is any."""
    words = [float(cell) for cell in cells if "/" not in cell]
    counts = [[int(count) for count in cell.split("/")[:3]] for cell in cells if "/" in cell]
    if words:
        yield "words", sum(words) / len(words)
    if counts:
        found, missed, wrong = map(sum, zip(*counts))
        yield "snippets", 2 * found / (2 * found + missed + wrong)


def main():
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: peers.py FOLDER")
    for path in sorted(Path(sys.argv[1]).glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            names, *rows = csv.reader(file, delimiter="\t")
        print(f"{path.stem}, {len(rows)} pages")
        for at, name in enumerate(names):
            cells = [row[at] for row in rows if at < len(row) and row[at]]
            if name not in ("id", "type", "lang") and cells:
                print(f"  {name:24}", *(f"{kind} {f1:.4f}" for kind, f1 in means(cells)))


if __name__ == "__main__":
    main()
