"""Asking all parties for their consent, and recording what each says.

What all agreed to is carried out above the commitments; here is only that they did.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.consenting.forms import CloseForm, ConsentForm, RequestForm
from governance.agreements.consenting.rules import (
    FOR_ALL,
    Acceding,
    Asked,
    ConsentedBy,
    RequestKind,
    RequestState,
    accession_complaints,
    consent_complaints,
    new_end,
    request_complaints,
    state_of,
)
from governance.agreements.lasting.tables import Consent, ConsentRequest
from governance.agreements.rules import CHOOSE, WORKFLOW
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.taking_part.now.queries import member, members, speaks_for
from governance.agreements.when.rules import ASKED_ALREADY, HAS_LEFT, IS_CLOSED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Overtaken, Unread, WrongState, complain
from governance.base.permissions import Reach, behalf, held_on
from governance.base.views import add, change, encoded, lock, unchanged

_EXTENSIONS = "select count(*)::int as number from extension where agreement = $1"
_ASKED = """
select 1 from consent_request where agreement = $1 and kind = $2 and state in ('open', 'agreed')
  and ($2 <> 'accession' or organisation = $3)"""
_ACCEDING = """
select o.name, o.valid_until as ended_on,
       exists (select from party p where p.agreement = $2 and p.organisation = o.id
               and p.participation in ('signatory', 'acceding') and p.left_on is null) as is_party,
       coalesce((select array_agg(u.id) from authority u
                 where u.organisation = o.id or u.organisation = o.acting_body), '{}')
         as authorities
from organisation o where o.id = $1"""
_SAID = "select party, outcome from consent where consent_request = $1"
_COMMITTEE = ConsentedBy.STEERING_COMMITTEE
_WAITS = (RequestState.OPEN, RequestState.REFUSED)
"""What a party says may still be recorded, or put right."""


async def ask(
    agreement_id: UUID, form: RequestForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Ask all parties something that needs their written consent; gives the id of the request."""
    async with DATABASE.transaction():
        own = await speaks_for(agreement_id, "ask_consent", by)
        row = await stepping(agreement_id, "ask_consent", by, also=own)
        keeps = row["keeper"] in held_on(by, WORKFLOW.who("ask_consent"), Reach.KEEPER)
        found = await _complaints(row, form, None if keeps else own, day(at))
        complain(found, unread)
        if await DATABASE.fetch(_ASKED, agreement_id, form.kind, form.organisation_id):
            raise WrongState("ask_consent", row["state"], ASKED_ALREADY)
        about = Asked(
            form.authority_id,
            form.represented_by_function.strip(),
            tuple(sorted(set(form.commitment_ids))),
            form.consented_by,
        )
        until = new_end(row) if form.kind == RequestKind.EXTENSION else None
        said: dict[str, Any] = {
            "kind": form.kind,
            "organisation": form.organisation_id,
            "asked_on": form.asked_on,
            "takes_effect_on": _effect(form, row, day(at)),
            "until": until,
            "words": form.words.strip(),
        }
        typed: dict[str, Any] = {"recorded_at": at, "recorded_by": by.person_id}
        typed["on_behalf_of"] = behalf(by)
        kept: dict[str, Any] = {
            "agreement": agreement_id,
            "state": RequestState.OPEN,
            "asked": encoded(about),
        }
        made = await add(ConsentRequest(**said, **typed, **kept))
        await note(row, "ask_consent", {**said, "request": made}, by, at)
    return made


def _effect(form: RequestForm, row: Row, today: date) -> date:
    """The day on which it takes effect: what is asked, the end that an extension follows."""
    if form.kind == RequestKind.EXTENSION:
        return row["ends_on"] or today
    return form.takes_effect_on or form.asked_on


async def _complaints(
    row: Row, form: RequestForm, own: UUID | None, today: date
) -> list[Complaint]:
    """Who keeps the agreement asks for every party; a party for its ``own`` organisation."""
    bound = [one.organisation_id for one in await members(row["id"])]
    now = [one for one in bound if own in (None, one)]
    [extensions] = await DATABASE.fetch(_EXTENSIONS, row["id"])
    found = [*request_complaints(form, row, now, extensions["number"], today)]
    if form.kind == RequestKind.ACCESSION:
        rows = [dict(r) for r in await DATABASE.fetch(_ACCEDING, form.organisation_id, row["id"])]
        who = [Acceding(**{**r, "authorities": frozenset(r["authorities"])}) for r in rows]
        found += accession_complaints(form, who[0] if who else None, today)
    return found


