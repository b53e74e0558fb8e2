#!/usr/bin/env python3
"""Draw docs/chart.svg from docs/chart.tsv: quality against speed. Python's standard library only.

    python3 docs/chart.py
"""
import csv
import math
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = "bodytext"

WIDTH, HEIGHT = 920, 430
PANEL_WIDTH, PANEL_HEIGHT, TOP, LEFT, GAP = 380, 310, 60, 60, 70
SPEEDS = (0.3, 300)
TICKS = (1, 10, 100)
FONT = 12
# Roughly, what a letter is wide and a line high.
LETTER, LINE = 6.3, 14


def read():
    lines = (line for line in (HERE / "chart.tsv").read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t"))


def overlaps(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def place(points):
    """Where each label starts: beside its point, and on no other label or point."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for _, x, y in points]
    labels = []
    for name, x, y in points:
        width = LETTER * len(name)
        sides = [(x + 9, y), (x - 9 - width, y)]
        sides += [(x - width / 2, y + step) for step in (-15, 17)]
        sides += [(start, y + step) for step in (-12, 12, -24, 24) for start in (x + 9, x - 9 - width)]
        boxes = [(start, middle - LINE / 2, start + width, middle + LINE / 2) for start, middle in sides]
        inside = [box for box in boxes if box[0] > 2 and box[2] < PANEL_WIDTH - 2 and 2 < box[1] and box[3] < PANEL_HEIGHT - 2]
        box = next((box for box in inside if not any(overlaps(box, other) for other in taken)), boxes[0])
        taken.append(box)
        labels.append((name, box[0], (box[1] + box[3]) / 2))
    return labels


def panel(title, rows, f1, speed, left, lowest):
    low, high = (math.log10(value) for value in SPEEDS)
    across = lambda value: (math.log10(value) - low) / (high - low) * PANEL_WIDTH
    up = lambda value: PANEL_HEIGHT - (value - lowest) / (1 - lowest) * PANEL_HEIGHT
    out = [f'<g transform="translate({left},{TOP})">', f'<text class="title" y="-14">{escape(title)}</text>']
    for tenth in range(math.ceil(lowest * 20), 21):
        value = tenth / 20
        y = up(value)
        out.append(f'<path class="grid" d="M0 {y:.1f}H{PANEL_WIDTH}"/>')
        out.append(f'<text class="tick" x="-8" y="{y + 4:.1f}" text-anchor="end">{value:.2f}</text>')
    for tick in TICKS:
        x = across(tick)
        out.append(f'<path class="grid" d="M{x:.1f} 0V{PANEL_HEIGHT}"/>')
        out.append(f'<text class="tick" x="{x:.1f}" y="{PANEL_HEIGHT + 18}" text-anchor="middle">{tick}</text>')
    out.append(f'<text class="tick" x="{PANEL_WIDTH / 2}" y="{PANEL_HEIGHT + 38}" text-anchor="middle">MB of page a second</text>')
    points = [(row["tool"], across(float(row[speed])), up(float(row[f1]))) for row in rows]
    # The best placed first: its label gets the best place.
    for name, x, y in points:
        ours = ' class="ours"' if name == OURS else ""
        out.append(f'<circle{ours} cx="{x:.1f}" cy="{y:.1f}" r="{6 if ours else 4}"/>')
    for name, x, y in place(points):
        ours = ' class="ours"' if name == OURS else ""
        out.append(f'<text{ours} x="{x:.1f}" y="{y + 4:.1f}">{escape(name)}</text>')
    return out + ["</g>"]


def main():
    rows = read()
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">',
        "<title>Word F1 against throughput, bodytext and other tools</title>",
        f"<style>text{{font:{FONT}px sans-serif;fill:#333}}.title{{font-size:14px;font-weight:bold}}.tick{{fill:#666}}"
        ".grid{stroke:#ddd;fill:none}circle{fill:#7a8794}circle.ours{fill:#c8402c}text.ours{fill:#c8402c;font-weight:bold}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
    ]
    out += panel("Pages of all kinds: word F1", rows, "f1", "mb_s", LEFT, 0.55)
    out += panel("Articles: word F1", rows, "article_f1", "article_mb_s", LEFT + PANEL_WIDTH + GAP, 0.8)
    out.append("</svg>")
    (HERE / "chart.svg").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
