"""Pages of putting up and signing: check, proposal, signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.deciding.pages import RECORDED, signature_page
from governance.agreements.forms import SignaturePage
from governance.agreements.rules import AgreementState, EntryRule
from governance.agreements.steps.pages import may_step, too_late
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.formation import actions, queries, rules
from governance.formation.amending.standing import queries as amending
from governance.formation.checklist.queries import judged_now
from governance.formation.forms import StepForm
from governance.formation.owning.rules import differing
from governance.formation.texts.papers import answers_of
from governance.library.checklists.judging.rules import points, stopping
from governance.library.checklists.rules import PointState
from governance.library.checklists.saying import complained
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import Key, page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form

_ONE = "{agreement_id:uuid}"
_SIGN = page("party-authorities", "{party_authority_id:uuid}", "signatures")


async def _proposal(
    request: AnyRequest, agreement_id: UUID, refused: Refused | None = None
) -> Response[Any]:
    by = signed_in(request)
    whole = await queries.forming(agreement_id, by=by)
    may_step(whole.agreement, "put_up_for_decision", by)
    told = actions.open_points(whole, day(moment_of(request)))
    judged = await judged_now(whole)
    amended = await amending.open_points(whole, day(moment_of(request)), by=by)
    found = rules.once(told, amended, stopping(judged), refused.complaints if refused else ())
    return render(
        request,
        "formation/proposal.html",
        status=400 if refused else 200,
        agreement=whole.agreement,
        whole=whole,
        open=[
            (complained(c, language_of(request)), *_put_right(agreement_id, c.field)) for c in found
        ],
        advised=sum(point.state is PointState.MISSING for point in points(judged)),
        differing=list(differing(whole, answers_of(whole))),
    )


def _put_right(agreement_id: UUID, field: str) -> tuple[str, str]:
    """The word and the address of the page on which something is put right."""
    word = rules.place_of(field)
    point = (Key(field.partition(".")[2]),) if word == "checklist" else ()
    return word, page("agreements", agreement_id, word, *point)


@get(page("agreements", _ONE, "proposal"), opt=needs("agreement.put_up_for_decision"))
async def proposal(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """What is still open before the text can be put up, each with where it is put right."""
    return await _proposal(request, agreement_id)


@post(
    page("agreements", _ONE, "proposal"),
    opt=acts(actions.put_up_for_decision) | needs("agreement.put_up_for_decision"),
)
async def put_up(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Freeze the text and ask every authority that signs to decide."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    try:
        await actions.put_up_for_decision(agreement_id, form.version, by=by, at=at)
    except Refused as refused:
        return await _proposal(request, agreement_id, refused)
    said = N_("The text is frozen and up for decision.")
    return redirect(page("agreements", agreement_id), said)


async def _signing(
    request: AnyRequest, party_authority_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    organ = await agreements.party_authority(party_authority_id, by=by)
    if organ.authority.signature and organ.authority.may_correct:
        return redirect(page("agreements", organ.agreement_id), RECORDED, tone="info")
    if not organ.authority.may_record or organ.authority.next_step != "record_signature":
        raise await too_late(organ, "record_signature", by)
    # By what right one signs is chosen, never preset: the function may say otherwise.
    first = {"signedByFunction": organ.authority.represented_by_function}
    view = await agreements.agreement(organ.agreement_id, by=by)
    last = view.asked - view.signed == 1 or view.entry_rule == EntryRule.NUMBER_SIGNED
    sealing = view if last and view.state == AgreementState.UP_FOR_DECISION else None
    return await signature_page(request, organ, form or filled(first), sealing=sealing)


@get(_SIGN, opt=needs("agreement.record_signature"))
async def signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """The form of the signature of one authority."""
    return await _signing(request, party_authority_id)


@post(_SIGN, opt=acts(actions.sign) | needs("agreement.record_signature"))
async def sign(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[Any]:
    """Record the signature of one authority; the last one seals the agreement."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SignaturePage)
        complete = await actions.sign(
            party_authority_id, form, told=form.sealing, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _signing(request, party_authority_id, again(request, refused))
    organ = await agreements.party_authority(party_authority_id, by=by)
    all_signed = N_("All have signed. The signed text is kept under Documents.")
    said = all_signed if complete else N_("The signature is recorded.")
    return redirect(page("agreements", organ.agreement_id), said)


ROUTES: list[Any] = [proposal, put_up, signature, sign]
