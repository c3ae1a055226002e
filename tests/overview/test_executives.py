"""A new executive: portfolios end on one day, mandates are asked about again, a file is made."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from docx import Document
from tests.builders.commitments import in_force
from tests.builders.fillings import filled
from tests.builders.parties import Cast, cast
from tests.builders.service import AT, service, signed_in

from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Refused
from governance.base.ids import new_id
from governance.overview.cards.queries import card
from governance.overview.executives.actions import change_executive
from governance.overview.executives.forms import ExecutiveForm
from governance.overview.executives.papers import handover_document
from governance.overview.executives.queries import change

TODAY = day(AT)
BEGINS = date(2027, 1, 10)


@pytest.fixture
async def people(database: Database) -> Cast:
    return await cast()


async def governed(people: Cast) -> dict[str, UUID]:
    """A portfolio, an administrative lead, and two others of which one rests on a mandate."""
    by = people.administrator
    return {
        "portfolio": await filled(people.keeper, by, AT, "portfolio_holder"),
        "lead": await filled(people.keeper, by, AT, "administrative_lead"),
        "pin": await filled(people.keeper, by, AT, "linking_pin"),
        "direction": await filled(people.keeper, by, AT, "case_direction_owner", mandate="M-7"),
    }


async def ends() -> dict[UUID, date | None]:
    rows = await DATABASE.fetch("select id, valid_until from filling")
    return {row["id"]: row["valid_until"] for row in rows}


async def test_portfolios_end_on_the_first_day_and_mandates_are_confirmed_again(
    people: Cast,
) -> None:
    made = await governed(people)
    view = await change(people.keeper, by=people.administrator, today=TODAY)
    assert {one.id for one in view.portfolios} == {made["portfolio"], made["lead"]}
    assert [one.id for one in view.mandated] == [made["direction"]]
    form = ExecutiveForm(BEGINS, [made["lead"]])
    assert await change_executive(people.keeper, form, by=people.administrator, at=AT) == 1
    until = await ends()
    assert {name: until[of] for name, of in made.items()} == {
        "portfolio": BEGINS, "lead": None, "pin": None, "direction": None,
    }  # fmt: skip
    rows = await DATABASE.fetch("select id, confirmed_on from filling")
    confirmed = {row["id"]: row["confirmed_on"] for row in rows}
    assert confirmed[made["direction"]] is None and confirmed[made["pin"]] == TODAY
    verbs = await DATABASE.fetch(
        "select verb, cause_kind from trail_entry order by id desc limit 3"
    )
    assert [tuple(row) for row in verbs] == [
        ("change_executive", ""), ("ask_again", "executive"), ("end_filling", "executive"),
    ]  # fmt: skip


async def test_what_does_not_fit_is_told_and_nothing_changes(people: Cast) -> None:
    made = await governed(people)
    before = await ends()
    for form, field in (
        (ExecutiveForm(TODAY + timedelta(days=400)), "begins"),
        (ExecutiveForm(BEGINS, [new_id()]), "stays"),
        (ExecutiveForm(BEGINS, [made["portfolio"], made["lead"]]), "stays"),
        (ExecutiveForm(date(2026, 1, 1)), "begins"),
    ):
        with pytest.raises(Refused) as refused:
            await change_executive(people.keeper, form, by=people.administrator, at=AT)
        assert [c.field for c in refused.value.complaints] == [field]
    assert await ends() == before


async def test_only_who_keeps_its_functions_does_it(people: Cast) -> None:
    await governed(people)
    form = ExecutiveForm(BEGINS)
    for reader in (people.outsider, people.secretary, people.pin_north):
        with pytest.raises(NotAllowed):
            await change_executive(people.keeper, form, by=reader, at=AT)
        with pytest.raises(NotFound):
            await change(people.keeper, by=reader, today=TODAY)


async def test_of_two_at_once_one_ends_them_and_the_other_is_told(people: Cast) -> None:
    await governed(people)
    form = ExecutiveForm(BEGINS)
    both = (change_executive(people.keeper, form, by=people.administrator, at=AT) for _ in range(2))
    found = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["Refused", "int"]


async def test_the_handover_file_has_who_does_what_and_what_was_promised(people: Cast) -> None:
    await in_force(people)
    await governed(people)
    found = await card(people.keeper, by=people.administrator, today=TODAY)
    for language, title in (("nl", "Overdrachtsdossier van"), ("en", "Handover file of")):
        document = handover_document([found], TODAY, language)
        assert document.title == f"{title} Region office"
        assert "adviseur veiligheid" in str(document.blocks) and "M-7" in str(document.blocks)
    empty = await card(people.police, by=people.outsider, today=TODAY)
    assert str(handover_document([empty], TODAY, "en").blocks).count("Nothing.") == 6


async def test_what_is_shielded_goes_into_no_handover_file(people: Cast) -> None:
    await filled(
        people.keeper, people.administrator, AT, "care_coordinator", email="geheim@x.example",
        telephone="0123456789", mailbox="zorg@x.example", shielded=True,
    )  # fmt: skip
    found = await card(people.keeper, by=people.administrator, today=TODAY)
    [one] = [f for f in found.fillings if f.function == "care_coordinator"]
    assert one.email == "geheim@x.example"
    said = str(handover_document([found], TODAY, "en").blocks)
    assert "zorg@x.example" in said and "e-mail and telephone are shielded" in said
    assert "geheim" not in said and "0123456789" not in said


async def test_page_form_and_files_go_by_hand_and_by_api(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await governed(people)
        async with signed_in(transport, people.administrator) as client:
            at = f"/organisaties/{people.keeper}"
            page = (await client.get(f"{at}/collegewisseling")).text
            assert "Portefeuilles die eindigen" in page and "M-7" in page
            wrong = await client.post(f"{at}/collegewisseling", data={"begins": "32-01-2027"})
            assert wrong.status_code == 400 and "32-01-2027" in wrong.text
            done = await client.post(
                f"{at}/collegewisseling", data={"begins": "10-01-2027", "stays": str(made["lead"])}
            )
            assert done.headers["location"] == at
            told = (await client.get(f"/api/v1{at}/collegewisseling")).json()
            assert [one["id"] for one in told["portfolios"]] == [str(made["lead"])]
            file = await client.get(f"{at}/overdrachtsdossier/docx")
            text = "\n".join(p.text for p in Document(BytesIO(file.content)).paragraphs)
            assert "Overdrachtsdossier van Region office" in text
            pdf = await client.get(f"/api/v1{at}/overdrachtsdossier/pdf")
            assert pdf.content.startswith(b"%PDF")
            assert (await client.get(f"{at}/overdrachtsdossier/odt")).status_code == 404
            mine = people.administrator.person_id
            own = await client.get(f"/mensen/{mine}/overdrachtsdossier/docx")
            rows = "\n".join(p.text for p in Document(BytesIO(own.content)).paragraphs)
            assert "beheerder, Region office" in rows
        async with signed_in(transport, people.outsider) as client:
            for path in (f"{at}/overdrachtsdossier/pdf", f"/mensen/{mine}/overdrachtsdossier/pdf"):
                assert (await client.get(path)).status_code == 404
