"""What has no days of its own: open questions to fill a function, and what organisations can."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.permissions import may
from governance.base.views import fetch
from governance.parties.moving.following.rules import Loose

_LOOSE = """
select 'ability' as kind, x.id, x.version, o.id as organisation_id, o.name as organisation,
       x.title as name, x.kind as about
from ability x join organisation o on o.id = x.organisation where o.id = any($1::uuid[])
union all select 'filling_request', x.id, x.version, o.id, o.name, x.function, x.asked_by_function
from filling_request x join organisation o on o.id = x.organisation
where o.id = any($1) and x.answered_at is null
order by kind, organisation, name, id"""


async def loose_of(of: Sequence[UUID], *, by: Actor) -> list[Loose]:
    """What some organisations are asked and can: 1 query. For who may reorganise."""
    return await fetch(Loose, _LOOSE, sorted(of) if may(by, "register.reorganise") else [])


class Left(Struct, frozen=True, rename="camel"):
    """What stays behind at an organisation that ends without a successor: how many."""

    commitments: int
    drafts: int
    roles: int
    requests: int

    @property
    def any(self) -> bool:
        """Whether anything stays behind."""
        return bool(self.commitments or self.drafts or self.roles or self.requests)


# Commitments, agreements and roles stand on floors above: their numbers are all that is read.
_LEFT = """
select (select count(*)::int from commitment_line l join agreement a on a.id = l.agreement
        where l.organisation = $1 and a.state in ('signed', 'in_force')
          and l.state not in ('done', 'lapsed')) as commitments,
       (select count(*)::int from party p join agreement a on a.id = p.agreement
        where p.organisation = $1 and a.state in ('draft', 'up_for_decision')) as drafts,
       (select count(*)::int from role_assignment r join person h on h.id = r.person
        where r.organisation = $1 and (r.valid_until is null or r.valid_until > $2)
          and h.erased_at is null) as roles,
       (select count(*)::int from filling_request
        where organisation = $1 and answered_at is null) as requests"""


async def left_behind(organisation_id: UUID, today: date, *, by: Actor) -> Left:
    """What would stay behind if an organisation ended: 1 query. For who may end it."""
    del by
    [found] = await fetch(Left, _LEFT, organisation_id, today)
    return found
