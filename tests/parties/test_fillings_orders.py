"""In whatever order functions are filled, corrected and ended: one of a slot at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders.examples import examples
from tests.builders.fillings import form
from tests.builders.parties import Cast, cast
from tests.builders.service import AT

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused, WrongState
from governance.parties.fillings import actions
from governance.parties.fillings.forms import EndForm, FillingChange
from governance.parties.rules import Age, FillingPart

START = date(2026, 1, 1)
DAYS = st.integers(0, 400).map(lambda number: START + timedelta(days=number))


@dataclass(frozen=True)
class Act:
    """One thing that somebody does, to the filling at this place in the list."""

    verb: str
    at: int
    age: Age
    part: FillingPart
    begins: date
    ends: date | None


ACTS = st.builds(
    Act,
    verb=st.sampled_from(["fill", "change", "end"]),
    at=st.integers(0, 5),
    age=st.sampled_from([Age.ALL, Age.UNDER_23]),
    part=st.sampled_from(list(FillingPart)),
    begins=DAYS,
    ends=st.none() | DAYS,
)


class _Undone(Exception):  # noqa: N818
    """Takes back one example, so that the next begins anew."""


async def _do(act: Act, people: Cast, made: list[UUID]) -> None:
    by: Any = people.administrator
    scope = {"age": act.age, "valid_from": act.begins, "valid_until": act.ends}
    if act.verb == "fill" or not made:
        said = form("care_coordinator", part=act.part, **scope)
        made.append(await actions.fill_function(people.keeper, said, by=by, at=AT))
        return
    filling = made[act.at % len(made)]
    [row] = await DATABASE.fetch("select version from filling where id = $1", filling)
    if act.verb == "change":
        change = FillingChange(
            holder_function="adviseur", mailbox="a@b.example", version=row["version"], **scope
        )
        await actions.change_filling(filling, change, by=by, at=AT)
    else:
        end = EndForm(act.ends or act.begins, row["version"])
        await actions.stop_filling(filling, end, by=by, at=AT)


def _days(row: Any) -> Iterator[date]:
    day, last = row["valid_from"], row["valid_until"] or START + timedelta(days=800)
    while day < last:
        yield day
        day += timedelta(days=1)


async def test_no_order_of_acts_fills_a_slot_twice_or_for_less_than_a_day(
    database: Database,
) -> None:
    people = await cast()

    @settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=2, max_size=8))
    def ordered(acts: list[Act]) -> None:
        tried.append(acts)

    tried: list[list[Act]] = []
    ordered()
    for acts in tried:
        with suppress(_Undone):
            async with DATABASE.transaction():
                made: list[UUID] = []
                for act in acts:
                    with suppress(Refused, WrongState):
                        await _do(act, people, made)
                await _right(made)
                raise _Undone


async def _right(made: list[UUID]) -> None:
    rows = await DATABASE.fetch("select * from filling")
    assert {row["id"] for row in rows} == set(made), "none is lost"
    for row in rows:
        assert row["valid_until"] is None or row["valid_until"] > row["valid_from"]
    for one, other in combinations(rows, 2):
        same = all(one[name] == other[name] for name in ("function", "part", "age", "domain"))
        assert not (same and set(_days(one)) & set(_days(other))), (one, other)
