"""Where a draft can begin, and that who presses twice begins one. Steps of ``agreements.actions``,
in its transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from governance.agreements.forms import NewAgreement
from governance.agreements.rules import ended_complaints
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint

_KEEPER = "select name, valid_until from organisation where id = $1 for share"
_COMMITTEE = """
select name, valid_until from committee where id = $1 and organisation = $2 for share"""
_NO_SUCH = N_("Your organisation keeps no such committee.")
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
_UNTOUCHED = """
select id from agreement where keeper = $1 and model_key = $2 and title = $3 and short_title = $4
  and state = 'draft' and version = 1 order by id limit 1"""


async def place_complaints(
    keeper_id: UUID, committee_id: UUID | None, today: date
) -> list[Complaint]:
    """What is wrong with who keeps a draft, and with the table over it: it is there today.

    Until the transaction ends neither of them ends.
    """
    found = _ended("keeperId", await DATABASE.fetch(_KEEPER, keeper_id), today)
    if committee_id is None:
        return found
    rows = await DATABASE.fetch(_COMMITTEE, committee_id, keeper_id)
    if not rows:
        return [*found, Complaint("committeeId", _NO_SUCH)]
    return [*found, *_ended("committeeId", rows, today)]


def _ended(field: str, rows: Iterable[Any], today: date) -> list[Complaint]:
    return [c for r in rows for c in ended_complaints(field, r["name"], r["valid_until"], today)]


async def untouched(form: NewAgreement) -> UUID | None:
    """The same draft of this keeper that nobody touched yet, if there is one.

    Until the transaction ends no other draft of this keeper begins.
    """
    await DATABASE.fetch(_ONE_AT_A_TIME, str(form.keeper_id))
    kept = form.columns()
    same = (form.keeper_id, form.model_key, kept["title"], kept["short_title"])
    for row in await DATABASE.fetch(_UNTOUCHED, *same):
        return UUID(str(row["id"]))
    return None
