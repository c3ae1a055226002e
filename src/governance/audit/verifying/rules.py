"""Walking the chains of the trail: what must be right of each entry, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.audit.rules import START, Entry, entry_hash


class Fault(StrEnum):
    """What can be wrong with a chain."""

    HASH = "hash"
    ORDER = "order"
    GAP = "gap"
    LINK = "link"
    TAIL = "tail"
    HEAD = "head"
    PERSONAL = "personal"
    REWRITTEN = "rewritten"
    CUT_OFF = "cut_off"
    CHECKPOINT = "checkpoint"
    SIGNATURE = "signature"
    NO_CHECKPOINT = "no_checkpoint"


class Broken(Struct, frozen=True):
    """The first thing that is wrong in one chain, or with a checkpoint.

    ``number`` is the place of the entry, ``since`` the first place from which it may be wrong,
    ``belongs`` where it stood when it was written. ``source`` names a file of a checkpoint.
    """

    fault: Fault
    organisation_id: UUID | None
    number: int
    at: datetime | None = None
    entry_id: UUID | None = None
    since: int = 0
    belongs: int = 0
    source: str = ""


class Head(Struct, frozen=True):
    """The end of a chain: number and hash of its last entry."""

    organisation_id: UUID
    number: int
    hash: str


class Walk:
    """One pass over entries in order of chain and number. It holds one entry, never a chain."""

    def __init__(self, heads: Mapping[UUID, Head]) -> None:
        self.left = dict(heads)
        self.entries = self.chains = 0
        self._chain: UUID | None = None
        self._broken = False
        self._last = Head(UUID(int=0), 0, START)

    def step(self, entry: Entry, stated: str, sealed: str) -> Iterator[Broken]:
        """The next entry, with the previous hash that it states and its own hash."""
        if entry.organisation_id != self._chain:
            yield from self._close()
            self._chain, self._broken = entry.organisation_id, False
            self._last = Head(entry.organisation_id, 0, START)
            self.chains += 1
        self.entries += 1
        if self._broken:
            return
        found = self._wrong(entry, stated, sealed)
        if found:
            self._broken = True
            yield found
        self._last = Head(entry.organisation_id, entry.number, sealed)

    def end(self) -> Iterator[Broken]:
        """What is wrong with the last chain, and with heads whose chain has gone."""
        yield from self._close()
        for head in self.left.values():
            if head.number > 0:
                yield Broken(Fault.TAIL, head.organisation_id, 1)

    def _wrong(self, entry: Entry, stated: str, sealed: str) -> Broken | None:
        expected = self._last.number + 1
        at = (entry.organisation_id, entry.number, entry.at, entry.id)
        if entry_hash(entry, stated) != sealed:
            belongs = self._belongs(entry, stated, sealed)
            return Broken(Fault.ORDER if belongs else Fault.HASH, *at, belongs=belongs)
        if entry.number != expected:
            return Broken(Fault.GAP, *at, since=expected)
        return None if stated == self._last.hash else Broken(Fault.LINK, *at, since=expected - 1)

    def _belongs(self, entry: Entry, stated: str, sealed: str) -> int:
        """The place that the entry was sealed for, when all but its place is right."""
        head = self.left.get(entry.organisation_id)
        last = max(head.number if head else 0, entry.number)
        places = (n for n in range(1, last + 1) if n != entry.number)
        return next(
            (n for n in places if entry_hash(replace(entry, number=n), stated) == sealed), 0
        )

    def _close(self) -> Iterator[Broken]:
        if self._chain is None:
            return
        head, last = self.left.pop(self._chain, None), self._last
        if self._broken:
            return
        if head is None or head.number < last.number:
            yield Broken(Fault.HEAD, self._chain, last.number)
        elif head.number > last.number:
            yield Broken(Fault.TAIL, self._chain, last.number + 1)
        elif head.hash != last.hash:
            yield Broken(Fault.HEAD, self._chain, last.number)
