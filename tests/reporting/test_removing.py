"""A round that was opened by mistake is removed, while nobody wrote anything in it."""

from __future__ import annotations

import asyncio
from datetime import date
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.reporting import AT, answer, open_round, report_of
from tests.builders.service import service, signed_in

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import GovernanceError, NotAllowed, NotFound, WrongState
from governance.reporting import actions
from governance.reporting.forms import GeneralForm, PreparationForm
from governance.reporting.queries import round_overview, rounds

HTML = {"accept": "text/html"}
VERSION = {"version": ""}
KEPT = ("round", "regional_report", "report", "report_line", "report_milestone")


async def _opened() -> tuple[parties.Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast, commitments=2)
    return cast, agreement, await open_round(cast, agreement)


async def _left() -> list[int]:
    found = []
    for table in KEPT:
        [row] = await DATABASE.fetch(f"select count(*) from {table}")
        found.append(row["count"])
    return found


@pytest.mark.parametrize("who", ["secretary", "chair", "administrator"])
async def test_who_may_open_a_round_removes_it_and_opens_it_anew(
    database: Database, who: str
) -> None:
    cast, agreement, made = await _opened()
    by = getattr(cast, who)
    assert (await round_overview(made, by=by)).verbs == ("remove_round",)
    await actions.remove_round(made, by=by, at=AT)
    assert await _left() == [0] * len(KEPT)
    assert await rounds(by) == []
    [opened, removed] = await history(made, by=cast.administrator)
    assert (opened.verb, removed.verb) == ("open_round", "remove_round")
    assert "Eerste helft 2026" in removed.changes
    await open_round(cast, agreement)


async def test_a_party_removes_no_round_and_an_outsider_finds_none(database: Database) -> None:
    cast, _, made = await _opened()
    for by, why in ((cast.pin_north, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(why):
            await actions.remove_round(made, by=by, at=AT)
    assert (await round_overview(made, by=cast.pin_north)).verbs == ()


async def test_a_round_in_which_a_party_wrote_stays(database: Database) -> None:
    cast, _, made = await _opened()
    mine = await report_of(made, cast.north, cast.pin_north)
    await actions.save_line(mine.lines[0].id, answer(), None, by=cast.pin_north, at=AT)
    with pytest.raises(WrongState, match="begun"):
        await actions.remove_round(made, by=cast.secretary, at=AT)
    assert (await round_overview(made, by=cast.secretary)).verbs == ()


async def test_prepared_words_are_cleared_first(database: Database) -> None:
    cast, _, made = await _opened()
    by = cast.secretary
    await actions.prepare(made, PreparationForm(summary="Op koers"), None, by=by, at=AT)
    with pytest.raises(WrongState, match="prepared"):
        await actions.remove_round(made, by=by, at=AT)
    await actions.prepare(made, PreparationForm(), None, by=by, at=AT)
    await actions.remove_round(made, by=by, at=AT)


async def test_who_writes_while_a_round_is_removed_loses_nothing_without_a_word(
    database: Database,
) -> None:
    cast, _, made = await _opened()
    mine = await report_of(made, cast.north, cast.pin_north)
    pin = cast.pin_north
    told = await asyncio.gather(
        actions.remove_round(made, by=cast.secretary, at=AT),
        actions.save_line(mine.lines[0].id, answer(), None, by=pin, at=AT),
        actions.save_report(mine.id, GeneralForm(summary="Op koers"), None, by=pin, at=AT),
        return_exceptions=True,
    )
    refused = [one for one in told if isinstance(one, BaseException)]
    assert all(isinstance(one, GovernanceError) for one in refused), told
    assert await _left() == ([0] * len(KEPT) if told[0] is None else [1, 1, 2, 4, 8])


async def test_the_page_asks_first_and_says_what_goes_and_the_api_does_the_same(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        made = await open_round(people, agreement)
        at = f"/rapportagerondes/{made}"
        for name in ("pin_north", "outsider"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert (await client.get(f"{at}/verwijdering")).status_code == 404
                assert (await client.post(f"{at}/verwijdering", data=VERSION)).status_code == 404
                assert (await client.post(f"/api/v1{at}/verwijdering", json={})).status_code == 404
        async with signed_in(transport, people.secretary) as client:
            assert f'href="{at}/verwijdering"' in (await client.get(at)).text
            asked = await client.get(f"{at}/verwijdering")
            assert "met de 2 gevraagde rapportages" in asked.text
            gone = await client.post(f"{at}/verwijdering", data=VERSION, follow_redirects=True)
            assert "De rapportageronde ‘Eerste helft 2026’ is verwijderd." in gone.text
            assert (await client.get(at)).status_code == 404
            again = await open_round(people, agreement, period_from=date(2026, 2, 1))
            twin = f"/api/v1/rapportagerondes/{again}/verwijdering"
            assert (await client.post(twin, json={"version": 2})).status_code == 409
            assert (await client.post(twin, json={"version": 1})).status_code == 204


async def test_a_button_that_comes_too_late_says_why(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await open_round(people, await in_force(people))
        mine = await report_of(made, people.north, people.pin_north)
        await actions.save_line(mine.lines[0].id, answer(), None, by=people.pin_north, at=AT)
        async with signed_in(transport, people.secretary) as client:
            at = f"/rapportagerondes/{made}/verwijdering"
            late = await client.get(at, headers=HTML, follow_redirects=True)
            assert "Een partij is al begonnen aan haar rapportage" in late.text
            told = await client.post(at, data=VERSION, headers=HTML)
            assert told.status_code == 409
            assert "Een partij is al begonnen aan haar rapportage" in told.text
