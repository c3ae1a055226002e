"""What changes: beginning from a model, filling in, putting up, signing, entering into force."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.agreements import actions as agreements
from governance.agreements.forms import NewAgreement, SignatureForm
from governance.agreements.queries import agreement, due_to_enter, party_authority
from governance.agreements.rules import (
    CHOOSE,
    TITLES,
    camel,
    entry_day,
    terms_missing,
    text_complaints,
)
from governance.agreements.when.rules import step_of
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import (
    N_,
    Complaint,
    NotAllowed,
    NotFound,
    Unread,
    WrongState,
    complain,
)
from governance.base.names import search_key
from governance.base.views import encoded
from governance.commitments import actions as commitments
from governance.commitments.milestones.actions import move
from governance.commitments.queries import of_agreement
from governance.documents.docx import write_docx
from governance.documents.making import made_with
from governance.documents.pdf import write_pdf
from governance.files.actions import store
from governance.formation.forms import BeginForm, Taken
from governance.formation.proposing.rules import followed, proposed
from governance.formation.queries import Forming, forming, model_of
from governance.formation.rules import blank_complaints, owner_complaints, stored
from governance.formation.texts.papers import (
    agreement_text,
    answers_of,
    article_texts,
    promises_of,
    signed_text,
)
from governance.library.checks import checked

LAST = N_("This has become the last signature. Read what it brings about, and confirm once more.")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


async def begin(form: BeginForm, *, by: Actor, at: datetime, unread: Unread = ()) -> UUID:
    """Begin an agreement from a model, with the model's own terms; gives its id."""
    try:
        model = model_of(form.model_key)
    except NotFound:
        complain([Complaint("modelKey", CHOOSE), *text_complaints(form, TITLES)], unread)
        raise
    new = NewAgreement(
        keeper_id=form.keeper_id,
        committee_id=form.committee_id,
        kind=model.kind,
        model_key=model.key,
        model_version=model.version,
        title=form.title,
        short_title=form.short_title,
        extension_rule=model.term.extension,
        entry_rule=model.term.entry,
        term_months=model.term.months,
        extension_months=model.term.extension_months,
        notice_months=model.term.notice_months,
        enforceable=model.term.enforceable,
    )
    return await agreements.draft(new, unread=unread, by=by, at=at)


