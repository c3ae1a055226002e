"""Taking over what a register says: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.audit.rules import SERVICE, changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add_all, change
from governance.parties.moving.actions import end_all
from governance.parties.registering.planning.rules import Planner
from governance.parties.registering.queries import known
from governance.parties.registering.rules import (
    Changed,
    Entries,
    Known,
    OrganisationEntry,
    Plan,
    codes_of,
    seal,
)
from governance.parties.tables import (
    Grouping,
    Membership,
    Organisation,
    Succession,
)

_NAME = """
insert into organisation_name (id, organisation, name, short_name, search_key, valid_until)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing"""
CHANGED = N_("The register has changed since you looked: look again at what would change now.")
_ALONE = "select pg_advisory_xact_lock(hashtextextended('take over a register', 4))"


class Taken(Struct, frozen=True):
    """What was taken over: of which file, by its name and hash."""

    name: str
    sha256: str


async def planned(entries: Entries, on: date) -> Plan:
    """What taking over the entries of a file would come to: 4 queries. For who may do it.

    Raises :class:`Refused` with everything that is wrong.
    """
    return Planner(entries, await known(), on).plan()


async def take_over(
    entries: Entries, taken: Taken, on: date, *, by: Actor, at: datetime,
    cause: tuple[str, UUID] | None, seen: str = "",
) -> Plan:  # fmt: skip
    """Take over the entries of a file; gives what that came to. A second time it changes nothing.

    Memberships without days of their own begin ``on`` a day. ``seen``: the seal of the plan that
    somebody looked at; where it comes to something else now, nothing is done. The trail of
    the service notes the file and the numbers, that of each organisation what changed of it.
    Whether the actor may is decided on a higher floor. Raises :class:`Refused` with
    everything that is wrong.
    """
    async with DATABASE.transaction():
        await DATABASE.fetch(_ALONE)
        here = await known()
        plan = Planner(entries, here, on).plan()
        if seen and seen != seal(plan):
            raise Refused([Complaint("seen", CHANGED)])
        if plan.is_empty:
            return plan
        because = cause or ("import", new_id())
        ids = _ids(here) | await _add(plan.added)
        for one in plan.changed:
            await _change(one, on, by, at, because)
        regions = await _regions(plan, here)
        await _members(plan, ids, regions, on)
        await add_all(
            Succession(
                predecessor=ids[one.predecessor],
                successor=ids[one.successor],
                happens_on=one.happens_on,
            )
            for one in plan.successions
        )
        noted = {"file": taken.name, "sha256": taken.sha256, **plan.counts()}
        await record(SERVICE, "import", "import", because[1], noted, by=by, at=at, cause=cause)
        return plan


def _ids(here: Known) -> dict[str, UUID]:
    """Organisations by their codes and names."""
    named = {search_key(one.name): one.id for one in here.organisations}
    return named | {code: one.id for one in here.organisations for code in codes_of(one)}


async def _add(entries: Iterable[OrganisationEntry]) -> dict[str, UUID]:
    rows = []
    ids: dict[str, UUID] = {}
    for one in entries:
        row = Organisation(
            id=new_id(), kind=one.kind, level=one.level, name=one.name, short_name=one.short_name,
            sort_key=sort_key(one.name), search_key=search_key(one.name),
            cbs_code=one.cbs_code, tooi_uri=one.tooi_uri, oin=one.oin, kvk=one.kvk,
            mailbox=one.mailbox, source=one.source, valid_from=one.valid_from,
            valid_until=one.valid_until,
        )  # fmt: skip
        rows.append(row)
        ids |= dict.fromkeys([*codes_of(one), search_key(one.name)], row.id)
    await add_all(rows)
    return ids


async def _change(one: Changed, on: date, by: Actor, at: datetime, cause: tuple[str, UUID]) -> None:
    before, after = one.before, dict(one.after)
    row = {name: getattr(before, name) for name in before.__struct_fields__}
    if one.renames:
        keys = (before.id, before.name, before.short_name, search_key(before.name))
        await DATABASE.fetch(_NAME, new_id(), *keys, min(on, day(at)))
        after |= {"search_key": search_key(after["name"]), "sort_key": sort_key(after["name"])}
    chain = before.keeper or before.id
    if one.ends:
        await end_all(before.id, after["valid_until"], chain=chain, by=by, at=at, cause=cause)
    await change(Organisation, row, **after)
    verb = "end_organisation" if one.ends else "change_organisation"
    noted = changed(row, dict(one.after))
    await record(chain, verb, "organisation", before.id, noted, by=by, at=at, cause=cause)


async def _regions(plan: Plan, here: Known) -> dict[Any, UUID]:
    """Regions by kind and code, and by kind and name, with those that are new."""
    found: dict[Any, UUID] = {}
    for known_one in here.regions:
        found |= dict.fromkeys(
            [(known_one.kind, known_one.code or known_one.name), (known_one.kind, known_one.name)],
            known_one.id,
        )
    rows = []
    for one in plan.regions:
        row = Grouping(
            id=new_id(), kind=one.kind, name=one.name, code=one.code, source=one.source,
            sort_key=sort_key(one.name), search_key=search_key(one.name),
        )  # fmt: skip
        rows.append(row)
        found |= dict.fromkeys([one.key, (one.kind, one.name)], row.id)
    await add_all(rows)
    return found


async def _members(plan: Plan, ids: dict[str, UUID], regions: dict[Any, UUID], on: date) -> None:
    for one in plan.ending:
        if one.valid_from >= on:
            await DATABASE.fetch("delete from membership where id = $1", one.id)
            continue
        await DATABASE.fetch(
            "update membership set valid_until = $2, version = version + 1 where id = $1",
            one.id, on,
        )  # fmt: skip
    await add_all(
        Membership(
            grouping=regions[one.region],
            organisation=ids.get(one.organisation) or ids[search_key(one.organisation)],
            part=one.part,
            valid_from=one.valid_from or on,
            valid_until=one.valid_until,
        )
        for one in plan.members
    )
