"""Filling a function, changing and ending a filling, and confirming that it is still right."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import Unkept, changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, holds, taken_by
from governance.base.views import add, change, unchanged
from governance.parties.asking.actions import fulfil
from governance.parties.fillings.forms import ConfirmForm, EndForm, FillingChange, FillingForm
from governance.parties.fillings.queries import SEEN, owners, served_by
from governance.parties.fillings.rules import (
    contact_complaints,
    fte_complaints,
    not_served,
    outliving_complaints,
    period_complaints,
    twice,
)
from governance.parties.rules import OrganisationKind
from governance.parties.tables import Filling
from governance.parties.visible.queries import SIGHT, sight_of

OVER = N_("This filling has ended already.")
_LATER = N_("It ends earlier already: choose an earlier day.")
_BEFORE = N_("Choose a day after the day on which it began.")
_SEVERAL = N_("Write this once: in the field of the functional mailbox.")
PERSONAL = ("email", "telephone")
_PROVIDER = "select id, kind, keeper, valid_until from organisation where id = $1 for share"
_ENDED = "select name, valid_until from organisation where id = any($1::uuid[])"
_LOCKED = f"""with {SIGHT}
select f.*, coalesce(o.id, g.id) as serves_id, g.id is not null as serves_region,
       p.id as provider_id, p.keeper as provider_keeper, o.keeper as served_keeper
from filling f left join organisation o on o.id = f.organisation
left join "grouping" g on g.id = f."grouping"
join organisation p on p.id = coalesce(f.provider, f.organisation)
where f.id = $6 and {SEEN} for update of f"""  # noqa: S608 - constant text
_OTHER = """
select holder_function from filling
where coalesce(organisation, "grouping") = $1 and function = $2 and part = $3 and age = $4
  and domain = $5 and exploitation = $6 and id <> $7
  and daterange(valid_from, valid_until) && daterange($8, $9)
order by valid_from limit 1"""
_SLOT = "select pg_advisory_xact_lock(hashtextextended($1, 4))"


async def fill_function(
    organisation_id: UUID, form: FillingForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Let an organisation fill a function, for itself or for a region or member of one.

    An open question to fill it is answered by it. Raises :class:`Refused` with everything that
    is wrong, also when the function is filled with this scope in that period.
    """
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_PROVIDER, organisation_id)
        if not rows:
            raise NotFound
        _entitled(by, "filling.fill", {organisation_id, rows[0]["keeper"]} - {None})
        served = await _served(organisation_id, form.serves_id, by, day(at))
        found = [*_complaints(form)]
        if served is None:
            found.append(not_served("servesId"))
        else:
            to, _ = served
            found += await _taken(to, form.function, form.part, form, new_id())
            found += await _outliving({organisation_id, to}, form.valid_from, form.valid_until)
        complain(found, unread)
        assert served is not None  # noqa: S101 - complained of above
        answers = _answers(organisation_id, rows[0]["kind"], served)
        return await _store(organisation_id, served, form, answers, by, at)


def _answers(provider: UUID, kind: str, served: tuple[UUID, bool]) -> list[UUID]:
    """Of which organisations an open question is answered by a filling: of whom it serves, and of
    who provides it. What a municipality does for a neighbour does not answer what it was asked
    about itself."""
    to, is_region = served
    found = [] if is_region else [to]
    if provider not in found and (is_region or kind != OrganisationKind.MUNICIPALITY):
        found.append(provider)
    return sorted(found)


