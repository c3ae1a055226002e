"""Invitations for machines: open ones, sending again, withdrawing, accepting."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.identity.cookies import address_of
from governance.identity.inviting import actions, queries
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited
from governance.identity.roles.rules import gives
from governance.web.acting import actor_or_nobody, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_TOKEN = "{token:str}"  # noqa: S105 - part of an address


class Accepted(Struct, frozen=True, rename="camel"):
    """Who has accepted. ``signs_in_from``: the day of the first role, where it is yet to come."""

    person_id: UUID
    signs_in_from: date | None = None


@get(api("invitations"), opt=needs("invitation.list"))
async def open_ones(request: Request[Any, Any, Any]) -> list[queries.OpenInvitation]:
    """Invitations of the caller's organisations that nobody has accepted yet."""
    by = signed_in(request)
    if not gives(by):
        raise NotFound
    return await queries.open_invitations(by, moment_of(request))


@post(
    api("people", "{person_id:uuid}", "invitations"),
    opt=needs("person.invite") | acts(actions.send_again),
)
async def send_again(request: Request[Any, Any, Any], person_id: FromPath[UUID]) -> Invited:
    """Invite somebody anew; the earlier link works no longer. ``token`` is shown this once."""
    by, at = signed_in(request), moment_of(request)
    days = settings_of(request).invitation_days
    return await actions.send_again(person_id, by=by, at=at, days=days)


@post(
    api("invitations", "{invitation_id:uuid}", "cancellation"),
    opt=needs("invitation.withdraw") | acts(actions.withdraw),
    status_code=204,
)
async def withdraw(request: Request[Any, Any, Any], invitation_id: FromPath[UUID]) -> None:
    """Withdraw an invitation."""
    await actions.withdraw(invitation_id, by=signed_in(request), at=moment_of(request))


@get(api("invitations", _TOKEN), opt=needs("invitation.accept"))
async def accepting(
    request: Request[Any, Any, Any], token: FromPath[str]
) -> queries.InvitationView:
    """What an invitation is for, for who holds its token."""
    by, at = actor_or_nobody(request), moment_of(request)
    async with actions.guessing(address_of(request), at):
        return await queries.invitation(token, by=by, at=at, today=day(at))


@post(
    api("invitations", _TOKEN, "acceptance"),
    opt=needs("invitation.accept") | acts(actions.accept) | takes(AcceptForm),
)
async def accept(request: Request[Any, Any, Any], token: FromPath[str]) -> Accepted:
    """Accept an invitation with a password, or a role while signed in."""
    form, unread = await handed_in(request, AcceptForm)
    by, at, address = actor_or_nobody(request), moment_of(request), address_of(request)
    made = await actions.accept(token, form, by=by, address=address, at=at, unread=unread)
    return Accepted(made, await queries.not_before(made, at))


ROUTES: list[Any] = [open_ones, send_again, withdraw, accepting, accept]
