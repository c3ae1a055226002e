"""Keeping tables and their seats."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.names import sort_key
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, unchanged
from governance.parties.choosing.queries import regions_of
from governance.parties.rules import SeatPart
from governance.parties.seating.forms import EndForm, SeatChange, SeatForm, TableChange, TableForm
from governance.parties.seating.queries import IN_SIGHT, who_can_sit
from governance.parties.seating.rules import (
    ENDED,
    SEAT_ENDED,
    meetings_complaints,
    named_already,
    no_member,
    no_region,
    outliving_complaints,
    period_complaints,
    running_complaints,
    seat_end_complaints,
    second_chair,
    twice,
    yet_complaints,
)
from governance.parties.tables import Committee, Seat
from governance.parties.visible.queries import SIGHT, sight_of

_TABLE = f"""with {SIGHT}
select c.* from committee c where c.id = $6 and {IN_SIGHT} for update of c"""  # noqa: S608 - constant text
_SEAT = f"""with {SIGHT}
select s.*, c.organisation as keeper, c.valid_until as table_until
from seat s join committee c on c.id = s.committee
where s.id = $6 and {IN_SIGHT} for update of s, c"""  # noqa: S608 - constant text
_SAME = """
select 1 from seat where committee = $1 and organisation = $2 and id <> $3
  and lower(holder_function) = lower($4) and daterange(valid_from, valid_until) && daterange($5, $6)
limit 1"""
_CHAIR = """
select s.holder_function, o.name from seat s join organisation o on o.id = s.organisation
where s.committee = $1 and s.id <> $2 and s.part = 'chair'
  and daterange(s.valid_from, s.valid_until) && daterange($3, $4)
order by s.valid_from limit 1"""
_REGION = 'select from "grouping" where id = $1 for no key update'
_NAMED = """
select 1 from committee where "grouping" = $1 and id <> $2 and lower(name) = lower($3)
  and (valid_until is null or valid_until > $4) limit 1"""
_RUNNING = """
select count(*)::int as number from agreement where committee = $1 and state <> 'ended'"""
_YET = """
select count(*)::int as number from seat where committee = $1 and valid_from >= $2"""
_END_SEATS = """
update seat set valid_until = $2, version = version + 1
where committee = $1 and (valid_until is null or valid_until > $2)
returning id"""
_OF_TABLE = ("kind", "name", "purpose", "meetings_per_year")
_OF_SEAT = (
    "holder_function", "part", "basis", "protocol", "dpia", "valid_from", "valid_until",
)  # fmt: skip


async def add_table(
    organisation_id: UUID, form: TableForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Note a table of a region, of which an organisation keeps the records."""
    async with DATABASE.transaction():
        entitled(by, TABLE["table.keep"].who, own=organisation_id)
        found = [*meetings_complaints(form.meetings_per_year)]
        regions = await regions_of(organisation_id, by=by, today=day(at))
        if form.grouping_id not in {one.id for one in regions}:
            found.append(no_region("groupingId"))
        found += await _named(form.grouping_id, new_id(), form.name, at)
        complain(found, unread)
        values = {name: getattr(form, name) for name in _OF_TABLE}
        made = await add(
            Committee(
                **values, sort_key=sort_key(form.name), grouping=form.grouping_id,
                organisation=organisation_id,
            )
        )  # fmt: skip
        noted = {**values, "grouping": form.grouping_id}
        await record(organisation_id, "add_table", "committee", made, noted, by=by, at=at)
        return made


async def _named(region: UUID, but: UUID, name: str, at: datetime) -> Iterable[Complaint]:
    """Whether another table of the region is called so; of two who ask at once one waits."""
    await DATABASE.fetch(_REGION, region)
    there = await DATABASE.fetch(_NAMED, region, but, name, day(at))
    return [named_already()] if there else []


async def _table(committee_id: UUID, by: Actor, at: datetime, action: str) -> dict[str, Any]:
    rows = await DATABASE.fetch(_TABLE, *sight_of(by, day(at)), committee_id)
    if not rows:
        raise NotFound
    entitled(by, TABLE[action].who, own=rows[0]["organisation"], committee=committee_id)
    row = dict(rows[0])
    if row["valid_until"] is not None and row["valid_until"] <= day(at):
        raise WrongState(action, "ended", ENDED)
    return row


