"""Pages to register an agreement that was signed elsewhere: its file, its facts, its text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.queries import agreement
from governance.agreements.queries import parties as parties_of
from governance.agreements.registering import actions as registering
from governance.agreements.registering import queries, words
from governance.agreements.registering.beginning.actions import KINDS, begin_registration
from governance.agreements.registering.forms import DescriptionForm, PassagesForm, RegistrationForm
from governance.agreements.rules import AgreementState, ExtensionRule
from governance.agreements.steps.pages import may_step
from governance.agreements.words import (
    EXTENSION_WORDS,
    KIND_WORDS,
    PARTICIPATION_WORDS,
    WITHDRAWAL_WORDS,
)
from governance.base.clock import day
from governance.base.errors import N_, Complaint, Refused, Unavailable
from governance.base.permissions import TABLE, Reach, held_on
from governance.commitments.queries import of_agreement
from governance.files.rules import MEDIA_TYPES
from governance.formation.forms import StepForm
from governance.formation.registering import actions, papers
from governance.formation.registering.naming import pages as naming
from governance.formation.registering.reopening import pages as reopening
from governance.formation.rules import once
from governance.parties.queries import committees, organisations, there
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_ONE = "{registration_id:uuid}"
_DESCRIBES = needs("agreement.describe")
SPARE = 3
"""Empty passages under those that are there."""
TAKEN_IN = N_("The file is kept. Fill in what is asked; what was read in it stands there already.")


async def _new(request: AnyRequest, form: Filled | None = None, status: int = 400) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    keeps = held_on(by, TABLE["agreement.begin"].who, Reach.KEEPER)
    watched = [c for c in there(await committees(by), today) if c.organisation_id in keeps]
    return render(
        request,
        "formation/registration_new.html",
        status=status if form else 200,
        form=form or filled({"keeperId": str(next(iter(keeps), ""))}),
        keepers=[(o.id, o.name) for o in there(await organisations(by), today) if o.id in keeps],
        committees=[(c.id, c.name) for c in watched],
        accept=",".join(MEDIA_TYPES[kind] for kind in KINDS),
        limit=settings_of(request).upload_limit,
    )


@get(page("registrations", "new"), opt=needs("model.read"))
async def new(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form with which a registration begins: the file, and who keeps it."""
    return await _new(request)


@post(
    page("registrations"),
    opt=acts(begin_registration) | takes_file() | needs("agreement.begin"),
    request_max_body_size=None,
)
async def begin(request: Request[Any, Any, Any]) -> Response[Any]:
    """Begin a registration: from here on the file is kept, whatever is still to be filled in."""
    try:
        form, unread = await handed_in(request, RegistrationForm)
        made = await begin_registration(
            form,
            (await posted(request)).files.get("file"),
            settings=settings_of(request),
            unread=unread,
            by=signed_in(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return await _new(request, again(request, refused))
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _new(request, told, 503)
    return redirect(page("registrations", made), TAKEN_IN)


async def _described(
    request: AnyRequest, registration_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    kept, read = await queries.with_reading(registration_id, by=by)
    view = await agreement(kept.agreement_id, by=by)
    may_step(view, "describe", by)
    names = {field.encode_name for field in msgspec.structs.fields(DescriptionForm)}
    known = {n: getattr(kept, f) for f, n in papers.fields(kept) if n in names}
    return render(
        request,
        "formation/registration.html",
        status=400 if form else 200,
        agreement=view,
        kept=kept,
        read=read,
        form=form or filled(known),
        kinds=list(KIND_WORDS.items()),
        extensions=[(kind, EXTENSION_WORDS[kind]) for kind in ExtensionRule],
        effects=list(WITHDRAWAL_WORDS.items()),
        words=words,
    )


@get(page("registrations", _ONE), opt=_DESCRIBES)
async def registration(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """What is asked of the agreement, beside its file and the days that were read in it."""
    return await _described(request, registration_id)


@post(page("registrations", _ONE), opt=acts(registering.describe) | _DESCRIBES)
async def describe(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """Keep what was filled in."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DescriptionForm)
        await registering.describe(registration_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _described(request, registration_id, again(request, refused))
    kept = await queries.registration(registration_id, by=by)
    said = N_("The details were saved. Now choose the parties.")
    return redirect(page("agreements", kept.agreement_id, "parties"), said)


async def _passages(
    request: AnyRequest, registration_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    kept, read = await queries.with_reading(registration_id, by=by)
    view = await agreement(kept.agreement_id, by=by)
    may_step(view, "describe", by)
    shown = form or filled({"passages": kept.passages, "version": view.version})
    rows = shown.value("passages") or []
    return render(
        request,
        "formation/registration_text.html",
        status=400 if form else 200,
        agreement=view,
        kept=kept,
        read=read,
        form=shown,
        beside=papers.beside(rows, read.original if read else ()),
        unplaced=sum(str(papers.of(row, "kind")) == "aside" for row in rows),
        spare=SPARE,
        words=words,
    )


@get(page("registrations", _ONE, "text"), opt=_DESCRIBES)
async def passages(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """The text, passage by passage, each beside what stands in the file."""
    return await _passages(request, registration_id)


@post(page("registrations", _ONE, "text"), opt=acts(registering.write_passages) | _DESCRIBES)
async def write_passages(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """Keep the text as it was mended."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PassagesForm)
        await registering.write_passages(registration_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _passages(request, registration_id, again(request, refused))
    return redirect(page("registrations", registration_id, "text"), N_("The text was saved."))


async def _entry(
    request: AnyRequest, registration_id: UUID, refused: Refused | None = None
) -> Response[Any]:
    by = signed_in(request)
    kept = await queries.registration(registration_id, by=by)
    view = await agreement(kept.agreement_id, by=by)
    may_step(view, "register_agreement", by)
    found = papers.open_points(kept, await parties_of(view.id, by=by), day(moment_of(request)))
    told = once(found, refused.complaints if refused else ())
    return render(
        request,
        "formation/registration_entry.html",
        status=400 if refused else 200,
        agreement=view,
        kept=kept,
        parties=await parties_of(view.id, by=by),
        commitments=len(await of_agreement(view.id, by=by)),
        articles=sum(one.kind == "article" for one in kept.passages),
        ended=papers.has_ended(kept, day(moment_of(request))),
        open=[(one, *papers.put_right(kept, one.field)) for one in told],
        participations=PARTICIPATION_WORDS,
        words=words,
    )


@get(page("registrations", _ONE, "entry"), opt=needs("agreement.register_agreement"))
async def entry(request: Request[Any, Any, Any], registration_id: FromPath[UUID]) -> Response[Any]:
    """What is registered, and what is still missing, each with where it is put right."""
    return await _entry(request, registration_id)


@post(
    page("registrations", _ONE, "entry"),
    opt=acts(actions.register_agreement) | needs("agreement.register_agreement"),
)
async def register(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID]
) -> Response[Any]:
    """Register it: in force, or ended, by its days."""
    form, by = await read_form(request, StepForm), signed_in(request)
    try:
        made = await actions.register_agreement(
            registration_id, form.version, by=by, at=moment_of(request)
        )
    except Refused as refused:
        return await _entry(request, registration_id, refused)
    view = await agreement(made, by=by)
    ended = N_("The agreement is registered. It has ended.")
    in_force = N_("The agreement is registered. It is in force.")
    said = ended if view.state == AgreementState.ENDED else in_force
    return redirect(page("agreements", made), said)


ROUTES: list[Any] = [
    new, begin, registration, describe, passages, write_passages, entry, register, *naming.ROUTES,
    *reopening.ROUTES,
]  # fmt: skip
