"""What a type checker is to see: mypy reads this file, nobody runs it."""

from __future__ import annotations

from datetime import datetime
from typing import Optional

from typing_extensions import assert_type

import bodytext
from bodytext.compat import trafilatura

article = bodytext.extract("<p>Tea.</p>", url="https://tea.example", favor="recall", prune=[".ad"])
assert_type(article, bodytext.Article)
assert_type(article.published, Optional[datetime])
assert_type(article.images[0].width, Optional[int])
assert_type(bodytext.Extractor(headline=True).extract(b"").text, str)
assert_type(bodytext.extract_batch(["a", b"b", None], threads=None), bodytext.Batch)
assert_type([batch.num_rows for batch in bodytext.extract_stream(bodytext.extract_batch([]), "html")], list[int])
assert_type(trafilatura.extract("<p>Tea.</p>"), Optional[str])

bodytext.extract("", favor="speed")  # type: ignore[arg-type]
bodytext.extract("", favour="recall")  # type: ignore[call-arg]
bodytext.extract(3)  # type: ignore[arg-type]
