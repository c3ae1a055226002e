"""How soon a hostile Word file is refused: the slowest of all, as an upload and read alone."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

from tests.builders.hostile import MADE, hostile

from governance.base.errors import Refused
from governance.documents.reading.ordinary.understanding import understood
from governance.files.rules import Kind, examined

LIMIT = 25_000_000


def _refused(content: bytes, upload: bool) -> float:
    begun = time.perf_counter()
    try:
        if upload:
            examined(io.BytesIO(content), "a.docx", len(content), LIMIT, (Kind.DOCX,))
        else:
            understood(content)
    except Refused:
        return time.perf_counter() - begun
    raise AssertionError("a hostile file was taken")


def measure() -> Iterator[dict[str, Any]]:
    """The slowest file of each way of reading, in milliseconds; a second is the most allowed."""
    there = [(what, hostile(what)) for what in MADE]
    for upload in (True, False):
        times = {what: _refused(content, upload) for what, content in there}
        slowest = max(times, key=lambda what: times[what])
        yield {
            "name": f"hostile file refused, {'upload' if upload else 'reader'}: {slowest}",
            "value": round(1000 * times[slowest], 1),
            "unit": "ms",
            "against": "1 s",
            "ratio": round(1 / times[slowest], 1),
            "files": len(times),
        }
