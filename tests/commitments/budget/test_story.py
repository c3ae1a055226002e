"""The shared budget through HTTP: on pages, by machines, and nothing for who is outside."""

from __future__ import annotations

import re

from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.aiming import region_of, turned_on
from tests.builders.budget import contributed, party_in
from tests.builders.commitments import in_force
from tests.builders.service import AT, service, signed_in

HTML = {"accept": "text/html"}


async def _contributes(client: AsyncClient, at: str, north: str) -> str:
    """A contribution is noted, and paid; gives where it is changed."""
    new = f"{at}/bijdragen/nieuw?year=2027"
    assert "2027" in (await client.get(new)).text
    typed = {"partyId": north, "year": "2027", "agreed": "12.500,50", "note": "Tot"}
    wrong = await client.post(f"{at}/bijdragen", data=typed | {"paid": "x"})
    assert wrong.status_code == 400 and "12.500,50" in wrong.text and "Tot" in wrong.text
    right = await client.post(f"{at}/bijdragen", data=typed)
    assert right.headers["location"] == f"{at}?year=2027"
    shown = (await client.get(at)).text
    assert "€\u00a012.500,50" in shown and "nog niet betaald" in shown
    [change] = re.findall(r'"(/bijdragen/[^"]+)"', shown)
    form = browsing.fields((await client.get(change)).text, change)
    form |= {"paid": ["12500,50"], "paidOn": ["04-01-2027"]}
    assert (await client.post(change, data=form)).status_code == 303
    assert (await client.post(change, data=form)).status_code == 409
    return str(change)


async def _spends(client: AsyncClient, at: str) -> str:
    """Spending is noted, taken out as a file and removed; gives where that was done."""
    typed = {"year": "2027", "description": "Campagne", "committed": "400", "spent": "500"}
    wrong = await client.post(f"{at}/uitgaven", data=typed)
    assert wrong.status_code == 400 and "Campagne" in wrong.text
    typed |= {"spent": "400", "onDate": "05-01-2027"}
    assert (await client.post(f"{at}/uitgaven", data=typed)).status_code == 303
    shown = (await client.get(at)).text
    assert "€\u00a012.100,50" in shown and "Campagne" in shown
    made = await client.get(f"{at}/uitvoer?year=2027")
    assert '"12500,50"' in made.text and made.text.count("\r\n") == 3
    [gone] = re.findall(r'"(/uitgaven/[^"]+)"', shown)
    out = gone.replace("gegevens", "verwijdering")
    form = browsing.fields((await client.get(out)).text, out)
    assert (await client.post(out, data=form)).status_code == 303
    assert "Campagne" not in (await client.get(at)).text
    for year in ("1999", "20x7", "٢٠٢٧"):
        assert (await client.get(at, params={"year": year})).status_code == 404
    return str(out)


async def test_who_keeps_the_agreement_keeps_its_budget_on_pages(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        north = await party_in(agreement, people.north)
        at = f"/afspraken/{agreement}/begroting"
        async with signed_in(transport, people.administrator) as client:
            client.headers.update(HTML)
            off = await client.get(at)
            assert off.status_code == 200 and f"/regios/{await region_of(people)}" in off.text
            refused = await client.get(f"{at}/bijdragen/nieuw")
            assert refused.status_code == 303, "it leads back and says why"
            await turned_on(people, AT, "budget")
            assert "Noordstad" not in (await client.get(at)).text
            new = f"{at}/bijdragen/nieuw?year=2027"
            change = await _contributes(client, at, str(north))
            out = await _spends(client, at)
        async with signed_in(transport, people.pin_north) as client:
            client.headers.update(HTML)
            page = await client.get(at)
            assert "12.500,50" in page.text and "/gegevens" not in page.text
            assert (await client.get(change)).status_code == 404
        async with signed_in(transport, people.outsider) as client:
            for hidden in (at, f"{at}/uitvoer", new, change, out, f"/api/v1{at}"):
                assert (await client.get(hidden)).status_code == 404, hidden


async def test_a_machine_keeps_the_budget(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        await turned_on(people, AT, "budget")
        given = await contributed(agreement, people.south, people, AT, "99.99", year=2027)
        at, one = f"/api/v1/afspraken/{agreement}/begroting", f"/api/v1/bijdragen/{given}"
        async with signed_in(transport, people.administrator) as client:
            seen = await client.get(one)
            assert seen.json()["agreed"] == "99.99" and seen.headers["etag"] == '"1"'
            form = {"agreed": "100.10", "paid": "0"}
            assert (await client.put(f"{one}/gegevens", json=form)).status_code == 400
            done = await client.put(f"{one}/gegevens", json=form, headers={"if-match": '"1"'})
            assert done.status_code == 200 and done.json()["open"] == "100.10"
            late = await client.put(f"{one}/gegevens", json=form, headers={"if-match": '"1"'})
            assert late.status_code == 409
            out = {"year": 2027, "description": "Zaal", "committed": "50.05"}
            made = (await client.post(f"{at}/uitgaven", json=out)).json()
            again = out | {"spent": "50.05", "onDate": "2027-01-02", "version": 1}
            there = f"/api/v1/uitgaven/{made['id']}"
            assert (await client.put(f"{there}/gegevens", json=again)).status_code == 200
            assert (await client.get(there)).json()["version"] == 2
            year = (await client.get(at)).json()
            assert (year["totals"]["open"], year["left"], year["free"]) == (
                "100.10", "-50.05", "50.05",
            )  # fmt: skip
            for gone, version in ((one, 2), (there, 2)):
                removed = await client.post(f"{gone}/verwijdering", json={"version": version})
                assert removed.status_code == 204
            assert (await client.get(f"{at}?year=2027")).json()["years"] == []
