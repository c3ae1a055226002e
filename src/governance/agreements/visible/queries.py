"""Which agreements somebody sees, for every query that reads of an agreement."""

from __future__ import annotations

from uuid import UUID

from governance.base.actor import Actor
from governance.base.permissions import TABLE, Reach, held_on

_TAKING_PART = """
    select va.id from agreement va where va.keeper = any($1::uuid[])
    union all
    select va.id from agreement va where va.state <> 'draft' and va.committee = any($2::uuid[])
    union all
    select va.id from party vp join agreement va on va.id = vp.agreement
    where vp.organisation = any($1::uuid[]) and (va.state <> 'draft' or va.shared_at is not null)"""
_IN_THE_REGION = """
    select va.id from committee vc join agreement va on va.committee = vc.id
    where vc."grouping" = any($2::uuid[]) and va.state in ('in_force', 'ended')
      and va.amends is null"""
TAKING_PART = f"a.id in ({_TAKING_PART})"
"""The agreements (``a``) that somebody takes part in: keeps, is a party to (a draft only once it
is shared), or watches over. ``$1`` and ``$2`` come from :func:`visible_to`. What is reported on
an agreement is for them. A union, and no "or": each part has its index, so that the agreements
of others cost nothing."""
VISIBLE = f"a.id in ({_TAKING_PART} union all {_IN_THE_REGION})"
"""Which agreements (``a``) somebody sees: one's own, and what is in force in one's region."""
_READ = TABLE["agreement.read"].who


def visible_to(by: Actor) -> tuple[list[UUID], list[UUID]]:
    """By what the actor sees agreements: organisations, also those for which these go on;
    committees and regions."""
    homes = held_on(by, _READ, Reach.KEEPER, Reach.PARTY, past=True)
    return sorted(homes), sorted(held_on(by, _READ, Reach.COMMITTEE, Reach.REGION))
