"""Pages of what happens once a text is put up: the decision of an authority, taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import actions, queries
from governance.agreements.forms import DecisionForm, TakeBackForm
from governance.base.errors import N_, NotAllowed, Refused
from governance.web.acting import AnyRequest, acts, moment_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_DECIDE = page("party-authorities", "{party_authority_id:uuid}", "decisions")


async def _deciding(
    request: AnyRequest, party_authority_id: UUID, form: Filled | None = None
) -> Response[Any]:
    organ = await queries.party_authority(party_authority_id, by=signed_in(request))
    if not organ.authority.may_record or organ.authority.next_step != "record_decision":
        raise NotAllowed
    return render(
        request,
        "agreements/decision.html",
        status=400 if form else 200,
        organ=organ,
        form=form or filled({"decidedBy": organ.authority.authority}),
    )


@get(_DECIDE)
async def decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The form of the decision of one authority."""
    return await _deciding(request, party_authority_id)


@post(_DECIDE, opt=acts(actions.record_decision))
async def record_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Record the decision of one authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DecisionForm)
        await actions.record_decision(party_authority_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _deciding(request, party_authority_id, again(request, refused))
    organ = await queries.party_authority(party_authority_id, by=by)
    return redirect(page("agreements", organ.agreement_id), N_("The decision is recorded."))


@post(page("agreements", "{agreement_id:uuid}", "take-back"), opt=acts(actions.take_back))
async def take_back(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Take an agreement that nobody signed back to draft."""
    form = await read_form(request, TakeBackForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_back(agreement_id, form.version, by=by, at=at)
    said = N_("The agreement is a draft again; the decisions taken fall away with the old text.")
    return redirect(page("agreements", agreement_id), said)


ROUTES: list[Any] = [decision, record_decision, take_back]
