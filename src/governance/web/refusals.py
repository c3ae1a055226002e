"""What a route of the API may answer when it refuses, for its description (OpenAPI).

Every answer is named by its status; there is no "anything else".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from governance.web.errors import Wrong

Json = dict[str, Any]
PROBLEM = "application/problem+json"


class Problem(Struct, frozen=True, omit_defaults=True):
    """What is told when a request is refused (RFC 9457). ``errors``: every complaint at once."""

    type: str
    status: int
    title: str
    detail: str
    errors: tuple[Wrong, ...] = ()
    reference: str = ""


REFUSALS: Mapping[int, str] = {
    400: "Something in it is not right: every complaint at once, nothing is saved.",
    401: "Nobody is signed in.",
    403: "It asks for a confirmation or a second factor first (`type` says which), or a browser"
    " sent it from a page that is not ours.",
    404: "It is not there, or not for you.",
    409: "It was changed in between, or the step does not exist in its state.",
    413: "The body is larger than this route takes.",
    415: "The body is neither JSON nor a form.",
    416: "The file has no such part.",
    429: "Too much was asked in this minute, or too many attempts were wrong.",
    500: "It went wrong on our side: `reference` finds it in the log.",
    503: "Another system that this needs does not answer now.",
}
"""Every status of a refusal, with what it means."""
HEADERS: Mapping[str, str] = {
    "API-Version": "The version of this API.",
    "X-Request-Id": "The name of this request in the log and the trail.",
    "Content-Language": "The language of the messages.",
    "ETag": "The version that the next change must name; of a file its SHA-256.",
    "Content-Disposition": "What the file is called.",
    "Accept-Ranges": "A part of it can be asked for.",
    "Content-Range": "Which part of the file this is.",
    "WWW-Authenticate": "How to sign in.",
    "Retry-After": "Seconds after which it may be asked again.",
}
"""The headers that mean something to a machine."""
ALWAYS = ("API-Version", "X-Request-Id")
OF_A_REFUSAL: Mapping[int, tuple[str, ...]] = {
    401: ("WWW-Authenticate",),
    416: ("Content-Range",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


def told_headers() -> Json:
    """The headers, once for the whole description."""
    schema = {"type": "string"}
    return {name: {"description": said, "schema": schema} for name, said in HEADERS.items()}


def named_header(name: str) -> Json:
    """A header of an answer, as :func:`told_headers` has it."""
    return {"$ref": f"#/components/headers/{name}"}


def of_every_answer() -> Json:
    """The headers that are on every answer."""
    return {name: named_header(name) for name in ALWAYS}


def told_refusals(problem: Json) -> Json:
    """The refusals, once for the whole description; each is a ``Problem``."""
    made = {}
    for status, said in REFUSALS.items():
        names = ("Content-Language", *OF_A_REFUSAL.get(status, ()))
        headers = of_every_answer() | {name: named_header(name) for name in names}
        content = {PROBLEM: {"schema": problem}}
        made[str(status)] = {"description": said, "headers": headers, "content": content}
    return made


def refusals(handler: HTTPRouteHandler, *, public: bool) -> Json:
    """The refusals that a route may answer, by what it asks."""
    [path] = handler.paths
    takes = handler.opt.get("takes") or handler.opt.get("upload")
    found = {429, 500, 503} | ({413, 415} if takes else set())
    if takes or any(handler.opt.get(asked) for asked in ("asks", "acts")):
        found |= {400}
    if handler.opt.get("keeps"):
        found |= {416}
    acts = bool(handler.opt.get("acts")) and handler.opt.get("csrf", True)
    if not public:
        found |= {401}
    if not public or acts:
        found |= {403}
    if not public or "{" in path:
        found |= {404}
    if acts:
        found |= {409}
    return {str(of): {"$ref": f"#/components/responses/{of}"} for of in sorted(found)}
