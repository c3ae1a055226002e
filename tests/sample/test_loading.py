"""The sample region, loaded through the actions into a real database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from governance.agreements.queries import listed
from governance.base.clock import day
from governance.commitments.queries import standings
from governance.commitments.rules import Standing
from governance.parties.rules import OrganisationKind
from governance.reporting.picture.rules import Turn
from governance.reporting.queries import rounds
from governance.reporting.regional.queries import regional
from governance.reporting.waiting.queries import due
from governance.sample.loading import is_empty, load_sample

DAYS = (
    datetime(2026, 11, 24, 12, tzinfo=UTC),
    datetime(2027, 3, 1, 0, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 30, tzinfo=UTC),
)

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("at", DAYS, ids=str)
async def test_the_sample_has_something_on_every_screen(at: datetime) -> None:
    assert await is_empty()
    region = await load_sample("a long sample password", at=at)
    assert not await is_empty()
    assert len(region.municipalities) == 16
    found = (await listed(region.administrator)).agreements
    assert sorted(one.state for one in found) == ["draft", "in_force", "up_for_decision"]
    [regional] = [one for one in found if one.state == "in_force"]
    assert regional.signed == regional.asked == 34
    held = await rounds(region.secretary)
    assert [one.regional_state for one in held] == ["draft", "adopted", "adopted", "adopted"]
    lines = await standings(regional.id, by=region.secretary, today=day(at))
    assert {line.standing for line in lines} == set(Standing) - {Standing.LAPSED}
    assert len({line.organisation for line in lines}) == 16
    assert await due(region.pins["Heerlen"], day(at))
    waits = {one.state for one in await due(region.secretary, day(at))}
    assert waits == {"submitted"}


async def test_the_sample_measures_what_it_says_and_can_finish_its_signal_table() -> None:
    region = await load_sample("a long sample password", at=DAYS[0])
    [last, *_] = await rounds(region.secretary)
    view = await regional(last.id, by=region.secretary, today=day(DAYS[0]))
    accepted = [line for line in view.lines if line.accepted]
    for line in accepted:
        if line.state == "done":
            assert line.value is None or line.value == line.target, line
        if line.state == "blocked" and line.target == 1:
            assert line.value == 0, line
    assert view.decisions_asked
    assert view.previous_title == "december 2025 – mei 2026"
    assert {change.turn for change in view.changed} == set(Turn)
    risks = [party.risks for party in view.parties if party.risks]
    assert len(set(risks)) > 3
    cares = [o for o in region.facts.organisations if o.kind is OrganisationKind.CARE_PARTNER]
    assert any(region.authorities[one.short_name] for one in cares)
    for name in ("Arbeidsinspectie", "marechaussee"):
        assert region.authorities[name]
