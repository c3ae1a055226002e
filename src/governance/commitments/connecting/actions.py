"""Saying what a commitment serves, raises and waits for, also while it is in force."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, change, lock, unchanged
from governance.commitments.aiming.actions import serve
from governance.commitments.aiming.queries import aims_of
from governance.commitments.aiming.rules import SERVED, serving_complaints
from governance.commitments.barriers.actions import raise_barriers
from governance.commitments.barriers.queries import barriers_of
from governance.commitments.barriers.rules import cells, raising_complaints
from governance.commitments.connecting.forms import ConnectionsForm
from governance.commitments.connecting.queries import connections
from governance.commitments.connecting.tables import CommitmentConnection
from governance.commitments.dependence.actions import hold_all, wait_for
from governance.commitments.dependence.queries import names_of, offered, waits_from
from governance.commitments.dependence.rules import waiting_complaints
from governance.commitments.features.queries import Features, RegionSeen, region_of
from governance.commitments.features.rules import NO_REGION, OFF
from governance.parties.tables import Grouping

_VERSION = "select * from commitment_connection where commitment = $1"


async def connect(
    agreement_id: UUID, commitment_id: UUID, form: ConnectionsForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Say which goals a commitment serves, which barriers it raises and what it waits for.

    What its region does not use cannot be said, and stays as it was.
    """
    async with DATABASE.transaction():
        # Who takes no part in the agreement finds nothing; the rest is said by who keeps it.
        await connections(agreement_id, commitment_id, by=by, today=day(at))
        agreement = await lock(Agreement, agreement_id)
        entitled(by, TABLE["commitment.connect"].who, keeper=agreement["keeper"])
        await hold_all(by=by, at=at)
        region = await region_of(agreement_id, by=by)
        if region is not None:
            # The lock of who adds and removes goals and barriers of the region.
            await lock(Grouping, region.id)
        complain(await _complaints(commitment_id, form, region, by), unread)
        rows = await DATABASE.fetch(_VERSION, commitment_id)
        row: dict[str, Any] = dict(rows[0]) if rows else {"version": 0}
        unchanged(row, form.version)
        noted = await _written(commitment_id, form, region, by, at)
        if not noted:
            return
        if rows:
            await change(CommitmentConnection, row)
        else:
            await add(CommitmentConnection(commitment=commitment_id))
        told = {
            "commitment": commitment_id,
            "before": {name: was for name, (was, _) in noted.items()},
            "after": {name: now for name, (_, now) in noted.items()},
        }
        on = ("agreement", agreement_id)
        await record(agreement["keeper"], "connect", *on, told, by=by, at=at)


async def _complaints(
    commitment_id: UUID, form: ConnectionsForm, region: RegionSeen | None, by: Actor
) -> list[Complaint]:
    found = list(_turned_off(form, region))
    if region is None or found:
        return found
    aims = [one.id for one in await aims_of(region, by=by) if one.kind in SERVED]
    found += serving_complaints(form.aim_ids, aims)
    if form.barriers:
        listed = {one.id for one in await barriers_of(region, by=by)}
        found += raising_complaints(form.barriers, listed)
    if form.waits_for:
        found += await _waiting(commitment_id, form.waits_for, by)
    return found


def _turned_off(form: ConnectionsForm, region: RegionSeen | None) -> list[Complaint]:
    """What is said of parts that the region does not use."""
    if region is None:
        said = (("aimIds", form.aim_ids), ("barriers", form.barriers), ("waitsFor", form.waits_for))
        return [Complaint(name, NO_REGION) for name, given in said if given]
    parts = (
        ("barriers", form.barriers, region.features.barriers),
        ("waitsFor", form.waits_for, region.features.dependence),
    )
    return [Complaint(name, OFF) for name, given, used in parts if given and not used]


async def _waiting(commitment_id: UUID, wanted: list[UUID], by: Actor) -> list[Complaint]:
    known = {one.id for one in await offered(commitment_id, by=by)}
    waits = await waits_from(wanted, by=by)
    ids = {commitment_id, *wanted, *(one for of in waits.values() for one in of)}
    names = await names_of(ids, by=by)
    return list(waiting_complaints(commitment_id, wanted, known, waits, names))


async def _written(
    commitment_id: UUID, form: ConnectionsForm, region: RegionSeen | None, by: Actor, at: datetime
) -> dict[str, tuple[list[str], list[str]]]:
    if region is None:
        return {}
    used: Features = region.features
    noted = await serve(commitment_id, form.aim_ids, by=by, at=at)
    if used.barriers:
        noted |= await raise_barriers(commitment_id, cells(form.barriers), by=by, at=at)
    if used.dependence:
        seen = [one.id for one in await offered(commitment_id, by=by)]
        noted |= await wait_for(commitment_id, form.waits_for, seen, by=by, at=at)
    return noted
