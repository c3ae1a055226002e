"""What changes in an agreement: drafting, freezing, decisions, signatures, entry into force."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.agreements.beginning.actions import place_complaints, untouched
from governance.agreements.completing import queries as completing
from governance.agreements.forms import (
    ArticleText,
    DecisionForm,
    NewAgreement,
    PartyForm,
    SignatureForm,
    TermsForm,
)
from governance.agreements.rules import (
    WORKFLOW,
    AgreementState,
    ends_on,
    entry_complaints,
    kind_complaints,
    lapse_complaints,
)
from governance.agreements.signing import actions as signing
from governance.agreements.steps.actions import Cause, authority_of, note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.taking_part import actions as taking_part
from governance.agreements.telling.rules import differences
from governance.agreements.terms.rules import terms_complaints, terms_missing
from governance.agreements.versions import actions as versions
from governance.agreements.when.rules import IS_SIGNED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, encoded, lock, unchanged
from governance.documents.blocks import Document
from governance.library.drafts import Text
from governance.parties.rules import Audience

_OPEN = AgreementState.UP_FOR_DECISION


async def draft(
    form: NewAgreement,
    *, by: Actor, at: datetime, unread: Unread = (), cause: Cause | None = None,
    source: Text | None = None,
) -> UUID:  # fmt: skip
    """Begin an agreement, with version 1 of its text (``source``); gives its id.

    Who presses twice begins one: the same draft that nobody touched yet is given again.
    """
    async with DATABASE.transaction():
        entitled(by, TABLE["agreement.begin"].who, keeper=form.keeper_id)
        found = [*terms_complaints(form), *kind_complaints(form)]
        place = await place_complaints(form.keeper_id, form.committee_id, day(at))
        complain([*found, *place], unread)
        if there := await untouched(form):
            return there
        begun: dict[str, Any] = {"state": AgreementState.DRAFT, "audience": Audience.COMMITTEE}
        made = await add(Agreement(**form.columns(), **begun))
        text = encoded(source) if source else None
        await versions.begin(made, 1, encoded(form.answers), text, at)
        noted = {"title": form.title, "model": form.model_key, "model_version": form.model_version}
        await note({"id": made, "keeper": form.keeper_id}, "draft", noted, by, at, cause=cause)
    return made


async def change_terms(
    agreement_id: UUID, form: TermsForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (), cause: Cause | None = None,
) -> None:  # fmt: skip
    """Change title and terms of a draft."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "change_terms", by)
        unchanged(row, version)
        complain(terms_complaints(form), unread)
        noted = changed(row, form.columns())
        await change(Agreement, row, **noted["after"])
        await note(row, "change_terms", noted, by, at, cause=cause)


async def save_answers(
    agreement_id: UUID,
    answers: dict[str, Any],
    version: int | None,
    *,
    by: Actor,
    at: datetime,
    cause: Cause | None = None,
) -> dict[str, Any]:
    """Keep the blanks and choices of a draft; whether they fit the model is judged above.

    Gives the answers that stood there.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "save_answers", by)
        unchanged(row, version)
        before = await versions.keep_answers(agreement_id, answers)
        await change(Agreement, row)
        await note(row, "save_answers", differences(before, answers), by, at, cause=cause)
    return before


async def set_parties(
    agreement_id: UUID, parties: list[PartyForm], version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (), cause: Cause | None = None,
) -> None:  # fmt: skip
    """Replace the parties of a draft, in this order; a party that stays keeps its identity."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "set_parties", by)
        unchanged(row, version)
        noted = await taking_part.replace(agreement_id, parties, day(at), unread)
        await change(Agreement, row)
        await note(row, "set_parties", noted, by, at, cause=cause)


