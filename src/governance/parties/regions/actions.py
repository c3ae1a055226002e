"""Adding, changing and ending a region; letting an organisation in, and ending that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import ExclusionViolationError

from governance.audit.actions import record
from governance.audit.rules import SERVICE, changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Refused, Unread, complain
from governance.base.names import search_key, sort_key
from governance.base.permissions import TABLE, entitled, may
from governance.base.views import add, change, fetch, lock, unchanged
from governance.parties.regions.forms import (
    MembershipEndForm,
    MembershipForm,
    RegionChangeForm,
    RegionEndForm,
    RegionForm,
)
from governance.parties.regions.rules import (
    AT_ONCE,
    BESIDE,
    ONE_OF_A_KIND,
    Candidate,
    Spell,
    end_complaints,
    member_complaints,
    region_complaints,
)
from governance.parties.rules import MemberPart
from governance.parties.tables import Grouping, Membership

_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('regions', 0))"
_HOLDERS = """
select 'code' as field, name from grouping
where $3 <> '' and kind = $1 and code = $3 and id is distinct from $4::uuid
union all select 'name', name from grouping
where kind = $1 and search_key = $2 and id is distinct from $4 and valid_until is null"""
# Shared, so that nobody ends or moves the organisation meanwhile.
_CANDIDATE = "select name, valid_from, valid_until from organisation where id = $1 for share"
_BESIDE = """
select g.name from membership m join "grouping" g on g.id = m."grouping"
join organisation o on o.id = m.organisation and o.kind = 'municipality'
where m.organisation = $1 and g.id <> $2 and g.kind = $3 and m.part = 'member'
  and m.valid_from < coalesce($5::date, 'infinity')
  and coalesce(m.valid_until, 'infinity') > $4::date
order by g.sort_key limit 3"""
_SPELLS = """
select m.id, o.name, m.valid_from, m.valid_until
from membership m join organisation o on o.id = m.organisation
where m."grouping" = $1 and ($2::uuid is null or m.organisation = $2)
  and m.id is distinct from $3::uuid order by m.valid_from, m.id"""
_END_MEMBERS = """
update membership set version = version + 1, valid_until = $2
where "grouping" = $1 and valid_from < $2 and (valid_until is null or valid_until > $2)
returning id, organisation"""
_END_FILLINGS = """
update filling set version = version + 1, valid_until = $2
where "grouping" = $1 and valid_from < $2 and (valid_until is null or valid_until > $2)
returning id, function"""


def chain_of(region: Mapping[str, Any]) -> UUID:
    """In whose trail it is noted: who keeps the region, else the service itself."""
    found: UUID = region["keeper"] or SERVICE
    return found


async def locked(region_id: UUID, action: str, by: Actor) -> dict[str, Any]:
    """A region of which the actor may do this, locked: what changes in it goes one by one."""
    row = await lock(Grouping, region_id)
    entitled(by, TABLE[action].who, keeper=row["keeper"])
    return row


async def _holders(kind: str, name: str, code: str, itself: UUID | None) -> dict[str, str]:
    await DATABASE.fetch(_ONE_BY_ONE)
    rows = await DATABASE.fetch(_HOLDERS, kind, search_key(name), code.strip(), itself)
    return {row["field"]: row["name"] for row in rows}


async def add_region(form: RegionForm, *, by: Actor, at: datetime, unread: Unread = ()) -> UUID:
    """Add a region. For a system administrator: who is in a region sees what happens in it."""
    entitled(by, TABLE["region.add"].who)
    async with DATABASE.transaction():
        holders = await _holders(form.kind, form.name, form.code, None)
        complain(region_complaints(form, holders, None, chooses=True), unread)
        name = form.name.strip()
        values = {"kind": form.kind, "name": name, "code": form.code.strip()}
        keys = {"sort_key": sort_key(name), "search_key": search_key(name)}
        region: dict[str, Any] = {**values, **keys, "keeper": form.keeper_id}
        made = await add(Grouping(None, **region))
        noted = {**values, "keeper": form.keeper_id}
        await record(chain_of(region), "add_region", "region", made, noted, by=by, at=at)
    return made


async def change_region(
    region_id: UUID, form: RegionChangeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change the name, the code or the keeper of a region."""
    async with DATABASE.transaction():
        row = await locked(region_id, "region.change", by)
        holders = await _holders(row["kind"], form.name, form.code, region_id)
        chooses = may(by, "region.add")
        complain(region_complaints(form, holders, row, chooses=chooses), unread)
        unchanged(row, form.version)
        name = form.name.strip()
        values = {"name": name, "code": form.code.strip(), "keeper": form.keeper_id}
        noted = changed(row, values)
        if not noted["after"]:
            return
        keys = {"sort_key": sort_key(name), "search_key": search_key(name)}
        await change(Grouping, row, **values, **keys)
        on = ("region", region_id)
        await record(chain_of(row), "change_region", *on, noted, by=by, at=at)


