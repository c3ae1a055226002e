"""Commitments in a draft, lines from entry into force, and what accepted reports do to them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, ENTERED, commitment, draft_agreement, in_force, party

from governance.audit.queries import broken_at, history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.actions import apply_report, open_lines, set_commitments
from governance.commitments.finding import queries as finding
from governance.commitments.finding.rules import Wanted
from governance.commitments.forms import LineChange, MilestoneChange
from governance.commitments.keeping.queries import line
from governance.commitments.queries import lines, of_agreement
from governance.commitments.rules import Standing

TODAY = date(2026, 2, 1)


async def test_commitments_are_set_and_set_again_with_the_same_identity(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await draft_agreement(cast)
    north = await party(agreement, cast.north)
    police = await party(agreement, cast.police, "adviser")
    by = cast.administrator
    first = commitment([north], contributor_party_ids=[police], target=Decimal("80.5"),
                       indicator_unit="%")  # fmt: skip
    await set_commitments(agreement, [first], 1, by=by, at=AT)
    [before] = await of_agreement(agreement, by=by)
    assert [p.organisation_id for p in before.owners] == [cast.north]
    assert [p.organisation_id for p in before.contributors] == [cast.police]
    assert [m.rule for m in before.milestones] == ["after_entry", "every"]
    assert before.target == Decimal("80.5")
    await set_commitments(
        agreement, [commitment([north], key="new"), commitment([north])], 2, by=by, at=AT
    )
    new, kept = await of_agreement(agreement, by=by)
    assert (kept.id, kept.position, new.position) == (before.id, 2, 1)
    assert [a.verb for a in await history(agreement, by=by)] == ["set_commitments"] * 2


async def test_commitments_are_refused_for_each_reason(database: Database) -> None:
    cast = await parties.cast()
    agreement = await draft_agreement(cast)
    adviser = await party(agreement, cast.police, "adviser")
    form = commitment([adviser])
    with pytest.raises(NotFound):
        await set_commitments(agreement, [form], None, by=cast.outsider, at=AT)
    with pytest.raises(NotFound):
        await set_commitments(agreement, [form], None, by=cast.secretary, at=AT)
    with pytest.raises(Overtaken):
        await set_commitments(agreement, [form], 7, by=cast.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await set_commitments(agreement, [form, form], None, by=cast.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == [
        "commitments.0.ownerPartyIds", "commitments.1.key", "commitments.1.ownerPartyIds",
    ]  # fmt: skip
    await DATABASE.fetch("update agreement set state = 'in_force'")
    with pytest.raises(WrongState):
        await set_commitments(agreement, [form], None, by=cast.administrator, at=AT)
    with pytest.raises(NotAllowed):
        await set_commitments(agreement, [form], None, by=cast.secretary, at=AT)


async def test_at_entry_a_line_has_the_priority_that_was_agreed(database: Database) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast, priority="high")
    [kept, _] = await lines(agreement, by=cast.pin_north, today=TODAY)
    asked = Wanted(priority="high")
    assert (await finding.found(asked, by=cast.administrator, today=TODAY)).total == 2
    assert (await line(kept.id, by=cast.pin_north, today=TODAY)).priority == "high"
    assert (await line(kept.id, by=cast.pin_south, today=TODAY)).priority is None


async def test_at_entry_every_owner_gets_a_line_with_planned_milestones(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    found = await lines(agreement, by=cast.pin_north, today=TODAY)
    assert [(row.number, row.organisation) for row in found] == [
        (1, "Noordstad"), (1, "Zuiddorp"), (2, "Noordstad"), (2, "Zuiddorp"),
    ]  # fmt: skip
    view = await line(found[0].id, by=cast.pin_north, today=TODAY)
    assert [m.planned_on for m in view.milestones] == [date(2026, 4, 1), date(2027, 1, 1)]
    assert view.line.planned_on == date(2027, 1, 1)
    assert [(h.state, h.cause_kind) for h in view.history] == [("planned", "agreement")]
    again = await open_lines(
        agreement, ENTERED, None, by=cast.administrator, at=AT, cause=("agreement", agreement)
    )
    assert again == 0


async def test_what_was_accepted_stands_in_the_line_its_history_and_the_trail(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    [mine] = await lines(agreement, by=cast.pin_north, today=TODAY, organisation=cast.north)
    milestone = (await line(mine.id, by=cast.pin_north, today=TODAY)).milestones[0]
    report = new_id()
    change = LineChange(
        mine.id, "delayed", words="Later", reason="Capaciteit", forecast_on=date(2027, 3, 1),
        value=Decimal("0.5"), measured_on=TODAY,
        milestones=(MilestoneChange(milestone.id, "done", done_on=TODAY),),
    )  # fmt: skip
    await apply_report([change], by=cast.secretary, at=AT, cause=("report", report))
    view = await line(mine.id, by=cast.pin_north, today=TODAY)
    assert (view.line.state, view.line.words) == ("delayed", "Later")
    assert view.line.figure and view.line.figure.value == Decimal("0.5")
    assert view.line.standing == Standing.AT_RISK
    assert view.milestones[0].done_on == TODAY
    assert [h.state for h in view.history] == ["delayed", "planned"]
    assert view.history[0].cause_id == report
    acts = await history(report, by=cast.pin_north)
    assert [a.verb for a in acts] == ["apply_report"]
    assert await broken_at(cast.north) is None
    with pytest.raises(NotFound):
        await apply_report(
            [LineChange(new_id(), "done")], by=cast.secretary, at=AT, cause=("report", report)
        )


async def test_a_passed_milestone_makes_its_line_late(database: Database) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast, owners=1)
    [soon] = await lines(agreement, by=cast.secretary, today=date(2026, 4, 1))
    [late] = await lines(agreement, by=cast.secretary, today=date(2026, 4, 2))
    assert (soon.standing, late.standing) == (Standing.ON_SCHEDULE, Standing.LATE)
    assert late.next_title == "Concept gereed"


async def test_the_outsider_finds_nothing(database: Database) -> None:
    cast = await parties.cast()
    agreement = await in_force(cast)
    [first, _] = await lines(agreement, by=cast.secretary, today=TODAY)
    for asked in (
        of_agreement(agreement, by=cast.outsider),
        lines(agreement, by=cast.outsider, today=TODAY),
        line(first.id, by=cast.outsider, today=TODAY),
    ):
        with pytest.raises(NotFound):
            await asked


async def queries(agreement: object, cast: parties.Cast) -> list[int]:
    counted = []
    for asked in (
        lambda: of_agreement(agreement, by=cast.secretary),
        lambda: lines(agreement, by=cast.secretary, today=TODAY),
    ):
        before = DATABASE.queries
        await asked()
        counted.append(DATABASE.queries - before)
    return counted


async def test_the_number_of_queries_does_not_grow_with_municipalities(
    database: Database,
) -> None:
    cast = await parties.cast()
    few = await in_force(cast, owners=3)
    many = await in_force(cast, owners=30)
    assert await queries(few, cast) == await queries(many, cast) == [4, 2]
