"""Pages: templates in the language of the request, fragments for htmx, messages.

``render(request, "agreements/list.html", agreements=found)``. Templates extend
``web/layout.html`` and use the macros of ``web/macros.html`` as ``ui``, without an import.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Response
from litestar.enums import MediaType
from markupsafe import escape
from msgspec import Struct

from governance.base.clock import system_clock
from governance.base.errors import N_, Complaint
from governance.base.places import shipped
from governance.base.words import LANGUAGES, counted, fitted, headed, translate
from governance.web import filters
from governance.web.acting import AnyRequest
from governance.web.addresses import Key, api, page
from governance.web.cookies import cookie, named
from governance.web.csrf import csrf_token
from governance.web.forms import Filled, left_over
from governance.web.language import kept, language_of, speaking, switched
from governance.web.security import nonce
from governance.web.static import static

LINE = N_("{file}, line {line}")
COOKIE = "message"
SHORTLY = timedelta(seconds=60)
"""How long a message waits for the page that shows it."""


class Asked(Struct, frozen=True):
    """The words that forms and htmx attributes of this page carry."""

    csrf: str = ""
    nonce: str = ""
    again: bool = False
    """Whether a form is only shown again, in another language."""


asked: ContextVar[Asked] = ContextVar("asked", default=Asked())  # noqa: B039 - frozen


class Link(Struct, frozen=True):
    """A link in the shell: its words are translated already. ``current``: we are there."""

    label: str
    href: str
    current: bool = False


class Shell(Struct, frozen=True):
    """What stands round every page. The roof gives it as ``app.state.shell(request)``."""

    service: str
    navigation: tuple[Link, ...] = ()
    user: str = ""


class Said(Struct, frozen=True):
    """A message for the next page: one of the catalogue, with its values.

    ``tone`` is good, info, warning or bad.
    """

    message: str
    values: dict[str, str | int] = {}
    tone: str = "good"


def gettext(message: str, /, **values: Any) -> str:
    """A message in the language of the page; values that are markup stay markup."""
    said, values = translate(speaking.get(), message), fitted(speaking.get(), values)
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(said).format(**values)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, number: int, /, **values: Any) -> str:
    """The form of a message that fits a number, ``{number}`` filled in."""
    return counted(speaking.get(), one, many, number, **values)


def told(complaint: Complaint) -> str:
    """What a complaint says at its own field, in the language of the page: of what comes from a
    file, with file and line."""
    return headed(_where(complaint), _said(complaint))


def _said(complaint: Complaint) -> str:
    days = {n: filters.typed_date(v) for n, v in complaint.values.items() if isinstance(v, date)}
    return gettext(complaint.problem, **{**complaint.values, **days})


def problem(complaint: Complaint) -> str:
    """What a complaint says apart from its field: with what it is about, and file and line."""
    about = gettext(complaint.about) if complaint.about else ""
    return headed(_where(complaint), headed(about, _said(complaint)))


def _where(complaint: Complaint) -> str:
    if not complaint.line:
        return complaint.file
    return gettext(LINE, file=complaint.file, line=complaint.line)


@cache
def templates() -> Environment:
    """All page templates, in one environment: escaped, and strict about unknown names."""
    found = Environment(
        loader=FileSystemLoader(shipped("templates") / "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        # All of them are kept, and none is looked up on the disk anew for each page.
        cache_size=-1,
        auto_reload=False,
    )
    found.install_gettext_callables(gettext, ngettext)  # type: ignore[attr-defined]
    found.filters.update(filters.FILTERS)
    found.globals.update(
        {"_": gettext, "ngettext": ngettext, "page": page, "api": api, "key": Key}
        | {"static": static, "problem": problem, "told": told, "headed": headed, "form_of": Filled}
        | {"csrf_token": lambda: asked.get().csrf, "nonce": lambda: asked.get().nonce}
        | {"other_languages": _others, "only_again": lambda: asked.get().again}
    )
    found.globals["ui"] = found.get_template("web/macros.html").module
    return found


def shell(request: AnyRequest) -> Shell:
    """What stands round this page, as the roof gives it."""
    made: Callable[[AnyRequest], Shell] | None = request.app.state.get("shell")
    return made(request) if made else Shell(gettext(N_("Administrative agreements")))


def _others() -> tuple[str, ...]:
    """The languages that the page being rendered is not in."""
    return tuple(language for language in LANGUAGES if language != speaking.get())


def _context(request: AnyRequest) -> dict[str, Any]:
    whole = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return {
        "shell": shell(request),
        "language": language_of(request),
        # Not where the switch would lose what was typed: there the form has one of its own.
        "languages": () if left_over(request) else LANGUAGES,
        "here": whole if request.method == "GET" else request.url.path,
        "path": request.url.path,
    }


def is_fragment(request: AnyRequest) -> bool:
    """Whether htmx asks for a part of the page, not for the whole."""
    asked = request.headers.get("hx-request") == "true"
    whole = request.headers.get("hx-request-type") == "full"
    return asked and not whole and request.headers.get("hx-boosted") != "true"


def render(
    request: AnyRequest,
    name: str,
    *,
    status: int = 200,
    block: str | None = None,
    **context: Any,
) -> Response[str]:
    """A template as page; only ``block`` of it when htmx asks for a fragment.

    A block uses what the context holds, not what the top of its template sets.
    """
    speaking.set(language_of(request))
    clock = request.app.state.get("clock", system_clock)
    filters.now.set(clock())
    again = switched(request)
    asked.set(Asked(csrf_token(request), nonce(request), bool(again)))
    template = templates().get_template(name)
    fragment = block is not None and is_fragment(request)
    said = None if fragment else _message(request)
    given = _context(request) | {"said": said} | context
    if fragment and block is not None:
        html = "".join(template.blocks[block](template.new_context(given)))
    else:
        html = template.render(given)
    response = Response(html, status_code=status, media_type=MediaType.HTML)
    response.headers["Vary"] = "HX-Request, Accept-Language, Cookie"
    response.headers["Content-Language"] = speaking.get()
    if again:
        response.set_cookie(kept(again))
    if said is not None:
        response.set_cookie(cookie(COOKIE, None))
    return response


def number_of(request: AnyRequest) -> int:
    """The page of a list that the address asks for; the first when it asks for none."""
    said = request.query_params.get("page", "")
    return int(said) if said.isdecimal() and len(said) < 7 else 1


def redirect(
    path: str, said: str | None = None, *, tone: str = "good", **values: str | int
) -> Response[None]:
    """Go to a page of ours (303), with a message of the catalogue to show there."""
    response = Response(None, status_code=303, headers={"Location": path})
    if said is not None:
        packed = msgspec.json.encode(Said(said, values, tone))
        text = base64.urlsafe_b64encode(packed).decode()
        response.set_cookie(cookie(COOKIE, text, SHORTLY))
    return response


def _message(request: AnyRequest) -> Said | None:
    """The message that the page before left; nothing when it is not one of ours."""
    kept = request.cookies.get(named(COOKIE))
    if not kept:
        return None
    try:
        said = msgspec.json.decode(base64.urlsafe_b64decode(kept), type=Said)
        gettext(said.message, **said.values)
    except (binascii.Error, ValueError, LookupError, msgspec.MsgspecError):
        return None
    return said
