"""The forms in which a document is given as a file."""

from __future__ import annotations

from governance.documents.blocks import Document
from governance.documents.docx import write_docx
from governance.documents.house import House
from governance.documents.pdf import write_pdf

FORMS = ("docx", "pdf")


def write(document: Document, form: str, own: House | None = None) -> bytes:
    """A document in one of its forms; Word in a house style of its owner, or else in ours."""
    return write_docx(document, own) if form == "docx" else write_pdf(document)
