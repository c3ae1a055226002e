"""Taking out a decision or signature, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.agreements import queries
from governance.agreements.forms import RemovalForm
from governance.agreements.removing import actions
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ORGAN = "{party_authority_id:uuid}"


@post(
    api("party-authorities", _ORGAN, "decisions", "removal"),
    opt=acts(actions.remove_decision) | takes(RemovalForm) | needs("agreement.remove_decision"),
    status_code=200,
)
async def remove_decision(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> queries.PartyAuthorityView:
    """Take out the decision of one authority; ``version`` is the decision's."""
    form, unread = await handed_in(request, RemovalForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_decision(party_authority_id, form, unread=unread, by=by, at=at)
    return await queries.party_authority(party_authority_id, by=by)


@post(
    api("party-authorities", _ORGAN, "signatures", "removal"),
    opt=acts(actions.remove_signature) | takes(RemovalForm) | needs("agreement.remove_signature"),
    status_code=200,
)
async def remove_signature(
    request: Request[Any, Any, Any], party_authority_id: FromPath[UUID]
) -> queries.PartyAuthorityView:
    """Take out the signature of one authority; ``version`` is the signature's."""
    form, unread = await handed_in(request, RemovalForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_signature(party_authority_id, form, unread=unread, by=by, at=at)
    return await queries.party_authority(party_authority_id, by=by)


ROUTES: list[Any] = [remove_decision, remove_signature]
