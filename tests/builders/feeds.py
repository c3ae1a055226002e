"""Calendar feeds: one of somebody, and a program that reads an address without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from httpx import ASGITransport, AsyncClient, Response

from governance.base.actor import Actor
from governance.commitments.feeds.actions import Made, make_feed
from governance.commitments.feeds.forms import FeedForm


async def feed(by: Actor, at: datetime, for_id: UUID | None = None) -> Made:
    """A feed of everything of somebody, or for one organisation or committee."""
    return await make_feed(FeedForm(for_id), by=by, at=at)


async def reads(
    transport: ASGITransport, secret: str, headers: Mapping[str, str] | None = None
) -> Response:
    """What a program gets at the secret address."""
    async with AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get(f"/agenda/{secret}.ics", headers=headers)


def events(file: bytes) -> dict[str, dict[str, str]]:
    """The events of a calendar by their uid, each with the values of its properties."""
    found: dict[str, dict[str, str]] = {}
    one: dict[str, str] = {}
    for line in file.replace(b"\r\n ", b"").decode().split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            one = {}
        elif line == "END:VEVENT":
            found[one["UID"]] = one
        else:
            one[name.partition(";")[0]] = value
    return found
