"""From an indicator that is opened to others to a national figure: by pages, by API, as a file."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import timedelta
from decimal import Decimal
from html import unescape
from typing import Any

from httpx import ASGITransport, AsyncClient
from tests.builders import browsing
from tests.builders.across import LATER, TITLES, Country, country, told
from tests.builders.attacking import Attack
from tests.builders.measuring import FIRST, SECOND, indicator, indicator_form, of_people, value
from tests.builders.parties import Cast, actor
from tests.builders.passwords import hashed
from tests.builders.service import PASSWORD, service, signed_in

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.commitments.measuring.forms import IndicatorForm

HTML = {"accept": "text/html", "accept-language": "nl"}
ALL = "afspraken-samen"


async def said(client: AsyncClient, path: str, status: int = 200) -> str:
    answer = await client.get(path, headers=HTML)
    assert answer.status_code == status, (path, answer.status_code)
    return unescape(answer.text)


async def sent(client: AsyncClient, path: str, **typed: str) -> Any:
    form = browsing.fields((await client.get(path, headers=HTML)).text, path)
    form |= {name: [one] for name, one in typed.items()}
    return await client.post(path, data=form, headers=HTML)


async def nation(people: Cast, form: IndicatorForm | None = None, *, counted: bool) -> Country:
    """The builders' country, whose people sign in with the password of the cast."""
    made = await country(form, people=people, counted=counted)
    await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
    return made


async def refused_to_outsiders(there: ASGITransport, made: Country) -> None:
    top, north, east = (f"/indicatoren/{one}" for one in made.indicators)
    async with signed_in(there, made.people.pin_south) as client:
        assert "Landelijk akkoord" in await said(client, north)
        for path in (top, f"{top}/{ALL}", f"{top}/{ALL}/uitvoer", f"{north}/meetelling"):
            await said(client, path, 404)
    async with signed_in(there, made.people.outsider) as client:
        for one in (top, north, east):
            for path in (one, f"{one}/{ALL}", f"{one}/{ALL}/uitvoer", f"{one}/meetelling"):
                await said(client, path, 404)
                assert (await client.get(f"/api/v1{path}")).status_code == 404
            body = {"towardsId": None, "version": 1}
            assert (await client.put(f"/api/v1{one}/meetelling", json=body)).status_code == 404


