"""When municipalities merge nobody comes to see more of a commitment than before."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.builders.audience import COMMITTEE, OWN, shown_to
from tests.builders.commitments import in_force
from tests.builders.evidence import evidence
from tests.builders.measuring import adopted, line_of
from tests.builders.reorganising import AT, carried_out, merger, named, world

from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.commitments.evidence.queries import evidence_of
from governance.commitments.keeping.queries import line as one_line
from governance.commitments.sharing.rules import Sight

TODAY = AT.date()
EARLIER = datetime(2026, 6, 1, 12, tzinfo=UTC)


async def audience(of: UUID) -> Any:
    [row] = await DATABASE.fetch("select audience from commitment_line where id = $1", of)
    return row["audience"]


@pytest.mark.parametrize("slowest", ["north", "south"])
async def test_where_lines_come_together_the_narrowest_audience_holds(
    database: Database, slowest: str
) -> None:
    there = await world()
    people = there.people
    north = await line_of(there.agreement, people.north)
    behind = await line_of(there.agreement, getattr(people, slowest))
    await DATABASE.fetch("update commitment_line set state = 'blocked' where id = $1", behind)
    await evidence(north, people.pin_north, EARLIER)
    await shown_to(north, OWN, people.pin_north, EARLIER)
    await carried_out(merger(there), there.by)
    new = await line_of(there.agreement, await named("Noordzuid"))
    assert await audience(new) == OWN
    with pytest.raises(NotFound):
        await evidence_of(new, by=people.chair)


async def test_what_was_adopted_keeps_the_audience_of_that_day(database: Database) -> None:
    there = await world()
    people = there.people
    other = await in_force(people, owners=3)
    old = await line_of(other, people.north)
    await DATABASE.fetch("update commitment_line set state = 'delayed' where id = $1", old)
    await shown_to(old, OWN, people.pin_north, EARLIER)
    await adopted(old, EARLIER)
    await shown_to(old, COMMITTEE, people.pin_north, EARLIER)
    await carried_out(merger(there), there.by)
    new = await line_of(other, await named("Noordzuid"))
    asked = "select audience from adopted_line where commitment_line = $1"
    assert [row["audience"] for row in await DATABASE.fetch(asked, new)] == [OWN]
    assert (await one_line(new, by=people.chair, today=TODAY)).line.sight == Sight.WHOLE
