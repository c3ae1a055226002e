"""The house style and letters of an organisation: handed in, seen, used, kept and told."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta
from typing import Any

from httpx import AsyncClient, Response
from tests.builders.files import stored
from tests.builders.formation import all_signed, put_up, ready
from tests.builders.hostile import zip_bomb
from tests.builders.looks import house_style, own_letter
from tests.builders.negotiating import fixed
from tests.builders.reporting import open_round, report_of
from tests.builders.service import AT as NOW
from tests.builders.service import service, signed_in
from tests.builders.templates import everything, opened, template
from tests.builders.things import submit

from governance.base.database import DATABASE
from governance.documents.house import sealed
from governance.reporting.actions import accept, adopt
from governance.reporting.forms import AdoptionForm
from governance.reporting.progress.papers import regional_document

ADOPTION = AdoptionForm("de stuurgroep", NOW.date(), "Op weg.", knowingly=True)
YEAR, NEXT = date(2026, 1, 1), date(2027, 1, 1)
HTML = {"accept": "text/html"}
NL = HTML | {"accept-language": "nl"}


def heads(content: bytes) -> str:
    return "\n".join(one.text for one in opened(content).sections[0].header.paragraphs)


async def hand_in(client: AsyncClient, at: str, content: bytes, **form: str) -> Response:
    file = {"file": ("sjabloon.docx", content)}
    return await client.post(at, data=form, files=file, headers=NL)


async def use(client: AsyncClient, at: str, way: str = "ingebruikname") -> Response:
    version = (await client.get(f"/api/v1{at}")).json()["version"]
    return await client.post(f"{at}/{way}", data={"version": version}, headers=HTML)


async def in_use(client: AsyncClient, at: str, content: bytes, **form: str) -> str:
    """A file handed in and taken into use; its address."""
    answer = await hand_in(client, at, content, **form)
    assert answer.status_code == 303, answer.text
    assert (await use(client, answer.headers["location"])).status_code == 303
    return str(answer.headers["location"])


async def acts() -> list[str]:
    rows = await DATABASE.fetch(
        "select verb from trail_entry where verb like '%template%' order by id"
    )
    return [row["verb"] for row in rows]


async def test_a_house_style_is_handed_in_seen_used_replaced_and_let_go(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        draft, at = await ready(people), f"/organisaties/{people.keeper}/sjablonen"
        word = f"/afspraken/{draft}/documenten/docx"
        async with signed_in(transport, people.administrator) as client:
            card = (await client.get(f"/organisaties/{people.keeper}", headers=NL)).text
            assert f'href="{at}"' in card
            page = (await client.get(at, headers=NL)).text
            assert "{{ party.name }}" in page and "rappel" in page and "Huisstijl" in page
            ours = (await client.get(f"{at}/standaard/huisstijl")).content
            assert heads((await client.get(word)).content)
            first = (await hand_in(client, at, house_style(), name="huisstijl")).headers["location"]
            assert "Gemeente" not in heads((await client.get(word)).content)
            seen = await client.get(f"{first}/voorbeeld")
            assert "Gemeente Noordstad" in heads(seen.content)
            assert "signaaltafel" in everything(seen.content).lower()
            assert (await client.get(f"{first}/bestanden")).content == house_style()
            assert (await use(client, first)).status_code == 303
            assert "Gemeente Noordstad" in heads((await client.get(word)).content)
            second = await in_use(client, at, house_style("Stad aan Zee"), name="huisstijl")
            assert "Stad aan Zee" in heads((await client.get(word)).content)
            assert "versie 2" in (await client.get(first, headers=NL)).text
            told = (await client.get(f"/api/v1{at}")).json()["templates"]
            assert [(one["number"], bool(one["inUseSince"])) for one in told] == [
                (2, True), (1, False),
            ]  # fmt: skip
            assert (await use(client, second, "buitengebruikstelling")).status_code == 303
            assert heads((await client.get(word)).content).splitlines()[1:] == []
            assert ours[:2] == b"PK"
        taken = ["take_template_out_of_use", "take_template_into_use"]
        assert await acts() == [
            "hand_in_template", taken[1], "hand_in_template", *taken, taken[0],
        ]  # fmt: skip
        for by in (people.pin_north, people.outsider):
            async with signed_in(transport, by) as client:
                for asked in (at, first, f"{first}/bestanden", f"{first}/voorbeeld"):
                    assert (await client.get(asked, headers=HTML)).status_code == 404
                assert (await hand_in(client, at, house_style())).status_code == 404
                card = await client.get(f"/organisaties/{people.keeper}", headers=HTML)
                assert card.status_code == 200 and at not in card.text


async def test_what_is_fixed_goes_on_in_the_house_style_that_it_was_made_with(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/organisaties/{people.keeper}/sjablonen"
        before = await put_up(people)
        async with signed_in(transport, people.administrator) as client:
            await in_use(client, at, house_style(), name="huisstijl")
            made = await put_up(people)
            with_old = f"/afspraken/{made}/documenten/docx"
            first = (await client.get(with_old)).content
            await in_use(client, at, house_style("Stad aan Zee"), name="huisstijl")
            assert (await client.get(with_old)).content == first
            assert "Gemeente Noordstad" in heads(first)
            of_version = f"/afspraken/{made}/versies/1/documenten/docx"
            assert "Gemeente Noordstad" in heads((await client.get(of_version)).content)
            of_ours = (await client.get(f"/afspraken/{before}/documenten/docx")).content
            assert "Gemeente" not in heads(of_ours) and "Zee" not in heads(of_ours)
        rows = await DATABASE.fetch(
            "select made_with from agreement_version where agreement = $1", made
        )
        assert json.loads(rows[0]["made_with"])["house.docx"] == sealed(house_style())


async def test_signed_files_reports_and_redlines_have_the_house_style_of_who_keeps_them(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/organisaties/{people.keeper}/sjablonen"
        async with signed_in(transport, people.administrator) as client:
            await in_use(client, at, house_style(), name="huisstijl")
            await all_signed(people)
            [row] = await DATABASE.fetch(
                "select id, thing_id, made_with from stored_file where thing_kind = 'agreement' "
                "and name like '%.docx'"
            )
            content = await stored(row["id"], ("agreement", row["thing_id"]), people.administrator)
            assert "Gemeente Noordstad" in heads(content)
            assert json.loads(row["made_with"])["house.docx"] == sealed(house_style())
            draft = await ready(people)
            await fixed(draft, people)
            redline = f"/afspraken/{draft}/versies/1/vergelijking/2/docx"
            assert "Gemeente Noordstad" in heads((await client.get(redline)).content)
            rounds = []
            for since, until in ((YEAR, NEXT), (NEXT, NEXT + timedelta(days=9))):
                days: dict[str, Any] = {
                    "title": f"Ronde {until}",
                    "period_from": since,
                    "period_until": until,
                    "opens_on": until,
                }
                made = await open_round(people, row["thing_id"], due_on=until, **days)
                rounds.append(f"/rapportagerondes/{made}/documenten/docx")
                if since == YEAR:
                    view = await report_of(made, people.north, people.pin_north)
                    await submit(view, people.pin_north)
                    await accept(view.id, by=people.secretary, at=NOW)
                    await adopt(made, ADOPTION, by=people.chair, at=NOW, paper=regional_document)
            await in_use(client, at, house_style("Stad aan Zee"), name="huisstijl")
            of_adopted, of_draft = [heads((await client.get(one)).content) for one in rounds]
            assert "Gemeente Noordstad" in of_adopted and "Stad aan Zee" in of_draft


async def test_a_letter_of_its_own_is_made_for_who_writes_for_that_organisation(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        draft, at = await put_up(people), f"/organisaties/{people.keeper}/sjablonen"
        letters, chosen = f"/afspraken/{draft}/brieven", {"organisation": str(people.south)}
        async with signed_in(transport, people.administrator) as client:
            await in_use(client, at, own_letter(), name="rappel")
            own = await in_use(client, at, own_letter("Tot ziens"), name="andere", title="Bedankje")
            await in_use(client, at, house_style(), name="huisstijl")
            reminder = (await client.get(f"{letters}/rappel", params=chosen)).content
            assert "Aan \nZuiddorp" in everything(reminder)
            assert "groet van Noordstad" in everything(reminder)
            thanks = (await client.get(f"{letters}/bedankje", params=chosen)).content
            assert "Tot ziens" in everything(thanks)
            ours = (await client.get(f"{letters}/uitnodiging-ondertekening", params=chosen)).content
            assert "Gemeente Noordstad" in heads(ours) and "[[" not in heads(ours)
            [told] = await DATABASE.fetch(
                "select changes from trail_entry where verb = 'export' "
                "and changes::text like '%rappel-%'"
            )
            said = json.loads(told["changes"])
            assert (said["template"], said["version"]) == ("rappel", 1)
            assert "Bedankje" in (await client.get(letters, headers=HTML)).text
            listed = (await client.get(f"/api/v1{letters}")).json()
            assert (listed[-1]["letter"], listed[-1]["title"]) == ("bedankje", "Bedankje")
            await use(client, own, "buitengebruikstelling")
            assert (await client.get(f"{letters}/bedankje", params=chosen)).status_code == 404


WRONG: list[tuple[bytes, dict[str, str], tuple[str, ...]]] = [
    (template("Aan {{ partij.naam }}", "{% for x in parties %}{{ x.name }}"),
     {"name": "rappel"},
     ("Alinea 1", "partij.naam", "Alinea 2", "endfor")),
    (house_style(without="Ondertekenaar"), {"name": "huisstijl"}, ("Ondertekenaar",)),
    (template("{{ title.__class__.__mro__ }}", "{% import os %}", "{{ title() }}"),
     {"name": "persbericht"}, ("Alinea 1", "title.__class__", "Alinea 2", "Alinea 3")),
    (zip_bomb(), {"name": "huisstijl"}, ("veilig",)),
    (b"MZ no word", {"name": "rappel"}, ("DOCX",)),
    (own_letter(), {"name": "geen"}, ("Kies waarvoor",)),
    (own_letter(), {"name": "andere", "title": " "}, ("hoe deze brief heet",)),
    (own_letter(), {"name": "andere", "title": "Rappel"}, ("standaardbrief",)),
]  # fmt: skip


async def test_a_file_that_cannot_be_used_is_refused_with_what_is_wrong_and_where(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/organisaties/{people.keeper}/sjablonen"
        async with signed_in(transport, people.administrator) as client:
            for content, form, said in WRONG:
                answer = await hand_in(client, at, content, **form)
                assert answer.status_code == 400, said
                assert [one for one in said if one not in answer.text] == []
                assert form.get("title", "") in answer.text
            sent = await hand_in(client, f"/api/v1{at}", WRONG[0][0], name="rappel")
            assert sent.status_code == 400 and "partij.naam" in sent.text
            assert await DATABASE.fetch("select 1 from template") == []
            kept = await hand_in(client, at, template("Steeds hetzelfde"), name="rappel")
            assert kept.status_code == 303
            page = (await client.get(kept.headers["location"], headers=NL)).text
            assert "geen enkel veld" in page


async def test_the_same_file_twice_is_one_version_and_what_was_seen_counts(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/organisaties/{people.keeper}/sjablonen"
        async with signed_in(transport, people.administrator) as client:
            async with signed_in(transport, people.administrator) as other:
                both = await asyncio.gather(
                    *(hand_in(one, at, house_style(), name="huisstijl") for one in (client, other))
                )
            more = await hand_in(client, at, house_style("Stad"), name="huisstijl")
            places = [one.headers["location"] for one in (*both, more)]
            assert places[0] == places[1] != places[2]
            assert len(await DATABASE.fetch("select 1 from stored_file")) == 2
            sent = [
                await client.post(f"{place}/ingebruikname", data={"version": 1}, headers=HTML)
                for place in (places[0], places[2], places[0])
            ]
            assert [one.status_code for one in sent] == [303, 409, 409]
            out = f"{places[2]}/buitengebruikstelling"
            assert (await client.post(out, data={"version": 2}, headers=HTML)).status_code == 409
