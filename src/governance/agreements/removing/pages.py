"""The page on which a decision or signature is taken out, with what it was and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
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
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

Act: TypeAlias = Callable[..., Awaitable[None]]
"""What takes a decision or signature out."""
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


async def _taken_out(
    request: AnyRequest, party_authority_id: UUID, what: str, act: Act, said: str
) -> Response[Any]:
    """Take out what is handed in, or show its page again with what is wrong."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemovalForm)
        await act(party_authority_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, party_authority_id, what, again(request, refused))
    organ = await queries.party_authority(party_authority_id, by=by)
    return redirect(page("agreements", organ.agreement_id), said)


@get(_DECISION, opt=needs("agreement.remove_decision"))
async def decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """What is taken out of a decision, and why."""
    return await _removing(request, party_authority_id, "decision")


@post(_DECISION, opt=acts(actions.remove_decision) | needs("agreement.remove_decision"))
async def remove_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Take out the decision of one authority."""
    said, what = N_("The decision is removed. The history keeps it, with the reason."), "decision"
    return await _taken_out(request, party_authority_id, what, actions.remove_decision, said)


@get(_SIGNATURE, opt=needs("agreement.remove_signature"))
async def signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """What is taken out of a signature, and why."""
    return await _removing(request, party_authority_id, "signature")


@post(_SIGNATURE, opt=acts(actions.remove_signature) | needs("agreement.remove_signature"))
async def remove_signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Take out the signature of one authority."""
    said, what = N_("The signature is removed. The history keeps it, with the reason."), "signature"
    return await _taken_out(request, party_authority_id, what, actions.remove_signature, said)


ROUTES: list[Any] = [decision, remove_decision, signature, remove_signature]
