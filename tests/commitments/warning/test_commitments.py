"""The texts of a commitment are asked about when they are typed, and not again as they stand."""

from __future__ import annotations

from html import unescape
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders import browsing, parties
from tests.builders.commitments import AT, commitment, draft_agreement, party
from tests.builders.service import service, signed_in

from governance.audit.queries import history
from governance.base.actor import Actor
from governance.base.database import Database
from governance.base.errors import Refused
from governance.commitments.actions import set_commitments
from governance.commitments.forms import CommitmentForm, MilestoneForm, form_of
from governance.commitments.queries import of_agreement

HTML = {"accept": "text/html", "accept-language": "nl"}
PHONE, PLATE = "Bel 06-12345678.", "De verdachte rijdt in 12-AB-CD."


async def asked(agreement: UUID, forms: list[CommitmentForm], by: Actor) -> list[str]:
    """At which fields it is asked."""
    with pytest.raises(Refused) as refused:
        await set_commitments(agreement, forms, None, by=by, at=AT)
    return [one.field for one in refused.value.complaints]


async def test_every_text_is_asked_about_once_and_then_stands(database: Database) -> None:
    cast = await parties.cast()
    agreement, by = await draft_agreement(cast), cast.administrator
    north = await party(agreement, cast.north)
    plain = commitment([north], key="a")
    typed = commitment(
        [north], key="b", text=PLATE, measurable_goal=PHONE, kind="training",
        extra={"target_group": PLATE}, milestones=[MilestoneForm(PHONE, "every", months=12)],
    )  # fmt: skip
    told = await asked(agreement, [plain, typed], by)
    fields = ("extra.target_group", "text", "measurableGoal", "milestones.0.title")
    assert {*told} == {*(f"commitments.1.{name}" for name in fields), "notCaseData"}
    await set_commitments(agreement, [plain, typed], None, not_case_data=True, by=by, at=AT)
    stands = [form_of(one) for one in await of_agreement(agreement, by=by)]
    moved = [stands[1], replace(stands[0], title="Anders")]
    await set_commitments(agreement, moved, None, by=by, at=AT)
    more = [moved[0], replace(moved[1], title=PHONE.replace("06-", "06 "))]
    assert await asked(agreement, more, by) == ["commitments.1.title", "notCaseData"]


async def test_a_page_asks_of_its_own_commitment_and_saves_the_second_time(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        agreement, by = await draft_agreement(people), people.administrator
        north = await party(agreement, people.north)
        forms = [commitment([north], key="a", title=PHONE), commitment([north], key="b")]
        await set_commitments(agreement, forms, None, not_case_data=True, by=by, at=AT)
        second = (await of_agreement(agreement, by=by))[1]
        at = f"/afspraken/{agreement}/toezeggingen/{second.id}"
        async with signed_in(there, by) as client:
            form = browsing.fields((await client.get(at, headers=HTML)).text, at)
            saved = await client.post(at, data=form | {"act": ["save"]}, headers=HTML)
            assert saved.status_code == 303, "the telephone of the other stands there already"
            last = (await history(agreement, by=by))[-1]
            assert (last.verb, last.changes) == ("set_commitments", "{}"), "nothing was changed"
            form = browsing.fields((await client.get(at, headers=HTML)).text, at)
            form |= {"act": ["save"], "text": [PLATE]}
            refused = await client.post(at, data=form, headers=HTML)
            said = unescape(refused.text)
            assert refused.status_code == 400 and "“12-AB-CD” lijkt op een kenteken" in said
            assert "06-12345678" not in said
            form = browsing.fields(refused.text, at) | {"act": ["save"], "notCaseData": ["on"]}
            assert form["text"] == [PLATE], "nothing that was typed is lost"
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303
        assert (await of_agreement(agreement, by=by))[1].text == PLATE


async def test_a_program_says_of_all_commitments_that_it_is_none(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        agreement = await draft_agreement(people)
        north = await party(agreement, people.north)
        one = {
            "title": PHONE, "text": "Tekst", "theme": "beleid", "nature": "result",
            "ownerFunction": "wethouder", "measurableGoal": "Doel", "ownerPartyIds": [str(north)],
        }  # fmt: skip
        at, body = (
            f"/api/v1/afspraken/{agreement}/toezeggingen",
            {"commitments": [one], "version": 1},
        )
        async with signed_in(there, people.administrator) as client:
            refused = await client.put(at, json=body)
            told = [error["field"] for error in refused.json()["errors"]]
            assert (refused.status_code, told) == (400, ["commitments.0.title", "notCaseData"])
            done = await client.put(at, json=body | {"notCaseData": True})
            assert done.status_code == 200, done.text
