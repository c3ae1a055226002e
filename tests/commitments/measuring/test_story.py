"""From an indicator in a draft to what others see of it: by pages, by API, as a file."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from tests.builders.attacking import Attack
from tests.builders.commitments import in_force
from tests.builders.measuring import AT as MEASURED
from tests.builders.measuring import (
    FIRST,
    SECOND,
    adopted,
    commitment_of,
    indicator,
    line_of,
    measure,
    of_people,
    value,
)
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in, token

from governance.base.actor import Actor
from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
TYPED = {
    "name": "Slachtoffers in beeld", "definition": "Wie in beeld is.", "counts": "people",
    "unit": "mensen", "source": "Zorgcoördinatie", "period": "quarter", "direction": "up",
    "rule": "sum", "target": "12", "targetBy": "31-12-2027", "steps.0.value": "6",
    "steps.0.onDate": "31-03-2026",
}  # fmt: skip


async def said(client: AsyncClient, path: str, status: int = 200) -> str:
    answer = await client.get(path, headers=HTML)
    assert answer.status_code == status, (path, answer.status_code)
    return unescape(answer.text)


async def sent(client: AsyncClient, path: str, at: str, **typed: Any) -> Any:
    page = (await client.get(at, headers=HTML)).text
    carried = dict(re.findall(r'name="(version|periodFrom)" value="([^"]*)"', page))
    typed = {"csrf_token": token(page)} | carried | typed
    return await client.post(path, data=typed, headers=HTML)


async def test_an_indicator_is_kept_and_measured_on_pages(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        at = f"/afspraken/{made}/toezeggingen/{await commitment_of(made)}/indicatoren"
        line = f"/toezeggingen/{await line_of(made, people.north)}"
        async with signed_in(there, people.administrator) as client:
            assert "Nog geen indicatoren" in await said(client, at)
            wrong = await sent(client, at, f"{at}/nieuw", **TYPED | {"unit": "", "target": "vier"})
            assert wrong.status_code == 400
            assert 'value="vier"' in wrong.text and wrong.text.count('href="#f-') == 2
            assert (await sent(client, at, f"{at}/nieuw", **TYPED)).status_code == 303
            listed = await said(client, at)
            [one] = set(re.findall(r"/indicatoren/[0-9a-f-]{36}(?=\")", listed))
            assert "12 mensen, uiterlijk 31 december 2027" in listed
            changed = TYPED | {"name": "In beeld", "steps.0.value": "5"}
            answer = await sent(client, f"{one}/gegevens", f"{one}/gegevens", **changed)
            assert answer.status_code == 303
            assert "5 mensen, uiterlijk 31 maart 2026" in await said(client, one)
            await said(client, f"{line}/metingen", 404)


async def test_a_value_is_given_and_corrected_on_pages_and_others_see_less_than_five(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        line = f"/toezeggingen/{await line_of(made, people.north)}"
        one = f"/indicatoren/{await indicator(made, people.administrator, of_people())}"
        async with signed_in(there, people.pin_north) as client:
            assert "Waarden van uw organisatie" in await said(client, line)
            give = f"{line}/metingen/{one.rpartition('/')[2]}"
            first = f"{give}?period={FIRST}"
            assert "kwartaal 1 van 2026" in await said(client, first)
            answer = await sent(client, give, first, value="drie")
            assert answer.status_code == 400 and "kwartaal 1 van 2026" in answer.text
            assert (await sent(client, give, first, value="3")).status_code == 303
            bare = await sent(client, give, first, value="4")
            assert bare.status_code == 400 and 'value="4"' in bare.text
            reason = "Eén te weinig geteld."
            assert (await sent(client, give, first, value="4", reason=reason)).status_code == 303
            own = await said(client, f"{line}/metingen")
            for word in ("4 mensen", "3 mensen", reason, "< 5", "1 correctie"):
                assert word in own, word
            told = (await said(client, line)).partition('id="measurements"')[2]
            assert "4 mensen" in told and "< 5" not in told
            late = await sent(client, give, first, value="7", reason="x", version="1")
            assert late.status_code == 409
        async with signed_in(there, people.secretary) as client:
            for page in (await said(client, f"{one}?period={FIRST}"), await said(client, line)):
                assert "< 5 mensen" in page
                assert "4 mensen" not in page and "3 mensen" not in page and reason not in page
            assert "Zuiddorp" in await said(client, one)
            await said(client, f"{line}/metingen", 404)
        async with signed_in(there, people.administrator) as client:
            gone = await said(client, f"{one}/verwijdering")
            assert "Er is al iets gemeten" in gone
            assert (
                await sent(client, f"{one}/verwijdering", f"{one}/verwijdering")
            ).status_code == 409
        async with signed_in(there, people.outsider) as client:
            for path in (one, f"{one}/uitvoer", f"{one}/gegevens", line, f"{line}/metingen"):
                await said(client, path, 404)
                assert (await client.get(f"/api/v1{path}")).status_code in (404, 405)


async def test_a_figure_that_was_reported_stands_with_the_measurements_until_there_are_indicators(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people, indicator_unit="procent getraind", target=Decimal(80))
        line = await line_of(made, people.north)
        await DATABASE.fetch(
            "update commitment_line set value = 40, measured_on = '2026-03-31' where id = $1", line
        )
        async with signed_in(there, people.pin_north) as client:
            alone = (await said(client, f"/toezeggingen/{line}")).partition('id="measurements"')[2]
            assert "40 procent getraind (streefwaarde: 80), 31 maart 2026" in alone
            assert "geen indicatoren" not in alone
            await indicator(made, people.administrator)
            instead = await said(client, f"/toezeggingen/{line}")
            assert "Gehouden controles" in instead and "Gemeld cijfer" not in instead


async def test_signals_are_neither_good_nor_bad_and_zero_asks_for_the_view_of_them(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        form = of_people(signals=True, direction="none", name="Signalen", unit="signalen")
        one = await indicator(made, people.administrator, form)
        await measure(await line_of(made, people.north), one, people.pin_north, value(0))
        await measure(await line_of(made, people.south), one, people.pin_south, value(9))
        async with signed_in(there, people.secretary) as client:
            page = await said(client, f"/indicatoren/{one}?period={FIRST}")
            assert page.count("Geen signalen, of geen zicht erop?") == 1
            assert "tag--good" not in page and "tag--warning" not in page
            assert "9 signalen" in page
            cells = (await client.get(f"/api/v1/indicatoren/{one}/metingen?period={FIRST}")).json()
            assert {cell["meets"] for cell in cells["cells"]} == {None}


async def test_a_machine_keeps_indicators_and_gives_values(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        at = f"/api/v1/afspraken/{made}/toezeggingen/{await commitment_of(made)}/indicatoren"
        asked = {
            "name": "Plan", "definition": "Er is een plan.", "counts": "yes_no",
            "source": "College", "period": "year", "direction": "up", "rule": "share",
        }  # fmt: skip
        async with signed_in(there, people.administrator) as client:
            answer = await client.post(at, json=asked)
            assert answer.status_code == 201, answer.text
            one = f"/api/v1/indicatoren/{answer.json()['id']}"
            tag = {"if-match": (await client.get(one)).headers["etag"]}
            put = await client.put(f"{one}/gegevens", json=asked | {"name": "Ander"}, headers=tag)
            assert (put.status_code, put.json()["version"]) == (200, 2)
            assert (await client.put(f"{one}/gegevens", json=asked, headers=tag)).status_code == 409
            assert [i["name"] for i in (await client.get(at)).json()] == ["Ander"]
        line = f"/api/v1/toezeggingen/{await line_of(made, people.north)}/metingen"
        async with signed_in(there, people.pin_north) as client:
            given = {"periodFrom": "2026-01-01", "value": "1", "version": 0}
            answer = await client.post(f"{line}/{one.rpartition('/')[2]}", json=given)
            assert answer.status_code == 201, answer.text
            [own] = (await client.get(line)).json()["indicators"]
            assert own["periods"][0]["value"] == "1"
        async with signed_in(there, people.chair) as client:
            found = (await client.get(f"{one}/metingen")).json()
            [total] = found["periods"]
            assert total["rolled"]["shown"]["value"] == "1"
            assert total["rolled"]["missing"] == ["Zuiddorp"]
            assert (await client.get(line)).status_code == 404
            assert (await client.get(f"{one}/metingen?period=x")).status_code == 404
        async with signed_in(there, people.administrator) as client:
            gone = await client.post(f"{one}/verwijdering", json={"version": 2})
            assert gone.status_code == 409


async def test_pages_machines_and_files_say_of_another_party_that_it_is_not_shared_yet(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        agreement = await in_force(people)
        made = await indicator(agreement, people.administrator)
        kept = await line_of(agreement, people.north)
        await measure(kept, made, people.pin_north, value(3))
        page, line = f"/indicatoren/{made}", f"/toezeggingen/{kept}"
        async with signed_in(there, people.pin_south) as client:
            found = (await client.get(f"/api/v1{page}/metingen")).json()
            total = found["periods"][-1]
            assert total["rolled"]["missing"] == ["Zuiddorp"]
            assert total["rolled"]["notShared"] == ["Noordstad"]
            shown = (await client.get(page, headers=HTML)).text
            assert "Nog niet gedeeld:" in shown and shown.count("geen waarde") == 1
            theirs = (await client.get(line, headers=HTML)).text
            assert "nog niet gedeeld" in theirs and "geen waarde" not in theirs
            rows = (await client.get(f"{page}/uitvoer", headers=HTML)).text.splitlines()
            cells = [row.split(";") for row in rows[1:]]
            said = {row[2].strip('"'): {row[5].strip('"'), row[7].strip('"')} for row in cells}
            assert said["Zuiddorp"] == {"geen waarde", ""}
            assert said["Noordstad"] == {"", "nog niet gedeeld"}
            assert said["alle organisaties samen"] == {"Zuiddorp", "Noordstad"}


def numbers(text: str) -> tuple[float, float] | None:
    """The bounds that a cell of the file tells; none where it tells no number."""
    found = re.match(r"(?:< (\d+)|(\d+) tot en met (\d+)|(\d+)) mensen$", text)
    if found is None:
        return None
    if found[1]:
        return 1, float(found[1]) - 1
    low, high = found[2] or found[4], found[3] or found[4]
    return float(low), float(high)


async def learn(attack: Attack, there: ASGITransport, who: Actor, of: UUID, now: int) -> set[Any]:
    """All that one reader reads of an indicator, as equations; gives what is hidden."""
    hidden, together = set(), dict[str, list[Any]]()
    async with signed_in(there, who) as client:
        for since in (FIRST, SECOND):
            path = f"/api/v1/indicatoren/{of}/metingen?period={since}"
            found = (await client.get(path)).json()
            cells = [cell for cell in found["cells"] if cell["shown"]]
            names = [(cell["organisation"], str(since), now) for cell in cells]
            for name, cell in zip(names, cells, strict=True):
                bounds = cell["shown"]
                attack.cell(name, Decimal(bounds["low"]), Decimal(bounds["high"]))
                hidden |= {name} if bounds["value"] is None else set()
            [total] = [p["rolled"] for p in found["periods"] if p["since"] == str(since)]
            attack.total(names, float(total["shown"]["low"]), float(total["shown"]["high"]))
            together[str(since)] = names
        seen_rows = (await client.get(f"/indicatoren/{of}/uitvoer", headers=HTML)).text
    for row in seen_rows.strip().splitlines()[1:]:
        _, period, whom, told, *_ = row.strip().strip('"').split('";"')
        since, bounds = str(FIRST if "kwartaal 1" in period else SECOND), numbers(told)
        if bounds and whom in ("Noordstad", "Zuiddorp", "Dorp 0"):
            attack.cell((whom, since, now), *bounds)
        elif bounds and whom == "alle organisaties samen":
            attack.total(together[since], *bounds)
    return hidden


async def test_what_pages_machines_and_files_tell_on_two_days_leaves_one_to_four(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people, owners=3)
        one = await indicator(made, people.administrator, of_people())
        attack, hidden = Attack(), set[Any]()
        given: list[tuple[UUID, Actor, Any]] = [
            (people.north, people.pin_north, value(2)),
            (people.south, people.pin_south, value(3)),
            (people.north, people.pin_north, value(17, SECOND)),
            (people.south, people.pin_south, value(1, SECOND)),
        ]
        for organisation, pin, number in given:
            await measure(await line_of(made, organisation), one, pin, number)
        for organisation in (people.north, people.south):
            await adopted(await line_of(made, organisation), MEASURED)
        for who in (people.secretary, people.administrator, people.pin_south):
            hidden |= await learn(attack, there, who, one, 1)
        await _corrected(people, made, one)
        hidden |= await learn(attack, there, people.secretary, one, 2)
        # What was not corrected is one number on both days.
        for since, organisation in ((FIRST, "Zuiddorp"), (SECOND, "Zuiddorp")):
            names = ((organisation, str(since), 1), (organisation, str(since), 2))
            attack.weighed({names[0]: 1, names[1]: -1}, 0, 0)
        assert len(hidden) == 6
        assert attack.found_out(hidden) == {}


async def _corrected(people: Cast, made: UUID, one: UUID) -> None:
    line = await line_of(made, people.north)
    await measure(line, one, people.pin_north, value(3, seen=1, reason="Eén te weinig."))
