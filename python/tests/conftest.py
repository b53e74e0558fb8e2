"""What the tests share: a page in the likeness of those of a magazine, and the folders of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PAGE = """<html lang="en"><head><title>How to brew green tea - The Leaf</title>
<meta property="og:site_name" content="The Leaf"><meta name="description" content="Water, leaves, patience.">
<meta property="article:published_time" content="2021-07-08T16:41:32+08:00">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"How to brew green tea",
"author":[{"name":"Ada Lind"},{"name":"Ben Sato"}],"dateModified":"2021-07-09"}</script></head>
<body><nav><a href="/">Home</a> <a href="/pots">Pots</a> <a href="/cups">Cups</a></nav>
<article><h1>How to brew green tea</h1>
<p>Green tea wants patience, say those who grow it in the hills: the water must not boil, and the leaves must not stay in it
for longer than two minutes. See <a href="/kettle" title="Kettles">how to tell</a> without a thermometer.</p>
<p><img src="cup.jpg" alt="A cup" width="600" height="400"></p>
<p>Pour the water slowly, in circles, and wait until the leaves have opened. The second infusion, many say, is better than
the first, and the third is for the guests who have stayed on for the evening.</p></article>
<footer>© The Leaf. All rights reserved.</footer></body></html>"""


@pytest.fixture
def page() -> str:
    return PAGE


@pytest.fixture
def fixtures() -> list[Path]:
    folders = sorted(path for kind in ("bodies", "pages") for path in (ROOT / "fixtures" / kind).iterdir() if path.is_dir())
    assert len(folders) > 100
    return folders
