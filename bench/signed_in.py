"""What it costs a request to be signed in: the look-up of the session, and the permission."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from bench.database import AT, on_a_server
from litestar import Litestar
from litestar.types import Scope

from governance.app import opening
from governance.app.main import create_app
from governance.base.embedded import Embedded
from governance.base.settings import Settings
from governance.identity.middleware import Sessions
from governance.identity.rules import Caller
from governance.identity.sessions.actions import begin
from governance.migrations.runner import migrate
from governance.overview.permissions.rules import MATRIX
from governance.sample.loading import load_sample
from governance.web.addresses import api

ROUNDS, WARMING, LIMIT = 1500, 200, 0.5
REQUESTS = (api("permissions"), api("agreements"))


def measure() -> Iterator[dict[str, Any]]:
    """The same request with and without, in turn, in one run."""
    return on_a_server(_measured)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    app = create_app(server.app_url, clock=lambda: AT, settings=Settings(rate_account=0))
    async with app.lifespan():
        region = await load_sample("a password for the bench", at=AT)
        token = await begin(region.secretary, method="password", caller=Caller("127.0.0.1"), at=AT)
        return [await _row(app, path, token) for path in REQUESTS]


async def _row(app: Litestar, path: str, token: str) -> dict[str, Any]:
    scope_of = _scopes(path, token)
    kept = await _state(app, scope_of())
    with_check: list[float] = []
    without: list[float] = []
    for _ in range(ROUNDS):
        with_check.append(await _spent(app, scope_of))
        with _without_check(kept):
            without.append(await _spent(app, scope_of))
    took, bare = (median(spent[WARMING:]) * 1000 for spent in (with_check, without))
    return {
        "name": f"sign-in check of GET {path}",
        "value": round(took - bare, 3),
        "unit": "ms",
        "against": f"at most {LIMIT} ms; {took:.2f} with, {bare:.2f} without",
        "ratio": round((took - bare) / LIMIT, 2),
    }


def _scopes(path: str, token: str) -> Callable[[], Scope]:
    headers = [(b"host", b"localhost"), (b"authorization", f"Bearer {token}".encode())]

    def scope() -> Any:
        return {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
            "scheme": "http", "path": path, "raw_path": path.encode(), "query_string": b"",
            "root_path": "", "headers": headers, "client": ("127.0.0.1", 1), "server": ("x", 1),
        }  # fmt: skip

    return scope


async def _answer(app: Litestar, scope: Any) -> int:
    status = 0

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)

    await app(scope, receive, send)
    return status


async def _spent(app: Litestar, scope_of: Callable[[], Scope]) -> float:
    scope = scope_of()
    begun = time.perf_counter()
    status = await _answer(app, scope)
    spent = time.perf_counter() - begun
    assert status == 200, status
    return spent


async def _state(app: Litestar, scope: Any) -> dict[str, Any]:
    """What the middleware finds, to put it there without looking."""
    sessions = Sessions(app=app, clock=lambda: AT)
    await sessions._find(scope)
    return dict(scope["state"])


class _Open:
    def held_by(self, _: object) -> bool:
        return True


class _AllOpen(dict[str, Any]):
    def __missing__(self, _: str) -> _Open:
        return _Open()


@contextmanager
def _without_check(kept: dict[str, Any]) -> Iterator[None]:
    """The same request, but for the look-up and the matrix: only here."""

    async def found(_: Sessions, scope: Scope) -> None:
        scope.setdefault("state", {}).update(kept)

    find: Callable[..., Awaitable[None]] = Sessions._find
    Sessions._find = found  # type: ignore[method-assign]
    opening.MATRIX = _AllOpen()  # type: ignore[attr-defined]
    try:
        yield
    finally:
        Sessions._find = find  # type: ignore[method-assign]
        opening.MATRIX = MATRIX  # type: ignore[attr-defined]
