"""A small application with every part of the pages, to try them against."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
import pytest
from jinja2 import ChoiceLoader, FileSystemLoader
from litestar import Litestar, Request, Response, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import Meta, Struct

from governance.base.errors import (
    N_,
    NotAllowed,
    NotFound,
    Overtaken,
    Refused,
    SignInNeeded,
    WrongState,
)
from governance.web.acting import AnyRequest
from governance.web.addresses import api
from governance.web.forms import Filled, again, filled
from governance.web.pages import Link, Shell, redirect, render, templates
from governance.web.plugin import Application, install
from governance.web.reading import read_form
from governance.web.static import etag, not_modified

DAY = date(2026, 11, 24)


class CommitmentForm(Struct, frozen=True):
    """One row."""

    title: Annotated[str, Meta(max_length=20)]
    due_on: date | None = None


class DemoForm(Struct, frozen=True):
    """Every kind of field."""

    title: Annotated[str, Meta(max_length=60)]
    starts_on: date
    kind: Literal["effort", "result"]
    theme: str
    version: int
    budget: Decimal | None = None
    note: str = ""
    agreed: bool = False
    commitments: tuple[CommitmentForm, ...] = ()


def shown(request: AnyRequest, form: Filled, status: int = 200) -> Response[str]:
    """The page of every part."""
    return render(request, "demo.html", status=status, block="rows", form=form, day=DAY)


@get("/")
async def demo(request: Request[Any, Any, Any]) -> Response[Any]:
    """The page as it is first shown."""
    return shown(request, filled(starts_on=DAY, title="Regionale aanpak", kind="effort"))


@post("/")
async def handed_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """The page that takes the form."""
    try:
        form = await read_form(request, DemoForm)
    except Refused as refused:
        return shown(request, again(request, refused), 400)
    return redirect("/", N_("Sign in first"), tone="good", title=form.title)


@post(api("agreements"))
async def handed_in_by_machine(request: Request[Any, Any, Any]) -> dict[str, str]:
    """The same for machines."""
    form = await read_form(request, DemoForm)
    return {"title": form.title, "starts_on": form.starts_on.isoformat()}


RAISED: dict[str, type[Exception] | Exception] = {
    "unknown": NotFound,
    "forbidden": NotAllowed,
    "overtaken": Overtaken,
    "state": WrongState("accept", "draft"),
    "sign-in": SignInNeeded,
    "failed": RuntimeError("a.person@example.org"),
}


@get(["/raised/{kind:str}", api("models") + "/{kind:str}"])
async def raises(kind: FromPath[str]) -> None:
    """Whatever can go wrong."""
    raise RAISED[kind]


@get("/tagged")
async def tagged(request: Request[Any, Any, Any]) -> Response[Any]:
    """A page that a browser may hold."""
    tag = etag("demo", 1)
    return not_modified(request, tag) or Response("whole", headers={"ETag": tag})


def with_session(app: ASGIApp) -> ASGIApp:
    """What the package identity does: the secret of the session, from a cookie."""

    async def session(scope: Scope, receive: Receive, send: Send) -> None:
        cookies = Request[Any, Any, State](scope).cookies
        scope["state"]["session_secret"] = cookies.get("session")
        await app(scope, receive, send)

    return session


def shell(request: AnyRequest) -> Shell:
    """What stands round the pages."""
    words = ("Vandaag", "Afspraken", "Toezeggingen", "Rapportages", "Dashboard")
    links = tuple(Link(w, f"/{w.lower()}", current=w == "Afspraken") for w in words)
    return Shell("Bestuurlijke afspraken", links, "Linking pin, gemeente Soest")


@pytest.fixture(scope="session")
def app() -> Iterator[Litestar]:
    """The application; its page stands beside the shipped ones."""
    shipped = templates().loader
    assert shipped is not None
    here = FileSystemLoader(Path(__file__).with_name("pages"))
    templates().loader = ChoiceLoader([shipped, here])
    yield Application(
        [demo, handed_in, handed_in_by_machine, raises, tagged],
        middleware=[with_session],
        on_app_init=[install],
        state=State({"shell": shell, "clock": lambda: datetime(2026, 11, 20, 9, tzinfo=UTC)}),
        openapi_config=None,
        logging_config=None,
    )
    templates().loader = shipped


@pytest.fixture
async def browser(app: Litestar) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody with a browser who is not signed in."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client
