"""The description of the API (OpenAPI 3.1), made of its routes: nothing in it is written twice.

A route says in its ``opt`` what it takes (``takes(Form)``) and what may be asked in its
address (``asks(page="...")``); the rest follows from its path, its answer and its docstring.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from inspect import getdoc
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from governance.base.places import VERSION
from governance.web.addresses import API
from governance.web.refusals import (
    Problem,
    named_header,
    of_every_answer,
    refusals,
    told_headers,
    told_refusals,
)
from governance.web.schemas import Json, fields_of, schemas_of

MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""The forms of a document, as an address and as an answer name them."""
_BINARY: Json = {"type": "string", "format": "binary"}
_JSON = "application/json"
"""A file of this kind is read as what it says, whatever that is, and not as bytes."""
_NAMED = re.compile(r"\{(\w+):(\w+)\}")
_ABOUT = """\
Every change of the pages can be made here. Names of fields are English, addresses are Dutch.

Sign in with `POST /sessies`, with a `code` where you have a second factor, and send the token as
`Authorization: Bearer`. What is sensitive answers 403 when you signed in a while ago: its `type`
is then the address at which to confirm, and the token that comes back is the one from there on.

A program that works by itself sends an API token (`gov_...`) in the same header: people make it on
the page of API tokens, with the roles that it needs. It signs and adopts nothing, and does nothing
with people, roles, sessions or tokens: that answers 404. A token that does not count answers 401.
Of a request that carries a token no cookie is looked at.

Messages come in the language of `Accept-Language` (nl or en). Days are ISO 8601, numbers with
decimals are texts. What you may not see answers 404, like what is not there.

A change names the version that you saw: in the field `version`, or as `If-Match` with the
`ETag` of an earlier answer. When it was changed in between, the answer is 409 and nothing is
overwritten. A step that does not exist in the state of the thing is 409 as well."""

_SCHEMES: Json = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "The token of a session, or an API token (gov_...).",
    },
    "cookie": {"type": "apiKey", "in": "cookie", "name": "__Host-session",
               "description": "The session of a browser; a change also carries X-CSRF-Token."},
}  # fmt: skip


def takes(form: type[Struct]) -> Json:
    """``opt`` of a route: what is sent to it."""
    return {"takes": form}


def takes_file() -> Json:
    """``opt`` of a route: a file is sent to it, as the part ``file`` of a form in parts.

    What is sent beside it in other parts: ``takes(Form)``.
    """
    return {"upload": True}


def gives(*media_types: str) -> Json:
    """``opt`` of a route: its answer is a file of one of these kinds."""
    return {"gives": tuple(kind.partition(";")[0] for kind in media_types)}


def keeps(*media_types: str) -> Json:
    """``opt`` of a route: its answer is a file that is kept, so it has a tag, and parts."""
    return gives(*media_types) | {"keeps": True}


def asks(**questions: str) -> Json:
    """``opt`` of a route: what may be asked in its address, with what it means."""
    return {"asks": questions}


def description(routes: Iterable[HTTPRouteHandler], public: Container[str] = ()) -> Json:
    """The whole description, for the routes of the API.

    ``public``: the rows of the permission table for which nobody has to be signed in.
    """
    handlers = sorted(routes, key=described_path)
    kinds = {Problem, *filter(None, map(_taken, handlers)), *filter(None, map(_given, handlers))}
    of, components = schemas_of(kinds, filter(None, map(_taken, handlers)))
    paths: Json = {}
    for handler in handlers:
        [method] = handler.http_methods - {"HEAD", "OPTIONS"}
        made = _operation(handler, of, public=handler.opt["needs"] in public)
        paths.setdefault(described_path(handler), {})[method.lower()] = made
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Bestuurlijke afspraken", "version": VERSION, "description": _ABOUT},
        "servers": [{"url": API}],
        "security": [{"token": []}, {"cookie": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "headers": told_headers(),
            "responses": told_refusals(of[Problem]),
            "securitySchemes": _SCHEMES,
        },
    }
    # As JSON has it: a default that is a tuple here is a list there.
    made_of: Json = msgspec.json.decode(msgspec.json.encode(whole))
    return made_of


def described_path(handler: HTTPRouteHandler) -> str:
    [path] = handler.paths
    return _NAMED.sub(r"{\1}", path).removeprefix(API)


def _taken(handler: HTTPRouteHandler) -> Any:
    return handler.opt.get("takes")


