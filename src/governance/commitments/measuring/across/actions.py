"""Letting an indicator count towards one of another agreement, and no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import hold, record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.views import change, lock, unchanged
from governance.commitments.measuring.across.forms import CountingForm
from governance.commitments.measuring.actions import kept
from governance.commitments.measuring.counting.queries import Towards, open_to, tie
from governance.commitments.measuring.counting.rules import AT, NOT_OPEN, fitting_complaints
from governance.commitments.measuring.queries import IndicatorView, Of, indicator
from governance.commitments.measuring.tables import Indicator

_KEEPER = """
select a.keeper from indicator i join commitment c on c.id = i.commitment
join agreement a on a.id = c.agreement where i.id = $1"""


async def count_towards(
    indicator_id: UUID, form: CountingForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Say towards which indicator of another agreement this one counts, or towards none.

    Both are held, so that it stays at one level whoever acts at the same time. Raises
    :class:`Refused` with everything in which the two differ. Both keepers have it in their trail.
    """
    async with DATABASE.transaction():
        view = await indicator(indicator_id, by=by)
        seen = await kept(view.commitment_id, by, may="indicator.count")
        before = (await tie(indicator_id, by=by)).towards_id
        wanted = {form.towards_id} if form.towards_id != before else set()
        there = {one.id for one in await open_to(indicator_id, by=by)} & wanted
        rows = {one: await lock(Indicator, one) for one in sorted({indicator_id, *there})}
        view = await indicator(indicator_id, by=by)
        was = await tie(indicator_id, by=by)
        towards = await _wanted(view, form, was.towards_id, by, unread)
        unchanged(rows[indicator_id], form.version)
        if form.towards_id == was.towards_id:
            return
        await change(Indicator, rows[indicator_id], counts_towards=form.towards_id)
        named = (
            f"{was.towards} ({was.agreement})" if was.towards_id else "",
            f"{towards.indicator} ({towards.agreement})" if towards else "",
        )
        await _note(seen, view, named, (was.towards_id, form.towards_id), by, at)


async def _wanted(
    view: IndicatorView, form: CountingForm, was: UUID | None, by: Actor, unread: Unread
) -> Towards | None:
    """The indicator that is meant, when this one may count towards it; none where that is said, or
    where nothing changes."""
    if form.towards_id is None or form.towards_id == was:
        complain((), unread)
        return None
    there = await open_to(view.id, by=by)
    towards = next((one for one in there if one.id == form.towards_id), None)
    found = fitting_complaints(view, towards) if towards else [Complaint(AT, NOT_OPEN)]
    complain(found, unread)
    return towards


async def _note(
    seen: Of,
    view: IndicatorView,
    named: tuple[str, str],
    ids: tuple[UUID | None, UUID | None],
    by: Actor,
    at: datetime,
) -> None:
    """In the chain of who keeps it, and of who keeps what it counted and counts towards."""
    keepers = {seen.keeper}
    for one in filter(None, ids):
        [row] = await DATABASE.fetch(_KEEPER, one)
        keepers.add(row["keeper"])
    await hold(keepers)
    was, now = named
    noted = {
        "commitment": seen.title, "indicator": view.name, "of_agreement": seen.agreement,
        "before": {"counts_towards": was}, "after": {"counts_towards": now},
    }  # fmt: skip
    on = ("indicator", view.id)
    for keeper in sorted(keepers):
        await record(keeper, "count_towards", *on, noted, by=by, at=at)
