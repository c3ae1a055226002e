"""A document as a fragment of a page: semantic, with an id per anchor, no style of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from jinja2 import Template

from governance.base.words import translate
from governance.documents import words
from governance.documents.blocks import Article, Block, Document, Heading
from governance.documents.citing import cited
from governance.documents.fitting import legible
from governance.documents.numbering import article, clauses, contents, item, numbered
from governance.documents.templates import templates


@cache
def _template() -> Template:
    return templates("documents").get_template("fragment.html.j2")


def write_html(document: Document, *, only: str = "", citing: bool = False) -> str:
    """The document as one ``<article class="doc">``; drawings stand in it as SVG.

    ``only``: the anchor of an article or heading; then what stands under it, numbered as in
    the whole, without the title. ``citing``: each article says how to refer to it.
    """
    document = legible(document)
    language = document.language[:2]
    counts = {"table": 0, "figure": 0}

    def named(kind: str) -> str:
        counts[kind] += 1
        message = words.TABLE if kind == "table" else words.FIGURE
        return translate(language, message, number=counts[kind])

    return _template().render(
        document=document,
        blocks=[(_kind(block), number, block) for number, block in _under(document, only)],
        only=only,
        contents=list(contents(document)),
        article=lambda number: article(number, document.language),
        clauses=clauses,
        item=item,
        named=named,
        draft=translate(language, words.DRAFT),
        cited=partial(cited, document) if citing else None,
    )


def _under(document: Document, anchor: str) -> Iterator[tuple[int, Block]]:
    """The blocks with their numbers; under one anchor, those up to the next article or head."""
    within = not anchor
    for number, block in numbered(document.blocks):
        if anchor and isinstance(block, (Article, Heading)) and _begins(block):
            within = block.anchor == anchor
        if within:
            yield number, block


def _begins(block: Article | Heading) -> bool:
    return isinstance(block, Article) or block.level == 1


def _kind(block: object) -> str:
    return type(block).__name__.lower()
