"""A milestone that an amendment plans for another day keeps the day before, and why."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from tests.builders.amending import ON, begun, in_force, promise, signed
from tests.builders.parties import Cast, cast

from governance.commitments.forms import MilestoneForm
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.queries import lines, of_agreement

pytestmark = pytest.mark.usefixtures("database")


async def test_a_milestone_that_an_amendment_plans_anew_is_kept_with_its_reason() -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    first, *_ = await of_agreement(made, by=by)
    before = await _days(made, first.id, people)
    amendment = await begun(made, people)
    day = ON + timedelta(days=90)
    plans = [MilestoneForm(m.title, "on_date", on_date=day) for m in first.milestones[:1]]
    await promise(amendment, people, key=first.key, milestones=plans)
    await signed(amendment, people)
    for line, was in before.items():
        [kept] = (await one_line(line, by=by, today=ON)).replannings
        assert (kept.before, kept.after) == (was, day)
        assert (kept.what, kept.cause_kind, kept.cause_id) == ("planned", "amendment", amendment)
        assert "meer uren" in kept.reason and kept.by_function == by.function


async def _days(made: UUID, commitment: UUID, people: Cast) -> dict[UUID, date]:
    """The day of the first milestone of each line of a commitment."""
    by = people.administrator
    there = [o.id for o in await lines(made, by=by, today=ON) if o.commitment_id == commitment]
    return {o: (await one_line(o, by=by, today=ON)).milestones[0].planned_on for o in there}
