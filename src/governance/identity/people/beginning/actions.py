"""What begins on the machine itself: inviting the first system administrator, and letting an
administrator in anew whom nobody else can help. Everybody else is helped on a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import hold, record
from governance.audit.rules import SERVICE, THE_SERVICE
from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Unusable, complain
from governance.base.views import add
from governance.identity.inviting.making.actions import Invited, invite
from governance.identity.people.renewing.actions import renewed
from governance.identity.people.rules import (
    address_complaints,
    address_of,
    function_complaints,
    keys_of,
)
from governance.identity.queries import CAME_IN, COUNTS, HELD
from governance.identity.roles.rules import ADMINISTERS, HeldFor, Target
from governance.identity.roles.steps.actions import store
from governance.identity.tables import Person

THERE_IS_ONE = N_(
    "Somebody administers this service already: they invite people on the page {page}."
)
NO_ORGANISATION = N_("There is no organisation “{name}” in the register.")
USED = N_("Somebody with this e-mail address can sign in already.")
ADMINISTERS_NOTHING = N_(
    "Nobody with this e-mail address administers anything here today. Whoever does so gives others "
    "new access on the page of the person."
)
_ADMINISTERS = f"""
select p.id from person p
where (p.sign_in_name = $1 or lower(p.email) = $1) and p.kind = 'human' and p.erased_at is null
  and (p.valid_until is null or p.valid_until > $2)
  and exists (select from {HELD} where r.person = p.id and r.kind = any($3::text[]) and {COUNTS})
order by p.sign_in_name <> $1, p.id limit 1"""  # noqa: S608 - constant text
_RUNS = """
select from role_assignment r join person p on p.id = r.person
where r.kind = 'system_administrator' and p.erased_at is null
  and (r.valid_until is null or r.valid_until > $1)
  and (p.valid_until is null or p.valid_until > $1)
  and not exists (select from invitation i
                  where i.person = p.id and i.ended_at is null and i.offer is null)"""
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('first administrator', 0))"
_NAMED = "select id, name from organisation where $1 in (name, short_name) order by sort_key"
_KNOWN = f"""
select p.id, {CAME_IN} as came_in from person p
where p.sign_in_name = $1 or lower(p.email) = $1"""  # noqa: S608 - constant text


async def begin(
    function: str, email: str, organisation: str, everything: bool, page: str,
    *, at: datetime, days: int,
) -> Invited:  # fmt: skip
    """Invite the first person: to run the whole service, an organisation, or both.

    Refused once there is a system administrator who can sign in; until then it may be done
    again, and the link that was made before works no longer.
    """
    address = address_of(email)
    complain([*address_complaints(address or "-"), *function_complaints(function)])
    async with DATABASE.transaction():
        await DATABASE.fetch(_ONE_BY_ONE)
        if await DATABASE.fetch(_RUNS, day(at)):
            raise Unusable(THERE_IS_ONE, page=page)
        targets = await _targets(organisation, everything)
        await hold([SERVICE, *(target.chain for _, target in targets)])
        person = await _person(function.strip(), address, at)
        for kind, target in targets:
            if not await _holds(person, kind, target):
                await store(person, kind, target, day(at), None, by=THE_SERVICE, at=at, told=False)
        whose = targets[0][1].keeper
        return await invite(person, address, whose, by=THE_SERVICE, at=at, days=days)


async def begin_anew(email: str, *, at: datetime, days: int) -> Invited:
    """Give somebody who administers the service or an organisation new access, whatever was lost.

    For who works on the machine itself: they could change any row, so nothing more is asked. An
    account of a provider ends as well: it may be the one that does not answer any more.
    """
    address = email.strip().casefold()
    complain(address_complaints(address or "-"))
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_ADMINISTERS, address, day(at), list(ADMINISTERS))
        if not rows:
            raise Unusable(ADMINISTERS_NOTHING)
        return await renewed(rows[0]["id"], by=THE_SERVICE, at=at, days=days)


async def _targets(organisation: str, everything: bool) -> list[tuple[RoleKind, Target]]:
    found: list[tuple[RoleKind, Target]] = []
    if everything or not organisation:
        found.append((RoleKind.SYSTEM_ADMINISTRATOR, Target(HeldFor.SERVICE)))
    if organisation:
        rows = await DATABASE.fetch(_NAMED, organisation)
        if not rows:
            raise Unusable(NO_ORGANISATION, name=organisation)
        row = rows[0]
        there = Target(HeldFor.ORGANISATION, row["id"], row["id"], row["name"])
        found.append((RoleKind.ADMINISTRATOR, there))
    return found


async def _person(function: str, address: str, at: datetime) -> UUID:
    rows = await DATABASE.fetch(_KNOWN, address)
    if rows and rows[0]["came_in"]:
        raise Unusable(USED)
    if rows:
        found: UUID = rows[0]["id"]
        return found
    keys = keys_of(function, "", address)
    made = await add(
        Person(
            sign_in_name=address,
            email=address,
            function=function,
            password_hash="",
            sort_key=keys["sort_key"],
            search_key=keys["search_key"],
        )
    )
    noted: dict[str, Any] = {"function": function}
    await record(SERVICE, "join", "person", made, noted, by=THE_SERVICE, at=at)
    return made


async def _holds(person: UUID, kind: RoleKind, target: Target) -> bool:
    rows = await DATABASE.fetch(
        "select from role_assignment where person = $1 and kind = $2"
        " and organisation is not distinct from $3 and valid_until is null",
        person, kind, target.id,
    )  # fmt: skip
    return bool(rows)
