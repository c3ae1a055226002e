"""Ending what hangs on an organisation; effects of its own end, in the transaction of that."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE

Cause = tuple[str, UUID]

_HELD = "organisation = $1 and valid_from < $2 and (valid_until is null or valid_until > $2)"
_ENDED = (
    ("membership", "end_membership", f"""
    update membership set version = version + 1, valid_until = $2 where {_HELD}
    returning id, "grouping" as region"""),  # noqa: S608 - constant text
    ("seat", "end_seat", f"""
    update seat set version = version + 1, valid_until = $2 where {_HELD}
    returning id, committee"""),  # noqa: S608 - constant text
    ("filling", "end_filling", """
    update filling set version = version + 1, valid_until = $2
    where coalesce(provider, organisation) = $1 and valid_from < $2
      and (valid_until is null or valid_until > $2) returning id, function"""),
)  # fmt: skip
_BEGINS = """
select max(valid_from) as day from (
    select valid_from from membership where organisation = $1
    union all select valid_from from seat where organisation = $1
    union all select valid_from from filling
    where organisation = $1 or provider = $1) x"""


async def begins(organisation_id: UUID) -> date | None:
    """The last day on which something of an organisation begins."""
    [row] = await DATABASE.fetch(_BEGINS, organisation_id)
    found: date | None = row["day"]
    return found


async def end_all(
    organisation_id: UUID, ends: date, *, chain: UUID, by: Actor, at: datetime, cause: Cause
) -> int:
    """End the memberships, seats and functions of an organisation that ends on that day.

    ``chain``: in whose trail it is noted."""
    number = 0
    for kind, verb, statement in _ENDED:
        for row in map(dict, await DATABASE.fetch(statement, organisation_id, ends)):
            made = row.pop("id")
            told = {**row, "valid_until": ends}
            await record(chain, verb, kind, made, told, by=by, at=at, cause=cause)
            number += 1
    return number