async def _store(
    provider: UUID, served: tuple[UUID, bool], form: FillingForm, answers: Iterable[UUID],
    by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    to, is_region = served
    values = {name: getattr(form, name) for name in _CHANGED}
    values |= {"function": form.function, "part": form.part, "confirmed_on": day(at)}
    values["grouping" if is_region else "organisation"] = to
    values["provider"] = None if to == provider else provider
    made = await add(Filling(**values))
    for whom in answers:
        await fulfil(whom, form.function, by=by, at=at, cause=("filling", made))
    noted = {n: v for n, v in values.items() if v not in (None, "") and n not in PERSONAL}
    apart = _apart({name: values[name] for name in PERSONAL})
    await record(provider, "fill", "filling", made, noted, by=by, at=at, personal=apart)
    return made


_CHANGED = tuple(n for n in FillingChange.__struct_fields__ if n != "version")


async def _outliving(of: Iterable[UUID], begins: date | None, ends: date | None) -> list[Complaint]:
    """Whether who provides it and whom it is for are there all that time."""
    rows = await DATABASE.fetch(_ENDED, sorted(of))
    return [
        found
        for row in rows
        for found in outliving_complaints(row["name"], row["valid_until"], begins, ends)
    ]


def _apart(values: dict[str, Any]) -> dict[str, str]:
    """How somebody is reached: the trail can tell that it changed, and keeps no address."""
    return {name: Unkept(value) for name, value in values.items() if value}


def _complaints(form: FillingForm | FillingChange) -> Iterable[Complaint]:
    yield from period_complaints(form.valid_from, form.valid_until)
    yield from contact_complaints(form.mailbox, form.email, form.telephone)
    yield from fte_complaints(form.fte, form.fte_agreed)
    if form.mailbox and form.mailbox == form.email:
        yield Complaint("email", _SEVERAL)


def _entitled(by: Actor, action: str, of: Iterable[UUID]) -> None:
    """Raise :class:`NotAllowed` unless the actor may, held on one of these organisations."""
    who, owned = TABLE[action].who, sorted(of)
    if not taken_by(by, lambda way: any(holds(way, who, own=one) for one in owned)):
        raise NotAllowed


async def _served(
    organisation_id: UUID, to: UUID | None, by: Actor, today: date
) -> tuple[UUID, bool] | None:
    """Whom it is filled for, and whether that is a region; None for what it cannot serve."""
    for one in await served_by(organisation_id, by=by, today=today):
        if one.id == (to or organisation_id):
            return one.id, one.kind == "region"
    return None


async def _taken(
    to: UUID, function: str, part: str, form: FillingForm | FillingChange, but: UUID
) -> list[Complaint]:
    """Whether the same slot is filled then; who asks first goes first. Of a day that could not be
    read nothing is said."""
    if form.valid_from is None or (form.valid_until and form.valid_until <= form.valid_from):
        return []
    await DATABASE.fetch(_SLOT, f"{to}|{function}")
    scope = (form.age, form.domain, form.exploitation)
    rows = await DATABASE.fetch(
        _OTHER, to, function, part, *scope, but, form.valid_from, form.valid_until
    )
    return [twice(row["holder_function"]) for row in rows]


async def _locked(filling_id: UUID, by: Actor, at: datetime, action: str) -> dict[str, Any]:
    """A filling that the actor sees and may act upon, locked; else :class:`NotFound`."""
    rows = await DATABASE.fetch(_LOCKED, *sight_of(by, day(at)), filling_id)
    if not rows:
        raise NotFound
    provides, ends = owners(rows[0])
    _entitled(by, action, provides if action == "filling.change" else ends)
    return dict(rows[0])


async def change_filling(
    filling_id: UUID, form: FillingChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Correct a filling: who fills it, with which scope, reachable where, from and until when."""
    async with DATABASE.transaction():
        row = await _locked(filling_id, by, at, "filling.change")
        to, function, part = row["serves_id"], row["function"], row["part"]
        found = [*_complaints(form), *await _taken(to, function, part, form, filling_id)]
        found += await _outliving({to, row["provider_id"]}, form.valid_from, form.valid_until)
        complain(found, unread)
        unchanged(row, form.version)
        values = {name: getattr(form, name) for name in _CHANGED}
        await change(Filling, row, **values, confirmed_on=day(at))
        plain = {name: value for name, value in values.items() if name not in PERSONAL}
        noted = changed(row, plain, function=function)
        apart = _apart({name: values[name] for name in PERSONAL if values[name] != row[name]})
        await record(
            row["provider_id"], "change_filling", "filling", filling_id, noted,
            by=by, at=at, personal=apart,
        )  # fmt: skip


async def stop_filling(
    filling_id: UUID, form: EndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Let a function be filled so no longer than until a day. The role that follows it ends too."""
    async with DATABASE.transaction():
        row = await _locked(filling_id, by, at, "filling.end")
        until = row["valid_until"]
        if until is not None and until <= day(at):
            raise WrongState("stop_filling", "ended", OVER)
        found = []
        if form.valid_until is not None and form.valid_until <= row["valid_from"]:
            found.append(Complaint("validUntil", _BEFORE))
        elif until is not None and form.valid_until is not None and form.valid_until > until:
            found.append(Complaint("validUntil", _LATER))
        complain(found, unread)
        unchanged(row, form.version)
        await change(Filling, row, valid_until=form.valid_until)
        noted = changed(row, {"valid_until": form.valid_until}, function=row["function"])
        await record(row["provider_id"], "end_filling", "filling", filling_id, noted, by=by, at=at)


async def confirm_filling(
    filling_id: UUID, form: ConfirmForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Note that a filling is still right today, as it was seen."""
    async with DATABASE.transaction():
        row = await _locked(filling_id, by, at, "filling.confirm")
        if row["valid_until"] is not None and row["valid_until"] <= day(at):
            raise WrongState("confirm_filling", "ended", OVER)
        complain((), unread)
        unchanged(row, form.version)
        await change(Filling, row, confirmed_on=day(at))
        noted = changed(row, {"confirmed_on": day(at)}, function=row["function"])
        await record(
            row["provider_id"], "confirm_filling", "filling", filling_id, noted, by=by, at=at
        )
