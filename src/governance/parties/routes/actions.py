"""Adding a reporting route, and changing it with all its links at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, add_all, change, unchanged
from governance.parties.choosing.queries import regions_of
from governance.parties.routes.forms import (
    LinkForm,
    LinkMove,
    RouteChange,
    RouteForm,
    RouteRemoval,
)
from governance.parties.routes.queries import SEEN
from governance.parties.routes.rules import (
    is_empty,
    link_complaints,
    move_complaints,
    route_complaints,
    swapped,
)
from governance.parties.routes.tables import ReportingRoute, RouteLink
from governance.parties.visible.queries import SIGHT, sight_of

_WHOSE = "select id from organisation where id = $1 for share"
_LOCKED = f"""with {SIGHT}
select r.* from reporting_route r where r.id = $6 and {SEEN} for update of r"""  # noqa: S608 - constant text
_LINKS = """
select part, organisation, function, within_days from route_link where route = $1 order by place"""
_CALLED = "select id, name from organisation where id = any($1::uuid[])"
_GONE = "delete from reporting_route where id = $1"
_NO_LINKS = "delete from route_link where route = $1"
_KNOWN = """
select id, valid_until is null or valid_until > $2 as there from organisation
where id = any($1::uuid[])"""
_COLUMNS = (
    "name", "source", "grouping", "without_report", "secrecy", "note", "valid_from", "valid_until",
)  # fmt: skip


async def _complaints(
    form: RouteForm | RouteChange,
    keeper: UUID,
    was: dict[str, Any],
    before: Sequence[dict[str, Any]],
    *,
    by: Actor,
    at: datetime,
) -> list[Complaint]:
    """Everything that is wrong; what stood there already may stay, also where it has ended."""
    regions = {one.id for one in await regions_of(keeper, by=by, today=day(at), kept=True)}
    stays = {was["grouping"]} if was.get("grouping") else set()
    named = {one.organisation_id for one in form.links if one.organisation_id}
    rows = await DATABASE.fetch(_KNOWN, sorted(named), day(at))
    kept = {one["organisation"] for one in before}
    known = {row["id"]: row["there"] or row["id"] in kept for row in rows}
    return [
        *route_complaints(form, frozenset(regions | stays)),
        *link_complaints(form.links, known),
    ]


def _values(form: RouteForm | RouteChange) -> dict[str, Any]:
    return {
        "name": form.name.strip(),
        "source": form.source,
        "grouping": form.region_id,
        "without_report": form.without_report,
        "secrecy": form.secrecy,
        "note": form.note,
        "valid_from": form.valid_from,
        "valid_until": form.valid_until,
    }


def _links(form: RouteForm | RouteChange) -> list[dict[str, Any]]:
    return [_link(one) for one in form.links if not is_empty(one)]


def _link(one: LinkForm) -> dict[str, Any]:
    return {
        "part": str(one.part),
        "organisation": one.organisation_id,
        "function": str(one.function or ""),
        "within_days": one.within_days,
    }


def _noted(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a route as the trail keeps them."""
    said = {name: values[name] for name in _COLUMNS}
    said["signals_of"] = said.pop("source")
    return said


async def _told(*lists: Sequence[Mapping[str, Any]]) -> list[list[dict[str, str]]]:
    """Links as the trail keeps them: who they name by id and as they were called then."""
    ids = {one["organisation"] for links in lists for one in links if one["organisation"]}
    rows = await DATABASE.fetch(_CALLED, sorted(ids))
    names = {row["id"]: row["name"] for row in rows}

    def told(place: int, one: Mapping[str, Any]) -> dict[str, str]:
        whose = one["organisation"]
        said = {
            "place": place, "does": one["part"], "organisation": names.get(whose, ""),
            "function": one["function"], "within_days": one["within_days"],
            "organisation_id": whose,
        }  # fmt: skip
        return {name: str(value) for name, value in said.items() if value not in (None, "")}

    return [[told(place, one) for place, one in enumerate(links, 1)] for links in lists]