async def change_table(
    committee_id: UUID, form: TableChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change what a table is called, what it is for, and how often it meets."""
    async with DATABASE.transaction():
        row = await _table(committee_id, by, at, "table.keep")
        found = [*meetings_complaints(form.meetings_per_year)]
        found += await _named(row["grouping"], committee_id, form.name, at)
        complain(found, unread)
        unchanged(row, form.version)
        values = {name: getattr(form, name) for name in _OF_TABLE}
        await change(Committee, row, **values, sort_key=sort_key(form.name))
        noted, whose = changed(row, values), row["organisation"]
        await record(whose, "change_table", "committee", committee_id, noted, by=by, at=at)


async def end_table(
    committee_id: UUID, form: EndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """End a table and the seats at it; not while it watches over agreements."""
    async with DATABASE.transaction():
        row = await _table(committee_id, by, at, "table.keep")
        [running] = await DATABASE.fetch(_RUNNING, committee_id)
        [yet] = await DATABASE.fetch(_YET, committee_id, form.valid_until)
        found = [*running_complaints(running["number"]), *yet_complaints(yet["number"])]
        complain(found, unread)
        unchanged(row, form.version)
        await change(Committee, row, valid_until=form.valid_until)
        ended = await DATABASE.fetch(_END_SEATS, committee_id, form.valid_until)
        noted = changed(row, {"valid_until": form.valid_until}, seats=len(ended))
        whose = row["organisation"]
        await record(whose, "end_table", "committee", committee_id, noted, by=by, at=at)


async def give_seat(
    committee_id: UUID, form: SeatForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Give an organisation a seat at a table."""
    async with DATABASE.transaction():
        row = await _table(committee_id, by, at, "table.seat")
        found = [*period_complaints(form.valid_from, form.valid_until)]
        found += outliving_complaints(form.valid_until, row["valid_until"])
        there = await who_can_sit(committee_id, by=by, on=form.valid_from or day(at))
        if form.organisation_id not in {one.id for one in there}:
            found.append(no_member("organisationId"))
        found += await _same(committee_id, form.organisation_id, form, new_id())
        complain(found, unread)
        values = _values(form)
        made = await add(Seat(**values, committee=committee_id, organisation=form.organisation_id))
        noted = {"organisation": form.organisation_id, "committee": committee_id}
        noted |= {name: value for name, value in values.items() if value not in (None, "")}
        await record(row["organisation"], "give_seat", "seat", made, noted, by=by, at=at)
        return made


def _values(form: SeatForm | SeatChange) -> dict[str, Any]:
    values = {name: getattr(form, name) for name in _OF_SEAT}
    return values | {"function": form.function or ""}


async def _same(
    committee_id: UUID, organisation_id: UUID, form: SeatForm | SeatChange, but: UUID
) -> Iterable[Complaint]:
    if form.valid_from is None or (form.valid_until and form.valid_until <= form.valid_from):
        return []
    period = (form.valid_from, form.valid_until)
    asked = (committee_id, organisation_id, but, form.holder_function, *period)
    found = [twice(form.holder_function)] if await DATABASE.fetch(_SAME, *asked) else []
    if form.part is SeatPart.CHAIR:
        chairs = await DATABASE.fetch(_CHAIR, committee_id, but, *period)
        found += [second_chair(row["holder_function"], row["name"]) for row in chairs]
    return found


async def _seat(seat_id: UUID, by: Actor, at: datetime) -> dict[str, Any]:
    rows = await DATABASE.fetch(_SEAT, *sight_of(by, day(at)), seat_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    entitled(by, TABLE["table.seat"].who, own=row["keeper"], committee=row["committee"])
    if row["valid_until"] is not None and row["valid_until"] <= day(at):
        raise WrongState("table.seat", "ended", SEAT_ENDED)
    return row


async def change_seat(
    seat_id: UUID, form: SeatChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change who sits on a seat, on which grounds, from and until when."""
    async with DATABASE.transaction():
        row = await _seat(seat_id, by, at)
        found = [*period_complaints(form.valid_from, form.valid_until)]
        found += outliving_complaints(form.valid_until, row["table_until"])
        found += await _same(row["committee"], row["organisation"], form, seat_id)
        complain(found, unread)
        unchanged(row, form.version)
        values = _values(form)
        await change(Seat, row, **values)
        noted = changed(row, values, organisation=row["organisation"])
        await record(row["keeper"], "change_seat", "seat", seat_id, noted, by=by, at=at)


async def end_seat(
    seat_id: UUID, form: EndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Let a seat be taken no longer than until a day."""
    async with DATABASE.transaction():
        row = await _seat(seat_id, by, at)
        found = [*seat_end_complaints(row["valid_from"], form.valid_until)]
        found += outliving_complaints(form.valid_until, row["table_until"])
        complain(found, unread)
        unchanged(row, form.version)
        await change(Seat, row, valid_until=form.valid_until)
        told = {"valid_until": form.valid_until}
        noted = changed(row, told, organisation=row["organisation"])
        await record(row["keeper"], "end_seat", "seat", seat_id, noted, by=by, at=at)
