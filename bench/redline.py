"""Two versions of a large agreement compared and written as a redline, against rdocx, in turn.

Forty articles and 25 parties, with a table of commitments; twelve articles changed, one moved,
one new, one left out, two parties joined. rdocx is given both files as Word files and compares
them word by word. python-redlines is not measured: it needs a .NET program that is not on PyPI.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import rdocx
from bench.documents import HEADS, LABELS, TEXT

from governance.documents.blocks import (
    Article,
    Block,
    Cell,
    Clause,
    Column,
    Contents,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Signature,
    Table,
    runs,
)
from governance.documents.comparing.comparing import compared
from governance.documents.docx import write_docx
from governance.documents.redline import write_redline

ROUNDS = 15
SLICE = 0.1
"""Seconds that each way gets in a round."""
AUTHOR, MOMENT = "Regiobureau", "2026-03-02T10:00:00Z"


def _article(number: int) -> Article:
    items = tuple(
        ListItem(runs(f"onderdeel {letter} van artikel {number}"), f"art-{number}-3-{letter}")
        for letter in "abc"
    )
    said = (TEXT, f"In afwijking van het eerste lid geldt voor {number}: {TEXT}", "Daartoe:")
    clauses = tuple(
        Clause(runs(text), f"art-{number}-{place}", items if place == 3 else ())
        for place, text in enumerate(said, 1)
    )
    return Article(f"Onderwerp {number}", clauses, f"art-{number}")


def _document(version: str, articles: list[Article], parties: range, table: Table) -> Document:
    blocks: tuple[Block, ...] = (
        Contents("Inhoud"),
        Heading("Partijen", anchor="partijen"),
        *(Paragraph(runs(f"{n}. Gemeente nummer {n}"), anchor=f"partij-{n}") for n in parties),
        *articles,
        table,
        Heading("Ondertekening", anchor="ondertekening"),
        *(
            Signature(f"Gemeente nummer {n}", tuple((one, "") for one in LABELS), f"teken-{n}")
            for n in parties
        ),
    )
    return Document("Overeenkomst", "Overeenkomst", version, MOMENT, blocks)


def versions() -> tuple[Document, Document]:
    """The old and the new version."""
    rows = tuple(
        Row(tuple(Cell(runs(f"{n}. {said}")) for said in (*HEADS[:4], TEXT)), f"rij-{n}")
        for n in range(1, 41)
    )
    table = Table("Afspraken", tuple(Column(head) for head in HEADS), rows)
    articles = [_article(number) for number in range(1, 41)]
    changed = [_reworded(one) if place % 3 == 0 else one for place, one in enumerate(articles)]
    changed.insert(30, changed.pop(10))
    changed[20:21] = [_article(99)]
    late = msgspec.structs.replace(table, rows=(*rows[:9], *rows[10:], rows[9]))
    return (
        _document("1", articles, range(1, 26), table),
        _document("2", changed, range(1, 28), late),
    )


def _reworded(of: Article) -> Article:
    first = of.clauses[0]
    said = TEXT.replace("tweemaal per jaar", "ieder kwartaal").replace("besluit", "oordeel")
    return msgspec.structs.replace(
        of, clauses=(msgspec.structs.replace(first, runs=runs(said)), *of.clauses[1:])
    )


def _by_rdocx(old: bytes, new: bytes) -> bytes:
    before, after = rdocx.Document.from_bytes(old), rdocx.Document.from_bytes(new)
    before.compare(after, AUTHOR, MOMENT, granularity="word")
    return bytes(before.to_bytes())


def _seconds(make: Callable[[], object]) -> float:
    """Seconds a time, over a slice of time that every way gets alike."""
    begun, number = time.perf_counter(), 0
    while time.perf_counter() - begun < SLICE:
        make()
        number += 1
    return (time.perf_counter() - begun) / number


def measure() -> Iterator[dict[str, Any]]:
    """Medians over rounds in which every way gets the same slice of time, in turn, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    old, new = versions()
    files = write_docx(old), write_docx(new)
    ways: dict[str, Callable[[], object]] = {
        "compare": lambda: compared(old, new),
        "redline": lambda: write_redline(old, new, author=AUTHOR, moment=MOMENT),
        "rdocx": lambda: _by_rdocx(*files),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for place in range(ROUNDS + 2):
        for name, make in ways.items():
            took = _seconds(make)
            if place >= 2:
                spent[name].append(took)
    took = {name: statistics.median(all_) for name, all_ in spent.items()}
    for name, said, limit in (
        ("compare", "two versions compared, 40 articles and 25 parties", 0.050),
        ("redline", "their redline as .docx", 0.060),
    ):
        yield {
            "name": said,
            "value": round(took[name] * 1000, 1),
            "unit": "ms",
            "against": f"at most {limit * 1000:.0f} ms",
            "ratio": round(took[name] / limit, 2),
        }
    yield {
        "name": "redline, both versions read or written anew",
        "value": round(1 / took["redline"], 1),
        "unit": "documents/s",
        "against": f"rdocx {1 / took['rdocx']:.1f}/s",
        "ratio": round(took["rdocx"] / took["redline"], 1),
    }
