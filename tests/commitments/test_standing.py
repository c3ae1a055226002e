"""How a line stands: one table, tried over all its inputs, in Python, in SQL and on paper."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import asdict

from governance.base.database import Database
from governance.commitments.rules import LineState, Standing
from governance.commitments.standing.papers import page
from governance.commitments.standing.queries import stands_sql
from governance.commitments.standing.rules import (
    FACT_WORDS,
    TABLE,
    Facts,
    facts_of,
    stands,
    with_next,
)

TODAY = date(2026, 7, 1)
BEFORE, AFTER, LATER = (TODAY + timedelta(days=n) for n in (-1, 1, 30))
EVERY = [Facts(*said) for said in product((False, True), repeat=len(Facts.__struct_fields__))]


def expected(facts: Facts) -> Standing:
    """The rule once more, as a person would say it."""
    if facts.lapsed:
        return Standing.LAPSED
    if facts.done:
        return Standing.DONE
    risk = facts.troubled or facts.slips or facts.behind
    if not risk and not facts.overdue:
        return Standing.ON_SCHEDULE
    if facts.accepted:
        return Standing.ACCEPTED
    return Standing.LATE if facts.overdue else Standing.AT_RISK


def test_the_table_is_the_rule_for_all_its_inputs() -> None:
    assert len(EVERY) == 128
    assert {facts: stands(facts) for facts in EVERY} == {f: expected(f) for f in EVERY}


def test_each_row_decides_somewhere_and_exactly_one_row_counts() -> None:
    first = [next(n for n, row in enumerate(TABLE) if row.holds(facts)) for facts in EVERY]
    assert set(first) == set(range(len(TABLE)))
    assert {row.standing for row in TABLE} == set(Standing)


@pytest.mark.parametrize("name", Facts.__struct_fields__)
def test_each_fact_changes_something(name: str) -> None:
    assert any(
        stands(facts) != stands(Facts(**{**asdict(facts), name: not getattr(facts, name)}))
        for facts in EVERY
    )
    assert name in FACT_WORDS


STATES = [LineState.ON_TRACK, LineState.DELAYED, LineState.BLOCKED, "done", "lapsed"]
DAYS = [None, BEFORE, TODAY, AFTER]
LINES = list(product(STATES, DAYS, (None, AFTER, LATER), (None, BEFORE)))
AHEAD = [None, *product((LineState.PLANNED, LineState.BLOCKED), DAYS[1:], (None, LATER))]
BESIDE = list(product((None, TODAY, AFTER), (None, TODAY, AFTER)))


async def test_the_database_says_the_same_of_every_line(database: Database) -> None:
    rows, said = [], []
    for line, ahead, beside in product(LINES, AHEAD, BESIDE):
        behind, accepted = beside
        own = facts_of(*line, TODAY, behind_from=behind, accepted_until=accepted)
        then = facts_of(*ahead, None, TODAY) if ahead else None
        said.append(stands(with_next(own, then)))
        rows.append((*line, *beside, *(ahead or (None, None, None))))
    columns = [list(column) for column in zip(*rows, strict=True)]
    found = await database.fetch(
        f"""
        with given as (
            select * from unnest($2::text[], $3::date[], $4::date[], $5::date[], $6::date[],
                                 $7::date[], $8::text[], $9::date[], $10::date[])
            with ordinality as g(state, planned_on, forecast_on, done_on, behind_from,
                accepted_until, next_state, next_planned_on, next_forecast_on, place))
        select {stands_sql("$1::date")} as standing from given l
        cross join lateral (select l.next_state as state, l.next_planned_on as planned_on,
                                   l.next_forecast_on as forecast_on) n
        order by l.place""",
        TODAY,
        *columns,
    )
    assert len(found) == len(said) > 5_000
    assert [row["standing"] for row in found] == said
    assert set(said) == set(Standing)


def test_the_page_of_the_documentation_is_printed_from_the_table() -> None:
    kept = Path(__file__).parents[2] / "docs" / "standing.md"
    assert kept.read_text("utf-8") == page()
    assert all(word in page() for word in FACT_WORDS.values())
