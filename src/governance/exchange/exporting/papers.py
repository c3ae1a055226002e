"""Our own layout as a workbook: what it holds reads back as what is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from governance.base.words import translate
from governance.documents.workbooks import Choice, Page, workbook
from governance.exchange.exporting.queries import Everything, MemberRow, OrganisationRow, RegionRow
from governance.exchange.registers.own.rules import CHOICES, MEMBERS, ORGANISATIONS, REGIONS
from governance.parties import words

_WORDS: Mapping[str, Mapping[Any, str]] = {
    "soort": words.KIND_WORDS,
    "niveau": words.LEVEL_WORDS,
    "regiosoort": words.GROUPING_WORDS,
    "als": words.MEMBER_WORDS,
}
"""By column, what may stand in it. The layout is Dutch, so its words are."""


def own_workbook(found: Everything) -> bytes:
    """The three sheets of the layout, and one that tells what may stand in the columns."""
    return workbook(
        [
            _page("organisaties", ORGANISATIONS, map(_organisation, found.organisations)),
            _page("regio's", REGIONS, map(_region, found.regions)),
            _page("leden", MEMBERS, map(_member, found.members)),
            Page(CHOICES, tuple(_WORDS), _choices()),
        ]
    )


def _page(name: str, head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> Page:
    choices = {
        column: Choice(CHOICES, at, len(said))
        for at, (column, said) in enumerate(_WORDS.items())
        if column in head
    }
    return Page(name, head, rows, choices)


def _dutch(said: Mapping[Any, str], code: str) -> str:
    return translate("nl", said[code])


def _choices() -> Iterable[tuple[str, ...]]:
    columns = (sorted(_dutch(said, code) for code in said) for said in _WORDS.values())
    return zip_longest(*columns, fillvalue="")


def _organisation(one: OrganisationRow) -> tuple[Any, ...]:
    return (
        _dutch(words.KIND_WORDS, one.kind), one.name, one.short_name,
        _dutch(words.LEVEL_WORDS, one.level), one.cbs_code, one.tooi_uri, one.oin, one.kvk,
        one.mailbox, one.valid_from, one.valid_until,
    )  # fmt: skip


def _region(one: RegionRow) -> tuple[Any, ...]:
    return _dutch(words.GROUPING_WORDS, one.kind), one.code, one.name


def _member(one: MemberRow) -> tuple[Any, ...]:
    return (
        _dutch(words.GROUPING_WORDS, one.kind), one.region, one.organisation,
        _dutch(words.MEMBER_WORDS, one.part), one.valid_from, one.valid_until,
    )  # fmt: skip
