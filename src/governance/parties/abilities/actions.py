"""Saying what an organisation can and cannot do, changing that, and taking it away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, encoded, lock, unchanged
from governance.parties.abilities.forms import AbilityChange, AbilityForm, AbilityRemoval
from governance.parties.abilities.rules import ability_complaints
from governance.parties.abilities.tables import Ability

_WHOSE = "select id, keeper from organisation where id = $1 for share"
_GONE = "delete from ability where id = $1"
_LISTS = ("target_groups", "exploitation")


async def _whose(organisation_id: UUID, by: Actor, action: str) -> UUID:
    """In whose trail it is noted, of an organisation of which the actor may say so."""
    rows = await DATABASE.fetch(_WHOSE, organisation_id)
    if not rows:
        raise NotFound
    entitled(by, TABLE[action].who, own=organisation_id, keeper=rows[0]["keeper"])
    chain: UUID = rows[0]["keeper"] or organisation_id
    return chain


async def _one(organisation_id: UUID, ability_id: UUID) -> dict[str, Any]:
    row = await lock(Ability, ability_id)
    if row["organisation"] != organisation_id:
        raise NotFound
    return {**row, **{name: msgspec.json.decode(row[name]) for name in _LISTS}}


def _values(form: AbilityForm | AbilityChange) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "title": form.title.strip(),
        "detail": form.detail,
        "basis": form.basis.strip(),
        "target_groups": sorted({str(one) for one in form.target_groups}),
        "exploitation": sorted({str(one) for one in form.exploitation}),
    }


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, **{name: encoded(values[name]) for name in _LISTS}}


async def add_ability(
    organisation_id: UUID, form: AbilityForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Say one thing more that an organisation can or cannot do."""
    async with DATABASE.transaction():
        chain = await _whose(organisation_id, by, "ability.add")
        complain(ability_complaints(form), unread)
        values = _values(form)
        made = await add(Ability(organisation=organisation_id, **_stored(values)))
        told = {"organisation": organisation_id, **{n: v for n, v in values.items() if v}}
        await record(chain, "add_ability", "ability", made, told, by=by, at=at)
    return made


async def change_ability(
    organisation_id: UUID, ability_id: UUID, form: AbilityChange,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Say otherwise what an organisation can or cannot do."""
    async with DATABASE.transaction():
        chain = await _whose(organisation_id, by, "ability.change")
        row = await _one(organisation_id, ability_id)
        complain(ability_complaints(form), unread)
        unchanged(row, form.version)
        values = _values(form)
        noted = changed(row, values, organisation=organisation_id)
        if not noted["after"]:
            return
        await change(Ability, row, **_stored(values))
        await record(chain, "change_ability", "ability", ability_id, noted, by=by, at=at)


async def remove_ability(
    organisation_id: UUID, ability_id: UUID, form: AbilityRemoval,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Take away what an organisation could or could not; the trail keeps what it was."""
    async with DATABASE.transaction():
        chain = await _whose(organisation_id, by, "ability.remove")
        row = await _one(organisation_id, ability_id)
        complain((), unread)
        unchanged(row, form.version)
        await DATABASE.fetch(_GONE, ability_id)
        told = {"organisation": organisation_id, "kind": row["kind"], "title": row["title"]}
        await record(chain, "remove_ability", "ability", ability_id, told, by=by, at=at)
