"""A document as PDF/A-2a and PDF/UA-1 at once, by typst; the same tree gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typst

from governance.base.places import PACKAGE, shipped
from governance.base.words import translate
from governance.documents import words
from governance.documents.blocks import Article, Block, Document, Table
from governance.documents.breaking import broken_block, broken_head, broken_table
from governance.documents.columns import widths
from governance.documents.fitting import author, legible, moment
from governance.documents.levels import levels, meant
from governance.documents.numbering import article, numbered

FONTS = PACKAGE / "documents" / "fonts"
STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _template() -> Path:
    return shipped("templates") / "documents" / "house.typ"


def write_pdf(document: Document) -> bytes:
    """The PDF. Fonts come from our folder only; dates come from the document.

    A compiler is made for each document: it keeps what it was given, and one that is
    shared would have to be locked. Making one costs little once the fonts are read.
    """
    document = legible(document)
    compiler = typst.Compiler(
        input=_template(),
        root=_template().parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document), ensure_ascii=False)},
    )
    made: Any = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=moment(document))
    return bytes(made)


def _data(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    dated = moment(document)
    return {
        "title": document.title,
        "short_title": document.short_title,
        "subtitle": document.subtitle,
        "subject": document.subject,
        "author": author(document),
        "keywords": document.keywords,
        "edition": translate(language, words.VERSION, version=document.version),
        "draft": translate(language, words.DRAFT) if document.draft else "",
        "head": broken_head(document),
        "date": [dated.year, dated.month, dated.day],
        "lang": language,
        "region": region,
        "words": {
            "page": translate(language, words.PAGE, page="{page}", pages="{pages}"),
            "table": translate(language, words.TABLE, number="").strip(" ."),
            "figure": translate(language, words.FIGURE, number="").strip(" ."),
        },
        "blocks": list(_blocks(document)),
    }


def _blocks(of: Document) -> Iterator[dict[str, Any]]:
    """Every block; ``level`` of a heading is its depth here, ``look`` is as it was meant."""
    for depth, (number, block) in zip(levels(of.blocks), numbered(of.blocks), strict=True):
        made = _block(number, block, of.language)
        yield made | {"level": depth, "look": meant(block)} if depth else made


def _block(number: int, block: Block, language: str) -> dict[str, Any]:
    said: dict[str, Any] = _plain(block)
    if isinstance(block, Article):
        said["label"] = article(number, language)
    if isinstance(block, Table):
        said["widths"] = widths(block)
        return broken_table(said)
    made: dict[str, Any] = broken_block(said)
    return made


def _plain(of: Any) -> Any:
    """Structs as mappings with every field, defaults too: a template asks, it does not guess."""
    if hasattr(of, "__struct_fields__"):
        fields = {name: _plain(getattr(of, name)) for name in of.__struct_fields__}
        return {"type": type(of).__name__.lower(), **fields}
    return [_plain(one) for one in of] if isinstance(of, tuple) else of
