"""A draft that was begun by mistake is removed; what was up for decision once is kept."""

from __future__ import annotations

import asyncio
import json
from html import unescape

import pytest
from tests.builders.formation import AT, begun, put_up, ready
from tests.builders.parties import cast
from tests.builders.service import service, signed_in

from governance.agreements.actions import take_back
from governance.agreements.queries import agreement
from governance.audit.queries import broken_at, history
from governance.base.database import Database
from governance.base.errors import NotFound, Overtaken, WrongState
from governance.formation.actions import fill_in
from governance.formation.dropping.actions import remove_draft


@pytest.mark.parametrize("begin", [begun, ready])
async def test_it_goes_with_all_that_was_filled_in_and_the_trail_keeps_that(
    database: Database, begin: object
) -> None:
    people = await cast()
    made = await (ready if begin is ready else begun)(people)
    await remove_draft(made, None, by=people.administrator, at=AT)
    with pytest.raises(NotFound):
        await agreement(made, by=people.administrator)
    for table in ("agreement", "agreement_version", "party", "commitment", "checklist_answer"):
        assert await database.fetch(f"select 1 from {table}") == []
    last = (await history(made, by=people.administrator))[-1]
    assert (last.verb, json.loads(last.changes)["short_title"]) == (
        "remove_draft",
        "Lokale aanpak Noordstad",
    )
    assert await broken_at(people.keeper) is None


async def test_who_saw_an_older_draft_or_is_no_administrator_of_it_does_not(
    database: Database,
) -> None:
    people = await cast()
    made = await ready(people)
    for who in (people.chair, people.outsider):
        with pytest.raises(NotFound):
            await remove_draft(made, None, by=who, at=AT)
    with pytest.raises(Overtaken):
        await remove_draft(made, 1, by=people.administrator, at=AT)
    assert (await agreement(made, by=people.administrator)).state == "draft"


async def test_what_was_up_for_decision_once_is_kept(database: Database) -> None:
    people = await cast()
    made, by = await put_up(people), people.administrator
    with pytest.raises(WrongState):
        await remove_draft(made, None, by=by, at=AT)
    await take_back(made, None, by=by, at=AT)
    with pytest.raises(WrongState):
        await remove_draft(made, None, by=by, at=AT)


async def test_the_page_says_what_goes(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at = f"/afspraken/{made}"
        async with signed_in(transport, people.administrator) as client:
            whole = await client.get(at)
            page = unescape((await client.get(f"{at}/verwijdering")).text)
            seen = (await agreement(made, by=people.administrator)).version
            html = {"accept": "text/html"}
            done = await client.post(f"{at}/verwijdering", data={"version": seen}, headers=html)
            after = unescape((await client.get(done.headers["location"])).text)
            gone = (await client.get(f"{at}/verwijdering", headers=html)).status_code
    assert f"{at}/verwijdering" in whole.text
    assert "3 partijen" in page and "7 toezeggingen" in page
    assert "Het concept is verwijderd." in after
    assert gone == 404


async def test_who_presses_twice_begins_one_draft(database: Database) -> None:
    people = await cast()
    first, second = await asyncio.gather(begun(people), begun(people))
    assert first == second
    assert len(await database.fetch("select 1 from agreement")) == 1
    acts = [act.verb for act in await history(first, by=people.administrator)]
    assert acts == ["draft"]
    await fill_in(first, {"regio": "Noord"}, None, by=people.administrator, at=AT)
    assert await begun(people) != first
    other = await begun(people, title="Ander\nconvenant")
    assert (await agreement(other, by=people.administrator)).title == "Ander convenant"
    assert other == await begun(people, title="Ander convenant") != await begun(people)


async def test_of_two_who_remove_a_draft_at_once_the_second_finds_nothing(
    database: Database,
) -> None:
    people = await cast()
    made = await begun(people)
    twice = (remove_draft(made, 1, by=people.administrator, at=AT) for _ in range(2))
    answers = await asyncio.gather(*twice, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "NotFound"]
    acts = [act.verb for act in await history(made, by=people.administrator)]
    assert acts == ["draft", "remove_draft"]
