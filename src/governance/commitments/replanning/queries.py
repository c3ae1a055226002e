"""Every other date that milestones of a line got; the caller has seen that the reader may know."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.base.views import fetch


class ReplanningView(Struct, frozen=True, rename="camel"):
    """Another date of a milestone: of its plan (``planned``) or what is expected (``forecast``).

    ``cause_kind`` is ``report`` or ``amendment``, with the id of the one that said so, else
    ``line``.
    """

    milestone: str
    at: datetime
    what: str
    before: date | None
    after: date | None
    reason: str
    by_function: str
    cause_kind: str
    cause_id: UUID | None


_REPLANNINGS = """
select m.title as milestone, r.at, r.what, r.before, r.after, r.reason, r.by_function,
       r.cause_kind, r.cause_id
from replanning r join milestone_line ml on ml.id = r.milestone_line
join milestone m on m.id = ml.milestone
where ml.commitment_line = $1 order by r.at desc, r.id desc limit 200"""


async def replannings_of(line_id: UUID) -> list[ReplanningView]:
    """The other dates of the milestones of a line, the newest first, the last 200: 1 query."""
    return await fetch(ReplanningView, _REPLANNINGS, line_id)
