"""My account: what one signs in with, and another password."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post

from governance.base.errors import N_, Refused
from governance.identity.account import actions
from governance.identity.account.forms import PasswordForm
from governance.identity.account.queries import my_account
from governance.identity.account.rules import SHORTEST
from governance.identity.cookies import required, session_cookie, session_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.pages import redirect, render
from governance.web.reading import handed_in


@get(page("account"), opt=enrols() | needs("account.read"))
async def account(request: Request[Any, Any, Any]) -> Response[Any]:
    """What the actor signs in with."""
    found = await my_account(by=signed_in(request), at=moment_of(request))
    return render(
        request,
        "identity/account.html",
        account=found,
        me=signed_in(request).person_id,
        required=required(request),
        enrolling=bool(request.scope["state"].get("enrolling")),
    )


async def _password(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    found = await my_account(by=signed_in(request), at=moment_of(request))
    if not found.password:
        return redirect(page("account"))
    return render(
        request,
        "identity/password.html",
        status=400 if form else 200,
        form=form or filled(),
        account=found,
        shortest=SHORTEST,
    )


@get(page("account", "password"), opt=needs("account.change"))
async def password(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form for another password."""
    return await _password(request)


@post(
    page("account", "password"),
    opt=acts(actions.change_password) | needs("account.change"),
)
async def change_password(request: Request[Any, Any, Any]) -> Response[Any]:
    """Change the password; other sessions end."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PasswordForm)
        changed = await actions.change_password(
            form, unread=unread, session_id=session_of(request), by=by, at=at
        )
    except Refused as refused:
        return await _password(request, again(request, refused))
    response = redirect(page("account"), N_("The password is changed. Other sessions are ended."))
    response.set_cookie(session_cookie(changed.token))
    return response


ROUTES: list[Any] = [account, password, change_password]
