"""An indicator over several agreements, on the real database."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

import asyncpg
import pytest
from msgspec.structs import asdict, replace
from tests.builders.across import LATER, TITLES, Country, count, country, told
from tests.builders.audience import COMMITTEE, OFFICIALS, OWN, shown_to
from tests.builders.commitments import party
from tests.builders.counting import counted
from tests.builders.measuring import (
    AT,
    FIRST,
    SECOND,
    indicator,
    indicator_form,
    line_of,
    measure,
    of_people,
    value,
)
from tests.builders.parties import actor
from tests.commitments.audience.test_leaving import leaves

from governance.audit.verifying.queries import verify
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.commitments.measuring import actions
from governance.commitments.measuring import queries as indicators
from governance.commitments.measuring.across import queries
from governance.commitments.measuring.across.actions import let_all_go, let_go
from governance.commitments.measuring.across.forms import LettingGoForm
from governance.commitments.measuring.across.queries import AgreementTotal, PeriodAcross
from governance.commitments.measuring.counting import queries as choices
from governance.commitments.measuring.counting.queries import open_to, tie
from governance.commitments.measuring.counting.rules import AT as FIELD
from governance.commitments.measuring.entering.actions import enter_measurement
from governance.commitments.measuring.forms import IndicatorChange, IndicatorForm
from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.publishing.queries import published
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction

TODAY = AT.date()


def changed(form: IndicatorForm, version: int, **fields: Any) -> IndicatorChange:
    return IndicatorChange(**{**asdict(form), **fields}, version=version)


async def seen(
    made: Country, by: Any, since: Any = FIRST
) -> tuple[PeriodAcross, dict[str, AgreementTotal]]:
    """The chosen period over all agreements, and each agreement by its title."""
    _, found = await queries.across(made.indicators[0], by=by, today=TODAY, since=since)
    [period] = [one for one in found.periods if one.since == since]
    return period, {one.agreement: one for one in found.agreements}


def bounds(of: Any) -> tuple[int, int] | None:
    shown = of.together.rolled.shown
    return (int(shown.low), int(shown.high)) if shown else None


async def test_the_organisations_of_all_agreements_come_together_and_who_is_missing_is_named(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    await told(made, 1, people.north, people.pin_north, 12)
    await told(made, 1, people.south, people.pin_south, 3)
    await told(made, 2, made.east, made.pin_east, 7)
    period, each = await seen(made, made.national)
    assert bounds(period) == (20, 23)
    assert (period.together.expected, period.together.rolled.measured) == (5, 3)
    assert period.without == (TITLES[0],)
    assert {name: bounds(one) for name, one in each.items()} == {
        TITLES[0]: None, TITLES[1]: (13, 16), TITLES[2]: (7, 7),
    }  # fmt: skip
    assert each[TITLES[2]].together.missing == 1
    later, _ = await seen(made, made.national, SECOND)
    assert later.together.rolled.shown is None and later.together.missing == 5
    assert later.without == TITLES


async def test_only_what_a_committee_adopted_counts_and_the_same_for_every_reader(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    line = await told(made, 1, people.north, people.pin_north, 12)
    again = value(30, seen=1, reason="Er ontbrak een wijk.")
    await corrected_later(line, made, again)
    east = await line_of(made.agreements[2], made.east)
    await measure(east, made.indicators[2], made.pin_east, value(7))
    for by in (made.national, people.administrator, made.eastern):
        period, _ = await seen(made, by)
        assert bounds(period) == (12, 12)


async def test_a_value_that_came_while_the_committee_adopted_waits_for_the_next_adoption(
    database: Database,
) -> None:
    """Who asked before the adoption and had to wait for it gives a value that nobody adopted."""
    made = await country()
    people = made.people
    line = await told(made, 1, people.north, people.pin_north, 12)
    late = value(30, seen=1, reason="Er ontbrak een wijk.")
    await measure(line, made.indicators[1], people.pin_north, late)
    assert bounds((await seen(made, made.national))[0]) == (12, 12)
    [of_north] = await published([made.indicators[1]], by=people.pin_south)
    assert of_north.shown.value == 12
    [own] = await published([made.indicators[1]], by=people.pin_north)
    assert own.shown.value == 30


async def corrected_later(line: Any, made: Country, form: Any) -> None:
    at = LATER + timedelta(hours=1)
    by = made.people.pin_north
    await enter_measurement(line, made.indicators[1], form, by=by, at=at)


async def test_each_sees_the_organisations_only_of_agreements_in_which_it_takes_part(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    await told(made, 1, people.north, people.pin_north, 12)
    await told(made, 2, made.east, made.pin_east, 7)
    for by, mine, other, missing in (
        (people.administrator, TITLES[1], TITLES[2], "Zuiddorp"),
        (made.eastern, TITLES[2], TITLES[1], "Weststad"),
    ):
        period, each = await seen(made, by)
        assert each[mine].together.rolled.missing == (missing,)
        assert each[mine].agreement_id and each[mine].indicator_id
        hidden = each[other]
        assert hidden.agreement_id is None
        assert (hidden.together.rolled.missing, hidden.together.missing) == ((), 1)
        assert period.together.rolled.missing == ("Politie", missing)
    _, each = await seen(made, made.national)
    assert each[TITLES[1]].together.rolled.missing == ()
    assert each[TITLES[0]].together.rolled.missing == ("Politie",)
    for by in (people.pin_north, people.secretary, made.pin_east, people.outsider):
        with pytest.raises(NotFound):
            await queries.across(made.indicators[0], by=by, today=TODAY)
        with pytest.raises(NotFound):
            await queries.everything(made.indicators[0], by=by, today=TODAY)
    for by in (made.pin_east, made.national, people.outsider):
        with pytest.raises(NotFound):
            await tie(made.indicators[1], by=by)


async def test_who_left_the_agreement_sees_no_figure_that_is_made_today(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    await told(made, 1, people.north, people.pin_north, 12)
    leaves = "update party set left_on = $2 where organisation = $1 and agreement = $3"
    for day, finds in ((FIRST.replace(year=2040), True), (FIRST, False)):
        await DATABASE.fetch(leaves, made.police, day, made.agreements[0])
        if finds:
            assert bounds((await seen(made, made.pin_police))[0]) == (12, 12)
        else:
            with pytest.raises(NotFound):
                await queries.across(made.indicators[0], by=made.pin_police, today=TODAY)
    await DATABASE.fetch(leaves, people.keeper, FIRST, made.agreements[0])
    assert await open_to(made.indicators[1], by=people.administrator) == []
    assert not (await tie(made.indicators[1], by=people.administrator)).taking_part
    assert bounds((await seen(made, made.national))[0]) == (12, 12)


async def test_a_value_that_was_hidden_once_is_hidden_here_as_well(database: Database) -> None:
    made = await country(indicator_form())
    people = made.people
    await told(made, 1, people.north, people.pin_north, 3)
    assert bounds((await seen(made, made.national))[0]) == (3, 3)
    await DATABASE.fetch("update measurement set hiding = true")
    assert bounds((await seen(made, made.national))[0]) == (1, 4)


async def test_what_is_for_fewer_people_than_the_committee_is_left_out_and_said_to_be(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    north = await told(made, 1, people.north, people.pin_north, 12)
    await told(made, 1, people.south, people.pin_south, 9)
    for audience in (OWN, OFFICIALS):
        await shown_to(north, audience, people.pin_north, AT)
        for by in (made.national, people.administrator):
            period, each = await seen(made, by)
            assert bounds(period) == (9, 9) and period.together.expected == 4
            assert each[TITLES[1]].left_out == 1
            assert each[TITLES[1]].together.rolled.missing == ()
    await shown_to(north, COMMITTEE, people.pin_north, AT)
    period, each = await seen(made, made.national)
    assert bounds(period) == (21, 21) and each[TITLES[1]].left_out == 0


async def test_what_was_adopted_for_fewer_people_is_told_only_once_it_is_adopted_again(
    database: Database,
) -> None:
    made = await country()
    people = made.people
    north = await line_of(made.agreements[1], people.north)
    await told(made, 1, people.north, people.pin_north, 12)
    await DATABASE.fetch("update adopted_line set audience = 'officials'")
    period, _ = await seen(made, made.national)
    assert period.together.rolled.shown is None
    assert north


async def test_an_organisation_in_two_agreements_counts_once(database: Database) -> None:
    made = await country()
    people = made.people
    await DATABASE.fetch(
        "update commitment_line set organisation = $1 where organisation = $2",
        people.north, made.west,
    )  # fmt: skip
    await DATABASE.fetch(
        "update party set organisation = $1 where organisation = $2", people.north, made.west
    )
    await told(made, 1, people.north, people.pin_north, 12)
    await told(made, 2, people.north, people.pin_north, 13)
    period, each = await seen(made, made.national)
    assert bounds(period) == (12, 12) and period.together.twice == 1
    assert (bounds(each[TITLES[1]]), bounds(each[TITLES[2]])) == ((12, 12), (13, 13))
    for line in await DATABASE.fetch(
        "select id from commitment_line where organisation = $1", people.north
    ):
        await shown_to(line["id"], OFFICIALS, people.pin_north, AT)
    _, found = await queries.across(made.indicators[0], by=made.national, today=TODAY)
    assert [one.left_out for one in found.agreements if one.left_out] == [1, 1]
    assert found.left_out == 1, "so is being left out"


async def test_the_agreement_that_a_party_keeps_speaks_for_it(database: Database) -> None:
    """A region that owes the national commitment is not asked for its own total as well."""
    made = await country()
    people = made.people
    keeper = await actor(RoleKind.LINKING_PIN, organisation=people.keeper)
    await told(made, 0, people.keeper, keeper, 50)
    await told(made, 1, people.north, people.pin_north, 12)
    period, _ = await seen(made, made.national)
    assert bounds(period) == (12, 12)
    own = await line_of(made.agreements[0], people.keeper)
    await shown_to(own, OFFICIALS, keeper, AT)
    _, each = await seen(made, made.national)
    assert each[TITLES[0]].left_out == 0, "its region speaks for it"
    await shown_to(own, COMMITTEE, keeper, AT)
    await count(made.indicators[1], None, people.administrator)
    period, each = await seen(made, made.national)
    assert bounds(period) == (50, 50) and set(each) == {TITLES[0], TITLES[2]}


@pytest.mark.parametrize(
    ("rule", "asked", "all_of_it"),
    [(Rule.MEAN, None, (7, 7)), (Rule.SHARE, Decimal(6), (2, 2))],
)
async def test_a_mean_and_a_share_are_of_the_organisations_not_of_the_agreements(
    database: Database, rule: Rule, asked: Decimal | None, all_of_it: Any
) -> None:
    by_when = None if asked is None else FIRST
    made = await country(indicator_form(rule=rule, target=asked, target_by=by_when))
    people = made.people
    await told(made, 1, people.north, people.pin_north, 5)
    await told(made, 1, people.south, people.pin_south, 6)
    await told(made, 2, made.east, made.pin_east, 10)
    period, _ = await seen(made, made.national)
    assert bounds(period) == all_of_it and period.asked == asked


async def test_everything_in_which_two_indicators_differ_is_told_at_once(
    database: Database,
) -> None:
    made = await country(counted=False)
    other = indicator_form(
        unit="dossiers", counts=Counts.ACTIVITIES, leads_to_people=True, signals=True,
        direction=Direction.NONE, rule=Rule.MEAN, period=Every.YEAR,
    )  # fmt: skip
    by = made.people.administrator
    wrong = await indicator(made.agreements[1], by, other)
    with pytest.raises(Refused) as refused:
        await count(wrong, made.indicators[0], by)
    assert [one.field for one in refused.value.complaints] == [FIELD] * 6
    _, view = await choices.counting(wrong, by=by)
    assert view.fitting == () and [one.id for one in view.not_fitting] == [made.indicators[0]]
    assert (await tie(wrong, by=by)).towards_id is None


async def test_it_stays_at_one_level_and_in_agreements_in_which_one_takes_part(
    database: Database,
) -> None:
    made = await country()
    people, (top, north, east) = made.people, made.indicators
    by = people.administrator
    # Not open to others; of its own agreement; one that is not there.
    beside = await indicator(made.agreements[1], by, replace(of_people(), gathers=True))
    for one, towards in ((north, east), (beside, north), (north, beside), (north, people.keeper)):
        with pytest.raises(Refused):
            await count(one, towards, by)
    # What others count towards counts towards none: also not by the database itself.
    bureau = made.national.roles[0].organisation_id
    assert bureau
    await party(made.agreements[1], bureau)
    assert beside in {one.id for one in await open_to(top, by=made.national)}
    with pytest.raises(Refused):
        await count(top, beside, made.national)
    with pytest.raises(Exception, match="indicator_one_level"):
        await DATABASE.fetch("update indicator set counts_towards = $2 where id = $1", top, beside)
    # Who keeps it says so, and nobody else.
    for other in (people.pin_north, people.secretary, made.national, people.outsider):
        with pytest.raises(NotFound):
            await count(north, None, other)
    await DATABASE.fetch("update agreement set state = 'ended' where id = $1", made.agreements[0])
    await count(east, None, made.eastern)
    with pytest.raises(Refused):
        await count(east, top, made.eastern)
    await DATABASE.fetch("update agreement set state = 'ended' where id = $1", made.agreements[2])
    with pytest.raises(WrongState):
        await count(east, None, made.eastern)


async def test_what_makes_numbers_come_together_stays_while_they_do(database: Database) -> None:
    made = await country()
    by, form = made.people.administrator, of_people()
    other = {"unit": "dossiers", "rule": Rule.MEAN, "period": Every.YEAR}
    expected = {"unit", "rule", "period", "gathers"}
    for one, who, opened in (
        (made.indicators[1], by, True),
        (made.indicators[0], made.national, False),
    ):
        version = (await indicators.indicator(one, by=who)).version
        wrong = changed(form, version, **other, gathers=opened)
        with pytest.raises(Refused) as refused:
            await actions.change_indicator(one, wrong, by=who, at=AT)
        assert {c.field for c in refused.value.complaints} == expected
        right = changed(form, version, name="Anders", gathers=not opened)
        await actions.change_indicator(one, right, by=who, at=AT)
    version = (await indicators.indicator(made.indicators[0], by=made.national)).version
    with pytest.raises(WrongState):
        await actions.remove_indicator(made.indicators[0], version, by=made.national, at=AT)
    await actions.remove_indicator(made.indicators[1], None, by=by, at=AT)
    assert (await tie(made.indicators[0], by=made.national)).counted == 1


async def test_both_who_keep_it_have_it_in_their_trail(database: Database) -> None:
    made = await country()
    await count(made.indicators[1], None, made.people.administrator)
    rows = await DATABASE.fetch(
        "select organisation_id, changes from trail_entry where verb = 'count_towards'"
    )
    keepers = [row["organisation_id"] for row in rows]
    assert len(rows) == 6 and keepers.count(made.people.keeper) == 2
    assert all(TITLES[0] in row["changes"] for row in rows)
    for row in rows:
        # Who keeps the other agreement is not told more of this one than the figure tells.
        own = row["organisation_id"] != made.national.roles[0].organisation_id
        assert ('"indicator"' in row["changes"]) is own
    assert (await verify()).broken == ()


async def test_who_keeps_the_other_lets_go_of_what_does_not_belong_there(
    database: Database,
) -> None:
    made = await country()
    people, (top, north, east) = made.people, made.indicators
    for by in (people.administrator, people.secretary, made.pin_east, people.outsider):
        with pytest.raises(NotFound):
            await let_go(top, LettingGoForm(source_id=north), by=by, at=AT)
    with pytest.raises(NotFound):
        await let_go(north, LettingGoForm(source_id=top), by=made.national, at=AT)
    await told(made, 1, people.north, people.pin_north, 12)
    await told(made, 2, made.east, made.pin_east, 7)
    await let_go(top, LettingGoForm(source_id=north), by=made.national, at=AT)
    period, each = await seen(made, made.national)
    assert bounds(period) == (7, 7) and set(each) == {TITLES[0], TITLES[2]}
    for gone in (north, top, people.keeper):
        with pytest.raises(Refused):
            await let_go(top, LettingGoForm(source_id=gone), by=made.national, at=AT)
    with pytest.raises(Overtaken):
        await count(north, top, people.administrator, version=2)
    await count(north, top, people.administrator, version=3)
    said = await asyncio.gather(
        let_go(top, LettingGoForm(source_id=east), by=made.national, at=AT),
        count(east, None, made.eastern, version=2),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Exception) for one in said) == 1
    assert (await tie(top, by=made.national)).counted == 1


async def test_who_kept_what_it_counted_towards_before_is_not_told_where_it_goes(
    database: Database,
) -> None:
    made = await country()
    other = await country(people=made.people, counted=False)
    await count(made.indicators[1], other.indicators[0], made.people.administrator)
    rows = await DATABASE.fetch(
        "select organisation_id, thing_id, changes from trail_entry"
        " where verb = 'count_towards' order by id desc limit 3"
    )
    ends = {row["thing_id"]: json.loads(row["changes"]) for row in rows}
    assert set(ends) == {made.indicators[1], made.indicators[0], other.indicators[0]}
    assert ends[made.indicators[0]]["after"] == {"counts_towards": ""}
    assert ends[other.indicators[0]]["before"] == {"counts_towards": ""}


async def test_who_keeps_both_ends_has_both_in_its_trail(database: Database) -> None:
    made = await country()
    beside = await indicator(made.agreements[0], made.national, replace(of_people(), gathers=True))
    await count(made.indicators[1], beside, made.people.administrator)
    rows = await DATABASE.fetch(
        "select thing_id from trail_entry where verb = 'count_towards' order by id desc limit 3"
    )
    ends = {row["thing_id"] for row in rows}
    assert ends == {made.indicators[1], made.indicators[0], beside}
    assert (await verify()).broken == ()


async def test_of_one_agreement_one_indicator_counts(database: Database) -> None:
    """Of an organisation that owes both one value would be lost."""
    made = await country()
    by, top = made.people.administrator, made.indicators[0]
    second = await indicator(made.agreements[1], by, of_people(name="Minderjarigen"))
    _, view = await choices.counting(second, by=by)
    assert [one.id for one in view.not_fitting] == [top] and view.fitting == ()
    with pytest.raises(Refused) as refused:
        await count(second, top, by)
    assert [one.field for one in refused.value.complaints] == [FIELD]
    await count(made.indicators[1], None, by)
    said = await asyncio.gather(
        count(second, top, by), count(made.indicators[1], top, by), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in said) == ["NoneType", "Refused"]


async def test_of_two_who_choose_at_once_one_is_told(database: Database) -> None:
    made = await country(counted=False)
    by, one = made.people.administrator, made.indicators[1]
    first = count(one, made.indicators[0], by, version=1)
    second = count(one, made.indicators[0], by, version=1)
    said = await asyncio.gather(first, second, return_exceptions=True)
    assert sorted(type(s).__name__ for s in said) == ["NoneType", "Overtaken"]
    with pytest.raises(Overtaken):
        await count(one, None, by, version=1)


async def test_who_closes_it_while_another_counts_leaves_no_indicator_counting_towards_it(
    database: Database,
) -> None:
    """Either it is counted and stays open, or it is closed and nothing counts towards it."""
    made = await country(counted=False)
    top, north, _ = made.indicators
    closing = changed(of_people(), 1, gathers=False)
    said = await asyncio.gather(
        actions.change_indicator(top, closing, by=made.national, at=AT),
        count(north, top, made.people.administrator),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Refused) for one in said) == 1
    open_ = (await indicators.indicator(top, by=made.national)).gathers
    assert (await tie(top, by=made.national)).counted == (1 if open_ else 0)


async def test_who_counts_while_it_is_being_closed_waits_and_is_told(
    database: Database, owner_url: str
) -> None:
    made = await country(counted=False)
    closing = await asyncpg.connect(owner_url)
    try:
        async with closing.transaction():
            await closing.execute(
                "update indicator set gathers = false where id = $1", made.indicators[0]
            )
            waiting = asyncio.ensure_future(
                count(made.indicators[1], made.indicators[0], made.people.administrator)
            )
            done, _ = await asyncio.wait({waiting}, timeout=1)
            assert not done
    finally:
        await closing.close()
    with pytest.raises(Refused):
        await waiting


async def test_however_many_agreements_count_the_queries_are_the_same(database: Database) -> None:
    made = await country()
    people = made.people
    asked = {"by": made.national, "today": TODAY}
    _, before = await counted(queries.across(made.indicators[0], **asked))
    for number in range(5):
        more = await country(people=people, counted=False)
        await DATABASE.fetch(
            "update indicator set counts_towards = $2 where id = $1",
            more.indicators[2], made.indicators[0],
        )  # fmt: skip
        await told(more, 2, more.east, more.pin_east, 6 + number)
    (_, found), after = await counted(queries.across(made.indicators[0], **asked))
    assert len(found.agreements) == 8 and bounds(found.periods[-1]) == (40, 40)
    assert (before, after) == (6, 6)
    _, every = await counted(queries.everything(made.indicators[0], **asked))
    assert every == 6
    _, form = await counted(choices.counting(made.indicators[1], by=people.administrator))
    assert form == 5


async def test_what_is_taken_out_of_a_draft_is_let_go_of(database: Database) -> None:
    """An agreement that somehow went back to draft keeps nobody from choosing its commitments."""
    made = await country()
    await DATABASE.fetch("update agreement set state = 'draft' where id = $1", made.agreements[0])
    await let_all_go(made.agreements[0], [], by=made.national, at=AT)
    await actions.remove_without(made.agreements[0], [])
    by = made.people.administrator
    assert (await tie(made.indicators[1], by=by)).towards_id is None
    noted = await DATABASE.fetch(
        "select thing_id, changes::jsonb #>> '{before,counts_towards}' as before"
        " from trail_entry where verb = 'let_go'"
    )
    assert {row["thing_id"] for row in noted} >= {made.indicators[0], made.indicators[1]}
    [mine] = [row for row in noted if row["thing_id"] == made.indicators[1]]
    assert mine["before"] == f"{of_people().name} ({TITLES[0]})"


async def test_who_left_is_not_told_towards_what_an_indicator_counts(database: Database) -> None:
    made = await country()
    by, [north, top] = made.people.pin_south, [made.indicators[1], made.indicators[0]]
    assert (await tie(north, by=by)).towards_id == top
    await leaves(made.people.south)
    told = await tie(north, by=by)
    assert (told.towards_id, told.towards, told.agreement, told.counted) == (None, "", "", 0)
    assert (await tie(north, by=made.people.pin_north)).towards_id == top


async def test_nobody_else_is_offered_what_it_could_count_towards(database: Database) -> None:
    made = await country(counted=False)
    people = made.people
    for by in (people.pin_north, people.secretary, people.outsider, made.pin_east):
        assert await open_to(made.indicators[1], by=by) == []
    with pytest.raises(NotAllowed):
        await count(made.indicators[1], made.indicators[0], people.secretary)
