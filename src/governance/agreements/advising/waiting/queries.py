"""The steps that are next for the parties of which somebody may note them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.advising.moving.rules import Move, Standing, moves
from governance.agreements.advising.rules import Given, Planned
from governance.agreements.rules import SIGNING, WORKFLOW
from governance.agreements.taking_part.queries import ASKED_ON
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on


class StepWaiting(Struct, frozen=True, rename="camel"):
    """A step that is next for a party: to be asked, awaited, or its day has passed (``kind``).
    It lies ``with_whom`` since a day."""

    agreement_id: UUID
    agreement: str
    party_id: UUID
    organisation: str
    kind: str
    step: str
    with_whom: str
    since: date
    days: int
    until: date | None


_OPEN = f"""
select a.id as agreement_id, a.short_title as agreement, p.id as party_id,
       o.short_name as organisation, a.state, c.in_order, c.steps, coalesce(n.given, '[]') as given,
       greatest((v.frozen_at at time zone 'Europe/Amsterdam')::date, {ASKED_ON}) as begun_on
from party_chain c
join party p on p.id = c.party and p.participation = any($3::text[])
join organisation o on o.id = p.organisation
join agreement a on a.id = p.agreement
join lateral (select id, frozen_at from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true
cross join lateral (
    select jsonb_agg(jsonb_build_object(
        'step', g.step, 'function', g.function, 'askedOn', g.asked_on, 'dueOn', g.due_on,
        'doneOn', g.done_on, 'outcome', g.outcome)) as given
    from chain_advice g where g.party = p.id and g.agreement_version = v.id) n
where p.organisation = any($4::uuid[]) and v.frozen_at is not null
  and a.state in ('up_for_decision', 'signed', 'in_force') and {TAKING_PART}
  and exists (
    select from jsonb_array_elements(c.steps) s where not exists (
        select from chain_advice g where g.party = p.id and g.agreement_version = v.id
        and g.step = s->>'step' and g.outcome <> 'waiting'))
  and not (a.state = 'in_force' and 'declined' = all(
    select coalesce(d.outcome, '') from party_authority pa
    left join decision d on d.party_authority = pa.id where pa.party = p.id))
order by begun_on, a.sort_key, a.id"""  # noqa: S608 - constant text


async def steps_waiting(by: Actor, today: date, *, limit: int) -> list[StepWaiting]:
    """The next steps of the parties that this actor notes for, longest first: 1 query."""
    own = sorted(held_on(by, WORKFLOW.who("record_advice"), Reach.PARTY))
    if not own:
        return []
    rows = await DATABASE.fetch(_OPEN, *visible_to(by), sorted(SIGNING), own)
    found = [one for row in rows for one in _of(dict(row), today)]
    return sorted(found, key=lambda one: one.since)[:limit]


def _of(row: Mapping[str, Any], today: date) -> Iterator[StepWaiting]:
    named = {name: row[name] for name in ("agreement_id", "agreement", "party_id", "organisation")}
    for one in _moves(row, today):
        yield StepWaiting(
            **named, kind=one.kind, step=one.step, with_whom=one.with_whom, since=one.since,
            days=one.days, until=one.until,
        )  # fmt: skip


def _moves(row: Mapping[str, Any], today: date) -> list[Move]:
    steps = msgspec.json.decode(row["steps"], type=list[Planned])
    given = {one.step: one for one in msgspec.json.decode(row["given"], type=list[Given])}
    begun = (row["state"], row["begun_on"], row["in_order"])
    return moves(Standing(*begun, steps, given, organs=(), keeper=""), today)
