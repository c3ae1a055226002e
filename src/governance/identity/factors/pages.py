"""Pages of the authenticator app and of recovery codes."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get, post

from governance.base.errors import N_, NotFound, Refused
from governance.documents.qr import qr_svg
from governance.identity.cookies import carry, host_of, required, session_cookie, session_of
from governance.identity.factors import actions
from governance.identity.factors.actions import Changed
from governance.identity.factors.forms import CodeForm
from governance.identity.factors.queries import my_codes, my_offer
from governance.identity.factors.rules import as_text
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.language import language_of, speaking
from governance.web.leading import shown_once
from governance.web.pages import gettext, redirect, render
from governance.web.reading import read_form

_APP = ("account", "authenticator")
_CODES = ("account", "recovery-codes")
ONCE = shown_once(page("account"))
"""Of a route that may show recovery codes: they are shown once."""


async def _setting_up(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    settings = settings_of(request)
    offer = await my_offer(
        key=settings.secret_key,
        issuer=host_of(settings),
        by=signed_in(request),
        at=moment_of(request),
    )
    speaking.set(language_of(request))
    return render(
        request,
        "identity/authenticator.html",
        status=400 if form else 200,
        form=form or filled(),
        offer=offer,
        drawing=qr_svg(offer.address, gettext(N_("QR code for the authenticator app"))),
    )


def done(request: AnyRequest, changed: Changed, said: str) -> Response[Any]:
    """After a change of factors: the new codes, shown this once, or back to the account."""
    if not changed.codes:
        response: Response[Any] = redirect(page("account"), said)
    else:
        carry(request, changed.token)
        speaking.set(language_of(request))
        heading = gettext(N_("Recovery codes of {site}"), site=settings_of(request).address)
        response = render(
            request,
            "identity/new_codes.html",
            codes=changed.codes,
            done=said,
            file="data:text/plain;charset=utf-8," + quote(as_text(changed.codes, heading)),
        )
    response.set_cookie(session_cookie(changed.token))
    return response


@get(page(*_APP), opt=enrols() | needs("account.change"))
async def app(request: Request[Any, Any, Any]) -> Response[Any]:
    """The app that is being set up, else the account."""
    try:
        return await _setting_up(request)
    except NotFound:
        return redirect(page("account"))


@post(page(*_APP), opt=acts(actions.offer_app) | enrols() | needs("account.change"))
async def offer_app(request: Request[Any, Any, Any]) -> Response[Any]:
    """Begin to set up an app."""
    key = settings_of(request).secret_key
    await actions.offer_app(key=key, by=signed_in(request), at=moment_of(request))
    return redirect(page(*_APP))


@post(
    page(*_APP, "confirmation"),
    opt=acts(actions.confirm_app) | enrols() | needs("account.change") | ONCE,
)
async def confirm_app(request: Request[Any, Any, Any]) -> Response[Any]:
    """The app shows a code: from now on it counts."""
    by, at = signed_in(request), moment_of(request)
    try:
        form = await read_form(request, CodeForm)
        changed = await actions.confirm_app(
            form.code,
            session_id=session_of(request),
            key=settings_of(request).secret_key,
            by=by,
            at=at,
        )
    except Refused as refused:
        try:
            return await _setting_up(request, again(request, refused))
        except NotFound:
            return redirect(page("account"), refused.complaints[0].problem, tone="warning")
    return done(request, changed, N_("The authenticator app is set up. Other sessions are ended."))


@get(page(*_APP, "removal"), opt=needs("account.change"))
async def removing_app(request: Request[Any, Any, Any]) -> Response[Any]:
    """What goes when the app is removed."""
    return await _removing(request)


async def _removing(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    codes = await my_codes(by=signed_in(request), at=moment_of(request))
    if codes.app_since is None:
        return redirect(page("account"))
    status = 400 if form else 200
    form = form or filled()
    return render(
        request,
        "identity/removal.html",
        status=status,
        form=form,
        passkey=None,
        since=codes.app_since,
    )


@post(page(*_APP, "removal"), opt=acts(actions.remove_app) | needs("account.change"))
async def remove_app(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the app away."""
    try:
        changed = await actions.remove_app(
            session_id=session_of(request),
            required=required(request),
            by=signed_in(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return await _removing(request, again(request, refused))
    return done(request, changed, N_("The authenticator app is removed. Other sessions are ended."))


@get(page(*_CODES), opt=needs("account.change"))
async def codes(request: Request[Any, Any, Any]) -> Response[Any]:
    """How many recovery codes are left, and new ones."""
    found = await my_codes(by=signed_in(request), at=moment_of(request))
    return render(request, "identity/recovery_codes.html", codes=found, form=filled())


@post(page(*_CODES), opt=acts(actions.renew_codes) | needs("account.change") | ONCE)
async def renew_codes(request: Request[Any, Any, Any]) -> Response[Any]:
    """New recovery codes in place of the old ones."""
    by, at = signed_in(request), moment_of(request)
    try:
        changed = await actions.renew_codes(session_id=session_of(request), by=by, at=at)
    except Refused as refused:
        return redirect(page("account"), refused.complaints[0].problem, tone="warning")
    return done(request, changed, N_("These are your new recovery codes. The old ones are void."))


ROUTES: list[Any] = [app, offer_app, confirm_app, removing_app, remove_app, codes, renew_codes]
