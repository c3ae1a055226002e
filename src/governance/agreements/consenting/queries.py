"""What all parties were asked and what each said, for who takes part in the agreement."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.consenting.actions import about
from governance.agreements.consenting.rules import ConsentedBy, RequestState
from governance.agreements.rules import WORKFLOW
from governance.agreements.taking_part.now.queries import Bound, may
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach, held_on
from governance.base.views import fetch


class ConsentView(Struct, frozen=True, rename="camel"):
    """What one party said to a request; nothing said has an empty ``outcome``. Without a party
    it is what the steering committee said for all."""

    party_id: UUID | None
    organisation: str
    outcome: str
    decided_by: str
    decided_on: date | None
    number: str
    reason: str
    version: int | None
    speaks: bool


class RequestView(Struct, frozen=True, rename="camel"):
    """A request to all parties with what each said, in their order. ``waits``: for how many;
    ``may_close``: whether this reader may withdraw it."""

    id: UUID
    version: int
    kind: str
    organisation_id: UUID
    organisation: str
    asked_on: date
    takes_effect_on: date
    until: date | None
    words: str
    authority: str
    represented_by_function: str
    commitment_ids: tuple[UUID, ...]
    consented_by: str
    state: str
    closed_on: date | None
    closed_because: str
    consents: tuple[ConsentView, ...]
    waits: int
    is_open: bool
    may_close: bool


class ToAnswer(Struct, frozen=True, rename="camel"):
    """A request that waits for parties for which somebody may answer: ``waits`` for how many,
    none: for the steering committee."""

    id: UUID
    kind: str
    agreement_id: UUID
    agreement: str
    asked_on: date
    waits: int
    days: int


_TO_ANSWER = f"""
select r.id, r.kind, a.id as agreement_id, a.short_title as agreement, r.asked_on,
       case when r.asked->>'consentedBy' = 'steering_committee' then 0 else count(*)::int end
         as waits, greatest(0, $5::date - r.asked_on) as days
from consent_request r join agreement a on a.id = r.agreement
join party p on p.agreement = a.id and p.joined_on is not null and p.left_on is null
where r.state = 'open' and a.state = 'in_force' and {TAKING_PART}
  and (a.keeper = any($3::uuid[]) or (p.organisation = any($4::uuid[])
       and r.asked->>'consentedBy' is distinct from 'steering_committee'))
  and not exists (select from consent c where c.consent_request = r.id and c.party = p.id)
group by r.id, a.id order by r.asked_on, r.id limit $6"""  # noqa: S608 - constant text
_REQUESTS = """
select r.id, r.version, r.kind, o.id as organisation_id, o.name as organisation, r.asked_on,
       r.takes_effect_on, r.until, r.words, r.asked, r.state, r.closed_on, r.closed_because,
       coalesce(u.name, '') as authority
from consent_request r join organisation o on o.id = r.organisation
left join authority u on u.id = (r.asked->>'authorityId')::uuid
where r.agreement = $1 order by r.asked_on, r.id"""
_CONSENTS = """
select c.consent_request, c.party as party_id, o.name as organisation, c.outcome, c.decided_by,
       c.decided_on, c.number, c.reason, c.version
from consent c join consent_request r on r.id = c.consent_request
join party p on p.id = c.party join organisation o on o.id = p.organisation
where r.agreement = $1 order by p.position"""


async def requests(
    agreement_id: UUID, keeper: UUID, parties: list[Bound], holds_now: bool, by: Actor
) -> tuple[RequestView, ...]:
    """The requests to all parties of an agreement, oldest first: 2 queries."""
    said: dict[UUID, dict[UUID, dict[str, Any]]] = {}
    for row in map(dict, await DATABASE.fetch(_CONSENTS, agreement_id)):
        said.setdefault(row.pop("consent_request"), {})[row["party_id"]] = row
    return tuple(
        _request(dict(row), said.get(row["id"], {}), keeper, parties, holds_now, by)
        for row in await DATABASE.fetch(_REQUESTS, agreement_id)
    )


def _request(
    row: dict[str, Any], said: dict[UUID, dict[str, Any]], keeper: UUID, parties: list[Bound],
    holds_now: bool, by: Actor,
) -> RequestView:  # fmt: skip
    asked = about(row.pop("asked"))
    waits = row["state"] in (RequestState.OPEN, RequestState.REFUSED) and holds_now
    may_close = (waits or row["state"] == RequestState.AGREED) and holds_now
    consents = [_said(one, said.get(one.id), waits) for one in parties]
    if asked.consented_by == ConsentedBy.STEERING_COMMITTEE:
        consents = [_for_all(parties, said, waits and may("record_consent", by, keeper))]
    shown = tuple(c for c in consents if c is not None)
    return RequestView(
        **row,
        represented_by_function=asked.represented_by_function,
        commitment_ids=asked.commitment_ids,
        consented_by=asked.consented_by,
        consents=shown,
        waits=sum(not one.outcome for one in shown),
        is_open=waits,
        may_close=may_close and may("close_request", by, keeper, row["organisation_id"]),
    )


def _said(party: Bound, said: dict[str, Any] | None, waits: bool) -> ConsentView | None:
    """What a party said; one that did not and is not asked any more is left out."""
    speaks = waits and party.speaks and party.left_on is None
    if said is not None:
        return ConsentView(**said, speaks=speaks)
    if not waits or party.joined_on is None or party.left_on is not None:
        return None
    return ConsentView(party.id, party.organisation, "", "", None, "", "", None, speaks)


def _for_all(parties: list[Bound], said: dict[UUID, dict[str, Any]], speaks: bool) -> ConsentView:
    """What the steering committee said for all parties: it is kept with each of them."""
    kept = [said[one.id] for one in parties if one.id in said]
    nothing = dict(outcome="", decided_by="", decided_on=None, number="", reason="", version=None)
    first = kept[0] if kept else nothing
    return ConsentView(**{**first, "party_id": None, "organisation": "", "speaks": speaks})


async def to_answer(by: Actor, today: date, *, limit: int) -> list[ToAnswer]:
    """Requests that wait for parties for which this actor may answer, oldest first: 1 query."""
    who = WORKFLOW.who("record_consent")
    keeps, own = (sorted(held_on(by, who, reach)) for reach in (Reach.KEEPER, Reach.PARTY))
    if not keeps and not own:
        return []
    return await fetch(ToAnswer, _TO_ANSWER, *visible_to(by), keeps, own, today, limit)