async def fill_in(
    agreement_id: UUID,
    blanks: dict[str, Any],
    version: int | None,
    *,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> list[str]:
    """Keep the blanks and choices of a draft; what is open may stay open, what is wrong not.

    Milestones that follow a date of the text move along; gives their titles.
    """
    async with DATABASE.transaction():
        view = await agreement(agreement_id, by=by)
        model = model_of(view.model_key)
        complain(blank_complaints(model, blanks), unread)
        kept = stored(model, blanks)
        before = await agreements.save_answers(agreement_id, kept, version, by=by, at=at)
        there = await of_agreement(agreement_id, by=by)
        moves = list(followed(model, there, before, kept))
        cause = ("agreement", agreement_id)
        return await move(agreement_id, moves, by=by, at=at, cause=cause) if moves else []


async def take_commitments(
    agreement_id: UUID, version: int | None, *, by: Actor, at: datetime
) -> Taken:
    """Take the commitments of the model, and the parties that owe them by the model.

    Adds what is not there yet; what somebody changed stays. What no party that signs can owe
    yet is left out and named.
    """
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        forms = list(proposed(whole, answers_of(whole), day(at)))
        seen = whole.agreement.version if version is None else version
        owed = [form for form in forms if form.owner_party_ids]
        await commitments.set_commitments(agreement_id, owed, seen, by=by, at=at)
    left = tuple(form.title for form in forms if not form.owner_party_ids)
    return Taken(len(owed) - len(whole.commitments), len(owed), left)


def open_points(whole: Forming) -> Iterator[Complaint]:
    """Everything that must be put right before the agreement can be put up for decision."""
    view = whole.agreement
    terms = list(terms_missing({n: getattr(view, n) for n in view.__struct_fields__}))
    told = {c.field for c in terms}
    for complaint in checked(whole.model, answers_of(whole), promises_of(whole)):
        if camel(complaint.field.removeprefix("term.")) not in told:
            yield complaint
    yield from terms
    yield from owner_complaints(whole.commitments, whole.parties)


async def put_up_for_decision(
    agreement_id: UUID, version: int | None, *, by: Actor, at: datetime
) -> None:
    """Freeze the text as it stands and ask every authority that signs to decide upon it."""
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        view = whole.agreement
        step_of("put_up_for_decision", view.state)
        if "put_up_for_decision" not in view.verbs:
            raise NotAllowed
        complain({(c.field, c.problem): c for c in open_points(whole)}.values())
        text = agreement_text(whole, draft=False)
        await agreements.put_up_for_decision(
            agreement_id,
            text,
            article_texts(text),
            view.version if version is None else version,
            by=by,
            at=at,
            made_with=encoded(made_with()),
        )


async def sign(
    party_authority_id: UUID,
    form: SignatureForm,
    *,
    by: Actor,
    at: datetime,
    unread: Unread = (),
    told: bool = True,
) -> bool:
    """Record the signature of one authority; True when now all have signed.

    The last signature stores the signed text, and brings the agreement into force when the
    day of its rule has come. It is refused where ``told`` says that a person does not know so.
    """
    async with DATABASE.transaction():
        organ = await party_authority(party_authority_id, by=by)
        complete = await agreements.record_signature(
            party_authority_id, form, unread=unread, by=by, at=at
        )
        if complete:
            complain([] if told else [Complaint("sealing", LAST)])
            whole = await forming(organ.agreement_id, by=by)
            await _keep(whole, by, at)
            on = _entry_day(whole)
            if on <= day(at):
                await _enter(organ.agreement_id, on, by, at)
    return complete


def _entry_day(whole: Forming) -> date:
    view = whole.agreement
    if view.last_signed_on is None:
        raise WrongState("enter_into_force", view.state)
    return entry_day(view.entry_rule, view.entry_date, view.last_signed_on)


async def _keep(whole: Forming, by: Actor, at: datetime) -> None:
    """Store the signed text as Word and PDF: these files are the record from now on."""
    view, text = whole.agreement, signed_text(whole)
    for ending, media_type, writer in (("docx", DOCX, write_docx), ("pdf", PDF, write_pdf)):
        content = await asyncio.to_thread(writer, text)
        name = f"{file_name(whole)}.{ending}"
        thing = ("agreement", view.id)
        await store(view.keeper_id, thing, name, media_type, content, made_with(), by=by, at=at)


def file_name(whole: Forming) -> str:
    """A plain name for a file of this version: ``convenant-aanpak-v2``."""
    plain = "-".join(search_key(whole.agreement.short_title).split())
    return f"{plain[:80]}-v{whole.version.number}"


async def _enter(agreement_id: UUID, on: date, by: Actor, at: datetime) -> None:
    """The rule brings it into force on its day: every owner gets its lines to report on."""
    cause = ("agreement", agreement_id)
    await agreements.enter_into_force(agreement_id, on, by=by, at=at, cause=cause)
    [row] = await DATABASE.fetch("select ends_on from agreement where id = $1", agreement_id)
    await commitments.open_lines(agreement_id, on, row["ends_on"], by=by, at=at, cause=cause)


async def bring_into_force(*, by: Actor, at: datetime) -> int:
    """Bring into force what was signed earlier and reaches its day now; gives how many.

    The service does so itself, at its start and every quarter of an hour. What another
    process brought into force at the same moment is left alone.
    """
    entered = 0
    for due in await due_to_enter(day(at), by=by):
        try:
            async with DATABASE.transaction():
                await _enter(due.agreement_id, due.on, by, at)
        except WrongState:
            continue
        entered += 1
    return entered
