"""Passkeys for machines, such as an application that shows pages of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.identity.cookies import caller_of, required, session_of
from governance.identity.factors.api import Kept, kept
from governance.identity.passkeys import actions
from governance.identity.passkeys.forms import NewPasskey, ProofForm
from governance.identity.passkeys.queries import PasskeyView, my_passkeys
from governance.identity.passkeys.rules import REGISTER, site_of
from governance.identity.sessions.api import Token
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.gates import enrols
from governance.web.reading import read_form

_MINE = ("account", "passkeys")


class Challenge(Struct, frozen=True, rename="camel"):
    """What ``navigator.credentials`` takes as ``publicKey``, with base64url where it has bytes."""

    public_key: dict[str, Any]


@post(
    api("sessions", "passkey", "challenge"),
    opt=acts(actions.challenge_to_sign_in) | enrols() | {"csrf": False} | needs("service.open"),
)
async def begin_sign_in(request: Request[Any, Any, Any]) -> Challenge:
    """A challenge for who signs in with a passkey; it counts for five minutes, once."""
    site, at = site_of(settings_of(request).address), moment_of(request)
    caller = caller_of(request)
    return Challenge(await actions.challenge_to_sign_in(site=site, caller=caller, at=at))


@post(
    api("sessions", "passkey"),
    opt=acts(actions.sign_in_by_passkey)
    | takes(ProofForm)
    | enrols()
    | {"csrf": False}
    | needs("service.open"),
)
async def sign_in_by_passkey(request: Request[Any, Any, Any]) -> Token:
    """Sign in with the answer of a passkey to a challenge."""
    form = await read_form(request, ProofForm)
    return Token(
        await actions.sign_in_by_passkey(
            form.credential,
            site=site_of(settings_of(request).address),
            caller=caller_of(request),
            at=moment_of(request),
        )
    )


@get(api(*_MINE), opt=enrols() | needs("account.read"))
async def passkeys(request: Request[Any, Any, Any]) -> list[PasskeyView]:
    """Your passkeys."""
    return await my_passkeys(by=signed_in(request))


@post(
    api(*_MINE, "challenge"),
    opt=acts(actions.challenge) | enrols() | needs("account.change"),
)
async def begin_passkey(request: Request[Any, Any, Any]) -> Challenge:
    """A challenge for a new passkey; it counts for five minutes, once."""
    by, at = signed_in(request), moment_of(request)
    site = site_of(settings_of(request).address)
    return Challenge(await actions.challenge(REGISTER, by.person_id, site=site, at=at))


@post(
    api(*_MINE),
    opt=acts(actions.register) | takes(NewPasskey) | enrols() | needs("account.change"),
)
async def register_passkey(request: Request[Any, Any, Any]) -> Kept:
    """Register a passkey; other sessions end."""
    by, at = signed_in(request), moment_of(request)
    form = await read_form(request, NewPasskey)
    session_id, site = session_of(request), site_of(settings_of(request).address)
    return kept(await actions.register(form, session_id=session_id, site=site, by=by, at=at))


@post(
    api(*_MINE, "{passkey_id:uuid}", "removal"),
    opt=acts(actions.remove_passkey) | needs("account.change"),
    status_code=200,
)
async def remove_passkey(request: Request[Any, Any, Any], passkey_id: FromPath[UUID]) -> Kept:
    """Take a passkey away; other sessions end."""
    by, at = signed_in(request), moment_of(request)
    return kept(
        await actions.remove_passkey(
            passkey_id, session_id=session_of(request), required=required(request), by=by, at=at
        )
    )


ROUTES: list[Any] = [
    begin_sign_in,
    sign_in_by_passkey,
    passkeys,
    begin_passkey,
    register_passkey,
    remove_passkey,
]
