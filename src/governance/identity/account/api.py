"""My account, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get, post

from governance.identity.account import actions
from governance.identity.account.forms import PasswordForm
from governance.identity.account.queries import Account, my_account
from governance.identity.cookies import session_of
from governance.identity.sessions.api import Token
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.gates import enrols
from governance.web.reading import handed_in


@get(api("account"), opt=enrols() | needs("account.read"))
async def account(request: Request[Any, Any, Any]) -> Account:
    """What you sign in with."""
    return await my_account(by=signed_in(request), at=moment_of(request))


@post(
    api("account", "password"),
    opt=acts(actions.change_password) | takes(PasswordForm) | needs("account.change"),
)
async def change_password(request: Request[Any, Any, Any]) -> Token:
    """Change your password; other sessions end, and this one goes on under another token."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, PasswordForm)
    changed = await actions.change_password(
        form, unread=unread, session_id=session_of(request), by=by, at=at
    )
    return Token(changed.token)


ROUTES: list[Any] = [account, change_password]
