"""Tells who made a token that it ends soon, once; by the service itself, a token a transaction."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from governance.audit.rules import SERVICE, THE_SERVICE
from governance.base.clock import AMSTERDAM, day
from governance.base.database import DATABASE
from governance.base.views import change
from governance.identity.roles.telling.actions import held_for_said
from governance.identity.tokens.rules import ENDS_SOON
from governance.identity.tokens.tables import ApiToken
from governance.notices.actions import post
from governance.notices.letters.rules import TokenEnds
from governance.notices.rules import Receiver, unreceivable
from governance.web.addresses import page

# Not of a token that was made for a fortnight or less: who made it knows.
_NEXT = """
select t.id, t.valid_until, p.function as name, m.id as maker, m.email, m.language,
  coalesce(g.name, c.name, q.name, '') as held_for, coalesce(g.id, c.organisation) as keeper
from api_token t join person p on p.id = t.person join person m on m.id = t.made_by
left join organisation g on g.id = t.organisation left join committee c on c.id = t.committee
left join grouping q on q.id = t."grouping"
where t.told_at is null and t.withdrawn_at is null and t.valid_until > $1
  and t.valid_until - $1 <= $2
  and t.valid_until - (t.made_at at time zone 'Europe/Amsterdam')::date > $2
  and m.email <> '' and (m.valid_until is null or m.valid_until > $1)
order by t.id limit 1 for update of t skip locked"""


async def tell_of_ending(*, at: datetime) -> int:
    """Write to whoever made a token that ends soon, and still works here; gives how many."""
    told = 0
    while await _told_of_one(at):
        told += 1
    return told


async def _told_of_one(at: datetime) -> bool:
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_NEXT, day(at), ENDS_SOON.days)
        if not rows:
            return False
        row = dict(rows[0])
        await change(ApiToken, row, told_at=at)
        await _write(row, at)
    return True


async def _write(row: dict[str, Any], at: datetime) -> None:
    if any(unreceivable(row["email"], "address")):
        return
    held_for = held_for_said(row["held_for"], row["language"])
    link, until = page("tokens", row["id"]), row["valid_until"]
    await post(
        row["keeper"] or SERVICE,
        Receiver(row["email"], row["language"], row["maker"]),
        TokenEnds(row["name"], held_for, until, link),
        cause=("token", row["id"]), by=THE_SERVICE, at=at, useful_until=_begin_of(until),
    )  # fmt: skip


def _begin_of(of: date) -> datetime:
    return datetime.combine(of, time(), AMSTERDAM).astimezone(UTC)
