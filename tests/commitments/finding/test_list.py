"""The list of commitments: what it is narrowed to, sorted by and counts is what one may know."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast, cast
from tests.builders.service import AT

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.commitments.finding import queries
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.exported.queries import exported
from governance.commitments.finding.rules import CHOICES, Wanted
from governance.commitments.queries import lines
from governance.commitments.rules import Standing
from governance.library.kinds.folders import kinds

TODAY = day(AT)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def change(agreement: UUID, number: int, of: UUID, **values: Any) -> UUID:
    """Write columns of one line, as reports would; gives its id."""
    said = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, 4))
    [row] = await DATABASE.fetch(
        f"update commitment_line l set {said} from commitment c where c.id = l.commitment"
        " and l.agreement = $1 and c.position = $2 and l.organisation = $3 returning l.id",
        agreement, number, of, *values.values(),
    )  # fmt: skip
    found: UUID = row["id"]
    return found


async def titles(by: Actor, **wanted: Any) -> list[str]:
    found = await queries.found(Wanted(**wanted), by=by, today=TODAY)
    assert found.total == len(found.lines)
    return [f"{one.title} {one.organisation}" for one in found.lines]


async def test_each_filter_narrows_the_list_to_what_fits(people: Cast) -> None:
    made = await in_force(people, commitments=3)
    by, north = people.administrator, people.north
    await change(made, 1, north, state="blocked", reason="x", priority="high")
    await change(made, 2, north, planned_on=date(2026, 3, 1))
    await DATABASE.fetch(
        "update commitment set theme = 'zorg', nature = 'effort' where position = 3"
    )
    everything = await titles(by)
    assert len(everything) == 6
    assert await titles(by, agreement=made) == everything
    assert await titles(by, agreement=north) == []
    assert await titles(by, organisation=north, search="toezegging 2") == ["Toezegging 2 Noordstad"]
    assert await titles(by, search="noord") == [f"Toezegging {n} Noordstad" for n in (1, 2, 3)]
    assert await titles(by, search="100%") == []
    assert await titles(by, state="blocked") == ["Toezegging 1 Noordstad"]
    assert await titles(by, priority="high") == ["Toezegging 1 Noordstad"]
    assert len(await titles(by, theme="zorg")) == len(await titles(by, nature="effort")) == 2
    assert await titles(by, until=date(2026, 3, 1)) == ["Toezegging 2 Noordstad"]
    assert await titles(by, standing="not_shared") == []
    assert len(await titles(by, standing="late")) == 6, "the first milestone was planned in 2026"


async def test_a_kind_narrows_the_list_together_with_the_other_filters_and_sorts_it(
    people: Cast,
) -> None:
    made = await in_force(people, commitments=3)
    by, north = people.administrator, people.north
    await DATABASE.fetch("update commitment set kind = 'case_direction' where position < 3")
    await change(made, 1, north, state="blocked", reason="x")
    direction, taken = await counted(
        queries.found(Wanted(kind="case_direction"), by=by, today=TODAY)
    )
    assert (direction.total, taken) == (4, 1)
    assert {one.kind for one in direction.lines} == {"case_direction"}
    assert await titles(by, kind="case_direction", state="blocked", organisation=north) == [
        "Toezegging 1 Noordstad"
    ]
    assert await titles(by, kind="other", state="blocked") == []
    assert await titles(by, kind="no_such_kind") == []
    assert await titles(people.outsider, kind="case_direction") == []
    places = list(kinds())
    ordered = await queries.found(Wanted(sort="kind", search="toe"), by=by, today=TODAY)
    assert [one.kind for one in ordered.lines] == sorted(
        (one.kind for one in ordered.lines), key=places.index
    )
    files = [one.kind for one in await exported(Wanted(sort="-kind"), by=by, today=TODAY)]
    assert files == [one.kind for one in reversed(ordered.lines)]
    offered = (await choices(by=people.pin_north, today=TODAY))["kind"]
    assert [one.id for one in offered] == ["case_direction", "other"]


async def test_a_region_is_its_members_of_today(people: Cast) -> None:
    await in_force(people)
    [region] = await DATABASE.fetch(
        'select "grouping" as id from committee where id = $1', people.committee
    )
    assert await titles(people.administrator, region=region["id"]) == []
    for of, until in ((people.north, None), (people.south, TODAY)):
        await DATABASE.fetch(
            'insert into membership (id, "grouping", organisation, part, valid_from, valid_until,'
            " version) values (gen_random_uuid(), $1, $2, 'member', '2020-01-01', $3, 1)",
            region["id"], of, until,
        )  # fmt: skip
    assert await titles(people.administrator, region=region["id"]) == ["Toezegging 1 Noordstad"]


async def test_without_a_report_since_counts_what_was_reported_from_that_day_on(
    people: Cast,
) -> None:
    made = await in_force(people)
    line = await change(made, 1, people.north, words="x")
    await DATABASE.fetch(
        "insert into line_history (id, commitment_line, at, state, words, reason, cause_kind)"
        " values (gen_random_uuid(), $1, '2026-06-01T12:00Z', 'started', '', '', 'report')", line,
    )  # fmt: skip
    by = people.administrator
    assert await titles(by, since=date(2026, 6, 1)) == ["Toezegging 1 Zuiddorp"]
    assert len(await titles(by, since=date(2026, 6, 2))) == 2


async def test_how_it_stands_is_what_the_page_of_the_agreement_says(people: Cast) -> None:
    made = await in_force(people, commitments=4)
    north = people.north
    await DATABASE.fetch("update milestone_line set state = 'done'")
    await change(made, 1, north, state="lapsed")
    await change(made, 2, north, planned_on=date(2026, 2, 1), accepted_until=date(2028, 1, 1))
    await change(made, 3, north, state="done", done_on=date(2026, 2, 1))
    await change(made, 4, north, forecast_on=date(2029, 1, 1), planned_on=date(2028, 1, 1))
    by = people.administrator
    said = {one.id: one.standing for one in await lines(made, by=by, today=TODAY)}
    found = await queries.found(Wanted(), by=by, today=TODAY)
    assert {one.id: one.standing for one in found.lines} == said
    assert set(said.values()) >= {
        Standing.LAPSED, Standing.ACCEPTED, Standing.DONE, Standing.AT_RISK,
    }  # fmt: skip
    for standing in Standing:
        narrowed = await queries.found(Wanted(standing=standing), by=by, today=TODAY)
        assert {one.id for one in narrowed.lines} == {i for i, s in said.items() if s == standing}


async def test_nothing_that_is_hidden_narrows_sorts_or_counts(people: Cast) -> None:
    """Another party learns nothing of a line by asking: every filter and every order."""
    made = await in_force(people, commitments=2)
    asked = [Wanted(**{name: value}) for name in CHOICES for value in sorted(CHOICES[name])] + [
        Wanted(since=TODAY),
        Wanted(until=TODAY),
    ]

    async def seen() -> list[list[tuple[UUID, str | None]]]:
        return [
            [(one.id, one.standing) for one in found.lines]
            for found in [await queries.found(w, by=people.pin_south, today=TODAY) for w in asked]
        ]

    before = await seen()
    hidden = {"state": "blocked", "reason": "x", "priority": "high", "done_on": TODAY,
              "forecast_on": date(2030, 1, 1), "behind_from": TODAY}  # fmt: skip
    await change(made, 1, people.north, **hidden)
    await DATABASE.fetch(
        "update milestone_line m set state = 'done' from commitment_line l"
        " where l.id = m.commitment_line and l.organisation = $1", people.north,
    )  # fmt: skip
    assert await seen() == before
    mine = await queries.found(Wanted(standing="not_shared"), by=people.pin_south, today=TODAY)
    assert {one.organisation_id for one in mine.lines} == {people.north}
    assert {(one.state, one.priority, one.next_title) for one in mine.lines} == {("", None, None)}
    [shown] = await titles(people.pin_north, state="blocked")
    assert shown == "Toezegging 1 Noordstad"


async def test_who_takes_no_part_finds_nothing_and_is_offered_nothing(people: Cast) -> None:
    await in_force(people)
    assert await titles(people.outsider) == []
    assert not any((await choices(by=people.outsider, today=TODAY)).values())


async def test_every_order_is_one_query_and_the_other_way_round_is_its_turn(people: Cast) -> None:
    made = await in_force(people, commitments=3)
    await change(made, 1, people.north, state="blocked", reason="x", priority="high")
    await change(made, 2, people.south, state="done", priority="low")
    by = people.administrator
    for sort in sorted(CHOICES["sort"]):
        found, queries_taken = await counted(queries.found(Wanted(sort=sort), by=by, today=TODAY))
        assert (found.total, queries_taken) == (6, 1), sort
    first = (await queries.found(Wanted(sort="priority"), by=by, today=TODAY)).lines[0]
    last = (await queries.found(Wanted(sort="-priority"), by=by, today=TODAY)).lines[0]
    assert (first.priority, last.priority) == ("high", "low")
    worst = (await queries.found(Wanted(sort="state"), by=by, today=TODAY)).lines[0]
    assert worst.state == "blocked"


async def test_a_page_too_far_is_the_last_and_the_pages_hold_each_line_once(people: Cast) -> None:
    await in_force(people, owners=5, commitments=3)
    by = people.administrator
    seen = []
    for page, size in product((1, 2), (10,)):
        found = await queries.found(Wanted(), by=by, today=TODAY, page=page, size=size)
        assert (found.total, found.pages, found.page) == (15, 2, page)
        seen += [one.id for one in found.lines]
    assert len(set(seen)) == 15
    far = await queries.found(Wanted(), by=by, today=TODAY, page=99, size=10)
    assert (far.page, len(far.lines)) == (2, 5)


async def test_one_is_offered_what_one_takes_part_in(people: Cast) -> None:
    await in_force(people)
    offered, taken = await counted(choices(by=people.pin_north, today=TODAY))
    assert taken == 1
    assert [one.name for one in offered["organisation"]] == ["Noordstad", "Zuiddorp"]
    assert [one.name for one in offered["theme"]] == ["beleid"]
    assert [one.name for one in offered["agreement"]] == ["Samen tegen mensenhandel"]
