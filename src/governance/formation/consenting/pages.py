"""Pages of what all parties are asked: asking, what each says, and withdrawing a request."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.consenting.forms import CloseForm, ConsentForm, RequestForm
from governance.agreements.consenting.queries import ConsentView
from governance.agreements.consenting.rules import RequestKind, new_end
from governance.agreements.living import words
from governance.agreements.living.queries import life, of_request
from governance.agreements.when.rules import IS_CLOSED, NOT_IN_FORCE
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.commitments import queries as commitments
from governance.formation.consenting import actions
from governance.formation.consenting.queries import consented_by, may_accede, organs_of
from governance.formation.lasting.pages import refuse
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_AGREEMENT = ("agreements", "{agreement_id:uuid}")
_ONE = ("consent-requests", "{consent_request_id:uuid}")
_ASKS = needs("agreement.ask_consent")
_SAYS = needs("agreement.record_consent")
_CLOSES = needs("agreement.close_request")


async def _asking(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await agreements.agreement(agreement_id, by=by)
    lived = await life(agreement_id, by=by)
    if "ask_consent" not in lived.verbs:
        refuse(lived, "ask_consent", NOT_IN_FORCE, by)
    asked = request.query_params
    kind = asked.get("kind", "")
    said = await consented_by(agreement_id, kind, by=by) if form is None else ""
    shown = form or filled({"kind": kind, "consentedBy": said}, askedOn=today)
    kind = str(shown.value("kind"))
    who = str(shown.value("organisationId") or asked.get("organisation", ""))
    search = asked.get("search", "")[:200]
    accedes = kind == RequestKind.ACCESSION
    of, organs = await organs_of(who, by=by) if accedes else (None, [])
    search_now = accedes and of is None
    row = {name: getattr(view, name) for name in view.__struct_fields__}
    return render(
        request,
        "formation/asking.html",
        status=400 if form else 200,
        agreement=view,
        life=lived,
        form=shown,
        kind=kind if kind in set(RequestKind) else "",
        kinds=list(words.REQUEST_WORDS.items()),
        consenting=list(words.CONSENTED_BY_WORDS.items()),
        parties=[o for o in lived.parties if o.speaks and o.joined_on and not o.left_on],
        found=await may_accede(view.keeper_id, search, lived.parties, by=by, today=today)
        if search_now
        else [],
        search=search,
        of=of,
        organs=organs,
        owed=await commitments.of_agreement(agreement_id, by=by),
        until=new_end(row) if kind == RequestKind.EXTENSION else None,
    )


@get(page(*_AGREEMENT, "consent-requests"), opt=_ASKS)
async def asking(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """What can be asked of all parties, and its form."""
    return await _asking(request, agreement_id)


@post(page(*_AGREEMENT, "consent-requests"), opt=acts(actions.ask_consent) | _ASKS)
async def ask(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Ask all parties for their written consent."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RequestForm)
        made = await actions.ask_consent(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _asking(request, agreement_id, again(request, refused))
    return redirect(page("consent-requests", made), N_("Consent is asked."))


@get(page(*_ONE), opt=needs("agreement.read_life"))
async def read(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> Response[Any]:
    """One request with what each party said, and who is waited for."""
    by = signed_in(request)
    lived, found = await of_request(consent_request_id, by=by)
    owed = await commitments.of_agreement(lived.id, by=by) if found.commitment_ids else []
    return render(
        request,
        "formation/request.html",
        life=lived,
        asked=found,
        titles=[one.title for one in owed if one.id in found.commitment_ids],
        called=words,
    )


async def _saying(
    request: AnyRequest, consent_request_id: UUID, form: Filled | None = None
) -> Response[Any]:
    lived, found = await of_request(consent_request_id, by=signed_in(request))
    mine = [one for one in found.consents if one.speaks]
    if not mine:
        refuse(lived, "record_consent", IS_CLOSED, signed_in(request))
    of = str(form.value("partyId")) if form else request.query_params.get("party", "")
    one = next((one for one in mine if str(one.party_id or "") == of), mine[0])
    return render(
        request,
        "formation/consent.html",
        status=400 if form else 200,
        life=lived,
        asked=found,
        one=one,
        outcomes=list(words.CONSENT_WORDS.items()),
        called=words,
        form=form or _filled(one),
    )


def _filled(one: ConsentView) -> Filled:
    kept = {"outcome": one.outcome, "decidedBy": one.decided_by, "number": one.number}
    return filled({**kept, "reason": one.reason}, decidedOn=one.decided_on)


@get(page(*_ONE, "consents"), opt=_SAYS)
async def saying(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> Response[Any]:
    """The form of what one party says to a request."""
    return await _saying(request, consent_request_id)


@post(page(*_ONE, "consents"), opt=acts(actions.record_consent) | _SAYS)
async def say(request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]) -> Response[Any]:
    """Record what one party says to a request."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ConsentForm)
        await actions.record_consent(consent_request_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _saying(request, consent_request_id, again(request, refused))
    return redirect(
        page("consent-requests", consent_request_id), N_("What this party says is recorded.")
    )


async def _closing(
    request: AnyRequest, consent_request_id: UUID, form: Filled | None = None
) -> Response[Any]:
    lived, found = await of_request(consent_request_id, by=signed_in(request))
    if not found.may_close:
        refuse(lived, "close_request", IS_CLOSED, signed_in(request), [found.organisation_id])
    return render(
        request,
        "formation/closing.html",
        status=400 if form else 200,
        life=lived,
        asked=found,
        called=words,
        form=form or filled({}),
    )


@get(page(*_ONE, "cancellation"), opt=_CLOSES)
async def closing(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> Response[Any]:
    """The form on which a request is withdrawn."""
    return await _closing(request, consent_request_id)


@post(page(*_ONE, "cancellation"), opt=acts(actions.close_request) | _CLOSES)
async def close(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> Response[Any]:
    """Withdraw a request that is not carried out."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, CloseForm)
        of = await actions.close_request(consent_request_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _closing(request, consent_request_id, again(request, refused))
    return redirect(page("agreements", of, "life"), N_("The request is withdrawn."))


ROUTES: list[Any] = [asking, ask, read, saying, say, closing, close]
