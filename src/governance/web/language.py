"""The language of a request, and the page that switches it."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import timedelta
from typing import Annotated, Any, Literal

from babel import negotiate_locale
from litestar import Request, Response, post
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import Meta, Struct

from governance.base.words import LANGUAGES
from governance.web.addresses import local, page
from governance.web.body import AnyConnection, Posted
from governance.web.cookies import cookie, named
from governance.web.gates import enrols
from governance.web.reading import read_form

DEFAULT = LANGUAGES[0]
COOKIE = "language"
YEAR = timedelta(days=365)

speaking: ContextVar[str] = ContextVar("speaking", default=DEFAULT)
"""The language of the request that is answered, and of the letter that is written."""


def switched(connection: AnyConnection) -> str:
    """The language in which a form that was refused is to be shown again, else nothing."""
    sent = connection.scope["state"].get("posted")
    return sent.language if isinstance(sent, Posted) else ""


def language_of(connection: AnyConnection) -> str:
    """The language just switched to or in the cookie, else the browser's preference, else Dutch."""
    chosen = switched(connection) or connection.cookies.get(named(COOKIE))
    if chosen in LANGUAGES:
        return str(chosen)
    asked = connection.headers.get("accept-language", "")[:200].split(",")
    weighed = sorted(asked, key=_weight, reverse=True)
    wanted = [part.partition(";")[0].strip() for part in weighed]
    return negotiate_locale(wanted, LANGUAGES, sep="-") or DEFAULT


class Speaks(ASGIMiddleware):
    """What a route says before its page is rendered is in the language of who asks as well.

    Goes after the check on forgery, which has read the form: it may switch the language.
    """

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Speak it, and let the request through."""
        speaking.set(language_of(Request(scope, receive)))
        await next_app(scope, receive, send)


def _weight(part: str) -> float:
    number = part.partition("q=")[2].strip() or "1"
    return float(number) if number.replace(".", "", 1).isdigit() else 0.0


def kept(language: str) -> Cookie:
    """The cookie that keeps the chosen language for a year."""
    return cookie(COOKIE, language, YEAR)


class LanguageForm(Struct, frozen=True):
    """The language that somebody chooses, and the page to go back to."""

    language: Literal["nl", "en"]
    next: Annotated[str, Meta(max_length=2000)] = ""


@post(page("language"), status_code=303, opt=enrols(), include_in_schema=False)
async def switch_language(request: Request[Any, Any, Any]) -> Response[None]:
    """Keep the chosen language for a year and go back to the page it was chosen on."""
    form = await read_form(request, LanguageForm)
    headers = {"Location": local(form.next)}
    cookies = [kept(form.language)]
    return Response(None, status_code=303, headers=headers, cookies=cookies)
