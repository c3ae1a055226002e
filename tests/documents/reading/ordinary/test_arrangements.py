"""Every way to write heads goes with every way to write paragraphs, items, parties, recitals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, product

import pytest
from tests.builders.arranged import (
    HEADS,
    ITEM_FORMS,
    ITEMS,
    PARAGRAPHS,
    PARTIES,
    PARTY_FORMS,
    RECITALS,
    TEXTS,
    TITLES,
    Arrangement,
    arranged,
)
from tests.builders.noise import noisy

from governance.documents.reading.ordinary.understanding import understood


def every() -> Iterator[Arrangement]:
    """Every head with every paragraph and item; those of the front in turn."""
    front = cycle(product(PARTY_FORMS, RECITALS))
    for head, paragraph, item in product(HEADS, PARAGRAPHS, ITEM_FORMS):
        yield Arrangement(head, paragraph, item, *next(front))


ALL = tuple(every())
SOME = ALL[::23]
"""Prime to the number of each way, so that each is met."""


def wrong(how: Arrangement, content: bytes) -> list[str]:
    """What is not understood of an agreement that is arranged so."""
    found = understood(content)
    titles = [one.upper() if "{T}" in how.head else one for one in TITLES]
    told = {
        "articles": [one.title for one in found.articles] == titles,
        "paragraphs": all(len(one.paragraphs) == len(TEXTS) for one in found.articles),
        "items": all(
            [len(p.items) for p in one.paragraphs] == [0, len(ITEMS), 0] for one in found.articles
        ),
        "parties": tuple((p.name, p.function, p.called) for p in found.parties) == PARTIES,
        "recitals": len(found.recitals) == 2,
        "signing": len(found.closing) == 1,
        "annexes": [one.title for one in found.annexes] == ["Lijst"],
        "left": not found.left,
    }
    return [what for what, right in told.items() if not right]


def test_the_few_meet_every_way() -> None:
    for at, ways in enumerate((HEADS, PARAGRAPHS, ITEM_FORMS, PARTY_FORMS, RECITALS)):
        assert {how[at] for how in SOME} == set(ways)


def test_some_arrangements_are_understood() -> None:
    assert [(how, told) for how in SOME if (told := wrong(how, arranged(how)))] == []


def test_so_are_they_with_what_editing_left_behind() -> None:
    found = [(how, wrong(how, noisy(arranged(how), seed))) for seed, how in enumerate(SOME)]
    assert [one for one in found if one[1]] == []


@pytest.mark.full
@pytest.mark.parametrize("head", HEADS)
def test_all_arrangements_are_understood(head: str) -> None:
    ours = [(seed, how) for seed, how in enumerate(ALL) if how.head == head]
    found = [(how, wrong(how, noisy(arranged(how), seed))) for seed, how in ours]
    assert [one for one in found if one[1]] == []
