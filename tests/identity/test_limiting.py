"""Who asks too much is refused for the rest of the minute, over all processes together."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from httpx import ASGITransport, AsyncClient
from tests.builders.everyone import asking, everyone
from tests.builders.parties import cast
from tests.builders.things import AT

from governance.app.main import create_app
from governance.base.clock import Clock
from governance.base.database import DATABASE, Database
from governance.base.settings import Settings
from governance.identity.limiting.actions import Counter, forget_counts


async def test_an_account_is_refused_above_its_limit_and_let_in_the_next_minute(
    owner_url: str,
) -> None:
    now = [AT]
    clock: Clock = lambda: now[0]  # noqa: E731 - the moment moves
    app = create_app(owner_url, clock=clock, settings=Settings(rate_account=12, rate_network=3))
    async with app.lifespan():
        pin, other = [w for w in await everyone(await cast(), AT) if w.actor][1:3]
        transport = ASGITransport(app)
        async with asking(transport, pin) as client, asking(transport, other) as colleague:
            codes = [(await client.get("/api/v1/taken")).status_code for _ in range(14)]
            assert codes == [200] * 12 + [429] * 2
            refused = await client.get("/api/v1/taken")
            assert refused.headers["content-type"] == "application/problem+json"
            assert 1 <= int(refused.headers["retry-after"]) <= 60
            page = await client.get("/", headers={"accept": "text/html", "accept-language": "nl"})
            assert page.status_code == 429
            assert "Te veel" in page.text
            assert (await colleague.get("/api/v1/taken")).status_code == 200
            assert (await client.get("/static/nothing.css")).status_code == 404
            now[0] += timedelta(minutes=1)
            assert (await client.get("/api/v1/taken")).status_code == 200
        async with AsyncClient(transport=transport, base_url="http://localhost") as nobody:
            codes = [(await nobody.get("/api/v1/openapi.json")).status_code for _ in range(4)]
            assert codes == [200, 200, 200, 429]


async def test_two_processes_count_together_and_changes_at_once(database: Database) -> None:
    here, there = Counter(), Counter()
    both = [counter.add("key", AT, at_once=True) for counter in (here, there) for _ in range(25)]
    counted = await asyncio.gather(*both)
    assert sorted(counted) == list(range(1, 51))
    before = DATABASE.queries
    for _ in range(100):
        await here.add("key", AT, at_once=False)
    assert DATABASE.queries - before == 10
    await forget_counts(at=AT + timedelta(days=1, minutes=1))
    assert await DATABASE.fetch("select 1 from request_count") == []
