"""Of the line of another party one sees what the committee adopted, and before that the promise."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.counting import counted
from tests.builders.parties import Cast
from tests.builders.reporting import AT, TODAY, open_round, report_of, submitted

from governance.base.actor import Actor
from governance.base.database import Database
from governance.commitments.accepting.actions import accept_delay
from governance.commitments.accepting.forms import DelayForm
from governance.commitments.keeping.queries import LineView, line
from governance.commitments.queries import LineShown, lines
from governance.commitments.rules import Standing
from governance.commitments.sharing.rules import Sight
from governance.overview.queries import dashboard
from governance.overview.rules import Wanted
from governance.reporting import actions
from governance.reporting.forms import AdoptionForm
from governance.reporting.regional.queries import regional as regional_report

WORDS, REASON = "Werving loopt achter bij de griffie", "Ziekteverzuim op de afdeling"
LATER = date(2027, 1, 1)


async def reported(people: Cast) -> tuple[UUID, UUID]:
    """A round in which North reports that it is delayed, accepted; gives agreement and round."""
    agreement = await in_force(people)
    made = await open_round(people, agreement)
    view = await report_of(made, people.north, people.pin_north)
    said = {"words": WORDS, "reason": REASON, "forecast_on": date(2027, 5, 1)}
    await submitted(view, people.pin_north, state="delayed", **said)
    await actions.accept(view.id, by=people.secretary, at=AT)
    return agreement, made


async def adopted(people: Cast, made: UUID) -> None:
    form = AdoptionForm("stuurgroep", TODAY, summary="Op koers", knowingly=True)
    await actions.adopt(made, form, by=people.secretary, at=AT + timedelta(hours=1))


async def of_north(agreement: UUID, people: Cast, by: Actor, today: date = TODAY) -> LineShown:
    found = await lines(agreement, by=by, today=today, organisation=people.north)
    return found[0]


async def whole(shown: LineShown, by: Actor) -> LineView:
    return await line(shown.id, by=by, today=TODAY)


async def test_before_an_adoption_another_party_sees_only_the_promise(database: Database) -> None:
    people = await parties.cast()
    agreement, _ = await reported(people)
    seen = await of_north(agreement, people, people.pin_south)
    assert (seen.sight, seen.standing, seen.state, seen.words) == (Sight.PROMISE, None, "", "")
    assert seen.planned_on is not None and seen.next_title is None
    view = await whole(seen, people.pin_south)
    assert view.history == () and view.replannings == () and view.delays == ()
    assert {m.state for m in view.milestones} == {""}
    assert all(m.standing is None and m.forecast_on is None for m in view.milestones)
    assert WORDS not in repr(view) and REASON not in repr(view)
    for actor in (people.pin_north, people.secretary, people.administrator):
        known = await of_north(agreement, people, actor)
        assert (known.sight, known.words) == (Sight.WHOLE, WORDS)


async def test_after_an_adoption_it_sees_what_was_adopted_and_not_what_came_later(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement, made = await reported(people)
    await adopted(people, made)
    seen = await of_north(agreement, people, people.pin_south, LATER)
    assert (seen.sight, seen.words, seen.shared_on) == (Sight.ADOPTED, WORDS, TODAY)
    assert seen.standing == Standing.LATE, "as on the day of the adoption"
    assert (await whole(seen, people.pin_south)).history[0].words == WORDS
    later = DelayForm("Later.", "stuurgroep", date(2026, 12, 1))
    await accept_delay(seen.id, later, by=people.secretary, at=AT + timedelta(hours=2))
    again = await of_north(agreement, people, people.pin_south)
    assert (again.standing, again.accepted_until) == (Standing.LATE, None)
    assert (await of_north(agreement, people, people.pin_north)).standing == Standing.ACCEPTED
    assert (await whole(seen, people.pin_south)).delays == ()


async def test_what_was_adopted_stays_as_it_was_whatever_is_decided_later(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement, made = await reported(people)
    mine = await of_north(agreement, people, people.secretary)
    form = DelayForm("De raad besluit later.", "stuurgroep", date(2026, 8, 1))
    await accept_delay(mine.id, form, by=people.secretary, at=AT + timedelta(minutes=1))
    draft = await regional_report(made, by=people.secretary, today=TODAY)
    assert draft.counts[Standing.ACCEPTED] == 1
    await adopted(people, made)
    late = DelayForm("En nog later.", "stuurgroep", date(2026, 12, 1))
    await accept_delay(mine.id, late, by=people.secretary, at=AT + timedelta(hours=2))
    kept = await regional_report(made, by=people.pin_south, today=LATER)
    assert kept.counts[Standing.ACCEPTED] == 1
    seen = await of_north(agreement, people, people.pin_south, LATER)
    assert seen.standing == Standing.ACCEPTED


async def test_the_dashboard_counts_of_others_only_what_is_shared(database: Database) -> None:
    people = await parties.cast()
    agreement, made = await reported(people)
    wanted = Wanted(agreement=agreement)
    south = await dashboard(people.pin_south, TODAY, wanted)
    assert (south.unshared, sum(south.counts.values())) == (1, 1)
    await adopted(people, made)
    south = await dashboard(people.pin_south, TODAY, wanted)
    assert (south.unshared, south.counts[Standing.LATE]) == (0, 2)


async def test_a_line_takes_at_most_eleven_queries_and_the_lines_two(database: Database) -> None:
    people = await parties.cast()
    agreement, made = await reported(people)
    await adopted(people, made)
    found, queries = await counted(lines(agreement, by=people.secretary, today=TODAY))
    assert queries == 2
    for actor in (people.secretary, people.pin_south):
        _, queries = await counted(line(found[0].id, by=actor, today=TODAY))
        assert queries <= 11
