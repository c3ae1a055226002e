"""An amendment of a priority reaches the lines that have the priority that was agreed."""

from __future__ import annotations

import json

from tests.builders import amending, parties
from tests.builders.measuring import line_of

from governance.base.database import DATABASE, Database
from governance.commitments.priorities.rules import Priority
from governance.commitments.prioritising.actions import prioritise
from governance.commitments.prioritising.forms import LineSeen, PriorityForm
from governance.commitments.queries import of_agreement


async def test_open_lines_follow_and_those_for_which_another_was_chosen_stay(
    database: Database,
) -> None:
    cast = await parties.cast()
    made = await amending.in_force(cast)
    both = (await of_agreement(made, by=cast.administrator))[:2]
    asked = """
select l.id, l.priority from commitment_line l join commitment c on c.id = l.commitment
where c.id = any($1) order by c.position"""
    ids = [one.id for one in both]
    _, other = [row["id"] for row in await DATABASE.fetch(asked, ids)]
    chosen = PriorityForm(priority=Priority.LOW, lines=[LineSeen(id=other, version=None)])
    await prioritise(chosen, by=cast.administrator, at=amending.AT)
    amendment = await amending.begun(made, cast)
    for one in both:
        await amending.promise(amendment, cast, key=one.key, priority=Priority.HIGH)
    await amending.signed(amendment, cast)
    assert [row["priority"] for row in await DATABASE.fetch(asked, ids)] == ["high", "low"]
    trail = "select changes from trail_entry where verb = 'amend_commitment'"
    noted = [json.loads(row["changes"]) for row in await DATABASE.fetch(trail)]
    assert sorted(one["lines"] for one in noted) == [0, 1]
    assert {one["priority"] for one in noted} == {"high"}


async def test_what_is_over_keeps_its_priority(database: Database) -> None:
    cast = await parties.cast()
    made = await amending.in_force(cast)
    [first, *_] = await of_agreement(made, by=cast.administrator)
    line = await line_of(made, cast.north)
    await DATABASE.fetch("update commitment_line set state = 'done' where id = $1", line)
    amendment = await amending.begun(made, cast)
    await amending.promise(amendment, cast, key=first.key, priority=Priority.HIGH)
    await amending.signed(amendment, cast)
    [row] = await DATABASE.fetch("select priority from commitment_line where id = $1", line)
    assert row["priority"] == "normal"
