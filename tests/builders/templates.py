"""Word templates of letters, built for a test: paragraphs cut in runs as Word would."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml.ns import qn


class Template:
    """A template from top to bottom; a paragraph is given as its runs."""

    def __init__(self) -> None:
        self.doc: Any = docx.Document()

    def p(self, *runs: str, bold: int = -1) -> Any:
        made = self.doc.add_paragraph()
        for at, said in enumerate(runs):
            made.add_run(said).bold = True if at == bold else None
        return made

    def table(self, *rows: tuple[str, ...]) -> Any:
        made = self.doc.add_table(len(rows), len(rows[0]))
        for row, cells in enumerate(rows):
            for at, said in enumerate(cells):
                made.cell(row, at).paragraphs[0].add_run(said)
        return made

    def header(self, said: str) -> None:
        self.doc.sections[0].header.paragraphs[0].add_run(said)

    def footer(self, said: str) -> None:
        self.doc.sections[0].footer.paragraphs[0].add_run(said)

    def done(self) -> bytes:
        made = io.BytesIO()
        self.doc.save(made)
        return made.getvalue()


def template(*paragraphs: str) -> bytes:
    """A template with one run in each paragraph."""
    made = Template()
    for said in paragraphs:
        made.p(said)
    return made.done()


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def texts(content: bytes) -> list[str]:
    """The paragraphs of the text, without those in tables."""
    return [one.text for one in opened(content).paragraphs]


def cells(content: bytes) -> list[list[list[str]]]:
    return [[[c.text for c in row.cells] for row in one.rows] for one in opened(content).tables]


def everything(content: bytes) -> str:
    return "\n".join(one.text or "" for one in opened(content).element.iter(qn("w:t")))