async def end_region(
    region_id: UUID, form: RegionEndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """End a region on a day, with who is in it and what is filled for it; or let it go on."""
    async with DATABASE.transaction():
        row = await locked(region_id, "region.change", by)
        spells = await fetch(Spell, _SPELLS, region_id, None, None)
        complain(end_complaints(form.ends_on, spells), unread)
        unchanged(row, form.version)
        noted = changed(row, {"valid_until": form.ends_on})
        if not noted["after"]:
            return
        await change(Grouping, row, valid_until=form.ends_on)
        on, chain = ("region", region_id), chain_of(row)
        await record(chain, "end_region", *on, noted, by=by, at=at)
        if form.ends_on is None:
            return
        for kind, sql in (("membership", _END_MEMBERS), ("filling", _END_FILLINGS)):
            for found in map(dict, await DATABASE.fetch(sql, region_id, form.ends_on)):
                made = found.pop("id")
                told = {**found, "region": region_id, "valid_until": form.ends_on}
                await record(chain, f"end_{kind}", kind, made, told, by=by, at=at, cause=on)


async def admit(
    region_id: UUID, form: MembershipForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Let an organisation into a region from a day, as a member or as its host."""
    async with DATABASE.transaction():
        region = await locked(region_id, "region.admit", by)
        who = await fetch(Candidate, _CANDIDATE, form.organisation_id)
        others = await fetch(Spell, _SPELLS, region_id, form.organisation_id, None)
        days = (form.valid_from, form.valid_until)
        wrong = member_complaints(who[0] if who else None, *days, others, region["valid_until"])
        complain([*wrong, *await _beside(region, form)], unread)
        values: dict[str, Any] = {"organisation": form.organisation_id, "part": form.part}
        values |= {"valid_from": form.valid_from, "valid_until": form.valid_until}
        try:
            async with DATABASE.transaction():
                made = await add(Membership(None, grouping=region_id, **values))
        except ExclusionViolationError:
            raise Refused([Complaint("organisationId", AT_ONCE)]) from None
        told = {"region": region_id, **values}
        await record(chain_of(region), "admit", "membership", made, told, by=by, at=at)
    return made


async def _beside(region: Mapping[str, Any], form: MembershipForm) -> list[Complaint]:
    """Whether a municipality is in another region of a kind of which it is in one."""
    if region["kind"] not in ONE_OF_A_KIND or form.part is not MemberPart.MEMBER:
        return []
    asked = (form.organisation_id, region["id"], region["kind"], form.valid_from, form.valid_until)
    rows = await DATABASE.fetch(_BESIDE, *asked)
    return [Complaint("organisationId", BESIDE, {"region": row["name"]}) for row in rows]


async def end_membership(
    region_id: UUID, membership_id: UUID, form: MembershipEndForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """End a membership on a day, or let it go on."""
    async with DATABASE.transaction():
        region = await locked(region_id, "region.admit", by)
        row = await lock(Membership, membership_id)
        if row["grouping"] != region_id:
            raise NotFound
        who = await fetch(Candidate, _CANDIDATE, row["organisation"])
        others = await fetch(Spell, _SPELLS, region_id, row["organisation"], membership_id)
        wrong = member_complaints(
            who[0], row["valid_from"], form.ends_on, others, region["valid_until"],
            first="endsOn", last="endsOn",
        )  # fmt: skip
        complain(wrong, unread)
        unchanged(row, form.version)
        told = {"region": region_id, "organisation": row["organisation"]}
        noted = changed(row, {"valid_until": form.ends_on}, **told)
        if not noted["after"]:
            return
        await change(Membership, row, valid_until=form.ends_on)
        on = ("membership", membership_id)
        await record(chain_of(region), "end_membership", *on, noted, by=by, at=at)
