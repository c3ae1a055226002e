"""The same for machines: the accounts of the actor, and a provider that signs somebody out.

Signing in through a provider needs a browser and a person, so it has no twin here: a machine
has a token of its own.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, delete, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused
from governance.identity.providers.accounts.actions import unlink as unlink_account
from governance.identity.providers.ending.actions import end_from_provider
from governance.identity.providers.forms import LogoutForm
from governance.identity.providers.going.pages import note, offered, peer_of
from governance.identity.providers.queries import Link, links_of
from governance.identity.providers.rules import NotBelieved
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

NOT_TAKEN = N_("This logout token is not taken.")


class Links(Struct, frozen=True):
    """The accounts at providers with which somebody can sign in."""

    links: list[Link]


@get(api("my-account", "providers"), opt=needs("account.read"))
async def my_providers(request: Request[Any, Any, Any]) -> Links:
    """The accounts at providers with which you can sign in."""
    return Links(await links_of(by=signed_in(request)))


@delete(
    api("my-account", "providers", "{link_id:uuid}"),
    opt=acts(unlink_account) | needs("account.change"),
)
async def unlink_provider(request: Request[Any, Any, Any], link_id: FromPath[UUID]) -> None:
    """Take an account away: it can no longer be signed in with."""
    actor, session_id = signed_in(request), request.scope["state"]["session_id"]
    keys = [one.key for one in offered(request)]
    await unlink_account(link_id, keys, by=actor, session_id=session_id, at=moment_of(request))


@post(
    api("providers", "{provider:str}", "provider-sign-out"),
    opt=acts(end_from_provider) | takes(LogoutForm) | {"csrf": False} | needs("service.open"),
    status_code=204,
)
async def end_sessions(request: Request[Any, Any, Any], provider: FromPath[str]) -> None:
    """A provider says that somebody signed out there (OpenID Connect Back-Channel Logout).

    Sent by the provider as a form with `logout_token`; the sessions that it is about end at once.
    """
    peer = peer_of(request, provider)
    form, _ = await handed_in(request, LogoutForm)
    try:
        await end_from_provider(peer, form.logout_token, at=moment_of(request))
    except NotBelieved as refused:
        note(peer.provider, refused)
        raise Refused([Complaint("logout_token", NOT_TAKEN)]) from None


ROUTES: list[Any] = [my_providers, unlink_provider, end_sessions]
