"""The page on which a decision or signature is taken out, with what it was and why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries
from governance.agreements.forms import RemovalForm
from governance.agreements.removing import actions
from governance.agreements.steps.pages import to_correct
from governance.agreements.when.rules import HAS_SIGNED
from governance.agreements.words import CAPACITY_WORDS, OUTCOME_WORDS
from governance.base.errors import N_, Refused, WrongState
from governance.web.acting import AnyRequest, acts, moment_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ORGAN = "{party_authority_id:uuid}"
_DECISION = page("party-authorities", _ORGAN, "decisions", "removal")
_SIGNATURE = page("party-authorities", _ORGAN, "signatures", "removal")


async def _removing(
    request: AnyRequest, party_authority_id: UUID, what: str, form: Filled | None = None
) -> Response[Any]:
    organ = await to_correct(party_authority_id, what, signed_in(request), "remove")
    if what == "decision" and organ.authority.signature:
        raise WrongState(
            f"remove_{what}", organ.state, HAS_SIGNED, page("agreements", organ.agreement_id)
        )
    return render(
        request,
        "agreements/removal.html",
        status=400 if form else 200,
        organ=organ,
        what=what,
        recorded=getattr(organ.authority, what),
        form=form or filled(),
        outcomes=OUTCOME_WORDS,
        capacities=CAPACITY_WORDS,
    )


@get(_DECISION)
async def decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """What is taken out of a decision, and why."""
    return await _removing(request, party_authority_id, "decision")


@post(_DECISION, opt=acts(actions.remove_decision))
async def remove_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Take out the decision of one authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemovalForm)
        await actions.remove_decision(party_authority_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, party_authority_id, "decision", again(request, refused))
    organ = await queries.party_authority(party_authority_id, by=by)
    said = N_("The decision is removed. The history keeps it, with the reason.")
    return redirect(page("agreements", organ.agreement_id), said)


@get(_SIGNATURE)
async def signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """What is taken out of a signature, and why."""
    return await _removing(request, party_authority_id, "signature")


@post(_SIGNATURE, opt=acts(actions.remove_signature))
async def remove_signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Take out the signature of one authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemovalForm)
        await actions.remove_signature(party_authority_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, party_authority_id, "signature", again(request, refused))
    organ = await queries.party_authority(party_authority_id, by=by)
    said = N_("The signature is removed. The history keeps it, with the reason.")
    return redirect(page("agreements", organ.agreement_id), said)


ROUTES: list[Any] = [decision, remove_decision, signature, remove_signature]
