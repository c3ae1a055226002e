"""The milestones of an agreement, and of one line, on a scale of time."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, cast

from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound
from governance.base.ids import new_id
from governance.commitments.rules import Standing
from governance.commitments.sharing.actions import adopt_lines
from governance.commitments.sharing.rules import AdoptedLine, AdoptedMilestone
from governance.commitments.timeline.papers import Drawing
from governance.commitments.timeline.queries import TimelineView, of_agreement, of_line
from governance.commitments.timeline.rules import Zoom

TODAY = date(2026, 5, 1)


async def whole(
    agreement: UUID, by: Actor, zoom: Zoom = Zoom.ALL, on: date = TODAY
) -> TimelineView:
    return await of_agreement(agreement, zoom, on, by=by, today=TODAY)


async def kept(of: UUID, **columns: Any) -> None:
    """Change the first milestone of an organisation."""
    said = ", ".join(f"{name} = '{value}'" for name, value in columns.items())
    await DATABASE.fetch(
        f"update milestone_line set {said} where planned_on = '2026-04-01' and commitment_line in"
        " (select id from commitment_line where organisation = $1)",
        of,
    )


async def first_of(people: Cast, agreement: UUID) -> Any:
    return (await whole(agreement, people.secretary)).points[0]


async def test_parties_stand_together_on_one_planned_day(database: Database) -> None:
    people = await cast()
    made = await in_force(people)
    point = await first_of(people, made)
    assert (point.title, point.planned_on, point.done, point.total, point.late) == (
        "Concept gereed", date(2026, 4, 1), 0, 2, 2
    )  # fmt: skip
    assert point.standing is Standing.LATE
    await kept(people.north, state="done", done_on="2026-03-20")
    await kept(people.south, forecast_on="2026-07-01", state="delayed")
    point = await first_of(people, made)
    assert (point.done, point.late, point.forecast_on, point.done_on) == (
        1, 1, date(2026, 7, 1), None
    )  # fmt: skip
    await kept(people.south, state="done", done_on="2026-04-09")
    point = await first_of(people, made)
    assert (point.done, point.done_on, point.forecast_on) == (2, date(2026, 4, 9), None)
    assert point.standing is Standing.DONE


async def test_a_quarter_shows_what_has_a_mark_in_it_and_counts_the_others(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people)
    every = await whole(made, people.secretary)
    assert [p.title for p in every.points] == ["Concept gereed", "Jaarlijkse herijking"]
    assert (every.first, every.until) == (date(2026, 4, 1), date(2027, 4, 1))
    quarter = await whole(made, people.secretary, Zoom.QUARTER)
    assert [p.title for p in quarter.points] == ["Concept gereed"] and quarter.outside == 1
    later = await whole(made, people.secretary, Zoom.QUARTER, date(2026, 8, 1))
    assert later.points == [] and later.outside == 2
    await kept(people.north, forecast_on="2026-08-10")
    moved = await whole(made, people.secretary, Zoom.QUARTER, date(2026, 8, 1))
    assert len(moved.points) == 1, "what is expected in it is in it"


async def test_one_line_shows_its_own_milestones(database: Database) -> None:
    people = await cast()
    await in_force(people)
    [line] = await DATABASE.fetch(
        "select id from commitment_line where organisation = $1", people.north
    )
    view = await of_line(line["id"], Zoom.ALL, TODAY, by=people.pin_north, today=TODAY)
    assert view.organisation == "Noordstad" and [p.total for p in view.points] == [1, 1]
    with pytest.raises(NotFound):
        await of_line(line["id"], Zoom.ALL, TODAY, by=people.outsider, today=TODAY)


async def adopted(of: UUID, committee_says: tuple[AdoptedMilestone, ...]) -> None:
    """The committee adopts how the line of an organisation stands."""
    [line] = await DATABASE.fetch("select id from commitment_line where organisation = $1", of)
    one = AdoptedLine(
        line["id"], Standing.AT_RISK, "delayed", "", "", "", None, None, None,
        milestones=committee_says,
    )  # fmt: skip
    await adopt_lines([one], new_id(), TODAY, at=AT)


async def test_of_another_party_one_is_told_what_the_committee_adopted(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people)
    await kept(people.north, state="done", done_on="2026-03-20")
    await kept(people.south, forecast_on="2026-07-01", state="delayed")
    first, _ = (await whole(made, people.pin_south)).points
    assert (first.done, first.late, first.total, first.unshared) == (0, 1, 2, 1)
    [of_north] = await DATABASE.fetch(
        "select ml.id from milestone_line ml join commitment_line l on l.id = ml.commitment_line"
        " where l.organisation = $1 and ml.planned_on = '2026-04-01'",
        people.north,
    )
    said = AdoptedMilestone(of_north["id"], "delayed", forecast_on=date(2026, 9, 9))
    await adopted(people.north, (said,))
    first, _ = (await whole(made, people.pin_south)).points
    assert (first.done, first.late, first.unshared, first.forecast_on) == (
        0, 2, 0, date(2026, 9, 9)
    )  # fmt: skip
    [line] = await DATABASE.fetch(
        "select id from commitment_line where organisation = $1", people.north
    )
    view = await of_line(line["id"], Zoom.ALL, TODAY, by=people.pin_south, today=TODAY)
    assert [(p.done, p.standing, p.unshared) for p in view.points] == [
        (0, Standing.LATE, 0), (0, None, 1)
    ]  # fmt: skip
    assert (await whole(made, people.secretary)).points[0].done == 1


async def test_what_lapsed_is_not_drawn(database: Database) -> None:
    people = await cast()
    made = await in_force(people)
    await kept(people.north, state="done", done_on="2026-03-20")
    await DATABASE.fetch("update commitment_line set state = 'lapsed'")
    [left] = (await whole(made, people.secretary)).points
    assert (left.done, left.total) == (1, 1)


async def test_the_outsider_finds_no_timeline(database: Database) -> None:
    people = await cast()
    made = await in_force(people)
    with pytest.raises(NotFound):
        await whole(made, people.outsider)


async def test_the_drawing_tells_in_words_what_it_shows(database: Database) -> None:
    people = await cast()
    view = await whole(await in_force(people), people.secretary)
    svg = Drawing(view, "nl").svg()
    assert "2 mijlpalen van 1 april 2026 tot en met 31 maart 2027. 1 is te laat." in svg
    assert "Concept gereed: te laat, gepland 1 april 2026" in svg
    assert "1 is late." in Drawing(view, "en").svg()


async def test_a_timeline_takes_two_queries_however_much_there_is(database: Database) -> None:
    people = await cast()
    made = await in_force(people, owners=9, commitments=4)
    found, queries = await counted(whole(made, people.secretary))
    assert queries == 2
    assert len(found.points) == 8
