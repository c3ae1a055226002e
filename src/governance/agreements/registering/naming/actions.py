"""Saying which organisation a party is that a file names, or that it is none."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.forms import PartyForm
from governance.agreements.registering.naming.forms import NameForm
from governance.agreements.registering.naming.queries import known_by_name
from governance.agreements.registering.naming.rules import (
    Known,
    NameView,
    Read,
    Settled,
    name_complaints,
    names_of,
    one_of,
    open_names,
)
from governance.agreements.registering.tables import Registration
from governance.agreements.rules import Participation
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.taking_part.actions import add_party
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.views import change, encoded, unchanged

_REGISTRATION = "select id, agreement, understood from registration where id = $1"
_OF = "select understood from registration where agreement = $1"
_MEMBERS = """
select o.id, o.name, o.short_name, o.kind from party p join organisation o on o.id = p.organisation
where p.agreement = $1 order by p.position"""


async def settle_name(
    registration_id: UUID, number: int, form: NameForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Link a name of the file to an organisation, leave it out, or open it again.

    The organisation becomes a party that signs where it is none yet: the paper says that it
    signed. Of an agreement that counts already it is one since the entry into force.
    """
    async with DATABASE.transaction():
        row, kept = await _stepping(registration_id, by)
        unchanged(row, form.version)
        read = _read(kept["understood"])
        members = await _members(row["id"])
        before = one_of(names_of(read, members), number)
        complain(name_complaints(form, before), unread)
        if form.organisation_id and form.organisation_id not in {one.id for one in members}:
            party = PartyForm(form.organisation_id, Participation.SIGNATORY)
            await add_party(row["id"], party, day(at), joined_on=row["entered_into_force_on"])
        after = _with(read, Settled(number, form.organisation_id, form.left_out))
        await change(Registration, kept, understood=encoded(after))
        now = one_of(names_of(after, await _members(row["id"])), number)
        await change(Agreement, row)
        await note(row, "settle_name", _noted(before, now), by, at)


async def unlinked(agreement_id: UUID) -> dict[str, list[int]]:
    """What the trail notes of names of the file that were not linked, if any: 2 queries.

    Their numbers only: somebody outside wrote the names, and the trail keeps all for good.
    """
    [kept] = await DATABASE.fetch(_OF, agreement_id)
    left = open_names(names_of(_read(kept["understood"]), await _members(agreement_id)))
    return {"unlinked_names": left} if left else {}


async def _stepping(registration_id: UUID, by: Actor) -> tuple[Row, Row]:
    """The agreement, locked, and its registration as it is behind that lock."""
    rows = await DATABASE.fetch(_REGISTRATION, registration_id)
    if not rows:
        raise NotFound
    row = await stepping(rows[0]["agreement"], "settle_name", by)
    [kept] = await DATABASE.fetch(_REGISTRATION, registration_id)
    return row, dict(kept)


def _read(understood: str | None) -> Read | None:
    return msgspec.json.decode(understood, type=Read) if understood else None


async def _members(agreement_id: UUID) -> list[Known]:
    return known_by_name(await DATABASE.fetch(_MEMBERS, agreement_id))


def _with(read: Read | None, said: Settled) -> Read:
    assert read is not None  # noqa: S101 - it has the name that this is about
    others = [one for one in read.settled if one.number != said.number]
    return msgspec.structs.replace(read, settled=(*others, said))


def _noted(before: NameView, now: NameView) -> dict[str, Any]:
    """What the trail notes: which name of the file it is, and what it is said to be."""
    states = [{"name_is": one.state, "organisation": one.organisation} for one in (before, now)]
    return changed(*states, named_in_file=now.number)
