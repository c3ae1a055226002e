"""What changed since the last adopted report, on the start page of the committee."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from tests.builders.commitments import in_force
from tests.builders.parties import Cast, cast
from tests.builders.reporting import AT, TODAY, answer, open_round, report_of
from tests.builders.service import service, signed_in

from governance.base.database import Database
from governance.overview.queries import start
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm, ApprovalForm, MilestoneAnswer
from governance.reporting.picture.rules import Turn

LATER = date(2027, 1, 15)


async def _accepted(people: Cast, opened: UUID, at: datetime) -> None:
    """The report of north: on track, its first milestone reached; accepted."""
    mine = await report_of(opened, people.north, people.pin_north)
    [line] = mine.lines
    done = MilestoneAnswer(line.milestones[0].id, "done", done_on=date(2026, 4, 1))
    form = answer(milestones=[done])
    await actions.save_line(line.id, form, None, by=people.pin_north, at=at)
    approval = ApprovalForm("gemeentesecretaris", at.date())
    await actions.approve(mine.id, approval, by=people.pin_north, at=at)
    await actions.submit(mine.id, by=people.pin_north, at=at)
    await actions.accept(mine.id, by=people.secretary, at=at)


async def _adopted(people: Cast) -> tuple[UUID, UUID]:
    agreement = await in_force(people)
    opened = await open_round(people, agreement)
    await _accepted(people, opened, AT)
    form = AdoptionForm("stuurgroep", TODAY, summary="Op koers", knowingly=True)
    await actions.adopt(opened, form, by=people.chair, at=AT)
    return agreement, opened


async def test_after_an_adoption_it_shows_what_changed_since_then(database: Database) -> None:
    people = await cast()
    agreement, opened = await _adopted(people)
    same = await start(people.chair, TODAY)
    assert (same.previous_title, same.changed_in, same.changed) == ("Eerste helft 2026", None, ())
    found = await start(people.chair, LATER)
    assert (found.changed_of, found.changed_in) == (agreement, None)
    [change] = found.changed
    assert (change.turn, change.now) == (Turn.WORSE, "late")
    assert [p.organisation for p in change.parties] == ["Noordstad"]
    for other in (people.pin_north, people.administrator, people.outsider):
        assert (await start(other, LATER)).previous_title == ""

    again = await open_round(
        people, agreement, title="Tweede helft 2026", period_from=date(2026, 7, 1),
        period_until=date(2027, 1, 1), opens_on=date(2027, 1, 1), due_on=date(2027, 1, 15),
    )  # fmt: skip
    assert (await start(people.chair, LATER)).changed == found.changed
    await _accepted(people, again, datetime(2027, 1, 14, 12, tzinfo=UTC))
    reported = await start(people.chair, LATER)
    assert (reported.changed_in, reported.previous_title) == (again, "Eerste helft 2026")
    assert opened != again


async def test_the_page_says_so_and_leads_to_how_everything_stands(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement, _ = await _adopted(people)
        async with signed_in(transport, people.chair) as client:
            shown = " ".join((await client.get("/")).text.split())
            assert "Gewijzigd sinds Eerste helft 2026" in shown
            assert "van op schema naar te laat: Noordstad" in shown
            assert "Geen enkele toezegging staat er vandaag beter voor." in shown
            assert f'href="/dashboard?agreement={agreement}"' in shown
