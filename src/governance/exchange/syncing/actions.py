"""Taking over what was fetched: every register in one transaction, or nothing of any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import takewhile

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Refused
from governance.base.ids import new_id
from governance.base.views import encoded
from governance.exchange.registers.rules import Options, entries_of
from governance.exchange.syncing.rules import (
    Came,
    Failed,
    Fetched,
    Known,
    Outcome,
    Told,
    complaints_of,
    shown,
)
from governance.parties.registering.actions import Taken, take_over
from governance.parties.registering.rules import Entries, Plan

MOST = 10
"""Complaints that are kept of one register."""
_NOTE = """
insert into register_source as s (id, address, etag, last_modified, sha256, fetched_at,
    applied_at, outcome, problems, riec)
values ($1, $2, $3, $4, $5, $6::timestamptz, case when $7::text = 'applied' then $6 end, $7, $8, $9)
on conflict (address) do update set etag = excluded.etag,
    last_modified = excluded.last_modified, sha256 = excluded.sha256,
    fetched_at = excluded.fetched_at, applied_at = coalesce(excluded.applied_at, s.applied_at),
    outcome = excluded.outcome, problems = excluded.problems, riec = excluded.riec"""


class _Read(Struct, frozen=True):
    """A register that was fetched and read; ``entries`` is nothing where it has not changed."""

    fetched: Fetched
    known: Known
    entries: Entries | None


class _OnlyShown(Exception):  # noqa: N818 - undoes what was tried
    """It was only to be seen what would change."""


async def take_over_all(
    found: Sequence[Fetched | Failed], known: Mapping[str, Known], *, applied: bool,
    riec: bool, by: Actor, at: datetime,
) -> list[Came]:  # fmt: skip
    """Take over what was fetched, one after the other in one transaction; gives what each came to.

    Without ``applied`` it is undone again, so that a later register is held against what an
    earlier one would make of ours. Where one was not reached or is not right, nothing of any is
    taken over, and (with ``applied``) it is noted why; those after it may build on it, so of these
    only what is wrong by itself is told. Raises :class:`Refused` with everything that is wrong.
    """
    read, wrong = _all_read(found, known, riec=riec)
    came: list[Came] = []
    try:
        async with DATABASE.transaction():
            for one in _before(found, read, wrong):
                try:
                    came.append(await _one(one, by, at))
                except Refused as refused:
                    wrong[one.fetched.address] = refused.complaints
                    break
            if wrong:
                raise Refused([said for each in wrong.values() for said in each])
            if not applied:
                raise _OnlyShown
            for one, told in zip(read, came, strict=True):
                await _note(_told(one, told, at), riec=riec)
    except _OnlyShown:
        return came
    except Refused:
        if applied:
            await _note_all(found, wrong, known, at, riec=riec)
        raise
    return came


def _all_read(
    found: Sequence[Fetched | Failed], known: Mapping[str, Known], *, riec: bool
) -> tuple[list[_Read], dict[str, Sequence[Complaint]]]:
    """Every register that can be read, and by address what is wrong with the others."""
    read: list[_Read] = []
    wrong: dict[str, Sequence[Complaint]] = {}
    for one in found:
        if isinstance(one, Failed):
            wrong[one.address] = complaints_of([one])
            continue
        try:
            before = known.get(one.address, Known())
            read.append(_Read(one, before, _entries(one, before, riec=riec)))
        except Refused as refused:
            wrong[one.address] = refused.complaints
    return read, wrong


def _before(
    found: Sequence[Fetched | Failed], read: Sequence[_Read], wrong: Mapping[str, object]
) -> list[_Read]:
    """The registers before the first that is wrong: those after it may build on it."""
    right = {one.address for one in takewhile(lambda one: one.address not in wrong, found)}
    return [one for one in read if one.fetched.address in right]


def _entries(one: Fetched, known: Known, *, riec: bool) -> Entries | None:
    if one.content is None or sha256(one.content).hexdigest() == known.sha256:
        return None
    return entries_of(shown(one.address), one.content, Options(riec=riec))


async def _one(one: _Read, by: Actor, at: datetime) -> Came:
    address = one.fetched.address
    if one.entries is None:
        return Came(address, None)
    taken = Taken(shown(address), _hash(one))
    async with DATABASE.transaction():
        plan: Plan = await take_over(one.entries, taken, day(at), by=by, at=at, cause=None)
    return Came(address, plan)


def _told(one: _Read, came: Came, at: datetime) -> Told:
    changed = came.plan is not None and not came.plan.is_empty
    outcome = Outcome.APPLIED if changed else Outcome.UNCHANGED
    known = one.known
    if one.fetched.content is not None:
        known = Known(one.fetched.etag, one.fetched.last_modified, _hash(one))
    return Told(one.fetched.address, known, outcome, at)


def _hash(one: _Read) -> str:
    return sha256(one.fetched.content or b"").hexdigest()


async def _note(told: Told, *, riec: bool) -> None:
    known = told.known
    await DATABASE.fetch(
        _NOTE, new_id(), told.address, known.etag, known.last_modified, known.sha256, told.at,
        told.outcome, encoded(told.problems), riec,
    )  # fmt: skip


async def _note_all(
    found: Sequence[Fetched | Failed], wrong: Mapping[str, Sequence[Complaint]],
    known: Mapping[str, Known], at: datetime, *, riec: bool,
) -> None:  # fmt: skip
    """Why nothing was taken over, with each register that is to blame."""
    async with DATABASE.transaction():
        for one in found:
            if one.address not in wrong:
                continue
            outcome = Outcome.UNREACHABLE if isinstance(one, Failed) else Outcome.REFUSED
            before = known.get(one.address, Known())
            told = Told(one.address, before, outcome, at, tuple(wrong[one.address][:MOST]))
            await _note(told, riec=riec)
