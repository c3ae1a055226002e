"""Pages to sign in and out; the pages of the parts of this package."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get, post

from governance.base.errors import N_, Refused
from governance.identity import actions
from governance.identity.account.pages import ROUTES as ACCOUNT
from governance.identity.actions import Step
from governance.identity.confirming.pages import ROUTES as CONFIRMING
from governance.identity.cookies import (
    caller_of,
    pending_cookie,
    required,
    session_cookie,
    session_of,
)
from governance.identity.factors.pages import ROUTES as FACTORS
from governance.identity.forms import SignIn
from governance.identity.passkeys.pages import ROUTES as PASSKEYS
from governance.identity.providers.going.pages import leaving, offered
from governance.identity.providers.going.pages import onward as to_provider
from governance.identity.rules import FAILURES_PER_NAME, WINDOW
from governance.identity.second_step.pages import ROUTES as SECOND_STEP
from governance.identity.sessions.pages import ROUTES as SESSIONS
from governance.identity.sessions.pages import end_the_one_before
from governance.web.acting import AnyRequest, actor_or_nobody, acts, moment_of, needs, signed_in
from governance.web.addresses import local, onward, page
from governance.web.forms import Filled, again, filled
from governance.web.gates import enrols
from governance.web.pages import redirect, render
from governance.web.reading import read_form


def _form(request: AnyRequest, form: Filled, wanted: str, *, status: int = 200) -> Response[Any]:
    limits = {"often": FAILURES_PER_NAME, "minutes": int(WINDOW.total_seconds() // 60)}
    return render(
        request,
        "identity/sign_in.html",
        status=status,
        form=form,
        wanted=onward(wanted),
        limits=limits,
        over=request.scope["state"].get("over"),
        providers=offered(request),
    )


@get(page("sign-in"), opt=enrols() | needs("service.open"), sync_to_thread=False)
def sign_in_page(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form, or straight on for who is signed in already."""
    wanted = local(request.query_params.get("next"))
    if actor_or_nobody(request) is not None:
        return redirect(wanted)
    return _form(request, filled(), wanted)


@post(page("sign-in"), opt=acts(actions.sign_in) | enrols() | needs("service.open"))
async def sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Sign in, or on to the second step; the form comes back without the password."""
    wanted = local(request.query_params.get("next"))
    try:
        form = await read_form(request, SignIn)
        begun = await actions.sign_in(
            form.sign_in_name,
            form.password,
            caller=caller_of(request),
            required=required(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return _form(request, again(request, refused), wanted, status=400)
    if begun.step is Step.SECOND:
        response = redirect(page("sign-in", "second-step", next=onward(wanted)))
        response.set_cookie(pending_cookie(begun.token))
        return response
    await end_the_one_before(request)
    response = redirect(wanted if begun.step is Step.IN else page("account"))
    response.set_cookie(session_cookie(begun.token))
    return response


def _gone() -> Response[Any]:
    """To the page to sign in, which says that one is signed out."""
    return redirect(page("sign-in"), N_("You are signed out."))


@post(page("sign-out"), opt=acts(actions.sign_out) | enrols() | needs("session.sign_out"))
async def sign_out(request: Request[Any, Any, Any]) -> Response[Any]:
    """End this session, at its provider too; the browser forgets what it kept."""
    actor = signed_in(request)
    there = await leaving(request, session_of(request))
    await actions.sign_out(session_of(request), by=actor, at=moment_of(request))
    response: Response[Any] = to_provider(request, *there) if there else _gone()
    response.set_cookie(session_cookie(None))
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


ROUTES: list[Any] = [
    sign_in_page,
    sign_in,
    sign_out,
    *SECOND_STEP,
    *CONFIRMING,
    *ACCOUNT,
    *FACTORS,
    *PASSKEYS,
    *SESSIONS,
]
