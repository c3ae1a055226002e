"""Where a person would get stuck: each gives a way on, and what was typed."""

from __future__ import annotations

from httpx import AsyncClient
from tests.builders.agreements import organs
from tests.builders.commitments import in_force
from tests.builders.formation import put_up, ready
from tests.builders.reporting import AT as REPORTED
from tests.builders.reporting import open_round, report_of, submitted
from tests.builders.service import service, signed_in

from governance.agreements.queries import agreement
from governance.commitments.queries import of_agreement
from governance.reporting.actions import accept, adopt
from governance.reporting.forms import AdoptionForm

HTML = {"accept": "text/html"}


async def test_an_unknown_address_of_the_api_is_told_as_a_problem(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        for address in ("/api/v1/xyz", "/api/v1/afspraken/x"):
            answer = await client.get(address)
            assert answer.status_code == 404
            assert answer.headers["content-type"] == "application/problem+json"
        described = await client.get("/api/v1/openapi.json")
        assert described.json()["openapi"].startswith("3.")


async def test_who_comes_back_to_an_address_of_a_form_finds_its_page(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}"
        async with signed_in(transport, people.administrator) as client:
            answer = await client.get(f"{at}/terugname", headers=HTML, follow_redirects=True)
            assert answer.status_code == 200
            assert str(answer.url).endswith(at)
            assert (await client.get(f"/api/v1{at}/aanbieding")).status_code == 405


async def test_a_session_that_ended_gives_back_what_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/antwoorden"
        typed = {"blanks.gemeente": "Noordstad aan Zee", "version": "1", "csrf_token": "x"}
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            answer = await client.post(at, data=typed, headers=HTML)
        assert answer.status_code == 403
        assert "U bent afgemeld" in answer.text
        assert "Noordstad aan Zee" in answer.text
        assert f"/aanmelden?next={at.replace('/', '%2F')}" in answer.text


async def test_by_what_right_one_signs_is_never_preset(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        [organ, *_] = await organs(await put_up(people))
        at = f"/bestuursorganen/{organ}"
        async with signed_in(transport, people.administrator) as client:
            decided = {
                "decidedBy": "college",
                "decidedOn": "2027-01-10",
                "number": "1",
                "textVersion": 1,
            }
            await client.post(f"/api/v1{at}/besluiten", json=decided)
            form = (await client.get(f"{at}/ondertekeningen", headers=HTML)).text
            assert 'name="capacity"' in form
            assert " checked" not in form
            typed = {"signedByFunction": "de politiechef, krachtens mandaat"}
            typed["signedOn"] = "2027-01-11"
            answer = await client.post(f"{at}/ondertekeningen", data=typed, headers=HTML)
            assert answer.status_code == 400
            assert 'href="#f-capacity"' in answer.text


async def test_of_two_who_remove_a_commitment_the_second_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        [first, second, *_] = await of_agreement(made, by=people.administrator)
        seen = {"version": (await agreement(made, by=people.administrator)).version}
        at = f"/afspraken/{made}/toezeggingen"
        async with signed_in(transport, people.administrator) as client:
            for one, status in ((first, 303), (second, 409)):
                gone = f"{at}/{one.id}/verwijdering"
                assert (await client.post(gone, data=seen, headers=HTML)).status_code == status
            blind = await client.post(
                f"{at}/{second.id}/verwijdering", data={"version": ""}, headers=HTML
            )
            assert blind.status_code == 400
        left = {c.id for c in await of_agreement(made, by=people.administrator)}
        assert first.id not in left
        assert second.id in left


async def test_json_without_end_is_no_fault_of_ours(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        sent = {"content-type": "application/json"}
        answer = await client.post("/api/v1/afspraken", content=b"[" * 100_000, headers=sent)
        assert answer.status_code == 400


async def test_a_wrong_password_is_told_once(owner_url: str) -> None:
    async with service(owner_url) as (transport, _):
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            form = (await client.get("/aanmelden", headers=HTML)).text
            token = form.split('name="csrf_token" value="')[1].split('"')[0]
            wrong = {"signInName": "nobody", "password": "x", "csrf_token": token}
            answer = await client.post("/aanmelden", data=wrong, headers=HTML)
        assert answer.status_code == 400
        assert answer.text.count('class="summary"') == 1
        assert "signInName:" not in answer.text
        assert "<title>Fout: " in answer.text


async def test_a_remark_is_not_lost_when_the_wrong_button_is_pressed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await open_round(people, await in_force(people))
        view = await report_of(made, people.north, people.pin_north)
        await submitted(view, people.pin_north)
        at = f"/rapportages/{view.id}"
        async with signed_in(transport, people.secretary) as client:
            typed = {"text": "Vul de maatregel aan."}
            kept = await client.post(f"{at}/aanvaarding", data=typed, headers=HTML)
            assert kept.status_code == 400
            assert typed["text"] in kept.text
            assert (await report_of(made, people.north, people.secretary)).state == "submitted"
            done = await client.post(f"{at}/aanvaarding", data={"text": ""}, headers=HTML)
            assert done.status_code == 303


async def test_an_adopted_report_says_of_no_party_how_far_it_came_since(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await open_round(people, await in_force(people))
        mine = await report_of(made, people.north, people.pin_north)
        await submitted(mine, people.pin_north)
        await accept(mine.id, by=people.secretary, at=REPORTED)
        adopted = AdoptionForm("de stuurgroep", REPORTED.date(), "Goed", knowingly=True)
        await adopt(made, adopted, by=people.chair, at=REPORTED)
        at = f"/rapportagerondes/{made}/regiorapportages"
        async with signed_in(transport, people.chair) as client:
            before = (await client.get(at, headers=HTML)).text
            late = await report_of(made, people.south, people.pin_south)
            await submitted(late, people.pin_south)
            after = (await client.get(at, headers=HTML)).text
        assert "bij de vaststelling niet aanvaard" in before
        assert _main(after) == _main(before)


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


async def test_only_who_writes_the_report_opens_its_forms(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await open_round(people, await in_force(people))
        view = await report_of(made, people.north, people.pin_north)
        forms = [f"/rapportages/{view.id}/{at}" for at in ("algemeen-deel", "intern-akkoord")]
        async with signed_in(transport, people.pin_north) as client:
            assert [(await client.get(at, headers=HTML)).status_code for at in forms] == [200, 200]
        await submitted(view, people.pin_north)
        async with signed_in(transport, people.pin_north) as client:
            assert [(await client.get(at, headers=HTML)).status_code for at in forms] == [303, 303]
            read = (await client.get(f"/rapportages/{view.id}", headers=HTML)).text
            assert "De secretaris van de stuurgroep leest haar" in read
        for reader in (people.secretary, people.outsider):
            async with signed_in(transport, reader) as client:
                found = [(await client.get(at, headers=HTML)).status_code for at in forms]
                assert found == [404, 404]


async def test_a_filter_that_cannot_be_is_not_there(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        for at in ("/dashboard?standing=x", "/afspraken?state=x"):
            for address in (at, f"/api/v1{at}"):
                assert (await client.get(address)).status_code == 404, address
            assert (await client.get(at.replace("=x", "="))).status_code == 200
