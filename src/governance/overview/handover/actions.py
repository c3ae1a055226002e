"""Leaving: everything that is still owned ends or is handed over, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import hold
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.permissions import taken_by
from governance.identity.inviting.making.actions import chain_of
from governance.identity.people.departing.actions import depart
from governance.identity.roles.actions import person_for
from governance.identity.roles.rules import RULES, may_end
from governance.identity.roles.steps.actions import ended, locked, store
from governance.overview.handover.forms import LeavingForm
from governance.overview.handover.queries import Leaving, Owned, leaving
from governance.overview.handover.rules import (
    day_complaints,
    field_of,
    successor_complaints,
    until,
)
from governance.parties.actions import end_filling, fill

_HELD = """
select id from role_assignment where person = $1 and (valid_until is null or valid_until > $2)"""
_PEOPLE = "select from person where id = any($1::uuid[]) order by id for update"
_FILLINGS = "select from filling where id = any($1::uuid[]) order by id for update"
_FUNCTION = "select function from person where id = $1"


async def leave(
    person_id: UUID, form: LeavingForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Let somebody leave after a last day, or at once: roles end, or go on with who takes over.

    Roles that the actor cannot end stay, and with them the person. Coming back is possible: a
    role that is given later lets the person sign in again.
    """
    async with DATABASE.transaction():
        held = await DATABASE.fetch(_HELD, person_id, day(at))
        rows = {row["id"]: row for row in await locked(row["id"] for row in held)}
        await person_for(person_id, by, at)
        view = await leaving(person_id, by=by, at=at)
        wrong_day = () if form.at_once else day_complaints(form.last_day, day(at))
        heard = [one for one in unread if not (form.at_once and one.field == "lastDay")]
        complain([*wrong_day, *_wrong(view, form, by)], heard)
        ends = until(None if form.at_once else form.last_day, day(at))
        chain = await chain_of(person_id)
        await _held_together(
            rows.values(), form, [chain, *(o.role.target.chain for o in view.owned)]
        )
        ending = [(one.role.kind, one.role.target) for one in view.owned]
        taken_by(by, lambda way: all(may_end(*role, way) for role in ending))
        # First what goes on with somebody, so that nobody is the last who goes.
        for owned in sorted(view.owned, key=lambda one: str(one.role.id) not in form.successors):
            row = rows.get(owned.role.id)
            if row is None:
                raise NotFound
            successor = form.successors.get(str(owned.role.id))
            await _goes(row, owned, successor, ends, by, at)
        await depart(person_id, ends, chain, by=by, at=at, cause=("person", person_id))


async def _held_together(
    rows: Iterable[dict[str, Any]], form: LeavingForm, chains: Iterable[UUID]
) -> None:
    """Lock what every line changes before the first is noted, each in one order."""
    await DATABASE.fetch(_PEOPLE, sorted(form.successors.values()))
    await DATABASE.fetch(_FILLINGS, sorted(row["filling"] for row in rows if row["filling"]))
    await hold(chains)


def _wrong(view: Leaving, form: LeavingForm, by: Actor) -> list[Any]:
    given = {str(one.role.id): bool(one.successors) for one in view.owned}
    there = {
        str(one.role.id): [choice.id for choice in one.successors if choice.id]
        for one in view.owned
    }
    return list(successor_complaints(form.successors, given, there, by.person_id))


async def _goes(
    row: dict[str, Any], owned: Owned, successor: UUID | None, ends: date, by: Actor, at: datetime
) -> None:
    """One role of the leaver: ends, and begins for who takes it over."""
    role, cause, field = owned.role, ("person", row["person"]), field_of(owned.role.id)
    before = row["valid_until"]
    if before is not None and before <= ends:
        return
    begins = max(ends, row["valid_from"])
    if successor is not None:
        filling = None
        if RULES[role.kind].fills and not row["stands_in_for"]:
            filling = await _filled_anew(row, successor, begins, by, at)
        elif row["stands_in_for"]:
            filling = row["filling"]
        await store(
            successor, RoleKind(row["kind"]), role.target, begins,
            before if row["stands_in_for"] else None, by=by, at=at, field=field,
            verb="stand_in" if row["stands_in_for"] else "give_role", filling=filling,
            stands_in_for=row["stands_in_for"], cause=cause,
        )  # fmt: skip
    elif row["filling"] and not row["stands_in_for"]:
        await end_filling(row["filling"], begins, by=by, at=at, cause=cause)
    await ended(row, role.target, ends, by=by, at=at, field=field, cause=cause)


async def _filled_anew(
    row: dict[str, Any], successor: UUID, begins: date, by: Actor, at: datetime
) -> UUID:
    """The function that the leaver filled is filled by the successor's from that day."""
    cause = ("person", row["person"])
    if row["filling"]:
        await end_filling(row["filling"], begins, by=by, at=at, cause=cause)
    [person] = await DATABASE.fetch(_FUNCTION, successor)
    where, what, holder = row["organisation"], row["kind"], person["function"]
    return await fill(where, what, holder, begins, None, by=by, at=at, cause=cause)
