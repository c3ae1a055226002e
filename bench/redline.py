"""Two versions of a large agreement compared and written as a redline, against rdocx, in turn.

Forty articles and 25 parties, with a table of commitments; fourteen articles changed, one moved,
one new, one left out, a row moved, two parties joined. rdocx refuses such a pair ("cannot revise
paragraph boundary structures"), so against it only articles are reworded, for both ways; it is
given the versions as Word files and compares them word by word. python-redlines is not measured:
its engine is a program of 70 MB for .NET.
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

ROUNDS = 7
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


def reworded(old: Document) -> Document:
    """The old version with a third of its articles reworded and nothing else."""
    blocks = tuple(
        _reworded(one) if isinstance(one, Article) and place % 3 == 0 else one
        for place, one in enumerate(old.blocks)
    )
    return msgspec.structs.replace(old, blocks=blocks)


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


def _timed(make: Callable[[], object]) -> float:
    begun = time.perf_counter()
    make()
    return time.perf_counter() - begun


def measure() -> Iterator[dict[str, Any]]:
    """Medians over rounds in which every way has its turn, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    old, new = versions()
    plain = reworded(old)
    files = write_docx(old), write_docx(plain)
    ways: dict[str, Callable[[], object]] = {
        "compare": lambda: compared(old, new),
        "redline": lambda: write_redline(old, new, author=AUTHOR, moment=MOMENT),
        "reworded": lambda: write_redline(old, plain, author=AUTHOR, moment=MOMENT),
    }
    spent: dict[str, list[float]] = {name: [] for name in (*ways, "rdocx")}
    for place in range(ROUNDS + 1):
        took = {name: _seconds(make) for name, make in ways.items()}
        took["rdocx"] = _timed(lambda: _by_rdocx(*files))
        for name in spent if place else ():
            spent[name].append(took[name])
    median = {name: statistics.median(all_) for name, all_ in spent.items()}
    for name, said, limit in (
        ("compare", "two versions compared, 40 articles and 25 parties", 0.050),
        ("redline", "their redline as .docx", 0.060),
    ):
        yield {
            "name": said,
            "value": round(median[name] * 1000, 1),
            "unit": "ms",
            "against": f"at most {limit * 1000:.0f} ms",
            "ratio": round(median[name] / limit, 2),
        }
    yield {
        "name": "redline of articles reworded, at least 20 times as fast",
        "value": round(median["reworded"] * 1000, 1),
        "unit": "ms",
        "against": f"rdocx {median['rdocx'] * 1000:.0f} ms",
        "ratio": round(median["rdocx"] / median["reworded"], 1),
    }
