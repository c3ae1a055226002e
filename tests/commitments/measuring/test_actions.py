"""Keeping indicators and measuring, on the real database."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import asdict, replace
from tests.builders.commitments import AT as BEGUN
from tests.builders.commitments import commitment, draft_agreement, in_force, party
from tests.builders.counting import counted
from tests.builders.measuring import (
    AT,
    FIRST,
    SECOND,
    adopted,
    commitment_of,
    indicator,
    indicator_form,
    line_of,
    measure,
    of_people,
    value,
)
from tests.builders.parties import Cast, cast

from governance.audit.verifying.queries import verify
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.commitments.actions import set_commitments
from governance.commitments.measuring import actions, queries
from governance.commitments.measuring.drawing.papers import drawn
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.entering.queries import own
from governance.commitments.measuring.forms import (
    IndicatorChange,
    IndicatorForm,
    IndicatorStepForm,
)
from governance.commitments.measuring.hiding.rules import HIDDEN, Counts
from governance.commitments.measuring.publishing.queries import of_line
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.showing.queries import everything, measured
from governance.commitments.measuring.words import rolled_said

TODAY = AT.date()


def changed(form: IndicatorForm, version: int, **fields: Any) -> IndicatorChange:
    return IndicatorChange(**{**asdict(form), **fields}, version=version)


async def draft_with_commitments(people: Cast) -> Any:
    made = await draft_agreement(people)
    parties = [await party(made, people.north)]
    forms = [commitment(parties, key=key, title=key) for key in ("een", "twee")]
    await set_commitments(made, forms, None, by=people.administrator, at=BEGUN)
    return made, forms


async def test_who_keeps_the_agreement_keeps_indicators_in_a_draft_and_in_force(
    database: Database,
) -> None:
    people = await cast()
    draft, _ = await draft_with_commitments(people)
    for agreement in (draft, await in_force(people)):
        made = await indicator(agreement, people.administrator)
        form = indicator_form(
            target=Decimal(8), target_by=date(2027, 1, 1),
            steps=[IndicatorStepForm(date(2026, 6, 1), Decimal(4))],
        )  # fmt: skip
        await actions.change_indicator(made, changed(form, 1), by=people.administrator, at=AT)
        view = await queries.indicator(made, by=people.administrator)
        assert (view.version, view.target, len(view.steps)) == (2, 8, 1)
        with pytest.raises(NotFound):
            await indicator(agreement, people.pin_north)
        with pytest.raises(NotFound):
            await indicator(agreement, people.outsider)
        await actions.remove_indicator(made, 2, by=people.administrator, at=AT)
        assert await queries.indicators(view.commitment_id, by=people.administrator) == []
    rows = await DATABASE.fetch("select verb, changes from trail_entry where kind = 'indicator'")
    assert [row["verb"] for row in rows] == [
        "add_indicator", "change_indicator", "remove_indicator",
    ] * 2  # fmt: skip
    assert json.loads(rows[1]["changes"])["after"]["on_the_way"] == ["2026-06-01: 4"]
    assert (await verify()).broken == ()


@pytest.mark.parametrize("state", ["up_for_decision", "signed", "ended"])
async def test_nobody_changes_indicators_of_a_text_that_is_decided_on_or_ended(
    database: Database, state: str
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator)
    await DATABASE.fetch("update agreement set state = $2 where id = $1", agreement, state)
    with pytest.raises(WrongState):
        await indicator(agreement, people.administrator)
    with pytest.raises(WrongState):
        await actions.remove_indicator(made, 1, by=people.administrator, at=AT)


async def test_all_that_is_wrong_with_an_indicator_is_told_at_once(database: Database) -> None:
    people = await cast()
    wrong = indicator_form(
        name=" ", unit="", signals=True, rule=Rule.SHARE, baseline=Decimal(3), counts=Counts.PEOPLE,
        steps=[IndicatorStepForm(None, Decimal(1))],
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        await indicator(await in_force(people), people.administrator, wrong)
    assert {one.field for one in refused.value.complaints} == {
        "name", "unit", "direction", "target", "baseline", "baselineOn", "steps.0.onDate",
    }  # fmt: skip


async def test_choosing_commitments_again_keeps_indicators_of_those_that_stay(
    database: Database,
) -> None:
    people = await cast()
    draft, forms = await draft_with_commitments(people)
    by = people.administrator
    first = await indicator(draft, by)
    rows = await DATABASE.fetch("select id from commitment where key = 'twee'")
    gone = await actions.add_indicator(rows[0]["id"], indicator_form(), by=by, at=AT)
    await set_commitments(draft, [replace(forms[0], title="Anders")], None, by=by, at=AT)
    assert (await queries.of(await commitment_of(draft), by=by)).title == "Anders"
    assert (await queries.indicator(first, by=by)).name == "Gehouden controles"
    with pytest.raises(NotFound):
        await queries.indicator(gone, by=by)
    await set_commitments(draft, [], None, by=by, at=AT)
    with pytest.raises(NotFound):
        await queries.indicator(first, by=by)


async def test_a_linking_pin_gives_values_of_its_own_organisation_and_of_no_other(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator)
    north = await line_of(agreement, people.north)
    await measure(north, made, people.pin_north, value(3), value(0, SECOND))
    for other in (people.pin_south, people.administrator, people.secretary, people.outsider):
        with pytest.raises(NotFound):
            await measure(north, made, other, value(4, date(2026, 7, 1)))
    _, found = await own(north, by=people.pin_north, today=TODAY)
    [one] = found.indicators
    assert [(p.since, p.value, p.version) for p in one.periods] == [
        (date(2026, 7, 1), None, 0), (SECOND, 0, 1), (FIRST, 3, 1),
    ]  # fmt: skip


async def test_a_value_is_corrected_only_by_a_new_one_with_a_reason_and_the_old_one_stays(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    line, pin = await line_of(agreement, people.north), people.pin_north
    await measure(line, made, pin, value(3))
    for wrong, field in ((value(7, seen=1), "reason"), (value(3, seen=1, reason="x"), "value")):
        with pytest.raises(Refused) as refused:
            await measure(line, made, pin, wrong)
        assert [one.field for one in refused.value.complaints] == [field]
    with pytest.raises(Overtaken):
        await measure(line, made, pin, value(7, seen=0, reason="Te laat gezien."))
    await measure(line, made, pin, value(7, seen=1, reason="Dubbel geteld."))
    _, found = await own(line, by=pin, today=TODAY)
    given = found.indicators[0].periods[-1].given
    assert [(g.number, g.value, g.reason) for g in given] == [(2, 7, "Dubbel geteld."), (1, 3, "")]
    _, shown = await measured(made, by=people.secretary, today=TODAY, since=FIRST)
    assert [cell.shown.value if cell.shown else None for cell in shown.cells] == [7, None]
    entries = await DATABASE.fetch(
        "select organisation_id, audience, changes from trail_entry"
        " where verb = 'enter_measurement' order by number"
    )
    assert {(e["organisation_id"], e["audience"]) for e in entries} == {(people.north, "own")}
    assert json.loads(entries[1]["changes"])["before"] == {"value": "3"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (value(1, date(2026, 2, 1)), "periodFrom"),
        (value(1, date(2026, 10, 1)), "periodFrom"),
        (value(1, date(2025, 10, 1)), "periodFrom"),
        (value("2.5"), "value"),
        (value(-1), "value"),
        (value(1, reason="Zomaar."), "reason"),
    ],
)
async def test_a_value_that_cannot_be_is_refused(
    database: Database, wrong: Any, field: str
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    with pytest.raises(Refused) as refused:
        await measure(await line_of(agreement, people.north), made, people.pin_north, wrong)
    assert [one.field for one in refused.value.complaints] == [field]


async def test_once_measured_an_indicator_stays_and_so_does_what_it_counts(
    database: Database,
) -> None:
    people, form = await cast(), of_people()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, form)
    await measure(await line_of(agreement, people.north), made, people.pin_north, value(3))
    other = changed(form, 1, counts=Counts.ACTIVITIES, unit="zaken", name="Anders")
    with pytest.raises(Refused) as refused:
        await actions.change_indicator(made, other, by=people.administrator, at=AT)
    assert {one.field for one in refused.value.complaints} == {"counts", "unit"}
    with pytest.raises(WrongState):
        await actions.remove_indicator(made, 1, by=people.administrator, at=AT)
    await actions.change_indicator(
        made, changed(form, 1, name="Anders"), by=people.administrator, at=AT
    )


async def test_everybody_but_the_owner_sees_small_numbers_of_people_as_less_than_five(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    await measure(await line_of(agreement, people.north), made, people.pin_north, value(3))
    await measure(await line_of(agreement, people.south), made, people.pin_south, value(12))
    for who in (people.administrator, people.secretary, people.pin_north):
        _, found = await measured(made, by=who, today=TODAY, since=FIRST)
        assert [cell.shown for cell in found.cells if cell.organisation == "Noordstad"] == [HIDDEN]
        total = found.periods[-1].rolled
        all_of_it = who != people.pin_north
        assert total.shown is not None and found.whole is all_of_it
        assert (total.shown.low, total.shown.high) == ((13, 16) if all_of_it else (1, 4))
        [line] = await of_line(await commitment_of(agreement), people.north, by=who)
        assert line.newest and line.newest.shown == HIDDEN
    with pytest.raises(NotFound):
        await measured(made, by=people.outsider, today=TODAY)


async def test_a_party_sees_of_another_what_stood_when_the_committee_adopted_it(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    line = await line_of(agreement, people.north)
    await measure(line, made, people.pin_north, value(7))

    async def seen() -> list[Any]:
        _, found = await measured(made, by=people.pin_south, today=TODAY, since=FIRST)
        return [cell.shown.value if cell.shown else None for cell in found.cells]

    assert await seen() == [None, None]
    await adopted(line, AT + timedelta(hours=1))
    assert await seen() == [7, None]
    later = AT + timedelta(hours=2)
    corrected = value(9, seen=1, reason="Twee te weinig.")
    await enter_measurement(line, made, corrected, by=people.pin_north, at=later)
    assert await seen() == [7, None]
    await adopted(line, later)
    assert await seen() == [9, None]


async def test_what_another_party_has_not_shared_is_never_told_as_missing(
    database: Database,
) -> None:
    """Whether there is a value or none: the reader is told the same."""
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    line = await line_of(agreement, people.north)

    async def seen(by: Any) -> Any:
        _, found = await measured(made, by=by, today=TODAY, since=FIRST)
        rolled = next(one.rolled for one in found.periods if one.since == FIRST)
        return [one.shared for one in found.cells], rolled.missing, rolled.not_shared

    before = await seen(people.pin_south)
    assert before == ([False, True], ("Zuiddorp",), ("Noordstad",))
    _, found = await measured(made, by=people.pin_south, today=TODAY, since=FIRST)
    assert rolled_said(found.indicator, found.periods[-1].rolled, "nl") == "nog niet gedeeld"
    await measure(line, made, people.pin_north, value(7))
    assert await seen(people.pin_south) == before
    assert await seen(people.pin_north) == ([True, False], (), ("Zuiddorp",))
    assert await seen(people.secretary) == ([True, True], ("Zuiddorp",), ())
    await adopted(line, AT + timedelta(hours=1))
    assert await seen(people.pin_south) == ([True, True], ("Zuiddorp",), ())


async def test_three_inspections_of_four_stay_three_of_four(database: Database) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator)
    await measure(await line_of(agreement, people.north), made, people.pin_north, value(3))
    _, found = await measured(made, by=people.secretary, today=TODAY, since=FIRST)
    total = found.periods[-1].rolled
    assert total.shown and total.shown.value == 3
    assert (total.measured, total.missing) == (1, ("Zuiddorp",))


async def test_a_drawing_shows_at_least_and_at_most_and_never_what_is_hidden(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator, of_people())
    line = await line_of(agreement, people.north)
    _, found = await measured(made, by=people.secretary, today=TODAY)
    assert drawn(found, "nl") == ""
    await measure(line, made, people.pin_north, value(3), value(0, SECOND))
    _, found = await measured(made, by=people.secretary, today=TODAY)
    before = drawn(found, "nl")
    for told in ("1 van 2026: &lt; 5 mensen; ", "2 van 2026: 0 mensen; ", "3 van 2026: niets gem"):
        assert f"kwartaal {told}" in before, told
    await measure(line, made, people.pin_north, value(4, seen=1, reason="Eén te weinig."))
    _, found = await measured(made, by=people.secretary, today=TODAY)
    assert drawn(found, "nl") == before


async def test_regions_and_all_are_rolled_up_by_the_rule_with_who_is_missing(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people, owners=3)
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    for member in (people.north, people.south):
        await DATABASE.fetch(
            'insert into membership (id, version, "grouping", organisation, part, valid_from)'
            " values (gen_random_uuid(), 1, $1, $2, 'member', '2020-01-01')",
            row["grouping"], member,
        )  # fmt: skip
    form = indicator_form(rule=Rule.SHARE, target=Decimal(4), target_by=date(2027, 1, 1))
    made = await indicator(agreement, people.administrator, form)
    await measure(await line_of(agreement, people.north), made, people.pin_north, value(4))
    await measure(await line_of(agreement, people.south), made, people.pin_south, value(2))
    _, found = await measured(made, by=people.secretary, today=TODAY, since=FIRST)
    total = found.periods[-1].rolled
    assert total.shown and (total.shown.value, total.measured) == (1, 2)
    assert total.missing == ("Dorp 0",)
    [region] = found.regions
    assert (region.rolled.measured, region.rolled.missing) == (2, ())


async def test_reading_takes_as_many_queries_for_many_organisations_as_for_few(
    database: Database,
) -> None:
    people = await cast()
    for owners in (2, 30):
        agreement = await in_force(people, owners=owners)
        made = await indicator(agreement, people.administrator)
        line = await line_of(agreement, people.north)
        await measure(line, made, people.pin_north, value(3))
        (_, found), queries_taken = await counted(
            measured(made, by=people.administrator, today=TODAY)
        )
        assert (len(found.cells), queries_taken) == (owners, 6)
        _, queries_taken = await counted(everything(made, by=people.administrator, today=TODAY))
        assert queries_taken == 6
        _, queries_taken = await counted(own(line, by=people.pin_north, today=TODAY))
        assert queries_taken == 5
        commitment_id = await commitment_of(agreement)
        _, queries_taken = await counted(of_line(commitment_id, people.north, by=people.pin_north))
        assert queries_taken == 3


async def test_of_two_who_give_the_same_period_at_once_one_wins_and_the_other_is_told(
    database: Database,
) -> None:
    people = await cast()
    agreement = await in_force(people)
    made = await indicator(agreement, people.administrator)
    line = await line_of(agreement, people.north)
    said = await asyncio.gather(
        *(enter_measurement(line, made, value(n), by=people.pin_north, at=AT)
          for n in (3, 4)),
        return_exceptions=True,
    )  # fmt: skip
    told = [one for one in said if one is not None]
    assert len(told) == 1 and isinstance(told[0], Overtaken)
    rows = await DATABASE.fetch("select value from measurement")
    assert len(rows) == 1


async def test_of_two_who_change_an_indicator_at_once_one_wins(database: Database) -> None:
    people = await cast()
    agreement, by = await in_force(people), people.administrator
    made = await indicator(agreement, by)
    said = await asyncio.gather(
        *(actions.change_indicator(made, changed(indicator_form(name=n), 1), by=by, at=AT)
          for n in ("een", "twee")),
        return_exceptions=True,
    )  # fmt: skip
    assert sorted(type(one).__name__ for one in said) == ["NoneType", "Overtaken"]
