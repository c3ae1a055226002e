"""How deep each heading of a document is: from 1, and none skips a level, as PDF/UA asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.documents.blocks import Article, Block, Contents, Heading

ARTICLE = 2
"""The level of the heading of an article, as the text means it."""


def meant(block: Block) -> int:
    """The level that a block has by itself; 0 for what has no heading."""
    if isinstance(block, Contents):
        return 1  # the writer gives it its title as a heading
    if isinstance(block, Article):
        return ARTICLE
    return block.level if isinstance(block, Heading) else 0


def levels(blocks: Iterable[Block]) -> Iterator[int]:
    """The level of the heading of each block: one below the heading that it stands under."""
    above: list[int] = []
    for block in blocks:
        own = meant(block)
        if own:
            above = [one for one in above if one < own]
            above.append(own)
        yield len(above) if own else 0
