"""What is asked of the trail, and of which part of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct

from governance.base.clock import AMSTERDAM

PAGE_SIZE = 50
"""Entries on a page."""
_UNSAID = ("before", "alike")


class Scope(Struct, frozen=True):
    """Which entries: of one chain, about these things, or by this person (and about them).

    ``shared`` are the things of committees that the reader works for: what their entries let
    such a reader see is told by the audience of each.
    """

    chain: UUID | None = None
    things: tuple[UUID, ...] = ()
    actor: UUID | None = None
    shared: tuple[UUID, ...] = ()


class Wanted(Struct, frozen=True):
    """What is asked; empty asks for everything. ``until`` is the last day that counts.

    ``alike``: by ``verb`` and ``kind``, other codes that go by the same word and are found as
    well. ``before`` is the id of an entry: only what came before that.
    """

    verb: str = ""
    kind: str = ""
    result: str = ""
    function: str = ""
    since: date | None = None
    until: date | None = None
    before: UUID | None = None
    alike: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    @property
    def narrowed(self) -> dict[str, str]:
        """What narrows it, by name: for the address, and for the trail where it is exported."""
        found = {n: getattr(self, n) for n in self.__struct_fields__ if n not in _UNSAID}
        return {n: str(value) for n, value in found.items() if value not in ("", None)}


def first_moment(of: date) -> datetime:
    """The moment at which a legal day begins."""
    return datetime.combine(of, time(), AMSTERDAM).astimezone(UTC)


def end_moment(of: date) -> datetime:
    """The moment at which a legal day has ended."""
    return first_moment(of + timedelta(days=1))
