"""The text of an agreement that was registered: its passages as a document, and its articles. Pure.

The numbers are those of the file: an article is cited as the parties know it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from governance.agreements.forms import ArticleText
from governance.agreements.registering.rules import Passage, PassageKind, articles
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.blocks import Block, Document, Heading, Paragraph, runs

LANGUAGE = "nl"
"""Of the words that we write into it: it is an agreement of Dutch authorities."""
_HEADS = {
    PassageKind.ARTICLE: N_("Article {number}"),
    PassageKind.ANNEX: N_("Annex {number}"),
}


def written(
    title: str, short_title: str, passages: Sequence[Passage], *, version: str, dated: str
) -> Document:
    """The text as a document; what stands aside is no part of it."""
    return Document(title, short_title, version, dated, tuple(_blocks(passages)))


def article_texts(passages: Sequence[Passage]) -> list[ArticleText]:
    """The articles, to be cited and found.

    They keep their own numbers where these are whole numbers and each stands once; otherwise
    they are counted, and the number of the file stands in the title.
    """
    found = articles(passages)
    own = [int(one.number) if one.number.isdecimal() else 0 for one in found]
    counted = 0 in own or len(set(own)) < len(own)
    return [
        ArticleText(
            place if counted else own[place - 1],
            key_of(place),
            _head(one)[:200] if counted else one.title,
            one.text,
        )
        for place, one in enumerate(found, 1)
    ]


def key_of(place: int) -> str:
    """How an article is named in addresses, by its place among the articles from 1."""
    return f"a{place}"


def _head(of: Passage) -> str:
    named = _HEADS.get(PassageKind(of.kind)) if of.number else None
    number = translate(LANGUAGE, named, number=of.number) if named else of.number
    return " ".join(f"{number} {of.title}".split())


def _blocks(passages: Sequence[Passage]) -> Iterator[Block]:
    place = 0
    for one in passages:
        if one.kind == PassageKind.ASIDE:
            continue
        place += one.kind == PassageKind.ARTICLE
        yield from _passage(one, f"art-{key_of(place)}")


def _passage(of: Passage, anchor: str) -> Iterator[Block]:
    lines, head = of.text.splitlines(), _head(of)
    if of.kind == PassageKind.ARTICLE:
        yield Heading(head, 2, anchor)
    elif of.kind == PassageKind.ANNEX or of.title:
        yield Heading(head or of.text[:80], 1 if of.kind == PassageKind.ANNEX else 2)
    elif of.number:
        lines = [f"{of.number}. {lines[0]}" if lines else of.number, *lines[1:]]
    style = "note" if of.kind == PassageKind.NOTE else "body"
    yield from (Paragraph(runs(line), style) for line in lines if line.strip())
