"""Where rounds can be opened, what stands in the way of a name or period, what can be removed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.base.views import fetch
from governance.reporting.opening.rules import ROUND_WORKFLOW, RoundState, round_state


class OtherRound(Struct, frozen=True):
    """A round of the agreement, as far as a new one must keep clear of it."""

    title: str
    period_from: date
    period_until: date


class Openable(Struct, frozen=True, rename="camel"):
    """An agreement on which the reader may open a round."""

    id: UUID
    title: str


_OTHERS = "select title, period_from, period_until from round where agreement = $1"
_STATE = """
select exists (select from report r where r.round = $1 and r.entered_by is not null) as begun,
       exists (select from regional_report rr where rr.round = $1
               and rr.summary || rr.bottlenecks || rr.decisions_asked || rr.outlook <> '')
           as prepared"""
_OPENABLE = """
select a.id, a.short_title as title from agreement a
where a.state = 'in_force' and a.committee is not null
  and (a.committee = any($1::uuid[]) or a.keeper = any($2::uuid[]))
order by a.sort_key, a.id limit $3"""
LIMIT = 20
"""Agreements offered to open a round on; each can be reached from its own page as well."""


async def others(agreement_id: UUID) -> list[OtherRound]:
    """The rounds of an agreement that the caller has seen: 1 query."""
    return await fetch(OtherRound, _OTHERS, agreement_id)


async def state_of(round_id: UUID) -> RoundState:
    """What was made of a round that the caller has seen: 1 query."""
    [row] = await DATABASE.fetch(_STATE, round_id)
    return round_state(**dict(row))


async def openable(by: Actor) -> list[Openable]:
    """The agreements on which the actor may open a round now: 1 query, none for others."""
    who = ROUND_WORKFLOW.who("open_round")
    tables, homes = (sorted(held_on(by, who, on)) for on in (Reach.COMMITTEE, Reach.KEEPER))
    if not tables and not homes:
        return []
    return await fetch(Openable, _OPENABLE, tables, homes, LIMIT)
