"""Requests to all parties and what each says, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.agreements.consenting.forms import CloseForm, ConsentForm, RequestForm
from governance.agreements.consenting.queries import RequestView
from governance.agreements.living.queries import of_request
from governance.formation.consenting import actions
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ONE = ("consent-requests", "{consent_request_id:uuid}")


@get(api(*_ONE), opt=needs("agreement.read_life"))
async def consent_request(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> RequestView:
    """One request to all parties, with what each said."""
    return (await of_request(consent_request_id, by=signed_in(request)))[1]


@post(
    api("agreements", "{agreement_id:uuid}", "consent-requests"),
    opt=acts(actions.ask_consent) | takes(RequestForm) | needs("agreement.ask_consent"),
)
async def ask_consent(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> RequestView:
    """Ask all parties for their written consent."""
    form, unread = await handed_in(request, RequestForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.ask_consent(agreement_id, form, unread=unread, by=by, at=at)
    return (await of_request(made, by=by))[1]


@post(
    api(*_ONE, "consents"),
    opt=acts(actions.record_consent) | takes(ConsentForm) | needs("agreement.record_consent"),
    status_code=200,
)
async def record_consent(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> RequestView:
    """Record what one party says; once all agree, it is carried out."""
    form, unread = await handed_in(request, ConsentForm)
    by, at = signed_in(request), moment_of(request)
    await actions.record_consent(consent_request_id, form, unread=unread, by=by, at=at)
    return (await of_request(consent_request_id, by=by))[1]


@post(
    api(*_ONE, "cancellation"),
    opt=acts(actions.close_request) | takes(CloseForm) | needs("agreement.close_request"),
    status_code=200,
)
async def close_request(
    request: Request[Any, Any, Any], consent_request_id: FromPath[UUID]
) -> RequestView:
    """Withdraw a request that is not carried out; ``version`` is the request's."""
    form, unread = await handed_in(request, CloseForm)
    by, at = signed_in(request), moment_of(request)
    await actions.close_request(consent_request_id, form, unread=unread, by=by, at=at)
    return (await of_request(consent_request_id, by=by))[1]


ROUTES: list[Any] = [consent_request, ask_consent, record_consent, close_request]
