"""API tokens: a form of one, a token with its machine, and a client that comes in with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from httpx import ASGITransport, AsyncClient

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.identity.tokens.actions import Made, make_token
from governance.identity.tokens.forms import TokenForm
from governance.identity.tokens.using.queries import machine

NAME = "vergadersysteem"


def token_form(for_id: UUID | None, *kinds: RoleKind, until: date, name: str = NAME) -> TokenForm:
    return TokenForm(name, until, kinds or (RoleKind.READER,), for_id)


async def token(
    for_id: UUID | None, *kinds: RoleKind, by: Actor, at: datetime, days: int = 30,
    name: str = NAME,
) -> Made:  # fmt: skip
    """A token that works for some days."""
    until = day(at) + timedelta(days=days)
    return await make_token(token_form(for_id, *kinds, until=until, name=name), by=by, at=at)


async def comes_in(made: Made, at: datetime) -> Actor:
    """The machine of a token as it acts at a moment."""
    found = await machine(made.token, at=at)
    assert found is not None
    return found.actor


@asynccontextmanager
async def bearing(transport: ASGITransport, said: str, **more: Any) -> AsyncIterator[AsyncClient]:
    """A program that sends a token with every request."""
    headers = {"authorization": f"Bearer {said}"}
    async with AsyncClient(
        transport=transport, base_url="http://localhost", headers=headers, **more
    ) as client:
        yield client
