"""A PDF of any order of headings: the first is of level 1, and none skips a level."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pytest
from pypdf import PdfReader

from governance.documents.blocks import (
    Article,
    Block,
    Clause,
    Contents,
    Document,
    Heading,
    Paragraph,
    runs,
)
from governance.documents.levels import levels
from governance.documents.pdf import write_pdf

ARTICLE = Article("Doel", (Clause(runs("Wij werken samen.")),), "art-doel")
BODY = Paragraph(runs("Wij werken samen."))
ONE, TWO, THREE = (Heading(f"Kop {level}", level, f"kop-{level}") for level in (1, 2, 3))


def outlined(of: tuple[Block, ...]) -> list[int]:
    """How deep the bookmarks of the PDF of a document are."""
    content = write_pdf(Document("Akkoord", "Akkoord", "1", "2026-11-20", of))
    return list(depths(PdfReader(io.BytesIO(content)).outline, 1))


def depths(found: Sequence[object], depth: int) -> Iterator[int]:
    for one in found:
        yield from depths(one, depth + 1) if isinstance(one, list) else [depth]


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        ((TWO, BODY, TWO, THREE, ONE, TWO), [1, 0, 1, 2, 1, 2]),
        ((THREE, THREE, TWO, THREE), [1, 1, 1, 2]),
        ((ONE, THREE, BODY, TWO, THREE), [1, 2, 0, 2, 3]),
        ((BODY, ARTICLE, THREE, ARTICLE, ONE, ARTICLE), [0, 1, 2, 1, 1, 2]),
        ((BODY,), [0]),
    ],
)
def test_a_level_is_one_below_what_stands_above_it(
    blocks: tuple[Block, ...], found: list[int]
) -> None:
    assert list(levels(blocks)) == found
    assert outlined(blocks) == [one for one in found if one]


def test_articles_stand_below_the_title_of_the_contents() -> None:
    blocks = (Contents("Inhoud"), ARTICLE, ARTICLE)
    assert list(levels(blocks)) == [1, 2, 2]
    assert outlined(blocks) == [1, 1], "the title of the contents is no bookmark itself"
