"""Which authorities are waited for, and which signed agreements reach their day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING, entry_day, next_step
from governance.agreements.taking_part.queries import ASKED_ON, may_record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE


class Waiting(Struct, frozen=True, rename="camel"):
    """An authority that has still to decide or sign; ``days`` since the step before.

    Who has to decide waits since the text was frozen, or since it asked to accede; who has to
    sign since the decision. One that does not agree waits for the keeper to take the text back,
    and nobody else may; of an agreement in force it stays out.
    ``authority_of``: whose authority it is, where another body acts for the organisation.
    """

    agreement_id: UUID
    agreement: str
    party_authority_id: UUID
    organisation_id: UUID
    organisation: str
    authority: str
    authority_of: str
    represented_by_function: str
    step: str
    since: datetime
    days: int
    may_record: bool


class Due(Struct, frozen=True):
    """A signed agreement and the day on which its rule brings it into force."""

    agreement_id: UUID
    on: date


_IN_AMSTERDAM = "::timestamp at time zone 'Europe/Amsterdam'"
_WAITING = f"""
select a.id as agreement_id, a.short_title as agreement, a.state, a.keeper,
       pa.id as party_authority_id, o.id as organisation_id, o.short_name as organisation,
       u.name as authority, uo.short_name as authority_of, pa.represented_by_function,
       p.participation,
       greatest(v.frozen_at, {ASKED_ON}{_IN_AMSTERDAM}, d.decided_on{_IN_AMSTERDAM}) as since,
       d.outcome
from agreement a
join lateral (select frozen_at from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true
join party p on p.agreement = a.id and p.participation = any($3::text[])
join organisation o on o.id = p.organisation
join party_authority pa on pa.party = p.id
join authority u on u.id = pa.authority
join organisation uo on uo.id = u.organisation
left join decision d on d.party_authority = pa.id
where (a.state = 'up_for_decision'
       or (a.state = 'in_force' and p.joined_on is null and d.outcome is distinct from 'declined'))
  and {{visible}}
  and not exists (select from signature s where s.party_authority = pa.id)
order by since, a.sort_key, a.id, p.position, pa.position limit $4"""  # noqa: S608 - constant text
_SIGNED = """
select a.id, a.entry_rule, a.entry_date, max(s.signed_on) as last_signed_on,
       a.published_on
from agreement a
join party p on p.agreement = a.id
join party_authority pa on pa.party = p.id
join signature s on s.party_authority = pa.id
where a.state = 'signed' and {visible}
group by a.id, a.entry_rule, a.entry_date, a.published_on order by a.id"""

Seen = tuple[list[UUID], list[UUID]]
"""What ``visible_to`` gives."""


async def waited_for(visible: str, seen: Seen, by: Actor, today: date, limit: int) -> list[Waiting]:
    """Who has still to decide or sign, longest waiting first: 1 query."""
    sql = _WAITING.format(visible=visible)
    rows = await DATABASE.fetch(sql, *seen, sorted(SIGNING), limit)
    found = []
    for row in rows:
        values = dict(row)
        keeper, outcome = values.pop("keeper"), values.pop("outcome")
        to = (values.pop("state"), values.pop("participation"), outcome)
        step = next_step(*to, signed=False)
        days = max(0, (today - day(values["since"])).days)
        own = () if step == "take_back" else (values["organisation_id"],)
        mine = may_record(by, keeper, *own)
        found.append(Waiting(**values, step=step, days=days, may_record=mine))
    return found


async def reached(visible: str, seen: Seen, today: date) -> list[Due]:
    """Signed agreements whose day of entry into force has come: 1 query."""
    rows = await DATABASE.fetch(_SIGNED.format(visible=visible), *seen)
    days = {row.pop("id"): entry_day(*row.values()) for row in map(dict, rows)}
    return [Due(one, on) for one, on in days.items() if on and on <= today]
