"""Turning parts on and off for a region."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, Unread, complain
from governance.base.views import add, change, lock, unchanged
from governance.commitments.features.forms import FeaturesForm
from governance.commitments.features.queries import Features, can_in, region_seen
from governance.commitments.features.tables import RegionFeatures
from governance.parties.tables import Grouping

_THERE = "select * from region_features where grouping = $1"


async def choose_features(
    region_id: UUID, form: FeaturesForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Turn parts on and off for a region. What was filled in of a part that goes off stays."""
    async with DATABASE.transaction():
        region = await region_seen(region_id, by=by)
        if not can_in(region, "feature.choose", by):
            raise NotAllowed
        await lock(Grouping, region_id)
        complain((), unread)
        rows = await DATABASE.fetch(_THERE, region_id)
        off = {name: False for name in Features.__struct_fields__}
        row: dict[str, Any] = dict(rows[0]) if rows else {"version": 0, **off}
        unchanged(row, form.version)
        values = {name: getattr(form, name) for name in Features.__struct_fields__}
        noted = changed(row, values)
        if not noted["after"]:
            return
        if rows:
            await change(RegionFeatures, row, **values)
        else:
            await add(RegionFeatures(grouping=region_id, **values))
        on = ("region_features", region_id)
        await record(region.chain, "choose_features", *on, noted, by=by, at=at)