async def record_consent(
    request_id: UUID, form: ConsentForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> tuple[UUID, RequestState]:
    """Record what one party says, or the steering committee for all, or put it right; gives the
    agreement, and how it stands now.

    Raises :class:`Overtaken` where it was recorded meanwhile, :class:`WrongState` once closed.
    """
    verb = "record_consent"
    async with DATABASE.transaction():
        asked = await _asked(request_id)
        of, for_all = asked["agreement"], _for_all(asked)
        who = None if for_all else await member(of, form.party_id)
        own = who.organisation_id if who else await speaks_for(of, verb, by)
        row = await stepping(of, verb, by, also=None if for_all else own)
        asked = await lock(ConsentRequest, request_id)
        if asked["state"] not in _WAITS:
            raise WrongState(verb, asked["state"], IS_CLOSED)
        if bool(form.party_id) is for_all or not (for_all or who):
            complain([Complaint("partyId", FOR_ALL if for_all else CHOOSE)], unread)
            raise NotFound
        if who and who.left_on:
            raise WrongState(verb, row["state"], HAS_LEFT)
        complain(consent_complaints(form, asked["asked_on"], day(at)), unread)
        parties = [who] if who else await members(of)
        said = await _keep(request_id, [one.id for one in parties], form, by, at)
        state = await _stands(asked, day(at))
        noted = {"organisation": who.organisation} if who else {"consented_by": _COMMITTEE}
        noted |= {"kind": asked["kind"], **said, "request": request_id, "state": state}
        await note(row, verb, noted, by, at)
    return UUID(str(row["id"])), state


def _for_all(asked: Row) -> bool:
    return about(asked["asked"]).consented_by == _COMMITTEE


async def _keep(
    request_id: UUID, parties: Collection[UUID], form: ConsentForm, by: Actor, at: datetime
) -> dict[str, Any]:
    """What is said for parties, new or in the place of what was; gives what the trail notes."""
    rows = await Consent.select().where(Consent.consent_request == request_id)
    there = {row["party"]: row for row in rows}
    said: dict[str, Any] = {"outcome": form.outcome, "decided_on": form.decided_on}
    said |= {"number": form.number.strip(), "reason": form.reason.strip()}
    typed = {"recorded_at": at, "recorded_by": by.person_id, "on_behalf_of": behalf(by)}
    values = {**said, "decided_by": form.decided_by.strip(), **typed}
    before = [there[one] for one in parties if one in there]
    if before and form.version is None:
        raise Overtaken
    for row in before[:1]:
        unchanged(row, form.version)
    for one in parties:
        if one in there:
            await change(Consent, there[one], **values)
        else:
            await add(Consent(consent_request=request_id, party=one, **values))
    return changed(before[0], said) if before else said


async def _stands(asked: Row, today: date) -> RequestState:
    """Where a request stands after what was said; what is refused or agreed is closed so."""
    now = [one.id for one in await members(asked["agreement"])]
    said = {r["party"]: r["outcome"] for r in await DATABASE.fetch(_SAID, asked["id"])}
    state = state_of(now, said)
    if state != asked["state"]:
        closed = None if state == RequestState.OPEN else today
        await change(ConsentRequest, asked, state=state, closed_on=closed)
    return state


async def count_again(request_id: UUID, today: date) -> RequestState:
    """Where an open request stands once its parties are others: one left that had not answered."""
    return await _stands(await lock(ConsentRequest, request_id), today)


async def carried_out(request_id: UUID) -> None:
    """What all agreed to has been carried out. A step of the rule, in its transaction."""
    row = await lock(ConsentRequest, request_id)
    await change(ConsentRequest, row, state=RequestState.CARRIED_OUT)


async def close_request(
    request_id: UUID, form: CloseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Withdraw a request that is not carried out; gives the agreement."""
    async with DATABASE.transaction():
        asked = await _asked(request_id)
        row = await stepping(asked["agreement"], "close_request", by, also=asked["organisation"])
        asked = await lock(ConsentRequest, request_id)
        if asked["state"] not in (*_WAITS, RequestState.AGREED):
            raise WrongState("close_request", asked["state"], IS_CLOSED)
        unchanged(asked, form.version)
        complain(reason_complaints(form), unread)
        values = {"state": RequestState.WITHDRAWN, "closed_on": day(at)}
        reason = {"closed_because": form.reason.strip()}
        await change(ConsentRequest, asked, **values, **reason)
        noted = changed(asked, {**values, **reason}, kind=asked["kind"], request=request_id)
        await note(row, "close_request", noted, by, at)
    return UUID(str(row["id"]))


async def _asked(request_id: UUID) -> Row:
    found = await ConsentRequest.select().where(ConsentRequest.id == request_id)
    if not found:
        raise NotFound
    return dict(found[0])


def about(asked: str) -> Asked:
    """What a stored request is about."""
    return msgspec.json.decode(asked, type=Asked)
