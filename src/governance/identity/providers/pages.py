"""Pages to sign in through a provider, and to add or take away an account of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_
from governance.identity.cookies import address_of, session_cookie
from governance.identity.providers import actions
from governance.identity.providers.accounts.actions import unlink as unlink_account
from governance.identity.providers.actions import Answer, Here
from governance.identity.providers.going.pages import (
    browser_cookie,
    browser_of,
    coming_back,
    failed,
    go,
    note,
    offered,
    peer_of,
)
from governance.identity.providers.queries import links_of, outcome_of
from governance.identity.providers.rules import NotBelieved, Purpose, Reason
from governance.identity.providers.words import is_stale
from governance.identity.sessions.pages import end_the_one_before
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import Key, local, page
from governance.web.pages import redirect, render

THROUGH = ("sign-in", "through", "{provider:str}")
MINE = ("my-account", "providers")
ADDED = N_("From now on you can sign in through {name}.")
TAKEN_AWAY = N_("You can no longer sign in with this account.")


@get(page(*THROUGH), sync_to_thread=False, opt=needs("service.open"))
def to_sign_in(provider: FromPath[str]) -> Response[None]:  # noqa: ARG001 - as the address has it
    """Who comes back to the address of a button finds the page on which it stands."""
    return redirect(page("sign-in"))


@post(page(*THROUGH), opt=acts(actions.begin) | needs("service.open"), status_code=200)
async def begin(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[Any]:
    """Go to a provider to sign in."""
    wanted = local(request.query_params.get("next"))
    return await go(request, peer_of(request, provider), Purpose.SIGN_IN, wanted)


def _answer(request: AnyRequest) -> Answer:
    said = {name: request.query_params.get(name, "")[:4000] for name in ("state", "code", "error")}
    return Answer(**said, issuer=request.query_params.get("iss", "")[:500])


@get(page(*THROUGH, "coming-back"), opt=acts(actions.finish) | needs("service.open"))
async def come_back(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[Any]:
    """Come back from a provider. Its answer stands in the address, so a page comes after it."""
    peer = peer_of(request, provider)
    session_id: UUID | None = request.scope["state"].get("session_id")
    here = Here(
        browser=browser_of(request),
        redirect=coming_back(request, provider),
        address=address_of(request),
        session_id=session_id,
    )
    at = moment_of(request)
    try:
        finished = await actions.finish(peer, _answer(request), here, at=at)
    except NotBelieved as refused:
        note(peer.provider, refused)
        stale = "yes" if is_stale(refused.reason) else ""
        return redirect(page("sign-in", "through", Key(provider), "outcome", stale=stale))
    if finished.purpose is Purpose.LINK:
        response = redirect(finished.wanted, ADDED, name=peer.provider.name)
    else:
        response = redirect(finished.wanted)
    if finished.begins:
        await end_the_one_before(request)
    if finished.token:
        response.set_cookie(session_cookie(finished.token))
    response.set_cookie(browser_cookie(None))
    return response


@get(page(*THROUGH, "outcome"), opt=needs("service.open"))
async def outcome(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[Any]:
    """Why this browser was not let in, and what to do now."""
    given = peer_of(request, provider).provider
    if request.query_params.get("stale"):
        return failed(request, given, NotBelieved(Reason.UNKNOWN_STATE))
    found = await outcome_of(browser_of(request), given.key, moment_of(request))
    if found is None:
        return failed(request, given, NotBelieved(Reason.UNKNOWN_STATE))
    return failed(request, given, NotBelieved(found.reason), invited=found.invited)


@post(
    page(*THROUGH, "confirmation"),
    opt=acts(actions.begin) | needs("session.confirm"),
    status_code=200,
)
async def confirm(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[Any]:
    """Go to a provider to sign in there anew, to confirm that it is still the same person."""
    return await _go_as(request, provider, Purpose.CONFIRM, local(request.query_params.get("next")))


@post(
    page(*MINE, "{provider:str}"),
    opt=acts(actions.begin) | needs("account.change"),
    status_code=200,
)
async def link(request: Request[Any, Any, Any], provider: FromPath[str]) -> Response[Any]:
    """Go to a provider to add an account of it."""
    return await _go_as(request, provider, Purpose.LINK, page(*MINE))


async def _go_as(
    request: AnyRequest, provider: str, purpose: Purpose, wanted: str
) -> Response[str]:
    actor, session_id = signed_in(request), request.scope["state"]["session_id"]
    peer = peer_of(request, provider)
    return await go(request, peer, purpose, wanted, person=actor.person_id, session_id=session_id)


@get(page(*MINE), opt=needs("account.read"))
async def mine(request: Request[Any, Any, Any]) -> Response[Any]:
    """The accounts at providers with which the actor can sign in."""
    links = await links_of(by=signed_in(request))
    return render(request, "identity/providers.html", links=links, providers=offered(request))


@post(page(*MINE, "{link_id:uuid}", "removal"), opt=acts(unlink_account) | needs("account.change"))
async def unlink(request: Request[Any, Any, Any], link_id: FromPath[UUID]) -> Response[Any]:
    """Take an account away."""
    actor, session_id = signed_in(request), request.scope["state"]["session_id"]
    keys = [one.key for one in offered(request)]
    await unlink_account(link_id, keys, by=actor, session_id=session_id, at=moment_of(request))
    return redirect(page(*MINE), TAKEN_AWAY)


ROUTES: list[Any] = [to_sign_in, begin, come_back, outcome, confirm, link, mine, unlink]
