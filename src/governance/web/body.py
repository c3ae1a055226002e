"""What a request carries: the body within its limit, as one tree of names and values.

A web form (``commitments.0.title=...``) and JSON become the same tree. The body is read
once and kept with the request, so the check on forgery, the page and ``typed`` share it.
"""

from __future__ import annotations

from typing import Any, TypeAlias
from urllib.parse import parse_qsl

import multipart  # type: ignore[import-untyped]
from litestar.connection import ASGIConnection
from litestar.exceptions import HTTPException
from msgspec import Struct

from governance.base.errors import N_, Complaint, GovernanceError, Refused
from governance.base.words import LANGUAGES
from governance.web.acting import AnyRequest
from governance.web.sent_json import Tree, read_json

AnyConnection: TypeAlias = ASGIConnection[Any, Any, Any, Any]

LIMIT = 1024 * 1024
FIELDS = 2000
DEPTH = 6
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BROKEN = N_("The form could not be read. Go back, open the page again and send it once more.")

SHOW_IN = "show_in"
"""The button of a refused form that shows it again in another language, and does nothing else."""


class TooLarge(GovernanceError):  # noqa: N818 - reads as a sentence
    """The body is larger than its route takes (HTTP 413). ``limit`` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"a body may hold {limit} bytes")


class Upload(Struct, frozen=True):
    """A file that came with a form, still unchecked."""

    filename: str
    content_type: str
    content: bytes


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
    """How many bytes the route takes: ``opt["body_limit"]``, else 1 MB."""
    handler = connection.scope.get("route_handler")
    return int(handler.opt.get("body_limit", LIMIT)) if handler else LIMIT


async def read_body(request: AnyRequest) -> bytes:
    """The whole body; raises :class:`TooLarge` as soon as it passes the limit of the route."""
    kept = request.scope["state"].get("body")
    if kept is None:
        limit, parts, size = body_limit(request), [], 0
        if int(request.headers.get("content-length", "0") or 0) > limit:
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
    body, kind = await read_body(request), media_type(request)
    if kind in FORMS:
        found = _form(body, request.headers["content-type"], kind)
    elif kind == "application/json" or kind.endswith("+json"):
        found = Posted(read_json(body), form=False)
    else:
        raise HTTPException(status_code=415)
    request.scope["state"]["posted"] = found
    return found


def _form(body: bytes, header: str, kind: str) -> Posted:
    files: dict[str, Upload] = {}
    try:
        if kind == FORMS[0]:
            text = body.decode()
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELDS, errors="strict")
        else:
            pairs, files = _parts(body, header)
        pairs = [(name, said.replace("\r\n", "\n")) for name, said in pairs]
        return Posted(_tree(pairs), form=True, files=files, pairs=tuple(pairs))
    except (ValueError, multipart.MultipartError):
        raise Refused([Complaint("", BROKEN)]) from None


def _parts(body: bytes, header: str) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    _, options = multipart.parse_options_header(header)
    pairs, files = [], {}
    size = len(body) + 1
    with multipart.PushMultipartParser(
        options.get("boundary", ""), max_segment_count=FIELDS, max_segment_size=size
    ) as parser:
        segment, content = None, b""
        for event in parser.parse(body):
            if isinstance(event, multipart.MultipartSegment):
                segment, content = event, b""
            elif event:
                content += event
            elif segment is not None and segment.filename is None:
                pairs.append((segment.name, content.decode()))
            elif segment is not None and segment.filename:
                kind = segment.content_type or ""
                files[segment.name] = Upload(segment.filename, kind, content)
    return pairs, files


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
