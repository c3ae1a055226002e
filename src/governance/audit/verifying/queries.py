"""Verifying the trail, for the service itself: it reads everything and shows no content."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from governance.audit.checkpoints.queries import compared, every_kept
from governance.audit.checkpoints.rules import Checkpoint, SignedCheckpoint
from governance.audit.rules import START, Entry, salted
from governance.audit.verifying.rules import Broken, Fault, Head, Walk
from governance.base.database import DATABASE

_SNAPSHOT = "set transaction isolation level repeatable read, read only"
_HEADS = "select id as organisation_id, number, hash from trail_head"
_ENTRIES = f"""
select {", ".join(Entry.__struct_fields__)}, previous_hash, hash from trail_entry
where $1::uuid is null or organisation_id = $1 order by organisation_id, number
"""  # noqa: S608 - constant text
_PERSONAL = """
select e.organisation_id, e.number, e.at, e.id, e.personal, p.field, p.salt, p.value
from trail_personal p join trail_entry e on e.id = p.entry
where ($1::uuid is null or e.organisation_id = $1) and p.value <> ''
"""
Named = Mapping[str, SignedCheckpoint]
NONE: Named = MappingProxyType({})
Told = Callable[[int], None]


class Report(Struct, frozen=True):
    """What was verified, and what is wrong: the first of every chain."""

    entries: int
    chains: int
    checkpoints: int
    broken: tuple[Broken, ...]


async def expected_entries(organisation_id: UUID | None = None) -> int:
    """How many entries the heads say that there are, for the service itself."""
    rows = await DATABASE.fetch(_HEADS)
    return sum(r["number"] for r in rows if organisation_id in (None, r["organisation_id"]))


async def verify(
    organisation_id: UUID | None = None,
    *,
    files: Named = NONE,
    keys: Sequence[Ed25519PublicKey] = (),
    told: Told = lambda _: None,
) -> Report:
    """Walk every chain, or that of one organisation, as it is at one moment.

    ``files`` are checkpoints kept outside the database, by the name of their file; ``keys``
    verify their signatures: another one came when it was changed. ``told`` hears how many
    entries were walked.
    """
    found: list[Broken] = []
    async with DATABASE.transaction():
        await DATABASE.fetch(_SNAPSHOT)
        walk = Walk(await _heads(organisation_id))
        async for broken in _walked(walk, organisation_id, told):
            found.append(broken)
        found += await _personal(organisation_id, {b.organisation_id for b in found})
        against = _Against(found, organisation_id, keys)
        async for one in every_kept():
            await against.kept(one)
        for name, one in files.items():
            await against.file(name, one)
    return Report(walk.entries, walk.chains, against.seen, tuple(against.found))


async def _heads(organisation_id: UUID | None) -> dict[UUID, Head]:
    heads = [Head(**row) for row in await DATABASE.fetch(_HEADS)]
    return {h.organisation_id: h for h in heads if organisation_id in (None, h.organisation_id)}


async def _walked(walk: Walk, organisation_id: UUID | None, told: Told) -> AsyncIterator[Broken]:
    async for row in DATABASE.stream(_ENTRIES, organisation_id):
        *fields, stated, sealed = row.values()
        entry = Entry(**dict(zip(Entry.__struct_fields__, fields, strict=True)))
        for broken in walk.step(entry, stated, sealed):
            yield broken
        if walk.entries % 1000 == 0:
            told(walk.entries)
    for broken in walk.end():
        yield broken
    told(walk.entries)


async def _personal(organisation_id: UUID | None, known: set[UUID | None]) -> list[Broken]:
    """The first personal value of each chain that is not the one whose hash its entry holds."""
    found: dict[UUID, Broken] = {}
    async for row in DATABASE.stream(_PERSONAL, organisation_id):
        held: Any = msgspec.json.decode(row["personal"] or "{}")
        of, number = row["organisation_id"], row["number"]
        if of not in known and held.get(row["field"]) != salted(row["value"], row["salt"]):
            one = Broken(Fault.PERSONAL, of, number, row["at"], row["id"])
            found[of] = min(found.get(of, one), one, key=lambda b: b.number)
    return list(found.values())


class _Against:
    """Checkpoints against what stands in the trail now, oldest first."""

    def __init__(
        self, found: Sequence[Broken], only: UUID | None, keys: Sequence[Ed25519PublicKey]
    ) -> None:
        self.found, self.only, self.keys = list(found), only, keys
        self.seen, self._previous = 0, START
        self._hashes: set[str] = set()
        self._broken = {b.organisation_id for b in found}
        self._good: dict[UUID, int] = {}

    async def kept(self, one: SignedCheckpoint) -> None:
        """A checkpoint of the database: it follows the one before, and the heads were so."""
        self.seen += 1
        follows = one.checkpoint.previous == self._previous
        if not (follows and one.holds(*self.keys)):
            self.found.append(Broken(Fault.CHECKPOINT, None, self.seen, one.checkpoint.at))
        self._previous = one.hash
        self._hashes.add(one.hash)
        await self._heads(one.checkpoint, "")

    async def file(self, name: str, one: SignedCheckpoint) -> None:
        """A checkpoint from outside: signed, still in the database, and the heads were so."""
        self.seen += 1
        at = one.checkpoint.at
        if not one.holds(*self.keys):
            self.found.append(Broken(Fault.SIGNATURE, None, 0, at, source=name))
            return
        if one.hash not in self._hashes:
            self.found.append(Broken(Fault.NO_CHECKPOINT, None, 0, at, source=name))
        await self._heads(one.checkpoint, name)

    async def _heads(self, checkpoint: Checkpoint, source: str) -> None:
        for row in await compared(checkpoint, self.only):
            of, good = row["organisation"], self._good.get(row["organisation"], 0)
            if row["same"]:
                self._good[of] = max(good, row["number"])
            elif of not in self._broken:
                self._broken.add(of)
                fault = Fault.CUT_OFF if row["entry_id"] is None else Fault.REWRITTEN
                at = (of, row["number"], row["at"] or checkpoint.at, row["entry_id"])
                since = good + 1 if good < row["number"] else 1
                self.found.append(Broken(fault, *at, since=since, source=source))
