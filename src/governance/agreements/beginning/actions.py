"""Who presses twice begins one draft. A step of ``agreements.actions``, in its transaction."""

from __future__ import annotations

from uuid import UUID

from governance.agreements.forms import NewAgreement
from governance.base.database import DATABASE

_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
_UNTOUCHED = """
select id from agreement where keeper = $1 and model_key = $2 and title = $3 and short_title = $4
  and state = 'draft' and version = 1 order by id limit 1"""


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
