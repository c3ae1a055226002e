"""A line of the trail says for ever what who did it was then, and for whom they stood in."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from httpx import AsyncClient
from tests.builders.formation import all_signed
from tests.builders.parties import Cast
from tests.builders.people import standing_in_for
from tests.builders.servers import run
from tests.builders.service import service, signed_in
from tests.overview.test_trail import AT, drafted, read, terms

from governance.agreements.actions import change_terms
from governance.audit.queries import broken_at
from governance.base.database import DATABASE

_WRONG = "update trail_entry set function = '', stands_in_for = '' where verb = 'change_terms'"


async def renamed() -> None:
    await DATABASE.fetch("update person set function = 'nieuw: ' || function")


async def exported(client: AsyncClient, address: str) -> list[dict[str, str]]:
    text = (await client.get(f"{address}/uitvoer")).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


async def told(client: AsyncClient, made: UUID, verb: str) -> list[tuple[str, str, str]]:
    """Who did it, stood in for whom, and for whom else: in the export, as the API says it too."""
    address = f"/afspraken/{made}/spoor"
    rows = await exported(client, address)
    found: list[dict[str, Any]] = (await client.get(f"/api/v1{address}?verb={verb}")).json()["acts"]
    said = [(one["actor"], one["standsInFor"], one["onBehalfOf"]) for one in found]
    numbers = {str(one["number"]) for one in found}
    heads = ("Entered by", "Standing in for", "On behalf of")
    assert said == [
        tuple(row[head] for head in heads) for row in rows if row["Number in the chain"] in numbers
    ]
    return said


async def stood_in(people: Cast) -> UUID:
    """A draft that its administrator begins, and whose terms are changed by who stands in."""
    made = await drafted(people)
    deputy = await standing_in_for(people.administrator, people.keeper, at=AT)
    await change_terms(made, terms("Waarneming"), None, by=deputy, at=AT)
    return made


async def test_a_change_of_function_leaves_past_lines_as_they_were(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await stood_in(people)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            places = (f"/afspraken/{made}", f"/afspraken/{made}/spoor?verb=change_terms")
            before = [await read(client, place) for place in places]
            was = await told(client, made, "change_terms")
            await renamed()
            # The account's own function in the head of the page is that of now.
            after = [await read(client, place) for place in places]
            for old, new in zip(before, after, strict=True):
                assert "function of reader" in new
                assert "standing in for function of administrator" in new
                assert "on behalf of" not in new
                assert new.replace("nieuw: ", "").partition("<main")[2] == old.partition("<main")[2]
            assert after[1].partition("<table")[2].count("nieuw: ") == 0
            assert await told(client, made, "change_terms") == was == [
                ("function of reader", "function of administrator", ""),
                ("function of administrator", "", ""),
            ]  # fmt: skip
        assert await broken_at(people.keeper) is None


async def test_an_entry_that_lacks_it_tells_the_function_of_now_and_no_more(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await stood_in(people)
        await run(owner_url, _WRONG)
        await renamed()
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            for place in (f"/afspraken/{made}", f"/afspraken/{made}/spoor"):
                html = await read(client, place)
                assert "nieuw: function of reader" in html
                assert "on behalf of" not in html
                assert "standing in for" not in html
            assert await told(client, made, "change_terms") == [
                ("nieuw: function of reader", "", ""),
                ("nieuw: function of administrator", "", ""),
            ]


async def test_a_decision_is_entered_by_somebody_on_behalf_of_the_authority(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await all_signed(people)
        [agreed] = await DATABASE.fetch("select id from agreement")
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            assert "on behalf of authority executive" in await read(
                client, f"/afspraken/{agreed['id']}"
            )
            said = await told(client, agreed["id"], "record_decision")
            assert ("function of administrator", "", "authority executive") in said


async def test_what_is_taken_out_while_standing_in_is_taken_out_for_who_that_is(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        deputy = await standing_in_for(people.administrator, people.keeper, at=AT)
        await DATABASE.fetch(
            "update person set password_hash = (select password_hash from person where id = $1)"
            " where id = $2", people.chair.person_id, deputy.person_id,
        )  # fmt: skip
        async with signed_in(transport, deputy) as client:
            for place in ("mensen/uitvoer", f"organisaties/{people.keeper}/spoor/uitvoer"):
                assert (await client.get(f"/api/v1/{place}")).status_code == 200
            assert (await client.get(f"/api/v1/organisaties/{people.north}/spoor")).status_code
            assert (await client.delete(f"/api/v1/sessies/{people.north}")).status_code == 404
        rows = await DATABASE.fetch(
            "select verb, stands_in_for, on_behalf_of from trail_entry where actor_id = $1"
            " order by at, id", deputy.person_id,
        )  # fmt: skip
        mine, holder = deputy.function, people.administrator.function
        assert [tuple(row)[:2] for row in rows] == [
            ("signed_in", ""), ("export", holder), ("export", holder), ("end_session", ""),
        ]  # fmt: skip
        assert [row["on_behalf_of"] for row in rows] == [mine, holder, holder, mine]
