"""Files that come with a form: to disk as they come in, within limits, and gone afterwards."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from litestar import Litestar, Request, post
from litestar.types import Scope

from governance.base.errors import Refused
from governance.web.body import posted
from governance.web.uploading import TEXT, NotMultipart, TooLarge, discard, parts_of

HEADER = "multipart/form-data; boundary=x"
MEGABYTE = 1_000_000


def body(size: int) -> Iterator[bytes]:
    """A form with two texts and a file, as it comes in: in pieces, cut anywhere."""
    yield b'--x\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\nab'
    yield b'c\r\n--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n\xc3'
    yield b'\xa9n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a/b.pdf"\r\n'
    yield b"Content-Type: text/html\r\n\r\n"
    while size > 0:
        yield b"y" * min(size, 60_000)
        size -= 60_000
    yield b"\r\n--x--\r\n"


@post("/", request_max_body_size=None)
async def taken() -> None:
    """A route without a limit of the framework's."""


# Without a log of its own, which would take every request of every later test through a thread.
TAKER = Litestar([taken], openapi_config=None, logging_config=None)


def request(pieces: Iterator[bytes], **headers: str) -> Request[Any, Any, Any]:
    """A request as a server hands it over."""
    named = {"content-type": HEADER} | {k.replace("_", "-"): v for k, v in headers.items()}
    scope: Any = {
        "type": "http",
        "method": "POST",
        "state": {},
        "app": TAKER,
        "route_handler": TAKER.routes[0].route_handlers[0],  # type: ignore[union-attr]
        "headers": [(name.encode(), said.encode()) for name, said in named.items()],
    }

    async def receive() -> Any:
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    return Request(scope, receive=receive)


def open_files(scope: Scope) -> list[Any]:
    return list(scope["state"].get("spooled", ()))


async def test_texts_and_file_come_apart_and_the_file_goes_when_the_request_does() -> None:
    asked = request(body(100_000))
    pairs, files = await parts_of(asked, MEGABYTE, 10)
    assert pairs == [("csrf_token", "abc"), ("note", "én")]
    [sent] = files.values()
    assert (sent.filename, sent.content_type, sent.size) == ("a/b.pdf", "text/html", 100_000)
    assert sent.file.read() == b"y" * 100_000
    discard(asked.scope)
    assert sent.file.closed


async def test_memory_stays_flat_however_large_the_file() -> None:
    asked = request(body(40 * MEGABYTE))
    tracemalloc.start()
    try:
        _, files = await parts_of(asked, 50 * MEGABYTE, 10)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert files["file"].size == 40 * MEGABYTE
    assert most < 2 * MEGABYTE
    discard(asked.scope)


async def test_a_body_above_its_limit_is_read_to_its_end_and_refused() -> None:
    left = body(2 * MEGABYTE)
    asked = request(left)
    with pytest.raises(TooLarge) as refused:
        await parts_of(asked, MEGABYTE, 10)
    assert refused.value.limit == MEGABYTE
    assert next(left, None) is None
    assert sum(file.seek(0, 2) for file in open_files(asked.scope)) <= MEGABYTE
    discard(asked.scope)


async def test_a_body_far_above_its_limit_is_not_even_read() -> None:
    left = body(20 * MEGABYTE)
    asked = request(left)
    with pytest.raises(TooLarge):
        await parts_of(asked, MEGABYTE, 10)
    assert next(left, None) is not None
    discard(asked.scope)
    unread = body(1)
    with pytest.raises(TooLarge):
        await parts_of(request(unread, content_length=str(20 * MEGABYTE)), MEGABYTE, 10)
    assert next(unread).startswith(b"--x")


async def test_texts_have_a_limit_of_their_own() -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n'
    asked = request(iter([head, b"y" * TEXT, b"y", b"\r\n--x--\r\n"]))
    with pytest.raises(TooLarge):
        await parts_of(asked, 10 * MEGABYTE, 10)


@pytest.mark.parametrize("cut", [1, 2, 4, 5])
async def test_a_form_that_breaks_off_is_refused_and_leaves_nothing(cut: int) -> None:
    pieces = list(body(300_000))
    asked = request(iter(pieces[:cut]))
    with pytest.raises(NotMultipart):
        await parts_of(asked, MEGABYTE, 10)
    files = open_files(asked.scope)
    discard(asked.scope)
    assert all(file.closed for file in files)


async def test_too_many_parts_and_no_boundary_are_refused() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    with pytest.raises(NotMultipart):
        await parts_of(request(iter([part * 11, b"--x--\r\n"])), MEGABYTE, 10)
    with pytest.raises(Refused):
        await posted(request(body(1), content_type="multipart/form-data"))
