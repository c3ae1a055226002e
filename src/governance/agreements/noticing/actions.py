"""Giving notice and taking it back; the event that ends an agreement, and its publication.

What follows on the day itself is for the rules of the agreement, above the commitments.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from governance.agreements.completing.queries import last_signed_on
from governance.agreements.lasting.rules import BY_SILENCE, EndReason
from governance.agreements.lasting.tables import TerminationNotice
from governance.agreements.noticing.forms import (
    ConsultationForm,
    EventForm,
    NoticeForm,
    PublicationForm,
    RevokeForm,
)
from governance.agreements.noticing.rules import (
    Consulted,
    NoticeTerms,
    consultation_complaints,
    effective,
    event_complaints,
    notice_complaints,
    publication_complaints,
    revoking_complaints,
)
from governance.agreements.rules import CHOOSE, WithdrawalRule
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.taking_part.now.queries import Member, member, speaks_for
from governance.agreements.when.rules import (
    EVENTLESS,
    GIVEN_ALREADY,
    HAS_LEFT,
    NOTHING_TO_CONSULT,
    OTHER_ENTRY,
    TOOK_EFFECT,
)
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Unread, WrongState, complain
from governance.base.permissions import behalf
from governance.base.views import add, change, lock, unchanged

_STANDING = """
select 1 from termination_notice
where party = $1 and kind = $2 and withdrawn_on is null and carried_out_on is null"""


async def give_notice(
    agreement_id: UUID, form: NoticeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Record the notice of one party; gives its id. Of one kind a party has one that stands."""
    async with DATABASE.transaction():
        who = await member(agreement_id, form.party_id)
        own = who.organisation_id if who else await speaks_for(agreement_id, "give_notice", by)
        row = await stepping(agreement_id, "give_notice", by, also=own)
        if who is None:
            complain([Complaint("partyId", CHOOSE)], unread)
            raise NotFound
        if who.left_on:
            raise WrongState("give_notice", row["state"], HAS_LEFT)
        of = _terms(row, who)
        complain(notice_complaints(form, of, day(at)), unread)
        if await DATABASE.fetch(_STANDING, who.id, form.kind):
            raise WrongState("give_notice", row["state"], GIVEN_ALREADY)
        said = {"kind": form.kind, "given_on": form.given_on, "effective_on": effective(form, of)}
        texts = {"letter": form.letter.strip(), "reason": form.reason.strip()}
        typed = {"recorded_at": at, "recorded_by": by.person_id, "on_behalf_of": behalf(by)}
        kept: dict[str, Any] = {
            "agreement": agreement_id,
            "party": who.id,
            **said,
            **texts,
            **typed,
        }
        made = await add(TerminationNotice(**kept))
        noted = {"organisation": who.organisation, **said, "letter": texts["letter"]}
        await note(row, "give_notice", noted, by, at)
    return made


def _terms(row: Row, who: Member) -> NoticeTerms:
    return NoticeTerms(
        row["ends_on"],
        row["extension_rule"],
        row["notice_months"],
        who.joined_on,
        bool(row["ended_because"]),
        row["entered_into_force_on"],
        row["extension_months"],
    )


async def revoke_notice(
    notice_id: UUID, form: RevokeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Take a notice back before it takes effect; gives the agreement."""
    async with DATABASE.transaction():
        row, found, who = await _noticed(notice_id, "revoke_notice", by, party=True)
        if found["withdrawn_on"] or found["carried_out_on"]:
            raise WrongState("revoke_notice", row["state"], TOOK_EFFECT)
        unchanged(found, form.version)
        complain(revoking_complaints(form, found["given_on"], day(at)), unread)
        values: dict[str, Any] = {"withdrawn_on": form.withdrawn_on}
        values["withdrawn_because"] = form.reason.strip()
        await change(TerminationNotice, found, **values)
        noted = changed(found, values, organisation=who.organisation)
        await note(row, "revoke_notice", noted, by, at)
    return UUID(str(row["id"]))


async def conclude_consultation(
    notice_id: UUID, form: ConsultationForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Record what the others decided after a withdrawal; gives the agreement.

    Where it ends, its end is settled on that day, and no rule extends it any more.
    """
    async with DATABASE.transaction():
        row, found, who = await _noticed(notice_id, "conclude_consultation", by)
        if not _asks(row, found):
            raise WrongState("conclude_consultation", row["state"], NOTHING_TO_CONSULT)
        unchanged(found, form.version)
        left_on = found["effective_on"]
        over = None if row["extension_rule"] in BY_SILENCE else row["ends_on"]
        complain(consultation_complaints(form, left_on, over, day(at)), unread)
        values = {"consulted_on": form.consulted_on, "consulted": form.consulted}
        await change(TerminationNotice, found, **values)
        noted = {"organisation": who.organisation, **values}
        if form.consulted == Consulted.ENDS:
            ends = {"ends_on": form.ends_on, "ended_because": EndReason.NOTICE}
            await change(Agreement, row, **ends)
            noted = changed(row, ends, **noted)
        await note(row, "conclude_consultation", noted, by, at)
    return UUID(str(row["id"]))


def _asks(row: Row, notice: Row) -> bool:
    """Whether the others still have to consult after this withdrawal."""
    waits = notice["carried_out_on"] is not None and not notice["consulted"]
    return waits and row["withdrawal_rule"] == WithdrawalRule.CONSULTATION


async def record_event(
    agreement_id: UUID, form: EventForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """The event that ends the agreement has happened: it ends on the day after."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "record_event", by)
        if not row["end_event"]:
            raise WrongState("record_event", row["state"], EVENTLESS)
        unchanged(row, form.version)
        complain(event_complaints(form, row["entered_into_force_on"], day(at)), unread)
        ends = form.happened_on + timedelta(days=1)
        values = {"ends_on": ends, "ended_because": EndReason.EVENT}
        await change(Agreement, row, **values)
        await note(row, "record_event", changed(row, values, letter=form.letter.strip()), by, at)


async def record_publication(
    agreement_id: UUID, form: PublicationForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Record the publication of a signed agreement, upon which its entry into force waits."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "record_publication", by)
        if row["entry_rule"] != "publication":
            raise WrongState("record_publication", row["state"], OTHER_ENTRY)
        unchanged(row, form.version)
        signed_on = await last_signed_on(agreement_id)
        complain(publication_complaints(form, signed_on, day(at)), unread)
        reference = form.publication_reference.strip()
        values = {"published_on": form.published_on, "publication_reference": reference}
        await change(Agreement, row, **values)
        await note(row, "record_publication", changed(row, values), by, at)


async def _noticed(
    notice_id: UUID, verb: str, by: Actor, *, party: bool = False
) -> tuple[Row, Row, Member]:
    """The agreement, locked, the notice behind that lock, and whose it is."""
    asked = await TerminationNotice.select().where(TerminationNotice.id == notice_id)
    who = await member(asked[0]["agreement"], asked[0]["party"]) if asked else None
    if who is None:
        raise NotFound
    own = who.organisation_id if party else None
    row = await stepping(asked[0]["agreement"], verb, by, also=own)
    return row, await lock(TerminationNotice, notice_id), who
