"""What falls due of agreements in force, and their life as it is shown."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.lasting.rules import last_day_to_object
from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import fetch


class Coming(Struct, frozen=True):
    """A party that has signed an agreement in force and is bound ``on`` a day."""

    party: UUID
    organisation: str
    on: date


class ToFollow(Struct, frozen=True):
    """What can befall one agreement, each with its day: rows of notices and of requests."""

    coming: list[Coming]
    notices: list[dict[str, Any]]
    requests: list[dict[str, Any]]


_SIGNED = """
select p.id as party, o.name as organisation,
       greatest(a.entered_into_force_on, max(s.signed_on),
                (select max(greatest(r.takes_effect_on, c.decided_on))
                 from consent_request r join consent c on c.consent_request = r.id
                 where r.agreement = a.id and r.organisation = p.organisation
                   and r.kind = 'accession' and r.state = 'carried_out'),
                (select max(x.left_on) from party x
                 where x.agreement = a.id and x.organisation = p.organisation)) as on
from party p
join agreement a on a.id = p.agreement
join organisation o on o.id = p.organisation
join party_authority pa on pa.party = p.id
left join signature s on s.party_authority = pa.id
where p.agreement = $1 and p.joined_on is null and p.participation in ('signatory', 'acceding')
group by p.id, o.name, a.id having count(*) = count(s.id)"""
_NOTICES = """
select n.*, o.name from termination_notice n join party p on p.id = n.party
join organisation o on o.id = p.organisation
where n.agreement = $1 and n.kind = 'withdrawal' and n.withdrawn_on is null
  and n.carried_out_on is null"""
_REQUESTS = """
select r.*, greatest(r.takes_effect_on, (select max(c.decided_on) from consent c
                                         where c.consent_request = r.id)) as effect_on
from consent_request r where r.agreement = $1 and r.state = 'agreed'"""
_OBJECTED = """
select 1 from termination_notice n join party p on p.id = n.party
where n.agreement = $1 and n.kind = 'no_extension' and n.withdrawn_on is null and n.given_on <= $3
  and (p.left_on is null or p.left_on >= $2)"""
_DUE = f"""
select a.id from agreement a
where a.state = 'in_force' and {VISIBLE} and (
    a.ends_on <= $3
    or exists (select from termination_notice n where n.agreement = a.id
               and n.withdrawn_on is null and n.carried_out_on is null and n.effective_on <= $3)
    or exists (select from consent_request r where r.agreement = a.id and r.state = 'agreed')
    or exists (select from party p where p.agreement = a.id and p.joined_on is null
               and p.participation in ('signatory', 'acceding')))
order by a.id"""  # noqa: S608 - constant text


async def due(today: date, *, by: Actor) -> list[UUID]:
    """Agreements in force that something may befall by today: 1 query."""
    return [row["id"] for row in await DATABASE.fetch(_DUE, *visible_to(by), today)]


async def to_follow(agreement_id: UUID) -> ToFollow:
    """What can befall one agreement; in the transaction that holds it: 3 queries."""
    return ToFollow(
        await fetch(Coming, _SIGNED, agreement_id),
        [dict(row) for row in await DATABASE.fetch(_NOTICES, agreement_id)],
        [dict(row) for row in await DATABASE.fetch(_REQUESTS, agreement_id)],
    )


async def objected(agreement_id: UUID, ends_on: date, notice_months: int | None) -> bool:
    """Whether a party for whom it still holds said in time that it wants no extension after this
    end of the term. Where an amendment moved the end, what was said before counts for that."""
    last = last_day_to_object(ends_on, notice_months)
    return bool(await DATABASE.fetch(_OBJECTED, agreement_id, ends_on, last))
