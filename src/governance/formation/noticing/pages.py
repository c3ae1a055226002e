"""Pages of notices of termination, the event that ends an agreement, and its publication."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.lasting.rules import BY_SILENCE, last_day_to_object
from governance.agreements.living.queries import life, of_notice
from governance.agreements.living.words import CONSULTED_WORDS, NOTICE_WORDS
from governance.agreements.noticing.forms import (
    ConsultationForm,
    EventForm,
    NoticeForm,
    PublicationForm,
    RevokeForm,
)
from governance.agreements.noticing.rules import NoticeKind, NoticeTerms, leaving_on
from governance.agreements.when.rules import (
    EVENTLESS,
    NOT_IN_FORCE,
    NOTHING_TO_CONSULT,
    OTHER_ENTRY,
    TOOK_EFFECT,
)
from governance.agreements.words import WITHDRAWAL_WORDS
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.formation.lasting.pages import refuse
from governance.formation.noticing import actions
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_AGREEMENT = ("agreements", "{agreement_id:uuid}")
_NOTICE = ("termination-notices", "{termination_notice_id:uuid}")
_GIVES = needs("agreement.give_notice")
_REVOKES = needs("agreement.revoke_notice")
_CONSULTS = needs("agreement.conclude_consultation")
_EVENT = needs("agreement.record_event")
_PUBLISHES = needs("agreement.record_publication")


def _back(agreement_id: UUID) -> str:
    return page("agreements", agreement_id, "life")


async def _notice_page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await agreements.agreement(agreement_id, by=by)
    lived = await life(agreement_id, by=by)
    if "give_notice" not in lived.verbs:
        refuse(lived, "give_notice", NOT_IN_FORCE, by)
    settled = bool(view.ended_because)
    ends = view.ends_on if view.extension_rule in BY_SILENCE and not settled else None
    terms = NoticeTerms(view.ends_on, view.extension_rule, view.notice_months, today, settled)
    return render(
        request,
        "formation/notice.html",
        status=400 if form else 200,
        agreement=view,
        parties=[o for o in lived.parties if o.speaks and o.joined_on and not o.left_on],
        kinds=[one for one in NOTICE_WORDS.items() if ends or one[0] != NoticeKind.NO_EXTENSION],
        effects=WITHDRAWAL_WORDS,
        earliest=leaving_on(terms, today),
        last=last_day_to_object(ends, view.notice_months) if ends else None,
        form=form or filled({} if ends else {"kind": NoticeKind.WITHDRAWAL}, givenOn=today),
    )


@get(page(*_AGREEMENT, "termination-notices"), opt=_GIVES)
async def notice(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of a notice of one party."""
    return await _notice_page(request, agreement_id)


@post(page(*_AGREEMENT, "termination-notices"), opt=acts(actions.give_notice) | _GIVES)
async def give_notice(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Record the notice of one party."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, NoticeForm)
        await actions.give_notice(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _notice_page(request, agreement_id, again(request, refused))
    return redirect(_back(agreement_id), N_("The notice is recorded."))


async def _revoking(
    request: AnyRequest, termination_notice_id: UUID, form: Filled | None = None
) -> Response[Any]:
    lived, found = await of_notice(termination_notice_id, by=signed_in(request))
    if not found.may_revoke:
        of = [one.organisation_id for one in lived.parties if one.id == found.party_id]
        refuse(lived, "revoke_notice", TOOK_EFFECT, signed_in(request), of)
    return render(
        request,
        "formation/revoking.html",
        status=400 if form else 200,
        life=lived,
        notice=found,
        kinds=NOTICE_WORDS,
        form=form or filled({}, withdrawnOn=day(moment_of(request))),
    )


@get(page(*_NOTICE, "cancellation"), opt=_REVOKES)
async def revoking(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> Response[Any]:
    """The form on which a notice is taken back."""
    return await _revoking(request, termination_notice_id)


@post(page(*_NOTICE, "cancellation"), opt=acts(actions.revoke_notice) | _REVOKES)
async def revoke(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> Response[Any]:
    """Take a notice back before it takes effect."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RevokeForm)
        of = await actions.revoke_notice(termination_notice_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _revoking(request, termination_notice_id, again(request, refused))
    return redirect(_back(of), N_("The notice is taken back."))


async def _consulting(
    request: AnyRequest, termination_notice_id: UUID, form: Filled | None = None
) -> Response[Any]:
    lived, found = await of_notice(termination_notice_id, by=signed_in(request))
    if not found.to_consult:
        refuse(lived, "conclude_consultation", NOTHING_TO_CONSULT, signed_in(request))
    return render(
        request,
        "formation/consultation.html",
        status=400 if form else 200,
        life=lived,
        notice=found,
        outcomes=list(CONSULTED_WORDS.items()),
        form=form or filled({}),
    )


@get(page(*_NOTICE, "consultation"), opt=_CONSULTS)
async def consultation(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> Response[Any]:
    """The form of what the others decided after a withdrawal."""
    return await _consulting(request, termination_notice_id)


@post(page(*_NOTICE, "consultation"), opt=acts(actions.conclude_consultation) | _CONSULTS)
async def conclude(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> Response[Any]:
    """Record what the others decided after a withdrawal."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ConsultationForm)
        of = await actions.conclude_consultation(
            termination_notice_id, form, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _consulting(request, termination_notice_id, again(request, refused))
    return redirect(_back(of), N_("What the parties decided is recorded."))


async def _happening(
    request: AnyRequest, agreement_id: UUID, verb: str, form: Filled | None = None
) -> Response[Any]:
    lived = await life(agreement_id, by=signed_in(request))
    if verb not in lived.verbs:
        why = EVENTLESS if verb == "record_event" else OTHER_ENTRY
        refuse(lived, verb, why, signed_in(request))
    return render(
        request,
        "formation/happening.html",
        status=400 if form else 200,
        life=lived,
        verb=verb,
        form=form or filled({}, happenedOn=(on := day(moment_of(request))), publishedOn=on),
    )


@get(page(*_AGREEMENT, "event"), opt=_EVENT)
async def event(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of the event that ends the agreement."""
    return await _happening(request, agreement_id, "record_event")


@post(page(*_AGREEMENT, "event"), opt=acts(actions.record_event) | _EVENT)
async def record_event(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The event that ends the agreement has happened."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EventForm)
        await actions.record_event(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _happening(request, agreement_id, "record_event", again(request, refused))
    return redirect(_back(agreement_id), N_("The event is recorded."))


@get(page(*_AGREEMENT, "publication"), opt=_PUBLISHES)
async def publication(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The form of the publication upon which a signed agreement enters into force."""
    return await _happening(request, agreement_id, "record_publication")


@post(page(*_AGREEMENT, "publication"), opt=acts(actions.record_publication) | _PUBLISHES)
async def record_publication(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Record the publication of a signed agreement."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PublicationForm)
        await actions.record_publication(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        shown = again(request, refused)
        return await _happening(request, agreement_id, "record_publication", shown)
    return redirect(_back(agreement_id), N_("The publication is recorded."))


ROUTES: list[Any] = [
    notice, give_notice, revoking, revoke, consultation, conclude, event, record_event,
    publication, record_publication,
]  # fmt: skip
