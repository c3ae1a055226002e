"""What changes: beginning from a model, filling in, putting up, signing, entering into force."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from governance.agreements import actions as agreements
from governance.agreements.forms import NewAgreement, SignatureForm
from governance.agreements.queries import party_authority
from governance.agreements.rules import (
    CHOOSE,
    TITLES,
    AgreementState,
    camel,
    text_complaints,
)
from governance.agreements.steps.actions import may_ever
from governance.agreements.terms.rules import terms_missing
from governance.agreements.when.rules import step_of
from governance.base import names
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, NotFound, Unread, complain
from governance.base.views import encoded
from governance.commitments import actions as commitments
from governance.commitments.milestones.actions import move
from governance.commitments.owning.actions import reassign
from governance.documents.forms import FORMS, write
from governance.documents.making import made_with
from governance.files.actions import store
from governance.formation.amending.standing import queries as amending
from governance.formation.checklist.actions import judged_at_last, keep_judged
from governance.formation.entering.actions import enter_when_due
from governance.formation.entering.rules import too_many
from governance.formation.forms import BeginForm, Taken
from governance.formation.lasting.actions import follow
from governance.formation.owning import rules as owning
from governance.formation.proposing.rules import followed, proposed
from governance.formation.queries import Forming, forming, model_of
from governance.formation.rules import blank_complaints, once, owner_complaints, stored
from governance.formation.texts.papers import (
    agreement_text,
    answers_of,
    article_texts,
    promises_of,
    signed_text,
    text_points,
)
from governance.library.checklists.judging.rules import stopping
from governance.library.checks import checked
from governance.library.drafts import text_of
from governance.library.looks.queries import house_of
from governance.library.saying import OPEN_TERMS
from governance.web.describing import MEDIA

LAST = N_("This has become the last signature. Read what it brings about, and confirm once more.")


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
        withdrawal_rule=model.term.withdrawal,
        term_months=model.term.months,
        extension_months=model.term.extension_months,
        notice_months=model.term.notice_months,
        enforceable=model.term.enforceable,
    )
    return await agreements.draft(new, source=text_of(model), unread=unread, by=by, at=at)


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

    Milestones that follow a date of the text, and commitments that follow a party in it, move
    along; gives their titles, of a commitment with who owes it now.
    """
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        may_ever("save_answers", by, whole.agreement.keeper_id)
        complain(blank_complaints(whole.model, blanks), unread)
        kept = stored(whole.model, blanks)
        before = await agreements.save_answers(agreement_id, kept, version, by=by, at=at)
        return await _follow(whole, before, kept, by, at)


async def _follow(
    whole: Forming, before: dict[str, Any], after: dict[str, Any], by: Actor, at: datetime
) -> list[str]:
    """Move along what follows the answers of the text, and give what moved."""
    cause = ("agreement", whole.agreement.id)
    moves = list(followed(whole.model, whole.commitments, before, after))
    owners = list(owning.followed(whole, answers_of(whole, before), answers_of(whole, after)))
    if owners:
        await reassign(whole.agreement.id, owners, by=by, at=at, cause=cause)
    titles = await move(whole.agreement.id, moves, by=by, at=at, cause=cause) if moves else []
    return [*titles, *(f"{one.title} → {', '.join(one.owners)}" for one in owners)]


async def take_commitments(
    agreement_id: UUID,
    version: int | None,
    given: Collection[str] = (),
    *,
    by: Actor,
    at: datetime,
) -> Taken:
    """Take the commitments of the model, and the parties that owe them by the model.

    Adds what is not there yet; what is there stays as it is, but those with a key in ``given``
    go to the parties of the text. What no party that signs can owe yet is left out and named.
    """
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        answers = answers_of(whole)
        moved = [one.title for one in owning.differing(whole, answers) if one.key in given]
        forms = list(proposed(whole, answers, day(at), given))
        was = whole.agreement.version if version is None else version
        owed = [form for form in forms if form.owner_party_ids]
        await commitments.set_commitments(agreement_id, owed, was, not_case_data=True, by=by, at=at)
    left = tuple(form.title for form in forms if not form.owner_party_ids)
    return Taken(len(owed) - len(whole.commitments), len(owed), left, tuple(moved))


def open_points(whole: Forming, today: date) -> Iterator[Complaint]:
    """Everything that must be put right before the agreement can be put up for decision.

    It is put up ``today`` at the earliest, so no day of the text lies before that; of an
    amendment one may, as it was reached long ago.
    """
    view = whole.agreement
    terms = list(terms_missing({n: getattr(view, n) for n in view.__struct_fields__}))
    told = {c.field for c in terms}
    answers = answers_of(whole)
    if answers.dated is not None:
        answers = replace(answers, dated=max(answers.dated, today))
    found = [
        c
        for c in checked(whole.model, answers, promises_of(whole))
        if camel(c.field.removeprefix("term.")) not in told
    ]
    yield from found
    yield from terms
    yield from owner_complaints(whole.commitments, whole.parties)
    yield from too_many(whole)
    yield from owning.named_complaints(whole, answers)
    named = {c.field.removeprefix("term.") for c in (*found, *terms)}
    yield from text_points(whole, {name for name in OPEN_TERMS if {name, camel(name)} & named})


async def put_up_for_decision(
    agreement_id: UUID, version: int | None, *, by: Actor, at: datetime
) -> None:
    """Freeze the text as it stands and ask every authority that signs to decide upon it.

    The checklist advises: only its two questions stop this. How it stood is kept with the text.
    """
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        view = whole.agreement
        may_ever("put_up_for_decision", by, view.keeper_id)
        step_of("put_up_for_decision", view.state, view.model_key)
        found = await judged_at_last(whole)
        amended = await amending.open_points(whole, day(at), by=by)
        complain(once(open_points(whole, day(at)), amended, stopping(found)))
        text = agreement_text(whole, draft=False)
        own = await house_of(view.keeper_id, by=by)
        await agreements.put_up_for_decision(
            agreement_id,
            text,
            article_texts(text),
            view.version if version is None else version,
            by=by,
            at=at,
            made_with=encoded(made_with(own)),
        )
        await keep_judged(whole, found, by=by, at=at)


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
            await enter_when_due(whole, by, at)
        if complete or organ.state == AgreementState.IN_FORCE:
            await follow(organ.agreement_id, by=by, at=at)
    return complete


async def _keep(whole: Forming, by: Actor, at: datetime) -> None:
    """Store the signed text as Word and PDF: these files are the record from now on."""
    view, text = whole.agreement, signed_text(whole)
    own = await house_of(view.keeper_id, whole.made_with, by=by)
    for ending in FORMS:
        content = await asyncio.to_thread(write, text, ending, own)
        name = f"{file_name(whole)}.{ending}"
        thing, made = ("agreement", view.id), made_with(own)
        await store(view.keeper_id, thing, name, MEDIA[ending], content, made, by=by, at=at)


def file_name(whole: Forming) -> str:
    """A plain name for a file of this version: ``convenant-aanpak-v2``."""
    return names.file_name(whole.agreement.short_title, f"v{whole.version.number}")
