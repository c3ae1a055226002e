"""The page of the parties: what is ticked, changed and left out."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from tests.builders.agreements import party
from tests.builders.formation import AT, begun, ready
from tests.builders.parties import Cast, authority, organisation
from tests.builders.service import service, signed_in

from governance.agreements.actions import set_parties
from governance.agreements.queries import agreement, parties
from governance.agreements.rules import ENDED
from governance.base.database import DATABASE
from governance.base.errors import Refused
from governance.base.ids import new_id
from governance.commitments.queries import of_agreement
from governance.formation.actions import put_up_for_decision
from governance.parties.choosing.queries import FEW

HTML = {"accept": "text/html"}


def row(place: int, **values: Any) -> dict[str, Any]:
    return {f"parties.{place}.{name}": value for name, value in values.items()}


async def shown(made: Any, people: Cast) -> list[tuple[str, list[str]]]:
    found = await parties(made, by=people.administrator)
    return [(p.organisation, [o.authority for o in p.authorities]) for p in found]


async def test_a_row_with_another_organisation_takes_the_authorities_of_that_one(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        at = f"/afspraken/{made}/partijen"
        mayor = str(people.north_mayor)
        async with signed_in(transport, people.administrator) as client:
            north = row(0, organisationId=people.north, participation="signatory")
            typed = {**north, "parties.0.authorities": mayor, "version": 1}
            assert (await client.post(at, data=typed, headers=HTML)).status_code == 303
            before = await shown(made, people)
            seen = (await agreement(made, by=people.administrator)).version
            south = row(0, organisationId=people.south, participation="signatory")
            typed = {**south, "parties.0.authorities": mayor, "version": seen}
            assert (await client.post(at, data=typed, headers=HTML)).status_code == 303
        after = await shown(made, people)
    assert [(name, len(organs)) for name, organs in before] == [("Noordstad", 1)]
    assert [(name, len(organs)) for name, organs in after] == [("Zuiddorp", 1)]


async def test_mistakes_stand_at_their_own_row_also_below_one_that_is_left_out(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        async with signed_in(transport, people.administrator) as client:
            typed = {
                "version": "1",
                **row(0, organisationId=people.north, participation="no form", remove="on"),
                **row(1, organisationId=people.south, participation=""),
                **row(2, organisationId=people.south, participation="signatory"),
                **row(3, organisationId=new_id(), participation="adviser"),
                **row(4, organisationId="x", participation="adviser"),
            }
            page = await client.post(f"/afspraken/{made}/partijen", data=typed, headers=HTML)
        assert page.status_code == 400
        wrong = set(re.findall(r'href="#f-(parties-[^"]+)', page.text))
        assert wrong == {
            "parties-1-participation", "parties-2-organisationId", "parties-3-organisationId",
            "parties-4-organisationId",
        }  # fmt: skip
        assert await shown(made, people) == []


async def test_a_row_set_back_to_nobody_is_left_out(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        async with signed_in(transport, people.administrator) as client:
            typed = {
                "version": "1",
                **row(0, organisationId="", participation="signatory"),
                **row(1, organisationId=people.north, participation="signatory"),
            }
            page = await client.post(f"/afspraken/{made}/partijen", data=typed, headers=HTML)
        assert page.status_code == 303
        assert [name for name, _ in await shown(made, people)] == ["Noordstad"]


async def test_who_owes_something_is_named_at_its_row_with_what_it_owes(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await ready(people), people.administrator
        owed = [
            c for c in await of_agreement(made, by=by)
            if "Noordstad" in [p.organisation for p in c.owners]
        ]  # fmt: skip
        seen = (await agreement(made, by=by)).version
        async with signed_in(transport, by) as client:
            typed = {
                "version": seen,
                **row(0, organisationId=people.north, participation="signatory", remove="on"),
                **row(1, organisationId=people.south, participation="signatory"),
                **row(2, organisationId="", participation=""),
            }
            page = await client.post(f"/afspraken/{made}/partijen", data=typed, headers=HTML)
            typed |= row(0, organisationId=people.south, remove="")
            del typed["parties.1.organisationId"]
            other = await client.post(f"/afspraken/{made}/partijen", data=typed, headers=HTML)
        assert page.status_code == 400
        assert len(owed) > 1
        for one in owed:
            assert f"Noordstad” doet toezegging {one.position} ({one.title})" in unescape(page.text)
        assert page.text.count('href="#f-parties-0-remove"') == len(owed)
        assert other.text.count('href="#f-parties-0-organisationId"') == len(owed)


async def test_which_municipality_is_answered_with_a_municipality(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people, model_key="signaaltafel"), people.administrator
        signing = [
            party(people.police, people.police_chief),
            party(people.north, people.north_executive),
        ]
        at = f"/afspraken/{made}/antwoorden"
        async with signed_in(transport, by) as client:
            await set_parties(made, signing[:1], None, by=by, at=AT)
            nobody = await client.get(at, headers=HTML)
            await set_parties(made, signing, None, by=by, at=AT)
            page = await client.get(at, headers=HTML)
    select = page.text.split('name="blanks.gastheer"')[1].split("</select>")[0]
    assert re.findall(r'option value="([^"]+)"', select) == ["Noordstad"]
    assert "Er is nog geen partij van dit soort" in nobody.text
    assert "Politie" not in nobody.text.split('name="blanks.gastheer"')[1].split("</select>")[0]


async def test_who_acts_for_a_party_does_not_come_back_once_it_is_emptied(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        at = f"/afspraken/{made}/partijen"
        north = row(0, organisationId=people.north, participation="signatory")
        riec = row(1, organisationId=people.riec, participation="signatory")
        async with signed_in(transport, by) as client:
            wrong = {"version": 1, **north, **riec, **row(0, participation="")}
            shown = (await client.post(at, data=wrong, headers=HTML)).text
            select = shown.split('name="parties.1.actingBodyId"')[1].split("</select>")[0]
            assert f'<option value="{people.keeper}" selected>' in select
            first = await client.post(at, data={"version": 1, **north, **riec}, headers=HTML)
            assert first.status_code == 303
            assert (await parties(made, by=by))[1].acting_body_id == people.keeper
            seen = (await agreement(made, by=by)).version
            emptied = {"version": seen, **north, **riec, **row(1, actingBodyId="")}
            refused = await client.post(at, data=emptied, headers=HTML)
            assert refused.status_code == 400
            assert 'href="#f-parties-1-actingBodyId"' in refused.text
            select = refused.text.split('name="parties.1.actingBodyId"')[1].split("</select>")[0]
            assert " selected" not in select
            emptied |= row(1, participation="adviser")
            assert (await client.post(at, data=emptied, headers=HTML)).status_code == 303
            assert (await parties(made, by=by))[1].acting_body_id is None
            api = f"/api/v1{at}"
            sent = {"organisationId": str(people.riec), "participation": "signatory"}
            body = {"version": (await agreement(made, by=by)).version, "parties": [sent]}
            nobody = {**body, "parties": [{**sent, "actingBodyId": None}]}
            assert (await client.put(api, json=nobody)).status_code == 400
            assert (await client.put(api, json=body)).status_code == 200
            assert (await parties(made, by=by))[0].acting_body_id == people.keeper


async def test_a_party_that_owes_a_commitment_does_not_become_an_adviser(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await ready(people), people.administrator
        at = f"/afspraken/{made}/partijen"
        seen = (await agreement(made, by=by)).version
        owed = [c for c in await of_agreement(made, by=by) if c.owners]
        owner = owed[0].owners[0].organisation
        async with signed_in(transport, by) as client:
            typed: dict[str, Any] = {"version": seen}
            changed = 0
            for place, there in enumerate(await parties(made, by=by)):
                form = "adviser" if there.organisation == owner else there.participation
                changed = place if there.organisation == owner else changed
                typed |= row(place, organisationId=there.organisation_id, participation=form)
            refused = await client.post(at, data=typed, headers=HTML)
        assert refused.status_code == 400
        assert f'href="#f-parties-{changed}-participation"' in refused.text
        assert f"toezegging {owed[0].position} ({owed[0].title})" in unescape(refused.text)
        assert (await agreement(made, by=by)).version == seen


def ticks(page: str, place: int) -> dict[str, bool]:
    """What a row of the page offers, by what it is called, and whether it is ticked."""
    found = re.findall(
        rf'name="parties.{place}.authorities" value="[^"]+"( checked)?[^>]*>\s*'
        r"<div><label[^>]*>([^<]+)",
        page,
    )
    return {unescape(name): bool(checked) for checked, name in found}


async def test_another_body_that_acts_for_a_party_brings_its_own_authorities(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        at = f"/afspraken/{made}/partijen"
        async with signed_in(transport, by) as client:
            riec = row(0, organisationId=people.riec, participation="signatory")
            await client.post(at, data={"version": 1, **riec}, headers=HTML)
            first = ticks((await client.get(at)).text, 0)
            usual = (await parties(made, by=by))[0].authorities[0].authority_id
            seen = (await agreement(made, by=by)).version
            typed = {
                "version": seen,
                **row(0, organisationId=people.riec, participation="signatory"),
                **row(0, actingBodyId=people.north, offered=usual, authorities=usual),
            }
            told = await client.post(at, data=typed, headers=HTML)
            page = (await client.get(told.headers["location"])).text
            organ = (await parties(made, by=by))[0].authorities[0]
            whole = unescape((await client.get(f"/afspraken/{made}")).text)
    assert first == {"authority board van Region office": True}
    assert ticks(page, 0) == {
        "authority executive van Noordstad": True,
        "authority mayor van Noordstad": True,
    }
    assert "vervallen met de functie: authority board (RIEC)." in unescape(page)
    assert organ.authority_of == "Noordstad"
    assert "authority executive van Noordstad" in whole


async def test_what_is_unticked_stays_unticked(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        at = f"/afspraken/{made}/partijen"
        north = row(0, organisationId=people.north, participation="signatory")
        offered = {"parties.0.offered": [str(people.north_executive), str(people.north_mayor)]}
        async with signed_in(transport, by) as client:
            await client.post(at, data={"version": 1, **north}, headers=HTML)
            whole = await client.get(at)
            seen = (await agreement(made, by=by)).version
            told = await client.post(at, data={"version": seen, **north, **offered}, headers=HTML)
            assert told.status_code == 303
            page = await client.get(at)
            seen = (await agreement(made, by=by)).version
            wrong = {"version": seen, **north, **offered, **row(0, participation="none")}
            refused = await client.post(at, data=wrong, headers=HTML)
        kept = await shown(made, people)
    assert set(ticks(whole.text, 0).values()) == {True}
    assert re.findall(r'name="parties.0.offered" value="([^"]+)"', whole.text)
    assert kept == [("Noordstad", [])]
    assert set(ticks(page.text, 0).values()) == {False}
    assert set(ticks(refused.text, 0).values()) == {False}


async def test_the_college_stands_before_the_burgemeester(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        await authority(people.north, "council")
        at = f"/afspraken/{made}/partijen"
        north = row(0, organisationId=people.north, participation="signatory")
        async with signed_in(transport, by) as client:
            await client.post(at, data={"version": 1, **north}, headers=HTML)
            page = (await client.get(at)).text
        [(_, organs)] = await shown(made, people)
    in_order = [f"authority {kind}" for kind in ("executive", "mayor", "council")]
    assert list(ticks(page, 0)) == organs == in_order


async def test_a_function_that_is_too_long_is_told_at_its_own_field(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await begun(people), people.administrator
        at = f"/afspraken/{made}/partijen"
        north = row(0, organisationId=people.north, participation="signatory")
        long = {f"parties.0.functions.{people.north_mayor}": "x" * 201}
        async with signed_in(transport, by) as client:
            page = await client.post(at, data={"version": 1, **north, **long}, headers=HTML)
    assert page.status_code == 400
    wrong = set(re.findall(r'href="#f-(parties-[^"]+)', page.text))
    assert wrong == {f"parties-0-functions-{people.north_mayor}"}
    assert "x" * 201 in page.text


def offered(page: str) -> list[str]:
    """The organisations that the last row, which is empty, lets choose from."""
    options = page.rpartition('name="parties.')[0].rpartition("<select")[0].rpartition("<select")
    return re.findall(r'<option value="[0-9a-f-]{36}"[^>]*>([^<]+)', options[2])


async def test_who_is_no_more_is_not_offered_and_is_refused_with_the_day(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        at = f"/afspraken/{made}/partijen"
        await DATABASE.fetch(
            "update organisation set valid_until = $2 where id = $1", people.north, AT.date()
        )
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            page = (await client.get(at, headers=HTML)).text
            assert "Zuiddorp" in offered(page) and "Noordstad" not in offered(page)
            typed = {**row(0, organisationId=people.north, participation="signatory"), "version": 1}
            answer = await client.post(at, data=typed, headers=HTML)
            assert answer.status_code == 400
            assert "“Noordstad” has not existed since" in unescape(answer.text)
            assert f'<option value="{people.north}" selected>' in answer.text
            told = await client.put(
                f"/api/v1{at}",
                json={"version": 1, "parties": [
                    {"organisationId": str(people.north), "participation": "informal"}]},
            )  # fmt: skip
            assert [e["field"] for e in told.json()["errors"]] == ["parties.0.organisationId"]


async def test_where_one_party_is_no_more_the_text_is_not_put_up(owner_url: str) -> None:
    async with service(owner_url) as (_, people):
        made = await ready(people)
        await DATABASE.fetch(
            "update organisation set valid_until = $2 where id = $1", people.north, AT.date()
        )
        with pytest.raises(Refused) as refused:
            await put_up_for_decision(made, None, by=people.administrator, at=AT)
        assert [c.problem for c in refused.value.complaints] == [ENDED]


async def test_of_a_full_register_those_near_are_offered_and_others_are_found_by_name(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await begun(people)
        at = f"/afspraken/{made}/partijen"
        for number in range(FEW):
            await organisation(f"Gemeente Ver {number:03}", "municipality")
        async with signed_in(transport, people.administrator) as client:
            near = offered((await client.get(at, headers=HTML)).text)
            assert 0 < len(near) < 10
            typed = {
                **row(0, organisationId=people.south, participation="signatory"),
                **row(1, participation="informal"), "version": 1, "search": "ver 07", "find": "on",
            }  # fmt: skip
            before = DATABASE.queries
            found = await client.post(at, data=typed, headers=HTML)
            assert DATABASE.queries - before < 12
            assert found.status_code == 200 and 'role="alert"' not in found.text
            names = offered(found.text)
            assert [name for name in names if "Ver" in name] == [
                f"Gemeente Ver {number:03}" for number in range(70, 80)
            ]
            assert "Zuiddorp" in names and len(names) == 11
            assert 'value="ver 07"' in found.text
            assert await shown(made, people) == []
            assert len(found.content) < 120_000
