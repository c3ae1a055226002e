"""Pages to sign in and out."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from governance.base.errors import Refused
from governance.identity import actions
from governance.identity.forms import SignIn
from governance.identity.middleware import cookie_name
from governance.identity.rules import FAILURES_PER_NAME, WINDOW
from governance.web.acting import AnyRequest, actor_or_nobody, acts, moment_of, needs, signed_in
from governance.web.addresses import local, page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import read_form


def address_of(request: AnyRequest) -> str:
    """The address that an attempt comes from."""
    return request.client.host if request.client else "unknown"


def session_cookie(request: AnyRequest, token: str | None) -> Cookie:
    """The session cookie, or the one that takes it away."""
    scheme = request.scope["scheme"]
    return Cookie(
        key=cookie_name(scheme),
        value=token or "",
        max_age=None if token else 0,
        path="/",
        secure=scheme == "https",
        httponly=True,
        samesite="lax",
    )


def _form(request: AnyRequest, form: Filled, wanted: str, *, status: int = 200) -> Response[Any]:
    limits = {"often": FAILURES_PER_NAME, "minutes": int(WINDOW.total_seconds() // 60)}
    return render(
        request, "identity/sign_in.html", status=status, form=form, wanted=wanted, limits=limits
    )


@get(page("sign-in"), sync_to_thread=False, opt=needs("service.open"))
def sign_in_page(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form, or straight on for who is signed in already."""
    wanted = local(request.query_params.get("next"))
    if actor_or_nobody(request) is not None:
        return redirect(wanted)
    return _form(request, filled(), wanted)


@post(page("sign-in"), opt=acts(actions.sign_in) | needs("service.open"))
async def sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Sign in; the form comes back with what was typed, but for the password."""
    wanted = local(request.query_params.get("next"))
    try:
        form = await read_form(request, SignIn)
        token = await actions.sign_in(
            form.sign_in_name, form.password, address=address_of(request), at=moment_of(request)
        )
    except Refused as refused:
        return _form(request, again(request, refused), wanted, status=400)
    response = redirect(wanted)
    response.set_cookie(session_cookie(request, token))
    return response


@post(page("sign-out"), opt=acts(actions.sign_out) | needs("session.end"))
async def sign_out(request: Request[Any, Any, Any]) -> Response[Any]:
    """End this session; the browser forgets what it kept."""
    actor = signed_in(request)
    session_id = request.scope["state"]["session_id"]
    await actions.sign_out(session_id, by=actor, at=moment_of(request))
    response = redirect(page("sign-in"))
    response.set_cookie(session_cookie(request, None))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


ROUTES: list[Any] = [sign_in_page, sign_in, sign_out]
