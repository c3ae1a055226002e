"""From a page of ours to a page of a provider, and out there when somebody signs out.

A form may not lead to another site (``form-action 'self'``, also through a redirect), so its
answer is a page that goes on by itself, with a link for who stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import structlog
from litestar import Response
from litestar.datastructures import Cookie

from governance.base.errors import NotFound
from governance.base.settings import Settings
from governance.identity.cookies import address_of
from governance.identity.providers.actions import Asked, begin
from governance.identity.providers.ending.actions import leaving_address
from governance.identity.providers.queries import provider_of
from governance.identity.providers.remote import Peer
from governance.identity.providers.rules import FLOW_LASTS, NotBelieved, Provider, Purpose
from governance.identity.providers.words import NO_INVITATION, about, may_be_another, tells_reason
from governance.web.acting import AnyRequest, moment_of
from governance.web.addresses import Key, page
from governance.web.cookies import cookie, named
from governance.web.pages import render

log = structlog.get_logger("governance.identity.providers")
BROWSER = "provider"
"""The cookie that binds a going to its browser."""


def peers_of(request: AnyRequest) -> Mapping[str, Peer]:
    """The providers of this service, by key, in the order of the settings."""
    found: Mapping[str, Peer] = request.app.state.get("peers", {})
    return found


def peer_of(request: AnyRequest, key: str) -> Peer:
    """One provider; :class:`NotFound` when the settings name no such one."""
    found = peers_of(request).get(key)
    if found is None:
        raise NotFound
    return found


def offered(request: AnyRequest) -> list[Provider]:
    """The providers that a sign-in page offers as buttons."""
    return [peer.provider for peer in peers_of(request).values()]


def outward(request: AnyRequest, path: str) -> str:
    """The whole address of a page of ours, as another system must know it."""
    settings: Settings = request.app.state.settings
    return settings.address + path


def coming_back(request: AnyRequest, key: str) -> str:
    """The redirect URI of a provider: one of its own, so that no other can answer for it."""
    return outward(request, page("sign-in", "through", Key(key), "coming-back"))


def browser_cookie(value: str | None) -> Cookie:
    """What binds a going to this browser, or the cookie that takes it away."""
    return cookie(BROWSER, value, FLOW_LASTS)


def browser_of(request: AnyRequest) -> str:
    """What the cookie of this browser holds; empty when it has none."""
    return request.cookies.get(named(BROWSER), "")


async def go(
    request: AnyRequest,
    peer: Peer,
    purpose: Purpose,
    wanted: str,
    *,
    person: UUID | None = None,
    session_id: UUID | None = None,
    invitation: UUID | None = None,
    back: str = "",
) -> Response[str]:
    """Send this browser to a provider. The page of an invitation calls it with its id, and with
    its address, to go ``back`` to where the provider does not answer."""
    asked = Asked(
        purpose=purpose,
        wanted=wanted,
        redirect=coming_back(request, peer.provider.key),
        address=address_of(request),
        browser=browser_of(request),
        person=person,
        session_id=session_id,
        invitation=invitation,
        anew=request.query_params.get("account") == "other",
    )
    try:
        begun = await begin(peer, asked, at=moment_of(request))
    except NotBelieved as refused:
        note(peer.provider, refused)
        return failed(request, peer.provider, refused, back=back)
    response = onward(request, begun.address, peer.provider)
    response.set_cookie(browser_cookie(begun.browser))
    return response


def onward(request: AnyRequest, address: str, provider: Provider) -> Response[str]:
    """The page that goes on to a provider by itself."""
    response = render(request, "identity/going.html", to=address, provider=provider)
    response.headers["Refresh"] = f"0; url={address}"
    return response


def failed(
    request: AnyRequest, provider: Provider, refused: NotBelieved, *, back: str = "",
    invited: bool = False,
) -> Response[str]:  # fmt: skip
    """The page that says why somebody is not let in, and what to do now.

    It leads to the sign-in page, or ``back`` to an invitation. ``invited``: the browser came from
    an invitation whose link is known here no more, so its owner opens that again.
    """
    told = about(refused.reason)
    return render(
        request,
        "identity/not_let_in.html",
        status=told.status,
        told=told,
        reason=refused.reason.value if tells_reason(told) else "",
        other=may_be_another(told) and not (back or invited),
        back=back,
        invited=invited and told is not NO_INVITATION,
        provider=provider,
    )


def note(provider: Provider, refused: NotBelieved) -> None:
    """A line in the log for who manages the service: which provider and why, never who."""
    log.warning("not let in", provider=provider.key, reason=refused.reason.value)


async def leaving(request: AnyRequest, session_id: UUID) -> tuple[str, Provider] | None:
    """Where who signs out here signs out as well, when the session came from a provider.

    To be asked before the session ends.
    """
    peer = peers_of(request).get(await provider_of(session_id))
    if peer is None:
        return None
    back = outward(request, page("sign-in"))
    address = await leaving_address(peer, back, at=moment_of(request))
    return (address, peer.provider) if address else None