async def put_up_for_decision(
    agreement_id: UUID,
    content: Document,
    articles: list[ArticleText],
    version: int | None,
    *,
    by: Actor,
    at: datetime,
    cause: Cause | None = None,
    made_with: str = "",
) -> None:
    """Freeze the text, with its articles, and ask every authority that signs to decide."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "put_up_for_decision", by)
        unchanged(row, version)
        complain([*terms_missing(row), *await taking_part.missing(agreement_id, day(at))])
        noted = await versions.freeze(agreement_id, content, articles, made_with, at)
        state = {"state": AgreementState.UP_FOR_DECISION}
        await change(Agreement, row, **state)
        await note(row, "put_up_for_decision", changed(row, state, **noted), by, at, cause=cause)


async def take_back(
    agreement_id: UUID, version: int | None,
    *, by: Actor, at: datetime, lapsing: int | None = None, unread: Unread = (),
) -> None:  # fmt: skip
    """Take an agreement back to draft, as a new version of its text.

    Not once somebody signed, unless an authority does not agree: then this text cannot come
    about. Decisions and signatures fall away with the version that they were about; the trail
    keeps them. ``lapsing`` is how many a person was told of: refused when that is not so now.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "take_back", by)
        unchanged(row, version)
        signed = await completing.last_signed_on(agreement_id) is not None
        if signed and not await completing.declined(agreement_id):
            raise WrongState("take_back", row["state"], IS_SIGNED)
        lapsed, dropped = await signing.drop(agreement_id, by, at)
        complain(lapse_complaints(lapsing, lapsed), unread)
        last = await versions.last_version(agreement_id)
        await versions.begin(agreement_id, last["number"] + 1, last["answers"], last["source"], at)
        state = {"state": AgreementState.DRAFT}
        await change(Agreement, row, **state)
        noted = {"version": last["number"] + 1, **dropped}
        await note(row, "take_back", changed(row, state, **noted), by, at)


async def record_decision(
    party_authority_id: UUID, form: DecisionForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Record the decision of one authority; one is enough, a second is :class:`Overtaken`."""
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, "record_decision", by)
        noted = await signing.decide(asked, form, unread, by=by, at=at)
        await note(row, "record_decision", noted, by, at, on_behalf_of=asked.authority)


async def record_signature(
    party_authority_id: UUID, form: SignatureForm,
    *, by: Actor, at: datetime, unread: Unread = (), cause: Cause | None = None,
) -> bool:  # fmt: skip
    """Record the signature of one authority; True when now all have signed."""
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, "record_signature", by)
        noted = await signing.sign(asked, form, unread, by=by, at=at)
        complete = row["state"] == _OPEN and await completing.complete(row)
        if complete:
            state = {"state": WORKFLOW.step(row["state"], "complete").target}
            await change(Agreement, row, **state)
            noted = changed(row, state, **noted)
        function = asked.represented_by_function
        await note(row, "record_signature", noted, by, at, on_behalf_of=function, cause=cause)
    return complete


async def correct_decision(
    party_authority_id: UUID, form: DecisionForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> bool:  # fmt: skip
    """Put a decision right that was recorded wrongly, as long as not all have signed.

    False when nothing changed: then nothing is recorded of it.
    """
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, "correct_decision", by)
        noted = await signing.decide_anew(asked, form, version, unread, by=by, at=at)
        if noted:
            await note(row, "correct_decision", noted, by, at, on_behalf_of=asked.authority)
    return bool(noted)


async def correct_signature(
    party_authority_id: UUID, form: SignatureForm, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> bool:  # fmt: skip
    """Put a signature right that was recorded wrongly, as long as not all have signed.

    False when nothing changed: then nothing is recorded of it.
    """
    async with DATABASE.transaction():
        row, asked = await authority_of(party_authority_id, "correct_signature", by)
        noted = await signing.sign_anew(asked, form, version, unread, by=by, at=at)
        function = asked.represented_by_function
        if noted:
            await note(row, "correct_signature", noted, by, at, on_behalf_of=function)
    return bool(noted)


async def enter_into_force(
    agreement_id: UUID, on: date, *, by: Actor, at: datetime, cause: Cause
) -> None:
    """Bring a signed agreement into force on the day that its rule gives, no other.

    It is the rule that does so, not a person: no role is asked, ``cause`` says what led to it.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        WORKFLOW.step(row["state"], "enter_into_force")
        signed_on = await completing.last_signed_on(agreement_id)
        complain(entry_complaints(row, on, signed_on, day(at)))
        until = ends_on(on, row["term_months"])
        values = {"entered_into_force_on": on, "ends_on": until, "state": AgreementState.IN_FORCE}
        await change(Agreement, row, **values)
        await taking_part.join_at_entry(agreement_id, on)
        await note(row, "enter_into_force", changed(row, values), by, at, cause=cause)
