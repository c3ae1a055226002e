"""Agreements for machines: the list, one agreement, terms, parties, decisions; ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.agreements import actions, queries
from governance.agreements.advising import api as advising
from governance.agreements.finding import api as finding
from governance.agreements.forms import (
    DecisionCorrection,
    DecisionForm,
    PartiesForm,
    SignatureCorrection,
    TakeBackForm,
    TermsForm,
)
from governance.agreements.removing import api as removing
from governance.agreements.rules import AgreementState
from governance.agreements.scans import api as scans
from governance.agreements.sharing import api as sharing
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in, read_form
from governance.web.tags import tagged

_ONE = "{agreement_id:uuid}"
_ORGAN = "{party_authority_id:uuid}"


@get(
    api("agreements"),
    opt=asks(
        search="Beginnings of words in the title.",
        state="draft, up_for_decision, signed, in_force or ended.",
        page="Which page, from 1; too far is the last.",
    )
    | needs("agreement.read"),
)
async def agreements(request: Request[Any, Any, Any]) -> queries.Listing:
    """One page of the agreements that the caller sees; ``search``, ``state`` and ``page``."""
    search, state = (request.query_params.get(name, "") for name in ("search", "state"))
    if state not in {"", *AgreementState}:
        raise NotFound
    by = signed_in(request)
    return await queries.listed(by, search=search, state=state, page=number_of(request))


@get(api("agreements", _ONE), opt=needs("agreement.read"))
async def agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AgreementView:
    """One agreement as it stands."""
    return await queries.agreement(agreement_id, by=signed_in(request))


@put(
    api("agreements", _ONE, "terms"),
    opt=acts(actions.change_terms) | takes(TermsForm) | needs("agreement.change_terms"),
)
async def change_terms(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AgreementView:
    """Change title and terms of a draft."""
    form, unread = await handed_in(request, TermsForm)
    by, at = signed_in(request), moment_of(request)
    await actions.change_terms(agreement_id, form, form.version, unread=unread, by=by, at=at)
    return await queries.agreement(agreement_id, by=by)


@get(api("agreements", _ONE, "parties"), opt=needs("agreement.read"))
async def parties(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[list[PartyView]]:
    """The parties with their authorities, decisions and signatures; the tag is the agreement's."""
    return await _parties(agreement_id, signed_in(request))


async def _parties(agreement_id: UUID, by: Actor) -> Response[list[PartyView]]:
    found = await queries.parties(agreement_id, by=by)
    return tagged(found, (await queries.agreement(agreement_id, by=by)).version)


@put(
    api("agreements", _ONE, "parties"),
    opt=acts(actions.set_parties) | takes(PartiesForm) | needs("agreement.set_parties"),
)
async def set_parties(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[list[PartyView]]:
    """Replace the parties of a draft."""
    form, unread = await handed_in(request, PartiesForm)
    by, at = signed_in(request), moment_of(request)
    await actions.set_parties(agreement_id, form.parties, form.version, unread=unread, by=by, at=at)
    return await _parties(agreement_id, by)


@post(
    api("agreements", _ONE, "take-back"),
    opt=acts(actions.take_back) | takes(TakeBackForm) | needs("agreement.take_back"),
)
async def take_back(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AgreementView:
    """Take an agreement back to draft."""
    form = await read_form(request, TakeBackForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_back(agreement_id, form.version, by=by, at=at)
    return await queries.agreement(agreement_id, by=by)


@post(
    api("party-authorities", _ORGAN, "decisions"),
    opt=acts(actions.record_decision) | takes(DecisionForm) | needs("agreement.record_decision"),
)
async def record_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> queries.PartyAuthorityView:
    """Record the decision of one authority."""
    form, unread = await handed_in(request, DecisionForm)
    by, at = signed_in(request), moment_of(request)
    await actions.record_decision(party_authority_id, form, unread=unread, by=by, at=at)
    return await queries.party_authority(party_authority_id, by=by)


@put(
    api("party-authorities", _ORGAN, "decisions"),
    opt=acts(actions.correct_decision)
    | takes(DecisionCorrection)
    | needs("agreement.correct_decision"),
)
async def correct_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[queries.PartyAuthorityView]:
    """Correct the decision of one authority; ``version`` is the decision's."""
    form, unread = await handed_in(request, DecisionCorrection)
    by, at = signed_in(request), moment_of(request)
    await actions.correct_decision(
        party_authority_id, form, form.version, unread=unread, by=by, at=at
    )
    organ = await queries.party_authority(party_authority_id, by=by)
    kept = organ.authority.decision
    return tagged(organ, kept.version if kept else None)


@put(
    api("party-authorities", _ORGAN, "signatures"),
    opt=acts(actions.correct_signature)
    | takes(SignatureCorrection)
    | needs("agreement.correct_signature"),
)
async def correct_signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> Response[queries.PartyAuthorityView]:
    """Correct the signature of one authority; ``version`` is the signature's."""
    form, unread = await handed_in(request, SignatureCorrection)
    by, at = signed_in(request), moment_of(request)
    await actions.correct_signature(
        party_authority_id, form, form.version, unread=unread, by=by, at=at
    )
    organ = await queries.party_authority(party_authority_id, by=by)
    kept = organ.authority.signature
    return tagged(organ, kept.version if kept else None)


ROUTES: list[Any] = [
    agreements, agreement, change_terms, parties, set_parties, take_back, record_decision,
    correct_decision, correct_signature, *advising.ROUTES, *finding.ROUTES, *removing.ROUTES,
    *scans.ROUTES, *sharing.ROUTES,
]  # fmt: skip
