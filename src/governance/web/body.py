"""What a request carries: the body within its limit, as one tree of names and values.

A web form (``commitments.0.title=...``) and JSON become the same tree. The body is read
once and kept with the request, so the check on forgery, the page and ``typed`` share it.
A file in it goes to a temporary file as it comes in (``web.uploading``).
"""

from __future__ import annotations

from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused
from governance.base.settings import MEGABYTE, Settings
from governance.base.words import LANGUAGES
from governance.web.acting import AnyRequest, actor_or_nobody
from governance.web.sent_json import Tree, read_json
from governance.web.uploading import NotMultipart, TooLarge, Upload, parts_of

AnyConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]

LIMIT = 1024 * 1024
FIELDS = 2000
DEPTH = 6
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BROKEN = N_("The form could not be read. Go back, open the page again and send it once more.")

SHOW_IN = "show_in"
"""The button of a refused form that shows it again in another language, and does nothing else."""


class Posted(Struct, frozen=True):
    """A body that was read. ``form`` tells a web form from JSON; files stand apart."""

    values: Tree
    form: bool
    files: dict[str, Upload] = {}
    pairs: tuple[tuple[str, str], ...] = ()
    """The fields of a web form by the names they had on the page, where blank rows count."""

    @property
    def language(self) -> str:
        """The language in which a form is only to be shown again, else nothing."""
        asked = self.values.get(SHOW_IN) if self.form else ""
        return str(asked) if asked in LANGUAGES else ""


def media_type(connection: AnyConnection) -> str:
    """The media type of the body, without parameters."""
    return connection.headers.get("content-type", "").partition(";")[0].strip().lower()


def body_limit(connection: AnyConnection) -> int:
    """How many bytes the route takes: 1 MB, and a file more where ``opt`` says ``upload``.

    A file is taken only from who is signed in.
    """
    handler = connection.scope.get("route_handler")
    files = media_type(connection) == FORMS[1] and actor_or_nobody(connection) is not None
    if handler and files and handler.opt.get("upload"):
        return LIMIT + upload_limit(connection)
    return LIMIT


def upload_limit(connection: AnyConnection) -> int:
    """How many bytes one file may have here, as the settings say."""
    settings = connection.app.state.get("settings")
    megabytes = settings.upload_limit if settings else Settings().upload_limit
    return int(megabytes * MEGABYTE)


async def read_body(request: AnyRequest) -> bytes:
    """The whole body; raises :class:`TooLarge` as soon as it passes the limit of the route."""
    kept = request.scope["state"].get("body")
    if kept is None:
        limit, parts, size = body_limit(request), [], 0
        said = request.headers.get("content-length", "")
        if said.isdecimal() and int(said[:20]) > limit:
            raise TooLarge(limit)
        async for part in request.stream():
            size += len(part)
            if size > limit:
                raise TooLarge(limit)
            parts.append(part)
        kept = request.scope["state"]["body"] = b"".join(parts)
    return bytes(kept)


async def posted(request: AnyRequest) -> Posted:
    """The body as a tree; raises ``Refused`` when broken and HTTP 415 for other kinds."""
    kept = request.scope["state"].get("posted")
    if isinstance(kept, Posted):
        return kept
    kind = media_type(request)
    if kind == FORMS[1]:
        found = await _with_files(request)
    elif kind == FORMS[0]:
        found = _form(await read_body(request))
    elif kind == "application/json" or kind.endswith("+json"):
        found = Posted(read_json(await read_body(request)), form=False)
    else:
        raise HTTPException(status_code=415)
    request.scope["state"]["posted"] = found
    return found


def _form(body: bytes) -> Posted:
    try:
        text = body.decode()
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
        return _posted(pairs, {})
    except ValueError:
        raise Refused([Complaint("", BROKEN)]) from None


async def _with_files(request: AnyRequest) -> Posted:
    try:
        return _posted(*await parts_of(request, body_limit(request), FIELDS))
    except (ValueError, NotMultipart):
        raise Refused([Complaint("", BROKEN)]) from None


def _posted(pairs: list[tuple[str, str]], files: dict[str, Upload]) -> Posted:
    pairs = [(name, said.replace("\r\n", "\n")) for name, said in pairs]
    return Posted(_tree(pairs), form=True, files=files, pairs=tuple(pairs))


def _tree(pairs: list[tuple[str, str]]) -> Tree:
    """Names with dots become branches; a name that comes twice becomes a list."""
    root: Tree = {}
    for name, said in pairs:
        *branches, leaf = name.split(".")
        if len(branches) >= DEPTH:
            raise ValueError(name)
        place = root
        for branch in branches:
            place = place.setdefault(branch, {})
            if not isinstance(place, dict):
                raise ValueError(name)
        if leaf not in place:
            place[leaf] = said
        elif isinstance(place[leaf], list):
            place[leaf].append(said)
        elif isinstance(place[leaf], str):
            place[leaf] = [place[leaf], said]
        else:
            raise ValueError(name)
    return {name: _rows(branch) for name, branch in root.items()}


def _rows(branch: Any) -> Any:
    """Branches named by numbers become rows in that order; a row left blank is no row."""
    if not isinstance(branch, dict):
        return branch
    inner = {name: _rows(value) for name, value in branch.items()}
    if not all(name.isascii() and name.isdigit() for name in inner):
        return inner
    ordered = [inner[name] for name in sorted(inner, key=int)]
    return [row for row in ordered if not _blank(row)]


def _blank(row: Any) -> bool:
    if isinstance(row, dict):
        return all(_blank(value) for value in row.values())
    return isinstance(row, str) and not row.strip()
