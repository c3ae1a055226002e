"""Keeping the indicators of a commitment: in a draft, and as an addition while it is in force."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Agreement
from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Unread, WrongState, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import add, add_all, change, lock, unchanged
from governance.commitments.measuring.counting.queries import Tie, tie
from governance.commitments.measuring.counting.rules import COUNTED, tied_complaints
from governance.commitments.measuring.forms import IndicatorChange, IndicatorForm, form_of
from governance.commitments.measuring.judging.actions import judge
from governance.commitments.measuring.queries import Of, indicator, of
from governance.commitments.measuring.rules import MEASURED, indicator_complaints
from governance.commitments.measuring.tables import Indicator, IndicatorStep
from governance.commitments.warning.rules import case_data

_PLACE = "select coalesce(max(position), 0) + 1 as place from indicator where commitment = $1"
_CLEAR_STEPS = "delete from indicator_step where indicator = $1"
_NO_DATE = N_("A step has a value and the day by which it is reached.")
_GONE = (
    "delete from indicator_step where indicator in (select i.id from indicator i "
    "join commitment c on c.id = i.commitment where c.agreement = $1 and c.key <> all($2))",
    "delete from indicator where commitment in "
    "(select id from commitment where agreement = $1 and key <> all($2))",
)
_TEXTS = ("name", "definition", "unit", "source")
_REST = (
    "counts", "leads_to_people", "signals", "direction", "rule", "period", "baseline",
    "baseline_on", "target", "target_by", "gathers",
)  # fmt: skip


async def add_indicator(
    commitment_id: UUID, form: IndicatorForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Add an indicator to a commitment of a draft, or of an agreement in force; gives its id."""
    async with DATABASE.transaction():
        seen = await kept(commitment_id, by)
        complain([*_complaints(form), *case_data(form)], unread)
        [row] = await DATABASE.fetch(_PLACE, commitment_id)
        place = row["place"]
        made = await add(Indicator(**_values(form), commitment=commitment_id, position=place))
        await _steps(made, form)
        noted = {"commitment": seen.title, **_told(_noted(form))}
        await record(seen.keeper, "add_indicator", "indicator", made, noted, by=by, at=at)
        return made


async def change_indicator(
    indicator_id: UUID, form: IndicatorChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change an indicator. What it counts, its unit and its period stay once it is measured."""
    async with DATABASE.transaction():
        view = await indicator(indicator_id, by=by)
        seen = await kept(view.commitment_id, by)
        row = await lock(Indicator, indicator_id)
        view = await indicator(indicator_id, by=by)
        wrong = _complaints(form, view, await tie(indicator_id, by=by))
        complain([*wrong, *case_data(form, row.values())], unread)
        unchanged(row, form.version)
        await change(Indicator, row, **_values(form))
        await DATABASE.fetch(_CLEAR_STEPS, indicator_id)
        await _steps(indicator_id, form)
        await judge(view.commitment_id, by=by)
        noted = changed(_noted(form_of(view)), _noted(form), commitment=seen.title)
        on = ("indicator", indicator_id)
        await record(seen.keeper, "change_indicator", *on, noted, by=by, at=at)


async def remove_indicator(
    indicator_id: UUID, version: int | None, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take out an indicator of which nothing is measured."""
    async with DATABASE.transaction():
        view = await indicator(indicator_id, by=by)
        seen = await kept(view.commitment_id, by)
        row = await lock(Indicator, indicator_id)
        complain((), unread)
        unchanged(row, version)
        if (await indicator(indicator_id, by=by)).measured:
            raise WrongState("remove_indicator", seen.state, MEASURED)
        if (await tie(indicator_id, by=by)).counted:
            raise WrongState("remove_indicator", seen.state, COUNTED)
        await DATABASE.fetch(_CLEAR_STEPS, indicator_id)
        await DATABASE.fetch("delete from indicator where id = $1", indicator_id)
        noted = {"commitment": seen.title, "name": view.name}
        on = ("indicator", indicator_id)
        await record(seen.keeper, "remove_indicator", *on, noted, by=by, at=at)


async def remove_without(agreement_id: UUID, keys: Iterable[str]) -> None:
    """Take out the indicators of a draft whose commitments are taken out: all but ``keys``.

    Part of choosing them, which holds the agreement, notes in the trail what is taken out, and
    has let go of what counted towards these.
    """
    async with DATABASE.transaction():
        for statement in _GONE:
            await DATABASE.fetch(statement, agreement_id, list(keys))


async def kept(commitment_id: UUID, by: Actor, *, may: str = "indicator.keep") -> Of:
    """The commitment, held with its agreement, when the actor may keep its indicators now."""
    seen = await of(commitment_id, by=by)
    await lock(Agreement, seen.agreement_id)
    entitled(by, TABLE[may].who, keeper=seen.keeper)
    seen = await of(commitment_id, by=by)
    if seen.why_not:
        raise WrongState("keep_indicators", seen.state, seen.why_not)
    return seen


def _complaints(
    form: IndicatorForm, before: Any = None, tied: Tie | None = None
) -> Iterable[Complaint]:
    """``before``: the indicator as it is, with how it is ``tied`` to those of other agreements."""
    yield from indicator_complaints(form, before if before and before.measured else None)
    if tied:
        counts = tied.towards_id is not None
        yield from tied_complaints(form, before, counted=tied.counted > 0, counts=counts)
    for place, step in enumerate(form.steps):
        if step.on_date is None:
            yield Complaint(f"steps.{place}.onDate", _NO_DATE)
        if step.value is None:
            yield Complaint(f"steps.{place}.value", _NO_DATE)


def _values(form: IndicatorForm) -> dict[str, Any]:
    texts = {name: getattr(form, name).strip() for name in _TEXTS}
    return texts | {name: getattr(form, name) for name in _REST}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", False, [])}


def _noted(form: IndicatorForm) -> dict[str, Any]:
    """An indicator as the trail names its fields."""
    values = _values(form)
    steps = [f"{one.on_date}: {one.value}" for one in form.steps]
    return values | {"roll_up": values.pop("rule"), "on_the_way": steps}


async def _steps(indicator_id: UUID, form: IndicatorForm) -> None:
    await add_all(
        IndicatorStep(indicator=indicator_id, on_date=step.on_date, value=step.value)
        for step in form.steps
    )
