"""Beginning successors, ending predecessors, and letting what hangs on these go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add, add_all, change, lock
from governance.parties.moving.queries import Hanging
from governance.parties.moving.rules import Period, free
from governance.parties.offers.tables import PreventionOffer
from governance.parties.routes.tables import ReportingRoute, RouteLink
from governance.parties.rules import MemberPart, short_of
from governance.parties.tables import (
    Authority,
    Filling,
    Membership,
    Organisation,
    Reorganisation,
    Seat,
    Succession,
)

Cause = tuple[str, UUID]
_HOLD = """
select id from organisation where id = any($1::uuid[]) order by id for update"""
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('register', 0))"
_SPELLS = """
select valid_from, valid_until from membership where organisation = $1 and "grouping" = $2"""
_BECOMES_HOST = """
update membership set version = version + 1, valid_until = $3
where organisation = $1 and "grouping" = $2 and part = 'member' and valid_from < $3
  and (valid_until is null or valid_until > $3) returning id"""
_SAME_SEAT = """
select from seat where organisation = $1 and committee = $2 and holder_function = $3
  and part = $4 and (valid_until is null or valid_until > $5)"""
_KEEPS = {
    "entry": "update organisation set keeper = $2, version = version + 1 where id = $1",
    "acted_for": "update organisation set acting_body = $2, version = version + 1 where id = $1",
    "region": "update grouping set keeper = $2, version = version + 1 where id = $1",
    "committee": "update committee set organisation = $2, version = version + 1 where id = $1",
}
_LINKS = "update route_link set organisation = $2 where organisation = $1 returning route"
TABLES: Mapping[str, Any] = {
    "filling": Filling,
    "seat": Seat,
    "reporting_route": ReportingRoute,
    "prevention_offer": PreventionOffer,
    "membership": Membership,
}


class Step(Struct, frozen=True):
    """What every step of one reorganisation shares."""

    happens_on: date
    by: Actor
    at: datetime
    cause: Cause

    async def note(
        self, chain: UUID, verb: str, kind: str, thing: UUID, told: Mapping[str, Any]
    ) -> None:
        """Note one step in the trail, with the reorganisation as its cause."""
        await record(chain, verb, kind, thing, told, by=self.by, at=self.at, cause=self.cause)


async def hold_organisations(ids: Iterable[UUID]) -> None:
    """Lock organisations in one order, and the names and codes of the register."""
    await DATABASE.fetch(_ONE_BY_ONE)
    await DATABASE.fetch(_HOLD, sorted(ids))


async def open_reorganisation(happens_on: date, *, by: Actor, at: datetime) -> UUID:
    """The act itself, for everything that it causes to name."""
    return await add(
        Reorganisation(
            happens_on=happens_on, made_at=at, made_by=by.person_id, made_by_function=by.function
        )
    )


async def begin_successor(name: str, cbs_code: str, like: UUID, step: Step) -> UUID:
    """A new organisation of the kind of a predecessor, with authorities like its."""
    model = await lock(Organisation, like)
    values: dict[str, Any] = {"kind": model["kind"], "name": name, "level": model["level"]}
    values |= {"cbs_code": cbs_code, "valid_from": step.happens_on}
    made = await add(
        Organisation(
            **values,
            short_name=short_of(model["kind"], name),
            sort_key=sort_key(name),
            search_key=search_key(name),
            tooi_uri="",
            oin="",
            kvk="",
            legal_personality=model["legal_personality"],
            keeper=model["keeper"],
        )
    )
    await step.note(made, "add_organisation", "organisation", made, values)
    organs = await Authority.select().where(Authority.organisation == like)
    await add_all(
        Authority(None, **{**organ, "id": new_id(), "version": 1, "organisation": made})
        for organ in organs
    )
    return made


async def succeed(predecessors: Sequence[UUID], successors: Sequence[UUID], step: Step) -> None:
    """The predecessors end, and each successor goes on for each of them."""
    for one in predecessors:
        row = await lock(Organisation, one)
        await change(Organisation, row, valid_until=step.happens_on)
        noted = changed(row, {"valid_until": step.happens_on}, successors=list(successors))
        await step.note(one, "end_organisation", "organisation", one, noted)
    await add_all(
        Succession(
            predecessor=one,
            successor=other,
            happens_on=step.happens_on,
            reorganisation=step.cause[1],
        )
        for one in predecessors
        for other in successors
    )


async def _stop(table: Any, row: Mapping[str, Any], step: Step) -> bool:
    """End what has begun on the day; gives whether it has begun before it at all."""
    if row["valid_from"] >= step.happens_on:
        return False
    await change(table, row, valid_until=step.happens_on)
    return True


async def _copy(table: Any, row: Mapping[str, Any], **values: Any) -> UUID:
    fresh = {**row, "id": new_id(), **values}
    if "version" in fresh:
        fresh["version"] = 1
    return await add(table(None, **fresh))


async def carry_membership(one: Hanging, to: UUID, part: str, step: Step) -> None:
    """A successor comes into a region of its predecessor, once; its own time there stays."""
    row = await lock(Membership, one.id)
    if part == MemberPart.HOST:
        # Who was a member becomes the host that its predecessor was.
        await DATABASE.fetch(_BECOMES_HOST, to, row["grouping"], step.happens_on)
    taken = await DATABASE.fetch(_SPELLS, to, row["grouping"])
    wanted: Period = (max(row["valid_from"], step.happens_on), row["valid_until"])
    found = free(wanted, [(spell["valid_from"], spell["valid_until"]) for spell in taken])
    if found is None:
        return
    days = {"valid_from": found[0], "valid_until": found[1]}
    made = await _copy(Membership, row, organisation=to, part=part, **days)
    told = {"region": row["grouping"], "organisation": to, "part": part, **days}
    await step.note(to, "admit", "membership", made, told)


async def leave_regions(rows: Iterable[Hanging], step: Step) -> None:
    """Predecessors leave their regions; who was to come into one later does not."""
    for one in rows:
        row = await lock(Membership, one.id)
        if not await _stop(Membership, row, step):
            await Membership.delete().where(Membership.id == one.id)
        told = {"region": row["grouping"], "valid_until": step.happens_on}
        await step.note(one.organisation_id, "end_membership", "membership", one.id, told)


async def carry(one: Hanging, values: Mapping[str, Any], to: UUID, step: Step) -> UUID:
    """A function, seat, route or offer ends at a predecessor and goes on at its successor.

    ``values`` are the columns that name the successor. What is still to begin begins there.
    """
    table = TABLES[one.kind]
    row = await lock(table, one.id)
    if not await _stop(table, row, step):
        await change(table, row, **values)
        made = one.id
    else:
        made = await _copy(table, row, **values, valid_from=step.happens_on)
        if table is ReportingRoute:
            await _same_links(one.id, made)
    told = changed(row, dict(values), name=one.name, holder_function=one.about)
    await step.note(to, "carry_over", one.kind, made, told)
    return made


async def _same_links(route: UUID, to: UUID) -> None:
    for link in await RouteLink.select().where(RouteLink.route == route):
        await _copy(RouteLink, link, route=to)


async def carry_seat(one: Hanging, to: UUID, step: Step) -> None:
    """A seat goes on at the successor, unless it has the same seat there already."""
    row = await lock(Seat, one.id)
    same = (to, row["committee"], row["holder_function"], row["part"], step.happens_on)
    if await DATABASE.fetch(_SAME_SEAT, *same):
        await stop(one, step)
    else:
        await carry(one, {"organisation": to}, to, step)


async def stop(one: Hanging, step: Step) -> None:
    """A function or seat ends with its organisation; another goes on in its place."""
    table = TABLES[one.kind]
    await _stop(table, await lock(table, one.id), step)
    told = {"name": one.name, "holder_function": one.about, "valid_until": step.happens_on}
    await step.note(one.organisation_id, f"end_{one.kind}", one.kind, one.id, told)


async def keep_on(kind: str, thing: UUID, was: UUID, to: UUID, step: Step) -> None:
    """A successor keeps what its predecessor kept for others."""
    await DATABASE.fetch(_KEEPS[kind], thing, to)
    told = {"before": {"keeper": was}, "after": {"keeper": to}}
    of = {"entry": "organisation", "acted_for": "organisation"}.get(kind, kind)
    await step.note(to, "carry_over", of, thing, told)


async def relink(was: UUID, to: UUID, step: Step) -> None:
    """Routes that lead to a predecessor lead to its successor."""
    for row in await DATABASE.fetch(_LINKS, was, to):
        told = {"before": {"organisation": was}, "after": {"organisation": to}}
        await step.note(to, "carry_over", "reporting_route", row["route"], told)
