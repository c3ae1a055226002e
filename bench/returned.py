"""A Word file that came back with tracked changes, read against its version.

The agreement has 40 articles and 25 parties, with a table of their contributions and a block
for each to sign; in the file a third of the paragraphs and rows was changed.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from typing import Any

from bench.documents import LABELS, TEXT
from tests.builders.returning import Edited

from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Contents,
    Document,
    Heading,
    ListItem,
    Row,
    Signature,
    Table,
    runs,
)
from governance.documents.reading.places import version
from governance.documents.reading.returned import returned

ROUNDS, ARTICLES, PARTIES = 25, 40, 25
MOST = 60
"""Milliseconds that reading may take, at the median."""


def tree() -> Document:
    """The version that was sent out."""
    articles = tuple(
        Article(f"Onderwerp {n}", tuple(_clauses(n)), f"a{n}") for n in range(1, ARTICLES + 1)
    )
    rows = tuple(
        Row((Cell(runs(f"Gemeente {n}")), Cell(runs(TEXT)), Cell(runs(f"{n} euro"))), f"r{n}")
        for n in range(1, PARTIES + 1)
    )
    heads = ("Gemeente", "Waarvoor", "Bijdrage")
    table = Table("Bijdragen", tuple(Column(head) for head in heads), rows)
    signed = tuple(
        Signature(f"Gemeente {n}", tuple((label, "") for label in LABELS), f"s{n}")
        for n in range(1, PARTIES + 1)
    )
    blocks = (Contents("Inhoud"), Heading("Overeenkomst", 1, "begin"), *articles, table, *signed)
    return Document("Overeenkomst", "Overeenkomst", "1", "2026-01-01T00:00:00Z", blocks)


def _clauses(article: int) -> Iterator[Clause]:
    for n in range(1, 4):
        letters = "abc" if n == 3 else ""
        items = tuple(
            ListItem(runs(f"onderdeel {x} van {article};"), f"a{article}-{n}-{x}") for x in letters
        )
        yield Clause(runs(f"{TEXT} Lid {n} van {article}."), f"a{article}-{n}", items)


def file() -> bytes:
    """The file that came back: words, new paragraphs, moves, rows, and some of it untracked."""
    desk = Edited(tree())
    for n in range(1, ARTICLES + 1):
        desk.tracked, desk.author = n % 5 > 0, f"Jurist {n % 7}"
        desk.change(f"a{n}-1", "tweemaal per jaar", "ieder kwartaal")
        desk.insert(f"a{n}-2", f"Een nieuw lid over het verslag van {n}.")
        desk.delete(f"a{n}-3-b")
        if n % 8 == 0:
            desk.move(f"a{n}-2", f"a{n - 3}")
    for n in range(1, PARTIES + 1, 5):
        desk.change_cell(f"r{n}", 2, "euro", "duizend euro")
        desk.add_row(f"r{n}", "Nieuwe gemeente", "alles", "niets")
        desk.remove_row(f"r{n + 1}")
    return desk.content()


def measure() -> Iterator[dict[str, Any]]:
    """The median, when the version is read along with the file, and for the files after it."""
    base, content = tree(), file()
    found = len(returned(content, base).proposals)
    for name, first in (("first file of a version", True), ("the files after it", False)):
        spent = []
        for _ in range(ROUNDS):
            if first:
                version.cache_clear()
            begun = time.perf_counter()
            returned(content, base)
            spent.append((time.perf_counter() - begun) * 1000)
        took = statistics.median(spent)
        yield {
            "name": f"tracked file read back, {found} proposals: {name}",
            "value": round(took, 1),
            "unit": "ms",
            "against": f"at most {MOST} ms",
            "ratio": round(took / MOST, 2),
        }
