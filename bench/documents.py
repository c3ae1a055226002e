"""Agreements per second as Word and as PDF, against docxtpl and python-docx, in turn.

The content is the same for all: 15 articles, 8 parties, 30 commitments in a table, a table
of contents, a header with title and version, and a signature block for each party.
"""

from __future__ import annotations

import io
import os
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate

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
from governance.documents.docx import write_docx
from governance.documents.pdf import write_pdf

ROUNDS = 15
SLICE = 0.1
"""Seconds that each way gets in a round."""
HEADS = ("Afspraak", "Eigenaar", "Aard", "Meetbaar doel", "Mijlpalen")
TEXT = (
    "Partijen spreken af dat de uitvoering van de afspraken wordt gevolgd door de stuurgroep, "
    "die tweemaal per jaar een voortgangsrapportage ontvangt en daarover een besluit neemt."
)
PARTIES = [f"Gemeente nummer {n}" for n in range(1, 9)]
LABELS = ("Bestuursorgaan", "Vertegenwoordigd door", "Besluit", "Plaats en datum", "Handtekening")
ARTICLES = [
    (f"Onderwerp {n}", [TEXT, TEXT, f"Lid drie van artikel {n}."], [f"onderdeel {n}a", f"en {n}b"])
    for n in range(1, 16)
]
COMMITMENTS = [
    (f"{n}. Afspraak", "het college", "resultaatsverplichting", TEXT, "plan na 3 maanden")
    for n in range(1, 31)
]


def tree() -> Document:
    """The content as blocks."""
    articles = tuple(
        Article(
            title,
            tuple(
                Clause(
                    runs(said),
                    f"art-{number}-{place}",
                    tuple(ListItem(runs(i)) for i in items) if place == 3 else (),
                )
                for place, said in enumerate(clauses, 1)
            ),
            f"art-{number}",
        )
        for number, (title, clauses, items) in enumerate(ARTICLES, 1)
    )
    rows = tuple(Row(tuple(Cell(runs(said)) for said in row)) for row in COMMITMENTS)
    table = Table("Afspraken", tuple(Column(head) for head in HEADS), rows)
    signed = tuple(Signature(p, tuple((label, "") for label in LABELS)) for p in PARTIES)
    blocks = (Contents("Inhoud"), Heading("Overeenkomst"), *articles, table, *signed)
    return Document("Overeenkomst", "Overeenkomst", "1", "2026-01-01T00:00:00Z", blocks)


def by_hand() -> bytes:
    """The same with python-docx."""
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "Overeenkomst\tversie 1"
    paper.add_heading("Overeenkomst", 0)
    for number, (title, _, _) in enumerate(ARTICLES, 1):
        paper.add_paragraph(f"Artikel {number} {title}")
    for number, (title, clauses, items) in enumerate(ARTICLES, 1):
        paper.add_heading(f"Artikel {number} {title}", 2)
        for said in clauses:
            paper.add_paragraph(said, style="List Number")
        for said in items:
            paper.add_paragraph(said, style="List Number 2")
    table = paper.add_table(rows=1, cols=len(HEADS))
    for cell, said in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = said
    for row in COMMITMENTS:
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    for party in PARTIES:
        _sign(paper, party)
    return _bytes(paper)


def _sign(paper: WordDocument, party: str) -> None:
    paper.add_paragraph(party)
    table = paper.add_table(rows=len(LABELS), cols=2)
    for row, label in zip(table.rows, LABELS, strict=True):
        row.cells[0].text = label


def _bytes(paper: Any) -> bytes:
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def template() -> bytes:
    """The same as a template with tags, as somebody would make it in Word."""
    paper = docx.Document()
    paper.sections[0].header.paragraphs[0].text = "{{ title }}\tversie {{ version }}"
    paper.add_heading("{{ title }}", 0)
    for line in (
        "{%p for a in articles %}",
        "Artikel {{ loop.index }} {{ a.title }}",
        "{%p endfor %}",
        "{%p for a in articles %}",
    ):
        paper.add_paragraph(line)
    paper.add_heading("Artikel {{ loop.index }} {{ a.title }}", 2)
    for line, style in (
        ("{%p for said in a.clauses %}", "Normal"),
        ("{{ said }}", "List Number"),
        ("{%p endfor %}", "Normal"),
        ("{%p for said in a['items'] %}", "Normal"),
        ("{{ said }}", "List Number 2"),
        ("{%p endfor %}", "Normal"),
        ("{%p endfor %}", "Normal"),
    ):
        paper.add_paragraph(line, style=style)
    table = paper.add_table(rows=4, cols=len(HEADS))
    for cell, said in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = said
    table.rows[1].cells[0].text = "{%tr for c in commitments %}"
    for place, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ c[{place}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    paper.add_paragraph("{%p for party in parties %}")
    _sign(paper, "{{ party }}")
    paper.add_paragraph("{%p endfor %}")
    return _bytes(paper)


def by_docxtpl(source: bytes) -> bytes:
    """One document with docxtpl, which opens its template anew for each."""
    paper = DocxTemplate(io.BytesIO(source))
    articles = [{"title": t, "clauses": c, "items": i} for t, c, i in ARTICLES]
    given = {"title": "Overeenkomst", "version": "1", "articles": articles}
    paper.render(given | {"commitments": COMMITMENTS, "parties": PARTIES}, autoescape=True)
    return _bytes(paper)


def _seconds(make: Callable[[], bytes]) -> float:
    """Seconds a document, over a slice of time that every way gets alike."""
    begun, number = time.perf_counter(), 0
    while time.perf_counter() - begun < SLICE:
        make()
        number += 1
    return (time.perf_counter() - begun) / number


def measure() -> Iterator[dict[str, Any]]:
    """Medians over rounds in which every way gets the same slice of time, in turn, on one core."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    document, source = tree(), template()
    ways: dict[str, Callable[[], bytes]] = {
        "ours": lambda: write_docx(document),
        "docxtpl": lambda: by_docxtpl(source),
        "python-docx": by_hand,
        "pdf": lambda: write_pdf(document),
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for place in range(ROUNDS + 2):
        for name, make in ways.items():
            took = _seconds(make)
            if place >= 2:
                spent[name].append(took)
    took = {name: statistics.median(all_) for name, all_ in spent.items()}
    for other in ("docxtpl", "python-docx"):
        yield {
            "name": "agreement as .docx",
            "value": round(1 / took["ours"], 1),
            "unit": "documents/s",
            "against": f"{other} {1 / took[other]:.1f}/s",
            "ratio": round(took[other] / took["ours"], 1),
        }
    yield {
        "name": "agreement as PDF/A-2a and PDF/UA-1",
        "value": round(took["pdf"] * 1000, 1),
        "unit": "ms",
        "against": "at most 150 ms",
        "ratio": round(took["pdf"] / 0.150, 2),
    }
