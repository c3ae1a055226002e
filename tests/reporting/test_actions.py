"""A round from its opening to the adopted regional report, on real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.builders import parties
from tests.builders.commitments import draft_agreement, in_force
from tests.builders.people import standing_in_for
from tests.builders.reporting import (
    APPROVAL,
    AT,
    TODAY,
    answer,
    approved,
    open_round,
    report_of,
    round_form,
    submitted,
)

from governance.audit.queries import broken_at, history
from governance.audit.reading.queries import acts
from governance.audit.reading.rules import Scope, Wanted
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.commitments.keeping.queries import line
from governance.commitments.queries import lines
from governance.documents.blocks import Document
from governance.reporting import actions
from governance.reporting.forms import (
    AdoptionForm,
    ApprovalForm,
    GeneralForm,
    LineForm,
    MilestoneAnswer,
    RemarkForm,
    RoundForm,
)
from governance.reporting.queries import report, round_overview, rounds
from governance.reporting.regional.queries import RegionalView, regional
from governance.reporting.waiting.queries import due

ADOPTION = AdoptionForm(
    "stuurgroep", TODAY, summary="Op koers", bottlenecks="Capaciteit", knowingly=True
)


async def a_round(**options: Any) -> tuple[parties.Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast, **options)
    return cast, agreement, await open_round(cast, agreement)


async def test_a_round_gives_every_owing_party_a_report_filled_with_last_time(
    database: Database,
) -> None:
    cast, _, opened = await a_round(commitments=2)
    mine = await report_of(opened, cast.north, cast.pin_north)
    assert (mine.state, len(mine.lines), mine.verbs) == ("draft", 2, ("edit", "approve"))
    assert [(x.state, x.answered, len(x.milestones)) for x in mine.lines] == [
        ("planned", False, 2), ("planned", False, 2),
    ]  # fmt: skip
    assert [d.report_id for d in await due(cast.pin_north, TODAY)] == [mine.id]
    assert await due(cast.pin_north, TODAY - timedelta(days=30)) == []
    [listed] = await rounds(cast.pin_north)
    assert (listed.own_report_id, listed.reports) == (mine.id, 2)


async def test_opening_a_round_is_refused_for_each_reason(database: Database) -> None:
    cast, agreement, _ = await a_round()
    for by, why in ((cast.outsider, NotFound), (cast.pin_north, NotAllowed)):
        with pytest.raises(why):
            await actions.open_round(agreement, round_form(), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await actions.open_round(agreement, round_form(), by=cast.chair, at=AT)
    assert [c.field for c in refused.value.complaints] == ["title", "periodFrom"]
    with pytest.raises(Refused) as refused:
        await actions.open_round(agreement, RoundForm(), by=cast.administrator, at=AT)
    assert len(refused.value.complaints) == 5
    draft = await draft_agreement(cast)
    with pytest.raises(WrongState):
        await actions.open_round(draft, round_form(), by=cast.administrator, at=AT)


async def test_the_whole_path_with_a_return_ends_in_changed_lines(database: Database) -> None:
    cast, agreement, opened = await a_round()
    pin, secretary = cast.pin_north, cast.secretary
    mine = await report_of(opened, cast.north, pin)
    await submitted(mine, pin)
    seen = await report(mine.id, by=secretary)
    assert (seen.state, seen.verbs) == ("submitted", ("return", "accept"))
    await actions.send_back(mine.id, RemarkForm("Noem de oorzaak"), by=secretary, at=AT)
    returned = await report(mine.id, by=pin)
    assert [r.text for r in returned.remarks] == ["Noem de oorzaak"]
    assert (returned.state, returned.approved_on) == ("returned", None)
    milestone = returned.lines[0].milestones[0]
    late = answer(
        state="delayed", reason="Ziekte", forecast_on=date(2027, 2, 1),
        milestones=[MilestoneAnswer(milestone.id, "done", done_on=date(2026, 4, 1))],
    )  # fmt: skip
    await actions.save_line(returned.lines[0].id, late, None, by=pin, at=AT)
    await actions.approve(mine.id, APPROVAL, by=pin, at=AT)
    await actions.submit(mine.id, by=pin, at=AT)
    await actions.accept(mine.id, by=secretary, at=AT)

    [kept] = await lines(agreement, by=pin, today=TODAY, organisation=cast.north)
    assert (kept.state, kept.reason) == ("delayed", "Ziekte")
    whole = await line(kept.id, by=pin, today=TODAY)
    assert [(h.state, h.cause_kind) for h in whole.history] == [
        ("delayed", "report"), ("planned", "agreement"),
    ]  # fmt: skip
    assert whole.milestones[0].done_on == date(2026, 4, 1)
    acts = await history(mine.id, by=pin)
    assert [a.verb for a in acts] == [
        "save_line", "approve", "submit", "return", "save_line", "approve", "submit",
        "apply_report", "accept",
    ]  # fmt: skip
    assert {a.on_behalf_of for a in acts} == {pin.function, secretary.function}
    assert await broken_at(cast.north) is None
    accepted = await report(mine.id, by=secretary)
    assert [(c.old_state, c.new_state) for c in accepted.changed] == [("planned", "delayed")]


async def test_of_two_who_accept_at_once_one_is_told_and_it_is_applied_once(
    database: Database,
) -> None:
    cast, agreement, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north)

    async def accepting() -> str:
        try:
            await actions.accept(mine.id, by=cast.secretary, at=AT)
        except WrongState as told:
            return told.state
        return "won"

    both = await asyncio.gather(asyncio.create_task(accepting()), asyncio.create_task(accepting()))
    assert sorted(both) == ["accepted", "won"]
    [kept] = await lines(agreement, by=cast.pin_north, today=TODAY, organisation=cast.north)
    whole = await line(kept.id, by=cast.pin_north, today=TODAY)
    assert len(whole.history) == 2
    verbs = [a.verb for a in await history(mine.id, by=cast.pin_north)]
    assert verbs.count("accept") == verbs.count("apply_report") == 1


async def test_editing_takes_the_approval_away(database: Database) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    await approved(mine, cast.pin_north)
    general = GeneralForm(summary="Het gaat goed")
    await actions.save_report(mine.id, general, None, by=cast.pin_north, at=AT)
    now = await report(mine.id, by=cast.pin_north)
    assert (now.state, now.approved_by_function, now.summary) == ("draft", "", "Het gaat goed")
    await actions.approve(mine.id, APPROVAL, by=cast.pin_north, at=AT)
    await actions.save_line(mine.lines[0].id, answer(), None, by=cast.pin_north, at=AT)
    now = await report(mine.id, by=cast.pin_north)
    assert (now.state, now.lines[0].state, now.lines[0].unchanged) == ("draft", "on_track", False)


async def test_nothing_changed_never_overwrites_what_was_reported(database: Database) -> None:
    cast, _, opened = await a_round(commitments=2)
    pin = cast.pin_north
    mine = await report_of(opened, cast.north, pin)
    first, second = mine.lines
    await DATABASE.fetch("update milestone_line set planned_on = '2026-07-01'")
    with pytest.raises(Refused, match="something did change"):
        await actions.nothing_changed(first.id, by=pin, at=AT)
    await DATABASE.fetch("update milestone_line set planned_on = '2026-12-01'")
    await actions.nothing_changed(first.id, by=pin, at=AT)
    kept = answer(words="Twaalf van de zestien.", value=Decimal(12), measured_on=TODAY)
    await actions.save_line(second.id, kept, None, by=pin, at=AT)
    for line_id, number in ((first.id, 1), (second.id, 2)):
        with pytest.raises(Refused) as refused:
            await actions.nothing_changed(line_id, by=pin, at=AT)
        [told] = refused.value.complaints
        assert (told.field, told.values) == ("", {"number": number})
    now = await report(mine.id, by=pin)
    assert [(x.state, x.value, x.unchanged) for x in now.lines] == [
        ("planned", None, True), ("on_track", Decimal(12), False),
    ]  # fmt: skip


async def test_nothing_changed_is_refused_when_the_expected_date_has_passed(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    await DATABASE.fetch("update commitment_line set forecast_on = '2026-06-01'")
    with pytest.raises(Refused) as refused:
        await actions.nothing_changed(mine.lines[0].id, by=cast.pin_north, at=AT)
    assert [c.field for c in refused.value.complaints] == ["forecastOn"]


async def test_every_step_is_refused_to_who_may_not_and_in_the_wrong_state(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    first, remark = mine.lines[0].id, RemarkForm("?")
    steps = {
        "save_line": lambda by: actions.save_line(first, answer(), None, by=by, at=AT),
        "nothing_changed": lambda by: actions.nothing_changed(first, by=by, at=AT),
        "save_report": lambda by: actions.save_report(mine.id, GeneralForm(), None, by=by, at=AT),
        "approve": lambda by: actions.approve(mine.id, APPROVAL, by=by, at=AT),
        "submit": lambda by: actions.submit(mine.id, by=by, at=AT),
        "send_back": lambda by: actions.send_back(mine.id, remark, by=by, at=AT),
        "accept": lambda by: actions.accept(mine.id, by=by, at=AT),
    }
    for name, step in steps.items():
        for by in (cast.outsider, cast.pin_south, cast.secretary):
            judged = by is cast.secretary and name in ("send_back", "accept")
            with pytest.raises(WrongState if judged else NotFound):
                await step(by)
    with pytest.raises(WrongState):
        await steps["submit"](cast.pin_north)
    await submitted(mine, cast.pin_north)
    for name in ("save_line", "nothing_changed", "save_report", "approve", "submit"):
        with pytest.raises(WrongState):
            await steps[name](cast.pin_north)
    for name in ("send_back", "accept"):
        with pytest.raises(NotAllowed):
            await steps[name](cast.pin_north)
        with pytest.raises(NotAllowed):
            await steps[name](cast.chair)


async def test_who_judges_what_a_colleague_just_returned_is_told_so_and_reads_nothing(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north)
    await actions.send_back(mine.id, RemarkForm("Waarom?"), by=cast.secretary, at=AT)
    with pytest.raises(WrongState) as told:
        await actions.accept(mine.id, by=cast.secretary, at=AT)
    assert (told.value.verb, told.value.state) == ("accept", "returned")
    with pytest.raises(NotFound):
        await report(mine.id, by=cast.secretary)
    for by in (cast.outsider, cast.pin_south, cast.chair):
        with pytest.raises(NotFound):
            await actions.accept(mine.id, by=by, at=AT)


async def test_what_is_not_right_is_refused_with_every_complaint(database: Database) -> None:
    cast, _, opened = await a_round(commitments=2)
    pin = cast.pin_north
    mine = await report_of(opened, cast.north, pin)
    with pytest.raises(Refused) as refused:
        await actions.save_line(mine.lines[0].id, LineForm(), None, by=pin, at=AT)
    assert [c.field for c in refused.value.complaints] == ["state", "words"]
    with pytest.raises(Refused) as refused:
        await actions.approve(mine.id, ApprovalForm(), by=pin, at=AT)
    assert [c.field for c in refused.value.complaints] == [
        "approvedByFunction", "approvedOn", "lines.1", "lines.2",
    ]  # fmt: skip
    with pytest.raises(Overtaken):
        await actions.save_line(mine.lines[0].id, answer(), 9, by=pin, at=AT)
    with pytest.raises(Overtaken):
        await actions.save_report(mine.id, GeneralForm(), 9, by=pin, at=AT)
    await submitted(mine, pin)
    with pytest.raises(Refused):
        await actions.send_back(mine.id, RemarkForm(" "), by=cast.secretary, at=AT)
    assert (await report(mine.id, by=pin)).state == "submitted"


async def test_what_is_not_submitted_stays_inside_the_organisation(database: Database) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    for by in (cast.secretary, cast.administrator, cast.pin_south, cast.outsider):
        with pytest.raises(NotFound):
            await report(mine.id, by=by)
    overview = await round_overview(opened, by=cast.secretary, today=date(2026, 7, 20))
    assert [(r.organisation, r.state, r.days_late) for r in overview.reports] == [
        ("Noordstad", "draft", 5), ("Zuiddorp", "draft", 5),
    ]  # fmt: skip
    own = await round_overview(opened, by=cast.pin_north)
    assert [r.organisation for r in own.reports] == ["Noordstad"]
    with pytest.raises(NotFound):
        await round_overview(opened, by=cast.outsider)
    assert await rounds(cast.outsider) == await due(cast.outsider, TODAY) == []


def paper(view: RegionalView) -> Document:
    assert view.state == "adopted"
    return Document(view.round_title, view.round_title, "1", "2026-07-02T12:00:00Z", ())


async def test_the_regional_report_is_made_of_accepted_reports_and_adopted_once(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    with pytest.raises(Refused) as refused:
        await actions.adopt(opened, ADOPTION, by=cast.chair, at=AT)
    assert [c.field for c in refused.value.complaints] == [""]
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north, state="blocked", reason="Geen budget")
    await actions.accept(mine.id, by=cast.secretary, at=AT)
    view = await regional(opened, by=cast.secretary)
    assert (view.reports_due, view.reports_accepted) == (2, 1)
    assert view.verbs == ("prepare", "adopt")
    assert [b.reason for b in view.bottlenecks_found] == ["Geen budget"]
    assert (sum(view.counts.values()), view.awaited, len(view.lines)) == (1, 1, 2)
    assert (view.previous_id, view.changed) == (None, ())
    for by in (cast.pin_north, cast.outsider):
        with pytest.raises(NotFound):
            await regional(opened, by=by)
    for by in (cast.pin_north, cast.administrator):
        with pytest.raises(NotAllowed):
            await actions.adopt(opened, ADOPTION, by=by, at=AT)
    with pytest.raises(Refused) as refused:
        early = msgspec.structs.replace(ADOPTION, adopted_on=date(2001, 1, 1))
        await actions.adopt(opened, early, by=cast.chair, at=AT)
    assert [c.field for c in refused.value.complaints] == ["adoptedOn"]
    with pytest.raises(Overtaken):
        await actions.adopt(opened, ADOPTION, 5, by=cast.chair, at=AT)
    await actions.adopt(opened, ADOPTION, by=cast.chair, at=AT, paper=paper)
    adopted = await regional(opened, by=cast.pin_south)
    assert (adopted.state, adopted.summary, adopted.adopted_on) == ("adopted", "Op koers", TODAY)
    [kept] = await DATABASE.fetch("select content_hash from regional_report")
    assert len(kept["content_hash"]) == 64
    with pytest.raises(WrongState):
        await actions.adopt(opened, ADOPTION, by=cast.chair, at=AT)
    with pytest.raises(NotFound):
        await regional(opened, by=cast.outsider)


async def counted(opened: UUID, cast: parties.Cast) -> list[int]:
    mine = await report_of(opened, cast.north, cast.pin_north)
    found = []
    for asked in (
        lambda: rounds(cast.secretary),
        lambda: round_overview(opened, by=cast.secretary),
        lambda: regional(opened, by=cast.secretary),
        lambda: due(cast.secretary, TODAY),
        lambda: report(mine.id, by=cast.pin_north),
    ):
        before = DATABASE.queries
        await asked()
        found.append(DATABASE.queries - before)
    return found


async def test_the_number_of_queries_does_not_grow_with_municipalities(
    database: Database,
) -> None:
    cast = await parties.cast()
    opening = []
    counts = []
    for owners in (3, 30):
        agreement = await in_force(cast, owners=owners)
        before = DATABASE.queries
        opened = await open_round(cast, agreement)
        opening.append(DATABASE.queries - before)
        counts.append(await counted(opened, cast))
    assert opening[0] == opening[1]
    assert counts[0] == counts[1] == [1, 3, 5, 1, 5]


@pytest.mark.parametrize(
    ("done", "reached", "told"),
    [
        (date(2020, 1, 1), None, ["doneOn"]),
        (date(2026, 6, 1), date(2020, 1, 1), ["milestones.0.doneOn"]),
        (date(2026, 6, 1), date(2026, 6, 2), ["doneOn"]),
        (date(2026, 6, 2), date(2026, 6, 2), []),
    ],
)
async def test_what_is_reached_was_reached_on_a_day_that_can_be(
    database: Database, done: date, reached: date | None, told: list[str]
) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    [milestone, *_] = mine.lines[0].milestones
    part = MilestoneAnswer(milestone.id, "done", done_on=reached)
    form = answer(state="done", done_on=done, milestones=[part] if reached else [])
    saving = actions.save_line(mine.lines[0].id, form, None, by=cast.pin_north, at=AT)
    if not told:
        await saving
        return
    with pytest.raises(Refused) as refused:
        await saving
    assert [c.field for c in refused.value.complaints] == told


async def test_what_was_returned_is_not_approved_as_of_a_day_before_that(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north)
    await actions.send_back(mine.id, RemarkForm("Waarom?"), by=cast.secretary, at=AT)
    before = ApprovalForm("secretaris", AT.date() - timedelta(days=1))
    with pytest.raises(Refused, match="was returned on"):
        await actions.approve(mine.id, before, by=cast.pin_north, at=AT)
    await actions.approve(mine.id, ApprovalForm("secretaris", AT.date()), by=cast.pin_north, at=AT)


async def test_who_stands_in_for_a_linking_pin_reports_and_submits_for_them(
    database: Database,
) -> None:
    cast, _, opened = await a_round()
    deputy = await standing_in_for(cast.pin_north, cast.north, at=AT)
    mine = await report_of(opened, cast.north, deputy)
    await approved(mine, deputy)
    [row] = await DATABASE.fetch("select on_behalf_of from report where id = $1", mine.id)
    assert row["on_behalf_of"] == cast.pin_north.function
    await actions.submit(mine.id, by=deputy, at=AT)
    seen = await report(mine.id, by=cast.secretary)
    assert seen.on_behalf_of == cast.pin_north.function
    told = {
        (a.function, a.stands_in_for, a.on_behalf_of) for a in await history(mine.id, by=deputy)
    }
    assert told == {(deputy.function, cast.pin_north.function, cast.pin_north.function)}


async def test_the_trail_tells_a_committee_no_draft_of_a_report(database: Database) -> None:
    cast, _, round_id = await a_round()
    mine = await report_of(round_id, cast.north, cast.pin_north)
    pin, at = cast.pin_north, AT
    secret = GeneralForm(summary="Geheim in concept")
    await actions.save_report(mine.id, secret, None, by=pin, at=at)
    await submitted(mine, pin)
    await actions.send_back(mine.id, RemarkForm("Vul aan"), by=cast.secretary, at=at)
    after = GeneralForm(summary="Geheim na terugzending")
    await actions.save_report(mine.id, after, None, by=pin, at=at)

    async def told(by: Actor) -> list[tuple[str, str]]:
        shared = (mine.id,) if by.committees else ()
        scope = Scope(things=(mine.id,), shared=shared)
        return [(act.verb, str(act)) for act in await acts(scope, Wanted(), by=by, limit=50)]

    for by in (cast.secretary, cast.chair):
        seen = await told(by)
        assert {verb for verb, _ in seen} == {"submit", "return"}
        assert "Geheim" not in str(seen)
    auditor = await parties.actor(RoleKind.AUDITOR, organisation=cast.north)
    assert "Geheim na terugzending" in str(await told(auditor))
