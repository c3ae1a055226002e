"""What went wrong, as a page or as a problem (RFC 9457), the same answer for the same cause.

An address under ``/api/`` answers with ``application/problem+json``, any other with a page.
What is unknown and what is forbidden answer the very same 404.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

import msgspec
import structlog
from litestar import Response
from litestar.exceptions import HTTPException
from msgspec import Struct

from governance.base.errors import (
    N_,
    Complaint,
    ConfirmationNeeded,
    Damaged,
    EnrolmentNeeded,
    GovernanceError,
    NotFound,
    Overtaken,
    Refused,
    SignInNeeded,
    TooOften,
    Unavailable,
    WrongState,
)
from governance.base.failures import kind_of, places_of
from governance.base.words import translate
from governance.web.acting import AnyRequest
from governance.web.addresses import API, api
from governance.web.csrf import SAFE, Forged
from governance.web.forms import left_over
from governance.web.language import language_of, speaking
from governance.web.leading import led, was_signed_out, way_on
from governance.web.pages import render
from governance.web.uploading import TooLarge

log = structlog.get_logger("governance.web")


class Answer(Struct, frozen=True):
    """How a failure is told: status, title and detail as messages of the catalogue."""

    status: int
    title: str
    detail: str
    values: dict[str, Any] = {}
    complaints: tuple[Complaint, ...] = ()
    reference: str = ""
    kind: str = "about:blank"


NOT_FOUND = Answer(
    404,
    N_("This page does not exist"),
    N_("There is nothing at this address, or it is not meant for you. Check the address."),
)
SIGN_IN = Answer(401, N_("Sign in first"), N_("This needs somebody who is signed in."))
FORGED = Answer(
    403,
    N_("This form is out of date"),
    N_("Nothing was saved. Go back, reload the page and send the form once more."),
)
SIGNED_OUT = Answer(
    403, N_("You are signed out"),
    N_("Nothing was saved. Sign in, open the page again and send the form once more."),
)  # fmt: skip
CONFIRM = Answer(
    403,
    N_("Confirm that it is you"),
    N_("Nothing was saved. This asks who you are once more, because that is a while ago."),
    kind=api("sessions", "current", "confirmation"),
)
ENROL = Answer(
    403, N_("Set up a second step first"),
    N_("Who signs in with a password needs an authenticator app or a passkey as well."),
    kind=api("account"),
)  # fmt: skip
OVERTAKEN = Answer(
    409, N_("This was changed in the meantime"),
    N_("Nothing was overwritten. Open it again to see the change, then make yours."),
)  # fmt: skip
WRONG_STATE = Answer(
    409, N_("This step cannot be taken now"),
    N_("It may have been taken already. Open it again to see where it stands."),
)  # fmt: skip
REFUSED = Answer(
    400, N_("Something is not right yet"), N_("Nothing was saved. Correct what is named here.")
)
TOO_LARGE = Answer(
    413,
    N_("This is too large"),
    N_("Nothing was saved. At most {limit} kB can be sent here at once."),
)
FAILED = Answer(
    500,
    N_("Something went wrong on our side"),
    N_("It has been noted. Name the reference {reference} when you ask about it."),
)
OF_HTTP = {
    400: (N_("The request is not right"), N_("Check the address and what was sent.")),
    405: (N_("This cannot be done here"), N_("This address does not take this kind of request.")),
    415: (N_("This kind of content cannot be read"), N_("Send a web form or JSON.")),
    416: (N_("This part does not exist"), N_("Ask for a part that lies within the file.")),
    429: (N_("Too many attempts"), N_("Wait a while and try again.")),
    503: (N_("The service is not available now"), N_("Wait a while and try again.")),
}
BY_KIND: dict[type[Exception], Answer] = {
    NotFound: NOT_FOUND,
    SignInNeeded: SIGN_IN,
    Forged: FORGED,
    ConfirmationNeeded: CONFIRM,
    EnrolmentNeeded: ENROL,
    TooOften: Answer(429, *OF_HTTP[429]),
    Overtaken: OVERTAKEN,
    WrongState: WRONG_STATE,
    Unavailable: Answer(503, *OF_HTTP[503]),
    Damaged: msgspec.structs.replace(FAILED, detail=""),
}
TOLD = N_("This value cannot be used here.")


class Wrong(Struct, frozen=True, omit_defaults=True):
    """One complaint as the API tells it, with where it stands in a file that was handed in."""

    field: str
    problem: str
    file: str = ""
    line: int = 0
    column: str = ""


def for_machines(request: AnyRequest) -> bool:
    """Whether the answer is for the API."""
    return request.url.path == API or request.url.path.startswith("/api/")


def answer_to(error: Exception) -> Answer:
    """What is told about an exception; one that nobody foresaw gets a reference."""
    if isinstance(error, Refused):
        given = BY_KIND.get(type(error), REFUSED)
        return msgspec.structs.replace(given, complaints=error.complaints)
    if isinstance(error, TooLarge):
        return msgspec.structs.replace(TOO_LARGE, values={"limit": error.limit // 1024})
    for kind in type(error).__mro__:
        if kind in BY_KIND:
            why, values = getattr(error, "why", ""), getattr(error, "values", {})
            told = BY_KIND[kind]
            return msgspec.structs.replace(told, detail=why, values=values) if why else told
    known = getattr(error, "status_code", 500)
    if isinstance(error, HTTPException) and (known < 500 or known in OF_HTTP):
        return _of_http(error)
    reference = secrets.token_hex(4)
    return msgspec.structs.replace(FAILED, reference=reference, values={"reference": reference})


def _of_http(error: HTTPException) -> Answer:
    status = 400 if error.status_code == 422 else error.status_code
    if status in (401, 404):
        return SIGN_IN if status == 401 else NOT_FOUND
    if status == 413:
        return msgspec.structs.replace(TOO_LARGE, values={"limit": 1024})
    title, detail = OF_HTTP.get(status, (HTTPStatus(status).phrase, OF_HTTP[400][1]))
    extra = error.extra if isinstance(error.extra, list) else []
    named = (str(e.get("key", "")) for e in extra if isinstance(e, dict))
    return Answer(status, title, detail, complaints=tuple(Complaint(n, TOLD) for n in named if n))


def _note(request: AnyRequest, error: Exception, reference: str) -> None:
    """Log where it went wrong, without the message or values: they may hold personal data."""
    handler = request.scope.get("route_handler")
    log.error(
        "failed",
        reference=reference,
        kind=kind_of(error),
        method=request.method,
        handler=str(handler) if handler else "",
        frames=places_of(error),
    )


def handle(request: AnyRequest, error: Exception) -> Response[Any]:
    """Answer an exception: Litestar's handler for every kind."""
    told = answer_to(error)
    if told.reference:
        _note(request, error, told.reference)
    headers = dict(getattr(error, "headers", None) or {})
    if for_machines(request):
        return _problem(request, told, headers)
    elsewhere = led(request, error, told.status, told.detail)
    if elsewhere is not None:
        return elsewhere
    speaking.set(language_of(request))
    sent = request.method not in SAFE
    lost = sent and told.status in (400, 403, 409)
    told = SIGNED_OUT if was_signed_out(request, error) else told
    response = render(
        request,
        "web/error.html",
        status=told.status,
        answer=told,
        typed=left_over(request) if sent else [],
        again=request.url.path if lost else "",
        on=way_on(request, error),
    )
    response.headers.update(headers)
    return response


def _problem(request: AnyRequest, told: Answer, headers: dict[str, str]) -> Response[bytes]:
    language = language_of(request)
    speaking.set(language)
    body: dict[str, Any] = {
        "type": told.kind,
        "status": told.status,
        "title": translate(language, told.title),
        "detail": translate(language, told.detail, **told.values),
    }
    if told.complaints:
        body["errors"] = [_wrong(one, language) for one in told.complaints]
    if told.reference:
        body["reference"] = told.reference
    headers["Content-Language"] = language
    headers["Vary"] = "Accept-Language"
    if told.status == 401:
        headers.setdefault("WWW-Authenticate", "Bearer")
    return Response(
        msgspec.json.encode(body),
        status_code=told.status,
        headers=headers,
        media_type="application/problem+json",
    )


def _wrong(c: Complaint, language: str) -> Wrong:
    column = translate(language, c.about) if c.file and c.about else ""
    return Wrong(c.field, translate(language, c.problem, **c.values), c.file, c.line, column)


HANDLERS: dict[Any, Any] = dict.fromkeys((GovernanceError, HTTPException, Exception), handle)
