"""Which agreements somebody sees, for every query that reads of an agreement."""

from __future__ import annotations

from uuid import UUID

from governance.base.actor import Actor
from governance.base.permissions import TABLE, Reach, held_on

TAKING_PART = """(a.keeper = any($1::uuid[])
    or (a.state <> 'draft' and a.committee = any($2::uuid[]))
    or ((a.state <> 'draft' or a.shared_at is not null) and exists (
        select from party vp where vp.agreement = a.id and vp.organisation = any($1::uuid[]))))"""
"""The agreements (``a``) that somebody takes part in: keeps, is a party to (a draft only once it
is shared), or watches over. ``$1`` and ``$2`` come from :func:`visible_to`. What is reported on
an agreement is for them."""
VISIBLE = f"""({TAKING_PART} or (a.state in ('in_force', 'ended') and exists (
    select from committee vc where vc.id = a.committee and vc."grouping" = any($2::uuid[]))))"""
"""Which agreements (``a``) somebody sees: one's own, and what is in force in one's region."""
_READ = TABLE["agreement.read"].who


def visible_to(by: Actor) -> tuple[list[UUID], list[UUID]]:
    """By what the actor sees agreements: organisations; committees and regions."""
    homes = held_on(by, _READ, Reach.KEEPER, Reach.PARTY)
    return sorted(homes), sorted(held_on(by, _READ, Reach.COMMITTEE, Reach.REGION))