async def test_a_national_figure_is_made_on_pages_and_each_sees_what_it_may(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await nation(people, counted=False)
        top, north, east = (f"/indicatoren/{one}" for one in made.indicators)
        async with signed_in(there, made.national) as client:
            assert "Nog geen enkele doet dat" in await said(client, top)
            assert (await sent(client, f"{top}/gegevens", unit="mensen")).status_code == 303
            other = await indicator(
                made.agreements[0], made.national, indicator_form(gathers=True, period="year")
            )
        async with signed_in(there, people.administrator) as client:
            assert "telt voor geen andere mee" in await said(client, north)
            page = await said(client, f"{north}/meetelling")
            assert "Staan open, maar verschillen" in page and "De periode is anders" in page
            wrong = await sent(client, f"{north}/meetelling", towardsId=str(other))
            assert wrong.status_code == 400 and wrong.text.count('href="#f-towardsId"') == 3
            right = {"towardsId": str(made.indicators[0])}
            first = browsing.fields(page, f"{north}/meetelling")
            assert (await sent(client, f"{north}/meetelling", **right)).status_code == 303
            late = first | {"towardsId": [""]}
            again = await client.post(f"{north}/meetelling", data=late, headers=HTML)
            assert again.status_code == 409
            page = await said(client, north)
            assert f"“{TITLES[0]}”" in page and f"{top}/{ALL}" in page
        async with signed_in(there, made.eastern) as client:
            assert (await sent(client, f"{east}/meetelling", **right)).status_code == 303
        await told(made, 1, people.north, people.pin_north, 12)
        await told(made, 1, people.south, people.pin_south, 3)
        await told(made, 2, made.east, made.pin_east, 2)
        async with signed_in(there, made.national) as client:
            page = await said(client, f"{top}/{ALL}")
            for word in (
                "14 tot en met 20 mensen",
                "13 tot en met 16 mensen",
                "3 van 5 org",
                *TITLES,
            ):
                assert word in page, word
            assert "< 5 mensen" in page
            for hidden in ("Noordstad", "Oostdam", "Weststad", north, east, "2 mensen", "15 m"):
                assert hidden not in page, hidden
            file = await said(client, f"{top}/{ALL}/uitvoer")
            assert f'"{TITLES[1]}";"Region office";"13 tot en met 16 mensen";"2";"2"' in file
            assert "Noordstad" not in file and "Weststad" not in file
            for path in (f"{north}/meetelling", north, f"{east}/{ALL}"):
                await said(client, path, 404)
        async with signed_in(there, made.eastern) as client:
            page = await said(client, f"{top}/{ALL}?period={FIRST}")
            assert "Weststad" in page and east in page and "Noordstad" not in page
            await said(client, north, 404)
        await refused_to_outsiders(there, made)


async def test_who_keeps_the_national_one_lets_go_of_a_region_on_a_page(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await nation(people, counted=True)
        top = f"/indicatoren/{made.indicators[0]}"
        gone = f"{top}/{ALL}/verwijdering"
        which = f"{gone}?source={made.indicators[2]}"
        async with signed_in(there, made.national) as client:
            assert which in await said(client, f"{top}/{ALL}")
            assert TITLES[2] in await said(client, which)
            form = browsing.fields(await said(client, which), gone)
            assert (await client.post(gone, data=form, headers=HTML)).status_code == 303
            assert TITLES[2] not in await said(client, f"{top}/{ALL}")
            assert (await client.post(gone, data=form, headers=HTML)).status_code == 409
        async with signed_in(there, people.administrator) as client:
            assert which.partition("?")[0] not in await said(client, f"{top}/{ALL}")
            await said(client, f"{gone}?source={made.indicators[1]}", 404)


async def test_a_program_lets_it_count_and_reads_the_figure(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await nation(people, counted=False)
        top, north, _ = (f"/api/v1/indicatoren/{one}" for one in made.indicators)
        async with signed_in(there, people.administrator) as client:
            seen = (await client.get(f"{north}/meetelling")).json()
            assert [one["id"] for one in seen["fitting"]] == [str(made.indicators[0])]
            form = {"towardsId": str(made.indicators[0])}
            assert (await client.put(f"{north}/meetelling", json=form)).status_code == 400
            given = form | {"version": seen["version"]}
            done = await client.put(f"{north}/meetelling", json=given)
            assert done.status_code == 200 and done.json()["tie"]["agreement"] == TITLES[0]
            assert (await client.put(f"{north}/meetelling", json=given)).status_code == 409
            await told(made, 1, people.north, people.pin_north, 3, value(0, SECOND))
            found = (await client.get(f"{top}/{ALL}?period={FIRST}")).json()
            assert [one["agreement"] for one in found["agreements"]] == list(TITLES[:2])
            rolled = found["agreements"][1]["together"]["rolled"]
            assert rolled["shown"] == {"low": "1", "high": "4", "value": None}
            assert rolled["missing"] == ["Zuiddorp"]
            zero = next(one for one in found["periods"] if one["since"] == str(SECOND))
            assert zero["together"]["rolled"]["shown"]["value"] == "0"
            assert (await client.get(f"{top}/{ALL}/uitvoer")).status_code == 200
        async with signed_in(there, made.national) as client:
            found = (await client.get(f"{top}/{ALL}")).json()
            assert found["agreements"][1]["agreementId"] is None
            body = {"sourceId": str(made.indicators[1])}
            assert (await client.post(f"{top}/{ALL}/verwijdering", json={})).status_code == 400
            for status in (204, 400):
                gone = await client.post(f"{top}/{ALL}/verwijdering", json=body)
                assert gone.status_code == status
            found = (await client.get(f"{top}/{ALL}")).json()
            assert [one["agreement"] for one in found["agreements"]] == [TITLES[0]]


async def learn(
    attack: Attack, there: ASGITransport, who: Actor, made: Country, of_day: dict[Any, int]
) -> None:
    """What a reader learns of the page and the file of all agreements together, on a day on which
    ``of_day`` says which value of each organisation and period was adopted."""
    async with signed_in(there, who) as client:
        for since in (FIRST, SECOND):
            at = f"/api/v1/indicatoren/{made.indicators[0]}/{ALL}?period={since}"
            found = (await client.get(at)).json()
            names: dict[str, list[Hashable]] = {title: [] for title in TITLES}
            for (title, one, period), number in of_day.items():
                if period == since:
                    names[title].append((title, one, str(since), number))
            told_of = [(one["agreement"], one["together"]) for one in found["agreements"]]
            for title, seen in told_of:
                if shown := seen["rolled"]["shown"]:
                    assert seen["rolled"]["measured"] == len(names[title])
                    attack.total(names[title], *bounds(shown))
            [whole] = [one["together"] for one in found["periods"] if one["since"] == str(since)]
            everything = [name for some in names.values() for name in some]
            if shown := whole["rolled"]["shown"]:
                attack.total(everything, *bounds(shown))


def bounds(shown: dict[str, str]) -> tuple[float, float]:
    return float(Decimal(shown["low"])), float(Decimal(shown["high"]))


async def test_what_is_told_of_regions_and_country_on_two_days_leaves_one_to_four(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await nation(people, of_people(), counted=True)
        north, east = (TITLES[1], "north"), (TITLES[2], "east")
        await told(made, 1, people.north, people.pin_north, 3, value(2, SECOND))
        await told(made, 1, people.south, people.pin_south, 12, value(1, SECOND))
        await told(made, 2, made.east, made.pin_east, 4, value(9, SECOND))
        day = {
            (*north, FIRST): 1, (*north, SECOND): 1, (TITLES[1], "south", FIRST): 1,
            (TITLES[1], "south", SECOND): 1, (*east, FIRST): 1, (*east, SECOND): 1,
        }  # fmt: skip
        attack = Attack()
        readers = (made.national, people.administrator, made.eastern)
        for reader in readers:
            await learn(attack, there, reader, made, day)
        # The next day one region adopts a correction, and a city gives its first value.
        later = LATER + timedelta(hours=1)
        corrected = value(4, seen=1, reason="Eén te weinig.")
        await told(made, 1, people.north, people.pin_north, corrected, at=later)
        west = await actor(RoleKind.LINKING_PIN, organisation=made.west)
        await told(made, 2, made.west, west, 1, at=later)
        day |= {(*north, FIRST): 2, (TITLES[2], "west", FIRST): 1}
        for reader in readers:
            await learn(attack, there, reader, made, day)
        small = [
            (*north, str(FIRST), 1), (*north, str(FIRST), 2), (*north, str(SECOND), 1),
            (TITLES[1], "south", str(SECOND), 1), (*east, str(FIRST), 1),
            (TITLES[2], "west", str(FIRST), 1),
        ]  # fmt: skip
        for name in small:
            # That it is small, and not zero, is told to who takes part there.
            attack.cell(name, 1, 4)
        for name in ((TITLES[1], "south", str(FIRST), 1), (*east, str(SECOND), 1)):
            number = {"south": 12, "east": 9}[str(name[1])]
            attack.cell(name, number, number)
        assert attack.found_out(small) == {}
