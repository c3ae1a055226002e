"""Where somebody is led who asked for a page and has to be elsewhere first."""

from __future__ import annotations

from typing import Any

from litestar import Response

from governance.base.errors import N_, ConfirmationNeeded, EnrolmentNeeded, WrongState
from governance.base.permissions import TABLE
from governance.web.acting import AnyRequest, actor_or_nobody
from governance.web.addresses import page
from governance.web.csrf import SAFE, Forged
from governance.web.pages import redirect

ONCE = N_(
    "This form was sent before, or its page is too old: it is not carried out again. Here you see "
    "how it stands now. Recovery codes are shown only once: if you did not keep them, make new "
    "ones."
)


def shown_once(back: str) -> dict[str, Any]:
    """``opt`` of a route whose answer is shown once: who sends its form again, by loading the
    page anew, is told so on the page ``back``, which says how things stand."""
    return {"shown_once": back}


def _shown_once(request: AnyRequest) -> str:
    """Where the answer of this route can be seen afterwards, by who is signed in."""
    back = request.scope["route_handler"].opt.get("shown_once", "")
    return str(back) if actor_or_nobody(request) is not None else ""


def led(request: AnyRequest, error: Exception, status: int, why: str) -> Response[Any] | None:
    """The page that comes first, or None where the refusal itself is to be told."""
    if status == 401:
        return redirect(page("sign-in", next=_asked(request)))
    if isinstance(error, EnrolmentNeeded):
        return redirect(page("account"))
    if isinstance(error, Forged) and (back := _shown_once(request)):
        return redirect(back, ONCE, tone="warning")
    return _looked_for(request, error, status, why) if request.method in SAFE else None


def _looked_for(
    request: AnyRequest, error: Exception, status: int, why: str
) -> Response[Any] | None:
    """Where somebody is led who only looked: nothing that was typed is lost by it."""
    if isinstance(error, ConfirmationNeeded):
        return redirect(page("confirmation", next=_asked(request)))
    if isinstance(error, WrongState) and error.back:
        return redirect(error.back, why, tone="warning")
    return redirect(_above(request)) if status == 405 else None


def _asked(request: AnyRequest) -> str:
    """The page that was asked for, to go on to; nothing for the start page."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return asked if request.method == "GET" and asked != page("start") else ""


def _above(request: AnyRequest) -> str:
    """The page on which the form of an address stands that takes only what is sent to it.

    Who comes back to such an address, or switches the language on a refusal, finds that page.
    """
    return request.url.path.rpartition("/")[0] or page("start")


def was_signed_out(request: AnyRequest, error: Exception) -> bool:
    """Whether a form comes from somebody whose session is over: not where nobody has to be signed
    in, such as accepting an invitation."""
    if not isinstance(error, Forged) or actor_or_nobody(request) is not None:
        return False
    row = TABLE.get(request.scope["route_handler"].opt.get("needs", ""))
    return not (row and row.public)


def way_on(request: AnyRequest, error: Exception) -> tuple[str, str]:
    """A form that was stopped, not refused: where to go on from, and what that is called."""
    if was_signed_out(request, error):
        return page("sign-in", next=request.url.path), N_("Sign in and go on from here")
    if isinstance(error, ConfirmationNeeded):
        return page("confirmation", next=request.url.path), N_("Confirm and go on from here")
    if isinstance(error, Forged) and actor_or_nobody(request) is None:
        return _above(request), N_("Open the page again")
    return "", ""
