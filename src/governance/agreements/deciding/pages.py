"""Pages of what happens once a text is put up: decisions, and putting right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import actions, queries
from governance.agreements.advising.queries import before_deciding
from governance.agreements.advising.shown.queries import ChainView
from governance.agreements.advising.words import STEP_WORDS
from governance.agreements.forms import (
    DecisionCorrection,
    DecisionPage,
    SignatureCorrection,
)
from governance.agreements.steps.pages import to_correct, too_late
from governance.agreements.words import CAPACITY_WORDS, ENTRY_WORDS, OUTCOME_WORDS
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ORGAN = "{party_authority_id:uuid}"
_DECIDE = page("party-authorities", _ORGAN, "decisions")
_DECIDE_ANEW = page("party-authorities", _ORGAN, "decisions", "correction")
_SIGN_ANEW = page("party-authorities", _ORGAN, "signatures", "correction")
SAME = N_("Nothing was changed: it says what it said.")
RECORDED = N_("This is recorded already. What was recorded wrongly can be corrected here.")


async def _deciding(
    request: AnyRequest, party_authority_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    organ = await queries.party_authority(party_authority_id, by=by)
    if organ.authority.decision and organ.authority.may_correct:
        return redirect(page("agreements", organ.agreement_id), RECORDED, tone="info")
    if not organ.authority.may_record or organ.authority.next_step != "record_decision":
        raise await too_late(organ, "record_decision", by)
    first = filled({"decidedBy": organ.authority.authority})
    return await _decision_page(request, organ, form or first)


async def chain_before(request: AnyRequest, organ: queries.PartyAuthorityView) -> ChainView:
    """What is still open before this authority decides or signs: said there, and no bar."""
    today = day(moment_of(request))
    return await before_deciding(organ.authority.id, by=signed_in(request), today=today)


async def _decision_page(
    request: AnyRequest, organ: queries.PartyAuthorityView, form: Filled, *, anew: bool = False
) -> Response[Any]:
    status = 400 if form.complaints else 200
    return render(
        request,
        "agreements/decision.html",
        status=status,
        organ=organ,
        form=form,
        anew=anew,
        outcomes=list(OUTCOME_WORDS.items()),
        chain=await chain_before(request, organ),
        step_words=STEP_WORDS,
    )


@get(_DECIDE, opt=needs("agreement.record_decision"))
async def decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The form of the decision of one authority."""
    return await _deciding(request, party_authority_id)


@post(_DECIDE, opt=acts(actions.record_decision) | needs("agreement.record_decision"))
async def record_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Record the decision of one authority."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DecisionPage)
        await actions.record_decision(party_authority_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _deciding(request, party_authority_id, again(request, refused))
    organ = await queries.party_authority(party_authority_id, by=by)
    return redirect(page("agreements", organ.agreement_id), N_("The decision is recorded."))


@get(_DECIDE_ANEW, opt=needs("agreement.correct_decision"))
async def decision_again(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a decision that was recorded, to put it right."""
    organ = await to_correct(party_authority_id, "decision", signed_in(request))
    kept = organ.authority.decision
    return await _decision_page(request, organ, filled(kept), anew=True)


@post(_DECIDE_ANEW, opt=acts(actions.correct_decision) | needs("agreement.correct_decision"))
async def correct_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Put a decision right."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DecisionCorrection)
        changed = await actions.correct_decision(
            party_authority_id, form, form.version, unread=unread, by=by, at=at
        )
    except Refused as refused:
        organ = await to_correct(party_authority_id, "decision", signed_in(request))
        return await _decision_page(request, organ, again(request, refused), anew=True)
    organ = await queries.party_authority(party_authority_id, by=by)
    said = N_("The decision is corrected.") if changed else SAME
    return redirect(
        page("agreements", organ.agreement_id), said, tone="good" if changed else "info"
    )


async def signature_page(
    request: AnyRequest,
    organ: queries.PartyAuthorityView,
    form: Filled,
    *,
    anew: bool = False,
    sealing: queries.AgreementView | None = None,
) -> Response[Any]:
    """The form of the signature of one authority; ``sealing`` is what the last one completes."""
    return render(
        request,
        "agreements/signature.html",
        status=400 if form.complaints else 200,
        organ=organ,
        form=form,
        anew=anew,
        sealing=sealing,
        entries=ENTRY_WORDS,
        capacities=list(CAPACITY_WORDS.items()),
        chain=await chain_before(request, organ),
        step_words=STEP_WORDS,
    )


@get(_SIGN_ANEW, opt=needs("agreement.correct_signature"))
async def signature_again(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a signature that was recorded, to put it right."""
    organ = await to_correct(party_authority_id, "signature", signed_in(request))
    return await signature_page(request, organ, filled(organ.authority.signature), anew=True)


@post(_SIGN_ANEW, opt=acts(actions.correct_signature) | needs("agreement.correct_signature"))
async def correct_signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Put a signature right."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SignatureCorrection)
        changed = await actions.correct_signature(
            party_authority_id, form, form.version, unread=unread, by=by, at=at
        )
    except Refused as refused:
        organ = await to_correct(party_authority_id, "signature", signed_in(request))
        return await signature_page(request, organ, again(request, refused), anew=True)
    organ = await queries.party_authority(party_authority_id, by=by)
    said = N_("The signature is corrected.") if changed else SAME
    return redirect(
        page("agreements", organ.agreement_id), said, tone="good" if changed else "info"
    )


ROUTES: list[Any] = [
    decision, record_decision, decision_again, correct_decision, signature_again,
    correct_signature,
]  # fmt: skip
