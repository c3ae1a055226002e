"""Pages of invitations: what is open, sending again, withdrawing, and accepting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Refused, complain
from governance.base.settings import Settings
from governance.identity.account.rules import SHORTEST
from governance.identity.cookies import address_of
from governance.identity.inviting import actions, queries
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited
from governance.identity.providers.actions import begin
from governance.identity.providers.going.pages import go, offered, outward, peer_of
from governance.identity.providers.rules import Purpose
from governance.identity.roles.rules import gives
from governance.identity.roles.words import ROLE_WORDS
from governance.web.acting import (
    AnyRequest,
    actor_or_nobody,
    acts,
    moment_of,
    needs,
    settings_of,
    signed_in,
)
from governance.web.addresses import Key, page
from governance.web.filters import long_date
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of, speaking
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_TOKEN = "{token:str}"  # noqa: S105 - part of an address
_NOW = N_("Your password is kept. Sign in with your e-mail address.")
_LATER = N_("Your password is kept. From {day} you can sign in with your e-mail address.")
_ACCEPT = page("invitations", _TOKEN, "acceptance")


def link_of(request: AnyRequest, token: str) -> str:
    """The address at which an invitation is accepted."""
    return outward(request, page("invitations", Key(token)))


def made_page(request: AnyRequest, made: Invited) -> Response[Any]:
    """The link of an invitation, shown this once to who made it."""
    settings: Settings = request.app.state.settings
    return render(
        request,
        "identity/invited.html",
        invitation=made,
        link=link_of(request, made.token),
        mailed=bool(settings.smtp_url),
    )


@get(page("invitations"), opt=needs("invitation.list"))
async def open_ones(request: Request[Any, Any, Any]) -> Response[Any]:
    """Invitations that nobody has accepted yet."""
    by, at = signed_in(request), moment_of(request)
    if not gives(by):
        raise NotFound
    found = await queries.open_invitations(by, at)
    return render(request, "identity/invitations.html", invitations=found, words=ROLE_WORDS)


@post(
    page("people", "{person_id:uuid}", "invitations"),
    opt=needs("person.invite") | acts(actions.send_again),
)
async def send_again(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Response[Any]:
    """Invite somebody anew who has not accepted yet."""
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    return made_page(request, await actions.send_again(person_id, by=by, at=at, days=days))


@get(page("invitations", "{invitation_id:uuid}", "cancellation"), opt=needs("invitation.withdraw"))
async def withdrawing(
    request: Request[Any, Any, Any], invitation_id: FromPath[UUID]
) -> Response[Any]:
    """Which invitation is to be withdrawn, and what that does."""
    found = await queries.open_invitations(signed_in(request), moment_of(request))
    asked = [one for one in found if one.id == invitation_id]
    if not asked:
        raise NotFound
    return render(request, "identity/withdraw.html", one=asked[0], words=ROLE_WORDS)


@post(
    page("invitations", "{invitation_id:uuid}", "cancellation"),
    opt=needs("invitation.withdraw") | acts(actions.withdraw),
)
async def withdraw(request: Request[Any, Any, Any], invitation_id: FromPath[UUID]) -> Response[Any]:
    """Withdraw an invitation."""
    await actions.withdraw(invitation_id, by=signed_in(request), at=moment_of(request))
    said = N_("The invitation is withdrawn: its link works no longer.")
    return redirect(page("invitations"), said)


async def _accepting(request: AnyRequest, token: str, form: Filled | None = None) -> Response[Any]:
    by, at = actor_or_nobody(request), moment_of(request)
    try:
        async with actions.guessing(address_of(request), at):
            view = await queries.invitation(token, by=by, at=at, today=day(at))
    except NotFound:
        return _no_longer(request)
    except Refused as refused:
        form = again(request, refused)
        return render(request, "identity/no_invitation.html", status=429, form=form)
    return render(
        request,
        "identity/accept.html",
        status=400 if form else 200,
        view=view,
        token=token,
        words=ROLE_WORDS,
        shortest=SHORTEST,
        signed_in=by is not None,
        providers=offered(request),
        form=form or filled(),
    )


def _no_longer(request: AnyRequest) -> Response[Any]:
    """The same page for a link that is used, withdrawn, too late, or was never one."""
    return render(request, "identity/no_invitation.html", status=404, form=filled())


@get(page("invitations", _TOKEN), opt=needs("invitation.accept"))
async def accepting(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[Any]:
    """What somebody is invited for, and by whom."""
    return await _accepting(request, token)


@post(_ACCEPT, opt=needs("invitation.accept") | acts(actions.accept))
async def accept(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[Any]:
    """Accept an invitation."""
    by, at = actor_or_nobody(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AcceptForm)
        address = address_of(request)
        who = await actions.accept(token, form, by=by, address=address, at=at, unread=unread)
    except NotFound:
        return _no_longer(request)
    except Refused as refused:
        return await _accepting(request, token, again(request, refused))
    if by is not None:
        return redirect(page("start"), N_("You have accepted the role."))
    begins = await queries.not_before(who, at)
    if begins is not None:
        speaking.set(language_of(request))
        return redirect(page("sign-in"), _LATER, day=long_date(begins))
    return redirect(page("sign-in"), _NOW)


@post(
    page("invitations", _TOKEN, "through", "{provider:str}"),
    opt=needs("invitation.accept") | acts(begin),
    status_code=200,
)
async def accept_through(
    request: Request[Any, Any, Any], token: FromPath[str], provider: FromPath[str]
) -> Response[Any]:
    """Accept an invitation with the account that somebody has at a provider."""
    at, peer = moment_of(request), peer_of(request, provider)
    try:
        async with actions.guessing(address_of(request), at):
            found = await queries.for_a_new_person(token, at=at)
        complain([Complaint("", actions.SIGNED_IN)] if actor_or_nobody(request) else [])
    except NotFound:
        return _no_longer(request)
    except Refused as refused:
        return await _accepting(request, token, again(request, refused))
    back = page("invitations", Key(token))
    return await go(request, peer, Purpose.INVITATION, page("start"), invitation=found, back=back)


ROUTES: list[Any] = [
    open_ones,
    send_again,
    withdrawing,
    withdraw,
    accepting,
    accept,
    accept_through,
]
