"""Letters about an agreement: filled in with what is recorded, for who may write them."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document as Word
from httpx import AsyncClient
from tests.builders.formation import AT, put_up, ready
from tests.builders.living import in_force
from tests.builders.parties import Cast, cast
from tests.builders.service import service, signed_in

from governance.agreements.sharing.actions import share_draft
from governance.formation.letters.offering.queries import Choice
from governance.formation.letters.papers import letter, template_of, values_of
from governance.formation.letters.rules import Letter
from governance.formation.letters.standing.queries import standing_of

HTML = {"accept": "text/html"}
TODAY = date(2026, 12, 4)


def said(content: bytes) -> str:
    """What a letter says, with its tables."""
    paper = Word(io.BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


@pytest.mark.usefixtures("database")
async def test_a_reminder_says_who_waits_how_long_and_for_what() -> None:
    people = await cast()
    made = await put_up(people)
    told = await standing_of(made, by=people.administrator, today=TODAY)
    north = Choice(people.north, "Noordstad")
    values = values_of(told, north, "beheerder afspraken")
    assert values["party"]["name"] == "Noordstad"
    assert values["party"]["waiting_days"] == 10
    assert values["party"]["next_step"] == "een besluit nemen over de afspraak"
    text = said(letter(template_of(Letter.REMINDER), told, north, "beheerder afspraken"))
    assert "Noordstad" in text and "10" in text and "beheerder afspraken" in text


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("kind", list(Letter))
async def test_every_letter_is_made_of_a_draft_and_of_a_text_that_was_put_up(kind: Letter) -> None:
    people = await cast()
    for made in (await ready(people), await put_up(people)):
        told = await standing_of(made, by=people.administrator, today=TODAY)
        south = Choice(people.south, "Zuiddorp")
        text = said(letter(template_of(kind), told, south, "beheerder afspraken"))
        assert told.whole.agreement.short_title in text
        assert "{{" not in text and "{%" not in text and "None" not in text


async def test_letters_are_chosen_on_a_page_and_made_for_who_takes_part(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at = f"/afspraken/{made}/brieven"
        chosen = {"organisation": str(people.south)}
        async with signed_in(transport, people.administrator) as client:
            assert "Zuiddorp" in (await client.get(at, headers=HTML)).text
            answer = await client.get(f"{at}/collegevoorstel", params=chosen)
            assert "Zuiddorp" in said(answer.content)
            assert (await client.get(f"{at}/persbericht")).status_code == 200
            listed = (await client.get(f"/api/v1{at}")).json()
            drafted = ["collegevoorstel", "raadsinformatiebrief", "persbericht"]
            assert [one["letter"] for one in listed] == drafted
            assert (await client.get(f"{at}/rappel", params=chosen)).status_code == 404
            for wrong in ("x", str(people.stranger)):
                answer = await client.get(f"{at}/collegevoorstel", params={"organisation": wrong})
                assert answer.status_code == 404
            assert (await client.get(f"{at}/..%2Fhouse", headers=HTML)).status_code == 404
            lived = await in_force(people, term_months=48, notice_months=6)
            await offers_of_one_in_force(client, f"/afspraken/{lived}/brieven", people)
        for by, before in ((people.pin_north, 404), (people.outsider, 404)):
            async with signed_in(transport, by) as client:
                assert (await client.get(at, headers=HTML)).status_code == before
        await share_draft(made, by=people.administrator, at=AT)
        async with signed_in(transport, people.pin_north) as client:
            answer = await client.get(f"{at}/collegevoorstel", params=chosen)
            assert answer.status_code == 200
            assert "function of linking_pin" not in said(answer.content).partition("houdt de")[0]
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(f"{at}/rappel", params=chosen)).status_code == 404


async def offers_of_one_in_force(client: AsyncClient, at: str, people: Cast) -> None:
    page = (await client.get(at, headers=HTML)).text
    assert "Opzegging" in page and "Er treedt niemand toe" in page and "Niets staat open" in page
    listed = {one["letter"]: one for one in (await client.get(f"/api/v1{at}")).json()}
    assert set(listed) == {"raadsinformatiebrief", "opzegging", "persbericht"}
    assert [one["organisation"] for one in listed["opzegging"]["parties"]] == [
        "Noordstad", "Zuiddorp", "Politie",
    ]  # fmt: skip
    chosen = {"organisation": str(people.south)}
    assert (await client.get(f"{at}/opzegging", params=chosen)).status_code == 200
    for wrong in (
        ("rappel", chosen), ("opzegging", {"organisation": str(people.stranger)}),
        ("opzegging", chosen | {"about": str(people.north)}), ("opzegging", {"about": "x"}),
    ):  # fmt: skip
        answer = await client.get(f"{at}/{wrong[0]}", params=wrong[1], headers=HTML)
        assert answer.status_code == 404, wrong
