"""Taking the trail out: that is noted in the trail itself."""

from __future__ import annotations

from datetime import datetime

from governance.audit.actions import record
from governance.audit.reading.queries import chains_of
from governance.audit.reading.rules import Wanted
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import taken_by
from governance.overview.trail.queries import Subject


async def export_trail(subject: Subject, wanted: Wanted, *, by: Actor, at: datetime) -> None:
    """Note that somebody takes out a part of the trail, and which part."""
    taken_by(by, lambda way: subject.chain in chains_of(way))
    async with DATABASE.transaction():
        noted = {"filters": wanted.narrowed, "of": "trail"}
        await record(subject.chain, "export", subject.kind, subject.id, noted, by=by, at=at)
