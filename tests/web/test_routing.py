"""The application takes in hundreds of routes, and keeps what Litestar asks of them each time."""

from __future__ import annotations

from typing import Any

import pytest
from litestar import get, post
from litestar.params import FromPath
from litestar.testing import AsyncTestClient

from governance.app.main import create_app
from governance.web.plugin import Application
from governance.web.routing import Mapped, Together


@get("/here", sync_to_thread=False)
def shown() -> str:
    return "shown"


@post("/here", sync_to_thread=False)
def taken() -> str:
    return "taken"


@get("/here/{number:int}", sync_to_thread=False)
def counted(number: FromPath[int]) -> int:
    return number


def small(*handlers: Any) -> Application:
    return Application(handlers, openapi_config=None, logging_config=None)


def test_what_answers_where_is_what_litestar_itself_would_say() -> None:
    app = create_app("")
    assert isinstance(app, Application)
    assert len(app.routes) > 500
    assert app.route_handler_method_map == super(Mapped, app).route_handler_method_map


async def test_a_method_that_comes_to_an_address_later_stands_beside_the_first() -> None:
    app = small(shown)
    app.register(counted)
    app.register(taken)
    assert set(app.route_handler_method_map["/here"]) == {"GET", "POST", "OPTIONS"}
    assert app.route_handler_method_map == super(Mapped, app).route_handler_method_map
    async with AsyncTestClient(app) as client:
        assert (await client.get("/here")).text == "shown"
        assert (await client.post("/here")).text == "taken"
        assert (await client.get("/here/7")).json() == 7


def test_litestar_still_asks_what_answers_where_at_each_route(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it does not, what is kept for it is kept in vain and can go."""
    asked = []

    def map_of(app: Mapped) -> dict[str, Any]:
        asked.append(len(app.routes))
        return {}

    monkeypatch.setattr(Mapped, "route_handler_method_map", property(map_of))
    small(shown, counted)
    assert asked == [0, 1]


def test_all_routes_of_the_service_are_looked_over_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_in = []
    register = Application.register

    def registered(app: Application, value: Any) -> None:
        taken_in.append(value)
        register(app, value)

    monkeypatch.setattr(Application, "register", registered)
    app = create_app("")
    [whole] = taken_in
    assert isinstance(whole, Together)
    assert whole.owner is app
    answering = [one for by in app.route_handler_method_map.values() for one in by.values()]
    assert {one.owner for one in answering} == {whole}
