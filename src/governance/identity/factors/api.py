"""The authenticator app and recovery codes, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, post
from msgspec import Struct

from governance.identity.cookies import host_of, required, session_of
from governance.identity.factors import actions
from governance.identity.factors.forms import CodeForm
from governance.identity.factors.queries import Offer, my_offer
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.gates import enrols
from governance.web.reading import read_form

_APP = ("account", "authenticator")


class Kept(Struct, frozen=True, rename="camel"):
    """What must be kept after a change: the new token, and recovery codes where they are new."""

    token: str
    recovery_codes: tuple[str, ...]


def kept(changed: actions.Changed) -> Kept:
    """A change as it is told to a machine."""
    return Kept(changed.token, changed.codes)


@post(api(*_APP), opt=acts(actions.offer_app) | enrols() | needs("account.change"))
async def offer_app(request: Request[Any, Any, Any]) -> Offer:
    """Begin to set up an authenticator app; it counts when a code of it is confirmed."""
    by, at, settings = signed_in(request), moment_of(request), settings_of(request)
    await actions.offer_app(key=settings.secret_key, by=by, at=at)
    issuer = host_of(settings)
    return await my_offer(key=settings.secret_key, issuer=issuer, by=by, at=at)


@post(
    api(*_APP, "confirmation"),
    opt=acts(actions.confirm_app) | takes(CodeForm) | enrols() | needs("account.change"),
)
async def confirm_app(request: Request[Any, Any, Any]) -> Kept:
    """The app shows this code: from now on it counts, and other sessions end."""
    by, at, key = signed_in(request), moment_of(request), settings_of(request).secret_key
    form = await read_form(request, CodeForm)
    session_id = session_of(request)
    return kept(await actions.confirm_app(form.code, session_id=session_id, key=key, by=by, at=at))


@post(
    api(*_APP, "removal"),
    opt=acts(actions.remove_app) | needs("account.change"),
    status_code=200,
)
async def remove_app(request: Request[Any, Any, Any]) -> Kept:
    """Take the authenticator app away; other sessions end."""
    by, at, needed = signed_in(request), moment_of(request), required(request)
    session_id = session_of(request)
    return kept(await actions.remove_app(session_id=session_id, required=needed, by=by, at=at))


@post(
    api("account", "recovery-codes"),
    opt=acts(actions.renew_codes) | needs("account.change"),
)
async def renew_codes(request: Request[Any, Any, Any]) -> Kept:
    """New recovery codes in place of the old ones; other sessions end."""
    by, at = signed_in(request), moment_of(request)
    return kept(await actions.renew_codes(session_id=session_of(request), by=by, at=at))


ROUTES: list[Any] = [offer_app, confirm_app, remove_app, renew_codes]
