"""Letting an indicator count towards one of another agreement, and letting go of it again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import hold, record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.views import change, fetch, lock, unchanged
from governance.commitments.measuring.across.forms import CountingForm, LettingGoForm
from governance.commitments.measuring.actions import kept
from governance.commitments.measuring.counting.queries import Towards, open_to, tie
from governance.commitments.measuring.counting.rules import (
    AT,
    NOT_COUNTING,
    NOT_OPEN,
    fitting_complaints,
)
from governance.commitments.measuring.queries import IndicatorView, indicator
from governance.commitments.measuring.tables import Indicator

_End: TypeAlias = tuple[UUID | None, str]
"""What an indicator counted or counts towards, and what that is called; none: nothing."""


class _Counting(Struct, frozen=True, kw_only=True):
    """An indicator that counts, or counted, towards one of another agreement."""

    id: UUID
    name: str
    agreement: str
    keeper: UUID


class _Loses(_Counting, frozen=True):
    """The same, with what it counted towards and loses: ``towards`` of the agreement."""

    towards_id: UUID
    towards: str


_COUNTING = """
select i.id, i.name, a.short_title as agreement, a.keeper
from indicator i join commitment c on c.id = i.commitment join agreement a on a.id = c.agreement
where i.id = $1 and i.counts_towards = $2"""
_LOSE = """
select i.id, i.name, a.short_title as agreement, a.keeper, t.id as towards_id,
       t.name || ' (' || ta.short_title || ')' as towards
from indicator t join commitment tc on tc.id = t.commitment
join agreement ta on ta.id = tc.agreement
join indicator i on i.counts_towards = t.id
join commitment c on c.id = i.commitment join agreement a on a.id = c.agreement
where ta.id = $1 and tc.key <> all($2::text[]) order by i.id"""
_GOES = """
select i.id from indicator i join commitment c on c.id = i.commitment
where c.agreement = $1 and c.key <> all($2::text[])"""
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
        named = f"{towards.indicator} ({towards.agreement})" if towards else ""
        ends = [(was.towards_id, was.named), (form.towards_id, named)]
        counting = _Counting(
            id=view.id, name=view.name, agreement=seen.agreement, keeper=seen.keeper
        )
        await _note("count_towards", counting, ends, by, at)


async def let_go(
    indicator_id: UUID, form: LettingGoForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Let an indicator of another agreement no longer count towards this one, as who keeps this
    one. Nothing is told of that one, and it can count towards another."""
    async with DATABASE.transaction():
        view = await indicator(indicator_id, by=by)
        seen = await kept(view.commitment_id, by, may="indicator.let_go")
        there = await fetch(_Counting, _COUNTING, form.source_id, indicator_id)
        rows = {
            one: await lock(Indicator, one)
            for one in sorted({indicator_id, *(of.id for of in there)})
        }
        there = await fetch(_Counting, _COUNTING, form.source_id, indicator_id)
        complain([] if there else [Complaint("sourceId", NOT_COUNTING)], unread)
        [of] = there
        await change(Indicator, rows[of.id], counts_towards=None)
        ends: list[_End] = [(indicator_id, f"{view.name} ({seen.agreement})"), (None, "")]
        await _note("let_go", of, ends, by, at)


async def let_all_go(agreement_id: UUID, keys: Iterable[str], *, by: Actor, at: datetime) -> None:
    """Let nothing count any more towards the indicators of a draft whose commitments are taken out:
    all but ``keys``. Part of choosing them; each keeper has its end of it in its trail."""
    async with DATABASE.transaction():
        asked_of = (agreement_id, list(keys))
        goes = {row["id"] for row in await DATABASE.fetch(_GOES, *asked_of)}
        those = {of.id for of in await fetch(_Loses, _LOSE, *asked_of)}
        rows = {one: await lock(Indicator, one) for one in sorted(goes | those)}
        # Once these are held nothing more comes to count towards them; what did just now is here.
        there = await fetch(_Loses, _LOSE, *asked_of)
        [own] = await DATABASE.fetch("select keeper from agreement where id = $1", agreement_id)
        await hold({own["keeper"], *(of.keeper for of in there)})
        for of in there:
            row = rows.get(of.id) or await lock(Indicator, of.id)
            await change(Indicator, row, counts_towards=None)
            await _note("let_go", of, [(of.towards_id, of.towards), (None, "")], by, at)


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


async def _note(verb: str, of: _Counting, ends: list[_End], by: Actor, at: datetime) -> None:
    """In the chain of who keeps it, and of who keeps what it counted and counts towards: each of
    these is told of its own end only."""
    was, now = ends
    told = [(of.keeper, of.id, was[1], now[1])]
    for one, before, after in ((was[0], was[1], ""), (now[0], "", now[1])):
        if one is not None:
            [row] = await DATABASE.fetch(_KEEPER, one)
            if row["keeper"] != of.keeper:
                told.append((row["keeper"], one, before, after))
    await hold({keeper for keeper, *_ in told})
    for keeper, thing, before, after in sorted(told):
        noted = {
            "of_agreement": of.agreement,
            **({"indicator": of.name} if keeper == of.keeper else {}),
            "before": {"counts_towards": before}, "after": {"counts_towards": after},
        }  # fmt: skip
        await record(keeper, verb, "indicator", thing, noted, by=by, at=at)
