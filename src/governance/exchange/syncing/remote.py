"""Fetch registers from their owners: short waits, limited size, only what has changed.

A machine that fails for a moment is asked again a few times; what it sends is never half used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence

import httpx
from msgspec import Struct

from governance.base.places import VERSION
from governance.exchange.sheets.rules import LIMIT
from governance.exchange.syncing.rules import (
    LARGE,
    NEVER_SEEN,
    NO_ANSWER,
    PACKED,
    REDIRECT,
    STATUS,
    TOO_FAR,
    TOO_LATE,
    Failed,
    Fetched,
    Known,
    failed,
    is_near,
    is_safe,
)

WAIT = httpx.Timeout(30, connect=10)
WHOLE = 120
"""Seconds for a whole register, however slowly it drips."""
PAUSES = (1.0, 3.0, 9.0)
"""Seconds before it is asked again."""
LONGEST = 60
"""Seconds that a machine may ask us to wait; who asks for more is left for the next time."""
AGAIN = frozenset({429, 500, 502, 503, 504})
SENT_ON = frozenset({301, 302, 303, 307, 308})
HOPS = 3
_HEADERS = {
    "user-agent": f"governance/{VERSION}",
    "accept": "application/json, text/csv, */*;q=0.5",
    "accept-encoding": "gzip",
}
Pause = Callable[[float], Awaitable[None]]


class _NotNow(Exception):  # noqa: N818 - not told to anybody
    """It may be right a moment later; ``after``: seconds that the machine asked for."""

    def __init__(self, told: Failed, after: float | None = None) -> None:
        self.told, self.after = told, after
        super().__init__(told.address)


class _Source(Struct, frozen=True):
    """A register to ask for, with what was read of it before."""

    address: str
    known: Known

    @property
    def headers(self) -> dict[str, str]:
        asked = {
            "if-none-match": self.known.etag, "if-modified-since": self.known.last_modified,
        }  # fmt: skip
        return _HEADERS | {name: said for name, said in asked.items() if said}


async def fetch_all(
    addresses: Sequence[str], known: Mapping[str, Known], *,
    transport: httpx.AsyncBaseTransport | None = None, pause: Pause = asyncio.sleep,
) -> list[Fetched | Failed]:  # fmt: skip
    """What each address says, one after the other; none of them stops the next."""
    found = []
    for address in addresses:
        async with httpx.AsyncClient(
            timeout=WAIT, transport=transport, trust_env=not is_near(address)
        ) as client:
            source = _Source(address, known.get(address, Known()))
            found.append(await _patiently(client, source, pause))
    return found


async def _patiently(client: httpx.AsyncClient, source: _Source, pause: Pause) -> Fetched | Failed:
    """One register, asked for again where that may help."""
    for usual in (*PAUSES, None):
        try:
            async with asyncio.timeout(WHOLE):
                return await _once(client, source)
        except TimeoutError:
            return failed(source.address, TOO_LATE, seconds=WHOLE)
        except (httpx.HTTPError, httpx.InvalidURL):
            told, after = failed(source.address, NO_ANSWER), None
        except _NotNow as later:
            told, after = later.told, later.after
        if usual is None or (after or 0) > LONGEST:
            return told
        await pause(max(usual, after or 0))
    raise AssertionError("the last time gives an answer")


async def _once(client: httpx.AsyncClient, source: _Source) -> Fetched | Failed:
    """One answer, followed to where it is."""
    at = source.address
    for _ in range(HOPS + 1):
        async with client.stream("GET", at, headers=source.headers) as answer:
            if answer.status_code not in SENT_ON:
                return await _read(answer, source)
            at = str(answer.url.join(answer.headers.get("location", "")))
        if not is_safe(at, source=source.address):
            return failed(source.address, REDIRECT)
    return failed(source.address, TOO_FAR)


async def _read(answer: httpx.Response, source: _Source) -> Fetched | Failed:
    status = answer.status_code
    if status == 304 and source.known.sha256:
        return Fetched(source.address, None)
    if status == 304:
        return failed(source.address, NEVER_SEEN)
    if status != 200:
        told = failed(source.address, STATUS, status=status)
        if status in AGAIN:
            raise _NotNow(told, _after(answer.headers.get("retry-after", "")))
        return told
    packed = answer.headers.get("content-encoding", "identity").strip().lower()
    if packed not in ("identity", "gzip"):
        return failed(source.address, PACKED, packed=packed[:50])
    return await _whole(answer, source)


async def _whole(answer: httpx.Response, source: _Source) -> Fetched | Failed:
    """The register itself. It is packed once at most, so that no part of it grows without end."""
    parts, size = [], 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > LIMIT:
            return failed(source.address, LARGE, limit=LIMIT // 1024 // 1024)
        parts.append(part)
    etag, modified = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    return Fetched(source.address, b"".join(parts), _kept(etag, 500), _kept(modified, 100))


def _after(said: str) -> float | None:
    """Seconds of ``Retry-After``; a moment in it is not counted with."""
    return float(said) if said.isdecimal() and len(said) < 7 else None


def _kept(said: str, longest: int) -> str:
    """A header that may be sent back as it is; one that is too long is not kept."""
    return said if len(said) <= longest else ""