def _differing(links: Sequence[Any], others: Sequence[Any]) -> list[Any]:
    return [one for one in links if one not in others]


async def _store_links(route_id: UUID, links: Sequence[dict[str, Any]]) -> None:
    await add_all(
        RouteLink(route=route_id, place=place, **one) for place, one in enumerate(links, 1)
    )


async def add_route(
    organisation_id: UUID, form: RouteForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Add a route that an organisation keeps. It may have gaps: then it is shown as broken."""
    async with DATABASE.transaction():
        if not await DATABASE.fetch(_WHOSE, organisation_id):
            raise NotFound
        entitled(by, TABLE["reporting_route.add"].who, own=organisation_id)
        complain(await _complaints(form, organisation_id, {}, (), by=by, at=at), unread)
        values, links = _values(form), _links(form)
        made = await add(ReportingRoute(organisation=organisation_id, **values))
        await _store_links(made, links)
        told = {n: v for n, v in _noted(values).items() if v not in (None, "", False)}
        [told["links"]] = await _told(links)
        await record(organisation_id, "add_route", "reporting_route", made, told, by=by, at=at)
    return made


async def _locked(
    route_id: UUID, by: Actor, at: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A route that the actor may change, with its links, until the transaction ends."""
    rows = await DATABASE.fetch(_LOCKED, *sight_of(by, day(at)), route_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    entitled(by, TABLE["reporting_route.change"].who, own=row["organisation"])
    return row, [dict(one) for one in await DATABASE.fetch(_LINKS, route_id)]


async def change_route(
    route_id: UUID, form: RouteChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change a route and its links, all at once; with ``valid_until`` it ends."""
    async with DATABASE.transaction():
        row, before = await _locked(route_id, by, at)
        complain(await _complaints(form, row["organisation"], row, before, by=by, at=at), unread)
        unchanged(row, form.version)
        values, links = _values(form), _links(form)
        was, now = await _told(before, links)
        noted = changed(
            {**_noted(row), "links": _differing(was, now)},
            {**_noted(values), "links": _differing(now, was)},
        )
        if not noted["after"]:
            return
        await change(ReportingRoute, row, **values)
        await DATABASE.fetch(_NO_LINKS, route_id)
        await _store_links(route_id, links)
        on = ("reporting_route", route_id)
        await record(row["organisation"], "change_route", *on, noted, by=by, at=at)


async def move_link(
    route_id: UUID, form: LinkMove, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Let a step of a route change places with the one before or after it."""
    async with DATABASE.transaction():
        row, before = await _locked(route_id, by, at)
        complain(move_complaints(form, len(before)), unread)
        unchanged(row, form.version)
        one, other = swapped(form)
        after = [*before]
        after[one], after[other] = before[other], before[one]
        await change(ReportingRoute, row)
        await DATABASE.fetch(_NO_LINKS, route_id)
        await _store_links(route_id, after)
        was, now = await _told(before, after)
        noted = {
            "before": {"links": _differing(was, now)}, "after": {"links": _differing(now, was)},
        }  # fmt: skip
        on = ("reporting_route", route_id)
        await record(row["organisation"], "move_link", *on, noted, by=by, at=at)


async def remove_route(
    route_id: UUID, form: RouteRemoval, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a route away with its links; the trail keeps what it was."""
    async with DATABASE.transaction():
        row, links = await _locked(route_id, by, at)
        complain((), unread)
        unchanged(row, form.version)
        await DATABASE.fetch(_NO_LINKS, route_id)
        await DATABASE.fetch(_GONE, route_id)
        told = {n: v for n, v in _noted(row).items() if v not in (None, "", False)}
        [told["links"]] = await _told(links)
        on = ("reporting_route", route_id)
        await record(row["organisation"], "remove_route", *on, told, by=by, at=at)
