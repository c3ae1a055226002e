"""A document as a fragment of a page: semantic, with an id per anchor, no style of its own."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from governance.base.places import shipped
from governance.base.words import translate
from governance.documents import words
from governance.documents.blocks import Document
from governance.documents.fitting import legible
from governance.documents.numbering import article, clauses, contents, item, numbered


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates") / "documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("fragment.html.j2")


def write_html(document: Document) -> str:
    """The document as one ``<article class="doc">``; drawings stand in it as SVG."""
    document = legible(document)
    language = document.language[:2]
    counts = {"table": 0, "figure": 0}

    def named(kind: str) -> str:
        counts[kind] += 1
        message = words.TABLE if kind == "table" else words.FIGURE
        return translate(language, message, number=counts[kind])

    return _template().render(
        document=document,
        blocks=[(_kind(block), number, block) for number, block in numbered(document.blocks)],
        contents=list(contents(document)),
        article=lambda number: article(number, document.language),
        clauses=clauses,
        item=item,
        named=named,
        draft=translate(language, words.DRAFT),
    )


def _kind(block: object) -> str:
    return type(block).__name__.lower()
