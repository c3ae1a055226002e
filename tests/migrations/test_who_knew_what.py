"""Rows of before: who left goes on seeing what it saw, small numbers stay small, and an open line
gets the priority that was agreed where it is certain that nobody chose another."""

from __future__ import annotations

from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.finding import prioritised
from tests.builders.measuring import indicator, line_of, measure, of_people, value
from tests.builders.reporting import AT
from tests.builders.servers import run
from tests.commitments.audience.test_actions import seen
from tests.commitments.audience.test_leaving import LATE, twice

from governance.base.database import DATABASE, Database
from governance.commitments.measuring.hiding.rules import HIDDEN
from governance.commitments.measuring.publishing.queries import published
from governance.commitments.measuring.queries import indicators
from governance.migrations.runner import migrations

NAME = "0052_who_knew_what"
BEFORE = (
    "drop index adopted_line_parting",
    "alter table adopted_line drop column replaced_at, drop column parting",
    "alter table measurement drop column hiding",
    "alter table commitment drop column counted_people",
)


async def _again(owner_url: str, *changes: str) -> None:
    [ours] = [one for one in migrations() if one.name == NAME]
    await run(owner_url, *BEFORE, *changes, ours.sql)


async def test_who_left_before_sees_what_was_adopted_until_then(
    database: Database, owner_url: str
) -> None:
    cast = await parties.cast()
    line, *_ = await twice(cast)
    before = await seen(line, cast.pin_south)
    await _again(owner_url)
    after = await seen(line, cast.pin_south)
    assert after == before and after.line.state == "delayed"
    assert (await seen(line, cast.secretary)).line.words == LATE


async def test_values_of_before_know_that_they_are_hidden(
    database: Database, owner_url: str
) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    made = await indicator(agreement, cast.administrator, of_people())
    line = await line_of(agreement, cast.north)
    await measure(line, made, cast.pin_north, value(3))
    await _again(owner_url)
    await DATABASE.fetch("update indicator set counts = 'activities'")
    [row] = await DATABASE.fetch("select commitment from commitment_line where id = $1", line)
    [view] = await indicators(row["commitment"], by=cast.secretary)
    assert [one.shown for one in await published([view.id], by=cast.secretary)] == [HIDDEN]


async def test_a_line_gets_the_agreed_priority_where_nobody_chose_one(
    database: Database, owner_url: str
) -> None:
    cast = await parties.cast()
    first, second = await in_force(cast), await in_force(cast)
    await prioritised(second, cast.administrator, AT)
    await _again(
        owner_url,
        "update commitment set priority = 'low'",
        "update commitment_line set priority = 'normal'",
    )
    rows = await DATABASE.fetch("select agreement, priority from commitment_line")
    told = {row["agreement"]: row["priority"] for row in rows}
    assert told == {first: "low", second: "normal"}
