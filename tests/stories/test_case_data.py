"""Every address that takes free text asks about case data in each of its texts, by one rule."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType
from typing import Any

import pytest
from httpx import AsyncClient, Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct
from msgspec.structs import fields
from tests.builders.everyone import asking
from tests.builders.world import World, world
from tests.house.test_case_data import PACKAGES, asks, has_text, parts_of
from tests.stories.test_permissions import about, address, expected, methods

from governance.app.routes import API
from governance.base.database import DATABASE

SEEN = "Zie zaak 09/123456-24."
OF_A_FILE = "/api/v1/toezeggingen/inlezen/bevestiging"
"""Its texts are asked about once each line is there: see tests/commitments/bringing_back."""


class Undone(Exception):  # noqa: N818
    """Takes back what a request changed."""


def routes() -> list[HTTPRouteHandler]:
    """The addresses of commitments and reports that take a form that asks."""
    found = []
    for route in API:
        form = route.opt.get("takes")
        if form and form.__module__.split(".")[1] in PACKAGES and has_text(form) and asks(form):
            found.append(route)
    return found


def body(form: type[Struct]) -> dict[str, Any]:
    """A form in which every text looks like case data, and nothing else is filled in."""
    made: dict[str, Any] = {}
    for field in fields(form):
        said = _said(field.type)
        if said is not None:
            made[field.encode_name] = said
    return made


def _said(annotation: Any) -> Any:
    held = [one for one in parts_of(annotation) if one is not NoneType]
    inner = held[0] if held else None
    many = "list" in str(annotation)
    if isinstance(inner, type) and issubclass(inner, Struct):
        return [body(inner)] if many and has_text(inner) else None
    return SEEN if inner is str and not many and "dict" not in str(annotation) else None


def names(said: Any, at: str = "") -> Iterator[str]:
    """The names of the texts of a body."""
    if isinstance(said, dict):
        for name, one in said.items():
            yield from names(one, f"{at}.{name}" if at else name)
    elif isinstance(said, list):
        for place, one in enumerate(said):
            yield from names(one, f"{at}.{place}")
    else:
        yield at


async def undone(client: AsyncClient, route: HTTPRouteHandler, at: str, said: Any) -> Response:
    """One request, of which nothing stays."""
    with pytest.raises(Undone) as took_back:
        async with DATABASE.transaction():
            raise Undone(await client.request(methods(route), at, json=said))
    given: Response = took_back.value.args[0]
    return given


async def asked(there: World, route: HTTPRouteHandler, said: Any) -> set[str]:
    """The fields at which something is told to the first that may hand it in."""
    told: list[str] = []
    for thing in about(route, there.known):
        for who in there.askers:
            if not expected(str(route.opt["needs"]), who, thing):
                continue
            async with asking(there.transport, who) as client:
                answer = await undone(client, route, address(route, thing, who), said)
            told.append(f"{who.name}: {answer.status_code}")
            if answer.status_code == 400:
                return {one["field"] for one in answer.json()["errors"]}
    return {f"nobody got as far: {told}"}


async def test_every_text_that_is_handed_in_is_asked_about(owner_url: str) -> None:
    silent = {}
    async with world(owner_url) as there:
        for route in routes():
            [path] = route.paths
            said = body(route.opt["takes"])
            missed = {*names(said), "notCaseData"} - await asked(there, route, said)
            if missed:
                silent[path] = missed
    assert len(routes()) > 25
    assert set(silent) == {OF_A_FILE}, silent