def _given(handler: HTTPRouteHandler) -> Any:
    """What a route answers; none for nothing, and for a file."""
    if "gives" in handler.opt:
        return None
    kind = get_type_hints(handler.fn)["return"]
    if get_origin(kind) is Response:
        [kind] = get_args(kind)
    return None if kind in (type(None), bytes) else kind


def _operation(handler: HTTPRouteHandler, of: dict[Any, Json], *, public: bool) -> Json:
    name, said = handler.fn.__name__, (getdoc(handler.fn) or "").split("\n\n")
    made: Json = {
        "operationId": f"{handler.fn.__module__.split('.')[1]}_{name}",
        "summary": " ".join(said[0].split()),
        "tags": [described_path(handler).split("/")[1]],
        "parameters": list(_parameters(handler)),
        "responses": _answers(handler, of) | refusals(handler, public=public),
    }
    if len(said) > 1:
        made["description"] = " ".join(" ".join(said[1:]).split())
    if content := _body(handler, of):
        made["requestBody"] = {"required": True, "content": content}
    if public:
        made["security"] = [{}, {"token": []}]
    return made


def _body(handler: HTTPRouteHandler, of: dict[Any, Json]) -> Json:
    """What is sent, by its media type: a form as JSON, or beside a file as the other parts."""
    form = _taken(handler)
    if not handler.opt.get("upload"):
        return {"application/json": {"schema": of[form]}} if form else {}
    parts = {**(fields_of(form) if form else {}), "file": _BINARY}
    schema: Json = {"type": "object", "required": ["file"], "properties": parts}
    return {"multipart/form-data": {"schema": schema}}


def _parameters(handler: HTTPRouteHandler) -> Iterator[Json]:
    [path] = handler.paths
    for name, kind in _NAMED.findall(path):
        schema: Json = {"type": "string"}
        if kind == "uuid":
            schema["format"] = "uuid"
        if name == "form":
            schema["enum"] = list(MEDIA)
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    for name, said in handler.opt.get("asks", {}).items():
        number = said.startswith("Which page")
        schema = {"type": "integer", "minimum": 1} if number else {"type": "string"}
        yield {"name": name, "in": "query", "description": said, "schema": schema}
    form = _taken(handler)
    if form and "version" in form.__struct_encode_fields__:
        said = "The ETag that you saw, instead of `version` in the body."
        yield {
            "name": "If-Match",
            "in": "header",
            "description": said,
            "schema": {"type": "string"},
        }


_VERSIONS = (int, int | None)
"""A version is told to everybody, or to who may change the thing."""


def _answer(handler: HTTPRouteHandler, of: dict[Any, Json]) -> Json:
    kind = _given(handler)
    made: Json = {"description": "Done.", "headers": of_every_answer()}
    if handler.status_code == 204:
        return made
    if kind is None:
        return made | _file(handler)
    made["content"] = {"application/json": {"schema": of[kind]}}
    tagged = get_origin(get_type_hints(handler.fn)["return"]) is Response
    versioned = isinstance(kind, type) and get_type_hints(kind).get("version") in _VERSIONS
    if tagged or versioned:
        made["headers"]["ETag"] = named_header("ETag")
    return made


def _file(handler: HTTPRouteHandler) -> Json:
    kept = ["ETag", "Accept-Ranges"] if handler.opt.get("keeps") else []
    named = ["Content-Disposition", *kept]
    kinds = handler.opt.get("gives", MEDIA.values())
    content = {kind: {"schema": {} if kind == _JSON else _BINARY} for kind in kinds}
    headers = of_every_answer() | {name: named_header(name) for name in named}
    return {"description": "The file.", "content": content, "headers": headers}


def _answers(handler: HTTPRouteHandler, of: dict[Any, Json]) -> Json:
    """What it answers where nothing is wrong; a file that is kept also in part."""
    whole = _answer(handler, of)
    if not handler.opt.get("keeps"):
        return {str(handler.status_code): whole}
    of_part = whole["headers"] | {"Content-Range": named_header("Content-Range")}
    part = whole | {"description": "The part that `Range` asks for.", "headers": of_part}
    headers = of_every_answer() | {"ETag": named_header("ETag")}
    unchanged = {"description": "It is the file of `If-None-Match`.", "headers": headers}
    return {"200": whole, "206": part, "304": unchanged}
