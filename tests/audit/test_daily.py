"""A service with a key signs the ends of all chains once a day, by itself."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from tests.builders.servers import run

from governance.app.main import create_app
from governance.audit.checkpoints.actions import make_key
from governance.audit.checkpoints.queries import checkpoint_of, verifying_key
from governance.audit.verifying.queries import verify
from governance.base.database import DATABASE
from governance.base.settings import Settings

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_the_service_signs_the_trail_of_the_day(owner_url: str, tmp_path: Path) -> None:
    key = tmp_path / "key.pem"
    public = make_key(key)
    await run(
        owner_url, f"insert into trail_head values ('{'0' * 8}-0000-7000-8000-{'9' * 12}', 7, 'x')"
    )
    settings = Settings(checkpoint_key=key, checkpoints=tmp_path)
    async with create_app(owner_url, clock=lambda: AT, settings=settings).lifespan():
        for _ in range(100):
            if await DATABASE.fetch("select 1 from trail_checkpoint"):
                break
            await asyncio.sleep(0.05)
        made = checkpoint_of(tmp_path / "checkpoint-20261124T120000Z.json")
        [row] = await DATABASE.fetch("select hash, signature from trail_checkpoint")
        assert tuple(row) == (made.hash, made.signature)
        assert made.holds(verifying_key(public))
        assert [head.number for head in made.checkpoint.heads] == [7]
        [entry] = await DATABASE.fetch("select verb, origin, actor_id from trail_entry")
        assert (entry["verb"], entry["origin"]) == ("make_checkpoint", "service")
        assert not [b for b in (await verify()).broken if b.organisation_id is None]


async def test_without_a_key_nothing_is_signed(owner_url: str) -> None:
    async with create_app(owner_url, clock=lambda: AT).lifespan():
        await asyncio.sleep(0.3)
        assert await DATABASE.fetch("select 1 from trail_checkpoint") == []
