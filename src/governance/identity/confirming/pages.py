"""The page that asks again who it is, and leads back."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Request, Response, get, post

from governance.base.errors import Refused
from governance.identity.account.queries import my_account
from governance.identity.confirming import actions
from governance.identity.confirming.forms import ConfirmForm
from governance.identity.cookies import session_cookie, session_of
from governance.identity.passkeys.actions import challenge
from governance.identity.passkeys.forms import ProofForm
from governance.identity.passkeys.rules import CONFIRM, site_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import local, onward, page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.pages import redirect, render
from governance.web.reading import read_form


async def _page(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by, at = signed_in(request), moment_of(request)
    account, options = await my_account(by=by, at=at), None
    if account.passkeys:
        site = site_of(settings_of(request).address)
        options = await challenge(CONFIRM, by.person_id, site=site, at=at)
    return render(
        request,
        "identity/confirmation.html",
        status=400 if form else 200,
        form=form or filled(),
        account=account,
        options=msgspec.json.encode(options).decode() if options else "",
        wanted=onward(request.query_params.get("next")),
    )


def _back(request: AnyRequest, token: str) -> Response[Any]:
    response = redirect(local(request.query_params.get("next")))
    response.set_cookie(session_cookie(token))
    return response


@get(page("confirmation"), opt=enrols() | needs("session.confirm"))
async def confirmation(request: Request[Any, Any, Any]) -> Response[Any]:
    """What can be given to confirm who it is."""
    return await _page(request)


@post(page("confirmation"), opt=acts(actions.confirm) | enrols() | needs("session.confirm"))
async def confirm(request: Request[Any, Any, Any]) -> Response[Any]:
    """Confirm with the password or a code, and go back to what was asked for."""
    by, at = signed_in(request), moment_of(request)
    try:
        form = await read_form(request, ConfirmForm)
        token = await actions.confirm(
            form,
            session_id=session_of(request),
            key=settings_of(request).secret_key,
            by=by,
            at=at,
        )
    except Refused as refused:
        return await _page(request, again(request, refused))
    return _back(request, token)


@post(
    page("confirmation", "passkey"),
    opt=acts(actions.confirm_by_passkey) | enrols() | needs("session.confirm"),
)
async def confirm_by_passkey(request: Request[Any, Any, Any]) -> Response[Any]:
    """Confirm with a passkey, and go back to what was asked for."""
    by, at = signed_in(request), moment_of(request)
    try:
        form = await read_form(request, ProofForm)
        token = await actions.confirm_by_passkey(
            form.credential,
            session_id=session_of(request),
            site=site_of(settings_of(request).address),
            by=by,
            at=at,
        )
    except Refused as refused:
        return await _page(request, again(request, refused))
    return _back(request, token)


ROUTES: list[Any] = [confirmation, confirm, confirm_by_passkey]
